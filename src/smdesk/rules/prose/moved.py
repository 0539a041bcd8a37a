"""Changes bound to the names that they are of: held against a field of their own, or reckoned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smdesk.rules.prose.line import Line
from smdesk.rules.prose.mention import Change, Mention
from smdesk.rules.prose.moves import Move, Pair, change_of
from smdesk.rules.prose.values import Value
from smdesk.rules.prose.vocabulary import Named, Target
from smdesk.rules.prose.when import When, at_mark, only_planned, use_year, when
from smdesk.rules.prose.whose import may_say
from smdesk.rules.prose.words import phrase, phrases
from smdesk.rules.prose.years import opening, years_of

_SEVERAL = 2
_RUN = re.compile(r"连续([两二三3])个?年")
_EACH = phrase("&each_year;")


def moved(
    line: Line, named: Named, share: Target | None, place: int,
    move: Move, told: When, pairs: tuple[tuple[Pair, ...], ...],
) -> Iterator[Mention]:  # fmt: skip
    """Yield what a change behind a name states; ``share`` is what points of percent are of."""
    if only_planned(line, told):
        return
    field = line.vocabulary.growths.get(named.term)
    for at, between in zip(move.places, pairs, strict=True):
        quantity = line.tokens[at].quantity
        letter = line.moves[at]
        if quantity is None:
            continue
        if field and letter == "Q" and quantity.kind == "percent" and not move.yearly:
            found = _by_field(line, field, place, at, move, told, between)
        else:
            target = share if letter == "P" else named.target
            found = _reckoned(line, target, place, at, move, between) if target else None
        if found is not None:
            use_year(line, place, told)
            yield found


def _reckoned(
    line: Line, target: Target, place: int, at: int, move: Move, between: tuple[Pair, ...]
) -> Mention | None:
    """Return a change that the values of two years tell."""
    quantity = line.tokens[at].quantity
    columns = line.calendar.columns
    known = tuple(one for one in between if one[0] in columns and one[1] in columns)
    if quantity is None or not known or not target.axis:
        return None
    if not target.balance and opening(line.said(line.clause(at), move.stop)):
        return None
    found = change_of(target, quantity, line.moves[at], move, known)
    nominal = _nominal(line.said(line.clause(place), move.stop))
    if found is None or (target.real and found[0].how != "rise" and not nominal):
        return None
    if not may_say(line, target, place, move.stop, total="any" if move.yearly else "behind"):
        return None
    change, stated = found
    apart = "," in line.letters[place:at] and "其中" in line.text[: line.tokens[place].start]
    if (
        change.how == "rise" and stated.kind == "count" and apart
    ):  # 专利 127 项，其中…、外观 8 项，净增 52 项: of which?
        return None
    return Mention(target, stated, *line.place_of(at), change.years, change=change)


def _nominal(said: str) -> bool:
    """Return whether the last word for prices says that they are those of the day."""
    nominal, constant = (
        max(map(said.rfind, some)) for some in (phrases("nominal"), phrases("at_constant"))
    )
    return nominal > constant


def _by_field(
    line: Line, field: Target, place: int, at: int,
    move: Move, told: When, between: tuple[Pair, ...],
) -> Mention | None:  # fmt: skip
    """Return a growth on the year before, which the form has a field for."""
    quantity = line.tokens[at].quantity
    if quantity is None or move.down or any(b - a != 1 for a, b in between):
        return None
    if not between and (field.axis or told.shape not in {"none", "one"} or move.base is not None):
        return None
    columns = line.calendar.columns
    years = tuple(last for _, last in between if last in columns) if field.axis else ()
    past = bool(told.years) and told.years[-1] < line.calendar.last
    if (field.axis and not years) or (not field.axis and past):
        return None
    if not may_say(line, field, place, move.stop, total="behind"):
        return None
    return Mention(field, quantity, *line.place_of(at), years)


def total(line: Line, target: Target, place: int, value: Value) -> Mention | None:
    """Return what all the years of a range come to: 三年累计上缴税金 3500 万元."""
    (at, *more) = value.quantities
    quantity = line.tokens[at].quantity
    start = line.clause(place)
    clause = line.letters[start : value.stop]
    ahead = line.letters[line.clause(start - 1) : start] if start else ""
    led = "k" in ahead and set(ahead) <= set("Ykcnd,")  # 三年合计，平台营收 3.2 亿元
    led = led or "k" in clause or _summed(line, start, value.stop)
    if more or not led or quantity is None or quantity.kind != target.kind:
        return None
    mark = value.years[0]
    told = (at_mark(line, mark) if mark is not None else None) or when(line, place)
    adds = target.kind == "money" and target.axis and not target.balance
    adds = adds and target.how != "part"
    if not adds or told.shape not in {"range", "list"} or not told.sure:
        return None
    if not {*told.years} <= {*line.calendar.columns} or len(told.years) == 1:
        return None
    if only_planned(line, told) or not may_say(line, target, place, value.stop, total="any"):
        return None
    change = Change("total", down=False, spans=((told.years[0], told.years[-1]),))
    return Mention(target, quantity, *line.place_of(at), change.years, change=change)


def _summed(line: Line, start: int, stop: int) -> bool:
    """Whether years of several are followed by what says here that it is all of them: 三年共缴税."""
    for at in range(start, stop):
        span = line.tokens[at].span
        if span is not None and span.shape == "range":
            return line.said(at + 1, stop).lstrip().startswith(phrases("sum_of_years"))
    return False


def each_year(line: Line, target: Target, place: int, value: Value) -> Mention | None:
    """Return what is said of each of several years: 近三年研发投入占比均超过 6 %."""
    (at, *more) = value.quantities
    quantity = line.tokens[at].quantity
    if more or quantity is None or quantity.kind != target.kind or not target.axis:
        return None
    if quantity.hedge not in {"over", "nearly", "below"} or only_planned(line, when(line, place)):
        return None
    years = _all_years(line, line.clause(place), value.stop)
    if len(years) < _SEVERAL or not {*years} <= {*line.calendar.columns}:
        return None
    return Mention(target, quantity, *line.place_of(at), years, every=True)


def _all_years(line: Line, start: int, stop: int) -> tuple[int, ...]:
    """Return the years of a clause where it speaks of each of them: 连续三年, 近三年…均."""
    said = line.said(start, stop)
    for one in line.tokens[start:stop]:
        run = _RUN.fullmatch(line.text[one.start : one.stop]) if one.letter == "z" else None
        if run is not None:
            return line.calendar.columns[-years_of(run[1]) :]
        if one.span is not None and one.span.shape in {"range", "list"} and _EACH().search(said):
            return one.span.years
    return ()
