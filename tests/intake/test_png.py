"""The short look at a PNG says yes only where a decoder takes the picture whole."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from smdesk.intake.narrative.pictures import usable
from smdesk.intake.narrative.png import is_plain_png

MOST = 60_000_000


def png(mode: str = "RGB", size: tuple[int, int] = (37, 11), **saved: object) -> bytes:
    chance = random.Random(f"{mode}{size}")
    picture = Image.new(mode, size)
    bands = len(picture.getbands())
    dots = chance.randbytes(size[0] * size[1] * bands)
    picture.frombytes(dots)
    out = BytesIO()
    picture.save(out, "PNG", **saved)
    return out.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))  # fmt: skip


def made(lines: bytes, size: tuple[int, int] = (4, 3), looks: bytes = b"\x08\x02\0\0\0") -> bytes:
    head = struct.pack(">II", *size) + looks
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )  # fmt: skip


def decodes(data: bytes) -> bool:
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError, TypeError, IndexError, EOFError, struct.error):
        return False
    return True


@pytest.mark.parametrize("mode", ["L", "LA", "RGB", "RGBA"])
def test_pictures_as_programs_write_them_are_plain(mode: str) -> None:
    assert is_plain_png(png(mode), MOST)
    assert is_plain_png(png(mode, dpi=(300, 300)), MOST)


def test_a_palette_and_words_in_it_are_left_to_the_decoder() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Title", "图")
    for data in (png("P"), png(pnginfo=told)):
        assert not is_plain_png(data, MOST)
        assert usable(data) == (data, "image/png")


@pytest.mark.parametrize(
    "data",
    [
        made(b"\0" * 38),
        made(b"\0" * 40),
        made(b"\5" + b"\0" * 38),
        made(b"\0" * 39, looks=b"\x08\x02\0\0\1"),
        made(b"\0" * 39, size=(0, 3)),
        made(b"\0" * 39)[:-12],
        made(b"\0" * 39).replace(b"IDAT", b"IDAX"),
        b"",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_not_just_so_is_denied(data: bytes) -> None:
    assert not is_plain_png(data, MOST)


def test_one_of_too_many_dots_is_denied() -> None:
    assert is_plain_png(png(size=(10, 10)), 100)
    assert not is_plain_png(png(size=(10, 10)), 99)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), mode=st.sampled_from(["L", "RGB", "RGBA"]))
def test_a_damaged_picture_is_plain_only_where_it_can_be_decoded(
    data: st.DataObject, mode: str
) -> None:
    whole = bytearray(png(mode))
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(len(whole) - 40, len(whole)))])
    assert not is_plain_png(cut, MOST) or decodes(cut)


@settings(max_examples=80, deadline=None)
@given(lines=st.binary(min_size=36, max_size=42), looks=st.binary(min_size=5, max_size=5))
def test_lines_under_right_checksums_are_plain_only_where_they_can_be_decoded(
    lines: bytes, looks: bytes
) -> None:
    for one in (made(lines), made(lines, looks=looks)):
        assert not is_plain_png(one, MOST) or decodes(one)
