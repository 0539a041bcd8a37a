"""What all tables share: the grid in dxa, cell properties, rows (ECMA-376 part 1, 17.4).

Word takes widths from the cells, WPS from ``w:tblGrid``; both are written and agree.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from smdesk.packet import page
from smdesk.packet.docx.wml import twips

BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'
    for side, size in (
        ("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4),
    )
)  # fmt: skip
RULED = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tcBorders>'
"""The line under a value on the cover."""

LINE = 1.3
"""Height of a single-spaced line of a Chinese face in em."""
_UPRIGHT = 45
"""Room over and under the text of a cell in dxa (0.8 mm)."""
TALL = 70.0
"""A row whose text is higher than this (mm) may break over pages; a lower one never does."""
_MM_A_POINT = 25.4 / 72


def edges_in_twips(edges: Sequence[float], width: float) -> list[int]:
    """Return column borders in dxa for a table ``width`` mm wide; differences sum to the width."""
    whole = twips(width)
    return [round(edge * whole) for edge in edges]


def opening(edges: Sequence[int], *, borders: bool = True) -> str:
    """Return the start of a table up to its grid: centred, fixed layout."""
    padding = twips(page.CELL_PADDING)
    columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:jc w:val="center"/>'
        + (f"<w:tblBorders>{BORDERS}</w:tblBorders>" if borders else "")
        + '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{_UPRIGHT}" w:type="dxa"/><w:left w:w="{padding}" w:type="dxa"/>'
        f'<w:bottom w:w="{_UPRIGHT}" w:type="dxa"/><w:right w:w="{padding}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
    )


def cell_opening(
    width: int, columns: int = 1, *, merge: str = "", border: str = "", upright: str = "center"
) -> str:
    """Return ``w:tc`` with its properties; ``merge`` is ``restart``, ``continue`` or nothing."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else "")
        + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
        + border
        + f'<w:vAlign w:val="{upright}"/></w:tcPr>'
    )


def row_opening(height: float, *, whole: bool, head: bool = False) -> str:
    """Return ``w:tr`` at least ``height`` mm high; a ``whole`` row never breaks over a page."""
    return (
        "<w:tr><w:trPr>"
        + ("<w:cantSplit/>" if whole else "")
        + f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>'
        + ("<w:tblHeader/>" if head else "")
        + "</w:trPr>"
    )


def breadth(text: str) -> float:
    """Return about how wide ``text`` is in em."""
    if text.isascii():
        return 0.52 * len(text)
    return sum(1.0 if unicodedata.east_asian_width(one) in "WFA" else 0.52 for one in text)


def text_height(text: str, width: float, points: float) -> float:
    """Return about how high ``text`` is in a cell ``width`` mm wide; mm."""
    room = max(1.0, (width - 2 * page.CELL_PADDING) / (points * _MM_A_POINT))
    if len(text) <= room and "\n" not in text:
        return points * _MM_A_POINT * LINE
    lines = sum(max(1, math.ceil(breadth(line) / room)) for line in text.split("\n"))
    return lines * points * _MM_A_POINT * LINE
