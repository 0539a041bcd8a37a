"""Tables whose merged cells were cut and filled: each part says again what the cell said, as scripts write them.

Such a table is told by its heads over the whole width, which stand in every cell of their row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smdesk.intake.word import WordCell, WordParagraph, WordTable
from smdesk.notices.boxes import EMPTY, TICKS
from smdesk.notices.typed import NOTHING

Item = WordParagraph | WordTable

LEAST_COLUMNS = 4
LEAST_HEADS = 2
"""So many rows that say one thing in all their cells are no chance."""
_FIGURE = re.compile(r"[-−－+]?[\d０-９][\d０-９,，.．%％\s]*")
_BOX = re.compile(rf"[{TICKS}{EMPTY}]")


def with_merges(items: Sequence[Item]) -> Sequence[Item]:
    """Return ``items`` with the cells of filled tables merged as they were; the same where there is none."""
    if not any(isinstance(one, WordTable) and is_filled(one) for one in items):
        return items
    return tuple(
        merged(one) if isinstance(one, WordTable) and is_filled(one) else one for one in items
    )


def is_filled(table: WordTable) -> bool:
    """Return whether rows of a table say one thing in all of several cells."""
    if len(table.edges) <= LEAST_COLUMNS:
        return False
    heads = 0
    for row in table.by_row:
        texts = {one.text.strip() for one in row}
        whole = len(row) == len(table.edges) - 1 and len(texts) == 1
        heads += whole and not _answers(next(iter(texts)))
    return heads >= LEAST_HEADS


def merged(table: WordTable) -> WordTable:
    """Return a table with neighbours that say the same as one cell."""
    grid = {(one.row, one.column): one for one in table.cells}
    made: list[WordCell] = []
    above: dict[tuple[int, int], int] = {}
    for row in table.by_row:
        for first, last in _runs(grid, row):
            place = first.column, last.column + last.columns
            number = above.get(place)
            if number is not None and _goes_on(made[number], first):
                made[number] = _sized(made[number], rows=made[number].rows + 1)
                continue
            above[place] = len(made)
            made.append(_sized(first, columns=place[1] - place[0]))
    return WordTable(
        table.number, table.row_count, table.edges, tuple(made), table.before, table.parent,
        table.boxed, table.revised,
    )  # fmt: skip


def _sized(one: WordCell, *, rows: int = 0, columns: int = 0) -> WordCell:
    return WordCell(
        one.row, one.column, rows or one.rows, columns or one.columns, one.paragraphs, one.revised,
        one.replaced, one.nested, one.controls, one.bookmarks,
    )  # fmt: skip


def _runs(
    grid: dict[tuple[int, int], WordCell], row: Sequence[WordCell]
) -> Iterator[tuple[WordCell, WordCell]]:
    """Yield the first and the last cell of each stretch of a row that says one thing."""
    start = 0
    for place, one in enumerate(row):
        follows = row[place + 1] if place + 1 < len(row) else None
        if follows is None or not _is_part(grid, one, follows):
            yield row[start], one
            start = place + 1


def _is_part(grid: dict[tuple[int, int], WordCell], one: WordCell, other: WordCell) -> bool:
    """Return whether two neighbours were one cell: figures that are alike only where the cells above them were."""
    text = one.text.strip()
    if not text or text != other.text.strip() or one.rows > 1 or other.rows > 1:
        return False
    for row in range(one.row - 1, -1, -1):
        if not _answers(text):
            return True
        above = grid.get((row, one.column)), grid.get((row, other.column))
        if above[0] is None or above[1] is None:
            return False
        text = above[0].text.strip()
        if text != above[1].text.strip():
            return False
    return not _answers(text)


def _answers(text: str) -> bool:
    """Return whether a text could be the answer of two cells side by side."""
    return not text or text in NOTHING or _FIGURE.fullmatch(text) is not None


def _goes_on(above: WordCell, first: WordCell) -> bool:
    """Return whether a cell says again what a label at the edge, or a box, says right above it."""
    text = first.text.strip()
    return (
        above.row + above.rows == first.row
        and bool(text)
        and text == above.text.strip()
        and (first.column == 0 or _BOX.search(text) is not None)
    )
