"""Received tables as one sequence of cells in reading order, with keys and geometry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from smdesk.intake.align.keys import Key, YearHead, key, year_head
from smdesk.intake.align.model import Place
from smdesk.intake.word import WordCell, WordTable

MOST_LABEL = 60
"""A longer text is no label; its key is not made."""
NO_KEY = Key("", "")
MOST_NESTED = 6
FILLER = re.compile(
    r"[（(]?\s*(?:续上?表|接上(?:表|页)|上接.{0,8}|转下页|表\s*\d*\s*[（(]?续[）)]?)\s*\d*\s*[）)]?"
    r"|[-—–]*\s*\d{1,3}\s*[-—–]*|第\s*\d{1,3}\s*页.{0,12}"
)
"""A line that only says that a table goes on, or a page number."""


class Spot:
    """One received cell: geometry in twentieths of a point, text without what was struck out.

    ``label`` is set once a printed label was found here, ``claims`` counts the values read here,
    ``framed`` says that the text is that of the one cell of a table inside.
    """

    __slots__ = (
        "cell", "claims", "framed", "index", "key", "label", "left", "right", "row", "rows", "table", "text",
        "year",
    )  # fmt: skip

    def __init__(self, index: int, table: int, cell: WordCell, left: int, right: int) -> None:
        self.index = index
        self.table = table
        self.cell = cell
        self.row = cell.row
        self.rows = cell.rows
        self.left = left
        self.right = right
        self.text = _shown(cell)
        short = 0 < len(self.text) <= MOST_LABEL
        self.key: Key = key(self.text) if short else NO_KEY
        self.year: YearHead | None = year_head(self.text) if short else None
        self.label: int | None = None
        self.framed = False
        self.claims = 0

    @property
    def place(self) -> Place:
        """Where the cell stands in the file."""
        return Place(self.cell_table, self.cell.row, self.cell.column)

    @property
    def cell_table(self) -> int:
        """The number of the cell's table in the document."""
        return self.table


class View:
    """The spots of some tables in reading order, those of a table in a cell right behind that cell.

    ``rows[table][row]`` are those that stand in a row, left to right.
    """

    def __init__(self, tables: Sequence[WordTable], taken: frozenset[Place] = frozenset()) -> None:
        self.tables = {table.number: table for table in tables}
        self.spots: list[Spot] = []
        self.rows: dict[int, list[list[Spot]]] = {}
        for table in tables:
            if table.number not in self.rows:
                self._add(table, taken)
        self.order = [table.number for table in tables]

    def _add(self, table: WordTable, taken: frozenset[Place]) -> None:
        lines: list[list[Spot]] = [[] for _ in range(table.row_count)]
        edges, number = table.edges, table.number
        self.rows[number] = lines
        for cell in table.cells:
            if taken and Place(number, cell.row, cell.column) in taken:
                continue
            spot = Spot(
                len(self.spots), number, cell, edges[cell.column], edges[cell.column + cell.columns]
            )
            self.spots.append(spot)
            for row in range(cell.row, cell.row + cell.rows):
                lines[row].append(spot)
            for inner in cell.nested:
                if inner in self.tables and inner not in self.rows:
                    self._add(self.tables[inner], taken)
        for line in lines:
            line.sort(key=_left)

    def row(self, table: int, row: int) -> list[Spot]:
        """Return the spots in a row, none outside the table."""
        lines = self.rows[table]
        return lines[row] if 0 <= row < len(lines) else []

    def next_table(self, table: int) -> int | None:
        """Return the number of the table that follows."""
        place = self.order.index(table) + 1
        return self.order[place] if place < len(self.order) else None

    def follows(self, table: int) -> bool:
        """Return whether nothing stands before a table but a page number or 续表."""
        return all(FILLER.fullmatch(line) for line in self.tables[table].before)

    def fill_nested(self) -> None:
        """Give empty cells the text of a small table of one column that stands in them."""
        inside: dict[int, list[Spot]] = {}
        for spot in self.spots:
            inside.setdefault(spot.table, []).append(spot)
        for spot in self.spots:
            if spot.text or not spot.cell.nested or len(spot.cell.nested) > 1:
                continue
            lines = inside.get(spot.cell.nested[0], [])
            narrow = all(one.cell.column == 0 and one.label is None for one in lines)
            if narrow and len(lines) <= MOST_NESTED:
                spot.text = "\n".join(one.text for one in lines if one.text)
                spot.framed = len(lines) == 1
                for one in lines:
                    one.claims += 1

    def goes_on(self, spots: Sequence[Spot], row: int, table: int | None = None) -> int | None:
        """Return the table that goes on below ``row`` of a table cut there; ``None`` if none does.

        It follows with no text between, and its first row has the borders of ``spots``. ``table`` is
        the one that is cut, that of ``spots`` by default.
        """
        table = spots[0].table if table is None else table
        following = self.next_table(table)
        if row < len(self.rows[table]) or following is None or not self.follows(following):
            return None
        first = self.row(following, 0)
        near = all(
            any(abs(a.left - b.left) < 60 and abs(a.right - b.right) < 60 for b in first)
            for a in spots
        )
        return following if near and all(one.label is None for one in first) else None


def _shown(cell: WordCell) -> str:
    """Return a cell's text without what was struck out."""
    if not (cell.marked and cell.struck):
        return cell.text.strip()
    lines = (
        "".join(run.text for run in one.runs if not run.hidden and not run.struck)
        for one in cell.paragraphs
        if not one.boxed
    )
    return "\n".join(lines).strip()


def _left(spot: Spot) -> int:
    return spot.left


def overlap(first: Spot, second: Spot) -> float:
    """Return how much of the narrower of two spots lies within the other's columns, 0 to 1."""
    shared = min(first.right, second.right) - max(first.left, second.left)
    narrow = min(first.right - first.left, second.right - second.left)
    return max(0.0, shared / narrow) if narrow else 0.0


def straddles(spot: Spot, head: Spot) -> bool:
    """Return whether a cell stands half under a head and half beside it, so that borders say little."""
    shared = min(spot.right, head.right) - max(spot.left, head.left)
    return shared < WITHIN * (spot.right - spot.left) and shared < WITHIN * (head.right - head.left)


WITHIN = 0.75
