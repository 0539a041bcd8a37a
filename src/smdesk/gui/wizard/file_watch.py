"""Looks beside the window whether the files of a draft are whole, and tells its session."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative.files import Jobs
from smdesk.gui.work import Control, Job
from smdesk.service.session import Changes
from smdesk.service.session.file_faults import Faults, file_digests

_QUIET = 400
"""Milliseconds that the content rests before its files are looked at."""


class FileWatch(QObject):
    """Looks when a draft is opened, and again when it has other files; ends with its parent."""

    def __init__(self, bridge: SessionBridge, files: Files, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._files, self._jobs = bridge, files, jobs
        self._seen: frozenset[str] | None = None
        self._faulty = False
        self._job: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_QUIET)
        self._pause.timeout.connect(self.look)
        bridge.changed.connect(self._changed)
        self._pause.start()

    def look(self) -> None:
        """Look at the files as they are now; nothing where they are those that were seen."""
        declaration, files = self._bridge.session.declaration, self._files
        digests = file_digests(declaration)
        if self._job is not None or digests == self._seen:
            return
        if not digests:
            self._seen = digests
            return

        def work(control: Control) -> Faults:
            from smdesk.service.fit import faults_of

            return faults_of(declaration, files, lambda _done, _total: control.check())

        self._seen = digests
        self._job = job = self._jobs(work)
        job.done.connect(self._found)
        job.finished.connect(self._ended)
        job.start()

    def _changed(self, changes: Changes) -> None:
        if changes.narrative or changes.attachments:
            if self._faulty:  # what was lost may have been added again
                self._seen = None
            self._pause.start()

    def _found(self, faults: Faults) -> None:
        self._faulty = bool(faults)
        self._bridge.do(lambda: self._bridge.session.mark_files(faults))

    def _ended(self) -> None:
        self._job = None
        self.look()
