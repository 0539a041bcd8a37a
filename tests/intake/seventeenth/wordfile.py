"""Writes a made file as .docx, part by part."""

from __future__ import annotations

import io
import zipfile
from html import escape

from seventeenth.model import Block, Cell, Filed, Run, Table

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" mc:Ignorable="w14"'
)
WHO = 'w:author="clerk" w:date="2021-08-01T08:00:00Z"'


class Writer:
    """Writes blocks as the body's XML and keeps what stands in other parts."""

    def __init__(self) -> None:
        self.next = 10
        self.notes: list[str] = []
        self.feet: list[str] = []
        self.links: list[str] = []

    def number(self) -> int:
        self.next += 1
        return self.next

    def props(self, marks: dict[str, str]) -> str:
        font = marks.get("font", "仿宋_GB2312")
        out = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>'
        out += "<w:b/>" if "b" in marks else ""
        out += "<w:strike/>" if "strike" in marks else ""
        out += "<w:dstrike/>" if "dstrike" in marks else ""
        out += "<w:vanish/>" if "hidden" in marks else ""
        out += '<w:color w:val="A6A6A6"/>' if "grey" in marks else ""
        out += '<w:sz w:val="18"/>' if "small" in marks else '<w:sz w:val="24"/>'
        out += '<w:highlight w:val="yellow"/>' if "highlight" in marks else ""
        out += '<w:u w:val="single"/>' if "u" in marks else ""
        return f"<w:rPr>{out}</w:rPr>"

    def run(self, run: Run) -> str:
        marks, text = run.marks, escape(run.text, quote=False)
        rpr = self.props(marks)
        tag = "delText" if "del" in marks else "t"
        inner = f'<w:{tag} xml:space="preserve">{text}</w:{tag}>'
        if "sym" in marks:
            font, char = marks["sym"].split(":")
            inner = f'<w:sym w:font="{font}" w:char="{char}"/>'
        if "br" in marks:
            inner = "<w:br/>"
        made = f"<w:r>{rpr}{inner}</w:r>" if text or "sym" in marks or "br" in marks else ""
        for name in (
            "sdtbox",
            "legacybox",
            "sdt",
            "ff",
            "box",
            "link",
            "smart",
            "fld",
            "foot",
            "bookmark",
            "note",
        ):
            if name in marks:
                made = getattr(self, f"w_{name}")(made, marks[name], run)
        if "ins" in marks:
            made = f'<w:ins w:id="{self.number()}" {WHO}>{made}</w:ins>'
        if "del" in marks:
            made = f'<w:del w:id="{self.number()}" {WHO}>{made}</w:del>'
        return made

    def w_sdtbox(self, made: str, how: str, run: Run) -> str:
        return f'<w:sdt><w:sdtPr><w:id w:val="{self.number()}"/><w14:checkbox><w14:checked w14:val="{how}"/></w14:checkbox></w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>'

    def field(self, data: str, code: str, made: str) -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{made}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    def w_legacybox(self, made: str, how: str, run: Run) -> str:
        data = f'<w:ffData><w:name w:val="Check{self.number()}"/><w:enabled/><w:checkBox><w:sizeAuto/><w:default w:val="0"/><w:checked w:val="{how}"/></w:checkBox></w:ffData>'
        return self.field(data, "FORMCHECKBOX", "")

    def w_sdt(self, made: str, how: str, run: Run) -> str:
        said = {"text": "<w:text/>", "rich": "", "placeholder": "<w:showingPlcHdr/><w:text/>"}[how]
        return f'<w:sdt><w:sdtPr><w:id w:val="{self.number()}"/>{said}</w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>'

    def w_ff(self, made: str, how: str, run: Run) -> str:
        data = (
            f'<w:ffData><w:name w:val="Text{self.number()}"/><w:enabled/><w:textInput/></w:ffData>'
        )
        return self.field(data, "FORMTEXT", made)

    def w_box(self, made: str, how: str, run: Run) -> str:
        inner = f"<w:txbxContent><w:p>{made}</w:p></w:txbxContent>"
        vml = f'<w:pict><v:shape type="#_x0000_t202" style="width:90pt;height:18pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict>'
        if how == "vml":
            return f"<w:r>{vml}</w:r>"
        n = self.number()
        return (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="1200000" cy="300000"/>'
            f'<wp:docPr id="{n}" name="文本框 {n}"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>'
            f"</wp:inline></w:drawing></mc:Choice><mc:Fallback>{vml}</mc:Fallback></mc:AlternateContent></w:r>"
        )

    def w_link(self, made: str, how: str, run: Run) -> str:
        to = escape(f"mailto:{run.text}" if "@" in run.text else f"http://{run.text}")
        if how == "field":
            return self.field("", f'HYPERLINK "{to}"', made)
        self.links.append(to)
        return f'<w:hyperlink r:id="rIdL{len(self.links)}">{made}</w:hyperlink>'

    def w_smart(self, made: str, how: str, run: Run) -> str:
        return f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chmetcnv">{made}</w:smartTag>'

    def w_fld(self, made: str, how: str, run: Run) -> str:
        return f'<w:fldSimple w:instr=" DOCPROPERTY x ">{made}</w:fldSimple>'

    def w_foot(self, made: str, how: str, run: Run) -> str:
        self.feet.append("以审计报告为准。")
        return f'{made}<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(self.feet)}"/></w:r>'

    def w_bookmark(self, made: str, how: str, run: Run) -> str:
        n = self.number()
        return f'<w:bookmarkStart w:id="{n}" w:name="_Hlk{n}"/>{made}<w:bookmarkEnd w:id="{n}"/>'

    def w_note(self, made: str, how: str, run: Run) -> str:
        self.notes.append(how)
        n = len(self.notes)
        return f'<w:commentRangeStart w:id="{n}"/>{made}<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>'

    def para(self, runs: list[Run]) -> str:
        return f"<w:p>{''.join(self.run(one) for one in runs)}</w:p>"

    def table(self, table: Table) -> str:
        wide = 9000 // table.cols
        out = '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders><w:top w:val="single"/><w:left w:val="single"/><w:bottom w:val="single"/><w:right w:val="single"/><w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders></w:tblPr><w:tblGrid>'
        out += f'<w:gridCol w:w="{wide}"/>' * table.cols + "</w:tblGrid>"
        below: dict[int, tuple[int, int]] = {}
        for row in table.rows:
            out += "<w:tr>"
            col, cells, then = 0, list(row), dict[int, tuple[int, int]]()
            while col < table.cols and (cells or col in below):
                if col in below:
                    span, left = below[col]
                    out += self.cell(Cell([[]], span), wide, "continue")
                else:
                    one = cells.pop(0)
                    span, left = one.cols, one.rows
                    out += self.cell(one, wide, "restart" if one.rows > 1 else "")
                if left > 1:
                    then[col] = span, left - 1
                col += span
            below = then
            out += "</w:tr>"
        return out + "</w:tbl>"

    def cell(self, one: Cell, wide: int, merge: str) -> str:
        props = f'<w:tcW w:w="{wide * one.cols}" w:type="dxa"/>'
        props += f'<w:gridSpan w:val="{one.cols}"/>' if one.cols > 1 else ""
        props += {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>", "": ""}[
            merge
        ]
        body = "".join(self.para(p) for p in one.paras)
        if one.inner is not None:
            body = self.table(one.inner) + "<w:p/>"
        return f"<w:tc><w:tcPr>{props}</w:tcPr>{body or '<w:p/>'}</w:tc>"

    def body(self, blocks: list[Block]) -> str:
        return "".join(
            self.table(one) if isinstance(one, Table) else self.para(one) for one in blocks
        )


def word(filed: Filed) -> bytes:
    """Return the file."""
    writer, out = Writer(), io.BytesIO()
    body = writer.body(filed.blocks)
    part = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    kinds = {
        "document": "document.main",
        "comments": "comments",
        "footnotes": "footnotes",
        "styles": "styles",
    }
    types = "".join(
        f'<Override PartName="/word/{n}.xml" ContentType="{part}{k}+xml"/>'
        for n, k in kinds.items()
    )
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rels = "".join(
        f'<Relationship Id="rId{n}" Type="{rel}{n}" Target="{n}.xml"/>'
        for n in ("comments", "footnotes", "styles")
    )
    rels += "".join(
        f'<Relationship Id="rIdL{i}" Type="{rel}hyperlink" Target="{t}" TargetMode="External"/>'
        for i, t in enumerate(writer.links, 1)
    )
    pack = "http://schemas.openxmlformats.org/package/2006/"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{pack}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{pack}relationships"><Relationship Id="rId1" Type="{rel}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NS}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{pack}relationships">{rels}</Relationships>',
        "word/comments.xml": _notes("comment", writer.notes),
        "word/footnotes.xml": _notes("footnote", writer.feet),
        "word/styles.xml": f"<w:styles {NS}/>",
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, text in files.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            kept.writestr(zipfile.ZipInfo(name, (2021, 8, 1, 8, 0, 0)), head + text)
    return out.getvalue()


def _notes(kind: str, texts: list[str]) -> str:
    """Return the part of a file that holds its comments or footnotes."""
    made = "".join(
        f'<w:{kind} w:id="{i}" {WHO}><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:{kind}>'
        for i, text in enumerate(texts, 1)
    )
    return f"<w:{kind}s {NS}>{made}</w:{kind}s>"
