"""Grids: every place is covered once, whatever the rows, spans, years and counts."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.notices.address import Address
from smdesk.notices.grid import (
    Blank,
    Box,
    Grid,
    Text,
    all_fields,
    cover_grid,
    form_fields,
    printed_rows,
    sheet_grid,
    table_grid,
)
from smdesk.notices.lint.report import Faults
from smdesk.notices.lint.table import TableCheck
from smdesk.notices.loader import pack
from smdesk.notices.models import Cell, Form, FormField, Outline, Repeat, Row, Section

FORMS = ["enterprise", "project", "platform"]


def covered_once(grid: Grid) -> bool:
    """Whether each place of the grid belongs to exactly one cell, and no cell sticks out."""
    places = Counter(
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    )
    wanted = {(r, c) for r in range(len(grid.rows)) for c in range(len(grid.edges) - 1)}
    return set(places) == wanted and set(places.values()) <= {1}


@st.composite
def tilings(draw: st.DrawFn) -> tuple[Form, dict[str, int]]:
    """A form whose cells tile its table at random, some rows repeating, and row counts."""
    columns, height = draw(st.integers(1, 9)), draw(st.integers(1, 7))
    rows: list[Row] = []
    repeats: list[Repeat] = []
    hanging = [0] * columns  # rows that each column is still covered from above
    for index in range(height):
        repeated = draw(st.integers(0, 3)) == 0
        cells: list[Cell] = []
        column = 0
        while column < columns:
            if hanging[column]:
                column += 1
                continue
            free = next((c for c in range(column, columns) if hanging[c]), columns) - column
            span = draw(st.integers(1, free))
            tall = 1 if repeated else draw(st.integers(1, height - index))
            cells.append(Cell(label=f"{index},{column}", span=span, rows=tall))
            for each in range(column, column + span):
                hanging[each] = tall
            column += span
        name = f"r{index}" if repeated else None
        if name:
            repeats.append(
                Repeat(id=name, label=name, rows=1, most=9, field=(FormField(address="x"),))
            )
        rows.append(Row(cells=tuple(cells), repeat=name))
        hanging = [max(0, left - 1) for left in hanging]
    form = Form(
        id="form", category="enterprise", number="表", title="表", columns=columns, applicant="a",
        field=(FormField(address="a"),), repeat=tuple(repeats),
        section=(Section(id="one", title="一", row=tuple(rows)),),
        outline=Outline(title="正文", item=()),
    )  # fmt: skip
    counts = {one.id: draw(st.integers(0, 9)) for one in repeats}
    return form, counts


@settings(max_examples=150, deadline=None)
@given(tilings())
def test_any_tiling_covers_every_place_once_at_any_row_counts(made: tuple[Form, dict[str, int]]):
    form, counts = made
    grid = table_grid(form, (), counts)
    assert covered_once(grid)
    assert len(grid.rows) == sum(
        max(1, counts[row.repeat]) if row.repeat else 1 for row in form.section[0].row
    )
    assert grid.edges[0] == 0
    assert grid.edges[-1] == 1
    assert list(grid.edges) == sorted(set(grid.edges))


@settings(max_examples=100, deadline=None)
@given(tilings(), st.data())
def test_the_linter_finds_spans_that_do_not_tile(
    made: tuple[Form, dict[str, int]], data: st.DataObject
):
    form, _ = made
    assert span_faults(form) == set()
    rows = list(form.section[0].row)
    at = data.draw(st.sampled_from([i for i, row in enumerate(rows) if row.cells] or [None]))
    if at is None:
        return
    first, *rest = rows[at].cells
    wider = first.model_copy(update={"span": first.span + 1})
    rows[at] = rows[at].model_copy(update={"cells": (wider, *rest)})
    section = form.section[0].model_copy(update={"row": tuple(rows)})
    assert span_faults(form.model_copy(update={"section": (section,)}))


def span_faults(form: Form) -> set[str]:
    faults = Faults("form.toml")
    repeats = frozenset(one.id for one in form.repeat)
    TableCheck(faults, form_fields(form), form.columns, 0, repeats).rows(
        form.section[0].row, ("section", 0, "row")
    )
    return {one.code for one in faults.found if ".span-" in one.code}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rows", [0, 1, 4, 7, 20, 99])
def test_the_zhejiang_forms_cover_every_place_once(form: str, rows: int):
    held = pack("zhejiang-2020")
    grid = table_grid(held.forms[form], held.years(), {"investors": rows, "clients": rows})
    assert covered_once(grid)


@pytest.mark.parametrize("form", FORMS)
def test_every_value_stands_in_exactly_one_grid(form: str):
    held = pack("zhejiang-2020")
    one = held.forms[form]
    grids = (cover_grid(held.notice), table_grid(one, held.years()), sheet_grid(one))
    seen = Counter(address for grid in grids for address in grid.places)
    assert set(seen.values()) == {1}
    assert {address.field for address in seen} == set(all_fields(held.notice, one))


def test_rows_of_a_repeat_are_as_printed_and_never_more_than_allowed():
    form = pack("zhejiang-2020").forms["platform"]
    assert printed_rows(form) == {"investors": 3, "clients": 5}
    assert printed_rows(form, {"investors": 7, "clients": 7}) == {"investors": 7, "clients": 5}
    assert printed_rows(form, {"investors": 400})["investors"] == 20


def test_a_tall_cell_beside_a_repeat_grows_with_it():
    held = pack("zhejiang-2020")
    grid = table_grid(held.forms["platform"], held.years(), {"investors": 6})
    assert grid.places[Address("org.capital")].rows == 7


def test_numbers_of_a_repeat_are_printed_from_one():
    held = pack("zhejiang-2020")
    grid = table_grid(held.forms["platform"], held.years())
    assert [cell.printed for cell in grid.cells if cell.role == "index"] == list("12345")


def test_years_stand_in_labels_and_in_addresses():
    held = pack("zhejiang-2020")
    grid = table_grid(held.forms["project"], (2021, 2022, 2023))
    assert Address("finance.assets", 2023) in grid.places
    assert any(cell.printed.startswith("2023 年度") for cell in grid.cells)


def test_an_empty_template_prints_its_words_and_blanks():
    held = pack("zhejiang-2020")
    cell = table_grid(held.forms["project"], held.years()).places[Address("project.start")]
    assert [type(part) for part in cell.parts] == [Blank, Text, Blank, Text]
    assert "".join(cell.printed.split()) == "年至年"


def test_the_cover_ticks_one_box_of_three():
    held = pack("zhejiang-2020")
    cell = cover_grid(held.notice).places[Address("cover.kind")]
    labels = [part.label for part in cell.parts if isinstance(part, Box)]
    assert labels == ["示范企业", "示范项目", "示范平台"]


def test_the_check_sheet_holds_what_the_table_does_not_print():
    form = pack("zhejiang-2020").forms["platform"]
    found = [str(address) for address in sheet_grid(form).places]
    assert found == [
        "org.uscc", "platform.operating_since", "condition.registered", "condition.no_accident",
    ]  # fmt: skip


@pytest.mark.parametrize("notice", ["zhejiang-2020", "shanxi-2021", "shanghai-2023"])
def test_the_table_of_a_platform_runs_on_over_pages_as_the_notices_do(notice: str):
    held = pack(notice)
    grid = table_grid(held.forms["platform"], held.years())
    assert not any(row.new_page for row in grid.rows)


def test_new_pages_and_heights_reach_the_rows():
    held = pack("zhejiang-2020")
    grid = table_grid(held.forms["enterprise"], held.years())
    assert sum(row.new_page for row in grid.rows) == 1
    assert {row.height for row in grid.rows} == {None, 24.0, 26.0}
