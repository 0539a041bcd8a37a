"""Words found in a narrative and put in the place of others: paragraphs, headings, tables, captions.

Headings that stand for items of the outline are the notice's own words and are not searched.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from smdesk.notices.declaration import (
    Block,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Run,
    SimpleTable,
)
from smdesk.notices.models import Outline
from smdesk.notices.text import clean
from smdesk.service.narrative_edit import parts, rewritten

Place = tuple[int, int] | None
"""A cell (row, column) of a table; ``None``: the text of a block, or the caption of a figure."""
MOST = 5000
"""Matches that are found at most."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; ``case`` and ``width``: capitals and full width make a difference."""

    text: str
    case: bool = False
    width: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Characters ``start:stop`` of what stands at ``place`` of block ``block``."""

    block: int
    place: Place
    start: int
    stop: int

    @property
    def order(self) -> tuple[int, tuple[int, int], int]:
        """What matches are in order of: block, cell (a text or caption comes first), character."""
        return self.block, self.place or (-1, -1), self.start


@lru_cache(maxsize=65536)
def _folded(character: str, case: bool, width: bool) -> str:
    """Return a character for comparison; always one, so that places stay what they are."""
    narrow = character if width else unicodedata.normalize("NFKC", character)
    made = narrow if len(narrow) == 1 else character
    lower = made if case else made.lower()
    return lower if len(lower) == 1 else made


def _key(text: str, query: Query) -> str:
    if query.case and query.width:
        return text
    return "".join([_folded(one, query.case, query.width) for one in text])


def find(blocks: Sequence[Block], query: Query) -> tuple[Match, ...]:
    """Return the matches in order, none inside another."""
    wanted = _key(query.text, query)
    found: list[Match] = []
    if not wanted:
        return ()
    for number, block in enumerate(blocks):
        for place, text in _texts(block):
            shown = _key(text, query)
            at = shown.find(wanted)
            while at >= 0 and len(found) < MOST:
                found.append(Match(number, place, at, at + len(wanted)))
                at = shown.find(wanted, at + len(wanted))
    return tuple(found)


def _texts(block: Block) -> Iterator[tuple[Place, str]]:
    match block:
        case Heading(item=None, text=text):
            yield None, text
        case Paragraph(runs=runs) | ListItem(runs=runs):
            yield None, "".join([run.text for run in runs])
        case Picture(caption=caption):
            yield None, caption
        case SimpleTable(rows=rows, caption=caption):
            yield None, caption
            for row, cells in enumerate(rows):
                for column, text in enumerate(cells):
                    yield (row, column), text


def replaced(
    outline: Outline, blocks: Sequence[Block], matches: Sequence[Match], text: str
) -> tuple[Block, ...]:
    """Return ``blocks`` with ``text`` in the place of each match, as bold as what stood there.

    Paragraphs of which nothing is left are taken out, and the headings of parts that they were
    all of.
    """
    made = _replaced(blocks, matches, text)
    kept = {one.item for one in parts(outline, blocks) if one.heading and not one.body}
    for item in outline.item:
        part = next(one for one in parts(outline, made) if one.item == item.id)
        if part.heading is not None and not part.body and item.id not in kept:
            edit = rewritten(outline, made, item.id, ())
            made = (*made[: edit.start], *edit.blocks, *made[edit.stop :])
    return made


def _replaced(blocks: Sequence[Block], matches: Sequence[Match], text: str) -> tuple[Block, ...]:
    fresh = fresh_text(text)
    by_block: dict[int, list[Match]] = {}
    for one in matches:
        by_block.setdefault(one.block, []).append(one)
    found: list[Block] = []
    for number, block in enumerate(blocks):
        made = _rewritten(block, by_block[number], fresh) if number in by_block else block
        if made is not None:
            found.append(made)
    return tuple(found)


def fresh_text(text: str) -> str:
    """Return what is put in the place of a match: cleaned, its outer blanks kept."""
    return clean(f"|{text}|", multiline=False)[1:-1]


def _rewritten(block: Block, matches: Sequence[Match], text: str) -> Block | None:
    match block:
        case Heading():
            words = _put(block.text, matches, text)
            return block.model_copy(update={"text": words}) if words.strip() else None
        case Paragraph() | ListItem():
            runs = _put_in_runs(block.runs, matches, text)
            said = any(run.text.strip() for run in runs)
            return block.model_copy(update={"runs": runs}) if said else None
        case Picture():
            return block.model_copy(update={"caption": _put(block.caption, matches, text)})
        case SimpleTable():
            rows = tuple(
                tuple(
                    _put(cell, [one for one in matches if one.place == (row, column)], text)
                    for column, cell in enumerate(cells)
                )
                for row, cells in enumerate(block.rows)
            )
            caption = _put(block.caption, [one for one in matches if one.place is None], text)
            return block.model_copy(update={"rows": rows, "caption": caption})


def _put(old: str, matches: Sequence[Match], text: str) -> str:
    for one in reversed(matches):
        old = old[: one.start] + text + old[one.stop :]
    return old


def _put_in_runs(runs: Sequence[Run], matches: Sequence[Match], text: str) -> tuple[Run, ...]:
    characters = [(one, run.bold) for run in runs for one in run.text]
    for match in reversed(matches):
        bold = characters[match.start][1]
        characters[match.start : match.stop] = [(one, bold) for one in text]
    return tuple(
        Run(text="".join([one for one, _ in group]), bold=bold)
        for bold, group in groupby(characters, key=lambda one: one[1])
    )
