"""Writes a paper as WordprocessingML by hand, with the wrappers that Word and WPS put around texts."""

from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from received.model import Cell, Line, Paper, Part, Table

OFFICE = "http://schemas.openxmlformats.org"
NAMES = (
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:r="{OFFICE}/officeDocument/2006/relationships" '
    f'xmlns:mc="{OFFICE}/markup-compatibility/2006" xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="{OFFICE}/drawingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)  # fmt: skip
WIDTH = 9072
TICKS = frozenset("☑√✓✔☒■●★")


def word_file(paper: Paper) -> bytes:
    """Return the paper as a Word file."""
    writer = _Writer(paper)
    body = "".join(writer.block(one) for one in paper.blocks)
    parts = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    }
    if paper.head:
        parts["word/header1.xml"] = (
            f"<w:hdr {NAMES}><w:p><w:r><w:t>{escape(paper.head)}</w:t></w:r></w:p></w:hdr>"
        )
    return packed(parts)


def packed(parts: dict[str, str]) -> bytes:
    """Return parts as a Word file."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {"document": f"{main}.document.main+xml", "header1": f"{main}.header+xml"}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kinds[name[5:-4]]}"/>' for name in parts
    )
    relations = f'<Relationships xmlns="{OFFICE}/package/2006/relationships">'
    members = {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'{relations}<Relationship Id="rId1" Type="{OFFICE}/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/></Relationships>',
    }
    if "word/header1.xml" in parts:
        members["word/_rels/document.xml.rels"] = (
            f'{relations}<Relationship Id="rId9" Type="{OFFICE}/officeDocument/2006/relationships/header" '
            'Target="header1.xml"/></Relationships>'
        )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in (members | parts).items():
            file.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
    return out.getvalue()


class _Writer:
    def __init__(self, paper: Paper) -> None:
        self.look = paper.look
        self.rng = paper.rng
        self.count = 0

    def block(self, block: Line | Table) -> str:
        if isinstance(block, Table):
            return self.table(block) + "<w:p/>"
        if "picture" in block.look:
            return (
                '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1"/></wp:inline>'
                "</w:drawing></w:r></w:p>"
            )
        return f"<w:p>{self.runs(block.text, frozenset())}</w:p>"

    # ---- tables ----

    def table(self, table: Table) -> str:
        starts = table.starts()
        width = WIDTH // table.columns
        waiting: dict[tuple[int, int], Cell] = {}
        rows = []
        for number, row in enumerate(table.rows):
            cells: list[tuple[int, str]] = []
            for cell in row:
                at = starts[id(cell)]
                merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
                cells.append((at, self.cell(cell, width, merge)))
                for below in range(1, cell.rows):
                    waiting[number + below, at] = cell
            for (line, at), cell in waiting.items():
                if line == number:
                    empty = Cell([Part("text", "")], cell.columns)
                    cells.append((at, self.cell(empty, width, "<w:vMerge/>")))
            rows.append(self.row([one for _, one in sorted(cells, key=lambda one: one[0])], width))
        grid = "".join(
            f'<w:gridCol w:w="{width}"/>' for _ in range(table.columns + ("shifted" in self.look))
        )
        if "bare grid" in self.look:
            grid = ""
        done = f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
        if "framed" in table.look:
            done = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="{WIDTH}"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{done}<w:p/></w:tc></w:tr></w:tbl>'
        return done

    def row(self, cells: list[str], width: int) -> str:
        before = ""
        if "shifted" in self.look and self.rng.random() < 0.3:
            before = (
                f'<w:trPr><w:gridBefore w:val="1"/><w:wBefore w:w="{width}" w:type="dxa"/></w:trPr>'
            )
        done = f"<w:tr>{before}{''.join(cells)}</w:tr>"
        if "row controls" in self.look and self.rng.random() < 0.5:
            return f'<w:sdt><w:sdtPr><w:id w:val="{self.next()}"/></w:sdtPr><w:sdtContent>{done}</w:sdtContent></w:sdt>'
        return done

    def next(self) -> int:
        self.count += 1
        return self.count

    def cell(self, cell: Cell, width: int, merge: str) -> str:
        span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        size = f'<w:tcW w:w="{cell.columns * width}" w:type="dxa"/>'
        if "html merge" in self.look and not merge:
            size = ""
        done = f"<w:tc><w:tcPr>{size}{span}{merge}</w:tcPr>{self.content(cell)}</w:tc>"
        if "cell controls" in self.look and cell.is_value and not merge and self.rng.random() < 0.6:
            return f'<w:sdt><w:sdtPr><w:alias w:val="单元格"/></w:sdtPr><w:sdtContent>{done}</w:sdtContent></w:sdt>'
        return done

    def content(self, cell: Cell) -> str:
        if "nested" in cell.look:
            inner = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{self.paragraphs(cell)}</w:tc></w:tr></w:tbl>'
            return f"{inner}<w:p/>"
        return self.paragraphs(cell)

    def paragraphs(self, cell: Cell) -> str:
        lines: list[list[str]] = [[]]
        for part in cell.parts:
            pieces = part.text.split("\n")
            for number, piece in enumerate(pieces):
                if number and "breaks" in self.look:
                    lines[-1].append("<w:r><w:br/></w:r>")
                elif number:
                    lines.append([])
                if piece or part.kind == "box":
                    lines[-1].append(self.part(part, piece))
        return "".join(f"<w:p>{''.join(line)}</w:p>" for line in lines)

    # ---- texts ----

    def part(self, part: Part, text: str) -> str:
        if part.kind == "box":
            return self.box(part, text)
        if "boxed text" in part.look:
            return self.text_box(text)
        runs = self.runs(text, part.look)
        if part.kind != "value" or not text:
            return runs
        if "revised" in part.look:
            old = '<w:del w:id="1" w:author="甲"><w:r><w:delText>88.8</w:delText></w:r></w:del>'
            return f'{old}<w:ins w:id="2" w:author="乙">{runs}</w:ins>'
        if "moved" in part.look:
            gone = runs.replace("<w:t ", "<w:t ")
            return f'<w:moveFrom w:id="3">{gone}</w:moveFrom><w:moveTo w:id="4">{runs}</w:moveTo>'
        if "controlled" in part.look:
            return f'<w:sdt><w:sdtPr><w:id w:val="{self.next()}"/><w:text/></w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>'
        if "tagged" in part.look:
            return f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate">{runs}</w:smartTag>'
        if "field" in part.look:
            return f'<w:fldSimple w:instr=" MERGEFIELD v ">{runs}</w:fldSimple>'
        if "form field" in part.look:
            return (
                '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Text1"/><w:enabled/><w:textInput/></w:ffData></w:fldChar></w:r>'
                '<w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
                f'{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        if "linked" in part.look:
            return f'<w:hyperlink w:anchor="x">{runs}</w:hyperlink>'
        if "noted" in part.look:
            return f'<w:commentRangeStart w:id="7"/>{runs}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
        return runs

    def runs(self, text: str, look: frozenset[str]) -> str:
        marks = {
            "struck": "<w:strike/>", "twice struck": "<w:dstrike/>", "underlined": '<w:u w:val="single"/>',
            "bold": "<w:b/>", "hidden": "<w:vanish/>", "red": '<w:color w:val="FF0000"/>',
            "shaded": '<w:shd w:val="clear" w:fill="FFFF00"/>', "lit": '<w:highlight w:val="yellow"/>',
        }  # fmt: skip
        style = "".join(mark for name, mark in marks.items() if name in look)
        pieces = [text]
        if "split runs" in self.look and len(text) > 1:
            cuts = sorted({0, len(text), *(self.rng.randrange(len(text)) for _ in range(3))})
            pieces = [text[a:b] for a, b in pairwise(cuts)]
        return "".join(self.run(one, style) for one in pieces)

    def run(self, text: str, style: str) -> str:
        if "font soup" in self.look:
            face = self.rng.choice(
                ["宋体", "仿宋_GB2312", "Times New Roman", "方正小标宋简体", "Wingdings 3"]
            )
            style = (
                f'<w:rFonts w:ascii={quoteattr(face)} w:eastAsia={quoteattr(face)}/><w:sz w:val="{self.rng.choice([18, 21, 24, 32])}"/>'
                + style
            )
        body = "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(one)}</w:t>' for one in text.split("\t")
        )
        return f"<w:r>{f'<w:rPr>{style}</w:rPr>' if style else ''}{body}</w:r>"

    def text_box(self, text: str) -> str:
        inner = f"<w:txbxContent><w:p>{self.runs(text, frozenset())}</w:p></w:txbxContent>"
        return (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
            f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )

    def box(self, part: Part, text: str) -> str:
        on = "1" if part.ticked else "0"
        if "legacy" in part.look:
            return (
                '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:enabled/><w:checkBox><w:sizeAuto/><w:default w:val="0"/>'
                f'<w:checked w:val="{on}"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        if "new box" in part.look:
            glyph = "☒" if part.ticked else "☐"
            return f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{on}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt>'
        if "wingdings" in part.look:
            code = "F0FE" if part.ticked else "F0A8"
            return f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'
        if "wingdings 2" in part.look:
            code = "F052" if part.ticked else "F0A3"
            return f'<w:r><w:sym w:font="Wingdings 2" w:char="{code}"/></w:r>'
        if "wingdings letter" in part.look:
            letter = "þ" if part.ticked else "¨"
            return f'<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>{letter}</w:t></w:r>'
        if "wingdings 2 letter" in part.look:
            letter = "R" if part.ticked else "£"
            return f'<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr><w:t>{letter}</w:t></w:r>'
        if "ringed" in part.look and part.ticked:
            return '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> eq \\o\\ac(□,√) </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        return self.runs(text, part.look) if text else ""
