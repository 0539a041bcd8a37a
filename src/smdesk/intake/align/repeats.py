"""Reads repeating rows under their column heads: as many as there are, up to the next label."""

from __future__ import annotations

import re

from smdesk.intake.align.match import Hit
from smdesk.intake.align.plan import RepeatPlan
from smdesk.intake.align.view import FILLER, Spot, overlap, straddles
from smdesk.intake.align.work import Work, hit_reasons
from smdesk.notices.address import Address
from smdesk.notices.models import FormField

_TOTAL = re.compile(r"[\s\u3000]*(合|总|小)[\s\u3000]*计[\s\u3000]*")
MOST_ROWS = 500


def read_repeat(work: Work, repeat: RepeatPlan) -> None:
    """Read every row of a repeat; rows are numbered by their place below the heads."""
    columns = [
        (tail, work.hits[number], field)
        for tail, number, field in repeat.columns
        if number in work.hits and work.hits[number].inside is None
    ]
    if not columns:
        return
    rows = [(hit.spot.table, hit.spot.row) for _, hit, _ in columns]
    table, row = max(set(rows), key=rows.count)
    columns = [one for one in columns if (one[1].spot.table, one[1].spot.row) == (table, row)]
    below = max(hit.spot.row + hit.spot.rows for _, hit, _ in columns)
    index = work.hits.get(repeat.index) if repeat.index is not None else None
    lines = _lines(work, table, below, columns)
    if len(columns) < len(repeat.columns):  # another list may have some of the same heads
        lines = [(line, "heads-missing") for line, _ in lines]
    _read_lines(work, repeat, columns, index, lines)


_Columns = list[tuple[str, Hit, FormField]]


def _lines(
    work: Work, table: int, start: int, columns: _Columns
) -> list[tuple[list[Spot], str | None]]:
    """Return the rows of values as spots, and a doubt for those of a continuing table."""
    found: list[tuple[list[Spot], str | None]] = []
    doubt: str | None = None
    row = start
    while True:
        lines = work.view.rows[table]
        while row < len(lines) and len(found) < MOST_ROWS:
            line = [spot for spot in lines[row] if spot.row == row or spot.label is None]
            if any(spot.label is not None and spot.row == row for spot in lines[row]):
                return found
            found.append((line, doubt))
            row += 1
        heads = [hit.spot for _, hit, _ in columns]
        cut = work.view.goes_on(heads, row, table)  # each row may be a table of its own
        again = table != heads[0].table
        following = cut if cut is not None else work.view.next_table(table)
        if following is None or not (cut or _continues(work, following, len(columns))):
            return found
        table, row, doubt = following, 0, "row-continued" if cut is None or again else "row-carried"


def _continues(work: Work, table: int, columns: int) -> bool:
    """Return whether a following table begins with rows of the same columns, before any label."""
    first = work.view.row(table, 0)
    known = any(spot.label is not None for line in work.view.rows[table] for spot in line)
    plain = all(spot.label is None and spot.year is None for spot in first)
    return known and plain and len(first) >= columns


def _read_lines(
    work: Work, repeat: RepeatPlan, columns: _Columns, index: Hit | None,
    lines: list[tuple[list[Spot], str | None]],
) -> None:  # fmt: skip
    number = 0
    heads = [hit for _, hit, _ in columns]
    last = max(
        (n for n, (line, _) in enumerate(lines) if _row_of(line, heads) and _written(line, index)),
        default=-1,
    )
    numbered = index is not None and any(_index_text(line, index) for line, _ in lines)
    uneven = numbered and any(
        _written(line, index) and not _index_text(line, index) for line, _ in lines[: last + 1]
    )  # a row without its number goes on with the one above
    if _is_spaced([line for line, _ in lines[: last + 1]]) and len(lines) + 1 >= 2 * repeat.rows:
        lines, last = lines[1::2], last // 2
    for place, (line, doubt) in enumerate(lines):
        said = [spot.text for spot in line if spot.text]
        if (numbered and not said) or (len(said) == 1 and _is_page(said[0])):
            continue  # a gap between two parts of a list, not one of its rows
        if place > last and number >= repeat.rows:
            break
        cells = _row_of(line, heads)
        if cells is None or any(_TOTAL.fullmatch(spot.text) for spot in line):
            continue
        if _is_heads(cells, heads):
            for spot in line:
                spot.label = -1
            continue
        number += 1
        over = work.view.row(heads[0].spot.table, heads[0].spot.row)
        cells, askew = _straightened(line, cells, heads, index, over)
        for spot in line:
            if index is not None and overlap(spot, index.spot) > 0.5 and not spot.claims:
                spot.label = -1
        doubts = [*([doubt] if doubt else []), *(["value-beside"] if askew else [])]
        doubts += ["list-uneven"] if uneven else []
        _read_line(work, repeat.id, number, columns, cells, doubts)
        uneven = uneven or _is_joined(cells)  # those behind it are counted one too few


def _is_spaced(lines: list[list[Spot]]) -> bool:
    """Return whether each written row stands below an empty one."""
    empty = [not any(spot.text for spot in line if spot.label is None) for line in lines]
    return len(empty) > 1 and all(empty[::2]) and not any(empty[1::2])


def _is_page(text: str) -> bool:
    """Return whether a row's only text is the number of a page, or says that the table goes on."""
    return FILLER.fullmatch(text) is not None and not text.isdigit()


def _index_text(line: list[Spot], index: Hit | None) -> str:
    """Return what a row says in the column of its number."""
    return "".join(
        spot.text for spot in line if index is not None and overlap(spot, index.spot) > 0.5
    )


def _written(line: list[Spot], index: Hit | None) -> bool:
    return any(spot.text for spot in line if index is None or overlap(spot, index.spot) < 0.5)


def _row_of(line: list[Spot], heads: list[Hit]) -> list[list[Spot]] | None:
    """Return the spots under each head; ``None`` where one cell lies under all of several heads."""
    cells = [[spot for spot in line if overlap(spot, hit.spot) > 0.4] for hit in heads]
    if not any(cells):
        return None
    if len(heads) > 1 and len({spot.index for under in cells for spot in under}) == 1:
        return None
    return cells


def _straightened(
    line: list[Spot], cells: list[list[Spot]], heads: list[Hit], index: Hit | None, over: list[Spot]
) -> tuple[list[list[Spot]], bool]:
    """Return the cells of a row under its heads, and whether borders and order disagree.

    A row of as many cells as there are heads has one for each, wherever its borders lie.
    """
    every = [*([index.spot] if index is not None else []), *(hit.spot for hit in heads)]
    start = min(spot.left for spot in every)
    over = [spot for spot in over if spot.left >= start]
    own = [spot for spot in line if spot.row == max(one.row for one in line)]
    extra = own[len(over) :]
    if len(over) <= len(own) and not any(spot.text for spot in extra):
        mate = {above.index: below for above, below in zip(over, own, strict=False)}
        ordered = [[mate[hit.spot.index]] if hit.spot.index in mate else [] for hit in heads]
        if not extra:
            return ordered, ordered != cells
        if _unlike(cells, heads):  # cells of no width were left over at the end
            return ordered, True
    held = [spot.index for under in cells for spot in under]
    return cells, len(set(held)) < len(held) or _unlike(cells, heads)


def _unlike(cells: list[list[Spot]], heads: list[Hit]) -> bool:
    """Return whether some cell of a row stands half under its head."""
    return any(
        straddles(spot, hit.spot) for under, hit in zip(cells, heads, strict=True) for spot in under
    )


def _is_heads(cells: list[list[Spot]], heads: list[Hit]) -> bool:
    """Return whether a row repeats the heads, as tables do on a new page."""
    same = [
        any(spot.key.core == hit.label.key.core or spot.text == hit.spot.text for spot in under)
        for under, hit in zip(cells, heads, strict=True)
    ]
    return sum(same) * 2 > len(heads)


def _is_joined(cells: list[list[Spot]]) -> bool:
    """Return whether the cells of a row hold several rows' values, a line for each."""
    lines = [one.text.count("\n") + 1 for under in cells for one in under if one.text]
    return len(lines) > 1 and lines[0] > 1 and lines.count(lines[0]) == len(lines)


def _read_line(
    work: Work, repeat: str, number: int, columns: _Columns, cells: list[list[Spot]],
    doubts: list[str],
) -> None:  # fmt: skip
    joined = ["value-joined"] if _is_joined(cells) else []
    for (tail, hit, field), spots in zip(columns, cells, strict=True):
        if not spots:
            continue
        reasons = hit_reasons(hit) + joined + doubts
        written = [spot for spot in spots if spot.text]
        if len(written) > 1:
            reasons.append("value-several")
        spot = written[0] if written else spots[0]
        work.put(Address(repeat, number, tail), field, spot, spot.text, reasons, hit.unit)
