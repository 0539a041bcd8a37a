from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from smdesk.service.samples import load_sample
from smdesk.service.thumbs import Thumb, kind_of, look, printed_dpi

BOX = (108, 144)


def encoded(image: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def size_of(thumb: Thumb) -> tuple[int, int]:
    assert thumb.png is not None
    with Image.open(io.BytesIO(thumb.png)) as shown:
        return shown.size


def test_scans_of_the_samples_get_their_pictures() -> None:
    declaration, files = load_sample("zhejiang-2020/enterprise")
    for one in declaration.attachments:
        thumb = look(files(one.sha256), one.media_type, BOX)
        assert thumb.sound
        assert thumb.dots == (1654, 2339)
        assert not thumb.coarse
        assert size_of(thumb)[1] == BOX[1]


def test_a_photo_that_lies_on_its_side_is_shown_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.new("RGB", (800, 600), "white")
    image.paste("red", (0, 0, 800, 100))  # the upper edge of the sensor is the right one as seen
    thumb = look(encoded(image, "JPEG", exif=exif), "image/jpeg", BOX)
    assert thumb.dots == (600, 800)
    assert thumb.png is not None
    with Image.open(io.BytesIO(thumb.png)) as shown:
        assert shown.size == (108, 144)
        right = shown.convert("RGB").getpixel((shown.width - 3, shown.height // 2))
        left = shown.convert("RGB").getpixel((3, shown.height // 2))
    assert right[0] > 200 > right[1]
    assert min(left) > 200


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F"])
def test_every_mode_of_image_has_a_picture(mode: str) -> None:
    kind = "TIFF" if mode in {"CMYK", "I;16", "F"} else "PNG"
    thumb = look(encoded(Image.new(mode, (300, 400)), kind), "image/png", BOX)
    assert thumb.sound
    assert size_of(thumb) == BOX


def test_the_pages_of_a_tiff_are_counted() -> None:
    pages = [Image.new("1", (100, 140)) for _ in range(3)]
    data = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert look(data, "image/tiff", BOX).pages == 3


def test_a_scan_in_a_pdf_tells_its_pages_and_density() -> None:
    page = Image.new("L", (827, 1169), "white")
    data = encoded(page, "PDF", resolution=100, save_all=True, append_images=[page])
    thumb = look(data, "application/pdf", BOX)
    assert (thumb.pages, thumb.dpi, thumb.coarse) == (2, 124, True)  # A4 in its room
    assert size_of(thumb)[1] == BOX[1]


def test_density_is_that_on_our_page() -> None:
    assert printed_dpi(1339, 1898) == pytest.approx(200, abs=1)
    assert look(encoded(Image.new("L", (600, 800)), "PNG"), "image/png", BOX).coarse


def test_a_word_file_has_a_kind_and_no_picture() -> None:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert look(b"PK", word, BOX) == Thumb("word")
    assert kind_of("application/msword") == "word"


def test_an_image_of_too_many_dots_is_not_decoded() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    data = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )
    thumb = look(data, "image/png", BOX)
    assert thumb.png is None


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-1.4\n", b"II*\x00")),
)
def test_damaged_files_stay_without_a_picture(junk: bytes, head: bytes) -> None:
    kind = "application/pdf" if head.startswith(b"%") else "image/png"
    thumb = look(head + junk, kind, BOX)
    assert thumb.png is None
    assert not thumb.sound


def test_a_truncated_photo_is_said_to_be_damaged() -> None:
    whole = encoded(Image.effect_noise((900, 900), 80), "JPEG")
    thumb = look(whole[: len(whole) // 3], "image/jpeg", BOX)
    assert not thumb.sound
    assert thumb.dots == (900, 900)
