"""One print of one packet: what is printed, copy after copy, and what is told when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from smdesk.errors import Problem, SmdeskError
from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.preview.drawer import Jobs
from smdesk.gui.printing.printers import SheetPlan
from smdesk.gui.printing.send import PassSender, problem_of
from smdesk.gui.work import Control, Job
from smdesk.notices.declaration import Declaration
from smdesk.packet.contents import Contents
from smdesk.rules.engine import Checker
from smdesk.service.printing.assembly import assembled
from smdesk.service.printing.batch import Passes, Wanted, passes_of
from smdesk.service.printing.parcel import Parcel


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


@dataclass(frozen=True)
class _Ready:
    """A packet laid out, the passes of one copy, and which of them is sent step by step."""

    parcel: Parcel
    stem: str
    passes: Passes
    pages: int
    order: tuple[int, ...]


class PrintRun(QObject):
    """Prints the content of a session as it is when started.

    ``moved(done, total, what)`` over all copies; ``turn_wanted(copy)`` (from 1) when the fronts of a
    stack are out (its first copy) and `go_on` is to be called; at the end one of ``printed(Printed)``,
    ``refused(Problem)``, ``stopped()``.
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
    ) -> None:
        super().__init__(parent)
        self._bridge, self._files, self._jobs = bridge, files, jobs
        self._job: Job | None = None
        self._sender = PassSender(jobs, self)
        self._wish: PrintWish | None = None
        self._ready: _Ready | None = None
        self._step = 0
        self._turning = False
        self._sender.moved.connect(self._moved)
        self._sender.sent.connect(self._sent)
        self._sender.refused.connect(lambda problem, _started: self._refuse(problem))
        self._sender.stopped.connect(lambda _started: self._stop())

    @property
    def running(self) -> bool:
        """Whether a print is under way, be it waiting for the stack to be put back."""
        return self._wish is not None

    @property
    def turning(self) -> bool:
        """Whether the stack is to be put back now."""
        return self._turning

    def start(self, wish: PrintWish) -> None:
        """Commit what is being typed and print; nothing if a print is under way."""
        if self.running:
            return
        self._wish, self._ready, self._step = wish, None, 0
        session = self._bridge.session
        session.leave()
        self.moved.emit(0, 0, "正在排版……")
        self._job = job = self._jobs(self._lay_out(session.content, wish))
        job.done.connect(self._laid_out)
        job.failed.connect(lambda fault: self._refuse(problem_of(fault)))
        job.cancelled.connect(self._stop)
        job.start()

    def go_on(self) -> None:
        """Print the backs: the stack was put back."""
        if self._turning:
            self._turning = False
            self._send()

    def cancel(self) -> None:
        """Ask the print to stop after the page that is being drawn."""
        if self._turning:
            self._stop()
        elif self._job is not None:
            self._job.cancel()
        else:
            self._sender.cancel()

    def _lay_out(self, content: Declaration, wish: PrintWish) -> Callable[[Control], _Ready]:
        pack, form, files = self._bridge.session.pack, self._bridge.session.form, self._files

        def work(control: Control) -> _Ready:
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
            control.check()
            stem = file_stem(form, packet.applicant, draft=wish.draft)
            parcel = Parcel(data, packet.applicant, page_count(data, stem), seal=packet.seal or "")
            plan = wish.plan
            wanted = Wanted(
                range=wish.range, slip=False, duplex=plan.mode != "one", way=plan.hand_way
            )
            passes = passes_of(parcel, wanted, 0)
            pages = sum(1 for _, sides in passes[0] for side in sides if side is not None)
            for _, sides in passes[1] if len(passes) > 1 else ():
                pages += sum(1 for side in sides if side is not None)
            return _Ready(parcel, stem, passes, pages, _order(len(passes), wish))

        return work

    def _laid_out(self, ready: _Ready) -> None:
        self._job, self._ready = None, ready
        self._send()

    def _send(self) -> None:
        """Send the next pass: step by step through the passes of every copy."""
        wish, ready = self._wish, self._ready
        assert wish is not None
        assert ready is not None
        number = ready.order[self._step]
        leaves, upside = ready.passes[number], number == 1 and wish.plan.way.upside
        plan = wish.plan
        self._sender.send(
            plan.printer, plan.setup(ready.stem), lambda _: assembled(leaves, upside=upside)
        )

    def _moved(self, done: int, _total: int) -> None:
        wish, ready = self._wish, self._ready
        assert wish is not None
        assert ready is not None
        sizes = [sum(len(sides) for _, sides in one) for one in ready.passes]
        before = sum(sizes[one] for one in ready.order[: self._step])
        told = f"正在送出第 {_copy(ready, self._step)} 份，第 {done} 页"
        self.moved.emit(before + done, wish.copies * sum(sizes), told)

    def _sent(self, _pages: int) -> None:
        wish, ready = self._wish, self._ready
        assert wish is not None
        assert ready is not None
        self._step += 1
        steps = ready.order[self._step - 1 : self._step + 1]
        if steps == (0, 1):
            self._turning = True
            self.turn_wanted.emit(_copy(ready, self._step))
        elif len(steps) > 1:
            self._send()
        else:
            seal = ready.parcel.seal or None
            name = wish.plan.printer.name
            self._end()
            self.printed.emit(Printed(name, ready.pages, wish.copies, seal))

    def _refuse(self, problem: Problem) -> None:
        self._end()
        self.refused.emit(problem)

    def _stop(self) -> None:
        self._end()
        self.stopped.emit()

    def _end(self) -> None:
        self._job = self._wish = self._ready = None
        self._turning = False


def _order(passes: int, wish: PrintWish) -> tuple[int, ...]:
    """Return which pass is sent step by step: copy by copy, or all fronts and then all backs."""
    if passes == 1 or wish.plan.turn == "copy":
        return tuple(range(passes)) * wish.copies
    return (0,) * wish.copies + (1,) * wish.copies


def _copy(ready: _Ready, step: int) -> int:
    """Return the copy (from 1) of a step: copies are alike, so backs are told in the order sent."""
    return ready.order[: step + 1].count(ready.order[step])
