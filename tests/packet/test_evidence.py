"""Edited pages and the index of evidence in Word and PDF."""

from __future__ import annotations

import io
import re
import zipfile

import pikepdf
import pytest
from lxml import etree
from pdfview import bookmarks, opened, page_texts
from PIL import Image
from test_scan import bare_pdf, encoded, quarters

from smdesk.notices.declaration import EvidenceLink, PageEdit, canonical_bytes
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.packet.evidence import EVIDENCE_TITLE, NOT_IN_PACKET
from smdesk.packet.package import write_package
from smdesk.packet.pdf import PdfWriter, write_pdf
from smdesk.packet.tree import Packet

pytestmark = pytest.mark.faces
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def with_file(case, data: bytes, media: str, **update: object):
    case.change(attachments=())
    case.attach("材料.pdf" if media.endswith("pdf") else "材料.jpg", media, data)
    one = case.declaration.attachments[0].model_copy(update=update)
    case.change(attachments=(one,))
    return case


def shown_in_pdf(data: bytes, name: str, offset: int = 0) -> Image.Image:
    import pypdfium2

    index = dict(bookmarks(opened(data)))[name] + offset
    document = pypdfium2.PdfDocument(data)
    picture = document[index].render(scale=1).to_pil().convert("RGB")
    document.close()
    return picture


def shown_in_word(data: bytes) -> list[Image.Image]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = re.findall(
            r'Id="(scan[^"]*)"[^>]*Target="([^"]*)"|Target="([^"]*)"[^>]*Id="(scan[^"]*)"',
            archive.read("word/_rels/document.xml.rels").decode(),
        )
        targets = {a or d: b or c for a, b, c, d in names}
        body = etree.fromstring(archive.read("word/document.xml"))
        order = [
            blip.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed")
            for blip in body.iter("{*}blip")
        ]
        return [
            Image.open(io.BytesIO(archive.read(f"word/{targets[one]}"))).convert("RGB")
            for one in order
            if one in targets
        ]


def red(image: Image.Image) -> bool:
    r, g, b = image.getpixel((image.width // 2, image.height // 2))
    return r > 180 and g < 90 and b < 90


def test_chosen_pages_are_printed_in_their_order_in_word_and_pdf(make_case):
    pages = (PageEdit(page=3), PageEdit(page=1))
    case = with_file(make_case("enterprise"), bare_pdf(pages=3), "application/pdf", pages=pages)
    packet = case.packet()
    word = shown_in_word(write_docx(packet, case.files))
    pdf = write_pdf(packet, case.files)
    assert [red(one) for one in word] == [True, False]
    assert [red(shown_in_pdf(pdf, "材料.pdf", one)) for one in range(2)] == [True, False]


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("edit", [{}, {"crop": (20, 20, 20, 20)}])
def test_a_turned_picture_is_turned_alike_in_word_and_pdf(make_case, turn, edit):
    pages = (PageEdit(page=1, turn=turn, **edit),)
    case = with_file(make_case("enterprise"), encoded(quarters()), "image/jpeg", pages=pages)
    packet = case.packet()
    (word,) = shown_in_word(write_docx(packet, case.files))
    sheet = shown_in_pdf(write_pdf(packet, case.files), "材料.jpg")
    middle = (sheet.width / 2 + 22, sheet.height / 2)  # the binding edge is wider
    for dx, dy in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        of_word = word.getpixel(
            (round(word.width * (2 + dx) / 4), round(word.height * (2 + dy) / 4))
        )
        of_pdf = sheet.getpixel((round(middle[0] + dx * 60), round(middle[1] + dy * 60)))
        assert of_word == pytest.approx(of_pdf, abs=60)


def test_a_turned_pdf_page_stays_lines(make_case):
    pages = (PageEdit(page=1, turn=180),)
    case = with_file(make_case("enterprise"), bare_pdf(), "application/pdf", pages=pages)
    data = write_pdf(case.packet(), case.files)
    image = shown_in_pdf(data, "材料.pdf")
    blue = [
        (x, y)
        for x in range(0, image.width, 9)
        for y in range(0, image.height, 9)
        if image.getpixel((x, y))[2] > 200 and image.getpixel((x, y))[0] < 60
    ]
    assert min(x for x, _ in blue) > image.width / 2 - 10  # was at the upper left
    assert min(y for _, y in blue) > image.height / 2 - 30


def test_what_is_cropped_off_a_pdf_page_is_not_in_the_packet(make_case):
    pages = (PageEdit(page=1, crop=(0, 600, 0, 0)),)
    case = with_file(make_case("enterprise"), bare_pdf(), "application/pdf", pages=pages)
    pdf = opened(write_pdf(case.packet(), case.files))
    streams = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    assert not any(b"0 421 298 421 re" in one for one in streams)


def test_the_same_file_with_other_edits_is_another_picture(make_case):
    case = with_file(make_case("enterprise"), encoded(quarters()), "image/jpeg")
    one = case.declaration.attachments[0]
    other = one.model_copy(update={"pages": (PageEdit(page=1, turn=90),), "name": "转过.jpg"})
    case.change(attachments=(one, other))
    word = shown_in_word(write_docx(case.packet(), case.files))
    assert [image.size for image in word] == [(400, 600), (600, 400)]
    assert PdfWriter().pages(case.packet(), case.files, ppi=30)


def linked(case) -> Packet:
    case = with_file(case, bare_pdf(pages=3), "application/pdf")
    field = case.form.applicant
    item = case.form.outline.item[0]
    one = case.declaration.attachments[0].model_copy(update={
        "pages": (PageEdit(page=3), PageEdit(page=1)),
        "evidence": (
            EvidenceLink(place=f"narrative#{item.id}", page=2),
            EvidenceLink(place=field, page=1),
        ),
    })  # fmt: skip
    case.change(attachments=(one,))
    return case.packet()


@pytest.mark.parametrize("notice", ["zhejiang-2020", "shanghai-2023"])
def test_the_index_names_place_page_and_bound_page_alike_in_word_and_pdf(make_case, notice):
    from smdesk.notices.loader import pack

    form = next(iter(pack(notice).forms.values()))
    case = make_case(form.id, notice)
    packet = linked(case)
    assert EVIDENCE_TITLE in packet.text
    assert NOT_IN_PACKET in packet.text  # page 2 is not chosen
    data = write_pdf(packet, case.files)
    bound = dict(bookmarks(opened(data)))["材料.pdf"] + 2  # the second of its pages, from 1
    texts = page_texts(data)
    index = next(one for one in texts if EVIDENCE_TITLE in one)
    assert str(bound) in index.split("材料.pdf第1页")[-1].split("材料.pdf 第 1 页")[-1]
    with zipfile.ZipFile(io.BytesIO(write_docx(packet, case.files))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    told = [one.text for one in body.iter(f"{W}instrText") if "PAGEREF scan" in one.text]
    marks = {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    assert [one.split()[1] in marks for one in told] == [True]
    cell = next(
        one
        for one in body.iter(f"{W}tc")
        if any("PAGEREF scan" in (x.text or "") for x in one.iter(f"{W}instrText"))
    )
    assert "".join(x.text for x in cell.iter(f"{W}t")) == str(bound)


def test_a_packet_without_links_has_no_index(make_case):
    case = make_case("enterprise")
    assert EVIDENCE_TITLE not in case.packet().text


def test_the_part_of_the_attachments_alone_can_be_previewed(make_case):
    packet = linked(case := make_case("enterprise"))
    (part,) = [one for one in packet.parts if one.kind == "attachments"]
    alone = Packet(packet.title, packet.form, "", packet.typography, (part,))
    assert PdfWriter().pages(alone, case.files, ppi=30)


def test_edits_and_links_travel_in_the_package(make_case):
    from smdesk.intake.package import read_package

    case = make_case("enterprise")
    linked(case)
    read = read_package(write_package(case.declaration, case.files))
    assert read.declaration == case.declaration
    again = build_packet(case.pack, case.form, read.declaration, draft=False, files=case.files)
    assert again.seal == case.packet().seal


def test_a_file_without_edits_has_the_content_it_always_had(make_case):
    content = canonical_bytes(make_case("enterprise").declaration).decode()
    assert '"pages"' not in content
    assert '"evidence"' not in content
