"""A part of a received table as plain data: the rows around a value, as a picture shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from smdesk.intake.align.model import LINED
from smdesk.intake.word import WordCell, WordParagraph, WordTable

Spot = tuple[int, int]
"""Row and column of a received cell, from 0."""
Role = Literal["", "label", "value"]
Kind = Literal["table", "sheet", "lines"]

AROUND = 2
"""Rows shown before and after those of the value."""
MOST_ROWS = 16
MOST_HEAD = 2
MOST_TEXT, MOST_VALUE = 120, 4000
"""Characters shown of a cell beside the value, and of the value's own."""
MOST_INSIDE = 40
"""Cells of a table inside a cell whose texts are shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one look."""

    text: str
    struck: bool = False
    hidden: bool = False
    raised: bool = False


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RegionCell:
    """One cell: ``row`` counts the rows shown, ``column`` the borders; ``lines`` are its paragraphs.

    ``above`` and ``below`` say that the cell goes on in rows that are not shown there.
    """

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[Line, ...]
    role: Role = ""
    above: bool = False
    below: bool = False

    @property
    def text(self) -> str:
        """The text as it is seen, hidden pieces left out."""
        return "\n".join("".join(one.text for one in line if not one.hidden) for line in self.lines)


@dataclass(frozen=True)
class Region:
    """Rows of one received table. ``rows`` are their numbers in it from 0, of ``of`` in all.

    ``table`` counts the tables of the file as a person does, 0 for lines of text; ``edges`` are the
    column borders in twentieths of a point; ``before`` are the lines of text before the table.
    """

    kind: Kind
    table: int
    rows: tuple[int, ...]
    of: int
    edges: tuple[int, ...]
    cells: tuple[RegionCell, ...]
    before: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What stands in the marked cells."""
        return "\n".join(one.text for one in self.cells if one.role == "value")


def cut(
    table: WordTable,
    spots: Collection[Spot],
    labels: Collection[Spot],
    *,
    kind: Kind,
    count: int = 0,
    inside: Mapping[int, WordTable] | None = None,
) -> Region:
    """Return the rows of a table around ``spots``, those of the heads over them included.

    ``labels`` are the cells in which printed labels were found, ``count`` the table's number for
    people, ``inside`` the tables of the file by number.
    """
    values = [one for one in table.cells if (one.row, one.column) in spots]
    rows = _rows(table, values, [one for one in table.cells if (one.row, one.column) in labels])
    place = {row: at for at, row in enumerate(rows)}
    cells = []
    for cell in table.cells:
        shown = [place[row] for row in range(cell.row, cell.row + cell.rows) if row in place]
        if not shown:
            continue
        spot = (cell.row, cell.column)
        role: Role = "value" if spot in spots else "label" if spot in labels else ""
        last = cell.row + cell.rows - 1
        cells.append(
            RegionCell(
                shown[0], cell.column, len(shown), cell.columns,
                _lines(cell, MOST_VALUE if role == "value" else MOST_TEXT, inside or {}), role,
                cell.row not in place, last not in place,
            )
        )  # fmt: skip
    before = table.before if rows[0] == 0 else ()
    whole = Region(kind, count, rows, table.row_count, table.edges, tuple(cells), before)
    return _trimmed(whole) if kind == "sheet" else whole


def kind_of(table: WordTable, *, sheet: bool) -> Kind:
    """Return what a table of the reader is in the file itself."""
    if table.number < 0 or table.number >= LINED:
        return "lines"
    return "sheet" if sheet else "table"


def _rows(
    table: WordTable, values: Sequence[WordCell], labels: Iterable[WordCell]
) -> tuple[int, ...]:
    """Return the rows to show: those of the values, some around them, the nearest heads above."""
    own = sorted({row for one in values for row in range(one.row, one.row + one.rows)})
    first = own[0]
    near = sorted(
        {
            row
            for one in values
            for row in range(one.row - AROUND, one.row + one.rows + AROUND)
            if 0 <= row < table.row_count
        }
    )
    kept = near[: MOST_ROWS - MOST_HEAD]
    heads = [
        one for one in labels
        if one.row + one.rows <= first and any(_over(one, value) for value in values)
    ]  # fmt: skip
    nearest = max(heads, key=lambda one: (one.row + one.rows, -one.columns), default=None)
    over = [] if nearest is None else range(nearest.row, nearest.row + nearest.rows)
    return tuple(sorted({*list(over)[-MOST_HEAD:], *kept}))


def _over(head: WordCell, value: WordCell) -> bool:
    """Return whether a label stands in a value's columns and in hardly more."""
    shared = min(head.column + head.columns, value.column + value.columns) - max(
        head.column, value.column
    )
    return shared > 0 and head.columns <= 2 * value.columns


def _lines(cell: WordCell, most: int, inside: Mapping[int, WordTable]) -> tuple[Line, ...]:
    lines = list(chain.from_iterable(_pieces(one) for one in cell.paragraphs))
    for number in cell.nested:
        if number in inside:
            lines += _nested(inside[number])
    left = most
    kept: list[Line] = []
    for line in lines:
        length = sum(len(one.text) for one in line)
        if length > left:
            kept.append(_shortened(line, left))
            break
        kept.append(line)
        left -= length + 1
    while len(kept) > 1 and not any(one.text.strip() for one in kept[-1]):
        kept.pop()
    return tuple(kept)


def _pieces(paragraph: WordParagraph) -> list[Line]:
    """Return a paragraph's lines: breaks within it part them."""
    lines: list[list[Piece]] = [[]]
    for run in paragraph.runs:
        for at, text in enumerate(run.text.split("\n")):
            if at:
                lines.append([])
            if text:
                lines[-1].append(Piece(text, run.struck, run.hidden, run.raised))
    return [tuple(one) for one in lines]


def _nested(table: WordTable) -> list[Line]:
    """Return the rows of a table inside a cell as lines."""
    rows = [[cell.text.replace("\n", " ") for cell in line] for line in table.by_row]
    return [(Piece("｜".join(row)),) for row in rows[:MOST_INSIDE] if any(row)]


def _shortened(line: Line, most: int) -> Line:
    kept: list[Piece] = []
    for one in line:
        text = one.text[:most]
        most -= len(text)
        kept.append(Piece(text, one.struck, one.hidden, one.raised))
        if most <= 0:
            break
    return (*kept, Piece("…"))


def _trimmed(region: Region) -> Region:
    """Return a part of a sheet without the empty columns at its right."""
    used = [
        one.column + one.columns for one in region.cells if one.role or one.text.strip()
    ]  # fmt: skip
    last = max(used, default=len(region.edges) - 1)
    cells = tuple(
        one if one.column + one.columns <= last else _narrowed(one, last)
        for one in region.cells
        if one.column < last
    )
    return Region(
        region.kind, region.table, region.rows, region.of, region.edges[: last + 1], cells,
        region.before,
    )  # fmt: skip


def _narrowed(cell: RegionCell, last: int) -> RegionCell:
    return RegionCell(
        cell.row, cell.column, cell.rows, last - cell.column, cell.lines, cell.role, cell.above,
        cell.below,
    )  # fmt: skip
