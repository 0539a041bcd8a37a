"""What a made file is: runs and slots in cells, cells in tables, tables and lines in a paper, and what is true of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from smdesk.notices.models import FormField


@dataclass
class Run:
    """Text of one look; ``marks`` name it (strike, grey, hidden, ins, box …)."""

    text: str
    marks: dict[str, str] = field(default_factory=dict)


@dataclass
class Slot:
    """The place of one answer: the lines of runs that are shown there."""

    address: str
    field: FormField
    lines: list[list[Run]]
    done: bool = False

    @property
    def text(self) -> str:
        return "\n".join("".join(run.text for run in line) for line in self.lines)

    def show(self, text: str, **marks: str) -> None:
        self.lines = [[Run(line, dict(marks))] for line in text.split("\n")]


Item = Run | Slot
Para = list[Item]


@dataclass
class Cell:
    """A cell: its place and size, its role in the form, its paragraphs."""

    row: int
    col: int
    rows: int
    cols: int
    role: str
    paras: list[Para]
    marks: dict[str, str] = field(default_factory=dict)
    inner: Table | None = None

    @property
    def slots(self) -> list[Slot]:
        return [item for para in self.paras for item in para if isinstance(item, Slot)]

    @property
    def sole(self) -> Slot | None:
        """The answer that the cell holds nothing else beside."""
        items = [item for para in self.paras for item in para]
        one = items[0] if len(items) == 1 else None
        return one if isinstance(one, Slot) else None

    @property
    def lines(self) -> list[list[Run]]:
        """The paragraphs with the answers' runs in them."""
        return [line for para in self.paras for line in flat(para)]

    @property
    def text(self) -> str:
        return "\n".join("".join(run.text for run in line) for line in self.lines)

    def blank(self) -> bool:
        return not self.text.strip()


def flat(para: Para) -> list[list[Run]]:
    """Return the lines of a paragraph: an answer of several lines breaks it."""
    lines: list[list[Run]] = [[]]
    for item in para:
        if isinstance(item, Run):
            lines[-1].append(item)
            continue
        for n, line in enumerate(item.lines):
            if n:
                lines.append([])
            lines[-1] += line
    return lines


@dataclass
class Table:
    """A table: cells by place; what no cell covers is a hole."""

    cols: int
    rows: int
    cells: list[Cell]
    marks: set[str] = field(default_factory=set)

    def covering(self) -> dict[tuple[int, int], Cell]:
        return {
            (r, c): one
            for one in self.cells
            for r in range(one.row, one.row + one.rows)
            for c in range(one.col, one.col + one.cols)
        }

    def line(self, row: int) -> list[Cell]:
        """Return the cells that begin in a row, left to right."""
        return sorted((one for one in self.cells if one.row == row), key=lambda one: one.col)

    def seams(self) -> list[int]:
        """Return the rows above which no cell reaches over."""
        bad = {r for one in self.cells for r in range(one.row + 1, one.row + one.rows)}
        return [r for r in range(1, self.rows) if r not in bad]

    def add_row(self, at: int, cells: list[Cell]) -> None:
        """Put a row before row ``at``."""
        for one in self.cells:
            if one.row >= at:
                one.row += 1
            elif one.row + one.rows > at:
                one.rows += 1
        for one in cells:
            one.row = at
        self.cells += cells
        self.rows += 1

    def add_column(self, at: int) -> None:
        """Put an empty column before column ``at``; cells that reach over it grow."""
        for one in self.cells:
            if one.col >= at:
                one.col += 1
            elif one.col + one.cols > at:
                one.cols += 1
        self.cols += 1

    def cut(self, at: int) -> Table:
        """Take the rows from ``at`` on away, and return them."""
        below = [one for one in self.cells if one.row >= at]
        self.cells = [one for one in self.cells if one.row < at]
        for one in below:
            one.row -= at
        rest = Table(self.cols, self.rows - at, below, set(self.marks))
        self.rows = at
        return rest


def inside(one: Cell) -> list[list[Run]]:
    """Return the lines of the table in a cell, a row each."""
    if one.inner is None:
        return []
    rows = [one.inner.line(row) for row in range(one.inner.rows)]
    return [[run for each in cells for runs in each.lines for run in runs] for cells in rows]


@dataclass
class Line:
    """A paragraph outside of tables."""

    items: Para
    marks: dict[str, str] = field(default_factory=dict)


Block = Line | Table


@dataclass
class Paper:
    """A made file: blocks, its truth (all readings that are right) by address, what nobody could tell."""

    form: str
    rng: Random
    blocks: list[Block]
    truth: dict[str, tuple[str, ...]]
    slots: dict[str, Slot]
    boxes: dict[str, frozenset[str]]
    years: tuple[int, ...]
    unclear: set[str] = field(default_factory=set)
    look: set[str] = field(default_factory=set)
    habits: tuple[str, ...] = ()
    notes: list[tuple[str, str]] = field(default_factory=list)
    sheets: list[tuple[str, str]] = field(default_factory=list)

    @property
    def tables(self) -> list[Table]:
        return [one for one in self.blocks if isinstance(one, Table)]

    def cells(self) -> Iterator[Cell]:
        for table in self.tables:
            yield from sorted(table.cells, key=lambda one: (one.row, one.col))

    def table_of(self, cell: Cell) -> Table:
        """Return the table that a cell stands in."""
        return next(one for one in self.tables if any(other is cell for other in one.cells))

    def left_of(self, cell: Cell) -> Cell | None:
        """Return what stands left of a cell, past other answers, up to a label."""
        covering = self.table_of(cell).covering()
        for column in range(cell.col - 1, -1, -1):
            found = covering.get((cell.row, column))
            if found is not None and found.role == "label":
                return found
        return None

    def sole(self, *kinds: str, filled: bool = True) -> list[tuple[Cell, Slot]]:
        """Return the cells that hold one answer alone and that no habit has touched."""
        found = []
        for cell in self.cells():
            slot = cell.sole
            if slot is None or slot.done or slot.address in self.unclear:
                continue
            if kinds and group(slot.field) not in kinds:
                continue
            if bool(slot.text.strip()) == filled:
                found.append((cell, slot))
        return found

    def some(self, number: int, *kinds: str, filled: bool = True) -> list[tuple[Cell, Slot]]:
        """Return some of these at random, now touched."""
        found = self.sole(*kinds, filled=filled)
        chosen = self.rng.sample(found, min(number, len(found)))
        for _, slot in chosen:
            slot.done = True
        return chosen

    def is_unclear(self, *addresses: str) -> None:
        """Say of addresses that nobody could tell which value is meant."""
        for one in addresses:
            self.unclear.add(one)
            self.truth.pop(one, None)


def group(field: FormField) -> str:
    """Return number, choice, short or long."""
    if field.kind.numeric:
        return "number"
    kind = field.kind.value
    if kind in {"choice", "yes-no"}:
        return "choice"
    return "long" if kind == "long-text" else "code" if kind in CODES else "short"


CODES = {"uscc", "phone", "mobile", "fax", "email", "postcode", "url", "date", "shares"}


def line(text: str, **marks: str) -> Line:
    return Line([Run(text, dict(marks))])


def cell(text: str, col: int, cols: int = 1, role: str = "label", **marks: str) -> Cell:
    """Return a cell of printed words."""
    return Cell(0, col, 1, cols, role, [[Run(one, dict(marks))] for one in text.split("\n")])
