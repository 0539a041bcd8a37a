"""Figures that are slips of what the form's values come to: a growth, a difference, a sum of years.

Only what the words around a figure name is reckoned; a figure that any of it explains is no slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from smdesk.rules.prose.figures import Figure
from smdesk.rules.prose.mention import Change, How, Mention
from smdesk.rules.prose.reckon import agrees, reckoned
from smdesk.rules.prose.slips import SPOKEN_OF, Entry, digits, slipped
from smdesk.rules.prose.vocabulary import Target

_FEWEST_YEARS = 2
"""Years that a sum is of."""
_NEAR = Decimal("0.7")
"""A sum that differs by more is one of something else."""


def derived_slips(figures: Sequence[Figure], entries: Sequence[Entry]) -> Iterator[Mention]:
    """Yield what some figures of a sentence state wrongly of changes and sums of the form's values."""
    by_target: dict[Target, dict[int, Decimal]] = {}
    terms: dict[Target, frozenset[str]] = {}
    for one in figures:
        if one.bound or one.elsewhere or not (one.moved or one.total) or not one.topic.names:
            continue
        if not by_target:
            for entry in entries:
                if entry.year is not None and entry.target.how == "value":
                    by_target.setdefault(entry.target, {})[entry.year] = entry.value
                    terms[entry.target] = entry.terms
        spoken_of = [target for target, ids in terms.items() if one.topic.names & ids]
        found = _slip(one, [(target, by_target[target]) for target in spoken_of])
        found = found or _carried(one, spoken_of, by_target) or _summed(one, spoken_of, by_target)
        if found is not None:
            yield found


def _slip(one: Figure, spoken_of: list[tuple[Target, dict[int, Decimal]]]) -> Mention | None:
    wrong: Mention | None = None
    for target, values in spoken_of:
        if _is_value(one, target, values):
            return None
        for change in _changes(one, target, tuple(sorted(values))):
            mention = Mention(
                target, one.quantity, one.start, one.stop, change.years, change=change
            )
            for value in reckoned(change, values) or ():
                if agrees(mention, abs(value)):
                    return None
                if wrong is None and _turned(one, target, value):
                    wrong = mention
    return wrong


def _carried(
    one: Figure, spoken_of: list[Target], values: dict[Target, dict[int, Decimal]]
) -> Mention | None:
    """Return a growth told by itself in a sentence, of the only amount that the one before it named."""
    amounts = [target for target in spoken_of if target.kind != "percent" and not target.real]
    if not one.alone or len(amounts) != 1 or one.quantity.kind != "percent":
        return None
    target = amounts[0]
    found: list[Change] = []
    for change in _changes(one, target, tuple(sorted(values[target]))):
        mention = Mention(target, one.quantity, one.start, one.stop, change.years, change=change)
        every = reckoned(change, values[target])
        if every is None or any(agrees(mention, abs(each)) for each in every):
            return None
        if change.how == "growth":
            found.append(change)
    if not found or _is_value(one, target, values[target]):
        return None
    change = found[-1]
    return Mention(target, one.quantity, one.start, one.stop, change.years, change=change)


def _summed(
    one: Figure, spoken_of: list[Target], values: dict[Target, dict[int, Decimal]]
) -> Mention | None:
    """Return a sum of years of the only amount that its sentence or the one before it names."""
    amounts = [target for target in spoken_of if target.kind == one.quantity.kind == "money"]
    if not one.total or one.years or not one.bare or len(amounts) != 1 or amounts[0].balance:
        return None
    target, told = amounts[0], values[amounts[0]]
    if len(told) < _FEWEST_YEARS:
        return None
    mention: Mention | None = None
    for change in _changes(one, target, tuple(sorted(told))):
        mention = Mention(target, one.quantity, one.start, one.stop, change.years, change=change)
        every = reckoned(change, told) or ()
        if any(agrees(mention, abs(each)) for each in every):
            return None
    first, last = min(told), max(told)
    whole = sum(told.values(), Decimal(0))
    stated = one.quantity.in_unit(target.unit)
    if mention is None or stated is None or not _NEAR < stated[0] / (whole or 1) < 1 / _NEAR:
        return None
    change = Change("total", down=False, spans=((first, last),))
    return Mention(target, one.quantity, one.start, one.stop, change.years, change=change)


def _is_value(one: Figure, target: Target, values: dict[int, Decimal]) -> bool:
    if one.quantity.kind != target.kind:
        return False
    return any(one.quantity.agrees(each, target.unit, exact=False) for each in values.values())


def _changes(one: Figure, target: Target, years: tuple[int, ...]) -> Iterator[Change]:
    """Yield the changes that a figure may tell, those that end in its year if it has one."""
    percent = one.quantity.kind == "percent"
    if percent and target.kind == "percent":
        return
    hows: tuple[How, ...] = ("growth", "yearly") if percent else ("rise",)
    if one.total:
        hows = ("total",) if target.kind == "money" and not target.balance and not percent else ()
    for first in years:
        for last in (each for each in years if each > first):
            if not one.years or last in one.years:
                yield from (Change(how, down=False, spans=((first, last),)) for how in hows)


def _turned(one: Figure, target: Target, value: Decimal) -> bool:
    quantity = one.quantity
    stated = quantity.in_unit("%" if quantity.kind == "percent" else target.unit)
    if stated is None:
        return False
    written = digits(*stated)
    return (
        len(written.rstrip("0")) >= SPOKEN_OF
        and slipped(written, digits(value, stated[1])) == "turned"
    )
