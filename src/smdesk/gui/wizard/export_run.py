"""One export as a job: what it is made from, and what is done when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from smdesk.errors import Problem, SmdeskError
from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.work import Control, Job
from smdesk.notices.declaration import Declaration
from smdesk.packet.contents import Contents
from smdesk.service.export import ExportReport, export

Jobs = Callable[[Callable[[Control], Any]], Job]
"""Makes a job of a piece of work; `smdesk.gui.work.Job` itself, another in tests."""


PARTS = 100
"""Into how many parts the work on one file is told."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants written: where, which formats, final or draft, which name, contents."""

    folder: Path
    formats: tuple[str, ...]
    draft: bool
    stem: str = ""
    contents: Contents = "auto"


class ExportRun(QObject):
    """Exports the content of a session as it is when started.

    ``moved(done, total)`` in `PARTS` of a file; then one of ``written(report)``, ``refused(problem)``, ``stopped()``.
    """

    moved = Signal(int, int)
    written = Signal(object, bool)
    refused = Signal(object)
    stopped = Signal()

    def __init__(
        self, bridge: SessionBridge, files: Files, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._files, self._jobs = bridge, files, jobs
        self._job: Job | None = None
        self._content: Declaration | None = None

    @property
    def running(self) -> bool:
        """Whether an export is under way."""
        return self._job is not None

    def start(self, wish: Wish) -> None:
        """Commit what is being typed and export; nothing if an export is under way."""
        if self._job is not None:
            return
        session = self._bridge.session
        session.leave()
        self._content = session.declaration
        self._job = job = self._jobs(_work(self._bridge, self._content, self._files, wish))
        job.progress.connect(self._progress)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        job.start()

    def cancel(self) -> None:
        """Ask the export to stop; files are written only when all are made."""
        if self._job is not None:
            self._job.cancel()

    def _progress(self, done: int, total: int, _what: str) -> None:
        self.moved.emit(done, total)

    def _done(self, report: ExportReport) -> None:
        self._job = None
        session = self._bridge.session
        same = session.declaration == self._content
        if not report.draft and not report.refused and same and not self._bridge.read_only:
            self._bridge.do(session.mark_exported)
        self.written.emit(report, same)

    def _failed(self, fault: Exception) -> None:
        self._job = None
        if isinstance(fault, SmdeskError):
            self.refused.emit(fault.problem)
            return
        detail = f"{type(fault).__name__}: {fault}"
        self.refused.emit(Problem("wizard.export-broken", params={"detail": detail}))

    def _cancelled(self) -> None:
        self._job = None
        self.stopped.emit()


def _work(
    bridge: SessionBridge, content: Declaration, files: Files, wish: Wish
) -> Callable[[Control], ExportReport]:
    pack, form = bridge.session.pack, bridge.session.form

    def run(control: Control) -> ExportReport:
        at = [0, 1]

        def progress(done: int, total: int) -> None:
            at[:] = [done, total]
            control.report(done * PARTS, total * PARTS)
            if done == total:  # files are written now: a later stop could not tell of them
                control.commit()

        def within(done: int, total: int) -> None:
            control.report(at[0] * PARTS + done * PARTS // max(total, 1), at[1] * PARTS)

        return export(
            pack, form, content, files, wish.folder, formats=wish.formats, draft=wish.draft,
            stem=wish.stem, contents=wish.contents, progress=progress, within=within,
        )  # fmt: skip

    return run
