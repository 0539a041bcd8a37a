"""Images as PDF image objects: JPEG and plain PNG data pass through as they are.

Everything else is decoded once: black and white and few colours stay lossless, photographs become
JPEG. Colour is DeviceGray or DeviceRGB, which PDF/A-2 allows under the sRGB output intent
(ISO 19005-2, 6.2.4.3); CMYK is turned into RGB for that reason.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from smdesk.packet.scan.decode import MOST_DOTS, TooManyDots, opened, plain

_QUALITY = 90
_ORIENTATION = 0x0112
_PNG = b"\x89PNG\r\n\x1a\n"
_GREY, _RGB, _PALETTE = 0, 2, 3
_QUARTER = {1: 6, 6: 3, 3: 8, 8: 1, 2: 7, 7: 4, 4: 5, 5: 2}
"""What an EXIF orientation becomes by a quarter turn clockwise."""
_PLAIN_MODES = {"1": 1, "L": 8, "RGB": 8}


@dataclass(frozen=True)
class PlacedImage:
    """An image object and how it is to stand: size in dots, EXIF orientation (1 to 8)."""

    stream: pikepdf.Stream
    width: int
    height: int
    orientation: int = 1

    def turned(self, degrees: int) -> PlacedImage:
        """Return it turned clockwise by 0, 90, 180 or 270 degrees as a person sees it."""
        orientation = self.orientation
        for _ in range(degrees // 90):
            orientation = _QUARTER[orientation]
        return replace(self, orientation=orientation)

    @property
    def upright(self) -> tuple[int, int]:
        """Width and height as a person sees it."""
        turned = self.orientation >= 5
        return (self.height, self.width) if turned else (self.width, self.height)


def image_object(pdf: pikepdf.Pdf, data: bytes, frame: int = 0) -> PlacedImage:
    """Return one page of an image file as an image object of ``pdf``; raises what Pillow raises."""
    with opened(data) as image:
        if image.format == "JPEG" and image.mode in {"L", "RGB"} and _baseline(data):
            return _jpeg(pdf, data, image)
        if image.format == "PNG" and (placed := _png(pdf, data)) is not None:
            return placed
        if image.width * image.height > MOST_DOTS:
            raise TooManyDots(f"{image.width} x {image.height}")
        image.seek(frame)
        return _decoded(pdf, image)


def _stream(pdf: pikepdf.Pdf, data: bytes, width: int, height: int, **keys: object) -> PlacedImage:
    entries = {f"/{key}": value for key, value in keys.items()}
    stream = pikepdf.Stream(
        pdf,
        data,
        Dictionary({
            "/Type": Name.XObject, "/Subtype": Name.Image, "/Width": width, "/Height": height,
            **entries,
        }),
    )  # fmt: skip
    return PlacedImage(stream, width, height)


def _baseline(data: bytes) -> bool:
    """Return whether a JPEG is Huffman coded with 8 bits (SOF0 to SOF2), as DCTDecode takes it."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return marker in {0xC0, 0xC1, 0xC2} and data[place + 4] == 8
        if marker in {0xFF, 0x01} or 0xD0 <= marker <= 0xD9:
            place += 1 if marker == 0xFF else 2
            continue
        place += 2 + int(struct.unpack_from(">H", data, place + 2)[0])
    return False


def _jpeg(pdf: pikepdf.Pdf, data: bytes, image: Image.Image) -> PlacedImage:
    space = Name.DeviceGray if image.mode == "L" else Name.DeviceRGB
    placed = _stream(
        pdf, data, image.width, image.height,
        ColorSpace=space, BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    orientation = image.getexif().get(_ORIENTATION, 1)
    if orientation not in range(1, 9):
        orientation = 1
    return PlacedImage(placed.stream, image.width, image.height, orientation)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_PNG)
    while place + 8 <= len(data):
        (size,) = struct.unpack_from(">I", data, place)
        yield data[place + 4 : place + 8], data[place + 8 : place + 8 + size]
        place += size + 12


def _png(pdf: pikepdf.Pdf, data: bytes) -> PlacedImage | None:
    """Return a PNG's own compressed data, or ``None`` if it has alpha or is interlaced."""
    parts: dict[bytes, list[bytes]] = {}
    for kind, body in _chunks(data):
        parts.setdefault(kind, []).append(body)
    width, height, bits, colour, _, _, interlaced = struct.unpack(">IIBBBBB", parts[b"IHDR"][0])
    if interlaced or colour not in {_GREY, _RGB, _PALETTE} or b"tRNS" in parts or bits == 16:
        return None
    space: object = {_GREY: Name.DeviceGray, _RGB: Name.DeviceRGB}.get(colour)
    if colour == _PALETTE:
        palette = parts[b"PLTE"][0]
        space = Array(
            [Name.Indexed, Name.DeviceRGB, len(palette) // 3 - 1, pikepdf.String(palette)]
        )
    layout = Dictionary(
        Predictor=15, Colors=3 if colour == _RGB else 1, BitsPerComponent=bits, Columns=width
    )
    return _stream(
        pdf, b"".join(parts[b"IDAT"]), width, height,
        ColorSpace=space, BitsPerComponent=bits, Filter=Name.FlateDecode, DecodeParms=layout,
    )  # fmt: skip


def _decoded(pdf: pikepdf.Pdf, image: Image.Image) -> PlacedImage:
    tidy = plain(image)
    space = Name.DeviceRGB if tidy.mode == "RGB" else Name.DeviceGray
    bits = _PLAIN_MODES[tidy.mode]
    photo = tidy.mode == "RGB" and tidy.getcolors(maxcolors=4096) is None
    if photo:
        stream = io.BytesIO()
        tidy.save(stream, "JPEG", quality=_QUALITY)
        data, kind = stream.getvalue(), Name.DCTDecode
    else:
        data, kind = zlib.compress(tidy.tobytes(), 6), Name.FlateDecode
    return _stream(
        pdf, data, tidy.width, tidy.height, ColorSpace=space, BitsPerComponent=bits, Filter=kind
    )
