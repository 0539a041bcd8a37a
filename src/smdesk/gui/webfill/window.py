"""网上填报单: the table beside the browser, value by value, and the files to upload."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import Problem, sentence
from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.webfill.marks import Marks
from smdesk.gui.webfill.preparing import Jobs, Preparing
from smdesk.gui.webfill.sheet import Copy, FillSheet
from smdesk.gui.wizard.parts import push, set_role, tool, words
from smdesk.service.applicant import applicant_of
from smdesk.service.session import Changes
from smdesk.service.webfill import WebRow, web_rows, website_of
from smdesk.service.webfill_files import Prepared, upload_check

_ON_TOP, _FOLDER = "webfill/on-top", "webfill/folder"
_LEVELS = {"error": "error", "check": "check", "hint": "muted"}


class FillWindow(QWidget):
    """Follows the draft while it is open; nothing here edits it."""

    def __init__(
        self,
        bridge: SessionBridge,
        files: Files,
        jobs: Jobs,
        settings: QSettings,
        *,
        copy: Copy | None = None,
        choose_folder: Callable[[QWidget, str], str] | None = None,
        open_folder: Callable[[str], bool] | None = None,
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._bridge, self._settings = bridge, settings
        self._choose = choose_folder or _ask_folder
        self._open = open_folder or _open_folder
        session = bridge.session
        self.website = website_of(session.pack)
        applicant = applicant_of(session.pack, session.form, session.declaration.values)
        self.sheet = FillSheet(Marks(settings, session.declaration.form, applicant), copy)
        self.work = Preparing(bridge, files, jobs, self)
        self.search, self.open_only = QLineEdit(), QCheckBox("只看未填的")
        self.on_top = QCheckBox("窗口置顶")
        self.counted, self.bar = words(role="muted"), QProgressBar()
        self.told, self.length = words(role="muted", wrap=True), words(wrap=True)
        self.export = push("导出填报单和说明材料…", "", "download")
        self.clear = push("清除标记", "quiet", "rotate-cw")
        self.folder = push("打开文件夹", "quiet", "folder-open")
        self._folder = ""
        self.setWindowTitle(f"网上填报单　{session.form.title}")
        self.resize(660, 780)
        self._lay(applicant)
        self._connect()
        self._refresh()

    # -- how it is laid out --------------------------------------------------------------------

    def _lay(self, applicant: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(applicant))
        column.addLayout(self._tools())
        column.addWidget(self.bar)
        column.addWidget(self.sheet, 1)
        column.addWidget(self._foot())

    def _head(self, applicant: str) -> QFrame:
        head = QFrame()
        head.setProperty("ground", "card")
        lines = QVBoxLayout(head)
        lines.setContentsMargins(16, 12, 16, 12)
        lines.setSpacing(4)
        lines.addWidget(words(applicant or self._bridge.session.form.title, "panel"))
        place = QHBoxLayout()
        place.setSpacing(8)
        told = words(f"{self.website.name}　{self.website.address}".strip(), wrap=True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        place.addWidget(told, 1)
        self.copy_address = tool("copy", "复制网址")
        self.copy_address.setVisible(bool(self.website.address))
        place.addWidget(self.copy_address, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(place)
        for text in (f"填写：{self.website.typed}", f"上传：{self.website.uploaded}"):
            lines.addWidget(words(text, "muted", wrap=True))
        for note in self.website.note:
            lines.addWidget(words(note, "small", wrap=True))
        lines.addWidget(self.length)
        return head

    def _tools(self) -> QHBoxLayout:
        self.search.setPlaceholderText("查找栏目或内容")
        self.search.setAccessibleName("查找栏目或内容")
        self.search.setClearButtonEnabled(True)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.search, 1)
        for one in (self.open_only, self.on_top, self.counted):
            row.addWidget(one)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(3)
        self.bar.setAccessibleName("已填到网页的栏目")
        return row

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("ground", "bar")
        lines = QVBoxLayout(foot)
        lines.setContentsMargins(16, 8, 16, 10)
        lines.setSpacing(8)
        lines.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(8)
        for one in (self.export, self.folder):
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self.clear)
        lines.addLayout(row)
        self.folder.hide()
        self._say("Enter 复制并到下一栏；单击只复制。方框在网页上勾选后单击标记。")
        return foot

    def _connect(self) -> None:
        self.search.textChanged.connect(self.sheet.search)
        self.search.returnPressed.connect(self.sheet.begin)
        self.open_only.toggled.connect(self.sheet.show_open_only)
        self.on_top.setChecked(str(self._settings.value(_ON_TOP, "1")) == "1")
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, self.on_top.isChecked())
        self.on_top.toggled.connect(self._put_on_top)
        self.sheet.told.connect(self._copied)
        self.sheet.counted.connect(self._count)
        self.clear.clicked.connect(self.sheet.clear_marks)
        self.copy_address.clicked.connect(self._copy_address)
        self.export.clicked.connect(self._export)
        self.folder.clicked.connect(lambda: self._open(self._folder))
        self.work.written.connect(self._written)
        self.work.failed.connect(self._failed)
        self._bridge.changed.connect(self._changed)
        for keys, call in (
            (QKeySequence(Qt.Key.Key_Escape), self.close),
            (QKeySequence(QKeySequence.StandardKey.Find), self._find),
        ):
            QShortcut(keys, self, call)

    # -- what it tells -------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self.focusWidget() is None or self.focusWidget() is self.search:
            self.sheet.begin()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.work.cancel()
        super().closeEvent(event)

    def _changed(self, changes: Changes) -> None:
        if changes.edited:
            self._refresh()

    def _refresh(self) -> None:
        session = self._bridge.session
        self.sheet.show_rows(web_rows(session.form, session.declaration))
        found = upload_check(self.website, session.form, session.declaration, {})
        self.length.setText(found[0].message)
        set_role(self.length, _LEVELS[found[0].level])

    def _count(self, done: int, total: int) -> None:
        self.counted.setText(f"已填 {done} / {total}")
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def _copied(self, row: WebRow, last: bool) -> None:
        left = self.sheet.open_rows
        if not left:
            self._say(sentence("webfill.end", count=self.bar.value()), "done")
        elif not row.copyable:
            self._say(sentence("webfill.ticked", label=row.label))
        elif last:
            self._say(sentence("webfill.copied-last", label=row.label, count=left))
        else:
            self._say(sentence("webfill.copied", label=row.label))

    def _say(self, text: str, role: str = "muted") -> None:
        self.told.setText(text)
        set_role(self.told, role)

    # -- what the person does ------------------------------------------------------------------

    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _copy_address(self) -> None:
        self.sheet.copy_text(self.website.address)
        self._say(sentence("webfill.copied-address"))

    def _put_on_top(self, on: bool) -> None:
        self._settings.setValue(_ON_TOP, "1" if on else "0")
        place, shown = self.geometry(), self.isVisible()
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on)  # hides the window
        if shown:
            self.setGeometry(place)
            self.show()

    def _export(self) -> None:
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = str(self._settings.value(_FOLDER, "") or usual or Path.home())
        chosen = self._choose(self, start)
        if chosen and not self.work.running:
            self._settings.setValue(_FOLDER, chosen)
            self._folder = chosen
            self.folder.hide()
            self.export.setEnabled(False)
            self._say(sentence("webfill.preparing"))
            self.work.start(Path(chosen))

    def _written(self, prepared: Prepared) -> None:
        self.export.setEnabled(True)
        self.folder.show()
        names = "\n".join(one.path.name for one in prepared.files)
        lines = [sentence("webfill.prepared", folder=self._folder), names]
        lines += [one.message for one in prepared.problems]
        worst = next((one.level for one in prepared.problems if one.level == "error"), "done")
        self._say("\n".join(lines), worst)

    def _failed(self, problem: Problem) -> None:
        self.export.setEnabled(True)
        self._say(problem.message, "error")


def _ask_folder(parent: QWidget, start: str) -> str:
    return QFileDialog.getExistingDirectory(parent, "选择保存网上填报材料的文件夹", start)


def _open_folder(folder: str) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
