"""The format carries all five notices: their hardest tables expand as they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from smdesk.notices.address import Address
from smdesk.notices.grid import Box, Grid, GridCell, all_fields, table_grid
from smdesk.notices.lint import lint_pack
from smdesk.notices.loader import load_pack
from smdesk.notices.models import Pack
from smdesk.notices.render import cell_text
from smdesk.notices.typed import choice_text, read

PACKS = Path(__file__).parents[1] / "packs"
YEARS = (2021, 2022, 2023)


def held(name: str) -> Pack:
    return load_pack(PACKS / f"{name}-tables")


def grid_of(name: str, form: str) -> Grid:
    one = held(name)
    return table_grid(one.forms[form], one.years(YEARS, one.forms[form]))


def cell_with(grid: Grid, text: str) -> GridCell:
    return next(cell for cell in grid.cells if cell.printed.startswith(text))


@pytest.mark.parametrize("name", ["shanghai", "guangdong", "shanxi", "national"])
def test_the_pack_has_no_fault_and_covers_every_printed_label(name: str):
    report = lint_pack(PACKS / f"{name}-tables")
    assert [one.message for one in report.problems] == []
    assert set(report.forms.values()) == {100.0}


@pytest.mark.parametrize("name", ["shanghai", "guangdong", "shanxi", "national"])
def test_every_place_of_the_grid_is_covered_once(name: str):
    one = held(name)
    for form in one.forms.values():
        grid = grid_of(name, form.id)
        area = sum(cell.rows * cell.columns for cell in grid.cells)
        assert area == len(grid.rows) * (len(grid.edges) - 1) == len(grid.covering)


def test_district_labels_of_three_levels_keep_their_spans():
    grid = grid_of("shanghai", "district")
    group = cell_with(grid, "服务型制造工作开展以来")
    assert (group.rows, group.columns) == (3, 1)
    inner = [grid.covering[row, group.column + 1] for row in range(group.row, group.row + 3)]
    assert [cell.printed for cell in inner] == ["会议", "培训", "其他类"]


def test_district_yes_no_boxes_stand_on_one_line_and_tick():
    one = held("shanghai")
    grid, fields = grid_of("shanghai", "district"), all_fields(one.notice, one.forms["district"])
    cell = grid.places[Address("policy.leaders")]
    assert cell_text(cell, {}, fields) == "□是　□否"
    assert cell_text(cell, {"policy.leaders": "否"}, fields) == "□是　☑否"


def test_district_mixes_two_money_units_and_keeps_each():
    form = held("shanghai").forms["district"]
    units = {one.address: one.unit for one in form.field if one.kind == "money"}
    assert units == {"economy.gdp": "亿元", "effect.output": "万元"}
    fields = all_fields(held("shanghai").notice, form)
    assert read(fields["economy.gdp"], "3560000万元").text == "356"


def test_a_hint_inside_a_value_cell_stays_after_the_value():
    one = held("shanghai")
    grid = grid_of("shanghai", "enterprise")
    fields = all_fields(one.notice, one.forms["enterprise"])
    cell = grid.places[Address("org.years")]
    assert cell_text(cell, {"org.years": "12"}, fields) == "12（截至目前）"


def test_an_outline_table_has_three_levels_and_evidence():
    outline = held("shanghai").forms["enterprise"].outline
    assert outline.columns[-1] == "佐证材料建议"
    assert [item.level for item in outline.item] == [1, 1, 2, 3, 3, 1, 2, 2, 1]
    assert outline.item[3].evidence == "服务型制造相关战略文件"


def test_years_that_are_chosen_for_a_draft_make_the_columns():
    one = held("guangdong")
    assert one.years() == ()
    assert one.years(YEARS) == YEARS
    grid = grid_of("guangdong", "enterprise")
    assert Address("finance.revenue", 2022) in grid.places
    assert cell_with(grid, "2023年").role == "label"


def test_service_kinds_stand_in_four_stages_with_a_note_each():
    grid = grid_of("guangdong", "enterprise")
    cells = grid.holding[Address("services.kinds")]
    assert len(cells) == 4
    notes = [
        part.note for cell in cells for part in cell.parts if isinstance(part, Box) and part.note
    ]
    assert [str(note) for note in notes] == [
        "services.design_other", "services.make_other", "services.brand_other", "services.all_other",
    ]  # fmt: skip
    label = cell_with(grid, "服务类型")
    assert label.rows == 4
    wide = cell_with(grid, "贯穿所有阶段")
    assert (wide.row, wide.column + wide.columns) == (label.row + 2, len(grid.edges) - 1)


def test_boxes_with_the_same_name_are_told_apart_by_their_stage():
    one = held("guangdong")
    fields = all_fields(one.notice, one.forms["enterprise"])
    field = fields["services.kinds"]
    text = choice_text(field, {"design-other", "all-other", "brand-training"})
    assert text == "研发设计阶段：其他(请注明)；培训；贯穿所有阶段：其他(请注明)"
    assert read(field, text).value == ("design-other", "brand-training", "all-other")
    assert read(field, "其他").problem == "rules.choice-unknown"


def test_a_note_stands_after_its_own_box_only():
    one = held("guangdong")
    grid = grid_of("guangdong", "enterprise")
    fields = all_fields(one.notice, one.forms["enterprise"])
    values = {"services.kinds": "研发设计阶段：其他", "services.design_other": "中试"}
    texts = [cell_text(cell, values, fields) for cell in grid.holding[Address("services.kinds")]]
    assert texts[0].endswith("☑其他(请注明)：中试")
    assert "：" not in "".join(texts[1:])


def test_boxes_of_one_choice_are_shared_out_over_two_cells_in_printed_order():
    grid = grid_of("guangdong", "enterprise")
    left, right = grid.holding[Address("declare.modes")]
    assert [part.label for part in left.parts if isinstance(part, Box)] == [
        "工业设计服务", "供应链管理", "生产性金融服务",
    ]  # fmt: skip
    assert [part.choice for part in right.parts if isinstance(part, Box)] == [
        "custom", "sharing", "other",
    ]  # fmt: skip


def test_yes_and_no_stand_in_cells_of_their_own_beside_the_forms_of_the_team():
    grid = grid_of("guangdong", "enterprise")
    yes, no = grid.holding[Address("team.independent")]
    team = grid.places[Address("team.forms")]
    assert (yes.printed, yes.rows, no.printed) == ("□是", 2, "□否")
    assert team.row == yes.row + 1
    assert no.columns == yes.columns + team.columns


def test_words_and_yes_no_boxes_share_a_cell():
    one = held("guangdong")
    grid, fields = grid_of("guangdong", "platform"), all_fields(one.notice, one.forms["platform"])
    cell = grid.places[Address("platform.asp")]
    assert cell_text(cell, {"platform.asp": "是"}, fields) == "是否为应用服务提供商：☑是　□否"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("共享制造", None),
        ("其他模式（可多选）；工业设计服务；定制化服务", None),
        ("工业设计服务；定制化服务", None),
        ("共享制造；定制化服务", "rules.choice-too-many"),
        ("共享制造；其他模式", "rules.choice-too-many"),
    ],
)
def test_one_of_two_main_kinds_may_be_chosen_with_several_below_it(text: str, problem: str | None):
    one = held("guangdong")
    fields = all_fields(one.notice, one.forms["platform"])
    assert read(fields["platform.model"], text).problem == problem


def test_a_value_without_a_printed_unit_keeps_the_unit_that_was_typed():
    one = held("shanxi")
    field = all_fields(one.notice, one.forms["city"])["city.gdp"]
    assert read(field, "4153.25 亿元").text == "4153.25亿元"
    assert read(field, "41532500万元").value == read(field, "4153.25亿元").value
    assert read(field, "4153.25").problem == "rules.unit-missing"
    assert read(field, "4153.25").value is None


def test_a_signature_box_from_the_body_of_the_notice_is_marked_reconstructed():
    grid = grid_of("shanxi", "city")
    assert grid.cells[-1].role == "signature"
    assert grid.rows[-1].reconstructed is not None


def test_a_form_may_have_other_years_than_its_notice():
    one = held("national")
    assert one.years() == (2019, 2020, 2021)
    grid = grid_of("national", "evaluation")
    assert [cell.printed for cell in grid.by_row[1]] == [
        "经营指标", "2018年", "2019年", "2020年", "2021年",
    ]  # fmt: skip


def test_rows_of_a_repeat_grow_with_what_is_filled():
    one = held("guangdong")
    form = one.forms["platform"]
    small, large = (table_grid(form, YEARS, {"investors": rows}) for rows in (0, 4))
    assert len(large.rows) == len(small.rows) + 3
    tall = large.places[Address("org.capital")]
    assert tall.rows == 5
    assert Address("investors", 4, "share") in large.places
