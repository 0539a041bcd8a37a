"""Drafts a pack from a blank Word file: what was recognised, what is open, where it was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import SmdeskError, sentence
from smdesk.gui.wizard.export_run import Jobs
from smdesk.gui.wizard.parts import push, set_role, words
from smdesk.gui.work import Control, Job
from smdesk.service.drafting import Draft, draft_pack

FILTER = "空白申报表 (*.docx)"
WIDTH, HEIGHT = 720, 560


class DraftingDialog(QDialog):
    """``drafted(folder)`` once a pack was written."""

    drafted = Signal(str)

    def __init__(
        self,
        jobs: Jobs = Job,
        *,
        choose: Callable[[QWidget], str] | None = None,
        choose_folder: Callable[[QWidget], str] | None = None,
        open_path: Callable[[str], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._choose = choose or _ask_file
        self._choose_folder = choose_folder or _ask_folder
        self._open = open_path or _open_path
        self._job: Job | None = None
        self.draft: Draft | None = None
        self.setWindowTitle("由空白申报表起草通知包")
        self.resize(WIDTH, HEIGHT)
        self.pick = push("选择空白表…", "main", "folder")
        self.show_it = push("打开文件夹", "", "folder-open")
        self.close_button = push("关闭")
        self.bar = QProgressBar()
        self.note = words(wrap=True)
        self.list = QTreeWidget()
        self._lay()
        self.pick.clicked.connect(self.start)
        self.show_it.clicked.connect(self._show_folder)
        self.close_button.clicked.connect(self.accept)

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.addWidget(words(sentence("drafting.what-it-does"), "muted", wrap=True))
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("起草进度")
        column.addWidget(self.bar)
        column.addWidget(self.note)
        self.list.setAccessibleName("认出的申报表和待确认的问题")
        self.list.setHeaderLabels(["认出的申报表和待确认的问题"])
        self.list.setWordWrap(True)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        column.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.pick)
        buttons.addWidget(self.show_it)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)
        for one in (self.bar, self.note, self.show_it):
            one.hide()

    def start(self) -> None:
        """Ask for the blank and a folder, and draft; nothing while that is under way."""
        if self._job is not None:
            return
        source = self._choose(self)
        folder = self._choose_folder(self) if source else ""
        if not folder:
            return

        def work(_control: Control) -> Draft:
            return draft_pack(Path(source), Path(folder))

        self.bar.show()
        self.pick.setEnabled(False)
        self._job = job = self._jobs(work)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._ended)
        job.start()

    def _ended(self) -> None:
        self._job = None
        self.bar.hide()
        self.pick.setEnabled(True)

    def _done(self, draft: Draft) -> None:
        self._ended()
        self.draft = draft
        said = {
            "forms": len(draft.sketch.forms), "questions": len(draft.questions),
            "folder": str(draft.folder),
        }  # fmt: skip
        self._say(sentence("drafting.done", **said), "done")
        self._fill(draft)
        self.show_it.show()
        self.show_it.setFocus()
        self.drafted.emit(str(draft.folder))

    def _fill(self, draft: Draft) -> None:
        self.list.clear()
        titles = {
            f"{one.id}.toml": f"{one.number} {one.title}".strip() for one in draft.sketch.forms
        }
        counts = {f"{one.id}.toml": len(one.fields) for one in draft.sketch.forms}
        for name in draft.files:
            questions = [text for file, text in draft.questions if file == name]
            if not questions and name not in titles:
                continue
            title = f"{titles[name]}　{counts[name]} 个字段" if name in titles else "通知与封面"
            top = QTreeWidgetItem([f"{title}（{name}）：{len(questions)} 处待确认"])
            self.list.addTopLevelItem(top)
            for text in questions:
                item = QTreeWidgetItem([text])
                item.setToolTip(0, text)
                top.addChild(item)
            top.setExpanded(True)
        problems = draft.lint.problems if draft.lint is not None else ()
        if problems:
            top = QTreeWidgetItem(["检查发现"])
            self.list.addTopLevelItem(top)
            for one in problems:
                top.addChild(QTreeWidgetItem([one.message]))
            top.setExpanded(True)

    def _failed(self, fault: Exception) -> None:
        self._ended()
        detail = f"{type(fault).__name__}: {fault}"
        known = isinstance(fault, SmdeskError)
        self._say(str(fault) if known else sentence("wizard.export-broken", detail=detail), "error")

    def _say(self, text: str, role: str) -> None:
        set_role(self.note, role)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _show_folder(self) -> None:
        if self.draft is not None:
            self._open(str(self.draft.folder))

    def done(self, result: int) -> None:
        """Let a run end before the window goes."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)


def _ask_file(parent: QWidget) -> str:
    return QFileDialog.getOpenFileName(parent, "选择空白申报表", "", FILTER)[0]


def _ask_folder(parent: QWidget) -> str:
    return QFileDialog.getExistingDirectory(parent, "选择一个新的或空的文件夹")


def _open_path(path: str) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(path))
