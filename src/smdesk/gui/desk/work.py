"""The open desk beside the window: opened, written to in order, taken in, closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from smdesk.errors import Problem, SmdeskError
from smdesk.gui.wiring import problem_of
from smdesk.gui.work import Control as JobControl
from smdesk.gui.work import Job, Lane
from smdesk.store.faults import not_held

if TYPE_CHECKING:
    from smdesk.service.desk.intake import Batch, Control, Progress
    from smdesk.store.desk.desk import Desk

_FALL_BACK = frozenset({"store.held", "store.read-only", "store.disk-full"})


class DeskWork(QObject):
    """One desk folder; every write goes through one lane, in the order it was asked for.

    ``opened()`` or ``failed(Problem)`` follows `open`; ``refused(Problem)`` a write that was not
    taken; ``changed()`` every write that was. ``because`` is why nothing can be written.
    """

    opened = Signal()
    failed = Signal(object)
    refused = Signal(object)
    changed = Signal()
    progressed = Signal(object)
    taken = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.desk: Desk | None = None
        self.because: Problem | None = None
        self._lane = Lane()
        self._control: Control | None = None
        self._job: Job | None = None
        self._checking: Job | None = None
        self._reads: set[Job] = set()
        self._closed = False

    @property
    def writable(self) -> bool:
        """Whether cases can be moved, ranked, taken in."""
        return self.desk is not None and not self.desk.read_only

    @property
    def busy(self) -> bool:
        """Whether files are being taken in."""
        return self._job is not None

    def open(self) -> Job:
        """Open the folder beside the window, for reading only where another program holds it."""
        job = Job(lambda _: _open(self.folder))
        job.done.connect(self._opened)
        job.failed.connect(lambda fault: self.failed.emit(_told(fault)))
        return job.start()

    def _opened(self, found: tuple[Desk, Problem | None]) -> None:
        if self._closed:
            found[0].close()
            return
        self.desk, self.because = found
        self.opened.emit()
        Job(_get_ready).start()  # loading all readings takes a second
        if self.writable:
            self._check_again(found[0])

    def _check_again(self, desk: Desk) -> None:
        """Check beside the window what rules of another edition were applied to."""
        job = Job(lambda control: _refresh(desk, control))
        job.done.connect(lambda count: self.changed.emit() if count else None)
        job.failed.connect(lambda fault: self.refused.emit(_told(fault)))
        job.finished.connect(self._checked)
        self._checking = job.start()

    def _checked(self) -> None:
        self._checking = None

    def write(self, call: Callable[[Desk], Any], done: Callable[[Any], None] | None = None) -> None:
        """Have the desk changed in its turn; ``done`` gets what ``call`` returns."""
        desk = self.desk
        if desk is None:
            return

        def finished(result: Any) -> None:
            self.changed.emit()
            if done is not None:
                done(result)

        self._lane.submit(
            lambda: call(desk), finished, lambda fault: self.refused.emit(_told(fault))
        )

    def read(self, call: Callable[[Desk], Any], done: Callable[[Any], None]) -> None:
        """Read what takes a while beside the window; ``done`` gets it unless the desk was closed."""
        desk = self.desk
        if desk is None:
            return
        job = Job(lambda _: call(desk))

        def finished(result: Any) -> None:
            if not self._closed:
                done(result)

        job.done.connect(finished)
        job.failed.connect(lambda fault: self.refused.emit(_told(fault)))
        job.finished.connect(lambda: self._reads.discard(job))
        self._reads.add(job)
        job.start()

    # -- intake --------------------------------------------------------------------------------

    def take_in(self, paths: Sequence[Path]) -> None:
        """Take files and folders in; ``progressed`` and at the end ``taken(Batch)`` tell of it."""
        from smdesk.service.desk.intake import Control

        desk = self.desk
        if desk is None or self.busy:
            return
        control = self._control = Control()
        tell = _Teller()
        tell.told.connect(self.progressed)
        job = Job(lambda _: _take_in(desk, paths, control, tell.told.emit))
        job.done.connect(self.taken)
        job.failed.connect(lambda fault: self.refused.emit(_told(fault)))
        job.finished.connect(self._ended)
        self._job, self._tell = job, tell
        job.start()

    def pause(self, *, on: bool) -> None:
        """Begin no further file, or go on."""
        if self._control is not None:
            (self._control.pause if on else self._control.go_on)()

    def stop(self) -> None:
        """Stop taking in; what was taken in stays."""
        if self._control is not None:
            self._control.cancel()

    def _ended(self) -> None:
        self._job = self._control = None
        self.changed.emit()

    def settle(self) -> None:
        """Wait for every write, and tell their outcomes."""
        self._lane.settle()

    def close(self) -> None:
        """Stop what runs and close the desk."""
        self._closed = True
        self.stop()
        self._lane.wait()
        if self._checking is not None:
            self._checking.cancel()
        if self._job is not None or self._checking is not None or self._reads:
            QThreadPool.globalInstance().waitForDone()
        if self.desk is not None:
            self.desk.close()
            self.desk = None


class _Teller(QObject):
    """Carries progress from the thread that reads to the window's."""

    told = Signal(object)


def _take_in(
    desk: Desk, paths: Sequence[Path], control: Control, tell: Callable[[Progress], None]
) -> Batch:
    from smdesk.service.desk.convert import find_converter
    from smdesk.service.desk.intake import intake

    return intake(desk, paths, control=control, tell=tell, converter=find_converter())


def _refresh(desk: Desk, control: JobControl) -> int:
    from smdesk.service.desk.checking import refresh

    return refresh(desk, go_on=lambda: not control.cancelled)


def _told(fault: Exception) -> Problem:
    """Return what is said of a fault: what the desk could not save is not kept in its window."""
    return problem_of(not_held(fault) if isinstance(fault, SmdeskError) else fault)


def _open(folder: Path) -> tuple[Desk, Problem | None]:
    from smdesk.store.desk.desk import Desk

    try:
        return Desk.open(folder), None
    except SmdeskError as fault:
        if fault.code not in _FALL_BACK:
            raise
        return Desk.open(folder, read_only=True), not_held(fault).problem


def _get_ready(_: JobControl) -> None:
    """Load what the first case and the first search want, so that no key or click waits for it."""
    from smdesk.notices.loader import pack, pack_folders
    from smdesk.rules.engine import checker_of
    from smdesk.service.describe import form_years
    from smdesk.store.search import get_ready

    import_module("smdesk.service.desk.findings")
    get_ready()
    for folder in pack_folders():
        with suppress(SmdeskError):  # a faulty pack of somebody's own is told where it is wanted
            notice = pack(folder.name)
            form = next(iter(notice.forms.values()))
            checker_of(notice, form, form_years(notice, form))
