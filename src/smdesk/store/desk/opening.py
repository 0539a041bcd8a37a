"""From a desk folder to open connections; the checks are those of the library."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.store import connection as connections
from smdesk.store.backups import Backups
from smdesk.store.desk.schema import APPLICATION_ID, STEPS, VERSION
from smdesk.store.faults import from_sqlite
from smdesk.store.migrations import look, migrate, version_of
from smdesk.store.verify import Verdict

FILE = "desk.db"
BLOBS = "received"
COUNT = "SELECT count(*) FROM cases"
_MISTAKEN = "NULL value in known_as."
"""What SQLite 3.40 says of sound rows of that table as desks had it before step 4 of their schema."""


def open_to_write(
    path: Path, backups: Backups, *, unclean: bool, start_empty: bool
) -> connections.Connections:
    """Open or make the desk file, of today's schema; after an unclean end it is checked."""
    if look(path, application=APPLICATION_ID, newest=VERSION) == "missing" and not start_empty:
        filled = [one for one in backups.all() if one.drafts]
        if filled:
            raise SmdeskError("store.missing", folder=str(path.parent), count=len(filled))
    try:
        writer = connections.writer(path)
        try:
            migrate(writer, path, steps=STEPS, backup=backups.make, application=APPLICATION_ID)
            if unclean:
                _check(writer, path)
            reader = connections.reader(path)
            return connections.Connections(path, writer, reader, lambda: connections.reader(path))
        except BaseException:
            writer.close()
            raise
    except sqlite3.Error as problem:
        raise from_sqlite(problem, path) from problem


def open_to_read(path: Path) -> connections.Connections:
    """Open the desk file of a folder for reading; raises as the library's `open_to_read`."""
    if look(path, application=APPLICATION_ID, newest=VERSION) == "missing":
        raise SmdeskError("store.nothing", folder=str(path.parent))
    opened = connections.open_read_only(path)
    try:
        with opened.reading() as connection:
            version = version_of(connection, path, newest=VERSION, application=APPLICATION_ID)
        if version < VERSION:
            raise SmdeskError("store.older", file=path.name, version=version, known=VERSION)
        return opened
    except BaseException:
        opened.close()
        raise


def check_file(path: Path) -> Verdict:
    """Check a desk file at rest: SQLite's own check, and every declaration against its digest.

    Raises ``SmdeskError`` ``store.damaged``, ``store.foreign``, ``store.newer``.
    """
    from smdesk.store.desk.readings import damaged

    try:
        with closing(connections.plain(path)) as connection:
            version = version_of(connection, path, newest=VERSION, application=APPLICATION_ID)
            _check(connection, path)
            if version == 0:
                return Verdict(0)
            cases = connection.execute(COUNT).fetchone()[0]
            return Verdict(cases, tuple(damaged(connection)))
    except sqlite3.Error as problem:
        raise from_sqlite(problem, path) from problem


def _check(connection: sqlite3.Connection, path: Path) -> None:
    for (said,) in connection.execute("PRAGMA quick_check(1000000)"):
        if said != "ok" and not said.startswith(_MISTAKEN):
            raise SmdeskError("store.damaged", file=path.name, folder=str(path.parent), detail=said)
