"""Writes papers as Word XML in the ways that programs write it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from random import Random
from xml.sax.saxutils import escape

from handfilled.paper import Paper, PaperCell, Piece

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


@dataclass
class Hand:
    """How one program writes: each trait is a habit of some generator."""

    rng: Random
    runs_split: bool = False
    controls: bool = False
    revisions: bool = False
    smart_tags: bool = False
    no_spans: bool = False
    row_controls: bool = False
    grid_before: bool = False
    legacy_boxes: bool = False
    control_boxes: bool = False
    merge_without_start: bool = False
    paragraphs_for_lines: bool = True

    @classmethod
    def of(cls, rng: Random) -> Hand:
        def often(share: float) -> bool:
            return rng.random() < share

        return cls(
            rng, often(0.4), often(0.2), often(0.15), often(0.15), often(0.15), often(0.15),
            often(0.15), often(0.1), often(0.1), often(0.1), often(0.7),
        )  # fmt: skip

    # ---- text ----

    def run(self, text: str) -> str:
        rng = self.rng
        if self.runs_split and len(text) > 2 and rng.random() < 0.6:
            at = rng.randrange(1, len(text))
            return self.run(text[:at]) + self.run(text[at:])
        glyphs = re.split("([\uf000-\uf0ff])", text)
        return "".join(self._part(part) for part in glyphs if part)

    def _part(self, text: str) -> str:
        if re.fullmatch("[\uf000-\uf0ff]", text):
            font = "Wingdings 2" if text in "\uf052\uf0a3" else "Wingdings"
            return f'<w:r><w:sym w:font="{font}" w:char="{ord(text):04X}"/></w:r>'
        inner = "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
            for part in text.split("\t")
        )
        xml = f"<w:r><w:rPr><w:sz w:val='21'/></w:rPr>{inner}</w:r>"
        if self.smart_tags and self.rng.random() < 0.2:
            return f'<w:smartTag w:uri="u" w:element="e">{xml}</w:smartTag>'
        return xml

    def piece(self, piece: Piece) -> str:
        if piece.kind == "box" and self.legacy_boxes and piece.text in {"□", "☑", "■", "☐"}:
            state = '<w:checked w:val="1"/>' if piece.checked else '<w:default w:val="0"/>'
            return (
                '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
                f"{state}</w:checkBox></w:ffData></w:fldChar></w:r>"
                "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        if piece.kind == "box" and self.control_boxes and piece.text in {"□", "☑", "■", "☐"}:
            return (
                f"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{int(piece.checked)}'/>"
                f"</w14:checkbox></w:sdtPr><w:sdtContent>{self.run('☒' if piece.checked else '☐')}"
                "</w:sdtContent></w:sdt>"
            )
        xml = self.run(piece.text) if piece.text else ""
        if piece.struck:
            xml = xml.replace("<w:rPr>", "<w:rPr><w:strike/>")
        if piece.kind == "value" and self.controls:
            xml = f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"
        if piece.kind == "value" and self.revisions and self.rng.random() < 0.2:
            old = "<w:del w:id='1'><w:r><w:delText>旧值9</w:delText></w:r></w:del>"
            xml = f"{old}<w:ins w:id='2'>{xml}</w:ins>"
        return xml

    def paragraphs(self, pieces: list[Piece]) -> str:
        """Return the paragraphs of a cell; line breaks end a paragraph or stand as breaks."""
        lines: list[list[Piece]] = [[]]
        for piece in pieces:
            for number, text in enumerate(piece.text.split("\n")):
                if number:
                    lines.append([])
                lines[-1].append(
                    Piece(piece.kind, text, piece.address, piece.checked, piece.struck)
                )
        inner = ["".join(self.piece(piece) for piece in line) for line in lines]
        if self.paragraphs_for_lines:
            return "".join(f"<w:p>{line}</w:p>" for line in inner)
        return "<w:p>" + "<w:r><w:br/></w:r>".join(inner) + "</w:p>"

    # ---- tables ----

    def table(self, paper: Paper) -> str:
        edges = paper.edges
        widths = [b - a for a, b in itertools.pairwise(edges)]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(self.row(paper, number) for number in range(len(paper.rows)))
        if self.no_spans:
            grid = f'<w:gridCol w:w="{edges[-1]}"/>'
        return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"

    def row(self, paper: Paper, number: int) -> str:
        here = [c for c in paper.cells if c.row <= number < c.row + c.rows]
        here.sort(key=lambda one: one.column)
        cells = [self.cell(paper, cell, cell.row == number) for cell in here]
        xml = f"<w:tr>{''.join(cells)}</w:tr>"
        if self.row_controls and self.rng.random() < 0.2:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"
        return xml

    def cell(self, paper: Paper, cell: PaperCell, first: bool) -> str:
        width = paper.edges[cell.column + cell.columns] - paper.edges[cell.column]
        if self.no_spans:
            width += self.rng.randrange(-9, 10)
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if cell.columns > 1 and not self.no_spans:
            properties += f'<w:gridSpan w:val="{cell.columns}"/>'
        if cell.rows > 1:
            start = "" if self.merge_without_start else ' w:val="restart"'
            properties += f"<w:vMerge{start}/>" if first else "<w:vMerge/>"
        content = self.paragraphs(cell.pieces) if first else "<w:p/>"
        xml = f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
        if self.controls and self.rng.random() < 0.1:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{xml}</w:sdtContent></w:sdt>"
        return xml

    def lines(self, texts: list[str]) -> str:
        return "".join(f"<w:p>{self.run(text) if text else ''}</w:p>" for text in texts)


def document(inner: str) -> bytes:
    """Return ``document.xml`` around block content."""
    return f"<w:document {SPACES}><w:body>{inner}<w:sectPr/></w:body></w:document>".encode()
