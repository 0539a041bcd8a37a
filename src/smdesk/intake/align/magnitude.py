"""Doubts amounts of a size that no firm with so many people has: 元 or 亿元 in every cell, so that no figure leaps.

Where each amount of a form is in another unit than it prints, they agree with each other; the number
of staff beside them does not. No figure is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from smdesk.intake.align.figures import number_of
from smdesk.intake.align.work import Work
from smdesk.notices.address import Address
from smdesk.notices.models import FormField, Kind

UNIT = "万元"
STAFF = "staff.total"
"""How the packs call the number of people who work for an applicant."""
MOST = 5000
"""So many 万元 a head, or more, are 元, likely: dealers in metals and oil come to a few hundred."""
LEAST = Decimal("0.3")
"""The amounts of a year come to no less than this a head."""
LIKE_YI = 100
"""What is told in 亿元 is less than this, but for the greatest firms."""
PLACES = 2
"""So many decimals 万元 are told with."""
LEAST_STAFF = 20
"""So few people may well hold what others work with."""
LEAST_AMOUNTS = 3
LEVEL = 5
"""The years of a row lie within so much of each other."""
GREATEST = Decimal(10**7)
"""So many 万元, with no number of staff beside them, are 元, likely."""

Amounts = dict[Address, Decimal]


def doubt_magnitude(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt all amounts where most of those of years are too great or too small for the staff, else the rows that are."""
    amounts = dict(_amounts(work, fields))
    yearly = {one: number for one, number in amounts.items() if one.year is not None}
    staff = _staff(work)
    if len(yearly) < LEAST_AMOUNTS or (staff is not None and staff < LEAST_STAFF):
        return
    top = GREATEST if staff is None else MOST * staff
    beyond = sum(number >= top for number in yearly.values())
    slight = staff is not None and _are_slight(yearly, staff)
    every = beyond * 2 > len(yearly) or slight  # the small ones, too: they are in the same unit
    for address in amounts if every else _level_rows(yearly, top):
        work.doubt(address, "value-jump")


def _level_rows(yearly: Amounts, top: Decimal) -> Iterator[Address]:
    """Yield the amounts of rows that are beyond in every year, and level; a lone figure is where it is the only one asked."""
    rows: dict[str, Amounts] = {}
    for address, number in yearly.items():
        rows.setdefault(address.field, {})[address] = number
    enough = min(LEAST_AMOUNTS, len({address.year for address in yearly}))
    for row in rows.values():
        least, most = min(row.values()), max(row.values())
        if len(row) >= enough and least >= top and most <= LEVEL * least:
            yield from row


def _amounts(work: Work, fields: Mapping[Address, FormField]) -> Iterator[tuple[Address, Decimal]]:
    for address, found in work.found.items():
        field = fields.get(address)
        if field is None or field.kind is not Kind.MONEY or field.unit != UNIT:
            continue
        number = number_of(found.text)
        if number is not None and number > 0:
            yield address, number


def _staff(work: Work) -> Decimal | None:
    """Return the number of staff where the form states one."""
    for address, found in work.found.items():
        if address.field.endswith(STAFF) and found.sure:
            number = number_of(found.text)
            return number if number is not None and number > 0 else None
    return None


def _are_slight(yearly: Amounts, staff: Decimal) -> bool:
    """Return whether amounts of one year, the only one asked, are next to nothing a head; of several years one leaps.

    All are, or most are and have more decimals than 万元 are told with.
    """
    least = min(LEAST * staff, Decimal(LIKE_YI))
    small = [number for number in yearly.values() if number < least]
    fine = all(-int(number.as_tuple().exponent) > PLACES for number in small)
    only = len({address.year for address in yearly}) == 1
    return only and (len(small) == len(yearly) or (fine and len(small) * 2 > len(yearly)))
