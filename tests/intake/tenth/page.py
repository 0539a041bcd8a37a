"""A form as somebody filled it in: the frame of the ninth set, with answers of its own and with what is unclear."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from ninth.page import FORMS, Bit, Cell, Table, _agree, drawn
from ninth.page import Page as Frame

from smdesk.notices.address import parse
from smdesk.notices.boxes import choice_text
from smdesk.notices.choices import choices_of
from smdesk.notices.grid import all_fields, cover_grid, table_grid
from smdesk.notices.loader import pack
from smdesk.notices.models import FormField, Kind
from smdesk.notices.typed import read
from tenth.cast import answers

__all__ = ["FORMS", "Bit", "Cell", "Kind", "Page", "Table", "parse", "tenth"]
NUMBER = re.compile(r"-?\d+(\.\d+)?")
FIGURES = (Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.DECIMAL)
WORDS = (Kind.TEXT, Kind.LONG_TEXT, Kind.NAME, Kind.ADDRESS, Kind.INDUSTRY, Kind.REGISTRATION)


@dataclass
class Page(Frame):
    """``unclear``: something stands there, and a careful officer would ask what it means."""

    unclear: set[str] = field(default_factory=set)
    most: dict[str, int] = field(default_factory=dict)
    seed: int = 0

    @property
    def main(self) -> Table:
        """The table with most answers, be it that they stand in tables within it."""

        def many(table: Table) -> int:
            return sum(len(c.bits) + sum(many(t) for t in c.tables) for c in table.cells)

        return max((one for one in self.parts if isinstance(one, Table)), key=many)

    def forget(self, *addresses: str) -> None:
        """Nothing of this field stands on the paper."""
        super().forget(*addresses)
        self.unclear.difference_update(addresses)

    def ask(self, *addresses: str) -> None:
        """Something stands there, of which a careful officer cannot say what it means."""
        for one in addresses:
            self.truth.pop(one, None)
            self.unclear.add(one)

    def alone(self, *kinds: Kind) -> Iterator[tuple[Table, Cell, Bit, FormField]]:
        """Yield answers that stand alone in their cells and that are clear as yet."""
        for table, cell, bit, known in self.answers(*kinds):
            if len(cell.bits) == 1 and not cell.tables and self.truth.get(bit.address, ("",))[0]:
                yield table, cell, bit, known

    def figures(self, many: int = 99, *kinds: Kind) -> list[tuple[Cell, Bit, FormField, str]]:
        """Return some figures at random, plain as yet, with their numbers."""
        found = [
            (cell, bit, known, bit.text)
            for _, cell, bit, known in self.alone(*(kinds or FIGURES))
            if NUMBER.fullmatch(bit.text) and not bit.look
        ]
        self.rng.shuffle(found)
        return found[:many]

    def words(self, many: int = 99, *kinds: Kind) -> list[tuple[Cell, Bit, FormField, str]]:
        """Return some answers in words at random."""
        found = [(c, b, k, b.text) for _, c, b, k in self.alone(*(kinds or WORDS)) if not b.look]
        self.rng.shuffle(found)
        return found[:many]

    def sequel(self, n: str) -> str:
        """Return a figure near another one."""
        places = len(n.partition(".")[2])
        made = f"{float(n) * self.rng.choice((0.91, 0.97, 1.04, 1.12)) + 1:.{places}f}"
        return made if made != n else f"{float(n) + 3:.{places}f}"


def tenth(form: str, people: list[Callable[[Page], None]], seed: int) -> Page:
    """Return a form filled in by somebody and worked on by people."""
    rng = Random(f"the tenth set: {form}: {seed}")
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
    truth = {a: (read(fields[parse(a).field], text).text,) for a, text in texts.items()}
    truth |= {a: (choice_text(fields[parse(a).field], ids),) for a, ids in ticks.items()}
    for address in drawn_form.fixed:
        truth.pop(address, None)
    parts: list[str | Table] = [
        *known.notice.cover.title, drawn(cover, texts, ticks), *known.notice.cover.foot, "\f",
        *([drawn_form.number] if drawn_form.number else []), drawn_form.title, drawn(table, texts, ticks),
    ]  # fmt: skip
    page = Page(
        form, rng, years, fields, parts, truth, fixed=frozenset(drawn_form.fixed), seed=seed
    )
    page.most = {one.id: one.most for one in drawn_form.repeat}
    for one in people:
        one(page)
    return page


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def heads(page: Page) -> list[tuple[Table, list[Cell]]]:
    """Return the rows of year heads, as printed."""
    found = []
    for table in page.tables:
        for r in range(table.height):
            cells = [one for one in table.row(r) if re.fullmatch(r"20\d\d年", plain(one.text))]
            if len(cells) > 1:
                found.append((table, cells))
    return found


def chain(table: Table, cell: Cell) -> str:
    """Return the labels to the left of a cell that reach over its row, up to the cell before."""
    found: list[Cell] = []
    for one in sorted(table.cells, key=lambda x: -x.c):
        if one.c >= cell.c or not one.r <= cell.r < one.r + one.h:
            continue
        if one.role != "label":
            break
        found.insert(0, one)
    return "".join(plain(one.text) for one in found)


def above(table: Table, cell: Cell) -> str:
    """Return the labels straight above a cell."""
    over = [
        one for one in table.cells
        if one.role == "label" and one.r + one.h == cell.r and one.c <= cell.c < one.c + one.w
    ]  # fmt: skip
    return plain(over[0].text) if over else ""
