"""Texts that are too long for their cells go to an 附页; the same ones in Word and PDF."""

import pytest

from smdesk.notices import annex
from smdesk.notices.loader import pack, pack_folders
from smdesk.notices.models import Kind
from smdesk.packet.build import build_packet
from smdesk.packet.pdf import write_pdf
from smdesk.packet.tree import FormTable, PlainTable

from pdfview import body_texts, squeezed  # isort: skip

LONG = "高端装备的研发、制造与全生命周期运维服务；" * 60
EACH = [(one.name, form) for one in pack_folders() for form in pack(one.name).notice.forms]


def long_texts(case):
    """Return the addresses of the table that take free text."""
    table = case.packet().parts
    cells = next(
        block for part in table if part.kind == "table" for block in part.blocks
        if isinstance(block, FormTable)
    )  # fmt: skip
    kinds = {one.address: one.kind for one in case.form.field}
    return [
        str(address)
        for address, cell in cells.grid.places.items()
        if kinds.get(address.field) in {Kind.TEXT, Kind.LONG_TEXT} and cell.role == "value"
    ]


@pytest.mark.parametrize(("notice", "form"), EACH)
def test_long_text_of_every_form_leaves_its_cell_and_is_printed_whole(make_case, notice, form):
    case = make_case(form, notice)
    addresses = long_texts(case)
    if not addresses:
        pytest.skip("the form asks for no free text")
    address = addresses[0]
    case.declaration = case.declaration.with_values({address: LONG})
    packet = case.packet()
    assert address in packet.annexes
    table = next(part for part in packet.parts if part.kind == "table")
    shown = next(block for block in table.blocks if isinstance(block, FormTable))
    assert LONG not in packet.text.partition(annex.TITLE)[0]
    assert any(annex.reference(1) in one.text for one in shown.cells)
    assert packet.parts[packet.parts.index(table) + 1].kind == "annex"
    assert packet.text.count(LONG) == 1


def test_annex_is_named_after_its_field_and_its_head_repeats_on_each_page(make_case):
    case = make_case("enterprise")
    case.declaration = case.declaration.with_values({"org.business": LONG * 4})
    packet = case.packet()
    part = next(one for one in packet.parts if one.kind == "annex")
    table = next(one for one in part.blocks if isinstance(one, PlainTable))
    head = table.cells[0].text
    assert annex.number_of_head(head) == 1
    assert "主营业务" in head
    pages = [one for one in body_texts(write_pdf(packet, case.files)) if squeezed(head) in one]
    assert len(pages) > 1
    assert squeezed(LONG * 4) in "".join(pages).replace(squeezed(head), "")


def test_short_texts_stay_where_they_are(case):
    assert case.packet().annexes == ()


def test_a_text_that_looks_like_a_reference_keeps_its_number(make_case):
    case = make_case("enterprise")
    values = {"org.business": LONG, "honours.pending": "见附页一"}
    case.declaration = case.declaration.with_values(values)
    text = case.packet().text
    assert "附页二　" in text
    assert text.count("见附页一") == 1


def test_without_annexes_every_text_stays(make_case):
    case = make_case("enterprise")
    case.declaration = case.declaration.with_values({"org.business": LONG})
    packet = build_packet(
        case.pack, case.form, case.declaration, draft=True, files=case.files, annexes=False
    )
    assert packet.annexes == ()
    assert "见附页" not in packet.text


@pytest.mark.parametrize("number", [1, 9, 10, 11, 20, 21, 99])
def test_numbers_are_read_back(number):
    assert annex.numbers_in(annex.reference(number)) == (number,)
    assert annex.number_of_head(annex.head(number, "主营业务")) == number
    assert annex.number_of_head("附页说明") is None


def test_annexes_of_the_rows_of_a_repeat_are_told_apart(make_case):
    case = make_case("platform")
    places = [f"clients[{row}].summary" for row in (1, 2)]
    case.declaration = case.declaration.with_values(dict.fromkeys(places, LONG))
    packet = case.packet()
    assert set(places) <= set(packet.annexes)
    part = next(one for one in packet.parts if one.kind == "annex")
    heads = [one.cells[0].text for one in part.blocks if isinstance(one, PlainTable)]
    assert len({head.partition("　")[2] for head in heads}) == len(heads)
    assert heads[1].endswith("（第 2 行）")
