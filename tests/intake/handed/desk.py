"""Blank forms as they lie on a desk, filled in: cells at places, so that tables can be drawn otherwise.

Each form is the pack's own grid, turned into `Board`s of `Box`es that know where they stand. People's
changes (`changes`) move boxes, not text; `writers` save boards as programs do.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from random import Random

from posted.answers import firm, plain
from posted.layout import known, years_of

from smdesk.notices.address import parse
from smdesk.notices.cells import Blank, GridCell, Text
from smdesk.notices.cells import Box as Tick
from smdesk.notices.choices import choices_of
from smdesk.notices.grid import Grid, all_fields, cover_grid, table_grid
from smdesk.notices.models import FormField, Kind
from smdesk.notices.typed import choice_text

WIDTH = 9000


@dataclass
class Ink:
    """A stretch of text; ``address`` of an answer or box; ``way`` how it stands: frame, table, picture."""

    text: str
    address: str = ""
    choice: str = ""
    way: str = ""


@dataclass
class Box:
    """One cell: its place and size, its role, its inks."""

    row: int
    column: int
    rows: int
    columns: int
    role: str
    inks: list[Ink]

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.inks)

    @property
    def label(self) -> str:
        return re.sub(r"\s", "", self.text)

    @property
    def answers(self) -> list[Ink]:
        return [one for one in self.inks if one.address and not one.choice]

    @property
    def sole(self) -> Ink | None:
        """The one answer of a cell that holds nothing else."""
        return self.inks[0] if len(self.inks) == 1 and self.answers else None

    def say(self, text: str) -> None:
        self.inks = [Ink(text)]


@dataclass
class Board:
    """A table; ``widths`` of its columns in twentieths of a point."""

    widths: list[int]
    boxes: list[Box]

    @property
    def height(self) -> int:
        return max((one.row + one.rows for one in self.boxes), default=0)

    def line(self, row: int) -> list[Box]:
        """Return the boxes that begin in a row, left to right."""
        return sorted((one for one in self.boxes if one.row == row), key=lambda one: one.column)

    def touching(self, row: int) -> list[Box]:
        return [one for one in self.boxes if one.row <= row < one.row + one.rows]

    def alone(self, row: int) -> bool:
        return all(one.rows == 1 for one in self.touching(row))

    def drop(self, row: int) -> None:
        self.boxes = [one for one in self.boxes if one.row != row or one.rows > 1]
        for one in self.boxes:
            if one.row > row:
                one.row -= 1
            elif one.row + one.rows > row:
                one.rows -= 1

    def insert(self, row: int, boxes: list[Box]) -> None:
        for one in self.boxes:
            if one.row >= row:
                one.row += 1
            elif one.row + one.rows > row:
                one.rows += 1
        for one in boxes:
            one.row = row
        self.boxes += boxes

    def part(self, first: int, last: int) -> Board:
        """Return the rows from ``first`` up to ``last`` as a board of their own."""
        kept = deepcopy([one for one in self.boxes if first <= one.row < last])
        for one in kept:
            one.row -= first
        return Board(list(self.widths), kept)

    def widen(self, at: int, width: int) -> None:
        """Add a column of the grid; boxes over it grow, others move right."""
        for one in self.boxes:
            if one.column >= at:
                one.column += 1
            elif one.column + one.columns > at:
                one.columns += 1
        self.widths.insert(at, width)


@dataclass
class Bundle:
    """A whole file with what is true of it; ``guess``: of these nothing filled may be stated for certain.

    ``unseen`` answers are there but not as text: to state the cell as
    empty is wrong. ``free`` is not judged.
    """

    form: str
    years: tuple[int, ...]
    rng: Random
    blocks: list[str | Board]
    truth: dict[str, tuple[str, ...]]
    fields: dict[str, FormField]
    look: set[str] = field(default_factory=set)
    unseen: set[str] = field(default_factory=set)
    guess: set[str] = field(default_factory=set)
    free: set[str] = field(default_factory=set)
    ticks: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def boards(self) -> list[Board]:
        return [one for one in self.blocks if isinstance(one, Board)]

    @property
    def main(self) -> Board:
        return max(self.boards, key=lambda one: one.height)

    def kind(self, address: str) -> Kind:
        return self.fields[parse(address).field].kind

    def unit(self, address: str) -> str | None:
        return self.fields[parse(address).field].unit

    def forget(self, *addresses: str) -> None:
        """Take answers out of what is true: whatever is read of them is not judged."""
        for one in addresses:
            self.truth.pop(one, None)
            self.free.add(one)

    def put(self, old: Board, *new: str | Board) -> None:
        at = next(place for place, one in enumerate(self.blocks) if one is old)
        self.blocks[at : at + 1] = list(new)


@cache
def _grids(form: str) -> tuple[Grid, Grid, dict[str, FormField]]:
    pack, one = known(form)
    years = years_of(form)
    return cover_grid(pack.notice, years), table_grid(one, years), all_fields(pack.notice, one)


def desk(form: str, rng: Random, *, filled: float = 0.93) -> Bundle:
    """Return a form of a notice, filled in, under its cover and title."""
    pack, one = known(form)
    cover, table, fields = _grids(form)
    bundle = Bundle(form, years_of(form), rng, [], {}, fields)
    words = dict(one.fixed) | _answers(bundle, [*cover.cells, *table.cells], filled)
    bundle.blocks += list(pack.notice.cover.title)
    if rng.random() < 0.7:
        front = _board(bundle, cover, words)
        bundle.blocks += [_line(front.line(row)) for row in range(front.height)]
    else:
        bundle.forget(*(name for name in list(bundle.truth) if name.startswith("cover.")))
    bundle.blocks += [*pack.notice.cover.foot, one.number, one.title]
    bundle.blocks += [_board(bundle, table, words), "二、申报书正文", "（另附）"]
    return bundle


def _line(boxes: list[Box]) -> str:
    """Return a row of the cover as a line, a colon behind its label."""
    return "".join(
        box.text + "：" * bool(box.role == "label" and box.label and "：" not in box.text)
        for box in boxes
    )


def _answers(bundle: Bundle, cells: list[GridCell], filled: float) -> dict[str, str]:
    words: dict[str, str] = {}
    rows: dict[str, int] = {}
    for address in dict.fromkeys(str(a) for cell in cells for a in cell.addresses):
        at = parse(address)
        told = bundle.fields[at.field]
        empty = any(isinstance(p, Tick) and str(p.note) == address for c in cells for p in c.parts)
        empty = empty or bool(
            at.repeat and at.row > rows.setdefault(at.repeat, bundle.rng.choice([1, 2, 3]))
        )
        if address in known(bundle.form)[1].fixed:
            bundle.forget(address)
            continue
        if told.kind in {Kind.CHOICE, Kind.YES_NO}:
            words[address] = _chosen(bundle, told, address, filled)
        elif empty:
            words[address] = ""
        elif bundle.rng.random() < filled:
            text = (
                firm(bundle.rng)
                if address == "cover.applicant"
                else plain(at.field, told, bundle.rng)
            )
            words[address] = text
        else:
            words[address] = ""
        told_as = {words[address]}
        if told.kind is Kind.SHARES:
            told_as.add(words[address].replace("占", ""))
        bundle.truth[address] = tuple(sorted(told_as, key=len))
    return words


def _chosen(bundle: Bundle, told: FormField, address: str, filled: float) -> str:
    listed = choices_of(told)
    heads = {one.parent for one in listed if one.parent}
    free = [one for one in listed if one.id not in heads and "其" not in one.label and not one.note]
    many = 1 if told.pick == "one" or told.kind is Kind.YES_NO else bundle.rng.choice([1, 2, 3])
    if not free or bundle.rng.random() >= filled:
        return ""
    chosen = bundle.rng.sample(free, min(many, len(free)))
    ids = {one.id for one in chosen} | {one.parent for one in chosen if one.parent}
    bundle.ticks[address] = frozenset(ids)
    return choice_text(told, ids)


def _board(bundle: Bundle, grid: Grid, words: dict[str, str]) -> Board:
    edges = [round(one * WIDTH) for one in grid.edges]
    boxes = []
    for cell in grid.cells:
        role = cell.role
        if role == "label" and re.fullmatch(r"\d{4}\s*年", cell.printed):
            role = "year"
        elif any(one.repeat for one in cell.addresses) and role == "value":
            role = "item"
        boxes.append(
            Box(cell.row, cell.column, cell.rows, cell.columns, role, _inks(bundle, cell, words))
        )
    return Board([b - a for a, b in pairwise(edges)], boxes)


def _inks(bundle: Bundle, cell: GridCell, words: dict[str, str]) -> list[Ink]:
    inks: list[Ink] = []
    for number, part in enumerate(cell.parts):
        if isinstance(part, Text):
            inks.append(Ink(part.text))
        elif isinstance(part, Blank):
            inks.append(Ink(words.get(str(part.address), ""), str(part.address)))
        else:
            ticked = _ticked(bundle, part, words)
            between = ("\n" if cell.flow == "stack" else "　") if number else ""
            inks += [Ink(between)] if between else []
            inks += [Ink("☑" if ticked else "□", str(part.address), part.choice), Ink(part.label)]
    return inks


def _ticked(bundle: Bundle, part: Tick, words: dict[str, str]) -> bool:
    address = str(part.address)
    if address in bundle.ticks:
        return part.choice in bundle.ticks[address]
    told = bundle.fields[part.address.field]
    return any(
        one.id == part.choice and one.label == words.get(address) for one in choices_of(told)
    )
