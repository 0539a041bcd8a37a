"""A filled form as a clerk sees it: lines and tables of cells, before any program writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from random import Random

from received.blanks import BLANKS


@dataclass
class Part:
    """A stretch of a cell: ``text``, ``value``, ``note`` or ``box``; ``look`` is how it is written.

    ``look``: names that the writers know (``struck``, ``underlined``, ``control`` …).
    """

    kind: str
    text: str
    address: str = ""
    choice: str = ""
    ticked: bool = False
    look: frozenset[str] = frozenset()


@dataclass
class Cell:
    """A cell with its columns and rows; ``look`` as of a part."""

    parts: list[Part]
    columns: int = 1
    rows: int = 1
    look: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.parts)

    @property
    def addresses(self) -> list[str]:
        return [one.address for one in self.parts if one.address]

    @property
    def is_label(self) -> bool:
        return not self.addresses and bool(self.text.strip()) and not self.is_sign

    @property
    def is_sign(self) -> bool:
        return "意见" in self.text and "章" in self.text

    @property
    def is_value(self) -> bool:
        """Whether one value stands here and no word beside it."""
        return len(self.parts) == 1 and self.parts[0].kind == "value"

    @property
    def boxes(self) -> list[Part]:
        return [one for one in self.parts if one.kind == "box"]


@dataclass
class Table:
    """Rows of the cells that begin in them, left to right."""

    columns: int
    rows: list[list[Cell]]
    look: frozenset[str] = frozenset()

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row]

    def starts(self) -> dict[int, int]:
        """Return the first column of each cell, by the cell's ``id``."""
        taken: set[tuple[int, int]] = set()
        found: dict[int, int] = {}
        for number, row in enumerate(self.rows):
            at = 0
            for cell in row:
                while (number, at) in taken:
                    at += 1
                found[id(cell)] = at
                taken |= {
                    (number + r, at + c) for r in range(cell.rows) for c in range(cell.columns)
                }
                at += cell.columns
        return found

    def alone(self, row: int) -> bool:
        """Whether no cell reaches into or out of a row."""
        above = [(n, cell) for n, line in enumerate(self.rows[: row + 1]) for cell in line]
        return all(n + cell.rows <= row or (n == row and cell.rows == 1) for n, cell in above)


@dataclass
class Line:
    """A paragraph."""

    text: str
    look: frozenset[str] = frozenset()


@dataclass
class Paper:
    """A whole file. ``truth`` holds by address every text that a careful person would accept."""

    form: str
    years: tuple[int, ...]
    blocks: list[Line | Table]
    truth: dict[str, tuple[str, ...]]
    rng: Random
    look: set[str] = field(default_factory=set)
    head: str = ""
    """Text of the page head."""
    unsaid: set[str] = field(default_factory=set)
    """Addresses that the paper has no place for any more."""

    @property
    def tables(self) -> list[Table]:
        return [one for one in self.blocks if isinstance(one, Table)]

    @property
    def cells(self) -> list[Cell]:
        return [cell for table in self.tables for cell in table.cells]

    @property
    def labels(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.is_label]

    @property
    def values(self) -> list[tuple[Cell, Part]]:
        return [(cell, one) for cell in self.cells for one in cell.parts if one.kind == "value"]

    def some(self, listed: list, share: float) -> list:
        return [one for one in listed if self.rng.random() < share]


_PART = re.compile(r"\{([^{}]+)\}|\[([^\[\]#]+)#([^\[\]]+)\]([^\[\]{}|\\ ]+)")
_SIZE = re.compile(r"\s+([*^])(\d+)\s*$")


def blank(form: str, years: tuple[int, ...], repeats: dict[str, int] | None = None) -> Table:
    """Return the blank table of a form; ``repeats`` are rows beyond the printed ones."""
    columns, text = BLANKS[form]
    rows: list[list[Cell]] = []
    reach: dict[int, int] = {}
    lines = [one for one in text.split("\n") if one.strip()]
    for number, line in enumerate(lines):
        more = _more_copies(lines[number + 1], repeats or {}) if number + 1 < len(lines) else 0
        for copy in _copies(line, repeats or {}):
            taken = reach.get(len(rows), 0)
            row = [cell for word in copy.split("|") for cell in _cells(word, years)]
            for cell in row:
                cell.rows += (
                    more if cell.rows > 1 else 0
                )  # 注册资本 stands beside all the investors
            rest = columns - taken - sum(cell.columns for cell in row[:-1])
            if "@" not in copy.rsplit("|", maxsplit=1)[-1]:
                row[-1].columns = rest
            else:
                _share(row, years, columns - taken)
            for cell in row:
                for below in range(1, cell.rows):
                    reach[len(rows) + below] = reach.get(len(rows) + below, 0) + cell.columns
            rows.append(row)
    return Table(columns, rows)


def _share(row: list[Cell], years: tuple[int, ...], width: int) -> None:
    """Let the last year cells fill the row."""
    labels = row[: -len(years)]
    rest = width - sum(cell.columns for cell in labels)
    each, more = divmod(rest, len(years))
    for number, cell in enumerate(row[-len(years) :]):
        cell.columns = each + (number >= len(years) - more)


def _more_copies(line: str, repeats: dict[str, int]) -> int:
    """Return how many rows a repeating line stands for beyond the printed ones."""
    found = re.match(r"\+(\d+) .*?\{(\w+)\[#\]", line)
    return max(0, repeats.get(found.group(2), 0) - int(found.group(1))) if found else 0


def _copies(line: str, repeats: dict[str, int]) -> list[str]:
    found = re.match(r"\+(\d+) (.*)", line)
    if not found:
        return [line]
    name = re.search(r"\{(\w+)\[#\]", line)
    rows = max(int(found.group(1)), repeats.get(name.group(1) if name else "", 0))
    return [found.group(2).replace("#", str(number)) for number in range(1, rows + 1)]


def _cells(word: str, years: tuple[int, ...]) -> list[Cell]:
    columns = rows = 1
    while found := _SIZE.search(word):
        size = int(found.group(2))
        columns, rows = (size, rows) if found.group(1) == "*" else (columns, size)
        word = word[: found.start()]
    word = word.strip(" ").replace("\\n", "\n")
    if word == "@@":
        return [Cell([Part("text", f"{year} 年")], columns) for year in years]
    if word.startswith("@"):
        return [Cell([Part("value", "", f"{word[1:]}[{year}]")], columns) for year in years]
    return [Cell(_parts(word), columns, rows)]


def _parts(word: str) -> list[Part]:
    parts: list[Part] = []
    at = 0
    for found in _PART.finditer(word.replace("\n", "\\n")):
        flat = word.replace("\n", "\\n")
        if found.start() > at:
            parts.append(Part("text", flat[at : found.start()].replace("\\n", "\n")))
        if found.group(1):
            after_box = bool(parts) and parts[-1].choice != "" and parts[-1].kind == "text"
            parts.append(Part("note" if after_box else "value", "", found.group(1)))
        else:
            parts.append(Part("box", "□", found.group(2), found.group(3)))
            parts.append(Part("text", found.group(4), "", found.group(3)))
        at = found.end()
    rest = word.replace("\n", "\\n")[at:].replace("\\n", "\n")
    if rest or not parts:
        parts.append(Part("text", rest))
    return parts


def copy_cell(cell: Cell) -> Cell:
    return Cell([replace(one) for one in cell.parts], cell.columns, cell.rows, cell.look)
