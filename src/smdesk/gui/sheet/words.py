"""Printed words of a cell, laid out once for a width and drawn many times."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

Side = Qt.AlignmentFlag


class Words:
    """A text in one face that wraps as Chinese does and keeps its own line breaks.

    ``leading`` adds the face's own space between lines, as a `QTextDocument` does.
    """

    def __init__(
        self, text: str, font: QFont, side: Qt.AlignmentFlag, *, leading: bool = False
    ) -> None:
        self._layout = QTextLayout(text.replace("\n", "\u2028"), font)
        option = QTextOption(side)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._width = -1
        self._leading = leading
        self.height = 0
        self.natural = 0

    def lay(self, width: int) -> int:
        """Lay the text out in ``width`` pixels; return its height."""
        if width != self._width:
            self._width = width
            self._layout.beginLayout()
            top = 0.0
            while (line := self._layout.createLine()).isValid():
                line.setLeadingIncluded(self._leading)
                line.setLineWidth(max(1, width))
                line.setPosition(QPointF(0.0, top))
                top += line.height()
            self._layout.endLayout()
            self.height = round(top + 0.49)
            self.natural = round(self._layout.maximumWidth() + 0.49)
        return self.height

    def draw(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        """Draw the text with its top left corner at a point."""
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(x, y))
