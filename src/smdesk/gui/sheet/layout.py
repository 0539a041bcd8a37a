"""Where the paper and the rows, columns and titles on it stand, in pixels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt

from smdesk.gui.sheet.book import Book
from smdesk.gui.sheet.cellview import CellView
from smdesk.gui.sheet.rows import edges, row_heights
from smdesk.gui.sheet.scale import USUAL, Scale
from smdesk.gui.sheet.words import Words
from smdesk.packet import page
from smdesk.packet.pdf.tables import COVER_SHARE

DESK = 16
"""Pixels of desk around the sheet."""
_SCROLLER = 12
"""Width of the bar that scrolls the page."""
_LEAST_SIDE = 24
_TOOLS_SIDE = 56
"""The narrowest margin of the paper; wider where tools of rows stand in it."""
_TOP, _BOTTOM = 12.0, 14.0
_COVER = (26.0, 24.0, 22.0, 14.0)
"""Over the title, under it, over the foot, under it (mm)."""
_TITLE_GAP = 3.5


@dataclass(frozen=True)
class Title:
    """A printed line over or under the table."""

    words: Words
    x: int
    y: int


class Paper:
    """The sheet of one book at one scale."""

    def __init__(self, book: Book, scale: Scale) -> None:
        self.book = book
        self.scale = scale
        self.cells = tuple(CellView(cell, book, scale) for cell in book.grid.cells)
        self.sheet = QRect()
        self.table = QRect()
        self.titles: list[Title] = []
        self._needs: dict[CellView, int] = {}
        self._widths: list[int] = []
        self._columns: list[int] = []
        self._rows: list[int] = []
        usual = page.ROW_HEIGHT if book.borders else page.COVER_ROW_HEIGHT
        self._least = [scale.mm(row.height or usual) for row in book.grid.rows]
        self._made = [*self._printed()]

    def _printed(self) -> Iterator[tuple[str, Words]]:
        """Yield the lines around the table: (over or under, words)."""
        book, centre = self.book, Qt.AlignmentFlag.AlignHCenter
        if book.number:
            font = self.scale.font("form_number")
            yield "number", Words(book.number, font, Qt.AlignmentFlag.AlignLeft)
        style = "form_title" if book.borders else "cover_title"
        for line in book.title:
            yield "title", Words(line, self.scale.font(style), centre)
        for line in book.foot:
            yield "foot", Words(line, self.scale.font("cover_line"), centre)

    # -- laying out ------------------------------------------------------------------------

    def lay_out(self, width: int, height: int, *, same: bool = False) -> QSize:
        """Place everything for a viewport of this size; return the size of the view.

        ``same`` if no text is another than at the last time: then only what moved is worked out.
        """
        table = self.scale.mm(page.TEXT_WIDTH * (1.0 if self.book.borders else COVER_SHARE))
        side = max(self._least_side, (self.scale.mm(page.PAGE_WIDTH) - table) // 2)
        fitting = (width - 2 * DESK - table) // 2
        side = max(self._least_side, min(side, fitting))
        sheet = table + 2 * side
        left = max(DESK, (width - sheet) // 2)
        widths = [round(edge * table) for edge in self.book.grid.edges]
        self._columns = [left + side + one for one in widths]
        top = self._over(DESK, left + side, table)
        if not (same and self._needs and widths == self._widths):
            self._needs = {cell: cell.need(self._wide(cell)) for cell in self.cells}
        self._widths = widths
        self._set_rows(top)
        bottom = self._under(self._rows[-1], left + side, table)
        self.table = QRect(left + side, top, table, self._rows[-1] - top)
        self.sheet = QRect(left, DESK, sheet, bottom - DESK)
        for cell in self.cells:
            cell.place(self._rect(cell))
        return QSize(max(width, sheet + 2 * DESK), max(height, bottom + DESK))

    @property
    def _least_side(self) -> int:
        grows = any(row.repeat for row in self.book.grid.rows)
        return _TOOLS_SIDE if grows else self.scale.fine(_LEAST_SIDE)

    def _over(self, top: int, left: int, width: int) -> int:
        """Place the titles; return where the table begins."""
        mm = self.scale.mm
        y = top + mm(_TOP if self.book.borders else _COVER[0])
        self.titles = []
        for kind, words in self._made:
            if kind == "foot":
                continue
            self.titles.append(Title(words, left, y))
            y += words.lay(width) + mm(_TITLE_GAP if kind == "title" else 1.0)
        return y + (0 if self.book.borders else mm(_COVER[1]))

    def _under(self, bottom: int, left: int, width: int) -> int:
        """Place the foot; return where the sheet ends."""
        mm = self.scale.mm
        y = bottom + mm(_BOTTOM if self.book.borders else _COVER[2])
        for kind, words in self._made:
            if kind == "foot":
                self.titles.append(Title(words, left, y))
                y += words.lay(width)
        return y if self.book.borders else y + mm(_COVER[3])

    def _set_rows(self, top: int) -> None:
        needs = [(cell.cell, need) for cell, need in self._needs.items()]
        self._rows = edges(top, row_heights(self._least, needs))

    def changed(self, cell: CellView) -> bool:
        """Return whether a cell asks for another height than it had; remember the new one."""
        before = self._needs.get(cell)
        if before is None:
            return True
        self._needs[cell] = cell.need(self._wide(cell))
        return self._needs[cell] != before

    # -- places ----------------------------------------------------------------------------

    def _wide(self, view: CellView) -> int:
        cell = view.cell
        return self._columns[cell.column + cell.columns] - self._columns[cell.column]

    def _rect(self, view: CellView) -> QRect:
        cell = view.cell
        x, y = self._columns[cell.column], self._rows[cell.row]
        return QRect(x, y, self._wide(view), self._rows[cell.row + cell.rows] - y)

    def row_rect(self, row: int) -> QRect:
        """Return the place of a row of the grid."""
        if not 0 <= row < len(self._rows) - 1:
            return QRect()
        top = self._rows[row]
        return QRect(self.table.x(), top, self.table.width(), self._rows[row + 1] - top)

    def row_at(self, y: int) -> int:
        """Return the row of the grid at a height, -1 for none."""
        if not self._rows or not self._rows[0] <= y < self._rows[-1]:
            return -1
        return bisect_right(self._rows, y) - 1


def fitting_percent(width: int) -> int:
    """Return the largest zoom at which every table fits into a page view of ``width`` pixels."""
    table = page.TEXT_WIDTH * USUAL * 96 / 25.4
    room = width - 2 * DESK - 2 * max(_TOOLS_SIDE, _LEAST_SIDE) - _SCROLLER
    return int(100 * room / table)
