"""More habits of those who fill in workbooks: formats that speak, sheets and forms beside each other, days for figures."""

from __future__ import annotations

import re
from random import Random

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.worksheet import Worksheet
from twelfth.paper import Paper

from thirteenth.books import changes
from thirteenth.model import AMOUNTS, COUNTS, NUMBERS, RATES, habit, has_unit, plain, some, touched
from thirteenth.sheets import acts, rows_unseen, setting


@habit("book")
def formats_that_speak(paper: Paper, rng: Random) -> None:
    """The format adds a word or a sign to what the cell holds."""
    for one in some(paper, rng, RATES | AMOUNTS, 4):
        said = rng.choice(
            (
                '"约"0.0',
                '0.0"左右"',
                '0.0"（预计）"',
                '0.0"‰"',
                '"≥"0.0',
                '0.0"?"',
            )
        )
        changes(paper)[one] = setting(float(plain(paper, one)), said)
        paper.ask(one)


@habit("book")
def rows_of_no_height(paper: Paper, rng: Random) -> None:
    """A row of figures is so low that nobody sees it."""
    rows_unseen(paper, rng, lambda row: setattr(row, "height", 0.5))


@habit("book")
def two_sheets_alike(paper: Paper, rng: Random) -> None:
    """Two sheets hold the form with other figures, and nothing says which of them counts."""
    found = [b.address for _, b in paper.answers([paper.table]) if paper.field(b.address).kind in NUMBERS and not has_unit(paper, b.address)]  # fmt: skip

    def act(book: Workbook, sheet: Worksheet) -> None:
        sheet.title = "Sheet1"
        more = book.copy_worksheet(sheet)
        more.title = "Sheet2"
        for row in more.iter_rows():
            for cell in row:
                if re.fullmatch(r"\d+(\.\d+)?", str(cell.value)):
                    cell.value = float(cell.value) + 7  # type: ignore[arg-type]

    paper.ask(*found)
    touched(paper).update(found)
    acts(paper).append(act)


@habit("book")
def last_year_beside(paper: Paper, rng: Random) -> None:
    """Right of the form, on the same sheet, stands last year's, under a head that says so."""

    def act(book: Workbook, sheet: Worksheet) -> None:
        wide = sheet.max_column
        for row in list(sheet.iter_rows()):
            for cell in row:
                if cell.value is not None and not isinstance(cell.value, CellRichText):
                    value = cell.value + 7 if isinstance(cell.value, (int, float)) else cell.value
                    sheet.cell(cell.row, cell.column + wide + 1).value = value
        sheet.cell(1, wide + 2).value = "上年度（参考）"

    acts(paper).append(act)


@habit("book")
def figures_as_texts_with_marks(paper: Paper, rng: Random) -> None:
    """Figures are texts with what people type before and behind them to keep them as they are."""
    for one in some(paper, rng, NUMBERS, 5):
        new = plain(paper, one)
        if not has_unit(paper, one):
            changes(paper)[one] = setting(
                rng.choice(
                    (f"'{new}", f" {new}", f"{new} ", f"\u00a0{new}", f"{new}\n", f"\t{new}")
                )
            )


@habit("book")
def days_for_decimals(paper: Paper, rng: Random) -> None:
    """12.3 was typed and became a day or a time of a day."""
    for one in some(paper, rng, RATES | COUNTS, 3):
        changes(paper)[one] = setting(
            rng.choice((45263, 0.5, 44927.25)),
            rng.choice(("yyyy/m/d", "h:mm", "m.d", "[h]:mm", 'yyyy"年"m"月"')),
        )
        paper.ask(one)
