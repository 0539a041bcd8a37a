"""Writes a form as WPS and Word save it: runs with their looks, revisions, comments, footnotes, text boxes, pictures."""

from __future__ import annotations

from html import escape
from io import BytesIO

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from handed.desk import Board, Box, Bundle, Ink
from handed.writers import PICTURE
from lxml import etree

W = nsdecls("w")
BY = 'w:id="7" w:author="财务部" w:date="2020-05-18T09:00:00Z"'
LOOKS = {
    "hidden": "<w:vanish/>", "struck": "<w:strike/>", "raised": '<w:vertAlign w:val="superscript"/>', "grey": '<w:color w:val="A6A6A6"/>',
    "border": '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>', "shade": '<w:shd w:val="pct15" w:color="auto" w:fill="FFFFFF"/>',
    "em": '<w:em w:val="dot"/>', "wave": '<w:u w:val="wave"/>',
}  # fmt: skip
FRAME = (
    '<w:p {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape type="#_x0000_t202" style="position:absolute;margin-left:90pt;'
    'margin-top:120pt;width:120pt;height:24pt;z-index:2"><v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>'
    "</v:textbox></v:shape></w:pict></w:r></w:p>"
)


def word(bundle: Bundle) -> bytes:
    """Return the form as a Word file."""
    return _Word(bundle).bytes()


class _Word:
    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.document = docx.Document()
        self.notes: list[str] = []

    def bytes(self) -> bytes:
        end = self.document.element.body[-1]
        for block in self.bundle.blocks:
            if isinstance(block, Board):
                end.addprevious(parse_xml(self.table(block)))
                end.addprevious(parse_xml(f"<w:p {W}/>"))
            elif block.startswith("\v"):
                end.addprevious(parse_xml(FRAME.format(W=W, text=escape(block[1:]))))
            elif block == "\b":
                self.document.add_picture(BytesIO(PICTURE))
            else:
                end.addprevious(parse_xml(f"<w:p {W}>{_run(block)}</w:p>"))
        self.footnotes()
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def footnotes(self) -> None:
        if not self.notes:
            return
        marks = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{_run(one)}</w:p></w:footnote>'
            for n, one in enumerate(self.notes, 1)
        )
        xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {W}>{marks}</w:footnotes>'
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), self.document.part.package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def table(self, board: Board) -> str:
        held: dict[tuple[int, int], Box] = {}
        for box in board.boxes:
            for row in range(box.row, box.row + box.rows):
                for column in range(box.column, box.column + box.columns):
                    held.setdefault((row, column), box)
        rows = []
        for row in range(board.height):
            cells, column = [], 0
            while column < len(board.widths):
                box = held.get((row, column)) or Box(row, column, 1, 1, "other", [Ink("")])
                cells.append(self.cell(box, row, sum(board.widths[column : column + box.columns])))
                column += box.columns
            rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
            if row == 2 and "deleted row" in self.bundle.look:
                gone = "".join(
                    f"<w:tc><w:tcPr/><w:p><w:del {BY}><w:r><w:delText>旧</w:delText></w:r></w:del></w:p></w:tc>"
                    for _ in board.widths
                )
                rows.append(f"<w:tr><w:trPr><w:del {BY}/></w:trPr>{gone}</w:tr>")
        columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in board.widths)
        return f'<w:tbl {W}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'

    def cell(self, box: Box, row: int, width: int) -> str:
        merged = ""
        if box.rows > 1:
            merged = '<w:vMerge w:val="restart"/>' if row == box.row else "<w:vMerge/>"
        span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
        body = self.paragraphs(box.inks) if row == box.row else "<w:p/>"
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}</w:tcPr>{body}</w:tc>'
        )

    def paragraphs(self, inks: list[Ink]) -> str:
        lines = [""]
        for ink in inks:
            if ink.way in {"comment", "footnote", "eq", "picture"}:
                lines[-1] += getattr(self, ink.way)(ink.text)
                continue
            for number, piece in enumerate(ink.text.split("\n")):
                if number:
                    lines.append("")
                if piece:
                    lines[-1] += _run(piece, ink.way)
        return "".join(f"<w:p>{one}</w:p>" for one in lines)

    def comment(self, text: str) -> str:
        run = (
            self.document.paragraphs[0].add_run()
            if self.document.paragraphs
            else self.document.add_paragraph().add_run()
        )
        number = self.document.add_comment(
            run, text=text, author="财务部", initials="财"
        ).comment_id
        return f'<w:r><w:commentReference w:id="{number}"/></w:r>'

    def footnote(self, text: str) -> str:
        self.notes.append(text)
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'

    def eq(self, text: str) -> str:
        """Return a circled character as Word and WPS write it: a field EQ."""
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> eq \\o\\ac(□,</w:instrText></w:r>'
            f'<w:r><w:rPr><w:position w:val="2"/></w:rPr><w:instrText>{text}</w:instrText></w:r><w:r><w:instrText>)</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    def picture(self, _: str) -> str:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run()
        run.add_picture(BytesIO(PICTURE))
        paragraph._p.getparent().remove(paragraph._p)
        return etree.tostring(run._r, encoding="unicode")


def _run(text: str, way: str = "") -> str:
    style = f"<w:rPr>{LOOKS[way]}</w:rPr>" if way in LOOKS else ""
    tag = "w:delText" if way == "deleted" else "w:t"
    run = f'<w:r>{style}<{tag} xml:space="preserve">{escape(text, quote=False)}</{tag}></w:r>'
    return {"deleted": f"<w:del {BY}>{run}</w:del>", "inserted": f"<w:ins {BY}>{run}</w:ins>"}.get(
        way, run
    )
