"""Go to a field: a few letters of its name, 汉字, pinyin or initials, over all steps."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QCloseEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.theme.style import set_property
from smdesk.gui.theme.tokens import theme
from smdesk.service.finder import Finder, Place

_WIDE, _HIGH = 460, 360
_MOST = 40
_ROW = 46
_PLACE = Qt.ItemDataRole.UserRole
_PATH = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_MOVES = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
}  # fmt: skip


class FindBox(QFrame):
    """A search field with what it finds under it; ``jump(place)`` when one is chosen.

    ``closed(given_up)`` comes once at the end; true when the person left it by Esc.
    """

    jump = Signal(str)
    closed = Signal(bool)

    def __init__(self, finder: Finder, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._ended = False
        self._given_up = False
        self._finder = finder
        set_property(self, "ground", "card")
        self.setAccessibleName("转到栏目")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme().space(3)] * 4)
        layout.setSpacing(theme().space(2))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("转到栏目：输入名称、拼音或首字母，如 yysr")
        self.field.setAccessibleName("栏目的名称、拼音或首字母")
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName("找到的栏目")
        self.list.setStyleSheet("QListWidget { border: none; }")  # the box has its own
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_TwoLines(self.list))
        self.list.itemClicked.connect(self._choose)
        self.none = QLabel("没有这样的栏目。可换一个字，或用拼音首字母。", self)
        set_property(self.none, "role", "muted")
        for widget in (self.field, self.list, self.none):
            layout.addWidget(widget)
        self._search("")
        self._stand()

    def _stand(self) -> None:
        """Stand in the middle at the top of the window."""
        over = self._over
        wide = min(_WIDE, over.width() - 2 * theme().space(4))
        high = self._height(self.list.count())
        self.setGeometry((over.width() - wide) // 2, theme().space(4), wide, high)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _search(self, query: str) -> None:
        found = self._finder.find(query, _MOST)
        self.list.clear()
        for place in found:
            self.list.addItem(_item(place))
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)
        self.resize(self.width(), self._height(len(found)))

    def _height(self, found: int) -> int:
        """Return the height for so many places, as far as the window allows."""
        around = self.field.sizeHint().height() + 3 * theme().space(3) + theme().space(1)
        room = self._over.height() - 2 * theme().space(4)
        return max(0, min(_HIGH, room, around + max(1, found) * _ROW))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            place: str = item.data(_PLACE)
            self.jump.emit(place)
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keys of the search field: arrows move in the list, Enter goes, Esc closes."""
        if event.type() is QEvent.Type.KeyPress:
            return self._key(event)  # type: ignore[arg-type]
        if event.type() is QEvent.Type.FocusOut and self.isVisible():
            self.close()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _MOVES:
            last = self.list.count() - 1
            self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + _MOVES[key])))
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.list.currentItem())
            return True
        if key == Qt.Key.Key_Escape:
            self._given_up = True
            self.close()
            return True
        return False

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        super().closeEvent(event)
        if not self._ended:
            self._ended = True
            self.closed.emit(self._given_up)
            self.deleteLater()


def _item(place: Place) -> QListWidgetItem:
    item = QListWidgetItem(place.label)
    item.setData(_PLACE, place.place)
    item.setData(_PATH, " · ".join(place.path))
    item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, " ".join(place.path))
    return item


class _TwoLines(QStyledItemDelegate):
    """Draws a place: its name, and under it where it stands."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        return QSize(super().sizeHint(option, index).width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look = theme()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour.selected)
        inner = rect.adjusted(look.space(2), 3, -look.space(2), -3)
        lines = (
            (index.data(), "text", look.colour.text, Qt.AlignmentFlag.AlignTop),
            (index.data(_PATH), "small", look.colour.text_muted, Qt.AlignmentFlag.AlignBottom),
        )
        for words, role, colour, side in lines:
            font = look.font("text" if role == "text" else "small")
            painter.setFont(font)
            painter.setPen(colour)
            fitting = QFontMetrics(font).elidedText(
                words, Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignLeft, fitting)
