"""A filled form as it lies on the desk: printed letters, answers and boxes in cells of tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from ninth.cast import answers
from smdesk.notices.address import parse
from smdesk.notices.boxes import choice_text
from smdesk.notices.choices import choices_of
from smdesk.notices.grid import Blank, Box, Grid, Text, all_fields, cover_grid, table_grid
from smdesk.notices.loader import pack
from smdesk.notices.models import FormField, Kind
from smdesk.notices.typed import read

FORMS = [
    f"{notice}/{form}"
    for notice in (
        "zhejiang-2020",
        "shanxi-2021",
        "shanghai-2023",
        "guangdong-2024",
        "national-2022",
    )
    for form in pack(notice).forms
]


@dataclass
class Bit:
    """Letters of one kind: printed, an answer (``address``), a box (``choice``) or its label (``of``)."""

    text: str
    address: str = ""
    choice: str = ""
    on: bool = False
    of: str = ""
    look: str = ""
    """How it is set: ``strike``, ``vanish``, ``sup``, ``del``, ``ins``, ``sym:FONT:CODE``, ``link``, …"""


@dataclass
class Cell:
    """A cell at a place of its table; ``role`` as in the pack's grid."""

    r: int
    c: int
    h: int
    w: int
    role: str
    bits: list[Bit]
    tables: list[Table] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.bits)

    @property
    def answers(self) -> list[Bit]:
        return [one for one in self.bits if one.address and not one.choice]


@dataclass
class Table:
    """Cells on ``columns`` columns; ``marks`` are words for the pen (``landscape``, ``bare``…)."""

    columns: int
    cells: list[Cell]
    marks: set[str] = field(default_factory=set)

    @property
    def height(self) -> int:
        return max((one.r + one.h for one in self.cells), default=0)

    def row(self, r: int) -> list[Cell]:
        return sorted((one for one in self.cells if one.r == r), key=lambda one: one.c)

    def insert_row(self, at: int, cells: list[Cell]) -> None:
        """Insert a row; cells that reach over it grow."""
        for one in self.cells:
            if one.r >= at:
                one.r += 1
            elif one.r + one.h > at:
                one.h += 1
        for one in cells:
            one.r = at
        self.cells += cells

    def drop_row(self, at: int) -> None:
        """Take a row out; cells that reach over it shrink."""
        self.cells = [one for one in self.cells if not (one.r == at and one.h == 1)]
        for one in self.cells:
            if one.r > at:
                one.r -= 1
            elif one.r + one.h > at:
                one.h -= 1

    def insert_column(self, at: int, make: Callable[[int], Cell]) -> None:
        """Insert a column before ``at``: cells that reach over it grow, else ``make(row)`` stands there."""
        rows = set(range(self.height))
        for one in self.cells:
            if one.c >= at:
                one.c += 1
            elif one.c + one.w > at:
                one.w += 1
                rows -= set(range(one.r, one.r + one.h))
        self.columns += 1
        self.cells += [make(r) for r in sorted(rows)]

    def part(self, first: int, last: int) -> Table:
        """Return rows ``first`` to ``last`` (not included) as a table of their own."""
        cells = [one for one in self.cells if first <= one.r < last]
        for one in cells:
            one.r -= first
        return Table(self.columns, cells, set(self.marks))

    def cuts(self) -> list[int]:
        """Return the rows before which no cell reaches over."""
        return [
            r for r in range(1, self.height)
            if not any(one.r < r < one.r + one.h for one in self.cells)
        ]  # fmt: skip


@dataclass
class Page:
    """A file: its parts in order, and the truth, texts by address that a careful reader may take."""

    form: str
    rng: Random
    years: tuple[int, ...]
    fields: dict[str, FormField]
    parts: list[str | Table]
    truth: dict[str, tuple[str, ...]]
    unsaid: set[str] = field(default_factory=set)
    look: set[str] = field(default_factory=set)
    pen: dict[str, str] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()
    """What the form fixes itself: no answers."""

    @property
    def tables(self) -> list[Table]:
        found = [one for one in self.parts if isinstance(one, Table)]
        return found + [sub for t in found for cell in t.cells for sub in cell.tables]

    @property
    def main(self) -> Table:
        return max(
            (one for one in self.parts if isinstance(one, Table)), key=lambda one: one.height
        )

    def field(self, address: str) -> FormField:
        return self.fields[parse(address).field]

    def answers(self, *kinds: Kind) -> Iterator[tuple[Table, Cell, Bit, FormField]]:
        """Yield filled answers of some kinds that stand alone in cells of the tables."""
        for table in self.tables:
            for cell in sorted(table.cells, key=lambda one: (one.r, one.c)):
                for bit in cell.answers:
                    known = self.field(bit.address)
                    if bit.text and (not kinds or known.kind in kinds):
                        yield table, cell, bit, known

    def numbers(self) -> list[tuple[Table, Cell, Bit, FormField]]:
        return [
            one for one in self.answers(Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.DECIMAL)
            if len(one[1].bits) == 1 and re.fullmatch(r"-?\d+(\.\d+)?", one[2].text)
        ]  # fmt: skip

    def yearly(self) -> list[tuple[Table, list[Cell]]]:
        """Return the rows of the year table: its answers left to right."""
        found = []
        for table in self.tables:
            for r in range(table.height):
                cells = [
                    c
                    for c in table.row(r)
                    if any(self.field(b.address).axis == "year" for b in c.answers)
                ]
                if len(cells) > 1 and len({c.answers[0].address[:-6] for c in cells}) == 1:
                    found.append((table, cells))
        return found

    def boxes(self) -> list[tuple[Cell, list[Bit]]]:
        return [
            (cell, [one for one in cell.bits if one.choice])
            for table in self.tables for cell in table.cells if any(b.choice for b in cell.bits)
        ]  # fmt: skip

    def labels(self) -> list[tuple[Table, Cell]]:
        return [
            (t, c) for t in self.tables for c in t.cells if c.role == "label" and c.text.strip()
        ]

    def allow(self, address: str, *texts: str) -> None:
        """What a careful reader may take as well."""
        if address not in self.fixed:
            self.truth[address] = (*self.truth.get(address, ()), *texts)

    def forget(self, *addresses: str) -> None:
        """What the paper does not say: any text read there is wrong when stated."""
        for one in addresses:
            self.truth.pop(one, None)
            self.unsaid.add(one)


def drawn(grid: Grid, texts: dict[str, str], ticks: dict[str, set[str]]) -> Table:
    """Return the printed table with its answers."""
    cells = []
    for cell in grid.cells:
        bits: list[Bit] = []
        for place, part in enumerate(cell.parts):
            if isinstance(part, Text):
                bits.append(Bit(part.text))
            elif isinstance(part, Blank):
                bits.append(
                    Bit(texts.get(str(part.address), "") or part.placeholder, str(part.address))
                )
                if not texts.get(str(part.address)):
                    bits[-1] = (
                        Bit(part.placeholder, str(part.address))
                        if part.placeholder
                        else Bit("", str(part.address))
                    )
            elif isinstance(part, Box):
                on = part.choice in ticks.get(str(part.address), set())
                if place and bits:
                    bits.append(Bit("\n" if cell.flow == "stack" else "　"))
                bits += [
                    Bit("☑" if on else "□", str(part.address), part.choice, on),
                    Bit(part.label.replace("\n", ""), of=part.choice),
                ]
                if part.note and on and texts.get(str(part.note)):
                    bits += [Bit("："), Bit(texts[str(part.note)], str(part.note))]
        cells.append(Cell(cell.row, cell.column, cell.rows, cell.columns, cell.role, bits))
    return Table(len(grid.edges) - 1, cells)


def ninth(form: str, people: list[Callable[[Page], None]], seed: int) -> Page:
    """Return a form filled in by an applicant and worked on by people."""
    rng = Random(f"ninth {form} {seed}")
    notice, _, name = form.partition("/")
    known = pack(notice)
    drawn_form = known.forms[name]
    years = tuple((drawn_form.years or known.notice.years).fixed) or (2021, 2022, 2023)
    fields = all_fields(known.notice, drawn_form)
    cover, table = cover_grid(known.notice, years), table_grid(drawn_form, years)
    places = {
        str(one): fields[one.field] for grid in (cover, table) for one in grid.holding if one.field in fields
    }  # fmt: skip
    texts, ticks = answers(fields, places, rng)
    for address, label in drawn_form.fixed.items():
        ticks[address] = {one.id for one in choices_of(fields[address]) if one.label == label}
    _agree(texts, ticks, places, fields)
    truth = {
        address: (read(fields[parse(address).field], text).text,) for address, text in texts.items()
    }
    truth |= {
        address: (choice_text(fields[parse(address).field], ids),)
        for address, ids in ticks.items()
    }  # fmt: skip
    for address in drawn_form.fixed:
        truth.pop(address, None)
    title = drawn_form.title
    parts: list[str | Table] = [
        *known.notice.cover.title, drawn(cover, texts, ticks), *known.notice.cover.foot, "\f",
        *([drawn_form.number] if drawn_form.number else []), title, drawn(table, texts, ticks),
    ]  # fmt: skip
    page = Page(form, rng, years, fields, parts, truth, fixed=frozenset(drawn_form.fixed))
    for one in people:
        one(page)
    return page


def _agree(
    texts: dict[str, str],
    ticks: dict[str, set[str]],
    places: dict[str, FormField],
    fields: dict[str, FormField],
) -> None:
    """Make what depends on other answers agree: notes of 其它, shares of services."""
    for address, known in places.items():
        if known.kind in {Kind.CHOICE, Kind.YES_NO}:
            for one in choices_of(known):
                if one.note and one.note in texts and one.id not in ticks.get(address, set()):
                    texts[one.note] = ""
        if known.kind is Kind.SHARES and known.of:
            of = fields[known.of]
            names = [
                one.label
                for one in choices_of(of)
                if one.id in ticks.get(known.of, set()) and not one.note
            ]
            if names and len(names) == len(ticks.get(known.of, set())):
                whole = 100 // len(names)
                shares = [whole] * (len(names) - 1) + [100 - whole * (len(names) - 1)]
                texts[address] = "；".join(
                    f"{name} {share}%" for name, share in zip(names, shares, strict=True)
                )
