"""Pages of print as sixteen greys: what is kept so, what is not, and how it looks."""

from __future__ import annotations

import io

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from smdesk.packet.scan.grey import in_greys


def page(paper: int = 250) -> Image.Image:
    image = Image.new("RGB", (620, 877), (paper, paper, paper))
    draw = ImageDraw.Draw(image)
    for y in range(80, 800, 24):
        for x in range(60, 560, 18):
            draw.rectangle((x, y, x + 9, y + 12), fill=(20, 20, 20))
            draw.line((x, y + 3, x + 14, y + 9), fill=(20, 20, 20), width=2)
    return image.filter(ImageFilter.GaussianBlur(0.7))


def test_a_page_of_print_is_a_quarter_of_its_jpeg_and_as_good_to_read() -> None:
    made = in_greys(page())
    assert made is not None
    jpeg = io.BytesIO()
    page().save(jpeg, "JPEG", quality=85)
    assert len(made) * 4 < len(jpeg.getvalue())
    with Image.open(io.BytesIO(made)) as shown:
        difference = ImageChops.difference(shown.convert("L"), page().convert("L"))
    assert difference.getextrema()[1] <= 9


def test_a_page_with_a_red_seal_keeps_its_colour() -> None:
    sealed = page()
    ImageDraw.Draw(sealed).ellipse((400, 700, 500, 800), outline=(200, 30, 30), width=3)
    assert in_greys(sealed) is None


def test_a_grey_photo_keeps_its_tones() -> None:
    assert in_greys(Image.linear_gradient("L")) is None
