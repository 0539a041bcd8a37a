"""Forms as workbooks: formats that show another figure than the cell holds, sheets, formulas, merged cells."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from ninth.page import Bit, Cell, Page, Table
from smdesk.notices.models import Kind

Hand = Callable[[Page, Workbook], None]


def _lay(
    sheet: Worksheet,
    table: Table,
    top: int,
    page: Page,
    number: Callable[[Page, str, str], tuple[object, str]],
) -> int:
    for cell in table.cells:
        spot = sheet.cell(top + cell.r, 1 + cell.c)
        sole = (
            cell.bits[0]
            if len(cell.bits) == 1 and cell.bits[0].address and not cell.bits[0].choice
            else None
        )
        if (
            sole
            and re.fullmatch(r"-?\d+(\.\d+)?", sole.text)
            and page.field(sole.address).kind.numeric
        ):
            spot.value, spot.number_format = number(page, sole.address, sole.text)
        else:
            spot.value = cell.text or None
        if cell.h > 1 or cell.w > 1:
            sheet.merge_cells(
                start_row=top + cell.r,
                start_column=1 + cell.c,
                end_row=top + cell.r + cell.h - 1,
                end_column=cell.c + cell.w,
            )
    return top + table.height


def _sheet(
    page: Page, book: Workbook, number: Callable[[Page, str, str], tuple[object, str]]
) -> Worksheet:
    sheet = book.active
    top = 1
    for part in page.parts:
        if isinstance(part, Table):
            top = _lay(sheet, part, top, page, number) + 1
        elif part.strip():
            sheet.cell(top, 1).value = part
            top += 1
    return sheet


def plain_numbers(page: Page, book: Workbook) -> None:
    _sheet(page, book, lambda p, a, t: (float(t), "General"))


def texts_for_numbers(page: Page, book: Workbook) -> None:
    _sheet(page, book, lambda p, a, t: (t, "@"))


def percent_formats(page: Page, book: Workbook) -> None:
    """Shares as fractions that the format shows as per cent."""
    _sheet(
        page,
        book,
        lambda p, a, t: (
            (float(Decimal(t) / 100), "0.00%")
            if p.field(a).kind is Kind.PERCENT
            else (float(t), "#,##0.00")
        ),
    )


def wan_formats(page: Page, book: Workbook) -> None:
    """Yuan in the cell, shown in 万元 by the format that every accountant knows."""
    _sheet(
        page,
        book,
        lambda p, a, t: (
            (float(Decimal(t) * 10000), '0!.0000"万元"')
            if p.field(a).unit == "万元"
            else (float(t), "General")
        ),
    )


def units_in_formats(page: Page, book: Workbook) -> None:
    _sheet(
        page,
        book,
        lambda p, a, t: (
            (float(t), f'#,##0.00"{p.field(a).unit or ""}"')
            if p.field(a).unit != "%"
            else (float(t), '0.00"%"')
        ),
    )


def brackets_for_losses(page: Page, book: Workbook) -> None:
    _sheet(page, book, lambda p, a, t: (float(t), "#,##0.00_);(#,##0.00)"))


def rounded_by_formats(page: Page, book: Workbook) -> None:
    """Whole figures are shown, the cell holds more; either may be taken."""
    for _, _, bit, _ in page.numbers():
        page.truth[bit.address] += (str(round(Decimal(bit.text))),)
    _sheet(page, book, lambda p, a, t: (float(t), "0"))


def remarks_on_cells(page: Page, book: Workbook) -> None:
    sheet = _sheet(page, book, lambda p, a, t: (float(t), "General"))
    for spot in [one for line in sheet.iter_rows() for one in line if isinstance(one.value, float)][
        ::5
    ]:
        spot.comment = Comment("经审计", "财务")


def hidden_rows_and_columns(page: Page, book: Workbook) -> None:
    """A hidden row of older figures under a row, and a hidden column behind."""
    table = page.main
    sheet = _sheet(page, book, lambda p, a, t: (float(t), "General"))
    last = sheet.max_column + 1
    for line in range(1, sheet.max_row + 1):
        sheet.cell(line, last).value = 4711
    sheet.column_dimensions[sheet.cell(1, last).column_letter].hidden = True
    assert table


def more_sheets(page: Page, book: Workbook) -> None:
    """Sheets of reckoning with look-alike labels before and behind."""
    _sheet(page, book, lambda p, a, t: (float(t), "General"))
    for place, name in ((0, "资产负债表"), (2, "利润表")):
        other = book.create_sheet(name, place)
        for line, (label, figure) in enumerate(
            (
                ("项目", "期末数"),
                ("资产总额（万元）", 99999),
                ("营业收入（万元）", 88888),
                ("利润总额（万元）", 77777),
                ("联系电话", "00001111"),
            ),
            1,
        ):
            other.cell(line, 1).value, other.cell(line, 2).value = label, figure


def hidden_rows_of_old_figures(page: Page, book: Workbook) -> None:
    """Under each third row of the year table its figures of a draft, hidden."""
    table = page.main
    for cells in [c for t, c in page.yearly() if t is table][::3]:
        line = table.row(cells[0].r)
        if all(one.h == 1 for one in line) and not any(
            x.r < cells[0].r < x.r + x.h for x in table.cells
        ):
            again = [
                Cell(0, one.c, 1, one.w, one.role, [Bit("77.7") if one.answers else Bit(one.text)])
                for one in line
            ]
            at = cells[0].r
            table.insert_row(at, again)
            table.marks = {
                f"hide {int(x.split()[1]) + (int(x.split()[1]) >= at)}" for x in table.marks
            } | {f"hide {at}"}
    sheet = _sheet(page, book, lambda p, a, t: (float(t), "General"))
    top = sheet.max_row - table.height + 1
    for mark in table.marks:
        sheet.row_dimensions[top + int(mark.split()[1])].hidden = True


def shown_as_nothing(page: Page, book: Workbook) -> None:
    """Figures that the format hides, or letters as white as the sheet: the paper says nothing."""
    sheet = _sheet(page, book, lambda p, a, t: (float(t), "General"))
    spots = {}
    for _, _, bit, _ in page.numbers():
        spots.setdefault(float(bit.text), []).append(bit.address)
    for n, spot in enumerate(
        one for line in sheet.iter_rows() for one in line if isinstance(one.value, float)
    ):
        if n % 4 == 0 and len(spots.get(spot.value, [])) == 1:
            page.forget(*spots[spot.value])
            if n % 8:
                spot.number_format = ";;;"
            else:
                spot.font = Font(color="FFFFFFFF")


def struck_in_cells(page: Page, book: Workbook) -> None:
    """An old figure struck through, the new one behind it in one cell; or all struck."""
    sheet = _sheet(page, book, lambda p, a, t: (t, "@"))
    texts = [bit.text for _, _, bit, _ in page.numbers()]
    spots = {bit.text: bit.address for _, _, bit, _ in page.numbers() if texts.count(bit.text) == 1}
    for n, spot in enumerate(
        one for line in sheet.iter_rows() for one in line if one.value in spots
    ):
        if n % 5 == 0:
            spot.value = CellRichText(
                TextBlock(InlineFont(strike=True), "55"), TextBlock(InlineFont(), str(spot.value))
            )
        elif n % 5 == 1:
            page.forget(spots[str(spot.value)])
            spot.font = Font(strike=True)


def percents_of_whole_numbers(page: Page, book: Workbook) -> None:
    """36 in a cell that shows per cent: the paper says 3600%."""
    for _, _, bit, known in page.numbers():
        if known.kind is Kind.PERCENT:
            page.truth[bit.address] = (
                f"{Decimal(bit.text) * 100:f}",
                f"{Decimal(bit.text) * 100:.2f}",
            )
    _sheet(
        page,
        book,
        lambda p, a, t: (
            (float(t), "0.00%") if p.field(a).kind is Kind.PERCENT else (float(t), "General")
        ),
    )


def dates_of_numbers(page: Page, book: Workbook) -> None:
    """Counts in cells that show a date: the paper says 1900/2/3."""
    for _, _, bit, known in page.numbers():
        if known.kind is Kind.INTEGER:
            page.allow(bit.address, "")
    _sheet(
        page,
        book,
        lambda p, a, t: (
            (float(t), "yyyy/m/d") if p.field(a).kind is Kind.INTEGER else (float(t), "General")
        ),
    )


def thousands_formats(page: Page, book: Workbook) -> None:
    """The cell holds ten thousand times what is shown, or a thousand times."""
    _sheet(
        page,
        book,
        lambda p, a, t: (
            (float(Decimal(t) * 1000), "#,##0.00,")
            if p.field(a).unit == "万元"
            else (float(t), "General")
        ),
    )


def formulas_without_results(page: Page, book: Workbook) -> None:
    """Formulas that no program has reckoned: the file holds no figure."""
    for n, (_, _, bit, _) in enumerate(page.numbers()):
        if n % 3 == 0:
            page.allow(bit.address, "")
    kept = {bit.address for n, (_, _, bit, _) in enumerate(page.numbers()) if n % 3 == 0}
    _sheet(
        page, book, lambda p, a, t: (f"={t}*1", "General") if a in kept else (float(t), "General")
    )


BOOKS: list[Hand] = [
    hidden_rows_of_old_figures, shown_as_nothing, struck_in_cells, percents_of_whole_numbers, dates_of_numbers, thousands_formats,
    formulas_without_results,
    plain_numbers, texts_for_numbers, percent_formats, wan_formats, units_in_formats, brackets_for_losses, rounded_by_formats,
    remarks_on_cells, hidden_rows_and_columns, more_sheets,
]  # fmt: skip


def book(page: Page, hand: Hand) -> bytes:
    """Return a page as a workbook by one hand."""
    made = Workbook()
    hand(page, made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
