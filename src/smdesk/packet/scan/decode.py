"""One frame of an image file, upright and in plain colours, within a limit of dots."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_DOTS = 120_000_000
"""Dots that one image may have: A3 at 600 dpi and some."""
MOST_DRAFT_DOTS = 240_000_000
"""The same for a JPEG, which can be decoded at a half, a quarter or an eighth of its size."""
Image.MAX_IMAGE_PIXELS = MOST_DOTS

FAULTS = (
    OSError, UnidentifiedImageError, ValueError, SyntaxError, TypeError, KeyError, IndexError,
    ZeroDivisionError, OverflowError, MemoryError, EOFError, AttributeError, struct.error,
    Image.DecompressionBombError, Image.DecompressionBombWarning, UserWarning,
)  # fmt: skip
"""What Pillow raises on damaged and on hostile files; its warnings where they are made errors."""
_ORIENTATION = 0x0112


class TooManyDots(ValueError):
    """An image that is not decoded because of its size."""


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """Give an image file opened but not decoded; raises one of `FAULTS`."""
    with warnings.catch_warnings():
        # A photo of 200 million dots is decoded at a part of its size; the limits stand below.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        image = Image.open(io.BytesIO(data))
    with image:
        yield image


def frames(image: Image.Image) -> int:
    """Return how many pages an image has: only those of a TIFF are pages."""
    return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def frame(data: bytes, number: int = 0, least: tuple[int, int] | None = None) -> Image.Image:
    """Return frame ``number`` (from 0) as a person sees it, in mode ``1``, ``L`` or ``RGB``.

    With ``least`` a JPEG may come smaller, but its longer side not below that of ``least``. Raises
    one of `FAULTS`; `TooManyDots` before anything is decoded.
    """
    with opened(data) as image:
        if number:
            image.seek(number)
        if least is not None:
            wanted = max(least)
            image.draft("RGB" if image.mode == "YCbCr" else image.mode, (wanted, wanted))
        if image.width * image.height > MOST_DOTS:
            raise TooManyDots(f"{image.width} x {image.height}")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image.load()
        return plain(image)


def size_of(image: Image.Image, number: int = 0) -> tuple[int, int]:
    """Return width and height of frame ``number`` (from 0) as a person sees an opened image."""
    if number:
        image.seek(number)
    turned = image.getexif().get(_ORIENTATION, 1) in {5, 6, 7, 8}
    return (image.height, image.width) if turned else (image.width, image.height)


def plain(image: Image.Image) -> Image.Image:
    """Return ``image`` upright, without alpha (white below) and in mode 1, L or RGB."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode in {"1", "L", "RGB"}:
        return upright if upright is not image else image.copy()
    if upright.mode.startswith("I;16") or upright.mode in {"I", "F"}:
        return _eight_bits(upright)
    if upright.has_transparency_data:
        layer = upright.convert("RGBA")
        below = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(below, layer).convert("RGB")
    return upright.convert("L" if upright.mode == "LA" else "RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return an image of 16 or 32 bits in 8; 32 bits often hold no more than 8 and then stay."""
    _, most = image.getextrema()
    small = not image.mode.startswith("I;16") and isinstance(most, (int, float)) and most <= 255
    divisor = 1 if small else 256
    return image.point(lambda value: value / divisor).convert("L")
