"""A paper as blocks of lines and tables, and the text of a cell with the marks of its pen.

``{s|…}`` is struck out (``d`` doubly), ``r`` red, ``g`` highlighted, ``w`` white, ``h`` hidden, ``u`` raised, ``b``
lowered, ``o`` raised by position, ``c`` a comment, ``f`` a footnote, ``m`` an equation (``q`` a fraction), ``n`` a hyphen that does not
break, ``y`` a symbol, ``z`` a reading, ``p`` a field's result, ``D`` and ``I`` deleted and inserted, ``x`` a text box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from twelfth.paper import Cell, Paper, Table

MARK = re.compile(r"\{([a-zA-Z])\|([^{}]*)\}")


@dataclass(frozen=True)
class Stroke:
    """Text with the mark of a pen, "" for none."""

    mark: str
    text: str


def strokes(text: str) -> Iterator[Stroke]:
    """Return the pieces of a line by mark."""
    at = 0
    for found in MARK.finditer(text):
        if found.start() > at:
            yield Stroke("", text[at : found.start()])
        yield Stroke(found[1], found[2])
        at = found.end()
    if at < len(text):
        yield Stroke("", text[at:])


def seen(text: str) -> str:
    """Return a line as it would be copied out as plain text."""
    return "".join(
        one.text.partition("^")[0]
        if one.mark == "z"
        else "-"
        if one.mark in {"n", "y"}
        else one.text
        for one in strokes(text)
        if one.mark not in {"D", "c", "f", "x"}
    )


def cell_text(paper: Paper, cell: Cell) -> str:
    """Return what stands in a cell, lines apart."""
    ticks = paper.how.get("ticks", ("☑", "□"))
    assert isinstance(ticks, tuple)
    said = ""
    for n, bit in enumerate(cell.bits):
        if bit.kind == "X":
            gap = "" if n == 0 else "\n" if cell.stack else "  "
            said += f"{gap}{bit.wrap or ticks[0 if bit.ticked else 1]}{bit.text}"
        else:
            said += bit.text
    return said


def blocks(paper: Paper) -> list[object]:
    """Return the file's lines (str) and tables from top to bottom."""
    held = paper.how.get("blocks", [paper.table])
    assert isinstance(held, list)
    return [*paper.title, paper.cover, *paper.foot, *paper.heading, *held]


def covered(table: Table) -> dict[tuple[int, int], Cell]:
    """Return the cell at each place of a table's grid."""
    return {
        (r, c): one
        for one in table.cells
        for r in range(one.row, one.row + one.rows)
        for c in range(one.col, one.col + one.cols)
    }


def rows(table: Table, *, ragged: bool = False) -> Iterator[list[tuple[Cell, bool]]]:
    """Return each row's cells from the left, with whether the cell began in a row above; no empty ones where ``ragged``."""
    places = covered(table)
    for r in range(table.rows):
        line: list[tuple[Cell, bool]] = []
        for c in range(len(table.edges) - 1):
            one = places.get((r, c)) or Cell(r, c, 1, 1, "gone" if ragged else "label", [])
            if not line or line[-1][0] is not one:
                line.append((one, one.row < r))
        yield [each for each in line if each[0].role != "gone"]
