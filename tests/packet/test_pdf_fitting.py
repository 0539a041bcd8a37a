"""No signature box stands alone on a page, and rows are lowered only where that saves one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from smdesk.notices.loader import find_form
from smdesk.packet import page
from smdesk.packet.build import build_blank, build_packet
from smdesk.packet.pdf import writer
from smdesk.packet.pdf.fitting import LOWEST_BOX, LOWEST_ROW, Rows, fitted
from smdesk.packet.tree import Packet
from smdesk.service.samples import load_sample, sample_ids


def pages_of(packet: Packet) -> Counter[int]:
    """Return how many rows begin on each page of the table."""
    parts = tuple(one for one in packet.parts if one.kind == "table")
    none: dict[str, bytes] = {}
    places = writer().places(replace(packet, parts=parts), none.__getitem__)
    return Counter(at for mark, (at, _) in places.items() if mark.startswith("row:"))


@pytest.mark.faces
@pytest.mark.parametrize("form_id", sample_ids())
def test_no_box_is_alone_on_the_last_page_of_a_form(form_id: str) -> None:
    pack, form = find_form(form_id)
    declaration, files = load_sample(form_id)
    filled = build_packet(pack, form, declaration, draft=True, files=files)
    for packet in (replace(filled, draft=False), build_blank(pack, form, declaration.years)):
        rows = pages_of(packet)
        boxes = sum(1 for part in packet.parts if part.kind == "table" for block in part.blocks
                    for cell in getattr(block, "cells", ()) if cell.cell.sign)  # fmt: skip
        assert rows[max(rows)] >= min(2, boxes), rows


def rows_of(*, plain: int, boxes: int = 1, used: float = 20.0, below: float = 0.0) -> Rows:
    count = plain + boxes
    signed = {plain + number: 42.0 for number in range(boxes)}
    asked = [signed.get(row, 6.0) for row in range(count)]
    return Rows([None] * count, asked, signed, [], frozenset(), used, below)


def test_rows_are_lowered_by_no_more_than_saves_the_page() -> None:
    room = page.TEXT_HEIGHT - 4 - 20
    plain = int((room - 42) // 8)
    assert fitted(rows_of(plain=plain)) is None
    lower = fitted(rows_of(plain=plain + 1))
    assert lower is not None
    assert sum(lower) <= room
    assert min(lower[:-1]) >= LOWEST_ROW
    assert lower[-1] >= LOWEST_BOX
    assert sum(lower) > room - 12


def test_what_cannot_be_saved_is_left_as_it_is() -> None:
    assert fitted(rows_of(plain=40)) is None


def test_a_line_under_the_table_counts() -> None:
    room = page.TEXT_HEIGHT - 4 - 20
    plain = int((room - 42) // 8)
    assert fitted(rows_of(plain=plain, below=6.0 + (room - 42) % 8)) is not None


def test_a_last_page_that_holds_much_is_left() -> None:
    rows = rows_of(plain=24, boxes=4)
    assert fitted(rows) is None
