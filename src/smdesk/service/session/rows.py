"""Rows of a repeat that are inserted, removed, moved: what that changes in values and reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from smdesk.notices.address import parse
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import printed_rows
from smdesk.notices.models import Pack, Repeat
from smdesk.rules.ground import Ground
from smdesk.service.session.delta import Delta, Texts, changed_texts

_WHOLE_REPEAT = frozenset({"row.gap"})
"""Built-in rules that look at a repeat as a whole, though a row names them."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What a rearrangement changes, and where each address of the repeat went (``None``: gone)."""

    delta: Delta
    moved: dict[str, str | None]


def inserted(rows: int, before: int, most: int) -> list[int | None]:
    """Return the arrangement with a blank row put before row ``before``; a full repeat loses its last."""
    order: list[int | None] = list(range(1, rows + 1))
    order.insert(before - 1, None)
    return order[:most]


def removed(rows: int, row: int, printed: int) -> list[int | None]:
    """Return the arrangement without row ``row``, filled up to the ``printed`` rows."""
    order: list[int | None] = [one for one in range(1, rows + 1) if one != row]
    return order + [None] * (printed - len(order))


def reordered(rows: int, row: int, to: int) -> list[int | None]:
    """Return the arrangement with row ``row`` standing as row ``to``."""
    order: list[int | None] = [one for one in range(1, rows + 1) if one != row]
    order.insert(to - 1, row)
    return order


def shift(
    pack: Pack, declaration: Declaration, repeat: Repeat, rows: int, order: Sequence[int | None]
) -> Shift:
    """Return what it takes to arrange ``rows`` rows as ``order``: old row numbers, ``None`` blank."""
    tails = [one.address for one in repeat.field]
    new_row = {old: new for new, old in enumerate(order, start=1) if old is not None}
    moved: dict[str, str | None] = {}
    wanted: dict[str, str] = {}
    for row in range(1, max(rows, len(order)) + 1):
        source = order[row - 1] if row <= len(order) else None
        for tail in tails:
            here = f"{repeat.id}[{row}].{tail}"
            old = declaration.values.get(f"{repeat.id}[{source}].{tail}", "") if source else ""
            wanted[here] = old
            if row <= rows:
                new = new_row.get(row)
                moved[here] = f"{repeat.id}[{new}].{tail}" if new else None
    values = changed_texts(declaration.values, wanted.items())
    reasons = _moved_reasons(declaration, moved, follower(pack, repeat))
    resized = {repeat.id: (rows, len(order))} if rows != len(order) else {}
    return Shift(Delta(values, reasons, resized), moved)


def blank_row(declaration: Declaration, repeat: Repeat, row: int) -> bool:
    """Return whether nothing is filled in in a row."""
    return not any(
        declaration.values.get(f"{repeat.id}[{row}].{one.address}") for one in repeat.field
    )


def follower(pack: Pack, repeat: Repeat) -> Callable[[str], bool]:
    """Return whether a rule's findings belong to one row and go with it.

    A rule of the pack that looks at all rows is named by the first of them and stays there.
    """
    staying = {rule.id for rule in pack.rules if rule.each != repeat.id} | _WHOLE_REPEAT
    return lambda rule: rule not in staying


def _moved_reasons(
    declaration: Declaration, moved: dict[str, str | None], follows: Callable[[str], bool]
) -> Texts:
    wanted: dict[str, str] = {}
    for key, text in declaration.reasons.items():
        rule, _, address = key.partition("@")
        if address not in moved or not follows(rule):
            continue
        wanted.setdefault(key, "")
        target = moved[address]
        if target is not None:
            wanted[f"{rule}@{target}"] = text
    return changed_texts(declaration.reasons, wanted.items())


def moved_texts(texts: Mapping[str, str], moved: Mapping[str, str | None]) -> Texts:
    """Return how texts by address change when addresses go elsewhere (``None``: gone)."""
    held = {old: texts[old] for old in moved if old in texts}
    wanted = dict.fromkeys(held, "")
    wanted |= {new: text for old, text in held.items() if (new := moved[old]) is not None}
    return changed_texts(texts, wanted.items())


def shown_rows(ground: Ground, declaration: Declaration) -> dict[str, int]:
    """Return how many rows each repeat shows: as printed, or to the last that holds a value."""
    filled: dict[str, int] = {}
    for one in declaration.values:
        if "[" in one and one in ground.order and (place := parse(one)).repeat is not None:
            filled[place.repeat] = max(filled.get(place.repeat, 0), place.row or 0)
    return printed_rows(ground.form, filled)


def added_rows(rows: Mapping[str, int], addresses: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return old and new number of rows of the repeats that need more rows to show ``addresses``."""
    grown: dict[str, int] = {}
    for one in addresses:
        if "[" in one and (place := parse(one)).repeat in rows:
            repeat, row = place.repeat or "", place.row or 0
            if row > grown.get(repeat, rows[repeat]):
                grown[repeat] = row
    return {repeat: (rows[repeat], row) for repeat, row in grown.items()}
