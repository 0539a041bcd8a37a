"""Changes reckoned of the values of the years: growth, growth a year, differences, how many times."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from smdesk.rules.prose.mention import Change, Mention
from smdesk.rules.prose.numbers import Quantity

_FINE = Decimal("0.0001")
_FINEST = Decimal("0.05")
"""Percent that a growth may always be off: whoever wrote it had rounded the amounts before."""
_FOLD_BELOW, _FOLD_ABOVE = Decimal("0.95"), Decimal("1.5")
"""翻了一番 is said of what is a little less than twice as much, and of more."""
_LOOSE = Decimal("0.15")
_HUNDRED = Decimal(100)
_WHOLE_POINTS = Decimal("0.9")
"""Points that whole ones may be off: two shares that were rounded before are seldom off by more."""
_TWICE_ROUNDED = Decimal("1.1")
"""Points between two shares that were both rounded before."""


def reckoned(change: Change, values: dict[int, Decimal]) -> tuple[Decimal, ...] | None:
    """Return what a change is between the years that may be meant, the likeliest last.

    ``None`` where the values do not tell: a year is not filled in, growth of what was nothing or less.
    """
    found: list[Decimal] = []
    whole = change.how in {"total", "yearly"}
    for first, last in change.spans:
        wanted = range(first, last + 1) if whole else (first, last)
        if any(one not in values for one in wanted):
            return None
        start, end = values[first], values[last]
        if change.how not in {"rise", "total"} and (start <= 0 or end < 0):
            return None
        found += _of_span(change, values, first, last)
    return tuple(-one if change.down else one for one in found)


def _of_span(
    change: Change, values: dict[int, Decimal], first: int, last: int
) -> Iterator[Decimal]:
    start, end, count = values[first], values[last], last - first
    match change.how:
        case "total":
            yield sum((values[one] for one in range(first, last + 1)), Decimal(0))
        case "rise":
            yield end - start
        case "fold":
            yield round(end / start, 4)
        case "growth":
            yield _percent(end / start)
        case "yearly":
            yield _percent(end / start) / count
            steps = [_percent(values[one + 1] / values[one]) for one in range(first, last) if values[one] > 0]  # fmt: skip
            if len(steps) == count:
                yield round(sum(steps, Decimal(0)) / count, 4)
            yield _percent((end / start) ** (Decimal(1) / count))


def _percent(ratio: Decimal) -> Decimal:
    return ((ratio - 1) * _HUNDRED).quantize(_FINE)


def agrees(mention: Mention, actual: Decimal) -> bool:
    """Return whether a stated change may be said of the actual one.

    Its last digit may be rounded or cut; a hedge allows what it allows of a value.
    """
    quantity, change = mention.quantity, mention.change
    if change is None or quantity.unit == "倍":
        return _folds(quantity, actual)
    unit = quantity.unit if quantity.kind == "percent" else mention.target.unit
    stated = quantity.in_unit(unit)
    if stated is None:
        return True
    value, step = stated
    slack = max(step if step <= 1 else step / 2, _FINEST) if unit == "%" else step
    if quantity.kind == "percent" and change.how == "rise" and step == 1:
        slack = _WHOLE_POINTS
    elif mention.target.how == "share" and change.how == "rise":
        slack *= _TWICE_ROUNDED
    if quantity.hedge in {"", "about"} and abs(value - actual) <= slack:
        return True
    return quantity.agrees(actual, unit, exact=True)


def _folds(quantity: Quantity, actual: Decimal) -> bool:
    if quantity.hedge == "over":
        return actual >= quantity.value * Decimal("0.99")
    if "翻" not in quantity.text:
        near = quantity.value * (_LOOSE if quantity.hedge else 0)
        return abs(quantity.value - actual) <= max(near, quantity.step)
    low = quantity.value * _FOLD_BELOW
    if quantity.hedge in {"nearly", "about"}:
        low = quantity.value * Decimal("0.85")
    return low <= actual <= quantity.value * _FOLD_ABOVE
