"""A pasted block mapped onto the values of a form: what goes where, and what does not fit.

Where the block carries the form's own labels (a row label, a head of columns, a year), it goes by
them, in whatever order they stand; else it goes from the start cell on, value cell by value cell,
downwards and to the right, as the eye reads the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from smdesk.notices.address import Address, parse
from smdesk.notices.grid import (
    Blank,
    Box,
    Grid,
    GridCell,
    all_fields,
    cover_grid,
    sheet_grid,
    table_grid,
)
from smdesk.notices.models import Form, FormField, Notice
from smdesk.notices.text import clean, fold
from smdesk.notices.typed import read
from smdesk.service.clip import Block

_HASHES = re.compile(r"[#＃]{3,}")
_ERRORS = re.compile(r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"((?:19|20)\d{2})(?:年度?)?")


@dataclass(frozen=True)
class Placed:
    """One cell of the block and the value that it becomes.

    ``text`` is what will be kept of ``typed``; ``problem`` says why it could not be read (it is
    then kept as it stands), ``converted`` the unit that it was converted from.
    """

    row: int
    column: int
    address: str
    label: str
    typed: str
    text: str
    old: str
    problem: str | None = None
    converted: str | None = None

    @property
    def same(self) -> bool:
        """Whether the form holds just this already."""
        return self.text == self.old


@dataclass(frozen=True)
class Unplaced:
    """One cell of the block that goes nowhere; ``code`` is the message that says why."""

    row: int
    column: int
    text: str
    code: str


@dataclass(frozen=True)
class PastePlan:
    """What a paste would do; ``by_label`` if the block's own labels decided."""

    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]
    by_label: bool

    @property
    def texts(self) -> dict[str, str]:
        """The texts to put, by address; values that stay as they are are left out."""
        return {one.address: one.text for one in self.placed if not one.same}


@dataclass(frozen=True)
class PasteGround:
    """The form that is pasted into, with the values that it holds."""

    notice: Notice
    form: Form
    years: tuple[int, ...]
    rows: Mapping[str, int]
    values: Mapping[str, str]
    label: Callable[[str], str]

    @cached_property
    def fields(self) -> Mapping[str, FormField]:
        """Every field by address."""
        return all_fields(self.notice, self.form)

    def grid(self, start: Address, height: int) -> Grid:
        """Return the grid that holds ``start``, with as many rows of its repeat as it may need."""
        counts = dict(self.rows)
        if start.repeat is not None:
            wanted = (start.row or 1) + height - 1
            counts[start.repeat] = max(counts.get(start.repeat, 0), wanted)
        grids = (
            table_grid(self.form, self.years, counts),
            cover_grid(self.notice, self.years),
            sheet_grid(self.form),
        )
        return next((grid for grid in grids if start in grid.places), grids[0])


def plan_paste(ground: PasteGround, block: Block, start: str) -> PastePlan:
    """Return where each cell of ``block`` goes when it is pasted at the value ``start``."""
    place = parse(start)
    grid = ground.grid(place, block.height)
    planner = _Planner(ground, block, grid, place)
    return planner.by_labels() or planner.by_place()


class _Planner:
    """Places the cells of one block on one grid."""

    def __init__(self, ground: PasteGround, block: Block, grid: Grid, start: Address) -> None:
        self.ground = ground
        self.block = block
        self.grid = grid
        self.start = grid.places.get(start)
        self.placed: dict[str, Placed] = {}
        self.unplaced: list[Unplaced] = []

    # -- by the place of the cells ---------------------------------------------------------

    def by_place(self) -> PastePlan:
        """Return the plan that goes by place alone."""
        rows = list(self._rows_below())
        skip = self._numbers_in_front(rows)
        for number, cells in enumerate(self.block.rows):
            targets = rows[number] if number < len(rows) else None
            for column, text in enumerate(cells):
                if not text or column < skip:
                    continue
                if targets is None:
                    self._leave(number, column, text, "paste.no-row")
                elif column - skip >= len(targets):
                    self._leave(number, column, text, "paste.no-column")
                else:
                    self._put(number, column, text, targets[column - skip])
        return self._plan(by_label=False)

    def _rows_below(self) -> Iterator[list[GridCell]]:
        """Yield the value cells from the start cell on, row by row, while the column goes on."""
        cell = self.start
        if cell is None:
            return
        for row in range(cell.row, len(self.grid.rows)):
            other = self.grid.covering.get((row, cell.column))
            if other is None or other.section != cell.section or not _takes(other):
                return
            if other.row == row:
                line = self.grid.by_row[row]
                yield [one for one in line if one.column >= cell.column and _takes(one)]

    def _numbers_in_front(self, rows: list[list[GridCell]]) -> int:
        """Return 1 where the block has a column 序号 that the form prints itself."""
        cell = self.start
        if cell is None or not rows or self.block.width != len(rows[0]) + 1:
            return 0
        before = self.grid.covering.get((cell.row, cell.column - 1))
        numbers = [row[0] for row in self.block.rows]
        counted = all(one.isdecimal() for one in numbers)
        return int(before is not None and before.role == "index" and counted)

    # -- by the labels of the block --------------------------------------------------------

    def by_labels(self) -> PastePlan | None:
        """Return the plan that the block's own labels make, ``None`` where it has none."""
        head, columns = self._head()
        first = head + 1
        named = {
            number: found
            for number in range(first, self.block.height)
            if (found := self._row_named(number)) is not None
        }
        if not named and not columns:
            return None
        below = list(self._rows_below()) if not named else []
        for number in range(first, self.block.height):
            if number in named:
                self._fill_named(number, *named[number], columns)
            elif not named and number - first < len(below):
                self._fill_columns(number, below[number - first], columns)
            else:
                self._leave_row(number, "paste.row-unknown" if named else "paste.no-row")
        if self.placed:
            return self._plan(by_label=True)
        self.unplaced.clear()
        return None

    def _head(self) -> tuple[int, dict[int, GridCell]]:
        """Return the block's head row and the column head of each of its columns; -1 if it has none."""
        for number, cells in enumerate(self.block.rows[:4]):
            for line in self.grid.by_row:
                heads = [one for one in line if one.role == "label"]
                found = {
                    column: head
                    for column, text in enumerate(cells)
                    if text and (head := _named(heads, text)) is not None
                }
                years = sum(bool(_YEAR.fullmatch(fold(one.printed))) for one in found.values())
                if self._is_head(line) and (len(found) >= 2 or years):
                    return number, found
        return -1, {}

    def _is_head(self, line: tuple[GridCell, ...]) -> bool:
        """Return whether a row of the grid is all labels and stands in the part at hand."""
        same = self.start is None or (line and line[0].section == self.start.section)
        return bool(same) and all(one.role == "label" for one in line)

    def _row_named(self, number: int) -> tuple[int, GridCell] | None:
        """Return the column of the block whose text is a row's label, and that label."""
        for column, text in enumerate(self.block.rows[number]):
            found = self._labels.get(_key(text), []) if text else []
            short = self._labels.get(_short(text), []) if text and not found else []
            near = [one for one in found or short if self._near(one)] or found or short
            if len(near) == 1:
                return column, near[0]
        return None

    def _near(self, label: GridCell) -> bool:
        return self.start is not None and label.section == self.start.section

    @cached_property
    def _labels(self) -> dict[str, list[GridCell]]:
        """The row labels of the table by their words, with and without bracketed remarks."""
        found: dict[str, list[GridCell]] = {}
        for cell in self.grid.cells:
            if cell.role == "label" and any(_takes(one) for one in self._right_of(cell)):
                for key in {_key(cell.printed), _short(cell.printed)}:
                    found.setdefault(key, []).append(cell)
        return found

    def _right_of(self, label: GridCell) -> list[GridCell]:
        """Return the cells of a label's row right of it, up to the next label after a value."""
        found: list[GridCell] = []
        for one in self.grid.by_row[label.row]:
            if one.column <= label.column:
                continue
            if one.role == "label":
                break
            found.append(one)
        return found

    def _fill_named(
        self, number: int, at: int, label: GridCell, columns: Mapping[int, GridCell]
    ) -> None:
        """Put the texts right of a row's label where its row has values; by heads if there are any."""
        targets = [one for one in self._right_of(label) if _takes(one)]
        used = 0
        for column in range(at + 1, self.block.width):
            text = self.block.rows[number][column]
            following = self._labels.get(_key(text), []) if text else []
            if len(following) == 1 and following[0].row == label.row:
                targets, used = [c for c in self._right_of(following[0]) if _takes(c)], 0
                continue
            target = _under(targets, columns.get(column)) if columns else None
            if not columns and used < len(targets):
                target = targets[used]
                used += 1
            if text and target is None:
                self._leave(number, column, text, "paste.no-column")
            elif text and target is not None:
                self._put(number, column, text, target)

    def _fill_columns(
        self, number: int, targets: list[GridCell], columns: Mapping[int, GridCell]
    ) -> None:
        """Put the texts of a row under the heads of their columns."""
        for column, text in enumerate(self.block.rows[number]):
            head = columns.get(column)
            target = _under(targets, head)
            if text and target is not None:
                self._put(number, column, text, target)
            elif text and not self._numbered(head):
                self._leave(number, column, text, "paste.no-column")

    def _numbered(self, head: GridCell | None) -> bool:
        """Return whether a head stands over numbers of rows, which the form prints itself."""
        if head is None or self.start is None:
            return False
        cell = self.grid.covering.get((self.start.row, head.column))
        return cell is not None and cell.role == "index"

    def _leave_row(self, number: int, code: str) -> None:
        for column, text in enumerate(self.block.rows[number]):
            if text:
                self._leave(number, column, text, code)

    # -- what becomes of one cell ----------------------------------------------------------

    def _put(self, row: int, column: int, text: str, cell: GridCell) -> None:
        address = cell.addresses[0]
        name = str(address)
        field = self.ground.fields[address.field]
        repeat = next((one for one in self.ground.form.repeat if one.id == address.repeat), None)
        code = None
        if name in self.ground.form.fixed:
            code = "paste.fixed"
        elif repeat is not None and (address.row or 0) > repeat.most:
            code = "paste.row-too-many"
        elif name in self.placed:
            code = "paste.twice"
        elif _HASHES.fullmatch(text):
            code = "paste.hashes"
        elif _ERRORS.fullmatch(text):
            code = "paste.formula-error"
        if code is not None:
            self._leave(row, column, text, code)
            return
        typed = read(field, text)
        kept = typed.text
        old = self.ground.values.get(name, "")
        self.placed[name] = Placed(
            row, column, name, self.ground.label(name), clean(text), kept, old,
            typed.problem, typed.converted,
        )  # fmt: skip

    def _leave(self, row: int, column: int, text: str, code: str) -> None:
        self.unplaced.append(Unplaced(row, column, text, code))

    def _plan(self, *, by_label: bool) -> PastePlan:
        return PastePlan(tuple(self.placed.values()), tuple(self.unplaced), by_label)


def _takes(cell: GridCell) -> bool:
    """Return whether a cell takes the text of one cell: one blank, or all boxes of one choice."""
    values = [part for part in cell.parts if isinstance(part, Blank | Box)]
    if len(cell.parts) == 1:
        return isinstance(cell.parts[0], Blank)
    return (
        len(values) > 1
        and all(isinstance(one, Box) for one in values)
        and (len({one.address for one in values}) == 1)
    )


def _under(targets: list[GridCell], head: GridCell | None) -> GridCell | None:
    """Return the cell that stands under a head."""
    if head is None:
        return None
    return next((one for one in targets if one.column == head.column), None)


def _named(labels: list[GridCell], text: str) -> GridCell | None:
    """Return the one label that says ``text``, as a year or as words."""
    year = _YEAR.fullmatch(fold(text))
    for same in (_year_key, _key, _short):
        if same is _year_key and not year:
            continue
        found = [one for one in labels if same(one.printed) == same(text)]
        if len(found) == 1:
            return found[0]
    return None


def _year_key(text: str) -> str:
    match = _YEAR.fullmatch(fold(text))
    return match.group(1) if match else ""


def _key(text: str) -> str:
    return fold(text)


def _short(text: str) -> str:
    """Return folded words without bracketed remarks and units: 营业收入（万元） → 营业收入."""
    folded = fold(text)
    return re.sub(r"^其中[,:]", "", _BRACKETS.sub("", folded)) or folded
