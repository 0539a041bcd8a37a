"""SQLite's and the system's errors become codes of the catalogue."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from pathlib import Path

from smdesk.errors import SmdeskError, catalogue

NEARLY_NOTHING = 1 << 20
"""Free bytes below which a failed write is laid at the full disk's door."""

_BY_CODE = {
    sqlite3.SQLITE_FULL: "store.disk-full",
    sqlite3.SQLITE_READONLY: "store.read-only",
    sqlite3.SQLITE_PERM: "store.read-only",
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.foreign",
    sqlite3.SQLITE_CANTOPEN: "store.cannot-open",
}


def from_sqlite(problem: sqlite3.Error, path: Path) -> SmdeskError:
    """Return the catalogue's fault for an error of SQLite on the file ``path``."""
    primary = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    code = _BY_CODE.get(primary, "store.io-error")
    if code == "store.io-error" and _nearly_full(path.parent):
        code = "store.disk-full"
    return _fault(code, path, problem)


def garbled(problem: UnicodeDecodeError) -> sqlite3.DatabaseError:
    """Return the fault of a damaged file whose bytes stand in SQLite's message, which Python cannot decode."""
    fault = sqlite3.DatabaseError(f"undecodable: {problem.reason}")
    fault.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    fault.sqlite_errorname = "SQLITE_CORRUPT"
    return fault


def from_system(problem: OSError, path: Path) -> SmdeskError:
    """Return the catalogue's fault for an error of the system on ``path``."""
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        code = "store.disk-full"
    elif problem.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        code = "store.read-only"
    else:
        code = "store.io-error"
    return _fault(code, path, problem)


def not_held(fault: SmdeskError) -> SmdeskError:
    """Return a fault of saving as it is where no window holds the change and saves it again."""
    room, _, name = fault.code.partition(".")
    code = f"{room}.not-saved-{name}"
    return SmdeskError(code, **fault.problem.params) if code in catalogue() else fault


def _fault(code: str, path: Path, problem: Exception) -> SmdeskError:
    name = getattr(problem, "sqlite_errorname", "")
    detail = f"{problem} {name}".strip()
    return SmdeskError(code, file=path.name, folder=str(path.parent), detail=detail)


def _nearly_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < NEARLY_NOTHING
    except OSError:
        return False
