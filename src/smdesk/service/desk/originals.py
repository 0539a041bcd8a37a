"""A received file for the system's program: a read-only copy, named as it came."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path, PurePath

from smdesk.errors import SmdeskError
from smdesk.files import reason
from smdesk.paths import long_path, safe_file_name
from smdesk.store.blobs import Blobs
from smdesk.store.desk.models import Version

_SUFFIXES = {
    "docx": (".docx", ".dotx"), "docx-strict": (".docx",), "xlsx": (".xlsx", ".xltx"),
    "doc": (".doc", ".wps"), "xls": (".xls", ".et"), "rtf": (".rtf", ".doc"),
    "html": (".html", ".htm"), "word-xml": (".xml",), "works": (".wps",), "pdf": (".pdf",),
    "smdx": (".smdx",),
}  # fmt: skip
"""The suffixes that lead to the right program; a name that says another kind gets the first."""
_ZONE = "[ZoneTransfer]\r\nZoneId=3\r\n"
"""Tells Word and Excel that a file came from elsewhere: they open it in the protected view."""


def write_copy(blobs: Blobs, version: Version, folder: Path) -> Path:
    """Return a read-only copy of a version's received file in ``folder``.

    Raises ``SmdeskError``: ``desk.original-missing``, ``desk.original-copy``, ``store.blob-damaged``,
    ``store.io-error``.
    """
    name = version.file.replace("\\", "/").rpartition("/")[2]
    try:
        data = blobs.read(version.sha256)
    except KeyError as fault:
        raise SmdeskError("desk.original-missing", file=name) from fault
    path = folder / version.sha256[:12] / copy_name(name, version.kind)
    if path.exists():
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        Path(long_path(path)).write_bytes(data)
        if os.name == "nt":
            with suppress(OSError):  # a disk without alternate streams
                Path(f"{path}:Zone.Identifier").write_text(_ZONE, encoding="ascii")
        os.chmod(long_path(path), 0o444)
    except OSError as fault:
        detail = reason(fault)
        raise SmdeskError("desk.original-copy", file=name, detail=detail) from fault
    return path


def copy_name(name: str, kind: str) -> str:
    """Return a file name whose suffix is that of the content, whatever the file was called."""
    fitting = _SUFFIXES.get(kind, (".bin",))
    shown = safe_file_name(name, limit=120)
    return shown if PurePath(shown).suffix.lower() in fitting else shown + fitting[0]
