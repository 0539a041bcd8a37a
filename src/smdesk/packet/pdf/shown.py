"""The pages of an attached file as small pictures for the preview."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache

from PIL import Image

from smdesk.errors import SmdeskError
from smdesk.packet import page
from smdesk.packet.pdf.attached import raster
from smdesk.packet.pdf.images import plain
from smdesk.packet.pdf.scans import ScanFile

_MM_AN_INCH = 25.4
_KEPT = 64


def shown_pages(scan: ScanFile, ppi: float) -> Iterator[bytes]:
    """Yield each page as a JPEG that is sharp at ``ppi`` and no larger than the page needs."""
    for number in range(scan.pages):
        yield _shown(scan, number, round(ppi))


@lru_cache(maxsize=_KEPT)
def _shown(scan: ScanFile, number: int, ppi: int) -> bytes:
    if scan.is_pdf:
        return raster(scan.data, number, scan.name, ppi)
    limit = (
        round(page.PAGE_WIDTH / _MM_AN_INCH * ppi),
        round(page.PAGE_HEIGHT / _MM_AN_INCH * ppi),
    )
    try:
        with Image.open(io.BytesIO(scan.data)) as image:
            image.seek(number)
            image.draft("RGB", limit)
            small = plain(image)
            small.thumbnail(limit)
    except (OSError, ValueError, SyntaxError) as problem:
        detail = type(problem).__name__
        raise SmdeskError("pdf.scan-unreadable", name=scan.name, detail=detail) from problem
    stream = io.BytesIO()
    small.convert("RGB").save(stream, "JPEG", quality=80)
    return stream.getvalue()
