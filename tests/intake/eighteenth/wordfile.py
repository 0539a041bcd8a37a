"""Writes a paper as a Word file, XML by hand: what converters and editors write is no tidy file."""

from __future__ import annotations

import zipfile
from html import escape
from io import BytesIO

from eighteenth.model import Cell, Line, Paper, Run, Table

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
WHO = 'w:id="{}" w:author="初审" w:date="2026-01-05T09:00:00Z"'
RPR = {
    "strike": "<w:strike/>", "dstrike": "<w:dstrike/>", "style_strike": '<w:rStyle w:val="Struck"/>', "hidden": "<w:vanish/>",
    "white": '<w:color w:val="FFFFFF"/>', "grey": '<w:color w:val="BFBFBF"/>', "red": '<w:color w:val="FF0000"/>', "blue": '<w:color w:val="0000FF"/>',
    "lit": '<w:highlight w:val="yellow"/>', "super": '<w:vertAlign w:val="superscript"/>', "underline": '<w:u w:val="single"/>',
}  # fmt: skip
STYLES = (
    f'<w:styles {NS}><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:styleId="Struck"><w:name w:val="Struck"/><w:rPr><w:strike/></w:rPr></w:style></w:styles>'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{}</Types>'
)
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = {"document": "document.main", "styles": "styles", "numbering": "numbering", "comments": "comments", "header1": "header"}  # fmt: skip
REL = '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def word(paper: Paper) -> bytes:
    """Return the paper as .docx."""
    return _Word(paper).bytes()


class _Word:
    def __init__(self, paper: Paper) -> None:
        self.paper, self.look = paper, paper.look
        self.next, self.comments = 100, ""

    def bytes(self) -> bytes:
        body = "".join(
            self.table(one) if isinstance(one, Table) else self.line(one)
            for one in self.paper.blocks
        )
        if "sdt_all" in self.look:
            body = f"<w:sdt><w:sdtPr/><w:sdtContent>{body}</w:sdtContent></w:sdt>"
        head = '<w:headerReference w:type="default" r:id="rId4"/>' if "header" in self.look else ""
        body += f'<w:sectPr>{head}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
        parts = {"document": f"<w:document {NS}><w:body>{body}</w:body></w:document>"}
        parts["styles"] = STYLES
        parts["numbering"] = f"<w:numbering {NS}>{_levels()}</w:numbering>"
        if self.comments:
            parts["comments"] = f"<w:comments {NS}>{self.comments}</w:comments>"
        if "header" in self.look:
            title = "服务型制造示范申报书　企业名称：__________"
            parts["header1"] = f"<w:hdr {NS}><w:p><w:r><w:t>{title}</w:t></w:r></w:p></w:hdr>"
        return self.packed(parts)

    @staticmethod
    def packed(parts: dict[str, str]) -> bytes:
        out = BytesIO()
        named = "".join(
            f'<Override PartName="/word/{one}.xml" ContentType="{WML}.{PARTS[one]}+xml"/>'
            for one in parts
        )
        kinds = {"styles": "rId1", "numbering": "rId2", "comments": "rId3", "header1": "rId4"}
        mine = "".join(
            REL.format(kinds[one], one.rstrip("1"), f"{one}.xml") for one in parts if one in kinds
        )
        mine += REL.format("rId8", "image", "media/on.png")
        mine += REL.format("rId9", "image", "media/off.png")
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("[Content_Types].xml", head + TYPES.format(named))
            file.writestr(
                "_rels/.rels",
                head + RELS.format(REL.format("rId1", "officeDocument", "word/document.xml")),
            )
            file.writestr("word/_rels/document.xml.rels", head + RELS.format(mine))
            for name, text in parts.items():
                file.writestr(f"word/{name}.xml", head + text)
            file.writestr("word/media/on.png", PNG)
            file.writestr("word/media/off.png", PNG + b"\0")
        return out.getvalue()

    def number(self) -> int:
        self.next += 1
        return self.next

    # tables
    def table(self, table: Table) -> str:
        width = 9000 // table.cols
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for _ in range(table.cols))
        grid = "" if "nogrid" in self.look else f"<w:tblGrid>{grid}</w:tblGrid>"
        pr = '<w:tblW w:w="0" w:type="auto"/>'
        if "float" in self.look:
            pr = (
                '<w:tblpPr w:leftFromText="180" w:vertAnchor="text" w:horzAnchor="margin" w:tblpY="12"/>'
                + pr
            )
        body = "".join(self.row(table, row, width) for row in range(table.rows))
        made = f"<w:tbl><w:tblPr>{pr}</w:tblPr>{grid}{body}</w:tbl>"
        if "sdt_table" in self.look:
            made = f"<w:sdt><w:sdtPr/><w:sdtContent>{made}</w:sdtContent></w:sdt>"
        return made + ("" if "tables_touch" in self.look else "<w:p/>")

    def row(self, table: Table, row: int, width: int) -> str:
        covering, column, cells = table.covering(), 0, ""
        while column < table.cols:
            one = covering.get((row, column))
            if one is None:
                cells += f"<w:tc><w:tcPr>{self.width(width)}</w:tcPr><w:p/></w:tc>"
                column += 1
                continue
            cells += self.cell(one, one.row == row, width)
            column = one.col + one.cols
        gone = any(one.marks.get("row_deleted") for one in table.line(row))
        pr = f"<w:trPr><w:del {WHO.format(self.number())}/></w:trPr>" if gone else ""
        made = f"<w:tr>{pr}{cells}</w:tr>"
        if "sdt_rows" in self.look:
            made = f"<w:sdt><w:sdtPr/><w:sdtContent>{made}</w:sdtContent></w:sdt>"
        return made

    def width(self, width: int) -> str:
        return "" if "nowidths" in self.look else f'<w:tcW w:w="{width}" w:type="dxa"/>'

    def cell(self, one: Cell, first: bool, width: int) -> str:
        pr = self.width(width * one.cols)
        if one.cols > 1 and "nospans" not in self.look:
            pr += f'<w:gridSpan w:val="{one.cols}"/>'
        if one.rows > 1:
            pr += '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
        body = "<w:p/>"
        if first:
            body = "".join(self.para(runs, one.marks) for runs in one.lines) or body
            if "one_para" in self.look and "numbered" not in one.marks:
                merged: list[Run] = []
                for n, runs in enumerate(one.lines):
                    merged += [Run("\n"), *runs] if n else runs
                body = self.para(merged, one.marks)
            if one.inner is not None:
                body += self.table(one.inner) + (
                    "" if "tables_touch" not in self.look else "<w:p/>"
                )
            if one.marks.get("boxed"):
                body = self.boxed(body)
            if one.marks.get("sdt") or "sdt_cells" in self.look:
                body = f"<w:sdt><w:sdtPr/><w:sdtContent>{body}</w:sdtContent></w:sdt>"
            if one.marks.get("sdt"):
                body += "<w:p/>"
        return f"<w:tc><w:tcPr>{pr}</w:tcPr>{body}</w:tc>"

    def boxed(self, body: str) -> str:
        inner = f"<w:txbxContent>{body}</w:txbxContent>"
        return (
            f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="900000" cy="300000"/><wp:docPr id="{self.number()}" name="box"/>'
            f'<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )

    # paragraphs
    def line(self, one: Line) -> str:
        from eighteenth.model import flat

        return "".join(self.para(runs, one.marks) for runs in flat(one.items))

    def para(self, runs: list[Run], marks: dict[str, str]) -> str:
        pr = ""
        if marks.get("framed"):
            pr += '<w:framePr w:w="2000" w:h="300" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="3000" w:y="2000"/>'
        number = next((run.marks["num"] for run in runs if run.marks.get("num")), "")
        if number:
            pr += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        body = "".join(self.run(run) for run in runs)
        return f"<w:p>{f'<w:pPr>{pr}</w:pPr>' if pr else ''}{body}</w:p>"

    def run(self, run: Run) -> str:
        marks = run.marks
        if marks.get("num_only"):
            return ""
        pr = "".join(xml for name, xml in RPR.items() if marks.get(name))
        pr = f"<w:rPr>{pr}</w:rPr>" if pr else ""
        pieces = [run.text]
        if "run_each" in self.look and "\n" not in run.text:
            pieces = list(run.text)
        made = "".join(f"<w:r>{pr}{_text(one, deleted='del' in marks)}</w:r>" for one in pieces)
        return self.wrapped(made, run, pr)

    def wrapped(self, made: str, run: Run, pr: str) -> str:
        """Return a run as its marks want it wrapped."""
        marks = run.marks
        for name in ("ins", "del", "moveFrom", "moveTo"):
            if marks.get(name):
                made = (
                    made.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
                    if name == "moveFrom"
                    else made
                )
                made = f"<w:{name} {WHO.format(self.number())}>{made}</w:{name}>"
        if marks.get("img"):
            made = self.image(marks["img"])
        if marks.get("sdt"):
            made = f"<w:sdt><w:sdtPr>{SDT[marks['sdt']]}</w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>"
        if marks.get("smart"):
            made = f'<w:smartTag w:uri="u" w:element="place">{made}</w:smartTag>'
        if marks.get("link"):
            made = f'<w:hyperlink w:anchor="top">{made}</w:hyperlink>'
        if marks.get("fld"):
            made = f'<w:fldSimple w:instr=" =SUM(ABOVE) ">{made}</w:fldSimple>'
        if marks.get("fldchar"):
            made = (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "mailto:a@b.cn" </w:instrText></w:r>'
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{made}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        if marks.get("ruby"):
            made = f"<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>{marks['ruby']}</w:t></w:r></w:rt><w:rubyBase>{made}</w:rubyBase></w:ruby></w:r>"
        if marks.get("math"):
            made = f"<m:oMath><m:r><m:t>{escape(run.text)}</m:t></m:r></m:oMath>"
        if marks.get("comment"):
            made = self.comment(made, marks["comment"])
        return made

    def comment(self, made: str, text: str) -> str:
        key = self.number()
        said = f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
        self.comments += f"<w:comment {WHO.format(key)}>{said}</w:comment>"
        return (
            f'<w:commentRangeStart w:id="{key}"/>{made}<w:commentRangeEnd w:id="{key}"/>'
            f'<w:r><w:commentReference w:id="{key}"/></w:r>'
        )

    def image(self, which: str) -> str:
        embed = {"on": "rId8", "off": "rId9"}[which.split("|", maxsplit=1)[0]]
        said = escape(which.partition("|")[2])
        return (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="120000" cy="120000"/><wp:docPr id="{self.number()}" name="图片" descr="{said}"/><a:graphic>'
            f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="{embed}"/></pic:blipFill></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )


SDT = {
    "rich": "", "text": "<w:text/>", "hint": "<w:showingPlcHdr/>", "date": '<w:date><w:dateFormat w:val="yyyy年M月d日"/></w:date>',
    "list": '<w:dropDownList><w:listItem w:displayText="选择一项。" w:value=""/></w:dropDownList>',
}  # fmt: skip


def _levels() -> str:
    """Return numberings 1 and 2: bullets that are an empty box and a ticked one."""
    made = ""
    for key, glyph in ((1, "☐"), (2, "☑")):
        made += f'<w:abstractNum w:abstractNumId="{key}"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{glyph}"/></w:lvl></w:abstractNum>'
    return made + "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in (1, 2)
    )


SPECIAL = {
    "\n": "<w:br/>",
    "\t": "<w:tab/>",
    "\u2011": "<w:noBreakHyphen/>",
    "\u001f": "<w:softHyphen/>",
}


def _text(text: str, *, deleted: bool) -> str:
    tag, made, kept = ("delText" if deleted else "t"), "", ""
    for one in [*text, ""]:
        if one and one not in SPECIAL:
            kept += one
            continue
        if kept:
            made += f'<w:{tag} xml:space="preserve">{escape(kept, quote=False)}</w:{tag}>'
        kept, made = "", made + SPECIAL.get(one, "")
    return made
