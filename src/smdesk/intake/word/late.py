"""Tables of a body that are read when they are asked for: a narrative's tables seldom are.

What can refuse a document (too many rows, a span too wide) is looked at before any table waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cached_property
from typing import Any

from lxml import etree

from smdesk.intake.word.model import WordCell, WordTable
from smdesk.intake.word.names import STRICT, TRANSITIONAL, W_STRICT, Names, W
from smdesk.intake.word.story import Element

_SPACES = (W, W_STRICT)
_TABLES = tuple(f"{{{space}}}tbl" for space in _SPACES)
_REVISIONS = tuple(
    f"{{{space}}}{name}"
    for space in _SPACES
    for name in ("ins", "del", "moveFrom", "moveTo", "cellDel")
)
_ROWS = tuple(f"{{{space}}}tr" for space in _SPACES)
_SPANS = tuple(
    one for names in (TRANSITIONAL, STRICT)
    for one in (names.grid_span, names.grid_before, names.grid_after)
)  # fmt: skip
_ODD_ROWS = etree.XPath(
    "boolean(*[not(self::w:tr or self::w:tblPr or self::w:tblGrid)] | w:tr/w:trPr/w:del)",
    namespaces={"w": W},
)
_ROW = f"{{{W}}}tr"
_BOXES = (TRANSITIONAL.text_box, STRICT.text_box)
_TEXT = etree.XPath("string(.)")


def has_boxes(body: Element) -> bool:
    """Return whether a text box stands in a body."""
    return next(body.iter(*_BOXES), None) is not None


def may_wait(body: Element, names: Names, most_rows: int) -> bool:
    """Return whether no table of a body can break a limit of the reader or stands in a text box."""
    if has_boxes(body):
        return False
    for one in body.iter(*_SPANS):
        if len(one.get(names.val) or "") > 2:
            return False
    return sum([1 for _ in body.iter(*_ROWS)]) <= most_rows


def is_single(table: Element) -> bool:
    """Return whether no other table stands in a table."""
    return next(table.iterdescendants(*_TABLES), None) is None


class LateTable(WordTable):
    """A table that stands in no other and holds none: read in full when its cells are asked for."""

    _element: Element
    _lines: Callable[[Element], Iterator[str]]
    _rows: Callable[[Element], int]
    _whole: Callable[[int, Element], WordTable]

    @classmethod
    def at(
        cls, number: int, element: Element, lines: Callable[[Element], Iterator[str]],
        rows: Callable[[Element], int], whole: Callable[[int, Element], WordTable],
    ) -> LateTable:  # fmt: skip
        """Return the table of an element; ``lines`` gives those above it, ``rows`` its row count."""
        table = cls.__new__(cls)
        table.__dict__.update(
            number=number, parent=None, boxed=False, _element=element, _lines=lines, _rows=rows,
            _whole=whole,
        )  # fmt: skip
        return table

    @cached_property
    def _table(self) -> WordTable:
        return self._whole(self.number, self._element)

    @cached_property
    def row_count(self) -> int:
        """How many rows it has, deleted ones left out."""
        table = self._element
        if _ODD_ROWS(table):
            return self._rows(table)
        return len(list(table.iterchildren(_ROW)))

    @cached_property
    def edges(self) -> tuple[int, ...]:
        """The column borders."""
        return self._table.edges

    @cached_property
    def cells(self) -> tuple[WordCell, ...]:
        """The cells."""
        return self._table.cells

    @cached_property
    def before(self) -> tuple[str, ...]:
        """The lines before it."""
        return tuple(self._lines(self._element))[::-1]

    def upwards(self) -> Iterator[str]:
        """Yield the lines before it, the nearest first; each is read when it is asked for."""
        return self._lines(self._element)

    @cached_property
    def revised(self) -> bool:
        """Whether tracked changes stand in it."""
        if next(self._element.iter(*_REVISIONS), None) is None:
            return False
        return self._table.revised

    def may_say(self, words: str) -> bool:
        """Return whether a text may stand in its cells; what this denies is in none of them."""
        return words in str(_TEXT(self._element))

    def in_full(self) -> WordTable:
        """Return the table with all that is in it."""
        return WordTable(*(getattr(self, one.name) for one in fields(WordTable)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WordTable):
            return NotImplemented
        return self.in_full() == (other.in_full() if isinstance(other, LateTable) else other)

    def __hash__(self) -> int:
        return hash(self.in_full())

    def __reduce__(self) -> tuple[Any, ...]:
        return WordTable, tuple(getattr(self, one.name) for one in fields(WordTable))
