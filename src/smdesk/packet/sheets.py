"""The form's tables as an Excel workbook: the same grid, one sheet a table, and a list of values.

Codes, phones and post codes are text cells; a number is a number only where Excel keeps every
digit of it (15 significant digits), shown with the decimals that were typed.
"""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from smdesk.errors import SmdeskError
from smdesk.notices.grid import Blank, all_fields
from smdesk.notices.models import Form, FormField, Kind, Pack, Style
from smdesk.notices.text import clean
from smdesk.notices.typed import read
from smdesk.packet.tree import FilledCell, FormTable, Packet, Part

MOST_TEXT = 32_767
"""Characters that one Excel cell holds."""

_EXACT_DIGITS = 15
_TEXT_WIDTH = 88.0
"""Column widths of a sheet together, in characters: what A4 takes at 100 %."""

_SIDE = Side(style="thin")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_MADE = datetime(2020, 1, 1, tzinfo=None)  # noqa: DTZ001 - openpyxl takes naive times
_SHEET_NAMES = {"cover": "封面", "table": "申报表", "sheet": "核对页"}
LIST_NAME = "数据"


def write_workbook(packet: Packet, pack: Pack, form: Form, values: dict[str, str]) -> bytes:
    """Return the workbook of a packet's tables: 封面, 申报表, 核对页, and 数据 (address, label, value).

    Raises `SmdeskError` ``sheets.text-too-long`` for a value that no Excel cell holds.
    """
    fields = all_fields(pack.notice, form)
    book = Workbook()
    book.remove(book.active) if book.active is not None else None
    rows: list[tuple[str, str, str]] = []
    for part in packet.parts:
        for block in part.blocks:
            if isinstance(block, FormTable):
                _draw(book.create_sheet(_SHEET_NAMES[block.grid.id]), packet, part, block, fields)
                rows += [
                    (str(address), " · ".join(block.grid.label_path(address)), values[str(address)])
                    for address in block.grid.places
                    if str(address) in values
                ]
    _list(book.create_sheet(LIST_NAME), rows)
    return to_bytes(book, packet.title)


def to_bytes(book: Workbook, title: str) -> bytes:
    """Return a workbook's bytes with a fixed creation time, so that equal content looks equal."""
    book.properties.title = title
    book.properties.creator = "smdesk"
    book.properties.created = book.properties.modified = _MADE
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put_text(cell: SheetCell, text: str) -> None:
    """Write ``text`` as text, whatever it looks like (``=1+1``, ``#N/A``, 18 digits)."""
    tidy = clean(text)
    if len(tidy) > MOST_TEXT:
        raise SmdeskError(
            "sheets.text-too-long", cell=cell.coordinate, count=len(tidy), most=MOST_TEXT
        )
    cell.value = tidy or None
    if tidy:
        cell.data_type = "s"
        cell.number_format = "@"
    if tidy[:1] in tuple("=+-@"):
        cell.quotePrefix = True


def cell_at(sheet: Worksheet, row: int, column: int) -> SheetCell:
    """Return a cell that is not the hidden part of a merged one."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, SheetCell):
        raise TypeError(f"{cell.coordinate} lies inside a merged cell")
    return cell


def put_value(cell: SheetCell, field: FormField, text: str) -> None:
    """Write a value: a number where Excel keeps it exactly, else text."""
    typed = read(field, text)
    exact = isinstance(typed.value, Decimal) and typed.problem is None and not field.units
    if exact and isinstance(typed.value, Decimal) and field.kind is not Kind.YEAR:
        digits = len(typed.value.as_tuple().digits)
        if digits <= _EXACT_DIGITS:
            places = max(0, -int(typed.value.as_tuple().exponent))
            cell.value = typed.value
            cell.number_format = "0." + "0" * places if places else "0"
            return
    put_text(cell, text)


def _font(style: Style, *, size: float = 10.5) -> Font:
    return Font(name=style.face, size=size, bold=style.bold)


def _draw(
    sheet: Worksheet, packet: Packet, part: Part, table: FormTable, fields: dict[str, FormField]
) -> None:
    """Draw one table: title row, then the grid with its merged cells."""
    grid = table.grid
    columns = len(grid.edges) - 1
    widths = [
        (right - left) * _TEXT_WIDTH
        for left, right in zip(grid.edges, grid.edges[1:], strict=False)
    ]
    for index, width in enumerate(widths):
        sheet.column_dimensions[get_column_letter(index + 1)].width = round(width, 2)
    title = cell_at(sheet, 1, 1)
    put_text(title, part.title)
    title.font = Font(name=packet.typography.form_title.face, size=16, bold=True)
    title.alignment = Alignment(horizontal="center", vertical="center")
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=columns)
    for filled in table.cells:
        _draw_cell(sheet, packet, table, filled, fields)
    _set_heights(sheet, table, widths)
    _page(sheet)


def _draw_cell(
    sheet: Worksheet,
    packet: Packet,
    table: FormTable,
    filled: FilledCell,
    fields: dict[str, FormField],
) -> None:
    cell = filled.cell
    top, left = cell.row + 2, cell.column + 1
    target = cell_at(sheet, top, left)
    style = packet.typography.table_label if cell.role == "label" else packet.typography.table
    alone = [part for part in cell.parts if isinstance(part, Blank)]
    if len(alone) == len(cell.parts) == 1:
        put_value(target, fields[alone[0].address.field], filled.text)
    else:
        put_text(target, filled.text)
    target.font = _font(packet.typography.table_heading if cell.role == "heading" else style)
    across = cell.align or ("center" if cell.role in {"label", "index"} else "left")
    upright = "top" if cell.role == "signature" else "center"
    target.alignment = Alignment(horizontal=across, vertical=upright, wrap_text=True)
    if table.borders:
        for row in range(top, top + cell.rows):
            for column in range(left, left + cell.columns):
                sheet.cell(row, column).border = _BORDER
    if cell.rows > 1 or cell.columns > 1:
        sheet.merge_cells(
            start_row=top, end_row=top + cell.rows - 1,
            start_column=left, end_column=left + cell.columns - 1,
        )  # fmt: skip


def _set_heights(sheet: Worksheet, table: FormTable, widths: list[float]) -> None:
    """Give each row the height its tallest one-row cell needs; merged cells do not grow in Excel."""
    line = 14.5
    need = [max(1.4 * line, (row.height or 0) * 2.835) for row in table.grid.rows]
    for filled in table.cells:
        cell = filled.cell
        if cell.rows > 1:
            continue
        room = max(4, sum(widths[cell.column : cell.column + cell.columns]) - 1)
        lines = sum(1 + int(breadth(one) // room) for one in filled.text.split("\n"))
        sign = cell.sign.height * 2.835 if cell.sign else 0
        need[cell.row] = min(409.0, max(need[cell.row], lines * line + 6, sign))
    for index, height in enumerate(need):
        sheet.row_dimensions[index + 2].height = round(height, 1)
    sheet.row_dimensions[1].height = 30


def breadth(text: str) -> int:
    """Return the width of ``text`` in half-width characters: its bytes in GBK."""
    return len(text.encode("gbk", "replace"))


def _page(sheet: Worksheet) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False


def _list(sheet: Worksheet, rows: list[tuple[str, str, str]]) -> None:
    """Write the flat list of values, the sheet that a program reads back."""
    for column, (head, width) in enumerate((("字段", 34), ("栏目", 60), ("填报值", 50)), 1):
        cell = cell_at(sheet, 1, column)
        put_text(cell, head)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for index, (address, label, text) in enumerate(rows, 2):
        put_text(cell_at(sheet, index, 1), address)
        put_text(cell_at(sheet, index, 2), label)
        put_text(cell_at(sheet, index, 3), text)
        sheet.cell(index, 3).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    _page(sheet)
