"""A paper as the bytes of a .docx, as one program or another writes it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from twelfth.paper import Paper, Table

from smdesk.notices.address import parse
from thirteenth.page import blocks, cell_text, rows, seen, strokes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData" mc:Ignorable="w14 wpsCustomData"'
)
PROPERTIES = {
    "s": "<w:strike/>", "d": "<w:dstrike/>", "r": '<w:color w:val="FF0000"/>', "g": '<w:highlight w:val="yellow"/>',
    "w": '<w:color w:val="FFFFFF"/>', "h": "<w:vanish/>", "u": '<w:vertAlign w:val="superscript"/>',
    "b": '<w:vertAlign w:val="subscript"/>', "o": '<w:position w:val="10"/><w:sz w:val="12"/>',
}  # fmt: skip
FACES = {
    "wps": '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:kern w:val="2"/><w:vertAlign w:val="baseline"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>',
    "onlyoffice": '<w:rFonts w:ascii="FangSong" w:hAnsi="FangSong" w:eastAsia="FangSong"/><w:sz w:val="24"/><w14:ligatures w14:val="none"/>',
    "gdocs": '<w:rtl w:val="0"/>',
    "pages": '<w:rFonts w:ascii="Arial Unicode MS" w:hint="eastAsia"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/><w14:textOutline w14:w="12700"><w14:noFill/></w14:textOutline>',
}
HINT = "单击或点击此处输入文字。"


@dataclass
class Body:
    """The document while it is written, with the notes beside it."""

    paper: Paper
    maker: str
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def run(self, text: str, more: str = "") -> str:
        face = FACES.get(self.maker, "")
        if "vertAlign" in more:
            face = face.replace('<w:vertAlign w:val="baseline"/>', "")
        face += more
        said = "</w:t><w:tab/><w:t>".join(escape(one) for one in text.split("\t"))
        inner = f'<w:t xml:space="preserve">{said}</w:t>'.replace(
            "<w:t>", '<w:t xml:space="preserve">'
        )
        return f"<w:r>{f'<w:rPr>{face}</w:rPr>' if face else ''}{inner}</w:r>"

    def line(self, text: str) -> str:
        return "".join(self.stroke(one.mark, one.text) for one in strokes(text))

    def stroke(self, mark: str, text: str) -> str:
        if mark in PROPERTIES or not mark:
            return self.run(text, PROPERTIES.get(mark, ""))
        made = {
            "m": lambda: f"<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>",
            "q": lambda: "<m:oMath><m:f><m:num><m:r><m:t>{}</m:t></m:r></m:num><m:den><m:r><m:t>{}</m:t></m:r></m:den></m:f></m:oMath>".format(*text.split("/")),
            "n": lambda: "<w:r><w:noBreakHyphen/></w:r>",
            "y": lambda: f'<w:r><w:sym w:font="Symbol" w:char="{text}"/></w:r>',
            "z": lambda: "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>{1}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{0}</w:t></w:r></w:rubyBase></w:ruby></w:r>".format(*text.split("^")),
            "p": lambda: f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> =SUM(ABOVE) \\# "0.00" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{self.run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "D": lambda: f'<w:del w:id="91" w:author="p"><w:r><w:delText>{text}</w:delText></w:r></w:del>',
            "I": lambda: f'<w:ins w:id="92" w:author="p">{self.run(text)}</w:ins>',
            "x": lambda: f'<w:r><w:pict><v:shape style="position:absolute;z-index:9"><v:textbox><w:txbxContent><w:p>{self.run(text)}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>',
            "c": lambda: self._beside(self.remarks, text, "comment"),
            "f": lambda: self._beside(self.notes, text, "footnote"),
        }  # fmt: skip
        return made[mark]()

    def _beside(self, held: list[str], text: str, kind: str) -> str:
        held.append(text)
        n = len(held)
        if kind == "footnote":
            return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{n}"/></w:r>'
        return f'<w:commentRangeStart w:id="{n}"/><w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>'

    def paragraphs(self, text: str) -> str:
        return "".join(self.paragraph(one) for one in text.split("\n"))

    def paragraph(self, text: str) -> str:
        style = {"gdocs": '<w:pageBreakBefore w:val="0"/>', "pandoc": '<w:pStyle w:val="Compact"/>', "pages": '<w:pStyle w:val="正文A"/>'}.get(self.maker, "")  # fmt: skip
        inner = self.line(text)
        if (
            self.maker == "gdocs" and inner
        ):  # what Google Docs writes round runs that were suggested or commented
            inner = f'<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
        return f"<w:p>{f'<w:pPr>{style}</w:pPr>' if style else ''}{inner}</w:p>"

    def table(self, table: Table) -> str:
        wide = [round((b - a) * 9000) for a, b in zip(table.edges, table.edges[1:], strict=False)]
        grid = "".join(f'<w:gridCol w:w="{n}"/>' for n in wide)
        grid = "" if self.maker in {"docx4j", "pandoc"} else f"<w:tblGrid>{grid}</w:tblGrid>"
        inner = "".join(f"<w:tr>{''.join(self.cell(one, above, wide) for one, above in line)}</w:tr>" for line in rows(table, ragged=bool(self.paper.how.get("ragged"))))  # fmt: skip
        if self.maker == "wps":
            inner = f'<w:customXml w:element="表">{inner}</w:customXml>'
        return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{inner}</w:tbl>{self.paragraph("")}'

    def cell(self, one, above: bool, wide: list[int]) -> str:  # type: ignore[no-untyped-def]
        width = (
            ""
            if self.maker == "docx4j"
            else f'<w:tcW w:w="{sum(wide[one.col : one.col + one.cols])}" w:type="dxa"/>'
        )
        span = f'<w:gridSpan w:val="{one.cols}"/>' if one.cols > 1 else ""
        down = "" if one.rows == 1 else "<w:vMerge/>" if above else '<w:vMerge w:val="restart"/>'
        text = "" if above else cell_text(self.paper, one)
        inner = self.paragraphs(text)
        if self.maker == "onlyoffice" and not text and one.role == "value" and not above:
            inner = f"<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:p>{self.run(HINT)}</w:p></w:sdtContent></w:sdt>"
        return f"<w:tc><w:tcPr>{width}{span}{down}</w:tcPr>{inner}</w:tc>"


def _framed(body: Body, table: Table) -> str:
    """Return a table as a converter leaves it: each cell's text in a frame of its own."""
    said = ""
    for n, line in enumerate(rows(table)):
        for one, above in line:
            text = cell_text(body.paper, one)
            if not above and text:
                x, y = round(table.edges[one.col] * 9000), n * 420
                for m, each in enumerate(text.split("\n")):
                    said += f'<w:p><w:pPr><w:framePr w:w="1800" w:hAnchor="page" w:vAnchor="page" w:x="{x}" w:y="{y + m * 200}"/></w:pPr>{body.line(each)}</w:p>'
    return said


def _as_lines(body: Body, table: Table, gap: str) -> str:
    """Return a table as lines of text, the cells apart by tabs or by spaces."""
    said = ""
    for line in rows(table):
        cells = [one for one, above in line if not above]
        texts = [cell_text(body.paper, one).replace("\n", "") for one in cells]
        if gap != "\t":
            texts = [one for one in texts if one]
            bits = [b for one in cells for b in one.bits if b.kind == "B" and parse(b.address).year]
            if any(not b.text for b in bits) and any(b.text for b in bits):
                body.paper.ask(*(b.address for b in bits))
        said += body.paragraph(gap.join(texts))
    return said


def _one_a_row(body: Body, table: Table) -> str:
    """Return a table as a table for each row, with borders of its own."""
    said = ""
    for line in rows(table):
        cells = [one for one, _ in line]
        inner = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{round((table.edges[c.col + c.cols] - table.edges[c.col]) * 9000)}" w:type="dxa"/></w:tcPr>{body.paragraphs(cell_text(body.paper, c) if not above else "")}</w:tc>' for c, above in line)  # fmt: skip
        grid = "".join(
            f'<w:gridCol w:w="{round((table.edges[c.col + c.cols] - table.edges[c.col]) * 9000)}"/>'
            for c in cells
        )
        said += f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{inner}</w:tr></w:tbl><w:p/>"
    return said


def _cut(body: Body, table: Table) -> str:
    """Return a table in which no cell is merged: the text stands in the first place, the others are empty."""
    said = ""
    for line in rows(table):
        inner = ""
        for one, above in line:
            text = "" if above else cell_text(body.paper, one)
            inner += f"<w:tc>{body.paragraphs(text)}</w:tc>" + "<w:tc><w:p/></w:tc>" * (
                one.cols - 1
            )
        said += f"<w:tr>{inner}</w:tr>"
    grid = '<w:gridCol w:w="900"/>' * (len(table.edges) - 1)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{said}</w:tbl><w:p/>"


def _wrapped(body: Body, table: Table) -> str:
    """Return a table in which each printed line is a row: what a converter makes of text that was wrapped."""
    said = ""
    for line in rows(table):
        held = []
        for one, above in line:
            many = max(3, round((table.edges[one.col + one.cols] - table.edges[one.col]) * 40))
            text = "" if above else cell_text(body.paper, one)
            lines = []
            for each in text.split("\n"):
                whole = seen(each) != each or not any(c >= "\u4e00" for c in each)
                lines += (
                    [each]
                    if whole
                    else [each[i : i + many] for i in range(0, len(each), many)] or [""]
                )
            held.append((one, lines))
        for n in range(max(len(lines) for _, lines in held)):
            cells = "".join(f'<w:tc><w:tcPr><w:gridSpan w:val="{one.cols}"/></w:tcPr>{body.paragraph(lines[n] if n < len(lines) else "")}</w:tc>' for one, lines in held)  # fmt: skip
            said += f"<w:tr>{cells}</w:tr>"
    grid = "".join(
        f'<w:gridCol w:w="{round((b - a) * 9000)}"/>'
        for a, b in zip(table.edges, table.edges[1:], strict=False)
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{said}</w:tbl><w:p/>"


def _boxed(body: Body, table: Table) -> str:
    """Return a table in a text box that floats, as Pages writes it."""
    return f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>{body.table(table)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{body.table(table)}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'


SHAPES = {
    "frames": _framed,
    "tabs": lambda body, table: _as_lines(body, table, "\t"),
    "spaces": lambda body, table: _as_lines(body, table, "    "),
    "row tables": _one_a_row,
    "cut": _cut,
    "wrapped": _wrapped,
    "boxed": _boxed,
}


def docx(paper: Paper) -> bytes:
    """Return the file."""
    maker = str(paper.how.get("maker", "word"))
    body = Body(paper, maker)
    shape = SHAPES.get(str(paper.how.get("shape", "")), Body.table)
    inner = ""
    for one in blocks(paper):
        inner += shape(body, one) if isinstance(one, Table) else body.paragraph(str(one))
    parts = _parts(body, inner)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as box:
        for name, text in parts.items():
            box.writestr(zipfile.ZipInfo(name, (2023, 3, 2, 9, 0, 0)), text.encode())
    return held.getvalue()


def _parts(body: Body, inner: str) -> dict[str, str]:
    off = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    wml = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    pkg = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    feet = "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:footnote>' for n, t in enumerate(body.notes, 1))  # fmt: skip
    said = "".join(f'<w:comment w:id="{n}" w:author="会计" w:initials="k"><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:comment>' for n, t in enumerate(body.remarks, 1))  # fmt: skip
    parts = {
        "word/document.xml": f"{head}<w:document {NS}><w:body>{inner}<w:sectPr/></w:body></w:document>"
    }
    beside = {
        "footnotes": f"{head}<w:footnotes {NS}>{feet}</w:footnotes>",
        "comments": f"{head}<w:comments {NS}>{said}</w:comments>",
    }
    kinds = rels = ""
    for kind, text in beside.items():
        parts[f"word/{kind}.xml"] = text
        kinds += f'<Override PartName="/word/{kind}.xml" ContentType="{wml}.{kind}+xml"/>'
        rels += f'<Relationship Id="{kind}" Type="{off}/{kind}" Target="{kind}.xml"/>'
    links = f'<Relationships xmlns="{pkg}/relationships">'
    parts["word/_rels/document.xml.rels"] = f"{links}{rels}</Relationships>"
    parts["_rels/.rels"] = (
        f'{links}<Relationship Id="rId1" Type="{off}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    first = f'<Types xmlns="{pkg}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{wml}.document.main+xml"/>{kinds}</Types>'
    return {"[Content_Types].xml": first, **parts}
