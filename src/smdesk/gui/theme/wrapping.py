"""Trees whose lines are as high as their words: Qt forgets the style sheet's padding when it wraps."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from smdesk.gui.theme.tokens import theme

_Index = QModelIndex | QPersistentModelIndex
_PADDING, _MARK, _ABOVE = 22, 22, 12
_LEAST = 60


def wrap_lines(tree: QTreeView) -> None:
    """Have every cell of a tree shown whole, wrapped at the width that its column has now."""
    tree.setItemDelegate(_Wrapping(tree))
    tree.setWordWrap(True)
    tree.setUniformRowHeights(False)
    tree.header().sectionResized.connect(lambda *_: tree.scheduleDelayedItemsLayout())


class _Wrapping(QStyledItemDelegate):
    """Asks for the height of all lines of a cell."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        option.decorationAlignment = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        usual = super().sizeHint(option, index)
        room = self._tree.columnWidth(index.column()) - _PADDING - self._indent(index)
        for role in (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.CheckStateRole):
            room -= _MARK if index.data(role) is not None else 0
        metrics = QFontMetrics(theme().font("text"))
        wrap = int(Qt.TextFlag.TextWordWrap)
        text = str(index.data() or "")
        high = metrics.boundingRect(0, 0, max(room, _LEAST), 10_000, wrap, text).height()
        return QSize(usual.width(), max(usual.height(), high + _ABOVE))

    def _indent(self, index: _Index) -> int:
        if index.column():
            return 0
        deep = int(self._tree.rootIsDecorated())
        above = index.parent()
        while above.isValid():
            deep, above = deep + 1, above.parent()
        return deep * self._tree.indentation()
