"""Where rows and blocks stand on the pages, as the preview asks."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from smdesk.notices.loader import find_form
from smdesk.packet import page
from smdesk.packet.build import build_packet
from smdesk.packet.pdf import writer
from smdesk.packet.pdf.engine import Engine
from smdesk.packet.tree import FormTable, Packet
from smdesk.service.samples import load_sample, sample_ids

FORM = sample_ids()[0]


@pytest.fixture(scope="module")
def sample():
    declaration, files = load_sample(FORM)
    pack, form = find_form(FORM)
    return build_packet(pack, form, declaration, draft=True, files=files), files


def only(packet: Packet, kind: str) -> Packet:
    return replace(packet, parts=tuple(one for one in packet.parts if one.kind == kind))


def test_every_row_of_the_table_has_its_place_in_order(sample) -> None:
    packet, files = sample
    table = only(packet, "table")
    pages = writer().pages(table, files, ppi=30)
    places = writer().places(table, files, ppi=30)
    grid = next(one for one in table.parts[0].blocks if isinstance(one, FormTable)).grid
    rows = [places[f"row:{number}"] for number in range(len(grid.rows))]
    assert rows == sorted(rows)
    assert {index for index, _ in rows} == set(range(len(pages)))
    assert all(page.TOP - 1 <= top <= page.PAGE_HEIGHT - page.BOTTOM for _, top in rows)


def test_every_block_of_the_narrative_has_its_place(sample) -> None:
    packet, files = sample
    narrative = only(packet, "narrative")
    places = writer().places(narrative, files)
    blocks = [places[f"block:{number}"] for number in range(len(narrative.parts[0].blocks))]
    assert blocks == sorted(blocks)


def test_marks_leave_the_pages_as_they_print(sample, monkeypatch) -> None:
    packet, files = sample
    marked = writer().pages(packet, files, ppi=50)
    compile_it = Engine.pages

    def unmarked(self, content, images, format, ppi):
        return compile_it(self, {**content, "marked": False}, images, format, ppi)

    monkeypatch.setattr(Engine, "pages", unmarked)
    plain = writer().pages(packet, files, ppi=50)
    assert len(marked) == len(plain)
    for one, other in zip(marked, plain, strict=True):
        images = [Image.open(io.BytesIO(data)).convert("L") for data in (one, other)]
        assert ImageChops.difference(*images).getextrema()[1] < 16
