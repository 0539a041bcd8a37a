"""A zip file held against the limits before any member is read, then read under a byte cap.

`Archive` is one document: a fault of one part refuses the file. A zip that people put files into is
`smdesk.intake.bag`.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO

from smdesk.errors import SmdeskError
from smdesk.intake.limits import LIMITS, Limits
from smdesk.intake.zipnames import UTF8_FLAG, unmarked

_LOCAL_HEADER = 30
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UNICODE_PATH = 0x7075
_DRIVE = re.compile(r"^[A-Za-z]:")
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, struct.error, ValueError,
    OverflowError, EOFError, RuntimeError, IndexError, OSError,
)  # fmt: skip
"""What zipfile raises on damaged directories (found by fuzzing)."""


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 flag it is taken as GBK where it decodes so.

    Chinese Windows zips names in GBK and sets no flag; zipfile then gives them as cp437. Some
    programs write the name in UTF-8 beside it (Info-ZIP's field 0x7075).
    """
    if info.flag_bits & UTF8_FLAG or info.orig_filename.isascii():
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    told = _unicode_name(info.extra, raw)
    if told is not None:
        return told
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _unicode_name(extra: bytes, raw: bytes) -> str | None:
    """Return the name of an extra field 0x7075 that was written for the name ``raw``."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        body = extra[at + 4 : at + 4 + size]
        at += 4 + size
        if kind == _UNICODE_PATH and body[:5] == b"\x01" + struct.pack("<L", zlib.crc32(raw)):
            try:
                return body[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
    return None


_END, _DIRECTORY_ENTRY = 22, 46
"""Bytes of the directory's end without a comment; the least that an entry of it takes."""


_STEP = 1024
"""Packed bytes that are looked at together for the beginning of a member."""


def may_list(data: bytes, most: int) -> bool:
    """Return whether a zip's directory may list more than ``most`` members, before it is read.

    A directory may list a million. How long it is stands in its end where that is the file's own
    (no comment, no zip64); else the marks that entries start with are counted.
    """
    end = data[-_END:]
    plain = end.startswith(b"PK\x05\x06") and end.endswith(b"\x00\x00")
    if plain and not data[-_END - 20 :].startswith(b"PK\x06\x07"):
        size: int = struct.unpack("<L", end[12:16])[0]
        if size <= _DIRECTORY_ENTRY * most:
            return False
    return data.count(b"PK\x01\x02") > most


def directory(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return what a zip's directory lists; raises ``intake.zip-members``, ``intake.zip-damaged``.

    A name that is marked as UTF-8 and is not is listed without the mark.
    """
    if may_list(data, limits.members * 20):
        raise SmdeskError("intake.zip-members", most=limits.members)
    try:
        try:
            infos = _entries(data)
        except UnicodeDecodeError:
            infos = _entries(unmarked(data))
    except _BROKEN as problem:
        raise SmdeskError("intake.zip-damaged", detail=type(problem).__name__) from problem
    if len(infos) > limits.members:
        raise SmdeskError("intake.zip-members", most=limits.members)
    return infos


def _entries(data: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return opened.infolist()


def check_member(info: zipfile.ZipInfo, limits: Limits) -> None:
    """Hold one entry of a directory against the limits.

    Raises ``intake.zip-name``, ``intake.zip-encrypted``, ``intake.zip-method``,
    ``intake.zip-part-size``, ``intake.zip-ratio``.
    """
    name = info.orig_filename
    steps = name.replace("\\", "/").split("/")
    bad = ".." in steps or name[:1] in {"/", "\\"} or _DRIVE.match(name) or not name
    if bad or not (name.isprintable() or min(map(ord, name)) >= 32):
        raise SmdeskError("intake.zip-name", part=printable(name))
    if info.flag_bits & _ENCRYPTED:
        raise SmdeskError("intake.zip-encrypted", part=printable(name))
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise SmdeskError("intake.zip-method", part=printable(name))
    if info.file_size > limits.part:
        raise _too_large(name, limits)
    if info.file_size > limits.ratio_from and info.file_size > limits.ratio * max(
        info.compress_size, 1
    ):
        raise SmdeskError("intake.zip-ratio", part=printable(name))


def start_of(data: bytes, info: zipfile.ZipInfo) -> int:
    """Return where a member's packed bytes start; raises ``intake.zip-damaged``."""
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise SmdeskError("intake.zip-damaged", detail="local header")
    name_size, extra_size = struct.unpack("<HH", header[26:30])
    start = int(info.header_offset + _LOCAL_HEADER + name_size + extra_size)
    if start + info.compress_size > len(data):
        raise SmdeskError("intake.zip-damaged", detail="size")
    return start


def unpacked(data: bytes, info: zipfile.ZipInfo, start: int, limits: Limits) -> bytes:
    """Return a member's bytes, checked by size and CRC; the declared size is never trusted.

    Raises ``intake.zip-damaged``, ``intake.zip-part-size``.
    """
    body, ended = _inflated(data, info, start, limits.part)
    if len(body) > limits.part:
        raise _too_large(info.filename, limits)
    if not ended or len(body) != info.file_size or zlib.crc32(body) != info.CRC:
        raise SmdeskError("intake.zip-damaged", detail=printable(info.filename))
    return body


def _inflated(data: bytes, info: zipfile.ZipInfo, start: int, cap: int) -> tuple[bytes, bool]:
    """Return at most a byte more than ``cap``, and whether a whole member was packed there."""
    raw = data[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        return raw[: cap + 1], True
    unpack = zlib.decompressobj(-15)
    try:
        body = unpack.decompress(raw, cap + 1)
    except zlib.error as problem:
        raise SmdeskError("intake.zip-damaged", detail=printable(info.filename)) from problem
    return body, unpack.eof


def _too_large(name: str, limits: Limits) -> SmdeskError:
    return SmdeskError(
        "intake.zip-part-size", part=printable(name), most=limits.part // 1024 // 1024
    )


def printable(name: str) -> str:
    """Return a stranger's member name so that it can stand in a sentence."""
    return "".join(one if one.isprintable() else "?" for one in name)[:80]


class Archive:
    """The members of a zip file that passed every check; `read` gives one under the part limit.

    Raises `SmdeskError`: ``intake.zip-damaged``, ``intake.zip-members``, ``intake.zip-name``,
    ``intake.zip-duplicate``, ``intake.zip-encrypted``, ``intake.zip-method``,
    ``intake.zip-overlap``, ``intake.zip-part-size``, ``intake.zip-total-size``,
    ``intake.zip-ratio``.
    """

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        self._data = data
        self._limits = limits
        self._read = 0
        infos = directory(data, limits)
        for info in infos:
            check_member(info, limits)
        if sum(info.file_size for info in infos) > limits.total:
            raise SmdeskError("intake.zip-total-size", most=limits.total // 1024 // 1024)
        self._starts = self._check_places(infos)
        self._members = self._by_name(infos)

    def _check_places(self, infos: list[zipfile.ZipInfo]) -> dict[str, int]:
        """Return where each member's bytes start; raises where two members share bytes."""
        starts: dict[str, int] = {}
        end = 0
        for info in sorted(infos, key=lambda one: one.header_offset):
            start = start_of(self._data, info)
            if info.header_offset < end:
                raise SmdeskError("intake.zip-overlap", part=printable(info.filename))
            end = start + info.compress_size
            starts[info.filename] = start
        return starts

    def _by_name(self, infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        folded: set[str] = set()
        for info in infos:
            key = info.filename.replace("\\", "/").casefold()
            if key in folded:
                raise SmdeskError("intake.zip-duplicate", part=printable(info.filename))
            folded.add(key)
            if not info.is_dir():
                members[info.filename] = info
        return members

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names in the order of the directory, folders left out."""
        return tuple(self._members)

    @property
    def shown_names(self) -> dict[str, str]:
        """The names to show a person, GBK decoded, by the members' own names."""
        return {name: member_name(info) for name, info in self._members.items()}

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def is_stored(self, name: str) -> bool:
        """Return whether a member is stored without compression."""
        return self._members[name].compress_type == zipfile.ZIP_STORED

    def read(self, name: str) -> bytes:
        """Return a member's bytes, checked by size and CRC; the declared size is never trusted.

        Raises ``KeyError`` for an unknown name, else ``intake.zip-damaged``,
        ``intake.zip-part-size`` or ``intake.zip-total-size``.
        """
        info = self._members[name]
        body = unpacked(self._data, info, self._starts[name], self._limits)
        self._read += len(body)
        if self._read > 2 * self._limits.total:
            raise SmdeskError("intake.zip-total-size", most=self._limits.total // 1024 // 1024)
        return body

    def check(self, name: str) -> int:
        """Return a member's size where `read` would give it; raises what that would raise."""
        info, start = self._members[name], self._starts[name]
        if info.compress_type != zipfile.ZIP_STORED:
            return len(unpacked(self._data, info, start, self._limits))
        stored = memoryview(self._data)[start : start + info.compress_size]
        if len(stored) != info.file_size or zlib.crc32(stored) != info.CRC:
            raise SmdeskError("intake.zip-damaged", detail=printable(name))
        return len(stored)

    def head(self, name: str, size: int) -> bytes:
        """Return at most the first ``size`` bytes of a member, without its CRC being checked."""
        info, start = self._members[name], self._starts[name]
        if info.compress_type == zipfile.ZIP_STORED:
            return self._data[start : start + min(size, info.compress_size)]
        unpack, end, body = zlib.decompressobj(-15), start + info.compress_size, b""
        try:
            # In steps: what follows is neither copied nor looked at.
            while len(body) < size and start < end and not unpack.eof:
                step = min(end, start + max(_STEP, size))
                body += unpack.decompress(self._data[start:step], size - len(body))
                start = step
        except zlib.error as problem:
            raise SmdeskError("intake.zip-damaged", detail=printable(name)) from problem
        return body
