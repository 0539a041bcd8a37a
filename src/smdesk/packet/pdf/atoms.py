"""Text as atoms for the Typst template: literal strings and numbers for what is no text.

Nothing here is Typst markup, so no text of a person can become a command. A number is a line break
(`BREAK`), a place where a too long word may break (`JOINT`), or a box (`UNTICKED_BOX`,
`TICKED_BOX`); every string is printed as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from smdesk.notices.render import TICKED, Segment

BREAK, JOINT, UNTICKED_BOX, TICKED_BOX = range(4)
NO_GLYPH = "〓"
"""Stands for a character that no face has (下划号 of Chinese typesetting)."""

Atom = str | int

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"[!-~\u00a1-\u024f]{8,}")
_AFTER_MARK = re.compile(r"[^@./\\_?&=:,;-]*[@./\\_?&=:,;-]|[^@./\\_?&=:,;-]+")
_HALF = 0.52
"""Width of a half-width character in em, on the safe side."""


def atoms(text: str, width: float, missing: frozenset[str] = frozenset()) -> list[Atom]:
    """Return ``text`` as atoms for a line of ``width`` em.

    A word of half-width characters that is longer than a line may break after its marks, and
    anywhere if that does not do; characters in ``missing`` become `NO_GLYPH`; control characters
    are dropped.
    """
    found: list[Atom] = []
    for number, line in enumerate(printable(text, missing).split("\n")):
        if number:
            found.append(BREAK)
        found += _line(line.replace("\t", "　"), width)
    return found


def printable(text: str, missing: frozenset[str] = frozenset()) -> str:
    """Return ``text`` without control characters and with `NO_GLYPH` for those in ``missing``."""
    tidy = _CONTROL.sub("", text.replace("\r\n", "\n"))
    if missing:
        tidy = "".join(NO_GLYPH if one in missing else one for one in tidy)
    return tidy


def _line(line: str, width: float) -> Iterator[Atom]:
    last = 0
    for match in _WORD.finditer(line):
        word = match.group()
        if len(word) * _HALF <= width:
            continue
        if match.start() > last:
            yield line[last : match.start()]
        yield from _joined(_pieces(word, width))
        last = match.end()
    if line[last:]:
        yield line[last:]


def _pieces(word: str, width: float) -> Iterator[str]:
    """Yield the parts of a long word: up to its marks, and letter by letter what is still long."""
    for piece in _AFTER_MARK.findall(word):
        if len(piece) * _HALF <= width:
            yield piece
        else:
            yield from piece


def _joined(pieces: Iterable[str]) -> Iterator[Atom]:
    for index, piece in enumerate(pieces):
        if index:
            yield JOINT
        yield piece


def segment_atoms(
    segments: Iterable[Segment], width: float, missing: frozenset[str] = frozenset()
) -> list[Atom]:
    """Return a cell's segments as atoms; neighbouring text is joined so that it is set as one."""
    found: list[Atom] = []
    text = ""
    for segment in segments:
        if segment.kind != "box":
            text += segment.text
            continue
        found += atoms(text, width, missing)
        found.append(TICKED_BOX if segment.text == TICKED else UNTICKED_BOX)
        text = ""
    return found + atoms(text, width, missing)


def ems(text: str) -> float:
    """Return about how wide ``text`` is in em."""
    return sum(1.0 if unicodedata.east_asian_width(one) in "WFA" else _HALF for one in text)
