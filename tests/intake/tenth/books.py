"""The form as a workbook: what people make of it in Excel."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from random import Random

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Field
from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from tenth.page import Cell, Kind, Page, Table

Hand = Callable[[Page, Worksheet, Field, Cell, Random], None]


def figures_as_numbers(page: Page, sheet: Worksheet, at: Field, cell: Cell, rng: Random) -> None:
    if (
        re.fullmatch(r"-?\d+(\.\d+)?", cell.text)
        and page.field(cell.answers[0].address).kind.numeric
    ):
        at.value = float(cell.text)


def shown_in_percent(page: Page, sheet: Worksheet, at: Field, cell: Cell, rng: Random) -> None:
    """Shares as 0.35 in cells that show 35.00%."""
    figures_as_numbers(page, sheet, at, cell, rng)
    if isinstance(at.value, float) and page.field(cell.answers[0].address).kind is Kind.PERCENT:
        at.value = round(at.value / 100, 8)
        at.number_format = "0.00%"


def shown_rounded(page: Page, sheet: Worksheet, at: Field, cell: Cell, rng: Random) -> None:
    """Figures that show fewer places than they have: what is shown or what is kept."""
    figures_as_numbers(page, sheet, at, cell, rng)
    if isinstance(at.value, float):
        at.number_format = rng.choice(("#,##0", "#,##0.0", "0"))
        shown = f"{at.value:.1f}" if at.number_format.endswith(".0") else f"{at.value:.0f}"
        page.allow(cell.answers[0].address, shown if float(shown) else "0")


def figures_as_text(page: Page, sheet: Worksheet, at: Field, cell: Cell, rng: Random) -> None:
    """Figures kept as text, some with blanks and signs of accountants."""
    if re.fullmatch(r"-?\d+(\.\d+)?", cell.text):
        at.value = rng.choice((cell.text, f" {cell.text} ", f"{float(cell.text):,.4f}"))
        at.number_format = "@"


def with_comments(page: Page, sheet: Worksheet, at: Field, cell: Cell, rng: Random) -> None:
    figures_as_numbers(page, sheet, at, cell, rng)
    if rng.random() < 0.3:
        at.comment = Comment("县局：请核对，是否为999？", "王科")


def in_yuan_shown_in_ten_thousands(
    page: Page, sheet: Worksheet, at: Field, cell: Cell, rng: Random
) -> None:
    """A format that writes the unit behind: 12,345.00"万元"."""
    figures_as_numbers(page, sheet, at, cell, rng)
    known = page.field(cell.answers[0].address)
    if isinstance(at.value, float) and known.unit in {"万元", "人", "项", "个"}:
        at.number_format = f'#,##0.0000"{known.unit}"'


BOOKS: list[Hand] = [
    figures_as_numbers,
    shown_in_percent,
    shown_rounded,
    figures_as_text,
    with_comments,
    in_yuan_shown_in_ten_thousands,
]


def book(page: Page, hand: Hand) -> bytes:
    """Return a page as the bytes of an .xlsx file, its answers set down by a hand."""
    made = Workbook()
    sheet = made.active
    rng = Random(f"book {page.form} {page.seed} {hand.__name__}")
    r = 1
    for part in page.parts:
        if isinstance(part, Table):
            _table(page, sheet, part, r, hand, rng)
            r += part.height + 1
        elif part == "\f":
            sheet = made.create_sheet("申报表")
            r = 1
        else:
            sheet.cell(r, 1, part)
            r += 1
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _table(page: Page, sheet: Worksheet, table: Table, top: int, hand: Hand, rng: Random) -> None:
    for cell in table.cells:
        at = sheet.cell(top + cell.r, 1 + cell.c, cell.text or None)
        at.alignment = Alignment(wrap_text=True)
        if len(cell.bits) == 1 and cell.answers and cell.text:
            hand(page, sheet, at, cell, rng)
        if cell.w > 1 or cell.h > 1:
            sheet.merge_cells(
                start_row=top + cell.r,
                start_column=1 + cell.c,
                end_row=top + cell.r + cell.h - 1,
                end_column=cell.c + cell.w,
            )
