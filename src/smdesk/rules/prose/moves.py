"""How a value changed: 同比增长 18 %, 年均复合增长率, 比 2018 年增加 0.3 亿元, 翻了一番, 提高 5 个百分点.

A change is only read where the words say between which years it lies; a growth that a form has a
field for (净利润增长率) is held against that field, any other is reckoned of the values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from smdesk.rules.prose.line import Line
from smdesk.rules.prose.mention import Change, How
from smdesk.rules.prose.numbers import Quantity
from smdesk.rules.prose.values import Value, dated_behind
from smdesk.rules.prose.vocabulary import Target
from smdesk.rules.prose.when import When, at_mark, when

_PLAIN = "[cnkd]{0,8}"
_LEAD = rf"{_PLAIN}(?:Y{_PLAIN})?(?:(?:v(?:p?Q)?|s){_PLAIN})*(?:Y{_PLAIN})?"
_HOW = r"p?a[acnkdruwt]{0,8}|[uw][rcnkd]{0,8}|p?r[cnkdt]{0,8}|"
_MOVE = re.compile(
    rf",?(?P<lead>{_LEAD})(?P<how>{_HOW})(?P<shut>,?)(?P<what>Q(?:&Q)*|P|B|D)(?:(?<=Q)pr?[uw])?"
)
"""年均复合增长率为 18 %; 以年均 18 % 的速度增长."""
_RATE = r"[cnk]{0,4}p?(?:s[cn]{0,2})?[uw]?r[cnd]{0,3}"
_RATES_FROM = re.compile(rf"{_RATE}f(Y)p?(Q),?[ct]{{0,3}}t[c]{{0,2}}(Y)p?(Q)")
_RATES_LISTED = re.compile(rf"{_RATE},?(?:Yp?[cnt]{{0,3}}Q[,&]?){{2,6}}")
_RISES_LISTED = re.compile(
    r"[cnuwxYzk]{0,5}(?:[,;]Yp?[cn]{0,2}s?[cn]{0,2}[uwr]{1,2}[cn]{0,2}Q(?=[,;]|$)){1,4}"
)
_RATE_FURTHER = re.compile(r",(Y)p?[cnt]{0,3}(Q)(?=[,;]|$)")
"""增速由 2018 年的 31 % 提高到 2019 年的 38 %; 增速 2018 年 18 %、2019 年 19 %; …，2021 年回升到 17 %."""
_MULTIPLE = re.compile(rf",?{_PLAIN}(Y)pB(?=[,;]|$)")
"""2019 年达到 2.2 亿元，为 2017 年的 1.4 倍."""
_ALONE = re.compile(rf"{_PLAIN}z?{_PLAIN}[uw]{_PLAIN}(?=,)")
_THEN_SHARED = re.compile(r",[cn]{0,4}K")
_MOVES = re.compile(rf"T(?:&T)+(?P<lead>{_LEAD})(?P<how>{_HOW})(?P<what>Q(?:&Q)+)")
_LED = re.compile(r"[cn]{0,3}(v),")
"""与 2018 年相比，…；…: it holds for all that follows."""
_ROSE = re.compile(r"f(Y)p?Q,?[ct]*t[c]*(Y)p?Q")
_REFUSED_AFTER = frozenset("xpSGTtuwroPBD")
Pair = tuple[int, int]
"""The year from which and the one to which something changed."""
_SEVERAL = 2
_BEFORE = -1
"""Stands for the year before the one that is spoken of."""


@dataclass(frozen=True, slots=True)
class Move:
    """A change as it stands: the places of its numbers, where it ends, ``base`` what it starts from.

    ``base`` is a year, ``_BEFORE`` or ``None`` where nothing is said; ``mark`` is a year token.
    """

    places: tuple[int, ...]
    stop: int
    yearly: bool
    down: bool
    rate: bool
    base: int | None
    mark: int | None
    fold: bool = False


def move_at(line: Line, place: int) -> Move | None:
    """Return the change that stands at a place, ``None`` where something else does."""
    match = _MULTIPLE.match(line.moves, place)
    span = line.tokens[match.start(1)].span if match else None
    if match is not None and span is not None and len(span.years) == 1:
        at = match.end() - 1
        return Move((at,), match.end(), yearly=False, down=False, rate=False, base=span.years[0],
                    mark=None, fold=True)  # fmt: skip
    return _move(line, _MOVE.match(line.moves, place), "PBDQ")


def risen_alone(line: Line, place: int) -> int:
    """Return where 保持快速增长 before a comma ends, the place itself where no such words stand."""
    match = _ALONE.match(line.moves, place)
    if match is None:
        return place
    goes_on = _MOVE.match(line.moves, match.end()) or _THEN_SHARED.match(line.letters, match.end())
    return match.end() if goes_on else place


def moves_of(line: Line, place: int) -> Move | None:
    """Return the change of several names at once: 营业收入和净利润分别增长 15 % 和 24 %."""
    return _move(line, _MOVES.match(line.moves, place), "Q")


def rates_at(line: Line, place: int) -> tuple[Move, ...]:
    """Return the growth of several years, told each with its year; none where something else is."""
    match = _RATES_FROM.match(line.moves, place)
    if match is not None:
        pairs = [(match.start(1), match.start(2)), (match.start(3), match.start(4))]
        return _rates(line, pairs, match.end())
    match = _RISES_LISTED.match(line.moves, place)
    if match is not None:
        first = line.moves.index("Q", place)
        led = line.moves.rfind(",", place, first)
        return _rises(line, max(place, led, line.moves.rfind(";", place, first)), match.end())
    match = _RATES_LISTED.match(line.moves, place)
    if match is None:
        return ()
    inside = range(match.start(), match.end())
    marks = [one for one in inside if line.moves[one] == "Y"]
    return _rates(line, list(zip(marks, [one for one in inside if line.moves[one] == "Q"], strict=True)),
                  max(one for one in inside if line.moves[one] == "Q") + 1)  # fmt: skip


def _rises(line: Line, start: int, stop: int) -> tuple[Move, ...]:
    """Return 2018 年增长 31 %，2019 年增长 38 %: each clause a year and its change."""
    found: list[Move] = []
    mark, down = start, False
    for at in range(start, stop):
        letter = line.moves[at]
        mark, down = (at, False) if letter == "Y" else (mark, down or letter == "w")
        if letter == "Q":
            line.used.add(at)
            found.append(Move((at,), stop, yearly=False, down=down, rate=False, base=None, mark=mark))  # fmt: skip
    return tuple(found)


def rates_behind(line: Line, place: int) -> tuple[Move, ...]:
    """Return the growth of several years behind a value: …，同比增速 2021 年 25 %、2022 年 23 %."""
    led = line.moves[place : place + 1] == ","
    return rates_at(line, place + 1) if led and _RATES_LISTED.match(line.moves, place + 1) else ()


def rate_further(line: Line, place: int) -> tuple[Move, ...]:
    """Return the growth of another year that is told behind one, none where nothing is."""
    match = _RATE_FURTHER.match(line.moves, place)
    return _rates(line, [(match.start(1), match.start(2))], match.end()) if match else ()


def _rates(line: Line, pairs: list[Pair], stop: int) -> tuple[Move, ...]:
    line.used.update(number for _, number in pairs)
    return tuple(
        Move((number,), stop, yearly=False, down=False, rate=True, base=None, mark=mark)
        for mark, number in pairs
    )


def _move(line: Line, match: re.Match[str] | None, kinds: str) -> Move | None:
    if match is None or line.moves[match.end() : match.end() + 1] in _REFUSED_AFTER:
        return None
    if not match["how"] and match["what"] != "D":
        return None
    shut = match.groupdict().get("shut")
    if shut and line.said(match.start("shut"), match.start("what")).strip() not in {"（", "("}:
        return None
    inside = range(match.start("what"), match.end("what"))
    places = tuple(one for one in inside if line.moves[one] in kinds)
    lead = range(match.start("lead"), match.end("lead"))
    mark = next((one for one in lead if line.moves[one] == "Y"), None)
    how = match["how"]
    line.used.update(places)
    stop, behind = dated_behind(line, match.end())
    mark = mark if behind is None else behind
    return Move(
        places, stop, "a" in how, "w" in how, "r" in how, _base(line, lead), mark
    )  # fmt: skip


def _base(line: Line, lead: range) -> int | None:
    """Return the year that a change is from, as the words before it say."""
    found = None
    for at in lead:
        if line.moves[at] == "s":
            found = _BEFORE if found is None else found
        if line.moves[at] == "v":
            span = line.tokens[at].span
            found = span.years[0] if span else _BEFORE
    return found


def _base_before(line: Line, place: int) -> tuple[int | None, bool]:
    """Return the year that a comparison before is with, and whether it fronts the sentence.

    与 2018 年相比，… holds for all that follows; 较 2018 年增长 …，净利润增长 … may not.
    """
    same = line.moves.rfind(";", 0, place) + 1
    at = line.moves.rfind("v", same, place)
    if at < 0:
        led = _LED.match(line.moves) if same else None
        return (_base(line, range(led.end(1) - 1, led.end(1))), False) if led else (None, False)
    fronted = not re.search("[QTPBD]", line.moves[same:at])
    clause = re.match("[^,;]*", line.moves[at + 1 :])
    alone = clause is not None and not re.search("[QTPBDuwra]", clause[0])
    return _base(line, range(at, at + 1)), fronted and alone


def risen(line: Line, place: int, value: Value) -> Pair | None:
    """Return the first and last year of a value told as from – to, where both are said."""
    if not value.rising:
        return None
    marks = [at_mark(line, one) for one in value.years[:2] if one is not None]
    told = [one.years[0] for one in marks if one is not None and len(one.years) == 1]
    governing = when(line, place)
    if len(told) == 2 and len(value.quantities) == 2:
        return told[0], told[1]
    if governing.shape == "range" and governing.sure:
        return governing.years[0], governing.years[-1]
    return None


def between(
    line: Line, place: int, value: Value | None, move: Move, pair: Pair | None
) -> tuple[When, tuple[tuple[Pair, ...], ...]]:
    """Return when a change is spoken of and, for each number, the years that it may lie between.

    ``pair`` are the years of what stands before it, which it is of where it names none itself.
    """
    told, count = _told(line, place, value, move), range(len(move.places))
    columns = line.calendar.columns
    if move.base is not None:
        return told, tuple(_spans(columns, told, move, move.base, one) for one in count)
    if pair is not None and move.mark is None and len(count) == 1:
        return told, tuple((pair,) for _ in count)
    if value is not None and value.rising and move.mark is None and len(count) == 1:
        return told, (tuple((one, two) for one in columns for two in columns if one < two),)
    same = line.moves[line.moves.rfind(";", 0, place) + 1 : place]
    if "f" in same and move.mark is None:
        pairs = _risen_before(line, place) if move.yearly else ()
        return told, tuple(pairs for _ in count)
    base, fronted = _base_before(line, place)
    found = tuple(_spans(columns, told, move, base, one) for one in count)
    if base is not None and not fronted:  # it may hold for what was before alone
        plain = (_spans(columns, told, move, None, one) for one in count)
        found = tuple((*one, *two) if two else () for one, two in zip(found, plain, strict=True))
    if base is None and len(told.years) == 1:  # 2017 年 1042 万元，2019 年 1305 万元，增长 25 %
        told_before = tuple(
            (year, told.years[0]) for year in _years_before(line, place) if year < told.years[0]
        )
        found = tuple((*told_before, *_beside(line, place, move, told), *one) if one else () for one in found)  # fmt: skip
    listed = _listed(line, value, told) if base is None and move.mark is None else ()
    return told, tuple((*one, *listed) if one else () for one in found)


def _beside(line: Line, place: int, move: Move, told: When) -> tuple[Pair, ...]:
    """Return the pairs of a year with the later ones told before it: 2023 年末 1.04 亿元，2022 年末 0.82 亿元，增长 26 %."""
    (year,) = told.years
    marks = (at for at in range(place, move.places[0]) if line.letters[at] == "Y")
    others = (one.years[0] for at in marks if (one := at_mark(line, at)) and len(one.years) == 1)
    return tuple((year, other) for other in others if other > year)


def _listed(line: Line, value: Value | None, told: When) -> tuple[Pair, ...]:
    """Return the years from each value of a list to its last: 60 %、64 %、68 %，提高 8 个百分点."""
    if value is None or len(value.quantities) < _SEVERAL:
        return ()
    marks = [at_mark(line, one) for one in value.years if one is not None]
    years = [one.years[0] for one in marks if one is not None and len(one.years) == 1]
    if not years:
        columns = line.calendar.columns
        years = list(told.years if len(told.years) == len(value.quantities) else columns)
    if len(years) != len(value.quantities):
        return ()
    return tuple((one, years[-1]) for one in years[-2::-1] if one < years[-1])


def _risen_before(line: Line, place: int) -> tuple[Pair, ...]:
    """Return the years between which something rose before in the sentence: …，而营业收入年均增长 13 %."""
    start = line.letters.rfind(";", 0, place) + 1
    rises = list(_ROSE.finditer(line.letters, start, place))
    spans = [line.tokens[rises[-1].start(one)].span for one in (1, 2)] if rises else []
    told = [one.years[0] for one in spans if one is not None]
    if not told and (governing := when(line, place)).shape == "range" and governing.sure:
        told = [governing.years[0], governing.years[-1]]
    return ((told[0], told[1]),) if len(told) == 2 else ()


def _years_before(line: Line, place: int) -> tuple[int, ...]:
    """Return the years in which the name at a place was told of before in the sentence."""
    named = line.tokens[place].named
    same = (at for at in range(place) if line.letters[at] == "T" and line.tokens[at].named == named)
    every = (when(line, at) for at in same)
    return tuple(one.years[0] for one in every if len(one.years) == 1)


def alone(move: Move, place: int) -> Move:
    """Return a change with one of its numbers."""
    return replace(move, places=(place,))


def _told(line: Line, place: int, value: Value | None, move: Move) -> When:
    """Return the years that a change is spoken of in."""
    for mark in (move.mark, value.years[-1] if value else None):
        found = at_mark(line, mark) if mark is not None else None
        if found is not None:
            return found
    return when(line, place)


def _spans(
    columns: tuple[int, ...], told: When, move: Move, base: int | None, number: int
) -> tuple[Pair, ...]:
    count = len(move.places)
    if told.shape == "one" and not told.sure and not move.yearly and base in {None, _BEFORE}:
        return tuple(pairwise(columns)) if count == 1 else ()  # it may be of any year
    sure = told.sure or (move.fold and base not in {None, _BEFORE})
    if told.shape in {"part", "now"} or (told.years and not sure):
        return ()
    if count > 1:
        if len(told.years) != count:
            return ()
        return ((told.years[number] - 1, told.years[number]),)
    if base is None and told.shape in {"range", "list"}:
        return _within(columns, told.years, move)
    if base is None and (move.yearly or told.shape != "one"):
        return ()
    last = (told.years[-1],) if told.years and told.sure else columns
    if base is None or base == _BEFORE:
        return () if move.yearly else tuple((year - 1, year) for year in last)
    return tuple((base, year) for year in last if year > base)


def _within(columns: tuple[int, ...], years: tuple[int, ...], move: Move) -> tuple[Pair, ...]:
    """Return the pairs that a change within a range may lie between, the whole range last.

    近三年增长率 … may be of each of its years, and a rate is never that of the whole.
    """
    ends = (years[0], years[-1])
    before = (years[0] - 1, years[-1])  # 两年提高 8 个百分点 may start from the year before them
    if move.yearly:
        return (before, ends) if before[0] in columns else (ends,)
    if move.rate or not {*ends} <= {*columns}:
        return ()
    apart = ((one, two) for one in years for two in years if one < two and (one, two) != ends)
    return (*apart, before, ends) if before[0] in columns else (*apart, ends)


def change_of(
    target: Target, quantity: Quantity, letter: str, move: Move, pairs: tuple[Pair, ...]
) -> tuple[Change, Quantity] | None:
    """Return what a number says of a target's change, ``None`` where it says something else."""
    how = _how(target, quantity, letter, move)
    if how is None:
        return None
    if letter == "B" and move.fold:
        return Change("fold", down=False, spans=pairs), quantity
    if letter == "B":
        fine = Decimal(100)
        quantity = replace(quantity, kind="percent", value=quantity.value * fine,
                           step=quantity.step * fine, unit="%")  # fmt: skip
    return Change(how, move.down, pairs), quantity


def _how(target: Target, quantity: Quantity, letter: str, move: Move) -> How | None:
    amount = target.kind != "percent"
    match letter:
        case "P":
            return "rise" if not amount and not move.yearly and not move.rate else None
        case "D":
            return "fold" if amount and not move.yearly and not move.down else None
        case "B":
            return "growth" if amount and not (move.yearly or move.down or move.rate) else None
    if quantity.kind == "percent":
        return None if not amount else "yearly" if move.yearly else "growth"
    same = quantity.kind == target.kind and quantity.in_unit(target.unit) is not None
    return "rise" if same and not move.yearly and not move.rate else None
