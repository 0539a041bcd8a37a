"""Paragraphs and tables of a body in order, of which each paragraph is read when it is asked for.

Most files are a form with a long text behind it; who reads the form asks for few of its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from smdesk.intake.word.grid import _body, _by_top, _flat
from smdesk.intake.word.late import has_boxes
from smdesk.intake.word.model import WordParagraph, WordTable
from smdesk.intake.word.names import CODES, Code, Names, names_of
from smdesk.intake.word.story import Element, Story, quick

Item = WordParagraph | WordTable


class LateItems(Sequence[Item]):
    """Items as `walk_body` yields them."""

    def __init__(self, entries: list[Item | Element], names: Names) -> None:
        self._entries = entries
        self._names = names
        self.tables = tuple(
            (place, one) for place, one in enumerate(entries) if isinstance(one, WordTable)
        )
        """Each table with its place among the items."""

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Item, ...]: ...

    def __getitem__(self, place: int | slice) -> Item | tuple[Item, ...]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        one = self._entries[place]
        if isinstance(one, WordTable | WordParagraph):
            return one
        read = quick(one, self._names) or Story(self._names, _no_table).paragraph(one)
        self._entries[place] = read
        return read

    def __iter__(self) -> Iterator[Item]:
        return (self[place] for place in range(len(self._entries)))


def late_items(
    body: Element, read: Sequence[WordTable], kept: Sequence[WordTable]
) -> LateItems | None:
    """Return the items of a body, ``None`` where text boxes stand in it: a paragraph then is several.

    ``read`` are the tables that `read_tables` gave of it; those that are not ``kept`` are left out.
    """
    if has_boxes(body):
        return None
    names = names_of(body.tag)
    known = {one.number: one for one in kept}
    groups = _by_top(read)
    entries: list[Item | Element] = []
    for child in _flat(_body(body, names), names):
        if CODES[child.tag] is Code.TABLE:
            entries += [known[one.number] for one in next(groups) if one.number in known]
        else:
            entries.append(child)
    return LateItems(entries, names)


def placed_tables(items: Sequence[Item]) -> Sequence[tuple[int, WordTable]]:
    """Return the tables among some items, each with its place; no paragraph is read for that."""
    if isinstance(items, LateItems):
        return items.tables
    return [(place, one) for place, one in enumerate(items) if isinstance(one, WordTable)]


def _no_table(*_: object) -> int:
    raise AssertionError("a paragraph without a text box holds no table")
