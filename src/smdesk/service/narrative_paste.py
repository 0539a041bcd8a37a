"""Text from a clipboard as blocks: structure kept, styling dropped, what was dropped said.

Word, WPS and browsers put HTML there; its paragraphs, headings, lists, bold and tables are read by
the same rules as a Word file, so that plain lines with 一、（一）1. become what they look like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from smdesk.errors import Problem
from smdesk.intake.narrative.blocks import Builder
from smdesk.intake.narrative.headings import (
    DEEPEST,
    Marked,
    map_outline,
    mark,
    settle_levels,
    title_key,
)
from smdesk.intake.narrative.lines import Line, Piece, PlainGrid, left_of
from smdesk.intake.narrative.listing import settle_lists
from smdesk.intake.narrative.numerals import without_mark
from smdesk.notices.declaration import Block, Heading, Paragraph, Run
from smdesk.notices.models import Outline
from smdesk.notices.text import clean
from smdesk.service.narrative_html import Reader

MOST_HTML = 40_000_000
"""Characters of HTML that are read (pictures may stand in it); of more only the plain text is taken."""
MOST_LINES = 20_000
_LOSSES = (
    "styles",
    "pictures",
    "tables",
    "levels",
    "scripts",
    "revisions",
    "comments",
    "contents",
    "lines",
)
Media = Callable[[str], bytes | None]
"""Gives the bytes of a picture by what its ``src`` says."""


@dataclass(frozen=True)
class Pasted:
    """Blocks of a clipboard, its pictures' bytes by sha256, what was dropped and what was moved."""

    blocks: tuple[Block, ...]
    dropped: tuple[Problem, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    notes: int = 0
    """Footnotes that now stand in brackets at the end of their paragraph."""
    smaller: Problem | None = None
    """A line on the pictures that were made smaller."""

    @property
    def items(self) -> frozenset[str]:
        """The outline items that headings among the blocks stand for."""
        found = {one.item for one in self.blocks if isinstance(one, Heading)}
        return frozenset(one for one in found if one)


def from_text(text: str, outline: Outline | None = None) -> Pasted:
    """Return plain text as blocks, a line each; empty lines are left out."""
    lines = re.split(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]", text)
    return _pasted(_with_tables(lines), Counter(), outline)


def _with_tables(lines: Sequence[str]) -> list[Line | PlainGrid]:
    """Return lines; neighbours with as many tabulators are the rows of a table."""
    found: list[Line | PlainGrid] = []
    for tabs, group in groupby(lines, key=_columns):
        rows = list(group)
        if tabs and len(rows) > 1:
            found.append(PlainGrid([[one.strip() for one in row.split("\t")] for row in rows]))
        else:
            found += [Line(runs=[Piece(row.replace("\t", " "))], left=left_of(row)) for row in rows]
    return found


def _columns(line: str) -> int:
    """Return how many tabulators part the words of a line; one behind a list's number parts none."""
    first, tab, _ = line.strip(" \u3000").partition("\t")
    listed = not first.strip() or not without_mark(first.strip() + "\u3000\u4e00")[:-1].strip()
    return 0 if not tab or listed else line.count("\t")


def from_html(
    html: str, outline: Outline | None = None, media: Media = lambda _: None
) -> Pasted | None:
    """Return HTML as blocks; ``None`` for what is too long or says nothing."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    if len(html) > MOST_HTML:
        return None
    text = html.partition("\x00")[0].encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    try:
        tree = document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    reader = Reader(tree)
    items = reader.items(tree)
    for one in items:
        if isinstance(one, Line) and one.notes:
            one.runs.append(Piece(f"（注：{'；'.join(one.notes)}）"))
    return _pasted(items, reader.losses, outline, media)


def settled(blocks: Sequence[Block], level: int, title: str) -> tuple[Block, ...]:
    """Return blocks as they can stand in a part whose heading has ``level`` and ``title``.

    The part's own heading is left out, headings stand below it; where no level is left, they are
    bold paragraphs. None of them stands for an outline item any more.
    """
    own = title_key(title)
    found = [one for one in blocks if not (isinstance(one, Heading) and title_key(one.text) == own)]
    tops = [one.level for one in found if isinstance(one, Heading)]
    shift = max(0, level + 1 - min(tops, default=level + 1))
    return tuple(_lowered(one, shift) if isinstance(one, Heading) else one for one in found)


def _lowered(heading: Heading, shift: int) -> Block:
    if heading.level + shift > DEEPEST:
        return Paragraph(runs=(Run(text=heading.text, bold=True),))
    return heading.model_copy(update={"level": heading.level + shift, "item": None})


def _pasted(
    items: Sequence[Line | PlainGrid],
    losses: Counter[str],
    outline: Outline | None,
    media: Media = lambda _: None,
) -> Pasted:
    kept = items[:MOST_LINES]
    losses["lines"] += len(items) - len(kept)
    marked = [one if isinstance(one, PlainGrid) else mark(one) for one in kept if _said(one)]
    settle_lists([one if isinstance(one, Marked) else None for one in marked])
    lines = [one for one in marked if isinstance(one, Marked)]
    map_outline(lines, outline)
    losses["levels"] += settle_levels(lines, outline)
    builder = Builder(media)
    blocks = builder.build(marked)
    counts = losses + builder.losses
    dropped = [
        Problem(f"pages.paste-{name}", "hint", {"count": counts[name]})
        for name in _LOSSES
        if counts[name]
    ]
    return Pasted(blocks, tuple(dropped), builder.files, counts["notes"])


def _said(item: Line | PlainGrid) -> bool:
    return isinstance(item, PlainGrid) or bool(clean(item.text)) or bool(item.pictures)
