"""Word files reopened by python-docx and by XPath."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from smdesk.notices import carrier
from smdesk.notices.address import parse
from smdesk.notices.declaration import Declaration, canonical_bytes
from smdesk.packet import page
from smdesk.packet.build import build_blank
from smdesk.packet.docx import write_docx
from smdesk.packet.docx.forms import Numbers
from smdesk.packet.docx.wml import NAMESPACES, runs
from smdesk.packet.tree import Packet, Part, PlainCell, PlainTable, TextBlock, TextRun

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(data):
    return zipfile.ZipFile(io.BytesIO(data))


def part(data, name="word/document.xml"):
    with opened(data) as archive:
        return etree.fromstring(archive.read(name))


def shown(element):
    """Return the text that an element shows, breaks and tabulators as such."""
    marks = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        one.text or "" if one.tag == f"{W}t" else marks.get(one.tag, "")
        for one in element.iter(f"{W}t", f"{W}br", f"{W}tab")
        if one.getparent().tag == f"{W}r"
    )


def squeezed(text):
    return re.sub(r"\s+", "", text)


def controls(data):
    """Return tag and text of each control, and the bookmarks by name with the text in them."""
    root = part(data)
    tagged, marked = {}, {}
    for control in root.iter(f"{W}sdt"):
        text = shown(control.find(f"{W}sdtContent"))
        tagged.setdefault(control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"), text)
        before = control.getprevious()
        if before is not None and before.tag == f"{W}bookmarkStart":
            assert control.getnext().tag == f"{W}bookmarkEnd"
            marked[before.get(f"{W}name")] = text
    return tagged, marked


def test_python_docx_opens_it_and_finds_title_tables_and_rectos(case):
    packet = case.packet()
    document = docx.Document(io.BytesIO(write_docx(packet, case.files)))
    assert document.core_properties.title == case.form.title
    assert document.core_properties.author == "smdesk"
    starts = [one.start_type for one in document.sections]
    assert starts[: len(packet.parts)] == [WD_SECTION.ODD_PAGE] * len(packet.parts)
    for section in document.sections:
        assert round(Mm(page.INNER) - section.left_margin, -3) == 0
        assert round(section.page_height - Mm(297), -3) == 0
    assert document.settings.odd_and_even_pages_header_footer
    assert (
        part(write_docx(packet, case.files), "word/settings.xml").find(f"{W}mirrorMargins")
        is not None
    )


def test_table_cells_stand_where_the_grid_has_them(case):
    packet = case.packet()
    document = docx.Document(io.BytesIO(write_docx(packet, case.files)))
    table = next(block for one in packet.parts if one.kind == "table" for block in one.blocks[2:])
    word = next(one for one in document.tables if len(one.rows) == len(table.grid.rows))
    grid = [[cell._tc for cell in row.cells] for row in word.rows]
    for filled in table.cells:
        cell = filled.cell
        first = grid[cell.row][cell.column]
        covered = {
            id(grid[row][column])
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        assert covered == {id(first)}
        assert squeezed(shown(first)) == squeezed(filled.text)


@pytest.mark.parametrize("draft", [False, True])
def test_text_is_that_of_the_page_tree_and_no_more(case, draft):
    packet = case.packet(draft=draft)
    assert squeezed(shown(part(write_docx(packet, case.files)))) == squeezed(packet.text)


def test_blank_form_has_the_text_of_the_page_tree(case):
    packet = build_blank(case.pack, case.form, case.declaration.years)
    data = write_docx(packet, case.files)
    assert squeezed(shown(part(data))) == squeezed(packet.text)
    with opened(data) as archive:
        assert not [name for name in archive.namelist() if name.startswith("customXml")]


def test_each_value_stands_in_its_control_and_its_bookmark(case):
    tagged, marked = controls(write_docx(case.packet(), case.files))
    fixed = case.form.fixed
    for address, value in case.declaration.values.items():
        if address in tagged:
            assert tagged[address] == value
            assert marked[carrier.bookmark_name(address)] == value
        else:
            ticks = [text for tag, text in tagged.items() if tag.startswith(f"{address}#")]
            assert "☑" in ticks
    for address in fixed:
        assert [text for tag, text in tagged.items() if tag.startswith(f"{address}#")].count(
            "☑"
        ) == 1


def test_controls_are_rich_text_with_a_title(case):
    for properties in part(write_docx(case.packet(), case.files)).iter(f"{W}sdtPr"):
        assert properties.find(f"{W}text") is None
        assert properties.find(f"{W}showingPlcHdr") is None
        assert properties.find(f"{W}alias").get(f"{W}val")


def test_empty_value_keeps_its_control_with_blank_text(make_case):
    case = make_case("enterprise")
    full, _ = controls(write_docx(case.packet(), case.files))
    case.change(values={})
    empty, marked = controls(write_docx(case.packet(draft=True), case.files))
    assert empty.keys() == full.keys()
    assert {text.strip(" _") for tag, text in empty.items() if "#" not in tag} == {""}
    assert marked[carrier.bookmark_name(parse("org.name"))] == " "


def test_payload_is_embedded_with_digest_and_seal(case):
    packet = case.packet()
    with opened(write_docx(packet, case.files)) as archive:
        payload = carrier.read_payload(archive.read("customXml/item1.xml"))
    assert payload.fits
    assert payload.content == canonical_bytes(case.declaration)
    assert payload.seal == packet.seal


def test_final_file_is_sealed_on_each_page_and_a_draft_is_marked(case):
    packet = case.packet()
    data = write_docx(packet, case.files)
    for name in ("footerPlain", "footerOdd", "footerEven"):
        foot = part(data, f"word/{name}.xml")
        assert packet.seal in shown(foot)
        assert foot.find(".//{*}blip") is not None
    assert list(part(data).iter(f"{W}headerReference")) == []
    draft = write_docx(case.packet(draft=True), case.files)
    assert page.DRAFT_MARK in shown(part(draft, "word/headerOdd.xml"))
    for name in ("footerPlain", "footerOdd", "footerEven"):
        assert page.SEAL_LABEL not in shown(part(draft, f"word/{name}.xml"))
    kinds = {one.get(f"{W}type") for one in part(draft).iter(f"{W}headerReference")}
    assert kinds == {"default", "even"}


def test_page_number_is_a_field_in_long_form_at_the_outer_edge(case):
    data = write_docx(case.packet(draft=True), case.files)
    for name, edge in (("footerOdd", "right"), ("footerEven", "left")):
        foot = part(data, f"word/{name}.xml")
        kinds = [one.get(f"{W}fldCharType") for one in foot.iter(f"{W}fldChar")]
        assert kinds == ["begin", "separate", "end"]
        assert len({one.getparent() for one in foot.iter(f"{W}fldChar", f"{W}instrText")}) == 4
        assert foot.find(f".//{W}jc").get(f"{W}val") == edge
    assert not list(part(data, "word/footerPlain.xml").iter(f"{W}fldChar"))


def test_cover_has_no_page_number_and_other_parts_do(case):
    sections = list(part(write_docx(case.packet(), case.files)).iter(f"{W}sectPr"))
    feet = [
        {one.get("{*}id") or one.values()[-1] for one in section.iter(f"{W}footerReference")}
        for section in sections
    ]
    assert feet[0] == {"footerPlain"}
    assert feet[1] == {"footerOdd", "footerEven"}


def test_part_of_one_page_at_the_end_gets_a_blank_verso(case):
    data = write_docx(case.packet(), case.files)
    kinds = [one.find(f"{W}type").get(f"{W}val") for one in part(data).iter(f"{W}sectPr")]
    assert kinds[-1] == "nextPage"
    assert set(kinds[:-1]) == {"oddPage"}


def test_equal_input_gives_equal_bytes(case):
    first = write_docx(case.packet(), case.files)
    turned = dict(reversed(list(case.declaration.values.items())))
    case.declaration = Declaration.model_validate(
        case.declaration.model_dump() | {"values": turned}
    )
    assert write_docx(case.packet(), case.files) == first


def test_pictures_are_stored_and_xml_is_deflated(case):
    with opened(write_docx(case.packet(), case.files)) as archive:
        for info in archive.infolist():
            stored = info.filename.startswith("word/media/")
            assert (info.compress_type == zipfile.ZIP_STORED) is stored, info.filename
            assert info.date_time[0] == 1980


def test_styles_carry_the_faces_and_sizes_that_the_notice_demands(case):
    document = docx.Document(io.BytesIO(write_docx(case.packet(), case.files)))
    body = case.pack.notice.typography.body
    style = next(one for one in document.styles if one.name == "申报正文")
    faces = style.element.rPr.rFonts
    assert {faces.get(f"{W}{key}") for key in ("ascii", "hAnsi", "eastAsia", "cs")} == {body.face}
    assert style.font.size.pt == 12
    assert style.element.pPr.find(f"{W}ind").get(f"{W}firstLineChars") == "200"
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings[: len(case.form.outline.item)] == [one.title for one in case.form.outline.item]


def rows_of(data, tag):
    root = part(data)
    control = next(
        one for one in root.iter(f"{W}sdt") if one.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == tag
    )
    return next(control.iterancestors(f"{W}tr"))


def test_short_rows_and_signature_boxes_never_break_and_very_long_rows_do(make_case):
    case = make_case("enterprise")
    whole = f"{W}trPr/{W}cantSplit"
    assert rows_of(write_docx(case.packet(), case.files), "honours.awarded").find(whole) is not None
    case.declaration = case.declaration.with_values({"honours.awarded": "国家级奖励。" * 90})
    data = write_docx(case.packet(), case.files)
    assert rows_of(data, "honours.awarded").find(whole) is None
    signed = [row for row in part(data).iter(f"{W}tr") if "负责人（签章）" in shown(row)]
    assert len(signed) == 3
    assert all(row.find(whole) is not None for row in signed)


def test_characters_that_xml_cannot_hold_are_left_out(make_case):
    case = make_case("enterprise")
    dirty = "甲\x00\x0b\ud800\ufffe乙]]><&\"'\t丙\r\n丁"
    block = TextBlock("body", (TextRun(dirty), TextRun(dirty, bold=True)), marker="\x01•")
    parts = (Part("narrative", dirty, (block, PlainTable((1.0,), (PlainCell(0, 0, dirty),)))),)
    packet = replace(case.packet(), parts=parts, title=dirty, applicant=dirty)
    document = docx.Document(io.BytesIO(write_docx(packet, case.files)))
    clean = "甲乙]]><&\"'\t丙\n丁"
    assert document.paragraphs[0].text == f"•{clean}{clean}"
    assert document.tables[0].rows[0].cells[0].text == clean
    assert document.core_properties.title.startswith("甲乙]]><&")


def test_packet_without_parts_is_a_document(case):
    packet = Packet("空", "x/y", "", case.pack.notice.typography, ())
    assert docx.Document(io.BytesIO(write_docx(packet, {}.__getitem__))).paragraphs


@given(st.text())
def test_any_text_is_well_formed_xml_and_reads_back(text):
    root = etree.fromstring(f"<w:p {NAMESPACES}>{runs(text)}</w:p>".encode())
    expected = re.sub("\r\n?|\x85|\u2028|\u2029", "\n", text)
    expected = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", "", expected)
    assert shown(root) == expected


def test_boxes_stand_in_a_face_that_has_them(case):
    root = part(write_docx(case.packet(), case.files))
    for one in root.iter(f"{W}r"):
        if re.search("[☑□]", shown(one)):
            assert shown(one) in "☑□"
            assert one.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "SmBox"


def test_no_line_ends_with_a_box(case):
    data = write_docx(case.packet(), case.files)
    never = part(data, "word/settings.xml").find(f"{W}noLineBreaksAfter")
    assert set("□☑") <= set(never.get(f"{W}val"))
    assert never.get(f"{W}lang") == "zh-CN"
    hints = [
        one.find(f"{W}rPr/{W}rFonts").get(f"{W}hint")
        for one in part(data).iter(f"{W}r")
        if shown(one) in ("□", "☑")
    ]
    assert hints
    assert set(hints) == {"eastAsia"}


def test_the_same_value_in_two_places_has_one_bookmark():
    numbers = Numbers()
    assert [numbers.first_use("f_a"), numbers.first_use("f_a"), numbers.first_use("f_b")] == [
        True, False, True,
    ]  # fmt: skip
    assert [numbers.next(), numbers.next()] == [1, 2]
