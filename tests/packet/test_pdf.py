"""A packet as PDF: its text, its pages, its marks."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import typst
from pdfview import MM, body_texts, bookmarks, letters, objects, opened, page_texts, squeezed

from smdesk.notices import carrier
from smdesk.notices.declaration import Heading, Narrative, Paragraph, Run, canonical_bytes
from smdesk.packet import page as paper
from smdesk.packet.build import build_blank
from smdesk.packet.pdf import PdfWriter, engine, write_pdf
from smdesk.packet.pdf.atoms import NO_GLYPH
from smdesk.paths import templates

pytestmark = pytest.mark.faces

HOSTILE = (
    '#read("/etc/passwd")', "$x^2$ \\ * _ ` ~ @a <b> [c] {d} // e /* f */", "#sys.inputs",
    "-- --- ... 1.", "= 标题", "\\u{202e}", "'引' \"号\"",
)  # fmt: skip


def told(narrative: str) -> Narrative:
    return Narrative(blocks=(Paragraph(runs=(Run(text=narrative),)),))


def test_text_is_that_of_the_packet_in_its_order(case):
    packet = case.packet()
    assert "".join(body_texts(write_pdf(packet, case.files))) == squeezed(packet.text)


def test_empty_form_prints_its_text_in_order(case):
    packet = build_blank(case.pack, case.form, case.declaration.years)
    assert "".join(body_texts(write_pdf(packet, case.files))) == squeezed(packet.text)


def test_parts_start_on_rectos_and_pages_are_even(case):
    packet = case.packet()
    pdf = opened(write_pdf(packet, case.files))
    found = bookmarks(pdf)
    assert [title for title, _ in found] == [part.title for part in packet.parts]
    assert all(index % 2 == 0 for _, index in found)
    assert len(pdf.pages) % 2 == 0


def test_equal_packets_give_equal_bytes(make_case):
    case = make_case("platform")
    first = write_pdf(case.packet(), case.files)
    engine._engine.cache_clear()
    assert PdfWriter().write(case.packet(), case.files) == first


def test_bytes_do_not_depend_on_the_process(make_case, tmp_path):
    case = make_case("platform")
    case.change(attachments=(), narrative=told("正文"))
    program = (
        "import sys, pickle; from smdesk.packet.pdf import write_pdf;"
        "sys.stdout.buffer.write(write_pdf(pickle.load(open(sys.argv[1], 'rb')), {}.__getitem__))"
    )
    place = tmp_path / "packet"
    place.write_bytes(pickle.dumps(case.packet()))
    other = subprocess.run(
        [sys.executable, "-c", program, place],
        check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert other.stdout == write_pdf(case.packet(), case.files)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_person_is_printed_as_it_stands(make_case, text):
    case = make_case("enterprise")
    case.declaration = case.declaration.with_values({"org.name": text, "honours.awarded": text})
    case.change(narrative=told(text), attachments=())
    printed = "".join(body_texts(write_pdf(case.packet(), case.files)))
    assert printed.count(squeezed(text)) >= 3
    assert printed == squeezed(case.packet().text)


def test_a_heading_longer_than_a_bookmark_may_be_is_printed_whole(make_case):
    case = make_case("enterprise")
    long = "二、服务型制造示范" * 2000
    heading = Heading(level=1, text=long)
    case.change(narrative=Narrative(blocks=(heading, *told("正文").blocks)), attachments=())
    data = write_pdf(case.packet(), case.files)
    assert squeezed(long) in "".join(body_texts(data))
    with opened(data).open_outline() as outline:
        titles = [one.title for root in outline.root for one in root.children]
    short = [one for one in titles if one.endswith("…")]
    assert len(short) == 1
    assert long.startswith(short[0][:-1])


def test_title_author_and_language_are_told(make_case):
    case = make_case("enterprise")
    pdf = opened(write_pdf(case.packet(), case.files))
    assert str(pdf.docinfo.Title) == "服务型制造示范企业申报表"
    assert str(pdf.docinfo.Author) == case.declaration.values["org.name"]
    assert str(pdf.Root.Lang).startswith("zh")


def test_structure_is_that_of_pdf_a_2b(case):
    pdf = opened(write_pdf(case.packet(), case.files))
    with pdf.open_metadata() as told_of:
        assert told_of["pdfaid:part"] == "2"
        assert told_of["pdfaid:conformance"] == "B"
    assert not pdf.is_encrypted
    assert "/ID" in pdf.trailer
    assert [str(one.S) for one in pdf.Root.OutputIntents] == ["/GTS_PDFA1"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
    for one in objects(pdf):
        assert "/JS" not in one
        assert "LZWDecode" not in str(one.get("/Filter", ""))
        if one.get("/Type") == "/FontDescriptor":
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys())
        if one.get("/Subtype") == "/Image":
            assert "CMYK" not in str(one.get("/ColorSpace", ""))


def test_file_is_sound_to_qpdf(case):
    assert opened(write_pdf(case.packet(), case.files)).check_pdf_syntax() == []


def test_draft_is_marked_on_each_page_and_has_no_seal(make_case):
    case = make_case("project")
    texts = page_texts(write_pdf(case.packet(draft=True), case.files))
    assert all(paper.DRAFT_MARK in text for text in texts)
    assert not any(paper.SEAL_LABEL in text for text in texts)


def test_final_has_seal_and_qr_on_each_page(make_case):
    case = make_case("project")
    packet = case.packet()
    data = write_pdf(packet, case.files)
    assert all(squeezed(packet.seal) in text for text in page_texts(data))
    assert not any(paper.DRAFT_MARK in text for text in page_texts(data))
    document = pypdfium2.PdfDocument(data)
    for index, one in enumerate(document):
        squares = [
            (left, right)
            for left, bottom, right, top in (o.get_bounds() for o in one.get_objects([3]))
            if abs((right - left) / MM - paper.QR_SIZE) < 0.1 and top / MM < paper.BOTTOM
        ]
        assert len(squares) == 1
        middle = sum(squares[0]) / 2 / MM
        assert (middle < paper.PAGE_WIDTH / 2) == (index % 2 == 0)  # at the binding edge
    document.close()


def test_numbers_stand_at_the_outer_edge_of_printed_pages_but_the_cover(make_case):
    case = make_case("enterprise")
    data = write_pdf(case.packet(), case.files)
    bodies = body_texts(data)
    feet: dict[int, list[tuple[float, str]]] = {}
    for index, letter, left, bottom, _, _ in letters(data):
        if bottom < paper.BOTTOM and letter.isdigit() and bottom > 10:
            feet.setdefault(index, []).append((left, letter))
    scans = {index for title, index in bookmarks(opened(data)) if title.endswith(".jpg")}
    for index, body in enumerate(bodies):
        outer = [
            letter
            for left, letter in sorted(feet.get(index, []))
            if (left > 150) == (index % 2 == 0) and (left < 60) == (index % 2 == 1)
        ]
        numbered = index > 0 and (body or index in scans)
        assert "".join(outer) == (str(index + 1) if numbered else "")


def test_binding_edge_is_mirrored_and_nothing_leaves_the_text_block(make_case):
    case = make_case("enterprise")
    case.declaration = case.declaration.with_values({
        "contact.email": "a.very.long.address.of.a.person@department.of.a.company.example.com",
        "contact.phone": "0571" * 12,
        "org.business": "https://www.example.com/" + "x" * 300,
    })  # fmt: skip
    lefts: dict[int, float] = {}
    for index, _, left, bottom, right, top in letters(write_pdf(case.packet(), case.files)):
        if bottom >= paper.BOTTOM and top <= paper.PAGE_HEIGHT - paper.TOP + 1:
            inner = paper.INNER if index % 2 == 0 else paper.OUTER
            assert inner - 0.6 < left < right < inner + paper.TEXT_WIDTH + 0.6
            lefts[index] = min(left, lefts.get(index, 999))
    assert min(lefts.values()) < paper.OUTER + 2.5
    assert min(left for index, left in lefts.items() if index % 2 == 0) > paper.INNER - 0.6


def test_line_pitch_of_body_text_is_single_spacing(make_case):
    case = make_case("enterprise")
    case.change(narrative=told("中" * 400), attachments=())
    pitches = set()
    last: tuple[int, float] | None = None
    for index, letter, _, bottom, _, _ in letters(write_pdf(case.packet(), case.files)):
        if letter == "中":
            if last and last[0] == index and 1 < last[1] - bottom < 10:
                pitches.add(round((last[1] - bottom) * MM, 1))
            last = (index, bottom)
    assert pitches == {15.6}


@pytest.mark.parametrize("length", [0, 300, 700, 1100, 1500])
def test_signature_boxes_stay_whole(make_case, length):
    case = make_case("enterprise")
    case.declaration = case.declaration.with_values(
        {"honours.awarded": "某省示范称号；" * (length // 7)}
    )
    bodies = body_texts(write_pdf(case.packet(), case.files))
    pledge = "本申报表所有材料，均真实、完整，如有不实，愿承担相应的责任。申报单位（章）负责人（签章）年月日"
    assert sum(pledge in body for body in bodies) == 1
    for title in ("市级经信部门意见：", "省级经信部门意见："):
        assert sum(title + "单位（章）负责人（签章）年月日" in body for body in bodies) == 1


def test_long_text_of_a_row_breaks_over_pages_and_loses_nothing(make_case):
    case = make_case("enterprise")
    text = "".join(f"第{number}项示范称号。" for number in range(1, 400))
    case.declaration = case.declaration.with_values({"honours.awarded": text})
    packet = case.packet()
    bodies = body_texts(write_pdf(packet, case.files))
    first = next(i for i, body in enumerate(bodies) if "第1项示范称号" in body)
    assert "第399项示范称号" not in bodies[first]
    head = next(squeezed(one) for one in packet.text.split("\n") if one.startswith("附页一　"))
    assert text in "".join(bodies).replace(head, "")


def test_boxes_copy_as_the_characters_that_the_packet_says(make_case):
    case = make_case("platform")
    printed = "".join(body_texts(write_pdf(case.packet(), case.files)))
    assert printed.count("☑") == case.packet().text.count("☑") > 0
    assert printed.count("□") == case.packet().text.count("□") > 0


def test_no_line_ends_with_a_box():
    template = (templates() / "typst" / "text.typ").read_text(encoding="utf-8")
    words = template.split("// ---- Text ----")[1].split("// ----")[0]
    lines = "\n".join(
        f'#block(width: {width}mm, inline((2, "服务", 2, "安装调试", 3, "其他")))'
        for width in range(12, 44)
    )
    plain = '#set text(lang: "zh", region: "cn", size: 10pt)\n#set page(height: auto)\n'
    printed = pypdfium2.PdfDocument(typst.compile((words + plain + lines).encode()))
    text = "".join(page.get_textpage().get_text_bounded() for page in printed)
    assert "安\r\n装" not in text
    assert text.count("□") == 64
    ends = [line.rstrip()[-1] for line in re.split("[\r\n]+", text) if line.strip()]
    assert {"务", "试", "他"} <= set(ends)
    assert not {"□", "☑"} & set(ends)


def test_character_without_a_glyph_prints_as_geta_and_the_rest_stays(make_case):
    case = make_case("enterprise")
    case.change(narrative=told("前\U00031350后，甲\u0f40乙"), attachments=())
    printed = "".join(body_texts(write_pdf(case.packet(), case.files)))
    assert f"前{NO_GLYPH}后，甲{NO_GLYPH}乙" in printed


@pytest.mark.parametrize(
    "text", ["王镕喆堃燊", "䶮𬭎", "e\u0301", "㎡㎏℃‰①Ⅳ", "a\u200bb", "\ufeff甲"]
)
def test_rare_characters_are_taken_from_a_face_that_has_them(make_case, text):
    case = make_case("enterprise")
    case.change(narrative=told(text), attachments=())
    printed = "".join(body_texts(write_pdf(case.packet(), case.files)))
    assert NO_GLYPH not in printed


def test_control_characters_and_lone_surrogates_do_no_harm(make_case):
    case = make_case("enterprise")
    packet = case.packet()
    part = replace(packet.parts[1], blocks=tuple(
        replace(block, runs=(replace(block.runs[0], text="甲\x00\x0b\ud800乙"),))
        for block in packet.parts[1].blocks
    ))  # fmt: skip
    data = write_pdf(replace(packet, parts=(part,), payload=None), case.files)
    assert "甲乙" in "".join(body_texts(data))


def test_declaration_can_be_taken_out_of_the_file(case):
    packet = case.packet()
    pdf = opened(write_pdf(packet, case.files))
    piece = pdf.Root.PieceInfo[carrier.PDF_PIECE]
    text = piece.Private.read_bytes().decode("ascii")
    assert carrier.unpack_text(text) == canonical_bytes(case.declaration)
    assert str(piece.Private[carrier.PDF_DIGEST]) == packet.digest
    assert str(piece.Private[carrier.PDF_SEAL]) == packet.seal


def test_headings_stay_with_their_text(make_case):
    case = make_case("enterprise")
    blocks: list[Heading | Paragraph] = []
    for number in range(60):
        blocks.append(Heading(level=2, text=f"（{number}）小标题"))
        blocks.append(Paragraph(runs=(Run(text="正文内容。" * (5 + number % 7)),)))
    case.change(narrative=Narrative(blocks=tuple(blocks)), attachments=())
    bodies = body_texts(write_pdf(case.packet(), case.files))
    assert not [body for body in bodies if body.endswith("小标题")]
    assert sum(body.count("小标题") for body in bodies) == 60


def test_pages_as_pictures_are_those_of_the_file(make_case):
    case = make_case("project")
    writer = PdfWriter()
    pictures = writer.pages(case.packet(), case.files, ppi=40)
    assert len(pictures) == len(opened(writer.write(case.packet(), case.files)).pages)
    assert all(one.startswith(b"\x89PNG") for one in pictures)


def test_one_part_alone_keeps_its_page_number(make_case):
    case = make_case("project")
    packet = case.packet()
    alone = replace(packet, parts=tuple(one for one in packet.parts if one.kind == "table"))
    pages = PdfWriter().pages(alone, case.files, format="svg", first_page=5)
    assert len(pages) == 2
    assert PdfWriter().pages(alone, case.files, format="svg", first_page=7) != pages


def test_no_file_of_a_packet_is_left_behind(make_case):
    case = make_case("project")
    packet = case.packet()
    write_pdf(packet, case.files)
    root = Path(PdfWriter._engine(packet)._root)
    assert list(root.iterdir()) == []


def test_pictures_keep_their_width_and_never_leave_the_text(make_case):
    case = make_case("enterprise")
    picture = next(one for one in case.declaration.narrative.blocks if one.type == "picture")
    widths = []
    for asked in (60.0, 0.0, 400.0):
        shown = picture.model_copy(update={"width": asked})
        case.change(narrative=Narrative(blocks=(shown,)), attachments=())
        document = pypdfium2.PdfDocument(write_pdf(case.packet(), case.files))
        sizes = [
            (o.get_bounds()[2] - o.get_bounds()[0]) / MM
            for p in document
            for o in p.get_objects([3])
        ]
        document.close()
        widths.append(round(next(one for one in sizes if abs(one - paper.QR_SIZE) > 0.1)))
    assert widths == [60, round(800 / 200 * 25.4), round(paper.TEXT_WIDTH)]


def test_bookmarks_reach_sections_and_headings(make_case):
    case = make_case("enterprise")
    pdf = opened(write_pdf(case.packet(), case.files))
    with pdf.open_outline() as outline:
        below = {one.title: [child.title for child in one.children] for one in outline.root}
    assert "二、经营管理状况" in below["服务型制造示范企业申报表"]
    assert case.form.outline.item[0].title in below[case.form.outline.title]


def test_picture_that_cannot_be_read_is_refused_by_name(make_case):
    case = make_case("enterprise")
    picture = next(one for one in case.declaration.narrative.blocks if one.type == "picture")
    broken = picture.model_copy(update={"sha256": case.keep(b"no picture")})
    case.change(narrative=Narrative(blocks=(broken,)))
    with pytest.raises(Exception) as caught:
        write_pdf(case.packet(), case.files)
    assert caught.value.code == "pdf.picture-unreadable"


def test_warm_writer_prints_the_same(make_case):
    case = make_case("platform")
    PdfWriter().warm(case.packet().typography)
    data = write_pdf(case.packet(), case.files)
    assert "".join(body_texts(data)) == squeezed(case.packet().text)


def test_threads_share_a_writer(make_case):
    from concurrent.futures import ThreadPoolExecutor

    cases = [make_case(name) for name in ("enterprise", "project", "platform")] * 2
    writer = PdfWriter()
    alone = [writer.write(one.packet(), one.files) for one in cases[:3]]
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda one: writer.write(one.packet(), one.files), cases))
    assert made == alone * 2


def test_caption_of_a_table_stays_with_it(make_case):
    case = make_case("enterprise")
    table = next(one for one in case.declaration.narrative.blocks if one.type == "table")
    for lines in range(30, 46):
        filler = tuple(Paragraph(runs=(Run(text="甲"),)) for _ in range(lines))
        case.change(narrative=Narrative(blocks=(*filler, table)), attachments=())
        bodies = body_texts(write_pdf(case.packet(), case.files))
        assert not [body for body in bodies if body.endswith(squeezed(table.caption))]
