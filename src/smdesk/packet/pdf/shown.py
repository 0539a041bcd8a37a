"""The pages of an attached file as small pictures for the preview."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import PageEdit
from smdesk.packet.pdf.scans import ScanFile
from smdesk.packet.scan.decode import FAULTS
from smdesk.packet.scan.sheet import picture
from smdesk.packet.scan.whole import reason

_KEPT = 64


def shown_pages(scan: ScanFile, edits: tuple[PageEdit, ...], ppi: float) -> Iterator[bytes]:
    """Yield each page as a JPEG that is sharp at ``ppi`` and no larger than the page needs."""
    for edit in edits:
        yield _shown(scan, edit, round(ppi))


@lru_cache(maxsize=_KEPT)
def _shown(scan: ScanFile, edit: PageEdit, ppi: int) -> bytes:
    try:
        small = picture(scan.data, edit, ppi)
    except FAULTS as problem:
        detail = reason(problem)
        raise SmdeskError("pdf.scan-unreadable", name=scan.name, detail=detail) from problem
    stream = io.BytesIO()
    small.convert("RGB").save(stream, "JPEG", quality=80)
    return stream.getvalue()
