"""The bureau's own papers as Word and PDF: letters, lists, the 汇总表, in the notice's typography."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from smdesk.errors import SmdeskError
from smdesk.notices.models import Pack
from smdesk.packet.prose import paragraph
from smdesk.packet.tree import Block, Packet, Part, PlainCell, PlainTable

if TYPE_CHECKING:
    from smdesk.packet.pdf import PdfWriter

Format = Literal["docx", "pdf"]


def paper(pack: Pack, title: str, blocks: Sequence[Block], *, form: str = "") -> Packet:
    """Return a paper of one part; ``blocks`` include its title."""
    return Packet(
        title=title,
        form=form or pack.notice.id,
        applicant="",
        typography=pack.notice.typography,
        parts=(Part("sheet", title, tuple(blocks)),),
        bound=False,
    )


def heading(text: str) -> Block:
    """Return a paper's title."""
    return paragraph("form_title", text, align="center")


def table(widths: Sequence[float], rows: Sequence[Sequence[str]]) -> PlainTable:
    """Return a table, its first row the head; ``widths`` are in any unit."""
    total = sum(widths)
    cells = tuple(
        PlainCell(row, column, text, head=row == 0)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return PlainTable(tuple(one / total for one in widths), cells)


def written(packet: Packet, kind: Format) -> bytes:
    """Return a paper as a file; raises what the writers raise."""
    if kind == "docx":
        from smdesk.packet.docx import write_docx

        return write_docx(packet, _no_files)
    return _pdf_writer().write(packet, _no_files)


@cache
def _pdf_writer() -> PdfWriter:
    from smdesk.packet.pdf import PdfWriter

    return PdfWriter()


def _no_files(digest: str) -> bytes:
    raise KeyError(digest)


def known_format(name: str, able: Sequence[str]) -> str:
    """Return a format's name; raises ``SmdeskError`` ``desk.format-unknown``."""
    if name not in able:
        raise SmdeskError("desk.format-unknown", format=name, able="、".join(able))
    return name
