"""What of an attached file goes into a packet: which pages, and each as it came or made anew.

A page goes in as it came unless it was cropped or straightened, or has far more dots than print
needs. What was cut off is not in the packet at all, not hidden under an edge.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from smdesk.notices.declaration import PageEdit
from smdesk.packet.scan import decode, document
from smdesk.packet.scan.edit import edited_size
from smdesk.packet.scan.room import DENSE_DPI, PRINT_DPI, printed_dpi
from smdesk.packet.scan.sheet import PDF_DPI, Encoded, encode, is_pdf, picture

_HEAD_LEFT = 270
"""Degrees clockwise that lay a wide page on its side with its head to the left."""
_KEPT_BYTES = 48_000_000
_kept: OrderedDict[tuple[str, PageEdit], Encoded] = OrderedDict()
_lock = threading.Lock()


def pages_of(count: int, edits: tuple[PageEdit, ...]) -> tuple[PageEdit, ...]:
    """Return the pages to print of a file that has ``count``, all of them where none is chosen.

    A chosen page that the file lacks is left out; if that leaves none, the choice was of another
    file and counts for nothing.
    """
    chosen = tuple(one for one in edits if one.page <= count)
    return chosen or tuple(PageEdit(page=number) for number in range(1, count + 1))


def laid(data: bytes, chosen: tuple[PageEdit, ...]) -> tuple[PageEdit, ...]:
    """Return pages of a PDF with the wide ones that nobody edited on their side, head to the left.

    The head is then at the binding edge of a recto and the fore edge of a verso, as wide tables are
    bound. Images stay as they are seen. Raises as `document.opened`.
    """
    if not is_pdf(data):
        return chosen
    with document.opened(data) as opened:
        return tuple(
            one.model_copy(update={"turn": _HEAD_LEFT})
            if one == PageEdit(page=one.page) and document.is_wide(opened, one.page - 1)
            else one
            for one in chosen
        )


def made_anew(data: bytes, edit: PageEdit) -> bool:
    """Return whether a page cannot go in as it came; raises as `picture`."""
    if any(edit.crop) or edit.angle:
        return True
    if is_pdf(data):
        return False
    with decode.opened(data) as image:
        size = decode.size_of(image, edit.page - 1)
        if image.mode == "1" or (image.mode == "P" and image.format in {"PNG", "GIF"}):
            return False
    return printed_dpi(edited_size(size, edit)) > DENSE_DPI


def remade(data: bytes, sha256: str, edit: PageEdit) -> Encoded:
    """Return a page made anew as print needs it; the last ones are kept, as Word and PDF both ask.

    Raises as `picture`.
    """
    key = (sha256, edit)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    dpi = PDF_DPI if is_pdf(data) else PRINT_DPI
    made = encode(picture(data, edit, dpi), dpi)
    with _lock:
        _kept[key] = made
        while sum(len(one.data) for one in _kept.values()) > _KEPT_BYTES and len(_kept) > 1:
            _kept.popitem(last=False)
    return made
