"""The window that takes signed pages back: the PDF, its scans, the PDF with the seals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import Problem, SmdeskError, sentence
from smdesk.gui.preview.drawer import Jobs
from smdesk.gui.signing.card import ScanCard
from smdesk.gui.signing.looking import Looked, Looking
from smdesk.gui.signing.table import ScanTable
from smdesk.gui.wizard.parts import push, set_role, words
from smdesk.gui.work import Job

if TYPE_CHECKING:
    from smdesk.service.signed import Paper, Signed

SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".heic", ".heif")
PAPERS = "导出的正式稿 (*.pdf)"
SCANS = "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp *.heic *.heif)"
_SIZE = (920, 640)
_ASKED = frozenset({"unsealed", "unknown", "doubtful"})


class SignDialog(QDialog):
    """``path`` is the exported PDF, if it is known already."""

    def __init__(
        self,
        path: Path | None = None,
        jobs: Jobs = Job,
        *,
        folder: str = "",
        choose_paper: Callable[[QWidget, str], str] | None = None,
        choose_scans: Callable[[QWidget, str], Sequence[str]] | None = None,
        open_path: Callable[[str], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._choose_paper = choose_paper or _ask_paper
        self._choose_scans = choose_scans or _ask_scans
        self._open = open_path or _open_path
        self.work = Looking(jobs, self)
        self.paper: Paper | None = None
        self.path: Path | None = None
        self.target: Path | None = None
        self._waiting: Path | None = None
        self._closing = False
        self.setWindowTitle("换入盖章扫描件")
        self.setAcceptDrops(True)
        self.resize(*_SIZE)
        self._make()
        self._lay_out()
        self._connect()
        self._show_state()
        if path is not None:
            self.open_paper(path)

    def _make(self) -> None:
        self.file, self.places = words(wrap=True), words(role="muted", wrap=True)
        self.pick = push("选择 PDF…", "", "folder")
        self.table, self.card = ScanTable(), ScanCard()
        self.add = push("添加扫描件…", "", "plus")
        self.remove = push("移去", "", "x")
        self.note = words(role="muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.show_it = push("打开做好的 PDF", "", "folder-open")
        self.leave, self.stop = push("关闭"), push("停止")
        self.go = push("做成加盖公章的 PDF", "main", "file-check")
        self.go.setDefault(True)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.file, 1)
        top.addWidget(self.pick)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.add)
        tools.addWidget(self.remove)
        tools.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.table, 1)
        left.addLayout(tools)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addLayout(left, 1)
        middle.addWidget(self.card)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.show_it)
        buttons.addStretch(1)
        for button in (self.leave, self.stop, self.go):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.addWidget(words(sentence("sign.what-it-does"), "muted", wrap=True))
        column.addLayout(top)
        column.addWidget(self.places)
        column.addLayout(middle, 1)
        column.addWidget(self.note)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        for hidden in (self.note, self.bar, self.show_it):
            hidden.hide()

    def _connect(self) -> None:
        self.pick.clicked.connect(lambda _: self._pick())
        self.add.clicked.connect(lambda _: self._add())
        self.remove.clicked.connect(lambda _: self._remove())
        self.go.clicked.connect(lambda _: self._start())
        self.stop.clicked.connect(lambda _: self.work.cancel())
        self.leave.clicked.connect(lambda _: self.reject())
        self.show_it.clicked.connect(lambda _: self._open(str(self.target)))
        self.table.chosen.connect(self._show_scan)
        self.table.named.connect(self._show_scan)
        self.card.typed.connect(self._typed)
        work = self.work
        work.moved.connect(self._moved)
        work.opened.connect(self._opened)
        work.looked.connect(self._looked)
        work.made.connect(self._made)
        work.refused.connect(self._refused)
        work.ended.connect(self._ended)

    # -- the PDF ---------------------------------------------------------------------------------

    def open_paper(self, path: Path) -> None:
        """Open the PDF that was printed and signed."""
        self._waiting = path
        self._say("")
        self.work.open(path)
        self._show_state()

    def _pick(self) -> None:
        chosen = self._choose_paper(self, str(self.path.parent) if self.path else self._folder)
        if chosen:
            self.open_paper(Path(chosen))

    def _opened(self, paper: Paper) -> None:
        from smdesk.service.signed.run import target_of

        self.paper, self.path = paper, self._waiting
        assert self.path is not None
        self.target = target_of(self.path)
        self.table.empty()
        self.show_it.hide()

    # -- the scans -------------------------------------------------------------------------------

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Find out what some files are."""
        if self.paper is not None and paths:
            self._say("")
            self.work.look(self.paper, paths)
            self._show_state()

    def _add(self) -> None:
        start = str(self.path.parent) if self.path else self._folder
        self.add_paths([Path(one) for one in self._choose_scans(self, start)])

    def _looked(self, found: list[Looked]) -> None:
        if self.paper is not None:
            for one in found:
                self.table.add(self.paper, one)

    def _remove(self) -> None:
        row = self.table.current
        if row is not None:
            self.table.remove(row)
            self._show_scan()

    def _show_scan(self) -> None:
        row = self.table.current
        asked = row is not None and row.found.state in _ASKED and not row.found.seal
        if row is None:
            self.card.show_scan(None, asked=False)
        else:
            self.card.show_scan(row.looked.thumb, row.told, row.role, asked=asked)
        self._show_state()

    def _typed(self, text: str) -> None:
        """Hold a code that was read off the paper against the file."""
        row = self.table.current
        if row is None or self.paper is None or not text.strip():
            return
        try:
            found = row.found.with_seal(self.paper, text)
        except SmdeskError as fault:
            self.card.say(str(fault), "error")
            return
        self.table.replace(row, found)
        self._show_scan()

    # -- the file --------------------------------------------------------------------------------

    def _start(self) -> None:
        used = [row.used for row in self.table.rows]
        ready = [one for one in used if one is not None]
        if self.paper is not None and self.target is not None and ready:
            self._say("")
            self.work.make(self.paper, ready, self.target)
            self._show_state()

    def _made(self, signed: Signed) -> None:
        assert self.paper is not None
        assert self.target is not None
        self.paper = replace(self.paper, data=signed.data)
        lines = [sentence("sign.done", pages=_listed(signed.pages)) + f"　{self.target.name}"]
        lines += [one.message for one in signed.problems]
        if signed.missing:
            lines.append(sentence("sign.missing", pages=_listed(signed.missing)))
        self._say("\n".join(lines), "check" if signed.missing or signed.problems else "done")
        self.show_it.show()

    def _moved(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._say(sentence("sign.looking-at", what=what) if what else "")

    def _refused(self, problem: Problem) -> None:
        self._say(problem.message, "error")

    def _ended(self) -> None:
        if self.note.property("role") == "muted":
            self._say("")
        self._show_state()
        if self._closing:
            self.reject()

    # -- how it is shown -------------------------------------------------------------------------

    def _show_state(self) -> None:
        paper, running = self.paper, self.work.running
        self.file.setText(
            sentence("sign.no-paper") if paper is None or self.path is None
            else f"{self.path.name}　{paper.applicant}　核对码 {paper.seal}"
        )  # fmt: skip
        self.places.setText(self._places() if paper else "")
        self.places.setVisible(bool(self.places.text()))
        used = [row.used for row in self.table.rows]
        for one in (self.pick, self.table):
            one.setEnabled(not running)
        self.add.setEnabled(paper is not None and not running)
        self.remove.setEnabled(self.table.current is not None and not running)
        self.go.setEnabled(any(used) and not running)
        self.go.setVisible(not running)
        self.stop.setVisible(running)
        self.bar.setVisible(running)

    def _places(self) -> str:
        """Return where seals are wanted, and which of these pages have a scan."""
        assert self.paper is not None
        there = {row.used.page for row in self.table.rows if row.used is not None}
        lines = []
        for number in self.paper.sign_pages:
            titles = "、".join(one.title for one in self.paper.places if one.page == number)
            state = "已有扫描件" if number in there else "已换入"
            waiting = number in self.paper.unsigned and number not in there
            lines.append(f"第 {number} 页 {titles}：{'还没有扫描件' if waiting else state}")
        return "\n".join(lines)

    def _say(self, text: str, role: str = "muted") -> None:
        set_role(self.note, role)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    # -- the window ------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take scans, or the PDF where none is chosen yet."""
        if not self.work.running and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take what was dropped."""
        event.acceptProposedAction()
        paths = _dropped(event)
        if self.paper is None:
            self.open_paper(paths[0])
        else:
            self.add_paths(paths)

    def reject(self) -> None:
        """Close; what is under way is stopped first."""
        if self.work.running:
            self._closing = True
            self.work.cancel()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close as `reject` does."""
        if self.work.running:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)


def _listed(pages: Sequence[int]) -> str:
    return "、".join(map(str, pages))


def _dropped(event: QDropEvent) -> list[Path]:
    files = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
    return [one for one in files if one.suffix.lower() in SUFFIXES]


def _ask_paper(parent: QWidget, folder: str) -> str:
    return QFileDialog.getOpenFileName(parent, "选择导出的正式稿 PDF", folder, PAPERS)[0]


def _ask_scans(parent: QWidget, folder: str) -> Sequence[str]:
    return QFileDialog.getOpenFileNames(parent, "添加盖章扫描件", folder, SCANS)[0]


def _open_path(path: str) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(path))
