"""Changes bound to the names that they are of: held against a field of their own, or reckoned."""

from __future__ import annotations

from collections.abc import Iterator

from smdesk.rules.prose.line import Line
from smdesk.rules.prose.mention import Mention
from smdesk.rules.prose.moves import Move, Pair, change_of
from smdesk.rules.prose.vocabulary import Named, Target
from smdesk.rules.prose.when import When, only_planned, use_year
from smdesk.rules.prose.whose import may_say


def moved(
    line: Line, named: Named, share: Target | None, place: int,
    move: Move, told: When, pairs: tuple[tuple[Pair, ...], ...],
) -> Iterator[Mention]:  # fmt: skip
    """Yield what a change behind a name states; ``share`` is what points of percent are of."""
    if only_planned(line, told):
        return
    field = line.vocabulary.growths.get(named.term)
    for at, between in zip(move.places, pairs, strict=True):
        quantity = line.tokens[at].quantity
        letter = line.moves[at]
        if quantity is None:
            continue
        if field and letter == "Q" and quantity.kind == "percent" and not move.yearly:
            found = _by_field(line, field, place, at, move, told, between)
        else:
            target = share if letter == "P" else named.target
            found = _reckoned(line, target, place, at, move, between) if target else None
        if found is not None:
            use_year(line, place, told)
            yield found


def _reckoned(
    line: Line, target: Target, place: int, at: int, move: Move, between: tuple[Pair, ...]
) -> Mention | None:
    """Return a change that the values of two years tell."""
    quantity = line.tokens[at].quantity
    columns = line.calendar.columns
    known = tuple(one for one in between if one[0] in columns and one[1] in columns)
    if quantity is None or not known or not target.axis:
        return None
    found = change_of(target, quantity, line.moves[at], move, known)
    if found is None or (target.real and found[0].how != "rise"):
        return None
    if not may_say(line, target, place, move.stop, total=True):
        return None
    change, stated = found
    return Mention(target, stated, *line.place_of(at), change.years, change=change)


def _by_field(
    line: Line, field: Target, place: int, at: int,
    move: Move, told: When, between: tuple[Pair, ...],
) -> Mention | None:  # fmt: skip
    """Return a growth on the year before, which the form has a field for."""
    quantity = line.tokens[at].quantity
    if quantity is None or move.down or not between or any(b - a != 1 for a, b in between):
        return None
    columns = line.calendar.columns
    years = tuple(last for _, last in between if last in columns) if field.axis else ()
    past = bool(told.years) and told.years[-1] < line.calendar.last
    if (field.axis and not years) or (not field.axis and past):
        return None
    if not may_say(line, field, place, move.stop, total=True):
        return None
    return Mention(field, quantity, *line.place_of(at), years)
