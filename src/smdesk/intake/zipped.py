"""A zip file held against the limits before any member is read, then read under a byte cap."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO

from smdesk.errors import SmdeskError
from smdesk.intake.limits import LIMITS, Limits

_LOCAL_HEADER = 30
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8 = 0x800
_DRIVE = re.compile(r"^[A-Za-z]:")
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, struct.error, ValueError,
    OverflowError, EOFError, RuntimeError, IndexError, OSError,
)  # fmt: skip
"""What zipfile raises on damaged directories (found by fuzzing)."""


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 flag it is taken as GBK where it decodes so.

    Chinese Windows zips names in GBK and sets no flag; zipfile then gives them as cp437.
    """
    if info.flag_bits & _UTF8 or info.orig_filename.isascii():
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


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
        # A directory may list a million members; each starts with this mark, so count first.
        if data.count(b"PK\x01\x02") > limits.members * 20:
            raise SmdeskError("intake.zip-members", most=limits.members)
        try:
            with zipfile.ZipFile(BytesIO(data)) as opened:
                infos = opened.infolist()
        except _BROKEN as problem:
            raise SmdeskError("intake.zip-damaged", detail=type(problem).__name__) from problem
        if len(infos) > limits.members:
            raise SmdeskError("intake.zip-members", most=limits.members)
        for info in infos:
            self._check_member(info)
        if sum(info.file_size for info in infos) > limits.total:
            raise SmdeskError("intake.zip-total-size", most=limits.total // 1024 // 1024)
        self._starts = self._check_places(infos)
        self._members = self._by_name(infos)

    def _check_member(self, info: zipfile.ZipInfo) -> None:
        name = info.orig_filename
        steps = name.replace("\\", "/").split("/")
        bad = ".." in steps or name[:1] in {"/", "\\"} or _DRIVE.match(name) or not name
        if bad or any(ord(character) < 32 for character in name):
            raise SmdeskError("intake.zip-name", part=_shown(name))
        if info.flag_bits & _ENCRYPTED:
            raise SmdeskError("intake.zip-encrypted", part=_shown(name))
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise SmdeskError("intake.zip-method", part=_shown(name))
        limits = self._limits
        if info.file_size > limits.part:
            raise self._too_large(name)
        if info.file_size > limits.ratio_from and info.file_size > limits.ratio * max(
            info.compress_size, 1
        ):
            raise SmdeskError("intake.zip-ratio", part=_shown(name))

    def _check_places(self, infos: list[zipfile.ZipInfo]) -> dict[str, int]:
        """Return where each member's bytes start; raises where two members share bytes."""
        starts: dict[str, int] = {}
        end = 0
        for info in sorted(infos, key=lambda one: one.header_offset):
            header = self._data[info.header_offset : info.header_offset + _LOCAL_HEADER]
            if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
                raise SmdeskError("intake.zip-damaged", detail="local header")
            if info.header_offset < end:
                raise SmdeskError("intake.zip-overlap", part=_shown(info.filename))
            name_size, extra_size = struct.unpack("<HH", header[26:30])
            start = info.header_offset + _LOCAL_HEADER + name_size + extra_size
            end = start + info.compress_size
            if end > len(self._data):
                raise SmdeskError("intake.zip-damaged", detail="size")
            starts[info.filename] = start
        return starts

    def _by_name(self, infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        folded: set[str] = set()
        for info in infos:
            key = info.filename.replace("\\", "/").casefold()
            if key in folded:
                raise SmdeskError("intake.zip-duplicate", part=_shown(info.filename))
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
        body = self._inflate(info, self._limits.part)
        if len(body) != info.file_size or zlib.crc32(body) != info.CRC:
            raise SmdeskError("intake.zip-damaged", detail=_shown(name))
        self._read += len(body)
        if self._read > 2 * self._limits.total:
            raise SmdeskError("intake.zip-total-size", most=self._limits.total // 1024 // 1024)
        return body

    def head(self, name: str, size: int) -> bytes:
        """Return at most the first ``size`` bytes of a member, without its CRC being checked."""
        return self._inflate(self._members[name], size, whole=False)

    def _inflate(self, info: zipfile.ZipInfo, cap: int, *, whole: bool = True) -> bytes:
        start = self._starts[info.filename]
        raw = self._data[start : start + info.compress_size]
        if info.compress_type == zipfile.ZIP_STORED:
            body, ended = raw[: cap + 1], True
        else:
            unpack = zlib.decompressobj(-15)
            try:
                body = unpack.decompress(raw, cap + 1)
            except zlib.error as problem:
                raise SmdeskError("intake.zip-damaged", detail=_shown(info.filename)) from problem
            ended = unpack.eof
        if not whole:
            return body[:cap]
        if len(body) > cap:
            raise self._too_large(info.filename)
        if not ended:
            raise SmdeskError("intake.zip-damaged", detail=_shown(info.filename))
        return body

    def _too_large(self, name: str) -> SmdeskError:
        return SmdeskError(
            "intake.zip-part-size", part=_shown(name), most=self._limits.part // 1024 // 1024
        )


def _shown(name: str) -> str:
    """Return a stranger's member name so that it can stand in a sentence."""
    return "".join(one if one.isprintable() else "?" for one in name)[:80]
