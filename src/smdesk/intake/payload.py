"""The payload that our Word and PDF files carry: trusted only when its digest and seal fit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from smdesk.errors import SmdeskError
from smdesk.intake.content import read_content
from smdesk.intake.xmlguard import parse_xml
from smdesk.intake.zipped import Archive
from smdesk.notices import carrier
from smdesk.notices.declaration import Declaration, seal_code

_CUSTOM = re.compile(r"^/?customXml/(?!itemProps)[^/]+\.xml$", re.IGNORECASE)


@dataclass(frozen=True)
class StoredDeclaration:
    """A declaration out of a payload, with the digest of its canonical content."""

    declaration: Declaration
    digest: str


def find_payload(archive: Archive) -> StoredDeclaration | None:
    """Return the declaration in a Word file's custom XML, ``None`` where there is none of ours.

    Any item name will do: LibreOffice renumbers them. Raises ``intake.payload-altered`` where it
    does not fit its digest or seal, ``intake.payload-several`` where two differ,
    ``intake.content-newer`` and ``intake.content-invalid``.
    """
    found: dict[bytes, carrier.Payload] = {}
    for name in archive.names:
        if not _CUSTOM.match(name):
            continue
        payload = _read_part(archive.read(name), name)
        if payload is not None:
            found[payload.content] = payload
    if len(found) > 1:
        raise SmdeskError("intake.payload-several")
    return trusted(next(iter(found.values()))) if found else None


def _read_part(body: bytes, name: str) -> carrier.Payload | None:
    if carrier.NAMESPACE.encode() not in body.replace(b"\x00", b""):
        return None
    root = parse_xml(body, name)
    if root.tag != carrier.ROOT:
        return None
    try:
        content = carrier.unpack_text("".join(str(text) for text in root.itertext()))
    except SmdeskError as problem:
        raise SmdeskError("intake.payload-altered") from problem
    return carrier.Payload(content, root.get("digest") or "", root.get("seal"))


def trusted(payload: carrier.Payload) -> StoredDeclaration:
    """Return the declaration of a payload whose digest and seal are its content's own."""
    if not payload.fits or payload.seal not in {None, "", seal_code(payload.digest)}:
        raise SmdeskError("intake.payload-altered")
    return StoredDeclaration(read_content(payload.content), payload.digest)
