"""A form's tables as grids of cells: what the wizard draws, Word and PDF print, the reader aligns.

`table_grid`, `cover_grid` and `sheet_grid` expand a pack's rows for given year columns and row
counts. Every consumer works from the same `Grid`, so a form's layout is written down once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from smdesk.notices.address import Address
from smdesk.notices.models import Cell, Choice, Form, FormField, Kind, Notice, Row, Signature

Role = Literal["heading", "label", "value", "option", "index", "signature"]
GridId = Literal["cover", "table", "sheet"]


@dataclass(frozen=True)
class Text:
    """Printed text; a line break is ``\\n``; ``of`` is set where it heads boxes of a choice."""

    text: str
    of: Address | None = None


@dataclass(frozen=True)
class Blank:
    """The place of one value; ``placeholder`` is what an empty form prints there."""

    address: Address
    placeholder: str = ""


@dataclass(frozen=True)
class Box:
    """One box of a choice with its printed label; ``note`` is the text that 其它 asks for."""

    address: Address
    choice: str
    label: str
    note: Address | None = None


Part = Text | Blank | Box


@dataclass(frozen=True)
class GridCell:
    """One cell: its place and size in rows and columns of the grid, its role, its parts in order."""

    row: int
    column: int
    rows: int
    columns: int
    role: Role
    parts: tuple[Part, ...]
    section: str = ""
    align: Literal["left", "center", "right"] | None = None
    flow: Literal["line", "stack"] = "stack"
    sign: Signature | None = None

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The values that stand in this cell, in printed order, each once; notes after their box."""
        found: dict[Address, None] = {}
        for part in self.parts:
            if isinstance(part, Blank | Box):
                found[part.address] = None
            if isinstance(part, Box) and part.note is not None:
                found[part.note] = None
        return tuple(found)

    @property
    def printed(self) -> str:
        """The cell's text in an empty form."""
        return "".join(
            part.text
            if isinstance(part, Text)
            else part.placeholder
            if isinstance(part, Blank)
            else f"□{part.label}"
            for part in self.parts
        )


@dataclass(frozen=True)
class GridRow:
    """One row: its section, a minimum height in mm, and the repeat it is a row of.

    ``reconstructed`` names the sister form of a row that the notice's text does not print.
    """

    section: str
    height: float | None = None
    repeat: str | None = None
    index: int | None = None
    new_page: bool = False
    reconstructed: str | None = None


@dataclass(frozen=True)
class Grid:
    """A table: ``edges`` are the column borders as fractions of the width, 0 first and 1 last."""

    id: GridId
    edges: tuple[float, ...]
    rows: tuple[GridRow, ...]
    cells: tuple[GridCell, ...]

    @cached_property
    def by_row(self) -> tuple[tuple[GridCell, ...], ...]:
        """The cells that start in each row, left to right."""
        lines: list[list[GridCell]] = [[] for _ in self.rows]
        for cell in self.cells:
            lines[cell.row].append(cell)
        return tuple(tuple(line) for line in lines)

    @cached_property
    def places(self) -> dict[Address, GridCell]:
        """The cell that holds each address (of a choice in several cells, the first)."""
        found: dict[Address, GridCell] = {}
        for cell in self.cells:
            for address in cell.addresses:
                found.setdefault(address, cell)
        return found

    @cached_property
    def covering(self) -> dict[tuple[int, int], GridCell]:
        """The cell that covers each grid position (row, column)."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    def label_path(self, address: Address) -> tuple[str, ...]:
        """Return section, row labels and column heads of a value, as printed, blanks removed."""
        from smdesk.notices.labels import label_path

        return label_path(self, address)


class _Expander:
    """Turns rows of pack cells into grid cells; one instance a grid."""

    def __init__(
        self,
        fields: Mapping[str, FormField],
        columns: int,
        years: Sequence[int],
        counts: Mapping[str, int],
    ) -> None:
        self.fields = fields
        self.columns = columns
        self.years = tuple(years)
        self.counts = counts
        self.rows: list[GridRow] = []
        self.cells: list[GridCell] = []

    def add(self, rows: Sequence[Row], section: str, new_page: bool = False) -> None:
        """Expand one section's rows below what is there already."""
        heights = [self.counts.get(row.repeat, 1) if row.repeat else 1 for row in rows]
        starts = [len(self.rows) + sum(heights[:index]) for index in range(len(rows))]
        taken: dict[int, set[int]] = {}
        for index, row in enumerate(rows):
            occupied = taken.setdefault(index, set())
            placed = list(self._place(row, occupied))
            for cell, column in placed:
                for below in range(index + 1, index + cell.rows):
                    taken.setdefault(below, set()).update(range(column, column + cell.span))
            for instance in range(heights[index]):
                number = instance + 1 if row.repeat else None
                first = new_page and index == 0 and instance == 0
                self.rows.append(
                    GridRow(section, row.height, row.repeat, number, first, row.reconstructed)
                )
                for cell, column in placed:
                    tall = sum(heights[index : index + cell.rows]) if cell.rows > 1 else 1
                    if instance == 0 or cell.rows == 1:
                        self.cells.append(
                            self._grid_cell(
                                cell, starts[index] + instance, column, tall, section, number
                            )
                        )

    def _place(self, row: Row, occupied: set[int]) -> Iterator[tuple[Cell, int]]:
        column = 0
        for cell in self._spread(row.cells):
            while column in occupied:
                column += 1
            yield cell, column
            column += cell.span

    def _spread(self, cells: Sequence[Cell]) -> Iterator[Cell]:
        """Yield the cells with each ``series`` cut into one field cell a year column."""
        for cell in cells:
            if cell.series is None:
                yield cell
                continue
            for number in range(1, len(self.years) + 1):
                yield cell.model_copy(update={"series": None, "field": cell.series, "year": number})

    def _grid_cell(
        self, cell: Cell, row: int, column: int, tall: int, section: str, number: int | None
    ) -> GridCell:
        role, parts = self._content(cell, number)
        return GridCell(
            row, column, tall, cell.span, role, parts, section, cell.align, cell.flow, cell.sign
        )

    def _content(self, cell: Cell, number: int | None) -> tuple[Role, tuple[Part, ...]]:
        match cell.content:
            case "heading":
                return "heading", (Text(self.with_years(cell.heading or "")),)
            case "label":
                return "label", (Text(self.with_years(cell.label or "")),)
            case "field":
                return "value", self._field_parts(cell, number)
            case "template":
                return "value", tuple(self._template(cell.template or "", number))
            case "option":
                return "option", tuple(self._boxes(cell.of or "", number, only=cell.option))
            case "options":
                return "option", tuple(self._boxes(cell.options or "", number, group=cell.group))
            case "sign":
                return "signature", tuple(_sign_parts(cell.sign))
        return "index", (Text(str(number or "")),)

    def _field_parts(self, cell: Cell, number: int | None) -> tuple[Part, ...]:
        field = self.fields[cell.field or ""]
        if field.kind is Kind.CHOICE:
            return tuple(self._boxes(field.address, number))
        return (Blank(self._address(field.address, number, cell.year)),)

    def _address(self, name: str, number: int | None, year: int | None = None) -> Address:
        field = self.fields[name]
        if field.axis == "year":
            return Address(name, self._year(year or 1))
        if number is not None and "." in name:
            repeat, tail = name.rsplit(".", 1)
            if repeat in self.counts:
                return Address(repeat, number, tail)
        return Address(name)

    def _year(self, position: int) -> int:
        return self.years[position - 1 if position > 0 else position]

    def with_years(self, text: str) -> str:
        """Return ``text`` with each ``{year:n}`` replaced by that year column."""
        return re.sub(r"\{year:(-?\d+)\}", lambda match: str(self._year(int(match.group(1)))), text)

    def _template(self, text: str, number: int | None) -> Iterator[Part]:
        for literal, name, placeholder in split_template(self.with_years(text)):
            if literal:
                yield Text(literal)
            if name:
                field = self.fields[name]
                if field.kind in {Kind.CHOICE, Kind.YES_NO}:
                    yield from self._boxes(name, number)
                else:
                    yield Blank(self._address(name, number, -1), placeholder)

    def _boxes(
        self, name: str, number: int | None, only: str | None = None, group: str | None = None
    ) -> Iterator[Part]:
        address = self._address(name, number)
        for choice in choices_of(self.fields[name]):
            if only is not None and choice.id != only:
                continue
            if group is not None and choice.parent != group:
                continue
            if choice.tickable:
                note = self._note(choice.note, address) if choice.note else None
                yield Box(address, choice.id, choice.label, note)
            else:
                yield Text(choice.label, address)

    def _note(self, name: str, choice: Address) -> Address:
        """Return the address of the note of 其它: in a repeat, the note of the same row."""
        return Address(choice.head, choice.index, name) if choice.tail else Address(name)

    def grid(self, id: GridId) -> Grid:
        """Return the grid with the borders that no cell uses taken out."""
        borders = sorted(
            {0, self.columns}
            | {cell.column for cell in self.cells}
            | {cell.column + cell.columns for cell in self.cells}
        )
        place = {border: index for index, border in enumerate(borders)}
        cells = tuple(
            replace(
                cell,
                column=place[cell.column],
                columns=place[cell.column + cell.columns] - place[cell.column],
            )
            for cell in sorted(self.cells, key=lambda one: (one.row, one.column))
        )
        edges = tuple(border / self.columns for border in borders)
        return Grid(id, edges, tuple(self.rows), cells)


YES_NO = (Choice(id="yes", label="是"), Choice(id="no", label="否"))
"""The two boxes of a yes-no field."""


def choices_of(field: FormField) -> tuple[Choice, ...]:
    """Return the boxes of a choice or yes-no field."""
    return YES_NO if field.kind is Kind.YES_NO else field.choices


_TEMPLATE = re.compile(r"\{([a-z][a-z0-9_.]*)(?::([^{}]*))?\}")


def split_template(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (literal before, field name, placeholder) for each blank; the rest last, unnamed."""
    last = 0
    for match in _TEMPLATE.finditer(text):
        yield text[last : match.start()], match.group(1), match.group(2) or ""
        last = match.end()
    yield text[last:], "", ""


def _sign_parts(sign: Signature | None) -> Iterator[Part]:
    if sign is None:
        return
    lines = [sign.title, *([sign.pledge] if sign.pledge else []), *sign.lines]
    yield Text("\n".join([*lines, *([sign.date] if sign.date else [])]))


def form_fields(form: Form) -> dict[str, FormField]:
    """Return the fields of a form by address, those of repeats as ``repeat.field``."""
    fields = {field.address: field for field in form.field}
    for repeat in form.repeat:
        for field in repeat.field:
            name = f"{repeat.id}.{field.address}"
            fields[name] = field.model_copy(update={"address": name})
    return fields


def all_fields(notice: Notice, form: Form) -> dict[str, FormField]:
    """Return the fields of cover and form by address, in printed order."""
    return {field.address: field for field in notice.cover.field} | form_fields(form)


def printed_rows(form: Form, counts: Mapping[str, int] | None = None) -> dict[str, int]:
    """Return the rows of each repeat: as printed, or more where ``counts`` asks for more."""
    given = counts or {}
    return {one.id: min(one.most, max(one.rows, given.get(one.id, 0))) for one in form.repeat}


def table_grid(form: Form, years: Sequence[int], counts: Mapping[str, int] | None = None) -> Grid:
    """Return the form's main table, section heads included where the pack prints them."""
    expander = _Expander(form_fields(form), form.columns, years, printed_rows(form, counts))
    for section in form.section:
        expander.add(section.row, section.title, section.new_page)
    return expander.grid("table")


def cover_grid(notice: Notice, years: Sequence[int] = ()) -> Grid:
    """Return the cover's blanks as a grid (drawn without borders)."""
    fields = {field.address: field for field in notice.cover.field}
    expander = _Expander(fields, notice.cover.columns, years, {})
    expander.add(notice.cover.row, "封面")
    return expander.grid("cover")


SHEET_TITLE = "申报信息核对页"


def sheet_grid(form: Form) -> Grid:
    """Return the check sheet: each value that the notice's table does not print, a row each."""
    rows: list[Row] = []
    for field in (one for one in form.field if one.off_paper):
        label = Cell(label="".join(field.label) or field.address, span=5)
        boxes = field.kind in {Kind.CHOICE, Kind.YES_NO}
        value = (
            Cell(options=field.address, span=7, flow="line")
            if boxes
            else Cell(field=field.address, span=7)
        )
        rows.append(Row(cells=(label, value)))
    expander = _Expander(form_fields(form), 12, (), {})
    expander.add(rows, SHEET_TITLE)
    return expander.grid("sheet")
