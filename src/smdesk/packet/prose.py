"""Running text as blocks: the narrative of a declaration, the outline of an empty form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from smdesk.notices.declaration import (
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Picture,
    SimpleTable,
)
from smdesk.notices.models import Form, Outline
from smdesk.packet.tree import (
    Block,
    PictureBlock,
    PlainCell,
    PlainTable,
    StyleName,
    TextBlock,
    TextRun,
)

BULLET = "• "
_INSET = 2
"""Characters that each level of a list is set in by, as in the window."""
_HEADINGS: tuple[StyleName, ...] = ("heading1", "heading2", "heading3")
_FIGURE = re.compile(r"[-+−]?[0-9][0-9.,]*[%％]?|[-—/]+")
_LEAST_SHARE = 0.08
_WIDEST = 40
_HINT_EXTRA = 0.6
"""How much wider than the others the column of hints is."""


def paragraph(
    style: StyleName,
    text: str,
    *,
    align: Literal["left", "center", "right"] | None = None,
    level: int = 0,
) -> TextBlock:
    """Return a paragraph of one weight; a centred one has no indent."""
    return TextBlock(style, (TextRun(text),), align=align, indent=align != "center", level=level)


def narrative_blocks(form: Form, narrative: Narrative) -> tuple[Block, ...]:
    """Return the 正文: the outline's title, then the declaration's blocks."""
    title = paragraph("form_title", form.outline.text_title, align="center")
    return (title, *_blocks(narrative))


def _blocks(narrative: Narrative) -> Iterator[Block]:
    numbers = _Numbers()
    for block in narrative.blocks:
        if not isinstance(block, ListItem):
            numbers.reset()
        match block:
            case Heading(level=level, text=text):
                yield paragraph(_HEADINGS[level - 1], text, level=level)
            case Paragraph(runs=runs):
                yield TextBlock("body", tuple(TextRun(run.text, run.bold) for run in runs))
            case ListItem(runs=runs):
                marker = numbers.marker(block)
                texts = tuple(TextRun(run.text, run.bold) for run in runs)
                yield TextBlock("body", texts, marker=marker, inset=_INSET * (block.level - 1))
            case Picture():
                yield PictureBlock(block.sha256, block.media_type, block.width, block.caption)
            case SimpleTable():
                if block.caption:  # 表题在表上方 (GB/T 7713.2-2022, 6.7)
                    yield paragraph("table_label", block.caption, align="center")
                if any(block.rows):
                    yield simple_table(block.rows)


class _Numbers:
    """Counts the items of a list, each level for itself."""

    def __init__(self) -> None:
        self.counts: dict[int, int] = {}

    def reset(self) -> None:
        self.counts.clear()

    def marker(self, item: ListItem) -> str:
        """Return ``1.``, in deeper levels ``（1）``, or a bullet, and count."""
        self.counts = {level: n for level, n in self.counts.items() if level <= item.level}
        if not item.ordered:
            self.counts.pop(item.level, None)
            return BULLET
        number = self.counts.get(item.level, 0) + 1
        self.counts[item.level] = number
        return f"{number}." if item.level <= 1 else f"（{number}）"


def simple_table(rows: tuple[tuple[str, ...], ...]) -> PlainTable:
    """Return a plain table; short rows are filled up, columns as wide as their text asks for."""
    count = max(len(row) for row in rows)
    cells = tuple(
        PlainCell(index, column, row[column] if column < len(row) else "", head=index == 0)
        for index, row in enumerate(rows)
        for column in range(count)
    )
    asked = [
        max(
            (min(_WIDEST, _breadth(cell.text)) for cell in cells if cell.column == column),
            default=1,
        )
        for column in range(count)
    ]
    least = min(_LEAST_SHARE, 1 / count)
    shares = [max(least, one / sum(asked)) for one in asked]
    return PlainTable(tuple(one / sum(shares) for one in shares), cells)


def is_figure(text: str) -> bool:
    """Return whether a cell holds a figure, or a stroke for none, and is centred therefore."""
    return _FIGURE.fullmatch(text) is not None


def _breadth(text: str) -> float:
    """Return the width of the longest line in em, never below 2."""
    lines = text.split("\n")
    return max(2.0, *(sum(1 if ord(one) > 0x2E7F else 0.5 for one in line) for line in lines))


def outline_blocks(outline: Outline) -> tuple[Block, ...]:
    """Return the outline of an empty form: headings with hints, or its table of three levels."""
    blocks: list[Block] = [paragraph("form_title", outline.title, align="center")]
    if outline.subtitle:
        blocks.append(paragraph("body", outline.subtitle, align="center"))
    if outline.columns:
        return (*blocks, outline_table(outline))
    for item in outline.item:
        blocks.append(paragraph(_HEADINGS[item.level - 1], item.title, level=item.level))
        for line in (item.hint, item.evidence):
            blocks += [paragraph("body", text) for text in line.split("\n") if text.strip()]
    return tuple(blocks)


def outline_table(outline: Outline) -> PlainTable:
    """Return the outline as its printed table: an item spans the rows of the items below it.

    With the levels fewer than the columns, the columns after them hold hint and evidence.
    """
    depth = max(item.level for item in outline.item)
    count = len(outline.columns)
    cells = [PlainCell(0, column, text, head=True) for column, text in enumerate(outline.columns)]
    rows = _leaf_rows(outline)
    for index, item in enumerate(outline.item):
        first, tall = rows[index]
        leaf = _is_leaf(outline, index)
        wide = depth - item.level + 1 if leaf else 1
        cells.append(
            PlainCell(first, item.level - 1, item.title, tall, min(wide, count - item.level + 1))
        )
        extras = [text for text in (item.hint, item.evidence) if text] if leaf else []
        for offset in range(count - depth if leaf else 0):
            rest = extras[offset:] if offset == count - depth - 1 else extras[offset : offset + 1]
            cells.append(PlainCell(first, depth + offset, "\n".join(rest)))
    widths = _outline_widths(count, depth)
    return PlainTable(widths, tuple(sorted(cells, key=lambda one: (one.row, one.column))))


def _is_leaf(outline: Outline, index: int) -> bool:
    following = outline.item[index + 1 : index + 2]
    return not following or following[0].level <= outline.item[index].level


def _leaf_rows(outline: Outline) -> list[tuple[int, int]]:
    """Return first row and number of rows of each item; rows are the leaves, counted from 1."""
    starts: list[int] = []
    row = 1
    for index in range(len(outline.item)):
        starts.append(row)
        row += _is_leaf(outline, index)
    spans: list[tuple[int, int]] = []
    for index, item in enumerate(outline.item):
        end = next(
            (
                starts[later]
                for later in range(index + 1, len(outline.item))
                if outline.item[later].level <= item.level
            ),
            row,
        )
        spans.append((starts[index], end - starts[index]))
    return spans


def _outline_widths(count: int, depth: int) -> tuple[float, ...]:
    """Return fractions: level columns narrow, the columns of text share the rest."""
    if count <= depth:
        return tuple(1 / count for _ in range(count))
    level = min(0.2, 0.42 / depth)
    rest = (1 - level * depth) / (count - depth + _HINT_EXTRA)
    return tuple(
        level if column < depth else rest * (1 + _HINT_EXTRA * (column == depth))
        for column in range(count)
    )
