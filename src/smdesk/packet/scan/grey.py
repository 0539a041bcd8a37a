"""Pages of print on paper as small files: sixteen greys are all that black on white needs."""

from __future__ import annotations

import io

from PIL import Image, ImageChops

_TINT = 10
"""How far red, green and blue of a dot may differ in what is grey."""
_PAPER, _INK = 225, 70
_PLAIN = 0.85
"""Share of dots that are paper or ink where a page is print and not a photo."""
_STEP = 17
_LEVELS = [round(level / _STEP) for level in range(256)]
_PALETTE = [level * _STEP for level in range(16) for _ in range(3)]


def in_greys(page: Image.Image) -> bytes | None:
    """Return a page as a PNG of sixteen greys, ``None`` where it has colour or many tones."""
    if page.mode not in {"1", "L"} and _coloured(page):
        return None
    grey = page.convert("L")
    counts = grey.histogram()
    plain = sum(counts[: _INK + 1]) + sum(counts[_PAPER:])
    if plain < _PLAIN * grey.width * grey.height:
        return None
    few = grey.point(_LEVELS).convert("P")  # the palette is given below, not that of `convert`
    few.putpalette(_PALETTE)
    stream = io.BytesIO()
    few.save(stream, "PNG", bits=4)
    return stream.getvalue()


def _coloured(page: Image.Image) -> bool:
    red, green, blue = page.convert("RGB").split()
    clear = [255 * (level > _TINT) for level in range(256)]
    return any(ImageChops.difference(one, green).point(clear).getbbox() for one in (red, blue))
