"""Files written whole or not at all, and where the bytes of attachments come from."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.paths import long_path

Files = Callable[[str], bytes]
"""Gives the bytes of a file by its sha256 in hex; raises ``KeyError`` if unknown."""

_HELD = {errno.EACCES, errno.EPERM, errno.EBUSY}


def sha256_hex(data: bytes) -> str:
    """Return the sha256 of ``data`` in hex."""
    return hashlib.sha256(data).hexdigest()


def write_atomically(
    path: Path,
    data: bytes,
    *,
    patience: float = 2.0,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Write ``data`` to ``path`` by a temporary file beside it, fsync and one rename.

    A reader sees the old file or the new one, never a part. A target that another program holds
    open (Word on Windows) is retried for ``patience`` seconds. Raises `SmdeskError`:
    ``files.target-held``, ``files.disk-full``, ``files.read-only``, ``files.write-failed``; the old
    file then stands and no temporary file is left.
    """
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(
            prefix=".smdesk-", suffix=".tmp", dir=long_path(path.parent)
        )
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _replace(temporary, path, patience, sleep)
        temporary = None
        sync_folder(path.parent)
    except OSError as problem:
        raise _as_error(problem, path) from problem
    finally:
        if temporary is not None and os.path.exists(temporary):
            os.unlink(temporary)


def _replace(temporary: str, path: Path, patience: float, sleep: Callable[[float], None]) -> None:
    waited, pause = 0.0, 0.05
    while True:
        try:
            os.replace(temporary, long_path(path))
            return
        except PermissionError as problem:
            if waited >= patience:
                raise SmdeskError("files.target-held", file=path.name) from problem
            sleep(pause)
            waited += pause
            pause = min(pause * 2, 0.5)


def sync_folder(folder: Path) -> None:
    """Make names in ``folder`` durable where folders can be synced (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _as_error(problem: OSError, path: Path) -> SmdeskError:
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        return SmdeskError("files.disk-full", file=path.name, folder=str(path.parent))
    if problem.errno in {*_HELD, errno.EROFS}:
        return SmdeskError("files.read-only", file=path.name, folder=str(path.parent))
    return SmdeskError(
        "files.write-failed", file=path.name, folder=str(path.parent), detail=str(problem)
    )
