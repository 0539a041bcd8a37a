"""How high the rows of a grid are for what their cells need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smdesk.notices.cells import GridCell


def row_heights(least: Sequence[int], needs: Iterable[tuple[GridCell, int]]) -> list[int]:
    """Return the pixels of each row: ``least`` of them, more where cells need it.

    What a cell over several rows lacks is given to the last of them, as in print.
    """
    heights = list(least)
    for cell, need in sorted(needs, key=lambda one: one[0].rows):
        rows = range(cell.row, cell.row + cell.rows)
        lack = need - sum(heights[row] for row in rows)
        if lack > 0:
            heights[rows[-1]] += lack
    return heights


def edges(start: int, sizes: Iterable[int]) -> list[int]:
    """Return the borders between pieces of ``sizes`` from ``start`` on, both ends included."""
    found = [start]
    for size in sizes:
        found.append(found[-1] + size)
    return found
