"""The pen of the tenth set: Word files as Word, WPS, online editors and web systems write them."""

from __future__ import annotations

import io
import zipfile
from random import Random
from xml.sax.saxutils import escape

from ninth.ink import _BULLETS, _NS, _STYLES, Pen, _t

from tenth.page import Bit, Cell, Page, Table
from tenth.web import html, mhtml

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SIDES = "".join(
    f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for s in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_BORDERS = f"<w:tblBorders>{_SIDES}</w:tblBorders>"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RUNS = {
    "wps": '<w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/><w:sz w:val="21"/><w:vertAlign w:val="baseline"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>',
    "feishu": '<w:rFonts w:eastAsia="等线" w:ascii="Arial" w:cs="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/>',
    "tencent": '<w:rFonts w:ascii="SimSun" w:eastAsia="SimSun"/><w:color w:val="000000"/><w:sz w:val="21"/><w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
    "pages": '<w:rFonts w:ascii=".PingFang SC Regular" w:hAnsi=".PingFang SC Regular" w:eastAsia=".PingFang SC Regular"/><w:sz w:val="20"/><w:rtl w:val="0"/>',
    "lo": '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:eastAsia="SimSun"/><w:lang w:val="zh-CN"/>',
}


class TenthPen(Pen):
    """Writes as ``page.pen["maker"]`` does."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.rng = Random(f"{page.form} {page.seed}")
        self.maker = page.pen.get("maker", "word")
        self.feet: list[str] = []
        self.notes: list[tuple[str, str]] = []
        self.marks = 0

    def run(self, text: str, props: str = "") -> str:
        base = _RUNS.get(self.maker, "")
        if self.maker == "pages":
            text = text.replace(" ", "\u00a0") if self.rng.random() < 0.3 else text
        made = super().run(text, base + props)
        if self.maker == "google" and self.rng.random() < 0.6:
            self.marks += 1
            return (f'<w:sdt><w:sdtPr><w:id w:val="{90000 + self.marks}"/><w:tag w:val="goog_rdk_{self.marks}"/></w:sdtPr>'
                    f"<w:sdtContent>{made}</w:sdtContent></w:sdt>")  # fmt: skip
        if self.maker == "wps" and self.rng.random() < 0.1:
            self.marks += 1
            return f'<w:bookmarkStart w:id="{self.marks}" w:name="OLE_LINK{self.marks}"/>{made}<w:bookmarkEnd w:id="{self.marks}"/>'
        return made

    def bit(self, text: str, look: str) -> str:
        kind, _, rest = look.partition(":")
        made = getattr(self, f"_{kind}", None)
        return made(text, rest) if made is not None and kind else super().bit(text, look)

    def _red(self, text: str, _: str) -> str:
        return self.run(text, '<w:b/><w:color w:val="FF0000"/>')

    def _shade(self, text: str, rest: str) -> str:
        return self.run(text, f'<w:shd w:val="clear" w:color="auto" w:fill="{rest or "FFFF00"}"/>')

    def _foot(self, text: str, rest: str) -> str:
        self.feet.append(rest)
        return (
            self.run(text)
            + f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(self.feet)}"/></w:r>'
        )

    def _said(self, text: str, rest: str) -> str:
        who, _, what = rest.partition("|")
        self.notes.append((who, what))
        n = len(self.notes)
        return (f'<w:commentRangeStart w:id="{n}"/>{self.run(text)}<w:commentRangeEnd w:id="{n}"/>'
                f'<w:r><w:commentReference w:id="{n}"/></w:r>')  # fmt: skip

    def _two(self, text: str, rest: str) -> str:
        """The first author's insertion, struck out by a second one who wrote anew."""
        return (f'<w:ins w:id="11" w:author="李会计" w:date="2023-04-03T09:00:00Z"><w:del w:id="12" w:author="王工" w:date="2023-04-05T09:00:00Z">'
                f'<w:r>{_t(rest, "delText")}</w:r></w:del></w:ins><w:ins w:id="13" w:author="王工" w:date="2023-04-05T09:00:00Z">{self.run(text)}</w:ins>')  # fmt: skip

    def _vml(self, text: str, _: str) -> str:
        return (f'<w:r><w:pict><v:shape style="width:90pt;height:18pt"><v:textbox><w:txbxContent><w:p>{self.run(text)}</w:p>'
                "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>")  # fmt: skip

    def _docprop(self, text: str, rest: str) -> str:
        return (f'<w:r><w:fldChar w:fldCharType="begin" w:dirty="1"/></w:r><w:r><w:instrText xml:space="preserve"> IF </w:instrText></w:r>'
                f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {escape(rest)} </w:instrText></w:r>'
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
                f'<w:r><w:instrText xml:space="preserve"> = 7 "{escape(text)}" "" </w:instrText></w:r>'
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{self.run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>')  # fmt: skip

    def _wpsbox(self, text: str, rest: str) -> str:
        """A box of WPS: a control with marks of Wingdings 2."""
        glyph = "0052" if rest == "1" else "00A3"
        return (f'<w:sdt><w:sdtPr><w:rPr/><w:id w:val="147450{self.rng.randint(100, 999)}"/><w14:checkbox><w14:checked w14:val="{rest}"/>'
                '<w14:checkedState w14:val="0052" w14:font="Wingdings 2"/><w14:uncheckedState w14:val="00A3" w14:font="Wingdings 2"/></w14:checkbox></w:sdtPr>'
                f'<w:sdtContent><w:r><w:sym w:font="Wingdings 2" w:char="{glyph}"/></w:r></w:sdtContent></w:sdt>')  # fmt: skip

    def _face(self, text: str, rest: str) -> str:
        font, _, letter = rest.rpartition("/")
        return f'<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:hint="default"/></w:rPr><w:t>{escape(letter)}</w:t></w:r>'

    def paragraphs(self, bits: list[Bit]) -> str:
        made = super().paragraphs(bits)
        if self.maker == "pages":
            made = made.replace("</w:p><w:p>", "</w:p><w:p>")
        if self.maker in {"tencent", "feishu"}:
            made = made.replace(
                '<w:jc w:val="left"/>',
                '<w:spacing w:before="0" w:after="0" w:line="288" w:lineRule="auto"/><w:ind w:left="0"/><w:jc w:val="left"/>',
            )
        return made

    def cell(self, cell: Cell, width: int, merge: str = "") -> str:
        made = super().cell(cell, width, merge.replace("<w:vMerge/>", "<w:vMerge/>"))
        if self.maker in {"wps", "lo", "feishu", "google"}:
            made = made.replace("<w:vMerge/>", '<w:vMerge w:val="continue"/>')
        if self.maker == "feishu":
            made = made.replace('w:type="dxa"', 'w:type="pct"', 1)
        if self.maker == "wps":
            made = made.replace(
                "</w:tcPr>", '<w:noWrap w:val="0"/><w:vAlign w:val="top"/></w:tcPr>', 1
            )
        if cell.role == "label" and self.manner.get("upright") and "\n" in cell.text:
            made = made.replace("</w:tcPr>", '<w:textDirection w:val="tbRlV"/></w:tcPr>', 1)
        return made

    def table(self, table: Table) -> str:
        made = super().table(table)
        made = made.replace(
            '<w:tblW w:w="0" w:type="auto"/></w:tblPr>',
            f'<w:tblW w:w="0" w:type="auto"/>{_BORDERS}</w:tblPr>',
        )
        if self.maker == "hmerge":
            made = self._flat(table)
        if self.maker == "wps":
            made = made.replace(
                "<w:tr>",
                '<w:tr w14:paraId="00000001"><w:tblPrEx><w:tblCellMar><w:left w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPrEx><w:trPr><w:wBefore w:w="0" w:type="auto"/><w:wAfter w:w="0" w:type="auto"/><w:trHeight w:val="380" w:hRule="atLeast"/></w:trPr>',
            )
        if self.maker == "nogrid":
            start, _, rest = made.partition("<w:tblGrid>")
            made = start + rest.partition("</w:tblGrid>")[2]
        if self.maker == "google":
            made = f'<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/><w:id w:val="11"/><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>'
        return made

    def _flat(self, table: Table) -> str:
        """Merges as old .doc and RTF have them: a cell for each column, those behind the first continued."""
        width = 9000 // max(1, table.columns)
        rows = ""
        for r in range(table.height):
            made, at = "", 0
            for one in sorted((c for c in table.cells if c.r <= r < c.r + c.h), key=lambda c: c.c):
                made += "<w:tc><w:tcPr/><w:p/></w:tc>" * (one.c - at)
                up = (
                    ""
                    if one.h == 1
                    else '<w:vMerge w:val="restart"/>'
                    if one.r == r
                    else "<w:vMerge/>"
                )
                for n in range(one.w):
                    side = (
                        ""
                        if one.w == 1
                        else f'<w:hMerge w:val="{"continue" if n else "restart"}"/>'
                    )
                    inner = self.paragraphs(one.bits) if not n and one.r == r else "<w:p/>"
                    inner += (
                        ""
                        if n or one.r != r
                        else "".join(self.table(t) + "<w:p/>" for t in one.tables)
                    )
                    made += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{side}{up}</w:tcPr>{inner}</w:tc>'
                at = one.c + one.w
            rows += f"<w:tr>{made}</w:tr>"
        grid = f'<w:gridCol w:w="{width}"/>' * table.columns
        return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>{_BORDERS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


def _body(page: Page, pen: TenthPen) -> str:
    body = ""
    for part in page.parts:
        if isinstance(part, Table):
            made = pen.table(part)
            if "in a box" in part.marks:
                made = ('<w:p><w:r><w:pict><v:shape style="width:480pt;height:700pt"><v:textbox><w:txbxContent>'
                        f"{made}<w:p/></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>")  # fmt: skip
            body += made + "<w:p/>"
        elif part == "\f":
            body += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        else:
            body += pen.paragraphs([Bit(part)])
    return body


def _notes(pen: TenthPen) -> dict[str, str]:
    found = {}
    if pen.feet:
        items = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{pen.run(one)}</w:p></w:footnote>'
            for n, one in enumerate(pen.feet, 1)
        )
        found["footnotes"] = f"{_HEAD}<w:footnotes {_NS}>{items}</w:footnotes>"
    if pen.notes:
        items = "".join(
            f'<w:comment w:id="{n}" w:author="{who}" w:initials="x"><w:p>{pen.run(what)}</w:p></w:comment>'
            for n, (who, what) in enumerate(pen.notes, 1)
        )
        found["comments"] = f"{_HEAD}<w:comments {_NS}>{items}</w:comments>"
    return found


def word(page: Page) -> bytes:
    """Return a page as the bytes of a .docx file."""
    pen = TenthPen(page)
    body = _body(page, pen)
    parts = {"styles": _STYLES, "numbering": _BULLETS, **_notes(pen)}
    sect = "<w:sectPr/>"
    for kind in ("header", "footer"):
        if page.pen.get(kind):
            parts[kind] = (
                f"{_HEAD}<w:{kind[:1]}{'dr' if kind == 'header' else 'tr'} {_NS}><w:p>{pen.run(page.pen[kind])}</w:p></w:{kind[:1]}{'dr' if kind == 'header' else 'tr'}>"
            )
            sect = sect.replace("<w:sectPr/>", "<w:sectPr></w:sectPr>").replace(
                "</w:sectPr>", f'<w:{kind}Reference w:type="default" r:id="rId_{kind}"/></w:sectPr>'
            )
    files: dict[str, bytes] = {}
    rels = "".join(
        f'<Relationship Id="rId_{one}" Type="{_R}/{one}" Target="{one}.xml"/>' for one in parts
    )
    if page.pen.get("chunk"):
        body = '<w:altChunk r:id="htmlChunk"/>'
        files["word/afchunk.mht"] = mhtml(page).encode()
        rels += f'<Relationship Id="htmlChunk" Type="{_R}/aFChunk" Target="/word/afchunk.mht"/>'
    document = f"{_HEAD}<w:document {_NS}><w:body>{body}{sect}</w:body></w:document>"
    types = "".join(
        f'<Override PartName="/word/{one}.xml" ContentType="{_MAIN}.{one}+xml"/>' for one in parts
    )
    root = f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    head, tail = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">',
        "</Relationships>",
    )
    files |= {
        "[Content_Types].xml": (f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="mht" ContentType="message/rfc822"/><Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>{types}</Types>').encode(),
        "_rels/.rels": (_HEAD + head + root + tail).encode(), "word/document.xml": document.encode(),
        "word/_rels/document.xml.rels": (_HEAD + head + rels + tail).encode(),
        **{f"word/{one}.xml": (text if text.startswith("<?") else _HEAD + text).encode() for one, text in parts.items()},
    }  # fmt: skip
    if page.pen.get("flat"):
        return _flat_opc(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(files, key=lambda x: (x != "[Content_Types].xml", x)):
            made.writestr(name, files[name])
    return out.getvalue()


def _flat_opc(files: dict[str, bytes]) -> bytes:
    types = {"_rels/.rels": "application/vnd.openxmlformats-package.relationships+xml"}
    made = ""
    for name, data in files.items():
        if name == "[Content_Types].xml":
            continue
        kind = types.get(name) or (
            "application/vnd.openxmlformats-package.relationships+xml" if name.endswith(".rels")
            else f"{_MAIN}.document.main+xml" if name == "word/document.xml" else f"{_MAIN}.{name[5:-4]}+xml"
        )  # fmt: skip
        inner = data.decode().partition("?>")[2]
        made += f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind}"><pkg:xmlData>{inner}</pkg:xmlData></pkg:part>'
    return (
        f'{_HEAD}<?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{made}</pkg:package>'
    ).encode()


def file_of(page: Page) -> tuple[bytes, str]:
    """Return a page as a file, and the name it comes under."""
    how = page.pen.get("container", "")
    if how == "html":
        return html(page, page.pen.get("charset", "utf-8")), "收到.doc"
    if how == "mht":
        return mhtml(page).encode(), "收到.doc"
    return word(page), "收到.xml" if page.pen.get("flat") else "收到.docx"
