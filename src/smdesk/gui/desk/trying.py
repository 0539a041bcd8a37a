"""A desk for trying out: the sample's cases, in a data folder and a window of their own.

What an officer tries there never stands among what was received: cases are not taken off a desk.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smdesk.gui.wiring import problem_of
from smdesk.gui.work import Control, Job

if TYPE_CHECKING:
    from smdesk.gui.desk.page import DeskPage

_RECEIVED = "received"
_TITLE = "样例收件台"


class Trying(QObject):
    """Says that a desk is the sample's, and fills it where it is still empty."""

    def __init__(self, page: DeskPage, folder: Path) -> None:
        super().__init__(page)
        self._page, self._folder = page, folder / _RECEIVED
        self.job: Job | None = None
        self._whole = False
        page.frame.title.setText(_TITLE)
        page.say("这里都是虚构的申报，和您自己的收件台互不相干，可以随意试用。")
        desk = page.work.desk
        if desk is not None and page.work.writable and desk.last_batch() is None:
            self._make()

    def _make(self) -> None:
        strip = self._page.frame.strip
        job = Job(lambda control: _write(self._folder, control))
        job.progress.connect(strip.show_progress)
        job.done.connect(self._written)
        job.failed.connect(lambda fault: self._page.say(problem_of(fault).message, "error"))
        job.cancelled.connect(lambda: self._page.say("样例没有做完，下次打开样例收件台时再做。"))
        job.finished.connect(self._ended)
        strip.show_progress(0, 0, "正在制作样例")
        strip.pause.setEnabled(False)
        strip.stop.clicked.connect(job.cancel)
        self.job = job.start()

    def _written(self, _none: object) -> None:
        self._whole = True

    def _ended(self) -> None:
        self._page.frame.strip.pause.setEnabled(True)
        self._page.frame.strip.end()
        if self._whole:
            self._page.taking.take([self._folder])


def _write(folder: Path, control: Control) -> None:
    """Write the sample's files; it is whole or begun anew the next time."""
    from smdesk.service.desk.sample import COUNT, write_received

    write_received(
        folder, tell=lambda done: control.report(min(done, COUNT), COUNT, "正在制作样例")
    )
