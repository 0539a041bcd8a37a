"""What the habits share: choosing answers, the figures of an answer, columns of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from twelfth.paper import FIGURES, NUMBER, Bit, Cell, Paper, Table

from smdesk.notices.address import parse
from smdesk.notices.models import Kind

AMOUNTS = frozenset({Kind.MONEY})
RATES = frozenset({Kind.PERCENT})
COUNTS = frozenset({Kind.INTEGER})
NUMBERS = frozenset(FIGURES)
PHONES = frozenset({Kind.PHONE, Kind.FAX, Kind.MOBILE})
TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT})

Act = Callable[[Paper, Random], None]


@dataclass(frozen=True)
class Habit:
    """What somebody does to a form: ``part`` says where, so that two of a part do not meet in a file."""

    name: str
    part: str
    act: Act


HABITS: dict[str, Habit] = {}


def habit(part: str) -> Callable[[Act], Act]:
    """Register a function as a habit of a part: figures, text, boxes, table, file or book."""

    def register(act: Act) -> Act:
        HABITS[act.__name__] = Habit(act.__name__, part, act)
        return act

    return register


def touched(paper: Paper) -> set[str]:
    """The addresses that a habit has already dealt with."""
    held = paper.how.setdefault("touched", set())
    assert isinstance(held, set)
    return held


def some(paper: Paper, rng: Random, kinds: Iterable[Kind], most: int, *, yearly: bool | None = None) -> list[str]:  # fmt: skip
    """Return up to ``most`` filled-in answers of the kinds that no habit has touched, and mark them."""
    wanted = set(kinds)
    free = [
        bit.address
        for _, bit in paper.answers()
        if paper.field(bit.address).kind in wanted
        and paper.truth.get(bit.address)
        and bit.address not in touched(paper)
        and (yearly is None or (parse(bit.address).year is not None) is yearly)
    ]
    chosen = rng.sample(free, min(most, len(free)))
    touched(paper).update(chosen)
    return chosen


def plain(paper: Paper, address: str) -> str:
    """Return the figure of an answer without its unit."""
    found = NUMBER.search(paper.truth[address])
    return found[0] if found else paper.truth[address]


def figure(number: Decimal) -> str:
    """Return a number as people write it."""
    return f"{number.normalize():f}"


def other(rng: Random, figure: str) -> str:
    """Return a figure near to another, of the same manner, never the same."""
    many = len(figure.partition(".")[2])
    step = Decimal(rng.randint(3, 17)) / 100
    changed = (Decimal(figure) * (1 + step)).quantize(Decimal(1).scaleb(-many))
    return str(changed if changed != Decimal(figure) else changed + 1)


def has_unit(paper: Paper, address: str) -> bool:
    """Whether the unit is to be written in the answer, since none is printed."""
    return bool(paper.field(address).units)


def yearly_rows(table: Table) -> list[int]:
    """Return the rows with answers of years."""
    return sorted(
        {c.row for c in table.cells for b in c.bits if b.kind == "B" and parse(b.address).year}
    )


def year_heads(paper: Paper) -> list[Cell]:
    """Return the printed cells that name one of the form's years, nothing else."""
    said = {f"{y}年": y for y in paper.years}
    return [c for c in paper.table.cells if c.text.replace(" ", "").replace("\n", "") in said]


def insert_column(table: Table, at: int, said: dict[int, str]) -> None:
    """Insert a column before grid column ``at``; rows of ``said`` get a cell of it, in others a neighbour is wider."""
    wide = len(table.edges) - 1
    for cell in table.cells:
        if cell.col >= at:
            cell.col += 1
        elif cell.col < at < cell.col + cell.cols or (
            cell.col + cell.cols == at
            and not set(range(cell.row, cell.row + cell.rows)) & set(said)
        ):
            cell.cols += 1
    if at == 0:
        for cell in table.cells:
            if cell.col == 1 and not set(range(cell.row, cell.row + cell.rows)) & set(said):
                cell.col, cell.cols = 0, cell.cols + 1
    covered = {
        r for c in table.cells if c.col <= at < c.col + c.cols for r in range(c.row, c.row + c.rows)
    }
    for row in range(table.rows):
        if row not in covered:  # a row of the list, or one that a neighbour's rows hold apart
            table.cells.append(Cell(row, at, 1, 1, "label", [Bit("T", said.get(row, ""))]))
    table.cells.sort(key=lambda c: (c.row, c.col))
    table.edges = tuple(n / (wide + 1) for n in range(wide + 2))


def row_text(table: Table, row: int) -> str:
    """Return the printed words of a row."""
    return "".join(c.text for c in table.cells if c.row <= row < c.row + c.rows)
