"""Pages of an attached PDF drawn by PDFium, with no more dots than are wanted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image

from smdesk.packet import pdfium
from smdesk.packet.scan.mending import sound

MOST_DRAWN = 40_000_000
"""Dots that one drawn page may have; 300 dpi on A3 are 17 million."""
_LEAST_SIDE, _MOST_SIDE = 0.5, 200_000.0
"""Sides of a page in points that can be drawn at all; the standard ends at 14,400."""


class UnreadablePdf(ValueError):
    """A PDF, or a page of one, that PDFium cannot draw."""


class LockedPdf(UnreadablePdf):
    """A PDF that asks for a password to be opened."""


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Give a PDF opened, mended if need be, PDFium held for the time.

    Raises `UnreadablePdf`, `LockedPdf`.
    """
    import pypdfium2

    with pdfium.turn:
        try:
            document = pypdfium2.PdfDocument(sound(data))
        except pypdfium2.PdfiumError as problem:
            raise (LockedPdf if locked(data) else UnreadablePdf)(str(problem)) from problem
        try:
            document.init_forms()
            yield document
        except pypdfium2.PdfiumError as problem:
            raise UnreadablePdf(str(problem)) from problem
        finally:
            document.close()


def locked(data: bytes) -> bool:
    """Return whether a PDF asks for a password; PDFium's own word for it cannot be relied on."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)):
            return False
    except pikepdf.PasswordError:
        return True
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return False


def without_pages(data: bytes) -> bool:
    """Return whether a PDF opens and has no page; PDFium does not open such a one."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return len(pdf.pages) == 0
    except (pikepdf.PasswordError, pikepdf.PdfError, ValueError, RuntimeError):
        return False


def page_size(document: Any, number: int) -> tuple[float, float]:
    """Return width and height of a page as seen, in points; raises ``ValueError`` if it has none."""
    width, height = document[number].get_size()
    if not all(_LEAST_SIDE <= side <= _MOST_SIDE for side in (width, height)):
        raise ValueError("no page size")
    return float(width), float(height)


def is_wide(document: Any, number: int) -> bool:
    """Return whether a page is wider than high as seen; one without a size is not."""
    try:
        width, height = page_size(document, number)
    except ValueError:
        return False
    return width > height


def drawn(document: Any, number: int, scale: float) -> Image.Image:
    """Return a page in RGB at ``scale`` dots a point, or fewer where those would be too many."""
    width, height = page_size(document, number)
    scale = min(scale, (MOST_DRAWN / (width * height)) ** 0.5)
    scale = max(scale, 1.0 / min(width, height))
    if width * height * scale * scale > 2 * MOST_DRAWN:
        raise ValueError("a page far too narrow")
    image: Image.Image = document[number].render(scale=scale, may_draw_forms=True).to_pil()
    return image.convert("RGB")
