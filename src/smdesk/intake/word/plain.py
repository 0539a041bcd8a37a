"""Tables that hold nothing but text in plain places: their cells are read when they are asked for.

Most tables are such; a cell's text is then all that is looked at, and runs, controls and bookmarks
are read by `Story` only for the cells that need them. Whether a table is plain is found without a
step through its elements; with any doubt it is not.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property
from typing import Any

from lxml import etree

from smdesk.intake.word.model import WordCell, WordParagraph
from smdesk.intake.word.names import (
    MC,
    TRANSITIONAL,
    W14_CHECKBOX,
    M,
    Names,
    W,
)
from smdesk.intake.word.story import Element, Story
from smdesk.intake.word.symbols import SYMBOL_FONTS, as_shown

_SPECIAL = (
    *(f"{{{W}}}{name}" for name in (
        "ins", "del", "moveFrom", "moveTo", "cellDel", "vanish", "fldChar", "sym", "drawing",
        "pict", "object", "ruby", "noBreakHyphen", "ptab", "cr", "tbl", "txbxContent",
        "showingPlcHdr", "altChunk", "subDoc",
    )),
    f"{{{MC}}}AlternateContent", f"{{{M}}}oMath", f"{{{M}}}oMathPara", W14_CHECKBOX,
)  # fmt: skip
"""With one of these inside, what a cell shows is more than its texts, breaks and tabs."""


def _equal_counts() -> etree.XPath:
    """Return the test that rows, cells, paragraphs, texts, breaks and tabs all stand in plain places."""
    paragraph, control = "w:tr/w:tc/w:p", "w:sdt/w:sdtContent"
    places: dict[str, tuple[str, ...]] = {
        ".//w:tr": ("w:tr",),
        ".//w:tc": ("w:tr/w:tc",),
        ".//w:p": (paragraph,),
    }
    for name, anywhere in (("w:t", ".//w:t"), ("w:br", ".//w:br"), ("w:tab", ".//w:r/w:tab")):
        places[anywhere] = (f"{paragraph}/w:r/{name}", f"{paragraph}/{control}/w:r/{name}")
    tests = [
        f"count({name}) = {' + '.join(f'count({path})' for path in paths)}"
        for name, paths in places.items()
    ]
    return etree.XPath(" and ".join(tests), namespaces={"w": W})


_IN_PLACE = _equal_counts()
_TEXT, _BREAK, _TAB = f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab"
_CONTROL, _BOOKMARK = f"{{{W}}}sdt", f"{{{W}}}bookmarkStart"
_RUN, _PARAGRAPH = f"{{{W}}}r", f"{{{W}}}p"


def is_plain(table: Element, names: Names) -> bool:
    """Return whether the cells of a table show their texts, breaks and tabs in order, no more."""
    if names is not TRANSITIONAL or next(table.iterdescendants(*_SPECIAL), None) is not None:
        return False
    for fonts in table.iter(names.fonts):
        font = fonts.get(names.ascii) or fonts.get(names.hansi)
        if font is not None and font.lower() in SYMBOL_FONTS:
            return False
    return bool(_IN_PLACE(table))


class PlainCell(WordCell):
    """A cell of a plain table: its text at once, all else from its element on demand."""

    _element: Element

    @classmethod
    def at(cls, row: int, column: int, rows: int, columns: int, element: Element) -> PlainCell:
        """Return the cell of an element on the table's grid."""
        cell = cls.__new__(cls)
        cell.__dict__.update(
            row=row, column=column, rows=rows, columns=columns, revised=False, replaced=False,
            nested=(), _element=element,
        )  # fmt: skip
        return cell

    @cached_property
    def text(self) -> str:
        """The visible text."""
        return _shown(self._element)

    @cached_property
    def _story(self) -> Story:
        story = Story(TRANSITIONAL, _no_table, bare=True)
        story.blocks(self._element)
        return story

    @cached_property
    def paragraphs(self) -> tuple[WordParagraph, ...]:
        """The paragraphs with their runs."""
        return tuple(self._story.paragraphs)

    @cached_property
    def controls(self) -> tuple[tuple[str, str], ...]:
        """Tag and text of each content control."""
        return tuple(self._story.controls) if _holds(self._element, _CONTROL) else ()

    @cached_property
    def bookmarks(self) -> tuple[tuple[str, str], ...]:
        """Name and text of each bookmark."""
        return tuple(self._story.bookmarks) if _holds(self._element, _BOOKMARK) else ()

    def in_full(self) -> WordCell:
        """Return the cell read in full."""
        return WordCell(*(getattr(self, one.name) for one in fields(WordCell)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WordCell):
            return NotImplemented
        return self.in_full() == (other.in_full() if isinstance(other, PlainCell) else other)

    def __hash__(self) -> int:
        return hash(self.in_full())

    def __reduce__(self) -> tuple[Any, ...]:
        full = self.in_full()
        return WordCell, tuple(getattr(full, one.name) for one in fields(WordCell))


def _holds(element: Element, tag: str) -> bool:
    return next(element.iter(tag), None) is not None


def _no_table(*_: object) -> int:
    raise AssertionError("a plain table holds no other")


def _shown(cell: Element) -> str:
    """Return what a cell of a plain table shows, as `WordCell.text`."""
    lines = []
    for paragraph in cell.iterchildren(_PARAGRAPH):
        pieces = []
        for one in paragraph.iter(_TEXT, _BREAK, _TAB):
            tag = one.tag
            if tag == _TEXT:
                text = one.text
                if text:
                    pieces.append(text.replace("\n", " ") if "\n" in text else text)
            elif tag == _BREAK:
                if one.get(TRANSITIONAL.type) in {None, "textWrapping"}:
                    pieces.append("\n")
            elif one.getparent().tag == _RUN:  # else a tab stop of the paragraph
                pieces.append("\t")
        lines.append("".join(pieces))
    text = "\n".join(lines)
    return text if text.isascii() else as_shown(text, None)
