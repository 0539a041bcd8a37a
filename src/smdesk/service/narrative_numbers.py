"""Numbers that people typed into captions (图3 …, 表 2 …): whether they run on, and run on again.

They are text, and stay what a person wrote until a person asks for it: `renumbered` gives a
narrative whose captions of one word (图, 表) count from 1 in the order of the text, and says what
it could not settle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

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

Word = Literal["图", "表"]
WORDS: tuple[Word, ...] = ("图", "表")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_N = "[0-9０-９]"
_CAPTION = re.compile(rf"([图表])([ \u3000]*)({_N}{{1,3}})(?!{_N})(.*)", re.DOTALL)
_FURTHER = re.compile(rf"[ ]*[.．\-－–—][ ]*{_N}|[ ]*(?:[（(][A-Za-z][)）]|[A-Za-z](?![A-Za-z]))")
"""What behind a number makes it one of a chapter or of a part of a figure: 图2-1, 图1.3, 图1（a）."""
_MENTION = re.compile(rf"([图表])[ \u3000]*({_N}{{1,3}})(?!{_N})")
_BEHIND = re.compile(
    rf"[ ]*(?:[、和及与]|以及)[ ]*{_N}{{1,3}}(?!{_N})|[ ]*[至到~～—–\-－.．][ ]*[图表]?[ ]*{_N}"
    "|[ ]*[（(][A-Za-z][)）]|[A-Za-z](?![A-Za-z])"
)
"""What behind a mention says of more than one figure, or of a part of one: 图3至5, 图1、2, 图2-1."""
_BEFORE = re.compile(rf"[图表][ ]*{_N}{{1,3}}[ ]*[至到~～—–\-－][ ]*$")
_OTHER = frozenset("附申报明细该地版意蓝草插视左右")
"""Letters before 图 or 表 that make it another word: 附表1, 申报表2, 地图3."""
_AROUND = 6
_Key = tuple[str, int]


@dataclass(frozen=True)
class Numbered:
    """A caption with a number: of which block, its word, its number as it stands."""

    block: int
    word: Word
    number: int


@dataclass(frozen=True)
class Renumbering:
    """What counting anew makes: captions (old, new), the narrative, with mentions changed or without.

    ``mixed`` are words with numbers like 图2-1, which are left alone; ``left`` are mentions that are
    not changed, with the words around them: of spans, of figures that are gone or numbered twice.
    """

    captions: tuple[tuple[str, str], ...]
    plain: Narrative
    whole: Narrative
    mentions: int
    left: tuple[str, ...]
    mixed: tuple[Word, ...]


def out_of_order(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the numbered captions of each word whose numbers do not run 1, 2, 3: ``图1、图3``."""
    mixed, found = _mixed(blocks), []
    for word in WORDS:
        numbers = [one.number for one in _numbered(blocks) if one.word == word]
        if word not in mixed and numbers != list(range(1, len(numbers) + 1)):
            found.append("、".join(f"{word}{one}" for one in numbers))
    return tuple(found)


def renumbered(narrative: Narrative) -> Renumbering:
    """Return what counting the captions of a narrative anew makes of it."""
    blocks, mixed = narrative.blocks, _mixed(narrative.blocks)
    plain, captions = list(blocks), list[tuple[str, str]]()
    meant: dict[_Key, list[int]] = {}
    counts = dict.fromkeys(WORDS, 0)
    for one in _numbered(blocks):
        if one.word in mixed:
            continue
        counts[one.word] += 1
        meant.setdefault((one.word, one.number), []).append(counts[one.word])
        figure = blocks[one.block]
        if one.number != counts[one.word] and isinstance(figure, Picture | SimpleTable):
            new = _counted(figure.caption, counts[one.word])
            captions.append((figure.caption, new))
            plain[one.block] = figure.model_copy(update={"caption": new})
    turned = {word for (word, number), now in meant.items() if now != [number]}
    mentions = _Mentions(meant, turned)
    whole = [mentions.of(one) for one in plain]
    return Renumbering(
        tuple(captions), Narrative(blocks=tuple(plain)), Narrative(blocks=tuple(whole)),
        mentions.count, tuple(mentions.left), mixed,
    )  # fmt: skip


def _numbered(blocks: Sequence[Block]) -> Iterator[Numbered]:
    for index, block in enumerate(blocks):
        told = _CAPTION.match(block.caption) if isinstance(block, Picture | SimpleTable) else None
        if told is not None:
            yield Numbered(index, _word(told[1]), _value(told[3]))


def _mixed(blocks: Sequence[Block]) -> tuple[Word, ...]:
    """Return the words of which a caption has a number within a chapter or a figure."""
    captions = (one.caption for one in blocks if isinstance(one, Picture | SimpleTable))
    told = [one for one in map(_CAPTION.match, captions) if one is not None]
    found = {one[1] for one in told if _FURTHER.match(one[4])}
    return tuple(one for one in WORDS if one in found)


def _word(text: str) -> Word:
    return "图" if text == "图" else "表"


def _value(digits: str) -> int:
    return int(digits.translate(_WIDE))


def _counted(caption: str, number: int) -> str:
    """Return a caption with another number, in the digits that it was written with."""
    return _CAPTION.sub(
        lambda told: f"{told[1]}{told[2]}{_like(number, told[3])}{told[4]}", caption
    )


def _like(number: int, digits: str) -> str:
    text = str(number)
    return text if digits.isascii() else "".join(chr(ord(one) + 0xFEE0) for one in text)


_Piece = tuple[int, int, str]
"""From where to where of a text something else is to stand, and what."""


class _Mentions:
    """Changes 图3 in sentences where it is sure which figure is meant; keeps and tells the rest."""

    def __init__(self, meant: Mapping[_Key, Sequence[int]], turned: AbstractSet[str]) -> None:
        self._meant, self._turned = meant, turned
        self.count = 0
        self.left: list[str] = []

    def of(self, block: Block) -> Block:
        """Return a block with its mentions changed."""
        match block:
            case Heading(text=text):
                made = self._line(text)
                return block if made == text else block.model_copy(update={"text": made})
            case Paragraph(runs=runs) | ListItem(runs=runs):
                new = self._runs(runs)
                return block if new == runs else block.model_copy(update={"runs": new})
            case SimpleTable(rows=rows):
                cells = tuple(tuple(map(self._line, row)) for row in rows)
                return block if cells == rows else block.model_copy(update={"rows": cells})
        return block

    def _line(self, text: str) -> str:
        return self._runs((Run(text=text),))[0].text

    def _runs(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Return runs with their numbers changed; one that is split among runs is left."""
        text, at, made = "".join(run.text for run in runs), 0, list[Run]()
        pieces = list(self._pieces(text))
        for run in runs:
            end = at + len(run.text)
            own = [one for one in pieces if at <= one[0] and one[1] <= end]
            changed = run.text
            for start, stop, new in reversed(own):
                changed = changed[: start - at] + new + changed[stop - at :]
            made.append(run if not own else run.model_copy(update={"text": changed}))
            self.count += len(own)
            pieces = [one for one in pieces if one not in own]
            at = end
        self.left += [_around(text, start, stop) for start, stop, _ in pieces]
        return tuple(made)

    def _pieces(self, text: str) -> Iterator[_Piece]:
        for told in _MENTION.finditer(text):
            word, number = told[1], _value(told[2])
            if word not in self._turned or text[: told.start()][-1:] in _OTHER:
                continue
            meant = self._meant.get((word, number), ())
            spread = _BEHIND.match(text, told.end()) or _BEFORE.search(text[: told.start()])
            if len(meant) != 1 or spread:
                self.left.append(_around(text, *told.span()))
            elif meant[0] != number:
                yield told.start(2), told.end(2), _like(meant[0], told[2])


def _around(text: str, start: int, stop: int) -> str:
    """Return a mention with the words beside it."""
    return text[max(0, start - _AROUND) : stop + _AROUND].strip()
