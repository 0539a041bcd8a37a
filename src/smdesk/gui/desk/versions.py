"""Two versions of a case side by side, field by field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.printing.sizing import OnScreen
from smdesk.gui.theme.wrapping import wrap_lines
from smdesk.gui.wizard.parts import push, words
from smdesk.service.desk.differences import Difference


class VersionsDialog(OnScreen):
    """What the newer version says otherwise; nothing can be changed here."""

    def __init__(
        self,
        title: str,
        heads: tuple[str, str],
        found: Sequence[Difference],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("版本对照")
        self.resize(940, 560)
        self._heads, self._found = heads, tuple(found)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("不同之处")
        self.tree.setHeaderLabels(["栏目", *heads])
        self.tree.setRootIsDecorated(False)
        wrap_lines(self.tree)
        head = self.tree.header()
        head.resizeSection(0, 280)
        head.resizeSection(1, 310)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for one in self._found:
            item = QTreeWidgetItem([one.label, one.old or "（空）", one.new or "（空）"])
            for column in range(3):
                top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(column, top)
            self.tree.addTopLevelItem(item)
        said = f"共 {len(self._found)} 处不同。" if self._found else "两版内容相同。"
        copy, close = push("复制为表格", "", "copy"), push("关闭", "main")
        close.setDefault(True)
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(words(said, "muted"), 1)
        foot.addWidget(copy)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(words(title, "panel"))
        whole.addWidget(self.tree, 1)
        whole.addLayout(foot)

    def _copy(self) -> None:
        lines = ["\t".join(("栏目", *self._heads))]
        lines += [
            "\t".join(text.replace("\n", " ") for text in (one.label, one.old, one.new))
            for one in self._found
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
