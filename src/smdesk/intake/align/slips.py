"""Doubts figures by slips of the hand: a share as a fraction, a date turned number, 元 in place of 万元, a figure pasted twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from smdesk.intake.align.figures import LEVEL, apart, number_of
from smdesk.intake.align.model import Found
from smdesk.intake.align.work import Work
from smdesk.notices.address import Address
from smdesk.notices.models import FormField, Kind
from smdesk.notices.text import half_width

_SERIAL = re.compile(r"[34]\d{4}")
_SIGN = re.compile(r"[%％‰]")
_FIRST_DAY = date(1899, 12, 30)
_YEARS = range(2005, 2036)
"""Days of these years are taken for dates that Excel turned into numbers."""
GREATEST = Decimal(10**7)
"""So many 万元 no firm of these programmes has: where no other year tells, 元 were typed, likely."""
_MEASURED = {Kind.MONEY, Kind.DECIMAL, Kind.PERCENT}
"""Counts may well be alike."""
TELLING = 3
"""Two figures of so many digits are not alike by chance."""

Row = list[tuple[Address, Found]]


def doubt_slips(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt figures that look like a slip, each by what stands beside it."""
    for address, found in list(work.found.items()):
        field = fields.get(address)
        if field is None or not field.kind.numeric or not found.text:
            continue
        number = number_of(found.text)
        if number is not None and field.unit == "万元" and number >= GREATEST:
            compared = _others(work, address) or _in_other_unit(found, number)
            work.doubt(address, *([] if compared else ["value-jump"]))
        if field.kind is not Kind.YEAR and _is_day(found.text):
            near = [one for one in _others(work, address) if one > 0]
            if not near or any(apart(one, Decimal(found.text)) > LEVEL for one in near):
                work.doubt(address, "value-serial")
        if field.kind is Kind.PERCENT and number is not None and 0 < abs(number) < 1:
            sizes = [abs(one) for one in _others(work, address) if one]
            near = [one * 100 if one < 1 else one for one in sizes]
            plain = any(one >= 1 for one in sizes)
            if plain and all(apart(one, abs(number) * 100) <= LEVEL for one in near):
                work.doubt(address, "value-jump")
        if field.kind in _MEASURED and _run_together(work, address, found.text):
            work.doubt(address, "value-joined")
    _doubt_fractions(work, fields)
    _doubt_pasted(work, fields)


def _doubt_fractions(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt shares that may be written as parts of one: 0.433; 0.25 only where other shares are as small, and all its years, or beside such."""
    small: list[tuple[Address, int]] = []
    for address, found in work.found.items():
        field = fields.get(address)
        number = number_of(found.text) if field is not None and field.kind is Kind.PERCENT else None
        if number is not None and 0 < abs(number) < 1 and _SIGN.search(found.raw) is None:
            small.append((address, _places(found.raw) or -int(number.as_tuple().exponent)))
    several = len({address.field for address, _ in small}) > 1
    plain = {address.field for address, places in small if places >= TELLING}
    level = [one for one, _ in small if all(abs(other) < 1 for other in _others(work, one))]
    odd = {
        address for address, places in small
        # 0.4 beside 0.285 and 0.305, or beside two other shares that are so
        if places >= TELLING or (address in level and (
            (places > 1 and several) or address.field in plain or len(plain) > 1
        ))
    }  # fmt: skip
    for address in odd | {*(level if odd else ())}:
        work.doubt(address, "value-fraction")


def _places(raw: str) -> int:
    """Return how many decimals a figure is written with: 0.60 has two."""
    return len(re.sub(r"[^\d]", "", half_width(raw).partition(".")[2]))


MOST_PLACES = 4
"""A figure with so many decimals beside an empty year may be two figures that a converter ran together."""


def _run_together(work: Work, address: Address, text: str) -> bool:
    if len(text.partition(".")[2]) < MOST_PLACES:
        return False
    return any(
        not one.text for other, one in work.found.items()
        if other.field == address.field and address.year is not None and other.year not in {None, address.year}
    )  # fmt: skip


def _in_other_unit(found: Found, number: Decimal) -> bool:
    """Return whether a figure was typed in a unit that was named, and turned into 万元."""
    typed = number_of(re.sub(r"[\s,]|万元?$", "", half_width(found.raw)))
    return typed != number


def _is_day(text: str) -> bool:
    """Return whether a number is the first day of a month as Excel counts days: what 2020.1 becomes."""
    if not _SERIAL.fullmatch(text):
        return False
    day = _FIRST_DAY + timedelta(days=int(text))
    return day.day == 1 and day.year in _YEARS


def _others(work: Work, address: Address) -> list[Decimal]:
    """Return the figures of the other years of an indicator."""
    if address.year is None:
        return []
    rest = (
        number_of(one.text) for other, one in work.found.items()
        if other.field == address.field and other.year not in {None, address.year}
    )  # fmt: skip
    return [one for one in rest if one is not None]


def _doubt_pasted(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt two indicators side by side with one exact figure; short ones where longer ones are alike too."""
    rows: dict[tuple[int, int], Row] = {}
    for address, found in work.found.items():
        field = fields.get(address)
        if field is not None and field.kind in _MEASURED and found.place is not None and found.text:
            rows.setdefault((found.place.table, found.place.row), []).append((address, found))
    alike = [pair for row in rows.values() for pair in _alike(row)]
    strong = any(_digits(one) >= TELLING for _, _, one in alike)
    for first, second, text in alike:
        if _digits(text) >= TELLING or (strong and _digits(text) > 1):
            work.doubt(first, "value-same")
            work.doubt(second, "value-same")


def _alike(row: Row) -> Iterator[tuple[Address, Address, str]]:
    listed = sorted(row, key=lambda one: one[1].place.column if one[1].place is not None else 0)
    for (one, first), (other, second) in pairwise(listed):
        if one.field != other.field and first.text == second.text:
            yield one, other, first.text


def _digits(text: str) -> int:
    number = number_of(text)
    return 0 if number is None else len(number.normalize().as_tuple().digits)
