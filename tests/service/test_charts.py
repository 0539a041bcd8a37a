from __future__ import annotations

import io
from decimal import Decimal

from PIL import Image

from smdesk.service.charts import SIZE, Line, line_chart

RISING = Line("营业收入", (Decimal(1), Decimal(2), Decimal(4)))


def _dots(data: bytes, colour: tuple[int, int, int]) -> list[tuple[int, int]]:
    image = Image.open(io.BytesIO(data)).convert("RGB")
    flat = image.tobytes()
    dots = zip(flat[0::3], flat[1::3], flat[2::3], strict=True)
    return [(i % image.width, i // image.width) for i, dot in enumerate(dots) if dot == colour]


def test_a_chart_is_a_png_of_150_mm_at_200_dpi() -> None:
    image = Image.open(io.BytesIO(line_chart(["2017", "2018", "2019"], [RISING])))
    assert (image.format, image.size) == ("PNG", SIZE)
    assert round(image.width / image.info["dpi"][0] * 25.4) == 150


def test_a_rising_line_rises_from_left_to_right() -> None:
    dots = _dots(line_chart(["2017", "2018", "2019"], [RISING]), (31, 78, 121))
    plot = [(x, y) for x, y in dots if y > 110]
    left = max(y for x, y in plot if x < 350)
    right = min(y for x, y in plot if x > 900)
    assert left - right > 200


def test_lines_share_one_scale() -> None:
    small = Line("服务收入", (Decimal(1), Decimal(1), Decimal(1)))
    dots = _dots(line_chart(["a", "b", "c"], [RISING, small]), (192, 80, 32))
    assert min(y for _, y in dots if y > 110) > 350
