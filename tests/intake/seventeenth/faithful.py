"""The form as the notice prints it, retyped: the grid's own cells with a clerk's words in them."""

from __future__ import annotations

import re

from seventeenth.cells import as_cell
from seventeenth.layout import Setter
from seventeenth.logic import tight
from seventeenth.model import Cell, Para, Run, Table, cell
from smdesk.notices.cells import Blank, Box, Grid, GridCell, Text
from smdesk.notices.choices import choices_of

YEAR = re.compile(r"(20\d\d)\s*年")


def faithful(grid: Grid, setter: Setter, years: list[int]) -> Table:
    """Return the grid as a table, filled."""
    rows: list[list[Cell]] = [[] for _ in grid.rows]
    for one in sorted(grid.cells, key=lambda c: (c.row, c.column)):
        made = filled(one, setter, years)
        made.cols, made.rows = one.columns, one.rows
        rows[one.row].append(made)
    return Table(len(grid.edges) - 1, rows)


def filled(one: GridCell, setter: Setter, years: list[int]) -> Cell:
    printed = one.printed
    head = YEAR.fullmatch(printed.strip())
    if one.role == "label":
        if head and int(head[1]) in years:
            return cell(setter.drawer.style.head(int(head[1]), years))
        return cell(setter.words.label(printed) if len(printed) < 30 and printed else printed)
    if one.role in {"heading", "index"}:
        return cell(printed, b="1")
    if one.role == "signature":
        return cell(printed)
    return parts(one, setter)


def parts(one: GridCell, setter: Setter) -> Cell:
    blanks = [p for p in one.parts if isinstance(p, Blank)]
    boxes = [p for p in one.parts if isinstance(p, Box)]
    if len(blanks) == 1 and len(one.parts) == 1:
        return as_cell(setter.values[str(blanks[0].address)])
    if len(blanks) == 2:
        return setter.span([setter.values[str(b.address)] for b in blanks], 1)
    paras: list[Para] = []
    if boxes:
        field = setter.fields[boxes[0].address.field]
        known = {b.id: b for b in choices_of(field)}
        ids = setter.ticked.get(str(boxes[0].address), set())
        said = [p.text for p in one.parts if isinstance(p, Text)]
        lines = [setter.ticker.line([(known[b.choice], b.choice in ids)]) for b in boxes]
        if one.flow != "stack" or said:
            return Cell(
                [
                    [
                        *(Run(tight(t)) for t in said),
                        *(r for line in lines for r in [*line, Run("  ")]),
                    ]
                ]
            )
        return Cell(lines)
    for part in one.parts:
        if isinstance(part, Text):
            said = tight(part.text)
            paras.append([Run((setter.money or said) if said == "万元" else said)])
        elif isinstance(part, Blank):
            value = setter.values[str(part.address)]
            made = as_cell(value)
            paras += [[Run(made.inner.rows[0][0].text)]] if made.inner else made.paras
    if paras and len(paras) > 1 and paras[-1][0].text in {"万元", setter.money}:
        paras = [*paras[:-2], [*paras[-2], *paras[-1]]]
    return Cell(paras)
