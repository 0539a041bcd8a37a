"""One pass of one copy to a printer, in a job."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from smdesk import log
from smdesk.errors import Problem, SmdeskError
from smdesk.gui.preview.drawer import Jobs
from smdesk.gui.printing.printers import Printer, Setup
from smdesk.gui.work import Control, Job

Make = Callable[[Control], bytes]
"""Makes the PDF that is sent, in the order of paper."""
_logger = log.get(__name__)


class PassSender(QObject):
    """Sends one PDF at a time.

    ``moved(done, total)``; then one of ``sent(pages)``, ``refused(Problem, started)`` and
    ``stopped(started)``, where ``started`` is whether pages may have come out.
    """

    moved = Signal(int, int)
    sent = Signal(int)
    refused = Signal(object, bool)
    stopped = Signal(bool)

    def __init__(self, jobs: Jobs = Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._started = False

    @property
    def running(self) -> bool:
        """Whether something is being sent."""
        return self._job is not None

    def send(self, printer: Printer, setup: Setup, make: Make) -> None:
        """Send what ``make`` gives; nothing while something is being sent."""
        if self._job is not None:
            return
        self._started = False
        self._job = job = self._jobs(self._work(printer, setup, make))
        job.progress.connect(lambda done, total, _what: self.moved.emit(done, total))
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        job.start()

    def cancel(self) -> None:
        """Ask to stop after the page that is being drawn."""
        if self._job is not None:
            self._job.cancel()

    def _work(self, printer: Printer, setup: Setup, make: Make) -> Callable[[Control], int]:
        def work(control: Control) -> int:
            from smdesk.gui.printing.paint import print_pages

            data = make(control)
            control.check()
            device = printer.device(setup)
            return print_pages(data, device, lambda done, total: self._page(control, done, total))

        return work

    def _page(self, control: Control, done: int, total: int) -> None:
        self._started = True
        # All is out after the last page: withdrawing it then would waste the paper.
        if done < total or not control.cancelled:
            control.report(done, total)

    def _done(self, pages: int) -> None:
        self._job = None
        self.sent.emit(pages)

    def _failed(self, fault: Exception) -> None:
        self._job = None
        self.refused.emit(problem_of(fault), self._started)

    def _cancelled(self) -> None:
        self._job = None
        self.stopped.emit(self._started)


def problem_of(fault: Exception) -> Problem:
    """Return what a person is told of a fault in printing."""
    if isinstance(fault, SmdeskError):
        return fault.problem
    _logger.error("printing broke", exc_info=fault)
    return Problem("printing.broken", params={"detail": f"{type(fault).__name__}: {fault}"})
