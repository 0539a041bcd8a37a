"""Which rows of a form's table stay with the next one: heads, short lists, rows under one cell,
the last two signature boxes, the last two lines of a series.
"""

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
    if _in_short_repeat(grid, row) or _last_boxes(grid, row) or _ends_series(grid, row):
        return True
    covering = {id(one): one for (at, _), one in grid.covering.items() if at == row}
    return any(
        row < one.row + one.rows - 1 and one.rows <= _KEPT_TOGETHER for one in covering.values()
    )


def _ends_series(grid: Grid, row: int) -> bool:
    """Return whether the next row is the last of lines that are alike, before a head."""
    after = grid.by_row[row + 2] if row + 2 < len(grid.rows) else ()
    if not after or not all(one.role in _HEADS for one in after):
        return False
    here, last = ([(one.column, one.columns, one.role) for one in grid.by_row[at]]
                  for at in (row, row + 1))  # fmt: skip
    return len(here) > 1 and here == last


def _last_boxes(grid: Grid, row: int) -> bool:
    """Return whether a row and the last one are signature boxes: one alone on a page looks lost."""
    boxes = ([one.sign for one in grid.by_row[at]] for at in (row, row + 1))
    return row + 2 == len(grid.rows) and all(found and all(found) for found in boxes)


def _in_short_repeat(grid: Grid, row: int) -> bool:
    """Return whether a row and the next are of one repeat that is short enough for a page."""
    repeat = grid.rows[row].repeat
    together = repeat is not None and grid.rows[row + 1].repeat == repeat
    return together and sum(one.repeat == repeat for one in grid.rows) <= _REPEAT_TOGETHER
