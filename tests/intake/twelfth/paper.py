"""A sender's form: printed cells with answers in them, and what is true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from smdesk.notices.address import parse
from smdesk.notices.boxes import choice_text
from smdesk.notices.grid import Blank, Box, Grid, all_fields, cover_grid, table_grid
from smdesk.notices.loader import pack
from smdesk.notices.models import FormField, Kind
from smdesk.notices.typed import read
from twelfth.applicants import Firm, ticked

__all__ = ["Bit", "Cell", "Paper", "Table", "blank_paper", "parse"]
NUMBER = re.compile(r"\d+(\.\d+)?")
FIGURES = {Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.DECIMAL}


@dataclass
class Bit:
    """Printed text (``T``), an answer (``B``) or a box (``X``); ``wrap`` how an answer stands in the XML."""

    kind: str
    text: str
    address: str = ""
    ticked: bool = False
    wrap: str = ""
    old: str = ""


@dataclass
class Cell:
    """A cell at its place."""

    row: int
    col: int
    rows: int
    cols: int
    role: str
    bits: list[Bit]
    stack: bool = True
    wrap: str = ""
    gone: bool = False

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.bits if one.kind == "T")


@dataclass
class Table:
    """A table: column borders as fractions, cells, row marks (``sdt``, ``ins``, ``del``)."""

    edges: tuple[float, ...]
    rows: int
    cells: list[Cell]
    marks: dict[int, str] = field(default_factory=dict)
    cover: bool = False


@dataclass
class Paper:
    """A file with one form; ``truth`` by address, ``unclear`` may not be stated, ``aside`` is not judged."""

    form: str
    who: str
    rng: Random
    years: tuple[int, ...]
    fields: dict[str, FormField]
    title: list[str]
    foot: list[str]
    cover: Table
    table: Table
    heading: list[str]
    truth: dict[str, str]
    unclear: set[str] = field(default_factory=set)
    aside: set[str] = field(default_factory=set)
    how: dict[str, object] = field(default_factory=dict)
    before: list[str] = field(default_factory=list)
    more: list[Paper] = field(default_factory=list)

    def field(self, address: str) -> FormField:
        return self.fields[parse(address).field]

    @property
    def tables(self) -> list[Table]:
        return [self.cover, self.table]

    def answers(self, tables: list[Table] | None = None) -> Iterator[tuple[Cell, Bit]]:
        for table in tables or self.tables:
            for cell in table.cells:
                for bit in cell.bits:
                    if bit.kind == "B" and bit.text:
                        yield cell, bit

    def bit(self, address: str) -> Bit:
        return next(
            b
            for t in self.tables
            for c in t.cells
            for b in c.bits
            if b.address == address and b.kind == "B"
        )

    def cell(self, address: str) -> Cell:
        return next(c for t in self.tables for c in t.cells for b in c.bits if b.address == address)

    def put(self, address: str, text: str, truth: str | None = None) -> None:
        """Write an answer; its truth is what the text says in the field unless told."""
        self.bit(address).text = text
        self.truth[address] = read(self.field(address), text).text if truth is None else truth

    def empty(self, *addresses: str) -> None:
        for one in addresses:
            self.put(one, "", "")

    def ask(self, *addresses: str) -> None:
        for one in addresses:
            self.truth.pop(one, None)
            self.unclear.add(one)

    def leave(self, *addresses: str) -> None:
        for one in addresses:
            self.truth.pop(one, None)
            self.aside.add(one)

    def of_year(self, *years: int) -> list[str]:
        return [a for a in self.truth if parse(a).year in years]


def drawn(grid: Grid, texts: dict[str, str], ticks: dict[str, set[str]]) -> Table:
    """Return a grid as a filled table."""
    cells = []
    for one in grid.cells:
        bits = []
        for part in one.parts:
            if isinstance(part, Blank):
                bits.append(Bit("B", texts.get(str(part.address), ""), str(part.address)))
            elif isinstance(part, Box):
                bits.append(
                    Bit(
                        "X",
                        part.label,
                        str(part.address),
                        part.choice in ticks.get(str(part.address), ()),
                    )
                )
            else:
                bits.append(Bit("T", part.text))
        cells.append(
            Cell(one.row, one.column, one.rows, one.columns, one.role, bits, one.flow == "stack")
        )
    return Table(tuple(grid.edges), len(grid.rows), cells, cover=grid.id == "cover")


def blank_paper(form: str, who: str, seed: int) -> Paper:
    """Return the printed form filled in plainly by an invented firm."""
    rng = Random(f"twelfth {form} {who} {seed}")
    notice, _, name = form.partition("/")
    known = pack(notice)
    shape = known.forms[name]
    years = tuple((shape.years or known.notice.years).fixed) or (2021, 2022, 2023)
    fields = all_fields(known.notice, shape)
    grids = cover_grid(known.notice, years), table_grid(shape, years)
    firm, texts, ticks, truth = Firm(rng), {}, {}, {}
    few = rng.randint(1, 2)
    for grid in grids:
        for address in grid.holding:
            key, one = str(address), fields[address.field]
            if one.kind in {Kind.CHOICE, Kind.YES_NO}:
                if key in shape.fixed:
                    said = read(one, shape.fixed[key]).value
                    ticks[key] = set(said) if isinstance(said, tuple) else set()
                else:
                    ticks[key] = ticked(one, rng)
                    truth[key] = choice_text(one, ticks[key])
            elif one.kind is Kind.SHARES or (address.row or 0) > few:
                truth[key] = ""
            else:
                texts[key] = firm.say(one, key)
                truth[key] = read(one, texts[key]).text
    boxes = {str(p.address) for g in grids for c in g.cells for p in c.parts if isinstance(p, Box)}
    for key in [
        k for k in ticks if k not in boxes
    ]:  # printed as a blank, not as boxes: written out
        texts[key] = choice_text(fields[parse(key).field], ticks[key])
    heading = [*([shape.number] if shape.number else []), shape.title]
    return Paper(
        form, who, rng, years, fields, list(known.notice.cover.title), list(known.notice.cover.foot),
        drawn(grids[0], texts, ticks), drawn(grids[1], texts, ticks), heading, truth, aside=set(shape.fixed),
    )  # fmt: skip
