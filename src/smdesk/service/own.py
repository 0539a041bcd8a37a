"""Files that a person puts into a declaration: read as received ones are, told of in other words."""

from __future__ import annotations

from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.intake import guard
from smdesk.intake.limits import LIMITS, MEGABYTE

MOST = LIMITS.file
"""Bytes of one file; a package has room for it, a received file of that size is read."""


def own_bytes(path: Path, large: str = "service.file-large") -> bytes:
    """Return the bytes of a file of one's own.

    Raises ``SmdeskError`` with the code ``large`` for one of more than `MOST` bytes; else as
    `guard.read_bytes`.
    """
    try:
        data = guard.read_bytes(path)
    except SmdeskError as fault:
        if fault.code != "intake.file-too-large":
            raise
        raise _large(path, large) from fault
    if len(data) > MOST:
        raise _large(path, large)
    return data


def _large(path: Path, code: str) -> SmdeskError:
    return SmdeskError(code, file=path.name, most=MOST // MEGABYTE)
