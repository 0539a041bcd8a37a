"""Where last year's declaration goes on: the forms of its type with newer years."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import push, words
from smdesk.service.profile.roll import RollTarget

_TARGET = Qt.ItemDataRole.UserRole


class RollDialog(QDialog):
    """Lets the person choose a form; accepted with `target`."""

    def __init__(
        self, name: str, targets: Sequence[RollTarget], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("接续到新一年")
        look = theme()
        self.list = QTreeWidget()
        self.list.setAccessibleName("可以接续的申报表")
        self.list.ensurePolished()  # rows are measured as they are put in
        self.list.setHeaderLabels(["申报表", "年度栏"])
        self.list.setRootIsDecorated(False)
        self.list.ensurePolished()
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        for one in targets:
            item = QTreeWidgetItem([one.name, f"{one.years[0]}—{one.years[-1]}"])
            item.setIcon(0, icon("file-text"))
            item.setData(0, _TARGET, one)
            self.list.addTopLevelItem(item)
            if self.list.currentItem() is None:
                self.list.setCurrentItem(item)
        self.stop, self.go = push("取消"), push("查看将填入的内容", "main")
        self.stop.setAutoDefault(False)
        self.go.setDefault(True)
        self.stop.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.list.itemActivated.connect(lambda *_: self.accept())
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.stop)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.space(5)] * 4)
        column.setSpacing(look.space(3))
        column.addWidget(words(f"接续“{name}”", "panel", wrap=True))
        column.addWidget(
            words(
                "年度数按年份移到新的列，过期的年度不带入，最新年度留空并标出。原来的申报不改动。",
                "muted", wrap=True,
            )
        )  # fmt: skip
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.list.setFocus()
        self.resize(560, 380)

    @property
    def target(self) -> RollTarget | None:
        """The chosen form."""
        item = self.list.currentItem()
        found = item.data(0, _TARGET) if item is not None else None
        return found if isinstance(found, RollTarget) else None
