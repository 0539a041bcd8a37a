"""The fill-in sheet as a workbook: what is typed into a website, in the order of the form."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from smdesk.notices.declaration import Declaration
from smdesk.notices.models import Form, Pack
from smdesk.packet.sheets import breadth, cell_at, put_text, to_bytes
from smdesk.service.applicant import applicant_of
from smdesk.service.webfill import WebRow, web_rows, website_of

_THIN = Side(style="thin", color="B8BEC8")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TINT = PatternFill("solid", fgColor="F0F3F7")
_COLUMNS = (("已填", 6), ("栏目", 34), ("填报值", 46), ("单位", 9))
_LINE = 16.0
"""Points of a line; Excel keeps 409 at most."""


def fill_in_sheet(pack: Pack, form: Form, declaration: Declaration) -> bytes:
    """Return the fill-in sheet as xlsx: each value in a cell of text, in the order of the form."""
    website = website_of(pack)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "网上填报单"
    told = f"{website.name}　{website.address}".strip()
    head = [
        (f"{form.title}　网上填报单", Font(name="宋体", size=16, bold=True), 30.0),
        (applicant_of(pack, form, declaration.values), Font(name="仿宋", size=12), 20.0),
        (told, Font(name="仿宋", size=10.5), 18.0),
        (f"填写：{website.typed}　上传：{website.uploaded}", Font(name="仿宋", size=10.5), 32.0),
    ]
    for row, (text, font, height) in enumerate(head, 1):
        _line(sheet, row, text, font, height)
    _table(sheet, len(head) + 1, web_rows(form, declaration))
    sheet.print_title_rows = f"{len(head) + 1}:{len(head) + 1}"
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.7, footer=0.35)
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = "第 &P 页，共 &N 页"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return to_bytes(book, f"{form.title}网上填报单")


def _line(sheet: Worksheet, row: int, text: str, font: Font, height: float) -> None:
    cell = cell_at(sheet, row, 1)
    put_text(cell, text)
    cell.font = font
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_COLUMNS))
    sheet.row_dimensions[row].height = height


def _table(sheet: Worksheet, top: int, rows: tuple[WebRow, ...]) -> None:
    for column, (label, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions["ABCD"[column - 1]].width = width
        _cell(sheet, top, column, label, bold=True)
    at, section = top, ""
    for one in rows:
        if one.section != section:
            at, section = at + 1, one.section
            _line(sheet, at, section, Font(name="黑体", size=12), 24)
            for column in range(1, len(_COLUMNS) + 1):
                sheet.cell(at, column).fill = _TINT
                sheet.cell(at, column).border = _BORDER
        at += 1
        text = f"勾选：{one.text}" if one.kind == "tick" else one.text
        for column, shown in enumerate(("□", one.label, text, one.unit), 1):
            _cell(sheet, at, column, shown)
        sheet.row_dimensions[at].height = _height(one.label, text)
    sheet.freeze_panes = f"A{top + 1}"


def _height(label: str, text: str) -> float:
    """Return the height that the taller of two wrapped cells needs."""
    lines = (
        sum(1 + max(0, breadth(part) - 1) // (int(width) - 3) for part in shown.split("\n"))
        for shown, width in ((label, _COLUMNS[1][1]), (text, _COLUMNS[2][1]))
    )
    return min(409.0, max(lines) * _LINE + 5)


def _cell(sheet: Worksheet, row: int, column: int, text: str, *, bold: bool = False) -> None:
    cell = cell_at(sheet, row, column)
    put_text(cell, text)
    cell.border = _BORDER
    cell.font = Font(name="仿宋", size=11, bold=bold)
    across = "center" if bold or column in {1, 4} else "left"
    cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)
