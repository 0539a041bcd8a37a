"""Pictures of a narrative are kept with the dots that print needs, and no fewer."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm
from PIL import Image, ImageDraw

from smdesk.notices.declaration import Picture
from smdesk.packet.scan.figure import lighter
from smdesk.packet.scan.room import DENSE_DPI, PRINT_DPI, printed_dpi
from smdesk.service.narrative_file import read_file
from smdesk.service.narrative_pictures import kept, lightened


def photo(size: tuple[int, int], turned: int = 1) -> bytes:
    image = Image.effect_noise((size[0] // 8, size[1] // 8), 60).resize(size).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = turned
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92, exif=exif)
    return out.getvalue()


def drawing(size: tuple[int, int]) -> bytes:
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    ImageDraw.Draw(image).ellipse((100, 100, 900, 900), outline="navy", width=9)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


@pytest.mark.parametrize(
    ("size", "turned"), [((4000, 3000), 1), ((3000, 4000), 1), ((4000, 3000), 6)]
)
def test_a_photo_keeps_the_dots_that_a_whole_page_prints_and_stands_upright(size, turned):
    data = photo(size, turned)
    made = kept(data, "image/jpeg")
    assert made.media_type == "image/jpeg"
    assert made.saved == len(data) - len(made.data) > 0
    with Image.open(io.BytesIO(made.data)) as seen:
        upright = size if turned == 1 else size[::-1]
        assert printed_dpi(seen.size) == pytest.approx(PRINT_DPI, abs=1)
        assert seen.width / seen.height == pytest.approx(upright[0] / upright[1], abs=0.01)
        assert seen.getexif().get(0x0112, 1) == 1


def test_what_came_without_loss_stays_without_loss():
    data = drawing((4800, 3600))
    made = kept(data, "image/png")
    assert made.media_type == "image/png"
    assert 0 < len(made.data) < len(data)


def test_a_photo_that_came_as_png_becomes_one_of_a_camera():
    out = io.BytesIO()
    Image.effect_noise((3200, 2400), 90).convert("RGB").save(out, "PNG", compress_level=1)
    assert kept(out.getvalue(), "image/png").media_type == "image/jpeg"


@pytest.mark.parametrize(
    "data",
    [photo((2000, 1500)), drawing((1600, 1200)), b"\x89PNG\r\n\x1a\nno", photo((4000, 3000))[:9000], b""],
    ids=["enough", "drawing", "damaged", "cut", "empty"],
)  # fmt: skip
def test_what_print_needs_and_what_cannot_be_decoded_stays_as_it_came(data):
    made = kept(data, "image/jpeg")
    assert (made.data, made.media_type, made.saved) == (data, "image/jpeg", 0)


def test_black_and_white_stays_so():
    out = io.BytesIO()
    Image.new("1", (6000, 4000), 1).save(out, "PNG")
    assert lighter(out.getvalue()) is None
    assert printed_dpi((6000, 4000)) > DENSE_DPI


def test_made_smaller_once_it_is_never_again():
    once = kept(photo((4000, 3000)), "image/jpeg")
    assert kept(once.data, once.media_type).saved == 0


def test_a_narrative_from_word_comes_with_lighter_photos_and_says_so(tmp_path: Path):
    document = Document()
    document.add_paragraph("一、企业概况")
    large, small = photo((4000, 3000)), photo((800, 600))
    for number, data in enumerate([large, small, large]):
        document.add_picture(io.BytesIO(data), Mm(150))
        document.add_paragraph(f"图{number + 1} 车间")
    path = tmp_path / "正文.docx"
    document.save(str(path))
    reading = read_file(path)
    pictures = [one for one in reading.narrative.blocks if isinstance(one, Picture)]
    assert len(pictures) == 3
    assert {one.sha256 for one in pictures} == {*reading.files}
    sizes = [Image.open(io.BytesIO(one)).size for one in reading.files.values()]
    assert sorted({size[0] for size in sizes}) == [800, 2008]
    (said,) = (one for one in reading.dropped if one.code == "service.narrative-smaller")
    assert said.params["count"] == 1  # the same photo twice is one file
    assert said.level == "hint"


def test_what_stops_the_reading_stops_at_each_picture():
    calls = []

    def check():
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt

    files = {str(number): photo((800, 600)) for number in range(3)}
    with pytest.raises(KeyboardInterrupt):
        lightened((), files, check)
    assert len(calls) == 2
