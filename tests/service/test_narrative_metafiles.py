"""EMF and WMF of a Word narrative: drawn by LibreOffice where it is, told as lost where it is not."""

from __future__ import annotations

import gzip
import io
import shutil
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from PIL import Image

from smdesk.notices.declaration import Picture
from smdesk.service import narrative_file, narrative_metafiles
from smdesk.service.desk import convert
from smdesk.service.narrative_file import read_file
from smdesk.service.narrative_metafiles import metafiles

sys.path.insert(0, str(Path(__file__).parent))
from metafiles import emf, wmf

office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")


def picture_file(number: int) -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (20, 10), (number, 0, 0)).save(stream, "PNG")
    stream.seek(0)
    return stream


def word(path: Path, *bodies: bytes) -> Path:
    """Write a Word file with a picture of each of ``bodies`` and a plain one at its end."""
    made = docx.Document()
    made.add_paragraph("一、企业概况")
    for number in range(len(bodies) + 1):
        made.add_paragraph(f"第 {number + 1} 段。")
        made.add_picture(picture_file(number), width=docx.shared.Cm(10))
    stream = io.BytesIO()
    made.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("word/media/image"):
                number = int(name.removeprefix("word/media/image").split(".")[0]) - 1
                data = bodies[number] if number < len(bodies) else data
            new.writestr(name, data)
    return path


def codes(reading) -> list[str]:
    return [one.code for one in reading.dropped]


@office
@pytest.mark.libreoffice
def test_metafiles_come_in_as_pictures_in_their_places(tmp_path: Path) -> None:
    bodies = (emf(), wmf(), gzip.compress(emf(120, 60)), wmf(placeable=False))
    reading = read_file(word(tmp_path / "a.docx", *bodies))
    pictures = [one for one in reading.narrative.blocks if isinstance(one, Picture)]
    assert len(pictures) == 5
    assert "service.narrative-metafiles" in codes(reading)
    assert "intake.narrative-pictures" not in codes(reading)
    for one in pictures[:4]:
        image = Image.open(io.BytesIO(reading.files[one.sha256])).convert("RGB")
        wide, high = image.size
        assert wide / high == pytest.approx(2, rel=0.03)
        assert min(image.getpixel((wide // 2, high // 2))) < 140
        assert image.getpixel((wide // 30, high // 30)) == (255, 255, 255)
        assert wide >= 500


@office
@pytest.mark.libreoffice
def test_one_that_cannot_be_drawn_is_told_beside_those_that_can(tmp_path: Path) -> None:
    broken = emf()[:88] + b"\xff" * 40
    reading = read_file(word(tmp_path / "a.docx", broken, emf()))
    told = {one.code: one.params for one in reading.dropped}
    assert told["service.narrative-metafiles"]["count"] == 1
    assert told["intake.narrative-pictures"]["count"] == 1


def test_without_libreoffice_they_are_told_as_lost(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(convert, "find_libreoffice", lambda: None)
    reading = read_file(word(tmp_path / "a.docx", emf()))
    assert "intake.narrative-pictures" in codes(reading)
    assert "service.narrative-metafiles" not in codes(reading)


def test_libreoffice_is_not_begun_where_no_picture_is_lacking(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(narrative_metafiles, "with_pictures", lambda *_: pytest.fail("begun"))
    assert narrative_file.read_file(word(tmp_path / "a.docx")).files


class Stopped(Exception):
    """Raised by a person who no longer wants it."""


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for LibreOffice")
def test_the_drawing_can_be_cancelled_while_libreoffice_works(tmp_path: Path, monkeypatch) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(convert, "find_libreoffice", lambda: slow)
    asked = []

    def progress(done: int, total: int) -> None:
        asked.append((done, total))
        if asked.count((0, 0)) == 3:
            raise Stopped

    with pytest.raises(Stopped):
        read_file(word(tmp_path / "a.docx", emf()), progress=progress)


def test_sizes_are_read_from_each_kind_and_nothing_else_is_a_metafile(tmp_path: Path) -> None:
    endless = gzip.compress(b"\x01\x00\x00\x00" + b"\0" * 60_000_000)
    bodies = (emf(80, 40), wmf(), wmf(placeable=False), b"\x1f\x8b" + b"junk" * 30, endless)
    found = metafiles(word(tmp_path / "a.docx", *bodies).read_bytes())
    assert [one.kind for one in found] == ["emf", "wmf", "wmf"]
    assert found[0].size == (80, 40)
    assert found[1].size == pytest.approx((50.8, 25.4))
    assert found[2].size[0] / found[2].size[1] == pytest.approx(2)
