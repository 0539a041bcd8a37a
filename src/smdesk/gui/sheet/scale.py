"""How large the paper is on the screen: millimetres and 字号 in pixels for a zoom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtGui import QFont, QFontMetricsF

from smdesk.gui.sheet.faces import face
from smdesk.notices.models import POINTS, Style, Typography

USUAL = 1.25
"""100 % is this many times the size of print at 96 dpi, so that 五号 reads well."""
SMALLEST, LARGEST = 50, 200
_DOTS = 96
_MM_AN_INCH = 25.4
_POINTS_AN_INCH = 72


@dataclass(frozen=True)
class Scale:
    """The pixels of the paper at ``percent``."""

    percent: int
    typography: Typography

    @property
    def pixel(self) -> float:
        """Device-independent pixels of one CSS pixel of print."""
        return USUAL * self.percent / 100

    def mm(self, length: float) -> int:
        """Return millimetres of paper in pixels."""
        return round(length * _DOTS / _MM_AN_INCH * self.pixel)

    def fine(self, pixels: float) -> int:
        """Return a length of the screen's own marks: it follows the zoom, but less."""
        return max(1, round(pixels * (0.5 + self.percent / 200)))

    def font(self, style: str) -> QFont:
        """Return the face of a style of the typography."""
        found = self._fonts.get(style)
        if found is None:
            named: Style = getattr(self.typography, style)
            pixels = float(POINTS[named.size]) * _DOTS / _POINTS_AN_INCH * self.pixel
            found = self._fonts[style] = face(named.face, int(pixels), bold=named.bold)
        return found

    def metrics(self, style: str) -> QFontMetricsF:
        """Return the measures of the face of a style."""
        found = self._metrics.get(style)
        if found is None:
            found = self._metrics[style] = QFontMetricsF(self.font(style))
        return found

    @cached_property
    def _metrics(self) -> dict[str, QFontMetricsF]:
        return {}

    @cached_property
    def small_metrics(self) -> QFontMetricsF:
        """The measures of the small face."""
        return QFontMetricsF(self.small)

    @cached_property
    def _fonts(self) -> dict[str, QFont]:
        return {}

    @cached_property
    def small(self) -> QFont:
        """The face of units and counters: that of the tool, somewhat smaller than the values."""
        from smdesk.gui.theme.tokens import theme

        font = theme().font("small")
        font.setPixelSize(max(7, round(12 * (0.25 + 0.75 * self.percent / 100))))
        return font
