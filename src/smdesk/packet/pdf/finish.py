"""After Typst: attached pages are put on their places, text in reading order, the declaration is embedded."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace

import pikepdf
from pikepdf import Dictionary, Name, Stream

from smdesk.errors import SmdeskError
from smdesk.notices.carrier import PDF_DIGEST, PDF_PIECE, PDF_SEAL, pack_text
from smdesk.notices.declaration import PageEdit
from smdesk.packet.pdf import attached
from smdesk.packet.pdf.images import PlacedImage, image_object
from smdesk.packet.pdf.order import identity, restore_reading_order
from smdesk.packet.pdf.place import image_matrix, room
from smdesk.packet.pdf.scans import ScanFile, page_counts, scan_blocks
from smdesk.packet.scan.decode import FAULTS
from smdesk.packet.scan.printing import made_anew, remade
from smdesk.packet.scan.whole import reason
from smdesk.packet.tree import Packet, Told, untold

_DATE = "D:20000101000000Z"


def finish(
    made: bytes, packet: Packet, scans: Mapping[str, ScanFile], told: Told = untold
) -> bytes:
    """Return Typst's PDF with the scans on the pages kept for them and the payload embedded.

    ``told`` as `PdfWriter.write`. Raises ``SmdeskError`` ``pdf.scan-unreadable`` naming the file.
    """
    with pikepdf.open(io.BytesIO(made)) as pdf:
        restore_reading_order(pdf)
        _place_scans(pdf, packet, scans, told)
        if packet.payload is not None:
            _embed(pdf, packet)
        stream = io.BytesIO()
        pdf.save(
            stream,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return stream.getvalue()


def _embed(pdf: pikepdf.Pdf, packet: Packet) -> None:
    """Put the canonical content in the catalog's private data (ISO 32000-1, 14.5)."""
    assert packet.payload is not None
    text = pack_text(packet.payload).encode("ascii")
    content = Stream(pdf, text, Dictionary({PDF_DIGEST: packet.digest or ""}))
    if packet.seal:
        content[PDF_SEAL] = packet.seal
    piece = Dictionary(LastModified=_DATE, Private=pdf.make_indirect(content))
    pdf.Root.PieceInfo = Dictionary({PDF_PIECE: piece})


def _place_scans(
    pdf: pikepdf.Pdf, packet: Packet, scans: Mapping[str, ScanFile], told: Told
) -> None:
    if not scans:
        return
    starts, placer = _starts(pdf), _Placer(pdf)
    counts = page_counts(packet, scans)
    done, total = 0, sum(counts.get(one.key, 0) for one in scan_blocks(packet))
    for number, block in enumerate(scan_blocks(packet)):
        scan = scans.get(block.sha256)
        if scan is None:
            continue
        first = starts[f"scan-{number}"]
        for index, edit in enumerate(scan.prints(block.pages)):
            told(done, total)
            try:
                placer.place(first + index, scan, edit)
            except (*FAULTS, pikepdf.PdfError) as problem:
                detail = reason(problem)
                raise SmdeskError("pdf.scan-unreadable", name=scan.name, detail=detail) from problem
            done += 1


def starts(made: bytes) -> dict[str, int]:
    """Return the page (from 1) of each named place of Typst's PDF."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
            return {}
        return {name: place + 1 for name, place in _starts(pdf).items()}


def _starts(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Return the page index of each label that Typst wrote as a named destination."""
    places = {identity(page.obj): index for index, page in enumerate(pdf.pages)}
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    return {str(name): places[identity(target[0])] for name, target in names.items()}


class _Placer:
    """Puts attached pages under the pages of ``pdf``; each picture goes into the file once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._images: dict[tuple[str, PageEdit | int], PlacedImage] = {}

    def place(self, place: int, scan: ScanFile, edit: PageEdit) -> None:
        """Put one page of a file under the page at ``place`` (from 0)."""
        page, index = self._pdf.pages[place], edit.page - 1
        if made_anew(scan.data, edit):
            _place_image(page, place + 1, self._remade(scan, edit))
        elif not scan.is_pdf:
            image = self._image((scan.sha256, index), lambda: (scan.data, index))
            _place_image(page, place + 1, image.turned(edit.turn))
        elif scan.drawn or not attached.clean(scan.document.pages[index]):
            _place_image(page, place + 1, self._remade(scan, edit))
        else:
            _place_page(page, place + 1, scan.document.pages[index], edit.turn)

    def _remade(self, scan: ScanFile, edit: PageEdit) -> PlacedImage:
        made = (scan.sha256, edit)
        return self._image(made, lambda: (remade(scan.data, scan.sha256, edit).data, 0))

    def _image(
        self, key: tuple[str, PageEdit | int], made: Callable[[], tuple[bytes, int]]
    ) -> PlacedImage:
        if key not in self._images:
            image = image_object(self._pdf, *made())
            stream = self._pdf.make_indirect(image.stream)
            self._images[key] = replace(image, stream=stream)
        return self._images[key]


def _place_page(page: pikepdf.Page, number: int, source: pikepdf.Page, turn: int) -> None:
    """Put a page of a PDF under ``page``, turned by ``turn``."""
    source.rotate(turn, relative=True)
    try:
        page.add_underlay(source, room(number).rectangle)
    finally:
        source.rotate(-turn, relative=True)  # the file may be printed again in another way


def _place_image(page: pikepdf.Page, number: int, image: PlacedImage) -> None:
    matrix = image_matrix(image.upright, image.orientation, room(number))
    name = page.add_resource(image.stream, Name.XObject, name=Name.Scan)
    numbers = " ".join(f"{one:.4f}" for one in matrix)
    page.contents_add(f"q {numbers} cm {name} Do Q\n".encode("ascii"), prepend=True)
