"""The edits of a page carried out on a picture, and where they come to lie."""

from __future__ import annotations

from PIL import Image

from smdesk.notices.declaration import PageEdit

_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
Box = tuple[int, int, int, int]


def edited(image: Image.Image, edit: PageEdit, *, cropped: bool = True) -> Image.Image:
    """Return ``image`` (mode 1, L or RGB) turned, straightened and, if asked for, cropped.

    Straightening keeps the size of the sheet: what turns out of it is cut, what turns in is white.
    """
    turned = image.transpose(_TURNS[edit.turn]) if edit.turn else image
    if edit.angle:
        grey = turned.convert("L") if turned.mode == "1" else turned
        turned = grey.rotate(
            -edit.angle / 10, Image.Resampling.BICUBIC, fillcolor=_white(grey.mode)
        )
    if cropped and any(edit.crop):
        turned = turned.crop(crop_box(turned.size, edit.crop))
    return turned


def crop_box(size: tuple[int, int], crop: tuple[int, int, int, int]) -> Box:
    """Return left, top, right, bottom in dots of what a crop in per mille leaves; never nothing."""
    width, height = size
    left, top = round(width * crop[0] / 1000), round(height * crop[1] / 1000)
    right, bottom = width - round(width * crop[2] / 1000), height - round(height * crop[3] / 1000)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def edited_size(size: tuple[float, float], edit: PageEdit) -> tuple[float, float]:
    """Return width and height of a page of ``size`` after its edits, in the same unit."""
    width, height = size[::-1] if edit.turn in {90, 270} else size
    left, top, right, bottom = edit.crop
    return width * (1000 - left - right) / 1000, height * (1000 - top - bottom) / 1000


def _white(mode: str) -> int | tuple[int, int, int]:
    return 255 if mode == "L" else (255, 255, 255)
