"""Several people around one copy: corrections outside, a reviewer's column, a table behind, an earlier draft."""

from __future__ import annotations

from copy import deepcopy

from eighteenth.habits import habit
from eighteenth.model import Cell, Paper, Run, Table, line
from eighteenth.several import other


@habit("s", 3)
def mended_outside(paper: Paper) -> None:
    """A line below the table says what a value should be."""
    for cell, slot in paper.some(2, "number"):
        label = paper.left_of(cell)
        if label is None or "[" not in slot.address:
            continue
        year = slot.address.rstrip("]").split("[")[1]
        words = "".join(label.text.split())
        if paper.years and year.isdigit() and int(year) in paper.years:
            paper.blocks.append(line(f"更正：{year}年{words}应为{other(paper, slot)}。"))
            paper.is_unclear(slot.address)


@habit("s", 3)
def checked_beside(paper: Paper) -> None:
    """A reviewer's column at the right: 核对 with √ or another number."""
    for table in paper.tables[-1:]:
        table.add_column(table.cols)
        heads = True
        for row in range(table.rows):
            slots = [slot for one in table.cells if one.row == row for slot in one.slots]
            said, numbers = (
                "",
                [slot for slot in slots if slot.field.kind.numeric and slot.text and not slot.done],
            )
            if numbers and paper.rng.random() < 0.2 and len(slots) == 1:
                said = f"应为{other(paper, numbers[0])}"
                paper.is_unclear(numbers[0].address)
            elif slots:
                said = paper.rng.choice(("√", "√", "已核", ""))
            words = "核对意见" if heads else said
            heads = False
            if (row, table.cols - 1) not in table.covering():
                table.cells.append(Cell(row, table.cols - 1, 1, 1, "other", [[Run(words)]]))


@habit("s", 3)
def added_table(paper: Paper) -> None:
    """What was left blank stands in a small table below, under its own label: either is right."""
    cells: list[Cell] = []
    for cell, slot in paper.some(3, "short"):
        left = paper.table_of(cell).covering().get((cell.row, cell.col - 1))
        if left is None or left.role != "label" or left.rows > 1 or "[" in slot.address:
            continue
        row = len(cells) // 2
        cells += [
            Cell(row, 0, 1, 1, "label", [[Run(left.text.replace("\n", ""))]]),
            Cell(row, 1, 1, 1, "other", [[Run(slot.text)]]),
        ]
        paper.truth[slot.address] = (slot.text, "")
        slot.show("")
    if cells:
        paper.blocks += [line("补充信息（县局代填）："), Table(2, len(cells) // 2, cells)]


@habit("s", 4)
def earlier_below(paper: Paper) -> None:
    """The draft before stands below, under a line that says so: the one above counts, or asked after."""
    blocks = deepcopy(paper.blocks)
    for block in blocks:
        cells = getattr(block, "cells", [])
        for slot in [slot for cell in cells for slot in cell.slots]:
            if slot.text and slot.field.kind.numeric and paper.rng.random() < 0.5:
                slot.show(other(paper, slot) if slot.text.replace(".", "").isdigit() else slot.text)
    paper.blocks += [line("-----原始邮件-----"), line("以下为前一稿，已作废："), *blocks]


@habit("s", 4)
def two_drafts(paper: Paper) -> None:
    """Two drafts of two people, nobody says which counts: what differs is asked after."""
    blocks = deepcopy(paper.blocks)
    for block in blocks:
        for slot in [slot for cell in getattr(block, "cells", []) for slot in cell.slots]:
            if (
                slot.field.kind.numeric
                and slot.text.replace(".", "").isdigit()
                and paper.rng.random() < 0.5
            ):
                slot.show(other(paper, slot))
                paper.is_unclear(slot.address)
    paper.blocks += [line("（生产部填）"), *blocks]
