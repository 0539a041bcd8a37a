"""Figures of an old year told without it, where all that is told beside them is of the last one.

Whoever takes over the text of the year before forgets one figure. It agrees with a column of its
row, so that nothing else finds it; what stands beside it agrees with the last column alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from smdesk.rules.ground import View
from smdesk.rules.prose.compare import Difference, difference, held, may_be
from smdesk.rules.prose.mention import Mention
from smdesk.rules.prose.places import sentences
from smdesk.rules.prose.slips import digits
from smdesk.rules.prose.words import words

_FEWEST = 2
"""Figures of the last year that an old one stands among, and digits that it has."""
_YEAR = re.compile(r"(?<![\d.,比较])(?:19|20)\d\d(?![\d.,])")
_PARTING = re.compile(r"[。；;：\n\t\d]")
"""Between a value and its change these part them, a year or another figure among them."""
_BEHIND = re.compile(r"\s*[（(][^（）()]{0,14}")


@dataclass(frozen=True, slots=True)
class _Told:
    """A value told in sentence ``at`` that can only be one of ``year``."""

    mention: Mention
    at: int
    year: int


def unmoored(mentions: Sequence[Mention], text: str, view: View) -> Iterator[Difference]:
    """Yield changes without a year that are not those of the value told before them, but of another year.

    营业收入 7.9 亿元，同比增长 15 %: which year the value is of tells which the change ends in.
    """
    for value, one in pairwise(sorted(mentions, key=lambda each: each.start)):
        change = one.change
        if change is None or value.change is not None or value.target != one.target:
            continue
        between = text[value.stop : one.start]
        years = view.ground.years
        if len({last for _, last in change.spans}) < _FEWEST or _PARTING.search(between):
            continue
        if _times().search(between):  # 净利润 7418 万元，上年增长 22 %
            continue
        every = {year: held(value.target, year, view) for year in years}
        fits = [year for year, each in every.items() if each and may_be(value, each)]
        if None in every.values() or len(fits) != 1 or fits[0] not in value.years:
            continue
        if len(value.years) == 1 and any(each[0] == fits[0] for each in change.spans):
            continue  # 2023 年 1.04 亿元，2022 年 0.82 亿元，增长 26 %: it may lead up from it
        spans = tuple(each for each in change.spans if each[1] == fits[0])
        if not spans or difference(one, view) is not None:
            continue
        found = difference(replace(one, years=(), change=replace(change, spans=spans)), view)
        if found is not None:
            yield found


def stale(mentions: Sequence[Mention], text: str, view: View) -> Iterator[Difference]:
    """Yield what a block states of the last year that only an old one had."""
    years = view.ground.years
    if len(years) < _FEWEST or not any(one.loose for one in mentions):
        return
    last = years[-1]
    spans = [(at, at + len(one)) for at, one in sentences(text)]
    told = list(_told(mentions, spans, view))
    for one in told:
        mention = one.mention
        if one.year == last or not mention.loose or _dated(text, spans[one.at][0], mention, last):
            continue
        if mention.quantity.hedge:
            continue
        beside = [each for each in told if each is not one and _near(text, spans, each, one, last)]
        weight = sum(1 + (each.at == one.at and not each.mention.loose) for each in beside)
        now = held(mention.target, last, view)
        if now is not None and weight >= _FEWEST and all(each.year == last for each in beside):
            yield Difference(replace(mention, years=(last,)), now)


def _told(mentions: Sequence[Mention], spans: list[tuple[int, int]], view: View) -> Iterator[_Told]:
    """Yield the values that are of one year and no other, as far as the form has all of them."""
    for one in mentions:
        stated = one.quantity.in_unit(one.target.unit)
        if not one.target.axis or one.change or not stated or not one.years:
            continue
        if len(digits(*stated).strip("0")) < _FEWEST:
            continue
        every = {year: held(one.target, year, view) for year in view.ground.years}
        fits = [year for year, value in every.items() if value and may_be(one, value)]
        if None in every.values() or len(fits) != 1 or fits[0] not in one.years:
            continue
        at = next((at for at, (start, stop) in enumerate(spans) if start <= one.start < stop), None)
        if at is not None:
            yield _Told(one, at, fits[0])


def _near(text: str, spans: list[tuple[int, int]], one: _Told, other: _Told, last: int) -> bool:
    """Whether two values stand in one sentence, or in two with no older year up to the later one."""
    first, second = sorted((one, other), key=lambda each: each.mention.start)
    if first.at == second.at:
        return True
    return not _earlier(text, spans[first.at][0], second.mention.start, last)


def _dated(text: str, start: int, mention: Mention, last: int) -> bool:
    """Whether an older time is told before a value in its sentence, or in brackets behind it."""
    behind = _BEHIND.match(text, mention.stop)
    return _earlier(text, start, mention.start, last) or (
        behind is not None and _earlier(text, *behind.span(), last)
    )


def _earlier(text: str, start: int, stop: int, last: int) -> bool:
    """Whether words tell of an older time than the last year, not but compare with one."""
    if any(int(one[0]) < last for one in _YEAR.finditer(text, start, stop)):
        return True
    return _times().search(text, start, stop) is not None


@cache
def _times() -> re.Pattern[str]:
    told = "|".join(map(re.escape, words().words["earlier"]))
    return re.compile(rf"(?<![比较])(?:{told})")
