"""The connections on the library file: one that writes, some that read.

WAL with synchronous=FULL: an acknowledged edit is in the synced log (docs/decisions/0003-store.md
has the figures). SQLite before 3.51.3 can corrupt a WAL file that two connections write at once;
there is one writing connection, behind the instance lock.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.paths import long_path
from smdesk.store.faults import from_sqlite, from_system, garbled

APPLICATION_ID = 0x534D444B
"""``SMDK``, in the header of our files."""
PAGE_SIZE = 1024
SYNCHRONOUS = "FULL"
BUSY_MS = 5000
LOG_BYTES = 1 << 20
LOG_PAGES = LOG_BYTES // PAGE_SIZE * 2
_COPY_ATTEMPTS = 5
MOST_READERS = 4
"""Reads at a time: the window's rows wait for no figures that are counted beside it."""


class Connections:
    """The writing and the reading connections of one open library.

    Each is used by one thread at a time; a read waits neither for a save that syncs nor for another
    read: ``more`` opens a further connection for it. Without ``more`` there is one, in turn.
    """

    def __init__(
        self, path: Path, writer: sqlite3.Connection | None, reader: sqlite3.Connection,
        more: Callable[[], sqlite3.Connection] | None = None,
    ) -> None:  # fmt: skip
        self.path = path
        self.snapshot: Path | None = None
        self._writer = writer
        self._more = more
        self._readers, self._idle = [reader], [reader]
        self._lent: list[int] = []
        """The threads that read now."""
        self._closed = False
        self._whole = 0
        """The thread whose calls are one transaction now, 0 where none is."""
        self._write_lock = threading.RLock()
        self._back = threading.Condition()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._writer is None

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """Make whatever this thread writes in the block one transaction; it reads what it wrote.

        Where the block is left by an error nothing of it is stored. Raises as `writing`.
        """
        with self.writing():
            self._whole = threading.get_ident()
            try:
                yield
            finally:
                self._whole = 0

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the writer inside one transaction, durable when the block is left without error.

        Raises ``SmdeskError`` for every fault of SQLite; nothing of the block is then stored.
        """
        if self._writer is not None and self._whole == threading.get_ident():
            yield self._writer
            return
        with self._write_lock:
            self._refuse_closed()
            if self._writer is None:
                raise SmdeskError("store.opened-read-only")
            self._refuse_gone()
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                self._writer.execute("COMMIT")
            except sqlite3.Error as problem:
                self._roll_back()
                raise from_sqlite(problem, self.path) from problem
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a reader inside one read transaction: all statements see one state."""
        if self._writer is not None and self._whole == threading.get_ident():
            yield self._writer  # what is written there is not to be seen elsewhere yet
            return
        reader = self._lend()
        try:
            reader.execute("BEGIN")
            try:
                yield reader
            finally:
                reader.execute("ROLLBACK")
        except sqlite3.Error as problem:
            raise from_sqlite(problem, self.path) from problem
        except UnicodeDecodeError as problem:
            raise from_sqlite(garbled(problem), self.path) from problem
        finally:
            self._take_back(reader)

    def _lend(self) -> sqlite3.Connection:
        """Return a reader that no thread uses, a further one if need be."""
        with self._back:
            self._refuse_closed()
            while not self._idle:
                if not self._open_another():
                    self._back.wait()
                    self._refuse_closed()
            self._lent.append(threading.get_ident())
            return self._idle.pop()

    def _open_another(self) -> bool:
        """Open one reader more, if there may be one; where that fails they go on in turn."""
        if self._more is None or len(self._readers) >= MOST_READERS:
            return False
        try:
            made = self._more()
        except sqlite3.Error:
            self._more = None
            return False
        self._readers.append(made)
        self._idle.append(made)
        return True

    def _take_back(self, reader: sqlite3.Connection) -> None:
        with self._back:
            self._lent.remove(threading.get_ident())
            self._idle.append(reader)
            self._back.notify_all()

    def close(self) -> None:
        """Close all, after what others read; the writer's close moves the log into the file."""
        with self._write_lock, self._back:
            self._closed = True
            self._back.notify_all()
            self._back.wait_for(lambda: set(self._lent) <= {threading.get_ident()})
            for reader in self._readers:
                reader.close()
            if self._writer is not None:
                self._writer.close()
            if self.snapshot is not None:
                shutil.rmtree(self.snapshot, ignore_errors=True)

    def _refuse_closed(self) -> None:
        if self._closed:
            raise SmdeskError("store.closed")

    def _refuse_gone(self) -> None:
        """Raise ``store.gone`` for a file that was taken away: writing to it would still succeed."""
        try:
            os.stat(long_path(self.path))
        except FileNotFoundError as problem:
            folder = str(self.path.parent)
            raise SmdeskError("store.gone", file=self.path.name, folder=folder) from problem
        except OSError:
            return  # SQLite says what is wrong

    def _roll_back(self) -> None:
        if self._writer is not None and self._writer.in_transaction:
            with suppress(sqlite3.Error):
                self._writer.execute("ROLLBACK")


def writer(path: Path) -> sqlite3.Connection:
    """Return the writing connection of a library file, made if it does not exist.

    Where the file system cannot do WAL (some network shares) it is a truncated rollback journal,
    slower and just as durable. Raises ``sqlite3.Error``.
    """
    connection = _connect(f"{_uri(path)}?mode=rwc")
    try:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("PRAGMA auto_vacuum = NONE")
        _harden(connection)
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            connection.execute("PRAGMA journal_mode = TRUNCATE")
        for setting in (
            f"synchronous = {SYNCHRONOUS}",
            "fullfsync = ON",
            "checkpoint_fullfsync = ON",
            f"wal_autocheckpoint = {LOG_PAGES}",
            f"journal_size_limit = {LOG_BYTES * 4}",
            "foreign_keys = ON",
            "secure_delete = FAST",
        ):
            connection.execute(f"PRAGMA {setting}")
    except BaseException as problem:
        connection.close()
        if isinstance(problem, UnicodeDecodeError):
            raise garbled(problem) from problem
        raise
    return connection


_SHARED_MEMORY = frozenset(
    {"store.cannot-open", "store.read-only", "store.io-error", "store.disk-full"}
)
"""What it is called when the shared-memory file cannot be made."""


def open_read_only(path: Path) -> Connections:
    """Open a library for reading: a running one, one at rest, one in a folder that is read-only.

    A WAL file cannot be read where its shared-memory file cannot be made, on a full disk too. At rest (no log beside
    it) it is then read as immutable; with a log a private copy is read, checked whole first.
    Raises ``SmdeskError``.
    """
    try:
        return Connections(path, None, reader(path), lambda: reader(path))
    except sqlite3.Error as problem:
        fault = from_sqlite(problem, path)
        if fault.code not in _SHARED_MEMORY:
            raise fault from problem
    try:
        if not has_log(path):
            return Connections(path, None, _reading(f"{_uri(path)}?mode=ro&immutable=1"))
        return _snapshot(path)
    except sqlite3.Error as problem:
        raise from_sqlite(problem, path) from problem
    except OSError as problem:
        raise from_system(problem, path) from problem


def reader(path: Path) -> sqlite3.Connection:
    """Return a second connection that only reads, beside the writer. Raises ``sqlite3.Error``."""
    return _reading(f"{_uri(path)}?mode=ro")


def plain(path: Path) -> sqlite3.Connection:
    """Return a connection that reads a file at rest (a backup) and leaves nothing beside it."""
    return _reading(f"{_uri(path)}?mode=ro&immutable=1")


def has_log(path: Path) -> bool:
    """Whether a log with content lies beside the file: it was not closed, or is open now."""
    log = beside(path, "-wal")
    try:
        return log.stat().st_size > 0
    except OSError:
        return False


def beside(path: Path, suffix: str) -> Path:
    """Return SQLite's companion file: ``-wal``, ``-shm``, ``-journal``."""
    return path.with_name(path.name + suffix)


def grow_log(connection: sqlite3.Connection) -> None:
    """Make the log file long before it is needed, so that a save overwrites and never extends.

    Overwriting halves the time of a sync. The pages are spilled and rolled back: they were never
    part of the database. A fault here costs speed only.
    """
    with suppress(sqlite3.Error):
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            return
        before = connection.execute("PRAGMA cache_size").fetchone()[0]
        connection.execute("PRAGMA cache_size = 16")
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE log_filler (bytes BLOB)")
            connection.execute("INSERT INTO log_filler VALUES (zeroblob(?))", (LOG_BYTES,))
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.execute(f"PRAGMA cache_size = {before}")


def _reading(uri: str) -> sqlite3.Connection:
    connection = _connect(uri)
    try:
        _harden(connection)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException as problem:
        connection.close()
        if isinstance(problem, UnicodeDecodeError):
            raise garbled(problem) from problem
        raise
    return connection


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    return connection


def _harden(connection: sqlite3.Connection) -> None:
    """Trust nothing in a file that may have been tampered with."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    set_config = getattr(connection, "setconfig", None)  # Python 3.12+
    if set_config is not None:
        set_config(getattr(sqlite3, "SQLITE_DBCONFIG_DEFENSIVE"), True)  # noqa: B009


def _uri(path: Path) -> str:
    text = long_path(path.resolve())
    if text.startswith("\\\\"):  # no file URI for \\?\ and \\server names: the path as it is
        return "file:" + text.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return path.resolve().as_uri()


def _snapshot(path: Path) -> Connections:
    """Copy file and log to a private folder until both stood still, and open the copy."""
    folder = Path(tempfile.mkdtemp(prefix="smdesk-snapshot-"))
    copy = folder / path.name
    try:
        for _ in range(_COPY_ATTEMPTS):
            before = _state(path)
            for suffix in ("", "-wal"):
                beside(copy, suffix).unlink(missing_ok=True)
                if beside(path, suffix).exists():
                    shutil.copyfile(beside(path, suffix), beside(copy, suffix))
            if _state(path) == before and _sound(copy):
                connections = Connections(path, None, _reading(f"{_uri(copy)}?mode=rw"))
                connections.snapshot = folder
                return connections
        raise SmdeskError("store.busy", file=path.name, folder=str(path.parent), detail="")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _state(path: Path) -> list[tuple[int, int] | None]:
    states: list[tuple[int, int] | None] = []
    for suffix in ("", "-wal"):
        try:
            found = beside(path, suffix).stat()
            states.append((found.st_size, found.st_mtime_ns))
        except OSError:
            states.append(None)
    return states


def _sound(path: Path) -> bool:
    try:
        with closing(_connect(f"{_uri(path)}?mode=rw")) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False
