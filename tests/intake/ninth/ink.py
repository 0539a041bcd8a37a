"""The pen: a page as a Word file, in the manner of the program that wrote it."""

from __future__ import annotations

import io
import zipfile
from random import Random
from xml.sax.saxutils import escape

from ninth.page import Bit, Cell, Page, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NS = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>{0}'
    "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>"
    "<w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)

_PARTS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>'
)
_STYLES = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="Base"><w:name w:val="b"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Hidden"><w:name w:val="h"/><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="character" w:styleId="Struck"><w:name w:val="s"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="HiddenLine"><w:name w:val="l"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)


def _list(number: int, glyph: str, font: str) -> str:
    face = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{glyph}"/>{face}</w:lvl></w:abstractNum>'


_BULLETS = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:numbering xmlns:w="{W}">{_list(1, "□", "")}{_list(2, "☑", "")}{_list(3, chr(0xF0A8), "Wingdings")}'
    f'{_list(4, chr(0xF0FE), "Wingdings")}{"".join(f"""<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>""" for n in (1, 2, 3, 4))}</w:numbering>'
)


def _t(text: str, tag: str = "t") -> str:
    found = []
    for place, piece in enumerate(text.split("\t")):
        found.append(
            ("<w:tab/>" if place else "")
            + (f'<w:{tag} xml:space="preserve">{escape(piece)}</w:{tag}>' if piece else "")
        )
    return "".join(found)


class Pen:
    """Writes runs the way one program does."""

    def __init__(self, page: Page) -> None:
        self.rng = Random(page.form)
        self.manner = page.pen
        self.comments: list[str] = []

    def run(self, text: str, props: str = "") -> str:
        how = self.manner.get("runs", "whole")
        if how == "letters":
            pieces = list(text)
        elif how == "shards":
            pieces, rest = [], text
            while rest:
                n = self.rng.randint(1, 4)
                pieces.append(rest[:n])
                rest = rest[n:]
        else:
            pieces = [text]
        gap = (
            '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
            if how != "whole"
            else ""
        )
        return gap.join(f"<w:r><w:rPr>{props}</w:rPr>{_t(one)}</w:r>" for one in pieces)

    def bit(self, text: str, look: str) -> str:
        kind, _, rest = look.partition(":")
        plain = {"strike": "<w:strike/>", "dstrike": "<w:dstrike/>", "vanish": "<w:vanish/>", "bold": "<w:b/>",
                 "sup": '<w:vertAlign w:val="superscript"/>', "mark": '<w:highlight w:val="yellow"/>',
                 "under": '<w:u w:val="single"/>', "grey": '<w:color w:val="BFBFBF"/>', "white": '<w:color w:val="FFFFFF"/>', "tiny": '<w:sz w:val="2"/>', "style": f'<w:rStyle w:val="{rest}"/>', "line": "",
                 "frame": '<w:bdr w:val="single" w:sz="4"/>',
                 "font": f'<w:rFonts w:ascii="{rest}" w:hAnsi="{rest}" w:cs="{rest}"/>'}  # fmt: skip
        if kind in plain or not kind:
            return self.run(text, plain.get(kind, ""))
        body = self.run(text)
        made = {
            "del": lambda: f'<w:del w:id="1" w:author="审"><w:r>{_t(text, "delText")}</w:r></w:del>',
            "ins": lambda: f'<w:ins w:id="2" w:author="审">{body}</w:ins>',
            "from": lambda: f'<w:moveFrom w:id="3" w:author="审">{body}</w:moveFrom>',
            "to": lambda: f'<w:moveTo w:id="4" w:author="审">{body}</w:moveTo>',
            "link": lambda: f'<w:hyperlink w:anchor="a">{body}</w:hyperlink>',
            "smart": lambda: f'<w:smartTag w:uri="urn:x" w:element="p">{body}</w:smartTag>',
            "xml": lambda: f'<w:customXml w:element="v">{body}</w:customXml>',
            "simple": lambda: f'<w:fldSimple w:instr=" DOCPROPERTY v ">{body}</w:fldSimple>',
            "field": lambda: '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
                     f'{escape(rest or "=SUM(LEFT) 99")} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{body}'
                     '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "eq": lambda: f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(□,{escape(rest)}) </w:instrText></w:r>'
                  '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "sym": lambda: f'<w:r><w:sym w:font="{rest.split(":")[0]}" w:char="{rest.split(":")[-1]}"/></w:r>',
            "control": lambda: f'<w:sdt><w:sdtPr><w:id w:val="7"/>{rest}</w:sdtPr><w:sdtContent>{body}</w:sdtContent></w:sdt>',
            "holder": lambda: f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{body}</w:sdtContent></w:sdt>",
            "alt": lambda: f'<mc:AlternateContent><mc:Choice Requires="w14">{body}</mc:Choice><mc:Fallback>{body}</mc:Fallback></mc:AlternateContent>',
            "ruby": lambda: f"<w:r><w:ruby><w:rt><w:r><w:t>{escape(rest)}</w:t></w:r></w:rt><w:rubyBase><w:r>{_t(text)}</w:r></w:rubyBase></w:ruby></w:r>",
            "math": lambda: f"<m:oMath><m:r><m:t>{escape(text)}</m:t></m:r></m:oMath>",
            "textbox": lambda: _BOX.format(f"<w:p>{body}</w:p>"),
            "legacy": lambda: '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="c"/><w:enabled/><w:checkBox><w:sizeAuto/>'
                      f'<w:default w:val="0"/>{"<w:checked/>" if rest == "1" else ""}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>'
                      '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "drop": lambda: '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="d"/><w:ddList><w:result w:val="1"/><w:listEntry w:val="请选择"/>'
                    f'<w:listEntry w:val="{escape(text)}"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>'
                    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "w14": lambda: f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{rest}"/></w14:checkbox></w:sdtPr><w:sdtContent>{body}</w:sdtContent></w:sdt>',
        }  # fmt: skip
        return made[kind]()

    def paragraphs(self, bits: list[Bit]) -> str:
        lines: list[str] = [""]
        props: dict[int, str] = {}
        for one in bits:
            if one.look.startswith(("eq", "legacy", "sym")):
                lines[-1] += self.bit(one.text, one.look)
                continue
            for place, piece in enumerate(one.text.split("\n")):
                if place:
                    lines.append("")
                kind, _, rest = one.look.partition(":")
                if kind == "line":
                    props[len(lines) - 1] = f'<w:pStyle w:val="{rest}"/>'
                if kind == "bullet":
                    props[len(lines) - 1] = (
                        f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{rest}"/></w:numPr>'
                    )
                if piece and kind != "bullet":
                    lines[-1] += self.bit(piece, one.look)
        if self.manner.get("breaks"):
            return "<w:p>" + "<w:r><w:br/></w:r>".join(lines) + "</w:p>"
        return "".join(
            f'<w:p><w:pPr>{props.get(n, "")}<w:jc w:val="left"/></w:pPr>{one}</w:p>'
            for n, one in enumerate(lines)
        )

    def cell(self, cell: Cell, width: int, merge: str = "") -> str:
        inner = self.paragraphs(cell.bits) if merge != "<w:vMerge/>" else "<w:p/>"
        inner += "".join(self.table(one) + "<w:p/>" for one in cell.tables)
        if self.manner.get("controls") == "block" and cell.role == "value" and not merge:
            inner = f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
        span = f'<w:gridSpan w:val="{cell.w}"/>' if cell.w > 1 else ""
        made = f'<w:tc><w:tcPr><w:tcW w:w="{width * cell.w}" w:type="dxa"/>{span}{merge}</w:tcPr>{inner}</w:tc>'
        if self.manner.get("controls") == "cell" and cell.role == "value" and cell.h == 1:
            return f'<w:sdt><w:sdtPr><w:tag w:val="v"/></w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>'
        return made

    def table(self, table: Table) -> str:
        width = 9000 // max(1, table.columns)
        rows = []
        for r in range(table.height):
            made = ""
            reach = [one for one in table.cells if one.r <= r < one.r + one.h]
            at = 0
            for one in sorted(reach, key=lambda x: x.c):
                for _ in range(at, one.c):
                    made += (
                        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p/></w:tc>'
                    )
                merge = (
                    ""
                    if one.h == 1
                    else '<w:vMerge w:val="restart"/>'
                    if one.r == r
                    else "<w:vMerge/>"
                )
                made += self.cell(one, width, merge)
                at = one.c + one.w
            gone = (
                '<w:trPr><w:del w:id="9" w:author="审"/></w:trPr>'
                if f"gone {r}" in table.marks
                else ""
            )
            if f"hidden {r}" in table.marks:
                gone = "<w:trPr><w:hidden/></w:trPr>"
            line = f"<w:tr>{gone}{made}</w:tr>"
            if self.manner.get("controls") == "row":
                line = f"<w:sdt><w:sdtPr/><w:sdtContent>{line}</w:sdtContent></w:sdt>"
            rows.append(line)
        columns = f'<w:gridCol w:w="{width}"/>' * table.columns
        whole = f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
        if self.manner.get("controls") == "table":
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{whole}</w:sdtContent></w:sdt>"
        return whole


def word(page: Page) -> bytes:
    """Return a page as the bytes of a .docx file."""
    pen = Pen(page)
    body = ""
    for part in page.parts:
        if isinstance(part, Table):
            body += pen.table(part) + ("" if page.pen.get("close") else "<w:p/>")
        elif part == "\f":
            body += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        elif part == "\x0e":
            body += '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr></w:p>'
        elif part.startswith("\v"):
            body += "<w:p>" + _BOX.format(f"<w:p>{pen.run(part[1:])}</w:p>") + "</w:p>"
        else:
            body += pen.paragraphs([Bit(part)])
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {_NS}><w:body>{body}<w:sectPr/></w:body></w:document>'
    if page.pen.get("prefix"):
        mine = page.pen["prefix"]
        document = (
            document.replace("<w:", f"<{mine}:")
            .replace("</w:", f"</{mine}:")
            .replace(" w:", f" {mine}:")
            .replace("xmlns:w=", f"xmlns:{mine}=")
        )
    if page.pen.get("strict"):
        document = document.replace(W, _STRICT)
    types = (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
        '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
    )
    rels = (
        '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", types)
        made.writestr("_rels/.rels", rels)
        made.writestr("word/document.xml", document)
        made.writestr("word/_rels/document.xml.rels", _PARTS)
        made.writestr("word/styles.xml", _STYLES)
        made.writestr("word/numbering.xml", _BULLETS)
    return out.getvalue()
