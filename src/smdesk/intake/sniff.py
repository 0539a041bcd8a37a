"""What kind of file it is, by content and never by extension."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from smdesk.errors import SmdeskError
from smdesk.intake import ole
from smdesk.intake.kinds import FileKind
from smdesk.intake.limits import LIMITS, PACKAGE_LIMITS, Limits
from smdesk.intake.zipped import Archive

SMDX_TYPE = b"application/vnd.smdesk.declaration+zip"
_OURS = {
    SMDX_TYPE: FileKind.SMDX,
    b"application/vnd.smdesk.batch+zip": FileKind.BATCH,
    b"application/vnd.smdesk.fix+zip": FileKind.FIX,
}
_HEAD = 8192
_MAIN_TYPES = (
    (b"wordprocessingml.document.main+xml", FileKind.DOCX),
    (b"ms-word.document.macroenabled.main+xml", FileKind.DOCX),
    (b"wordprocessingml.template.main+xml", FileKind.DOCX),
    (b"ms-word.template.macroenabledtemplate.main+xml", FileKind.DOCX),
    (b"spreadsheetml.sheet.main+xml", FileKind.XLSX),
    (b"ms-excel.sheet.macroenabled.main+xml", FileKind.XLSX),
    (b"spreadsheetml.template.main+xml", FileKind.XLSX),
    (b"ms-excel.sheet.binary.macroenabled.main", FileKind.XLSB),
    (b"presentationml.", FileKind.PPTX),
)
_MAIN_PARTS = (
    ("word/document.xml", FileKind.DOCX), ("xl/workbook.xml", FileKind.XLSX),
    ("xl/workbook.bin", FileKind.XLSB), ("ppt/presentation.xml", FileKind.PPTX),
)  # fmt: skip
_IMAGES = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*",
)  # fmt: skip
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div)[\s>]", re.IGNORECASE)
_FROM = re.compile(rb"^From:", re.IGNORECASE | re.MULTILINE)
_POSTED = re.compile(
    rb"^(?:To|Received|Message-ID|Delivered-To|X-Mailer):", re.IGNORECASE | re.MULTILINE
)
_MAIL_LINE = re.compile(rb"[!-9;-~]+:|From ")
_MAIL_LINES = 3
"""A mail went from one to another; a web page that a browser saved as MHTML has a From alone."""
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
"""Bytes that no text in UTF-8 or GB 18030 has, not even within a character."""
_PROGRAM = re.compile(r"\.(?:exe|dll|com|scr|sys|msi)$", re.IGNORECASE)
_STRICT = b"purl.oclc.org/ooxml/wordprocessingml"


def limits_for(head: bytes) -> Limits:
    """Return the limits of a file by its first bytes: a package or a PDF of ours may be larger."""
    scans = SMDX_TYPE in head[:128] or head.startswith(b"%PDF-")
    return PACKAGE_LIMITS if scans else LIMITS


def sniff(data: bytes, name: str = "") -> FileKind:
    """Return the kind of a file from its bytes.

    ``name`` only helps with the owner files ``~$…`` that Word and WPS leave beside an open
    document, and with a program of which little is left. Raises what `Archive` raises for a zip that breaks a limit.
    """
    return sniff_open(data, name)[0]


def sniff_open(data: bytes, name: str = "") -> tuple[FileKind, Archive | None]:
    """Return the kind of a file and, where it is a whole zip, its checked members; as `sniff`."""
    # A half download has local headers and no directory at its end.
    if data.startswith(b"PK\x03\x04") and b"PK\x05\x06" in data[-65_600:]:
        archive = Archive(data, limits_for(data))
        return kind_of_archive(archive), archive
    return _sniff_other(data, name), None


def _sniff_other(data: bytes, name: str) -> FileKind:
    if not data:
        return FileKind.EMPTY
    if _is_owner(data, name):
        return FileKind.OWNER
    if data.startswith(b"PK\x03\x04"):
        return FileKind.TRUNCATED
    if data.startswith(b"PK\x05\x06"):
        return FileKind.ZIP
    if data.startswith(ole.MAGIC):
        return _sniff_ole(data)
    if not data.strip(b"\x00"):
        return FileKind.TRUNCATED
    if data.startswith(b"MZ\x90") or (data.startswith(b"MZ") and _PROGRAM.search(name)):
        return FileKind.FOREIGN
    return _sniff_marks(data) or _sniff_text(data)


def _is_owner(data: bytes, name: str) -> bool:
    """Word's is 162 bytes, Excel's 165: a length, the user's name, and the name in UTF-16."""
    if name.startswith("~$") and len(data) <= 512 and not data.startswith((b"PK", ole.MAGIC)):
        return True
    return (
        len(data) in {162, 165}
        and 0 < data[0] <= 54
        and not data[1 + data[0] : 54].strip(b" \x00")
        and data[55] in {data[0], 0}
    )


def kind_of_archive(archive: Archive) -> FileKind:
    """Return the kind of an opened zip by its members."""
    names = set(archive.names)
    if "mimetype" in names:
        kind = archive.head("mimetype", 256)
        if ours := _OURS.get(kind.strip()):
            return ours
        if kind.startswith(b"application/vnd.oasis.opendocument"):
            return FileKind.ODF
    return _sniff_office(archive, names)


def _sniff_office(archive: Archive, names: AbstractSet[str]) -> FileKind:
    kind = FileKind.ZIP
    if "[Content_Types].xml" in names:
        types = _plain(archive.read("[Content_Types].xml")).lower()
        kind = next((found for mark, found in _MAIN_TYPES if mark in types), kind)
    if kind is FileKind.ZIP:
        kind = next((found for part, found in _MAIN_PARTS if part in names), kind)
    if kind is FileKind.ZIP and "OFD.xml" in names:
        return FileKind.OFD
    if kind is FileKind.DOCX and _is_strict(archive, names):
        return FileKind.DOCX_STRICT
    return kind


def _plain(body: bytes) -> bytes:
    """Return XML as ASCII-comparable bytes (UTF-16 has a zero in every other place)."""
    return body.replace(b"\x00", b"")


def _is_strict(archive: Archive, names: AbstractSet[str]) -> bool:
    main = next((one for one in sorted(names) if re.fullmatch(r"word/document\d*\.xml", one)), None)
    return main is not None and _STRICT in _plain(archive.head(main, _HEAD))


def _sniff_ole(data: bytes) -> FileKind:
    found = ole.entries(data)
    if not found:
        return FileKind.TRUNCATED
    if "EncryptedPackage" in found:
        return FileKind.ENCRYPTED
    if "WordDocument" in found:
        encrypted = ole.is_encrypted_word(data, found["WordDocument"])
        return FileKind.ENCRYPTED if encrypted else FileKind.DOC
    if {"Workbook", "Book"} & found.keys():
        return FileKind.XLS
    if "PowerPoint Document" in found:
        return FileKind.PPT
    if any(one.startswith("__properties_version") for one in found):
        return FileKind.MAIL
    if {"MatOST", "MM", "CONTENTS"} & found.keys():
        return FileKind.WORKS
    return FileKind.OLE


def _sniff_marks(data: bytes) -> FileKind | None:
    if data.startswith(_IMAGES) or _is_boxed_image(data):
        return FileKind.IMAGE
    if data.startswith(_ARCHIVES):
        return FileKind.ARCHIVE
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data.startswith(b"{\\rtf"):
        return FileKind.RTF
    return None


def _is_boxed_image(data: bytes) -> bool:
    heic = data[4:8] == b"ftyp" and data[8:12] in {b"heic", b"heix", b"mif1", b"avif", b"hevc"}
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    bitmap = data[:2] == b"BM" and data[6:10] == b"\x00\x00\x00\x00"
    return heic or webp or bitmap


def _sniff_text(data: bytes) -> FileKind:
    if _is_mail(data[: 4 * _HEAD]):
        return FileKind.MAIL
    head = _plain(data[: 2 * _HEAD])
    if b"<w:wordDocument" in head or b'progid="Word.Document"' in head:
        return FileKind.FLAT_OPC if b"<pkg:package" in head else FileKind.WORD_XML
    if b"<pkg:package" in head:
        return FileKind.FLAT_OPC
    if b"MIME-Version:" in head[:2048] and b"multipart/related" in head:
        return FileKind.MHTML
    if _HTML.search(head[:_HEAD]):
        return FileKind.HTML
    return FileKind.TEXT if _is_text(data[: 16 * _HEAD]) else FileKind.FOREIGN


def _is_mail(data: bytes) -> bool:
    """Return whether a text begins with the head lines of a mail (RFC 5322)."""
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    head = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
    lines = re.sub(rb"\r?\n[ \t]+", b" ", head).splitlines()
    if len(lines) < _MAIL_LINES or not all(_MAIL_LINE.match(one) for one in lines):
        return False
    return bool(_FROM.search(head) and _POSTED.search(head))


def _is_text(data: bytes) -> bool:
    """Return whether bytes are text in UTF-8, UTF-16 with a BOM, or GB 18030."""
    marked = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    if not marked and _CONTROL.search(data):
        return False
    encodings = ["utf-16"] if marked else ["utf-8", "gb18030"]
    for encoding in encodings:
        # A cut in the middle of a character is the sample's fault, not the file's.
        for cut in range(4):
            try:
                text = data[: len(data) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            odd = sum(1 for one in text if one < " " and one not in "\t\r\n\f")
            return odd == 0
    return False


def refuse_unreadable(kind: FileKind) -> None:
    """Raise the code of a kind that no reader takes."""
    if not kind.readable:
        raise SmdeskError(kind.code)
