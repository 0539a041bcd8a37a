"""What the habits of this set share: their registry, markup of their own in an answer, rows and tables put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from thirteenth.model import (  # fmt: skip
    AMOUNTS,
    COUNTS,
    NUMBERS,
    PHONES,
    RATES,
    TEXTS,
    Act,
    Habit,
    figure,
    has_unit,
    insert_column,
    other,
    plain,
    row_text,
    some,
    touched,
    year_heads,
    yearly_rows,
)
from twelfth.paper import Bit, Cell, Paper, Table

from smdesk.notices.address import parse
from smdesk.notices.models import Kind

__all__ = [
    "AMOUNTS", "COUNTS", "HABITS", "NUMBERS", "OPEN", "PHONES", "RATES", "SHUT", "TEXTS", "Act", "Bit", "Cell", "Habit", "Kind",
    "Paper", "Table", "all_answers", "answers_of_row", "below", "figure", "figures", "grid", "habit", "has_unit", "insert_column",
    "insert_row", "measures", "money_rows", "other", "plain", "raw", "row_text", "some", "touched", "unsure", "year_heads",
    "yearly_rows",
]  # fmt: skip

HABITS: dict[str, Habit] = {}
OPEN, SHUT = "\ue100", "\ue101"


def habit(part: str) -> Callable[[Act], Act]:
    """Register a function as a habit of a part: figures, text, boxes, table, file or book."""

    def register(act: Act) -> Act:
        HABITS[act.__name__] = Habit(act.__name__, part, act)
        return act

    return register


def raw(paper: Paper, markup: str) -> str:
    """Return a token that stands for WordprocessingML runs within an answer."""
    held = paper.how.setdefault("raw", [])
    assert isinstance(held, list)
    held.append(markup)
    return f"{OPEN}{len(held) - 1}{SHUT}"


def figures(paper: Paper, rng: Random, kinds: Iterable[Kind], most: int) -> list[str]:
    """Return answers that hold a figure and nothing else."""
    return [one for one in some(paper, rng, kinds, most) if not has_unit(paper, one)]


def unsure(paper: Paper, rng: Random, manners: Iterable[str], kinds: Iterable[Kind] = NUMBERS, most: int = 4) -> None:  # fmt: skip
    """Write figures in manners of which nobody can say what is stated."""
    chosen = list(manners)
    for one in some(paper, rng, kinds, most):
        new = plain(paper, one)
        paper.put(one, rng.choice(chosen).format(new=new, old=other(rng, new)), "")
        paper.ask(one)


def all_answers(paper: Paper) -> list[str]:
    """Return the addresses of all that is filled in in the table."""
    return [b.address for _, b in paper.answers([paper.table])]


def answers_of_row(table: Table, row: int) -> list[Bit]:
    """Return the answers of years in a row, from the left."""
    return [
        b
        for c in sorted(table.cells, key=lambda c: c.col)
        if c.row == row
        for b in c.bits
        if b.kind == "B" and parse(b.address).year
    ]


def measures(paper: Paper) -> list[Cell]:
    """Return the label of each row of years that no other row shares."""
    rows = yearly_rows(paper.table) if year_heads(paper) else []
    found = []
    for row in rows:
        labels = [c for c in paper.table.cells if c.role == "label" and c.row == row]
        if len(labels) == 1 and labels[0].rows == 1:
            found.append(labels[0])
    return found


def money_rows(paper: Paper, unit: str = "万元") -> list[Cell]:
    """Return the labels of rows of years that hold amounts of a unit."""
    return [
        c for c in measures(paper)
        if unit in c.text.replace("\n", "")
        and all(paper.field(b.address).kind is Kind.MONEY for b in answers_of_row(paper.table, c.row))
    ]  # fmt: skip


def insert_row(table: Table, at: int, said: dict[int, str]) -> bool:
    """Insert a row below row ``at`` with its cells; texts by column; ``False`` where a cell reaches over it."""
    if any(c.row <= at < c.row + c.rows - 1 for c in table.cells):
        return False
    more = [
        Cell(at + 1, c.col, 1, c.cols, c.role, [Bit("T", said.get(c.col, ""))])
        for c in table.cells
        if c.row <= at < c.row + c.rows
    ]
    for cell in table.cells:
        cell.row += cell.row > at
    table.cells = sorted([*table.cells, *more], key=lambda c: (c.row, c.col))
    table.rows += 1
    return True


def grid(rows: list[list[str]]) -> Table:
    """Return a table of plain texts."""
    wide = len(rows[0])
    cells = [
        Cell(r, c, 1, 1, "label", [Bit("T", text)])
        for r, line in enumerate(rows)
        for c, text in enumerate(line)
    ]
    return Table(tuple(n / wide for n in range(wide + 1)), len(rows), cells)


def below(paper: Paper, *more: object) -> None:
    """Put lines and tables behind the form."""
    held = paper.how.setdefault("blocks", [paper.table])
    assert isinstance(held, list)
    held.extend(more)
