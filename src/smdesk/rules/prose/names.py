"""Firms named in the narrative: another one where the applicant should stand, a slip in its name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from smdesk import paths
from smdesk.rules.prose.places import sentences
from smdesk.rules.prose.strangers import inner_firms, opening_firm
from smdesk.rules.prose.words import phrase, words

Fault = Literal["other", "slip", "sample", "figures"]
_SHORTEST = 8
"""Characters that a name must have before one letter of difference counts as a slip."""
_CORE = r"[\u4e00-\u9fffA-Za-z0-9·（）()]"
_REGION = phrase(
    r"\s*(?P<name>(?![我本全该各]|[\u4e00-\u9fff]{0,4}城市)[\u4e00-\u9fff]{2,6}[市区县])(?:委[、和]?)?(?:[市区县]?(?:人民)?政府)?"
    r"(?:(?P<vow>&region_vows;)|&region_told;|在全[省国市][^，。；]{0,14}&region_ranks;)"
)
_LED = phrase(r"\s*(?:&region_since;[^，。；]{0,10}，|&on_the_whole;，)")
"""What a sentence may begin with before it names the place that it is of."""
_APART = phrase("&branches;")


@dataclass(frozen=True, slots=True)
class NamedFirm:
    """A full name at ``start:stop``; ``own``: the text says that it is the applicant.

    ``opens``: it opens a sentence that goes on with figures as of itself. ``vows``: what it says of
    itself or of these papers only the applicant says. ``region``: it is a place that vows, or of
    which what became of it is told. ``inner``: it opens a point or a clause within a sentence.
    """

    start: int
    stop: int
    name: str
    own: bool
    opens: bool = False
    vows: bool = False
    region: Literal["", "vow", "told"] = ""
    inner: bool = False


def firms(text: str) -> Iterator[NamedFirm]:
    """Yield the firms that a text presents as the applicant, and every other full name."""
    for at, sentence in sentences(text):
        for one in _firms(sentence, opens=at == 0):
            yield replace(one, start=at + one.start, stop=at + one.stop)


@lru_cache(maxsize=4096)
def _firms(text: str, *, opens: bool) -> tuple[NamedFirm, ...]:
    endings, _, _ = _grammar()
    full = endings.search(text) is not None
    lead = _LED().match(text)
    if place := _REGION().match(text, lead.end() if lead else 0):
        how: Literal["vow", "told"] = "vow" if place["vow"] else "told"
        return (NamedFirm(*place.span("name"), place["name"], own=True, vows=True, region=how),)
    led = opening_firm(text, full=full)
    opening = [NamedFirm(*led, text[slice(*led)], own=False, opens=True)] if led else []
    if not full:
        return tuple(opening)
    inner = (one for one in inner_firms(text) if one != led)
    opening += [NamedFirm(*one, text[slice(*one)], own=False, opens=True, inner=True) for one in inner]  # fmt: skip
    found = [NamedFirm(*one.span("name"), one["name"], own=True) for one in _presented(text, opens)]
    for ending in endings.finditer(text):
        start = max(0, ending.start() - 30)
        found.append(NamedFirm(start, ending.end(), text[start : ending.end()], own=False))
    vows = (one for pattern in _vows() for one in pattern.finditer(text))
    found += [NamedFirm(*one.span("name"), one["name"], own=True, vows=True) for one in vows]
    return (*found, *opening)


def fault(found: NamedFirm, own: str, text: str, *, opening: bool) -> tuple[int, Fault] | None:
    """Return where the name begins and what is wrong with it; ``None`` if nothing is.

    ``own`` is the applicant's name, ``opening`` whether nothing has named it before. A name that
    is not presented as the applicant may be any other firm; only one letter off, or the applicant
    of a bundled sample, is told.
    """
    name = bare(found.name)
    if (
        not own
        or found.opens
        or _APART().match(text[found.stop :])
        or _APART().search(text[max(0, found.start - 4) : found.start])
    ):
        return None
    if found.own:
        same = name == own or name.endswith(own) or own in name
        told = opening or found.vows or _says_so(text, found)
        return None if same or not told else (found.start, "other")
    if (at := slip_of(found, own)) is not None:
        return at, "slip"
    for other in sample_applicants() - {own}:
        if name.endswith(other):
            return found.stop - len(other), "sample"
    return None


def slip_of(found: NamedFirm, known: str) -> int | None:
    """Return where a name that is a known one but for a slip of a letter begins."""
    if len(known) < _SHORTEST or bare(found.name).endswith(known):
        return None
    for size in (len(known) - 1, len(known), len(known) + 1):
        tail = found.name[-size:] if size <= len(found.name) else ""
        if tail and _one_off(bare(tail), known):
            return found.stop - len(tail)
    return None


def partner_slip(found: NamedFirm, partners: Iterable[str]) -> tuple[int, str] | None:
    """Return where a name begins that is a partner's but for a slip, and whose; not one that is right."""
    if found.own or found.opens or any(bare(found.name).endswith(one) for one in partners):
        return None
    every = ((slip_of(found, one), one) for one in partners)
    return next(((at, one) for at, one in every if at is not None), None)


@cache
def sample_applicants() -> frozenset[str]:
    """Return the invented firms of the bundled samples."""
    found = set()
    for file in (paths.resources() / "samples").glob("*/*/values.json"):
        values = json.loads(file.read_text(encoding="utf-8"))
        found |= {values[one] for one in ("org.name", "cover.applicant") if values.get(one)}
    endings, _, _ = _grammar()
    return frozenset(one for one in found if endings.search(one) and len(one) >= _SHORTEST)


def _says_so(text: str, found: NamedFirm) -> bool:
    """Whether words say that the name is the applicant's, rather than its place alone."""
    _, said, _ = _grammar()
    return any(one.span("name") == (found.start, found.stop) for one in said.finditer(text))


def _presented(text: str, opens: bool) -> Iterator[re.Match[str]]:
    """Yield the names said to be the applicant's; the one that ``opens`` a text is taken for it."""
    _, said, opening = _grammar()
    seen = set()
    for match in said.finditer(text):
        seen.add(match.span("name"))
        yield match
    first = opening.match(text) if opens else None
    if first is not None and first.span("name") not in seen:
        yield first


@cache
def _grammar() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of an ending, of a name said to be the applicant's, of an opening."""
    told = words().names
    endings, own, alias, joint, copula, apart, opens, does = (
        "|".join(re.escape(one) for one in sorted(every, key=len, reverse=True))
        for every in (
            *(
                told[one]
                for one in ("endings", "own", "alias", "joint", "copula", "apart", "opens")
            ),
            (*told["professes"], *told["acts"]),
        )
    )
    name = rf"(?P<name>{_CORE}{{2,28}}?(?:{endings}))(?!{_CORE}{{0,3}}(?:分公司|分厂))"
    brief = rf"[（(]以下简称[为：:]?[“\"「]?(?:{alias})[”\"」]?"
    short = r"[（(](?:以下)?简称[^（）()]{1,16}[）)][，,]?"
    alone = rf"(?!{apart})(?={_CORE}{{2,28}}?(?:{endings})(?:$|[，。；：（(\s]|{opens}))"
    acting = rf"(?!{apart})(?={_CORE}{{2,28}}?(?:{endings})(?:{does}))"  # 我公司甲公司将继续…
    said = rf"(?:{own})\s*(?:(?:{joint})\s*|(?:{copula})\s*{alone}|{acting})"
    return (
        re.compile(rf"(?:{endings})"),
        re.compile(rf"(?:{said}|(?:^|(?<=[，。；：\s]))(?={_CORE}{{2,36}}{brief})){name}"),
        re.compile(rf"\s*{name}[，,]?\s*(?:{brief}.{{0,6}}[）)][，,]?|{short})?(?:{opens})"),
    )


@cache
def _vows() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of what only the applicant says: that these papers are its own or true, or whose part it plays."""
    told = words().names
    endings, papers, made, vows, roles = (
        "|".join(re.escape(one) for one in sorted(told[name], key=len, reverse=True))
        for name in ("endings", "papers", "made", "vows", "roles")
    )
    name = rf"(?P<name>{_CORE}{{2,28}}?(?:{endings}))"
    return (
        re.compile(rf"(?:{papers})(?:均|系|全部)?由{name}(?:{made})"),
        re.compile(rf"(?:^|(?<=[，。；：\s])){name}(?:特此|在此)?(?:{vows})"),
        re.compile(
            rf"(?:^|(?<=[，。；：\s]))作为(?:本|该)?(?:项目|平台)?的?(?:{roles})[，,]{name}"
        ),
        re.compile(
            rf"(?:^|(?<=[，。；：\s]))(?!{_CORE}{{0,12}}[由为与和同向被请让]){name}作为(?:本|该)?(?:项目|平台)?的?(?:{roles})"
        ),
        re.compile(rf"(?<=[与和同])(?!{_CORE}{{0,28}}[与和同、]){name}[“\"]?十[三四五]五[”\"]?"),
    )


def ends_as_firm(name: str) -> bool:
    """Whether a name ends in what the full name of a firm ends in."""
    endings, _, _ = _grammar()
    return any(one.end() == len(name) for one in endings.finditer(name))


def bare(name: str) -> str:
    """Return a name without blanks, its brackets wide."""
    return re.sub(r"\s+", "", name).replace("(", "（").replace(")", "）")


def _one_off(name: str, own: str) -> bool:
    """Whether one letter was replaced, left out or put in, or two stand changed about."""
    if name == own or abs(len(name) - len(own)) > 1:
        return False
    head = 0
    while head < min(len(name), len(own)) and name[head] == own[head]:
        head += 1
    if len(name) == len(own):
        turned = name[head : head + 2] == own[head : head + 2][::-1]
        return name[head + 1 :] == own[head + 1 :] or (
            turned and name[head + 2 :] == own[head + 2 :]
        )
    longer, shorter = (name, own) if len(name) > len(own) else (own, name)
    return longer[head + 1 :] == shorter[head:]
