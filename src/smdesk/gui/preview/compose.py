"""Parts of a packet as pages, outside of the window's thread and without Qt.

A part is laid out alone, so that an edit costs no more than the part it touches; the number of its
first page comes from the parts before it, which are laid out only when they changed.
"""

from __future__ import annotations

import struct
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from smdesk.errors import SmdeskError
from smdesk.files import Files
from smdesk.notices.address import parse
from smdesk.notices.declaration import Declaration, Narrative
from smdesk.notices.models import Form, Pack
from smdesk.packet.build import build_packet
from smdesk.packet.contents import Contents
from smdesk.packet.pdf import writer
from smdesk.packet.prose import narrative_blocks, paragraph
from smdesk.packet.tree import ContentsLine, FormTable, Packet, Part, PlainTable

ROUGH = 18.0
"""Dots per inch of pages that were only counted; they are shown until the real ones are there."""
FINEST = 230.0
"""More is not drawn: an A4 page then has 20 MB of dots."""

_STUB = Part("attachments", "", (paragraph("body", "　"),))

Place = tuple[int, float]
"""A page of a part (from 0) and mm from its top."""


Named = tuple[object, ...]


@dataclass(frozen=True)
class DrawnPart:
    """One part laid out: its pages as PNG, at which dots per inch, the number of its first page.

    ``named`` is what the page numbers hang on that it names of other parts. ``fault`` says why a
    part has no pages (a file that cannot be read).
    """

    part: Part
    ppi: float
    first: int
    pages: tuple[bytes, ...]
    fault: str = ""
    named: Named = ()

    @property
    def count(self) -> int:
        """How many pages it takes, the blank verso at its end included."""
        return len(self.pages)


class Compositor:
    """Lays out parts of one draft; each method may take tens of milliseconds and runs in a job.

    ``draft`` false: its pages as a final packet prints them, with the seal code at the foot.
    ``files`` gives the bytes of attachments and pictures. Raises what the PDF writer raises.
    """

    def __init__(self, pack: Pack, form: Form, files: Files, *, draft: bool = True) -> None:
        self._draft = draft
        self._pack = pack
        self._form = form
        self._files = files
        self._known: dict[int, DrawnPart] = {}
        self._lock = threading.Lock()

    def packet(self, declaration: Declaration, contents: Contents = "auto") -> Packet:
        """Return the pages of a declaration as they are printed; no file is read yet."""
        return build_packet(
            self._pack,
            self._form,
            declaration,
            draft=self._draft,
            files=_unread,
            contents=contents,
        )

    def counted(
        self,
        packet: Packet,
        stop: int | None = None,
        tell: Callable[[int, int, str], None] = lambda *_: None,
    ) -> list[DrawnPart]:
        """Return the parts before ``stop`` (all if ``None``), those that changed laid out roughly.

        One that cannot be laid out has no pages and its ``fault``. ``tell`` is called before a part
        with how many are done, how many there are, and its title; it may raise to end it.
        """
        found: list[DrawnPart] = []
        first = 1
        wanted = packet.parts[:stop]
        for index, part in enumerate(wanted):
            with self._lock:
                known = self._known.get(index)
            if known is None or known.part != part or known.fault:
                tell(index, len(wanted), part.title)
                known = self._roughly(packet, part, first)
                self._remember(index, known)
            elif known.first != first:
                known = replace(known, first=first, ppi=0.0)  # its page numbers are old ones
            found.append(known)
            first += known.count
        return [_renamed(one, packet, found) for one in found]

    def draw(self, packet: Packet, index: int, ppi: float) -> DrawnPart:
        """Return one part at ``ppi``, its pages numbered after those of the parts before it."""
        part = packet.parts[index]
        found = self.counted(packet, None if _names(part) else index)
        first = 1 + sum(one.count for one in found[:index])
        known = self._pages_named(packet, part, found)
        drawn = self._lay_out(packet, part, min(ppi, FINEST), first, known)
        drawn = _renamed(drawn, packet, found, fresh=True)
        self._remember(index, drawn)
        return drawn

    def places(self, packet: Packet, index: int, drawn: DrawnPart) -> Mapping[str, Place]:
        """Return where the rows and blocks of a part stand that was just drawn."""
        alone = replace(packet, parts=_alone(packet.parts[index]))
        return writer().places(alone, self._files, ppi=drawn.ppi or ROUGH, first_page=drawn.first)

    def mark(self, declaration: Declaration, part: Part, place: str) -> str:
        """Return the mark (see `PdfWriter.places`) of a place of the session, empty if it has none.

        A place is an address or ``narrative:<block>``.
        """
        if part.kind == "narrative":
            number = place.partition(":")[2]
            if not number.isdigit():
                return ""
            before = Narrative(blocks=declaration.narrative.blocks[: int(number)])
            return f"block:{len(narrative_blocks(self._form, before))}"
        tables = (one for one in part.blocks if isinstance(one, FormTable))
        rows = (_row_of(one, place) for one in tables)
        return next((f"row:{row}" for row in rows if row is not None), "")

    def _pages_named(self, packet: Packet, part: Part, found: list[DrawnPart]) -> dict[str, int]:
        """Return the pages (from 1) of the places in other parts that a part names."""
        scans = [one.first for one in found if one.part.kind == "scan"]
        known = {f"scan-{number}": first for number, first in enumerate(scans)}
        lines = [block for block in part.blocks if isinstance(block, ContentsLine)]
        places: dict[int, Mapping[str, Place]] = {}
        for line in lines:
            there = found[line.part]
            if line.block and line.part not in places and not there.fault:
                places[line.part] = self.places(packet, line.part, there)
            page, _ = places.get(line.part, {}).get(f"block:{line.block}", (0, 0.0))
            known[line.mark] = there.first + page
        return known if _names(part) else {}

    def _remember(self, index: int, drawn: DrawnPart) -> None:
        with self._lock:
            self._known[index] = drawn

    def _roughly(self, packet: Packet, part: Part, first: int) -> DrawnPart:
        try:
            return self._lay_out(packet, part, ROUGH, first)
        except SmdeskError as fault:
            return DrawnPart(part, ROUGH, first, (), str(fault))

    def _lay_out(
        self,
        packet: Packet,
        part: Part,
        ppi: float,
        first: int,
        known: Mapping[str, int] | None = None,
    ) -> DrawnPart:
        parts = _alone(part)
        pages = writer().pages(
            replace(packet, parts=parts), self._files, ppi=ppi, first_page=first, known=known
        )
        even = (len(pages) - 1) // 2 * 2 if len(parts) > 1 else len(pages)  # the rest is the stub
        return DrawnPart(part, ppi, first, tuple(pages[:even]))


def _names(part: Part) -> bool:
    """Return whether a part names pages of others."""
    return any(
        isinstance(block, ContentsLine)
        or (isinstance(block, PlainTable) and any(cell.page_of for cell in block.cells))
        for block in part.blocks
    )


def _renamed(
    drawn: DrawnPart, packet: Packet, found: list[DrawnPart], *, fresh: bool = False
) -> DrawnPart:
    """Return a part as one to be drawn again if what it names has moved; ``fresh``: it was just now."""
    if not _names(drawn.part):
        return drawn
    if drawn.part.kind == "contents":
        complete = len(found) == len(packet.parts)
        texts = [one for one in packet.parts if one.kind == "narrative"]
        named: Named = (*(one.first for one in found), *texts)
    else:
        scans = [one.first for one in found if one.part.kind == "scan"]
        complete = len(scans) == sum(one.kind == "scan" for one in packet.parts)
        named = tuple(scans)
    if not complete or named == drawn.named:
        return drawn
    return replace(drawn, named=named, ppi=drawn.ppi if fresh else 0.0)


def _alone(part: Part) -> tuple[Part, ...]:
    """Return a part, and a stub after it where it may end on a recto without a verso.

    Typst prints the blank verso, with the marks of a blank page, only before another part.
    """
    return (part, _STUB) if part.kind in {"cover", "scan"} else (part,)


def _unread(sha256: str) -> bytes:
    """Stand for a file while parts are put together: their text needs no bytes."""
    del sha256
    return b""


def parts_of_step(packet: Packet, step: str) -> tuple[int, ...]:
    """Return the indices of the parts that a wizard's step fills; all of them if it fills none."""
    kinds = {
        "cover": {"cover"},
        "table": {"table", "annex"},
        "sheet": {"sheet"},
        "narrative": {"narrative"},
        "attachments": {"attachments", "scan"},
    }.get(step.partition("/")[0], set())
    found = tuple(index for index, part in enumerate(packet.parts) if part.kind in kinds)
    return found or tuple(range(len(packet.parts)))


def _row_of(table: FormTable, place: str) -> int | None:
    try:
        wanted = parse(place)
    except SmdeskError:
        return None
    found = (one.cell.row for one in table.cells if wanted in one.cell.addresses)
    return next(found, None)


def dots(data: bytes) -> tuple[int, int]:
    """Return width and height of a PNG."""
    width, height = struct.unpack(">II", data[16:24])
    return int(width), int(height)
