"""Where sheets lie on the desk: rows of single pages or of spreads, at a scale. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from smdesk.packet.page import PAGE_HEIGHT, PAGE_WIDTH

Mode = Literal["single", "spread"]
MARGIN, GAP = 12, 16
"""Room around the sheets and between two rows, in pixels."""
SCREEN_DPI = 96.0
MM_AN_INCH = 25.4
STEPS = (50, 75, 100, 125, 150, 200)
"""Percent of the size on paper, at 96 dots an inch, that zooming walks through."""


@dataclass(frozen=True)
class Sheet:
    """One page: the part of the packet and the page of it (from 0), its number in the packet."""

    part: int
    page: int
    number: int

    @property
    def recto(self) -> bool:
        """Whether it is the front of a leaf, at the right of a spread."""
        return self.number % 2 == 1


@dataclass(frozen=True)
class Box:
    """A rectangle on the desk, in pixels."""

    x: int
    y: int
    width: int
    height: int

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True)
class Desk:
    """Where each sheet lies, and how large the whole is; ``rows`` are indices of sheets."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    rows: tuple[tuple[int, ...], ...]

    def row_at(self, y: float) -> int:
        """Return the row that a height belongs to."""
        tops = [self.boxes[row[0]].y for row in self.rows]
        return max((number for number, top in enumerate(tops) if top - GAP <= y), default=0)

    def between(self, top: float, bottom: float) -> tuple[int, ...]:
        """Return the sheets that show between two heights, as printed."""
        return tuple(
            number
            for number, box in enumerate(self.boxes)
            if box.y < bottom and box.y + box.height > top
        )


def rows_of(sheets: Sequence[Sheet], mode: Mode) -> tuple[tuple[int, ...], ...]:
    """Return the sheets of each row; a spread has the verso at its left, the recto at its right."""
    if mode == "single":
        return tuple((number,) for number in range(len(sheets)))
    rows: list[tuple[int, ...]] = []
    for number, sheet in enumerate(sheets):
        last = sheets[rows[-1][0]] if rows else None
        if sheet.recto and last and not last.recto and last.number + 1 == sheet.number:
            rows[-1] = (rows[-1][0], number)
        else:
            rows.append((number,))
    return tuple(rows)


def scale_of(percent: int) -> float:
    """Return pixels a mm of a zoom in percent."""
    return SCREEN_DPI / MM_AN_INCH * percent / 100


def fitting(width: int, mode: Mode) -> float:
    """Return pixels a mm at which a row fits into ``width`` pixels; at least a thumbnail."""
    pages = 2 if mode == "spread" else 1
    return max(0.2, (width - 2 * MARGIN) / (pages * PAGE_WIDTH))


def dots_of(scale: float) -> tuple[int, int]:
    """Return width and height of a page in whole pixels; never more than asked for."""
    return max(1, int(PAGE_WIDTH * scale + 1e-6)), max(1, int(PAGE_HEIGHT * scale + 1e-6))


def lay_out(sheets: Sequence[Sheet], mode: Mode, scale: float, width: int) -> Desk:
    """Return where ``sheets`` lie at ``scale`` pixels a mm in a window of ``width`` pixels."""
    wide, high = dots_of(scale)
    pages = 2 if mode == "spread" else 1
    whole = max(width, pages * wide + 2 * MARGIN)
    left = (whole - pages * wide) // 2
    boxes: dict[int, Box] = {}
    y = MARGIN
    rows = rows_of(sheets, mode)
    for row in rows:
        for number in row:
            right = mode == "spread" and sheets[number].recto
            boxes[number] = Box(left + (wide if right else 0), y, wide, high)
        y += high + GAP
    height = max(0, y - GAP + MARGIN) if rows else 0
    return Desk(whole, height, tuple(boxes[number] for number in range(len(sheets))), rows)


def nearest(percent: float, direction: int) -> int:
    """Return the next step of zoom above (1) or below (-1) ``percent``."""
    if direction > 0:
        return next((step for step in STEPS if step > percent + 0.5), STEPS[-1])
    return next((step for step in reversed(STEPS) if step < percent - 0.5), STEPS[0])
