"""Copies of the library by SQLite's backup API, checked, thinned out, and put back.

A copy is made under another name, checked whole and synced before it gets its own; older ones are
thinned only after that.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.files import sync_folder
from smdesk.paths import long_path
from smdesk.store.connection import beside, plain, reader
from smdesk.store.faults import from_sqlite, from_system
from smdesk.store.models import now
from smdesk.store.verify import Verdict, check_file

FOLDER = "backups"
EVERY = timedelta(minutes=30)
DAYS, WEEKS, MONTHS = 12, 10, 9
_NAME = re.compile(r"smdesk-(\d{8})-(\d{6})(?:-(\d+))?\.db")
_PARTIAL = ".partial"


@dataclass(frozen=True)
class Backup:
    """One copy: where, when it was made (local time), its bytes, and its drafts.

    ``drafts`` is ``None`` when the copy cannot be read.
    """

    path: Path
    made: datetime
    size: int
    drafts: int | None


class Backups:
    """The backups of one data folder."""

    def __init__(
        self,
        library: Path,
        *,
        clock: Callable[[], datetime] = now,
        check: Callable[[Path], Verdict] = check_file,
        count: str = "SELECT count(*) FROM drafts WHERE trashed IS NULL",
    ) -> None:
        """``check`` tells whether a copy is whole, ``count`` what it holds: another store has its own."""
        self._library = library
        self._check = check
        self._count = count
        self._folder = library.parent / FOLDER
        self._clock = clock
        self._last = self._newest()

    def due(self) -> bool:
        """Whether the last copy is `EVERY` old, or the clock went back behind it."""
        if self._last is None:
            return True
        return not timedelta(0) <= self._local() - self._last < EVERY

    def make(self) -> Backup:
        """Copy the library as it is now, check the copy, thin the old ones, return the new one.

        Saving may go on meanwhile. Raises ``SmdeskError``: ``store.disk-full``,
        ``store.read-only``, ``store.io-error``; ``store.damaged`` when the library itself fails
        the check: no copy is then kept and none is thinned.
        """
        made = self._local()
        self._make_folder()
        target = self._free_name(made)
        partial = target.with_name(target.name + _PARTIAL)
        try:
            verdict = self._copy(partial)
            os.replace(long_path(partial), long_path(target))
            sync_folder(self._folder)
        except sqlite3.Error as problem:
            raise from_sqlite(problem, target) from problem
        except OSError as problem:
            raise from_system(problem, target) from problem
        finally:
            partial.unlink(missing_ok=True)
            beside(partial, "-journal").unlink(missing_ok=True)
        self._last = made
        if verdict.whole:
            self._thin()
        return Backup(target, made, target.stat().st_size, verdict.drafts)

    def all(self) -> tuple[Backup, ...]:
        """Return the copies there are, the newest first."""
        return tuple(
            Backup(path, made, path.stat().st_size, _held(path, self._count))
            for made, path in reversed(self._dated())
        )

    def named_files(self) -> set[str]:
        """Return the sha256 of every attached file that any copy names.

        Raises ``SmdeskError`` when a copy cannot be read: what it names is then unknown.
        """
        named: set[str] = set()
        for path in [*(path for _, path in self._dated()), *self._folder.glob("replaced-*.db")]:
            try:
                with closing(plain(path)) as connection:
                    named |= {one for (one,) in connection.execute("SELECT sha256 FROM files")}
            except sqlite3.Error as problem:
                raise from_sqlite(problem, path) from problem
        return named

    def restore(self, chosen: Path) -> Path | None:
        """Put a copy in the library's place; return where the replaced file now lies.

        The library must be closed and its lock held. The copy is checked first; the replaced file
        is kept in the folder of the backups, its log with it. A cut leaves the old library or the
        new one, and doing it again is harmless. Raises ``SmdeskError``: ``store.backup-missing``,
        ``store.damaged``, ``store.foreign``, ``store.newer``, ``store.disk-full`` …
        """
        if not chosen.is_file():
            raise SmdeskError("store.backup-missing", file=chosen.name)
        self._check(chosen)
        fresh = beside(self._library, ".restoring")
        try:
            self._make_folder()
            _copy_synced(chosen, fresh)
            kept = self._keep_replaced()
            # A log of the old file must never meet the new one: SQLite would replay it.
            for suffix in ("-wal", "-shm", "-journal"):
                beside(self._library, suffix).unlink(missing_ok=True)
            sync_folder(self._library.parent)
            os.replace(long_path(fresh), long_path(self._library))
            sync_folder(self._library.parent)
        except OSError as problem:
            raise from_system(problem, self._library) from problem
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
        return kept

    def _keep_replaced(self) -> Path | None:
        if not self._library.exists():
            return None
        stem = f"replaced-{self._local():%Y%m%d-%H%M%S}"
        kept = _unused(self._folder, stem)
        for suffix in ("-wal", ""):
            if beside(self._library, suffix).exists():
                _copy_synced(beside(self._library, suffix), beside(kept, suffix))
        sync_folder(self._folder)
        return kept

    def _copy(self, partial: Path) -> Verdict:
        partial.unlink(missing_ok=True)
        with (
            closing(reader(self._library)) as source,
            closing(sqlite3.connect(long_path(partial), isolation_level=None)) as target,
        ):
            source.backup(target)
            # The copy is one file at rest: readable without a log, even on a read-only folder.
            target.execute("PRAGMA journal_mode = DELETE")
        verdict = self._check(partial)
        _sync_file(partial)
        return verdict

    def _thin(self) -> None:
        dated = self._dated()
        keep = kept(dated, self._local().date())
        for _, path in dated:
            if path not in keep:
                with suppress(OSError):
                    path.unlink()

    def _dated(self) -> list[tuple[datetime, Path]]:
        """The copies with their dates, the oldest first."""
        if not self._folder.is_dir():
            return []
        found = []
        for path in self._folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match:
                day, time, extra = match.groups()
                with suppress(ValueError):
                    moment = datetime.strptime(day + time, "%Y%m%d%H%M%S").astimezone()
                    found.append((moment, int(extra or 1), path))
        return [(moment, path) for moment, _, path in sorted(found)]

    def _newest(self) -> datetime | None:
        present = self._local()
        return max((made for made, _ in self._dated() if made <= present), default=None)

    def _free_name(self, made: datetime) -> Path:
        return _unused(self._folder, f"smdesk-{made:%Y%m%d-%H%M%S}")

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise from_system(problem, self._folder) from problem

    def _local(self) -> datetime:
        return self._clock().astimezone()


def kept(dated: Sequence[tuple[datetime, Path]], today: date) -> set[Path]:
    """Return which copies to keep of ``dated`` ones (the oldest first).

    All of today's, and the newest of each day, week and month. Periods are counted among those
    that have copies, not back from today: a wrong clock costs one place and never the others.
    """
    newest_first = dated[::-1]
    keep = {path for made, path in newest_first if made.date() == today}
    for mark, most in (("%Y%m%d", DAYS), ("%G%V", WEEKS), ("%Y%m", MONTHS)):
        periods: dict[str, Path] = {}
        for made, path in newest_first:
            periods.setdefault(made.strftime(mark), path)
        keep.update(list(periods.values())[:most])
    return keep


def _unused(folder: Path, stem: str) -> Path:
    path, n = folder / f"{stem}.db", 1
    while path.exists():
        n += 1
        path = folder / f"{stem}-{n}.db"
    return path


def _held(path: Path, count: str) -> int | None:
    try:
        with closing(plain(path)) as connection:
            return int(connection.execute(count).fetchone()[0])
    except sqlite3.Error:
        return None


def _copy_synced(source: Path, target: Path) -> None:
    shutil.copyfile(long_path(source), long_path(target))
    _sync_file(target)


def _sync_file(path: Path) -> None:
    handle = os.open(long_path(path), os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
