"""A form's grid compiled for Word once: everything about its table that no value changes.

A frame holds the XML of borders, widths, spans and paragraph properties, and the tag and bookmark
of each place; filling it is joining strings.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from smdesk.notices import carrier
from smdesk.notices.address import Address
from smdesk.notices.grid import Blank, Box, Grid, GridCell
from smdesk.notices.models import Typography
from smdesk.packet import page
from smdesk.packet.docx import tables
from smdesk.packet.docx.styles import STYLE_IDS, points
from smdesk.packet.docx.wml import escape
from smdesk.packet.keeping import kept_rows

COVER_SHARE = 0.9
"""How much of the text width the cover's table takes; it stands in the middle."""
_NAME_LIMIT = 64  # Word refuses longer tags and titles of content controls
_STYLES = {"heading": "table_heading", "label": "table_label", "index": "table_label"}
_KEPT = 64


@dataclass(frozen=True)
class Place:
    """A value's place as Word names it: bookmark, and title and tag of its control."""

    bookmark: str
    properties: str


@dataclass(frozen=True)
class CellFrame:
    """One cell without its text; ``key`` is its row and column in the grid.

    ``opening`` is the XML up to the first paragraph, ``start`` that of each paragraph up to its
    runs; ``notes`` names the note of each box that has one.
    """

    key: tuple[int, int]
    cell: GridCell
    opening: str
    start: str
    width: float
    points: float
    places: dict[tuple[Address, str | None], Place]
    notes: dict[tuple[Address, str], Address]


@dataclass(frozen=True)
class RowFrame:
    """One row: both its openings, and its cells, those below a spanning cell as finished XML."""

    whole: str
    breaking: str
    cells: tuple[CellFrame | str, ...]


@dataclass(frozen=True)
class Frame:
    """A compiled grid."""

    grid: Grid
    typography: Typography
    borders: bool
    opening: str
    rows: tuple[RowFrame, ...]


_cache: OrderedDict[tuple[int, int, bool], Frame] = OrderedDict()


def frame_of(grid: Grid, typography: Typography, *, borders: bool) -> Frame:
    """Return the frame of ``grid``; compiled at the first call, then kept."""
    key = (id(grid), id(typography), borders)
    found = _cache.get(key)
    if found is not None and found.grid is grid and found.typography is typography:
        return found
    made = _Compiler(grid, typography, borders).frame()
    _cache[key] = made
    while len(_cache) > _KEPT:
        _cache.popitem(last=False)
    return made


class _Compiler:
    def __init__(self, grid: Grid, typography: Typography, borders: bool) -> None:
        self.grid = grid
        self.typography = typography
        self.borders = borders
        self.width = page.TEXT_WIDTH * (1.0 if borders else COVER_SHARE)
        self.edges = tables.edges_in_twips(grid.edges, self.width)
        self.least = page.ROW_HEIGHT if borders else page.COVER_ROW_HEIGHT
        self.kept = kept_rows(grid)

    def frame(self) -> Frame:
        rows = tuple(self._row(number) for number in range(len(self.grid.rows)))
        opening = tables.opening(self.edges, borders=self.borders)
        return Frame(self.grid, self.typography, self.borders, opening, rows)

    def _row(self, row: int) -> RowFrame:
        found: list[CellFrame | str] = []
        column, count = 0, len(self.edges) - 1
        while column < count:
            cell = self.grid.covering.get((row, column))
            if cell is None:
                found.append(self._filler(column))
                column += 1
            elif cell.row == row:
                found.append(self._cell(cell))
                column = cell.column + cell.columns
            else:
                found.append(self._below(cell, row))
                column = cell.column + cell.columns
        signed = [one.sign.height for one in self.grid.by_row[row] if one.sign is not None]
        height = max([self.grid.rows[row].height or self.least, *signed])
        return RowFrame(
            tables.row_opening(height, whole=True),
            tables.row_opening(height, whole=False),
            tuple(found),
        )

    def _span(self, cell: GridCell) -> int:
        return self.edges[cell.column + cell.columns] - self.edges[cell.column]

    def _filler(self, column: int) -> str:
        opening = tables.cell_opening(self.edges[column + 1] - self.edges[column])
        return f'{opening}<w:p><w:pPr><w:pStyle w:val="SmTable"/></w:pPr></w:p></w:tc>'

    def _below(self, cell: GridCell, row: int) -> str:
        opening = tables.cell_opening(self._span(cell), cell.columns, merge="continue")
        keep = "<w:keepNext/>" if row in self.kept else ""
        return f'{opening}<w:p><w:pPr><w:pStyle w:val="SmTable"/>{keep}</w:pPr></w:p></w:tc>'

    def _cell(self, cell: GridCell) -> CellFrame:
        style = _STYLES.get(cell.role, "table") if self.borders else "cover_line"
        return CellFrame(
            (cell.row, cell.column),
            cell,
            self._opening(cell),
            self._start(cell, style),
            self.width
            * (self.grid.edges[cell.column + cell.columns] - self.grid.edges[cell.column]),
            float(points(getattr(self.typography, style).size)),
            self._places(cell),
            {
                (part.address, part.choice): part.note
                for part in cell.parts
                if isinstance(part, Box) and part.note is not None
            },
        )

    def _opening(self, cell: GridCell) -> str:
        upright = "top" if cell.sign is not None else "center" if self.borders else "bottom"
        return tables.cell_opening(
            self._span(cell),
            cell.columns,
            merge="restart" if cell.rows > 1 else "",
            border=tables.RULED if cell.ruled and not self.borders else "",
            upright=upright,
        )

    def _start(self, cell: GridCell, style: str) -> str:
        """Return the start of each paragraph of a cell, in the order of ``CT_PPrBase``."""
        first = cell.column == 0 or cell is self.grid.by_row[cell.row][0]
        new_page = self.grid.rows[cell.row].new_page and first and cell.row > 0
        stacked = cell.role == "option" and cell.flow == "stack"
        align = cell.align or self._alignment(cell)
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{STYLE_IDS[style]}"/>'
            + ("<w:keepNext/>" if cell.row in self.kept else "")
            + ("<w:pageBreakBefore/>" if new_page else "")
            + (_HANGING if stacked else "")
            + (f'<w:jc w:val="{align}"/>' if align else "")
            + "</w:pPr>"
        )

    def _alignment(self, cell: GridCell) -> str:
        """Return the justification where the style's own does not serve."""
        if cell.role == "index" or (not self.borders and cell.role == "label"):
            return "center"
        return ""

    def _places(self, cell: GridCell) -> dict[tuple[Address, str | None], Place]:
        found: dict[tuple[Address, str | None], Place] = {}
        for part in cell.parts:
            if isinstance(part, Blank):
                found[part.address, None] = self._place(part.address)
            elif isinstance(part, Box):
                found[part.address, part.choice] = self._place(
                    part.address, part.choice, part.label
                )
                if part.note is not None:
                    found[part.note, None] = self._place(part.note)
        return found

    def _place(self, address: Address, choice: str | None = None, label: str = "") -> Place:
        path = self.grid.label_path(address)
        title = "".join(label.split()) or "·".join(path[1:] or path)
        tag = carrier.tag(address, choice)
        properties = f'<w:alias w:val="{escape(title[:_NAME_LIMIT])}"/>' if title else ""
        if len(tag) <= _NAME_LIMIT:
            properties += f'<w:tag w:val="{tag}"/>'
        return Place(carrier.bookmark_name(address, choice), properties)


_HANGING = '<w:ind w:leftChars="100" w:left="210" w:hangingChars="100" w:hanging="210"/>'
"""The second line of a box's label stands under its first character, not under the box."""
