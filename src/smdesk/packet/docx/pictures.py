"""Pictures and scanned pages: their bytes as Word takes them, their size, the drawing around them."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smdesk.errors import SmdeskError
from smdesk.files import Files, sha256_hex
from smdesk.notices.declaration import PageEdit
from smdesk.packet import page
from smdesk.packet.docx.wml import emu, escape
from smdesk.packet.scan import document
from smdesk.packet.scan.decode import FAULTS, TooManyDots, frame, frames, opened
from smdesk.packet.scan.grey import in_greys
from smdesk.packet.scan.printing import laid, made_anew, pages_of, remade
from smdesk.packet.scan.room import BLOWN_UP_DPI, WIDTH
from smdesk.packet.scan.sheet import is_pdf, picture
from smdesk.packet.tree import Packet, ScanBlock

if TYPE_CHECKING:
    from PIL.Image import Image

PDF_DPI = 150
"""How dense an attached PDF's pages are drawn for Word, which cannot hold a PDF."""
SCAN_HEIGHT = page.TEXT_HEIGHT - 4.0
SCAN_SHARE = page.TEXT_WIDTH / WIDTH
"""How large an attached page is in Word, where it keeps to the text block, beside its size in PDF."""
_JPEG_QUALITY = 85
_MOST_PIXELS = 120_000_000
_ORIENTATION = 0x0112
_JPEG_END, _JPEG_TAIL = b"\xff\xd9", 64
_UPRIGHT = {0, 1}


@dataclass(frozen=True)
class Drawn:
    """A picture as JPEG or PNG bytes with its size in pixels; ``suffix`` without a dot."""

    data: bytes
    suffix: str
    width: int
    height: int


def prepare(data: bytes, name: str) -> Drawn:
    """Return a picture for Word: upright JPEG and PNG as they are, all else converted.

    A JPEG in CMYK is made RGB: Word programs differ on what its inks mean.

    Raises ``SmdeskError`` ``packet.picture-unreadable`` or ``packet.picture-too-large``.
    """
    png = _png_size(data)
    if png is not None:
        return _checked(Drawn(data, "png", *png), name)
    return _by_pillow(data, name)


def _png_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") or b"IEND" not in data[-12:]:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return int(width), int(height)


def _checked(drawn: Drawn, name: str) -> Drawn:
    if not drawn.width or not drawn.height:
        raise SmdeskError("packet.picture-unreadable", file=name)
    if drawn.width * drawn.height > _MOST_PIXELS:
        raise SmdeskError(
            "packet.picture-too-large", file=name, width=drawn.width, height=drawn.height
        )
    return drawn


def _by_pillow(data: bytes, name: str) -> Drawn:
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                width, height = picture.size
                checked = _checked(Drawn(data, "jpeg", width, height), name)
                orientation = picture.getexif().get(_ORIENTATION, 1)
                plain = picture.format == "JPEG" and picture.mode in {"L", "RGB"}
                if plain and orientation in _UPRIGHT:
                    if _JPEG_END not in data[-_JPEG_TAIL:]:
                        picture.load()  # raises where the picture itself is cut
                    return checked
                return _converted(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as problem:
        raise SmdeskError("packet.picture-unreadable", file=name) from problem
    except (ValueError, struct.error, EOFError) as problem:
        raise SmdeskError("packet.picture-unreadable", file=name) from problem


def _converted(picture: Image) -> Drawn:
    """Return the first frame upright: JPEG of a photo, PNG of all else, white behind nothing."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture)
    if upright.mode in {"RGBA", "LA", "PA", "P"} or "transparency" in upright.info:
        full = upright.convert("RGBA")
        ground = Image.new("RGBA", full.size, "white")
        upright = Image.alpha_composite(ground, full).convert("RGB")
    if upright.mode.startswith("I") or upright.mode == "F":  # converting would cut, not scale
        upright = upright.point(lambda value: value / 256).convert("L")
    photo = picture.format in {"JPEG", "MPO", "WEBP", "HEIF"}
    kept = upright if upright.mode in {"1", "L", "RGB"} else upright.convert("RGB")
    return _encoded(kept.convert("RGB") if photo and kept.mode == "1" else kept, photo=photo)


def _encoded(picture: Image, *, photo: bool) -> Drawn:
    stream = io.BytesIO()
    if photo:
        picture.save(stream, "JPEG", quality=_JPEG_QUALITY)
    else:
        picture.save(stream, "PNG")
    return Drawn(stream.getvalue(), "jpeg" if photo else "png", *picture.size)


def scan_pages(
    data: bytes, media_type: str, name: str, edits: tuple[PageEdit, ...] = (), sha256: str = ""
) -> Iterator[Drawn]:
    """Yield the pages of an attached file that are printed: of a PDF, a TIFF, or the picture.

    Raises as `prepare`, and ``SmdeskError`` ``packet.scan-unreadable``.
    """
    pdf = media_type == "application/pdf" or is_pdf(data)
    code = "packet.scan-unreadable" if pdf else "packet.picture-unreadable"
    try:
        chosen = laid(data, pages_of(_count(data, pdf=pdf), edits))
        for edit in chosen:
            yield _page(data, name, edit, sha256 or sha256_hex(data), pdf=pdf)
    except TooManyDots as problem:
        raise SmdeskError("packet.picture-dense", file=name) from problem
    except FAULTS as problem:
        raise SmdeskError(code, file=name) from problem


def scan_total(packet: Packet, files: Files) -> int:
    """Return how many attached pages a packet prints; a file that cannot be read counts as one."""
    blocks = [block for part in packet.parts for block in part.blocks]
    return sum(_printed(block, files) for block in blocks if isinstance(block, ScanBlock))


def _printed(block: ScanBlock, files: Files) -> int:
    try:
        data = files(block.sha256)
        pdf = block.media_type == "application/pdf" or is_pdf(data)
        return len(pages_of(_count(data, pdf=pdf), block.pages))
    except (KeyError, *FAULTS):  # the writer says so where it comes to it
        return 1


def _count(data: bytes, *, pdf: bool) -> int:
    if pdf:
        with document.opened(data) as opened_pdf:
            return len(opened_pdf)
    if data[:4] not in {b"II*\0", b"MM\0*"}:
        return 1
    with opened(data) as image:
        return frames(image)


def _page(data: bytes, name: str, edit: PageEdit, sha256: str, *, pdf: bool) -> Drawn:
    """Return one page: as it came where Word takes it so, else made anew."""
    if pdf and not made_anew(data, edit):
        return _drawn(picture(data, edit, PDF_DPI * SCAN_SHARE))
    if not pdf and not edit.turn and not made_anew(data, edit):
        tiff = data[:4] in {b"II*\0", b"MM\0*"}
        return _encoded(frame(data, edit.page - 1), photo=False) if tiff else prepare(data, name)
    made = remade(data, sha256, edit)
    return Drawn(made.data, "jpeg" if made.suffix == "jpg" else "png", made.width, made.height)


def _drawn(page: Image) -> Drawn:
    """Return a page of a PDF as a picture: print as PNG, which stays sharp and small, else JPEG."""
    print_alone = in_greys(page)
    if print_alone is None:
        return _encoded(page, photo=True)
    return Drawn(print_alone, "png", *page.size)


def scan_size(drawn: Drawn) -> tuple[float, float]:
    """Return width and height in mm that fill the text block, but not past `BLOWN_UP_DPI`."""
    return _within(drawn, drawn.width / BLOWN_UP_DPI * 25.4, SCAN_HEIGHT)


def picture_size(drawn: Drawn, width: float) -> tuple[float, float]:
    """Return width and height in mm: as wide as asked, or as its dots at 200 dpi; never too big."""
    return _within(drawn, width or drawn.width / page.PICTURE_DPI * 25.4, page.TEXT_HEIGHT * 0.85)


def _within(drawn: Drawn, width: float, most: float) -> tuple[float, float]:
    wide = min(width, page.TEXT_WIDTH, most * drawn.width / drawn.height)
    return wide, wide * drawn.height / drawn.width


def drawing(relation: str, number: int, name: str, width: float, height: float) -> str:
    """Return a run with an inline picture; width and height in mm, ``number`` unique in its part."""
    told = escape(name)
    across, down = emu(width), emu(height)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{number}" name="picture {number}" descr="{told}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="picture {number}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
