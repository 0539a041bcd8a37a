"""Reads ``.smdx``: a zip of ``mimetype``, ``content.json``, ``digest.txt`` and ``files/<sha256>``.

Nothing is extracted by name: attachments are found by their digest alone. Of members that the
format does not know only those that file managers leave behind are passed over; others are refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from smdesk.errors import SmdeskError
from smdesk.intake.content import read_content
from smdesk.intake.limits import PACKAGE_LIMITS
from smdesk.intake.zipped import Archive
from smdesk.notices.declaration import Declaration, Picture

CONTENT, DIGEST = "content.json", "digest.txt"
_FILE = re.compile(r"files/([0-9a-f]{64})")
_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


@dataclass(frozen=True)
class PackageReading:
    """A package that fits its digests: the declaration, and each file's bytes by sha256."""

    declaration: Declaration
    files: Mapping[str, bytes]
    digest: str


def read_package(data: bytes) -> PackageReading:
    """Return what a package carries, every digest checked.

    Raises what `Archive` and `read_content` raise, ``intake.package-part-missing``,
    ``intake.package-altered``, ``intake.package-file-missing``, ``intake.package-file-altered``,
    ``intake.package-member-unknown``.
    """
    return open_package(Archive(data, PACKAGE_LIMITS))


def open_package(archive: Archive) -> PackageReading:
    """Return what an opened package carries; raises as `read_package`."""
    content = _part(archive, CONTENT)
    digest = hashlib.sha256(content).hexdigest()
    # The version comes first: a newer format may have other members and another digest rule.
    declaration = read_content(content)
    if _part(archive, DIGEST).strip().decode("ascii", "replace") != digest:
        raise SmdeskError("intake.package-altered")
    _refuse_unknown(archive)
    return PackageReading(declaration, dict(_files(archive, declaration)), digest)


def _part(archive: Archive, name: str) -> bytes:
    if name not in archive:
        raise SmdeskError("intake.package-part-missing", part=name)
    return archive.read(name)


def _refuse_unknown(archive: Archive) -> None:
    for name in archive.names:
        known = name in {"mimetype", CONTENT, DIGEST} or _FILE.fullmatch(name)
        if not known and not _LITTER.search(name):
            raise SmdeskError(
                "intake.package-member-unknown",
                part="".join(one if one.isprintable() else "?" for one in name)[:80],
            )


def wanted_files(declaration: Declaration) -> dict[str, str]:
    """Return the digests that a declaration refers to, each with a name to show."""
    wanted = {one.sha256: one.name for one in declaration.attachments}
    for block in declaration.narrative.blocks:
        if isinstance(block, Picture):
            wanted.setdefault(block.sha256, block.caption or "正文图片")
    return wanted


def _files(archive: Archive, declaration: Declaration) -> Iterator[tuple[str, bytes]]:
    sizes = {one.sha256: one.size for one in declaration.attachments}
    for digest, name in wanted_files(declaration).items():
        member = f"files/{digest}"
        if member not in archive:
            raise SmdeskError("intake.package-file-missing", name=name)
        body = archive.read(member)
        size = sizes.get(digest, len(body))
        if hashlib.sha256(body).hexdigest() != digest or len(body) != size:
            raise SmdeskError("intake.package-file-altered", name=name)
        yield digest, body
