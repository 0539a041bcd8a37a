"""Tables that stand as the pack prints them: the grid's own shape and labels, cell by cell.

Every file that we wrote and most files filled in on the official form are of this shape; they need
no alignment. One label or one span that differs, and the aligner has to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from smdesk.intake.word import WordCell, WordTable
from smdesk.notices.grid import Grid, GridCell
from smdesk.notices.text import fold

Shaped = Mapping[str, Mapping[tuple[int, int], WordCell]]
"""Received cells by grid, and by row and column of that grid."""


def same_shape(grid: Grid, table: WordTable) -> dict[tuple[int, int], WordCell] | None:
    """Return a table's cells by row and column of ``grid``; ``None`` unless shape and labels agree."""
    if table.row_count != len(grid.rows):
        return None
    found: dict[tuple[int, int], WordCell] = {}
    for mine, theirs in zip(grid.by_row, table.by_row, strict=True):
        if len(mine) != len(theirs):
            return None
        for cell, other in zip(mine, theirs, strict=True):
            if not _agree(cell, other):
                return None
            found[cell.row, cell.column] = other
    return found


def _agree(cell: GridCell, other: WordCell) -> bool:
    if cell.rows != other.rows or other.nested:
        return False
    if cell.role not in {"label", "heading", "index"}:
        return True
    return fold(cell.printed) == fold(other.text)


def find_grids(grids: Iterable[Grid], tables: Iterable[WordTable]) -> Shaped:
    """Return, by grid, the cells of the one table of its shape; a grid that two tables fit has none."""
    listed = list(tables)
    found: dict[str, Mapping[tuple[int, int], WordCell]] = {}
    for grid in grids:
        fitting = [cells for one in listed if (cells := same_shape(grid, one)) is not None]
        if len(fitting) == 1:
            found[grid.id] = fitting[0]
    return found
