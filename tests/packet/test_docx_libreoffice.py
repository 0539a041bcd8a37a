"""LibreOffice as the outside opinion on Word files: same text in the same order, boxes whole."""

import re
import shutil
import subprocess

import pypdfium2
import pytest

from smdesk.packet.build import build_blank
from smdesk.packet.docx import write_docx
from smdesk.packet.page import DRAFT_MARK, SEAL_LABEL

pytestmark = pytest.mark.libreoffice
_BLANKS = '{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
_FOOT = re.compile(rf"—\d+—|{SEAL_LABEL}[0-9A-Z]{{4}}-[0-9A-Z]{{4}}")


def converted(folder, packet, files):
    """Return the text of each page as LibreOffice lays it out, without blanks and feet."""
    source = folder / "packet.docx"
    source.write_bytes(write_docx(packet, files))
    subprocess.run(
        [
            shutil.which("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--convert-to", f"pdf:writer_pdf_Export:{_BLANKS}",
            "--outdir", str(folder), str(source),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    with pypdfium2.PdfDocument(folder / "packet.pdf") as document:
        pages = []
        for sheet in document:
            text = sheet.get_textpage()
            pages.append(_FOOT.sub("", squeezed(text.get_text_range())))
            text.close()
            sheet.close()
    return pages


def squeezed(text):
    """Return ``text`` without blanks; LibreOffice writes the ticks in another face as they are."""
    return re.sub(r"[\s\ufffe\u200b]+", "", text)


@pytest.mark.parametrize("form", ["enterprise", "project", "platform"])
def test_libreoffice_shows_the_text_of_the_page_tree_in_order(tmp_path, make_case, form):
    case = make_case(form)
    packet = case.packet()
    pages = converted(tmp_path, packet, case.files)
    assert "".join(pages) == squeezed(packet.text)
    assert len(pages) % 2 == 0
    starts = [squeezed(part.blocks[0].text) for part in packet.parts if part.kind == "narrative"]
    for start in starts:
        assert [number % 2 for number, text in enumerate(pages) if text.startswith(start)] == [0]
    for section in case.form.section:
        for row in section.row:
            for cell in row.cells:
                if cell.sign is not None:
                    lines = [cell.sign.title, cell.sign.pledge or "", *cell.sign.lines]
                    box = squeezed("".join([*lines, cell.sign.date or ""]))
                    assert sum(box in text for text in pages) == 1


def test_draft_is_marked_on_each_page_with_text(tmp_path, make_case):
    case = make_case("enterprise")
    packet = case.packet(draft=True)
    pages = converted(tmp_path, packet, case.files)
    written = [text for text in pages if text]
    assert len(written) >= len(packet.parts)
    assert all(DRAFT_MARK in text for text in written)


def test_blank_form_opens_with_the_text_of_the_notice(tmp_path, make_case):
    case = make_case("platform")
    packet = build_blank(case.pack, case.form, case.declaration.years)
    pages = converted(tmp_path, packet, case.files)
    assert "".join(pages) == squeezed(packet.text)
    assert len(pages) % 2 == 0
