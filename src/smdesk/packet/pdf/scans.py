"""Attached files as pages: what kind a file is by its content, and how many pages it gives."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pikepdf

from smdesk.errors import SmdeskError
from smdesk.files import Files
from smdesk.notices.declaration import PageEdit
from smdesk.packet.pdf import attached
from smdesk.packet.scan.decode import FAULTS, MOST_DOTS, TooManyDots, frames, opened
from smdesk.packet.scan.mending import sound
from smdesk.packet.scan.printing import laid, pages_of
from smdesk.packet.scan.sheet import is_pdf
from smdesk.packet.scan.whole import reason
from smdesk.packet.tree import Packet, ScanBlock

MOST_PAGES = 500
"""Pages that one attached file may print."""


@dataclass(frozen=True)
class ScanFile:
    """One attached file, opened as what it is; ``name`` is for messages."""

    sha256: str
    name: str
    data: bytes

    @property
    def is_pdf(self) -> bool:
        """Whether the bytes are a PDF (its mark may stand after some foreign bytes)."""
        return is_pdf(self.data)

    @cached_property
    def document(self) -> pikepdf.Pdf:
        """The file as a PDF; raises ``SmdeskError`` ``pdf.scan-locked``, ``pdf.scan-unreadable``."""
        try:
            document = pikepdf.open(io.BytesIO(sound(self.data)))
            attached.flattened(document)
            return document
        except pikepdf.PasswordError as problem:
            raise SmdeskError("pdf.scan-locked", name=self.name) from problem
        except pikepdf.PdfError as problem:
            raise self._unreadable(reason(problem)) from problem

    @cached_property
    def drawn(self) -> bool:
        """Whether no page of this PDF can stand as it is."""
        return attached.needs_appearances(self.document)

    @cached_property
    def pages(self) -> int:
        """How many pages the file has; raises as `document`."""
        try:
            count = len(self.document.pages) if self.is_pdf else _frames(self.data)
        except TooManyDots as problem:
            raise self._unreadable("图片过大") from problem
        except (*FAULTS, pikepdf.PdfError) as problem:
            raise self._unreadable(reason(problem)) from problem
        if count == 0:
            raise self._unreadable("没有页")
        return count

    def prints(self, edits: tuple[PageEdit, ...]) -> tuple[PageEdit, ...]:
        """Return the pages to print, in order; raises as `pages`, and ``pdf.scan-too-long``."""
        if edits in self._laid:
            return self._laid[edits]
        chosen = pages_of(self.pages, edits)
        if len(chosen) > MOST_PAGES:
            count = len(chosen)
            raise SmdeskError("pdf.scan-too-long", name=self.name, count=count, most=MOST_PAGES)
        try:
            self._laid[edits] = laid(self.data, chosen)
        except FAULTS as problem:
            raise self._unreadable(reason(problem)) from problem
        return self._laid[edits]

    @cached_property
    def _laid(self) -> dict[tuple[PageEdit, ...], tuple[PageEdit, ...]]:
        """What `prints` returned; it is asked several times for each export."""
        return {}

    def _unreadable(self, detail: str) -> SmdeskError:
        return SmdeskError("pdf.scan-unreadable", name=self.name, detail=detail)


def _frames(data: bytes) -> int:
    """Return how many pages an image gives; only a TIFF has more than one."""
    with opened(data) as image:
        whole = image.format == "JPEG" and b"\xff\xd9" in data[-1024:]
        if not whole:  # a whole JPEG passes through undecoded
            if image.width * image.height > MOST_DOTS:
                raise TooManyDots(f"{image.width} x {image.height}")
            image.load()
        return frames(image)


def scan_blocks(packet: Packet) -> Iterator[ScanBlock]:
    """Yield the scans of a packet in printed order."""
    for part in packet.parts:
        yield from (block for block in part.blocks if isinstance(block, ScanBlock))


def page_counts(packet: Packet, scans: Mapping[str, ScanFile]) -> dict[str, int]:
    """Return how many pages each block of ``packet`` prints, by its key."""
    return {
        block.key: len(scans[block.sha256].prints(block.pages))
        for block in scan_blocks(packet)
        if block.sha256 in scans
    }


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
