"""A paper as the bytes of an .xlsx: a form rebuilt in Excel, numbers as numbers."""

from __future__ import annotations

import io
import re
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from twelfth.paper import Cell, Paper, Table

from smdesk.notices.models import Kind

LINE = Side(style="thin")
GLYPH = {"check": "☑", "black": "■", "tick": "√", "heavy": "✓"}


def _text(paper: Paper, cell: Cell) -> str:
    """What stands in a cell: text, answers, boxes one below the other or in a row."""
    boxes = [b for b in cell.bits if b.kind == "X"]
    on = GLYPH.get(str(paper.how.get("ticks", "check")), "☑")
    made = "".join(b.text for b in cell.bits if b.kind != "X")
    lines = [(on if b.ticked else "□") + b.text for b in boxes]
    return made + ("\n" if cell.stack else "  ").join(lines)


def _number(paper: Paper, cell: Cell) -> tuple[float | int, str] | None:
    """The number of a cell with nothing else in it, and the format that it is shown in."""
    if len(cell.bits) != 1 or cell.bits[0].kind != "B" or not paper.how.get("numbers"):
        return None
    text, field = cell.bits[0].text, paper.field(cell.bits[0].address)
    if not field.kind.numeric or not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return None
    if field.kind is Kind.PERCENT and paper.how.get("percents"):
        return float(Decimal(text) / 100), "0.0%" if "." in text else "0%"
    if field.kind is Kind.MONEY:
        return float(text), str(paper.how.get("money", "General"))
    return (float(text) if "." in text else int(text)), "General"


def _draw(paper: Paper, sheet: Worksheet, table: Table, top: int) -> int:
    for one in table.cells:
        row, col = top + one.row, one.col + 1
        at = sheet.cell(row, col)
        found = _number(paper, one)
        if found is not None:
            at.value, at.number_format = found
        else:
            at.value = _text(paper, one) or None
            at.number_format = "@"
        if one.rows > 1 or one.cols > 1:
            sheet.merge_cells(
                start_row=row, start_column=col, end_row=row + one.rows - 1, end_column=col + one.cols - 1
            )  # fmt: skip
        at.alignment = Alignment(wrap_text=True, horizontal="center" if one.role == "label" else None)  # fmt: skip
        at.font = Font(name="宋体", bold=one.role == "heading")
        at.border = Border(LINE, LINE, LINE, LINE)
    return top + table.rows


def xlsx(paper: Paper) -> bytes:
    """Return the file: a sheet for the cover where the person kept it, one for the form."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if paper.how.get("cover", "lines") != "none":
        sheet.title = "封面"
        for n, line in enumerate(paper.title, 2):
            sheet.cell(n, 1, line)
        end = _draw(paper, sheet, paper.cover, 6)
        for n, line in enumerate(paper.foot, end + 2):
            sheet.cell(n, 1, line)
        sheet = book.create_sheet(str(paper.how.get("sheet", "申报表")))
    top = 1
    for line in [*paper.heading, *paper.how.get("under_title", ())]:
        sheet.cell(top, 1, line)
        sheet.merge_cells(start_row=top, start_column=1, end_row=top, end_column=len(paper.table.edges) - 1)  # fmt: skip
        top += 1
    end = _draw(paper, sheet, paper.table, top)
    for n, line in enumerate(paper.how.get("after", ()), end + 1):
        sheet.cell(n, 1, line)
    edges = paper.table.edges
    for n in range(len(edges) - 1):
        sheet.column_dimensions[get_column_letter(n + 1)].width = max(3, (edges[n + 1] - edges[n]) * 100)  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
