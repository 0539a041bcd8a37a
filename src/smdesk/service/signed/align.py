"""A scan laid over a page: which page it is, and how it is to be turned, shifted and stretched.

Both are compared as maps of ink, darker than their surroundings, in 18 dots an inch: red seals are
left out by looking at the red of a colour scan, shadows and grey paper by their softness.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import mul

from PIL import Image, ImageChops, ImageFilter

from smdesk.packet import page as paper_page

INCH = 25.4
_DPI = 18
SIZE = (
    round(paper_page.PAGE_WIDTH / INCH * _DPI),
    round(paper_page.PAGE_HEIGHT / INCH * _DPI),
)
_SCAN_SIDE = 640
_FOOT = (paper_page.PAGE_HEIGHT - paper_page.BOTTOM) / paper_page.PAGE_HEIGHT
_HEAD = 0.06
_LEAST_INK = 12_000
"""Ink of a page that is not blank; the emptiest printed ones have several times as much."""
_ROUNDS = 7


@dataclass(frozen=True)
class Placing:
    """How a page lies on a scan: its centre there, its size there, and its turn in degrees.

    In parts of the scan's width and height for the centre, in dots for the size; ``turn`` is how
    far the page is turned clockwise as it lies.
    """

    x: float
    y: float
    width: float
    height: float
    turn: float

    def matrix(
        self, scan: tuple[int, int], size: tuple[int, int]
    ) -> tuple[float, float, float, float, float, float]:
        """Return what Pillow's affine transform takes to draw the page upright at ``size``."""
        cos, sin = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        across, down = self.width / size[0], self.height / size[1]
        a, b, d, e = cos * across, -sin * down, sin * across, cos * down
        c = self.x * scan[0] - a * size[0] / 2 - b * size[1] / 2
        f = self.y * scan[1] - d * size[0] / 2 - e * size[1] / 2
        return a, b, c, d, e, f

    def scaled(self, factor: float) -> Placing:
        """Return the same on a scan of another density."""
        return replace(self, width=self.width * factor, height=self.height * factor)


@dataclass(frozen=True)
class InkMap:
    """Where ink is on an upright page at `SIZE`, its strength taken out."""

    values: Sequence[float]
    blank: bool


@dataclass(frozen=True)
class Fit:
    """How well a page and a scan agree (1: wholly) with a placing."""

    page: int
    score: float
    placing: Placing


def ink_of_page(image: Image.Image) -> InkMap:
    """Return the ink of a page as the file draws it (grey, at any density)."""
    small = image.resize((SIZE[0] * 4, SIZE[1] * 4), Image.Resampling.LANCZOS)
    return _mapped(_ink(small).resize(SIZE, Image.Resampling.BOX))


class ScanInk:
    """The ink of a scan; pages are held against it."""

    def __init__(self, image: Image.Image) -> None:
        plain = image.getchannel("R") if image.mode == "RGB" else image.convert("L")
        self.factor = min(1.0, _SCAN_SIDE * 2 / max(image.size))
        size = (max(1, round(image.width * self.factor)), max(1, round(image.height * self.factor)))
        ink = _ink(plain.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0))
        self._ink = ink.filter(ImageFilter.GaussianBlur(max(size) / SIZE[1] / 3))
        self.size = size

    def upright(self, placing: Placing) -> Image.Image:
        """Return the ink as it lies on the page by a placing (in dots of this map)."""
        matrix = placing.matrix(self.size, SIZE)
        return self._ink.transform(
            SIZE, Image.Transform.AFFINE, matrix, resample=Image.Resampling.BILINEAR, fillcolor=0
        )

    def score(self, page: InkMap, placing: Placing) -> float:
        """Return how well a page agrees by a placing, -1 to 1."""
        return float(sum(map(mul, page.values, _mapped(self.upright(placing)).values)))

    def blank(self, placing: Placing) -> bool:
        """Return whether nothing is printed there besides the marks at head and foot."""
        return _mapped(self.upright(placing)).blank

    def refined(self, page: InkMap, first: Placing) -> tuple[float, Placing]:
        """Return the best placing near ``first`` and its score: one step at a time, ever smaller."""
        best, placing = self.score(page, first), first
        side = max(first.width, first.height)
        steps = {"turn": 1.6, "x": 0.016, "y": 0.016, "width": 0.02 * side, "height": 0.02 * side}
        for _ in range(_ROUNDS):
            for name, step in steps.items():
                for signed in (step, -step):
                    tried = replace(placing, **{name: getattr(placing, name) + signed})
                    score = self.score(page, tried)
                    if score > best:
                        best, placing = score, tried
                        break
            steps = {name: step * 0.6 for name, step in steps.items()}
        return best, placing


def _ink(grey: Image.Image) -> Image.Image:
    """Return what is darker than its surroundings; the surroundings are some 8 mm wide."""
    around = grey.filter(ImageFilter.GaussianBlur(max(grey.size) / 36))
    darker = ImageChops.subtract(around, grey)
    return darker.point(lambda level: 0 if level < 14 else min(255, level * 2))


def _mapped(ink: Image.Image) -> InkMap:
    soft = ink.filter(ImageFilter.GaussianBlur(1.0))
    data = soft.tobytes()
    width = SIZE[0]
    top, bottom = round(SIZE[1] * _HEAD) * width, round(SIZE[1] * _FOOT) * width
    mean = sum(data) / len(data)
    values = [one - mean for one in data]
    norm = math.sqrt(sum(map(mul, values, values))) or 1.0
    edge = round(width * 0.05)
    inner = sum(
        sum(data[row + edge : row + width - edge])
        for row in range(top - top % width, bottom, width)
    )
    return InkMap([one / norm for one in values], inner < _LEAST_INK)


def whole(size: tuple[int, int], turn: int) -> Placing:
    """Return the placing of a page that fills a scan of ``size``, turned by quarters."""
    width, height = size if turn % 180 == 0 else size[::-1]
    return Placing(0.5, 0.5, width, height, turn)
