"""From a data folder to open connections, with everything that may be wrong with the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.store import connection as connections
from smdesk.store.backups import Backups
from smdesk.store.faults import from_sqlite
from smdesk.store.instance import InstanceLock
from smdesk.store.migrations import look, migrate, version_of
from smdesk.store.models import now
from smdesk.store.schema import VERSION

FILE = "library.db"
BLOBS = "blobs"


def open_to_write(
    path: Path, backups: Backups, *, start_empty: bool, unclean: bool
) -> connections.Connections:
    """Open or make the library file, of today's schema; after an unclean end it is checked."""
    if look(path) == "missing" and not start_empty:
        filled = [one for one in backups.all() if one.drafts]
        if filled:
            raise SmdeskError("store.missing", folder=str(path.parent), count=len(filled))
    try:
        writer = connections.writer(path)
        try:
            migrate(writer, path, backup=backups.make)
            if unclean:
                _check(writer, path)
            connections.grow_log(writer)
            return connections.Connections(path, writer, connections.reader(path))
        except BaseException:
            writer.close()
            raise
    except sqlite3.Error as problem:
        raise from_sqlite(problem, path) from problem


def open_to_read(path: Path) -> connections.Connections:
    """Open the library file of a folder for reading.

    Raises ``SmdeskError`` as `Library.open`; ``store.older`` for a schema that had to be changed.
    """
    if look(path) == "missing":
        raise SmdeskError("store.nothing", folder=str(path.parent))
    opened = connections.open_read_only(path)
    try:
        with opened.reading() as connection:
            version = version_of(connection, path)
        if version < VERSION:
            raise SmdeskError("store.older", file=path.name, version=version, known=VERSION)
        return opened
    except BaseException:
        opened.close()
        raise


def restore(folder: Path, chosen: Path, *, clock: Callable[[], datetime] = now) -> Path | None:
    """Put a backup in the place of a library that may not even open.

    Returns where the replaced file lies. Raises ``SmdeskError``: ``store.held``, and as
    `Backups.restore`.
    """
    lock = InstanceLock(folder, clock=clock)
    lock.acquire()
    try:
        return Backups(folder / FILE, clock=clock).restore(chosen)
    finally:
        lock.release()


def _check(writer: sqlite3.Connection, path: Path) -> None:
    said = writer.execute("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok":
        raise SmdeskError("store.damaged", file=path.name, folder=str(path.parent), detail=said)
