"""The cover in Word: what is free of the page is shared out, and a long name never makes a second page."""

import io
import re
import zipfile

import pytest

from smdesk.notices.loader import pack, pack_folders
from smdesk.packet import page
from smdesk.packet.docx import write_docx
from smdesk.packet.docx.measure import cover_spaces, height
from smdesk.packet.tree import FormTable

EACH = [(one.name, form) for one in pack_folders() for form in pack(one.name).notice.forms]


def spaces(case):
    packet = case.packet()
    return list(cover_spaces(packet.parts[0], packet.typography)), packet.typography


@pytest.mark.parametrize(("notice", "form"), EACH)
@pytest.mark.parametrize("times", [1, 18])
def test_cover_of_every_form_stays_on_its_page(make_case, notice, form, times):
    case = make_case(form, notice)
    names = [one.address for one in case.pack.notice.cover.field if one.kind == "name"]
    case.declaration = case.declaration.with_values(dict.fromkeys(names, "样例公司" * times))
    found, typography = spaces(case)
    used = sum(before + height(block, typography) for block, before in found)
    assert used <= page.TEXT_HEIGHT


def test_more_is_free_over_the_table_than_over_the_title(make_case):
    found, _ = spaces(make_case("enterprise"))
    before = {isinstance(block, FormTable): gap for block, gap in reversed(found)}
    assert before[True] > before[False] > 20


def test_a_line_stands_under_blanks_alone(make_case):
    """The notice prints “申报单位_____” and “(202*年)”: the year stands in words of its own."""
    case = make_case("enterprise", "guangdong-2024")
    packet = case.packet()
    (table,) = (block for block in packet.parts[0].blocks if isinstance(block, FormTable))
    ruled = [
        "".join(map(str, cell.addresses))
        for cell in table.grid.cells
        if cell.ruled and not table.borders
    ]
    assert ruled == ["cover.applicant", "cover.recommender"]
    body = (
        zipfile.ZipFile(io.BytesIO(write_docx(packet, case.files)))
        .read("word/document.xml")
        .decode()
    )
    cells = re.findall(r"<w:tc>.*?</w:tc>", body.split('w:type="page"')[0], re.DOTALL)
    lined = ['<w:bottom w:val="single"' in cell for cell in cells if "年)" in cell]
    assert lined == [False]
