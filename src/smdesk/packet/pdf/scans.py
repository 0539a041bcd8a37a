"""Attached files as pages: what kind a file is by its content, and how many pages it gives."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pikepdf
from PIL import Image, UnidentifiedImageError

from smdesk.errors import SmdeskError
from smdesk.files import Files
from smdesk.packet.pdf import attached
from smdesk.packet.tree import Packet, ScanBlock

MOST_PAGES = 500
"""Pages that one attached file may have."""
MOST_DOTS = 120_000_000
"""Dots that one image may have: A3 at 600 dpi and some."""

Image.MAX_IMAGE_PIXELS = MOST_DOTS


@dataclass(frozen=True)
class ScanFile:
    """One attached file, opened as what it is; ``name`` is for messages."""

    sha256: str
    name: str
    data: bytes

    @property
    def is_pdf(self) -> bool:
        """Whether the bytes are a PDF (its mark may stand after some foreign bytes)."""
        return b"%PDF-" in self.data[:1024]

    @cached_property
    def document(self) -> pikepdf.Pdf:
        """The file as a PDF; raises ``SmdeskError`` ``pdf.scan-locked``, ``pdf.scan-unreadable``."""
        try:
            document = pikepdf.open(io.BytesIO(self.data))
            attached.flattened(document)
            return document
        except pikepdf.PasswordError as problem:
            raise SmdeskError("pdf.scan-locked", name=self.name) from problem
        except pikepdf.PdfError as problem:
            raise self._unreadable(problem) from problem

    @cached_property
    def drawn(self) -> bool:
        """Whether no page of this PDF can stand as it is."""
        return attached.needs_appearances(self.document)

    @cached_property
    def pages(self) -> int:
        """How many pages the file gives; raises as `document`, and ``pdf.scan-too-long``."""
        try:
            count = len(self.document.pages) if self.is_pdf else _frames(self.data)
        except (OSError, UnidentifiedImageError, ValueError, SyntaxError, pikepdf.PdfError,
                Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:  # fmt: skip
            raise self._unreadable(problem) from problem
        if count > MOST_PAGES:
            raise SmdeskError("pdf.scan-too-long", name=self.name, count=count, most=MOST_PAGES)
        if count == 0:
            raise SmdeskError("pdf.scan-unreadable", name=self.name, detail="没有页")
        return count

    def _unreadable(self, problem: Exception) -> SmdeskError:
        detail = type(problem).__name__
        return SmdeskError("pdf.scan-unreadable", name=self.name, detail=detail)


def _frames(data: bytes) -> int:
    """Return how many pages an image gives; only a TIFF has more than one."""
    with Image.open(io.BytesIO(data)) as image:
        if image.format != "JPEG" or b"\xff\xd9" not in data[-1024:]:
            image.load()  # a whole JPEG passes through undecoded
        return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def scan_blocks(packet: Packet) -> Iterator[ScanBlock]:
    """Yield the scans of a packet in printed order."""
    for part in packet.parts:
        yield from (block for block in part.blocks if isinstance(block, ScanBlock))


def printable(block: ScanBlock) -> bool:
    """Return whether the file has pages to print; others are only named in the list."""
    return block.media_type == "application/pdf" or block.media_type.startswith("image/")


def open_scans(packet: Packet, files: Files) -> dict[str, ScanFile]:
    """Return the printable attached files by sha256; raises ``SmdeskError`` ``pdf.file-missing``."""
    found: dict[str, ScanFile] = {}
    for block in scan_blocks(packet):
        if printable(block) and block.sha256 not in found:
            try:
                found[block.sha256] = ScanFile(block.sha256, block.name, files(block.sha256))
            except KeyError as problem:
                raise SmdeskError("pdf.file-missing", name=block.name) from problem
    return found
