"""The QR code as a picture."""

import io

import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from smdesk.packet.qr import QUIET_ZONE, qr_png


@settings(max_examples=20)
@given(st.text("ABC0123456789:-/abcdef", min_size=1, max_size=80))
def test_picture_has_the_modules_of_the_code_and_its_quiet_zone(text):
    rows = [
        bytes(row)
        for row in segno.make(text, error="m", micro=False, boost_error=False).matrix_iter(
            border=QUIET_ZONE
        )
    ]
    with Image.open(io.BytesIO(qr_png(text))) as picture:
        picture.load()
        assert picture.mode == "1"
        assert picture.size == (len(rows) * 8, len(rows) * 8)
        shown = [
            bytes(0 if picture.getpixel((x * 8 + 3, y * 8 + 4)) else 1 for x in range(len(rows)))
            for y in range(len(rows))
        ]
    assert shown == rows


def test_equal_text_gives_equal_bytes():
    qr_png.cache_clear()
    first = qr_png("SMDESK:1:x/y:AAAA-BBBB:0123456789abcdef")
    qr_png.cache_clear()
    assert qr_png("SMDESK:1:x/y:AAAA-BBBB:0123456789abcdef") == first
