"""Files of one's own: read at the same door as received ones, told of in words for who added them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document

from smdesk.errors import SmdeskError
from smdesk.intake import guard
from smdesk.notices.loader import find_form
from smdesk.service import own
from smdesk.service.fill import entered
from smdesk.service.narrative_file import MOST, read_file

LARGE = own.MOST + 1


def large(path: Path, head: bytes, size: int = LARGE) -> Path:
    with open(path, "wb") as stream:
        stream.write(head)
        stream.truncate(size)
    return path


@pytest.mark.parametrize("name", ["大.pdf", "大.jpg"])
def test_a_file_too_large_to_attach_is_told_to_who_adds_it(tmp_path: Path, name: str) -> None:
    _, form = find_form("zhejiang-2020/enterprise")
    path = large(tmp_path / name, b"%PDF-1.7" if name.endswith("pdf") else b"\xff\xd8\xff")
    with pytest.raises(SmdeskError) as caught:
        entered(form, form.attachment[0].id, path, {})
    assert caught.value.code == "service.file-large"
    assert "申报单位" not in str(caught.value)


def test_a_text_too_large_to_take_in_is_told_what_makes_it_small(tmp_path: Path) -> None:
    with pytest.raises(SmdeskError) as caught:
        read_file(large(tmp_path / "正文.docx", b"PK\x03\x04", MOST + 1))
    assert caught.value.code == "service.text-large"
    assert "200 MB" in str(caught.value)


def test_a_text_with_photos_as_a_telephone_takes_them_is_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "正文.docx"
    document = Document()
    document.add_paragraph("公司从事泵阀制造。")
    document.save(str(path))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/media/photo.jpg", bytes(LARGE))
    assert path.stat().st_size > own.MOST
    assert read_file(path).narrative.blocks


def test_a_pdf_with_many_scans_is_read_again(tmp_path: Path) -> None:
    assert len(guard.read_bytes(large(tmp_path / "申报书.pdf", b"%PDF-1.7"))) == LARGE


def test_what_else_is_wrong_keeps_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(SmdeskError) as caught:
        own.own_bytes(tmp_path / "no.pdf")
    assert caught.value.code == "intake.file-missing"
