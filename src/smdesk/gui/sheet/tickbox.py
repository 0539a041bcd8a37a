"""One box of a choice, drawn as on paper."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QCheckBox, QWidget

from smdesk.gui.sheet.book import Slot
from smdesk.gui.sheet.hands import Hands, tell_leaving
from smdesk.gui.sheet.ticks import ticked
from smdesk.gui.sheet.words import Words
from smdesk.gui.theme.tokens import theme


class TickBox(QCheckBox):
    """One box of a choice with its printed label, drawn as on paper."""

    def __init__(self, slot: Slot, hands: Hands, parent: QWidget) -> None:
        super().__init__(parent)
        self.slot = slot
        self.hands = hands
        self._words: Words | None = None
        self.clicked.connect(self._clicked)

    def show_value(self, text: str, *, typing: bool = False) -> None:
        """Show whether the session's text ticks this box."""
        del typing
        wanted = self.slot.choice in ticked(self.slot.field, text)
        if wanted != self.isChecked():
            self.setChecked(wanted)

    def select(self) -> None:
        """A box has nothing to select."""

    def at_edge(self, key: Qt.Key) -> bool:
        """Every arrow key leads on."""
        del key
        return True

    def text(self) -> str:
        """The printed label."""
        return self.slot.label

    def set_face(self, font: QFont) -> None:
        """Use another face for the label."""
        self.setFont(font)
        self._words = Words(self.slot.label, font, Qt.AlignmentFlag.AlignLeft)

    def room(self, width: int) -> tuple[int, int]:
        """Return the width and height that box and label take where they may have ``width``."""
        assert self._words is not None
        before = self._before()
        height = self._words.lay(100_000)
        natural = self._words.natural + before
        if natural > width:
            height = self._words.lay(max(1, width - before))
            return width, height
        return natural + 1, height

    def _before(self) -> int:
        return round(self.fontInfo().pixelSize() * 1.18)

    def _clicked(self) -> None:
        self.setChecked(not self.isChecked())  # the session says what it becomes
        self.hands.ticked(self)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(*self.room(100_000)) if self._words else super().sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: N802
        del pos
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        painter = QPainter(self)
        if self._words is not None:
            before = self._before()
            self._words.lay(max(1, self.width() - before))
            line = QFontMetricsF(self.font()).height()
            side = round(self.fontInfo().pixelSize() * 0.8)
            box = QRectF(1.5, round((line - side) / 2) + 0.5, side, side)
            paint_box(painter, box, on=self.isChecked(), free=self.isEnabled())
            self._words.draw(painter, before, 0, theme().colour.sheet_text)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.hands.entered(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        tell_leaving(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if not self.hands.pressed(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        return self.hands.walk(self, forward=forward) or super().focusNextPrevChild(forward)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self.hands.pointed(self)


def paint_box(painter: QPainter, box: QRectF, *, on: bool, free: bool) -> None:
    """Draw a box of the paper, with a tick if it is on."""
    colour = theme().colour
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = colour.sheet_text if free else colour.sheet_muted
    painter.setPen(QPen(line, max(1.0, box.width() / 14)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    if on:
        pen = QPen(colour.sheet_accent if free else line, max(1.6, box.width() / 7))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = ((0.2, 0.52), (0.42, 0.75), (0.82, 0.24))
        painter.drawPolyline(
            [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points]
        )
