"""What the window does from start to end: a new draft, a received file, a sample, a backup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from smdesk.errors import Problem, SmdeskError
from smdesk.gui.home.page import HomePage
from smdesk.gui.home.parts import Offer
from smdesk.gui.wiring import Desk, problem_of
from smdesk.gui.work import Control, Job

if TYPE_CHECKING:
    from smdesk.service.home import Arrival, SampleName

SUFFIXES = (".smdx", ".docx", ".pdf", ".xlsx")
PACK_SUFFIX = ".smnotice"
FIX_SUFFIX = ".smdfix"
FILTER = "申报文件 (*.smdx *.docx *.pdf *.xlsx *.smdfix);;通知包 (*.smnotice);;所有文件 (*)"


def choose_file(parent: QWidget, folder: str) -> str:
    """Ask for a file; return its path, empty if none was chosen."""
    return QFileDialog.getOpenFileName(parent, "打开文件", folder, FILTER)[0]


def choose_target(parent: QWidget, start: str) -> str:
    """Ask where to write a package; return the path, empty if none was chosen."""
    return QFileDialog.getSaveFileName(parent, "另存数据包", start, "数据包 (*.smdx)")[0]


def open_folder(folder: Path) -> bool:
    """Show a folder in the system's own window."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


@dataclass(frozen=True, slots=True)
class System:
    """What is asked of the system; tests give their own."""

    choose_file: Callable[[QWidget, str], str] = choose_file
    choose_target: Callable[[QWidget, str], str] = choose_target
    open_folder: Callable[[Path], object] = open_folder


class Flows(QObject):
    """Leads through each piece of work; ``draft_wanted(id)`` when a draft is to be opened.

    ``filled_wanted(form, years, source, title)`` when a new one is to begin with what is known,
    ``fix_wanted(Opened, FixHead)`` when one is to be opened at what the bureau remarked.
    """

    draft_wanted = Signal(int)
    filled_wanted = Signal(str, object, object, str)
    fix_wanted = Signal(object, object)

    def __init__(self, window: QWidget, home: HomePage, desk: Desk, system: System) -> None:
        super().__init__(window)
        self._window, self._home, self._desk, self._system = window, home, desk, system
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Whether a file is being read or a sample made."""
        return self._job is not None

    def new_draft(self, draft: int | None = None) -> None:
        """Ask for notice and type, and begin; with what ``draft`` holds, if one is given."""
        from smdesk.gui.dialogs.new_draft import NewDraftDialog
        from smdesk.service.essentials import shelf
        from smdesk.service.session.opening import new_draft

        library = self._desk.library
        if library is None or not self._may_write():
            return
        from smdesk.gui.profile.source_dialog import draft_choices, profile_choices

        dialog = NewDraftDialog(shelf(), self._window)
        dialog.offer((*profile_choices(library), *draft_choices(library)), draft)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        if accepted and dialog.form_id and dialog.source is not None:
            wanted = (dialog.form_id, dialog.years, dialog.source, dialog.name)
            self.filled_wanted.emit(*wanted)
        elif accepted and dialog.form_id:
            try:
                made = new_draft(library, dialog.form_id, dialog.years, title=dialog.name)
            except SmdeskError as fault:
                self._home.say(str(fault), "error")
            else:
                self.draft_wanted.emit(made.id)
        dialog.deleteLater()

    def open_file(self, path: Path | None = None) -> None:
        """Read a received file beside the window, and show what was read."""
        from smdesk.service.home import receive

        library = self._desk.library
        if library is None or not self._may_write():
            return
        if path is None:
            chosen = self._system.choose_file(self._window, self._desk.settings.file_folder)
            if not chosen:
                return
            path = Path(chosen)
        self._desk.settings.file_folder = path.parent
        if path.suffix.lower() == PACK_SUFFIX or path.is_dir():
            self.show_packs([path])
            return
        if path.suffix.lower() == FIX_SUFFIX:
            self._open_fix(path)
            return
        if path.suffix.lower() not in SUFFIXES:
            self._tell(Problem("window.file-not-suited", params={"file": path.name}))
            return
        file = path
        self._run(
            f"正在读入“{path.name}”",
            lambda control: receive(library, file, control.check),
            self._arrived,
        )

    def _open_fix(self, path: Path) -> None:
        """Read a bureau's remarks beside the window, and find the draft that they are about."""
        library = self._desk.library
        assert library is not None

        def work(control: Control) -> tuple[object, object]:
            from smdesk.service.desk.fixes import open_fix, read_fix

            fix = read_fix(path)
            control.check()
            return open_fix(library, fix), fix.head

        told = f"正在读入“{path.name}”"
        self._run(told, work, lambda found: self.fix_wanted.emit(*found))

    def add_sample(self, sample: SampleName) -> None:
        """Make a bundled sample a draft, beside the window, and open it."""
        from smdesk.service.home import add_sample

        library = self._desk.library
        if library is None or not self._may_write():
            return
        self._run(
            f"正在生成{sample.title}的附件和图片",
            lambda control: add_sample(library, sample.form_id, sample.name, control.check),
            self.draft_wanted.emit,
        )

    def show_packs(self, sources: Sequence[Path] = ()) -> None:
        """Show the packs at hand, ``sources`` added to them."""
        from smdesk.gui.shelf.packs import PacksDialog

        dialog = PacksDialog(self._window, writable=self._desk.writable)
        dialog.changed.connect(self._home.refresh)
        if sources and self._may_write():
            dialog.add(sources)
        dialog.exec()
        dialog.deleteLater()

    def move_draft(self, draft: int) -> None:
        """Show what moving a draft to the edition at hand does; move it if that is wanted."""
        from smdesk.gui.shelf.differences import DifferencesDialog, page_of_move
        from smdesk.service.moving import move_draft, plan_move

        library = self._desk.library
        if library is None or not self._may_write():
            return
        try:
            move = plan_move(library.load(draft).declaration)
            dialog = DifferencesDialog(page_of_move(move), self._save_list, self._window)
            wanted = dialog.exec() == QDialog.DialogCode.Accepted
            dialog.deleteLater()
            if wanted:
                move_draft(library, draft)
        except SmdeskError as fault:
            self._tell(fault.problem)
            return
        self.draft_wanted.emit(draft)

    def _save_list(self, text: str) -> None:
        from smdesk.files import write_atomically

        chosen = QFileDialog.getSaveFileName(self._window, "保存清单", "清单.txt", "文本 (*.txt)")[
            0
        ]
        if chosen:
            try:
                write_atomically(Path(chosen), text.encode("utf-8-sig"))
            except SmdeskError as fault:
                self._tell(fault.problem)

    def restore(self) -> None:
        """Show the backups; put one back if that is wanted."""
        from smdesk.gui.dialogs.backups import BackupsDialog
        from smdesk.store.backups import Backup, Backups
        from smdesk.store.opening import FILE

        backups = Backups(self._desk.folder / FILE)
        library = self._desk.library

        def make() -> tuple[Backup, ...]:
            try:
                assert library is not None
                library.back_up(always=True)
            except SmdeskError as fault:
                self._home.say(str(fault), "error")
            return backups.all()

        dialog = BackupsDialog(backups.all(), make if self._desk.writable else None, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen is not None:
            self._home.show_waiting()
            self._desk.restore(dialog.chosen)
        dialog.deleteLater()

    def cancel(self) -> None:
        """Give up what is under way."""
        if self._job is not None:
            self._job.cancel()

    def _run(
        self, told: str, work: Callable[[Control], Any], done: Callable[[Any], object]
    ) -> None:
        if self._job is not None:
            return
        job = self._job = Job(work)
        job.done.connect(lambda result: self._ended(lambda: done(result)))
        job.failed.connect(lambda fault: self._ended(lambda: self._tell(problem_of(fault))))
        job.cancelled.connect(lambda: self._ended(lambda: None))
        self._home.say(told, "hint", Offer("取消", job.cancel))
        job.start()

    def _ended(self, then: Callable[[], object]) -> None:
        self._job = None
        self._home.note.hide()
        then()

    def _arrived(self, arrival: Arrival) -> None:
        from smdesk.gui.dialogs.received import ReceivedDialog

        self._home.refresh(arrival.draft)
        found = arrival.submission
        clear = found.status == "read" and not arrival.problems and not found.changed
        if clear and arrival.draft is not None and not arrival.lacking:
            self.draft_wanted.emit(arrival.draft)
            return
        dialog = ReceivedDialog(arrival, self._window)
        wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if wanted and arrival.draft is not None:
            self.draft_wanted.emit(arrival.draft)

    def _may_write(self) -> bool:
        if self._desk.writable:
            return True
        self._tell(Problem("window.read-only"))
        return False

    def _tell(self, problem: Problem) -> None:
        self._home.say(problem.message, "error")
