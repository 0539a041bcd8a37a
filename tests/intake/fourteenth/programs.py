"""Habits of those who fill in workbooks: money by format, unseen figures, pages' heads, names of sheets."""

from __future__ import annotations

from random import Random

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as XCell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from thirteenth.books import changes
from thirteenth.sheets import acts, setting

from fourteenth.model import (
    AMOUNTS,
    COUNTS,
    NUMBERS,
    RATES,
    Kind,
    Paper,
    all_answers,
    figures,
    habit,
    other,
    plain,
    touched,
)


@habit("book")
def foreign_money_by_format(paper: Paper, rng: Random) -> None:
    """The format shows another country's money before the figure."""
    for one in figures(paper, rng, AMOUNTS, 4):
        said = rng.choice(('"US$"#,##0.0', "[$€-407]#,##0.0", "[$$-409]#,##0.00", "[$HK$-3C04]#,##0", '#,##0"万美元"'))  # fmt: skip
        changes(paper)[one] = setting(float(plain(paper, one)), said)
        paper.ask(one)


@habit("book")
def blacked_out_cells(paper: Paper, rng: Random) -> None:
    """Cells are filled with the colour of their letters: nobody can read them."""
    colour = rng.choice(("FF000000", "FF4472C4"))

    def act(cell: XCell) -> None:
        cell.fill = PatternFill("solid", fgColor=colour)
        cell.font = Font(color=colour)

    for one in figures(paper, rng, NUMBERS, 4):
        changes(paper)[one] = act
        paper.ask(one)


@habit("book")
def unit_in_the_page_head(paper: Paper, rng: Random) -> None:
    """The page's head says that amounts are in 元, while the rows print 万元."""
    asked = [b.address for _, b in paper.answers([paper.table]) if paper.field(b.address).kind is Kind.MONEY and paper.field(b.address).unit == "万元"]  # fmt: skip
    said = rng.choice(("单位：元", "金额单位：千元"))

    def act(book: Workbook, sheet: Worksheet) -> None:
        sheet.oddHeader.right.text = said

    acts(paper).append(act)
    paper.ask(*asked)
    touched(paper).update(asked)


@habit("book")
def sheet_is_called_void(paper: Paper, rng: Random) -> None:
    """The only sheet is called void, or an example."""
    said = rng.choice(("作废", "填写示例", "旧版（勿用）", "已作废0302"))

    def act(book: Workbook, sheet: Worksheet) -> None:
        sheet.title = said

    acts(paper).append(act)
    boxes = {b.address for t in paper.tables for c in t.cells for b in c.bits if b.kind == "X"}
    paper.ask(*all_answers(paper), *(b.address for _, b in paper.answers()), *(boxes & set(paper.truth)))  # fmt: skip


@habit("book")
def lists_left_at_choose(paper: Paper, rng: Random) -> None:
    """A cell with a list to choose from was left at its first line."""

    def choose(cell: XCell) -> None:
        cell.value = rng.choice(("请选择", "--请选择--", "请下拉选择", "0"))
        rule = DataValidation(type="list", formula1='"请选择,国有,民营"')
        cell.parent.add_data_validation(rule)
        rule.add(cell.coordinate)

    for one in all_answers(paper):
        if one.rsplit(".")[-1] in {"nature", "registration", "industry", "position"} and one in paper.truth:  # fmt: skip
            changes(paper)[one] = choose
            paper.ask(one)


@habit("book")
def a_figure_below_another(paper: Paper, rng: Random) -> None:
    """A line break parts two figures in a cell; only the first line is seen."""
    for one in figures(paper, rng, NUMBERS, 4):
        new = plain(paper, one)
        changes(paper)[one] = setting(f"{new}\n{other(rng, new)}")
        paper.ask(one)


@habit("book")
def truths_for_figures(paper: Paper, rng: Random) -> None:
    """A cell holds TRUE, a rounded power or a very long fraction instead of a figure."""
    for one in figures(paper, rng, COUNTS | RATES, 4):
        changes(paper)[one] = setting(rng.choice((True, False, 1e21, "1.2E+05", "=TRUE()", "２.３.４")))  # fmt: skip
        paper.ask(one)
