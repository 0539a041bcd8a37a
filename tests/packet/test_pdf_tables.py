"""How the cells of a form are set in the PDF: what is justified, what hangs."""

import pytest
from pdfview import body_texts, squeezed

from smdesk.packet import page
from smdesk.packet.pdf import write_pdf
from smdesk.packet.pdf.tables import TableWriter
from smdesk.packet.tree import FormTable


def cells(case):
    """Return each cell of cover and table as it is handed to the template, with its width in mm."""
    packet = case.packet()
    writer = TableWriter(packet.typography, frozenset())
    tables = [
        block for part in packet.parts for block in part.blocks if isinstance(block, FormTable)
    ]
    for table in tables:
        for piece in writer.form(table):
            for one in piece["cells"]:
                share = sum(piece["columns"][one["x"] : one["x"] + one["columns"]])
                yield one, share * page.TEXT_WIDTH, table.borders


def test_narrow_cells_and_the_cover_are_never_justified(case):
    for one, width, borders in cells(case):
        assert not (one["justified"] and (width < 70 or not borders))


def test_wide_cell_of_chinese_is_justified_and_one_of_english_is_not(make_case):
    case = make_case("enterprise")
    for text, wanted in (
        ("某省示范企业称号；" * 9, True),
        ("Some Province Pilot Company " * 9, False),
    ):
        case.declaration = case.declaration.with_values({"honours.awarded": text})
        (found,) = [
            one for one, _, _ in cells(case) if text[:20] in "".join(map(str, one["atoms"]))
        ]
        assert found["justified"] is wanted


@pytest.mark.parametrize("notice", ["guangdong-2024", "shanghai-2023"])
def test_boxes_under_each_other_hang(make_case, notice):
    found = [one for one, _, _ in cells(make_case("enterprise", notice)) if one["stacked"]]
    assert found
    assert all(one["role"] == "option" for one in found)


@pytest.mark.faces
@pytest.mark.parametrize("length", range(120, 420, 60))
def test_head_of_a_section_is_never_the_last_of_its_page(make_case, length):
    case = make_case("enterprise")
    case.declaration = case.declaration.with_values({"org.business": "研" * length})
    bodies = body_texts(write_pdf(case.packet(), case.files))
    body = next(one for one in bodies if "二、经营管理状况" in one)
    assert "资产总额" in body.partition("二、经营管理状况")[2]


@pytest.mark.faces
def test_rows_that_a_page_cannot_hold_together_are_let_go(make_case):
    case = make_case("platform")
    texts = {f"clients[{row}].summary": "服" * 260 for row in range(1, 6)}
    case.declaration = case.declaration.with_values(texts)
    packet = case.packet()
    assert not packet.annexes
    bodies = body_texts(write_pdf(packet, case.files))
    assert "".join(bodies) == squeezed(packet.text)
    assert len([body for body in bodies if "服" * 260 in body]) > 1
