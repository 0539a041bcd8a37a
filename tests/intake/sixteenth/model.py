"""Habits by clause, and what they need of a draft."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from twelfth.paper import FIGURES, Bit, Cell, Paper, Table, blank_paper, parse

from sixteenth.draw import Draft, run
from smdesk.notices.loader import pack
from smdesk.notices.models import Kind

NOTICES = ("guangdong-2024", "national-2022", "shanghai-2023", "shanxi-2021", "zhejiang-2020")
YEAR = re.compile(r"(20\d\d)\s*年")
Act = Callable[[Draft], None]


@dataclass(frozen=True)
class Habit:
    """What a sender does, and the clause it is an example of."""

    name: str
    clause: str
    act: Act
    writer: str = ""
    alone: bool = False


HABITS: dict[str, Habit] = {}


def habit(clause: str, *, writer: str = "", alone: bool = False) -> Callable[[Act], Act]:
    def kept(act: Act) -> Act:
        HABITS[act.__name__] = Habit(act.__name__, clause, act, writer, alone)
        return act

    return kept


def forms_of(seed: int, name: str) -> list[str]:
    """Return one form of each notice, drawn for a habit."""
    rng = Random(f"{name} {seed}")
    return [f"{one}/{rng.choice(sorted(pack(one).forms))}" for one in NOTICES]


def new(form: str, who: str, seed: int) -> Draft:
    rng = Random(f"sixteenth {form} {who} {seed}")
    paper = blank_paper(form, f"sixteenth {who}", seed)
    return Draft(paper, rng, cover_lines=rng.random() < 0.4)


def filled(
    d: Draft, *, kinds: set[Kind] | None = None, cover: bool = False
) -> list[tuple[Cell, Bit]]:
    """Return the answers in the main tables, of some kinds."""
    tables = d.paper.tables if cover else d.main
    found = []
    for cell, bit in d.paper.answers(tables):
        if (
            bit.address not in d.paper.truth
            or bit.text != d.paper.truth[bit.address]
            or id(bit) in d.xml
        ):
            continue
        if id(cell) in d.cells:
            continue
        if kinds is None or d.paper.field(bit.address).kind in kinds:
            found.append((cell, bit))
    return found


def some(d: Draft, number: int, *, kinds: set[Kind] | None = None) -> list[Bit]:
    found = [b for _, b in filled(d, kinds=kinds)]
    return d.rng.sample(found, min(number, len(found)))


def figures(d: Draft, number: int = 6) -> list[Bit]:
    found = [b for _, b in filled(d, kinds=FIGURES) if not d.paper.field(b.address).units]
    return d.rng.sample(found, min(number, len(found)))


WORDS = {
    Kind.TEXT,
    Kind.NAME,
    Kind.PERSON,
    Kind.ADDRESS,
    Kind.LONG_TEXT,
    Kind.REGISTRATION,
    Kind.INDUSTRY,
}


def words(d: Draft, number: int = 5) -> list[Bit]:
    return some(d, number, kinds=WORDS)


def say(d: Draft, bit: Bit, text: str, truth: str | None = None) -> None:
    """Write an answer otherwise; what is true stays unless told."""
    bit.text = text
    if truth is not None:
        d.paper.truth[bit.address] = truth


def unclear(d: Draft, bit: Bit, text: str | None = None) -> None:
    if text is not None:
        bit.text = text
    d.paper.ask(bit.address)


def labels(d: Draft) -> list[tuple[Table, Cell]]:
    return [(t, c) for t in d.main for c in t.cells if c.role == "label" and c.text.strip()]


def beside(table: Table, label: Cell) -> list[Cell]:
    """Return the cells that a label is of: to its right up to the next label, or else below it."""
    found = []
    for cell in sorted(table.cells, key=lambda c: c.col):
        if cell.row == label.row and cell.col > label.col:
            if cell.role == "label":
                break
            found.append(cell)
    if found:
        return found
    return [
        c
        for c in table.cells
        if c.row == label.row + label.rows and c.col == label.col and c.role != "label"
    ]


def heads(d: Draft) -> list[tuple[Table, list[Cell]]]:
    """Return the rows of year heads."""
    out = []
    for table in d.main:
        rows: dict[int, list[Cell]] = {}
        for cell in table.cells:
            if (
                YEAR.search(cell.text)
                and len(cell.text.strip()) < 9
                and not any(b.kind != "T" for b in cell.bits)
            ):
                rows.setdefault(cell.row, []).append(cell)
        out += [(table, sorted(r, key=lambda c: c.col)) for r in rows.values() if len(r) > 1]
    return out


def under(table: Table, head: list[Cell]) -> list[list[Cell]]:
    """Return the rows of answers below year heads: as many cells as heads, at their places."""
    cols, found = [c.col for c in head], []
    for row in range(head[0].row + 1, table.rows):
        if any(c.row == row and c.role == "label" and YEAR.search(c.text) for c in table.cells):
            break
        line = [
            next((c for c in table.cells if c.row == row and c.col == col), None) for col in cols
        ]
        kept = [c for c in line if c is not None]
        if len(kept) == len(cols) and all(
            any(b.kind == "B" and parse(b.address).year for b in c.bits) for c in kept
        ):
            found.append(kept)
    return found


def boxes(d: Draft) -> list[list[Bit]]:
    """Return the boxes of each choice that is judged."""
    by: dict[str, list[Bit]] = {}
    for table in d.main:
        for cell in table.cells:
            for bit in cell.bits:
                if bit.kind == "X" and bit.address in d.paper.truth:
                    by.setdefault(bit.address, []).append(bit)
    return list(by.values())


def cut(table: Table, first: int, last: int) -> Table:
    """Return rows of a table as one of their own."""
    kept = [c for c in table.cells if first <= c.row < last]
    for one in kept:
        one.row -= first
    return Table(table.edges, last - first, kept)


def sections(table: Table) -> list[int]:
    return [c.row for c in table.cells if c.role == "heading" and c.cols == len(table.edges) - 1]


def put_run(d: Draft, bit: Bit, xml: str) -> None:
    d.xml[id(bit)] = xml


def as_run(text: str, look: str = "") -> str:
    return run(text, look)


def sent_paper(d: Draft) -> Paper:
    return d.paper
