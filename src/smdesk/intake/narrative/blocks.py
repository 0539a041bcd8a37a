"""Marked lines, tables and pictures become the blocks of a `Narrative`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from smdesk.files import sha256_hex
from smdesk.intake.narrative.headings import Marked
from smdesk.intake.narrative.lines import DrawnPicture, Piece, PlainGrid
from smdesk.intake.narrative.numerals import BULLETS, without_mark
from smdesk.intake.narrative.pictures import cropped, usable
from smdesk.notices.declaration import (
    Block,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Run,
    SimpleTable,
)
from smdesk.notices.text import clean

_PICTURE_CAPTION = re.compile(r"^图\s*[0-9一二三四五六七八九十０-９]")
_TABLE_CAPTION = re.compile(r"^表\s*[0-9一二三四五六七八九十０-９]")
_CAPTION_STYLE = re.compile(r"^(?:caption|题注|申报题注|申报表内栏目)$", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u200b\u2060\ufffe\uffff]")
_LONGEST_CAPTION = 80
_WIDEST = 156.0
"""Width of the text on A4 with the notice's margins, in mm."""


class Builder:
    """Builds blocks; ``files`` collects the pictures' bytes, ``losses`` what could not be kept."""

    def __init__(self, media: Callable[[str], bytes | None]) -> None:
        self._media = media
        self.files: dict[str, bytes] = {}
        self.losses: Counter[str] = Counter()
        self.blocks: list[Block] = []
        self._styles: list[str] = []
        self._looked_at: dict[str, tuple[bytes, str] | None] = {}

    def build(self, items: Iterable[Marked | PlainGrid]) -> tuple[Block, ...]:
        """Return the blocks of ``items`` in order, captions joined to what they name."""
        for item in items:
            if isinstance(item, PlainGrid):
                self._add_table(item)
            else:
                self._add_line(item)
        return tuple(_with_captions(self.blocks, self._styles))

    def _put(self, block: Block, style: str = "") -> None:
        self.blocks.append(block)
        self._styles.append(style)

    def _add_line(self, one: Marked) -> None:
        text = clean(one.text, multiline=False)
        if text and one.level:
            self._put(Heading(level=one.level, text=_heading(text), item=one.item))
        elif text and (one.bullet or one.number is not None):
            ordered = one.number is not None
            level = one.number[0] if one.number else one.list_level or min(one.line.depth + 1, 3)
            self._put(ListItem(ordered=ordered, level=level, runs=_item_runs(one)))
        elif text:
            self._put(Paragraph(runs=_runs(one)), one.line.style)
        for picture in one.line.pictures:
            self._add_picture(picture)

    def _add_picture(self, drawn: DrawnPicture) -> None:
        data = self._media(drawn.relation)
        made = self._usable(data) if data else None
        if made is None:
            self.losses["pictures"] += 1
            return
        body, kind = cropped(*made, drawn.crop)
        digest = sha256_hex(body)
        self.files[digest] = body
        width = drawn.width if 0 < drawn.width <= _WIDEST else _WIDEST if drawn.width else 0.0
        self._put(Picture(sha256=digest, media_type=kind, width=width))

    def _usable(self, data: bytes) -> tuple[bytes, str] | None:
        """Return what `usable` gives; a picture that is shown again is not decoded again."""
        digest = sha256_hex(data)
        if digest not in self._looked_at:
            self._looked_at[digest] = usable(data)
        return self._looked_at[digest]

    def _add_table(self, grid: PlainGrid) -> None:
        rows = tuple(tuple(clean(text) for text in row) for row in grid.rows if row)
        if not any(text for row in rows for text in row):
            return
        self.losses["tables"] += not grid.simple
        self._put(SimpleTable(rows=rows))


def _heading(text: str) -> str:
    """Return a heading with full-width brackets around its number, as official letters print it."""
    return re.sub(r"^\(([一二三四五六七八九十]{1,3})\)", r"（\1）", text)


def _runs(one: Marked) -> tuple[Run, ...]:
    """Return the runs of a line with its automatic number, if it has one, before them."""
    return tuple(Run(text=text, bold=bold) for text, bold in _pieces(one))


def _pieces(one: Marked) -> list[Piece]:
    runs = [Piece(_plain(run.text), run.bold) for run in one.line.runs]
    number = one.text[: len(one.text) - len(one.line.text)]
    if number:
        runs.insert(0, Piece(number, runs[0].bold if runs else False))
    return [run for run in _joined(runs) if run.text]


def _plain(text: str) -> str:
    return text if text.isprintable() else _CONTROL.sub("", text)


def _joined(runs: Sequence[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for run in runs:
        if found and found[-1].bold == run.bold:
            found[-1] = Piece(found[-1].text + run.text, run.bold)
        else:
            found.append(run)
    return found


def _item_runs(one: Marked) -> tuple[Run, ...]:
    """Return the runs of a list item without the number or bullet that is written in them."""
    if one.line.mark and not one.bullet:  # its automatic number is not among its runs
        plain = _joined([Piece(_plain(run.text), run.bold) for run in one.line.runs])
        return tuple(Run(text=run.text, bold=run.bold) for run in plain if run.text)
    runs = _pieces(one)
    text = "".join(run.text for run in runs)
    bullet = BULLETS.match(text) if one.bullet else None
    rest = text[bullet.end() :] if bullet else text if one.bullet else without_mark(text)
    skip = len(text) - len(rest.lstrip())
    kept: list[Run] = []
    for run in runs:
        cut = min(skip, len(run.text))
        skip -= cut
        if run.text[cut:]:
            kept.append(Run(text=run.text[cut:], bold=run.bold))
    return tuple(kept)


def _with_captions(blocks: Sequence[Block], styles: Sequence[str]) -> list[Block]:
    found: list[Block] = []
    waiting: Paragraph | None = None
    for block, style in zip(blocks, styles, strict=True):
        if isinstance(block, Paragraph):
            last = found[-1] if found else None
            if (
                isinstance(last, Picture)
                and not last.caption
                and _names(block, style, _PICTURE_CAPTION)
            ):
                found[-1] = last.model_copy(update={"caption": _text(block)})
                continue
            waiting = block if _names(block, style, _TABLE_CAPTION) else None
            found.append(block)
            continue
        if isinstance(block, SimpleTable) and waiting is not None:
            found[-1] = block.model_copy(update={"caption": _text(waiting)})
        else:
            found.append(block)
        waiting = None
    return found


def _names(block: Paragraph, style: str, pattern: re.Pattern[str]) -> bool:
    text = _text(block)
    fits = bool(pattern.match(text)) or bool(_CAPTION_STYLE.match(style))
    return fits and len(text) <= _LONGEST_CAPTION


def _text(block: Paragraph) -> str:
    return "".join(run.text for run in block.runs).strip()
