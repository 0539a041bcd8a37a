"""Names in the directory of an OLE2 compound file ([MS-CFB]), read within bounds."""

from __future__ import annotations

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
_MOST_SECTORS = 512
_IN_HEADER = 109


def entries(data: bytes) -> dict[str, int]:
    """Return storages and streams by name with their first sector; empty where it is damaged.

    At most 512 directory sectors are followed, each once.
    """
    try:
        return dict(_entries(data))
    except (struct.error, IndexError, OverflowError):
        return {}


def _entries(data: bytes) -> list[tuple[str, int]]:
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12}:
        return []
    size = 1 << shift
    sector: int = struct.unpack_from("<I", data, 48)[0]
    found: list[tuple[str, int]] = []
    seen: set[int] = set()
    while sector < _END and sector not in seen and len(seen) < _MOST_SECTORS:
        seen.add(sector)
        start = (sector + 1) * size
        for place in range(start, min(start + size, len(data) - 127), 128):
            length, kind = struct.unpack_from("<HB", data, place + 64)
            if kind in {1, 2, 5} and 2 <= length <= 64:
                name = data[place : place + length - 2].decode("utf-16-le", "replace")
                found.append((name, struct.unpack_from("<I", data, place + 116)[0]))
        sector = _next(data, size, sector)
    return found


def _next(data: bytes, size: int, sector: int) -> int:
    """Return the sector after ``sector`` by the file's table ([MS-CFB] 2.3)."""
    table, place = divmod(sector, size // 4)
    block = _table_block(data, size, table)
    if block >= _END:
        return _END
    following: int = struct.unpack_from("<I", data, (block + 1) * size + 4 * place)[0]
    return following


def _table_block(data: bytes, size: int, table: int) -> int:
    """Return the sector of a block of the table: the header knows 109, a chain of lists the others.

    A file of over 7 MB has others ([MS-CFB] 2.5); at most 512 lists are followed.
    """
    if table < _IN_HEADER:
        return int(struct.unpack_from("<I", data, 76 + 4 * table)[0])
    held = size // 4 - 1
    hops, place = divmod(table - _IN_HEADER, held)
    if hops >= _MOST_SECTORS:
        return _END
    sector: int = struct.unpack_from("<I", data, 68)[0]
    for _ in range(hops):
        if sector >= _END:
            return _END
        sector = struct.unpack_from("<I", data, (sector + 1) * size + 4 * held)[0]
    if sector >= _END:
        return _END
    return int(struct.unpack_from("<I", data, (sector + 1) * size + 4 * place)[0])


def is_encrypted_word(data: bytes, first_sector: int) -> bool:
    """Return whether the FIB of a ``WordDocument`` stream says that the text is encrypted."""
    shift = struct.unpack_from("<H", data, 30)[0]
    place = (first_sector + 1) << shift
    if shift not in {9, 12} or place + 12 > len(data):
        return False
    flags: int = struct.unpack_from("<H", data, place + 10)[0]
    return bool(flags & 0x0100)
