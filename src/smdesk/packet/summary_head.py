"""The head line of a 汇总表 in lines: entries stay whole, as the notice sets them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smdesk.notices.models import Summary
from smdesk.packet import page
from smdesk.packet.sheets import breadth

_WIDE = "　"
_MM_PER_POINT = 25.4 / 72
_BLANK, _GAP, _FARTHEST = 3, 1, 8
"""Full-width characters: the least blank to write in, the least and the most between entries."""
_SLACK = 4
"""Half-width characters that programs put between 汉字 and digits of a filled line."""


def head_lines(summary: Summary, texts: Mapping[str, str], room: int) -> tuple[str, ...]:
    """Return the lines; ``room`` is what a line holds, in half-width characters.

    A notice that sets each entry on a line of its own (``stacked``) gets so many lines. Else the
    entries share a line as long as it holds them whole; what the line has left stands between them.
    """
    entries = [one + texts.get(one, "") for one in summary.head]
    if summary.stacked:
        return tuple(entries)
    blank = [not texts.get(one) for one in summary.head]
    if not all(blank):
        room -= _SLACK
    needs = [
        _taken(text) + 2 * (_BLANK if empty else _GAP)
        for text, empty in zip(entries, blank, strict=True)
    ]
    lines: list[list[int]] = []
    for at, need in enumerate(needs):
        used = sum(needs[one] for one in lines[-1]) if lines else room
        # After the last of a line there need be no gap.
        if used + need - (0 if blank[at] else 2 * _GAP) > room or not lines:
            lines.append([])
        lines[-1].append(at)
    return tuple(_line([(entries[at], needs[at]) for at in line], room) for line in lines)


def paper_room(points: float) -> int:
    """Return how many half-width characters of a size a line of the page holds."""
    return int(2 * page.TEXT_WIDTH / (points * _MM_PER_POINT))


def _taken(text: str) -> int:
    """Return what a text may take: in some faces digits and Latin letters are wider than half."""
    return breadth(text) + sum(one.isascii() for one in text) // 5


def _line(entries: Sequence[tuple[str, int]], room: int) -> str:
    """Return entries side by side, each but the last with its share of what the line has left."""
    left = room - sum(need for _, need in entries)
    between = min(left // 2 // max(len(entries) - 1, 1), _FARTHEST)
    told = ""
    for text, need in entries[:-1]:
        told += text + _WIDE * ((need - breadth(text)) // 2 + between)
    return told + entries[-1][0]
