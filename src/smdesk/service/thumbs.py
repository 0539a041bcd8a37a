"""Small pictures of attached files and what can be said of them at a glance: pages, size, density.

Any thread may call these; PDFium is not safe for threads, so it waits for its turn. A
file that cannot be looked at is no fault here: it stays attached, without a picture.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, Literal

from PIL import Image

from smdesk.notices.declaration import PageEdit
from smdesk.packet.scan import decode, document
from smdesk.packet.scan.edit import edited_size
from smdesk.packet.scan.room import COARSE, below
from smdesk.packet.scan.room import printed_dpi as dpi_of
from smdesk.packet.scan.sheet import picture

Kind = Literal["image", "pdf", "word", "other"]

Fault = Literal["", "damaged", "locked", "empty", "large"]
"""Why a file has no picture: it does not open, asks for a password, has no page, is too large."""

_COVERS = 0.5
"""Share of a PDF page that a picture has to cover to be the scan of that page."""


@dataclass(frozen=True, slots=True)
class Thumb:
    """A file at a glance.

    ``png`` is at most as large as asked for, ``None`` where no picture could be made; ``pages`` is 0
    where unknown; ``dots`` are width and height of an image as seen; ``dpi`` is how dense it is
    printed, ``None`` where that does not apply. ``sound`` is false for a file that did not open.
    """

    kind: Kind
    png: bytes | None = None
    pages: int = 0
    dots: tuple[int, int] | None = None
    dpi: int | None = None
    sound: bool = True
    fault: Fault = ""

    @property
    def coarse(self) -> bool:
        """Whether the print will be coarse."""
        return self.dpi is not None and below(self.dpi, COARSE)


def kind_of(media_type: str) -> Kind:
    """Return what kind of file a media type is."""
    if media_type.startswith("image/"):
        return "image"
    if media_type == "application/pdf":
        return "pdf"
    return "word" if "word" in media_type else "other"


def look(data: bytes, media_type: str, box: tuple[int, int], page: PageEdit | None = None) -> Thumb:
    """Return a file at a glance; its picture fits into ``box`` (width, height in dots).

    The picture is that of ``page`` as it is printed, else of the first page as it came.
    """
    kind = kind_of(media_type)
    edit = page or PageEdit(page=1)
    try:
        if kind == "image":
            return _image(data, box, edit)
        if kind == "pdf":
            return _pdf(data, box, edit)
    except document.LockedPdf:
        return Thumb(kind, sound=False, fault="locked")
    except (decode.TooManyDots, Image.DecompressionBombError):
        return Thumb(kind, fault="large")
    except decode.FAULTS:
        return Thumb(kind, sound=False, fault="damaged")
    return Thumb(kind)


def printed_dpi(width: int, height: int) -> int:
    """Return how dense an attached page of ``width`` × ``height`` dots is on our page."""
    return round(dpi_of((width, height)))


def _image(data: bytes, box: tuple[int, int], edit: PageEdit) -> Thumb:
    with decode.opened(data) as image:
        frames = decode.frames(image)
        dots = decode.size_of(image, min(edit.page, frames) - 1)
    dpi = round(dpi_of(edited_size(dots, edit)))
    try:
        return Thumb("image", small(data, edit, box), frames, dots, dpi)
    except (decode.TooManyDots, Image.DecompressionBombError):
        return Thumb("image", None, frames, dots, dpi, fault="large")
    except decode.FAULTS:
        return Thumb("image", None, frames, dots, dpi, sound=False, fault="damaged")


def small(data: bytes, edit: PageEdit, box: tuple[int, int], *, cropped: bool = True) -> bytes:
    """Return one page as it is printed, as a PNG that fits into ``box``; raises `decode.FAULTS`."""
    dpi = max(dpi_of(box), 8.0)
    shown = picture(data, edit, dpi, cropped=cropped)
    grey = shown.convert("L") if shown.mode == "1" else shown
    grey.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return _png(grey)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _pdf(data: bytes, box: tuple[int, int], edit: PageEdit) -> Thumb:
    try:
        with document.opened(data) as opened:
            count = len(opened)
            dots = scan_dots(opened, edit.page - 1) if edit.page <= count else None
    except document.LockedPdf:
        raise
    except document.UnreadablePdf:
        empty = document.without_pages(data)
        return Thumb("pdf", sound=False, fault="empty" if empty else "damaged")
    if not count:
        return Thumb("pdf", sound=False, fault="empty")
    dpi = round(dpi_of(edited_size(dots, edit))) if dots else None
    try:
        return Thumb("pdf", small(data, edit, box), count, dpi=dpi)
    except document.UnreadablePdf:
        return Thumb("pdf", None, count, sound=False, fault="damaged")
    except decode.FAULTS:
        return Thumb("pdf", None, count, fault="large")


def scan_dots(opened: Any, number: int) -> tuple[int, int] | None:
    """Return the dots of a page that consists of a scan, ``None`` for text and drawings."""
    from pypdfium2 import raw

    page = opened[number]
    width, height = page.get_size()
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = one.get_bounds()
        wide, high = right - left, top - bottom
        if wide > 0 and high > 0 and wide * high >= _COVERS * width * height:
            across, down = one.get_px_size()
            dots = max(across, down) if wide > high else min(across, down)
            return round(dots * width / wide), round(dots * height / wide)
    return None
