"""Which rows of a form's table stay with the next one: heads, short lists, rows under one cell."""

from __future__ import annotations

from smdesk.notices.grid import Grid

_KEPT_TOGETHER = 6
_REPEAT_TOGETHER = 8
_HEADS = frozenset({"heading", "label", "index"})


def kept_rows(grid: Grid) -> frozenset[int]:
    """Return the rows (from 0) that must not be the last of their page."""
    return frozenset(row for row in range(len(grid.rows) - 1) if _keeps_next(grid, row))


def _keeps_next(grid: Grid, row: int) -> bool:
    starting = grid.by_row[row]
    if starting and all(one.role in _HEADS for one in starting):
        return True
    if _in_short_repeat(grid, row):
        return True
    covering = {id(one): one for (at, _), one in grid.covering.items() if at == row}
    return any(
        row < one.row + one.rows - 1 and one.rows <= _KEPT_TOGETHER for one in covering.values()
    )


def _in_short_repeat(grid: Grid, row: int) -> bool:
    """Return whether a row and the next are of one repeat that is short enough for a page."""
    repeat = grid.rows[row].repeat
    together = repeat is not None and grid.rows[row + 1].repeat == repeat
    return together and sum(one.repeat == repeat for one in grid.rows) <= _REPEAT_TOGETHER
