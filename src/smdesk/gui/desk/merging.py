"""Officers' orders of one type side by side, and the one made of them by a rule and by hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.printing.sizing import OnScreen
from smdesk.gui.wizard.parts import push, tool, words
from smdesk.service.desk.ranking import RULES, Merged, Rule

_RULES: dict[Rule, str] = {
    "mean": "按各人名次的平均", "worst": "按各人名次中最后的", "lead": "以{name}为准，其余接在后面",
}  # fmt: skip
_CASE = Qt.ItemDataRole.UserRole


class _OrderTree(QTreeWidget):
    """Lines in order: ``moved(by)`` by Alt and an arrow, ``dropped(case)`` when one was dragged."""

    moved = Signal(int)
    dropped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setRootIsDecorated(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move the line in hand by Alt and an arrow."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take what was dragged; its old place is let go after this returns."""
        item = self.currentItem()
        case = int(item.data(0, _CASE)) if item is not None else 0
        super().dropEvent(event)
        QTimer.singleShot(0, self, lambda: self.dropped.emit(case))


class MergeDialog(OnScreen):
    """Shows the order that a rule makes, to be moved by hand; accepted, `order` is to be put in place."""

    def __init__(
        self,
        merge: Callable[[Rule, str | None], Merged],
        name: Callable[[int], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("合并排序")
        self.resize(760, 520)
        self._merge, self._name = merge, name
        self.merged: Merged | None = None
        self.rule = QComboBox()
        self.rule.setAccessibleName("合并的办法")
        officers = merge(RULES[0], None).officers
        for one in RULES:
            for first in officers if one == "lead" else (None,):
                self.rule.addItem(_RULES[one].format(name=_called(first)), (one, first))
        self.tree = _OrderTree()
        self.tree.setAccessibleName("合并后的排序")
        self.up_button = tool("arrow-up", "上移一位", "Alt+↑")
        self.down_button = tool("arrow-down", "下移一位", "Alt+↓")
        self.by_hand = words("", "muted")
        self._lay_out()
        self.rule.currentIndexChanged.connect(lambda _at: self._show())
        self.tree.moved.connect(self._move)
        self.tree.dropped.connect(self._dropped)
        self.tree.currentItemChanged.connect(lambda *_: self._enable())
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self._show()

    @property
    def order(self) -> list[int]:
        """The order as it stands now."""
        return [int(one.data(0, _CASE)) for one in self._items()]

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return [one for one in found if one is not None]

    def _move(self, by: int) -> None:
        """Move the line in hand by one place."""
        item = self.tree.currentItem()
        at = self.tree.indexOfTopLevelItem(item) if item is not None else -1
        if item is None or not 0 <= at + by < self.tree.topLevelItemCount():
            return
        self.tree.takeTopLevelItem(at)
        self.tree.insertTopLevelItem(at + by, item)
        self.tree.setCurrentItem(item)
        self._number()

    def _dropped(self, case: int) -> None:
        """Keep in hand what was dragged, in its new place."""
        for item in self._items():
            if item.data(0, _CASE) == case:
                self.tree.setCurrentItem(item)
        self._number()

    def _number(self) -> None:
        """Number the lines as they stand; say where a person's order is another than the rule's."""
        for number, item in enumerate(self._items(), 1):
            item.setText(0, str(number))
        changed = self.merged is not None and self.order != list(self.merged.cases)
        self.by_hand.setText("已手工调整" if changed else "")
        self._enable()

    def _enable(self) -> None:
        item, last = self.tree.currentItem(), self.tree.topLevelItemCount() - 1
        at = self.tree.indexOfTopLevelItem(item) if item is not None else -1
        self.up_button.setEnabled(at > 0)
        self.down_button.setEnabled(0 <= at < last)

    def _show(self) -> None:
        self.merged = self._merge(*self.rule.currentData())
        officers = [_called(one) for one in self.merged.officers]
        self.tree.clear()
        self.tree.setColumnCount(len(officers) + 3)
        self.tree.setHeaderLabels(["名次", "申报单位", *officers, "相差"])
        for one in self.merged.order:
            places = ["—" if place is None else str(place) for place in one.places]
            item = QTreeWidgetItem(["", self._name(one.case), *places, str(one.apart or "")])
            item.setData(0, _CASE, one.case)
            # Let go over a line, what is dragged goes before or behind it, never into it.
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            for column in (0, *range(2, len(places) + 3)):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignHCenter)
            self.tree.addTopLevelItem(item)
        head = self.tree.header()
        head.setStretchLastSection(False)
        for column in range(self.tree.columnCount()):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._number()

    def _lay_out(self) -> None:
        cancel, take = push("取消"), push("作为本单位排序", "main")
        take.setDefault(True)
        cancel.clicked.connect(self.reject)
        take.clicked.connect(self.accept)
        top = QHBoxLayout()
        top.addWidget(self.rule)
        top.addWidget(self.by_hand)
        top.addStretch(1)
        top.addWidget(self.up_button)
        top.addWidget(self.down_button)
        foot = QHBoxLayout()
        said = "可以拖动或用 Alt+↑↓ 逐个调整；采用后各人的排序保留。"
        foot.addWidget(words(said, "muted"), 1)
        foot.addWidget(cancel)
        foot.addWidget(take)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(top)
        whole.addWidget(self.tree, 1)
        whole.addLayout(foot)


def _called(officer: str | None) -> str:
    return officer or "本单位"
