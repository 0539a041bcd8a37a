"""Zip files whose bytes depend on their content alone: fixed times, given order, no extra fields.

The standard ``zipfile`` deflates each member anew; here a member may come deflated already, so that
the parts of a Word file that never change are deflated once.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_STORED, _DEFLATED = 0, 8
_VERSION = 20
_UTF8_NAMES = 0x800
_TIME, _DATE = 0, 0x21  # 1980-01-01 00:00, the first that zip can say
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LIMIT = 0xFFFFFFFF


@dataclass(frozen=True)
class Member:
    """One file of a zip; ``fixed`` content is deflated once and kept, ``stored`` never deflated."""

    name: str
    data: bytes
    stored: bool = False
    fixed: bool = False
    level: int = 6


def zip_bytes(members: Iterable[Member]) -> bytes:
    """Return a zip of ``members`` in order; raises ``OverflowError`` above 4 GB."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        method, packed, crc = _pack(member)
        name = member.name.encode("utf-8")
        if offset + len(packed) > _LIMIT or len(member.data) > _LIMIT:
            raise OverflowError("zip above 4 GB")
        common = (
            _UTF8_NAMES, method, _TIME, _DATE, crc, len(packed), len(member.data), len(name), 0,
        )  # fmt: skip
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *common) + name
        directory.append(
            _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *common, 0, 0, 0, 0, offset) + name
        )
        pieces += [local, packed]
        offset += len(local) + len(packed)
    central = b"".join(directory)
    count = len(directory)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0)
    return b"".join([*pieces, central, end])


def _pack(member: Member) -> tuple[int, bytes, int]:
    if member.stored:
        return _STORED, member.data, zlib.crc32(member.data)
    if member.fixed:
        return _DEFLATED, *_deflated_once(member.data)
    return _DEFLATED, _deflate(member.data, member.level), zlib.crc32(member.data)


@lru_cache(maxsize=64)
def _deflated_once(data: bytes) -> tuple[bytes, int]:
    return _deflate(data, 9), zlib.crc32(data)


def _deflate(data: bytes, level: int) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()
