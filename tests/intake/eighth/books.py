"""Workbooks as accountants fill them: shares as formatted fractions, 万元 by format, dates, notes, hidden columns, formulas."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import openpyxl
from handed.desk import Board, Box, Bundle
from handed.writers import typed as number_of
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from eighth.desk import field_of
from smdesk.notices.models import Kind

Hand = Callable[[Bundle, Cell, Box], None]


def workbook(bundle: Bundle, hand: Hand) -> bytes:
    """Return the form typed into a sheet; ``hand`` does what people do to the cells of single answers."""
    book = openpyxl.Workbook()
    sheet = book.active
    at = 1
    for block in bundle.blocks:
        if isinstance(block, str):
            sheet.cell(at, 1, block or None)
            at += 1
        else:
            _board(bundle, sheet, block, at, hand)
            at += block.height + 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _board(bundle: Bundle, sheet: Worksheet, board: Board, at: int, hand: Hand) -> None:
    for box in board.boxes:
        row, column = at + box.row, box.column + 1
        cell = sheet.cell(row, column, number_of(box.text))
        if box.sole is not None and box.text:
            hand(bundle, cell, box)
        if (box.rows, box.columns) != (1, 1):
            sheet.merge_cells(
                start_row=row,
                start_column=column,
                end_row=row + box.rows - 1,
                end_column=column + box.columns - 1,
            )


def _kind(bundle: Bundle, box: Box) -> Kind:
    return bundle.kind(box.inks[0].address)


def _plain(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(\.\d+)?", text))


def percents(bundle: Bundle, cell: Cell, box: Box) -> None:
    """Shares are fractions that the cell shows as per cent."""
    if _kind(bundle, box) is Kind.PERCENT and _plain(box.text):
        cell.value = float(Decimal(box.text) / 100)
        cell.number_format = "0.00%" if len(box.text.partition(".")[2]) > 1 else "0.0%"


def in_wan(bundle: Bundle, cell: Cell, box: Box) -> None:
    """Sums are in 元, and the cell's format shows 万元."""
    if (
        _kind(bundle, box) is Kind.MONEY
        and field_of(bundle, box.inks[0]).unit == "万元"
        and _plain(box.text)
    ):
        cell.value = float(Decimal(box.text) * 10000)
        cell.number_format = '0!.0000"万元"' if bundle.rng.random() < 0.5 else "0!.0000"


def accounting(bundle: Bundle, cell: Cell, box: Box) -> None:
    """Sums in the accounting format, losses in brackets and red."""
    if _kind(bundle, box) is Kind.MONEY and _plain(box.text):
        value = float(Decimal(box.text))
        if "profit" in box.inks[0].address:
            value = -value
            bundle.truth[box.inks[0].address] = (f"-{box.text}",)
        cell.value = value
        cell.number_format = bundle.rng.choice(
            [
                "#,##0.00_);[Red](#,##0.00)",
                '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
                "#,##0.00;△#,##0.00",
            ]
        )


def dated(bundle: Bundle, cell: Cell, box: Box) -> None:
    """Years are days in cells that show them as the format likes."""
    if _kind(bundle, box) is Kind.YEAR and box.text.isdigit():
        cell.value = dt.datetime(int(box.text), 5, 18, tzinfo=dt.UTC).replace(tzinfo=None)
        cell.number_format = bundle.rng.choice(
            ["yyyy", "yyyy/m/d", 'yyyy"年"m"月"', "yy/m", "[DBNum1]yyyy年m月"]
        )
        bundle.truth[box.inks[0].address] = (
            box.text,
            f"{box.text}年5月",
            f"{box.text}-05-18",
            f"{box.text}/5/18",
            f"{box.text}-05",
            f"{box.text}年5月18日",
        )


def noted(bundle: Bundle, cell: Cell, box: Box) -> None:
    """Notes hang at cells; some say another figure."""
    if bundle.rng.random() < 0.2:
        wrong = bundle.rng.random() < 0.5
        cell.comment = Comment(
            bundle.rng.choice(
                ["应为123", "请改为456", "此数有误"] if wrong else ["已核对", "来源：审计报告"]
            ),
            "财务部",
        )
        if wrong:
            bundle.guess.add(box.inks[0].address)


def phones_as_numbers(bundle: Bundle, cell: Cell, box: Box) -> None:
    """Phones and postcodes were typed as numbers: a nought in front is lost; long codes become 9.13E+17."""
    if _kind(bundle, box) in {Kind.PHONE, Kind.FAX} and re.fullmatch(r"0\d+-\d+", box.text):
        cell.value = int(box.text.replace("-", ""))
        bundle.guess.add(box.inks[0].address)


def formulas(bundle: Bundle, cell: Cell, box: Box) -> None:
    """Figures are formulas whose values no program has worked out, or errors."""
    if (
        _kind(bundle, box) in {Kind.MONEY, Kind.PERCENT}
        and _plain(box.text)
        and bundle.rng.random() < 0.3
    ):
        cell.value = bundle.rng.choice(
            [f"={box.text}*1", "=VLOOKUP(A1,[1]报表!A:B,2,0)", "#REF!", "#DIV/0!", "#N/A"]
        )
        bundle.unseen.add(box.inks[0].address)


def rounded(bundle: Bundle, cell: Cell, box: Box) -> None:
    """The cell shows fewer digits than it holds."""
    if _kind(bundle, box) in {Kind.MONEY, Kind.PERCENT} and "." in box.text and _plain(box.text):
        more = box.text + "378"
        cell.value = float(more)
        cell.number_format = "0." + "0" * len(box.text.partition(".")[2])
        bundle.truth[box.inks[0].address] = (box.text, more, f"{float(more)}")


HANDS: list[Hand] = [
    percents,
    in_wan,
    accounting,
    dated,
    noted,
    phones_as_numbers,
    formulas,
    rounded,
]
