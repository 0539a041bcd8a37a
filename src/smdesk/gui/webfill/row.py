"""One value of the fill-in sheet: tick, label, value, unit; a button that copies it."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from smdesk.gui.theme.icons import paint_icon
from smdesk.gui.theme.tokens import theme
from smdesk.service.webfill import WebRow

_PAD = 7
_TICK, _ICON = 34, 34
_UNIT = 48
_LABEL_SHARE = 0.38
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_UNBROKEN = re.compile(r"[!-~]{24}")
_BLANK = "未填"
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ValueRow(QAbstractButton):
    """``chosen(on)`` asks for its value to be copied, ``on`` if the next one comes after;
    ``moved(by)`` asks for the row above or below.
    """

    chosen = Signal(bool)
    moved = Signal(int)

    def __init__(self, row: WebRow, *, done: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row, self.done = row, done
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: self.chosen.emit(False))
        self.show_row(row, done=done)

    def show_row(self, row: WebRow, *, done: bool) -> None:
        """Show a value and whether it is done with."""
        self.row, self.done = row, done
        verb = {"blank": "未填", "tick": "在网页上勾选"}.get(row.kind, "复制")
        said = f"{verb} {row.label}"
        if row.text:
            said += f"：{row.text}{row.unit}"
        self.setAccessibleName(f"{said}，{'已填' if done else '未填到网页'}" if row.text else said)
        self.setToolTip("" if row.kind == "blank" else f"{verb}“{row.label}”（Enter 后到下一栏）")
        self.setCursor(
            Qt.CursorShape.ArrowCursor if row.kind == "blank" else Qt.CursorShape.PointingHandCursor
        )
        self.updateGeometry()
        self.update()

    # -- its size ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802
        width = self.width() if self.width() > 200 else 560
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(280, 34)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        metrics = QFontMetrics(theme().font("text"))
        label, value = self._rooms(float(width))
        tall = max(
            metrics.boundingRect(0, 0, int(room.width()), 10_000, _wrap(text), text).height()
            for room, text in ((label, self.row.label), (value, self._shown()))
        )
        return max(34, tall + 2 * _PAD)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def _rooms(self, width: float) -> tuple[QRectF, QRectF]:
        """Return where label and value stand, from the top."""
        inner = width - _TICK - _ICON - _UNIT
        label = max(90.0, inner * _LABEL_SHARE)
        value = max(90.0, inner - label - 12)
        height = max(0.0, float(self.height()) - 2 * _PAD)
        return (
            QRectF(_TICK, _PAD, label, height),
            QRectF(_TICK + label + 12, _PAD, value, height),
        )

    def _shown(self) -> str:
        if self.row.kind == "blank":
            return _BLANK
        return f"勾选：{self.row.text}" if self.row.kind == "tick" else self.row.text

    # -- what it does --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in _ENTER:
            self.chosen.emit(True)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.update()

    # -- how it looks --------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        label, value = self._rooms(float(self.width()))
        blank = self.row.kind == "blank"
        painter.setFont(look.font("text"))
        painter.setPen(look.colour.text_muted)
        painter.drawText(label, _wrap(self.row.label), self.row.label)
        painter.setPen(look.colour.text_off if blank else look.colour.text)
        painter.drawText(value, _wrap(self._shown()), self._shown())
        painter.setFont(look.font("small"))
        painter.setPen(look.colour.text_muted)
        unit = QRectF(self.width() - _ICON - _UNIT, _PAD + 1, _UNIT, value.height())
        painter.drawText(unit, int(Qt.AlignmentFlag.AlignLeft), self.row.unit)
        tick = "circle-check" if self.done else "circle"
        colour = look.colour.done if self.done else look.colour.line_strong
        if not blank:
            paint_icon(painter, tick, QRectF(9, _PAD + 1, 16, 16), colour)
            sign = "list-checks" if self.row.kind == "tick" else "copy"
            strong = self.hasFocus() or self.underMouse()
            place = QRectF(self.width() - 25, _PAD + 1, 16, 16)
            paint_icon(
                painter, sign, place, look.colour.accent if strong else look.colour.text_muted
            )
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        colour, radius = theme().colour, theme().radius
        whole = QRectF(self.rect())
        if (self.underMouse() or self.isDown()) and self.row.kind != "blank":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour.selected if self.isDown() else colour.hover)
            painter.drawRoundedRect(whole, radius, radius)
        painter.setPen(QPen(colour.line, 1))
        painter.drawLine(whole.bottomLeft(), whole.bottomRight())
        if self.hasFocus():
            painter.setPen(QPen(colour.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), radius, radius)


def _wrap(text: str) -> int:
    """Return how a text wraps: between words, anywhere where a word is longer than a line may be."""
    anywhere = bool(_UNBROKEN.search(text))
    return int(_WRAP | Qt.TextFlag.TextWrapAnywhere) if anywhere else int(_WRAP)
