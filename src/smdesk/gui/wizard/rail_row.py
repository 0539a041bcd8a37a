"""How one row of the step list is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from smdesk.gui.theme.icons import paint_icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import LEVEL_ICONS
from smdesk.gui.wizard.ring import SIZE, paint_ring
from smdesk.gui.wizard.steps import STATES, Step
from smdesk.service.session import SectionProgress

_ROW = 48
_PLAIN_ROW = 40
_GROUP = 28
_GAP = 13
_MARGIN = 8
_STEP_ICONS = {"check": "clipboard-check", "export": "download"}


class RailDelegate(QStyledItemDelegate):
    """Draws a step: group head, ring, name, state in words, counts with their icons."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def sizeHint(  # noqa: N802
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        step: Step = index.data(Qt.ItemDataRole.UserRole)
        section = index.data(Qt.ItemDataRole.UserRole + 1)
        return QSize(0, _above(step) + (_PLAIN_ROW if section is None else _ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        step: Step = index.data(Qt.ItemDataRole.UserRole)
        section: SectionProgress | None = index.data(Qt.ItemDataRole.UserRole + 1)
        whole: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_above(painter, whole, step)
        row = QRectF(whole.adjusted(_MARGIN, _above(step) + 1, -_MARGIN, -1))
        _paint_ground(painter, row, option.state)
        _paint_row(painter, row, step, section)
        painter.restore()


def _above(step: Step) -> int:
    return _GROUP if step.group else _GAP if step.gap else 0


def _paint_above(painter: QPainter, whole: QRect, step: Step) -> None:
    colour = theme().colour
    if step.group:
        painter.setFont(theme().font("small"))
        painter.setPen(colour.text_muted)
        place = QRect(whole.left() + 20, whole.top() + 8, whole.width() - 32, _GROUP - 8)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, step.group)
    elif step.gap:
        painter.setPen(QPen(colour.line, 1))
        middle = whole.top() + _GAP // 2
        painter.drawLine(whole.left() + 16, middle, whole.right() - 16, middle)


def _paint_ground(painter: QPainter, row: QRectF, state: QStyle.StateFlag) -> None:
    colour, radius = theme().colour, theme().radius
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    ground: QColor | None = None
    if chosen:
        ground = colour.selected
    elif state & QStyle.StateFlag.State_MouseOver:
        ground = colour.hover
    if ground is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(row, radius, radius)
    if chosen and state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(colour.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), radius, radius)


def _paint_row(painter: QPainter, row: QRectF, step: Step, section: SectionProgress | None) -> None:
    colour = theme().colour
    ring = QRectF(row.left() + 10, row.center().y() - SIZE / 2, SIZE, SIZE)
    left = ring.right() + 10
    width = row.right() - 8 - left
    text = theme().font("text")
    painter.setFont(text)
    title = QFontMetrics(text).elidedText(step.title, Qt.TextElideMode.ElideRight, int(width))
    painter.setPen(colour.text)
    if section is None:
        paint_icon(painter, _STEP_ICONS[step.part], ring.adjusted(1, 1, -1, -1), colour.text_muted)
        place = QRectF(left, row.top(), width, row.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, title)
        return
    half = QRectF(left, row.top() + 4, width, 20)
    painter.drawText(half, Qt.AlignmentFlag.AlignVCenter, title)
    paint_ring(painter, ring, section)
    painter.setFont(theme().font("small"))
    below = QRectF(left, row.top() + 24, width, 18)
    taken = _paint_counts(painter, below, section)
    painter.setPen(colour.text_muted)
    state = QFontMetrics(painter.font()).elidedText(
        _state(section), Qt.TextElideMode.ElideRight, int(width - taken)
    )
    painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, state)


def _state(section: SectionProgress) -> str:
    if section.wanted and section.state not in {"untouched", "done"}:
        return f"{section.filled}/{section.wanted}"
    return STATES[section.state]


def _paint_counts(painter: QPainter, line: QRectF, section: SectionProgress) -> float:
    """Draw the counts at the right end of a line; return the width that they take."""
    right = line.right()
    metrics = QFontMetrics(painter.font())
    counts = (("check", section.checks), ("error", section.errors))
    if not any(count for _, count in counts) and section.hints:
        counts = (("hint", section.hints), ("error", 0))
    for level, count in counts:
        if count:
            number = str(count)
            width = metrics.horizontalAdvance(number)
            tint = theme().meaning(level)
            painter.setPen(tint)
            place = QRectF(right - width, line.top(), width, line.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, number)
            icon = QRectF(right - width - 16, line.center().y() - 6.5, 13, 13)
            paint_icon(painter, LEVEL_ICONS[level], icon, tint)
            right = icon.left() - 8
    return line.right() - right
