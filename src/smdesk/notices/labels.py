"""The printed labels of a value: row labels to its left, column heads above, words in its cell.

A form's table is read as the eye reads it. A *row label* stands left of values; a *column head* is
a label with no value to its right in its row; a *group* is a label taller than what stands beside
it (从业人员) or a head wider than the heads below it (其中).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from smdesk.notices.address import Address
from smdesk.notices.cells import Blank, Box, Grid, GridCell, Part, Text
from smdesk.notices.grid import (
    cover_grid,
    sheet_grid,
    table_grid,
)
from smdesk.notices.models import Form, FormField, Notice

_SEPARATORS = re.compile(r"[，；、,;]")


def label_path(grid: Grid, address: Address) -> tuple[str, ...]:
    """Return section, row labels and column heads of a value, as printed, blanks removed.

    Raises ``KeyError`` when the value does not stand in the grid.
    """
    cell = grid.places[address]
    texts = [cell.section, *(one.printed for one in _common_labels(grid, cell, address))]
    own = _own_words(cell, address, alone=len(texts) == 1)
    flat = ("".join(text.split()) for text in [*texts, own])
    return tuple(dict.fromkeys(text for text in flat if text))


def _common_labels(grid: Grid, cell: GridCell, address: Address) -> list[GridCell]:
    """Return the labels of a value; of a choice over several cells, those that all of them have."""
    labels = list(label_cells(grid, cell))
    for other in grid.holding[address]:
        if other is not cell:
            shared = {(one.row, one.column) for one in label_cells(grid, other)}
            labels = [one for one in labels if (one.row, one.column) in shared]
    return labels


def label_cells(grid: Grid, cell: GridCell) -> tuple[GridCell, ...]:
    """Return the label cells of a value cell: heads over the whole row, row labels, column heads."""
    left = _labels_left(grid, cell)
    heads = _heads_above(grid, cell)
    over = [head for head in heads if left and head.column <= left[0].column]
    return (*over, *left, *(head for head in heads if head not in over))


def _labels_left(grid: Grid, cell: GridCell) -> list[GridCell]:
    """Return the labels left of a cell: the nearest run of labels, then only groups beyond it."""
    labels: list[GridCell] = []
    right, run_ended = cell, False
    column = cell.column - 1
    while column >= 0:
        other = grid.covering.get((cell.row, column))
        if other is None or other.role == "heading":
            break
        if other.role == "label":
            group = other.rows > right.rows
            if group or not run_ended:
                labels.insert(0, other)
        elif labels:
            run_ended = True
        right, column = other, other.column - 1
    return labels


def _heads_above(grid: Grid, cell: GridCell) -> list[GridCell]:
    """Return the column heads over a cell, outermost first."""
    current = cell
    while current.row > 0:
        other = grid.covering.get((current.row - 1, cell.column))
        if other is None or other.role == "heading" or other.section != cell.section:
            return []
        if other.role == "label":
            return _head_chain(grid, cell, other)
        if (
            other.role != cell.role
            or _width(other) != _width(cell)
            or _paired(grid, current)
            or _paired(grid, other)
        ):
            return []
        current = other
    return []


def _head_chain(grid: Grid, cell: GridCell, label: GridCell) -> list[GridCell]:
    """Return ``label`` and the wider heads on top of it, if it is a head of ``cell`` at all."""
    if not _contains(label, cell) or not _is_head(grid, label):
        return []
    chain = [label]
    while chain[0].row > 0:
        above = grid.covering.get((chain[0].row - 1, chain[0].column))
        wider = above is not None and above.columns > chain[0].columns
        if above is None or above.role != "label" or not wider:
            break
        if not _contains(above, chain[0]) or not _is_head(grid, above):
            break
        chain.insert(0, above)
    return chain


def _is_head(grid: Grid, label: GridCell) -> bool:
    """Return whether no value stands right of ``label`` in its last row."""
    row, column = label.row + label.rows - 1, label.column + label.columns
    while (other := grid.covering.get((row, column))) is not None:
        if other.role != "label":
            return False
        column = other.column + other.columns
    return True


def _paired(grid: Grid, cell: GridCell) -> bool:
    """Return whether a label stands right of ``cell`` in its row (label, value, label, value)."""
    column = cell.column + cell.columns
    while (other := grid.covering.get((cell.row, column))) is not None:
        if other.role == "label":
            return True
        column = other.column + other.columns
    left = grid.covering.get((cell.row, cell.column - 1))
    return left is not None and left.role == "label" and _value_left(grid, left)


def _value_left(grid: Grid, label: GridCell) -> bool:
    other = grid.covering.get((label.row, label.column - 1))
    return other is not None and other.role in {"value", "option"}


def _width(cell: GridCell) -> tuple[int, int]:
    return cell.column, cell.columns


def _contains(outer: GridCell, inner: GridCell) -> bool:
    end = inner.column + inner.columns
    return outer.column <= inner.column and end <= outer.column + outer.columns


def _own_words(cell: GridCell, address: Address, *, alone: bool) -> str:
    """Return the words of a template cell that belong to one blank: ``注册资本____万元``.

    Words after a blank alone (a hint, a unit) count only where nothing else names the value.
    """
    place = next(index for index, part in enumerate(cell.parts) if _holds(part, address))
    before = _literal(cell.parts, place - 1) if place else ""
    after = _literal(cell.parts, place + 1)
    if any(not isinstance(part, Text) for part in cell.parts[: max(0, place - 1)]):
        before = _SEPARATORS.split(before)[-1]
    if any(not isinstance(part, Text) for part in cell.parts[place + 2 :]):
        after = _SEPARATORS.split(after)[0]
    if not before.strip() and not alone:
        return ""
    part = cell.parts[place]
    return before + (part.placeholder if isinstance(part, Blank) else "") + after


def _literal(parts: Sequence[Part], place: int) -> str:
    """Return the printed words at a place of a cell, but not the head of a group of boxes."""
    part = parts[place] if place < len(parts) else None
    return part.text if isinstance(part, Text) and part.of is None else ""


def _holds(part: Part, address: Address) -> bool:
    match part:
        case Blank():
            return part.address == address
        case Box():
            return address in (part.address, part.note)
    return False


def field_paths(
    notice: Notice, form: Form, years: Sequence[int], counts: Mapping[str, int] | None = None
) -> dict[Address, tuple[str, ...]]:
    """Return the label path of every value of cover, table and check sheet, in printed order.

    A field's own ``label`` in the pack stands instead of what the grid says.
    """
    found: dict[Address, tuple[str, ...]] = {}
    named = {one.address: one for one in (*notice.cover.field, *form.field)}
    grids = (cover_grid(notice, years), table_grid(form, years, counts), sheet_grid(form))
    for grid in grids:
        for address in grid.places:
            found.setdefault(address, _given(named.get(address.field)) or label_path(grid, address))
    return found


def _given(field: FormField | None) -> tuple[str, ...]:
    return field.label if field is not None and not field.off_paper else ()
