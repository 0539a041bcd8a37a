"""One page of an attached file as print needs it: edited, upright, no denser than asked."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from smdesk.notices.declaration import PageEdit
from smdesk.packet.scan import decode, document
from smdesk.packet.scan.edit import edited, edited_size
from smdesk.packet.scan.room import PRINT_DPI, dots_for

PDF_DPI = 250
"""How dense a page of a PDF is drawn for print: most are scans of that density, or text."""
QUALITY = 88
"""Of a JPEG for print."""
_FEW_COLOURS = 256
_FEW_GREYS = 64
"""A scan in grey has more; of its 256 shades none is worth keeping without loss."""


@dataclass(frozen=True)
class Encoded:
    """A picture as JPEG or PNG bytes and its size in dots; ``suffix`` is ``jpg`` or ``png``."""

    data: bytes
    suffix: str
    width: int
    height: int


def is_pdf(data: bytes) -> bool:
    """Return whether the bytes are a PDF (its mark may stand after some foreign bytes)."""
    return b"%PDF-" in data[:1024]


def picture(
    data: bytes, edit: PageEdit, dpi: float | None = None, *, cropped: bool = True
) -> Image.Image:
    """Return a page edited, with about ``dpi`` in print; without it, an image in all its dots.

    A picture is never blown up. Raises one of `decode.FAULTS`.
    """
    if is_pdf(data):
        with document.opened(data) as opened:
            seen = edited_size(document.page_size(opened, edit.page - 1), edit)
            scale = dots_for(seen, dpi or PDF_DPI)
            page = document.drawn(opened, edit.page - 1, scale)
        return edited(page, edit, cropped=cropped)
    with decode.opened(data) as image:
        if edit.page > decode.frames(image):
            raise IndexError(f"page {edit.page}")
        size = decode.size_of(image, edit.page - 1)
    scale = min(1.0, dots_for(edited_size(size, edit), dpi)) if dpi else 1.0
    least = (round(size[0] * scale), round(size[1] * scale)) if scale < 1 else None
    page = edited(decode.frame(data, edit.page - 1, least), edit, cropped=cropped)
    return _reduced(page, edited_size(size, edit) if cropped else None, scale)


def _reduced(image: Image.Image, full: tuple[float, float] | None, scale: float) -> Image.Image:
    """Return an image no larger than ``full`` times ``scale``; it may have been decoded smaller."""
    if full is None or scale >= 1:
        return image
    wanted = (max(1, round(full[0] * scale)), max(1, round(full[1] * scale)))
    if image.width <= wanted[0]:
        return image
    grey = image.convert("L") if image.mode == "1" else image
    return grey.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=3.0)


def encode(image: Image.Image, dpi: float = PRINT_DPI) -> Encoded:
    """Return a picture as a file: PNG for black and white and for few colours, else JPEG."""
    stream = io.BytesIO()
    most = _FEW_GREYS if image.mode == "L" else _FEW_COLOURS
    few = image.mode == "1" or image.getcolors(maxcolors=most) is not None
    told = (round(dpi), round(dpi))
    if few:
        image.save(stream, "PNG", dpi=told)
    else:
        image.save(stream, "JPEG", quality=QUALITY, dpi=told)
    return Encoded(stream.getvalue(), "png" if few else "jpg", *image.size)
