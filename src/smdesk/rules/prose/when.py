"""Which year a statement is of: the year that governs its place, or the one written at its value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from smdesk.rules.prose.line import Line
from smdesk.rules.prose.values import Value
from smdesk.rules.prose.vocabulary import Target


@dataclass(frozen=True, slots=True)
class When:
    """The years that govern a place: ``sure`` if nothing else may be meant.

    ``shape`` is that of `years.Span`, ``now``, ``part`` (no whole year) or ``none``.
    """

    years: tuple[int, ...] = ()
    shape: str = "none"
    sure: bool = False


def when(line: Line, place: int) -> When:
    """Return the years that govern a place: the last ones named before it in the sentence."""
    for at in range(place - 1, -1, -1):
        letter = line.letters[at]
        if letter == "n":
            return When(shape="now")
        if letter == "z":
            return When(shape="none" if line.tokens[at].stop == 0 else "part")
        span = line.tokens[at].span
        if line.moves[at : at + 3] == "YpB":  # what it is so many times as much as
            continue
        if letter == "Y" and span is not None and not _of_figure(line, at):
            return When(span.years, span.shape, _governs(line, at, place))
    return _closing(line)


def _of_figure(line: Line, at: int) -> bool:
    """Whether a year in brackets is that of the figure before it alone: 44.15 %（2018 年末），…."""
    if line.letters[max(at - 2, 0) : at + 2] != "Q,Y,":
        return False
    return line.said(at - 1, at).strip() in {"（", "("} and line.said(at + 1, at + 2)[:1] in {
        "）",
        ")",
    }


def _closing(line: Line) -> When:
    """Return the years in the brackets that close a sentence which names no others: …（2018—2020 年）."""
    letters = line.letters.rstrip(",;")
    at = len(letters) - 1
    span = line.tokens[at].span if letters.endswith(",Y") else None
    if span is None or letters.count("Y") > 1 or "z" in letters or "n" in letters:
        return When()
    bracket = line.tokens[at - 1]
    if line.text[bracket.start : bracket.stop] not in {"（", "("}:
        return When()
    return When(span.years, span.shape, sure=True)


def at_mark(line: Line, mark: int) -> When | None:
    """Return the year that a token names."""
    span = line.tokens[mark].span
    return When(span.years, span.shape, sure=True) if span is not None else None


def _governs(line: Line, year: int, place: int) -> bool:
    """Whether a year plainly holds at a place: same clause, alone in its own, or used so."""
    between = line.letters[year + 1 : place]
    if not re.search(r"[,;]", between) or year in line.years_used:
        return True
    clause = re.split(r"[,;]", line.moves[line.clause(year) : place], maxsplit=1)[0]
    return set(clause) <= set("cnSYkdvs")


def use_year(line: Line, place: int, told: When) -> None:
    """Note that the year named before a place plainly governs it, and so what follows."""
    at = line.letters.rfind("Y", 0, place)
    if at >= 0 and told.sure:
        line.years_used.add(at)


def only_planned(line: Line, told: When) -> bool:
    """Whether a statement without a year stands under a heading about aims."""
    return line.planned and told.shape in {"none", "now"}


def years_for(
    line: Line, target: Target, value: Value, number: int, governing: When
) -> tuple[int, ...] | None:
    """Return the year columns that a quantity may be of; ``None`` where it cannot be told."""
    calendar = line.calendar
    mark = value.years[number]
    told = (at_mark(line, mark) if mark is not None else None) or governing
    year = _placed(value, number, told)
    if not target.axis:
        return _without_axis(target, value, number, told, calendar.last)
    if told.shape == "part" or not calendar.columns:
        return None
    if told.shape == "now":
        return (calendar.last,) if target.stock else None
    if told.shape == "none":
        return _of_columns(target.years or calendar.columns, value, number)
    if year is None or year not in calendar.columns:
        return None
    if told.sure or target.years == (year,):
        return (year,)
    risen = value.rising or line.letters[value.quantities[number] - 1] == "t"
    risen = risen and number == len(value.quantities) - 1
    return (year,) if risen and year == calendar.last else calendar.columns


def _of_columns(columns: tuple[int, ...], value: Value, number: int) -> tuple[int, ...] | None:
    """Return the columns of a value without a year: 分别为 three values is one a column."""
    count = len(value.quantities)
    if value.each and count == len(columns):
        return (columns[number],)
    return columns if number == count - 1 else None


def _without_axis(
    target: Target, value: Value, number: int, told: When, last: int
) -> tuple[int, ...] | None:
    alone = len(value.quantities) == 1
    if number < len(value.quantities) - 1 or told.shape == "part":
        return () if target.timeless and alone else None
    past = told.years and max(told.years) < last
    return None if past and not target.timeless else ()


def _placed(value: Value, number: int, told: When) -> int | None:
    """Return the year of one of several quantities, ``None`` where the numbers do not match."""
    count, years = len(value.quantities), told.years
    if value.years[number] is not None and len(years) == 1:
        return years[0]
    if value.rising:
        if number == count - 1:
            return years[-1] if years else None
        if told.shape != "range":
            return None
        return years[0] if number == 0 else years[1] if len(years) == 3 else None
    if count == len(years):
        return years[number]
    return None
