"""The page of contents names the page on which each part begins, in Word and PDF the same."""

import io
import re
import zipfile

import pytest
from lxml import etree

from smdesk.notices.loader import pack, pack_folders
from smdesk.packet.build import build_packet
from smdesk.packet.contents import LONG
from smdesk.packet.docx import write_docx
from smdesk.packet.pdf import write_pdf
from smdesk.packet.tree import ContentsLine

from pdfview import body_texts, bookmarks, opened, squeezed  # isort: skip

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def packet_of(case, contents):
    return build_packet(
        case.pack, case.form, case.declaration, draft=False, files=case.files, contents=contents
    )


@pytest.fixture(params=[one.name for one in pack_folders()])
def any_case(request, make_case):
    """One full declaration of each notice's first form."""
    return make_case(pack(request.param).notice.forms[0], request.param)


def numbers_in_word(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for line in root.iter(f"{W}p"):
        style = line.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val").startswith("SmContents"):
            texts = [one.text for one in line.iter(f"{W}t")]
            yield texts[0], int(texts[-1])


def test_contents_name_the_page_of_each_part(any_case):
    packet = packet_of(any_case, "yes")
    data = write_pdf(packet, any_case.files)
    lines = [
        block for part in packet.parts for block in part.blocks if isinstance(block, ContentsLine)
    ]
    with opened(data) as pdf:
        starts = dict(bookmarks(pdf))
    words = list(numbers_in_word(write_docx(packet, any_case.files)))
    assert [title for title, _ in words] == [one.title for one in lines]
    printed = next(one for one in body_texts(data) if one.startswith("目录"))
    parts = {
        one.title: number for one, (_, number) in zip(lines, words, strict=True) if not one.block
    }
    for title, number in words:
        assert re.search(re.escape(squeezed(title)) + rf"\.*{number}", printed), title
    for title, number in parts.items():
        found = [place for name, place in starts.items() if name.startswith(title)]
        assert number - 1 in found
        assert number % 2 == 1


def test_contents_stand_before_the_table_and_only_when_wanted(make_case):
    case = make_case("enterprise")
    kinds = [one.kind for one in packet_of(case, "yes").parts]
    assert kinds[:4] == ["cover", "instructions", "contents", "table"]
    assert "contents" not in {one.kind for one in packet_of(case, "no").parts}
    assert "contents" not in {one.kind for one in packet_of(case, "auto").parts}


def test_a_long_packet_gets_contents_unasked(make_case):
    case = make_case("enterprise")
    for number in range(LONG // 2):
        case.attach(f"{number}.txt.jpg", "image/jpeg", b"x", "free")
    assert "contents" in {one.kind for one in packet_of(case, "auto").parts}
