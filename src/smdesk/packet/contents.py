"""The page of contents: which part and which chapter of the narrative begins on which page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Literal

from smdesk.packet.prose import paragraph
from smdesk.packet.tree import (
    Block,
    ContentsLine,
    FormTable,
    Part,
    PictureBlock,
    PlainTable,
    ScanBlock,
    TextBlock,
)

Contents = Literal["auto", "yes", "no"]
"""Whether a packet gets contents: where it is long, always, never."""

LONG = 40
"""From so many pages on, as reckoned here, a packet gets contents without being asked."""
CONTENTS_TITLE = "目录"
_SHOWN_TITLE = "目　录"
_PAGE_OF_TEXT = 1100
_SUFFIXES = frozenset({
    ".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".heic", ".heif", ".webp",
})  # fmt: skip
_FRONT = frozenset({"cover", "instructions"})


def with_contents(parts: tuple[Part, ...], wanted: Contents) -> tuple[Part, ...]:
    """Return ``parts`` with the contents behind cover and instructions, where they are wanted."""
    if wanted == "no" or (wanted == "auto" and _reckoned(parts) < LONG):
        return parts
    at = next((n for n, one in enumerate(parts) if one.kind not in _FRONT), len(parts))
    title = paragraph("form_title", _SHOWN_TITLE, align="center")
    lines = tuple(_lines(parts[at:], at + 1))
    return (*parts[:at], Part("contents", CONTENTS_TITLE, (title, *lines)), *parts[at:])


def _lines(parts: tuple[Part, ...], first: int) -> Iterator[ContentsLine]:
    for number, part in enumerate(parts, start=first):
        scan = part.kind == "scan"
        yield ContentsLine(_named(part.title) if scan else part.title, number, level=1 + scan)
        if part.kind == "narrative":
            for index, block in enumerate(part.blocks):
                if isinstance(block, TextBlock) and block.level == 1:
                    yield ContentsLine(block.text, number, index, level=2)


def _named(file: str) -> str:
    """Return what an attached file is called on paper: its name without the suffix."""
    return PurePath(file).stem if PurePath(file).suffix.lower() in _SUFFIXES else file


def _reckoned(parts: tuple[Part, ...]) -> int:
    """Return about how many pages the parts take; no file is read for it."""
    return sum(2 * -(-_pages(part) // 2) for part in parts)


def _pages(part: Part) -> int:
    return max(1, round(sum(map(_share, part.blocks))))


def _share(block: Block) -> float:
    """Return about how much of a page a block takes."""
    match block:
        case TextBlock():
            return (len(block.text) + 20) / _PAGE_OF_TEXT
        case FormTable():
            return len(block.grid.rows) / 28
        case PlainTable():
            return sum(len(cell.text) + 20 for cell in block.cells) / _PAGE_OF_TEXT
        case PictureBlock():
            return 0.35
        case ScanBlock():
            return float(max(1, len(block.pages)))
        case ContentsLine():
            return 0.03
