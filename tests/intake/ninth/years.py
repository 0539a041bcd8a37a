"""Heads of years and labels of rows, as they stand on a page."""

from __future__ import annotations

import re

from ninth.page import Cell, Page, Table


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def row_label(table: Table, cell: Cell) -> str:
    found = [
        one
        for one in table.cells
        if one.role == "label" and one.r <= cell.r < one.r + one.h and one.c < cell.c
    ]
    return "".join(plain(one.text) for one in sorted(found, key=lambda one: one.c))


def heads_of(page: Page) -> list[tuple[Table, list[Cell]]]:
    found = []
    for table in page.tables:
        for r in range(table.height):
            cells = [one for one in table.row(r) if re.fullmatch(r"20\d\d年", plain(one.text))]
            if len(cells) > 1:
                found.append((table, cells))
    return found
