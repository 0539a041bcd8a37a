"""The list of prints worked off: copy by copy, noted before the first page and after the last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from smdesk.errors import Problem, SmdeskError
from smdesk.gui.preview.drawer import Jobs
from smdesk.gui.printing.printers import SheetPlan
from smdesk.gui.printing.send import Make, PassSender
from smdesk.gui.work import Control, Job
from smdesk.service.printing.assembly import assembled
from smdesk.service.printing.batch import Wanted, empty, passes_of, slip_for
from smdesk.service.printing.joblist import JobList, Pass, PrintJob

End = Literal["done", "stopped", "unsure"]
"""How a run ended: everything was sent, a person stopped it, what is left is in doubt."""


@dataclass(frozen=True)
class _Now:
    """What is under way: its job, and whether it is the backs."""

    job: int
    backs: bool


class BatchRun(QObject):
    """Sends the open jobs of a list, one after the other.

    By hand the fronts of a copy, of a packet's copies or of the whole list (`SheetPlan.turn`) come
    out first, then the stack is asked for, then its backs follow copy by copy.

    ``changed()`` when the list did, ``moved(job, done, total)`` within a copy, ``turn_wanted(job)``
    when the fronts of a stack are out (its first job), ``refused(Problem)`` when a print failed (the
    run stands still then), ``ended(End)``.
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
        self._stack: list[int] = []
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
        """The first job of the stack that is to be put back now."""
        return self._turning

    def start(self, plan: SheetPlan, *, slip: bool = True) -> None:
        """Send what is open; nothing while the list is being worked off."""
        if not self.running:
            self._begin(plan, slip=slip)
            self._next()

    def send_backs(self, plan: SheetPlan, *, slip: bool = True) -> None:
        """Send the backs of what came out earlier, then what is open."""
        if not self.running and self._list.stack:
            self._begin(plan, slip=slip)
            self._stack = [one.id for one in self._list.stack]
            self._next_back()

    def _begin(self, plan: SheetPlan, *, slip: bool) -> None:
        self._plan, self._slip, self._stopping = plan, slip, False
        self._stack, self._two = [], {}

    def go_on(self) -> None:
        """Send the backs: the stack was put back."""
        job, self._turning = self._turning, None
        if job is not None:
            self._next_back()

    def stop(self) -> None:
        """Ask to stop: after the page that is being drawn, or at once while a stack is waited for."""
        self._stopping = True
        if self._turning is not None:
            self._end("stopped")
        else:
            self._sender.cancel()

    # -- copy by copy ----------------------------------------------------------------------------

    def _next(self) -> None:
        """Send the next fronts, or ask for the stack, or end."""
        front = self._front()
        if self._stack and front is None and not any(self._two.values()):
            self._try(self._settle)  # no sheet of it has a back
            front = self._front()
        if not self.running:
            return
        if self._stopping:
            self._end("stopped")
        elif front is not None:
            self._send(front, backs=False)
        elif self._stack:
            self._turning = self._stack[0]
            self.turn_wanted.emit(self._turning)
        else:
            doubtful = any(not one.finished for one in self._list.jobs)
            self._end("unsure" if doubtful else "done")

    def _front(self) -> int | None:
        """Return the job whose fronts come next onto the stack at hand, ``None`` if it is whole."""
        plan = self._plan
        assert plan is not None
        if self._stack:
            last = self._list.job(self._stack[-1])
            if plan.turn != "copy" and last.done + last.out < last.copies:
                return last.id
            if plan.turn != "list":
                return None
        job = self._list.next()
        return None if job is None else job.id

    def _next_back(self) -> None:
        """Send the backs of the next copy in the order of the stack; go on when all are out."""
        plan = self._plan
        assert plan is not None
        order = self._stack[::-1] if plan.way.reverse else self._stack
        number = next((one for one in order if self._list.job(one).out), None)
        if number is None:
            self._stack, self._two = [], {}
            self._next()
        elif self._stopping:
            self._end("stopped")
        else:
            self._send(number, backs=True)

    def _settle(self) -> None:
        for number in self._stack:
            self._list.resolve(number, printed=True)
        self._stack, self._two = [], {}
        self.changed.emit()

    def _send(self, number: int, *, backs: bool) -> None:
        """Note what is being sent of a copy, and send it."""
        plan = self._plan
        assert plan is not None
        job = self._list.job(number)
        by_hand = plan.hand_way is not None
        slip = self._slip and job.wants_slip
        if backs:
            slip = job.slip_out and (job.out == 1 or not plan.way.reverse)
        side: Pass = "backs" if backs else "fronts" if by_hand else ""
        if not self._try(lambda: self._list.begin(number, side, slip=slip)):
            return
        self._now = _Now(number, backs)
        self.changed.emit()
        title = f"{job.title}　第 {job.done + (0 if backs else job.out) + 1} 份"
        make = self._make(plan, job, backs=backs, slip=slip)
        self._sender.send(plan.printer, plan.setup(title), make)

    def _make(self, plan: SheetPlan, job: PrintJob, *, backs: bool, slip: bool) -> Make:
        jobs, two = self._list, self._two

        def make(control: Control) -> bytes:
            parcel = jobs.parcel(job.id)
            control.check()
            wanted = Wanted(
                range=job.range, slip=slip, duplex=plan.mode != "one", way=plan.hand_way
            )
            passes = passes_of(parcel, wanted, 0, slip=slip_for(parcel, wanted, job.copies))
            control.check()
            if not backs:
                two[job.id] = len(passes) > 1
                return assembled(passes[0])
            leaves = passes[1] if len(passes) > 1 else empty(passes[0])
            return assembled(leaves, upside=plan.way.upside)

        return make

    def _moved(self, done: int, total: int) -> None:
        if self._now is not None:
            self.moved.emit(self._now.job, done, total)

    def _sent(self) -> None:
        now, self._now = self._now, None
        assert now is not None
        if not self._try(lambda: self._list.sent(now.job)):
            return
        if self._list.job(now.job).out and now.job not in self._stack:
            self._stack.append(now.job)
        self.changed.emit()
        (self._next_back if now.backs else self._next)()

    def _refused(self, problem: Problem, started: bool) -> None:
        self._give_up(problem, started=started)
        self._halt(problem)

    def _stopped(self, started: bool) -> None:
        self._give_up(None, started=started)
        self._end("stopped")

    def _give_up(self, problem: Problem | None, *, started: bool) -> None:
        """Note what did not come out whole; fronts that are out stay so."""
        now, self._now = self._now, None
        assert now is not None
        try:
            self._list.broke(now.job, problem, started=started)
        except SmdeskError as fault:
            self.refused.emit(fault.problem)

    def _try(self, note: Callable[[], None]) -> bool:
        """Change the list; a fault ends the run."""
        try:
            note()
        except SmdeskError as fault:
            self._halt(fault.problem)
            return False
        return True

    def _halt(self, problem: Problem) -> None:
        self._plan = self._turning = self._now = None
        self.changed.emit()
        self.refused.emit(problem)

    def _end(self, how: End) -> None:
        self._plan = self._turning = self._now = None
        self.changed.emit()
        self.ended.emit(how)
