"""What one table page holds, without any Qt: its grid, and a slot for each editor.

A slot is the place of one editor: a blank, a box of a choice, or the note of 其它.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from smdesk.notices.address import Address
from smdesk.notices.grid import (
    SHEET_TITLE,
    Blank,
    Box,
    Grid,
    GridCell,
    Text,
    all_fields,
    cover_grid,
    sheet_grid,
    table_grid,
)
from smdesk.notices.models import Form, FormField, Kind, Pack

SlotKind = Literal["blank", "box", "note"]

_BLANKS = re.compile(r"[\s\u3000_＿]+")
_LONG = {Kind.TEXT, Kind.LONG_TEXT, Kind.NAME, Kind.ADDRESS, Kind.INDUSTRY, Kind.PERSON,
         Kind.REGISTRATION, Kind.EMAIL, Kind.URL, Kind.PHONE, Kind.MOBILE, Kind.FAX,
         Kind.SHARES}  # fmt: skip
_LONGEST = {Kind.LONG_TEXT, Kind.SHARES}
_BREAKING = {Kind.TEXT, Kind.LONG_TEXT, Kind.NAME, Kind.ADDRESS, Kind.SHARES}
BREAK = "\n"
KEPT = 200
"""Pages that are kept made."""
NOTE = "具体内容"
"""What the text of a 其它 is called, behind the name of its box."""


@dataclass(frozen=True)
class Slot:
    """The place of one editor.

    ``key`` is unique on its page; ``alone`` if nothing else stands in its cell; ``block`` if it
    takes a whole line of its cell; ``unit`` is what the cell shows behind the value; ``placeholder``
    what an empty form prints in its place.
    """

    key: str
    address: str
    place: Address
    kind: SlotKind
    cell: GridCell = field(repr=False)
    field: FormField = field(repr=False)
    choice: str | None = None
    label: str = ""
    alone: bool = False
    block: bool = False
    placeholder: str = ""
    unit: str = ""

    @property
    def wraps(self) -> bool:
        """Whether its text is words, which go on in the next line and make the row higher."""
        whole = self.alone or self.block
        return whole and (self.kind == "note" or self.field.kind in _LONG)

    @property
    def breaks(self) -> bool:
        """Whether a person may put line breaks in it."""
        return self.field.kind in _BREAKING


Piece = str | Slot
"""A stretch of printed text, `BREAK`, or an editor."""


_BookKey = tuple[str, str, str, tuple[int, ...], tuple[tuple[str, int], ...]]


@dataclass(frozen=True)
class Book:
    """One page: a grid with its slots in reading order; made again when rows are added."""

    step: str
    pack: Pack
    form: Form
    grid: Grid
    title: tuple[str, ...] = ()
    number: str = ""
    foot: tuple[str, ...] = ()

    @cached_property
    def fields(self) -> Mapping[str, FormField]:
        """Every field of cover and form by address."""
        return all_fields(self.pack.notice, self.form)

    @cached_property
    def pieces(self) -> dict[tuple[int, int], tuple[Piece, ...]]:
        """What stands in each cell that holds editors, in order, by row and column of the grid."""
        seen: dict[str, int] = {}
        return {
            (cell.row, cell.column): tuple(_pieces(cell, self.fields, seen))
            for cell in self.grid.cells
            if cell.addresses
        }

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot as the eye reads: row by row, left to right, in a cell as printed."""
        return tuple(
            piece for pieces in self.pieces.values() for piece in pieces if isinstance(piece, Slot)
        )

    @property
    def borders(self) -> bool:
        """Whether the grid prints lines; the cover does not."""
        return self.grid.id != "cover"

    def path(self, slot: Slot) -> tuple[str, ...]:
        """Return the printed labels of a slot, as a person says them: without the section."""
        found = self._paths.get(slot.key)
        if found is None:
            found = self._paths[slot.key] = self._path(slot)
        return found

    @cached_property
    def _paths(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _path(self, slot: Slot) -> tuple[str, ...]:
        words = slot.field.label if not slot.place.row else ()
        found = words or self.grid.label_path(slot.place)
        path = [_BLANKS.sub("", one) for one in found]
        if len(path) > 1 and path[0] == _BLANKS.sub("", slot.cell.section):
            path = path[1:]
        if slot.place.row is not None:
            path.insert(len(path) - 1, f"第 {slot.place.row} 行")
        if slot.kind == "box":
            path += [_BLANKS.sub("", one) for one in (*_groups(slot), slot.label) if one]
        elif slot.kind == "note":
            path.append(NOTE)
        return tuple(path)

    @cached_property
    def taken_from(self) -> dict[int, str]:
        """The rows that the notice's own text does not print, and the form they were taken from."""
        rows = {n: row.reconstructed for n, row in enumerate(self.grid.rows) if row.reconstructed}
        for slot in self.slots:
            if slot.field.source == "reconstructed" and slot.field.origin:
                rows.setdefault(slot.cell.row, slot.field.origin)
        return rows

    def repeat_of(self, row: int) -> tuple[str, int] | None:
        """Return the repeat and its row number that a row of the grid shows."""
        found = self.grid.rows[row]
        return (found.repeat, found.index) if found.repeat and found.index else None


def _groups(slot: Slot) -> tuple[str, ...]:
    """Return the labels of the choices that a box is printed under, the outermost first."""
    known = {one.id: one for one in slot.field.choices}
    labels: list[str] = []
    here = known.get(slot.choice or "")
    while here is not None and here.parent is not None:
        here = known.get(here.parent)
        labels += [here.label] if here else []
    return tuple(reversed(labels))


_books: dict[_BookKey, Book] = {}


def open_book(
    pack: Pack, form: Form, step: str, years: Sequence[int], rows: Mapping[str, int]
) -> Book:
    """Return the page of a step: ``cover``, ``table/<section>`` or ``sheet``.

    The pages opened last are kept: every draft of a form shows the same ones. Raises ``KeyError``
    where the form has no such step.
    """
    key = (pack.hash, form.id, step, tuple(years), tuple(sorted(rows.items())))
    known = _books.get(key)
    if known is None or known.pack is not pack or known.form is not form:
        known = _made(pack, form, step, years, rows)
        while len(_books) >= KEPT:
            _books.pop(next(iter(_books)), None)
        _books[key] = known
    return known


def ready(pack: Pack, form: Form, years: Sequence[int]) -> None:
    """Open every page of an empty form ahead, with all that a first look at it asks for."""
    steps = ["cover", *(f"table/{one.id}" for one in form.section)]
    for step in steps:
        book = open_book(pack, form, step, years, {one.id: one.rows for one in form.repeat})
        for slot in book.slots:
            book.path(slot)


def _made(pack: Pack, form: Form, step: str, years: Sequence[int], rows: Mapping[str, int]) -> Book:
    notice = pack.notice
    if step == "cover":
        grid = cover_grid(notice, years)
        return Book(step, pack, form, grid, title=notice.cover.title, foot=notice.cover.foot)
    if step == "sheet":
        return Book(step, pack, form, _left(sheet_grid(form)), title=(SHEET_TITLE,))
    sections = {f"table/{one.id}": one for one in form.section}
    section = sections[step]
    grid = table_grid(form.model_copy(update={"section": (section,)}), years, rows)
    first = section is form.section[0]
    return Book(
        step, pack, form, grid,
        title=(form.title,) if first else (), number=form.number if first else "",
    )  # fmt: skip


def _left(grid: Grid) -> Grid:
    """Return the check sheet with its labels at the left: they are whole sentences."""
    cells = tuple(
        replace(cell, align="left") if cell.role == "label" else cell for cell in grid.cells
    )
    return replace(grid, cells=cells)


def _pieces(
    cell: GridCell, fields: Mapping[str, FormField], seen: dict[str, int]
) -> Iterator[Piece]:
    """Yield what stands in a cell, breaks between boxes as `notices.render` has them."""
    raw: list[Piece] = []
    for index, part in enumerate(cell.parts):
        if index:
            raw += _between(cell, cell.parts[index - 1], part)
        match part:
            case Text(text=text):
                lines = text.split("\n")
                raw += [one for line in lines for one in (BREAK, line)][1:]
            case Blank(address, placeholder):
                raw.append(_slot(cell, "blank", address, fields, seen, placeholder=placeholder))
            case Box():
                raw.append(
                    _slot(
                        cell, "box", part.address, fields, seen,
                        choice=part.choice, label=part.label,
                    )
                )  # fmt: skip
                if part.note is not None:
                    raw.append(BREAK if cell.flow == "stack" else "：")
                    raw.append(_slot(cell, "note", part.note, fields, seen))
    pieces = _broken([one for one in raw if one != ""])
    for index, piece in enumerate(pieces):
        yield _placed(piece, pieces, index) if isinstance(piece, Slot) else piece


def _broken(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with long text on lines of its own: it may take several."""
    found: list[Piece] = []
    for piece in pieces:
        long = isinstance(piece, Slot) and piece.kind == "blank" and piece.field.kind in _LONGEST
        if long and found and found[-1] != BREAK:
            found.append(BREAK)
        after_long = (
            bool(found) and isinstance(found[-1], Slot) and found[-1].field.kind in _LONGEST
        )
        if after_long and piece != BREAK:
            found.append(BREAK)
        found.append(piece)
    return found


def _between(cell: GridCell, before: object, after: object) -> list[Piece]:
    heads = [isinstance(part, Text) and part.of is not None for part in (before, after)]
    boxes = [isinstance(part, Box) for part in (before, after)]
    if not all(head or box for head, box in zip(heads, boxes, strict=True)):
        return []
    return [BREAK] if cell.flow == "stack" or heads[1] else ["　"]


def _slot(
    cell: GridCell,
    kind: SlotKind,
    address: Address,
    fields: Mapping[str, FormField],
    seen: dict[str, int],
    *,
    choice: str | None = None,
    label: str = "",
    placeholder: str = "",
) -> Slot:
    name = str(address)
    key = name if choice is None else f"{name}#{choice}"
    seen[key] = seen.get(key, 0) + 1
    unique = key if seen[key] == 1 else f"{key}/{seen[key]}"
    return Slot(
        unique, name, address, kind, cell, fields[address.field],
        choice=choice, label=label, placeholder=placeholder,
    )  # fmt: skip


def _placed(slot: Slot, pieces: list[Piece], index: int) -> Slot:
    """Return a slot that knows what stands around it."""
    before = pieces[index - 1] if index else BREAK
    after = pieces[index + 1] if index + 1 < len(pieces) else BREAK
    unit = slot.field.unit or ""
    follows = isinstance(after, str) and unit and after.lstrip().startswith(unit)
    numeric = slot.kind == "blank" and slot.field.kind.numeric and slot.field.kind is not Kind.YEAR
    return replace(
        slot,
        alone=len(pieces) == 1,
        block=before == BREAK == after and slot.kind != "box",
        unit=unit if numeric and not follows and not slot.field.units else "",
    )
