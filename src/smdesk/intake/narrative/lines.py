"""What the readers of narratives pass on: lines of pieces, pictures and tables of plain texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from smdesk.intake.narrative.numerals import BULLET, is_closed

_SPACES = re.compile(r"[ \t\u00a0\u2002-\u200a]+")


class Piece(NamedTuple):
    """A stretch of text of one weight: a `Run` that costs nothing to make."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class DrawnPicture:
    """A picture in the text: its relation, its width in mm (0: not said), what is cut off.

    ``crop`` is left, top, right, bottom in parts of 1 of the whole picture.
    """

    relation: str
    width: float
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass
class Line:
    """One paragraph: runs in order, what its style and numbering say, its pictures.

    ``outline`` is counted from 1; ``mark`` is (format, text) of its automatic number, ``count`` that
    number itself, ``list_id`` names the list that counts it, ``left`` is its indent in twips; ``tabs``
    counts the tabulators between its words; ``contents`` says that it stands in a table of contents.
    """

    runs: list[Piece] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    mark: tuple[str, str] | None = None
    depth: int = 0
    count: int | None = None
    list_id: str = ""
    left: int = 0
    tabs: int = 0
    contents: bool = False
    pictures: list[DrawnPicture] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text without the automatic number, outer blanks off."""
        return "".join([run.text for run in self.runs]).strip()

    @property
    def bold(self) -> bool:
        """Whether all that can be seen is bold."""
        seen = [run for run in self.runs if run.text.strip()]
        return bool(seen) and all(run.bold for run in seen)


@dataclass
class PlainGrid:
    """A table of plain texts; ``simple`` is false where cells were merged or nested."""

    rows: list[list[str]]
    simple: bool = True


Item = Line | PlainGrid


_BLANKS = {" ": 120, "\u3000": 240, "\t": 480}
"""Twips that blanks at the head of a plain line set it in by."""


def left_of(text: str) -> int:
    """Return how far the blanks at its head set a plain line in, in twips."""
    head = text[: len(text) - len(text.lstrip(" \t\u3000"))]
    return sum(_BLANKS[one] for one in head[:40])


def tidy(line: Line) -> None:
    """Join neighbours of one weight, fold blanks, take them off both ends."""
    joined: list[Piece] = []
    for run in line.runs:
        text = _SPACES.sub(" ", run.text)
        if joined and joined[-1].bold == run.bold:
            joined[-1] = Piece(joined[-1].text + text, run.bold)
        elif text:
            joined.append(Piece(text, run.bold))
    if joined:
        joined[0] = Piece(joined[0].text.lstrip(" \u3000\n"), joined[0].bold)
        joined[-1] = Piece(joined[-1].text.rstrip(" \u3000\n"), joined[-1].bold)
    line.runs = [run for run in joined if run.text]


def says(item: Item) -> bool:
    """Return whether there is anything in a line or table."""
    return not isinstance(item, Line) or bool(item.text or item.pictures)


def in_cell(line: Line) -> str:
    """Return a paragraph of a cell with its automatic number before it and its notes behind it."""
    form, number_shown = line.mark or ("", "")
    head = f"{number_shown} " if form == BULLET or not is_closed(number_shown) else number_shown
    text = f"{head.lstrip()}{line.text}" if line.text else ""
    return f"{text}（注：{'；'.join(line.notes)}）" if line.notes else text
