"""Where everything is put together: the data folder, the draft at work, their threads and timers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from smdesk import log
from smdesk.errors import Problem, SmdeskError
from smdesk.gui.settings import Settings
from smdesk.gui.work import Control, Job, Lane, QtTimer

if TYPE_CHECKING:
    from smdesk.gui.bridge import SessionBridge
    from smdesk.gui.wizard.page import WizardPage
    from smdesk.service.home import SampleName
    from smdesk.service.home_names import Names
    from smdesk.service.session.autosave import Autosave, Batch, Outcome
    from smdesk.service.session.opening import OpenDraft
    from smdesk.store.instance import Holder
    from smdesk.store.library import Library

BACKUP_MINUTES = 10
"""How often it is asked whether a backup is due."""
_FALL_BACK = {
    "store.held": "window.held",
    "store.read-only": "window.folder-read-only",
    "store.disk-full": "window.disk-full",
}
"""What does not keep drafts from being read, and how it is told over them."""
_ROUNDS = 5
"""Saves that closing a draft waits for: one under way, the one after it, and no end."""

_logger = log.get(__name__)


@dataclass(frozen=True)
class Opened:
    """An open data folder; ``because`` says why it can only be read.

    ``samples`` are there at once only where there is no draft; they follow with `Desk.sampled`.
    Until then ``names`` are what the list calls the notices of its drafts.
    """

    library: Library
    samples: tuple[SampleName, ...]
    because: Problem | None = None
    holder: Holder | None = None
    names: Names = field(default_factory=dict)


def open_folder(folder: Path, *, start_empty: bool = False, wanted: int | None = None) -> Opened:
    """Open the data folder, for reading only where another program holds it or nothing may be written.

    The notice of the draft ``wanted`` is read, and those whose names the list does not know.
    Raises ``SmdeskError`` as `Library.open`.
    """
    from smdesk.service.home_names import look_up, recall
    from smdesk.store.instance import holder
    from smdesk.store.library import Library

    because, who = None, None
    try:
        library = Library.open(folder, start_empty=start_empty)
    except SmdeskError as fault:
        if fault.code not in _FALL_BACK:
            raise
        because = _read_only(fault, folder)
        # A card that a killed program left says nothing about a folder that cannot be written.
        who = holder(folder) if fault.code == "store.held" else None
        try:
            library = Library.open(folder, read_only=True)
        except SmdeskError as other:
            raise (fault if other.code == "store.nothing" else other) from other
    drafts = library.drafts()
    names = recall(folder)
    needed = [one.form for one in drafts if one.form not in names or one.id == wanted]
    names = {**names, **look_up(needed)}
    return Opened(library, () if drafts else _samples(), because, who, names)


class Desk(QObject):
    """The data folder of the window: opened beside it, backed up while it runs, closed with it.

    ``opened(Opened)`` or ``failed(Problem)`` follows each `open`; ``sampled`` when samples that
    nobody waits for have been found after it.
    """

    opened = Signal(object)
    failed = Signal(object)
    sampled = Signal()

    def __init__(self, folder: Path, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder, self.settings = folder, settings
        self.now: Opened | None = None
        self._lane = Lane()
        self._closed = False
        self._backups = QTimer(self)
        self._backups.setInterval(BACKUP_MINUTES * 60_000)
        self._backups.timeout.connect(self._back_up)

    @property
    def library(self) -> Library | None:
        """The library, while it is open."""
        return self.now.library if self.now else None

    @property
    def writable(self) -> bool:
        """Whether drafts can be changed."""
        return self.now is not None and not self.now.library.read_only

    def open(self, *, start_empty: bool = False) -> Job:
        """Open the folder beside the window; one that is open is closed first."""
        self._let_go()
        wanted = self.settings.last_draft
        job = Job(lambda _: open_folder(self.folder, start_empty=start_empty, wanted=wanted))
        job.done.connect(self._opened)
        job.failed.connect(self._failed)
        return job.start()

    def restore(self, chosen: Path) -> Job:
        """Put a backup in the library's place and open it, beside the window."""
        self._let_go()

        def work(_: Control) -> Opened:
            from smdesk.store.opening import restore

            restore(self.folder, chosen)
            return open_folder(self.folder)

        job = Job(work)
        job.done.connect(self._opened)
        job.failed.connect(self._failed)
        return job.start()

    def draft(self, draft: int) -> DraftWork:
        """Open a draft of the library. Raises as `open_draft`."""
        from smdesk.service.session.opening import open_draft

        assert self.now is not None
        return DraftWork(self.now, open_draft(self.now.library, draft), self._lane, self.settings)

    def close(self) -> None:
        """Close the library, the last backup made; what fails then is only logged."""
        self._closed = True
        self._lane.wait()
        self._let_go()

    def _let_go(self) -> None:
        self._backups.stop()
        if self.now is not None:
            library, self.now = self.now.library, None
            try:
                library.close()
            except SmdeskError as fault:
                _logger.warning("closing the library: %s", fault)

    def _opened(self, found: Opened) -> None:
        if self._closed:
            found.library.close()
            return
        self.now = found
        if self.writable:
            self._backups.start()
        self.opened.emit(found)
        if not found.samples:
            job = Job(lambda _: self._look_up(found.library))
            job.done.connect(self._sampled)
            job.start()

    def _sampled(self, samples: tuple[SampleName, ...]) -> None:
        if self.now is not None:
            self.now = replace(self.now, samples=samples)
            self.sampled.emit()

    def _look_up(self, library: Library) -> tuple[SampleName, ...]:
        """Read the notices of the drafts, keep their names for the next start; find the samples."""
        from smdesk.service.home_names import keep, look_up

        with suppress(SmdeskError):  # closed meanwhile
            names = look_up(one.form for one in library.drafts())
            if not library.read_only:
                keep(self.folder, names)
        return _samples()

    def _failed(self, fault: Exception) -> None:
        if not self._closed:
            self.failed.emit(problem_of(fault))

    def _back_up(self) -> None:
        library = self.library
        if library is not None:
            self._lane.submit(
                library.back_up,
                lambda _: None,
                lambda fault: _logger.warning("backup failed: %s", fault),
            )


class DraftWork(QObject):
    """One draft at work: its session, its autosave, and the services of its pages."""

    def __init__(self, desk: Opened, opened: OpenDraft, lane: Lane, settings: Settings) -> None:
        from smdesk.gui.bridge import SessionBridge
        from smdesk.gui.wizard.makers import Services
        from smdesk.service.printing.joblist import FOLDER

        super().__init__()
        self._library, self._lane = desk.library, lane
        self.opened, self.holder = opened, desk.holder
        self.bridge: SessionBridge = SessionBridge(
            opened.session, read_only=desk.library.read_only, parent=self
        )
        prints = (desk.library.folder, f"{FOLDER}/draft-{opened.id}")
        self.services = Services(
            self.bridge, desk.library.blobs, settings.store, Job,
            prints=None if desk.library.read_only else prints,
        )  # fmt: skip
        self.autosave: Autosave | None = None
        if not desk.library.read_only:
            self.autosave = self._start_autosave()

    @property
    def name(self) -> str:
        """Who applies, else the draft's own name."""
        from smdesk.service.applicant import applicant_of

        session = self.opened.session
        values = session.declaration.values
        return applicant_of(session.pack, session.form, values) or self.opened.title

    def page(self, parent: QWidget | None = None) -> WizardPage:
        """Return the wizard of this draft."""
        from smdesk.gui.wizard.file_watch import FileWatch
        from smdesk.gui.wizard.page import WizardPage

        page = WizardPage(self.services, self.autosave, holder=self.holder, parent=parent)
        FileWatch(self.bridge, self.services.file, self.services.jobs, page)
        return page

    def save(self) -> Problem | None:
        """Commit and save everything, waiting for the disk; return what stands against it."""
        if self.autosave is None:
            return None
        for _ in range(_ROUNDS):
            if self.autosave.flush():
                return None
            self._lane.settle()
            if self.autosave.status.kind == "failed":
                break
        return None if self.autosave.clean else self.autosave.status.problem

    def close(self) -> None:
        """Stop saving and listening; call `save` before."""
        if self.autosave is not None:
            self.autosave.close()
            self._lane.settle()
        self.bridge.close()
        self.deleteLater()

    def _start_autosave(self) -> Autosave:
        from smdesk.service.session.autosave import Autosave

        opened = self.opened
        return Autosave(
            opened.session, self._write, QtTimer(self), revision=opened.revision,
            saved=opened.saved, summary=opened.summary, tell=self.bridge.saving.emit,
        )  # fmt: skip

    def _write(self, batch: Batch, tell: Callable[[Outcome], None]) -> None:
        from smdesk.service.session.opening import store_batch

        self._lane.submit(partial(store_batch, self._library, self.opened.id, batch), tell, tell)


def _samples() -> tuple[SampleName, ...]:
    from smdesk.service.home import sample_names

    return sample_names()


def _read_only(fault: SmdeskError, folder: Path) -> Problem:
    """Return why the window can only read, told of a folder that is open by then."""
    return Problem(_FALL_BACK[fault.code], "check", {**fault.params, "folder": str(folder)})


def problem_of(fault: Exception) -> Problem:
    """Return what a person is told of a fault; one of ours goes to the log whole."""
    if isinstance(fault, SmdeskError):
        return fault.problem
    _logger.error("work beside the window broke", exc_info=fault)
    detail = f"{type(fault).__name__}: {fault}"
    return Problem("window.work-broken", params={"detail": detail})
