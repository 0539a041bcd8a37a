"""Tables as they were before a program cut their cells: filled parts, columns of gaps, labels in two.

A filled table says in each part of a merged cell what the cell said; it is told by its heads over the
whole width, which stand in every cell of their row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from smdesk.intake.word import WordCell, WordParagraph, WordTable
from smdesk.notices.boxes import EMPTY, TICKS
from smdesk.notices.typed import NOTHING

Item = WordParagraph | WordTable

LEAST_COLUMNS = 4
LEAST_HEADS = 2
"""So many rows that say one thing in all their cells are no chance."""
_FIGURE = re.compile(r"[-−－+]?[\d０-９][\d０-９,，.．%％\s]*")
_BOX = re.compile(rf"[{TICKS}{EMPTY}]")


def with_merges(items: Sequence[Item], is_label: Callable[[str], bool]) -> Sequence[Item]:
    """Return ``items`` with tables as they were before a program cut their cells; the same where none was.

    ``is_label`` says whether words are a label of some form.
    """
    made = [_mended(one, is_label) if isinstance(one, WordTable) else one for one in items]
    changed = any(one is not other for one, other in zip(made, items, strict=True))
    return tuple(made) if changed else items


def _mended(table: WordTable, is_label: Callable[[str], bool]) -> WordTable:
    if len(table.edges) <= LEAST_COLUMNS or table.row_count < LEAST_HEADS:
        return table
    if is_filled(table):
        return merged(table)
    return with_labels(without_gaps(table), is_label)


# ---- columns that a converter put between all others ----


def without_gaps(table: WordTable) -> WordTable:
    """Return a table without every second column, where nothing stands in any of these."""
    columns = len(table.edges) - 1
    if columns < LEAST_GAPPED or columns % 2 == 0 or any(
        one.column % 2 and (one.columns > 1 or one.text.strip()) for one in table.cells
    ):  # fmt: skip
        return table
    kept = tuple(
        _sized(one, column=one.column // 2, columns=(one.columns + 1) // 2)
        for one in table.cells if one.column % 2 == 0
    )  # fmt: skip
    return _remade(table, kept, (*table.edges[:-1:2], table.edges[-1]))


LEAST_GAPPED = 7


# ---- labels that a false line goes through ----


def with_labels(table: WordTable, is_label: Callable[[str], bool]) -> WordTable:
    """Return a table with two neighbours as one cell where only together they are a label."""
    gone: dict[tuple[int, int], WordCell | None] = {}
    for row in table.by_row:
        for one, other in pairwise(row):
            if (one.row, one.column) not in gone and _are_a_label(one, other, is_label):
                gone[one.row, one.column] = _sized(
                    one, columns=one.columns + other.columns, more=other.paragraphs
                )
                gone[other.row, other.column] = None
    if not gone:
        return table
    cells = (gone.get((one.row, one.column), one) for one in table.cells)
    return _remade(table, tuple(one for one in cells if one is not None), table.edges)


def _are_a_label(one: WordCell, other: WordCell, is_label: Callable[[str], bool]) -> bool:
    if one.rows != other.rows or one.column + one.columns != other.column:
        return False
    first, second = (re.sub(r"\s", "", each.text) for each in (one, other))
    if _YEAR.fullmatch(f"{first}|{second}"):
        return True
    if not (first and len(second) > 1 and len(first) + len(second) <= MOST_LABEL):
        return False
    if _NO_LABEL.search(first + second) is not None:
        return False
    return is_label(first + second) and not is_label(second) and not is_label(first)


MOST_LABEL = 30
_NO_LABEL = re.compile(rf"[\d@。；{TICKS}{EMPTY}]")
_YEAR = re.compile(r"(?=.{6,8}$)[12]\|?[09]\|?\d\|?\d\|?年(?:度|末)?")
"""The head of a year in two cells: 20 and 21年, 2021 and 年."""


# ---- cells that were cut and filled ----


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
    return _remade(table, tuple(made), table.edges)


def _remade(table: WordTable, cells: tuple[WordCell, ...], edges: tuple[int, ...]) -> WordTable:
    return WordTable(
        table.number, table.row_count, edges, cells, table.before, table.parent, table.boxed,
        table.revised,
    )  # fmt: skip


def _sized(
    one: WordCell, *, column: int | None = None, rows: int = 0, columns: int = 0,
    more: tuple[WordParagraph, ...] = (),
) -> WordCell:  # fmt: skip
    """Return a cell of another size, with the words of another behind its own."""
    paragraphs = one.paragraphs
    if more and paragraphs:
        last = paragraphs[-1]
        joined = last._replace(runs=(*last.runs, *more[0].runs))
        paragraphs = (*paragraphs[:-1], joined, *more[1:])
    return WordCell(
        one.row, one.column if column is None else column, rows or one.rows, columns or one.columns,
        paragraphs, one.revised, one.replaced, one.nested, one.controls, one.bookmarks,
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
