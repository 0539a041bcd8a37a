"""Lists of lines of several rows: how they scroll, how a line is framed, how high a text is."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListWidget, QStyle, QStyleOptionViewItem, QWidget

from smdesk.gui.theme.tokens import Role, theme
from smdesk.gui.wizard.parts import breakable

LEFT, PAD = 32, 9
"""Where the text of a line begins, right of its mark; what stands round it."""
FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class LineList(QListWidget):
    """Lines that are as high as their texts ask, whatever the width."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def draw_frame(painter: QPainter, option: QStyleOptionViewItem) -> QRect:
    """Draw what is below a line's content: chosen or not, the rule under it, the focus."""
    look, rect = theme(), QRect(option.rect)
    state: QStyle.StateFlag = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, look.colour.selected)
    painter.setPen(QPen(look.colour.line, 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(look.colour.accent, 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -2))
    return rect


def text_height(role: Role, text: str, width: int) -> int:
    """Return how high a text is in a width."""
    metrics = QFontMetrics(theme().font(role))
    return metrics.boundingRect(0, 0, max(80, width), 10_000, FLAGS, breakable(text)).height()
