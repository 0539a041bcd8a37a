"""Packets put into the list of prints: read from files or laid out from drafts, in a job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from smdesk.errors import Problem
from smdesk.gui.preview.drawer import Jobs
from smdesk.gui.printing.send import problem_of
from smdesk.gui.work import Cancelled, Control, Job

if TYPE_CHECKING:
    from smdesk.packet.contents import Contents
    from smdesk.service.printing.parcel import Parcel
    from smdesk.store.library import Library


@dataclass(frozen=True)
class Source:
    """Where a packet comes from: its name, and what makes it, with a page of contents or without."""

    name: str
    make: Callable[[Contents], Parcel]


@dataclass(frozen=True)
class Gathered:
    """The packets, and what was not made: names and why."""

    parcels: tuple[Parcel, ...]
    problems: tuple[tuple[str, Problem], ...] = ()


class Gathering(QObject):
    """Makes packets one after the other. ``moved(done, total, name)``, then ``done(Gathered)``.

    What was made before a stop is kept.
    """

    moved = Signal(int, int, str)
    done = Signal(object)

    def __init__(self, jobs: Jobs = Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._made: list[Parcel] = []
        self._failed: list[tuple[str, Problem]] = []

    @property
    def running(self) -> bool:
        """Whether packets are being made."""
        return self._job is not None

    def start(self, chosen: Sequence[Source], contents: Contents = "auto") -> None:
        """Make these; nothing while others are being made."""
        if self._job is not None or not chosen:
            return
        self._made, self._failed = [], []
        self._job = job = self._jobs(self._work(tuple(chosen), contents))
        job.progress.connect(self.moved)
        job.finished.connect(self._finished)
        job.start()

    def cancel(self) -> None:
        """Ask to stop after the packet at hand."""
        if self._job is not None:
            self._job.cancel()

    def _work(self, chosen: tuple[Source, ...], contents: Contents) -> Callable[[Control], None]:
        made, failed = self._made, self._failed

        def work(control: Control) -> None:
            for number, one in enumerate(chosen):
                control.report(number, len(chosen), one.name)
                try:
                    made.append(one.make(contents))
                except Cancelled:
                    raise
                except Exception as fault:
                    failed.append((one.name, problem_of(fault)))

        return work

    def _finished(self) -> None:
        self._job = None
        self.done.emit(Gathered(tuple(self._made), tuple(self._failed)))


def of_files(paths: Sequence[Path]) -> tuple[Source, ...]:
    """Return files as sources."""

    def source(path: Path) -> Source:
        def make(contents: Contents) -> Parcel:
            from smdesk.service.printing.parcel import of_file

            return of_file(path, contents)

        return Source(path.name, make)

    return tuple(source(one) for one in paths)


def of_drafts(library: Library, drafts: Sequence[tuple[int, str]]) -> tuple[Source, ...]:
    """Return drafts (id and name) as sources."""

    def source(number: int, name: str) -> Source:
        def make(contents: Contents) -> Parcel:
            from smdesk.service.printing.parcel import of_draft

            return of_draft(library, number, contents)

        return Source(name, make)

    return tuple(source(*one) for one in drafts)
