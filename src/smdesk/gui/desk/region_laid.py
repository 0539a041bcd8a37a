"""Where the cells of a part of a table lie on the sheet: columns to scale, rows as high as their words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextDocument, QTextOption

from smdesk.gui.sheet.faces import face
from smdesk.gui.theme.tokens import theme
from smdesk.service.desk.region import Region, RegionCell

WIDTH = 640
"""Pixels of a table at 100 %: that of an A4 sheet between its margins."""
TEXT = 14
LEAST_HEIGHT = 26
LEAST_COLUMN = 18
PAD = 5
TALL = 220
GAP = 24
"""Pixels of the band that stands for rows which are not shown."""


@dataclass
class LaidCell:
    """A cell with its place and its words; ``words_top`` is where these begin."""

    cell: RegionCell
    place: QRectF
    document: QTextDocument
    words_top: float = 0.0


@dataclass(frozen=True)
class Gap:
    """Rows that are not shown, from ``first`` to ``last`` as people count them."""

    place: QRectF
    first: int
    last: int


@dataclass(frozen=True)
class Laid:
    """A region on its sheet, origin at the table's corner."""

    cells: tuple[LaidCell, ...]
    gaps: tuple[Gap, ...]
    width: float
    height: float


def lay_out(region: Region, scale: float) -> Laid:
    """Return a region at a scale, 1.0 being the size of paper on the screen."""
    edges = _edges(region, WIDTH * scale)
    pad = PAD * scale
    font = face("仿宋", round(TEXT * scale))
    documents = [
        _document(one, font, edges[one.column + one.columns] - edges[one.column] - 2 * pad)
        for one in region.cells
    ]
    tops = _tops(region, [one.size().height() + 2 * pad for one in documents], scale)
    cells = []
    for cell, document in zip(region.cells, documents, strict=True):
        left, right = edges[cell.column], edges[cell.column + cell.columns]
        top, bottom = tops[cell.row][0], tops[cell.row + cell.rows - 1][1]
        free = bottom - top - document.size().height()
        if bottom - top > TALL * scale:  # beside a long text: where its reading begins
            free = 2 * pad
        cells.append(
            LaidCell(cell, QRectF(left, top, right - left, bottom - top), document, top + free / 2)
        )
    gaps = [
        Gap(QRectF(0, tops[at][1], edges[-1], GAP * scale), above + 2, below)
        for at, (above, below) in enumerate(zip(region.rows, region.rows[1:], strict=False))
        if below - above > 1
    ]
    return Laid(tuple(cells), tuple(gaps), edges[-1], tops[-1][1])


def _edges(region: Region, width: float) -> list[float]:
    """Return the column borders in pixels; none so narrow that no word fits in."""
    shares = [
        max(1, right - left) for left, right in zip(region.edges, region.edges[1:], strict=False)
    ]
    whole = sum(shares)
    edges = [0.0]
    for share in shares:
        edges.append(edges[-1] + max(LEAST_COLUMN * width / WIDTH, share / whole * width))
    return (
        [one * width / edges[-1] for one in edges] if len(shares) * LEAST_COLUMN < WIDTH else edges
    )


def _tops(region: Region, needed: list[float], scale: float) -> list[tuple[float, float]]:
    """Return top and bottom of each row shown, gaps between them."""
    heights = [LEAST_HEIGHT * scale] * len(region.rows)
    for cell, height in zip(region.cells, needed, strict=True):
        if cell.rows == 1:
            heights[cell.row] = max(heights[cell.row], height)
    for cell, height in zip(region.cells, needed, strict=True):
        own = sum(heights[cell.row : cell.row + cell.rows])
        if cell.rows > 1 and own < height:
            heights[cell.row + cell.rows - 1] += height - own
    tops, at = [], 0.0
    for row, height in enumerate(heights):
        if row and region.rows[row] - region.rows[row - 1] > 1:
            at += GAP * scale
        tops.append((at, at + height))
        at += height
    return tops


def _document(cell: RegionCell, font: QFont, width: float) -> QTextDocument:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    centred = cell.role == "label" or (cell.columns == 1 and len(cell.text) < 3)
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    cursor = QTextCursor(document)
    for at, line in enumerate(cell.lines):
        if at:
            cursor.insertBlock()
        for piece in line:
            look = QTextCharFormat()
            look.setFontStrikeOut(piece.struck)
            if piece.hidden:
                look.setForeground(theme().colour.sheet_muted)
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            if piece.raised:
                look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            cursor.insertText(piece.text, look)
    document.setTextWidth(max(10.0, width))
    return document
