"""The fit of a form's table: rows stand closer before a box is left alone on a page.

Where the last page would hold little, rows are lowered step by step, those that the pack gives a
height too, and signature boxes down to what a seal needs; the least step that saves the page is
taken, and where none does nothing is lowered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from smdesk.packet import page

LOWEST_ROW = 6.8
LOWEST_BOX = 34.0
"""A round seal of 42 mm may stand over the lines above it, not over the next box."""
_LOWEST_SHARE = 0.6
"""How much of the height that the pack gives a row is always left."""
_SLACK = 4.0
_LITTLE = 0.5
"""Share of a page up to which it counts as holding little."""
_STEPS = 20


@dataclass(frozen=True)
class Rows:
    """Rows of a table from a page's start: heights in mm.

    ``own`` are what the pack gives (``None``: the usual), ``asked`` what the text needs, ``boxes``
    the heights of signature boxes by row; ``groups`` are first row and number of rows that stay
    together, ``tall`` rows that may break; ``used`` stands above the table, ``below`` under it.
    """

    own: Sequence[float | None]
    asked: Sequence[float]
    boxes: dict[int, float]
    groups: Sequence[Sequence[int]]
    tall: frozenset[int]
    used: float
    below: float = 0.0

    def at(self, step: float) -> list[float]:
        """Return the heights with rows lowered by ``step`` (0 to 1) of what is possible."""
        found = []
        for row, (own, asked) in enumerate(zip(self.own, self.asked, strict=True)):
            box = self.boxes.get(row)
            if box is not None:
                found.append(box - step * (box - min(box, LOWEST_BOX)))
                continue
            most = own or page.ROW_HEIGHT
            least = max(LOWEST_ROW, most * _LOWEST_SHARE) if own else LOWEST_ROW
            found.append(max(asked, most - step * max(0.0, most - least)))
        return found


def fitted(rows: Rows) -> list[float] | None:
    """Return the heights that save a page which would hold little, ``None`` where none do."""
    pages, last = _laid(rows, rows.at(0))
    if pages == 1 or last > page.TEXT_HEIGHT * _LITTLE:
        return None
    tried = (rows.at(step / _STEPS) for step in range(1, _STEPS + 1))
    return next((heights for heights in tried if _laid(rows, heights)[0] < pages), None)


def _laid(rows: Rows, heights: Sequence[float]) -> tuple[int, float]:
    """Return how many pages rows take, and how much of the last one."""
    pages, filled, room = 1, rows.used, page.TEXT_HEIGHT - _SLACK
    for height, breaks in _pieces(rows, heights):
        if filled + height <= room:
            filled += height
            continue
        pages += 1
        filled = filled + height - room if breaks else height
    if filled + rows.below > room:
        return pages + 1, rows.below
    return pages, filled + rows.below


def _pieces(rows: Rows, heights: Sequence[float]) -> Iterator[tuple[float, bool]]:
    """Yield the height of each piece that stays on one page, and whether it may break after all."""
    starts = {group[0]: group[1] for group in rows.groups}
    row = 0
    while row < len(heights):
        count = starts.get(row, 1)
        yield sum(heights[row : row + count]), count == 1 and row in rows.tall
        row += count
