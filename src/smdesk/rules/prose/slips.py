"""Figures that nothing but the form's own values explains: two digits of one of them stand changed about.

Whoever copies 27720.06 and writes 27270.06 means that value, however the sentence around it is
built. The less a figure can be so by chance, the less the words around it must say: one of four
digits or more needs nothing but that it is nobody else's, a shorter one the name of what it is of.
So does a list of figures of which all but one are the values of the years.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from smdesk.rules.prose.figures import Figure
from smdesk.rules.prose.mention import Mention
from smdesk.rules.prose.numbers import Quantity
from smdesk.rules.prose.vocabulary import Target

_BY_ITSELF = 4
"""Digits that changed about are no chance."""
SPOKEN_OF = 3
_NAMED = 2
_PAIR = 2
_NEAR = Decimal("0.6")
"""A figure that differs by more is of something else."""
_LIST = 3
"""Figures of a list of which the others tell what one should be."""
AGREES, NOTHING, APART = -1, 0, 1
"""What a figure is by one value; a greater number is the digits that a slip of it must have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the form: its target and year, the terms that speak of it, the bases of a share."""

    target: Target
    year: int | None
    value: Decimal
    terms: frozenset[str]
    bases: frozenset[str] = frozenset()
    slack: Decimal = Decimal(0)


Judge = Callable[[Figure], Sequence[int]]


def slips(
    figures: Sequence[Figure], entries: Sequence[Entry], judge: Judge | None = None
) -> Iterator[Mention]:
    """Yield what some figures of a block state wrongly by the form's values.

    ``judge`` returns what a figure is by each of ``entries`` where that is known already.
    """
    for one in figures:
        if not one.bound and not _restated(one, figures):
            verdicts = judge(one) if judge else [verdict(one, each) for each in entries]
            found = _slip(verdicts, entries)
            if found is None and not one.elsewhere:
                found = _odd_one(one, figures, entries)
            if found is not None:
                years = () if found.year is None else (found.year,)
                yield Mention(found.target, one.quantity, one.start, one.stop, years)


def _slip(verdicts: Sequence[int], entries: Sequence[Entry]) -> Entry | None:
    """Return the value that a figure is a slip of."""
    best: tuple[int, Entry] | None = None
    for least, entry in zip(verdicts, entries, strict=True):
        if least == AGREES:
            return None
        if least == APART:
            return entry
        if least != NOTHING and (best is None or least < best[0]):
            best = least, entry
    return best[1] if best else None


def verdict(one: Figure, entry: Entry) -> int:
    """Return what a figure is by one value alone: `AGREES`, `NOTHING`, `APART` or the digits that it must have."""
    stated = _comparable(one.quantity, entry.target)
    if stated is None:
        return NOTHING
    value, step = stated
    if _agrees(one, entry, value):
        return AGREES
    if entry.year is not None and one.years and entry.year not in one.years:
        return NOTHING
    if _told_apart(one, entry):
        return APART
    written = digits(value, step)
    least = _least(one, entry, slipped(written, digits(entry.value, step)))
    return least if least and len(written.rstrip("0")) >= least else NOTHING


def _told_apart(one: Figure, entry: Entry) -> bool:
    """Whether name and year stand before a figure with nothing unknown between, and it is near the value."""
    target = entry.target
    if not one.plain or one.moved or one.elsewhere or one.total is not target.summed:
        return False
    if target.how not in {"value", "share"} or (target.how == "share" and target.stock):
        return False
    timeless = entry.year is None and target.kind == "money"
    if not timeless and (entry.year,) != one.years:
        return False
    if not one.named & entry.terms or len(one.named) > 1 or one.quantity.hedge:
        return False
    if target.kind == "percent" and not (one.shared and (not one.base or one.base in entry.bases)):
        return False
    return _significant(one.quantity) >= _NAMED and _near(one, entry)


def _near(one: Figure, entry: Entry) -> bool:
    """Whether a figure is so near a value that it may be meant."""
    stated = _comparable(one.quantity, entry.target)
    if stated is None or entry.value <= 0:
        return False
    return _NEAR < stated[0] / entry.value < 1 / _NEAR


def _agrees(one: Figure, entry: Entry, value: Decimal) -> bool:
    if one.quantity.agrees(entry.value, entry.target.unit, exact=False):
        return True
    return entry.slack > 0 and abs(value - entry.value) <= entry.slack


def _least(one: Figure, entry: Entry, how: str) -> int:
    """Return how many digits a figure must have to be taken for a slip of a value; 0 for none."""
    if one.elsewhere:
        return _BY_ITSELF if how == "turned" and one.named & entry.terms and not one.moved else 0
    tied = bool(one.tied & (entry.terms | entry.bases))
    if how == "turned":
        if entry.target.how == "part" and not tied:
            return 0
        near = bool(one.near & (entry.terms | entry.bases))
        about = near or bool(one.topic.about & entry.terms)
        if one.moved and one.quantity.kind == "percent":
            return 0
        named = bool(one.named & entry.terms) and not one.moved
        return _NAMED if named else SPOKEN_OF if about else _BY_ITSELF + one.moved
    if how == "other" and tied and not one.moved:
        return _BY_ITSELF if one.years or entry.year is None else 0
    return 0


def _odd_one(one: Figure, figures: Sequence[Figure], entries: Sequence[Entry]) -> Entry | None:
    """Return the value that a figure should be by the others of its list, one value a year."""
    if one.moved or not one.listed:
        return None
    row = [each for each in figures if each.quantity.kind == one.quantity.kind]
    if len(row) < _LIST:
        return None
    at = next(place for place, each in enumerate(row) if each is one)
    years = sorted({each.year for each in entries if each.year is not None})
    by_target: dict[Target, dict[int, Entry]] = {}
    for each in entries:
        if each.year is not None and _comparable(one.quantity, each.target):
            by_target.setdefault(each.target, {})[each.year] = each
    for held in by_target.values():
        if len(held) == len(years):
            found = _in_list(row, at, [held[year] for year in years])
            if found is not None:
                return found
    return None


def _in_list(row: Sequence[Figure], at: int, held: Sequence[Entry]) -> Entry | None:
    """Return the value in whose place a figure stands, all values but this one told beside it."""
    one = row[at]
    if one.years:
        mine = next((each for each in held if (each.year,) == one.years), None)
        others = {
            each.year
            for each in held
            for other in row
            if each is not mine and (each.year,) == other.years and _same(other, each)
        }
        near = mine is not None and _near(one, mine)
        if near and len(others) >= _LIST - 1 and len(others) == len(held) - 1:
            return mine
    for place in range(len(held)):
        first = at - place
        window = row[first : first + len(held)] if first >= 0 else ()
        if len(window) < max(_LIST, len(held)):
            continue
        same = [_same(other, each) for other, each in zip(window, held, strict=True)]
        if (
            sum(same) == len(held) - 1
            and not same[place]
            and _near(one, held[place])
            and all(other.listed for other in window[1:])
        ):
            return held[place]
    return None


def _same(one: Figure, entry: Entry) -> bool:
    quantity = one.quantity
    stated = _comparable(quantity, entry.target)
    if stated is None or len(digits(*stated)) < _NAMED:
        return False
    return quantity.agrees(entry.value, entry.target.unit, exact=False)


def _significant(quantity: Quantity) -> int:
    return len(digits(quantity.value, quantity.step).rstrip("0"))


def _restated(one: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a figure only says in other words what one before it in its sentence has said."""
    for other in figures:
        if other is one:
            return False
        same = other.quantity.in_unit(one.quantity.unit)
        if (
            same
            and other.quantity.kind == one.quantity.kind
            and one.quantity.agrees(same[0], one.quantity.unit, exact=True)
        ):
            return True
    return False


def _comparable(quantity: Quantity, target: Target) -> tuple[Decimal, Decimal] | None:
    if quantity.kind != target.kind or target.how == "head":
        return None
    return quantity.in_unit(target.unit)


def digits(value: Decimal, step: Decimal) -> str:
    """Return the digits of a value down to a step."""
    return str(abs(round(value / step)))


def slipped(one: str, other: str) -> str:
    """Return ``turned`` where two neighbours of the digits stand changed about, ``other`` for one other digit."""
    if len(one) != len(other) or one == other:
        return ""
    apart = [at for at in range(len(one)) if one[at] != other[at]]
    if len(apart) == 1:
        return "other"
    first, second = apart[0], apart[-1]
    turned = len(apart) == _PAIR and second == first + 1
    return (
        "turned" if turned and one[first] == other[second] and one[second] == other[first] else ""
    )
