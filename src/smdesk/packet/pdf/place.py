"""Where an attached page stands on ours: inside the marks, clear of the binding edge, upright.

Which way up it stands is said by its edits (`scan.printing.laid`).
"""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from smdesk.packet import page
from smdesk.packet.scan.room import BLOWN_UP_DPI, BOTTOM, HEIGHT, OUTER, WIDTH

_MM = 72 / 25.4

_TURNS = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
"""EXIF orientations as matrices of the unit square (TIFF 6.0, tag Orientation; y up)."""


@dataclass(frozen=True)
class Room:
    """A rectangle of a page in points, origin at the lower left."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def rectangle(self) -> pikepdf.Rectangle:
        """The same for pikepdf."""
        return pikepdf.Rectangle(
            self.left, self.bottom, self.left + self.width, self.bottom + self.height
        )


def room(number: int) -> Room:
    """Return the room for an attached page on page ``number`` (odd: recto)."""
    left = page.INNER if number % 2 else OUTER
    return Room(left * _MM, BOTTOM * _MM, WIDTH * _MM, HEIGHT * _MM)


def image_matrix(
    size: tuple[int, int], orientation: int, space: Room
) -> tuple[float, float, float, float, float, float]:
    """Return the matrix that draws an image of ``size`` dots (as seen) in the middle of ``space``."""
    width, height = size
    scale = min(space.width / width, space.height / height, 72 / BLOWN_UP_DPI)
    wide, high = width * scale, height * scale
    left = space.left + (space.width - wide) / 2
    bottom = space.bottom + (space.height - high) / 2
    a, b, c, d, e, f = _TURNS[orientation]
    return (a * wide, b * high, c * wide, d * high, e * wide + left, f * high + bottom)
