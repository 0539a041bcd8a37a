"""Doubts figures whose size their sisters speak against: the other years, and the other amounts of their table.

A whole row in another unit is steady by itself; only what stands around it shows it. No figure is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from statistics import median

from smdesk.intake.align.figures import apart, number_of
from smdesk.intake.align.work import Work
from smdesk.notices.address import Address
from smdesk.notices.models import FormField, Kind

LEAP = 50
"""A year that is so many times each other year of its row, or a part of it as small, is asked after."""
LEVEL = 5
"""The other years lie within so much of each other."""
ABOVE = 50
"""A row of amounts that is so many times the greatest of all others of its table is in another unit, likely."""
BELOW = 2000
"""A row that is so small a part of the least of all others: a profit may well be a thousandth of the sales."""
SHEER = 1000
"""One year that is so many times its level neighbours, or so small a part of them, is in another unit, however many rows leap so."""
LEAST_TOWER = Decimal(10**5)
"""What stands alone and is less than this is not asked after: a small firm's figures lie far apart."""
LEAST_ROWS = 3
STEADY = 10
"""From year to year the rows of a table change by less than so much."""

Row = dict[int, tuple[Address, Decimal]]
Amounts = dict[Address, Decimal]


def doubt_scale(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt figures that lie far away from those that they belong to."""
    for rows in _tables(work, fields).values():
        for address in (*_leaping(rows), *_beyond(rows)):
            work.doubt(address, "value-jump")


def doubt_towering(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt the amount that is asked of one year, or of none, and stands far above all others that nobody doubts yet."""
    for amounts in _by_unit(work, fields).values():
        level = {
            one: number for one, number in amounts.items()
            if "value-jump" not in work.found[one].reasons
        }  # fmt: skip
        for address in _towering(level):
            work.doubt(address, "value-jump")


def _tables(
    work: Work, fields: Mapping[Address, FormField]
) -> dict[tuple[int, str], dict[str, Row]]:
    """Return the positive amounts of each table by unit, indicator and year."""
    tables: dict[tuple[int, str], dict[str, Row]] = {}
    for unit, amounts in _by_unit(work, fields).items():
        for address, number in amounts.items():
            place = work.found[address].place
            if address.year is not None and place is not None:
                row = tables.setdefault((place.table, unit), {}).setdefault(address.field, {})
                row[address.year] = (address, number)
    return tables


def _by_unit(work: Work, fields: Mapping[Address, FormField]) -> dict[str, Amounts]:
    """Return the positive amounts of the form by the unit that it prints."""
    amounts: dict[str, Amounts] = {}
    for address, found in work.found.items():
        field = fields.get(address)
        if field is None or field.kind is not Kind.MONEY:
            continue
        number = number_of(found.text)
        if number is not None and number > 0:
            amounts.setdefault(field.unit or "", {})[address] = number
    return amounts


def _towering(amounts: Amounts) -> Iterator[Address]:
    rows: dict[str, list[Decimal]] = {}
    for address, number in amounts.items():
        rows.setdefault(address.field, []).append(number)
    if len(rows) < LEAST_ROWS:
        return
    for address, number in amounts.items():
        others = [one for name, row in rows.items() if name != address.field for one in row]
        if len(rows[address.field]) == 1 and number >= max(LEAST_TOWER, ABOVE * max(others)):
            yield address


def _leaping(rows: Mapping[str, Row]) -> Iterator[Address]:
    """Yield each figure that leaps out of the level years of its row: by far, or where all other rows are steady and more."""
    sheer = {name: found for name, row in rows.items() if (found := list(_leaps(row, SHEER)))}
    level = all(name in sheer or _spread(row) <= STEADY for name, row in rows.items())
    if level and len({one.year for found in sheer.values() for one in found}) == 1:
        for found in sheer.values():
            yield from found
    leaps = [found for row in rows.values() if (found := list(_leaps(row, LEAP)))]
    steady = sum(len(row) > 1 and _spread(row) <= STEADY for row in rows.values())
    if len(leaps) < steady == len(rows) - len(leaps):
        for found in leaps:
            yield from found


def _leaps(row: Row, least: int) -> Iterator[Address]:
    for year, (address, number) in row.items():
        others = [one for at, (_, one) in row.items() if at != year]
        level = len(others) > 1 and max(others) <= LEVEL * min(others)
        if level and all(apart(number, one) >= least for one in others):
            yield address


def _spread(row: Row) -> Decimal:
    numbers = [one for _, one in row.values()]
    return max(numbers) / min(numbers)


def _beyond(rows: Mapping[str, Row]) -> Iterator[Address]:
    """Yield the figures of a row that lies far above or far below every other row of amounts."""
    steady = {name: row for name, row in rows.items() if _spread(row) <= STEADY}
    if len(steady) < max(LEAST_ROWS, len(rows)) or any(len(row) < 2 for row in rows.values()):
        return
    middles = {name: median(one for _, one in row.values()) for name, row in rows.items()}
    for name, row in rows.items():
        others = [one for other, one in middles.items() if other != name]
        if middles[name] >= ABOVE * max(others) or middles[name] * BELOW <= min(others):
            yield from (address for address, _ in row.values())
