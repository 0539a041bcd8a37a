"""The list of prints worked off: copy by copy, noted before the first page and after the last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from smdesk.errors import Problem, SmdeskError
from smdesk.gui.preview.drawer import Jobs
from smdesk.gui.printing.printers import SheetPlan
from smdesk.gui.printing.send import Make, PassSender
from smdesk.gui.work import Control, Job
from smdesk.service.printing.assembly import assembled
from smdesk.service.printing.batch import Passes, Wanted, passes_of, slip_for
from smdesk.service.printing.joblist import JobList, PrintJob

End = Literal["done", "stopped", "unsure"]
"""How a run ended: everything was sent, a person stopped it, what is left is in doubt."""


@dataclass(frozen=True)
class _Now:
    """The copy at hand: its job, and whether its backs are sent."""

    job: int
    backs: bool


class BatchRun(QObject):
    """Sends the open jobs of a list, one after the other.

    ``changed()`` when the list did, ``moved(job, done, total)`` within a copy, ``turn_wanted(job)``
    when its fronts are out, ``refused(Problem)`` when a print failed (the run stands still then),
    ``ended(End)``.
    """

    changed = Signal()
    moved = Signal(int, int, int)
    turn_wanted = Signal(int)
    refused = Signal(object)
    ended = Signal(str)

    def __init__(self, jobs: JobList, makes: Jobs = Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._list = jobs
        self._sender = PassSender(makes, self)
        self._plan: SheetPlan | None = None
        self._slip = True
        self._now: _Now | None = None
        self._turning: int | None = None
        self._stopping = False
        self._two: dict[int, bool] = {}
        self._sender.moved.connect(self._moved)
        self._sender.sent.connect(lambda _pages: self._sent())
        self._sender.refused.connect(self._refused)
        self._sender.stopped.connect(self._stopped)

    @property
    def running(self) -> bool:
        """Whether the list is being worked off, be it waiting for a stack to be put back."""
        return self._plan is not None

    @property
    def turning(self) -> int | None:
        """The job whose stack is to be put back now."""
        return self._turning

    def start(self, plan: SheetPlan, *, slip: bool = True) -> None:
        """Send what is open; nothing while the list is being worked off."""
        if self.running:
            return
        self._plan, self._slip, self._stopping = plan, slip, False
        self._next()

    def send_backs(self, plan: SheetPlan, job: int, *, slip: bool = True) -> None:
        """Send the backs of a copy whose fronts came out earlier, then what is open."""
        if self.running or self._list.job(job).state != "turning":
            return
        self._plan, self._slip, self._stopping = plan, slip, False
        self._send(job, backs=True)

    def go_on(self) -> None:
        """Send the backs: the stack was put back."""
        job, self._turning = self._turning, None
        if job is not None:
            self._send(job, backs=True)

    def stop(self) -> None:
        """Ask to stop: after the page that is being drawn, or at once while a stack is waited for."""
        self._stopping = True
        if self._turning is not None:
            self._end("stopped")
        else:
            self._sender.cancel()

    # -- copy by copy ----------------------------------------------------------------------------

    def _next(self) -> None:
        job = self._list.next()
        if self._stopping:
            self._end("stopped")
        elif job is not None:
            self._send(job.id, backs=False)
        else:
            doubtful = any(not one.finished for one in self._list.jobs)
            self._end("unsure" if doubtful else "done")

    def _send(self, number: int, *, backs: bool) -> None:
        """Note that a copy is being sent, and send its fronts or its backs."""
        plan = self._plan
        assert plan is not None
        try:
            self._list.begin(number)
        except SmdeskError as fault:
            self._halt(fault.problem)
            return
        self._now = _Now(number, backs)
        self.changed.emit()
        job = self._list.job(number)
        title = f"{job.title}　第 {job.done + 1} 份"
        self._sender.send(plan.printer, plan.setup(title), self._make(plan, job, backs=backs))

    def _make(self, plan: SheetPlan, job: PrintJob, *, backs: bool) -> Make:
        jobs, slip = self._list, self._slip
        two = self._two

        def make(control: Control) -> bytes:
            parcel = jobs.parcel(job.id)
            control.check()
            wanted = Wanted(slip=slip, duplex=plan.mode != "one", way=plan.hand_way)
            sheet = slip_for(parcel, wanted, job.copies) if job.done == 0 else None
            passes: Passes = passes_of(parcel, wanted, job.done, slip=sheet)
            two[job.id] = len(passes) > 1
            control.check()
            return assembled(passes[int(backs)], upside=backs and plan.way.upside)

        return make

    def _moved(self, done: int, total: int) -> None:
        if self._now is not None:
            self.moved.emit(self._now.job, done, total)

    def _sent(self) -> None:
        now, self._now = self._now, None
        assert now is not None
        fronts_only = self._two.get(now.job, False) and not now.backs
        try:
            if fronts_only:
                self._list.turned(now.job)
            else:
                self._list.sent(now.job)
        except SmdeskError as fault:
            self._halt(fault.problem)
            return
        self.changed.emit()
        if not fronts_only:
            self._next()
        elif self._stopping:
            self._end("stopped")
        else:
            self._turning = now.job
            self.turn_wanted.emit(now.job)

    def _refused(self, problem: Problem, started: bool) -> None:
        self._give_up(problem, started=started)
        self._halt(problem)

    def _stopped(self, started: bool) -> None:
        self._give_up(None, started=started)
        self._end("stopped")

    def _give_up(self, problem: Problem | None, *, started: bool) -> None:
        """Note a copy that did not come out whole; one whose fronts are out stays in doubt."""
        now, self._now = self._now, None
        assert now is not None
        try:
            if now.backs and not started:
                self._list.turned(now.job)
            else:
                self._list.broke(now.job, problem, started=started)
        except SmdeskError as fault:
            self.refused.emit(fault.problem)

    def _halt(self, problem: Problem) -> None:
        self._plan = self._turning = self._now = None
        self.changed.emit()
        self.refused.emit(problem)

    def _end(self, how: End) -> None:
        self._plan = self._turning = self._now = None
        self.changed.emit()
        self.ended.emit(how)
