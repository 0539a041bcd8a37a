"""A plain line chart as a PNG, for the narratives of the samples."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PIL import Image, ImageDraw

from smdesk.service.scans import DPI, chinese_face, face

SIZE = (1180, 620)
"""150 mm wide at 200 dpi."""

_PLOT = (110, 110, SIZE[0] - 60, SIZE[1] - 80)
_COLOURS = ((31, 78, 121), (192, 80, 32), (70, 120, 60))
_INK = (64, 64, 64)


@dataclass(frozen=True)
class Line:
    """One line of a chart: its name and one value a tick."""

    label: str
    values: tuple[Decimal, ...]


def line_chart(ticks: Sequence[str], lines: Sequence[Line]) -> bytes:
    """Return a PNG with one line a series on one scale from zero, each point with its value."""
    image = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(image)
    left, top, right, bottom = _PLOT
    for step in range(5):
        level = bottom - (bottom - top) * step / 4
        draw.line((left, level, right, level), fill=(222, 222, 222), width=1)
    draw.line((left, bottom, right, bottom), fill=_INK, width=3)
    places = [left + (right - left) * (2 * i + 1) / (2 * len(ticks)) for i in range(len(ticks))]
    for place, tick in zip(places, ticks, strict=True):
        draw.text((place, bottom + 34), _shown(tick), fill=_INK, font=face(28), anchor="mm")
    most = max(max(line.values) for line in lines)
    for number, line in enumerate(lines):
        _draw_line(draw, line, places, most, number)
        _legend(draw, line, number)
    stream = io.BytesIO()
    image.save(stream, "PNG", dpi=(DPI, DPI), optimize=True)
    return stream.getvalue()


def _draw_line(
    draw: ImageDraw.ImageDraw, line: Line, places: Sequence[float], most: Decimal, number: int
) -> None:
    _, top, _, bottom = _PLOT
    room = (bottom - top) * 0.88
    points = [
        (place, bottom - room * float(value / most))
        for place, value in zip(places, line.values, strict=True)
    ]
    colour = _COLOURS[number % len(_COLOURS)]
    draw.line(points, fill=colour, width=5, joint="curve")
    for (x, y), value in zip(points, line.values, strict=True):
        draw.ellipse((x - 8, y - 8, x + 8, y + 8), fill=colour)
        draw.text((x, y - 28), format(value, "f"), fill=colour, font=face(26), anchor="mm")


def _legend(draw: ImageDraw.ImageDraw, line: Line, number: int) -> None:
    left = _PLOT[0] + 470 * number
    colour = _COLOURS[number % len(_COLOURS)]
    draw.line((left, 48, left + 60, 48), fill=colour, width=5)
    shown = _shown(line.label) or f"Series {number + 1}"
    draw.text((left + 76, 48), shown, fill=_INK, font=face(28), anchor="lm")


def _shown(text: str) -> str:
    """Return ``text``, or only its ASCII characters where no Chinese face is there."""
    return text if chinese_face() else text.encode("ascii", "ignore").decode()
