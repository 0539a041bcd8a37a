"""Packets for a printer of one side, stack by stack: what goes out, what follows when it is put back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from smdesk.service.printing.assembly import Leaf, assembled
from smdesk.service.printing.batch import Passes, Wanted, empty, passes_of, slip_for
from smdesk.service.printing.parcel import Parcel
from smdesk.service.printing.plan import FACE_DOWN, Turn


@dataclass(frozen=True)
class Stack:
    """Sheets that are put back at once: the first and the last copy in them, their sides as PDF.

    Packets and copies count from 1. ``backs`` is ``None`` where no sheet has one.
    """

    packet: int
    copy: int
    last: tuple[int, int]
    sheets: int
    fronts: bytes
    backs: bytes | None

    @property
    def several(self) -> bool:
        """Whether it holds more than one packet."""
        return self.packet != self.last[0]


@dataclass(frozen=True)
class _Copy:
    packet: int
    copy: int
    passes: Passes


def stacks_of(parcels: Iterable[Parcel], wanted: Wanted, turn: Turn) -> tuple[Stack, ...]:
    """Return packets as the stacks that are put back: a copy, a packet's copies, or all.

    With `HandWay.reverse` the backs of a stack begin with those of its last copy. Every sheet goes
    through again, be its back empty. Raises as `passes_of`.
    """
    whole = {"copy": lambda one: (one.packet, one.copy), "packet": lambda one: one.packet,
             "list": lambda _: 0}[turn]  # fmt: skip
    copies = _copies(parcels, wanted)
    return tuple(_stack(list(group), wanted) for _, group in groupby(copies, key=whole))


def _copies(parcels: Iterable[Parcel], wanted: Wanted) -> Iterator[_Copy]:
    for packet, parcel in enumerate(parcels, 1):
        copies = wanted.copies or parcel.copies
        slip = slip_for(parcel, wanted, copies)
        for copy in range(copies):
            yield _Copy(packet, copy + 1, passes_of(parcel, wanted, copy, slip=slip))


def _stack(copies: list[_Copy], wanted: Wanted) -> Stack:
    way = wanted.way or FACE_DOWN
    fronts: list[Leaf] = [leaf for one in copies for leaf in one.passes[0]]
    turned = reversed(copies) if way.reverse else copies
    backs: list[Leaf] = [
        leaf
        for one in turned
        for leaf in (one.passes[1] if len(one.passes) > 1 else empty(one.passes[0]))
    ]
    printed = any(side is not None for _, sides in backs for side in sides)
    return Stack(
        copies[0].packet, copies[0].copy, (copies[-1].packet, copies[-1].copy),
        sum(len(sides) for _, sides in fronts), assembled(fronts),
        assembled(backs, upside=way.upside) if printed else None,
    )  # fmt: skip
