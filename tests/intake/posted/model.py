"""What the drawn forms consist of: spans in cells in rows, and lines between the tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random


@dataclass
class Span:
    """Letters of one kind: a printed text, an answer (``address``), or a box (``choice``)."""

    text: str
    address: str = ""
    choice: str = ""
    ticked: bool = False
    look: set[str] = field(default_factory=set)

    @property
    def is_box(self) -> bool:
        return bool(self.choice) and bool(self.address)


@dataclass
class Td:
    """A cell ``w`` columns wide and ``h`` rows tall; ``kind``: label, value, year, choice, head, sign, other."""

    spans: list[Span]
    w: int = 1
    h: int = 1
    kind: str = "other"
    look: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.spans)

    @property
    def answers(self) -> list[Span]:
        return [one for one in self.spans if one.address and not one.choice]

    @property
    def boxes(self) -> list[Span]:
        return [one for one in self.spans if one.is_box]


@dataclass
class Grid:
    """Rows of the cells that begin in them; ``widths`` of its columns in twentieths of a point."""

    widths: list[int]
    rows: list[list[Td]]

    def places(self) -> list[list[tuple[int, Td, bool]]]:
        """Return each row's cells with their columns, those that reach into it included (then ``True``)."""
        taken: dict[tuple[int, int], Td] = {}
        found: list[list[tuple[int, Td, bool]]] = []
        for number, row in enumerate(self.rows):
            waiting = list(row)
            at = 0
            line: list[tuple[int, Td, bool]] = []
            while at < len(self.widths):
                if (number, at) in taken:
                    cell = taken[number, at]
                    line.append((at, cell, True))
                elif waiting:
                    cell = waiting.pop(0)
                    line.append((at, cell, False))
                    taken |= {(number + below, at): cell for below in range(1, cell.h)}
                else:
                    break
                at += cell.w
            found.append(line)
        return found

    def cuts(self) -> list[int]:
        """Return the rows before which the table can be cut."""
        found, reach = [], 0
        for number, row in enumerate(self.rows):
            if number and number >= reach:
                found.append(number)
            reach = max([reach, *(number + one.h for one in row)])
        return found


@dataclass
class Letter:
    """A whole file with what is true of it: texts by address that a careful reader may take."""

    form: str
    years: tuple[int, ...]
    rng: Random
    blocks: list[str | Grid]
    truth: dict[str, tuple[str, ...]]
    unsaid: set[str] = field(default_factory=set)
    look: set[str] = field(default_factory=set)

    @property
    def grids(self) -> list[Grid]:
        return [one for one in self.blocks if isinstance(one, Grid)]

    @property
    def main(self) -> Grid:
        return max(self.grids, key=lambda one: len(one.rows))

    @property
    def cells(self) -> list[Td]:
        return [cell for grid in self.grids for row in grid.rows for cell in row]

    def forget(self, cells: list[Td]) -> None:
        """Take what stands in cells out of what is true: the paper says nothing of it."""
        for address in {span.address for cell in cells for span in cell.spans if span.address}:
            self.truth.pop(address, None)
            self.unsaid.add(address)
