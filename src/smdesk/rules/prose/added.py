"""What came to a value within a year, as the values of two years tell it: 累计 6.35 亿元，当年新增 2.25 亿元.

Only of what is counted up to a year's end, and of no stock that is lost too (发明专利 run out).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smdesk.rules.prose.line import Line
from smdesk.rules.prose.mention import Change, Mention
from smdesk.rules.prose.vocabulary import Target
from smdesk.rules.prose.when import when
from smdesk.rules.prose.whose import aimed, own

_ALL_YEARS = re.compile(r"(?:两|(?<!\d)2)年(?:来|间|内|里)?(?:时间)?(?:[共累计合]*)\s*$")
_ONE_YEAR = re.compile(r"(?<!十)一年(?:间|内|里)?\s*$")
_SAME_YEAR = re.compile(r"(?:当年|该年|这一年|本年|全年)[^，。；]{0,4}$")
_NAMED = re.compile(r"[cn]*(T)p?[cn]*(Q)(?=[,;]|$)")
"""2022 年新增专项资金 1.2 亿元."""
_BEHIND = re.compile(r"[cn]*(Q)(?=[,;]|$)")
"""…，当年新增 1.2 亿元."""
_TWO_SPANS = 3


def added(line: Line) -> Iterator[Mention]:
    """Yield what a sentence says was added to a value of the form."""
    if "g" not in line.letters:
        return
    words = line.vocabulary.words.words
    for at, token in enumerate(line.tokens):
        told = line.text[token.start : token.stop].strip() if token.letter == "g" else ""
        if told not in words["added"] and told not in words["net_added"]:
            continue
        found = _named_behind(line, at) or _named_before(line, at)
        if found is None:
            continue
        target, place, number = found
        known = target.id in words["adding"]
        if (told in words["net_added"] and _counted(target)) or known:
            mention = _mention(line, target, (at, place, number))
            if mention is not None:
                yield mention


def _counted(target: Target) -> bool:
    """Whether a value is one that is held at a year's end, so that a net change of it is its difference."""
    return target.stock or target.balance


def _named_behind(line: Line, at: int) -> tuple[Target, int, int] | None:
    match = _NAMED.match(line.letters, at + 1)
    named = line.tokens[match.start(1)].named if match else None
    if match is None or named is None or named.target is None:
        return None
    return named.target, match.start(1), match.start(2)


def _named_before(line: Line, at: int) -> tuple[Target, int, int] | None:
    """Return the only name told before, with nobody else between."""
    match = _BEHIND.match(line.letters, at + 1)
    name = line.letters.rfind("T", 0, at)
    named = line.tokens[name].named if name >= 0 else None
    if match is None or named is None or named.target is None:
        return None
    between = line.letters[name + 1 : at]
    only = line.letters.count("T", line.letters.rfind(";", 0, at) + 1, at) == 1
    if not only or set(between) & set("S;G"):
        return None
    return named.target, name, match.start(1)


def _mention(line: Line, target: Target, places: tuple[int, int, int]) -> Mention | None:
    at, place, number = places
    quantity = line.tokens[number].quantity
    span = _span(line, at)
    if quantity is None or quantity.kind != target.kind or span is None or not target.axis:
        return None
    if quantity.in_unit(target.unit) is None or target.how not in {"value", "sum"}:
        return None
    if aimed(line, at, number + 1) or not own(line, target, place):
        return None
    line.used.add(number)
    change = Change("rise", down=False, spans=(span,))
    return Mention(target, quantity, *line.place_of(number), change.years, change=change)


def _span(line: Line, at: int) -> tuple[int, int] | None:
    """Return the years between which something was added, both of them columns of the form."""
    columns = line.calendar.columns
    start = line.clause(at)
    said = line.said(start, at)
    if len(columns) == _TWO_SPANS and _ALL_YEARS.search(said):
        return columns[0], columns[-1]
    last = None
    if _ONE_YEAR.search(said):
        last = columns[-1] if columns else None
    elif "Y" in line.letters[start:at] or _SAME_YEAR.search(said):
        told = when(line, at)
        last = told.years[0] if told.shape == "one" else None
    if last is None or last not in columns or last - 1 not in columns:
        return None
    return last - 1, last
