"""Officers' orders of one type side by side, and the one made of them by a rule."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.wizard.parts import push, words
from smdesk.service.desk.ranking import RULES, Merged, Rule

_RULES: dict[Rule, str] = {
    "mean": "按各人名次的平均", "worst": "按各人名次中最后的", "lead": "以第一人为准，其余接在后面",
}  # fmt: skip


class MergeDialog(QDialog):
    """Shows the order that a rule makes; accepted, `order` is to be put in place."""

    def __init__(
        self,
        merge: Callable[[Rule], Merged],
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
        for one in RULES:
            self.rule.addItem(_RULES[one], one)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("合并后的排序")
        self.tree.setRootIsDecorated(False)
        cancel, take = push("取消"), push("作为本单位排序", "main")
        cancel.clicked.connect(self.reject)
        take.clicked.connect(self.accept)
        top = QHBoxLayout()
        top.addWidget(self.rule)
        top.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(words("采用后仍可以逐个调整；各人的排序保留。", "muted"), 1)
        foot.addWidget(cancel)
        foot.addWidget(take)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(top)
        whole.addWidget(self.tree, 1)
        whole.addLayout(foot)
        self.rule.currentIndexChanged.connect(lambda _at: self._show())
        self._show()

    @property
    def order(self) -> list[int]:
        """The merged order."""
        return list(self.merged.cases) if self.merged is not None else []

    def _show(self) -> None:
        self.merged = self._merge(self.rule.currentData())
        officers = [one or "本单位" for one in self.merged.officers]
        self.tree.clear()
        self.tree.setColumnCount(len(officers) + 3)
        self.tree.setHeaderLabels(["名次", "申报单位", *officers, "相差"])
        for number, one in enumerate(self.merged.order, 1):
            places = ["—" if place is None else str(place) for place in one.places]
            item = QTreeWidgetItem(
                [str(number), self._name(one.case), *places, str(one.apart or "")]
            )
            for column in (0, *range(2, len(places) + 3)):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignHCenter)
            self.tree.addTopLevelItem(item)
        head = self.tree.header()
        head.setStretchLastSection(False)
        for column in range(self.tree.columnCount()):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
