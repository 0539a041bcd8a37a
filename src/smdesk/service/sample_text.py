"""Reads a sample's narrative: a small part of Markdown to the blocks of a `Narrative`.

``#`` to ``###`` headings; paragraphs, one a line; ``- `` and ``1. `` items, two blanks an inner
level; ``**bold**``; pipe tables with a rule under the head and a caption line ``: …`` below;
``![caption](picture:name)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from smdesk.notices.declaration import (
    Block,
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Picture,
    Run,
    SimpleTable,
)
from smdesk.notices.models import Outline
from smdesk.notices.text import fold

_HEADING = re.compile(r"(#{1,3}) +(.+)")
_ITEM = re.compile(r"( *)(-|\d+\.) +(.+)")
_PICTURE = re.compile(r"!\[(.*)\]\(picture:([a-z0-9-]+)\)")
_RULE = re.compile(r"\|[\s:|-]+\|")


@dataclass(frozen=True)
class DrawnPicture:
    """A picture of the narrative: digest of its file and media type."""

    sha256: str
    media_type: str


def read_narrative(
    text: str, outline: Outline, pictures: Mapping[str, DrawnPicture] | None = None
) -> Narrative:
    """Return the narrative that ``text`` spells; headings of the outline carry its item ids.

    Raises ``KeyError`` for a picture that is not in ``pictures``.
    """
    items = {fold(item.title): item.id for item in outline.item}
    return Narrative(blocks=tuple(_blocks(text.splitlines(), items, pictures or {})))


def _blocks(
    lines: list[str], items: Mapping[str, str], pictures: Mapping[str, DrawnPicture]
) -> Iterator[Block]:
    index = 0
    while index < len(lines):
        line = lines[index].rstrip()
        index += 1
        if not line:
            continue
        if line.startswith("|"):
            start = index - 1
            while index < len(lines) and lines[index].startswith("|"):
                index += 1
            caption = lines[index][1:].strip() if _is_caption(lines, index) else ""
            index += bool(caption)
            yield _table(lines[start : index - bool(caption)], caption)
        else:
            yield _block(line, items, pictures)


def _is_caption(lines: list[str], index: int) -> bool:
    return index < len(lines) and lines[index].startswith(": ")


def _block(line: str, items: Mapping[str, str], pictures: Mapping[str, DrawnPicture]) -> Block:
    if heading := _HEADING.fullmatch(line):
        title = heading.group(2).strip()
        return Heading(level=len(heading.group(1)), text=title, item=items.get(fold(title)))
    if picture := _PICTURE.fullmatch(line):
        drawn = pictures[picture.group(2)]
        return Picture(sha256=drawn.sha256, media_type=drawn.media_type, caption=picture.group(1))
    if item := _ITEM.fullmatch(line):
        level = 1 + len(item.group(1)) // 2
        return ListItem(ordered=item.group(2) != "-", level=level, runs=_runs(item.group(3)))
    return Paragraph(runs=_runs(line))


def _table(lines: list[str], caption: str) -> SimpleTable:
    rows = [
        tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        for line in lines
        if not _RULE.fullmatch(line.strip())
    ]
    return SimpleTable(rows=tuple(rows), caption=caption)


def _runs(text: str) -> tuple[Run, ...]:
    """Return the runs of one line; every second stretch between ``**`` is bold."""
    pieces = text.split("**")
    return tuple(
        Run(text=piece, bold=index % 2 == 1) for index, piece in enumerate(pieces) if piece
    )
