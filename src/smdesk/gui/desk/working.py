"""A dialog that has one thing worked out at a time beside the window: progress, stop, what failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from smdesk.gui.home.parts import Note
from smdesk.gui.printing.sizing import OnScreen
from smdesk.gui.wiring import problem_of
from smdesk.gui.wizard.parts import push
from smdesk.gui.work import Control, Job

_ANSWERED = 150
"""Milliseconds by which a window system has answered: a late answer to an earlier, smaller size
takes back the one asked for last."""


class WorkingDialog(OnScreen):
    """Subclasses lay out `note`, `bar` and `stop`, which closes the dialog or stops what runs.

    ``began`` and ``settled`` are called when work begins and when it has ended, however it did.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.job: Job | None = None
        self.note, self.bar = Note(), QProgressBar()
        self.bar.setAccessibleName("进度")
        self.bar.hide()
        self._later = QTimer(self, singleShot=True, interval=_ANSWERED)
        self._later.timeout.connect(self._make_room)
        self.stop = push("关闭")
        self.stop.clicked.connect(self.reject)

    def run(self, work: Callable[[Control], Any], done: Callable[[Any], object]) -> None:
        """Have something worked out; ``done`` gets it."""
        if self.job is not None:
            return
        self.job = job = Job(work)
        job.progress.connect(self._progress)
        job.done.connect(done)
        job.failed.connect(lambda fault: self.note.say(problem_of(fault).message, "error"))
        job.finished.connect(self._ended)
        self.note.hide()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop.setText("停止")
        self.began()
        job.start()

    def began(self) -> None:
        """Do what is to be done when work begins."""

    def settled(self) -> None:
        """Do what is to be done after work ended."""

    def reject(self) -> None:
        """Stop what runs, else close."""
        if self.job is not None:
            self.job.cancel()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Stay until what runs has stopped."""
        if self.job is not None:
            self.job.cancel()
            event.ignore()
            return
        super().closeEvent(event)

    def _progress(self, done: int, total: int, _what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _ended(self) -> None:
        self.job = None
        self.bar.hide()
        self.stop.setText("关闭")
        self.settled()
        self._make_room()
        self._later.start()

    def _make_room(self) -> None:
        """Grow where what is said needs it: a layout would press all else together."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            needed = layout.minimumHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
