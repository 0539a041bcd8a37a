"""Grids of cells: what a form's table is made of once rows are expanded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from smdesk.notices.address import Address
from smdesk.notices.models import Signature

Role = Literal["heading", "label", "value", "option", "index", "signature"]
GridId = Literal["cover", "table", "sheet"]


@dataclass(frozen=True)
class Text:
    """Printed text; a line break is ``\\n``; ``of`` is set where it heads boxes of a choice."""

    text: str
    of: Address | None = None


@dataclass(frozen=True)
class Blank:
    """The place of one value; ``placeholder`` is what an empty form prints there."""

    address: Address
    placeholder: str = ""


@dataclass(frozen=True)
class Box:
    """One box of a choice with its printed label; ``note`` is the text that 其它 asks for."""

    address: Address
    choice: str
    label: str
    note: Address | None = None


Part = Text | Blank | Box


@dataclass(frozen=True)
class GridCell:
    """One cell: its place and size in rows and columns of the grid, its role, its parts in order."""

    row: int
    column: int
    rows: int
    columns: int
    role: Role
    parts: tuple[Part, ...]
    section: str = ""
    align: Literal["left", "center", "right"] | None = None
    flow: Literal["line", "stack"] = "stack"
    sign: Signature | None = None

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The values that stand in this cell, in printed order, each once; notes after their box."""
        found: dict[Address, None] = {}
        for part in self.parts:
            if isinstance(part, Blank | Box):
                found[part.address] = None
            if isinstance(part, Box) and part.note is not None:
                found[part.note] = None
        return tuple(found)

    @property
    def ruled(self) -> bool:
        """Whether a line to write on stands under the cell where a table has no borders.

        A cell with words of its own, like ``(202*年)``, prints just those.
        """
        return bool(self.parts) and all(isinstance(part, Blank) for part in self.parts)

    @property
    def printed(self) -> str:
        """The cell's text in an empty form."""
        return "".join(
            part.text
            if isinstance(part, Text)
            else part.placeholder
            if isinstance(part, Blank)
            else f"□{part.label}"
            for part in self.parts
        )


@dataclass(frozen=True)
class GridRow:
    """One row: its section, a minimum height in mm, and the repeat it is a row of.

    ``reconstructed`` names the sister form of a row that the notice's text does not print.
    """

    section: str
    height: float | None = None
    repeat: str | None = None
    index: int | None = None
    new_page: bool = False
    reconstructed: str | None = None


@dataclass(frozen=True)
class Grid:
    """A table: ``edges`` are the column borders as fractions of the width, 0 first and 1 last."""

    id: GridId
    edges: tuple[float, ...]
    rows: tuple[GridRow, ...]
    cells: tuple[GridCell, ...]

    @cached_property
    def by_row(self) -> tuple[tuple[GridCell, ...], ...]:
        """The cells that start in each row, left to right."""
        lines: list[list[GridCell]] = [[] for _ in self.rows]
        for cell in self.cells:
            lines[cell.row].append(cell)
        return tuple(tuple(line) for line in lines)

    @cached_property
    def holding(self) -> dict[Address, tuple[GridCell, ...]]:
        """The cells that hold each address: several where a choice has its boxes in several."""
        found: dict[Address, list[GridCell]] = {}
        for cell in self.cells:
            for address in cell.addresses:
                found.setdefault(address, []).append(cell)
        return {address: tuple(cells) for address, cells in found.items()}

    @cached_property
    def places(self) -> dict[Address, GridCell]:
        """The cell that holds each address (of a choice in several cells, the first)."""
        return {address: cells[0] for address, cells in self.holding.items()}

    @cached_property
    def covering(self) -> dict[tuple[int, int], GridCell]:
        """The cell that covers each grid position (row, column)."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    @cached_property
    def _paths(self) -> dict[Address, tuple[str, ...]]:
        """Label paths that were asked for: pages, findings and letters ask for each many times."""
        return {}

    def label_path(self, address: Address) -> tuple[str, ...]:
        """Return section, row labels and column heads of a value, as printed, blanks removed."""
        from smdesk.notices.labels import label_path

        found = self._paths.get(address)
        if found is None:
            found = self._paths[address] = label_path(self, address)
        return found
