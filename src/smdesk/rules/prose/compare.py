"""What the narrative states held against the form's values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from smdesk.rules.ground import View
from smdesk.rules.prose.heads import a_head, counted_now
from smdesk.rules.prose.mention import Change, Mention
from smdesk.rules.prose.numbers import last_digit
from smdesk.rules.prose.reckon import agrees, reckoned
from smdesk.rules.prose.vocabulary import Target

_ROUNDED = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Held:
    """A value of the form for comparison: its addresses, and whether it is counted, not rounded.

    ``slack`` is how far off it may be where it was reckoned of rounded values, ``whole`` what a part
    is counted of.
    """

    addresses: tuple[str, ...]
    value: Decimal
    exact: bool
    slack: Decimal = Decimal(0)
    whole: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement that no value of the form agrees with; ``held`` is the one to show beside it."""

    mention: Mention
    held: Held


def addresses_of(target: Target, year: int | None) -> tuple[str, ...]:
    """Return the addresses that a target is read from; ``year`` is ``None`` without a year axis."""
    mark = "" if year is None else f"[{year}]"
    dated = tuple(f"{head}{mark}" for head in target.heads)
    return (*dated, target.lone) if target.lone else dated


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
            base = sum(values[1:], Decimal(0))
            if base == 0:
                return None
            share = (values[0] / base * 100).quantize(Decimal("0.0001"))
            return Held(tuple(dict.fromkeys(addresses)), share, exact=True)
        case "part":
            share, whole = values
            off = _ROUNDED + whole * last_digit(share) / 200
            places = 0 if target.kind == "count" else 2
            part = round(whole * share / 100, places)
            return Held(addresses, part, exact=True, slack=off, whole=whole)
        case "head":
            each = a_head(values[0], values[-1])
            off = (each or 0) * Decimal(target.off) / 100
            return None if each is None else Held(addresses, each, exact=False, slack=abs(off))
        case _:
            return Held(addresses, values[0], exact=target.kind == "count")


def difference(mention: Mention, view: View) -> Difference | None:
    """Return the difference of a statement from the form, ``None`` where there is none to see.

    A value that may be of several years is wrong only if it is none of theirs; where one of them
    is not filled in, nothing is said.
    """
    target = mention.target
    if mention.change is not None:
        return _changed(mention, mention.change, view) if target.how != "head" else None
    if not counted_now(mention, view.ground.years[-1] if view.ground.years else None):
        return None
    years: tuple[int | None, ...] = mention.years or (None,)
    found: list[Held] = []
    for year in years:
        one = held(target, year, view)
        if one is None:
            return None
        found.append(one)
    wrong = [one for one in found if not may_be(mention, one)]
    if not wrong or (len(wrong) < len(found) and not mention.every):
        return None
    return Difference(mention, wrong[-1])


def _changed(mention: Mention, change: Change, view: View) -> Difference | None:
    """Return the difference of a stated change from what the values of its years tell."""
    values: dict[int, Decimal] = {}
    for year in change.years:
        one = held(mention.target, year, view)
        if one is None:
            return None
        values[year] = one.value
    found = reckoned(change, values)
    if not found or any(agrees(mention, one) for one in found):
        return None
    years = change.years if change.how == "total" else change.spans[-1]
    addresses = (address for year in years[::-1] for address in addresses_of(mention.target, year))
    return Difference(mention, Held(tuple(addresses), found[-1], exact=True))


def may_be(mention: Mention, one: Held) -> bool:
    """Return whether a statement may be said of a value."""
    quantity, unit = mention.quantity, mention.target.unit
    if quantity.agrees(one.value, unit, exact=one.exact):
        return True
    stated = quantity.in_unit(unit)
    if stated is not None and mention.target.within and stated[0] <= one.value + one.slack:
        return True
    if stated is not None and mention.target.how == "head":
        return abs(stated[0] - one.value) <= one.slack
    if stated is not None and mention.target.how == "part":
        return _is_part(stated[0], mention, one)
    return mention.least and stated is not None and stated[0] >= one.value


def _is_part(count: Decimal, mention: Mention, one: Held) -> bool:
    """Return whether a count is the form's share of the form's whole, or of the one told beside it.

    A whole that is told wrongly is a difference of its own and does not make one of its parts.
    """
    quantity, unit = mention.quantity, mention.target.unit
    stated = quantity.in_unit(unit)
    slack = one.slack + (stated[1] / 2 if stated and quantity.kind == "money" else 0)
    if abs(count - one.value) <= slack or quantity.agrees(one.value, unit, exact=False):
        return True
    if mention.whole is None or not one.whole:
        return False
    return abs(count - one.value * mention.whole / one.whole) <= one.slack + _ROUNDED
