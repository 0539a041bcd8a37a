"""Work beside the window: a PDF opened as paper, scans recognised one by one, the file made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from smdesk.errors import Problem
from smdesk.gui.preview.drawer import Jobs
from smdesk.gui.printing.send import problem_of
from smdesk.gui.work import Control, Job

if TYPE_CHECKING:
    from PIL import Image

    from smdesk.service.signed import Paper, Recognised, Signed
    from smdesk.service.signed.align import Placing

THUMB = 460
"""Height of a scan's small picture, in dots."""


@dataclass(frozen=True)
class Looked:
    """A scan, what it turned out to be, and a small picture of it as its page stands."""

    found: Recognised
    thumb: QImage


class Looking(QObject):
    """One piece of work at a time.

    ``moved(done, total, what)``; ``opened(Paper)``, ``looked(list of Looked)``, ``made(Signed)`` or
    ``refused(Problem)``; then ``ended()``. Scans that were recognised before a stop or a fault are
    told all the same.
    """

    moved = Signal(int, int, str)
    opened = Signal(object)
    looked = Signal(list)
    made = Signal(object)
    refused = Signal(object)
    ended = Signal()

    def __init__(self, jobs: Jobs = Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self._job is not None

    def open(self, path: Path) -> None:
        """Open the PDF that was printed and signed."""

        def work(control: Control) -> Paper:
            from smdesk.service.signed import paper_at

            control.report(0, 0, path.name)
            return paper_at(path)

        self._start(work, self.opened.emit)

    def look(self, paper: Paper, paths: Sequence[Path]) -> None:
        """Find out what scans are."""
        found: list[Looked] = []

        def work(control: Control) -> None:
            from smdesk.service.signed.run import Recogniser
            from smdesk.service.signed.scan import sources

            control.report(0, 0, paths[0].name)
            listed = sources(tuple(paths))
            machine = Recogniser(paper)
            for done, source in enumerate(listed):
                control.report(done, len(listed), source.name)
                recognised = machine.look(source)
                found.append(Looked(recognised, _thumb(recognised)))

        self._start(work, lambda _nothing: None, lambda: self.looked.emit(found))

    def make(self, paper: Paper, used: Sequence[Recognised], target: Path) -> None:
        """Make the signed PDF and write it."""

        def work(control: Control) -> Signed:
            from smdesk.service.signed import sign, write_signed

            made = sign(paper, used, control.report)
            control.check()
            write_signed(made, target)
            return made

        self._start(work, self.made.emit)

    def cancel(self) -> None:
        """Ask to stop after the page at hand."""
        if self._job is not None:
            self._job.cancel()

    def _start(
        self,
        work: Callable[[Control], object],
        done: Callable[[object], object],
        last: Callable[[], object] = lambda: None,
    ) -> None:
        if self._job is not None:
            return
        self._job = job = self._jobs(work)
        job.progress.connect(self.moved)
        job.done.connect(done)
        job.failed.connect(lambda fault: self._refuse(problem_of(fault)))
        job.finished.connect(lambda: self._finish(last))
        job.start()

    def _refuse(self, problem: Problem) -> None:
        self.refused.emit(problem)

    def _finish(self, last: Callable[[], object]) -> None:
        self._job = None
        last()
        self.ended.emit()


def _thumb(found: Recognised) -> QImage:
    """Return a scan small: as its page stands where that is known, else as it lies."""
    from smdesk.service.signed.scan import picture

    image = picture(found.source)
    small = _upright(image, found.placing) if found.placing else image.convert("RGB")
    small.thumbnail((THUMB, THUMB))
    data = small.tobytes()
    width, height = small.size
    return QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _upright(image: Image.Image, placing: Placing) -> Image.Image:
    from PIL import Image as Pictures

    from smdesk.packet import page

    size = (round(THUMB * page.PAGE_WIDTH / page.PAGE_HEIGHT), THUMB)
    double = (size[0] * 2, size[1] * 2)
    turned = image.convert("RGB").transform(
        double, Pictures.Transform.AFFINE, placing.matrix(image.size, double),
        resample=Pictures.Resampling.BILINEAR, fillcolor=(255, 255, 255),
    )  # fmt: skip
    return turned.resize(size, Pictures.Resampling.BOX)
