"""Rows of a pack become cells of a grid: years, repeating rows, boxes, templates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from smdesk.notices.address import Address
from smdesk.notices.cells import Blank, Box, Grid, GridCell, GridId, GridRow, Part, Role, Text
from smdesk.notices.choices import chosen_boxes
from smdesk.notices.models import Cell, FormField, Kind, Row, Signature

_TEMPLATE = re.compile(r"\{([a-z][a-z0-9_.]*)(?::([^{}]*))?\}")


def split_template(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (literal before, field name, placeholder) for each blank; the rest last, unnamed."""
    last = 0
    for match in _TEMPLATE.finditer(text):
        yield text[last : match.start()], match.group(1), match.group(2) or ""
        last = match.end()
    yield text[last:], "", ""


class Expander:
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
        section = self.with_years(section)
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
                return "option", tuple(
                    self._boxes(cell.of or "", number, only=(cell.option or "",))
                )
            case "options":
                boxes = self._boxes(cell.options or "", number, only=cell.only, group=cell.group)
                return "option", tuple(boxes)
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
        self, name: str, number: int | None, only: Sequence[str] = (), group: str | None = None
    ) -> Iterator[Part]:
        address = self._address(name, number)
        for choice in chosen_boxes(self.fields[name], only, group):
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


def _sign_parts(sign: Signature | None) -> Iterator[Part]:
    if sign is None:
        return
    lines = [*filter(None, (sign.title, sign.pledge)), *sign.lines]
    yield Text("\n".join([*lines, *([sign.date] if sign.date else [])]))
