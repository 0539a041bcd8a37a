"""Forms without a table: lines parted by tabs, or each a label with its answer, are laid out as one again."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count, groupby

from smdesk.intake.align import LINED
from smdesk.intake.align.form import lines_table
from smdesk.intake.align.model import RUNS
from smdesk.intake.word import WordCell, WordParagraph, WordRun, WordTable

Item = WordParagraph | WordTable

LEAST_LINES = 5
"""Fewer lines with tabs are an address or a list, no form."""
MOST_BETWEEN = 4
"""So many lines without a tab may stand between two with one: headings, options, second lines."""
MOST_COLUMNS = 40
WIDTH = 9072


_LABEL = re.compile(r"[\s\u3000]*([^:：\n]{2,60})[:：]")
LEAST_RUN = 2
"""A single line with a label's words may be any sentence."""
MOST_AFTER = 16
"""So many lines behind the last label may be its boxes and the text of its answer."""


def with_answers(
    items: Sequence[Item], asks: Callable[[str], bool], closes: Callable[[str], bool]
) -> tuple[Item, ...]:
    """Return ``items`` with each run of lines ``企业名称：某公司`` as a table of one column.

    ``asks`` says whether words are a label of some form, ``closes`` whether they head a place to sign.
    Nothing changes in a file with fewer such lines than `LEAST_LINES`.
    """
    numbers = count(RUNS)
    asked = {place for place, one in enumerate(items) if _begins(one, asks)}
    if len(asked) < LEAST_LINES:
        return tuple(items)
    found: list[Item] = []
    for in_text, run in groupby(enumerate(items), lambda one: _is_text(one[1])):
        places = [place for place, _ in run]
        mine = [one for one in places if one in asked]
        if not in_text or len(mine) < LEAST_RUN:
            found += [items[one] for one in places]
            continue
        last = min(mine[-1] + MOST_AFTER, places[-1])
        behind = range(mine[-1] + 1, last + 1)
        last = next((one - 1 for one in behind if _begins(items[one], closes)), last)
        lines = [one for one in items[mine[0] : last + 1] if isinstance(one, WordParagraph)]
        found += items[places[0] : mine[0]]
        found.append(lines_table(lines, next(numbers)))
        found += items[last + 1 : places[-1] + 1]
    return tuple(found)


_BARS = re.compile(r"\s*\|.*\|\s*")
_BLANKS = re.compile(r"[ \u3000\u00a0]{3,}")
"""So many blanks stand where a table's line was; two may stand in a name that was set wide."""


def with_parted(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return ``items`` with tabs in place of what else parts the cells of a table in lines of text.

    That are bars around each cell, wide blanks, and in a sheet of one column the commas of a CSV file.
    """
    found: list[Item] = []
    for item in items:
        if isinstance(item, WordTable):
            found += _rows_parted(item)
        else:
            found.append(_parted(item))
    return tuple(found)


def with_rows(items: Sequence[Item]) -> Sequence[Item]:
    """Return ``items`` with sheets of one column, whose rows hold a table's, as that table; else the same."""
    parted = [_rows_parted(one) if isinstance(one, WordTable) else [one] for one in items]
    if all(len(one) == 1 for one in parted):
        return items
    return with_tables([each for one in parted for each in one])


def _parted(line: WordParagraph) -> WordParagraph:
    if "\t" in line.text.strip():
        return line
    if _BARS.fullmatch(line.text):
        runs = [one._replace(text=one.text.replace("|", "\t")) for one in line.runs if one.text]
        runs[0] = runs[0]._replace(text=runs[0].text.lstrip().removeprefix("\t"))
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip(" ").removesuffix("\t"))
        return line._replace(runs=tuple(runs))
    if _BLANKS.search(line.text.strip()):
        runs = [one._replace(text=_BLANKS.sub("\t", one.text)) for one in line.runs]
        return line._replace(runs=tuple(runs))
    return line


def _rows_parted(table: WordTable) -> list[Item]:
    """Return a sheet of one column as lines, its rows parted; other tables as they are."""
    written = [one for one in table.cells if one.text.strip()]
    if len(written) < LEAST_LINES or any(one.column or one.nested for one in written):
        return [table]
    lines = [one.text for one in written]
    if sum("," in one for one in lines) * 2 > len(lines):
        rows = ["\t".join(row) for row in csv.reader(one.replace("\n", " ") for one in lines)]
        return [WordParagraph((WordRun(row),)) for row in rows]
    parted = [_parted(WordParagraph((WordRun(one.replace("\n", " ")),))) for one in lines]
    return [*parted] if sum("\t" in one.text for one in parted) >= LEAST_LINES else [table]


def _is_text(item: Item) -> bool:
    return isinstance(item, WordParagraph) and not item.boxed


def _begins(item: Item, names: Callable[[str], bool]) -> bool:
    """Return whether a line begins with certain words and a colon."""
    found = _LABEL.match(item.text) if isinstance(item, WordParagraph) else None
    return found is not None and names(found.group(1))


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
