"""Files that a person puts into a declaration: read as received ones are, told of in other words."""

from __future__ import annotations

from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.intake import guard
from smdesk.intake.limits import LIMITS, MEGABYTE

MOST = LIMITS.file
"""Bytes of one file; a package has room for it, a received file of that size is read."""


def own_bytes(path: Path, large: str = "service.file-large", most: int = MOST) -> bytes:
    """Return the bytes of a file of one's own.

    Raises ``SmdeskError`` with the code ``large`` for one of more than ``most`` bytes; else as
    `guard.read_bytes`.
    """
    try:
        data = guard.read_bytes(path, most)
    except SmdeskError as fault:
        if fault.code != "intake.file-too-large":
            raise
        raise SmdeskError(large, file=path.name, most=most // MEGABYTE) from fault
    return data
