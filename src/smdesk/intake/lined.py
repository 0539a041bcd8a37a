"""Forms without a table: lines parted by tabs, as a table turned into text, are laid out as one again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from smdesk.intake.align import LINED
from smdesk.intake.word import WordCell, WordParagraph, WordRun, WordTable

Item = WordParagraph | WordTable

LEAST_LINES = 5
"""Fewer lines with tabs are an address or a list, no form."""
MOST_BETWEEN = 4
"""So many lines without a tab may stand between two with one: headings, options, second lines."""
MOST_COLUMNS = 40
WIDTH = 9072


def with_tables(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return ``items`` with each run of tabbed lines as a table; numbers from `LINED` on."""
    numbers = count(LINED)
    found: list[Item] = []
    waiting: list[WordParagraph] = []
    for item in [*items, None]:
        if isinstance(item, WordParagraph) and not item.boxed:
            waiting.append(item)
            continue
        found += _laid_out(waiting, numbers)
        waiting = []
        if item is not None:
            found.append(item)
    return tuple(found)


def _laid_out(lines: Sequence[WordParagraph], numbers: Iterator[int]) -> Iterator[Item]:
    """Yield the lines as they are, but for groups that were a table."""
    tabbed = [place for place, one in enumerate(lines) if "\t" in one.text.strip()]
    at = 0
    for first, last in _groups(lines, tabbed):
        yield from lines[at:first]
        yield _table(lines[first : last + 1], next(numbers))
        at = last + 1
    yield from lines[at:]


def _groups(lines: Sequence[WordParagraph], tabbed: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield from where to where lines are one table."""
    group: list[int] = []
    for place in tabbed:
        between = lines[group[-1] + 1 : place] if group else ()
        if sum(bool(one.text.strip()) for one in between) > MOST_BETWEEN:
            if len(group) >= LEAST_LINES:
                yield group[0], group[-1]
            group = []
        group.append(place)
    if len(group) >= LEAST_LINES:
        yield group[0], group[-1]


def _table(lines: Sequence[WordParagraph], number: int) -> WordTable:
    """Return lines as a table: a line a row, its cells pushed to the right under each other."""
    rows = [_cells(one) for one in lines if one.text.strip()]
    columns = max(len(row) for row in rows)
    edges = tuple(WIDTH * place // columns for place in range(columns + 1))
    cells = tuple(
        WordCell(
            place,
            0 if index == 0 else columns - len(row) + index,
            1,
            columns - len(row) + 1 if index == 0 else 1,
            (one,),
        )
        for place, row in enumerate(rows)
        for index, one in enumerate(row)
    )
    return WordTable(number, len(rows), edges, cells)


def _cells(line: WordParagraph) -> list[WordParagraph]:
    """Return a line cut at its tabs, each piece with its own runs."""
    pieces: list[list[WordRun]] = [[]]
    for run in line.runs:
        for place, text in enumerate(run.text.split("\t")):
            if place:
                pieces.append([])
            if text:
                pieces[-1].append(run._replace(text=text))
    kept = pieces[:MOST_COLUMNS]
    return [line._replace(runs=tuple(one), controls=(), bookmarks=()) for one in kept]
