"""The library: every draft of one data folder, behind one lock.

All methods may be called from any thread. What a method returns is on the disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from smdesk import log
from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Attachment, Declaration, Narrative
from smdesk.store import connection as connections
from smdesk.store import drafts, verify
from smdesk.store.backups import Backup, Backups
from smdesk.store.blobs import Blobs
from smdesk.store.drafts import Edit, Mark
from smdesk.store.faults import from_system
from smdesk.store.history import of_field, replay, versions
from smdesk.store.instance import InstanceLock, user_name
from smdesk.store.models import (
    Change,
    Draft,
    DraftRow,
    Entry,
    Saved,
    Summary,
    Version,
    now,
    to_stamp,
)
from smdesk.store.opening import BLOBS, FILE, open_to_read, open_to_write
from smdesk.store.parts import declaration_of, differences, files_in
from smdesk.store.profiles import Profiles
from smdesk.store.rows import (
    draft_row,
    draft_rows,
    found_rows,
    history_rows,
    stored_parts,
    update_draft,
)
from smdesk.store.schema import DRAFT_SEARCH
from smdesk.store.search import expression

_logger = log.get(__name__)


class Library:
    """One open data folder; made by `open`."""

    def __init__(
        self,
        folder: Path,
        lock: InstanceLock | None,
        opened: connections.Connections,
        *,
        person: str,
        clock: Callable[[], datetime],
        unclean: bool,
    ) -> None:
        self.folder = folder
        self.blobs = Blobs(folder / BLOBS, clock=clock, read_only=opened.read_only)
        self.backups = Backups(folder / FILE, clock=clock)
        self.profiles = Profiles(self._reading, self._writing, clock)
        self._lock = lock
        self._open = opened
        self._person = person
        self._clock = clock
        self._changed = unclean

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        person: str = "",
        clock: Callable[[], datetime] = now,
        read_only: bool = False,
        start_empty: bool = False,
    ) -> Self:
        """Open the library of ``folder``, made if there is none; bring an old schema to ours.

        Raises ``SmdeskError``: ``store.held`` (another program has it; ``read_only`` works),
        ``store.read-only`` (the folder cannot be written; ``read_only`` works),
        ``store.foreign``, ``store.newer``, ``store.truncated``, ``store.damaged`` (restore a
        backup), ``store.missing`` (backups but no library: restore, or ``start_empty``),
        ``store.nothing`` (``read_only`` and there is none), ``store.disk-full``,
        ``store.io-error``.
        """
        path = folder / FILE
        who = person or user_name()
        if read_only:
            opened = open_to_read(path)
            return cls(folder, None, opened, person=who, clock=clock, unclean=False)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise from_system(problem, folder) from problem
        lock = InstanceLock(folder, clock=clock)
        lock.acquire()
        try:
            unclean = connections.has_log(path)
            backups = Backups(path, clock=clock)
            opened = open_to_write(path, backups, start_empty=start_empty, unclean=unclean)
        except BaseException:
            lock.release()
            raise
        return cls(folder, lock, opened, person=who, clock=clock, unclean=unclean)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._open.read_only

    # -- drafts ------------------------------------------------------------------------------

    def create(
        self,
        declaration: Declaration,
        title: str,
        *,
        summary: Summary | None = None,
        step: str = "",
        place: str = "",
        origins: Mapping[str, str] | None = None,
    ) -> int:
        """Store a new draft and return its id; ids are never used again."""
        edit = Edit(step=step, place=place, summary=summary)
        with self._writing() as connection:
            mark = self._mark()
            return drafts.create(connection, declaration, title, mark, edit, origins or {})

    def drafts(self, *, trashed: bool = False) -> tuple[DraftRow, ...]:
        """Return all drafts, or those in the trash, the last saved first."""
        with self._open.reading() as connection:
            return tuple(draft_rows(connection, trashed=trashed))

    def find(self, query: str, *, limit: int = 50, trashed: bool = False) -> tuple[DraftRow, ...]:
        """Return the drafts that contain what was typed (汉字, pinyin, initials, digits), newest first.

        Searched are title, applicant, code and the summary's words. A query without a letter, a
        digit or a 汉字 finds all.
        """
        wanted = expression(query)
        if wanted is None:
            return self.drafts(trashed=trashed)[:limit]
        with self._open.reading() as connection:
            return tuple(found_rows(connection, wanted, limit, trashed=trashed))

    def load(self, draft: int) -> Draft:
        """Return a draft whole; damaged parts are mended from history and named in ``damage``.

        What history could not give back is left out of the declaration, named, and kept in the
        history as it was found. Raises ``SmdeskError``: ``store.draft-missing``,
        ``store.draft-damaged``.
        """
        with self._open.reading() as connection:
            loaded, examined = drafts.load(connection, draft_row(connection, draft))
        if examined.sound or self.read_only:
            return loaded
        _logger.warning("draft %s damaged: %s", draft, examined.damage)
        with self._writing() as connection:
            return drafts.mend(connection, draft, self._mark())

    def save_changes(
        self,
        draft: int,
        base: int,
        changes: Sequence[Change] = (),
        *,
        narrative: Narrative | None = None,
        attachments: Sequence[Attachment] | None = None,
        step: str = "",
        place: str | None = None,
        summary: Summary | None = None,
    ) -> Saved:
        """Store what was changed since revision ``base``; return the new revision and the time.

        One row is written for each changed part, and one of history for each change.
        ``narrative`` and ``attachments`` are given only when touched: the rows that differ are
        found here. Without a change the revision stays. Whatever is raised, nothing was stored,
        and the same call may be made again. Raises ``SmdeskError``: ``store.conflict``,
        ``store.disk-full``, ``store.read-only``, ``store.io-error``, ``store.busy``,
        ``store.draft-missing``, ``store.draft-damaged``, ``store.text-invalid``.
        """
        edit = Edit(changes, narrative, attachments, step, place, summary)
        with self._writing() as connection:
            return drafts.save(connection, draft, base, edit, self._mark())

    def save(
        self,
        draft: int,
        base: int,
        declaration: Declaration,
        *,
        title: str | None = None,
        step: str = "",
        place: str | None = None,
        summary: Summary | None = None,
    ) -> Saved:
        """Store a whole declaration: the rows that differ are found here. Raises as `save_changes`."""
        with self._writing() as connection:
            stored, _ = stored_parts(connection, draft)
            kept = stored.get(("head", "title"), "") if title is None else title
            changes = differences(stored, declaration, kept, step)
            edit = Edit(changes, place=place, summary=summary)
            return drafts.save(connection, draft, base, edit, self._mark())

    def trash(self, draft: int) -> None:
        """Put a draft into the trash; it keeps everything."""
        self._set_trashed(draft, to_stamp(self._clock()))

    def untrash(self, draft: int) -> None:
        """Take a draft out of the trash."""
        self._set_trashed(draft, None)

    def purge(self, draft: int) -> None:
        """Remove a draft of the trash with its history for good; backups still have it.

        Raises ``SmdeskError`` ``store.not-in-trash``, ``store.draft-missing``.
        """
        with self._writing() as connection:
            row = draft_row(connection, draft)
            if row.trashed is None:
                raise SmdeskError("store.not-in-trash", title=row.title)
            DRAFT_SEARCH.remove(connection, draft)
            connection.execute("DELETE FROM drafts WHERE id = ?", (draft,))

    # -- history -----------------------------------------------------------------------------

    def history(self, draft: int, address: str | None = None) -> tuple[Entry, ...]:
        """Return a draft's changes in order, or those of one field; damaged lines are left out.

        The first entry of a field that was there from the beginning is that beginning.
        """
        with self._open.reading() as connection:
            entries = [entry for entry, sound in history_rows(connection, draft) if sound]
        if address is None:
            return tuple(entries)
        return tuple(of_field(entries, address))

    def versions(self, draft: int) -> tuple[Version, ...]:
        """Return the saves of a draft in order."""
        return versions(self.history(draft))

    def version(self, draft: int, revision: int) -> Declaration:
        """Return a draft's declaration as it was at ``revision``.

        Raises ``SmdeskError`` ``store.version-missing``, ``store.history-damaged``.
        """
        with self._open.reading() as connection:
            return declaration_of(replay(connection, draft, revision))[0]

    def take_back(self, draft: int, base: int, revision: int, *, step: str = "") -> Saved:
        """Make a draft read as at ``revision``, as a new version. Raises as `save_changes`."""
        with self._writing() as connection:
            return drafts.take_back(connection, draft, base, revision, step, self._mark())

    # -- files, backups, end -----------------------------------------------------------------

    def missing_files(self, draft: int) -> tuple[str, ...]:
        """Return the sha256 of files that a draft names and this folder has not."""
        named = files_in(self.load(draft).declaration)
        return tuple(sorted(one for one in named if not self.blobs.has(one)))

    def sweep_files(self) -> int:
        """Remove attached files that no draft, no trash and no backup names; return how many.

        Raises ``SmdeskError`` when a backup cannot be read; nothing is then removed.
        """
        kept_by_backups = self.backups.named_files()
        with self._writing() as connection:
            named = {one for (one,) in connection.execute("SELECT sha256 FROM files")}
            return self.blobs.sweep(named | kept_by_backups)

    def back_up(self, *, always: bool = False) -> Backup | None:
        """Make a backup if something was changed and the last one is 30 minutes old, or ``always``.

        Saving may go on meanwhile. Raises as `Backups.make`.
        """
        if self.read_only:
            return None
        if not always and not (self._changed and self.backups.due()):
            return None
        self._changed = False
        try:
            return self.backups.make()
        except BaseException:
            self._changed = True
            raise

    def check(self) -> verify.Verdict:
        """Check every row of the library. Raises ``SmdeskError`` ``store.damaged``."""
        with self._open.reading() as connection:
            return verify.check(connection, self.folder / FILE)

    def restore_backup(self, chosen: Path) -> Path | None:
        """Put a backup in the place of this library; return where the replaced file lies.

        Ids mean the drafts of the backup from then on. Raises as `Backups.restore`; the old
        library then stands and is open again.
        """
        if self.read_only:
            raise SmdeskError("store.opened-read-only")
        self._open.close()
        try:
            return self.backups.restore(chosen)
        finally:
            path = self.folder / FILE
            self._open = open_to_write(path, self.backups, start_empty=False, unclean=False)
            self._changed = True

    def close(self) -> None:
        """Back up if something was changed, close, give the lock back; may be called twice.

        Raises what the backup raised, after everything is closed.
        """
        if self._lock is None:
            self._open.close()
            return
        try:
            self.back_up(always=self._changed)
        finally:
            self._open.close()
            self._lock.release()
            self._lock = None
            self._changed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if problem is None:
            self.close()
            return
        with suppress(SmdeskError):  # the first fault is the one to tell
            self.close()

    def _set_trashed(self, draft: int, stamp: int | None) -> None:
        with self._writing() as connection:
            row = draft_row(connection, draft)
            if (row.trashed is None) != (stamp is None):
                update_draft(connection, replace(row, trashed=stamp), row)

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        return self._open.reading()  # another one after a backup was restored

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._open.writing() as connection:
            yield connection
        self._changed = True

    def _mark(self) -> Mark:
        return Mark(to_stamp(self._clock()), self._person)
