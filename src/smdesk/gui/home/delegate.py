"""Draws a row of the list of drafts: calm, two lines where there are two, marks with words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from smdesk.gui.home.rows import APPLICANT, FINDINGS, NOTICE, PROGRESS, ROW, SAVED, STATE, Row
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import Role, theme

HEIGHT = 56
_PAD = 12
_BAR = 56
_Index = QModelIndex | QPersistentModelIndex


class DraftDelegate(QStyledItemDelegate):
    """Draws each cell; the whole chosen row has one ground and, with the focus, one ring."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        return QSize(super().sizeHint(option, index).width(), HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, index)
        place: QRect = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        match index.column():
            case 0:
                _two(painter, place, row.name, row.second)
            case 1:
                _two(painter, place, row.kind, row.notice)
            case 2:
                _marked(painter, place, row.look.icon, row.look.word, row.look.role)
            case 3:
                _progress(painter, place, row)
            case 4:
                _findings(painter, place, row)
            case _:
                _text(painter, place, str(index.data()), "small", theme().colour.text_muted)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colour, rect = theme().colour, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, colour.selected)
        painter.setPen(QPen(colour.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen and self._view.hasFocus():
            self._ring(painter, rect, index)

    def _ring(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        last = index.model().columnCount() - 1
        ring = rect.adjusted(1, 1, -1, -2)
        ring.setLeft(ring.left() - (8 if index.column() else 0))
        ring.setRight(ring.right() + (8 if index.column() < last else 0))
        painter.setClipRect(rect)
        painter.setPen(QPen(theme().colour.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(ring)
        painter.setClipping(False)


def widths() -> dict[int, int]:
    """Return the width of each column but the first, which takes the rest."""
    metrics = {NOTICE: 196, STATE: 108, PROGRESS: 132, FINDINGS: 176, SAVED: 120}
    assert APPLICANT not in metrics
    return metrics


def _two(painter: QPainter, place: QRect, first: str, second: str) -> None:
    colour = theme().colour
    if not second:
        _text(painter, place, first, "text", colour.text)
        return
    middle = place.center().y() + 1
    upper = QRect(place.left(), place.top() + 7, place.width(), middle - place.top() - 7)
    lower = QRect(place.left(), middle, place.width(), place.bottom() - 7 - middle)
    _text(painter, upper, first, "text", colour.text)
    _text(painter, lower, second, "small", colour.text_muted)


def _marked(painter: QPainter, place: QRect, name: str, text: str, role: str) -> int:
    """Draw an icon and its word; return how wide they are."""
    colour: QColor = getattr(theme().colour, role)
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(place.left(), place.center().y() - 7, pixmap(name, 16, colour, ratio))
    rest = place.adjusted(22, 0, 0, 0)
    return 22 + _text(painter, rest, text, "text", colour)


def _progress(painter: QPainter, place: QRect, row: Row) -> None:
    colour = theme().colour
    track = QRectF(place.left(), place.center().y() - 2, _BAR, 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour.line)
    painter.drawRoundedRect(track, 3, 3)
    if row.progress:
        filled = QRectF(track)
        filled.setWidth(max(6.0, _BAR * row.progress / 100))
        painter.setBrush(colour.done if row.progress == 100 else colour.accent)
        painter.drawRoundedRect(filled, 3, 3)
    rest = place.adjusted(_BAR + 10, 0, 0, 0)
    _text(painter, rest, f"{row.progress} %", "small", colour.text_muted)


def _findings(painter: QPainter, place: QRect, row: Row) -> None:
    shown = (
        ("circle-x", "错误", row.errors, "error"),
        ("triangle-alert", "核实", row.checks, "check"),
    )
    left = QRect(place)
    for name, word, count, role in shown:
        if count:
            left.setLeft(left.left() + _marked(painter, left, name, f"{word} {count}", role) + 12)


def _text(painter: QPainter, place: QRect, text: str, role: Role, colour: QColor) -> int:
    painter.setFont(theme().font(role))
    painter.setPen(colour)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return painter.fontMetrics().horizontalAdvance(shown)
