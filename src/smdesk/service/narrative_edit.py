"""A narrative by the items of the form's outline: its parts, their text edited, imported text joined.

Blocks of a declaration are one flat row. A *part* is what stands under the heading of one outline
item, up to the heading of another; sub-headings, pictures and tables belong to the part. An item
that the narrative lacks is an empty part at the place where its heading would go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from smdesk.intake.narrative.headings import title_key
from smdesk.notices.declaration import (
    Block,
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Picture,
    SimpleTable,
)
from smdesk.notices.models import Outline
from smdesk.notices.text import word_count

PREFACE = ""
"""The item of what stands before the first heading of the outline."""


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks ``start:stop`` of a narrative; ``heading`` is ``None`` where the item is not there."""

    item: str
    start: int
    stop: int
    heading: Heading | None
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Blocks ``start:stop`` become ``blocks``; nothing outside them changes."""

    start: int
    stop: int
    blocks: tuple[Block, ...]

    @property
    def empty(self) -> bool:
        """Whether it changes nothing."""
        return self.start == self.stop and not self.blocks

    def of(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return ``blocks`` edited."""
        return (*blocks[: self.start], *self.blocks, *blocks[self.stop :])


def parts(outline: Outline, blocks: Sequence[Block]) -> tuple[Part, ...]:
    """Return the parts of a narrative in its own order, each outline item exactly once.

    The preface comes first, left out where it is empty and the outline has items. A heading is that
    of an item by its ``item``, or by level and words; a second one is a line of the part that it
    stands in.
    """
    found = _present(outline, blocks)
    at = {one.item: index for index, one in enumerate(found)}
    before: str | None = None
    for item in outline.item:
        if item.id not in at:
            place = 0 if before is None else at[before] + 1
            if before is None and found and found[0].item == PREFACE:
                place = 1
            edge = found[place - 1].stop if place else 0
            found.insert(place, Part(item.id, edge, edge, None, ()))
            at = {one.item: index for index, one in enumerate(found)}
        before = item.id
    if outline.item and found[0].item == PREFACE and not found[0].body:
        del found[0]
    return tuple(found)


def _present(outline: Outline, blocks: Sequence[Block]) -> list[Part]:
    """Return the preface and the parts whose headings are there."""
    starts: list[tuple[str, int]] = [(PREFACE, 0)]
    seen: set[str] = set()
    ids = {item.id for item in outline.item}
    titles = {(item.level, title_key(item.title)): item.id for item in outline.item}
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            written = titles.get((block.level, title_key(block.text)))
            item = block.item if block.item in ids else written
            if item is not None and item not in seen:
                seen.add(item)
                starts.append((item, index))
    edges = [*(start for _, start in starts[1:]), len(blocks)]
    return [
        _part(item, start, stop, blocks) for (item, start), stop in zip(starts, edges, strict=True)
    ]


def _part(item: str, start: int, stop: int, blocks: Sequence[Block]) -> Part:
    first = blocks[start] if item != PREFACE else None
    heading = first if isinstance(first, Heading) else None
    return Part(item, start, stop, heading, tuple(blocks[start + (heading is not None) : stop]))


def rewritten(outline: Outline, blocks: Sequence[Block], item: str, body: Sequence[Block]) -> Edit:
    """Return the smallest edit that puts ``body`` under the heading of ``item``.

    The heading, and those that it stands under, come with the first text and go with the last.
    """
    known = parts(outline, blocks)
    by_item = {one.item: one for one in known}
    part = by_item.get(item) or Part(PREFACE, 0, 0, None, ())
    above = _ancestors(outline, item)
    if body and part.heading is None and item != PREFACE:
        lacking = [one for one in above if by_item[one].heading is None]
        heads = [_heading(outline, one) for one in (*lacking, item)]
        return Edit(part.start, part.start, (*heads, *body))
    if not body and part.heading is not None and not _below(outline, item, by_item):
        return Edit(_first_empty(part, above, by_item, outline), part.stop, ())
    start = part.start + (part.heading is not None)
    return _trimmed(start, part.body, tuple(body))


def _trimmed(start: int, old: tuple[Block, ...], new: tuple[Block, ...]) -> Edit:
    """Return the edit from ``old`` to ``new`` without the blocks that both begin and end with."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Edit(start + head, start + len(old) - tail, new[head : len(new) - tail])


def _heading(outline: Outline, item: str) -> Heading:
    found = next(one for one in outline.item if one.id == item)
    return Heading(level=found.level, text=found.title, item=item)


def _ancestors(outline: Outline, item: str) -> tuple[str, ...]:
    """Return the items that an item stands under, the outermost first."""
    chain: dict[int, str] = {}
    for one in outline.item:
        chain = {level: above for level, above in chain.items() if level < one.level}
        if one.id == item:
            return tuple(chain[level] for level in sorted(chain))
        chain[one.level] = one.id
    return ()


def _below(outline: Outline, item: str, by_item: dict[str, Part]) -> bool:
    """Return whether an item below ``item`` has its heading in the narrative."""
    return any(
        item in _ancestors(outline, one.id) and by_item[one.id].heading is not None
        for one in outline.item
    )


def _first_empty(
    part: Part, above: tuple[str, ...], by_item: dict[str, Part], outline: Outline
) -> int:
    """Return where to cut: headings directly above a part go with it if nothing else is theirs."""
    start, gone = part.start, {part.item}
    for one in reversed(above):
        upper = by_item[one]
        others = any(
            one in _ancestors(outline, other.item)
            for other in by_item.values()
            if other.heading is not None and other.item not in gone
        )
        if upper.heading is None or upper.body or others or upper.stop != start:
            break
        start = upper.start
        gone.add(one)
    return start


def appended(outline: Outline, old: Narrative, new: Narrative) -> Narrative:
    """Return ``old`` with what stands under each heading of ``new`` behind what it has there."""
    blocks = old.blocks
    for part in parts(outline, new.blocks):
        if part.body:
            own = next((one for one in parts(outline, blocks) if one.item == part.item), None)
            body = (*(own.body if own else ()), *part.body)
            edit = rewritten(outline, blocks, part.item, body)
            blocks = edit.of(blocks)
    return Narrative(blocks=blocks)


@dataclass(frozen=True, slots=True)
class Share:
    """What a narrative has under one item: Word's 字数, paragraphs, pictures, tables, sub-headings."""

    item: str
    title: str
    heading: str
    level: int
    words: int
    paragraphs: int
    pictures: int
    tables: int
    headings: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing stands there."""
        return not (self.paragraphs or self.pictures or self.tables or self.headings)


def shares(outline: Outline, narrative: Narrative) -> tuple[Share, ...]:
    """Return what each part of a narrative holds; for the review of an import."""
    titles = {item.id: item for item in outline.item}
    return tuple(
        Share(
            part.item,
            titles[part.item].title if part.item in titles else "",
            part.heading.text if part.heading else "",
            titles[part.item].level if part.item in titles else 1,
            words(part.body),
            sum(isinstance(one, Paragraph | ListItem) for one in part.body),
            sum(isinstance(one, Picture) for one in part.body),
            sum(isinstance(one, SimpleTable) for one in part.body),
            tuple(one.text for one in part.body if isinstance(one, Heading)),
        )
        for part in parts(outline, narrative.blocks)
    )


def next_label(blocks: Iterable[Block], word: str) -> str:
    """Return how the caption of one more figure begins: ``图3 `` behind 图1 and 图2."""
    captions = (one.caption for one in blocks if isinstance(one, Picture | SimpleTable))
    found = (re.match(rf"{word}\s*([0-9]{{1,3}})(?![0-9.．-])", one) for one in captions)
    return f"{word}{max((int(one.group(1)) for one in found if one), default=0) + 1} "


def words(blocks: Iterable[Block]) -> int:
    """Return Word's 字数 of blocks: those of parts and their headings add up to the whole."""
    lines = Narrative.model_construct(blocks=tuple(blocks)).lines
    return sum(map(_line_words, lines))


_line_words = lru_cache(maxsize=4096)(word_count)
"""Counts of lines: typing changes one of hundreds, and all are counted again."""
