"""Doubts figures that the table itself contradicts; what is a matter of the applicant's sums is not read here.

A year typed in another unit, a year's figures typed over another's, a figure pasted twice: the other
years and the other rows of the table show it. No figure is ever changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import combinations

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
    _doubt_slid(work, fields)
    _doubt_copied(work, fields)
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


def _blocks(
    work: Work, fields: Mapping[Address, FormField]
) -> Iterator[list[dict[int, tuple[Address, str]]]]:
    """Yield the rows of years of each table, top down: address and text by year, empty ones too."""
    tables: dict[int, dict[tuple[int, str], dict[int, tuple[Address, str]]]] = {}
    for address, found in work.found.items():
        if address.year is not None and found.place is not None and address in fields:
            rows = tables.setdefault(found.place.table, {})
            row = rows.setdefault((found.place.row, address.field), {})
            row[address.year] = (address, found.text)
    for rows in tables.values():
        yield [rows[place] for place in sorted(rows)]


def _doubt_slid(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt a block of years whose first row is empty while shares or counts in it hold amounts: it slid down."""
    for rows in _blocks(work, fields):
        first, rest = rows[0], [row for row in rows[1:] if any(text for _, text in row.values())]
        if any(text for _, text in first.values()) or len(rest) < LEAST_ROWS - 1:
            continue
        if any(_holds_amounts(row, fields) for row in rest):
            for address, _ in (one for row in rows for one in row.values()):
                work.doubt(address, "value-far")


def _holds_amounts(
    row: Mapping[int, tuple[Address, str]], fields: Mapping[Address, FormField]
) -> bool:
    """Return whether what should be percentages are none in most years, or what should be counted is parted."""
    field = fields[next(iter(row.values()))[0]]
    texts = [text for _, text in row.values() if text]
    if field.kind is Kind.INTEGER:
        return any(text.partition(".")[2].strip("0") for text in texts)
    return sum(not in_range(field, text) for text in texts) * 2 > len(texts)


def _doubt_copied(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt two years that are alike in every row of a table, where a third differs: one was pasted over."""
    for rows in _blocks(work, fields):
        years = sorted({year for row in rows for year in row})
        alike = [pair for pair in combinations(years, 2) if _alike(rows, *pair)]
        if len(alike) == len(years) * (len(years) - 1) // 2 and len(years) > 2:
            continue  # none changes from year to year
        for year in {year for pair in alike for year in pair}:
            for row in rows:
                if year in row and row[year][1]:
                    work.doubt(row[year][0], "year-same")


def _alike(rows: list[dict[int, tuple[Address, str]]], one: int, other: int) -> bool:
    """Return whether two years say the same in so many rows that it is no chance."""
    both = [(row[one][1], row[other][1]) for row in rows if one in row and other in row]
    told = [pair for pair in both if any(pair)]
    telling = {first for first, _ in told if len(first) > 1}
    same = all(first == second for first, second in told)
    return same and len(told) >= LEAST_ROWS and len(telling) >= LEAST_ROWS - 1


def _tables(
    work: Work, fields: Mapping[Address, FormField]
) -> dict[tuple[int, Kind], dict[str, Row]]:
    """Return the rows of years of each table and kind of number; percentages are none of them."""
    tables: dict[tuple[int, Kind], dict[str, Row]] = {}
    for address, found in work.found.items():
        field = fields.get(address)
        if field is None or address.year is None or found.place is None or not found.sure:
            continue
        number = number_of(found.text) if field.kind.numeric else None
        if number is not None and field.kind not in {Kind.PERCENT, Kind.YEAR}:
            rows = tables.setdefault((found.place.table, field.kind), {})
            rows.setdefault(address.field, {})[address.year] = number
    return tables


def number_of(text: str) -> Decimal | None:
    """Return the number that a text is, if it is one."""
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
        if all(apart(Decimal(text[:half]), one) <= STEADY < apart(number, one) for one in others):
            yield year


def apart(one: Decimal, other: Decimal) -> Decimal:
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
    """Yield the figures of a year in which every row leaps the same way: another unit, likely.

    Two rows are enough where the other years of both are level.
    """
    whole = _positive(rows)
    for year in {year for row in whole.values() for year in row}:
        here = {name: row for name, row in whole.items() if year in row}
        others = [[one for at, one in row.items() if at != year] for row in here.values()]
        level = all(len(one) > 1 and _spread(one) <= LEVEL for one in others)
        enough = len(here) >= (LEAST_ROWS - 1 if level else LEAST_ROWS)
        if enough and {_side(row, year) for row in here.values()} in ({1}, {-1}):
            for name in here:
                yield name, year
