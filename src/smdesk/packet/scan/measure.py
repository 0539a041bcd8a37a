"""What a picture of a page tells of itself: legibility, the lean of its lines.

All are estimates from a small grey copy, for hints and as a start for a person's own eye.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageFilter, ImageStat

from smdesk.notices.declaration import MOST_ANGLE

LOOK_DPI = 120
"""How dense a page is drawn to be judged."""
_LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=2, offset=128)
_BLUR = 0.08
"""Variance of the Laplacian over that of the picture below which print looks out of focus."""
_DARK, _FAINT, _BLANK = 105, 45, 10
"""Grey of the paper below which a page is dark; contrasts below which print is faint, or none."""
_PRINT_SIDE, _LEAN_SIDE = 1200, 560
_SOFT = 1.0
_CELL, _SPECK = 8, 24
"""Squares of a page, and how much of 255 is print in one that bears any: less is a speck."""
_COARSE, _FINE, _LEAST_GAIN = 5, 1, 1.06
_INK = 40
"""How much darker than its paper print is at least."""


@dataclass(frozen=True)
class Looks:
    """Whether print on a page is ``blurred``, on ``dark`` ground or ``faint``; ``blank``: no print."""

    blurred: bool = False
    dark: bool = False
    faint: bool = False
    blank: bool = False


def looks(image: Image.Image) -> Looks:
    """Return how legible a page is, judged at about `LOOK_DPI`."""
    grey = image.convert("L")
    low, paper = _levels(grey)
    spread = paper - low
    if spread < _BLANK:
        return Looks(dark=paper < _DARK, blank=True)
    edges = _inner(grey.filter(_LAPLACE))
    whole = ImageStat.Stat(_inner(grey)).var[0] or 1.0
    sharp = 4 * ImageStat.Stat(edges).var[0] / whole
    return Looks(blurred=sharp < _BLUR, dark=paper < _DARK, faint=spread < _FAINT)


def _inner(image: Image.Image) -> Image.Image:
    """Return an image without the rim that a filter cannot judge."""
    if min(image.size) < 9:
        return image
    return image.crop((2, 2, image.width - 2, image.height - 2))


def _levels(grey: Image.Image) -> tuple[int, int]:
    """Return the grey of the darkest print and of the paper: the 1st and the 75th of a hundred."""
    counts = grey.histogram()
    total = sum(counts)
    return _level(counts, total * 0.01), _level(counts, total * 0.75)


def _level(counts: list[int], wanted: float) -> int:
    seen = 0
    for level, count in enumerate(counts):
        seen += count
        if seen >= wanted:
            return level
    return 255


def ink_of(grey: Image.Image) -> Image.Image:
    """Return print as white on black."""
    _, paper = _levels(grey)
    return grey.point([255 if level < paper - _INK else 0 for level in range(256)])


def lean(image: Image.Image) -> int:
    """Return by how many tenths of a degree clockwise a page has to be turned to stand straight.

    0 where its lines do not say. The right angle makes the rows of print stand out most.
    """
    grey = image.convert("L")
    grey.thumbnail((_PRINT_SIDE, _PRINT_SIDE), Image.Resampling.BOX)
    ink = _printed(_without_rim(ink_of(grey)))
    ink.thumbnail((_LEAN_SIDE, _LEAN_SIDE), Image.Resampling.BOX)
    ink = ink.filter(ImageFilter.GaussianBlur(_SOFT))  # turning softens: all angles start equal
    start = _rows(ink, 0)
    best = max(range(-MOST_ANGLE // 2, MOST_ANGLE // 2 + 1, _COARSE), key=lambda a: _rows(ink, a))
    around = range(best - _COARSE, best + _COARSE + 1, _FINE)
    best = max(around, key=lambda angle: (_rows(ink, angle), -abs(angle)))
    return best if _rows(ink, best) > start * _LEAST_GAIN else 0


def _printed(ink: Image.Image) -> Image.Image:
    """Return the part of a page that bears print: a narrow column is no less sure than a full page."""
    cells = ink.reduce(_CELL)
    box = cells.point([255 if level > _SPECK else 0 for level in range(256)]).getbbox()
    if box is None:
        return ink
    left, top, right, bottom = (edge * _CELL for edge in box)
    return ink.crop((left, top, min(right, ink.width), min(bottom, ink.height)))


def _without_rim(ink: Image.Image) -> Image.Image:
    """Return the inner nine tenths: the edge of the sheet has a lean of its own."""
    wide, high = ink.width // 20, ink.height // 20
    return ink.crop((wide, high, max(ink.width - wide, wide + 1), max(ink.height - high, high + 1)))


def _rows(ink: Image.Image, angle: int) -> float:
    """Return how much neighbouring rows differ once ``ink`` is turned."""
    turned = ink.rotate(-angle / 10, Image.Resampling.BILINEAR, expand=True) if angle else ink
    means = turned.convert("F").resize((1, turned.height), Image.Resampling.BOX)
    sums = [mean * turned.width for mean in array("f", means.tobytes())]
    return float(sum((one - other) ** 2 for one, other in pairwise((0.0, *sums, 0.0))))
