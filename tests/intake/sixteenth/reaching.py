"""Files that would reach out, and workbooks that should exhaust a reader."""

from __future__ import annotations

import io
import zipfile

from sixteenth.draw import SPACES, para
from sixteenth.faults import (
    PARTLY,
    READ,
    REFUSED,
    fault,
    good,
    rezip,
    with_body,
    with_link,
)
from sixteenth.floods import LAUGH

NET = "http://127.0.0.1:{port}/{what}"


@fault("远程模板.docx", READ, PARTLY, REFUSED)
def attached_template() -> bytes:
    base = rezip(
        good("template"),
        lambda n, d: (
            d.replace(
                b"</Relationships>",
                b'<Relationship Id="rS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/></Relationships>',
            )
            if n.endswith("document.xml.rels")
            else d
        ),
    )
    link = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rT" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:{port}/t.dotm" TargetMode="External"/></Relationships>'
    return rezip(
        base,
        lambda n, d: d,
        {
            "word/settings.xml": f'<w:settings {SPACES}><w:attachedTemplate r:id="rT"/></w:settings>'.encode(),
            "word/_rels/settings.xml.rels": link.encode(),
        },
    )


@fault("远程图片.docx", READ, PARTLY, REFUSED)
def linked_picture() -> bytes:
    return with_link(
        "image",
        "http://127.0.0.1:{port}/i.png",
        '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="rX"/></v:shape></w:pict></w:r></w:p>',
        "linked",
    )


@fault("域.docx", READ, PARTLY, REFUSED)
def fields_that_fetch() -> bytes:
    def one(code: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

    return with_body(
        para(
            one('INCLUDEPICTURE "http://127.0.0.1:{port}/p.png"')
            + one('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"')
            + one('INCLUDETEXT "/etc/passwd"')
        ),
        "dde",
    )


@fault("外来块.docx", READ, PARTLY, REFUSED)
def alt_chunk() -> bytes:
    return with_link(
        "aFChunk", "http://127.0.0.1:{port}/c.html", '<w:altChunk r:id="rX"/>', "chunk"
    )


@fault("子文档.docx", READ, PARTLY, REFUSED)
def sub_document() -> bytes:
    return with_link("subDocument", "file:///etc/passwd", '<w:subDoc r:id="rX"/>', "sub")


def sheet(xml: str, extra: dict[str, str] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        )
        into.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        into.writestr(
            "xl/workbook.xml",
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        into.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        into.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{xml}</worksheet>',
        )
        for name, text in (extra or {}).items():
            into.writestr(name, text)
    return made.getvalue()


def cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


@fault("百万空行.xlsx", REFUSED, PARTLY)
def million_rows() -> bytes:
    return sheet(
        '<dimension ref="A1:XFD1048576"/><sheetData>'
        f'<row r="1">{cell("A1", "企业名称")}</row>'
        f'<row r="1048576">{cell("XFD1048576", "x")}</row></sheetData>'
    )


@fault("许多空行.xlsx", REFUSED, PARTLY)
def empty_rows() -> bytes:
    return sheet(
        "<sheetData>"
        + "".join(f'<row r="{i}" ht="14"><c r="A{i}" s="0"/></row>' for i in range(1, 400_000))
        + "</sheetData>"
    )


@fault("公式.xlsx", REFUSED, PARTLY, READ)
def formulas() -> bytes:
    cells = f'<row r="1">{cell("A1", "企业名称")}<c r="B1" t="str"><f>WEBSERVICE("http://127.0.0.1:{{port}}/w")</f><v>甲公司</v></c></row><row r="2"><c r="A2" t="str"><f>cmd|"/c calc"!A0</f><v>x</v></c><c r="B2"><f>HYPERLINK("http://127.0.0.1:{{port}}/h")</f></c></row>'
    return sheet(f"<sheetData>{cells}</sheetData>")


@fault("合并十万.xlsx", REFUSED, PARTLY)
def many_merges() -> bytes:
    merges = "".join(f'<mergeCell ref="A{i}:ZZ{i}"/>' for i in range(1, 50000))
    return sheet(
        f'<sheetData><row r="1">{cell("A1", "x")}</row></sheetData><mergeCells>{merges}</mergeCells>'
    )


@fault("全表合并.xlsx", REFUSED, PARTLY)
def whole_merge() -> bytes:
    return sheet(
        f'<sheetData><row r="1">{cell("A1", "企业名称")}</row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )


@fault("坏引用.xlsx", REFUSED, PARTLY)
def bad_indexes() -> bytes:
    return sheet(
        '<sheetData><row r="0"><c r="A0" t="s"><v>999999</v></c></row><row r="-3"><c r="ZZZZZ9" s="88"><v>1e999</v></c></row></sheetData>'
    )


@fault("共享串炸弹.xlsx")
def shared_bomb() -> bytes:
    return sheet(
        "<sheetData/>", {"xl/sharedStrings.xml": f"<?xml version='1.0'?>{LAUGH}<sst>&j;</sst>"}
    )
