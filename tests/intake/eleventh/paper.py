"""A clerk's form on the desk: the printed grid with the answers of an invented applicant, and what is true of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from ninth.page import FORMS, Bit, Cell, Table, drawn

from eleventh.applicants import answers
from smdesk.notices.address import parse
from smdesk.notices.boxes import choice_text
from smdesk.notices.choices import choices_of
from smdesk.notices.grid import Blank, Box, all_fields, cover_grid, table_grid
from smdesk.notices.loader import pack
from smdesk.notices.models import FormField, Kind
from smdesk.notices.typed import read

__all__ = ["FORMS", "Bit", "Cell", "Kind", "Paper", "Table", "blank_paper", "parse"]
NUMBER = re.compile(r"-?\d+(\.\d+)?")
FIGURES = (Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.DECIMAL)
WORDS = (Kind.TEXT, Kind.LONG_TEXT, Kind.NAME, Kind.ADDRESS, Kind.INDUSTRY, Kind.REGISTRATION)


@dataclass
class Paper:
    """A file: parts in order, ``truth`` by address; ``unclear`` may not be stated, ``aside`` is not judged."""

    form: str
    rng: Random
    years: tuple[int, ...]
    fields: dict[str, FormField]
    parts: list[str | Table]
    truth: dict[str, tuple[str, ...]]
    unsaid: set[str] = field(default_factory=set)
    unclear: set[str] = field(default_factory=set)
    aside: set[str] = field(default_factory=set)
    look: set[str] = field(default_factory=set)
    maker: str = "word"
    via: str = ""

    @property
    def tables(self) -> list[Table]:
        return [one for one in self.parts if isinstance(one, Table)]

    @property
    def main(self) -> Table:
        return max(self.tables, key=lambda one: len(one.cells))

    def field(self, address: str) -> FormField:
        return self.fields[parse(address).field]

    def bits(self, *kinds: Kind) -> Iterator[tuple[Table, Cell, Bit, FormField]]:
        """Yield written answers (no boxes) of some kinds, in printed order."""
        for table in self.tables:
            for cell in sorted(table.cells, key=lambda one: (one.r, one.c)):
                for bit in cell.answers:
                    known = self.field(bit.address)
                    if bit.text.strip() and (not kinds or known.kind in kinds):
                        yield table, cell, bit, known

    def alone(self, *kinds: Kind) -> list[tuple[Cell, Bit, FormField]]:
        """Return untouched answers that stand alone in their cells."""
        return [
            (cell, bit, known) for _, cell, bit, known in self.bits(*kinds)
            if len(cell.bits) == 1 and not bit.look and self.truth.get(bit.address, ("",))[0]
            and bit.address not in self.unclear | self.aside
        ]  # fmt: skip

    def figures(self, many: int = 999, *kinds: Kind) -> list[tuple[Cell, Bit, FormField]]:
        """Return some untouched plain figures at random."""
        found = [one for one in self.alone(*(kinds or FIGURES)) if NUMBER.fullmatch(one[1].text)]
        self.rng.shuffle(found)
        return found[:many]

    def some(self, many: int, *kinds: Kind) -> list[tuple[Cell, Bit, FormField]]:
        """Return some untouched answers at random."""
        found = self.alone(*kinds)
        self.rng.shuffle(found)
        return found[:many]

    def cell(self, address: str) -> tuple[Table, Cell] | None:
        """Return where an answer stands, filled or not."""
        for table in self.tables:
            for cell in table.cells:
                if any(one.address == address for one in cell.bits):
                    return table, cell
        return None

    def boxes(self) -> dict[str, list[tuple[Cell, Bit]]]:
        """Return all boxes by address."""
        found: dict[str, list[tuple[Cell, Bit]]] = {}
        for table in self.tables:
            for cell in table.cells:
                for bit in cell.bits:
                    if bit.choice:
                        found.setdefault(bit.address, []).append((cell, bit))
        return found

    def labels(self) -> list[Cell]:
        return [c for t in self.tables for c in t.cells if c.role == "label" and c.text.strip()]

    def say(self, address: str, text: str, *also: str) -> None:
        """The paper says this of a field."""
        self.truth[address] = (read(self.field(address), text).text, *also)

    def ask(self, *addresses: str) -> None:
        """A careful officer could not state it."""
        for one in addresses:
            self.truth.pop(one, None)
            self.unclear.add(one)

    def leave(self, *addresses: str) -> None:
        """The truth could be argued."""
        for one in addresses:
            self.truth.pop(one, None)
            self.aside.add(one)

    def forget(self, *addresses: str) -> None:
        """Nothing of it stands on the paper."""
        for one in addresses:
            self.truth.pop(one, None)
            self.unclear.discard(one)
            self.unsaid.add(one)


def blank_paper(form: str, who: str, seed: int) -> Paper:
    """Return the printed form filled in plainly."""
    rng = Random(f"eleventh {form} {who} {seed}")
    notice, _, name = form.partition("/")
    known = pack(notice)
    shape = known.forms[name]
    years = tuple((shape.years or known.notice.years).fixed) or (2021, 2022, 2023)
    fields = all_fields(known.notice, shape)
    cover, table = cover_grid(known.notice, years), table_grid(shape, years)
    parts_of = [part for grid in (cover, table) for cell in grid.cells for part in cell.parts]
    held = answers(form, fields, rng)
    texts = {str(p.address): held.get(str(p.address), "") for p in parts_of if isinstance(p, Blank)}
    notes = {str(p.note) for p in parts_of if isinstance(p, Box) and p.note}
    texts |= {one: held[one] for one in notes if held.get(one)}
    ticks: dict[str, set[str]] = {}
    for part in parts_of:
        if isinstance(part, Box):
            address = str(part.address)
            said = shape.fixed.get(address) or held.get(address, "")
            value = read(fields[part.address.field], said).value
            ids = value if isinstance(value, tuple) else ()
            ticks[address] = set(ids)
    truth = {a: (read(fields[parse(a).field], text).text,) for a, text in texts.items()}
    truth |= {a: (choice_text(fields[parse(a).field], ids),) for a, ids in ticks.items()}
    for address in shape.fixed:
        truth.pop(address, None)
    parts: list[str | Table] = [
        *known.notice.cover.title, drawn(cover, texts, ticks), *known.notice.cover.foot, "\f",
        *([shape.number] if shape.number else []), shape.title, drawn(table, texts, ticks),
    ]  # fmt: skip
    paper = Paper(form, rng, years, fields, parts, truth)
    paper.aside |= set(shape.fixed)
    assert all(choices_of(fields[parse(one).field]) for one in ticks)
    return paper
