"""A form retyped by hand: the printed cells of a paper as OOXML, HTML or a workbook."""

from __future__ import annotations

import html
import io
import itertools
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from xml.sax.saxutils import escape

from twelfth.paper import Bit, Cell, Paper, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
WIDTH = 9000


def esc(text: str) -> str:
    return escape(text)


def run(text: str, look: str = "") -> str:
    """Return a run; a line break is ``w:br``."""
    props = f"<w:rPr>{look}</w:rPr>" if look else ""
    bits = text.split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{esc(one)}</w:t>' for one in bits)
    return f"<w:r>{props}{inner}</w:r>"


def para(inner: str, props: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{inner}</w:p>"


@dataclass
class Draft:
    """A paper and how it is written; what stands instead of a bit, a cell or a row is kept by its id."""

    paper: Paper
    rng: Random
    xml: dict[int, str] = field(default_factory=dict)
    cells: dict[int, str] = field(default_factory=dict)
    rows: dict[tuple[int, int], Callable[[str], str]] = field(default_factory=dict)
    tick: tuple[str, str] = ("☑", "□")
    tables: list[Table] = field(default_factory=list)
    tc_wrap: dict[int, Callable[[str], str]] = field(default_factory=dict)
    grid_before: bool = False
    own_widths: bool = False
    head_rows: bool = False
    cover_lines: bool = False
    pre: list[str] = field(default_factory=list)
    post: list[str] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    rels: list[str] = field(default_factory=list)
    numbers: dict[int, tuple[float, str]] = field(default_factory=dict)
    name: str = "申报书.docx"
    writer: str = "raw"
    h_merge: bool = False

    @property
    def main(self) -> list[Table]:
        return self.tables or [self.paper.table]


def shown(draft: Draft, bit: Bit) -> str:
    """Return a bit as XML runs."""
    if id(bit) in draft.xml:
        return draft.xml[id(bit)]
    if bit.kind == "X":
        return run(draft.tick[0 if bit.ticked else 1] + bit.text)
    return run(bit.text) if bit.text else ""


def inside(draft: Draft, cell: Cell) -> str:
    """Return the paragraphs of a cell."""
    if id(cell) in draft.cells:
        return draft.cells[id(cell)]
    only_boxes = all(b.kind == "X" for b in cell.bits)
    if only_boxes and cell.stack:
        return "".join(para(shown(draft, b)) for b in cell.bits) or para("")
    gap = run("  ") if only_boxes else ""
    return para(gap.join(shown(draft, b) for b in cell.bits))


def tc(draft: Draft, table: Table, cell: Cell, row: int) -> str:
    left, right = cell.col, cell.col + cell.cols
    width = round((table.edges[right] - table.edges[left]) * WIDTH)
    props = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.cols > 1 and not draft.h_merge:
        props += f'<w:gridSpan w:val="{cell.cols}"/>'
    if draft.h_merge and cell.cols > 1:
        props += '<w:hMerge w:val="restart"/>'
    if cell.rows > 1:
        props += '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    inner = inside(draft, cell) if row == cell.row else para("")
    one = f"<w:tc><w:tcPr>{props}</w:tcPr>{inner}</w:tc>"
    if draft.h_merge:
        more = f"<w:tc><w:tcPr>{props.replace('restart', 'continue') if cell.rows == 1 else '<w:hMerge/>'}</w:tcPr><w:p/></w:tc>"
        one += more * (cell.cols - 1)
    wrap = draft.tc_wrap.get(id(cell))
    return wrap(one) if wrap and row == cell.row else one


def at(table: Table, row: int, col: int) -> Cell | None:
    return next(
        (c for c in table.cells if c.row <= row < c.row + c.rows and c.col <= col < c.col + c.cols),
        None,
    )


def table_xml(draft: Draft, table: Table) -> str:
    """Return a table as Word writes it."""
    edges = table.edges
    grid = "".join(
        f'<w:gridCol w:w="{round((b - a) * WIDTH)}"/>' for a, b in itertools.pairwise(edges)
    )
    rows = []
    for row in range(table.rows):
        col, inner, before = 0, "", ""
        while col < len(edges) - 1:
            cell = at(table, row, col)
            if cell is None:
                inner += '<w:tc><w:tcPr><w:tcW w:w="300" w:type="dxa"/></w:tcPr><w:p/></w:tc>'
                col += 1
                continue
            if draft.grid_before and col == 0 and row > cell.row:
                before = f'<w:gridBefore w:val="{cell.cols}"/><w:wBefore w:w="500" w:type="dxa"/>'
            else:
                inner += tc(draft, table, cell, row)
            col += cell.cols
        mark = "<w:tblHeader/>" if draft.head_rows and row < 2 else ""
        props = f"<w:trPr>{before}{mark}</w:trPr>" if before or mark else ""
        one = f"<w:tr>{props}{inner}</w:tr>"
        wrap = draft.rows.get((id(table), row))
        rows.append(wrap(one) if wrap else one)
    layout = '<w:tblW w:w="9000" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{layout}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def cover_xml(draft: Draft) -> str:
    cover = draft.paper.cover
    if not draft.cover_lines:
        return table_xml(draft, cover)
    lines = []
    for row in range(cover.rows):
        bits = [b for c in cover.cells if c.row == row for b in c.bits]
        inner = ""
        for bit in bits:
            if bit.kind == "B":
                inner += run(f"  {bit.text}  ", '<w:u w:val="single"/>')
            else:
                text = shown(draft, bit)
                inner += text + (run("：") if bit.kind == "T" and bit is bits[0] else "")
        lines.append(para(inner))
    return "".join(lines)


def body(draft: Draft) -> str:
    paper = draft.paper
    out = [para(run(one)) for one in paper.title] + [cover_xml(draft)]
    out += [para(run(one)) for one in paper.foot]
    out.append(para('<w:r><w:br w:type="page"/></w:r>'))
    out += [para(run(one)) for one in paper.heading] + draft.pre
    for table in draft.main:
        out += [table_xml(draft, table), para("")]
    return "".join(out + draft.post)


def word(*drafts: Draft) -> bytes:
    """Return a .docx with the forms one after another, written by hand."""
    first = drafts[0]
    page = para('<w:r><w:br w:type="page"/></w:r>')
    inner = page.join(body(one) for one in drafts)
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {SPACES}><w:body>{inner}<w:sectPr/></w:body></w:document>'
    return packed(document, first.parts, first.rels)


KINDS = {
    "comments.xml": "comments", "footnotes.xml": "footnotes", "numbering.xml": "numbering", "styles.xml": "styles",
    "header1.xml": "header", "settings.xml": "settings",
}  # fmt: skip


def packed(document: str, parts: dict[str, str], rels: list[str]) -> bytes:
    """Return the zip of a document with its parts."""
    types = "".join(
        f'<Override PartName="/word/{n}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{KINDS[n]}+xml"/>'
        for n in parts
        if n in KINDS
    )
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="rP{i}" Type="{base}/{KINDS[n]}" Target="{n}"/>'
        for i, n in enumerate(parts)
        if n in KINDS
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:

        def put(name: str, text: str) -> None:
            into.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)

        put("[Content_Types].xml", '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>' + types + "</Types>")  # fmt: skip
        put("_rels/.rels", f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{base}/officeDocument" Target="word/document.xml"/></Relationships>')  # fmt: skip
        put("word/document.xml", document)
        put("word/_rels/document.xml.rels", f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}{"".join(rels)}</Relationships>')  # fmt: skip
        for name, text in parts.items():
            put(f"word/{name}", text)
    return made.getvalue()


def plain(draft: Draft, bit: Bit) -> str:
    if bit.kind == "X":
        return draft.tick[0 if bit.ticked else 1] + bit.text
    return bit.text


def plain_cell(draft: Draft, cell: Cell, sep: str = "\n") -> str:
    boxes = all(b.kind == "X" for b in cell.bits)
    gap = (sep if cell.stack else "  ") if boxes else ""
    return gap.join(plain(draft, b) for b in cell.bits)


def web(draft: Draft) -> bytes:
    """Return the form as a web page, as Word's filtered HTML or a clerk's other program writes it."""
    paper, out = draft.paper, []
    for table in [paper.cover, *draft.main]:
        out.append('<table border="1" width="640" cellspacing="0">')
        for row in range(table.rows):
            out.append("<tr>")
            for cell in sorted((c for c in table.cells if c.row == row), key=lambda c: c.col):
                text = html.escape(plain_cell(draft, cell)).replace("\n", "<br>")
                width = round((table.edges[cell.col + cell.cols] - table.edges[cell.col]) * 640)
                out.append(
                    f'<td rowspan="{cell.rows}" colspan="{cell.cols}" width="{width}">{text}</td>'
                )
            out.append("</tr>")
        out.append("</table><p>&nbsp;</p>")
    head = "".join(f"<p>{html.escape(one)}</p>" for one in paper.title)
    heading = "".join(f"<p>{html.escape(one)}</p>" for one in [*paper.foot, *paper.heading])
    tables = "".join(out)
    first, rest = tables.split("</table>", 1)
    return f'<html><head><meta charset="utf-8"></head><body>{head}{first}</table>{heading}{rest}</body></html>'.encode()


def library(draft: Draft) -> bytes:
    """Return the form as python-docx writes it."""
    import docx

    document, paper = docx.Document(), draft.paper
    for one in paper.title:
        document.add_paragraph(one)
    for number, table in enumerate([paper.cover, *draft.main]):
        made = document.add_table(table.rows, len(table.edges) - 1, "Table Grid")
        for cell in table.cells:
            last = made.cell(cell.row + cell.rows - 1, cell.col + cell.cols - 1)
            made.cell(cell.row, cell.col).merge(last).text = plain_cell(draft, cell)
        if number == 0:
            for one in [*paper.foot, *paper.heading]:
                document.add_paragraph(one)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def book(draft: Draft) -> bytes:
    """Return the form as a workbook; figures are numbers."""
    import openpyxl

    paper, made = draft.paper, openpyxl.Workbook()
    sheet, top = made.active, 1
    sheet.title = "申报表"
    for one in paper.title:
        sheet.cell(top, 1, one)
        top += 1
    for number, table in enumerate([paper.cover, *draft.main]):
        for cell in table.cells:
            place = sheet.cell(top + cell.row, 1 + cell.col)
            only = cell.bits[0] if len(cell.bits) == 1 else None
            if only is not None and id(only) in draft.numbers:
                place.value, place.number_format = draft.numbers[id(only)]
            elif only is not None and only.kind == "B" and _figure(draft, only):
                place.value = float(only.text) if "." in only.text else int(only.text)
            else:
                place.value = plain_cell(draft, cell)
                place.data_type = "s" if place.value else "n"
            if cell.rows > 1 or cell.cols > 1:
                sheet.merge_cells(
                    start_row=top + cell.row, end_row=top + cell.row + cell.rows - 1,
                    start_column=1 + cell.col, end_column=cell.col + cell.cols,
                )  # fmt: skip
        top += table.rows + 1
        if number == 0:
            for one in [*paper.foot, *paper.heading]:
                sheet.cell(top, 1, one)
                top += 1
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _figure(draft: Draft, bit: Bit) -> bool:
    known = draft.paper.field(bit.address).kind.numeric
    return known and bit.text.replace(".", "", 1).isdigit() and bit.text.isascii()


def written(draft: Draft) -> bytes:
    return {"raw": word, "library": library, "book": book, "web": web}[draft.writer](draft)
