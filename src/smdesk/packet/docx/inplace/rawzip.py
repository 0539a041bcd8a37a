"""Replaces one member of a zip file; every other byte of every other member stays what it was."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from smdesk.errors import SmdeskError

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_DESCRIPTOR = 0x8
_STORED, _DEFLATED = 0, 8


def replaced(data: bytes, name: str, body: bytes) -> bytes:
    """Return a zip in which the member ``name`` holds ``body``; the other members are copied raw.

    Their local headers, extra fields, dates and compressed bytes are those of ``data``, in the same
    order. Raises ``packet.foreign-zip`` for a zip64 or spanned file, or one without the member.
    """
    with zipfile.ZipFile(BytesIO(data)) as opened:
        infos = opened.infolist()
        start = opened.start_dir
        comment = opened.comment
    end = data.rfind(b"PK\x05\x06")
    disk, _, _, total, size, offset, _ = _END.unpack_from(data, end)[1:]
    if disk or offset == 0xFFFFFFFF or total == 0xFFFF or start + size > end:
        raise SmdeskError("packet.foreign-zip")
    if name not in {one.filename for one in infos}:
        raise SmdeskError("packet.foreign-zip")
    return _rebuilt(data, infos, name, body, start, comment)


def _rebuilt(
    data: bytes, infos: list[zipfile.ZipInfo], name: str, body: bytes, start: int, comment: bytes
) -> bytes:
    ordered = sorted(infos, key=lambda one: one.header_offset)
    out = bytearray(data[: ordered[0].header_offset])
    places: dict[int, int] = {}
    made: tuple[bytes, int, int] | None = None
    for one, following in zip(ordered, [*ordered[1:], None], strict=True):
        places[one.header_offset] = len(out)
        if one.filename == name:
            local, made = _member(data, one, body)
            out += local
        else:
            out += data[one.header_offset : following.header_offset if following else start]
    directory, at = bytearray(), start
    for one in infos:
        fields = list(_CENTRAL.unpack_from(data, at))
        length = _CENTRAL.size + fields[10] + fields[11] + fields[12]
        fields[16] = places[one.header_offset]
        if one.filename == name and made is not None:
            packed, crc, size = made
            fields[3] &= ~_DESCRIPTOR
            fields[4], fields[7], fields[8], fields[9] = _method(one), crc, len(packed), size
        directory += _CENTRAL.pack(*fields) + data[at + _CENTRAL.size : at + length]
        at += length
    end = _END.pack(
        b"PK\x05\x06", 0, 0, len(infos), len(infos), len(directory), len(out), len(comment)
    )
    return bytes(out + directory + end + comment)


def _method(one: zipfile.ZipInfo) -> int:
    return _STORED if one.compress_type == zipfile.ZIP_STORED else _DEFLATED


def _member(data: bytes, one: zipfile.ZipInfo, body: bytes) -> tuple[bytes, tuple[bytes, int, int]]:
    """Return the new local entry, and its packed bytes, CRC and size."""
    method = _method(one)
    packed = body
    if method == _DEFLATED:
        pack = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = pack.compress(body) + pack.flush()
    crc = zlib.crc32(body)
    header = list(_LOCAL.unpack_from(data, one.header_offset))
    names = data[one.header_offset + _LOCAL.size :][: header[9]]
    header[2] &= ~_DESCRIPTOR
    header[3], header[6], header[7], header[8], header[10] = method, crc, len(packed), len(body), 0
    return _LOCAL.pack(*header) + names + packed, (packed, crc, len(body))
