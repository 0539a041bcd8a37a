"""What the narrative states held against the form's values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from smdesk.rules.ground import View
from smdesk.rules.prose.numbers import shown
from smdesk.rules.prose.reader import Mention
from smdesk.rules.prose.vocabulary import Target


@dataclass(frozen=True, slots=True)
class Held:
    """A value of the form for comparison: its addresses, and whether it is counted, not rounded."""

    addresses: tuple[str, ...]
    value: Decimal
    exact: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement that no value of the form agrees with; ``held`` is the one to show beside it."""

    mention: Mention
    held: Held


def addresses_of(target: Target, year: int | None) -> tuple[str, ...]:
    """Return the addresses that a target is read from; ``year`` is ``None`` without a year axis."""
    mark = "" if year is None else f"[{year}]"
    return tuple(f"{head}{mark}" for head in target.heads)


def held(target: Target, year: int | None, view: View) -> Held | None:
    """Return a target's value in the form, ``None`` where it is not there or not readable."""
    addresses = addresses_of(target, year)
    values: list[Decimal] = []
    for address in addresses:
        value = view.reading(address).value if address in view.ground.order else None
        if not isinstance(value, Decimal):
            return None
        values.append(value)
    match target.how:
        case "sum":
            return Held(addresses, sum(values, Decimal(0)), exact=True)
        case "share":
            if values[1] == 0:
                return None
            share = (values[0] / values[1] * 100).quantize(Decimal("0.0001"))
            return Held(addresses, share, exact=True)
        case _:
            return Held(addresses, values[0], exact=target.kind == "count")


def difference(mention: Mention, view: View) -> Difference | None:
    """Return the difference of a statement from the form, ``None`` where there is none to see.

    A value that may be of several years is wrong only if it is none of theirs; where one of them
    is not filled in, nothing is said.
    """
    target = mention.target
    years: tuple[int | None, ...] = mention.years or (None,)
    found: list[Held] = []
    for year in years:
        one = held(target, year, view)
        if one is None:
            return None
        found.append(one)
    if any(_agrees(mention, one) for one in found):
        return None
    return Difference(mention, found[-1])


def _agrees(mention: Mention, one: Held) -> bool:
    quantity, unit = mention.quantity, mention.target.unit
    if quantity.agrees(one.value, unit, exact=one.exact):
        return True
    stated = quantity.in_unit(unit)
    return mention.least and stated is not None and stated[0] >= one.value


def both(found: Difference) -> tuple[str, str]:
    """Return what the narrative says and what the form has, in its unit and the narrative's."""
    quantity, target = found.mention.quantity, found.mention.target
    table = shown(found.held.value, target.unit)
    stated = quantity.in_unit(target.unit)
    if quantity.unit == target.unit or stated is None or target.kind != "money":
        return quantity.text, table
    factor = quantity.value / stated[0] if stated[0] else Decimal(1)
    other = round(found.held.value * factor, 4).normalize()
    return quantity.text, f"{table}（合 {shown(Decimal(format(other, 'f')), quantity.unit)}）"
