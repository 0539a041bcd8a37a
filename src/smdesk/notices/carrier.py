"""How a Word file carries a declaration: tags and bookmarks of its fields, and the payload part.

The writer (packet) and the reader (intake) share these names; both know no more of each other.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from smdesk.errors import SmdeskError
from smdesk.notices.address import Address, parse

NAMESPACE = "urn:smdesk:declaration:1"
ROOT = f"{{{NAMESPACE}}}declaration"
PAYLOAD_LIMIT = 64 * 1024 * 1024
"""Bytes that a payload may have when unpacked; a larger one is refused unread."""

PDF_PIECE = "/smdesk"
"""Key of our data in a PDF catalog's ``/PieceInfo`` (ISO 32000-1, 14.5): its ``/Private`` is a
stream that holds `pack_text` of the canonical content."""
PDF_DIGEST = "/Digest"
"""Key of that stream: sha256 of the canonical content in hex."""
PDF_SEAL = "/Seal"
"""Key of that stream: the seal code, in final files only."""

_BOOKMARK_LIMIT = 40  # Word's own limit
_PREFIX = "f_"
_HASH_DIGITS = 6


@dataclass(frozen=True)
class Payload:
    """Canonical bytes out of a Word or PDF file, with the digest and seal written beside them."""

    content: bytes
    digest: str
    seal: str | None

    @property
    def fits(self) -> bool:
        """Whether the digest written beside the content is the content's own."""
        return hashlib.sha256(self.content).hexdigest() == self.digest


def tag(address: Address, choice: str | None = None) -> str:
    """Return the tag of a field's control: its address, for a box with ``#choice``."""
    return f"{address}#{choice}" if choice else str(address)


def parse_tag(text: str) -> tuple[Address, str | None]:
    """Return address and choice of a tag; raises ``SmdeskError`` ``notices.address-invalid``."""
    name, _, choice = text.partition("#")
    return parse(name), choice or None


def bookmark_name(address: Address | str, choice: str | None = None) -> str:
    """Return the bookmark of a value: ``f_`` and its mangled tag and six digits of its sha256.

    At most 40 of a-z, 0-9 and underscore, as Word asks; the digits keep names apart that mangle
    alike (``a.b_c``, ``a_b.c``) or are cut.
    """
    text = f"{address}#{choice}" if choice else str(address)
    mangled = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    room = _BOOKMARK_LIMIT - len(_PREFIX) - 1 - _HASH_DIGITS
    mark = hashlib.sha256(text.encode()).hexdigest()[:_HASH_DIGITS]
    return f"{_PREFIX}{mangled[:room].rstrip('_')}_{mark}"


def pack_text(content: bytes) -> str:
    """Return ``content`` as base64 of its zlib stream: the text of every embedded payload."""
    return base64.b64encode(zlib.compress(content)).decode("ascii")


def unpack_text(text: str) -> bytes:
    """Return the bytes of `pack_text`; raises ``SmdeskError`` ``notices.payload-unreadable``."""
    try:
        packed = base64.b64decode(re.sub(r"\s+", "", text), validate=True)
        unpacker = zlib.decompressobj()
        content = unpacker.decompress(packed, PAYLOAD_LIMIT)
    except (binascii.Error, ValueError, zlib.error) as problem:
        raise SmdeskError("notices.payload-unreadable") from problem
    if not unpacker.eof:
        raise SmdeskError("notices.payload-unreadable")
    return content


def payload_xml(content: bytes, digest: str, seal: str | None) -> bytes:
    """Return the custom XML part that holds a payload: ``smdesk:declaration`` with digest and seal."""
    attributes = f"digest={quoteattr(digest)}" + (f" seal={quoteattr(seal)}" if seal else "")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<smdesk:declaration xmlns:smdesk="{NAMESPACE}" {attributes}>'
        f"{pack_text(content)}</smdesk:declaration>"
    ).encode()


def read_payload(xml: bytes) -> Payload | None:
    """Return the payload in a custom XML part, ``None`` if the part is another program's.

    Raises ``SmdeskError`` ``notices.payload-unreadable`` when it is ours but damaged.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as problem:
        if NAMESPACE.encode() in xml:
            raise SmdeskError("notices.payload-unreadable") from problem
        return None
    if root.tag != ROOT:
        return None
    content = unpack_text("".join(str(text) for text in root.itertext()))
    return Payload(content, root.get("digest", ""), root.get("seal"))
