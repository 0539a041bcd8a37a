"""Where a note about a cell may stand without hiding what the person types next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize

GAP = 3
"""Pixels between a cell and its note."""
NEXT, LATER, HEAD, DONE = 100, 10, 4, 1
"""What it costs to cover a cell: the next one, any that is still to come, a label, what is done."""
_UNSEEN = 10_000
_OVER = 60
"""Pixels under the table that it may take."""

Cover = tuple[QRect, int]


def spot(
    size: QSize, cell: QRect, table: QRect, seen: QRect, covers: Sequence[Cover]
) -> tuple[QPoint, int]:
    """Return the top left corner of a note of ``size`` about ``cell``, and what it covers there.

    Under the cell if that costs nothing, else over it, at either end of it: the cheapest that is
    ``seen``, on the ``table`` or a little under it.
    """
    left = cell.x()
    right = cell.right() + 1 - size.width()
    below = cell.bottom() + GAP
    above = cell.y() - size.height() - GAP + 1
    places = [QPoint(_within(x, size, table), y) for y in (below, above) for x in (left, right)]
    return min(((place, _cost(QRect(place, size), table, seen, covers)) for place in places),
               key=lambda one: one[1])  # fmt: skip


def _within(x: int, size: QSize, table: QRect) -> int:
    return max(table.x(), min(x, table.right() + 1 - size.width()))


def _cost(place: QRect, table: QRect, seen: QRect, covers: Sequence[Cover]) -> int:
    off = place.bottom() > table.bottom() + _OVER or place.top() < 0
    hidden = off or (not seen.isNull() and not seen.contains(place))
    return _UNSEEN * hidden + sum(cost for one, cost in covers if one.intersects(place))
