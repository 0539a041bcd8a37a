"""The pictures of a narrative as files for Typst: formats that it draws, and their own size."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from smdesk.errors import SmdeskError
from smdesk.files import Files
from smdesk.packet import page
from smdesk.packet.scan.decode import plain
from smdesk.packet.scan.whole import reason
from smdesk.packet.tree import Packet, PictureBlock

_MM_AN_INCH = 25.4
_SUFFIXES = {"JPEG": "jpg", "PNG": "png"}


@dataclass(frozen=True)
class PictureFile:
    """One picture: its file name in the compiler's root, its bytes, its own width in mm."""

    name: str
    data: bytes
    width: float


def open_pictures(packet: Packet, files: Files) -> dict[str, PictureFile]:
    """Return the pictures of a packet by sha256.

    JPEG and PNG stay as they are, others become PNG. Raises ``SmdeskError`` ``pdf.file-missing``,
    ``pdf.picture-unreadable``.
    """
    found: dict[str, PictureFile] = {}
    for part in packet.parts:
        for block in part.blocks:
            if isinstance(block, PictureBlock) and block.sha256 not in found:
                found[block.sha256] = _open(block, files)
    return found


def _open(block: PictureBlock, files: Files) -> PictureFile:
    try:
        data = files(block.sha256)
    except KeyError as problem:
        raise SmdeskError("pdf.file-missing", name=block.caption or "正文图片") from problem
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            return _as_file(block.sha256, data, image)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError,
            Image.DecompressionBombError) as problem:  # fmt: skip
        detail = block.caption or reason(problem)
        raise SmdeskError("pdf.picture-unreadable", detail=detail) from problem


def _as_file(sha256: str, data: bytes, image: Image.Image) -> PictureFile:
    known = _SUFFIXES.get(image.format or "")
    turned = image.getexif().get(0x0112, 1) >= 5
    width = (image.height if turned else image.width) / page.PICTURE_DPI * _MM_AN_INCH
    if known and image.mode in {"1", "L", "P", "RGB"}:
        return PictureFile(f"{sha256}.{known}", data, width)
    stream = io.BytesIO()
    plain(image).save(stream, "PNG")
    return PictureFile(f"{sha256}.png", stream.getvalue(), width)
