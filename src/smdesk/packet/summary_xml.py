"""Rows of one Excel sheet written straight as SpreadsheetML: text cells, heights, merged spans.

A table is worked on column by column and written row by row as one pattern with its texts put in;
only a column that holds a character which needs care is looked at cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from smdesk.errors import SmdeskError
from smdesk.notices.text import clean
from smdesk.packet.sheets import MOST_TEXT, breadth

_LETTERS = ["", *(get_column_letter(column) for column in range(1, 200))]
_CAREFUL = re.compile(r"[&<>\s]")
"""What must be escaped, or may have to be cleaned off."""
_LOWEST, _HIGHEST, _LINE = 28.0, 409.0, 17.0

Columns = Sequence[Sequence[str]]
"""Texts by column, all columns of one length."""
Spread = Sequence[tuple[int, int]]
"""First and last sheet column of each text, from 1."""


@dataclass
class SheetRows:
    """The rows of a sheet while they are written; ``styles`` are style numbers by name."""

    styles: dict[str, int]
    rows: list[str] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)

    def head(self, text: str, style: str, height: float, width: int) -> None:
        """Add one text over ``width`` columns; raises ``sheets.text-too-long``."""
        self._put(((1, 1),), [[text]], style, [height])
        self._merge(((1, width),), len(self.rows))

    def labels(self, spread: Spread, texts: Sequence[str], style: str, height: float) -> None:
        """Add one row of labels; raises as `head`."""
        self._put(spread, [[text] for text in texts], style, [height])
        self._merge(spread, len(self.rows))

    def table(self, spread: Spread, columns: Columns, style: str, rooms: Sequence[int]) -> None:
        """Add rows as high as their tallest cell needs; raises as `head`.

        ``rooms`` is how many half-width characters a line of each column holds.
        """
        first = len(self.rows) + 1
        self._put(spread, columns, style, heights(columns, rooms))
        self._merge(spread, first)

    def _put(self, spread: Spread, columns: Columns, style: str, high: Iterable[float]) -> None:
        first, number = len(self.rows) + 1, self.styles[style]
        shown = [_tidy(column, first) for column in columns]
        full = (True,) * len(columns)
        patterns = {full: _pattern(spread, full, number)}
        whole, add = patterns[full].format, self.rows.append
        for row, (height, *texts) in enumerate(zip(high, *shown, strict=True), first):
            if all(texts):
                add(whole(row, height, *texts))
                continue
            filled = tuple(map(bool, texts))
            if filled not in patterns:
                patterns[filled] = _pattern(spread, filled, number)
            add(patterns[filled].format(row, height, *texts))

    def _merge(self, spread: Spread, first: int) -> None:
        """Merge the spans of all rows from ``first`` on."""
        spans = [(_LETTERS[left], _LETTERS[right]) for left, right in spread if left < right]
        self.merges += [
            f'<mergeCell ref="{left}{row}:{right}{row}"/>'
            for row in range(first, len(self.rows) + 1)
            for left, right in spans
        ]


def heights(columns: Columns, rooms: Sequence[int]) -> list[float]:
    """Return the points that the tallest cell of each row takes when its text wraps."""
    counts = [_lines(column, room) for column, room in zip(columns, rooms, strict=True)]
    tallest = (max(row) for row in zip(*counts, strict=True))
    return [min(_HIGHEST, max(_LOWEST, _LINE * lines + 6)) for lines in tallest]


def _lines(column: Sequence[str], room: int) -> list[int]:
    """Return how many lines each text of a column takes, at least one."""
    # No byte of a GBK character is a line break: a whole column is measured in one go.
    wide = "\n".join(column).encode("gbk", "replace").split(b"\n")
    if len(wide) == len(column):
        return [-(-len(text) // room) or 1 for text in wide]
    return [sum(-(-breadth(line) // room) for line in text.split("\n")) or 1 for text in column]


def _pattern(spread: Spread, filled: Sequence[bool], style: int) -> str:
    """Return a row to be filled with its number, its height and its texts."""
    cells: list[str] = []
    for place, ((first, last), full) in enumerate(zip(spread, filled, strict=True), 2):
        head = f'<c r="{_LETTERS[first]}{{0}}" s="{style}"'
        text = f' t="inlineStr"><is><t xml:space="preserve">{{{place}}}</t></is></c>'
        cells.append(head + (text if full else "/>"))
        cells += [
            f'<c r="{_LETTERS[column]}{{0}}" s="{style}"/>' for column in range(first + 1, last + 1)
        ]
    return f'<row r="{{0}}" ht="{{1}}" customHeight="1">{"".join(cells)}</row>'


def _tidy(texts: Sequence[str], first: int) -> Sequence[str]:
    """Return a column as it may stand in XML, whatever it looks like; ``first`` is its first row."""
    joined = "".join(texts)
    harmless = joined.isprintable() and not _CAREFUL.search(joined)
    if harmless and max(map(len, texts), default=0) <= MOST_TEXT:
        return texts
    tidy = [clean(text) for text in texts]
    for row, text in enumerate(tidy, first):
        if len(text) > MOST_TEXT:
            raise SmdeskError(
                "sheets.text-too-long", cell=f"（第 {row} 行）", count=len(text), most=MOST_TEXT
            )
    return [escape(text) for text in tidy]
