"""A block of cells as spreadsheets and word processors put it on the clipboard."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from smdesk.notices.text import clean

MOST_ROWS, MOST_COLUMNS = 1000, 100
MOST_CHARACTERS = 4_000_000
"""Beyond these a clipboard is no block for a form; what is over is not read."""

_BREAK = "\uf8ff"
_QUOTED_BREAK = re.compile(r'(?:^|[\t\n])"[^"\t]*\n')


@dataclass(frozen=True)
class Block:
    """Rows of cell texts, all of one width; a merged cell has its text in its first cell."""

    rows: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def single(self) -> bool:
        """Whether it is one cell only: a plain paste."""
        return self.height <= 1 and self.width <= 1

    def transposed(self) -> Block:
        """Return the block with rows and columns exchanged."""
        return Block(tuple(zip(*self.rows, strict=True)))


def read_block(html: str | None, text: str | None) -> Block | None:
    """Return the cells of a clipboard: of its HTML table, else of its tab-separated text.

    ``None`` where it holds no cells at all. Text without tabs is a column of lines.
    """
    rows = _html_rows(html) if html and len(html) <= MOST_CHARACTERS else []
    if not rows and text and len(text) <= MOST_CHARACTERS:
        rows = _text_rows(text)
    return _squared(rows)


def _squared(rows: Iterable[Sequence[str]]) -> Block | None:
    """Return rows as a block: cleaned, of one width, without blank rows and columns at its end."""
    tidy = [[clean(cell) for cell in row[:MOST_COLUMNS]] for row in rows]
    while tidy and not any(tidy[-1]):
        tidy.pop()
    width = max((n + 1 for row in tidy for n, cell in enumerate(row) if cell), default=0)
    if not width:
        return None
    return Block(tuple(tuple([*row, *[""] * width][:width]) for row in tidy))


def _text_rows(text: str) -> list[list[str]]:
    """Return the cells of tab-separated text; Excel quotes a cell that holds a line break."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if _QUOTED_BREAK.search(plain):
        csv.field_size_limit(MOST_CHARACTERS)
        found = csv.reader(io.StringIO(plain), dialect="excel-tab")
        return [row for _, row in zip(range(MOST_ROWS), found, strict=False)]
    return [line.split("\t") for line in plain.split("\n")[:MOST_ROWS]]


def _html_rows(html: str) -> list[list[str]]:
    """Return the cells of the first table of an HTML text, merged cells laid out."""
    from lxml import etree
    from lxml import html as markup

    if "<table" not in html.lower():
        return []
    try:
        tree = markup.fromstring(html)
    except (etree.LxmlError, ValueError):
        return []
    table = next(iter(tree.iter("table")), None)
    if table is None:
        return []
    laid: list[dict[int, str]] = []
    hanging: dict[int, int] = {}
    for row in table.iter("tr"):
        if len(laid) >= MOST_ROWS:
            break
        if next(row.iterancestors("table"), None) is table:
            laid.append(_laid_row(row, hanging))
    return [[row.get(n, "") for n in range(max(row, default=-1) + 1)] for row in laid]


def _laid_row(row: object, hanging: dict[int, int]) -> dict[int, str]:
    """Return the texts of a row by column; ``hanging`` counts the rows that cells above still cover."""
    cells: dict[int, str] = {}
    column = 0
    ended = {key: left - 1 for key, left in hanging.items()}
    fresh: dict[int, int] = {}
    for cell in _cells(row):
        while hanging.get(column, 0) > 0:
            column += 1
        if column >= MOST_COLUMNS:
            break
        cells[column] = _cell_text(cell)
        for covered in range(column, min(column + _span(cell, "colspan"), MOST_COLUMNS)):
            cells.setdefault(covered, "")
            fresh[covered] = _span(cell, "rowspan") - 1
        column += _span(cell, "colspan")
    hanging.clear()
    hanging.update({key: left for key, left in (ended | fresh).items() if left > 0})
    return cells


def _cells(row: object) -> Iterator[object]:
    for cell in row:  # type: ignore[attr-defined]
        if cell.tag in {"td", "th"}:
            yield cell


def _span(cell: object, name: str) -> int:
    value = cell.get(name, "1")  # type: ignore[attr-defined]
    return min(max(int(value), 1), MOST_ROWS) if value.isdecimal() and len(value) < 6 else 1


def _cell_text(cell: object) -> str:
    """Return a cell's words: blanks as HTML has them, a break where it says one."""
    for line in [*cell.iter("br")]:  # type: ignore[attr-defined]
        line.tail = _BREAK + (line.tail or "")
    text: str = cell.text_content()  # type: ignore[attr-defined]
    flat = re.sub(r"[ \t\r\n\xa0]+", " ", text)
    return re.sub(rf" ?{_BREAK} ?", "\n", flat).strip()
