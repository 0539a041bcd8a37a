"""One print as a job: what is printed, by which rule, and what is told when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from smdesk import log
from smdesk.errors import Problem, SmdeskError
from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.preview.drawer import Jobs
from smdesk.gui.printing.printers import Printer, Setup
from smdesk.gui.work import Control, Job
from smdesk.notices.declaration import Declaration
from smdesk.rules.engine import Checker

_logger = log.get(__name__)


@dataclass(frozen=True)
class PrintWish:
    """What the person wants printed: on which printer, how many copies, both sides, as a draft."""

    printer: Printer
    copies: int = 1
    duplex: bool = True
    draft: bool = False


@dataclass(frozen=True)
class Printed:
    """What was sent to the printer: its name, pages of one copy, copies, the seal of a final one."""

    printer: str
    pages: int
    copies: int
    seal: str | None


class PrintRun(QObject):
    """Prints the content of a session as it is when started.

    ``moved(done, total, what)``; then one of ``printed(Printed)``, ``refused(Problem)``,
    ``stopped()``.
    """

    moved = Signal(int, int, str)
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

    @property
    def running(self) -> bool:
        """Whether a print is under way."""
        return self._job is not None

    def start(self, wish: PrintWish) -> None:
        """Commit what is being typed and print; nothing if a print is under way."""
        if self._job is not None:
            return
        session = self._bridge.session
        session.leave()
        self._job = job = self._jobs(self._work(session.content, wish))
        job.progress.connect(self.moved)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        job.start()

    def cancel(self) -> None:
        """Ask the print to stop after the page that is being drawn."""
        if self._job is not None:
            self._job.cancel()

    def _work(self, content: Declaration, wish: PrintWish) -> Callable[[Control], Printed]:
        pack, form, files = self._bridge.session.pack, self._bridge.session.form, self._files

        def work(control: Control) -> Printed:
            from smdesk.gui.printing.paint import print_pages
            from smdesk.packet.build import build_packet
            from smdesk.packet.pdf import write_pdf
            from smdesk.service.export import file_stem

            control.report(0, 0, "正在排版……")
            findings = Checker(pack, form, content.years).all(content)
            errors = sum(1 for one in findings if one.level == "error")
            if errors and not wish.draft:
                raise SmdeskError("printing.final-refused", count=errors)
            packet = build_packet(pack, form, content, draft=wish.draft, files=files)
            data = write_pdf(packet, files)
            control.check()
            stem = file_stem(form, packet.applicant, draft=wish.draft)
            device = wish.printer.device(Setup(stem, wish.copies, wish.duplex))
            sent = print_pages(
                data, device, wish.copies,
                lambda done, total: control.report(done, total, f"正在送出第 {done} 页"),
            )  # fmt: skip
            return Printed(wish.printer.name, sent // wish.copies, wish.copies, packet.seal)

        return work

    def _done(self, printed: Printed) -> None:
        self._job = None
        self.printed.emit(printed)

    def _failed(self, fault: Exception) -> None:
        self._job = None
        if isinstance(fault, SmdeskError):
            self.refused.emit(fault.problem)
            return
        _logger.error("printing broke", exc_info=fault)
        detail = f"{type(fault).__name__}: {fault}"
        self.refused.emit(Problem("printing.broken", params={"detail": detail}))

    def _cancelled(self) -> None:
        self._job = None
        self.stopped.emit()
