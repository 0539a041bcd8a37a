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
        asked = needs([(one, self._asked(table, one)) for one in cells], first, last)
        signed = {one.cell.row - first for one in cells if one.cell.sign}
        tall = {row for row, need in enumerate(asked) if need > _TALL and row not in signed}
        heights = row_heights(table, first, asked, page.TEXT_HEIGHT - used - below)
        heights = [asked[row] if row in signed else one for row, one in enumerate(heights)]
        keep = _keepers(table, first, [max(*one) for one in zip(asked, heights, strict=True)])
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
            "cells": [self._cell(table, one, first, asked) for one in cells],
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

    def _asked(self, table: FormTable, filled: FilledCell) -> float:
        """Return the height in mm that a cell asks for, by estimate."""
        if filled.cell.sign is not None:
            return filled.cell.sign.height
        style = _style(table, filled.cell)
        room = self.estimate.room(_width(table, filled.cell), style)
        return self.estimate.text(filled.text, room, style) + 2 * MARGIN

    def _cell(
        self, table: FormTable, filled: FilledCell, first: int, asked: list[float]
    ) -> dict[str, Any]:
        cell = filled.cell
        style, width = _style(table, cell), _width(table, cell)
        room = self.estimate.room(width, style)
        spanned = sum(asked[cell.row - first : cell.row - first + cell.rows])
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
            "kept": cell.rows > 1 and spanned <= _KEPT,
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
        heads = [one.row + one.rows for one in table.cells if one.head and one.row == 0]
        return {
            "kind": "plain",
            "columns": list(table.widths),
            "cells": [self._plain_cell(table, cell) for cell in table.cells],
            "head": max(heads, default=0),
            "caption": atoms(table.caption, 40, self.missing),
        }

    def _plain_cell(self, table: PlainTable, cell: PlainCell) -> dict[str, Any]:
        style = "table_label" if cell.head else "table"
        width = page.TEXT_WIDTH * sum(table.widths[cell.column : cell.column + cell.columns])
        room = self.estimate.room(width, style)
        height = self.estimate.text(cell.text, room, style)
        return {
            "x": cell.column,
            "y": cell.row,
            "columns": cell.columns,
            "rows": cell.rows,
            "head": cell.head,
            "style": style,
            "align": "center" if cell.head or is_figure(cell.text) else "left",
            "padding": [padding(width), 1.6],
            "kept": cell.rows == 1 and height <= _TALL,
            "atoms": atoms(cell.text, room, self.missing),
            **_page_of(cell),
        }


def _page_of(cell: PlainCell) -> dict[str, Any]:
    """Return what the template asks the number of a page by."""
    if cell.page_of is None:
        return {}
    return {"of": f"scan-{cell.page_of.scan}", "further": cell.page_of.page, "align": "center"}


def _keepers(table: FormTable, first: int, heights: Sequence[float]) -> list[list[int]]:
    """Return first row and number of the rows that stay on one page; none that a page cannot hold."""
    kept = {row - first for row in kept_rows(table.grid)}
    found: list[list[int]] = []
    start = 0
    for row in range(len(heights)):
        if row in kept and row + 1 < len(heights):
            continue
        if row > start and sum(heights[start : row + 1]) <= _MOST_KEPT:
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
