"""The ring of a step: it fills as the section does, and says its state without colour too."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from smdesk.gui.theme.icons import paint_icon
from smdesk.gui.theme.tokens import theme
from smdesk.service.session import SectionProgress

SIZE = 20
"""Pixels of a ring."""
_WIDTH = 2.5
_FULL = 360 * 16


def paint_ring(painter: QPainter, place: QRectF, section: SectionProgress) -> None:
    """Draw the ring of a section: filled part, a tick when done, a mark when wrong."""
    colour = theme().colour
    if section.state == "done":
        paint_icon(painter, "circle-check", place, colour.done)
        return
    inner = place.adjusted(_WIDTH, _WIDTH, -_WIDTH, -_WIDTH)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _arc(painter, inner, colour.line_strong, 1.0, _FULL)
    wrong = section.state == "errors"
    part = round(section.fraction * _FULL)
    if part:
        _arc(painter, inner, colour.error if wrong else colour.accent, _WIDTH, part)
    if wrong:
        _mark(painter, inner.center(), colour.error)


def _arc(painter: QPainter, place: QRectF, colour: QColor, width: float, sixteenths: int) -> None:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(place, 90 * 16, -sixteenths)


def _mark(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    """Draw an exclamation stroke and its dot."""
    pen = QPen(colour, 2.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(centre + QPointF(0, -3.5), centre + QPointF(0, 0.5))
    painter.drawPoint(centre + QPointF(0, 3.8))
