"""What was read from a received file: what is sure, what is doubtful, what did not come along."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidgetItem, QWidget

from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.ui_received import Ui_Received
from smdesk.gui.wizard.parts import LEVEL_ICONS, LEVEL_WORDS
from smdesk.intake.submission import SURE
from smdesk.service.home import Arrival

_STAMPS = {
    "intact": "内容与导出时一致",
    "changed": "导出后有人改过",
    "none": "没有校验信息，按表格读出",
}
_KINDS = {"smdx": "数据包", "pdf": "PDF", "xlsx": "Excel 表格"}


class ReceivedDialog(QDialog):
    """Lists what was read; accepted when the draft made of it is to be opened."""

    def __init__(self, arrival: Arrival, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arrival = arrival
        self.ui = Ui_Received()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        self.ui.list.setAccessibleName("读出的内容")
        self.ui.list.setHeaderLabels(["栏目", "内容", "说明"])
        self.ui.close_button.clicked.connect(self.reject)
        self.ui.open_draft.clicked.connect(self.accept)
        refused = arrival.draft is None
        self.ui.open_draft.setVisible(not refused)
        self.ui.close_button.setText("关闭" if refused else "留在首页")
        found = arrival.submission
        self.ui.title.setText(f"没有读出“{found.file}”" if refused else f"已读入“{found.file}”")
        self.ui.summary.setText(self._summary())
        self._fill()
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

    def _fill(self) -> None:
        arrival, found = self._arrival, self._arrival.submission
        for problem in arrival.problems:
            self._add(problem.level, LEVEL_WORDS[problem.level], problem.message, "")
        for name in arrival.lacking:
            self._add("check", "附件或图片", name, "文件中不带原件，请重新添加")
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
        for column, shown in enumerate((label, text, told)):
            item.setToolTip(column, shown)
        if level:
            item.setIcon(0, icon(LEVEL_ICONS[level], 16, theme().meaning(level)))
        if not told and level:
            item.setToolTip(0, text)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.ui.list.addTopLevelItem(item)
        if level and not told:
            item.setFirstColumnSpanned(False)
