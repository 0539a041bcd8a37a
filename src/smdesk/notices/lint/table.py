"""Faults of a table: spans, fields and boxes in cells, years and templates in printed texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from smdesk.notices.choices import choices_of, chosen_boxes
from smdesk.notices.expand import split_template
from smdesk.notices.lint.report import Faults
from smdesk.notices.loader import key_text
from smdesk.notices.models import Cell, FormField, Kind, Row

_YEAR = re.compile(r"\{year:(-?\d+)\}")
_BRACES = re.compile(r"[{}]")
Place = tuple[str | int, ...]


@dataclass
class TableCheck:
    """One table: its fields by address, ids of repeats, number of year columns; what was placed.

    ``placed`` counts the cells of each value (field and year), ``boxes`` those of each box.
    """

    faults: Faults
    fields: Mapping[str, FormField]
    columns: int
    years: int
    repeats: frozenset[str] = frozenset()
    placed: Counter[tuple[str, int | None]] = field(default_factory=Counter)
    boxes: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows_of: Counter[str] = field(default_factory=Counter)

    def rows(self, rows: Sequence[Row], place: Place) -> None:
        """Check the rows of one section."""
        open_cells: list[tuple[int, int, int]] = []  # first column, span, rows still to come
        for index, row in enumerate(rows):
            here = (*place, index)
            self._row(row, here)
            open_cells = self._spans(row, here, open_cells, last=len(rows) - 1 - index)

    def _row(self, row: Row, here: Place) -> None:
        if row.repeat is not None:
            self.rows_of[row.repeat] += 1
            if row.repeat not in self.repeats:
                self.faults.add("repeat-unknown", key_text((*here, "repeat")), name=row.repeat)
        for number, cell in enumerate(row.cells):
            self._cell(cell, row, (*here, "cells", number))

    def _spans(
        self, row: Row, here: Place, above: list[tuple[int, int, int]], last: int
    ) -> list[tuple[int, int, int]]:
        """Check that cells and those hanging down fill the row; return what hangs further down."""
        taken = {column for first, span, _ in above for column in range(first, first + span)}
        below = [(first, span, rows - 1) for first, span, rows in above if rows > 1]
        column, free = 0, True
        for cell in self._spread(row.cells):
            while column in taken:
                column += 1
            free = free and not taken & set(range(column, column + cell.span))
            if cell.rows > 1:
                below.append((column, cell.span, cell.rows - 1))
            column += cell.span
        while column in taken:
            column += 1
        filled = sum(cell.span for cell in self._spread(row.cells)) + len(taken)
        if not free:
            self.faults.add("span-overlap", key_text(here))
        elif filled != self.columns or column != self.columns:
            self.faults.add("span-sum", key_text(here), got=filled, want=self.columns)
        if any(rows > last for _, _, rows in below):
            self.faults.add("span-out", key_text(here))
            below = [one for one in below if one[2] <= last]
        return below

    def _spread(self, cells: Sequence[Cell]) -> Iterator[Cell]:
        for cell in cells:
            yield from [cell] * (self.years if cell.series is not None else 1)

    def _cell(self, cell: Cell, row: Row, here: Place) -> None:
        self._texts(cell, here)
        if row.repeat is not None and cell.rows > 1:
            self.faults.add("repeat-tall", key_text((*here, "rows")))
        match cell.content:
            case "field":
                self._field(cell.field or "", cell, row, (*here, "field"))
            case "series":
                self._series(cell.series or "", (*here, "series"))
            case "template":
                self._template(cell, row, (*here, "template"))
            case "option" | "options":
                self._options(cell, row, here)
            case "index" if row.repeat is None:
                self.faults.add("index-alone", key_text((*here, "index")))

    def _known(self, name: str, here: Place) -> FormField | None:
        found = self.fields.get(name)
        if found is None:
            self.faults.add("field-unknown", key_text(here), name=name)
        return found

    def _in_row(self, name: str, row: Row, here: Place) -> None:
        """Check that a repeat's field stands in its repeat's row and no other field does."""
        repeat = name.rpartition(".")[0]
        owner = repeat if repeat in self.repeats else None
        if owner != row.repeat:
            self.faults.add("repeat-place", key_text(here), name=name)

    def _field(self, name: str, cell: Cell, row: Row, here: Place) -> None:
        found = self._known(name, here)
        if found is None:
            return
        self._in_row(name, row, here)
        if (found.axis == "year") != (cell.year is not None):
            code = "year-missing" if found.axis == "year" else "year-spare"
            self.faults.add(code, key_text(here), name=name)
            return
        if cell.year is not None and not self._year(cell.year):
            self.faults.add("year-range", key_text(here), year=cell.year, years=self.years)
            return
        self.placed[name, self._position(cell.year)] += 1
        if found.kind is Kind.CHOICE:
            self._count(found)

    def _series(self, name: str, here: Place) -> None:
        found = self._known(name, here)
        if found is None:
            return
        if found.axis != "year":
            self.faults.add("series-axis", key_text(here), name=name)
            return
        for position in range(1, self.years + 1):
            self.placed[name, position] += 1

    def _template(self, cell: Cell, row: Row, here: Place) -> None:
        names = [name for _, name, _ in split_template(_YEAR.sub("", cell.template or "")) if name]
        if not names:
            self.faults.add("template-empty", key_text(here))
        for name in names:
            if (found := self._known(name, here)) is None:
                continue
            self._in_row(name, row, here)
            self.placed[name, self.years if found.axis == "year" else None] += 1
            if found.kind in {Kind.CHOICE, Kind.YES_NO}:
                self._count(found)

    def _options(self, cell: Cell, row: Row, here: Place) -> None:
        name = cell.of or cell.options or ""
        found = self._known(name, (*here, "of" if cell.of else "options"))
        if found is None:
            return
        self._in_row(name, row, here)
        if not choices_of(found):
            self.faults.add("option-no-choice", key_text(here), name=name)
            return
        known = {one.id for one in choices_of(found)}
        named = [
            ("option", cell.option),
            ("group", cell.group),
            *(("only", one) for one in cell.only),
        ]
        for key, wanted in named:
            if wanted is not None and wanted not in known:
                self.faults.add("option-unknown", key_text((*here, key)), name=name, option=wanted)
        self._count(found, (cell.option,) if cell.option else cell.only, cell.group)

    def _count(self, found: FormField, only: Sequence[str] = (), group: str | None = None) -> None:
        """Count the boxes that a cell prints."""
        for one in chosen_boxes(found, only, group):
            if one.tickable:
                self.boxes[found.address, one.id] += 1

    def _year(self, position: int) -> bool:
        return position != 0 and abs(position) <= self.years

    def _position(self, year: int | None) -> int | None:
        return year if year is None or year > 0 else self.years + 1 + year

    def _texts(self, cell: Cell, here: Place) -> None:
        """Check ``{year:n}`` and braces in the printed texts of a cell."""
        for key in ("label", "heading", "template"):
            text: str | None = getattr(cell, key)
            if text is None:
                continue
            for match in _YEAR.finditer(text):
                if len(match[1]) > 4 or not self._year(int(match[1])):
                    self.faults.add(
                        "year-range", key_text((*here, key)), year=match[1], years=self.years
                    )
            rest = _YEAR.sub("", text)
            literals = [literal for literal, _, _ in split_template(rest)]
            if _BRACES.search("".join(literals) if key == "template" else rest):
                self.faults.add("braces", key_text((*here, key)))
