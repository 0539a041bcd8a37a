"""The checks of the narrative's words: against the tables, for what was left in, for other firms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from smdesk import log
from smdesk.errors import sentence
from smdesk.notices.address import parse
from smdesk.notices.models import Kind
from smdesk.rules.checks import Check
from smdesk.rules.findings import Finding
from smdesk.rules.ground import Ground, View
from smdesk.rules.prose.cells import running
from smdesk.rules.prose.facts import AIMED_APART, clashes
from smdesk.rules.prose.facts import fields as fact_fields
from smdesk.rules.prose.memory import BlockRead, Memory, headings
from smdesk.rules.prose.names import Fault, NamedFirm, bare, fault, partner_slip
from smdesk.rules.prose.places import MARK, ProsePlace, parse_place, sentences
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
from smdesk.rules.prose.told import cell_told, clash_told, told
from smdesk.rules.prose.words import words

_logger = log.get(__name__)

NARRATIVE = "narrative"
UNREAD = "~unread"
"""Ends the mark of the finding that a check was not done."""
VALUES, LEFT, FIRMS = "narrative.value", "narrative.placeholder", "narrative.firm"
_QUOTED = 14
"""Characters before a place that a message quotes."""
_MOST = 60
"""Findings of one check that are told one by one: nobody works through more of them at once."""
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


def prose_checks(ground: Ground, memory: Memory) -> tuple[Check, ...]:
    """Return the checks of a form's narrative; ``memory`` keeps what they have read."""
    names = memory.name_places
    fields = frozenset(one for one, field in ground.fields.items() if field.kind.numeric)
    values = tuple(one for one in ground.order if parse(one).field in fields | fact_fields())
    texts = running(ground)
    kinds = {one for one, field in ground.fields.items() if field.kind == Kind.NAME}
    partners = tuple(one for one in ground.order if parse(one).field in kinds and one not in names)
    reads = tuple(dict.fromkeys((NARRATIVE, *names, *values, *texts)))
    return (
        Check(VALUES, reads, _sound(VALUES, lambda view: _against(ground, memory, view, texts))),
        Check(LEFT, (NARRATIVE,), _sound(LEFT, lambda view: _left(memory, view))),
        Check(
            FIRMS,
            (
                NARRATIVE,
                *names,
                *partners,
                *(one for one in words().names["trade_of"] if one in ground.order),
            ),
            _sound(FIRMS, lambda view: _firms(memory, view)),
        ),
    )


def _sound(
    rule: str, found: Callable[[View], Iterator[Finding]]
) -> Callable[[View], tuple[Finding, ...]]:
    """Return a check that says so where it could not be done.

    Prose is endless: a sentence that the reader stumbles over must not keep anybody from filling in
    the form.
    """

    def run(view: View) -> tuple[Finding, ...]:
        try:
            return tuple(_told(rule, found(view)))
        except Exception:
            _logger.exception("%s was not done", rule)
            message = sentence("rules.narrative-unread")
            return (
                Finding(rule, "hint", (NARRATIVE,), message, check=rule, mark=f"{rule}{UNREAD}"),
            )

    return run


def _values(ground: Ground, memory: Memory, view: View) -> Iterator[Finding]:
    if not view.declaration.narrative.blocks:
        return
    for number, read, one in memory.differences(view):
        mention = one.mention
        place = ProsePlace(number, mention.start, mention.stop)
        said = _quote(read.text, mention.start, mention.stop)
        about = one.held.addresses
        yield Finding(
            VALUES, "check", (str(place), *about), told(ground, view, one, said), check=VALUES,
            mark=f"{about[0]}{MARK}{mention.quantity.text}",
        )  # fmt: skip

    for number, read in enumerate(memory.blocks(view.declaration.narrative)):
        if not read.facts or read.under[1]:
            continue
        past = tuple(one for one in read.facts if not (read.under[0] and one.kind in AIMED_APART))
        for clash in clashes(past, view):
            fact = clash.fact
            place = ProsePlace(number, fact.start, fact.stop)
            said = _quote(read.text, fact.start, fact.stop)
            stated = read.text[fact.start : fact.stop]
            yield Finding(
                VALUES, "check", (str(place), clash.address),
                clash_told(ground, clash, stated, said), check=VALUES,
                mark=f"{clash.address}{MARK}{stated}",
            )  # fmt: skip


def _cells(
    ground: Ground, memory: Memory, view: View, addresses: tuple[str, ...]
) -> Iterator[Finding]:
    """Yield what differs from the cells of running text."""
    cells = memory.filled(view, addresses)
    if not cells:
        return
    for number, read in enumerate(memory.blocks(view.declaration.narrative)):
        if read.heading or any(read.under[:2]):
            continue
        for one in read.against(cells):
            place = ProsePlace(number, one.start, one.stop)
            stated = read.text[one.start : one.stop]
            quote = _quote(read.text, one.start, one.stop)
            yield Finding(
                VALUES, "check", (str(place), one.address), cell_told(ground, one, stated, quote),
                check=VALUES, mark=f"{one.address}{MARK}{stated}",
            )  # fmt: skip


def _against(
    ground: Ground, memory: Memory, view: View, texts: tuple[str, ...]
) -> Iterator[Finding]:
    """Yield what the tables contradict, and lists that only their own totals do."""
    told: list[ProsePlace] = []
    for one in chain(_values(ground, memory, view), _cells(ground, memory, view, texts)):
        place = parse_place(one.addresses[0])
        told += [place] if place is not None else []
        yield one
    for number, read in enumerate(memory.blocks(view.declaration.narrative)):
        for wrong in read.sums:
            inside = (wrong.start <= one.start < wrong.stop for one in told if one.block == number)
            if any(inside):  # one of its figures is asked after already
                continue
            yield Finding(
                VALUES, "check", (str(ProsePlace(number, wrong.start, wrong.stop)),),
                sentence(
                    "rules.narrative-sum", stated=wrong.told, sum=wrong.reckoned,
                    quote=_quote(read.text, wrong.stop - len(wrong.told), wrong.stop),
                ),
                check=VALUES, mark=f"{NARRATIVE}{MARK}{wrong.told}",
            )  # fmt: skip


def _left(memory: Memory, view: View) -> Iterator[Finding]:
    blocks = memory.blocks(view.declaration.narrative)
    for number, read in [(number, one) for number, one in enumerate(blocks) if one.left]:
        for start, stop in read.left:
            text = read.text[start:stop]
            around = _quote(read.text, start, stop) + _behind(read.text, stop)
            message = sentence("rules.narrative-placeholder", text=text.strip(), quote=around)
            place = str(ProsePlace(number, start, stop))
            mark = f"{NARRATIVE}{MARK}{text.strip()}"
            yield Finding(LEFT, "check", (place,), message, check=LEFT, mark=mark)


def _firms(memory: Memory, view: View) -> Iterator[Finding]:
    blocks = memory.blocks(view.declaration.narrative)
    naming = [(number, one) for number, one in enumerate(blocks) if one.firms]
    if not naming:
        return
    own_names = memory.own_names(view)
    own = bare(next((view.values[one] for one in memory.name_places if view.values.get(one)), ""))
    first = next((number for number, one in enumerate(blocks) if not one.heading), 0)
    partners = memory.partners(view, own_names)
    strangers: list[str] = []
    for number, read in naming:
        seen: set[int] = set()
        for firm in read.firms:
            if (slip := partner_slip(firm, partners.values())) and firm.stop not in seen:
                seen.add(firm.stop)
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
            yield _alien(memory, number, (found[0], firm.stop), name, found[1], own)
    for number, start, name in _again(blocks, strangers, own):
        yield _alien(memory, number, (start, start + len(name)), name, "figures", own)


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


def _numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings with marks that differ: the same words twice are two findings."""
    seen: dict[str, int] = {}
    for one in findings:
        count = seen[one.mark] = seen.get(one.mark, 0) + 1
        yield one if count == 1 else replace(one, mark=f"{one.mark}~{count}")


def _told(rule: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield the first findings of a check, and one for all that are left."""
    yield from _numbered(islice(findings, _MOST))
    first = next(findings, None)
    if first is not None:
        count = 1 + sum(1 for _ in findings)
        message = sentence("rules.narrative-more", count=count)
        mark = f"{NARRATIVE}{MARK}more"
        yield Finding(rule, "check", first.addresses[:1], message, check=rule, mark=mark)


def _quote(text: str, start: int, stop: int) -> str:
    begin = max(0, start - _QUOTED)
    cut = max((text.rfind(mark, begin, start) for mark in "。；，\n\t"), default=-1) + 1
    ahead = text[max(cut, begin) : start]
    return f"{'…' if max(cut, begin) == begin and begin and not cut else ''}{ahead}{text[start:stop]}".strip()


def _behind(text: str, stop: int) -> str:
    """Return what a message quotes behind a place, to the next mark."""
    return re.split(r"[，。；！？\n\t]", text[stop : stop + _QUOTED], maxsplit=1)[0]


def mark_words(mark: str) -> tuple[str, str]:
    """Return the address and the words of a finding's mark; no words where it has none."""
    address, _, words = mark.partition(MARK)
    return address, words


__all__ = ["FIRMS", "LEFT", "NARRATIVE", "VALUES", "mark_words", "prose_checks"]
