"""The page tree: what a packet is made of, before any file format; docx and PDF are written from it.

Text, order and cell structure live here once. A writer decides only what its format needs; it adds
no text but page numbers and the marks at head and foot (`Packet.draft`, `Packet.seal`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from smdesk.notices.declaration import PageEdit
from smdesk.notices.grid import Grid, GridCell
from smdesk.notices.models import Typography
from smdesk.notices.render import Segment

Told = Callable[[int, int], None]
"""Gets how much of some work is done, of how much; it may raise to end the work."""


def untold(_done: int, _total: int) -> None:
    """Take note of nothing."""


StyleName = Literal[
    "body", "heading1", "heading2", "heading3", "table", "table_label", "table_heading",
    "form_number", "form_title", "cover_title", "cover_line",
]  # fmt: skip
PartKind = Literal[
    "cover", "instructions", "contents", "table", "annex", "outline", "narrative", "attachments",
    "scan", "sheet",
]  # fmt: skip


@dataclass(frozen=True)
class TextRun:
    """A stretch of text of one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class TextBlock:
    """A paragraph; ``marker`` is a list mark as literal text (``1.`` or ``•``) before the runs."""

    style: StyleName
    runs: tuple[TextRun, ...]
    marker: str = ""
    align: Literal["left", "center", "right", "justify"] | None = None
    indent: bool = True
    level: int = 0
    """Outline level of a heading (1 to 3), 0 for text."""
    inset: int = 0
    """Characters that an item of a list within another is set in by."""

    @property
    def text(self) -> str:
        """Marker and runs as one string."""
        return self.marker + "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class FilledCell:
    """A grid cell with what it shows."""

    cell: GridCell
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The whole text of the cell, lines parted by ``\\n``."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True)
class FormTable:
    """A form's grid with its values; ``borders`` is false on the cover."""

    grid: Grid
    cells: tuple[FilledCell, ...]
    borders: bool = True


@dataclass(frozen=True)
class PageOf:
    """A page of the bound packet: page ``page`` (from 0) of attached file ``scan`` (from 0)."""

    scan: int
    page: int = 0


@dataclass(frozen=True)
class PlainCell:
    """One cell of a plain table: place, spans and text; ``page_of`` puts a page's number behind it."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    head: bool = False
    page_of: PageOf | None = None


@dataclass(frozen=True)
class PlainTable:
    """A table without fields: in the narrative, the outline table, the attachment list."""

    widths: tuple[float, ...]
    """Column widths as fractions of the text width; their sum is 1."""
    cells: tuple[PlainCell, ...]
    caption: str = ""


@dataclass(frozen=True)
class PictureBlock:
    """A picture in the text: its file by sha256, width in mm (0: its own at 200 dpi), caption."""

    sha256: str
    media_type: str
    width: float = 0.0
    caption: str = ""


@dataclass(frozen=True)
class ScanBlock:
    """One attached file over whole pages: an image a page, a PDF its pages; others by name only.

    ``pages`` are those to print, in order, each with its edits; none means all as they came.
    """

    sha256: str
    media_type: str
    name: str
    pages: tuple[PageEdit, ...] = ()

    @property
    def key(self) -> str:
        """What equal pages of equal files share."""
        if not self.pages:
            return self.sha256
        told = repr([one.model_dump() for one in self.pages]).encode()
        return f"{self.sha256}-{hashlib.sha256(told).hexdigest()[:16]}"


@dataclass(frozen=True)
class ContentsLine:
    """A line of the contents: a title, and the part and block (both from 0) whose page it names."""

    title: str
    part: int
    block: int = 0
    level: int = 1

    @property
    def mark(self) -> str:
        """The name of the place, unique in a packet."""
        return f"part_{self.part + 1}_{self.block + 1}"


Block = TextBlock | FormTable | PlainTable | PictureBlock | ScanBlock | ContentsLine


@dataclass(frozen=True)
class Part:
    """One part of a packet; it starts on a recto, the cover carries no page number."""

    kind: PartKind
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Packet:
    """A declaration (or an empty form) as parts in printed order.

    ``seal`` and ``qr`` stand at the foot of each page of a final packet, 草稿 on each page of a
    draft; ``payload`` is the canonical content to embed, ``digest`` its sha256.
    """

    title: str
    form: str
    applicant: str
    typography: Typography
    parts: tuple[Part, ...]
    draft: bool = False
    seal: str | None = None
    qr: str | None = None
    annexes: tuple[str, ...] = ()
    """Addresses of the texts that are printed on an 附页."""
    payload: bytes | None = None
    digest: str | None = None
    bound: bool = True
    """Whether it ends on a verso, as what is bound does; a letter ends where it ends."""

    @property
    def text(self) -> str:
        """All text in printed order, a line a paragraph or cell; what both writers are held to."""
        return "\n".join(_lines(self.parts))


def _lines(parts: tuple[Part, ...]) -> list[str]:
    lines: list[str] = []
    for part in parts:
        for block in part.blocks:
            match block:
                case TextBlock():
                    lines.append(block.text)
                case FormTable():
                    lines += [filled.text for filled in block.cells]
                case PlainTable():
                    lines += [cell.text for cell in block.cells]
                    lines += [block.caption] if block.caption else []
                case PictureBlock():
                    lines += [block.caption] if block.caption else []
                case ContentsLine():
                    lines.append(block.title)
                case ScanBlock():
                    pass
    return lines
