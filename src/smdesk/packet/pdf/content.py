"""A packet as plain JSON values: what the template in `templates/typst` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from smdesk.notices.models import POINTS, Style
from smdesk.packet import page
from smdesk.packet.pdf.atoms import atoms, printable
from smdesk.packet.pdf.estimate import MM, TITLE_GAPS
from smdesk.packet.pdf.tables import TableWriter
from smdesk.packet.prose import BULLET
from smdesk.packet.qr import qr_png
from smdesk.packet.tree import (
    Block,
    ContentsLine,
    FormTable,
    Packet,
    Part,
    PictureBlock,
    PlainTable,
    ScanBlock,
    TextBlock,
)

_GAP_UNDER_TABLE = 3.0


@dataclass(frozen=True)
class Family:
    """A face as Typst knows it: its family and those behind it; ``bold`` if it has a bold cut."""

    names: tuple[str, ...]
    bold: bool


@dataclass(frozen=True)
class Setting:
    """What the content depends on beside the packet.

    ``families`` by demanded face name; ``missing`` characters without a glyph; ``pictures`` the
    path (in the compiler's root) and the width in mm of each picture by sha256; ``scans`` the pages
    of each attached file by its block's key, as pictures where they are to be shown (preview); ``marked``
    where places of rows and blocks can be asked for; ``known`` the pages of places in other parts.
    """

    families: Mapping[str, Family]
    pictures: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    scans: Mapping[str, int] = field(default_factory=dict)
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    watermark: str = ""
    first_page: int = 1
    marked: bool = False
    known: Mapping[str, int] = field(default_factory=dict)


def content(packet: Packet, setting: Setting) -> dict[str, Any]:
    """Return ``packet`` as JSON values; scans are numbered in printed order."""
    writer = _Writer(packet, setting)
    return {
        "title": printable(packet.title),
        "author": printable(packet.applicant),
        "bound": packet.bound,
        "draft": page.DRAFT_MARK if packet.draft else "",
        "watermark": setting.watermark if packet.draft else "",
        "seal": packet.seal or "",
        "seal_label": page.SEAL_LABEL if packet.seal else "",
        "qr": list(qr_png(packet.qr)) if packet.qr else [],
        "first_page": setting.first_page,
        "marked": setting.marked,
        "known": dict(setting.known),
        "page": {
            "width": page.PAGE_WIDTH, "height": page.PAGE_HEIGHT, "inner": page.INNER,
            "outer": page.OUTER, "top": page.TOP, "bottom": page.BOTTOM, "qr": page.QR_SIZE,
            "titles": TITLE_GAPS,
        },
        "number": writer.style(Style(face=packet.typography.table.face, size="五号")),
        "styles": {
            name: writer.style(getattr(packet.typography, name))
            for name in type(packet.typography).model_fields
        },
        "parts": [writer.part(number, part) for number, part in enumerate(packet.parts)],
    }  # fmt: skip


class _Writer:
    def __init__(self, packet: Packet, setting: Setting) -> None:
        typography = self.typography = packet.typography
        self.linked = {
            (block.part, block.block)
            for part in packet.parts
            for block in part.blocks
            if isinstance(block, ContentsLine)
        }
        self.setting = setting
        self.tables = TableWriter(typography, setting.missing)
        self.scans = 0

    def style(self, style: Style) -> dict[str, Any]:
        family = self.setting.families[style.face]
        return {
            "face": list(family.names),
            "size": float(POINTS[style.size]),
            "bold": style.bold,
            "cut": family.bold,
            "line": style.line,
            "align": style.align,
            "indent": style.indent,
            "before": style.before,
            "after": style.after,
        }

    def part(self, number: int, part: Part) -> dict[str, Any]:
        """Return one part; places that the contents name get a label."""
        blocks: list[dict[str, Any]] = []
        used = 0.0
        measured = any(isinstance(block, FormTable) for block in part.blocks)
        for index, block in enumerate(part.blocks):
            below = self._height(part.blocks[index + 1 :]) if isinstance(block, FormTable) else 0.0
            blocks += self._block(block, used, below)
            if index and (number, index) in self.linked:
                blocks[-1]["label"] = ContentsLine("", number, index).mark
            if measured and isinstance(block, TextBlock):
                used += self.tables.estimate.block(block)
        label = ContentsLine("", number).mark if (number, 0) in self.linked else ""
        title = printable(part.title)
        return {"kind": part.kind, "title": title, "label": label, "blocks": blocks}

    def _height(self, blocks: Sequence[Block]) -> float:
        """Return about how high the paragraphs are that follow a table."""
        texts = list(takewhile(lambda one: isinstance(one, TextBlock), blocks))
        high = sum(self.tables.estimate.block(one) for one in texts if isinstance(one, TextBlock))
        return high + _GAP_UNDER_TABLE if texts else 0.0

    def _block(self, block: Block, used: float, below: float) -> list[dict[str, Any]]:
        match block:
            case TextBlock():
                return [self._text(block)]
            case FormTable():
                return self.tables.form(block, used, below)
            case PlainTable():
                return [self.tables.plain(block)]
            case PictureBlock():
                return [self._picture(block)]
            case ScanBlock():
                return [self._scan(block)]
            case ContentsLine():
                return [self._line(block)]

    def _text(self, block: TextBlock) -> dict[str, Any]:
        style: Style = getattr(self.typography, block.style)
        room = page.TEXT_WIDTH * MM / float(POINTS[style.size])
        return {
            "kind": "text",
            "style": block.style,
            "align": block.align or style.align,
            "indent": style.indent if block.indent else 0,
            "level": block.level,
            "inset": block.inset,
            "bullet": block.marker == BULLET,
            "marker": atoms(block.marker, room, self.setting.missing),
            "runs": [
                {"bold": run.bold, "atoms": atoms(run.text, room, self.setting.missing)}
                for run in block.runs
            ],
            "plain": printable(block.text.replace("\n", "")),
        }

    def _line(self, block: ContentsLine) -> dict[str, Any]:
        room = page.TEXT_WIDTH * MM / float(POINTS[self.typography.body.size])
        title = atoms(block.title, room, self.setting.missing)
        return {"kind": "line", "level": block.level, "atoms": title, "to": block.mark}

    def _picture(self, block: PictureBlock) -> dict[str, Any]:
        path, own = self.setting.pictures[block.sha256]
        return {
            "kind": "picture",
            "path": path,
            "width": min(block.width or own, page.TEXT_WIDTH),
            "caption": atoms(block.caption, 40, self.setting.missing),
        }

    def _scan(self, block: ScanBlock) -> dict[str, Any]:
        self.scans += 1
        return {
            "kind": "scan",
            "id": f"scan-{self.scans - 1}",
            "count": self.setting.scans.get(block.key, 0),
            "shown": list(self.setting.shown.get(block.key, ())),
        }
