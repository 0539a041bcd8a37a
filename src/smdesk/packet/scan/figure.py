"""A picture of the narrative with no more dots than print needs."""

from __future__ import annotations

import io

from PIL import Image

from smdesk.packet.scan import decode
from smdesk.packet.scan.room import DENSE_DPI, PRINT_DPI, dots_for, printed_dpi
from smdesk.packet.scan.sheet import QUALITY, Encoded

_PLAIN_BYTES = 1_500_000
"""Bytes up to which a picture that came without loss stays so: drawings, pictures of a screen."""


def lighter(data: bytes) -> Encoded | None:
    """Return a picture as large as a whole page prints it, ``None`` where that saves nothing.

    The density is that of an attached page (`room.PRINT_DPI`); what came as PNG stays PNG unless it
    is a photo. A picture that cannot be decoded is left as it is: `decode.FAULTS` are not raised.
    """
    try:
        with decode.opened(data) as image:
            size, photo = decode.size_of(image), image.format == "JPEG"
            if printed_dpi(size) <= DENSE_DPI or image.mode == "1":
                return None
        scale = dots_for(size, PRINT_DPI)
        wanted = (round(size[0] * scale), round(size[1] * scale))
        full = decode.frame(data, least=wanted)
        small = full.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=3.0)
    except decode.FAULTS:
        return None
    made = _as(small, "JPEG") if photo else _as(small, "PNG")
    if not photo and len(made.data) > _PLAIN_BYTES:
        made = _as(small, "JPEG")
    return made if len(made.data) < len(data) else None


def _as(image: Image.Image, form: str) -> Encoded:
    stream = io.BytesIO()
    dpi = (PRINT_DPI, PRINT_DPI)
    if form == "JPEG":
        image.save(stream, form, quality=QUALITY, dpi=dpi)
        return Encoded(stream.getvalue(), "jpg", *image.size)
    image.save(stream, form, optimize=True, dpi=dpi)
    return Encoded(stream.getvalue(), "png", *image.size)
