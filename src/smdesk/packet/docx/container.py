"""The parts of a Word file and how they hang together (ECMA-376 part 2)."""

from __future__ import annotations

from collections.abc import Iterator

from smdesk.files import Files
from smdesk.notices import carrier
from smdesk.packet.archive import Member, zip_bytes
from smdesk.packet.docx import sections, styles
from smdesk.packet.docx.body import BodyWriter, Media
from smdesk.packet.docx.wml import DECLARATION, escape
from smdesk.packet.qr import qr_png
from smdesk.packet.tree import Packet, Told, untold

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ITEM = "{5D1E6B0A-9C1F-4B7E-8F52-0C9A7E3D2B61}"
"""Identifies the payload's store in a file; the same in each, as Word expects of one schema."""
_PAYLOAD_RELATION = "payload"

Relations = list[tuple[str, str, str]]
"""Identifier, type and target of each."""


def write_docx(packet: Packet, files: Files, told: Told = untold) -> bytes:
    """Return ``packet`` as a .docx; equal packets give equal bytes.

    ``told`` gets how many attached pages are in it, of how many, and may raise to end the work.

    Raises ``SmdeskError``: ``packet.file-missing``, ``packet.picture-unreadable``,
    ``packet.picture-too-large``, ``packet.scan-unreadable``.
    """
    writer = BodyWriter(packet, files, told)
    document = writer.document()
    return zip_bytes(_members(packet, document, writer.media))


def _members(packet: Packet, document: bytes, media: Media) -> Iterator[Member]:
    yield Member("[Content_Types].xml", _content_types(packet), fixed=True)
    yield Member("_rels/.rels", _relations(_ROOT), fixed=True)
    yield Member("word/document.xml", document, level=3)
    yield Member("word/_rels/document.xml.rels", _relations(_document_relations(packet, media)))
    typography = packet.typography
    yield Member("word/styles.xml", styles.styles_xml(typography), fixed=True)
    yield Member("word/settings.xml", styles.settings_xml(), fixed=True)
    yield Member("word/fontTable.xml", styles.fonts_xml(typography), fixed=True)
    yield from _heads_and_feet(packet)
    for relation, drawn in media.drawn.items():
        yield Member(_media_name(relation, drawn.suffix, "word/"), drawn.data, stored=True)
    yield Member("docProps/core.xml", _core(packet))
    yield Member("docProps/app.xml", _APP, fixed=True)
    if packet.payload is not None:
        item = carrier.payload_xml(packet.payload, packet.digest or "", packet.seal)
        # Base64 of a zlib stream shrinks by a quarter, no more; level 1 finds that too.
        yield Member("customXml/item1.xml", item, level=1)
        yield Member("customXml/itemProps1.xml", _ITEM_PROPERTIES, fixed=True)
        yield Member("customXml/_rels/item1.xml.rels", _relations(_ITEM_RELATIONS), fixed=True)


def _heads_and_feet(packet: Packet) -> Iterator[Member]:
    for name in sections.parts(draft=packet.draft):
        if name.startswith("header"):
            draft = packet.draft and name in sections.DRAFT_HEADS
            yield Member(f"word/{name}.xml", sections.header_xml(draft=draft), fixed=True)
            continue
        sealed = packet.seal is not None and name != "footerEmpty"
        yield Member(f"word/{name}.xml", sections.footer_xml(name, packet.seal), fixed=not sealed)
        if sealed:
            relations = _relations([("qr", f"{_OFFICE}/image", "media/qr.png")])
            yield Member(f"word/_rels/{name}.xml.rels", relations, fixed=True)
    if packet.seal is not None:
        yield Member("word/media/qr.png", qr_png(packet.qr or packet.seal), stored=True)


def _media_name(relation: str, suffix: str, folder: str = "") -> str:
    return f"{folder}media/{relation}.{suffix}"


def _document_relations(packet: Packet, media: Media) -> Relations:
    found: Relations = [
        ("styles", f"{_OFFICE}/styles", "styles.xml"),
        ("settings", f"{_OFFICE}/settings", "settings.xml"),
        ("fontTable", f"{_OFFICE}/fontTable", "fontTable.xml"),
    ]
    for name in sections.parts(draft=packet.draft):
        found.append((name, f"{_OFFICE}/{name[:6]}", f"{name}.xml"))
    for relation, drawn in media.drawn.items():
        found.append((relation, f"{_OFFICE}/image", _media_name(relation, drawn.suffix)))
    if packet.payload is not None:
        found.append((_PAYLOAD_RELATION, f"{_OFFICE}/customXml", "../customXml/item1.xml"))
    return found


def _relations(found: Relations) -> bytes:
    lines = "".join(
        f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>'
        for identifier, kind, target in found
    )
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'
    ).encode()


_ROOT: Relations = [
    ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
    ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
]
_ITEM_RELATIONS: Relations = [("rId1", f"{_OFFICE}/customXmlProps", "itemProps1.xml")]


def _content_types(packet: Packet) -> bytes:
    overrides = [
        ("/word/document.xml", f"{_WORD}.document.main+xml"),
        ("/word/styles.xml", f"{_WORD}.styles+xml"),
        ("/word/settings.xml", f"{_WORD}.settings+xml"),
        ("/word/fontTable.xml", f"{_WORD}.fontTable+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        ),
    ]
    names = sections.parts(draft=packet.draft)
    overrides += [(f"/word/{name}.xml", f"{_WORD}.{name[:6]}+xml") for name in names]
    if packet.payload is not None:
        kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
        overrides.append(("/customXml/itemProps1.xml", kind))
    lines = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        f"{lines}</Types>"
    ).encode()


def _core(packet: Packet) -> bytes:
    """Return the core properties; no times, so that equal content gives equal bytes."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(packet.title)}</dc:title>"
        f"<dc:subject>{escape(packet.applicant)}</dc:subject>"
        "<dc:creator>smdesk</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>"
    ).encode()


_APP = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>smdesk</Application></Properties>'
).encode()

_ITEM_PROPERTIES = (
    f'{DECLARATION}<ds:datastoreItem ds:itemID="{_ITEM}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{carrier.NAMESPACE}"/></ds:schemaRefs>'
    "</ds:datastoreItem>"
).encode()
