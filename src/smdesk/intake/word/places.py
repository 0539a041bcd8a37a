"""Places raw cells on a table's grid: by grid columns, or by widths where the spans disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from smdesk.intake.word.story import Element, Story

TOLERANCE = 0.012
"""Borders nearer than this share of the table's width are one border."""
UNIT = 100
"""Width of a column that no width is known of."""


@dataclass(slots=True)
class RawCell:
    """A cell as written: its span, width and merges; ``down`` and ``right`` are restart, continue.

    In a plain table it has no ``story``: what stands in ``element`` is read when it is asked for.
    """

    element: Element
    story: Story | None
    span: int = 1
    width: float = 0.0
    width_type: str = "auto"
    down: str | None = None
    right: str | None = None


@dataclass(slots=True)
class RawRow:
    """A row as written; ``before`` and ``after`` are grid columns left out at its ends."""

    cells: list[RawCell] = field(default_factory=list)
    before: int = 0
    after: int = 0
    width_before: float = 0.0
    removed: bool = False
    revised: bool = False


@dataclass(slots=True)
class Placed:
    """A cell on the grid."""

    raw: RawCell
    row: int
    column: int
    columns: int
    rows: int = 1


def place(rows: Sequence[RawRow], widths: Sequence[int]) -> tuple[tuple[int, ...], list[Placed]]:
    """Return column borders and placed cells, merges resolved, in reading order."""
    totals = {row.before + sum(cell.span for cell in row.cells) + row.after for row in rows}
    count = max(totals, default=0)
    ragged = len(totals) > 1 or bool(widths and totals and count != len(widths))
    if ragged:
        columns = _by_width(rows)
        if columns is not None:
            edges, spans = columns
            return edges, _merge(rows, spans)
    grid = [*widths[:count], *[0] * (count - len(widths))]
    sizes = [width or UNIT for width in grid]
    return tuple(accumulate(sizes, initial=0)), _merge(rows, [_by_index(row) for row in rows])


def _by_index(row: RawRow) -> list[tuple[int, int]]:
    starts = accumulate((cell.span for cell in row.cells), initial=row.before)
    return [(start, cell.span) for start, cell in zip(starts, row.cells, strict=False)]


def _by_width(
    rows: Sequence[RawRow],
) -> tuple[tuple[int, ...], list[list[tuple[int, int]]]] | None:
    """Return borders and each row's (column, columns) from the cells' own widths, if all have one."""
    kinds = {cell.width_type for row in rows for cell in row.cells}
    if len(kinds) != 1 or "auto" in kinds:
        return None
    if any(cell.width <= 0 for row in rows for cell in row.cells):
        return None
    if any(row.before and not row.width_before for row in rows):
        return None
    lines = [
        list(accumulate((cell.width for cell in row.cells), initial=row.width_before))
        for row in rows
    ]
    for tolerance in (TOLERANCE, TOLERANCE / 4, 0.0):
        found = _cluster(lines, tolerance)
        if found is not None:
            return found
    return None


def _cluster(
    lines: Sequence[Sequence[float]], tolerance: float
) -> tuple[tuple[int, ...], list[list[tuple[int, int]]]] | None:
    """Return common borders; ``None`` where a cell would lose its width."""
    values = sorted({0.0, *(value for line in lines for value in line)})
    reach = tolerance * values[-1]
    borders: list[float] = []
    index: dict[float, int] = {}
    for value in values:
        if not borders or value - borders[-1] > reach:
            borders.append(value)
        index[value] = len(borders) - 1
    spans = []
    for line in lines:
        places = [index[value] for value in line]
        pairs = [(left, right - left) for left, right in pairwise(places)]
        if any(size < 1 for _, size in pairs):
            return None
        spans.append(pairs)
    return tuple(round(border) for border in borders), spans


def _merge(rows: Sequence[RawRow], spans: Sequence[Sequence[tuple[int, int]]]) -> list[Placed]:
    """Return the cells with vertical and horizontal merges taken together.

    A vertical continuation joins the cell above with the same borders; without one it stands for
    itself, as Word shows it.
    """
    placed: list[Placed] = []
    above: dict[int, Placed] = {}
    for number, (row, places) in enumerate(zip(rows, spans, strict=True)):
        open_here: dict[int, Placed] = {}
        last: Placed | None = None
        for raw, (column, size) in zip(row.cells, places, strict=True):
            if raw.right == "continue" and last is not None and last.row == number:
                last.columns += size
                continue
            upper = above.get(column) if raw.down == "continue" else None
            if upper is not None and _fits(upper, raw, size):
                upper.rows += 1
                open_here[column] = last = upper
                continue
            last = Placed(raw, number, column, size)
            placed.append(last)
            if raw.down is not None:
                open_here[column] = last
        above = open_here
    return placed


def _fits(upper: Placed, raw: RawCell, size: int) -> bool:
    return upper.columns == size or raw.right is not None
