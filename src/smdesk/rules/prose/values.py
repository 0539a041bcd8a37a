"""The quantities that follow a name: one, a list, one a year, from – to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from smdesk.rules.prose.line import Line
from smdesk.rules.prose.words import phrase

_FROM_TO = re.compile(r"[cYndg,]{0,8}?f(Y?)p?(Q),?[ct]*?t[c]*(Y?)p?(Q)(?:,?c*tc*(Q))?")
_FROM_CHAIN = re.compile(
    r"[cYndg,]{0,8}?fYp?Q(?:[&,]Yp?Q)*,?[ct]*?t[c]*(?:Yp?)?Q(?:[&,][ct]*Yp?[ct]*Q)*"
)
"""由 2019 年的 6.4 %、2020 年的 6.7 % 提高到 2021 年的 7.5 %."""
_FROM_DATED = re.compile(r"[cYndg,]{0,8}?fYp?Q(?:[,&]?[ct]{1,3}Yp?Q){2,}")
"""从 2021 年的 1.2 亿元，到 2022 年的 1.6 亿元，再到 2023 年的 1.9 亿元."""
_FROM_STEPS = re.compile(r"[cYndg,]{0,8}?fQ(?:,?c{1,3}Q)+")
"""由 7.1 % 到 7.4 % 再到 7.8 %."""
_FROM_THEN = re.compile(r"[cYndg,]{0,8}?f(Y)p?(Q)c{0,2},c{0,3}(Y)c{1,3}(Q)")
"""从 2018 年的 7215 万元起步，到 2020 年已达 1.2 亿元."""
_FROM_OLD = re.compile(r"[cYndg,]{0,8}?f[zxc]{1,4}p?Q,?[ct]*?t[c]*(Y?)p?(Q)")
"""由三年前的 0.3 亿元增长到 2019 年的 0.6 亿元: where it came from is of no column."""
_FROM_LIST = re.compile(r"[cYndg,]{0,8}?f(?:Q(?:&Q)+),?[ct]*?t[c]*Q")
"""由 20 %、23 % 提高到 26 %: one value a year."""
_NAMED_FROM = re.compile(r"(Q),?[ct]*?t[c]*(Y?)p?(Q)")
"""从 2018 年的 *资产总额* 4.9 亿元增至 2019 年的 5.3 亿元: from and its year stand before the name."""
_YEARLY = re.compile(r"[cn]{0,4}(?:Yp?[cn]*Q)(?:[,;&]+Yp?[cn]*Q)+")
_LED_YEARLY = re.compile(
    r"[^TSGQ,;]{0,6}(?:Qx[^TSGQ,;]{0,2})?[,c](?:Yp?[cn]*Q)(?:[,;&]+Yp?[cn]*Q)+"
)
"""资产负债率逐年下降，2017 年末 46.8 %，2018 年末 44.2 %，2019 年末 41.7 %."""
_TOPIC = re.compile(r"[cx],(?:S?Y|Y?S)?[cnd]{0,4}Q(?:(?:[,;]Yp?[cn]{0,3}Q)*|(?:&Q)*)(?=[,;]|$)")
"""营业收入方面，公司 2019 年实现 2.2 亿元."""
_LIST = re.compile(r"[cYntk]{0,6}d?[cn]*Q(?:[&]Q)*")
_STEADY = re.compile(
    r"[cn]{0,6}z?[cn]{0,6}[vs]?o?[cn]{0,6}[uwD][cnu]{0,6},(?:Y?[cn]*d[cn]*Q(?:&Q)+|[cn]{0,4}c[cn]{0,4}Q)"
)
"""研发投入比例连续三年提高，分别为 4.75%、5.02% 和 5.36%; 营业收入稳步增长，达到 2.2 亿元."""
_BEHIND = re.compile(r",[cn]*(Y)(,|c?x)")
"""2.2 亿元（2019 年）; 达 2.2 亿元，为 2019 年全年数."""
_FURTHER_YEAR = re.compile(r",(?:c(?=Y[cn]*k))?(Y)p?[cn]*(?:k[cn]*)?(Q)(?=[,;]|$)")
"""…，2018 年为 1.9 亿元; …，到 2022 年底累计 2.1 亿元."""
_FURTHER_CLOSED = re.compile(r",&(Q),(Y),")
"""2.1 亿元（2017 年）、2.5 亿元（2018 年）."""
_REACHED = re.compile(r",[cn]{0,4}c[cn]{0,4}Q(?=[,;]|$)")
_REACHES = phrase("&reaches;")
_FIGURE = phrase(r"(?:全年)?(?:的)?&figure_names;(?=[，。；、）)]|$)")
_REFUSED_AFTER = frozenset("pSGTt")
_ENDS = 2
"""Values that a rise has: the first and the last."""


@dataclass(frozen=True, slots=True)
class Value:
    """Quantities read after a name, each with the token of the year written at it."""

    quantities: tuple[int, ...]
    years: tuple[int | None, ...]
    stop: int
    rising: bool = False
    each: bool = False


def value_at(line: Line, place: int) -> Value | None:
    """Return the quantities that follow at ``place``, ``None`` where something else does."""
    letters = line.letters
    if letters[place - 4 : place - 1] == "fYp" and (match := _NAMED_FROM.match(letters, place)):
        dated = (place - 3, match.start(2) if match[2] else None)
        both = (match.start(1), match.start(3))
        return _kept(line, Value(both, dated, match.end(), rising=True))
    match = _FROM_CHAIN.match(letters, place)
    if match and match[0].count("Q") > _ENDS and not re.search("[PB]", line.moves[place : match.end()]):  # fmt: skip
        return _kept(line, _chained(line, match))
    match = _FROM_TO.match(letters, place)
    if match and re.search("[PB]", line.moves[place : match.end()]):
        return None
    if match:
        places = tuple(match.start(group) for group in (2, 4, 5) if match[group])
        marks = (match.start(1) if match[1] else None, match.start(3) if match[3] else None, None)
        return _kept(line, Value(places, marks[: len(places)], match.end(), rising=True))
    match = _FROM_STEPS.match(letters, place)
    if match and match[0].count("Q") - 1 == line.said(match.start(), match.end()).count("到"):
        places = tuple(one for one in range(match.start(), match.end()) if letters[one] == "Q")
        blank, twice = (None,) * len(places), len(places) == _ENDS
        return _kept(line, Value(places, blank, match.end(), rising=twice, each=True))
    match = _FROM_DATED.match(letters, place)
    if match:
        return _kept(line, _chained(line, match))
    match = _FROM_THEN.match(letters, place)
    if match:
        dated, both = (match.start(1), match.start(3)), (match.start(2), match.start(4))
        return _kept(line, Value(both, dated, match.end(), rising=True))
    match = _FROM_OLD.match(letters, place)
    if match:
        mark = match.start(1) if match[1] else None
        return _kept(line, Value((match.start(2),), (mark,), match.end(), rising=True))
    match = _FROM_LIST.match(letters, place)
    if match:
        places = tuple(one for one in range(match.start(), match.end()) if letters[one] == "Q")
        return _kept(line, Value(places, (None,) * len(places), match.end(), each=True))
    match = _YEARLY.match(letters, place) or _LED_YEARLY.match(letters, place)
    if match:
        return _kept(line, _yearly(line, range(place, match.end())))
    topic = _TOPIC.match(letters, place) if line.topic(place) else None
    if topic and topic[0].count("Q") > 1 and "&" not in topic[0]:
        return _topic_yearly(line, topic)
    match = topic or _LIST.match(letters, place) or _STEADY.match(line.moves, place)
    if match is None and line.runs(place) and (match := _LIST.match(letters, place + 1)) is None:
        return None
    if match is None or any(one.word == "other" for one in line.tokens[place : match.end()]):
        return None
    inside = range(match.start(), match.end())
    places = tuple(one for one in inside if letters[one] == "Q")
    mark = next((one for one in inside if letters[one] == "Y"), None)
    each = len(places) > 1
    return _kept(line, Value(places, (mark,) * len(places), match.end(), each=each))


def _yearly(line: Line, inside: range) -> Value:
    """Return the values of a list that have a year each; a number in what leads to it has none."""
    every = [one for one in inside if line.letters[one] == "Q"]
    dated = [
        (mark, at)
        for before, at in pairwise((inside.start, *every))
        if (mark := line.letters.rfind("Y", before, at)) >= 0
    ]
    return Value(tuple(at for _, at in dated), tuple(mark for mark, _ in dated), inside.stop)


def _chained(line: Line, match: re.Match[str]) -> Value:
    """Return the values of a chain, each with its year; the last may have none."""
    places = tuple(one for one in range(match.start(), match.end()) if line.letters[one] == "Q")
    marks: list[int | None] = []
    for before, at in zip((match.start(), *places), places, strict=False):
        mark = line.letters.rfind("Y", before, at)
        marks.append(mark if mark >= 0 else None)
    return Value(places, tuple(marks), match.end(), rising=True)


def _topic_yearly(line: Line, match: re.Match[str]) -> Value | None:
    """Return the values of several years of a topic: 从营业收入看，2018 年为 …，2019 年为 …."""
    inside = range(match.start(), match.end())
    marks = tuple(one for one in inside if line.letters[one] == "Y")
    places = tuple(one for one in inside if line.letters[one] == "Q")
    if len(marks) != len(places) or any(line.tokens[one].word == "other" for one in inside):
        return None
    return _kept(line, Value(places, marks, match.end()))


def further_years(line: Line, value: Value) -> Iterator[Value]:
    """Yield what is said of other years behind a value: …，2018 年为 1.9 亿元，2017 年为 1.6 亿元."""
    at = value.stop
    while match := _FURTHER_CLOSED.match(line.letters, at - 1):
        line.used.add(match.start(1))
        yield Value((match.start(1),), (match.start(2),), match.end())
        at = match.end()
    while match := _FURTHER_YEAR.match(line.letters, at):
        line.used.add(match.start(2))
        yield Value((match.start(2),), (match.start(1),), match.end())
        at = match.end()


def reached(line: Line, value: Value) -> Value | None:
    """Return the number that is told behind a round one: 突破 2 亿元，达到 2.2 亿元."""
    quantity = line.tokens[value.quantities[-1]].quantity
    match = _REACHED.match(line.letters, value.stop)
    if match is None or quantity is None or quantity.hedge not in {"over", "nearly"}:
        return None
    if len(value.quantities) > 1 or not _REACHES().search(line.said(match.start(), match.end())):
        return None
    found = value_at(line, value.stop + 1)
    return found and replace(found, years=value.years)


def value_behind(line: Line, place: int) -> Value | None:
    """Return the value behind a change: 增长 9 项，由 14 项增加到 23 项; 增长 19 %，达到 2.2 亿元."""
    if _FROM_TO.match(line.letters, place):
        return value_at(line, place)
    match = _REACHED.match(line.letters, place)
    if match is None or not _REACHES().search(line.said(match.start(), match.end())):
        return None
    return value_at(line, place + 1)


def _kept(line: Line, value: Value) -> Value | None:
    """Return a value unless what follows makes it part of something else."""
    line.used.update(value.quantities)
    if line.letters[value.stop : value.stop + 1] in _REFUSED_AFTER:
        return None
    return _dated_behind(line, value)


def _dated_behind(line: Line, value: Value) -> Value:
    """Return a single value with the year that stands behind it, if one does."""
    if len(value.quantities) > 1:
        return value
    stop, mark = dated_behind(line, value.stop)
    return value if mark is None else replace(value, years=(mark,), stop=stop)


def dated_behind(line: Line, place: int) -> tuple[int, int | None]:
    """Return where a year told behind a number ends, and its token; the place and ``None`` for none."""
    match = _BEHIND.match(line.letters, place)
    if match is None:
        return place, None
    mark, after = match.start(1), match.start(2)
    bracket = line.said(match.start(), match.start() + 1)[:1] in {"（", "("}
    closed = line.said(after, after + 1)[:1] in {"）", ")"}
    figure = match[2] != "," and _FIGURE().match(line.said(after, len(line.tokens)).strip())
    if not (bracket and closed) and not figure:
        return place, None
    return match.end(), mark
