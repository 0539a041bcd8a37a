"""One foreign ``word/document.xml``: values put into its letters, boxes ticked, rows added.

Elements are named by kind and number (``("tc", 17)``: the eighteenth ``w:tc`` of the part), as the
reader names them; an edit says what text it expects there, and is refused where it finds another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from smdesk.packet.docx.inplace.boxes import tick
from smdesk.packet.docx.inplace.letters import Element, Letters, read_letters
from smdesk.packet.docx.inplace.prose import insert_lines
from smdesk.packet.docx.inplace.rows import clone_row
from smdesk.packet.docx.inplace.runs import put
from smdesk.packet.docx.inplace.shapes import mirror_text_box

Ordinal = tuple[str, int]


@dataclass(frozen=True)
class Put:
    """Text in place of the letters ``start`` to ``end``; ``ruled`` draws a line under it.

    ``whole`` lines of a cell become paragraphs of their own.
    """

    start: int
    end: int
    text: str
    ruled: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Tick:
    """The box at the letters ``start`` to ``end`` is ticked or cleared."""

    start: int
    end: int
    on: bool


@dataclass(frozen=True)
class Edit:
    """What is written to one element whose visible text is ``text``."""

    element: Ordinal
    text: str
    parts: tuple[Put | Tick, ...]


@dataclass(frozen=True)
class Line:
    """One paragraph of a narrative; ``cells`` are rows of a table instead."""

    text: str = ""
    bold: bool = False
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass
class Foreign:
    """The main part of a Word file while it is written to; ``refused`` are edits that did not fit."""

    data: bytes
    refused: list[Edit] = field(default_factory=list)

    def __post_init__(self) -> None:
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
        head = re.match(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*\?>\s*", self.data)
        utf8 = head is not None and b"utf-8" in head.group().lower()
        self._head = head.group() if head is not None and utf8 else b""
        self._root: Any = etree.fromstring(self.data, parser)
        self._space = f"{{{etree.QName(self._root).namespace}}}"
        self._numbered = {
            kind: list(self._root.iter(f"{self._space}{kind}")) for kind in ("p", "tc")
        }

    def element(self, ordinal: Ordinal) -> Element:
        """Return an element by kind and number."""
        kind, number = ordinal
        return self._numbered[kind][number]

    def letters(self, ordinal: Ordinal) -> Letters:
        """Return the letters of an element."""
        return read_letters(self.element(ordinal), self._space)

    def write(self, edits: Iterable[Edit]) -> None:
        """Write to several elements; one whose text is not as expected is left and kept in ``refused``."""
        for edit in edits:
            letters = self.letters(edit.element)
            if not letters.agrees(edit.text):
                self.refused.append(edit)
                continue
            element = self.element(edit.element)
            for part in sorted(edit.parts, key=lambda one: (-one.start, -one.end)):
                if isinstance(part, Tick):
                    tick(letters, part.start, part.end, on=part.on)
                else:
                    put(
                        letters, element, part.start, part.end, part.text,
                        ruled=part.ruled, whole=part.whole,
                    )  # fmt: skip
            mirror_text_box(element, self._space)

    def add_rows(self, cell: Ordinal, number: int) -> None:
        """Copy the row that a cell stands in ``number`` times below it, numbered on."""
        row = self.element(cell)
        while row.tag != f"{self._space}tr":
            row = row.getparent()
        for _ in range(number):
            row = clone_row(row, self._space)

    def insert_after(self, paragraph: Ordinal, lines: Sequence[Line]) -> None:
        """Put paragraphs and tables of a narrative behind a paragraph."""
        insert_lines(
            self.element(paragraph), [(o.text, o.bold, o.cells) for o in lines], self._space
        )

    def body_bytes(self) -> bytes:
        """Return the part as bytes, with the XML declaration that it had."""
        body: bytes = etree.tostring(self._root.getroottree(), encoding="UTF-8")
        plain = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", body)
        head = self._head or b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        return head + plain
