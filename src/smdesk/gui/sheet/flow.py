"""Printed text, blanks and boxes set in lines, as they stand in a cell of the paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetricsF

from smdesk.gui.sheet.book import BREAK, Piece, Slot

_ATOM = re.compile(r"[!-~]+|.", re.DOTALL)

Room = Callable[[Slot, int], tuple[int, int]]
"""The width and height that an editor wants where it may have a width."""


@dataclass(frozen=True)
class Stretch:
    """Printed text at a place: left edge and baseline."""

    x: float
    baseline: float
    text: str


@dataclass(frozen=True)
class Flow:
    """Lines of one cell, relative to the top left of its content."""

    height: int
    stretches: tuple[Stretch, ...]
    places: dict[str, QRect]


@dataclass
class _Item:
    width: float
    height: float
    text: str = ""
    slot: Slot | None = None


def set_lines(
    pieces: Iterable[Piece], width: int, metrics: QFontMetricsF, room: Room, *, centred: bool
) -> Flow:
    """Return pieces set in lines of ``width`` pixels, each in the middle if ``centred``."""
    stretches: list[Stretch] = []
    places: dict[str, QRect] = {}
    top = 0.0
    for line in _lines(pieces, width, metrics, room):
        height = max([metrics.height(), *(one.height for one in line)])
        x = (width - sum(one.width for one in line)) / 2 if centred else 0.0
        baseline = top + (height - metrics.height()) / 2 + metrics.ascent()
        for one in line:
            if one.slot is None:
                stretches.append(Stretch(x, baseline, one.text))
            else:
                y = top + (height - one.height) / 2
                places[one.slot.key] = QRect(
                    round(x), round(y), round(one.width), round(one.height)
                )
            x += one.width
        top += height
    return Flow(round(top + 0.49), tuple(stretches), places)


def _lines(
    pieces: Iterable[Piece], width: int, metrics: QFontMetricsF, room: Room
) -> Iterator[list[_Item]]:
    """Yield the lines; neighbouring text of a line is one item."""
    line: list[_Item] = []
    used = 0.0
    for item in _items(pieces, width, metrics, room):
        if item is None:
            yield _joined(line)
            line, used = [], 0.0
            continue
        if line and used + item.width > width + 0.5:
            yield _joined(line)
            line, used = [], 0.0
            if item.text.isspace():
                continue
        line.append(item)
        used += item.width
    yield _joined(line)


def _items(
    pieces: Iterable[Piece], width: int, metrics: QFontMetricsF, room: Room
) -> Iterator[_Item | None]:
    for piece in pieces:
        if piece == BREAK:
            yield None
        elif isinstance(piece, Slot):
            wide, high = room(piece, width)
            yield _Item(wide, high, slot=piece)
        else:
            for atom in _ATOM.findall(piece):
                yield _Item(metrics.horizontalAdvance(atom), metrics.height(), atom)


def _joined(line: list[_Item]) -> list[_Item]:
    found: list[_Item] = []
    for item in line:
        if item.slot is None and found and found[-1].slot is None:
            found[-1] = _Item(found[-1].width + item.width, item.height, found[-1].text + item.text)
        else:
            found.append(item)
    return found
