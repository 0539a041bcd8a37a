"""What a file is before it is touched, and the way from an old schema to ours.

All pending steps run in one transaction together with the version number: a cut leaves the old
schema whole. A file that holds something is backed up first.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from smdesk.errors import SmdeskError
from smdesk.store.connection import APPLICATION_ID, has_log
from smdesk.store.faults import from_system
from smdesk.store.schema import STEPS, VERSION, Step

_MAGIC = b"SQLite format 3\0"
_SET = "smdesk-store"


def look(
    path: Path, *, application: int = APPLICATION_ID, newest: int = VERSION
) -> Literal["missing", "ours"]:
    """Return whether a library file is there; looks at its header only.

    ``application`` and ``newest`` are the mark and the schema of another store's file.
    Raises ``SmdeskError``: ``store.foreign`` (not a database, or another program's),
    ``store.truncated``, ``store.newer``, ``store.read-only``, ``store.io-error``.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            header = stream.read(100)
    except FileNotFoundError:
        return "missing"
    except OSError as problem:
        raise from_system(problem, path) from problem
    if size == 0:
        return "missing"
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise SmdeskError("store.foreign", file=path.name, folder=str(path.parent), detail="")
    page = struct.unpack(">H", header[16:18])[0]
    pages, version, found = (struct.unpack(">I", header[at : at + 4])[0] for at in (28, 60, 68))
    # Cut while it was being made, our file has no mark yet: it is empty, or all is in its log.
    unmarked = found == 0 and version == 0 and (pages <= 1 or has_log(path))
    if found != application and not unmarked:
        raise SmdeskError("store.foreign", file=path.name, folder=str(path.parent), detail="")
    if version > newest:
        raise _newer(path, version, newest)
    if size < pages * (65536 if page == 1 else page) and not has_log(path):
        raise SmdeskError("store.truncated", file=path.name, folder=str(path.parent))
    return "ours"


def version_of(
    connection: sqlite3.Connection,
    path: Path,
    *,
    newest: int = VERSION,
    application: int = APPLICATION_ID,
) -> int:
    """Return the schema version of an open file; 0 is a new, empty one.

    Raises ``SmdeskError`` ``store.foreign`` or ``store.newer``.
    """
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if found != application and (tables or version or found):
        raise SmdeskError("store.foreign", file=path.name, folder=str(path.parent), detail="")
    if version > newest:
        raise _newer(path, version, newest)
    return version


def migrate(
    connection: sqlite3.Connection,
    path: Path,
    *,
    steps: Sequence[Step] = STEPS,
    backup: Callable[[], object] = lambda: None,
    application: int = APPLICATION_ID,
) -> bool:
    """Bring an open file to the newest schema; return whether there was anything to do.

    ``backup`` is called before a file with content is changed; if it raises, nothing is changed.
    Raises ``SmdeskError`` ``store.foreign``, ``store.newer``; ``sqlite3.Error``.
    """
    version = version_of(connection, path, newest=len(steps), application=application)
    if version == len(steps):
        return False
    if version:
        backup()
    from sqlite_utils import Database, Migrations

    database = Database(connection, recursive_triggers=False, execute_plugins=False)
    numbered = Migrations(_SET)
    for number, step in enumerate(steps, start=1):
        numbered(name=f"{number:04d}")(step)
    # executescript, PRAGMA journal_mode and VACUUM would end the transaction: steps use none.
    with database.atomic():
        numbered.apply(database)
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")
    return True


def _newer(path: Path, version: int, newest: int) -> SmdeskError:
    return SmdeskError(
        "store.newer", file=path.name, folder=str(path.parent), version=version, known=newest
    )
