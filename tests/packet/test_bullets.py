"""The sign of a list item is the same clear dot, as large and as far in, in PDF and in Word."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree
from pdfview import letters

from smdesk.notices.declaration import ListItem, Narrative, Run
from smdesk.notices.models import POINTS
from smdesk.packet.docx import write_docx
from smdesk.packet.pdf import write_pdf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 72 / 25.4
NOTICES = ("zhejiang-2020", "shanghai-2023")


@pytest.fixture(params=NOTICES)
def listed(request, make_case):
    """Return a packet with two items, the second within the first, and the size of its text."""
    case = make_case("enterprise", request.param)
    items = tuple(
        ListItem(level=level, runs=(Run(text=text),))
        for text, level in (("麒麒麒", 1), ("麟麟麟", 2))
    )
    case.change(narrative=Narrative(blocks=items), attachments=())
    packet = case.packet()
    return packet, case, float(POINTS[packet.typography.body.size])


def dots(data):
    """Return page, left, bottom, width and height (mm) of each filled round path of the text."""
    document = pypdfium2.PdfDocument(data)
    for index, one in enumerate(document):
        for thing in one.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = (side / MM for side in thing.get_bounds())
            if abs((right - left) - (top - bottom)) < 0.05 and 0.5 < right - left < 5:
                yield index, left, bottom, right - left, top - bottom
    document.close()


def test_the_sign_in_the_pdf_is_a_dot_of_a_third_of_the_text_whatever_the_face(listed):
    packet, case, points = listed
    data = write_pdf(packet, case.files)
    em = points / MM
    firsts = {
        text: next((page, left, bottom) for page, one, left, bottom, _, _ in letters(data) if one == text)
        for text in ("麒", "麟")
    }  # fmt: skip
    found = [
        one for one in dots(data)
        if any(one[0] == page and 0 < left - one[1] < 1.1 * em and abs(one[2] - bottom) < em
               for page, left, bottom in firsts.values())
    ]  # fmt: skip
    assert len(found) == len(firsts)
    assert all(width == pytest.approx(0.3 * em, abs=0.1) for *_, width, _ in found)


def test_the_sign_in_word_has_a_face_of_its_own_and_fills_one_character(listed):
    packet, case, points = listed
    with zipfile.ZipFile(io.BytesIO(write_docx(packet, case.files))) as word:
        body = etree.fromstring(word.read("word/document.xml"))
        styles = etree.fromstring(word.read("word/styles.xml"))
    signs = [one for one in body.iter(f"{W}r") if "".join(one.itertext()).strip() == "•"]
    assert len(signs) == 2
    names = {one.find(f"{W}rPr/{W}rStyle").get(f"{W}val") for one in signs}
    [style] = [one for one in styles if one.get(f"{W}styleId") in names]
    faces = style.find(f"{W}rPr/{W}rFonts")
    assert {faces.get(f"{W}{one}") for one in ("ascii", "hAnsi", "eastAsia", "cs")} == {
        "Times New Roman"
    }
    # Sign and space are 0.35 and 0.25 em wide there; spaced out they fill one character.
    apart = int(style.find(f"{W}rPr/{W}spacing").get(f"{W}val")) / 20
    assert (0.35 + 0.25) * points + 2 * apart == pytest.approx(points, abs=0.1)
