"""Habits of those who fill in workbooks: formats, formulas, dates, hidden rows, sheets of other years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from random import Random

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as XCell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet
from twelfth.paper import Paper

from smdesk.notices.address import parse
from smdesk.notices.models import Kind
from thirteenth.books import Change, changes
from thirteenth.model import (
    AMOUNTS,
    COUNTS,
    NUMBERS,
    RATES,
    figure,
    habit,
    has_unit,
    other,
    plain,
    some,
    touched,
)
from thirteenth.page import covered


def acts(paper: Paper) -> list[Callable[[Workbook, Worksheet], None]]:
    return paper.how.setdefault("sheets", [])  # type: ignore[return-value]


def setting(value: object, number_format: str = "General") -> Change:
    def change(cell: XCell) -> None:
        cell.value = value  # type: ignore[assignment]
        cell.number_format = number_format

    return change


@habit("book")
def texts_for_numbers(paper: Paper, rng: Random) -> None:
    """Every figure is a text."""
    paper.how["numbers"] = False


@habit("book")
def formulas_without_results(paper: Paper, rng: Random) -> None:
    """Formulas that no program has reckoned: the file holds no figure."""
    for one in some(paper, rng, NUMBERS, 4):
        changes(paper)[one] = setting(
            rng.choice(("=SUM(D5:D9)", "=B3*1.1", f"={plain(paper, one)}+1", "='[1]利润表'!$B$7"))
        )
        paper.ask(one)


@habit("book")
def dates_for_counts(paper: Paper, rng: Random) -> None:
    """The program made a day of what was typed: 3-5, 1/2."""
    for one in some(paper, rng, COUNTS | RATES, 3):
        changes(paper)[one] = setting(datetime(2023, rng.randint(1, 9), rng.randint(1, 9), tzinfo=None)  # noqa: DTZ001
, rng.choice(("m/d", 'm"月"d"日"', "yyyy-mm-dd", "d-mmm")))  # fmt: skip
        paper.ask(one)


@habit("book")
def shares_by_format(paper: Paper, rng: Random) -> None:
    """0.433 shown as 43.3%."""
    for one in some(paper, rng, RATES, 5):
        changes(paper)[one] = setting(float(Decimal(plain(paper, one)) / 100), "0.00%")


@habit("book")
def shown_in_ten_thousands(paper: Paper, rng: Random) -> None:
    """The cell holds yuan and is shown in ten thousands by its format."""
    for one in some(paper, rng, AMOUNTS, 4):
        if paper.field(one).unit == "万元":
            changes(paper)[one] = setting(float(Decimal(plain(paper, one)) * 10000), "0!.0,")
            paper.ask(one)  # the format shows a tenth of it only, an officer sees a rounded figure


@habit("book")
def shown_in_thousands(paper: Paper, rng: Random) -> None:
    """The cell holds a thousandfold of what its format shows."""
    for one in some(paper, rng, AMOUNTS, 4):
        whole = plain(paper, one).partition(".")[0]
        if not has_unit(paper, one):
            paper.put(one, whole, whole)
            changes(paper)[one] = setting(int(whole) * 1000, "#,##0,")


@habit("book")
def accountants_formats(paper: Paper, rng: Random) -> None:
    """Losses in parentheses or red, by format."""
    for one in some(paper, rng, RATES, 6):
        if paper.field(one).negative:
            new = plain(paper, one)
            paper.put(one, f"-{new}", f"-{new}")
            changes(paper)[one] = setting(
                -float(new),
                rng.choice(("0.0_);(0.0)", "0.0;[Red]0.0", "0.0;[Red](0.0)", "0.0;▲0.0")),
            )


@habit("book")
def units_by_format(paper: Paper, rng: Random) -> None:
    """The unit behind the figure is the format's, and not always the printed one."""
    for one in some(paper, rng, AMOUNTS, 4):
        if paper.field(one).unit == "万元":
            new = plain(paper, one)
            good = rng.random() < 0.5
            changes(paper)[one] = setting(
                float(new), '#,##0.00"万元"' if good else '#,##0.00"亿元"'
            )
            if not good:
                paper.ask(one)


@habit("book")
def shown_as_nothing(paper: Paper, rng: Random) -> None:
    """A format shows nothing of what the cell holds, or the ink is white."""
    for one in some(paper, rng, NUMBERS, 3):
        value = float(plain(paper, one))

        def change(cell: XCell, value: float = value, white: bool = rng.random() < 0.5) -> None:
            cell.value = value
            if white:
                cell.font = Font(color="FFFFFFFF")
            else:
                cell.number_format = ";;;"

        changes(paper)[one] = change
        paper.ask(one)


@habit("book")
def struck_cells(paper: Paper, rng: Random) -> None:
    """The whole cell is struck out."""
    for one in some(paper, rng, NUMBERS | {Kind.PERSON, Kind.TEXT}, 3):

        def change(cell: XCell) -> None:
            cell.font = Font(strike=True)

        changes(paper)[one] = change
        paper.ask(one)


@habit("book")
def struck_within(paper: Paper, rng: Random) -> None:
    """Within a cell the old figure is struck out, the new one behind it."""
    for one in some(paper, rng, NUMBERS, 4):
        new = plain(paper, one)
        if not has_unit(paper, one):
            paper.put(one, f"{{s|{other(rng, new)}}} {new}", new)


@habit("book")
def codes_as_numbers(paper: Paper, rng: Random) -> None:
    """A code of digits only was typed as a number: its last digits are lost."""
    held = {b.address for _, b in paper.answers()}
    if "org.uscc" in held and "org.uscc" not in touched(paper):
        touched(paper).add("org.uscc")
        changes(paper)["org.uscc"] = setting(
            913305010000000000 + rng.randint(1, 99) * 1000, rng.choice(("General", "0"))
        )
        paper.ask("org.uscc")


@habit("book")
def postcodes_as_numbers(paper: Paper, rng: Random) -> None:
    """A postcode that begins with a nought was typed as a number; a format may show the nought."""
    held = {b.address for _, b in paper.answers()}
    if "org.postcode" in held and "org.postcode" not in touched(paper):
        touched(paper).add("org.postcode")
        shown = rng.random() < 0.5
        paper.put("org.postcode", "030001", "030001")
        changes(paper)["org.postcode"] = setting(30001, "000000" if shown else "General")
        if not shown:
            paper.ask("org.postcode")


@habit("book")
def telephones_as_numbers(paper: Paper, rng: Random) -> None:
    """A mobile number is a number, with or without a fraction of nought."""
    for one in some(paper, rng, {Kind.MOBILE}, 1):
        changes(paper)[one] = setting(float(paper.truth[one]), "0")
    for one in some(
        paper, rng, {Kind.PHONE, Kind.FAX}, 2
    ):  # the code of the place and the number, subtracted
        changes(paper)[one] = setting(int(paper.truth[one].replace("-", "").lstrip("0")), "General")
        paper.ask(one)


@habit("book")
def floats_of_sums(paper: Paper, rng: Random) -> None:
    """0.1 and 0.2: the sum that was pasted as a value has sixteen places."""
    for one in some(paper, rng, RATES | AMOUNTS, 5):
        new = plain(paper, one)
        if "." in new and not has_unit(paper, one):
            changes(paper)[one] = setting(float(new) + float(new) * 2.3e-16)


@habit("book")
def errors_in_cells(paper: Paper, rng: Random) -> None:
    """#REF!, #DIV/0!, ########"""
    for one in some(paper, rng, NUMBERS, 4):
        changes(paper)[one] = setting(
            rng.choice(("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "########", "#NAME?"))
        )
        paper.ask(one)


@habit("book")
def comments_at_cells(paper: Paper, rng: Random) -> None:
    """A cell is empty and its comment holds the figure."""
    for one in some(paper, rng, NUMBERS, 3):
        value = plain(paper, one)

        def change(cell: XCell, value: str = value) -> None:
            cell.value = None
            cell.comment = Comment(value, "会计")

        changes(paper)[one] = change
        paper.ask(one)


@habit("book")
def a_sheet_of_last_year(paper: Paper, rng: Random) -> None:
    """Another sheet holds last year's form, and its name says so; it may stand first."""
    name, first = rng.choice(("2020年（旧）", "去年", "作废", "上年度申报表")), rng.random() < 0.4

    def act(book: Workbook, sheet: Worksheet) -> None:
        more = book.copy_worksheet(sheet)
        more.title = name
        for row in more.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
                    cell.value = cell.value + 7
        if first:
            book.move_sheet(more, -1)

    acts(paper).append(act)


@habit("book")
def a_hidden_sheet(paper: Paper, rng: Random) -> None:
    """A hidden sheet, the first of all, holds other figures in the same form."""

    def act(book: Workbook, sheet: Worksheet) -> None:
        more = book.copy_worksheet(sheet)
        more.title = "Sheet0"
        more.sheet_state = "veryHidden" if rng.random() < 0.5 else "hidden"
        for row in more.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)):
                    cell.value = cell.value + 9
        book.move_sheet(more, -1)
        book.active = 1

    acts(paper).append(act)


def rows_unseen(
    paper: Paper, rng: Random, hide: Callable[[RowDimension], object], most: int = 2
) -> None:
    """Hide up to ``most`` rows of figures of years: nobody sees them, so each is asked after."""
    rows = sorted(
        {
            c.row
            for c in paper.table.cells
            for b in c.bits
            if b.kind == "B" and parse(b.address).year
        }
    )
    for row in rng.sample(rows, min(most, len(rows))):
        found = [
            b.address
            for c in paper.table.cells
            if c.row == row
            for b in c.bits
            if b.kind == "B" and b.text
        ]
        paper.ask(*found)
        touched(paper).update(found)

        def act(book: Workbook, sheet: Worksheet, row: int = row) -> None:
            top = paper.how["tops"][id(paper.table)]  # type: ignore[index]
            hide(sheet.row_dimensions[top + row])

        acts(paper).append(act)


@habit("book")
def hidden_rows(paper: Paper, rng: Random) -> None:
    """Rows of figures are hidden, with other figures of a former year in them or the right ones: nobody sees them."""
    rows_unseen(paper, rng, lambda row: setattr(row, "hidden", True))


@habit("book")
def a_hidden_column(paper: Paper, rng: Random) -> None:
    """The first year's column is hidden."""
    places = covered(paper.table)
    first = [
        c
        for c in paper.table.cells
        for b in c.bits
        if b.kind == "B" and parse(b.address).year == paper.years[0]
    ]
    if not first:
        return
    columns = {n for c in first for n in range(c.col, c.col + c.cols)}
    gone = [
        c
        for c in {id(c): c for c in places.values()}.values()
        if set(range(c.col, c.col + c.cols)) <= columns
    ]
    found = [b.address for c in gone for b in c.bits if b.address]
    paper.ask(*found)
    touched(paper).update(found)

    def act(book: Workbook, sheet: Worksheet) -> None:
        for n in columns:
            sheet.column_dimensions[get_column_letter(n + 1)].hidden = True

    acts(paper).append(act)


@habit("book")
def fractions_typed(paper: Paper, rng: Random) -> None:
    """1 1/2 by the format for fractions."""
    for one in some(paper, rng, RATES, 2):
        value = rng.randint(3, 40) + 0.5
        paper.put(one, figure(Decimal(str(value))), figure(Decimal(str(value))))
        changes(paper)[one] = setting(value, "# ?/?")
