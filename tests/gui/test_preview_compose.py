"""Parts laid out alone are the very pages of the whole packet."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from smdesk.gui.preview.compose import FINEST, Compositor, parts_of_step
from smdesk.notices.declaration import EvidenceLink
from smdesk.notices.loader import find_form
from smdesk.packet.pdf import PdfWriter, writer
from smdesk.service.samples import sample_ids

sys.path.insert(0, str(Path(__file__).parent))
from previewing import drawn_sample

PPI = 40


def compositor_of(form_id: str) -> tuple[Compositor, object, object]:
    pack, form = find_form(form_id)
    declaration, files = drawn_sample(form_id)
    return Compositor(pack, form, files), declaration, files


@pytest.mark.parametrize("form_id", sample_ids())
def test_the_parts_in_a_row_are_the_packet_page_by_page(form_id: str) -> None:
    compositor, declaration, files = compositor_of(form_id)
    packet = compositor.packet(declaration)
    whole = writer().pages(packet, files, ppi=PPI)
    parts = [compositor.draw(packet, index, PPI) for index in range(len(packet.parts))]
    pages = [page for part in parts for page in part.pages]
    assert len(pages) == len(whole)
    assert [part.first % 2 for part in parts] == [1] * len(parts)
    for number, (one, other) in enumerate(zip(pages, whole, strict=True)):
        images = [Image.open(io.BytesIO(data)).convert("L") for data in (one, other)]
        assert ImageChops.difference(*images).getextrema()[1] < 24, f"page {number + 1}"


def linked(declaration):
    """Return a declaration whose first attachment is evidence for a field."""
    first, *others = declaration.attachments
    link = EvidenceLink(page=1, place="org.name")
    return declaration.model_copy(
        update={"attachments": (first.model_copy(update={"evidence": (link,)}), *others)}
    )


def test_contents_and_evidence_drawn_alone_name_the_pages_of_the_whole_packet() -> None:
    compositor, declaration, files = compositor_of(sample_ids()[0])
    packet = compositor.packet(linked(declaration), "yes")
    whole = writer().pages(packet, files, ppi=PPI)
    for kind in ("contents", "attachments"):
        index = next(n for n, part in enumerate(packet.parts) if part.kind == kind)
        drawn = compositor.draw(packet, index, PPI)
        for one, other in zip(drawn.pages, whole[drawn.first - 1 :], strict=False):
            images = [Image.open(io.BytesIO(data)).convert("L") for data in (one, other)]
            assert ImageChops.difference(*images).getextrema()[1] < 24, kind


def test_contents_are_drawn_again_when_a_place_moved_that_they_name() -> None:
    compositor, declaration, _ = compositor_of(sample_ids()[0])
    packet = compositor.packet(declaration, "yes")
    index = next(n for n, part in enumerate(packet.parts) if part.kind == "contents")
    compositor.draw(packet, index, PPI)
    assert compositor.counted(packet)[index].ppi == PPI
    blocks = declaration.narrative.blocks
    longer = declaration.model_copy(
        update={"narrative": declaration.narrative.model_copy(update={"blocks": blocks * 3})}
    )
    assert compositor.counted(compositor.packet(longer, "yes"))[index].ppi != PPI


def test_an_edit_lays_out_nothing_but_its_part(monkeypatch) -> None:
    compositor, declaration, _ = compositor_of(sample_ids()[0])
    packet = compositor.packet(declaration)
    index = next(n for n, part in enumerate(packet.parts) if part.kind == "table")
    compositor.draw(packet, index, PPI)
    laid: list[tuple[str, ...]] = []
    pages = PdfWriter.pages

    def counted(self, one, *rest, **named):
        laid.append(tuple(part.kind for part in one.parts))
        return pages(self, one, *rest, **named)

    monkeypatch.setattr(PdfWriter, "pages", counted)
    edited = declaration.with_values({**declaration.values, "org.name": "改名有限公司"})
    compositor.draw(compositor.packet(edited), index, PPI)
    assert ("table",) in laid
    assert not any("narrative" in kinds or "scan" in kinds for kinds in laid)


def test_a_longer_part_moves_the_numbers_of_those_behind_it() -> None:
    compositor, declaration, _ = compositor_of(sample_ids()[0])
    packet = compositor.packet(declaration)
    before = compositor.counted(packet)
    blocks = declaration.narrative.blocks
    longer = declaration.model_copy(
        update={"narrative": declaration.narrative.model_copy(update={"blocks": blocks * 3})}
    )
    after = compositor.counted(compositor.packet(longer))
    kinds = [part.part.kind for part in after]
    place = kinds.index("narrative")
    assert after[place].first == before[place].first
    assert after[-1].first > before[-1].first
    assert after[-1].first == 1 + sum(part.count for part in after[:-1])


def test_a_page_is_never_drawn_finer_than_the_limit() -> None:
    compositor, declaration, _ = compositor_of(sample_ids()[0])
    packet = compositor.packet(declaration)
    assert compositor.draw(packet, 0, 5000).ppi == FINEST


@pytest.mark.parametrize(
    ("step", "kinds"),
    [
        ("cover", {"cover"}),
        ("table/anything", {"table"}),
        ("sheet", {"sheet"}),
        ("narrative", {"narrative"}),
        ("attachments", {"attachments", "scan"}),
    ],
)
def test_a_step_shows_its_own_parts(step: str, kinds: set[str]) -> None:
    compositor, declaration, _ = compositor_of(sample_ids()[0])
    packet = compositor.packet(declaration)
    assert {packet.parts[index].kind for index in parts_of_step(packet, step)} == kinds


def test_a_step_without_pages_shows_the_whole_packet() -> None:
    compositor, declaration, _ = compositor_of(sample_ids()[0])
    packet = compositor.packet(declaration)
    assert parts_of_step(packet, "export") == tuple(range(len(packet.parts)))


def test_every_address_of_the_table_has_a_mark_in_its_part() -> None:
    form_id = sample_ids()[0]
    compositor, declaration, _ = compositor_of(form_id)
    packet = compositor.packet(declaration)
    index = next(n for n, part in enumerate(packet.parts) if part.kind == "table")
    drawn = compositor.draw(packet, index, PPI)
    places = compositor.places(packet, index, drawn)
    cells = next(b for b in packet.parts[index].blocks if hasattr(b, "grid")).grid.cells
    addresses = [str(one) for cell in cells for one in cell.addresses]
    assert addresses
    for address in addresses:
        page, top = places[compositor.mark(declaration, packet.parts[index], address)]
        assert 0 <= page < drawn.count
        assert 0 < top < 297


def test_a_place_of_another_part_has_no_mark() -> None:
    compositor, declaration, _ = compositor_of(sample_ids()[0])
    packet = compositor.packet(declaration)
    cover = packet.parts[0]
    assert compositor.mark(declaration, cover, "finance.revenue[2019]") == ""
    assert compositor.mark(declaration, cover, "attachments#licence") == ""
