"""The check of the firms that a narrative names: other ones where the applicant should stand, slips, the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from smdesk.errors import sentence
from smdesk.rules.findings import Finding
from smdesk.rules.ground import View
from smdesk.rules.prose.memory import BlockRead, Memory, headings
from smdesk.rules.prose.names import Fault, NamedFirm, bare, fault, partner_slip
from smdesk.rules.prose.others import unexplained
from smdesk.rules.prose.places import MARK, NARRATIVE, ProsePlace, sentences
from smdesk.rules.prose.strangers import (
    about_others,
    acts,
    acts_apart,
    beside_it,
    devoted_to,
    does,
    is_stranger,
    leading,
    named_for_trade,
    of_another_trade,
    of_its_trade,
    professes,
    renowned,
    serves_many,
    short_names,
    tells_a_story,
    vows_apart,
)
from smdesk.rules.prose.words import words

FIRMS = "narrative.firm"
NAMED = "narrative.named"
"""A firm that is only named: a hint of the check ``FIRMS``."""
_FIRM_CODES: dict[Fault, str] = {
    "other": "rules.narrative-firm",
    "slip": "rules.narrative-firm-slip",
    "sample": "rules.narrative-firm-sample",
    "figures": "rules.narrative-firm-figures",
}
_AS = re.compile("作为[^，。；]{2,20}，")
"""What a firm calls itself: 作为行业骨干企业."""
_REGIONS = frozenset({"city", "district"})
"""Forms whose narratives tell of the firms of a region by name."""


def firm_findings(memory: Memory, view: View) -> Iterator[Finding]:
    """Yield what is found of the firms that the narrative of a form names."""
    blocks = memory.blocks(view.declaration.narrative)
    naming = [(number, one) for number, one in enumerate(blocks) if one.firms]
    if not naming:
        return
    own_names = memory.own_names(view)
    own = bare(next((view.values[one] for one in memory.name_places if view.values.get(one)), ""))
    first = next((number for number, one in enumerate(blocks) if not one.heading), 0)
    partners = memory.partners(view, own_names)
    strangers: list[str] = []
    asked: list[str] = []
    for number, read in naming:
        seen: set[int] = set()
        for firm in read.firms:
            if (slip := partner_slip(firm, partners.values())) and firm.stop not in seen:
                seen.add(firm.stop)
                asked.append(bare(read.text[slip[0] : firm.stop]))
                yield _misnamed(read.text, number, firm.stop, slip, partners)
                continue
            if firm.region and not _other_region(firm, own_names, view):
                continue
            if firm.vows and not firm.region and bare(firm.name) in partners.values():
                continue
            found = fault(firm, own, read.text, opening=number == first) or _stranger(
                firm, own, number, blocks, view
            )
            name = read.text[found[0] : firm.stop] if found else ""
            if found is None or firm.stop in seen or name in own_names:
                continue
            seen.add(firm.stop)
            strangers += [bare(name)] if found[1] == "figures" else []
            asked.append(bare(name))
            yield _alien(memory, number, (found[0], firm.stop), name, found[1], own)
    for number, start, name in _again(blocks, strangers, own):
        yield _alien(memory, number, (start, start + len(name)), name, "figures", own)
    if view.ground.form.category not in _REGIONS:
        yield from _unexplained(blocks, own, asked, view)


def _unexplained(
    blocks: list[BlockRead], own: str, asked: list[str], view: View
) -> Iterator[Finding]:
    """Yield a finding for each firm that is named besides those ``asked`` after already."""
    business = [view.values.get(one, "") for one in words().names["trade_of"]]
    for one in unexplained(blocks, own, view.values.values(), business):
        if any(one.name in name or name in one.name for name in asked):
            continue
        about = (str(ProsePlace(one.block, one.start, one.stop)),)
        mark = f"{NARRATIVE}{MARK}{one.name}"
        if one.leads:
            message = sentence("rules.narrative-firm-leads", name=one.name, own=own)
            yield Finding(FIRMS, "check", about, message, check=FIRMS, mark=mark)
            continue
        message = sentence("rules.narrative-firm-named", name=one.name, times=one.times)
        yield Finding(NAMED, "hint", about, message, check=FIRMS, mark=mark)


def _alien(
    memory: Memory, number: int, at: tuple[int, int], name: str, how: Fault, own: str
) -> Finding:
    """Return the finding on a name that is not the applicant's."""
    message = sentence(_FIRM_CODES[how], name=name, own=own)
    about = (str(ProsePlace(number, *at)), *memory.name_places[:1])
    return Finding(FIRMS, "check", about, message, check=FIRMS, mark=f"{NARRATIVE}{MARK}{name}")


def _again(
    blocks: list[BlockRead], strangers: Iterable[str], own: str
) -> Iterator[tuple[int, int, str]]:
    """Yield the sentences that open with the short name of a firm told of as if it were the applicant."""
    short = {one for name in strangers for one in short_names(name) if one[:2] not in own[2:]}
    for number, read in enumerate(blocks if short else ()):
        for at, said in sentences(read.text):
            start = len(said) - len(said.lstrip())
            name = next((one for one in short if said.startswith(one, start)), "")
            if name and not read.heading and does(said, start + len(name)):
                yield number, at + start, name


def _misnamed(
    text: str, number: int, stop: int, slip: tuple[int, str], partners: dict[str, str]
) -> Finding:
    """Return the finding on a firm of the form whose name is written otherwise in the narrative."""
    start, known = slip
    name = text[start:stop]
    address = next(one for one, told in partners.items() if told == known)
    message = sentence("rules.narrative-firm-partner", name=name, known=known)
    about = (str(ProsePlace(number, start, stop)), address)
    return Finding(FIRMS, "check", about, message, check=FIRMS, mark=f"{NARRATIVE}{MARK}{name}")


def _other_region(firm: NamedFirm, own_names: frozenset[str], view: View) -> bool:
    """Whether a place that speaks for itself is none of a region's form, nor holds it."""
    if view.ground.form.category not in _REGIONS or not own_names:
        return False
    if any(firm.name in one or firm.name[:-1] in one for one in own_names):
        return False
    if firm.region == "vow":
        return True
    # what lies in a city, or a city around a district, may be told of in its papers
    inner = "区县" if view.ground.form.category == "city" else "市"
    return firm.name[-1] not in inner and not firm.name.endswith(words().names["zones"])


def _stranger(
    firm: NamedFirm, own: str, number: int, blocks: list[BlockRead], view: View
) -> tuple[int, Fault] | None:
    """Return a fault where a sentence opens with a firm that nothing else explains."""
    name = bare(firm.name)
    if not firm.opens or not own or name == own or view.ground.form.category in _REGIONS:
        return None
    text, texts = blocks[number].text, [one.text for one in blocks]
    if firm.inner or devoted_to(text, firm.stop) or renowned(text, firm.stop):
        return _told_of(firm, own, number, blocks, view)
    business = (view.values.get(one, "") for one in words().names["trade_of"])
    if not professes(text, firm.stop) and of_another_trade(name, own, business):
        return None
    if acts(text, firm.stop):
        if acts_apart(firm.name, text, firm.start, _opening(blocks, own)):
            return None
        # what it did says nothing of how it stands to the applicant; another place of its name may
        texts[number] = text[: firm.start] + text[firm.stop :]
        text = ""
    elif professes(text, firm.stop):  # a vow is its own, whoever the rest of the block is about
        vow = _AS.sub("", re.split("[。！？]", text[firm.start :], maxsplit=1)[0])
        if vows_apart(firm.name, vow):
            return None
        text = ""
    elif tells_a_story(text):
        return None
    if about_others(_AS.sub("", text), firm.name):
        return None
    if any(about_others(one, firm.name) for one in headings(blocks, number)):
        return None
    return (firm.start, "figures") if is_stranger(name, own, view.values.values(), texts) else None


def _told_of(
    firm: NamedFirm, own: str, number: int, blocks: list[BlockRead], view: View
) -> tuple[int, Fault] | None:
    """Return a fault where another firm is told of as if it were the applicant, in what goes on behind its name.

    What stands before it in its block says nothing of it: the point of an enumeration, what a firm
    is devoted to since it was founded.
    """
    name, text = bare(firm.name), blocks[number].text
    business = [view.values.get(one, "") for one in words().names["trade_of"]]
    if what := devoted_to(text, firm.stop):
        resumed = any(
            one in after.text
            for after in blocks[number + 1 : number + 2]
            for one in words().names["resumed"]
        )
        apart = not of_its_trade(what, business) or about_others(text[firm.stop :], name) or resumed
        apart = apart or beside_it(text, firm.stop)
    else:
        another = of_another_trade(name, own, business) and not named_for_trade(name, business)
        led = leading(text[: firm.start], points=not renowned(text, firm.stop))
        clause = f"{led}{re.split('[。；！？]', text[firm.start :], maxsplit=1)[0]}"
        several = sum(one.opens for one in blocks[number].firms) > 1
        apart = another or several or about_others(led, name)
        apart = apart or acts_apart(firm.name, clause, len(led), _opening(blocks, own))
    if serves_many(name):
        return None
    if apart or any(about_others(one, name) for one in headings(blocks, number)):
        return None
    texts = [one.text for one in blocks]
    texts[number] = text[: firm.start] + text[firm.stop :]
    return (firm.start, "figures") if is_stranger(name, own, view.values.values(), texts) else None


def _opening(blocks: list[BlockRead], own: str) -> Iterator[str]:
    """Yield the other firms that open a sentence of the narrative."""
    every = (bare(one.name) for read in blocks for one in read.firms if one.opens)
    return (one for one in every if one != own)
