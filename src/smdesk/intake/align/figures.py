"""Doubts figures that the table itself contradicts; what is a matter of the applicant's sums is not read here.

A year typed in another unit, a year's figures typed over another's, a figure pasted twice: the other
years and the other rows of the table show it. No figure is ever changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from smdesk.intake.align.plainly import in_range
from smdesk.intake.align.work import Work
from smdesk.notices.address import Address
from smdesk.notices.models import FormField, Kind

JUMP = 100
STEADY = 10
"""The other rows of a table change by less than so much from year to year."""
LEVEL = 3
"""The other years of a row lie within so much of each other."""
LEAST_ROWS = 3
"""So many rows show that a table is steady, or that a whole year is in another unit."""
LEAST_DIGITS = 5
"""A figure of so many digits, zeros at its end aside, is no other year's too."""
LEAST_TWICE = 4

Row = dict[int, Decimal]
"""The figures of a row by year."""


def doubt_figures(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt figures that the rest of their table speaks against, and shares of no whole."""
    _doubt_shares(work, fields)
    for rows in _tables(work, fields).values():
        for name, row in rows.items():
            for year in _repeated(row):
                work.doubt(Address(name, year), "year-same")
            for year in _twice(row):
                work.doubt(Address(name, year), "value-twofold")
        for name, year in (*_lone_jumps(rows), *_whole_years(rows)):
            work.doubt(Address(name, year), "value-jump")


def _doubt_shares(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt percentages out of range; where each year's is, the row is no slip but counts otherwise."""
    rows: dict[Address, list[tuple[Address, bool]]] = {}
    for address, found in work.found.items():
        field = fields.get(address)
        if field is not None and field.kind is Kind.PERCENT and found.text and found.sure:
            row = address if address.year is None else Address(address.field)
            rows.setdefault(row, []).append((address, in_range(field, found.text)))
    for listed in rows.values():
        if len(listed) == 1 or any(good for _, good in listed):
            for address, good in listed:
                work.doubt(address, *([] if good else ["value-range"]))


def _tables(
    work: Work, fields: Mapping[Address, FormField]
) -> dict[tuple[int, Kind], dict[str, Row]]:
    """Return the rows of years of each table and kind of number; percentages are none of them."""
    tables: dict[tuple[int, Kind], dict[str, Row]] = {}
    for address, found in work.found.items():
        field = fields.get(address)
        if field is None or address.year is None or found.place is None or not found.sure:
            continue
        number = _number(found.text) if field.kind.numeric else None
        if number is not None and field.kind not in {Kind.PERCENT, Kind.YEAR}:
            rows = tables.setdefault((found.place.table, field.kind), {})
            rows.setdefault(address.field, {})[address.year] = number
    return tables


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _repeated(row: Row) -> Iterator[int]:
    """Yield the years that share one exact figure."""
    listed = list(row.values())
    for year, number in row.items():
        digits = number.normalize().as_tuple().digits
        if len(digits) >= LEAST_DIGITS and listed.count(number) > 1:
            yield year


def _twice(row: Row) -> Iterator[int]:
    """Yield the years whose figure repeats its digits while the others are like its half."""
    for year, number in row.items():
        text = str(number)
        half = len(text) // 2
        others = [one for at, one in row.items() if at != year and one > 0]
        if len(text) < LEAST_TWICE or text[:half] * 2 != text or not text.isdigit() or not others:
            continue
        if all(_apart(Decimal(text[:half]), one) <= STEADY < _apart(number, one) for one in others):
            yield year


def _apart(one: Decimal, other: Decimal) -> Decimal:
    """Return how many times the smaller of two positive numbers the greater is."""
    return max(one, other) / min(one, other)


def _positive(rows: Mapping[str, Row]) -> dict[str, Row]:
    """Return the rows of several years without zeros or losses."""
    return {
        name: row for name, row in rows.items()
        if len(row) > 1 and all(number > 0 for number in row.values())
    }  # fmt: skip


def _spread(numbers: list[Decimal]) -> Decimal:
    return max(numbers) / min(numbers)


def _side(row: Row, year: int) -> int:
    """Return 1 where a year's figure is a hundred times all others, -1 where a hundredth, else 0."""
    others = [number for at, number in row.items() if at != year]
    if year not in row or not others:
        return 0
    if row[year] >= JUMP * max(others):
        return 1
    return -1 if row[year] * JUMP <= min(others) else 0


def _lone_jumps(rows: Mapping[str, Row]) -> Iterator[tuple[str, int]]:
    """Yield the figure of the one year that leaps in a table which is steady otherwise."""
    whole = _positive(rows)
    restless = {name for name, row in whole.items() if _spread(list(row.values())) >= STEADY}
    if len(restless) != 1 or len(whole) < LEAST_ROWS:
        return
    (name,) = restless
    row = whole[name]
    for year in row:
        others = [number for at, number in row.items() if at != year]
        if len(others) > 1 and _side(row, year) and _spread(others) <= LEVEL:
            yield name, year


def _whole_years(rows: Mapping[str, Row]) -> Iterator[tuple[str, int]]:
    """Yield the figures of a year in which every row leaps the same way: another unit, likely."""
    whole = _positive(rows)
    if len(whole) < LEAST_ROWS:
        return
    for year in {year for row in whole.values() for year in row}:
        if {_side(row, year) for row in whole.values()} in ({1}, {-1}):
            for name in whole:
                yield name, year
