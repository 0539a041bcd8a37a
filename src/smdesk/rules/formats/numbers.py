"""Numbers: sign, whole or not, decimals that make sense, sizes that hint at a wrong unit; dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from statistics import median

from smdesk.notices.models import FormField, Kind
from smdesk.notices.number import FACTORS, convert, is_twofold, number_text, parse_number
from smdesk.rules.formats.faults import Fault

_DECIMALS = {Kind.INTEGER: 0, Kind.YEAR: 0, Kind.MONEY: 6, Kind.PERCENT: 4, Kind.DECIMAL: 6}
"""Decimals that a value may sensibly have: 6 of a 万元 are a 分."""

MOST_YUAN = Decimal(5_000_000_000_000)
"""More than any maker's assets or revenue; a larger amount stands in another unit."""
MOST_PEOPLE = Decimal(3_000_000)
LEAST_SLIP = 1000
"""How many times its neighbours a yearly amount has to be before another unit is supposed."""
_FACTOR = Decimal(10_000)


def decimals(value: Decimal) -> int:
    """Return the decimals of a number, zeros at its end not counted."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def number_faults(field: FormField, value: Decimal) -> Iterator[Fault]:
    """Yield what is wrong with a number in ``field``: sign, decimals, range, size."""
    shown = {"value": number_text(value), "unit": unit_of(field)}
    if field.kind is Kind.YEAR:
        if value != value.to_integral_value() or not 1900 <= value <= 2100:
            yield Fault("format.year", "error", shown)
        return
    if value < 0 and not field.negative:
        yield Fault("format.negative", "error", shown)
    yield from _decimal_faults(field, value)
    if field.kind is Kind.PERCENT:
        yield from _percent_faults(field, value)
    elif too_large(field, value):
        yield Fault("format.too-large", "check", shown)


def _decimal_faults(field: FormField, value: Decimal) -> Iterator[Fault]:
    most = _DECIMALS[field.kind] if field.decimals is None else field.decimals
    if decimals(value) <= most:
        return
    shown = {"value": number_text(value), "most": most}
    if most == 0:
        yield Fault("format.whole", "error", shown)
    else:
        yield Fault("format.decimals", "check", shown)


def _percent_faults(field: FormField, value: Decimal) -> Iterator[Fault]:
    shown = {"value": number_text(value)}
    if value > 100 and not field.negative:
        yield Fault("format.percent", "check", shown)
    elif abs(value) > 1000:
        yield Fault("format.percent-large", "hint", shown)
    elif 0 < abs(value) < 1 and decimals(value) >= 2:
        yield Fault(
            "format.percent-fraction",
            "hint",
            {**shown, "times": number_text((value * 100).normalize())},
        )


def twofold(field: FormField, text: str) -> Fault | None:
    """Return the fault of 1.2万 in a column of 万元, which most often means 1.2; ``None`` for others."""
    unit = unit_of(field)
    read = parse_number(text, negative=field.negative)
    if read is None or not is_twofold(read[1], unit):
        return None
    value = number_text(read[0])
    larger = number_text(convert(*read, "") or read[0])
    shown = {"text": text, "value": value, "unit": unit, "larger": larger}
    return Fault("format.unit-twofold", "error", shown, value if field.unit else f"{value}{unit}")


def unit_of(field: FormField) -> str:
    """Return the unit that a field's value is in: the printed one, or the first that may be typed."""
    return field.unit or next(iter(field.units), "")


def too_large(field: FormField, value: Decimal) -> bool:
    """Return whether an amount or head count is beyond what any maker has."""
    unit = FACTORS.get(unit_of(field))
    if field.kind is Kind.MONEY:
        return unit is not None and abs(value) * unit > MOST_YUAN
    return unit_of(field) == "人" and value > MOST_PEOPLE


def money_slip(value: Decimal, others: Sequence[Decimal]) -> Decimal | None:
    """Return what a yearly amount is in the form's unit if it seems typed in one 10**4 smaller.

    ``others`` are the amounts of the other years. Supposed only where these agree with each other
    within a factor of 30 and the value is `LEAST_SLIP` times their median or more.
    """
    sizes = [abs(one) for one in others if one]
    if not sizes or max(sizes) > 30 * min(sizes):
        return None
    if abs(value) < LEAST_SLIP * median(sizes):
        return None
    slipped = value / _FACTOR
    return slipped if abs(slipped) * 30 >= median(sizes) else None


def date_faults(day: date) -> Iterator[Fault]:
    """Yield a 核实 for a date outside 1900 to 2100."""
    if not 1900 <= day.year <= 2100:
        yield Fault("format.date", "check", {"value": day.isoformat()})
