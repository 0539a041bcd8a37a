"""Hand-made files for the intake tests: zips, Word files, OLE files; good ones and hostile ones."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def zipped(members: dict[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    """Return a zip of ``members``; those named in ``stored`` uncompressed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            made.writestr(name, body, method)
    return out.getvalue()


def document(body: str) -> str:
    """Return a document part around ``body``."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:document xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
        '2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>"
    )


def docx(body: str = "<w:p/>", **parts: bytes | str) -> bytes:
    """Return a Word file; ``parts`` are added by name, ``__`` standing for ``/``, ``_x`` ``.xml``."""
    return docx_of({"word/document.xml": document(body)}, parts)


def docx_of(members: dict[str, bytes | str], more: dict[str, bytes | str] | None = None) -> bytes:
    """Return a Word file of the given parts, content types and package relations added."""
    return zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELS, **members, **(more or {})})


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def ole(*streams: str, flags: int = 0) -> bytes:
    """Return a compound file with a directory of ``streams``; sector 2 is the first one's."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<I", header, 76, 0)
    for place in range(1, 109):
        struct.pack_into("<I", header, 76 + 4 * place, 0xFFFFFFFF)
    names = ["Root Entry", *streams]
    sectors = -(-len(names) // 4)
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    fat = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    folder = bytearray(512 * sectors)
    for number, name in enumerate(names):
        raw = name.encode("utf-16-le") + b"\x00\x00"
        folder[128 * number : 128 * number + len(raw)] = raw
        struct.pack_into("<HB", folder, 128 * number + 64, len(raw), 5 if number == 0 else 2)
        struct.pack_into("<I", folder, 128 * number + 116, sectors + 1)
    stream = bytearray(512)
    struct.pack_into("<H", stream, 0, 0xA5EC)
    struct.pack_into("<H", stream, 10, flags)
    return bytes(header) + fat + bytes(folder) + bytes(stream)


def large_ole(*streams: str, lists: int = 1) -> bytes:
    """Return a compound file of over 7 MB whose directory goes on in its last sector.

    That sector's entry in the table stands in a block that only the ``lists``-th list of blocks
    behind the header names, [MS-CFB] 2.5; ``streams`` are named in that sector.
    """
    last = (109 + 127 * (lists - 1)) * 128 + 64
    made = bytearray(512 * (last + 2))
    small = ole("a", "b", "c")
    made[: len(small)] = small
    struct.pack_into("<I", made, 512 + 4, last)  # the directory's first sector is 1
    first_list, table = 10, 10 + lists
    struct.pack_into("<I", made, 68, first_list)
    for number in range(lists):
        struct.pack_into("<I", made, 512 * (first_list + number + 1) + 508, first_list + number + 1)
    struct.pack_into("<I", made, 512 * (first_list + lists), table)
    struct.pack_into("<I", made, 512 * (table + 1) + 4 * 64, 0xFFFFFFFE)
    for number, name in enumerate(streams):
        raw = name.encode("utf-16-le") + b"\x00\x00"
        place = 512 * (last + 1) + 128 * number
        made[place : place + len(raw)] = raw
        struct.pack_into("<HB", made, place + 64, len(raw), 2)
        struct.pack_into("<I", made, place + 116, 5)
    return bytes(made)


def with_declared_size(name: str, body: bytes, declared: int) -> bytes:
    """Return a zip whose one member lies about its size, in both of its headers."""
    made = bytearray(zipped({name: body}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", made, made.index(mark) + place, declared)
    return bytes(made)


def overlapping() -> bytes:
    """Return a zip of two members that share their bytes (the second's entry points at the first)."""
    made = bytearray(zipped({"a.xml": b"a" * 100, "b.xml": b"a" * 100}))
    second = made.index(b"PK\x01\x02", made.index(b"PK\x01\x02") + 4)
    made[second + 46 : second + 51] = b"b.xml"
    struct.pack_into("<I", made, second + 42, 0)
    first = made.index(b"PK\x03\x04", 4)
    return bytes(made) if first else b""


def raw_deflate(body: bytes) -> bytes:
    """Return ``body`` as a zip member holds it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(body) + packer.flush()
