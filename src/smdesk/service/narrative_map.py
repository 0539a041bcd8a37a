"""A narrative that was read from a file, piece by piece, and the outline items that they go to.

A *piece* is a heading with what stands below it up to the next heading of any level. Whoever
imports says of each where it goes; what is not said follows the piece before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
from smdesk.service.narrative_edit import PREFACE, parts, rewritten, words
from smdesk.service.narrative_paste import settled

STAYS = "@stays"
"""A piece that stands where it stood: below the piece before it, with its own heading."""
LEFT_OUT = "@left-out"
"""A piece that is not taken, with those that stay below it."""
_FIRST_WORDS = 40
_NUMBERED = re.compile(r"([一二三四五六七八九十]+)[、．.]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Blocks ``start:stop``; ``level`` 0 is text before the first heading; ``first`` how it begins.

    ``item`` is the outline item that its heading was taken for; ``above`` the piece that its heading
    stands below.
    """

    start: int
    stop: int
    level: int
    title: str
    first: str
    words: int
    pictures: int
    tables: int
    item: str | None
    above: int | None


def pieces(narrative: Narrative) -> tuple[Piece, ...]:
    """Return the pieces of a narrative in order."""
    blocks = narrative.blocks
    starts = [at for at, one in enumerate(blocks) if isinstance(one, Heading)]
    starts = starts if starts[:1] == [0] or not blocks else [0, *starts]
    found: list[Piece] = []
    for start, stop in pairwise([*starts, len(blocks)]):
        first = blocks[start]
        heading = first if isinstance(first, Heading) else None
        found.append(_piece(found, start, stop, heading, blocks[start:stop]))
    return tuple(found)


def _piece(
    before: Sequence[Piece], start: int, stop: int, heading: Heading | None, blocks: Sequence[Block]
) -> Piece:
    level = heading.level if heading else 0
    above = (at for at in reversed(range(len(before))) if 0 < before[at].level < level)
    return Piece(
        start, stop, level,
        heading.text if heading else "",
        _begins(blocks[heading is not None :]),
        words(blocks),
        sum(isinstance(one, Picture) for one in blocks),
        sum(isinstance(one, SimpleTable) for one in blocks),
        heading.item if heading else None,
        next(above, None),
    )  # fmt: skip


def _begins(blocks: Sequence[Block]) -> str:
    for one in blocks:
        if isinstance(one, Paragraph | ListItem):
            text = "".join(run.text for run in one.runs).strip()
            return text if len(text) <= _FIRST_WORDS else f"{text[:_FIRST_WORDS]}…"
    return ""


def where(found: Sequence[Piece], said: Mapping[int, str]) -> tuple[str, ...]:
    """Return the item that each piece goes to, or `LEFT_OUT`; ``said`` is what was chosen of some.

    What nothing was said of goes to its own item, else it follows the piece that it stands below,
    or the one before it.
    """
    goes: list[str] = []
    for at, piece in enumerate(found):
        chosen = said.get(at) or piece.item or STAYS
        if chosen == STAYS:
            upper = piece.above if piece.above is not None else at - 1
            chosen = goes[upper] if upper >= 0 else PREFACE
            if chosen == LEFT_OUT and piece.above is None:
                chosen = next((one for one in reversed(goes) if one != LEFT_OUT), PREFACE)
        goes.append(chosen)
    return tuple(goes)


def arranged(
    outline: Outline, narrative: Narrative, said: Mapping[int, str] | None = None
) -> Narrative:
    """Return a narrative with its pieces below the headings of the notice's outline, in its order.

    A heading that a person sends to the item of its own number (“一、基本情况” to “一、企业概况”) is
    that item's: the notice's words take its place.
    """
    found, said = pieces(narrative), said or {}
    goes = where(found, said)
    numbers = {one.id: _number(one.title) for one in outline.item if one.level == 1}
    bodies: dict[str, list[Block]] = {}
    for at, (piece, to) in enumerate(zip(found, goes, strict=True)):
        if to != LEFT_OUT:
            same = said.get(at) == to and piece.level == 1 and _number(piece.title)
            own = piece.item == to or (bool(same) and same == numbers.get(to))
            bodies.setdefault(to, []).extend(_body(narrative, piece, own=own))
    blocks: tuple[Block, ...] = tuple(bodies.get(PREFACE, ()))
    for item in outline.item:
        body = settled(bodies.get(item.id, ()), item.level, item.title)
        if body:
            # Text that stays in front may begin with the item's own heading: it is kept, and first.
            standing = next(one.body for one in parts(outline, blocks) if one.item == item.id)
            edit = rewritten(outline, blocks, item.id, (*standing, *body))
            blocks = (*blocks[: edit.start], *edit.blocks, *blocks[edit.stop :])
    return Narrative(blocks=blocks)


def _number(title: str) -> str:
    """Return the Chinese number that a heading of the first level begins with."""
    found = _NUMBERED.match(title.strip())
    return found[1] if found else ""


def _body(narrative: Narrative, piece: Piece, *, own: bool) -> tuple[Block, ...]:
    blocks = narrative.blocks[piece.start : piece.stop]
    head = blocks[0]
    if own or not isinstance(head, Heading):
        return blocks[own:]  # the notice's heading stands in the place of its own
    return (head.model_copy(update={"item": None}), *blocks[1:])


def unplaced(narrative: Narrative) -> tuple[str, ...]:
    """Return the headings of the first level that stand for no item of the outline."""
    return tuple(one.title for one in pieces(narrative) if one.level == 1 and one.item is None)
