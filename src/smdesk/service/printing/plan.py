"""Which side of which sheet a page is printed on, and in which order the sides go to the printer.

A sheet belongs to one copy of one packet: what is left over of it stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from smdesk.errors import SmdeskError

Side = int | None
"""A page (from 1), or an empty side."""

_PARTS = re.compile(r"[,，、;；\s]+")
_PART = re.compile(r"(\d{1,6})(?:[-–—~～至](\d{1,6})?)?")


@dataclass(frozen=True)
class HandWay:
    """How a printer of one side is fed again: what the test sheet told.

    ``turn_over``: the stack is turned over before it is put back, else it goes back as it lies.
    ``reverse``: the last sheet is drawn in first then. ``upside``: backs are printed head down.
    As they stand here they hold for most laser printers that put out face down.
    """

    turn_over: bool = False
    reverse: bool = True
    upside: bool = False


FACE_DOWN, FACE_UP = HandWay(), HandWay(turn_over=True, reverse=False)
"""How printers are fed that put out face down (most laser printers) and face up (most inkjets)."""


Turn = Literal["copy", "packet", "list"]
"""After what a stack is put back: each copy, all copies of a packet, the whole list."""


@dataclass(frozen=True)
class Answers:
    """What a person saw after the second side of two test sheets.

    The stack went back as it lay, the same edge first. ``on_back``: the second print is on the
    empty side. ``same_head``: both sides have their heads at the same edge. ``in_order``: sheet 1
    carries the side that was sent first.
    """

    on_back: bool
    same_head: bool
    in_order: bool


def way_of(answers: Answers) -> HandWay:
    """Return how to feed a printer from what its test sheets showed.

    Turning the stack over puts its last sheet where its first one was, so that the order is the
    other one then; heads stay where they are when it is turned about its long edge.
    """
    turn_over = not answers.on_back
    reverse = answers.in_order if turn_over else not answers.in_order
    return HandWay(turn_over, reverse, not answers.same_head)


def page_range(text: str, total: int) -> tuple[int, ...]:
    """Return the pages of ``1-6,9,12-`` in ascending order, all where it is empty.

    Raises ``SmdeskError`` ``printing.range-wrong``, ``printing.range-beyond``.
    """
    parts = [one for one in _PARTS.split(text.strip()) if one]
    if not parts:
        return tuple(range(1, total + 1))
    found: set[int] = set()
    for part in parts:
        told = _PART.fullmatch(part)
        if told is None:
            raise SmdeskError("printing.range-wrong", text=part)
        first = int(told[1])
        last = int(told[2]) if told[2] else (first if part.isdigit() else total)
        if not 1 <= first <= last:
            raise SmdeskError("printing.range-wrong", text=part)
        if last > total:
            raise SmdeskError("printing.range-beyond", text=part, pages=total)
        found |= set(range(first, last + 1))
    return tuple(sorted(found))


def sheets(pages: Iterable[int]) -> tuple[tuple[Side, Side], ...]:
    """Return the sheets of one copy: each page on its own side, odd ones in front.

    So a page that is printed again fits into the bound book; the side of a page that is not wanted
    stays empty.
    """
    wanted = set(pages)
    fronts = sorted({page - (page + 1) % 2 for page in wanted})
    return tuple(
        (one if one in wanted else None, one + 1 if one + 1 in wanted else None) for one in fronts
    )


def in_order(pages: Sequence[int], *, duplex: bool) -> tuple[Side, ...]:
    """Return the sides of one copy as a printer takes them that turns the sheet itself.

    With ``duplex`` there is an even number of sides, so that the next copy begins a sheet.
    """
    if not duplex:
        return tuple(pages)
    return tuple(side for sheet in sheets(pages) for side in sheet)


def by_hand(pages: Sequence[int], way: HandWay) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Return the fronts and then the backs of one copy; no backs where all of them are empty.

    Every sheet goes through the second time too, an empty back as an empty page: else all that
    follow would get the back of another sheet.
    """
    made = sheets(pages)
    fronts, backs = tuple(front for front, _ in made), tuple(back for _, back in made)
    if not any(backs):
        return fronts, ()
    return fronts, tuple(reversed(backs)) if way.reverse else backs


def leaves(pages: int) -> int:
    """Return how many sheets so many pages take on both sides."""
    return -(-pages // 2)


def stacks(copies: Iterable[tuple[int, int]], turn: Turn, *, slip: bool) -> tuple[int, ...]:
    """Return the sheets of each stack that is put back, of packets told by pages and copies."""
    found: list[int] = []
    for pages, wanted in copies:
        made = [leaves(pages) + (slip and not number) for number in range(wanted)]
        found += made if turn == "copy" else [sum(made)]
    return (sum(found),) if turn == "list" and found else tuple(found)


def shown(pages: Sequence[int]) -> str:
    """Return pages as people write them: ``1-6、9``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(f"{one[0]}-{one[-1]}" if len(one) > 1 else str(one[0]) for one in runs)
