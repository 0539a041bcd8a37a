"""What was read from a received file: what is sure, what is doubtful, what did not come along."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import sentence
from smdesk.gui.theme.icons import icon, pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.gui.ui_received import Ui_Received
from smdesk.gui.wizard.parts import LEVEL_ICONS, LEVEL_WORDS, words
from smdesk.intake.submission import SURE
from smdesk.service.home import Arrival

_STAMPS = {
    "intact": "内容与导出时一致",
    "changed": "导出后有人改过",
    "none": "没有校验信息，按表格读出",
}
_REFUSED = QSize(560, 280)
_KINDS = {"smdx": "数据包", "pdf": "PDF", "xlsx": "Excel 表格"}


class ReceivedDialog(QDialog):
    """Lists what was read; accepted when the draft made of it is to be opened."""

    def __init__(self, arrival: Arrival, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arrival = arrival
        self.ui = Ui_Received()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        self.ui.list.setAccessibleName("读出的内容")
        self.ui.list.ensurePolished()
        self.ui.list.setHeaderLabels(["栏目", "内容", "说明"])
        self.ui.close_button.clicked.connect(self.reject)
        self.ui.open_draft.clicked.connect(self.accept)
        refused = arrival.draft is None
        self.ui.open_draft.setVisible(not refused)
        self.ui.close_button.setText("关闭" if refused else "留在首页")
        found = arrival.submission
        self.ui.title.setText(f"没有读出“{found.file}”" if refused else f"已读入“{found.file}”")
        self.ui.summary.setText(self._summary())
        self._show_problems()
        self._fill()
        self._fit()
        head = self.ui.list.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        head.resizeSection(0, 220)
        head.resizeSection(1, 280)

    def _summary(self) -> str:
        found = self._arrival.submission
        if self._arrival.draft is None:
            return "这个文件没有建立申报，原因如下。文件本身没有改动。"
        kind = _KINDS.get(found.kind, "Word 申报书")
        doubtful = len(found.doubtful)
        asks = f"，其中 {doubtful} 项需要核对" if doubtful else ""
        parts = [f"{kind}，{_STAMPS[found.seal]}", f"读出 {len(found.values)} 项{asks}"]
        if found.narrative.chars:
            parts.append(f"正文 {found.narrative.chars} 字")
        return "；".join(parts) + "。"

    def _fit(self) -> None:
        """Give the reasons the room where nothing was read, and take no more of it than they need."""
        if self.ui.list.isHidden():
            self.ui.column.setStretchFactor(self.ui.problems, 1)
            self.resize(_REFUSED)

    def _show_problems(self) -> None:
        """Show what was doubtful or wrong, each sentence whole."""
        arrival = self._arrival
        told = [(one.level, one.message) for one in arrival.problems]
        told += [("check", sentence("home.file-lacking", name=name)) for name in arrival.lacking]
        inner = QWidget()
        inner.setProperty("ground", "surface")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        for level, text in told:
            column.addLayout(_line(level, text))
        column.addStretch(1)
        self.ui.problems.setWidget(inner)
        self.ui.problems.setAccessibleName("读入时发现的问题")
        self.ui.problems.setVisible(bool(told))

    def _fill(self) -> None:
        found = self._arrival.submission
        self.ui.list.setVisible(bool(found.values))
        changed = set(found.changed)
        for value in sorted(found.values, key=lambda one: one.confidence >= SURE):
            level, told = "", ""
            if value.confidence < SURE:
                level, told = "check", f"请核对（把握 {round(value.confidence * 100)} %）"
            elif value.address in changed:
                level, told = "hint", "导出后改过"
            self._add(level, " · ".join(value.label), value.text, told)

    def _add(self, level: str, label: str, text: str, told: str) -> None:
        item = QTreeWidgetItem([label, text.replace("\n", " "), told])
        for column, whole in enumerate((label, text, told)):
            item.setToolTip(column, whole)
        if level:
            item.setIcon(0, icon(LEVEL_ICONS[level], 16, theme().meaning(level)))
        self.ui.list.addTopLevelItem(item)


def _line(level: str, text: str) -> QHBoxLayout:
    mark = QLabel()
    mark.setPixmap(pixmap(LEVEL_ICONS[level], 16, theme().meaning(level)))
    mark.setAccessibleName(LEVEL_WORDS[level])
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words(text, wrap=True), 1)
    return row
