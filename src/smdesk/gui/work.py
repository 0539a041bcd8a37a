"""Work beside the window: jobs with progress and cancel, one lane for writes, timers.

Everything that a job tells is told in the thread of the window.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QRunnable,
    Qt,
    QThreadPool,
    QTimer,
    Signal,
)

from smdesk import log

_logger = log.get(__name__)

_alive: set[Job] = set()
"""Jobs that have not told their end yet; a job is kept by this alone."""
_resting: set[Job] = set()
"""Jobs that have told it while their thread was still leaving the work.

What the work holds, widgets among it, must be let go in the thread of the window.
"""


_Work = Callable[["Control"], Any]
_End = Callable[[object, BaseException | None], None]


class Cancelled(Exception):
    """Ends the work of a job that was cancelled; raised by `Control.check`."""


class Control:
    """What the work of a job is given: a place for its progress, and the wish to stop."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report = report
        self._stop = threading.Event()
        self._turn = threading.Lock()
        self._committed = False

    @property
    def cancelled(self) -> bool:
        """Whether the work is no longer wanted."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; nothing once it has committed itself."""
        with self._turn:
            if not self._committed:
                self._stop.set()

    def commit(self) -> None:
        """Go past where the work can be undone: raise `Cancelled` here or be done whatever is asked."""
        with self._turn:
            self.check()
            self._committed = True

    def check(self) -> None:
        """Raise `Cancelled` if the work is no longer wanted."""
        if self.cancelled:
            raise Cancelled

    def report(self, done: int, total: int, what: str = "") -> None:
        """Tell progress (``total`` 0: unknown); raise `Cancelled` if no longer wanted."""
        self.check()
        self._report(done, total, what)


class Job(QObject):
    """One piece of work in another thread; its signals come in the thread that made it.

    Exactly one of ``done(result)``, ``failed(exception)`` and ``cancelled()`` comes, then
    ``finished()``. A cancelled job tells ``cancelled`` even if its result was there already.
    """

    progress = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    _moved = Signal(int, int, str)
    _ended = Signal(object, object)

    def __init__(self, work: Callable[[Control], Any], *, pool: QThreadPool | None = None) -> None:
        super().__init__()
        self._control = Control(self._moved.emit)
        self._runnable = _Runnable(work, self._control, self._ended.emit)
        self._pool = pool or QThreadPool.globalInstance()
        self._moved.connect(self._tell_progress, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._tell_end, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether the job was started and has not told its end."""
        return self in _alive

    def start(self) -> Job:
        """Hand the work to the pool; return the job."""
        _alive.add(self)
        self._pool.start(self._runnable)
        return self

    def cancel(self) -> None:
        """Ask the work to stop; ``cancelled`` comes when it has."""
        self._control.cancel()

    def _tell_progress(self, done: int, total: int, what: str) -> None:
        if not self._control.cancelled:
            self.progress.emit(done, total, what)

    def _tell_end(self, result: object, fault: BaseException | None) -> None:
        try:
            if self._control.cancelled or isinstance(fault, Cancelled):
                self.cancelled.emit()
            elif fault is not None:
                self.failed.emit(fault)
            else:
                self.done.emit(result)
            self.finished.emit()
        finally:
            _alive.discard(self)
            _resting.add(self)
            for job in [job for job in _resting if job._runnable.left]:
                _resting.remove(job)
                job._runnable.let_go()


class _Runnable(QRunnable):
    """The work as the pool sees it; a fault of any kind is told, never lost in the thread.

    PySide gives it to the pool for good, and the pool, told not to delete it in its thread, keeps
    it: what it holds must be let go by hand.
    """

    def __init__(
        self,
        work: _Work,
        control: Control,
        end: _End,
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._held: tuple[()] | tuple[_Work, Control, _End] = (work, control, end)
        self.left = False

    def run(self) -> None:
        if self._held:
            _do(*self._held)
        self.left = True  # the last step here: no other thread comes between it and the return

    def let_go(self) -> None:
        """Hold nothing any more; it has run."""
        self._held = ()


def _do(work: _Work, control: Control, end: _End) -> None:
    try:
        control.check()
        result = work(control)
    except Cancelled as fault:
        end(None, fault)
    except BaseException as fault:
        _logger.info("a job failed", exc_info=fault)
        end(None, fault)
    else:
        end(result, None)


class Lane:
    """Runs calls one after the other in one other thread, in the order they came."""

    def __init__(self) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._jobs: dict[Job, None] = {}  # in the order they came

    def submit(
        self,
        call: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run ``call`` when its turn comes; its outcome is told in the thread of the window."""
        job = Job(lambda _: call(), pool=self._pool)
        job.done.connect(done)
        job.failed.connect(failed)
        job.finished.connect(lambda: self._jobs.pop(job, None))
        self._jobs[job] = None
        job.start()

    def wait(self, seconds: float = -1.0) -> bool:
        """Block until every call has run (not: has told); return false when time ran out."""
        return self._pool.waitForDone(-1 if seconds < 0 else round(seconds * 1000))

    def settle(self) -> None:
        """Block until every call has run, and tell its outcome before returning."""
        self.wait()
        for job in tuple(self._jobs):
            QCoreApplication.sendPostedEvents(job, QEvent.Type.MetaCall.value)


class QtTimer:
    """One alarm of the window's event loop, with the shape that autosave asks for."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ring)
        self._call: Callable[[], None] | None = None

    def start(self, seconds: float, call: Callable[[], None]) -> None:
        """Call once after ``seconds``; an alarm that was set before is replaced."""
        self._call = call
        self._timer.start(round(seconds * 1000))

    def stop(self) -> None:
        """Take the alarm back."""
        self._call = None
        self._timer.stop()

    def _ring(self) -> None:
        call, self._call = self._call, None
        if call is not None:
            call()


def end_all(seconds: float = 10.0) -> bool:
    """Cancel every job and wait for the threads; return false when some did not stop in time."""
    for job in tuple(_alive):
        job.cancel()
    return QThreadPool.globalInstance().waitForDone(round(seconds * 1000))
