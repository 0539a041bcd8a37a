"""Tables that hold nothing but text in plain places: their cells are read when they are asked for.

Most tables are such; a cell's text is then all that is looked at, and runs, controls and bookmarks
are read by `Story` only for the cells that need them. Whether a table is plain is found without a
step through its elements; with any doubt it is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import cached_property
from itertools import accumulate
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
from smdesk.intake.word.properties import child_of
from smdesk.intake.word.story import Element, Story
from smdesk.intake.word.symbols import SYMBOL_FONTS, as_shown

_SPECIAL = (
    *(f"{{{W}}}{name}" for name in (
        "ins", "del", "moveFrom", "moveTo", "cellDel", "vanish", "fldChar", "sym", "drawing",
        "pict", "object", "ruby", "noBreakHyphen", "ptab", "cr", "tbl", "txbxContent",
        "showingPlcHdr", "altChunk", "subDoc", "commentReference", "footnoteReference", "endnoteReference",
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
_LOOKS = (
    TRANSITIONAL.strike, TRANSITIONAL.dstrike, TRANSITIONAL.vanish, TRANSITIONAL.vert_align,
)  # fmt: skip
_LIGHTS = (
    TRANSITIONAL.underline, TRANSITIONAL.color, TRANSITIONAL.highlight, TRANSITIONAL.border,
    TRANSITIONAL.shading, TRANSITIONAL.emphasis,
)  # fmt: skip
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


_NEVER = {"revised": False, "replaced": False, "nested": ()}
"""What a plain cell is not."""


class PlainCell(WordCell):
    """A cell of a plain table: its text at once, all else from its element on demand."""

    _element: Element

    @classmethod
    def at(cls, **known: object) -> PlainCell:
        """Return a cell of a table by all that is known of it: its place, its size, its element."""
        cell = cls.__new__(cls)
        cell.__dict__.update(_NEVER, **known)
        return cell

    @cached_property
    def text(self) -> str:
        """The visible text."""
        return _shown(self._element)

    @cached_property
    def marked(self) -> bool:
        """Whether any run is struck out or raised: its properties would have to say so."""
        return next(self._element.iter(*_LOOKS), None) is not None and super().marked

    @cached_property
    def lit(self) -> bool:
        """Whether any run is underlined, coloured or lit: its properties would have to say so."""
        return next(self._element.iter(*_LIGHTS), None) is not None and super().lit

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
        found: list[tuple[str, str]] = []
        for control in self._element.iter(_CONTROL):
            if control.getparent().tag != _PARAGRAPH:
                return tuple(self._story.controls)
            tag = _tag_of(control)
            if tag is not None:
                content = child_of(control, TRANSITIONAL.sdt_content)
                text = "" if content is None else as_shown("".join(_pieces(content)), None)
                found.append((tag, text.strip("\n")))
        return tuple(found)

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


_UNEVEN = (
    TRANSITIONAL.grid_before, TRANSITIONAL.grid_after, TRANSITIONAL.w_before, TRANSITIONAL.h_merge,
)  # fmt: skip
_ROW, _CELL, _CHANGE = f"{{{W}}}tr", f"{{{W}}}tc", f"{{{W}}}tcPrChange"
_SPAN, _DOWN, _VAL = TRANSITIONAL.grid_span, TRANSITIONAL.v_merge, TRANSITIONAL.val
_PROPERTIES = TRANSITIONAL.tc_pr
_SWEEP = (_ROW, _CELL, _PROPERTIES, _CHANGE, _SPAN, _DOWN, _PARAGRAPH, _TEXT, _BREAK, _TAB)

_ASKED: tuple[tuple[str, tuple[str, ...], object], ...] = (
    ("marked", _LOOKS, False), ("lit", _LIGHTS, False), ("controls", (_CONTROL,), ()),
    ("bookmarks", (_BOOKMARK,), ()),
)  # fmt: skip
"""What a cell is asked for, the elements that it is told by, what it is without them."""
_MOST_EVEN = 99
"""A cell of more columns is left to the reader that knows the limit."""


def read_even(
    table: Element, widths: Sequence[int], most_rows: int
) -> tuple[int, tuple[int, ...], tuple[WordCell, ...]] | None:
    """Return rows, borders and cells of a plain table all of whose rows fill its grid, else ``None``.

    What `places.place` gives of such a table, without its detours. A table that comes near a limit
    of the reader is none.
    """
    if not widths or not all(widths) or next(table.iterdescendants(*_UNEVEN), None) is not None:
        return None
    swept, known = _swept(table, most_rows), _absent(table)
    cells: list[PlainCell] = []
    above: dict[int, PlainCell] = {}
    for number, row in enumerate(swept):
        open_here: dict[int, PlainCell] = {}
        column = 0
        for one in row:
            upper = above.get(column) if one.down == "continue" else None
            if upper is not None and upper.columns == one.size:
                upper.__dict__["rows"] += 1
                open_here[column] = upper
            else:
                made = PlainCell.at(
                    row=number, column=column, rows=1, columns=one.size, _element=one.element,
                    text=one.text, **known,
                )  # fmt: skip
                cells.append(made)
                if one.down is not None:
                    open_here[column] = made
            column += one.size
        if column != len(widths):
            return None
        above = open_here
    if not swept:
        return None
    return len(swept), tuple(accumulate(widths, initial=0)), tuple(cells)


def _absent(table: Element) -> dict[str, object]:
    """Return what its cells are known by without a look at each: what stands nowhere in a table."""
    return {
        name: nothing
        for name, tags, nothing in _ASKED
        if next(table.iterdescendants(*tags), None) is None
    }


class _Swept:
    """A cell as it is come upon: its span, its vertical merge (restart, continue or none), its lines."""

    __slots__ = ("down", "element", "lines", "properties", "size")

    def __init__(self, element: Element) -> None:
        self.element = element
        self.size = 1
        self.down: str | None = None
        self.properties: Element | None = None
        self.lines: list[list[str]] = []

    @property
    def text(self) -> str:
        """What the cell shows, as `WordCell.text`."""
        text = "\n".join(["".join(line) for line in self.lines])
        return text if text.isascii() else as_shown(text, None)


def _swept(table: Element, most_rows: int) -> list[list[_Swept]]:
    """Return the cells of a plain table by row, in one pass; none where that needs a closer look."""
    rows: list[list[_Swept]] = []
    cell, line = _Swept(table), list[str]()
    for one in table.iter(*_SWEEP):
        tag = one.tag
        if tag == _TEXT:
            text = one.text
            if text:
                line.append(text.replace("\n", " ") if "\n" in text else text)
        elif tag == _CELL:
            cell = _Swept(one)
            rows[-1].append(cell)
        elif tag == _PARAGRAPH:
            line = []
            cell.lines.append(line)
        elif tag == _ROW:
            rows.append([])
        elif tag in {_BREAK, _TAB}:
            line.append(_piece(one, tag))
        elif tag == _PROPERTIES:
            if cell.properties is None and one.getparent() is cell.element:
                cell.properties = one
        elif not _takes(cell, one, tag):
            return []
    return rows if len(rows) <= most_rows else []


def _takes(cell: _Swept, one: Element, tag: str) -> bool:
    """Take in what cell properties say; return whether they stand where they should and are short."""
    if tag == _CHANGE or cell.properties is None or one.getparent() is not cell.properties:
        return False
    if tag == _DOWN:
        cell.down = one.get(_VAL) or "continue"
        return True
    try:
        cell.size = max(1, int(one.get(_VAL) or ""))
    except ValueError:
        cell.size = 1
    return cell.size <= _MOST_EVEN


def _piece(one: Element, tag: str) -> str:
    """Return what a break or tab shows: nothing of a page break or a tab stop."""
    if tag == _BREAK:
        return "\n" if one.get(TRANSITIONAL.type) in {None, "textWrapping"} else ""
    return "\t" if one.getparent().tag == _RUN else ""


def _tag_of(control: Element) -> str | None:
    """Return a control's tag, as `control_properties`."""
    properties = child_of(control, TRANSITIONAL.sdt_pr)
    tag: str | None = None
    for one in () if properties is None else properties.iterchildren(TRANSITIONAL.tag):
        tag = one.get(_VAL)
    return tag


def _holds(element: Element, tag: str) -> bool:
    return next(element.iter(tag), None) is not None


def _no_table(*_: object) -> int:
    raise AssertionError("a plain table holds no other")


def _shown(cell: Element) -> str:
    """Return what a cell of a plain table shows, as `WordCell.text`."""
    text = "\n".join(["".join(_pieces(one)) for one in cell.iterchildren(_PARAGRAPH)])
    return text if text.isascii() else as_shown(text, None)


def _pieces(element: Element) -> list[str]:
    """Return texts, breaks and tabs of a paragraph or a control in it, in order."""
    pieces = []
    for one in element.iter(_TEXT, _BREAK, _TAB):
        tag = one.tag
        if tag == _TEXT:
            text = one.text
            if text:
                pieces.append(text.replace("\n", " ") if "\n" in text else text)
        else:
            pieces.append(_piece(one, tag))
    return pieces
