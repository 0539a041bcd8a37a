"""Texts too long for their cells become 附页; the rule is the notice's ``cell_most``.

The height is reckoned as both writers reckon it, so Word and PDF have the same 附页.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from smdesk.notices import annex
from smdesk.notices.address import Address
from smdesk.notices.models import POINTS, FormField, Kind, Typography
from smdesk.notices.render import Segment
from smdesk.packet import page
from smdesk.packet.docx.tables import text_height
from smdesk.packet.tree import Block, FilledCell, FormTable, Part, PlainCell, PlainTable

_TEXTS = frozenset({
    Kind.TEXT, Kind.LONG_TEXT, Kind.NAME, Kind.ADDRESS, Kind.INDUSTRY, Kind.REGISTRATION, Kind.SHARES,
})  # fmt: skip
_SHORTEST = 60
"""Characters that are never too many for a cell; keeps the common case free."""


@dataclass(frozen=True)
class Annex:
    """One text that leaves its cell: its number from 1, its place and the whole text."""

    number: int
    address: Address
    text: str

    @property
    def reference(self) -> str:
        """What the cell shows instead."""
        return annex.reference(self.number)


def with_annexes(
    table: FormTable, fields: Mapping[str, FormField], typography: Typography, most: float
) -> tuple[FormTable, tuple[Annex, ...]]:
    """Return a form's table in which no cell is higher than ``most`` mm, and what left it."""
    high = [one for one in table.cells if _is_high(table, one, typography, most)]
    if not high:
        return table, ()
    found: list[Annex] = []
    number = 1 + max(annex.numbers_in("\n".join(one.text for one in table.cells)), default=0)
    cells = {(one.cell.row, one.cell.column): one for one in table.cells}
    for filled in high:
        for index in _longest_first(filled.segments, fields):
            now = cells[filled.cell.row, filled.cell.column]
            if number > annex.MOST or not _is_high(table, now, typography, most):
                break
            segment = now.segments[index]
            assert segment.address is not None
            found.append(Annex(number, segment.address, segment.text))
            cells[filled.cell.row, filled.cell.column] = _shortened(now, index, found[-1])
            number += 1
    ordered = tuple(cells[one.cell.row, one.cell.column] for one in table.cells)
    return replace(table, cells=ordered), tuple(found)


def _is_high(table: FormTable, filled: FilledCell, typography: Typography, most: float) -> bool:
    cell = filled.cell
    text = filled.text
    if len(text) < _SHORTEST or cell.sign is not None or cell.role != "value":
        return False
    edges = table.grid.edges
    width = page.TEXT_WIDTH * (edges[cell.column + cell.columns] - edges[cell.column])
    return text_height(text, width, float(POINTS[typography.table.size])) > most


def _longest_first(segments: Sequence[Segment], fields: Mapping[str, FormField]) -> list[int]:
    texts = [
        number for number, one in enumerate(segments)
        if one.kind == "value" and one.address is not None
        and fields[one.address.field].kind in _TEXTS and len(one.text) >= _SHORTEST
    ]  # fmt: skip
    return sorted(texts, key=lambda number: -len(segments[number].text))


def _shortened(filled: FilledCell, index: int, one: Annex) -> FilledCell:
    segments = list(filled.segments)
    segments[index] = replace(segments[index], text=one.reference)
    return replace(filled, segments=tuple(segments))


def annex_part(title: Block, found: Iterable[tuple[Annex, str]]) -> Part:
    """Return the part of all 附页: each a table of its label, repeated on every page, and its text."""
    tables = (
        PlainTable(
            (1.0,),
            (PlainCell(0, 0, annex.head(one.number, label), head=True), PlainCell(1, 0, one.text)),
        )
        for one, label in found
    )
    return Part("annex", annex.TITLE, (title, *tables))
