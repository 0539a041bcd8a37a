"""How high blocks are, about: for the places on the cover, and to know a part of one page.

Word alone knows where lines break; these figures are on the safe side and decide no text.
"""

from __future__ import annotations

from collections.abc import Iterator

from smdesk.notices.models import Typography
from smdesk.packet import page
from smdesk.packet.docx import tables
from smdesk.packet.docx.frames import COVER_SHARE
from smdesk.packet.docx.plain import ROW_HEIGHT
from smdesk.packet.docx.styles import points
from smdesk.packet.tree import Block, FormTable, Part, PlainTable, TextBlock

_PADDING = 1.5
_TITLE_GAP = 8.0
_SHARES = {"title": 3.0, "table": 4.0, "foot": 5.0}
_BELOW = 1.0
"""Of the free height of the cover: over title, table and foot, and under all."""
_SLACK = 14.0
"""Left free at the bottom of the cover, so that a face with taller lines still fits."""


def height(block: Block, typography: Typography) -> float:
    """Return about how high a block is in mm; a picture counts as a page."""
    match block:
        case TextBlock():
            size = float(points(getattr(typography, block.style).size))
            return tables.text_height(block.text, page.TEXT_WIDTH, size)
        case FormTable():
            return _form_height(block, typography)
        case PlainTable():
            return _plain_height(block, typography)
        case _:
            return page.TEXT_HEIGHT


def _plain_height(table: PlainTable, typography: Typography) -> float:
    size = float(points(typography.table.size))
    heights: dict[int, float] = {}
    for cell in table.cells:
        share = sum(table.widths[cell.column : cell.column + cell.columns])
        high = tables.text_height(cell.text, page.TEXT_WIDTH * share, size) / cell.rows
        heights[cell.row] = max(heights.get(cell.row, ROW_HEIGHT), high + _PADDING)
    return sum(heights.values())


def _form_height(table: FormTable, typography: Typography) -> float:
    style = typography.table if table.borders else typography.cover_line
    size = float(points(style.size))
    width = page.TEXT_WIDTH * (1.0 if table.borders else COVER_SHARE)
    least = page.ROW_HEIGHT if table.borders else page.COVER_ROW_HEIGHT
    heights = [row.height or least for row in table.grid.rows]
    edges = table.grid.edges
    for filled in table.cells:
        cell = filled.cell
        wide = width * (edges[cell.column + cell.columns] - edges[cell.column])
        high = tables.text_height(filled.text, wide, size) / cell.rows + _PADDING
        signed = cell.sign.height if cell.sign else 0.0
        heights[cell.row] = max(heights[cell.row], high, signed)
    return sum(heights)


def cover_spaces(part: Part, typography: Typography) -> Iterator[tuple[Block, float]]:
    """Yield the cover's blocks with the space before each in mm.

    What is free is shared out as the PDF does it: over the title, over the table, over the foot.
    """
    heights = [height(block, typography) for block in part.blocks]
    places = [_place(part, number) for number in range(len(part.blocks))]
    free = page.TEXT_HEIGHT - _SLACK - sum(heights) - _TITLE_GAP * places.count("next")
    share = max(0.0, free) / (sum(_SHARES.values()) + _BELOW)
    for block, place in zip(part.blocks, places, strict=True):
        gap = _TITLE_GAP if place == "next" else share * _SHARES.get(place, 0.0)
        yield block, gap


def _place(part: Part, number: int) -> str:
    """Return what a block of the cover is: ``title``, its ``next`` line, ``table``, ``foot``."""
    block, earlier = part.blocks[number], part.blocks[:number]
    if isinstance(block, FormTable):
        return "table"
    if not isinstance(block, TextBlock):
        return ""
    if block.style == "cover_title":
        return "next" if earlier else "title"
    follows = any(isinstance(one, TextBlock) and one.style == "cover_line" for one in earlier)
    return "" if follows else "foot"
