"""Files of one's own: read at the same door as received ones, told of in words for who added them."""

from __future__ import annotations

from pathlib import Path

import pytest

from smdesk.errors import SmdeskError
from smdesk.intake import guard
from smdesk.notices.loader import find_form
from smdesk.service import own
from smdesk.service.fill import entered
from smdesk.service.narrative_file import read_file

LARGE = own.MOST + 1


def large(path: Path, head: bytes) -> Path:
    with open(path, "wb") as stream:
        stream.write(head)
        stream.truncate(LARGE)
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
        read_file(large(tmp_path / "正文.docx", b"PK\x03\x04"))
    assert caught.value.code == "service.text-large"


def test_a_pdf_with_many_scans_is_read_again(tmp_path: Path) -> None:
    assert len(guard.read_bytes(large(tmp_path / "申报书.pdf", b"%PDF-1.7"))) == LARGE


def test_what_else_is_wrong_keeps_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(SmdeskError) as caught:
        own.own_bytes(tmp_path / "no.pdf")
    assert caught.value.code == "intake.file-missing"
