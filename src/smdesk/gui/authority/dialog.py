"""Fills the authority's own Word file: which file, what was filled, which places were not found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
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
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.theme.wrapping import wrap_lines
from smdesk.gui.wizard.export_run import Jobs
from smdesk.gui.wizard.parts import push, set_role, words
from smdesk.gui.work import Control, Job
from smdesk.service.authority import IntoReport
from smdesk.service.authority.export import export_into
from smdesk.service.authority.originals import Original, forget, original_for, remember

FILTER = "Word 原表 (*.docx)"
_PLACE = Qt.ItemDataRole.UserRole
WIDTH, HEIGHT = 660, 580


class IntoDialog(QDialog):
    """``jumped(place)`` goes to a value whose place was not found.

    ``folder`` is where the filled file goes, ``draft`` whether errors may stand.
    """

    jumped = Signal(str)

    def __init__(
        self,
        bridge: SessionBridge,
        jobs: Jobs,
        folder: Path,
        *,
        draft: bool,
        choose: Callable[[QWidget], str] | None = None,
        open_path: Callable[[str], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._jobs, self._folder, self._draft = bridge, jobs, folder, draft
        self._choose = choose or _ask_file
        self._open = open_path or _open_path
        self._job: Job | None = None
        self._report: IntoReport | None = None
        self.original: Original | None = None
        self.setWindowTitle("填入主管部门的 Word 原表")
        self.resize(WIDTH, HEIGHT)
        self.file = words(wrap=True)
        self.pick = push("选择原表…", "", "folder")
        self.drop = push("不再记住", "quiet")
        self.go = push("填入并另存", "main", "download")
        self.show_it = push("打开填好的文件", "", "folder-open")
        self.close_button = push("关闭")
        self.bar = QProgressBar()
        self.note, self.rest = words(wrap=True), words(role="muted", wrap=True)
        self.list = QTreeWidget()
        self._lay()
        self._connect()
        session = bridge.session
        self._show_original(original_for(session.pack, session.form))

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.addWidget(words(sentence("authority.what-it-does"), "muted", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(self.pick)
        row.addWidget(self.drop)
        column.addLayout(row)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("填入进度")
        column.addWidget(self.bar)
        column.addWidget(self.note)
        column.addWidget(self.rest)
        self.list.setAccessibleName("未找到位置的填报值")
        self.list.setHeaderLabels(["未找到的栏目", "填报值"])
        self.list.setRootIsDecorated(False)
        wrap_lines(self.list)
        self.list.setMinimumHeight(180)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.list.header().setStretchLastSection(True)
        column.addWidget(self.list, 1)
        self._end = column.count()
        column.addStretch(0)
        buttons = QHBoxLayout()
        buttons.addWidget(self.go)
        buttons.addWidget(self.show_it)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)
        for one in (self.bar, self.note, self.rest, self.list, self.show_it):
            one.hide()
        column.setStretch(self._end, 1)

    def _connect(self) -> None:
        self.pick.clicked.connect(self._pick)
        self.drop.clicked.connect(self._forget)
        self.go.clicked.connect(self.start)
        self.show_it.clicked.connect(self._show_file)
        self.close_button.clicked.connect(self.accept)
        self.list.itemActivated.connect(self._jump)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the labels more than half of the list."""
        super().resizeEvent(event)
        self.list.header().resizeSection(0, self.width() * 11 // 20)

    # -- which file ----------------------------------------------------------------------------

    def _show_original(self, original: Original | None) -> None:
        self.original = original
        code = "authority.no-original" if original is None else "authority.original-is"
        if original is not None and original.of_pack:
            code = "authority.original-of-pack"
        self.file.setText(sentence(code, name="" if original is None else original.name))
        self.drop.setVisible(original is not None and not original.of_pack)
        self.go.setEnabled(original is not None)
        (self.go if original is not None else self.pick).setFocus()

    def _pick(self) -> None:
        chosen = self._choose(self)
        if not chosen:
            return
        session = self._bridge.session
        try:
            self._show_original(remember(session.pack, session.form, Path(chosen)))
        except SmdeskError as fault:
            self._say(str(fault), "error")

    def _forget(self) -> None:
        session = self._bridge.session
        forget(session.pack, session.form)
        self._show_original(original_for(session.pack, session.form))

    # -- the run -------------------------------------------------------------------------------

    def start(self) -> None:
        """Fill the file; nothing while that is under way."""
        if self._job is not None or self.original is None:
            return
        session = self._bridge.session
        session.leave()
        pack, form, content = session.pack, session.form, session.declaration
        original, folder, draft = self.original.path, self._folder, self._draft

        def work(_control: Control) -> IntoReport:
            return export_into(pack, form, content, original, folder, draft=draft)

        self.bar.show()
        self.go.setEnabled(False)
        self.rest.hide()
        self._job = job = self._jobs(work)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._ended)
        job.start()

    def _ended(self) -> None:
        self._job = None
        self.bar.hide()
        self.go.setEnabled(self.original is not None)

    def _done(self, report: IntoReport) -> None:
        self._ended()
        self._report = report
        if report.path is None:
            self._say("\n".join(one.message for one in report.problems), "error")
        else:
            said = {"count": len(report.filled), "file": report.path.name}
            lines = [sentence("authority.filled", **said)]
            if report.lost:
                lines.append(sentence("authority.lost", count=len(report.lost)))
            self._say("\n".join(lines), "check" if report.lost else "done")
            self._tell(report)
        self.list.clear()
        for one in report.lost:
            item = QTreeWidgetItem([one.shown, one.text])
            item.setData(0, _PLACE, one.address)
            item.setToolTip(0, one.shown)
            self.list.addTopLevelItem(item)
        self.list.setVisible(bool(report.lost))
        self.show_it.setVisible(report.path is not None)
        (self.show_it if report.path is not None else self.close_button).setFocus()

    def _failed(self, fault: Exception) -> None:
        self._ended()
        detail = f"{type(fault).__name__}: {fault}"
        known = isinstance(fault, SmdeskError)
        self._say(str(fault) if known else sentence("wizard.export-broken", detail=detail), "error")

    def _tell(self, report: IntoReport) -> None:
        """Say what else there is to know; the cells that were not found stand in the list."""
        rest = [one.message for one in report.problems if one.code != "authority.not-found"]
        self.rest.setText("\n".join(rest))
        self.rest.setVisible(bool(rest))

    def _say(self, text: str, role: str) -> None:
        set_role(self.note, role)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _show_file(self) -> None:
        if self._report is not None and self._report.path is not None:
            self._open(str(self._report.path))

    def _jump(self, item: QTreeWidgetItem) -> None:
        self.jumped.emit(str(item.data(0, _PLACE)))
        self.accept()

    def done(self, result: int) -> None:
        """Let a run end before the window goes."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)


def _ask_file(parent: QWidget) -> str:
    return QFileDialog.getOpenFileName(parent, "选择主管部门的空白 Word 原表", "", FILTER)[0]


def _open_path(path: str) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(path))
