"""Names in a zip's directory that are marked as UTF-8 and are not: the mark is taken off."""

from __future__ import annotations

import struct

UTF8_FLAG = 0x800
_END, _END64, _ENTRY = b"PK\x05\x06", b"PK\x06\x06", b"PK\x01\x02"
_END_SIZE, _END64_SIZE, _ENTRY_SIZE = 22, 76, 46
"""Bytes of the directory's end, of the zip64 end with its locator, of an entry without its texts."""


def unmarked(data: bytes) -> bytes:
    """Return a zip whose directory marks no name as UTF-8 that is not; ``data`` itself if none is.

    Some programs set the mark over names in the system's code page, as GBK on Chinese Windows.
    The members and where they lie stay as they are.
    """
    changed: bytearray | None = None
    at, end = _directory(data)
    while at + _ENTRY_SIZE <= end and data.startswith(_ENTRY, at):
        flags = struct.unpack_from("<H", data, at + 8)[0]
        sizes = struct.unpack_from("<HHH", data, at + 28)
        start = at + _ENTRY_SIZE
        if flags & UTF8_FLAG and not _is_utf8(data[start : start + sizes[0]]):
            changed = changed or bytearray(data)
            struct.pack_into("<H", changed, at + 8, flags & ~UTF8_FLAG)
        at = start + sum(sizes)
    return data if changed is None else bytes(changed)


def _directory(data: bytes) -> tuple[int, int]:
    """Return where the entries begin and end; an empty range where the end tells nothing."""
    place = data.rfind(_END)
    if place < 0 or place + _END_SIZE > len(data):
        return 0, 0
    size: int = struct.unpack_from("<L", data, place + 12)[0]
    end64 = place - _END64_SIZE
    if end64 >= 0 and data.startswith(_END64, end64):
        size, place = struct.unpack_from("<Q", data, end64 + 40)[0], end64
    return (place - size, place) if 0 <= size <= place else (0, 0)


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
