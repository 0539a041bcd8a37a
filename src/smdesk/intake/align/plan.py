"""A form's grid prepared for alignment: its labels in order, and where each value stands to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from smdesk.intake.align.keys import Key, Match, key, year_head
from smdesk.notices.address import Address
from smdesk.notices.grid import Blank, Box, Grid, GridCell, Text
from smdesk.notices.labels import label_cells
from smdesk.notices.models import FormField

Mode = Literal["right", "below", "series", "repeat", "own"]


@dataclass(frozen=True, slots=True)
class Label:
    """One printed text that can be looked for; ``order`` is its cell's place in reading order."""

    number: int
    order: int
    row: int
    key: Key
    kind: Literal["label", "heading", "sign", "own"]
    cell: GridCell


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value stands: right of ``left``, below ``top``, where both cross, or in its own cell.

    ``guard`` is a label that must name ``year``; ``pattern`` reads a cell of words and blanks,
    ``group`` is the value's number among its blanks; ``down`` counts rows below the label's first.
    """

    address: Address
    field: FormField
    mode: Mode
    left: int | None = None
    top: int | None = None
    guard: int | None = None
    down: int = 0
    across: int = 0
    pattern: re.Pattern[str] | None = None
    loose: re.Pattern[str] | None = None
    group: int = 0


@dataclass(frozen=True, slots=True)
class ChoiceBox:
    """One box: its choice's id, short label, remark in brackets, heading it stands under, note."""

    id: str
    short: str
    remark: str
    parent: str
    note: Address | None


@dataclass(frozen=True, slots=True)
class ChoicePlan:
    """The boxes of one choice in printed order, and the cells they stand in (``first`` to ``last``)."""

    address: Address
    field: FormField
    boxes: tuple[ChoiceBox, ...]
    heads: tuple[str, ...]
    first: int
    last: int
    cells: int
    left: int | None


@dataclass(frozen=True, slots=True)
class RepeatPlan:
    """A repeating row: columns as (address name, label number), its index column, printed rows."""

    id: str
    columns: tuple[tuple[str, int, FormField], ...]
    index: int | None
    rows: int


@dataclass(frozen=True)
class Plan:
    """A grid prepared once and used for every received file."""

    grid: Grid
    labels: tuple[Label, ...]
    slots: tuple[Slot, ...]
    choices: tuple[ChoicePlan, ...]
    repeats: tuple[RepeatPlan, ...]
    years: tuple[int, ...]
    by_full: dict[str, list[Label]] = field(default_factory=dict)
    by_core: dict[str, list[Label]] = field(default_factory=dict)
    by_common: dict[str, list[Label]] = field(default_factory=dict)
    by_group: dict[str, list[Label]] = field(default_factory=dict)
    """By what a label says with the one that it stands under or beside: 企业累计获得专利发明."""

    def in_group(self, core: str) -> list[tuple[Label, Match]]:
        """Return the label that some words are with its group's; less surely if others are too."""
        found = self.by_group.get(core, [])
        return [(one, Match.CORE if len(found) == 1 else Match.SYNONYM) for one in found[:1]]

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Every address that the grid prints."""
        return tuple(self.grid.places)


def plan(grid: Grid, fields: Mapping[str, FormField]) -> Plan:
    """Return the plan of a grid; ``fields`` are those of cover and form by address."""
    return _Planner(grid, fields).plan()


class _Planner:
    def __init__(self, grid: Grid, fields: Mapping[str, FormField]) -> None:
        self.grid = grid
        self.fields = fields
        self.labels: list[Label] = []
        self.number: dict[int, int] = {}
        self.order = {id(cell): number for number, cell in enumerate(grid.cells)}
        self.years: set[int] = set()

    def plan(self) -> Plan:
        for cell in self.grid.cells:
            self._label(cell)
        slots = [slot for cell in self.grid.cells for slot in self._slots(cell)]
        repeats = self._repeats(slots)
        done = Plan(
            self.grid, tuple(self.labels),
            tuple(slot for slot in slots if slot.mode != "repeat"),
            tuple(self._choices()), repeats, tuple(sorted(self.years)),
        )  # fmt: skip
        for label in self.labels:
            done.by_full.setdefault(label.key.full, []).append(label)
            done.by_core.setdefault(label.key.core, []).append(label)
            done.by_common.setdefault(label.key.common, []).append(label)
            for group in self._groups(label):
                done.by_group.setdefault(group.core + label.key.core, []).append(label)
        return done

    # ---- labels ----

    def _label(self, cell: GridCell) -> None:
        text = cell.printed
        if cell.role in {"heading", "label"}:
            head = year_head(text)
            if head is None or not head.clean:
                self._add(cell, text, "heading" if cell.role == "heading" else "label")
        elif cell.role == "signature" and cell.sign is not None:
            self._add(cell, cell.sign.title, "sign")
        elif len(cell.parts) > 1:
            first = cell.parts[0]
            if isinstance(first, Text) and first.of is None and first.text.strip():
                self._add(cell, first.text, "own")

    def _add(
        self, cell: GridCell, text: str, kind: Literal["label", "heading", "sign", "own"]
    ) -> None:
        found = key(text)
        if not found.full:
            return
        self.number[id(cell)] = len(self.labels)
        order = self.order[id(cell)]
        self.labels.append(Label(len(self.labels), order, cell.row, found, kind, cell))

    def _groups(self, label: Label) -> list[Key]:
        """Return the keys of taller labels at the left of a label and of wider ones above it."""
        cell = label.cell
        around = label_cells(self.grid, cell) if label.kind == "label" else []
        over = [one for one in around if one.role == "label" and one is not cell]
        return [
            key(one.printed) for one in over
            if (one.rows > cell.rows and one.row <= cell.row < one.row + one.rows)
            or (one.columns > cell.columns and one.row + one.rows == cell.row)
        ]  # fmt: skip

    # ---- slots ----

    def _slots(self, cell: GridCell) -> list[Slot]:
        blanks = [part for part in cell.parts if isinstance(part, Blank)]
        if not blanks:
            return []
        around = label_cells(self.grid, cell)
        lefts = [
            one for one in around
            if one.row <= cell.row < one.row + one.rows and one.column + one.columns <= cell.column
        ]  # fmt: skip
        heads = [
            one for one in around
            if one.row + one.rows <= cell.row and one.column < cell.column + cell.columns
            and cell.column < one.column + one.columns
        ]  # fmt: skip
        lefts.sort(key=lambda one: one.column)
        heads.sort(key=lambda one: one.row)
        strict, loose = _patterns(cell)
        return [
            self._slot(cell, blank, number, lefts, heads, strict, loose)
            for number, blank in enumerate(blanks, 1)
        ]

    def _slot(
        self, cell: GridCell, blank: Blank, number: int, lefts: list[GridCell],
        heads: list[GridCell], strict: re.Pattern[str] | None, loose: re.Pattern[str] | None,
    ) -> Slot:  # fmt: skip
        address = blank.address
        found = self.fields[address.field]
        left = next((one for one in reversed(lefts) if id(one) in self.number), None)
        top = next((one for one in reversed(heads) if id(one) in self.number), None)
        guard = None
        mode: Mode
        if address.repeat is not None and top is not None:
            mode = "repeat"
        elif (
            address.year is not None and any(_is_year(one, address.year) for one in heads) and left
        ):
            mode = "series"
            self.years.add(address.year)
        else:
            mode = _mode(cell, left, top)
            if address.year is not None:
                guard = self._guard([*lefts, *heads], address.year)
                self.years.add(address.year)
        anchor = left if mode in {"right", "series"} else top
        down = 0 if anchor is None else cell.row - anchor.row
        return Slot(
            address, found, mode,
            None if left is None else self.number[id(left)],
            None if top is None else self.number[id(top)],
            guard, down, 0, strict, loose, number,
        )  # fmt: skip

    def _guard(self, around: list[GridCell], year: int) -> int | None:
        for one in around:
            number = self.number.get(id(one))
            if number is not None and self.labels[number].key.year == year:
                return number
        return None

    # ---- repeats and choices ----

    def _repeats(self, slots: list[Slot]) -> tuple[RepeatPlan, ...]:
        found: dict[str, dict[str, tuple[str, int, FormField]]] = {}
        for slot in slots:
            repeat, tail = slot.address.repeat, slot.address.tail
            if slot.mode == "repeat" and repeat and tail and slot.top is not None:
                found.setdefault(repeat, {})[tail] = (tail, slot.top, slot.field)
        return tuple(
            RepeatPlan(
                name, tuple(columns.values()), self._index_column(name),
                sum(row.repeat == name for row in self.grid.rows),
            )
            for name, columns in found.items()
        )  # fmt: skip

    def _index_column(self, repeat: str) -> int | None:
        for cell in self.grid.cells:
            if cell.role == "index" and self.grid.rows[cell.row].repeat == repeat:
                above = self.grid.covering.get((cell.row - 1, cell.column))
                if above is not None and id(above) in self.number:
                    return self.number[id(above)]
        return None

    def _choices(self) -> list[ChoicePlan]:
        cells: dict[Address, list[GridCell]] = {}
        for cell in self.grid.cells:
            for part in cell.parts:
                if isinstance(part, Box) and cell not in cells.setdefault(part.address, []):
                    cells[part.address].append(cell)
        return [self._choice(address, holding) for address, holding in cells.items()]

    def _choice(self, address: Address, cells: list[GridCell]) -> ChoicePlan:
        found = self.fields[address.field]
        parents = {choice.id: choice for choice in found.choices}
        boxes, heads = [], []
        for cell in cells:
            for part in cell.parts:
                if isinstance(part, Text) and part.of is not None:
                    heads.append(part.text)
                if isinstance(part, Box) and part.address == address:
                    choice = parents.get(part.choice)
                    parent = parents.get(choice.parent) if choice and choice.parent else None
                    short, remark = split_remark(part.label)
                    boxes.append(
                        ChoiceBox(
                            part.choice, short, remark, parent.label if parent else "", part.note
                        )
                    )
        orders = [self.order[id(cell)] for cell in cells]
        left = next(
            (one for one in reversed(label_cells(self.grid, cells[0])) if id(one) in self.number),
            None,
        )
        return ChoicePlan(
            address, found, tuple(boxes), tuple(heads), min(orders), max(orders), len(cells),
            None if left is None else self.number[id(left)],
        )  # fmt: skip


def row_cells(grid: Grid, row: int) -> list[GridCell]:
    """Return the cells that stand in a row, those reaching into it included, left to right."""
    found: list[GridCell] = []
    for column in range(len(grid.edges) - 1):
        cell = grid.covering.get((row, column))
        if cell is not None and (not found or found[-1] is not cell):
            found.append(cell)
    return found


def _is_year(cell: GridCell, year: int) -> bool:
    head = year_head(cell.printed)
    return head is not None and head.clean and head.year == year


def _mode(cell: GridCell, left: GridCell | None, top: GridCell | None) -> Mode:
    """Return whether a value belongs to the label at its left or to the one above it."""
    if left is None and top is None:
        return "own"
    if left is None:
        return "below"
    if top is None or top.row + top.rows < cell.row:
        return "right"
    return "below" if left.rows > cell.rows and left.row < cell.row else "right"


def split_remark(label: str) -> tuple[str, str]:
    """Return a box's label without its bracketed remark, and the remark's own words."""
    flat = re.sub(r"\s+", "", label)
    found = re.fullmatch(r"(.+?)[（(](.*)[）)]", flat)
    return (found.group(1), found.group(2)) if found else (flat, "")


_PAIRS = {"（": "(", "）": ")", "：": ":", "，": ",", "％": "%", "；": ";", "～": "~", "－": "-"}
_BLANK = r"[\s\u3000_＿]*"


def flexible(text: str) -> str:
    """Return a pattern for a printed text with blanks anywhere and marks of either width."""
    letters = [one for one in text if not one.isspace() and one not in "_＿"]
    return _BLANK.join(_letter(one) for one in letters)


@lru_cache(maxsize=1024)
def led_by(text: str) -> re.Pattern[str]:
    """Return the pattern of a label at the beginning of a cell, compiled once."""
    return re.compile(r"[\s\u3000]*" + flexible(text))


def _letter(one: str) -> str:
    half = _PAIRS.get(one, one)
    full = next((wide for wide, narrow in _PAIRS.items() if narrow == half), half)
    if half in "\"'“”‘’":
        return "[\"'“”‘’]?"
    if one in "它他":
        return "[它他]"
    return re.escape(one) if half == full else f"[{re.escape(half)}{re.escape(full)}]"


def _patterns(cell: GridCell) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Return the strict and the loose pattern of a cell of words and blanks, if it is one."""
    if not any(isinstance(part, Text) for part in cell.parts):
        return None, None
    strict, loose = [_BLANK], [_BLANK]
    for part in cell.parts:
        if isinstance(part, Text) and part.text.strip():
            words = flexible(part.text)
            strict += [words, rf"{_BLANK}[:：]?{_BLANK}"]
            loose += [f"(?:{words})?", r"[\s\u3000_＿:：]*"]
        elif isinstance(part, Blank):
            strict += ["(.*?)", _BLANK]
            loose += ["(.*?)", _BLANK]
    return re.compile("".join(strict), re.DOTALL), re.compile("".join(loose), re.DOTALL)
