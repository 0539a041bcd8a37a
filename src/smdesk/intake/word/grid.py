"""Reads Word tables as grids in one pass: spans, merges, ragged rows, wrapped rows and cells.

Linear in the size of the document. Limits (rows of all tables, spans, nesting) raise
`SmdeskError` with a code of ``align.toml``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, takewhile

from smdesk.errors import SmdeskError
from smdesk.intake.word.late import LateTable, is_single, may_wait
from smdesk.intake.word.model import WordCell, WordParagraph, WordTable
from smdesk.intake.word.names import CODES, Code, Names, names_of
from smdesk.intake.word.places import Placed, RawCell, RawRow, place
from smdesk.intake.word.plain import PlainCell, is_plain, read_even
from smdesk.intake.word.properties import child_of, control_properties
from smdesk.intake.word.story import Element, Story, quick

MOST_ROWS = 20_000
MOST_SPAN = 200
MOST_DEPTH = 20
LINES_BEFORE = 8
"""How many lines before a table are kept as its context."""


def read_tables(body: Element) -> tuple[WordTable, ...]:
    """Return every table of ``w:body`` (or a whole document) in document order, nested ones too.

    Raises ``align.too-many-rows``, ``align.span-too-wide``, ``align.too-deep``.
    """
    reader = _Reader(names_of(body.tag))
    top = _body(body, reader.names)
    if may_wait(top, reader.names, MOST_ROWS):
        reader.skim(top, late=True)
    elif next(top.iter(reader.names.text_box), None) is None:
        reader.skim(top)
    else:
        for _ in reader.walk(top):
            pass
    return tuple(reader.tables[number] for number in sorted(reader.tables))


def walk_body(body: Element, read: Sequence[WordTable] = ()) -> Iterator[WordParagraph | WordTable]:
    """Yield paragraphs outside tables, and every table, in document order; raises as `read_tables`.

    A nested table follows the one it stands in; a text box follows the paragraph it is anchored to.
    ``read`` are the tables of the same body where `read_tables` gave them already.
    """
    reader = _Reader(names_of(body.tag))
    if read and not any(one.boxed for one in read):
        reader.known = _by_top(read)
    yield from reader.walk(_body(body, reader.names))


def _body(element: Element, names: Names) -> Element:
    found = element.find(names.body)
    return element if found is None else found


def _by_top(tables: Sequence[WordTable]) -> Iterator[list[WordTable]]:
    """Yield each table that stands in no other, with those inside it, in order."""
    group: list[WordTable] = []
    for one in tables:
        if one.parent is None and group:
            yield group
            group = []
        group.append(one)
    yield group


def _tags(*codes: Code) -> tuple[str, ...]:
    return tuple(tag for tag, code in CODES.items() if code in codes)


_PARAGRAPHS, _TABLES = _tags(Code.PARAGRAPH), _tags(Code.TABLE)
_WRAPPERS = _tags(Code.CONTROL, Code.THROUGH, Code.INSERTED, Code.ALTERNATE)


@dataclass
class _Reader:
    """The tables of one document while they are read."""

    names: Names
    lazy: bool = True
    """Whether cells of plain tables are read when they are asked for."""
    known: Iterator[list[WordTable]] | None = None
    """Tables that were read before: each that stands in the body, with those inside it."""
    tables: dict[int, WordTable] = field(default_factory=dict)
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=LINES_BEFORE))
    started: int = 0
    rows: int = 0
    stack: list[int] = field(default_factory=list)

    def skim(self, parent: Element, *, late: bool = False) -> None:
        """Read tables and only those paragraphs that stand right before one; ``late`` lets tables wait."""
        if late and next(parent.iterchildren(*_WRAPPERS), None) is None:
            for child in parent.iterchildren(*_TABLES):
                self._wait(child, self._lines_above)
            return
        waiting: list[Element] = []
        for child in _flat(parent, self.names):
            if CODES[child.tag] is Code.PARAGRAPH:
                waiting.append(child)
                continue
            self._wait(child, partial(self._lines_among, waiting), late=late)
            waiting = []

    def _wait(
        self, table: Element, lines: Callable[[Element], Iterator[str]], *, late: bool = True
    ) -> None:
        """Take in a table of the body, to be read later where it can be; ``lines`` from it upwards."""
        if late and is_single(table):
            one = LateTable.at(self.started, table, lines, self._count, self._late)
            self.tables[self.started] = one
            self.started += 1
        else:
            self.table(table, tuple(lines(table))[::-1])

    def _lines_among(self, waiting: Sequence[Element], _: Element) -> Iterator[str]:
        return self._last_lines(reversed(waiting))

    def _lines_above(self, table: Element) -> Iterator[str]:
        above = table.itersiblings(*_PARAGRAPHS, *_TABLES, preceding=True)
        return self._last_lines(takewhile(lambda one: one.tag not in _TABLES, above))

    def _count(self, table: Element) -> int:
        rows = (row for row, _ in _unwrapped(table, Code.ROW, self.names))
        return sum(not self._is_removed(row) for row in rows)

    def _is_removed(self, row: Element) -> bool:
        properties = child_of(row, self.names.tr_pr)
        return properties is not None and child_of(properties, self.names.row_deleted) is not None

    def _late(self, number: int, element: Element) -> WordTable:
        reader = _Reader(self.names, started=number)
        reader.table(element, ())
        return reader.tables[number]

    def _last_lines(self, upwards: Iterable[Element]) -> Iterator[str]:
        """Yield the last lines of text among some paragraphs, given from below."""
        names = self.names
        texts = (
            (quick(one, names) or Story(names, self._nested, bare=True).paragraph(one)).text.strip()
            for one in upwards
        )
        return islice((text for text in texts if text), LINES_BEFORE)

    def walk(self, parent: Element) -> Iterator[WordParagraph | WordTable]:
        """Yield paragraphs and tables in order."""
        for child in _flat(parent, self.names):
            if self.known is not None and CODES[child.tag] is Code.TABLE:
                yield from next(self.known)
                continue
            first = self.started
            if CODES[child.tag] is Code.PARAGRAPH:
                plain = quick(child, self.names)
                if plain is not None:
                    self._remember(plain)
                    yield plain
                    continue
                story = Story(self.names, self._nested)
                story.paragraph(child)
                for one in story.paragraphs:
                    self._remember(one)
                    yield one
            else:
                self.table(child, tuple(self.lines))
                self.lines.clear()
            for number in range(first, self.started):
                yield self.tables[number]

    def _remember(self, paragraph: WordParagraph) -> None:
        text = paragraph.text.strip()
        if text:
            self.lines.append(text)

    def _nested(self, element: Element, story: Story) -> int:
        lines = [one.text.strip() for one in story.paragraphs[-LINES_BEFORE:]]
        return self.table(element, tuple(line for line in lines if line), boxed=not self.stack)

    def table(self, element: Element, before: tuple[str, ...], boxed: bool = False) -> int:
        """Read one table and return its number."""
        if len(self.stack) >= MOST_DEPTH:
            raise SmdeskError("align.too-deep", limit=MOST_DEPTH)
        number, parent = self.started, self.stack[-1] if self.stack else None
        self.started += 1
        self.stack.append(number)
        widths = _grid_widths(element, self.names)
        plain = self.lazy and is_plain(element, self.names)
        even = read_even(element, widths, MOST_ROWS - self.rows) if plain else None
        if even is not None:
            self.rows += even[0]
            self.tables[number] = WordTable(number, *even, before, parent, boxed)
            self.stack.pop()
            return number
        rows = [self._row(row, controls, plain) for row, controls in self._rows(element)]
        edges, placed = place([row for row in rows if not row.removed], widths)
        self.placed(number, placed)
        cells = tuple([_made(one) for one in placed])
        revised = any(row.revised for row in rows) or any(cell.revised for cell in cells)
        count = sum(not row.removed for row in rows)
        self.tables[number] = WordTable(number, count, edges, cells, before, parent, boxed, revised)
        self.stack.pop()
        return number

    def placed(self, number: int, cells: Sequence[Placed]) -> None:
        """Hear of the placed cells of a table; `elements` keeps them."""

    def _rows(self, table: Element) -> Iterator[tuple[Element, tuple[str, ...]]]:
        for row, controls in _unwrapped(table, Code.ROW, self.names):
            self.rows += 1
            if self.rows > MOST_ROWS:
                raise SmdeskError("align.too-many-rows", limit=MOST_ROWS)
            yield row, controls

    def _row(self, element: Element, controls: tuple[str, ...], plain: bool) -> RawRow:
        row = RawRow()
        properties = child_of(element, self.names.tr_pr)
        if properties is not None:
            self._row_properties(properties, row)
        if row.removed:
            return row
        for cell, tags in _unwrapped(element, Code.CELL, self.names):
            row.cells.append(self._cell(cell, tags, plain))
        if controls and row.cells and row.cells[0].story is not None:
            _tag(row.cells[0].story, controls)
        return row

    def _row_properties(self, element: Element, row: RawRow) -> None:
        names = self.names
        for child in element:
            if child.tag == names.grid_before:
                row.before = _span(child.get(names.val), 0)
            elif child.tag == names.grid_after:
                row.after = _span(child.get(names.val), 0)
            elif child.tag == names.w_before:
                row.width_before = _width(child, names)[0]
            elif child.tag == names.row_deleted:
                row.removed = row.revised = True
            elif child.tag == names.row_inserted:
                row.revised = True

    def _cell(self, element: Element, tags: tuple[str, ...], plain: bool) -> RawCell:
        names = self.names
        story = None if plain else Story(names, self._nested, bare=True)
        raw = RawCell(element, story)
        removed = False
        properties = child_of(element, names.tc_pr)
        for child in () if properties is None else properties:
            tag = child.tag
            if tag == names.tc_w:
                raw.width, raw.width_type = _width(child, names)
            elif tag == names.grid_span:
                raw.span = max(1, _span(child.get(names.val), 1))
            elif tag == names.v_merge:
                raw.down = child.get(names.val) or "continue"
            elif tag == names.h_merge:
                raw.right = child.get(names.val) or "continue"
            elif tag == names.cell_deleted:
                removed = True
        if story is None:
            return raw
        if removed:
            story.revised = story.replaced = True
        else:
            story.blocks(element)
        if tags:
            _tag(story, tags)
        return raw


def _made(one: Placed) -> WordCell:
    story = one.raw.story
    if story is None:
        return PlainCell.at(
            row=one.row, column=one.column, rows=one.rows, columns=one.columns,
            _element=one.raw.element,
        )  # fmt: skip
    return WordCell(
        one.row, one.column, one.rows, one.columns, tuple(story.paragraphs), story.revised,
        story.replaced, tuple(story.tables), tuple(story.controls), tuple(story.bookmarks),
    )  # fmt: skip


def _tag(story: Story, tags: tuple[str, ...]) -> None:
    """Add controls that stand around a whole cell."""
    text = "\n".join(one.text for one in story.paragraphs)
    story.controls += [(tag, text) for tag in tags]


def _flat(parent: Element, names: Names) -> Iterator[Element]:
    """Yield the paragraphs and tables of a body, out of the wrappers around them."""
    for child in parent:
        code = CODES.get(child.tag)
        if code in {Code.PARAGRAPH, Code.TABLE}:
            yield child
        elif code is Code.CONTROL:
            content = child_of(child, names.sdt_content)
            if content is not None:
                yield from _flat(content, names)
        elif code in {Code.THROUGH, Code.INSERTED}:
            yield from _flat(child, names)
        elif code is Code.ALTERNATE and len(child):
            yield from _flat(child[0], names)


def _unwrapped(
    parent: Iterable[Element], wanted: Code, names: Names, tags: tuple[str, ...] = ()
) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Yield rows of a table or cells of a row, with the tags of controls around each."""
    for child in parent:
        code = CODES.get(child.tag)
        if code is wanted:
            yield child, tags
        elif code is Code.CONTROL:
            tag, _, _ = control_properties(child, names)
            content = child_of(child, names.sdt_content)
            if content is not None:
                more = (*tags, tag) if tag is not None else tags
                yield from _unwrapped(content, wanted, names, more)
        elif code in {Code.THROUGH, Code.INSERTED}:
            yield from _unwrapped(child, wanted, names, tags)


def _grid_widths(table: Element, names: Names) -> list[int]:
    grid = child_of(table, names.tbl_grid)
    if grid is None:
        return []
    return [int(_measure(one.get(names.w) or "")[0]) for one in grid.iterchildren(names.grid_col)]


def _width(element: Element, names: Names) -> tuple[float, str]:
    size, percent = _measure(element.get(names.w) or "")
    kind = element.get(names.type) or "dxa"
    if percent or kind == "pct":
        return size, "pct"
    return (size, "dxa") if kind == "dxa" else (0.0, "auto")


_POINTS = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "pi": 240.0}


def _measure(text: str) -> tuple[float, bool]:
    """Return a width in twentieths of a point (or fiftieths of a percent) and whether it is one."""
    if text.isdigit() and len(text) < 7:
        return float(text), False
    percent = text.endswith("%")
    scale = 50.0 if percent else _POINTS.get(text[-2:], 1.0)
    digits = text[:-1] if percent else text[:-2] if text[-2:] in _POINTS else text
    try:
        size = float(digits) * scale
    except ValueError:
        return 0.0, False
    return (size if 0 <= size < 1e7 else 0.0), percent


def _span(text: str | None, otherwise: int) -> int:
    try:
        size = int(text or "")
    except ValueError:
        return otherwise
    if size > MOST_SPAN:
        raise SmdeskError("align.span-too-wide", span=size, limit=MOST_SPAN)
    return max(0, size)
