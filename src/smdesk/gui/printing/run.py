"""One print of one packet: laid out, kept, sent copy after copy; what is left of it can be gone on with."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from smdesk.errors import Problem, SmdeskError
from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.preview.drawer import Jobs
from smdesk.gui.printing.batchrun import BatchRun
from smdesk.gui.printing.printers import SheetPlan
from smdesk.gui.printing.send import problem_of
from smdesk.gui.work import Control, Job
from smdesk.notices.declaration import Declaration
from smdesk.packet.contents import Contents
from smdesk.rules.engine import Checker
from smdesk.service.printing.joblist import JobList, PrintJob
from smdesk.service.printing.parcel import Parcel
from smdesk.service.printing.plan import page_range


@dataclass(frozen=True)
class PrintWish:
    """What the person wants printed: through which printer, how many copies, pages, contents."""

    plan: SheetPlan
    copies: int = 1
    draft: bool = False
    range: str = ""
    contents: Contents = "auto"


@dataclass(frozen=True)
class Printed:
    """What was sent to the printer: its name, pages of one copy, copies, the seal of a final one."""

    printer: str
    pages: int
    copies: int
    seal: str | None


class PrintRun(QObject):
    """Prints the content of a session as it is when started.

    What is sent is a list of one job, kept as `JobList` keeps it (``place``: data folder and folder
    in it; without one for this run only): what was stopped, or was under way when the program
    ended, is `left`. ``moved(done, total, what)`` over all copies; ``turn_wanted(copy)`` (from 1)
    when the fronts of a stack are out (its first copy) and `go_on` is to be called; at the end one
    of ``printed(Printed)``, ``refused(Problem)``, ``stopped()``.
    """

    moved = Signal(int, int, str)
    turn_wanted = Signal(int)
    printed = Signal(object)
    refused = Signal(object)
    stopped = Signal()

    def __init__(
        self,
        bridge: SessionBridge,
        files: Files,
        jobs: Jobs = Job,
        parent: QObject | None = None,
        *,
        place: tuple[Path, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._files, self._jobs = bridge, files, jobs
        self._list = JobList(*place) if place else JobList(_passing_folder(self))
        self._batch = BatchRun(self._list, jobs, self)
        self._job: Job | None = None
        self._plan: SheetPlan | None = None
        self._batch.moved.connect(self._moved)
        self._batch.turn_wanted.connect(self._turn)
        self._batch.refused.connect(self._refuse)
        self._batch.ended.connect(self._ended)

    @property
    def running(self) -> bool:
        """Whether a print is under way, be it waiting for the stack to be put back."""
        return self._plan is not None

    @property
    def turning(self) -> bool:
        """Whether the stack is to be put back now."""
        return self._batch.turning is not None

    @property
    def left(self) -> PrintJob | None:
        """The print that did not come to its end, if there is one and nothing is under way."""
        jobs = () if self.running else self._list.jobs
        return next((one for one in jobs if not one.finished), None)

    def start(self, wish: PrintWish) -> None:
        """Commit what is being typed and print, what was left is dropped; nothing while printing."""
        if self.running:
            return
        self._plan = wish.plan
        session = self._bridge.session
        session.leave()
        self.moved.emit(0, 0, "正在排版……")
        self._job = job = self._jobs(self._lay_out(session.content, wish))
        job.done.connect(self._laid_out)
        job.failed.connect(lambda fault: self._refuse(problem_of(fault)))
        job.cancelled.connect(self._stop)
        job.start()

    def resume(self, plan: SheetPlan) -> None:
        """Go on with what is `left`: the copies that are open, or the backs of what lies printed."""
        left = self.left
        if left is None:
            return
        self._plan = plan
        if left.state == "turning":
            self._batch.send_backs(plan, slip=False)
        else:
            self._batch.start(plan, slip=False)

    def resolve(self, *, printed: bool) -> None:
        """Take a person's word on what of `left` is in doubt; raises as `JobList.resolve`."""
        left = self.left
        if left is not None:
            self._list.resolve(left.id, printed=printed)
            self._list.clear_done()

    def drop(self) -> None:
        """Forget what is `left`; raises as `JobList.remove`."""
        for one in self._list.jobs if not self.running else ():
            self._list.remove(one.id)

    def go_on(self) -> None:
        """Print the backs: the stack was put back."""
        self._batch.go_on()

    def cancel(self) -> None:
        """Ask the print to stop after the page that is being drawn."""
        if self._job is not None:
            self._job.cancel()
        else:
            self._batch.stop()

    def _lay_out(self, content: Declaration, wish: PrintWish) -> Callable[[Control], None]:
        pack, form, files = self._bridge.session.pack, self._bridge.session.form, self._files
        jobs = self._list

        def work(control: Control) -> None:
            from smdesk.packet.build import build_packet
            from smdesk.packet.pdf import write_pdf
            from smdesk.service.export import file_stem
            from smdesk.service.printing.parcel import page_count

            findings = Checker(pack, form, content.years).all(content)
            errors = sum(1 for one in findings if one.level == "error")
            if errors and not wish.draft:
                raise SmdeskError("printing.final-refused", count=errors)
            packet = build_packet(
                pack, form, content, draft=wish.draft, files=files, contents=wish.contents
            )
            data = write_pdf(packet, files, lambda _done, _total: control.check())
            stem = file_stem(form, packet.applicant, draft=wish.draft)
            pages = page_count(data, stem)
            page_range(wish.range, pages)
            control.check()
            for one in jobs.jobs:
                jobs.remove(one.id)
            parcel = Parcel(data, stem, pages, form.title, seal=packet.seal or "")
            jobs.add(parcel, wish.copies, wish.range)

        return work

    def _laid_out(self, _nothing: object) -> None:
        self._job = None
        assert self._plan is not None
        self._batch.start(self._plan, slip=False)

    def _moved(self, number: int, done: int, total: int) -> None:
        job, plan = self._list.job(number), self._plan
        assert plan is not None
        twice = plan.hand_way is not None and job.two_passes
        passes = job.done * (1 + twice) + job.out
        copy = job.done + 1 + (0 if job.side == "backs" else job.out)
        told = f"正在送出第 {copy} 份，第 {done} 页"
        self.moved.emit(passes * total + done, job.copies * (1 + twice) * total, told)

    def _turn(self, number: int) -> None:
        self.turn_wanted.emit(self._list.job(number).done + 1)

    def _ended(self, how: str) -> None:
        plan, self._plan = self._plan, None
        job = next(iter(self._list.jobs), None)
        if how != "done" or job is None or plan is None:
            self.stopped.emit()
            return
        told = Printed(plan.printer.name, job.sides, job.copies, job.seal or None)
        self._list.clear_done()
        self.printed.emit(told)

    def _refuse(self, problem: Problem) -> None:
        self._job = self._plan = None
        self.refused.emit(problem)

    def _stop(self) -> None:
        self._job = self._plan = None
        self.stopped.emit()


def _passing_folder(owner: QObject) -> Path:
    """Return a folder that goes with ``owner``."""
    made = Path(tempfile.mkdtemp(prefix="smdesk-print-"))
    weakref.finalize(owner, partial(shutil.rmtree, made, ignore_errors=True))
    return made
