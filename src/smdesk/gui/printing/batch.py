"""The window of the list of prints: many packets, stopped and gone on with, a slip in front of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from smdesk.errors import Problem, SmdeskError, sentence
from smdesk.gui.preview.drawer import Jobs
from smdesk.gui.printing.adding import Gathered, Gathering, Source, of_drafts, of_files
from smdesk.gui.printing.batchframe import BatchFrame
from smdesk.gui.printing.batchrun import BatchRun
from smdesk.gui.printing.choices import PrinterChoice
from smdesk.gui.printing.doubt import stack_words
from smdesk.gui.printing.memory import PrinterMemory
from smdesk.gui.printing.picking import DraftsDialog
from smdesk.gui.printing.printers import Printer, known_printers
from smdesk.gui.printing.send import problem_of
from smdesk.gui.printing.sizing import OnScreen
from smdesk.gui.printing.trial import TrialDialog
from smdesk.gui.wizard.parts import label_button
from smdesk.gui.work import Control, Job
from smdesk.service.printing.joblist import JobList
from smdesk.service.printing.parcel import SUFFIXES
from smdesk.service.printing.plan import stacks

if TYPE_CHECKING:
    from smdesk.store.library import Library

FILTER = "申报材料 (*.pdf *.smdx *.docx)"
_PROBLEMS = 3


class BatchDialog(OnScreen):
    """Shows the list of a data folder and works it off; it may stay open beside the main window."""

    def __init__(
        self,
        jobs: JobList,
        library: Library | None,
        settings: QSettings | None = None,
        makes: Jobs = Job,
        *,
        printers: Callable[[], Sequence[Printer]] = known_printers,
        choose_files: Callable[[QWidget], Sequence[str]] | None = None,
        choose_target: Callable[[QWidget], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._library, self._makes = jobs, library, makes
        self._files = choose_files or _ask_files
        self._target = choose_target or _ask_target
        self.choice = PrinterChoice(
            printers(), PrinterMemory(settings), duplex=True, several=True,
            parent=self,
        )  # fmt: skip
        self.run = BatchRun(jobs, makes, self)
        self.gathering = Gathering(makes, self)
        self._saving: Job | None = None
        self._closing = False
        self.setWindowTitle("打印清单")
        self.setAcceptDrops(True)
        self.frame = BatchFrame(self, self.choice, settings)
        self._connect()
        self._show_state()

    def _connect(self) -> None:
        frame, run = self.frame, self.run
        frame.add_drafts.clicked.connect(lambda _: self.pick_drafts())
        frame.add_files.clicked.connect(lambda _: self._pick_files())
        frame.remove.clicked.connect(lambda _: self._remove())
        frame.clear.clicked.connect(lambda _: self._try(self._jobs.clear_done))
        frame.copies.valueChanged.connect(self._set_copies)
        frame.save.clicked.connect(lambda _: self._save())
        frame.go.clicked.connect(lambda _: self._start())
        frame.stop.clicked.connect(lambda _: self._stop())
        frame.leave.clicked.connect(lambda _: self.reject())
        frame.table.chosen.connect(self._show_state)
        frame.slip.clicked.connect(lambda _: self._show_state())
        frame.doubt.told.connect(self._resolve)
        frame.doubt.backs.connect(self._send_backs)
        frame.turn.ready.connect(self._go_on)
        frame.turn.left.connect(self._stop)
        self.choice.changed.connect(self._show_state)
        self.choice.trial_wanted.connect(self._trial)
        run.changed.connect(self._show_state)
        run.moved.connect(self._moved)
        run.turn_wanted.connect(self._turn)
        run.refused.connect(self._refused)
        run.ended.connect(self._ended)
        self.gathering.moved.connect(self._gathering)
        self.gathering.done.connect(self._gathered)

    # -- what stands in the list -----------------------------------------------------------------

    def pick_drafts(self) -> None:
        """Let the person tick drafts, and put them into the list."""
        from smdesk.gui.home.rows import row_of

        library = self._library
        if library is None:
            return
        try:
            rows = [row_of(one) for one in library.drafts()]
        except SmdeskError as fault:
            self.frame.say(str(fault), "error")
            return
        dialog = DraftsDialog(rows, self)
        if dialog.exec() == OnScreen.DialogCode.Accepted:
            self.gathering.start(of_drafts(library, dialog.chosen), self.frame.contents.wanted)
        dialog.deleteLater()
        self._show_state()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Put files into the list."""
        self.add(of_files(paths))

    def add(self, sources: Sequence[Source]) -> None:
        """Put packets into the list; nothing while something else is under way."""
        if not self.busy:
            self.gathering.start(sources, self.frame.contents.wanted)
        self._show_state()

    def _pick_files(self) -> None:
        self.add_paths([Path(one) for one in self._files(self)])

    def _gathering(self, done: int, total: int, name: str) -> None:
        self.frame.progress(done, total)
        self.frame.say(f"正在准备 {name}")

    def _gathered(self, found: Gathered) -> None:
        problems = [f"{name}：{problem.message}" for name, problem in found.problems]
        count = 0
        for parcel in found.parcels:
            try:
                self._jobs.add(parcel)
                count += 1
            except SmdeskError as fault:
                problems.append(f"{parcel.applicant}：{fault}")
        lines = [sentence("printing.added", count=count)] if count else []
        lines += [sentence("printing.not-added", what=one) for one in problems[:_PROBLEMS]]
        if len(problems) > _PROBLEMS:
            lines.append(f"另有 {len(problems) - _PROBLEMS} 件没有加入。")
        self._show_state()
        self.frame.say("\n".join(lines), "error" if problems else "done")
        if self._closing:
            self.reject()

    def _remove(self) -> None:
        for number in self.frame.table.selected:
            self._try(partial(self._jobs.remove, number))

    def _set_copies(self, copies: int) -> None:
        for number in self.frame.table.selected:
            if self._jobs.job(number).copies != copies:
                self._try(partial(self._jobs.set_copies, number, copies))

    def _resolve(self, printed: bool) -> None:
        number = self._asked
        if number is None:
            return
        turning = self._jobs.job(number).state == "turning"
        for one in [job.id for job in self._jobs.stack] if turning else [number]:
            self._try(partial(self._jobs.resolve, one, printed=printed))

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except SmdeskError as fault:
            self.frame.say(str(fault), "error")
        self._show_state()

    @property
    def _asked(self) -> int | None:
        """The job in doubt that is asked about: the chosen one, else the first; stacks last."""
        jobs = self._jobs.jobs
        doubtful = [one.id for one in jobs if one.state == "unsure"]
        doubtful = doubtful or [one.id for one in jobs if one.state == "turning"]
        chosen = [one for one in self.frame.table.selected if one in doubtful]
        return next(iter((*chosen, *doubtful)), None)

    # -- the print -------------------------------------------------------------------------------

    def _start(self) -> None:
        plan = self.choice.plan
        if plan is not None:
            self.choice.keep()
            self.frame.say("")
            self.run.start(plan, slip=self.frame.slip.isChecked())
            self._show_state()

    def _send_backs(self) -> None:
        plan = self.choice.plan
        if plan is not None:
            self.choice.keep()
            self.frame.say("")
            self.run.send_backs(plan, slip=self.frame.slip.isChecked())
            self._show_state()

    def _stop(self) -> None:
        self.run.stop()
        self.gathering.cancel()
        if self._saving is not None:
            self._saving.cancel()

    def _moved(self, number: int, done: int, total: int) -> None:
        self.frame.progress(done, total)
        self.frame.table.show_page(number, done, total)

    def _turn(self, _job: int) -> None:
        plan = self.choice.plan
        assert plan is not None
        self._show_state()  # makes room first: a window that grew for the picture stays so
        self.frame.turn.ask(plan.way, stack_words(self._jobs.stack))

    def _go_on(self) -> None:
        self.run.go_on()
        self._show_state()

    def _refused(self, problem: Problem) -> None:
        self._show_state()
        self.frame.say(problem.message, "error")

    def _ended(self, how: str) -> None:
        self._show_state()
        jobs = self._jobs.jobs
        if how == "done":
            told = {"jobs": len(jobs), "copies": sum(one.done for one in jobs)}
            self.frame.say(sentence("printing.list-done", **told), "done")
        elif how == "unsure":
            count = sum(1 for one in jobs if not one.finished)
            self.frame.say(sentence("printing.list-unsure", count=count), "check")
        else:
            self.frame.say(sentence("printing.list-stopped"), "check")
        if self._closing:
            self.reject()

    def _trial(self) -> None:
        plan = self.choice.plan
        if plan is None:
            return
        dialog = TrialDialog(plan.printer, plan.mode, self.choice.held, self._makes, self)
        dialog.reached.connect(self.choice.reach)
        if dialog.exec() == OnScreen.DialogCode.Accepted and dialog.found is not None:
            self.choice.learn(dialog.found)
        dialog.deleteLater()

    # -- to a file -------------------------------------------------------------------------------

    def _save(self) -> None:
        """Write the open jobs into one PDF in the order of paper, for a printer elsewhere."""
        chosen = self._target(self)
        if not chosen:
            return
        path = Path(chosen)
        jobs = tuple(one for one in self._jobs.jobs if not one.finished)
        slip = self.frame.slip.isChecked()

        def work(control: Control) -> tuple[str, ...]:
            from smdesk.service.printing.batch import Wanted
            from smdesk.service.printing.tofile import write_jobs

            def told(done: int, total: int) -> None:
                control.report(done, total, "")

            return write_jobs(self._jobs, jobs, Wanted(slip=slip), path, told)

        self._saving = job = self._makes(work)
        job.progress.connect(lambda done, total, _: self.frame.progress(done, total))
        job.done.connect(lambda names: self.frame.say(f"已写出：{'、'.join(names)}", "done"))
        job.failed.connect(lambda fault: self.frame.say(problem_of(fault).message, "error"))
        job.finished.connect(self._saved)
        job.start()
        self._show_state()

    def _saved(self) -> None:
        self._saving = None
        self._show_state()
        if self._closing:
            self.reject()

    # -- how it is shown -------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether something is being printed, gathered or written."""
        return self.run.running or self.gathering.running or self._saving is not None

    def _show_state(self) -> None:
        frame, jobs, busy = self.frame, self._jobs.jobs, self.busy
        frame.table.show_jobs(jobs)
        selected, free = frame.table.selected, not busy
        waiting = any(one.open for one in jobs)
        pending = bool(self._jobs.stack)
        frame.go.setEnabled(free and waiting and not pending and self.choice.chosen is not None)
        asked = self._asked if free else None
        pictured = self.run.turning is not None or (
            asked is not None and self._jobs.job(asked).state == "turning"
        )
        frame.make_room(on=pictured)
        begun = any(one.done or one.finished for one in jobs)
        label_button(frame.go, "继续打印" if begun else "开始打印")
        frame.go.setVisible(free)
        frame.stop.setVisible(busy and self.run.turning is None)
        frame.bar.setVisible(busy and self.run.turning is None)
        frame.turn.setVisible(self.run.turning is not None)
        frame.add_drafts.setEnabled(free and self._library is not None)
        frame.add_files.setEnabled(free)
        frame.remove.setEnabled(free and bool(selected))
        frame.clear.setEnabled(free and any(one.finished for one in jobs))
        frame.save.setEnabled(free and any(not one.finished for one in jobs))
        self.choice.enable(on=free)
        frame.show_copies(self._jobs.job(selected[0]).copies if selected else None, free=free)
        frame.doubt.setVisible(asked is not None)
        if asked is not None:
            frame.doubt.ask(self._jobs.job(asked), self._jobs.stack, self.choice.hand_way)
        frame.show_empty(empty=not jobs and free)
        frame.show_way(
            self._way if free and not pictured else "", printers=self.choice.chosen is not None
        )

    @property
    def _way(self) -> str:
        """What is to be known of a printer that is fed by hand, and of the stacks that are to be."""
        told = self.choice.told
        left = [(one.pages, one.copies - one.done) for one in self._jobs.jobs if one.open]
        made = stacks(left, self.choice.turn, slip=self.frame.slip.isChecked())
        if told and made:
            told += "\n" + sentence("printing.stacks", turns=len(made), sheets=max(made))
        return told

    # -- the window ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep Enter in the number of copies from pressing a button."""
        typed = self.frame.copies.hasFocus()
        if typed and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files that can be printed."""
        if not self.busy and _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Put dropped files into the list."""
        event.acceptProposedAction()
        self.add_paths(_dropped(event))

    def reject(self) -> None:
        """Close; what is under way is stopped first, the list stays."""
        if self.busy:
            self._closing = True
            self._stop()
            return
        self._closing = False
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close as `reject` does."""
        if self.busy:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)


def _dropped(event: QDropEvent) -> list[Path]:
    files = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
    return [one for one in files if one.suffix.lower() in SUFFIXES]


def _ask_files(parent: QWidget) -> Sequence[str]:
    return QFileDialog.getOpenFileNames(parent, "添加文件到打印清单", "", FILTER)[0]


def _ask_target(parent: QWidget) -> str:
    return QFileDialog.getSaveFileName(parent, "存为打印用 PDF", "打印清单.pdf", "PDF (*.pdf)")[0]
