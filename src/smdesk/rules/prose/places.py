"""Places in the narrative as addresses: ``narrative[12]:34-40``, block and characters in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from smdesk.notices.declaration import Block, Heading, ListItem, Paragraph, Picture, SimpleTable

_PLACE = re.compile(r"narrative\[(\d{1,6})\]:(\d{1,7})-(\d{1,7})")
_SENTENCE = re.compile(r"[^。！？\n\t]+[。！？\n\t]?")
_PART = re.compile(r"[#:\[]")
NARRATIVE = "narrative"
MARK = "="
"""Stands between what a finding is about and what the narrative says, in the finding's mark."""


@dataclass(frozen=True, slots=True)
class ProsePlace:
    """Characters ``start:stop`` of block ``block``, both counted from 0 in `text_of` the block."""

    block: int
    start: int
    stop: int

    def __str__(self) -> str:
        return f"narrative[{self.block}]:{self.start}-{self.stop}"


def parse_place(text: str) -> ProsePlace | None:
    """Return the place that an address names, ``None`` where it is no place in the narrative."""
    match = _PLACE.fullmatch(text)
    return ProsePlace(*map(int, match.groups())) if match else None


def place_part(place: str) -> str:
    """Return what a place of a declaration belongs to: ``narrative``, ``attachments``, a field.

    ``narrative#item``, ``narrative:3`` and ``narrative[3]:0-4`` all belong to ``narrative``.
    """
    return _PART.split(place, 1)[0]


def text_of(block: Block) -> str:
    r"""Return the text of a block that places count in; cells end in ``\t``, rows in ``\n``."""
    match block:
        case Heading():
            return block.text
        case Paragraph() | ListItem():
            return "".join(run.text for run in block.runs)
        case SimpleTable():
            return "".join("".join(f"{cell}\t" for cell in row) + "\n" for row in block.rows) + (
                block.caption
            )
        case Picture():
            return block.caption


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text with where they begin, each with the mark that ends it."""
    for match in _SENTENCE.finditer(text):
        yield match.start(), match[0]


def cell_places(block: SimpleTable) -> tuple[tuple[int, ...], ...]:
    """Return where each cell of a table begins in `text_of` it."""
    at, found = 0, []
    for row in block.rows:
        starts = []
        for cell in row:
            starts.append(at)
            at += len(cell) + 1
        found.append(tuple(starts))
        at += 1
    return tuple(found)
