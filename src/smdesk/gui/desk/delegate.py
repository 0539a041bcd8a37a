"""Draws the cells of the desk's tables: states and findings with mark and word, one quiet line a row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from smdesk.gui.desk.cases import CASE, Column
from smdesk.gui.desk.frozen import ROW, FrozenTable
from smdesk.gui.desk.names import mark_of
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import LEVEL_ICONS, LEVEL_WORDS
from smdesk.store.desk.models import CaseRow

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PAD = 11
_ICON, _GAP = 22, 12
"""Pixels of a badge's icon with the space behind it; between two badges."""
_Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Ground, line and ring of a row; the text of a cell cut with …; subclasses draw more."""

    def __init__(self, view: FrozenTable) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        self.ground(painter, option, index)
        self.content(painter, option.rect.adjusted(_PAD, 0, -_PAD, 0), index)
        painter.restore()

    def content(self, painter: QPainter, place: QRect, index: _Index) -> None:
        """Draw what the cell says."""
        muted = index.column() > 0
        colour = theme().colour.text_muted if muted else theme().colour.text
        side = index.data(Qt.ItemDataRole.TextAlignmentRole) or LEFT
        draw_text(painter, place, str(index.data() or ""), colour, side)

    def ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the ground of a cell, the line under it, and the ring of the row in hand."""
        colour, rect = theme().colour, QRect(option.rect)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour.selected)
        painter.setPen(QPen(colour.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() == 0:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        here = self._view.currentIndex().row() == index.row()
        if here and self._view.hasFocus():
            painter.setPen(QPen(colour.accent, 2))
            painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
            painter.drawLine(rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1)
            if index.column() == 0:
                painter.drawLine(rect.left() + 1, rect.top(), rect.left() + 1, rect.bottom())


class CaseDelegate(RowDelegate):
    """Draws a row of the table of cases."""

    def content(self, painter: QPainter, place: QRect, index: _Index) -> None:
        row: CaseRow | None = index.data(CASE)
        if row is None:
            return
        match index.column():
            case Column.STATE:
                mark = mark_of(row.state)
                draw_marked(painter, place, mark.icon, mark.word, mark.role)
            case Column.FOUND:
                _found(painter, place, row)
            case Column.DOUBTS if row.doubts:
                draw_text(
                    painter, place, str(row.doubts), theme().colour.check,
                    index.data(Qt.ItemDataRole.TextAlignmentRole),
                )  # fmt: skip
            case _:
                super().content(painter, place, index)


def draw_text(
    painter: QPainter,
    place: QRect,
    text: str,
    colour: QColor,
    side: Qt.AlignmentFlag = LEFT,
) -> int:
    """Draw a line of text, cut with … where there is no room; return how wide it is."""
    painter.setFont(theme().font("text"))
    painter.setPen(colour)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, side, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def draw_marked(painter: QPainter, place: QRect, icon: str, text: str, role: str) -> int:
    """Draw an icon and its word; return how wide they are."""
    colour: QColor = getattr(theme().colour, role)
    ratio = painter.device().devicePixelRatioF()
    top = place.top() + (ROW - 16) // 2
    painter.drawPixmap(place.left(), top, pixmap(icon, 16, colour, ratio))
    return _ICON + draw_text(painter, place.adjusted(_ICON, 0, 0, 0), text, colour)


def badges_of(row: CaseRow, room: int, metrics: QFontMetrics) -> list[tuple[str, str]]:
    """Return level and text of each badge: word and number, the number alone where all lack room."""
    counts = (("error", row.errors), ("check", row.checks), ("hint", row.hints))
    told = [(level, f"{LEVEL_WORDS[level]} {count}") for level, count in counts if count]
    wide = sum(_ICON + metrics.horizontalAdvance(text) + _GAP for _, text in told) - _GAP
    if wide <= room:
        return told
    return [(level, str(count)) for level, count in counts if count]


def _found(painter: QPainter, place: QRect, row: CaseRow) -> None:
    left, metrics = QRect(place), QFontMetrics(theme().font("text"))
    for level, told in badges_of(row, place.width(), metrics):
        if left.width() > _ICON:
            wide = draw_marked(painter, left, LEVEL_ICONS[level], told, level)
            left.setLeft(left.left() + wide + _GAP)
