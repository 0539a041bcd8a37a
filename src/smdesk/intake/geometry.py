"""Tables that stand as the pack prints them: the grid's own shape and labels, cell by cell.

Every file that we wrote and most files filled in on the official form are of this shape; they need
no alignment. One label or one span that differs, and the aligner has to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from smdesk.intake.word import WordCell, WordTable
from smdesk.notices.grid import Grid
from smdesk.notices.text import fold

Shaped = Mapping[str, Mapping[tuple[int, int], WordCell]]
"""Received cells by grid, and by row and column of that grid."""


_Shape = tuple[tuple[tuple[tuple[int, int], int, str | None], ...], ...]
"""Each row's cells: where they stand in the grid, their rows, their folded label if they have one."""

_shapes: dict[int, tuple[Grid, _Shape]] = {}
_KEPT = 256


def _shape_of(grid: Grid) -> _Shape:
    """Return the shape of a grid, worked out once for each."""
    known = _shapes.get(id(grid))
    if known is not None and known[0] is grid:
        return known[1]
    shape = tuple(
        tuple(
            (
                (cell.row, cell.column),
                cell.rows,
                fold(cell.printed) if cell.role in {"label", "heading", "index"} else None,
            )
            for cell in line
        )
        for line in grid.by_row
    )
    if len(_shapes) >= _KEPT:
        _shapes.clear()
    _shapes[id(grid)] = grid, shape
    return shape


def same_shape(grid: Grid, table: WordTable) -> dict[tuple[int, int], WordCell] | None:
    """Return a table's cells by row and column of ``grid``; ``None`` unless shape and labels agree."""
    if table.row_count != len(grid.rows):
        return None
    found: dict[tuple[int, int], WordCell] = {}
    for mine, theirs in zip(_shape_of(grid), table.by_row, strict=True):
        if len(mine) != len(theirs):
            return None
        for (place, rows, label), other in zip(mine, theirs, strict=True):
            if rows != other.rows or other.nested:
                return None
            if label is not None and label != fold(other.text):
                return None
            found[place] = other
    return found


def find_grids(grids: Iterable[Grid], tables: Iterable[WordTable]) -> Shaped:
    """Return, by grid, the cells of the one table of its shape; a grid that two tables fit has none."""
    listed = list(tables)
    found: dict[str, Mapping[tuple[int, int], WordCell]] = {}
    for grid in grids:
        fitting = [cells for one in listed if (cells := same_shape(grid, one)) is not None]
        if len(fitting) == 1:
            found[grid.id] = fitting[0]
    return found
