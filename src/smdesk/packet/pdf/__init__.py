"""A packet as PDF/A-2b and as pictures of its pages: Typst for the text, pikepdf for the scans."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from smdesk.packet.pdf.content import Setting, content
from smdesk.packet.tree import (
    ContentsLine,
    Packet,
    Part,
    PlainTable,
    StyleName,
    TextBlock,
    TextRun,
    Told,
    untold,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smdesk.files import Files
    from smdesk.notices.models import Typography
    from smdesk.packet.pdf.engine import Engine
    from smdesk.packet.pdf.scans import ScanFile
    from smdesk.packet.tree import ScanBlock

_ROUNDS = 4


class PdfWriter:
    """Writes packets; keeps the faces and the compiler, so that only the first one pays for them.

    One object serves a batch, the preview and several threads.
    """

    def __init__(self) -> None:
        self._last: tuple[Packet, Files, tuple[bytes, dict[str, ScanFile]]] | None = None

    def write(self, packet: Packet, files: Files, told: Told = untold) -> bytes:
        """Return ``packet`` as PDF/A-2b: parts on rectos, an even number of pages, scans in place.

        Equal packets give equal bytes. ``told`` gets how many attached pages are in place, of how
        many, and may raise to end the work. Characters that no face has print as 〓 (see
        `fit.fit_findings`). Raises ``SmdeskError``: ``faces.none``, ``pdf.picture-unreadable``,
        ``pdf.scan-unreadable``, ``pdf.scan-locked``, ``pdf.scan-too-long``, ``pdf.file-missing``,
        ``pdf.compile-failed``.
        """
        from smdesk.packet.pdf.finish import finish

        made, scans = self._made(packet, files)
        return finish(made, packet, scans, told)

    def starts(self, packet: Packet, files: Files) -> dict[str, int]:
        """Return the page (from 1) of each attached file (``scan-0``) and place of the contents.

        Raises as `write`.
        """
        from smdesk.packet.pdf.finish import starts

        return starts(self._made(packet, files)[0])

    def _made(self, packet: Packet, files: Files) -> tuple[bytes, dict[str, ScanFile]]:
        """Return what `_set` makes; kept for the last packet, as Word asks it for page numbers."""
        last = self._last
        if last is not None and last[0] is packet and last[1] == files:
            return last[2]
        made = self._set(packet, files)
        self._last = (packet, files, made) if _is_asked_twice(packet) else None
        return made

    def _set(self, packet: Packet, files: Files) -> tuple[bytes, dict[str, ScanFile]]:
        """Return Typst's PDF, whose scans are still empty pages, and the opened scans."""
        from smdesk.packet.pdf.pictures import open_pictures
        from smdesk.packet.pdf.scans import open_scans, page_counts

        scans = open_scans(packet, files)
        pictures = open_pictures(packet, files)
        machine = self._engine(packet)
        images = {one.name: one.data for one in pictures.values()}

        def compile_it(missing: frozenset[str]) -> bytes:
            setting = Setting(
                families=machine.families,
                pictures={key: (one.name, one.width) for key, one in pictures.items()},
                scans=page_counts(packet, scans),
                missing=missing,
                watermark=machine.watermark,
            )
            return machine.pdf(content(packet, setting), images)

        return _with_glyphs(machine, compile_it), scans

    def pages(
        self,
        packet: Packet,
        files: Files,
        *,
        ppi: float = 96,
        format: Literal["png", "svg"] = "png",
        first_page: int = 1,
        known: Mapping[str, int] | None = None,
    ) -> list[bytes]:
        """Return each page as a picture, for the preview; scans are drawn in at ``ppi``.

        For one part alone give a packet of that part and its (odd) ``first_page``; ``known`` are
        the pages of what it names in other parts (as `starts`). Raises as `write`.
        """
        machine, made, images = self._shown(packet, files, ppi, first_page, known)
        return machine.pages(made, images, format, ppi)

    def places(
        self,
        packet: Packet,
        files: Files,
        *,
        ppi: float = 96,
        first_page: int = 1,
        known: Mapping[str, int] | None = None,
    ) -> dict[str, tuple[int, float]]:
        """Return where the rows (``row:4``) and blocks (``block:0``) of a packet of one part stand,
        and the last lines (``end:0``) of its paragraphs.

        A place is a page from 0 and mm from its top. With the arguments of a call of `pages` just
        made it takes a third of that time. Raises as `write`.
        """
        machine, made, images = self._shown(packet, files, ppi, first_page, known)
        return {name: (page - 1, top) for name, page, top in machine.places(made, images)}

    def _shown(
        self,
        packet: Packet,
        files: Files,
        ppi: float,
        first_page: int,
        known: Mapping[str, int] | None,
    ) -> tuple[Engine, dict[str, Any], dict[str, bytes]]:
        """Return the engine, the content and the pictures of a preview."""
        from smdesk.packet.pdf.pictures import open_pictures
        from smdesk.packet.pdf.scans import open_scans, page_counts, scan_blocks

        scans = open_scans(packet, files)
        pictures = open_pictures(packet, files)
        machine = self._engine(packet)
        images = {one.name: one.data for one in pictures.values()}
        shown = {
            block.key: _drawn(scans[block.sha256], block, ppi)
            for block in scan_blocks(packet)
            if block.sha256 in scans
        }
        for drawn in shown.values():
            images |= drawn
        setting = Setting(
            families=machine.families,
            pictures={key: (one.name, one.width) for key, one in pictures.items()},
            scans=page_counts(packet, scans),
            shown={key: tuple(one) for key, one in shown.items()},
            watermark=machine.watermark,
            first_page=first_page,
            marked=True,
            known=known or {},
        )
        return machine, content(packet, setting), images

    def warm(self, typography: Typography) -> None:
        """Write a packet of a few letters, so that the first real one waits for nothing.

        For a thread after the first paint; raises ``SmdeskError`` ``faces.none``.
        """
        letters = (TextRun("一1", bold=False), TextRun("二2", bold=True))
        styles = [name for name in get_args(StyleName) if name in type(typography).model_fields]
        blocks = tuple(TextBlock(style, letters) for style in styles)
        parts = (Part("cover", "", blocks), Part("narrative", "", blocks))
        none: dict[str, bytes] = {}
        packet = Packet("", "", "", typography, parts, seal="0", qr="0", payload=b"")
        self.write(packet, none.__getitem__)

    @staticmethod
    def _engine(packet: Packet) -> Engine:
        from smdesk.packet.faces import demanded
        from smdesk.packet.pdf.engine import engine

        return engine(demanded(packet.typography))


def _is_asked_twice(packet: Packet) -> bool:
    """Return whether something in a packet names pages, so that Word asks for them too."""
    blocks = [block for part in packet.parts for block in part.blocks]
    return any(isinstance(block, ContentsLine | PlainTable) for block in blocks) and any(
        isinstance(block, ContentsLine) or any(cell.page_of for cell in block.cells)
        for block in blocks
        if isinstance(block, ContentsLine | PlainTable)
    )


def _drawn(scan: ScanFile, block: ScanBlock, ppi: float) -> dict[str, bytes]:
    """Return the pages of an attached file as small pictures by file name."""
    from smdesk.packet.pdf.shown import shown_pages

    return {
        f"{block.key}-{number}.jpg": data
        for number, data in enumerate(shown_pages(scan, scan.prints(block.pages), ppi))
    }


def _with_glyphs(machine: Engine, compile_it: Callable[[frozenset[str]], bytes]) -> bytes:
    """Compile, and again with the characters replaced that turned out to have no glyph."""
    from smdesk.packet.pdf.engine import GlyphsMissing

    missing: frozenset[str] = frozenset()
    for _ in range(_ROUNDS):
        try:
            return compile_it(missing)
        except GlyphsMissing as problem:
            missing |= _blamed(machine, problem.characters)
    return compile_it(missing)


def _blamed(machine: Engine, characters: frozenset[str]) -> frozenset[str]:
    """Return which of the characters of failed clusters have no glyph; else their marks."""
    alone = frozenset(machine.without_glyph("".join(sorted(characters))))
    marks = frozenset(one for one in characters if unicodedata.category(one).startswith(("M", "C")))
    return alone or marks or characters


@cache
def writer() -> PdfWriter:
    """Return this process's writer."""
    return PdfWriter()


def write_pdf(packet: Packet, files: Files, told: Told = untold) -> bytes:
    """Return ``packet`` as PDF/A-2b; see `PdfWriter.write`."""
    return writer().write(packet, files, told)


__all__ = ["PdfWriter", "write_pdf", "writer"]
