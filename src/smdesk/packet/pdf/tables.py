"""The tables of a packet as plain values for the Typst template."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from smdesk.notices.grid import GridCell
from smdesk.notices.models import Typography
from smdesk.notices.render import Segment
from smdesk.packet import page
from smdesk.packet.keeping import kept_rows
from smdesk.packet.pdf.atoms import atoms, segment_atoms
from smdesk.packet.pdf.estimate import LINE, MARGIN, MM, Estimate, needs, padding, row_heights
from smdesk.packet.pdf.fitting import Rows, fitted
from smdesk.packet.prose import is_figure
from smdesk.packet.tree import FilledCell, FormTable, PlainCell, PlainTable

COVER_SHARE = 0.92
"""How much of the text width the cover's table takes; it stands in the middle."""
_TALL = 70.0
"""A row whose text is higher than this (mm) may break over pages; a lower one never does."""
_KEPT = 110.0
"""Rows under one spanning cell stay on one page up to this height (mm)."""
_WIDE = 80.0
"""A cell at least this wide (mm) is set justified; in a narrower one the gaps would be seen."""
_MOST_KEPT = 190.0
"""Rows that are to stay together do so up to this height (mm); a page has some 237."""
_PAGE = 225.0
"""What is kept on one page is never higher than this (mm), by the most that its text can take."""
_HEAD = 60.0
"""Heads up to this height (mm) repeat on each page; higher ones are rows like any other."""
_STYLES = {"heading": "table_heading", "label": "table_label"}


class TableWriter:
    """Writes tables for one typography; ``missing`` are characters without a glyph."""

    def __init__(self, typography: Typography, missing: frozenset[str]) -> None:
        self.typography = typography
        self.estimate = Estimate(typography)
        self.missing = missing

    def form(self, table: FormTable, used: float = 0.0, below: float = 0.0) -> list[dict[str, Any]]:
        """Return a form's table, cut in several where a row starts a new page.

        ``used`` is the height in mm of what stands above it on its page, ``below`` of what stands
        under it.
        """
        starts = _page_starts(table)
        ends = [*starts[1:], len(table.grid.rows)]
        return [
            self._piece(
                table, first, last, 0.0 if first else used, 0.0 if last < ends[-1] else below
            )
            for first, last in zip(starts, ends, strict=True)
        ]

    def _piece(
        self, table: FormTable, first: int, last: int, used: float, below: float
    ) -> dict[str, Any]:
        cells = [one for one in table.cells if first <= one.cell.row < last]
        asked = needs(((one.cell, self._asked(table, one)) for one in cells), first, last)
        most = needs(((one.cell, self._asked(table, one, most=True)) for one in cells), first, last)
        signed = {one.cell.row - first for one in cells if one.cell.sign}
        tall = {row for row in _tall(asked, most, _PAGE) if row not in signed}
        heights = row_heights(table, first, asked, page.TEXT_HEIGHT - used - below)
        heights = [asked[row] if row in signed else one for row, one in enumerate(heights)]
        least = [max(*one) for one in zip(asked, heights, strict=True)]
        keep = _keepers(table, first, least, [max(*one) for one in zip(most, heights, strict=True)])
        lower = self._lower(table, first, asked, keep, frozenset(tall), (used, below))
        if lower is not None:
            heights, asked = lower, [min(*one) for one in zip(asked, lower, strict=True)]
        edges = table.grid.edges
        return {
            "kind": "form",
            "first": first,
            "next": first > 0,
            "borders": table.borders,
            "width": _whole(table),
            "columns": [right - left for left, right in itertools.pairwise(edges)],
            "heights": heights,
            "tall": [row in tall for row in range(len(asked))],
            "keep": keep,
            "cells": [self._cell(table, one, first, (asked, most)) for one in cells],
        }

    def _lower(
        self,
        table: FormTable,
        first: int,
        asked: list[float],
        keep: list[list[int]],
        tall: frozenset[int],
        around: tuple[float, float],
    ) -> list[float] | None:
        """Return lower rows where they save a page that would hold little."""
        if not table.borders:
            return None
        own = [row.height for row in table.grid.rows[first : first + len(asked)]]
        boxes = {
            one.cell.row - first: one.cell.sign.height
            for one in table.cells
            if one.cell.sign is not None and first <= one.cell.row < first + len(asked)
        }
        # The estimate has the gap between lines under the last one too.
        gap = self.estimate.points("table") * (LINE - 1) / MM
        return fitted(Rows(own, [one - gap for one in asked], boxes, keep, tall, *around))

    def _asked(self, table: FormTable, filled: FilledCell, *, most: bool = False) -> float:
        """Return the height in mm that a cell asks for, by estimate, or the ``most`` it can take."""
        if filled.cell.sign is not None:
            return filled.cell.sign.height
        style = _style(table, filled.cell)
        room = self.estimate.room(_width(table, filled.cell), style)
        reckon = self.estimate.most if most else self.estimate.text
        return reckon(filled.text, room, style) + 2 * MARGIN

    def _cell(
        self,
        table: FormTable,
        filled: FilledCell,
        first: int,
        reckoned: tuple[list[float], list[float]],
    ) -> dict[str, Any]:
        cell, (asked, most) = filled.cell, reckoned
        style, width = _style(table, cell), _width(table, cell)
        room = self.estimate.room(width, style)
        rows = slice(cell.row - first, cell.row - first + cell.rows)
        kept = sum(asked[rows]) <= _KEPT and sum(most[rows]) <= _PAGE
        align = cell.align or self._alignment(table, cell, style)
        prose = align == "left" and cell.role == "value" and table.borders and width >= _WIDE
        written: dict[str, Any] = {
            "x": cell.column,
            "y": cell.row - first,
            "columns": cell.columns,
            "rows": cell.rows,
            "role": cell.role,
            "style": style,
            "align": align,
            "justified": prose and _is_chinese(filled.text),
            "stacked": cell.role == "option" and cell.flow == "stack",
            "padding": [padding(width), MARGIN if table.borders else 1.6],
            "kept": cell.rows > 1 and kept,
            "ruled": not table.borders and cell.ruled,
            "atoms": segment_atoms(filled.segments, room, self.missing),
        }
        if cell.sign is not None:
            height = min(cell.sign.height, asked[cell.row - first])
            written["sign"] = self._sign(cell, filled.segments, room, height)
        return written

    def _alignment(self, table: FormTable, cell: GridCell, style: str) -> str:
        if cell.role == "index":
            return "center"
        if not table.borders:
            return "center" if cell.role == "label" else "left"
        align: str = getattr(self.typography, style).align
        return "left" if align == "justify" else align

    def _sign(
        self, cell: GridCell, segments: Sequence[Segment], room: float, height: float
    ) -> dict[str, Any]:
        """Return a signature box's lines; they are those of its text, so that nothing differs."""
        assert cell.sign is not None
        lines = "".join(segment.text for segment in segments).split("\n")
        date = lines.pop() if cell.sign.date else ""
        split = len(lines) - len(cell.sign.lines)
        return {
            "head": [atoms(line, room, self.missing) for line in lines[:split]],
            "foot": [atoms(line, room, self.missing) for line in lines[split:]],
            "date": date.split(),
            "height": height,
        }

    def plain(self, table: PlainTable) -> dict[str, Any]:
        """Return a table without fields; head cells at its top repeat on each page."""
        count = max((one.row + one.rows for one in table.cells), default=0)
        asked, most = (
            needs(((one, self._plain_height(table, one, most)) for one in table.cells), 0, count)
            for most in (False, True)
        )
        head = _head(table)
        if sum(most[:head]) > _HEAD:
            head = 0
        tall = _tall(asked, most, _PAGE - sum(most[:head]))
        return {
            "kind": "plain",
            "columns": list(table.widths),
            "cells": [self._plain_cell(table, cell, cell.row in tall) for cell in table.cells],
            "head": head,
            "caption": atoms(table.caption, 40, self.missing),
        }

    def _plain_height(self, table: PlainTable, cell: PlainCell, most: bool) -> float:
        style, width = _plain_style(cell), _plain_width(table, cell)
        reckon = self.estimate.most if most else self.estimate.text
        return reckon(cell.text, self.estimate.room(width, style), style)

    def _plain_cell(self, table: PlainTable, cell: PlainCell, tall: bool) -> dict[str, Any]:
        style, width = _plain_style(cell), _plain_width(table, cell)
        return {
            "x": cell.column,
            "y": cell.row,
            "columns": cell.columns,
            "rows": cell.rows,
            "head": cell.head,
            "style": style,
            "align": "center" if cell.head or is_figure(cell.text) else "left",
            "padding": [padding(width), 1.6],
            # One cell that is kept keeps its whole row, so a low cell beside a high one is not.
            "kept": cell.rows == 1 and not tall,
            "atoms": atoms(cell.text, self.estimate.room(width, style), self.missing),
            **_page_of(cell),
        }


def _tall(asked: Sequence[float], most: Sequence[float], room: float) -> frozenset[int]:
    """Return the rows that may break: high ones, and any that ``room`` mm might not hold."""
    rows = enumerate(zip(asked, most, strict=True))
    return frozenset(row for row, (need, worst) in rows if need > _TALL or worst > room)


def _head(table: PlainTable) -> int:
    """Return how many rows at the top are heads; none where a cell goes on under them."""
    head = max((one.row + one.rows for one in table.cells if one.head and one.row == 0), default=0)
    return 0 if any(one.row < head < one.row + one.rows for one in table.cells) else head


def _plain_style(cell: PlainCell) -> str:
    return "table_label" if cell.head else "table"


def _plain_width(table: PlainTable, cell: PlainCell) -> float:
    return page.TEXT_WIDTH * sum(table.widths[cell.column : cell.column + cell.columns])


def _page_of(cell: PlainCell) -> dict[str, Any]:
    """Return what the template asks the number of a page by."""
    if cell.page_of is None:
        return {}
    return {"of": f"scan-{cell.page_of.scan}", "further": cell.page_of.page, "align": "center"}


def _keepers(
    table: FormTable, first: int, heights: Sequence[float], most: Sequence[float]
) -> list[list[int]]:
    """Return first row and number of the rows that stay on one page; none that a page cannot hold."""
    kept = {row - first for row in kept_rows(table.grid)}
    found: list[list[int]] = []
    start = 0
    for row in range(len(heights)):
        if row in kept and row + 1 < len(heights):
            continue
        together = slice(start, row + 1)
        fits = sum(heights[together]) <= _MOST_KEPT and sum(most[together]) <= _PAGE
        if row > start and fits:
            found.append([start, row + 1 - start])
        start = row + 1
    return found


def _is_chinese(text: str) -> bool:
    """Return whether a text breaks nearly everywhere; Latin words would be driven apart."""
    return sum(one.isascii() for one in text) * 3 < len(text)


def _whole(table: FormTable) -> float:
    return page.TEXT_WIDTH * (1.0 if table.borders else COVER_SHARE)


def _width(table: FormTable, cell: GridCell) -> float:
    edges = table.grid.edges
    return _whole(table) * (edges[cell.column + cell.columns] - edges[cell.column])


def _style(table: FormTable, cell: GridCell) -> str:
    return _STYLES.get(cell.role, "table") if table.borders else "cover_line"


def _page_starts(table: FormTable) -> list[int]:
    """Return the rows that start a page, 0 first; a row under a spanning cell cannot."""
    spanned = {
        row for one in table.cells for row in range(one.cell.row + 1, one.cell.row + one.cell.rows)
    }
    rows = enumerate(table.grid.rows)
    return [n for n, row in rows if n == 0 or (row.new_page and n not in spanned)]
