"""Whether an image file is all there: many open by their head and end in the middle of the picture."""

from __future__ import annotations

import warnings
from typing import Any

from PIL import Image

from smdesk.packet.scan import decode, document

_TAIL = 1024
_ENDS = ((b"\xff\xd8\xff", b"\xff\xd9"), (b"\x89PNG\r\n\x1a\n", b"IEND"))
_OFFSETS, _COUNTS = ((273, 324), (279, 325))
"""Tags of a TIFF: where its strips or tiles lie, and how long they are."""


def decodes(data: bytes) -> bool:
    """Return whether every page of an image can be decoded.

    One of too many dots is not decoded and passes: whoever prints it says so.
    """
    try:
        with warnings.catch_warnings(action="ignore"), decode.opened(data) as image:
            for number in range(decode.frames(image)):
                image.seek(number)
                image.draft("L" if image.mode == "L" else "RGB", (1, 1))
                if image.width * image.height > decode.MOST_DOTS:
                    return True
                image.load()
    except (decode.TooManyDots, Image.DecompressionBombError):
        return True
    except decode.FAULTS:
        return False
    return True


def complete(data: bytes) -> bool:
    """Return the same at a glance: only what looks cut off is decoded."""
    return not _looks_cut(data) or decodes(data)


def _looks_cut(data: bytes) -> bool:
    for head, end in _ENDS:
        if data.startswith(head):
            return end not in data[-_TAIL:]
    if not data.startswith((b"II*\x00", b"MM\x00*")):
        return True
    try:
        with decode.opened(data) as image:
            for number in range(decode.frames(image)):
                image.seek(number)
                if _reach(image) > len(data):
                    return True
    except decode.FAULTS:
        return True
    return False


def _reach(image: Any) -> int:
    """Return where the last strip or tile of a TIFF's page ends in the file."""
    tags = image.tag_v2
    places = next((tags[one] for one in _OFFSETS if one in tags), ())
    sizes = next((tags[one] for one in _COUNTS if one in tags), ())
    return max((at + size for at, size in zip(places, sizes, strict=False)), default=0)


def reason(fault: BaseException) -> str:
    """Return in a person's words why a file or a page of it cannot be drawn."""
    if isinstance(fault, document.LockedPdf):
        return "设有打开密码"
    if isinstance(fault, (decode.TooManyDots, Image.DecompressionBombError, MemoryError)):
        return "图片过大"
    return "不完整或已损坏"
