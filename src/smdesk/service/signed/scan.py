"""Scanned pages: out of PDF, JPG, PNG, TIFF and HEIC files, one at a time; the code at their foot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageFilter

from smdesk.errors import SmdeskError
from smdesk.intake import guard
from smdesk.notices.declaration import SEAL_SYMBOLS
from smdesk.packet.page import SEAL_LABEL
from smdesk.packet.scan import decode, document
from smdesk.packet.scan.sheet import is_pdf
from smdesk.packet.scan.whole import reason
from smdesk.service.attachments_door import readable_photo

DPI = 300
"""Dots an inch of a scanned page; more is not kept."""
_POINTS_AN_INCH = 72
_MOST_DOTS = 40_000_000
_MARK = re.compile(r"SMDESK:1:([^:\s]+):([0-9A-Z]{4}-[0-9A-Z]{4}):([0-9a-f]{16})")
_PRINTED = re.compile(rf"{SEAL_LABEL}[:：]?([{SEAL_SYMBOLS}]{{4}})[-—–]([{SEAL_SYMBOLS}]{{4}})")
_LEAST_READ = 1754  # A4 at 150 dpi: the code has three dots a module then

Point = tuple[float, float]


@dataclass(frozen=True)
class Source:
    """One page of a chosen file: its path and number (from 1), and of how many."""

    path: Path
    number: int = 1
    count: int = 1

    @property
    def name(self) -> str:
        """What people call it."""
        return self.path.name if self.count == 1 else f"{self.path.name} 第 {self.number} 页"


@dataclass(frozen=True)
class Mark:
    """The code at the foot of a page: form, seal, digest's head; its corners in dots.

    ``corners`` begin at the upper left one as the page is read and go round clockwise.
    """

    form: str
    seal: str
    digest: str
    corners: tuple[Point, Point, Point, Point]


def sources(paths: tuple[Path, ...]) -> tuple[Source, ...]:
    """Return every page of the chosen files, in order.

    Raises ``SmdeskError`` ``sign.scan-unreadable`` naming the file, and as `guard.read_bytes` and
    `attachments_door.readable_photo`.
    """
    found: list[Source] = []
    for path in paths:
        data = _bytes(path)
        try:
            count = _count(data)
        except decode.FAULTS as fault:
            raise _unreadable(path, fault) from fault
        found += [Source(path, number, count) for number in range(1, count + 1)]
    return tuple(found)


def _bytes(path: Path) -> bytes:
    """Return a chosen file; what a telephone took is made readable."""
    return readable_photo(guard.read_bytes(path), path.name)


def _count(data: bytes) -> int:
    if is_pdf(data):
        with document.opened(data) as opened:
            return len(opened)
    with decode.opened(data) as image:
        return decode.frames(image)


def picture(source: Source) -> Image.Image:
    """Return a scanned page in RGB or grey; raises ``SmdeskError`` ``sign.scan-unreadable``."""
    data = _bytes(source.path)
    try:
        if is_pdf(data):
            with document.opened(data) as opened:
                image = document.drawn(opened, source.number - 1, DPI / _POINTS_AN_INCH)
        else:
            image = decode.frame(data, source.number - 1)
    except decode.FAULTS as fault:
        raise _unreadable(source.path, fault) from fault
    image = image.convert("L") if image.mode == "1" else image
    over = (image.width * image.height / _MOST_DOTS) ** 0.5
    if over > 1:
        image = image.resize((round(image.width / over), round(image.height / over)))
    return image


def printed_seal(source: Source) -> str:
    """Return the seal code in the text that a scanner with recognition laid under its PDF page.

    Empty where there is none. Raises as `picture`.
    """
    data = guard.read_bytes(source.path)
    if not is_pdf(data):
        return ""
    try:
        with document.opened(data) as opened:
            page = opened[source.number - 1]
            told = page.get_textpage()
            text = "".join(str(told.get_text_range()).split())
            told.close()
    except decode.FAULTS as fault:
        raise _unreadable(source.path, fault) from fault
    found = _PRINTED.search(text)
    return f"{found[1]}-{found[2]}" if found else ""


def _unreadable(path: Path, fault: BaseException) -> SmdeskError:
    return SmdeskError("sign.scan-unreadable", file=path.name, detail=reason(fault))


def marks_of(image: Image.Image) -> tuple[Mark, ...]:
    """Return the codes of this program on a scanned page, however it lies; mostly one or none."""
    for tried, scale in _attempts(image):
        found = tuple(_read(tried, scale))
        if found:
            return found
    return ()


def _attempts(image: Image.Image) -> Iterator[tuple[Image.Image, float]]:
    """Yield the page grey, softened, larger, sharpened: what a code may be readable in.

    Of a colour scan the red alone is tried too: a red seal over the code is gone there. A picture
    of a camera that was held close is out of focus.
    """
    red = image.getchannel("R") if image.mode == "RGB" else image
    yield image.convert("L"), 1.0
    if image.mode == "RGB":
        yield red, 1.0
    yield red.filter(ImageFilter.GaussianBlur(1.2)), 1.0
    if max(image.size) < 2 * _LEAST_READ:
        doubled = red.resize((red.width * 2, red.height * 2), Image.Resampling.BICUBIC)
        yield doubled, 2.0
    else:
        yield red.reduce(2), 0.5
    yield red.filter(ImageFilter.UnsharpMask(2, 300, 0)), 1.0


def _read(image: Image.Image, scale: float) -> Iterator[Mark]:
    import zxingcpp

    for one in zxingcpp.read_barcodes(image, formats=zxingcpp.barcode_formats_from_str("QRCode")):
        told = _MARK.fullmatch(one.text)
        if told is None:
            continue
        at = one.position
        first, second, third, last = (
            (point.x / scale, point.y / scale)
            for point in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        )
        yield Mark(told[1], told[2], told[3], (first, second, third, last))
