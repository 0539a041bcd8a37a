"""The notice's typography on the screen: faces, sizes and indents of each kind of paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat

from smdesk.gui.sheet.faces import face
from smdesk.gui.sheet.scale import USUAL
from smdesk.notices.models import POINTS, Style, Typography
from smdesk.packet import page

Kind = Literal["body", "heading1", "heading2", "heading3", "bullet", "ordered", "figure"]

MM = 96 / 25.4 * USUAL
"""Pixels of a millimetre at 100 %."""
_LEAST_LINE = 1.35
"""Times the size: editing needs air between lines even where the notice prints single ones."""

KIND = 0x100001
"""Property of a block format: its `Kind`."""
LEVEL = 0x100002
"""Property of a block format: level of a list item."""
FIGURE = 0x100003
"""Property of a character format: the key of the figure that stands there."""
FIGURE_OBJECT = 0x1001
"""Object type of figures (QTextFormat.UserObject + 1)."""

HEADINGS: dict[int, Kind] = {1: "heading1", 2: "heading2", 3: "heading3"}


@dataclass(frozen=True)
class Look:
    """The typography of a notice at a zoom of ``percent``."""

    typography: Typography
    percent: int = 100

    @property
    def millimetre(self) -> float:
        """Pixels of a millimetre of paper."""
        return MM * self.percent / 100

    @property
    def text_width(self) -> int:
        """Pixels of the text block."""
        return round(page.TEXT_WIDTH * self.millimetre)

    @property
    def em(self) -> float:
        """Pixels of a character of body text."""
        return self._pixels(self.typography.body)

    def style(self, kind: Kind) -> Style:
        """Return the notice's style of a kind of paragraph."""
        match kind:
            case "heading1":
                return self.typography.heading1
            case "heading2":
                return self.typography.heading2
            case "heading3":
                return self.typography.heading3
            case _:
                return self.typography.body

    def font(self, kind: Kind) -> QFont:
        """Return the face of a kind of paragraph."""
        return self._font(self.style(kind))

    def style_font(self, name: str) -> QFont:
        """Return the face of a style of the typography by its name."""
        style: Style = getattr(self.typography, name)
        return self._font(style)

    def table_font(self, *, head: bool = False) -> QFont:
        """Return the face of the cells of a table."""
        return self._font(self.typography.table_label if head else self.typography.table)

    def _font(self, style: Style) -> QFont:
        return QFont(face(style.face, round(self._pixels(style)), bold=style.bold))

    def _pixels(self, style: Style) -> float:
        return float(POINTS[style.size]) * 25.4 / 72 * self.millimetre

    def characters(self, kind: Kind, *, bold: bool = False) -> QTextCharFormat:
        """Return the format of the characters of a kind of paragraph."""
        made = QTextCharFormat()
        font = self.font(kind)
        if bold:
            font.setBold(True)
        made.setFont(font)
        return made

    def block(self, kind: Kind, level: int = 1) -> QTextBlockFormat:
        """Return the format of a kind of paragraph; markers of lists stand in the indent."""
        made = QTextBlockFormat()
        made.setProperty(KIND, kind)
        made.setProperty(LEVEL, level)
        style = self.style(kind)
        em = self._pixels(style)
        metrics = QFontMetricsF(self._font(style))
        factor = max(style.line, _LEAST_LINE * em / metrics.lineSpacing())
        if kind != "figure":
            made.setLineHeight(
                factor * 100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            )
            made.setTextIndent(style.indent * em + self.marker_width(kind, level))
        if kind in {"bullet", "ordered"}:
            made.setLeftMargin(2 * em * (level - 1))
        made.setTopMargin(em * (0.5 if kind.startswith("heading") else 0.0))
        made.setBottomMargin(em * 0.25)
        return made

    def marker_width(self, kind: Kind, level: int) -> float:
        """Return the room of the marker of a list item, none for other paragraphs."""
        if kind == "bullet":
            return self.em
        return 0.0 if kind != "ordered" else self.em * (1.5 if level <= 1 else 2.5)
