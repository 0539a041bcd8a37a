"""Whether a PNG is a sound one of the plain sort, without decoding its dots."""

from __future__ import annotations

import struct
import zlib

_MARK = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}
"""Colour kinds that need no palette, with their values a dot."""
_LEAST = 12
"""Bytes of a chunk without content: its length, its kind, its checksum."""
_MOST_BYTES = 64 << 20
_FILTERS = 4


def is_plain_png(data: bytes, most_dots: int) -> bool:
    """Return whether ``data`` is surely a whole PNG; what this denies may be one all the same.

    Eight bits, not interlaced, no palette, each chunk under its checksum, and exactly the lines that
    its size asks for.
    """
    chunks = _chunks(data)
    if chunks is None or [kind for kind, _ in chunks[:1]] != [b"IHDR"] or len(chunks[0][1]) != 13:
        return False
    wide, high, *looks = struct.unpack(">IIBBBBB", chunks[0][1])
    bits, colours, packing, filtering, laced = looks
    if (bits, packing, filtering, laced) != (8, 0, 0, 0) or colours not in _CHANNELS:
        return False
    line = 1 + wide * _CHANNELS[colours]
    if not wide or not high or wide * high > most_dots or line * high > _MOST_BYTES:
        return False
    packed = b"".join([content for kind, content in chunks if kind == b"IDAT"])
    return _holds_lines(packed, line, high)


def _chunks(data: bytes) -> list[tuple[bytes, memoryview]] | None:
    """Return kind and content of every chunk up to the end, ``None`` where one is not as it should be.

    Only chunks that change nothing of the dots may stand beside those of the picture.
    """
    if not data.startswith(_MARK):
        return None
    found: list[tuple[bytes, memoryview]] = []
    view, at = memoryview(data), len(_MARK)
    while at + _LEAST <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        end = at + _LEAST + size
        if end > len(data) or kind not in _KNOWN:
            return None
        if zlib.crc32(view[at + 4 : end - 4]) != struct.unpack_from(">I", data, end - 4)[0]:
            return None
        found.append((kind, view[at + 8 : end - 4]))
        if kind == b"IEND":
            return found if _in_order([one for one, _ in found]) else None
        at = end
    return None


_KNOWN = frozenset({b"IHDR", b"IDAT", b"IEND", b"pHYs", b"gAMA", b"sRGB", b"tIME"})


def _in_order(kinds: list[bytes]) -> bool:
    """Return whether there is one head and one run of data."""
    first = kinds.index(b"IDAT") if b"IDAT" in kinds else 0
    number = kinds.count(b"IDAT")
    run = kinds[first : first + number] == [b"IDAT"] * number
    return bool(number) and run and kinds.count(b"IHDR") == 1


def _holds_lines(packed: bytes, line: int, high: int) -> bool:
    """Return whether data is whole, of so many lines, each led by a filter that there is."""
    unpack = zlib.decompressobj()
    try:
        body = unpack.decompress(packed, line * high + 1)
    except zlib.error:
        return False
    if len(body) != line * high or not unpack.eof or unpack.unused_data:
        return False
    return max(body[::line]) <= _FILTERS
