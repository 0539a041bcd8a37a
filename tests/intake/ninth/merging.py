"""Cells merged and split, answers over several cells or in a neighbour's, columns pasted askew."""

from __future__ import annotations

from ninth.page import Bit, Cell, Page
from smdesk.notices.models import Kind


def same_over_years(page: Page) -> None:
    """Year cells merged: one figure for all of them."""
    for table, cells in page.yearly()[::4]:
        bits = [one.answers[0] for one in cells if one.answers]
        if len(bits) == len(cells) and bits[0].text:
            for one in cells[1:]:
                table.cells.remove(one)
                address = one.answers[0].address
                page.truth[address] = (bits[0].text, "")
            cells[0].w = sum(one.w for one in cells)


def years_in_one_cell(page: Page) -> None:
    """Year cells merged, the figures listed in them with their years."""
    for table, cells in page.yearly()[::3]:
        bits = [one.answers[0] for one in cells if one.answers]
        if len(bits) == len(cells) and all(one.text for one in bits):
            text = page.rng.choice(("；", "\n", "，", "  ")).join(
                f"{b.address[-5:-1]}年{page.rng.choice(('：', ''))}{b.text}" for b in bits
            )
            for one in bits:
                page.truth[one.address] = (one.text, "")
            cells[0].bits = [Bit(text)]
            for one in cells[1:]:
                table.cells.remove(one)
            cells[0].w = sum(one.w for one in cells)


def value_cell_split(page: Page) -> None:
    """A cell split in two; the answer on the left, its unit on the right."""
    for table, cell, _bit, known in page.numbers():
        if cell.w > 1 and cell.h == 1 and known.unit and page.rng.random() < 0.5:
            half = cell.w // 2
            table.cells.append(
                Cell(cell.r, cell.c + half, 1, cell.w - half, "other", [Bit(known.unit)])
            )
            cell.w = half


def value_cell_split_empty_left(page: Page) -> None:
    """A cell split in two; the answer on the right."""
    for table, cell, _, _ in list(
        page.answers(Kind.TEXT, Kind.NAME, Kind.PERSON, Kind.ADDRESS, Kind.LONG_TEXT)
    ):
        if cell.w > 1 and cell.h == 1 and len(cell.bits) == 1 and page.rng.random() < 0.4:
            half = cell.w // 2
            table.cells.append(Cell(cell.r, cell.c, 1, half, "other", [Bit("")]))
            cell.c, cell.w = cell.c + half, cell.w - half


def shifted_right(page: Page) -> None:
    """A row of figures pasted one cell to the right: the last fell out; nobody may say which year is which."""
    for _table, cells in page.yearly()[::4]:
        texts = [one.answers[0].text if one.answers else "" for one in cells]
        for one, text in zip(cells, ["", *texts[:-1]], strict=True):
            if one.answers:
                one.answers[0].text = text
                page.truth[one.answers[0].address] = (text,)


def pasted_down(page: Page) -> None:
    """A column of Excel pasted into one cell: figures under one another, the cells below empty."""
    rows = page.yearly()
    if len(rows) < 3:
        return
    (table, first), *rest = rows[:3]
    for place, _cell in enumerate(first):
        lines = [
            cells[place].answers[0]
            for _, cells in [(table, first), *rest]
            if len(cells) == len(first) and cells[place].answers
        ]
        text = "\n".join(one.text for one in lines)
        for one in lines:
            page.truth[one.address] = (text, one.text) if one is lines[0] else ("", one.text)
            one.text = ""
        lines[0].text = text


def labels_merged(page: Page) -> None:
    """Two label cells merged and their words run together, the value cells too."""
    table = page.main
    for r in range(table.height - 1):
        a, b = table.row(r), table.row(r + 1)
        shapes = [[(one.role, one.c, one.w, one.h) for one in line] for line in (a, b)]
        if (
            shapes[0] == shapes[1]
            and [one.role for one in a] == ["label", "value"]
            and page.rng.random() < 0.7
            and a[1].answers
            and b[1].answers
        ):
            for up, low in zip(a, b, strict=True):
                up.h = 2
                up.bits = [*up.bits, Bit("\n"), *low.bits]
                table.cells.remove(low)
            for one in a[1].answers:
                page.allow(one.address, "")
            return


def answer_under_label(page: Page) -> None:
    """The answer in a row of its own under its label."""
    table = page.main
    for r in range(table.height - 1, -1, -1):
        line = table.row(r)
        if (
            [one.role for one in line] == ["label", "value"]
            and all(one.h == 1 for one in line)
            and not any(one.r < r < one.r + one.h for one in table.cells)
            and len(line[1].bits) == 1
            and page.field(line[1].bits[0].address).axis != "year"
        ):
            label, value = line
            whole = label.w + value.w
            table.cells.remove(value)
            label.w = whole
            table.insert_row(r + 1, [Cell(0, label.c, 1, whole, "value", value.bits)])


def empty_rows_between(page: Page) -> None:
    table = page.main
    for r in reversed(table.cuts()):
        if page.rng.random() < 0.25:
            table.insert_row(r, [Cell(0, 0, 1, table.columns, "other", [Bit("")])])


def number_column_before(page: Page) -> None:
    """A column of numbers before everything."""
    table = page.main
    table.insert_column(0, lambda r: Cell(r, 0, 1, 1, "index", [Bit(str(r + 1))]))


def source_column_behind(page: Page) -> None:
    """A column behind everything: where the figure is from, with figures in it."""
    table = page.main
    at = table.columns
    table.columns += 1
    table.cells += [
        Cell(
            r,
            at,
            1,
            1,
            "other",
            [Bit(page.rng.choice(("", "审计报告P12", "财务部", "2019年报", "人事台账 217人")))],
        )
        for r in range(table.height)
    ]


def ditto_down(page: Page) -> None:
    """Value cells of two persons merged: one answer for both."""
    for table, cell, bit, _known in list(page.answers(Kind.PERSON)):
        below = next(
            (
                one
                for one in table.cells
                if one.r == cell.r + cell.h
                and one.c == cell.c
                and one.w == cell.w
                and one.answers
                and one.h == 1
            ),
            None,
        )
        if below and page.field(below.answers[0].address).kind is Kind.PERSON:
            table.cells.remove(below)
            cell.h += 1
            page.truth[below.answers[0].address] = (bit.text, "")


MERGING = [
    same_over_years, years_in_one_cell, value_cell_split, value_cell_split_empty_left, shifted_right, pasted_down, labels_merged,
    answer_under_label, empty_rows_between, number_column_before, source_column_behind, ditto_down,
]  # fmt: skip
