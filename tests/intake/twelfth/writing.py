"""A paper as the bytes of a .docx."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from random import Random

from twelfth.marks import Marks, run
from twelfth.paper import Bit, Cell, Paper, Table

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)


class Writer:
    """Writes one paper; ``how`` says what is special about its file."""

    def __init__(self, paper: Paper, marks: Marks | None = None) -> None:
        self.paper, self.how = paper, paper.how
        self.marks = marks or Marks(Random(f"marks {paper.who}"))

    def par(self, inner: str, props: str = "") -> str:
        return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{inner}</w:p>"

    def content(self, cell: Cell) -> str:
        """The paragraphs of a cell."""
        lines, now = [], ""
        way = str(self.how.get("ticks", "check"))
        boxes = [b for b in cell.bits if b.kind == "X"]
        for bit in cell.bits:
            if bit.kind == "X":
                if way == "chosen" and not bit.ticked:
                    continue
                if cell.stack and now and len(boxes) > 1:
                    lines.append(now)
                    now = ""
                now += (
                    run(bit.text) if way == "chosen" else self.marks.box(bit.text, bit.ticked, way)
                )
                now += run("  ") if not cell.stack or way == "chosen" else ""
            elif bit.kind == "B":
                if not bit.text and bit.wrap != "hint":
                    now += run("   ", '<w:u w:val="single"/>') if len(cell.bits) > 1 else ""
                elif bit.wrap == "paras":
                    now += run(bit.text.split("\n")[0])
                    for more in bit.text.split("\n")[1:]:
                        lines.append(now)
                        now = run(more)
                else:
                    now += self.marks.answer(bit.text, bit.wrap, bit.old)
            else:
                parts = bit.text.split("\n") if self.how.get("label_paras") else [bit.text]
                for i, part in enumerate(parts):
                    if i:
                        lines.append(now)
                        now = ""
                    now += run(part, "<w:b/>" if cell.role == "heading" else "")
        lines.append(now)
        props = '<w:jc w:val="center"/>' if cell.role == "label" else ""
        if cell.wrap == "number":
            props = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        made = "".join(self.par(one, props) for one in lines)
        if cell.wrap == "nested":
            made = self.inner(made) + "<w:p/>"
        if cell.wrap == "sdtblock":
            made = f'<w:sdt><w:sdtPr><w:id w:val="{self.marks.next()}"/></w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>'
        return made

    def inner(self, made: str) -> str:
        return f'<w:tbl><w:tblPr><w:tblW w:w="2000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{made}</w:tc></w:tr></w:tbl>'

    def tc(self, cell: Cell | None, span: int, merge: str, width: int) -> str:
        props = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if span > 1:
            props += f'<w:gridSpan w:val="{span}"/>'
        if merge == "restart":
            props += '<w:vMerge w:val="restart"/>'
        elif merge:
            props += "<w:vMerge/>"
        made = f"<w:tc><w:tcPr>{props}</w:tcPr>{self.content(cell) if cell and merge != 'on' else '<w:p/>'}</w:tc>"
        if cell and cell.wrap == "sdtcell" and merge != "on":
            made = f'<w:sdt><w:sdtPr><w:id w:val="{self.marks.next()}"/></w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>'
        return made

    def row(self, table: Table, at: int, widths: list[int]) -> str:
        """A row: cells that begin here or go on from above, empty places left out at either end."""
        found, col, last = "", 0, len(table.edges) - 1
        before = 1 if self.how.get("lead") else 0
        after = 1 if self.how.get("trail") else 0
        starts = {c.col: c for c in table.cells if c.row <= at < c.row + c.rows and not c.gone}
        while col < last:
            cell = starts.get(col)
            if cell is None:
                step = 1
                while col + step < last and col + step not in starts:
                    step += 1
                found += self.tc(None, step, "", sum(widths[col : col + step]))
                col += step
                continue
            whole = cell.rows == 1 or self.how.get("unmerged")
            merge = "" if whole else "restart" if cell.row == at else "on"
            shown = None if self.how.get("unmerged") and cell.row != at else cell
            found += self.tc(shown, cell.cols, merge, sum(widths[col : col + cell.cols]))
            col += cell.cols
        props = (f'<w:gridBefore w:val="{before}"/>' if before else "") + (
            f'<w:gridAfter w:val="{after}"/>' if after else ""
        )
        mark = table.marks.get(at, "")
        if mark in {"ins", "del"}:
            props += f"<w:{mark} {self.marks.by()}/>"
        made = f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{found}</w:tr>"
        if mark == "sdt":
            made = f'<w:sdt><w:sdtPr><w:id w:val="{self.marks.next()}"/></w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>'
        if mark == "custom":
            made = f'<w:customXml w:uri="http://pdy.example/x" w:element="row">{made}</w:customXml>'
        return made

    def tbl(self, table: Table, rows: range | None = None, borders: bool = True) -> str:
        widths = [round((b - a) * 9600) for a, b in zip(table.edges, table.edges[1:], strict=False)]
        cols = [400] * bool(self.how.get("lead")) + widths + [300] * bool(self.how.get("trail"))
        if self.how.get("nogrid"):
            grid = ""
        else:
            grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in cols)
        made = "".join(self.row(table, at, widths) for at in rows or range(table.rows))
        line = "".join(
            f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for s in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        edge = f"<w:tblBorders>{line}</w:tblBorders>" if borders else ""
        return f'<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/>{edge}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>'

    def cover_lines(self) -> str:
        """The cover as lines with underlined answers."""
        made = ""
        for at in range(self.paper.cover.rows):
            cells = sorted((c for c in self.paper.cover.cells if c.row == at), key=lambda c: c.col)
            line = ""
            for cell in cells:
                inner = re.sub(r"^<w:p>(<w:pPr>.*?</w:pPr>)?|</w:p>$", "", self.content(cell))
                inner = re.sub(r"</w:p><w:p>(<w:pPr>.*?</w:pPr>)?", "", inner)
                line += inner + (run("：") if cell.role == "label" and cell.text.strip() else "")
            made += self.par(line)
        return made

    def body(self) -> str:
        paper, how = self.paper, self.how
        made = "".join(self.par(run(one)) for one in paper.before) + self.small(
            "prelude", "近年承担项目情况"
        )
        if how.get("cover") != "none":
            made += "".join(self.par(run(one), '<w:jc w:val="center"/>') for one in paper.title)
            if how.get("cover") == "in":
                made += "".join(
                    self.par(run(one), '<w:jc w:val="center"/>')
                    for one in [*paper.foot, *paper.heading]
                )
                return made + self.tables()
            made += (
                self.cover_lines()
                if how.get("cover") == "lines"
                else self.tbl(paper.cover, borders=False) + "<w:p/>"
            )
            made += "".join(self.par(run(one), '<w:jc w:val="center"/>') for one in paper.foot)
            made += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        made += "".join(self.par(run(one), '<w:jc w:val="center"/>') for one in paper.heading)
        return made + self.tables() + self.small("coda", "合作单位情况")

    def small(self, name: str, title: str) -> str:
        """A table that is none of the form's."""
        pairs = self.how.get(name)
        if not isinstance(pairs, list):
            return ""
        cells = [
            Cell(i, c, 1, 1, ("label", "value")[c], [Bit("T", one)])
            for i, pair in enumerate(pairs)
            for c, one in enumerate(pair)
        ]
        return self.par(run(title)) + self.tbl(Table((0.0, 0.4, 1.0), len(pairs), cells)) + "<w:p/>"

    def tables(self) -> str:
        table, made = self.paper.table, ""
        if self.how.get("cover") == "in":
            table = over(self.paper.cover, table)
        if not self.how.get("split"):
            made = self.tbl(table)
            if self.how.get("frame"):
                made = self.inner(made + "<w:p/>").replace('"2000"', '"9900"')
            return made + "<w:p/>"
        heads = [c for c in table.cells if c.role == "heading" and c.cols == len(table.edges) - 1]
        cuts = sorted({0, table.rows, *(c.row for c in heads)})
        for a, b in pairwise(cuts):
            head, first = next((c for c in heads if c.row == a), None), a
            if head is not None and self.how.get("split") == "titles" and b > a + head.rows:
                made += self.par(run(head.text, "<w:b/>"))
                first += head.rows
            made += self.tbl(table, range(first, b)) + "<w:p/>"
        return made


def over(cover: Table, table: Table) -> Table:
    """The cover's lines as the first rows of the form's table."""
    edges = tuple(sorted({round(e, 4) for e in (*cover.edges, *table.edges)}))

    def at(one: Table, cell: Cell, down: int) -> Cell:
        left = edges.index(round(one.edges[cell.col], 4))
        right = edges.index(round(one.edges[cell.col + cell.cols], 4))
        return replace(cell, row=cell.row + down, col=left, cols=right - left)

    cells = [at(cover, c, 0) for c in cover.cells] + [at(table, c, cover.rows) for c in table.cells]
    marks = cover.marks | {r + cover.rows: m for r, m in table.marks.items()}
    return Table(edges, cover.rows + table.rows, cells, marks)
