"""Where paragraphs and cells that were read stand in the document: so that one can be written to.

A place is a kind of element and its number among all of that kind in the part, from 0, in document
order: ``("tc", 17)``. It holds for every parse of the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from smdesk.intake.word.grid import _body, _flat, _Reader
from smdesk.intake.word.model import WordParagraph, WordTable
from smdesk.intake.word.names import CODES, FALLBACK, Code, Names, names_of
from smdesk.intake.word.places import Placed
from smdesk.intake.word.story import Element, Story

Ordinal = tuple[str, int]
"""Kind of an element (``p`` or ``tc``) and its number among those of the part."""


@dataclass
class Body:
    """A body in order: ``items`` as `walk_body` yields them, with the place of each.

    ``paragraphs`` is parallel to ``items`` (``None`` for tables and what could not be placed);
    ``cells`` gives the place of a cell by table, row and column.
    """

    items: list[WordParagraph | WordTable] = field(default_factory=list)
    paragraphs: list[Ordinal | None] = field(default_factory=list)
    cells: dict[tuple[int, int, int], Ordinal] = field(default_factory=dict)


def read_body(body: Element) -> Body:
    """Return a body's paragraphs and tables with their places; raises as `read_tables`."""
    names = names_of(body.tag)
    root = body.getroottree().getroot()
    numbers = {
        one: (kind, number)
        for kind, code in (("p", Code.PARAGRAPH), ("tc", Code.CELL))
        for number, one in enumerate(e for e in root.iter() if CODES.get(e.tag) is code)
    }
    reader = _Locating(names, lazy=False)
    found = Body()
    for item, element in reader.pairs(_body(body, names)):
        found.items.append(item)
        found.paragraphs.append(None if element is None else numbers.get(element))
    found.cells = {place: numbers[one] for place, one in reader.elements.items()}
    return found


@dataclass
class _Locating(_Reader):
    """A table reader that keeps the element of each cell."""

    elements: dict[tuple[int, int, int], Element] = field(default_factory=dict)

    def placed(self, number: int, cells: Sequence[Placed]) -> None:
        for one in cells:
            self.elements[number, one.row, one.column] = one.raw.element

    def pairs(self, parent: Element) -> Iterator[tuple[WordParagraph | WordTable, Element | None]]:
        """Yield what `walk` yields, with the element of each paragraph."""
        for child in _flat(parent, self.names):
            first = self.started
            if CODES[child.tag] is Code.PARAGRAPH:
                story = Story(self.names, self._nested)
                story.paragraph(child)
                elements = _paragraphs(child, self.names, len(story.paragraphs))
                for one, element in zip(story.paragraphs, elements, strict=True):
                    self._remember(one)
                    yield one, element
            else:
                self.table(child, tuple(self.lines))
                self.lines.clear()
            for number in range(first, self.started):
                yield self.tables[number], None


def _paragraphs(element: Element, names: Names, count: int) -> list[Element | None]:
    """Return the elements of a paragraph and of those in its text boxes, if as many as were read."""
    boxed = [
        one
        for box in element.iter(names.text_box)
        for one in box.iter()
        if CODES.get(one.tag) is Code.PARAGRAPH
        and not any(
            up.tag == FALLBACK or CODES.get(up.tag) is Code.TABLE for up in _up(one, element)
        )
    ]
    if len(boxed) == count - 1:
        return [element, *boxed]
    return [element, *[None] * (count - 1)]


def _up(element: Element, top: Element) -> Iterator[Element]:
    parent = element.getparent()
    while parent is not None and parent is not top:
        yield parent
        parent = parent.getparent()
