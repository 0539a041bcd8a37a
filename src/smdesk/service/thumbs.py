"""Small pictures of attached files and what can be said of them at a glance: pages, size, density.

Any thread may call `look`; PDFium is not safe for threads, so it waits for its turn. A
file that cannot be looked at is no fault here: it stays attached, without a picture.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import Any, Literal

from PIL import Image, ImageOps, UnidentifiedImageError

from smdesk.packet import page, pdfium

Kind = Literal["image", "pdf", "word", "other"]

MOST_DOTS = 120_000_000
"""Dots of an image that is drawn small: A3 at 600 dpi and some."""
MOST_DRAFT_DOTS = 400_000_000
"""The same for a JPEG, which is decoded at an eighth of its size."""
MOST_PAGE = 14_400
"""Points of a PDF page's side (ISO 32000-1, annex C.2); a larger one is not drawn."""
COARSE = 150
"""Dots an inch below which small print is hard to read on paper."""

_WIDE = (page.PAGE_WIDTH - page.INNER - page.OUTER) / 25.4
_HIGH = page.TEXT_HEIGHT / 25.4
_COVERS = 0.5
"""Share of a PDF page that a picture has to cover to be the scan of that page."""
_FAULTS = (
    OSError, UnidentifiedImageError, ValueError, SyntaxError, TypeError, KeyError, IndexError,
    ZeroDivisionError, OverflowError, MemoryError, EOFError,
    struct.error, UserWarning, Image.DecompressionBombWarning,
)  # fmt: skip
"""What Pillow raises on damaged files; its warnings where they are made errors."""


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

    @property
    def coarse(self) -> bool:
        """Whether the print will be coarse."""
        return self.dpi is not None and self.dpi < COARSE


def kind_of(media_type: str) -> Kind:
    """Return what kind of file a media type is."""
    if media_type.startswith("image/"):
        return "image"
    if media_type == "application/pdf":
        return "pdf"
    return "word" if "word" in media_type else "other"


def look(data: bytes, media_type: str, box: tuple[int, int]) -> Thumb:
    """Return a file at a glance; its picture fits into ``box`` (width, height in dots)."""
    kind = kind_of(media_type)
    try:
        if kind == "image":
            return _image(data, box)
        if kind == "pdf":
            return _pdf(data, box)
    except Image.DecompressionBombError:
        return Thumb(kind)
    except _FAULTS:
        return Thumb(kind, sound=False)
    return Thumb(kind)


def printed_dpi(width: int, height: int) -> int:
    """Return how dense an attached image of ``width`` × ``height`` dots is on our page."""
    return round(max(width / _WIDE, height / _HIGH))


def _image(data: bytes, box: tuple[int, int]) -> Thumb:
    with Image.open(io.BytesIO(data)) as image:
        turned = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
        dots = image.size[::-1] if turned else image.size
        frames = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
        dpi = printed_dpi(*dots)
        most = MOST_DRAFT_DOTS if image.format == "JPEG" else MOST_DOTS
        if image.width * image.height > most:
            return Thumb("image", None, frames, dots, dpi)
        try:
            png = _small(image, box)
        except _FAULTS:
            return Thumb("image", None, frames, dots, dpi, sound=False)
        return Thumb("image", png, frames, dots, dpi)


def _small(image: Image.Image, box: tuple[int, int]) -> bytes:
    most = max(box)
    image.draft("RGB", (most * 2, most * 2))
    plain = image if image.mode in {"1", "L", "RGB"} else _flat(image)
    if plain.mode == "1":
        plain = plain.convert("L")
    plain.thumbnail((most, most), Image.Resampling.LANCZOS, reducing_gap=2.0)
    upright = ImageOps.exif_transpose(plain)
    upright.thumbnail(box, Image.Resampling.LANCZOS)
    return _png(upright)


def _flat(image: Image.Image) -> Image.Image:
    """Return an image of any mode in RGB, white where it lets through."""
    if image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        return image.point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    below = Image.new("RGBA", layer.size, "white")
    flat = Image.alpha_composite(below, layer).convert("RGB")
    flat.getexif()[0x0112] = image.getexif().get(0x0112, 1)
    return flat


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _pdf(data: bytes, box: tuple[int, int]) -> Thumb:
    import pypdfium2

    with pdfium.turn:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return Thumb("pdf", sound=False)
        try:
            count = len(document)
            return _first_page(document, count, box) if count else Thumb("pdf", sound=False)
        except pypdfium2.PdfiumError:
            return Thumb("pdf", None, count, sound=False)
        finally:
            document.close()


def _first_page(document: Any, count: int, box: tuple[int, int]) -> Thumb:
    first = document[0]
    width, height = first.get_size()
    if not (0 < width <= MOST_PAGE and 0 < height <= MOST_PAGE):
        return Thumb("pdf", None, count)
    scale = min(box[0] / width, box[1] / height)
    if min(width, height) * scale < 1:
        return Thumb("pdf", None, count)
    small = first.render(scale=scale).to_pil().convert("RGB")
    small.thumbnail(box)
    return Thumb("pdf", _png(small), count, dpi=_scan_dpi(first, width, height))


def _scan_dpi(first: Any, width: float, height: float) -> int | None:
    """Return the density of the scan that a page consists of, ``None`` for text and drawings."""
    from pypdfium2 import raw

    for one in first.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = one.get_bounds()
        if (right - left) * (top - bottom) >= _COVERS * width * height:
            across, down = one.get_px_size()
            wide = max(across, down) if right - left > top - bottom else min(across, down)
            return round(wide / ((right - left) / 72)) if right > left else None
    return None
