"""The door: a received file's bytes under the size limit, the prologs of its XML parts, notes."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from smdesk.errors import Problem, SmdeskError
from smdesk.files import reason
from smdesk.intake.limits import MEGABYTE
from smdesk.intake.sniff import limits_for
from smdesk.intake.xmlguard import PROLOG_BYTES, check_prolog
from smdesk.intake.zipped import Archive
from smdesk.paths import long_path

_HEAD = 512
_XML = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.DOTALL)


def read_bytes(path: Path, allowed: int = 0) -> bytes:
    """Return the bytes of a regular file of allowed size, that of its kind if ``allowed`` is 0.

    Raises ``intake.file-missing``, ``intake.file-not-regular``, ``intake.file-unreadable``,
    ``intake.file-too-large``. An empty file gives no bytes; `sniff` names it.
    """
    try:
        status = Path(long_path(path)).stat()
        if not stat.S_ISREG(status.st_mode):
            raise SmdeskError("intake.file-not-regular", file=path.name)
        with open(long_path(path), "rb") as stream:
            most = allowed or limits_for(stream.peek(_HEAD)).file
            size = min(status.st_size, most)
            data = stream.read(size + 1)
            if len(data) > size:  # it grew meanwhile, or is too large
                data += stream.read(most + 1 - len(data))
    except FileNotFoundError as problem:
        raise SmdeskError("intake.file-missing", file=path.name) from problem
    except (OSError, ValueError) as problem:
        raise SmdeskError(
            "intake.file-unreadable", file=path.name, detail=reason(problem)
        ) from problem
    if len(data) > most:
        raise SmdeskError("intake.file-too-large", file=path.name, most=most // MEGABYTE)
    return data


def check_parts(archive: Archive) -> None:
    """Look at the prolog of every XML part; parts that are parsed pass `parse_xml` besides.

    Raises ``intake.xml-dtd``, ``intake.xml-encoding``, ``intake.xml-damaged``.
    """
    for name in archive.names:
        if not _XML.search(name):
            continue
        head = archive.head(name, _HEAD)
        try:
            check_prolog(head, name)
        except SmdeskError:
            # The root may only come after a long comment.
            if len(head) < _HEAD:
                raise
            check_prolog(archive.head(name, PROLOG_BYTES), name)


def notes(archive: Archive) -> list[Problem]:
    """Return what an Office file carries that is never run or followed: macros, links, objects."""
    found: list[Problem] = []
    names = [name.lower() for name in archive.names]
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        found.append(Problem("intake.has-macros", "hint"))
    if any("/embeddings/" in name or "/activex/" in name for name in names):
        found.append(Problem("intake.has-objects", "hint"))
    if any(_has_external(archive.read(name)) for name in archive.names if name.endswith(".rels")):
        found.append(Problem("intake.has-links", "hint"))
    return found


def _has_external(rels: bytes) -> bool:
    """Return whether a part loads something from outside; a hyperlink loads nothing."""
    plain = rels.replace(b"\x00", b"")
    if b"External" not in plain:
        return False
    return any(b"/hyperlink" not in found for found in _EXTERNAL.findall(plain))
