"""Parcels as one PDF in the order of paper: for a printer elsewhere, and to look at."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import pikepdf

from smdesk.packet import page as paper_page
from smdesk.service.printing.plan import HandWay, Side, by_hand, in_order

_A4 = (paper_page.PAGE_WIDTH / 25.4 * 72, paper_page.PAGE_HEIGHT / 25.4 * 72)
Leaf = tuple[bytes, Sequence[Side]]
"""A PDF and its sides in order."""


def assembled(leaves: Iterable[Leaf], *, upside: bool = False) -> bytes:
    """Return the sides of some PDFs one after the other; ``upside`` turns each by 180 degrees."""
    made = pikepdf.new()
    opened: dict[int, pikepdf.Pdf] = {}
    for data, sides in leaves:
        source = opened.setdefault(id(data), pikepdf.open(io.BytesIO(data)))
        for side in sides:
            if side is None:
                made.add_blank_page(page_size=_A4)
                continue
            made.pages.append(source.pages[side - 1])
            if upside:
                made.pages[-1].rotate(180, relative=True)
    stream = io.BytesIO()
    made.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    for one in opened.values():
        one.close()
    return stream.getvalue()


def copy_sides(
    slip: bytes | None, data: bytes, pages: Sequence[int], *, duplex: bool
) -> tuple[Leaf, ...]:
    """Return one copy for a printer that turns the sheet: its slip in front, if it has one."""
    front = ((slip, in_order(_all(slip), duplex=duplex)),) if slip else ()
    return (*front, (data, in_order(pages, duplex=duplex)))


def copy_passes(
    slip: bytes | None, data: bytes, pages: Sequence[int], way: HandWay
) -> tuple[tuple[Leaf, ...], tuple[Leaf, ...]]:
    """Return the fronts and the backs of one copy for a printer of one side.

    The slip lies on top; its empty back is sent as such, else the backs that follow would be those
    of other sheets. There are no backs where all of them are empty.
    """
    fronts, backs = by_hand(pages, way)
    if not slip:
        return ((data, fronts),), ((data, backs),) if backs else ()
    slip_fronts, slip_backs = by_hand(_all(slip), way)
    first: tuple[Leaf, ...] = ((slip, slip_fronts), (data, fronts))
    if not backs and not slip_backs:
        return first, ()
    lower: Leaf = (data, backs or (None,) * len(fronts))
    upper: Leaf = (slip, slip_backs or (None,) * len(slip_fronts))
    return first, (lower, upper) if way.reverse else (upper, lower)


def _all(data: bytes) -> range:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return range(1, len(pdf.pages) + 1)
