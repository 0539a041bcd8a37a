"""Files of other programs, and forms in an unusual shell."""

from __future__ import annotations

import gzip
import io
import random
import zipfile

from sixteenth.draw import word
from sixteenth.faults import (
    FORM,
    PARTLY,
    READ,
    REFUSED,
    fault,
    good,
    rezip,
    with_document,
)
from sixteenth.halves import compound
from sixteenth.model import new


@fault("~$申报书.docx", codes=("intake.kind-owner",))
def owner() -> bytes:
    return b"\x05admin".ljust(55, b" ") + b"\x05\0" + "admin".encode("utf-16-le").ljust(105, b"\0")


@fault("~$申报表.xlsx", codes=("intake.kind-owner",))
def owner_sheet() -> bytes:
    return "科员".encode("gbk").rjust(5, b"\x04").ljust(165, b" ")


@fault(".~申报书.docx")
def owner_wps() -> bytes:
    return b"\x05admin".ljust(162, b"\0")


@fault(".~lock.申报书.docx#")
def owner_libreoffice() -> bytes:
    return b",admin,PC,22.11.2026 10:00,file:///home/admin;"


@fault("._申报书.docx")
def apple_double() -> bytes:
    return b"\0\x05\x16\x07\0\2\0\0Mac OS X        " + b"\0" * 400


@fault("Thumbs.db")
def thumbs() -> bytes:
    return compound({"Catalog": b"\1" * 200, "256_abc": b"\xff\xd8" * 50})


@fault("申报书.rar", codes=("intake.kind-archive",))
def rar() -> bytes:
    return b"Rar!\x1a\x07\x01\0" + random.Random(1).randbytes(900)


@fault("申报书.7z", codes=("intake.kind-archive",))
def seven() -> bytes:
    return b"7z\xbc\xaf\x27\x1c\0\4" + random.Random(2).randbytes(900)


@fault("申报书.docx.gz")
def gzipped() -> bytes:
    return gzip.compress(good("gz"), mtime=0)


@fault("扫描件.docx", codes=("intake.kind-image",))
def picture() -> bytes:
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0" + random.Random(3).randbytes(3000)


@fault("纯文本.docx")
def text() -> bytes:
    return "企业名称：某某有限公司\r\n资产总额：100".encode("gbk")


@fault("表格.xlsx")
def csv() -> bytes:
    return "企业名称,资产总额\r\n某某有限公司,100\r\n".encode("gbk")


@fault("邮件.eml", codes=("intake.kind-mail",))
def mail() -> bytes:
    return b"From: a@b.example\r\nTo: c@d.example\r\nSubject: =?gbk?B?yeqxqMrp?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nhello\r\n"


@fault("单网页.doc")
def mhtml() -> bytes:
    return b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<html>a</html>\r\n--x--"


@fault("富文本.doc")
def rtf() -> bytes:
    return rb"{\rtf1\ansi\ansicpg936\deff0 {\fonttbl{\f0 SimSun;}}\f0 \'c6\'f3\'d2\'b5\par}"


@fault("旧XML.doc")
def word_2003() -> bytes:
    return b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body/></w:wordDocument>'


@fault("单文件.xml")
def flat_opc() -> bytes:
    return b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>'


@fault("程序.docx")
def program() -> bytes:
    return b"MZ" + random.Random(4).randbytes(4000)


@fault("演示.docx")
def slides() -> bytes:
    return rezip(
        good("pp"),
        lambda n, d: (
            d.replace(
                b"wordprocessingml.document.main", b"presentationml.presentation.main"
            ).replace(b"word/document.xml", b"ppt/presentation.xml")
            if n != "word/document.xml"
            else None
        ),
        {"ppt/presentation.xml": b"<p/>"},
    )


@fault("版式.ofd")
def ofd() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        into.writestr("OFD.xml", '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>')
        into.writestr("Doc_0/Document.xml", "<x/>")
    return made.getvalue()


@fault("文档.odt")
def odt() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        into.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        into.writestr(
            "content.xml",
            "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>",
        )
    return made.getvalue()


@fault("带宏.docm", READ, PARTLY, REFUSED)
def with_macro() -> bytes:
    data = good("macro")
    return rezip(
        data,
        lambda n, d: (
            d.replace(
                b"openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"ms-word.document.macroEnabled.main+xml",
            )
            if n.startswith("[")
            else d
        ),
        {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"\0" * 600},
    )


@fault("严格.docx", READ, PARTLY)
def strict() -> bytes:
    def change(name: str, data: bytes) -> bytes:
        return data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    return rezip(good("strict"), change)


@fault("没有扩展名", READ, PARTLY)
def no_suffix() -> bytes:
    return good("no suffix")


@fault("其实是docx.pdf", READ, PARTLY)
def docx_as_pdf() -> bytes:
    return good("as pdf")


@fault("其实是docx.doc", READ, PARTLY)
def docx_as_doc() -> bytes:
    return good("as doc")


@fault("主体改名.docx", READ, PARTLY)
def other_part_name() -> bytes:
    def change(name: str, data: bytes) -> bytes | None:
        return (
            None
            if name in {"word/document.xml", "word/_rels/document.xml.rels"}
            else data.replace(b"word/document.xml", b"word/document2.xml")
        )

    base = good("part name")
    with zipfile.ZipFile(io.BytesIO(base)) as old:
        extra = {
            "word/document2.xml": old.read("word/document.xml"),
            "word/_rels/document2.xml.rels": old.read("word/_rels/document.xml.rels"),
        }
    return rezip(base, change, extra)


@fault("缺主体.docx")
def no_document() -> bytes:
    return rezip(good("missing"), lambda n, d: None if n == "word/document.xml" else d)


@fault("缺类型表.docx", READ, PARTLY, REFUSED)
def no_types() -> bytes:
    return rezip(good("no types"), lambda n, d: None if n.startswith("[") else d)


@fault("缺关系.docx", READ, PARTLY, REFUSED)
def no_relations() -> bytes:
    return rezip(good("no rels"), lambda n, d: None if n.endswith(".rels") else d)


@fault("坏XML.docx", REFUSED)
def broken_xml() -> bytes:
    return with_document(lambda t: t[: len(t) // 2], who="broken")


@fault("控制字符.docx", READ, PARTLY, REFUSED)
def control_characters() -> bytes:
    return with_document(lambda t: t.replace("有限公司", "有限\x07公司"), who="control")


@fault("字符引用.docx", READ, PARTLY, REFUSED)
def bad_references() -> bytes:
    return with_document(lambda t: t.replace("有限公司", "有限&#xFFFF;&#x0;公司"), who="refs")


@fault("只有空表.docx", REFUSED, PARTLY, READ)
def blank_form() -> bytes:
    draft = new(FORM, "blank", 1)
    for _, bit in draft.paper.answers():
        bit.text = ""
    for table in draft.paper.tables:
        for cell in table.cells:
            for bit in cell.bits:
                bit.ticked = False
    return word(draft)
