"""Many packets one after the other, each copy on sheets of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from smdesk.service.printing.assembly import Leaf, assembled, copy_passes, copy_sides
from smdesk.service.printing.parcel import Parcel
from smdesk.service.printing.plan import HandWay, page_range
from smdesk.service.printing.sheets import slip_of


@dataclass(frozen=True)
class Wanted:
    """How packets are printed.

    ``copies`` ``None``: as the notice of each asks. ``range`` as `page_range` reads it. ``way`` is
    how a printer of one side is fed again, ``None`` where it turns the sheet itself.
    """

    copies: int | None = None
    range: str = ""
    slip: bool = True
    duplex: bool = True
    way: HandWay | None = None


Passes = tuple[tuple[Leaf, ...], ...]
"""What is sent at once, then after the stack was put back: one or two passes."""


def passes_of(parcel: Parcel, wanted: Wanted, copy: int, *, slip: bytes | None = None) -> Passes:
    """Return copy ``copy`` (from 0) of a packet as its passes; ``slip`` goes with the first one.

    Raises as `page_range`.
    """
    pages = page_range(wanted.range, parcel.pages)
    front = slip if copy == 0 else None
    if wanted.way is None or not wanted.duplex:
        return (copy_sides(front, parcel.data, pages, duplex=wanted.duplex),)
    fronts, backs = copy_passes(front, parcel.data, pages, wanted.way)
    return (fronts, backs) if backs else (fronts,)


def empty(leaves: tuple[Leaf, ...]) -> tuple[Leaf, ...]:
    """Return as many empty sides: backs of sheets that go through with those of others."""
    return tuple((data, (None,) * len(sides)) for data, sides in leaves)


def slip_for(parcel: Parcel, wanted: Wanted, copies: int) -> bytes | None:
    """Return the control slip of a packet, ``None`` where none is wanted."""
    return slip_of(parcel, copies) if wanted.slip else None


def lay_out(parcels: Iterable[Parcel], wanted: Wanted) -> bytes:
    """Return packets as one PDF in the order of paper, for a printer that turns the sheet itself.

    What is fed by hand goes stack by stack: `stacks.stacks_of`.
    """
    sides: list[Leaf] = []
    for parcel in parcels:
        copies = wanted.copies or parcel.copies
        slip = slip_for(parcel, wanted, copies)
        for copy in range(copies):
            sides += passes_of(parcel, wanted, copy, slip=slip)[0]
    return assembled(sides)
