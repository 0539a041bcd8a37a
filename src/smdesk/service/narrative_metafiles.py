"""Windows metafiles (EMF, WMF) of a Word file made pictures by LibreOffice, where it is installed.

Each is put on a page of its own size in a document made for that, which LibreOffice writes as PDF:
so nothing more than its Writer is wanted, and the picture is drawn as fine as it is printed.
"""

from __future__ import annotations

import gzip
import io
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from smdesk.errors import SmdeskError
from smdesk.packet import pdfium
from smdesk.service.metafile_book import Sheet, book

_MOST, _MOST_BYTES = 200, 50_000_000
_DPI, _MOST_DOTS = 300, 3000
_HUNDREDTHS, _INCH = 100.0, 25.4
_USUAL = (150.0, 100.0)
_LEAST, _LARGEST = 5.0, 500.0
_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_PLAIN = (b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")
_WINDOW_EXTENT = 0x020C
_HEAD = 64


@dataclass(frozen=True)
class Metafile:
    """A metafile of a Word file: its member, kind (``emf``, ``wmf``), bytes, size in mm."""

    member: str
    kind: str
    data: bytes
    size: tuple[float, float]


def metafiles(data: bytes) -> tuple[Metafile, ...]:
    """Return the metafiles of a Word file whose zip is known to be sound; packed ones unpacked."""
    found, room = list[Metafile](), _MOST_BYTES
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        for member in whole.infolist():
            if "/media/" not in member.filename or len(found) == _MOST:
                continue
            with whole.open(member) as opened:
                body = _unpacked(opened, room)
            kind = _kind(body)
            if kind:
                room -= len(body)
                size = _emf_size(body) if kind == "emf" else _wmf_size(body)
                found.append(Metafile(member.filename, kind, body, size))
    return tuple(found)


def with_pictures(
    data: bytes, found: tuple[Metafile, ...], check: Callable[[], None]
) -> tuple[bytes, int]:
    """Return a Word file with PNG in the place of its metafiles, and of how many.

    ``check`` is called while LibreOffice works and may raise to end it. The file stays as it is
    where LibreOffice is not there or cannot draw them.
    """
    drawn = _drawn(found, check)
    return (_replaced(data, drawn), len(drawn)) if drawn else (data, 0)


def _unpacked(opened: IO[bytes], room: int) -> bytes:
    """Return a metafile's bytes, unpacked where it is a gzip (EMZ, WMZ); empty for other members."""
    head = opened.read(_HEAD)
    packed = head.startswith(b"\x1f\x8b")
    if not packed and not _kind(head):
        return b""
    body = head + opened.read(room + 1)
    if packed:
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as inner:
                body = inner.read(room + 1)
        except (OSError, EOFError, ValueError, zlib.error):
            return b""
    return body if len(body) <= room else b""


def _kind(body: bytes) -> str:
    if body[:4] == b"\x01\x00\x00\x00" and body[40:44] == b" EMF":
        return "emf"
    return "wmf" if body.startswith((_PLACEABLE, *_PLAIN)) and len(body) > 40 else ""


def _emf_size(body: bytes) -> tuple[float, float]:
    left, top, right, bottom = struct.unpack_from("<4i", body, 24)
    return _sized((right - left) / _HUNDREDTHS, (bottom - top) / _HUNDREDTHS)


def _wmf_size(body: bytes) -> tuple[float, float]:
    if body.startswith(_PLACEABLE):
        left, top, right, bottom, units = struct.unpack_from("<4hH", body, 6)
        scale = _INCH / (units or 1440)
        return _sized(abs(right - left) * scale, abs(bottom - top) * scale)
    wide, high = _window(body)
    return _sized(_USUAL[0], _USUAL[0] * high / wide) if wide and high else _USUAL


def _window(body: bytes) -> tuple[int, int]:
    """Return the extent of the window that a plain WMF draws in, 0 where it does not say."""
    at = 18
    while at + 10 <= len(body):
        words, function = struct.unpack_from("<IH", body, at)
        if function == _WINDOW_EXTENT:
            high, wide = struct.unpack_from("<2h", body, at + 6)
            return abs(wide), abs(high)
        at += max(words, 3) * 2
    return 0, 0


def _sized(wide: float, high: float) -> tuple[float, float]:
    """Return a size that a page can have, of the same shape."""
    if wide <= 0 or high <= 0:
        return _USUAL
    scale = min(1.0, _LARGEST / max(wide, high))
    return max(wide * scale, _LEAST), max(high * scale, _LEAST)


def _drawn(found: tuple[Metafile, ...], check: Callable[[], None]) -> dict[str, bytes]:
    """Return the metafiles as PNG by member; none of those that come out empty."""
    from smdesk.service.desk.convert import find_converter

    converter = find_converter() if found else None
    if converter is None:
        return {}
    sheets = [Sheet(one.kind, one.data, *one.size) for one in found]
    try:
        with tempfile.TemporaryDirectory(prefix="smdesk-metafiles-") as folder:
            source = Path(folder) / "book.docx"
            source.write_bytes(book(sheets))
            made = converter.convert(source, "docx", into="pdf", check=check).read_bytes()
    except (SmdeskError, OSError):
        return {}
    finally:
        converter.stop()
    pages = tuple(_pages(made, check))
    if len(pages) != len(found):
        return {}  # it is not known which is which
    return {one.member: png for one, png in zip(found, pages, strict=True) if png}


def _pages(pdf: bytes, check: Callable[[], None]) -> Iterator[bytes]:
    """Yield each page as PNG, empty bytes for one with nothing on it."""
    import pypdfium2

    with pdfium.turn:
        document = pypdfium2.PdfDocument(pdf)
        count = len(document)
    try:
        for number in range(count):
            check()
            with pdfium.turn, closing(document[number]) as page:
                scale = min(_DPI / 72, _MOST_DOTS / max(page.get_size()))
                image = page.render(scale=scale).to_pil().convert("RGB")
            stream = io.BytesIO()
            image.save(stream, "PNG", dpi=(_DPI, _DPI))
            yield stream.getvalue() if image.convert("L").getextrema() != (255, 255) else b""
    finally:
        with pdfium.turn:
            document.close()


def _replaced(data: bytes, drawn: Mapping[str, bytes]) -> bytes:
    """Return a zip with other bytes in some members."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            new.writestr(member.filename, drawn.get(member.filename) or old.read(member))
    return stream.getvalue()
