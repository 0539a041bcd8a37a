"""The files for the website, written beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from smdesk.errors import Problem, SmdeskError
from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.work import Control, Job
from smdesk.service.webfill_files import Prepared, prepare_website

Jobs = Callable[[Callable[[Control], Any]], Job]


class Preparing(QObject):
    """Writes the files; then ``written(Prepared)`` or ``failed(Problem)``."""

    written = Signal(object)
    failed = Signal(object)

    def __init__(
        self, bridge: SessionBridge, files: Files, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._files, self._jobs = bridge, files, jobs
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Whether files are being written."""
        return self._job is not None

    def start(self, folder: Path) -> None:
        """Commit what is being typed and write the files; nothing while they are being written."""
        if self._job is not None:
            return
        session = self._bridge.session
        session.leave()
        pack, form, content, files = session.pack, session.form, session.declaration, self._files

        def work(control: Control) -> Prepared:
            control.check()
            return prepare_website(pack, form, content, files, folder)

        self._job = job = self._jobs(work)
        job.done.connect(self._done)
        job.failed.connect(self._broke)
        job.cancelled.connect(self._end)
        job.start()

    def cancel(self) -> None:
        """Ask the work to stop."""
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        self._job = None

    def _done(self, prepared: Prepared) -> None:
        self._job = None
        self.written.emit(prepared)

    def _broke(self, fault: Exception) -> None:
        self._job = None
        if isinstance(fault, SmdeskError):
            self.failed.emit(fault.problem)
            return
        detail = f"{type(fault).__name__}: {fault}"
        self.failed.emit(Problem("window.work-broken", params={"detail": detail}))
