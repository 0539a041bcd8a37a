"""What became of each file of a batch: a table that can be narrowed and copied."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.desk.taking import OUTCOMES
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.wrapping import wrap_lines
from smdesk.gui.wizard.parts import push, words
from smdesk.store.desk.models import Receipt

_LOOKS = {
    "read": ("circle-check", "done"), "partly": ("triangle-alert", "check"),
    "again": ("copy", "text_muted"), "refused": ("circle-x", "error"),
    "opened": ("package", "text_muted"),
}  # fmt: skip


class ReceiptsDialog(QDialog):
    """A line a file: outcome, name, what to do."""

    def __init__(self, receipts: Sequence[Receipt], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("收件结果")
        self.resize(920, 560)
        self._receipts = tuple(receipts)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("每个文件的结果")
        self.tree.setHeaderLabels(["结果", "文件", "说明"])
        self.tree.setRootIsDecorated(False)
        wrap_lines(self.tree)
        head = self.tree.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.resizeSection(1, 300)
        head.setStretchLastSection(True)
        self.only = QCheckBox("只看未能读出和部分读出的")
        self.only.toggled.connect(lambda _on: self._show())
        copy, close = push("复制为表格", "", "copy"), push("关闭", "main")
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.only)
        foot.addStretch(1)
        foot.addWidget(copy)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(words("收到的文件原样保存在收件台的数据文件夹中。", "muted"))
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        self._show()

    def _show(self) -> None:
        self.tree.clear()
        for one in self._shown():
            name = PurePath(one.place.path).name
            said = "\n".join(problem.message for problem in one.problems)
            item = QTreeWidgetItem([OUTCOMES[one.outcome], name, said])
            mark, role = _LOOKS[one.outcome]
            item.setIcon(0, icon(mark, 16, getattr(theme().colour, role)))
            item.setToolTip(1, one.place.path)
            for column in range(3):
                item.setTextAlignment(
                    column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
                )
            self.tree.addTopLevelItem(item)

    def _shown(self) -> list[Receipt]:
        wanted = {"refused", "partly"} if self.only.isChecked() else set(OUTCOMES)
        return [one for one in self._receipts if one.outcome in wanted]

    def _copy(self) -> None:
        lines = ["结果\t文件\t说明"]
        for one in self._shown():
            said = " ".join(problem.message.replace("\n", " ") for problem in one.problems)
            lines.append(f"{OUTCOMES[one.outcome]}\t{one.place.path}\t{said}")
        QGuiApplication.clipboard().setText("\n".join(lines))
