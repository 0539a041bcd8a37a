"""Forms of which no table is left: rows as lines, their cells parted by tabs, blanks or bars."""

from __future__ import annotations

from eighteenth.habits import habit
from eighteenth.model import Cell, Line, Paper, Run, Slot, inside


@habit("p", 4)
def as_tabs(paper: Paper) -> None:
    """No table is left: a row is a line, its cells parted by tabs."""
    _as_lines(paper, "\t")


@habit("p", 4)
def as_blanks(paper: Paper) -> None:
    """No table is left: a row is a line, its cells parted by blanks; a blank year leaves the row's others unclear."""
    _as_lines(paper, "    ")


@habit("p", 4)
def as_bars(paper: Paper) -> None:
    """Rows as plain text with bars, as a Markdown converter writes them."""
    _as_lines(paper, " | ")


def _as_lines(paper: Paper, gap: str) -> None:
    for table in paper.tables:
        covering, rows = table.covering(), []
        for row in range(table.rows):
            cells = list(
                {
                    id(one): one for col in range(table.cols) if (one := covering.get((row, col)))
                }.values()
            )
            if not gap.strip(" "):
                _unclear(paper, [one for one in cells if one.row == row])
            rows += _line_of(cells, row, gap)
        at = next(n for n, one in enumerate(paper.blocks) if one is table)
        paper.blocks[at : at + 1] = rows


def _line_of(cells: list[Cell], row: int, gap: str) -> list[Line]:
    """Return a row as lines: a cell of several lines goes on below."""
    parts: list[list[Run]] = []
    for one in cells:
        said = (one.lines + inside(one)) if one.row == row else [[]]
        joined = [run for n, runs in enumerate(said) for run in ([Run(" ")] if n else []) + runs]
        if gap.strip(" ") or any(run.text.strip() for run in joined):
            parts.append(joined)
    items: list = [run for n, part in enumerate(parts) for run in ([Run(gap)] if n else []) + part]
    if gap == " | ":
        items = [Run("| "), *items, Run(" |")]
    return [Line(items)]


def _unclear(paper: Paper, cells: list[Cell]) -> None:
    """A row parted by blanks alone with one answer missing: which is missing cannot be told."""
    slots: list[Slot] = [slot for one in cells for slot in one.slots]
    headed = any(one.role == "label" and one.text for one in cells)
    same = [slot for slot in slots if "[" in slot.address or not headed]
    if len(same) > 1 and any(not slot.text for slot in same):
        paper.is_unclear(*(slot.address for slot in same))
