"""The family names in a face file, read from its name table alone (OpenType 1.9, `name`, `ttcf`).

A face file is some ten megabytes and a machine has hundreds; the name table is a few hundred bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_FAMILY_IDS = {1, 16}
_COLLECTION = b"ttcf"
_SINGLE = {b"\x00\x01\x00\x00", b"OTTO", b"true"}
_MOST_FACES, _MOST_TABLES, _MOST_NAMES = 64, 256, 4096


@dataclass(frozen=True)
class FaceNames:
    """One face of a file: its place in a collection and every family name that it answers to."""

    index: int
    families: frozenset[str]


def face_names(path: Path) -> tuple[FaceNames, ...]:
    """Return the faces in ``path``; none where the file cannot be read or is no face."""
    try:
        with path.open("rb") as stream:
            return tuple(
                FaceNames(index, frozenset(_families(stream, offset)))
                for index, offset in enumerate(_offsets(stream))
            )
    except (OSError, struct.error):
        return ()


def _read(stream: BinaryIO, offset: int, form: str) -> tuple[int, ...]:
    stream.seek(offset)
    return struct.unpack(form, stream.read(struct.calcsize(form)))


def _offsets(stream: BinaryIO) -> tuple[int, ...]:
    kind = stream.read(4)
    if kind in _SINGLE:
        return (0,)
    if kind != _COLLECTION:
        return ()
    count = min(_read(stream, 8, ">I")[0], _MOST_FACES)
    return _read(stream, 12, f">{count}I")


def _families(stream: BinaryIO, start: int) -> Iterator[str]:
    tables = min(_read(stream, start + 4, ">H")[0], _MOST_TABLES)
    stream.seek(start + 12)
    directory = stream.read(16 * tables)
    for place in range(0, len(directory) - 15, 16):
        if directory[place : place + 4] == b"name":
            offset, length = struct.unpack_from(">II", directory, place + 8)
            yield from _name_table(stream, offset, min(length, 1 << 20))
            return


def _name_table(stream: BinaryIO, offset: int, length: int) -> Iterator[str]:
    stream.seek(offset)
    table = stream.read(length)
    _, count, storage = struct.unpack_from(">3H", table)
    for number in range(min(count, _MOST_NAMES)):
        platform, encoding, _, name, size, at = struct.unpack_from(">6H", table, 6 + 12 * number)
        if name in _FAMILY_IDS:
            text = _decoded(table[storage + at : storage + at + size], platform, encoding)
            if text:
                yield text


def _decoded(raw: bytes, platform: int, encoding: int) -> str:
    """Return a name record's text; old Chinese faces hold GBK (platform 3, encoding 3)."""
    if platform == 3 and encoding == 3:
        codec = "gbk"
        raw = raw.replace(b"\x00", b"")
    elif platform in {0, 3}:
        codec = "utf-16-be"
    else:
        codec = {0: "mac_roman", 25: "gb18030"}.get(encoding, "")
    return raw.decode(codec, "ignore").strip("\x00 ") if codec else ""
