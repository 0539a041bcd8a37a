"""How high text will be, by estimate: enough to say which rows may break and what fits a page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Protocol

from smdesk.notices.models import POINTS, Typography
from smdesk.packet import page
from smdesk.packet.pdf.atoms import ems
from smdesk.packet.tree import FormTable, TextBlock

MM = 72 / 25.4
MARGIN = 1.3
"""Between a cell's text and the line over or under it, in mm."""
TITLE_GAPS = {"form_number": 2.0, "form_title": 4.5, "cover_title": 5.0}
"""Room under a title where the notice says nothing, in mm."""
LINE = 1.3
"""Height of a line of text, gap included, in its size."""
_NARROW, _NARROW_PADDING = 32.0, 0.8
_LOWEST_ROW = 7.2
_SLACK = 4.0
_STEP = 0.1
_WORD = re.compile(r"[!-~\u00a1-\u024f]+")
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ@%&mwÆŒ—")
_WIDEST, _WIDE = 1.0, 0.62
"""Width of a half-width capital, and of any other half-width character, at most, in em."""
_CLOSING = frozenset("，。、；：？！）》」』】〕”’…")


class Spanning(Protocol):
    """A cell of a grid: its first row and how many it spans."""

    @property
    def row(self) -> int: ...
    @property
    def rows(self) -> int: ...


class Estimate:
    """Estimates for one typography; lengths in mm."""

    def __init__(self, typography: Typography) -> None:
        self.typography = typography

    def points(self, style: str) -> float:
        """Return the size of a style in points."""
        return float(POINTS[getattr(self.typography, style).size])

    def room(self, width: float, style: str) -> float:
        """Return how many em of ``style`` stand beside each other in a cell of ``width``."""
        return max(1.0, (width - 2 * padding(width)) * MM / self.points(style))

    def text(self, text: str, room: float, style: str) -> float:
        """Return the height of a cell's text in lines of ``room`` em."""
        lines = sum(max(1, math.ceil(ems(line) / room)) for line in text.split("\n"))
        return lines * self.points(style) * LINE / MM

    def most(self, text: str, room: float, style: str) -> float:
        """Return the height that a cell's text takes at most: words stay whole, capitals are wide.

        What is kept on one page is judged by it, for what a page cannot hold is lost.
        """
        lines = sum(_most_lines(line, room) for line in text.split("\n"))
        apart = max(1.0, float(getattr(self.typography, style).line))
        return lines * self.points(style) * LINE * apart / MM

    def block(self, block: TextBlock) -> float:
        """Return the height of a paragraph over the text width, with the gap under it."""
        room = page.TEXT_WIDTH * MM / self.points(block.style)
        gap = TITLE_GAPS.get(block.style, 0.0)
        return self.text(block.text, room, block.style) + gap


def padding(width: float) -> float:
    """Return the room at the sides of a cell; less in a narrow one, so that a number fits."""
    return _NARROW_PADDING if width < _NARROW else page.CELL_PADDING


def _most_lines(line: str, room: float) -> int:
    """Return how many lines of ``room`` em a line takes at most, filled as Typst fills them."""
    count, filled = 1, 0.0
    last = 0.0
    for width, closing in _pieces(line):
        if filled + width <= room:
            filled += width
        elif width > room:  # such a word may break anywhere
            more = filled + width
            count += math.ceil(more / room)
            filled = more % room
        else:
            count += 1
            filled = width + (last if closing else 0.0)
        last = width
    return count


def _pieces(line: str) -> Iterable[tuple[float, bool]]:
    """Yield the width in em of each piece that no line breaks, and whether it starts no line."""
    place = 0
    for match in _WORD.finditer(line):
        yield from ((1.0, one in _CLOSING) for one in line[place : match.start()])
        yield sum(_WIDEST if one in _CAPITALS else _WIDE for one in match.group()), False
        place = match.end()
    yield from ((1.0, one in _CLOSING) for one in line[place:])


def needs(cells: Iterable[tuple[Spanning, float]], first: int, last: int) -> list[float]:
    """Return the height that each row needs for its cells, given the height each cell asks for."""
    found = [0.0] * (last - first)
    for cell, asked in sorted(cells, key=lambda one: one[0].rows):
        start = cell.row - first
        rows = range(start, min(start + cell.rows, len(found)))
        lack = asked - sum(found[row] for row in rows)
        if lack > 0:
            found[rows[-1]] += lack
    return found


def row_heights(table: FormTable, first: int, asked: list[float], available: float) -> list[float]:
    """Return the least height of each row from ``first`` on.

    The pack's own, else the usual one; rows are set somewhat closer where that keeps the table on
    one page of ``available`` mm.
    """
    usual = page.ROW_HEIGHT if table.borders else page.COVER_ROW_HEIGHT
    own = [row.height for row in table.grid.rows[first : first + len(asked)]]

    def total(least: float) -> float:
        return sum(max(mine or least, one) for mine, one in zip(own, asked, strict=True))

    least, room = usual, available - _SLACK
    if table.borders and total(usual) > room and total(_LOWEST_ROW) <= room:
        while total(least) > room:
            least -= _STEP
    return [mine or least for mine in own]
