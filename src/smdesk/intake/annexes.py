"""附页 are read back: a cell that says 见附页一 is taken to hold what stands on that 附页.

The text is put in wherever the cell says it: in what is seen, in its controls and bookmarks. So all
further reading works as if the text had stayed in its cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from smdesk.intake.word import WordCell, WordParagraph, WordTable
from smdesk.intake.word.late import LateTable
from smdesk.intake.word.plain import PlainCell
from smdesk.notices import annex

Item = WordParagraph | WordTable


def put_back(tables: Sequence[WordTable]) -> tuple[WordTable, ...]:
    """Return ``tables`` without those of 附页, their texts in the cells that refer to them.

    A table that nothing refers to stays: it may be anything.
    """
    texts = _texts(tables)
    if not texts:
        return tuple(tables)
    found = [_filled(one, texts) for one in tables if _number(one) not in texts]
    return tuple(found)


def items_with(items: Iterable[Item], tables: Sequence[WordTable]) -> Iterator[Item]:
    """Yield ``items`` with their tables as `put_back` left them."""
    known = {one.number: one for one in tables}
    for one in items:
        kept = known.get(one.number) if isinstance(one, WordTable) else one
        if kept is not None:
            yield kept


def _number(table: WordTable) -> int | None:
    """Return the number of the 附页 that a table is: one column, its head in the first row."""
    if table.parent is not None or table.row_count < 2:
        return None
    if isinstance(table, LateTable) and not table.may_say(annex.TITLE[:1]):
        return None
    if not table.cells:
        return None
    if len(table.cells) != table.row_count:
        return None
    return annex.number_of_head(table.cells[0].text)


def _texts(tables: Sequence[WordTable]) -> dict[int, str]:
    """Return the text of each 附页 that some cell refers to; a head that stands twice is none."""
    found: dict[int, str] = {}
    twice: set[int] = set()
    for one in tables:
        number = _number(one)
        if number is not None:
            twice |= {number} & set(found)
            found[number] = "\n".join(cell.text for cell in one.cells[1:])
    if not found:
        return {}
    asked = {
        number
        for one in tables
        if _number(one) is None
        for cell in one.cells
        for number in annex.numbers_in(cell.text)
    }
    return {number: found[number] for number in asked & set(found) - twice}


def _filled(table: WordTable, texts: Mapping[int, str]) -> WordTable:
    if not any(annex.numbers_in(cell.text) for cell in table.cells):
        return table
    table = table.in_full() if isinstance(table, LateTable) else table
    return replace(table, cells=tuple(_cell(cell, dict(texts)) for cell in table.cells))


def _cell(cell: WordCell, texts: dict[int, str]) -> WordCell:
    if not set(annex.numbers_in(cell.text)) & set(texts):
        return cell
    cell = cell.in_full() if isinstance(cell, PlainCell) else cell
    paragraphs = tuple(
        one._replace(
            runs=tuple(run._replace(text=annex.resolved(run.text, texts)) for run in one.runs),
            controls=_pairs(one.controls, texts),
            bookmarks=_pairs(one.bookmarks, texts),
        )
        for one in cell.paragraphs
    )
    return replace(
        cell,
        paragraphs=paragraphs,
        controls=_pairs(cell.controls, texts),
        bookmarks=_pairs(cell.bookmarks, texts),
    )


def _pairs(
    found: tuple[tuple[str, str], ...], texts: dict[int, str]
) -> tuple[tuple[str, str], ...]:
    return tuple((name, annex.resolved(text, texts)) for name, text in found)
