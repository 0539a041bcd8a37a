"""A filled table as it lies on a desk: cells with pieces of text, before it is written as Word XML."""

from __future__ import annotations

from dataclasses import dataclass, field

from smdesk.notices.grid import Grid
from smdesk.notices.models import FormField
from smdesk.notices.render import Segment, segments


@dataclass
class Piece:
    """A stretch of a cell: printed text, a value with its address, or a tick with its state."""

    kind: str
    text: str
    address: str = ""
    checked: bool = False
    struck: bool = False


@dataclass
class PaperCell:
    """A cell of the paper; ``label`` is true for printed labels and heads."""

    row: int
    column: int
    rows: int
    columns: int
    role: str
    pieces: list[Piece]
    addresses: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def set_text(self, text: str) -> None:
        self.pieces = [Piece("text", text)]


@dataclass
class PaperRow:
    """A row of the paper and what it is a row of."""

    section: str
    repeat: str | None = None


@dataclass
class Paper:
    """One table: column borders in twentieths of a point, rows, cells, lines before it."""

    edges: list[int]
    rows: list[PaperRow]
    cells: list[PaperCell]
    before: list[str] = field(default_factory=list)

    def in_row(self, row: int) -> list[PaperCell]:
        return sorted((c for c in self.cells if c.row == row), key=lambda c: c.column)

    def movable(self, row: int) -> bool:
        """Whether no merged cell reaches into or out of the row."""
        return all(c.rows == 1 for c in self.cells if c.row <= row < c.row + c.rows)

    def drop_row(self, row: int) -> None:
        self.cells = [c for c in self.cells if c.row != row]
        for c in self.cells:
            if c.row > row:
                c.row -= 1
        del self.rows[row]

    def insert_row(self, row: int, cells: list[PaperCell], section: str = "") -> None:
        for c in self.cells:
            if c.row >= row:
                c.row += 1
        for c in cells:
            c.row = row
        self.cells += cells
        self.rows.insert(row, PaperRow(section))


WIDTH = 9070


def paper_of(grid: Grid, values: dict[str, str], fields: dict[str, FormField]) -> Paper:
    """Return a grid with its values as paper, faithful to the notice."""
    cells = [
        PaperCell(
            c.row, c.column, c.rows, c.columns, c.role,
            [_piece(s) for s in segments(c, values, fields)],
            tuple(str(a) for a in c.addresses),
        )
        for c in grid.cells
    ]  # fmt: skip
    edges = [round(edge * WIDTH) for edge in grid.edges]
    return Paper(edges, [PaperRow(r.section, r.repeat) for r in grid.rows], cells)


def _piece(segment: Segment) -> Piece:
    address = str(segment.address) if segment.address else ""
    return Piece(segment.kind, segment.text, address, bool(segment.checked))
