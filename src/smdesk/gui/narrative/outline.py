"""The outline beside the sheet: each heading with its count; a click goes to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from smdesk.gui.narrative.part import LEVEL_ICONS, LEVEL_WORDS
from smdesk.gui.theme.icons import paint_icon
from smdesk.gui.theme.tokens import theme
from smdesk.notices.models import OutlineItem

WIDTH = 208
_COUNT = Qt.ItemDataRole.UserRole
_LEVEL = Qt.ItemDataRole.UserRole + 1
_MARK = Qt.ItemDataRole.UserRole + 2
_ID = Qt.ItemDataRole.UserRole + 3
_BELOW = Qt.ItemDataRole.UserRole + 4


class OutlineList(QListWidget):
    """Lists the parts; ``chosen(item)`` where a person picks one."""

    chosen = Signal(str)

    def __init__(self, items: Iterable[OutlineItem]) -> None:
        super().__init__()
        self.setAccessibleName("正文提纲")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(WIDTH)
        self.setProperty("ground", "rail")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Row(self))
        self._rows: dict[str, QListWidgetItem] = {}
        for item in items:
            row = QListWidgetItem(item.title, self)
            row.setData(_LEVEL, item.level)
            row.setData(_COUNT, 0)
            row.setData(_BELOW, 0)
            row.setData(_ID, item.id)
            row.setToolTip(item.title)
            self._rows[item.id] = row
        self.itemClicked.connect(lambda row: self.chosen.emit(row.data(_ID)))
        self.dress()

    def dress(self) -> None:
        """Take the colours of the theme."""
        colour = theme().colour
        self.setStyleSheet(
            f"OutlineList {{ background: {colour.rail.name()}; border: none;"
            f" border-right: 1px solid {colour.line.name()}; padding: 8px 0; }}"
        )

    def show_count(self, item: str, words: int) -> None:
        """Show the 字数 of a part; the headings over it tell what stands below them."""
        row = self._rows[item]
        more = words - row.data(_COUNT)
        if more:
            row.setData(_COUNT, words)
            self._name(row)
            for one in self._over(row):
                one.setData(_BELOW, one.data(_BELOW) + more)
                self._name(one)

    def _over(self, row: QListWidgetItem) -> Iterator[QListWidgetItem]:
        """Yield the headings that a part stands under, from the nearest up."""
        level = row.data(_LEVEL)
        for number in range(self.row(row) - 1, -1, -1):
            one = self.item(number)
            if one.data(_LEVEL) < level:
                level = one.data(_LEVEL)
                yield one

    def show_mark(self, item: str, level: str) -> None:
        """Show the highest level of the findings of a part, empty for none."""
        row = self._rows[item]
        if row.data(_MARK) != level:
            row.setData(_MARK, level)
            self._name(row)

    def _name(self, row: QListWidgetItem) -> None:
        level = LEVEL_WORDS.get(row.data(_MARK) or "", "")
        told = _told(row.data(_COUNT), row.data(_BELOW))
        words = f"{row.text()}，{told}{'，有' + level if level else ''}"
        row.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def show_current(self, item: str) -> None:
        """Mark the part at hand."""
        if item in self._rows:
            self.setCurrentItem(self._rows[item])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go to the chosen part on Enter."""
        row = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row is not None:
            self.chosen.emit(row.data(_ID))
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw again when the face changed."""
        super().changeEvent(event)
        self.viewport().update()


def _told(count: int, below: int) -> str:
    """Return a part's 字数; a heading over others without words of its own is not unwritten."""
    if not count and not below:
        return "未填写"
    own = f"{count:,} 字" if count else ""
    return "，".join(one for one in (own, f"下级 {below:,} 字" if below else "") if one)


class _Row(QStyledItemDelegate):
    """Draws a heading in up to two lines, its count and the icon of its findings."""

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        title = self._title_room(QRect(0, 0, WIDTH - 16, 999), index)
        bounds = option.fontMetrics.boundingRect(
            title, int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere), index.data()
        )
        lines = 2 if bounds.height() > option.fontMetrics.lineSpacing() * 1.5 else 1
        return QSize(WIDTH, lines * option.fontMetrics.lineSpacing() + 32)

    def _title_room(self, room: QRect, index: QModelIndex | QPersistentModelIndex) -> QRect:
        return room.adjusted(16 + 12 * (index.data(_LEVEL) - 1), 6, -14, 0)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        colour = theme().colour
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, colour.selected)
            painter.fillRect(
                QRect(option.rect.topLeft(), QSize(3, option.rect.height())), colour.accent
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colour.hover)
        title = self._title_room(option.rect, index)
        lines = title.adjusted(0, 0, 0, -20)
        painter.setFont(option.font)
        painter.setPen(colour.text)
        flags = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignTop
        painter.drawText(lines, int(flags), index.data())
        self._foot(painter, title, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour.accent)
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _foot(
        self, painter: QPainter, title: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colour = theme().colour
        foot = QRect(title.left(), title.bottom() - 22, title.width(), 18)
        painter.setFont(theme().font("small"))
        painter.setPen(colour.text_muted)
        told = _told(index.data(_COUNT), index.data(_BELOW))
        painter.drawText(
            foot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), told
        )
        level = index.data(_MARK)
        if level:
            place = QRect(foot.right() - 14, foot.top() + 2, 14, 14)
            paint_icon(painter, LEVEL_ICONS[level], place.toRectF(), theme().meaning(level))
