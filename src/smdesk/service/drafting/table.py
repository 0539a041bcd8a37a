"""A blank form's table becomes rows of a pack: labels, blanks, year rows, repeating rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from smdesk.intake.align.keys import year_head
from smdesk.intake.word import WordTable
from smdesk.service.drafting import cells as told
from smdesk.service.drafting.columns import in_parts
from smdesk.service.drafting.sketch import (
    SketchBox,
    SketchCell,
    SketchField,
    SketchForm,
    SketchRepeat,
    SketchRow,
    SketchSection,
)

_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+部分)"
)
OPEN_YEAR = re.compile(
    r"(?<!\d)20(?:\*\*|[xX×]{2}|[_＿]{1,6}|[ \u3000]{2,6}|[○〇□]{2})(?=\s*年|\s*$)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_INDEX = re.compile(r"[\s\u3000]*(\d{1,3}|[…⋯.]+)[\s\u3000.、．]*")


@dataclass
class _Grid:
    columns: int
    cells: list[SketchCell] = field(default_factory=list)
    rows: int = 0

    def line(self, row: int) -> list[SketchCell]:
        return sorted((one for one in self.cells if one.row == row), key=lambda one: one.column)

    def at(self, row: int, column: int) -> SketchCell | None:
        return next(
            (
                one for one in self.cells
                if one.row <= row < one.row + one.rows and one.column <= column < one.end
            ),
            None,
        )  # fmt: skip


def fill_form(form: SketchForm, tables: Sequence[WordTable]) -> None:
    """Put the rows of a form's tables into its sections, with stand-in names for the values."""
    names = (f"f{number}" for number in count(1))
    grids = [_grid(one) for one in tables]
    form.columns = _common(grids)
    for grid in grids:
        _years_of(form, grid)
    for number, grid in enumerate(grids):
        _scale(grid, form.columns)
        _Reader(form, grid, names).read(first=number == 0)


def _common(grids: Sequence[_Grid]) -> int:
    sizes = {one.columns for one in grids}
    if len(sizes) == 1:
        return sizes.pop()
    for number in (24, 36, 48, 60):
        if all(number % one == 0 for one in sizes):
            return number
    return max(sizes)


def _scale(grid: _Grid, columns: int) -> None:
    """Bring a table's parts to the form's; a width that does not divide is rounded at its borders."""
    if grid.columns == columns:
        return
    borders = sorted(
        {0, grid.columns} | {one.column for one in grid.cells} | {one.end for one in grid.cells}
    )
    place = {one: round(one * columns / grid.columns) for one in borders}
    for cell in grid.cells:
        start, end = place[cell.column], place[cell.end]
        cell.column, cell.span = start, max(1, end - start)
    grid.columns = columns


def _grid(table: WordTable) -> _Grid:
    number, edges = in_parts(table.edges)
    grid = _Grid(number, rows=table.row_count)
    for one in table.cells:
        start, end = edges[one.column], edges[one.column + one.columns]
        grid.cells.append(
            SketchCell(
                one.row,
                start,
                max(1, end - start),
                one.rows,
                "label",
                raw=one.text.replace("\xa0", " "),
            )
        )
        grid.cells[-1].lines = []
        _tell(grid.cells[-1], told.tell(one))
    _own_blanks(grid)
    return grid


def _tell(cell: SketchCell, what: told.Told) -> None:
    cell.kind = what.kind  # type: ignore[assignment]
    cell.text, cell.boxes, cell.lines = what.text, list(what.boxes), list(what.lines)


def _own_blanks(grid: _Grid) -> None:
    """Find labels whose blank is in their own cell, and words that stand in a value's place."""
    for row in range(grid.rows):
        line = grid.line(row)
        blank_in_row = any(one.kind in {"blank", "boxes", "template"} for one in line)
        for cell in line:
            if cell.kind != "label":
                continue
            right = grid.at(row, cell.end)
            left = grid.at(row, cell.column - 1) if cell.column else None
            open_right = right is not None and right.kind in {"blank", "boxes", "template", "sign"}
            if told.COLON_END.search(cell.raw) and not open_right and "\n" not in cell.raw.strip():
                cell.kind, cell.text = "template", f"{cell.text}{{}}"
            elif (
                told.UNIT.fullmatch(cell.raw) and not open_right
                and left is not None and left.kind == "label" and not told.UNIT.fullmatch(left.raw)
            ):  # fmt: skip
                cell.kind, cell.text = "template", f"{{}}{cell.raw.strip()}"
            elif (
                told.BRACKETED.fullmatch(cell.raw.strip())
                and left is not None and left.kind == "label" and left.raw.strip()
                and (right is None or (right.kind == "label" and blank_in_row))
            ):  # fmt: skip
                cell.kind, cell.text = "template", f"{{}}{cell.text}"
            elif cell.span == grid.columns and told.ASKS.search(cell.raw):
                cell.kind, cell.text = "template", f"{cell.text}\n{{}}"


def _years_of(form: SketchForm, grid: _Grid) -> None:
    """Learn the year columns of a form from its row of year heads."""
    for row in range(grid.rows):
        heads = [one for one in grid.line(row) if one.kind in {"label", "template"}]
        years = [found.year for one in heads if (found := year_head(one.raw)) and found.clean]
        opened = [one for one in heads if _is_open_head(one.raw)]
        if len(years) >= 2 and not form.years and not form.open_years:
            form.years = sorted(dict.fromkeys(years))
        elif len(opened) >= 2 and not form.open_years and not form.years:
            form.open_years = len(opened)
            match = OPEN_YEAR.search(opened[0].raw)
            form.printed_year = match.group() if match else "20**"
        for number, one in enumerate(opened, 1):
            if len(opened) >= 2:
                one.kind, one.year = "label", number


def _is_open_head(text: str) -> bool:
    match = OPEN_YEAR.search(text)
    return match is not None and not (text[: match.start()] + text[match.end() :]).strip(
        " \u3000年度末底（）()"
    )


class _Reader:
    """Reads one grid into sections of a form."""

    def __init__(self, form: SketchForm, grid: _Grid, names: Iterator[str]) -> None:
        self.form = form
        self.grid = grid
        self.names = names
        self.skip: set[int] = set()
        self.last_boxes: tuple[SketchCell, SketchField] | None = None
        self.heads: dict[int, int] = {}
        """The year position of a column, from the last row of year heads."""

    def read(self, *, first: bool) -> None:
        if first or not self.form.sections:
            self.form.sections.append(SketchSection("table", self.form.title))
        for row in range(self.grid.rows):
            if row in self.skip:
                continue
            line = self.grid.line(row)
            self._row(row, line)

    def _row(self, row: int, line: list[SketchCell]) -> None:
        whole = len(line) == 1 and line[0].span == self.grid.columns
        if whole and line[0].kind == "label" and _NUMBERED.match(line[0].text):
            self._heading(line[0])
            return
        years = {one.column: self._year(one) for one in line if one.kind == "label"}
        found = {column: year for column, year in years.items() if year is not None}
        if len(found) >= 2:
            self.heads = found
        elif line and all(one.kind == "label" for one in line):
            self.heads = {}
        repeat = self._repeat(row, line)
        if repeat is not None:
            return
        made = SketchRow()
        number = 0
        while number < len(line):
            cell = line[number]
            series = self._series(line, number)
            if series:
                cell.fields = [self._field(cell, axis="year")]
                for other in series[1:]:
                    other.kind = "blank"
                    other.fields = []
                    other.text = "series"
                cell.year = 0 if self._equal(series) else self.heads.get(cell.column)
                made.cells.append(cell)
                if not self._equal(series):
                    for other in series[1:]:
                        other.fields = cell.fields
                        other.year = self.heads.get(other.column)
                        other.text = ""
                        made.cells.append(other)
                number += len(series)
                continue
            self._plain(cell)
            made.cells.append(cell)
            number += 1
        self.form.sections[-1].rows.append(made)

    def _heading(self, cell: SketchCell) -> None:
        cell.kind = "heading"
        section = self.form.sections[-1]
        if section.rows:
            section = SketchSection("", cell.text)
            self.form.sections.append(section)
        section.title = cell.text
        section.rows.append(SketchRow([cell]))
        self.heads = {}

    def _year(self, cell: SketchCell) -> int | None:
        if cell.year is not None:
            return cell.year
        head = year_head(cell.raw)
        if head is None or not head.clean or head.year not in self.form.years:
            return None
        return self.form.years.index(head.year) + 1

    def _series(self, line: list[SketchCell], number: int) -> list[SketchCell]:
        """Return the blanks that stand under all the year heads, from ``number`` on."""
        wanted = len(self.form.years) or self.form.open_years
        found = line[number : number + len(self.heads)]
        if not self.heads or len(found) < len(self.heads) or len(self.heads) != wanted:
            return []
        fits = all(
            one.kind == "blank" and one.rows == 1 and self.heads.get(one.column) == place
            for place, one in enumerate(found, 1)
        )
        return found if fits else []

    @staticmethod
    def _equal(series: list[SketchCell]) -> bool:
        return len({one.span for one in series}) == 1

    def _field(
        self, cell: SketchCell, *, axis: str = "none", repeat: str | None = None
    ) -> SketchField:
        made = SketchField(next(self.names), axis=axis, repeat=repeat)
        made.tall = cell.span * 2 >= self.grid.columns
        if repeat is None:
            self.form.fields.append(made)
        return made

    def _plain(self, cell: SketchCell) -> None:
        match cell.kind:
            case "blank":
                cell.fields = [self._field(cell)]
            case "boxes":
                made = self._shared(cell) or self._field(cell)
                made.kind = "choice"
                made.boxes += cell.boxes
                cell.fields = [made]
                self._notes(made, cell)
                self.last_boxes = (cell, made)
                if cell.text:
                    cell.kind, cell.text = "template", f"{cell.text}{{{made.name}}}"
            case "template":
                dated = cell.text == "{}" and bool(cell.lines)
                for _ in range(cell.text.count("{}")):
                    made = self._field(cell)
                    made.hint = cell.text.partition("{}")[2].split("{}")[0].strip(" \u3000")
                    cell.fields.append(made)
                    blank = made.name
                    if dated:
                        made.kind = "date"
                        blank = f"{made.name}:{cell.lines[0]}"
                    cell.text = cell.text.replace("{}", f"{{{blank}}}", 1)

    def _shared(self, cell: SketchCell) -> SketchField | None:
        """Return the choice whose boxes go on in this cell: beside it, or below under one label."""
        if self.last_boxes is None or cell.text:
            return None
        other, made = self.last_boxes
        names = [box.label for box in (*made.boxes, *cell.boxes)]
        if len(set(names)) < len(names):
            return None
        if other.row == cell.row and other.end == cell.column:
            return made
        beside, above = self._label_beside(cell), self._label_beside(other)
        group = beside is not None and beside is above
        return made if group and other.row < cell.row else None

    def _label_beside(self, cell: SketchCell) -> SketchCell | None:
        """Return the label left of a cell of boxes, other boxes passed over."""
        column = cell.column - 1
        while column >= 0:
            found = self.grid.at(cell.row, column)
            if found is None or found.kind not in {"boxes", "template", "label"}:
                return None
            if found.kind == "label":
                return found
            column = found.column - 1
        return None

    def _notes(self, made: SketchField, cell: SketchCell) -> None:
        for box in cell.boxes:
            if box.note and not any(one.note_field for one in made.boxes):
                note = SketchField(f"{made.name}_note", kind="text", path=(box.label,))
                box.note_field = note.name
                self.form.fields.append(note)
                break

    # ---- repeating rows ----

    def _repeat(self, row: int, line: list[SketchCell]) -> SketchRepeat | None:
        """Take rows that are alike and blank, under a row of heads, as one repeating row."""
        if row == 0 or (
            self.heads and any(one.column in self.heads for one in line if one.kind == "blank")
        ):
            return None
        if not line or any(not self._fillable(one) for one in line):
            return None
        values = [one for one in line if one.kind == "blank"]
        above = [self.grid.at(row - 1, one.column) for one in values]
        if len(values) < 2 or any(one is None or one.kind != "label" for one in above):
            return None
        shape = [(one.column, one.span) for one in line]
        rows = [row]
        while rows[-1] + 1 < self.grid.rows and self._alike(rows[-1] + 1, shape):
            rows.append(rows[-1] + 1)
        indexed = any(_INDEX.fullmatch(one.raw) and one.raw.strip() for one in line)
        if len(rows) < 2 and not indexed:
            return None
        return self._take(rows, line)

    @staticmethod
    def _fillable(cell: SketchCell) -> bool:
        return cell.rows == 1 and (
            cell.kind == "blank" or (cell.kind == "label" and bool(_INDEX.fullmatch(cell.raw)))
        )

    def _alike(self, row: int, shape: list[tuple[int, int]]) -> bool:
        line = self.grid.line(row)
        return [(one.column, one.span) for one in line] == shape and all(map(self._fillable, line))

    def _take(self, rows: list[int], line: list[SketchCell]) -> SketchRepeat:
        number = len(self.form.repeats) + 1
        title = self._title(rows[0], line)
        made = SketchRepeat(f"r{number}", title, len(rows))
        for cell in line:
            if cell.kind == "label":
                cell.kind = "index"
                continue
            one = self._field(cell, repeat=made.id)
            cell.fields = [one]
            made.fields.append(one)
        self.form.repeats.append(made)
        self.form.sections[-1].rows.append(SketchRow(line, repeat=made.id))
        self.skip |= set(rows[1:])
        gone = len(rows) - 1
        for cell in self.grid.cells:  # what hangs down beside the rows spans the pattern once
            if cell.row < rows[0] < cell.row + cell.rows:
                cell.rows -= min(gone, cell.row + cell.rows - 1 - rows[0])
        return made

    def _title(self, row: int, line: list[SketchCell]) -> str:
        for above in range(row - 1, -1, -1):
            cells = self.grid.line(above)
            if len(cells) == 1 and cells[0].kind in {"label", "heading"}:
                return re.sub(r"\s+", "", cells[0].text)
        beside = self.grid.at(row, line[0].column - 1) if line[0].column else None
        return re.sub(r"\s+", "", beside.text) if beside is not None and beside.text else "名单"


__all__ = ["OPEN_YEAR", "SketchBox", "fill_form"]
