from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import hostile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.errors import SmdeskError, catalogue
from smdesk.intake.kinds import FileKind
from smdesk.intake.sniff import sniff

STRICT = hostile.document("<w:p/>").replace(
    hostile.W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
)
OWNER = b"\x05admin" + b" " * 48 + b"\x05\x00" + "admin".encode("utf-16-le") + b"\x00" * 96
SHEET = hostile.TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")
SLIDES = hostile.TYPES.replace("wordprocessingml.document", "presentationml.presentation")
MACRO = hostile.TYPES.replace(
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
    "vnd.ms-word.document.macroEnabled.main",
)


def ours(mimetype: str) -> bytes:
    """Return a zip of this program's own that says what it is."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("manifest.json", "{}")
    return out.getvalue()


SAMPLES = {
    "docx": (hostile.docx(), FileKind.DOCX),
    "docm": (
        hostile.zipped({"[Content_Types].xml": MACRO, "word/document.xml": "<a/>"}),
        FileKind.DOCX,
    ),
    "docx whose content types are lost": (
        hostile.zipped({"word/document.xml": hostile.document("<w:p/>")}),
        FileKind.DOCX,
    ),
    "docx with UTF-16 content types": (
        hostile.zipped(
            {
                "[Content_Types].xml": hostile.TYPES.replace("UTF-8", "UTF-16").encode("utf-16"),
                "word/document2.xml": hostile.document(""),
            }
        ),
        FileKind.DOCX,
    ),
    "strict docx": (hostile.docx_of({"word/document.xml": STRICT}), FileKind.DOCX_STRICT),
    "xlsx": (hostile.zipped({"[Content_Types].xml": SHEET}), FileKind.XLSX),
    "xlsx by its part": (hostile.zipped({"xl/workbook.xml": "<a/>"}), FileKind.XLSX),
    "pptx": (hostile.zipped({"[Content_Types].xml": SLIDES}), FileKind.PPTX),
    "package": (
        hostile.zipped(
            {"mimetype": b"application/vnd.smdesk.declaration+zip", "content.json": b"{}"},
            stored=("mimetype",),
        ),
        FileKind.SMDX,
    ),
    "odt": (
        hostile.zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        FileKind.ODF,
    ),
    "ofd": (hostile.zipped({"OFD.xml": b"<a/>"}), FileKind.OFD),
    "zip": (hostile.zipped({"a.docx": hostile.docx()}), FileKind.ZIP),
    "empty zip": (hostile.zipped({}), FileKind.ZIP),
    "a bureau's package": (ours("application/vnd.smdesk.batch+zip"), FileKind.BATCH),
    "a fix file": (ours("application/vnd.smdesk.fix+zip"), FileKind.FIX),
    "half a docx": (hostile.docx()[:400], FileKind.TRUNCATED),
    "zeros of a broken download": (b"\x00" * 5000, FileKind.TRUNCATED),
    "doc": (hostile.ole("WordDocument", "1Table"), FileKind.DOC),
    "doc with a long directory": (
        hostile.ole(*(f"s{number}" for number in range(30)), "WordDocument"),
        FileKind.DOC,
    ),
    "doc with a password": (hostile.ole("WordDocument", flags=0x0100), FileKind.ENCRYPTED),
    "large doc": (hostile.large_ole("WordDocument", "1Table"), FileKind.DOC),
    "doc of 20 MB": (hostile.large_ole("WordDocument", lists=3), FileKind.DOC),
    "xls": (hostile.ole("Workbook"), FileKind.XLS),
    "xls 5": (hostile.ole("Book"), FileKind.XLS),
    "ppt": (hostile.ole("PowerPoint Document"), FileKind.PPT),
    "works": (hostile.ole("CONTENTS", "MatOST"), FileKind.WORKS),
    "docx with a password": (
        hostile.ole("EncryptionInfo", "EncryptedPackage"),
        FileKind.ENCRYPTED,
    ),
    "msi": (hostile.ole("SummaryInformation"), FileKind.OLE),
    "half an ole": (hostile.ole("WordDocument")[:700], FileKind.TRUNCATED),
    "word 2003 xml": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
        FileKind.WORD_XML,
    ),
    "flat opc": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns=""/>',
        FileKind.FLAT_OPC,
    ),
    "rtf": (b"{\\rtf1\\ansi \\u30003?}", FileKind.RTF),
    "html": (b"\xef\xbb\xbf<HTML><body><table></table>", FileKind.HTML),
    "html in utf-16": ("<html><body>表</body></html>".encode("utf-16"), FileKind.HTML),
    "html as Word writes it": (
        b'<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>',
        FileKind.HTML,
    ),
    "mhtml": (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n<html>",
        FileKind.MHTML,
    ),
    "pdf": (b"%PDF-1.7\n", FileKind.PDF),
    "pdf behind a line": (b"\n\n%PDF-1.4\n", FileKind.PDF),
    "png": (b"\x89PNG\r\n\x1a\n....", FileKind.IMAGE),
    "jpeg": (b"\xff\xd8\xff\xe0..", FileKind.IMAGE),
    "tiff": (b"II*\x00....", FileKind.IMAGE),
    "heic": (b"\x00\x00\x00\x18ftypheic....", FileKind.IMAGE),
    "rar": (b"Rar!\x1a\x07\x00", FileKind.ARCHIVE),
    "text": ("企业名称：某厂\r\n".encode(), FileKind.TEXT),
    "gbk text": ("企业名称：某厂\r\n".encode("gbk"), FileKind.TEXT),
    "owner file": (OWNER, FileKind.OWNER),
    "empty": (b"", FileKind.EMPTY),
    "a program": (b"MZ\x90\x00\x03\x00" + b"This program cannot be run" * 9, FileKind.FOREIGN),
    "the head of a program": (b"MZ\x90\x00", FileKind.FOREIGN),
    "a program without a zero": (b"MZ" + b"\x90" * 60, FileKind.FOREIGN),
    "text that ends in binary": ("企业名称：某厂".encode("gbk") + b"\x01", FileKind.FOREIGN),
    "text that begins like a program": ("MZ 公司简介\n".encode("gbk"), FileKind.TEXT),
    "text cut within a character": ("企业名称：某厂".encode()[:-1], FileKind.TEXT),
    "noise": (bytes(range(1, 256)) * 3, FileKind.FOREIGN),
}
SAMPLES["long gbk text"] = (("a" + "企业名称" * 40_000).encode("gbk"), FileKind.TEXT)


@pytest.mark.parametrize("name", SAMPLES)
def test_kind_is_told_by_content(name: str) -> None:
    data, kind = SAMPLES[name]
    assert sniff(data) is kind


def test_program_of_which_little_is_left_is_known_by_its_name_too() -> None:
    assert sniff(b"MZ", "x.exe") is FileKind.FOREIGN
    assert sniff(b"MZ ltd.", "x.txt") is FileKind.TEXT


def test_owner_file_is_known_by_its_name_too() -> None:
    assert sniff(b"\x01x", "~$申报书.docx") is FileKind.OWNER
    assert sniff(hostile.docx(), "~$申报书.docx") is FileKind.DOCX


@pytest.mark.parametrize("kind", [one for one in FileKind if not one.readable])
def test_every_unreadable_kind_has_its_sentence(kind: FileKind) -> None:
    assert kind.code in catalogue()
    assert catalogue()[kind.code]["next"]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_have_a_kind(data: bytes) -> None:
    assert isinstance(sniff(data), FileKind)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_files_have_a_kind_or_a_code(data: st.DataObject) -> None:
    good = data.draw(st.sampled_from([one for one, _ in SAMPLES.values() if len(one) > 200]))[:4000]
    broken = bytearray(good)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = sniff(bytes(broken)).code
    except SmdeskError as problem:
        found = problem.code
    assert found.startswith("intake.")
