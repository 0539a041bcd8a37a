"""What a cell shows: values, boxes, notes of 其它, placeholders."""

from __future__ import annotations

from smdesk.notices.address import Address
from smdesk.notices.cells import Blank, Box, GridCell, Text
from smdesk.notices.grid import all_fields, cover_grid, table_grid
from smdesk.notices.loader import pack
from smdesk.notices.models import Choice, FormField, Kind
from smdesk.notices.render import cell_text, segments

PACK = pack("zhejiang-2020")
FORM = PACK.forms["enterprise"]
FIELDS = all_fields(PACK.notice, FORM)
GRID = table_grid(FORM, PACK.years())


def shown(address: str, values: dict[str, str], form: str = "enterprise") -> str:
    one = PACK.forms[form]
    grid = table_grid(one, PACK.years())
    head, _, rest = address.partition("[")
    wanted = Address(head, int(rest[:-1])) if rest else Address(head)
    return cell_text(grid.places[wanted], values, all_fields(PACK.notice, one))


def test_an_empty_cell_shows_nothing_and_still_has_its_blank():
    cell = GRID.places[Address("org.name")]
    assert cell_text(cell, {}, FIELDS) == ""
    assert [one.kind for one in segments(cell, {}, FIELDS)] == ["blank"]


def test_a_value_shows_as_it_is_kept():
    assert shown("finance.revenue[2019]", {"finance.revenue[2019]": "12345.67"}) == "12345.67"


def test_a_ticked_other_shows_its_note_and_an_unticked_one_does_not():
    cell = next(
        cell
        for cell in GRID.cells
        if any(isinstance(part, Box) and part.choice == "other" for part in cell.parts)
    )
    values = {"declare.modes": "其它", "declare.modes_other": "共享制造"}
    text = cell_text(cell, values, FIELDS)
    assert text == "☑其它\n（选“其它”请注明具体模式）：共享制造"
    assert cell_text(cell, {"declare.modes": "供应链管理"}, FIELDS).startswith("□其它")
    assert "：" not in cell_text(cell, {}, FIELDS)


def test_a_template_shows_values_between_its_words():
    values = {"project.start": "2017", "project.end": "2019"}
    assert shown("project.start", values, "project") == "2017年至2019年"
    assert shown("org.capital", {"org.capital": "5000"}, "platform") == "注册资本\n5000万元"
    assert shown("org.capital", {}, "platform") == "注册资本\n____万元"


def test_boxes_on_one_line_are_parted_by_a_wide_blank():
    cell = cover_grid(PACK.notice).places[Address("cover.kind")]
    text = cell_text(cell, {"cover.kind": "示范企业"}, FIELDS)
    assert text == "☑示范企业　□示范项目　□示范平台"


def test_segments_say_which_box_is_checked():
    cell = cover_grid(PACK.notice).places[Address("cover.kind")]
    boxes = [one for one in segments(cell, {"cover.kind": "示范项目"}, FIELDS) if one.kind == "box"]
    assert [(one.choice, one.checked) for one in boxes] == [
        ("enterprise", False), ("project", True), ("platform", False),
    ]  # fmt: skip


def test_an_unreadable_choice_ticks_nothing():
    cell = cover_grid(PACK.notice).places[Address("cover.kind")]
    assert "☑" not in cell_text(cell, {"cover.kind": "示范车间"}, FIELDS)


def test_heads_of_a_tree_stand_on_lines_of_their_own():
    address = Address("c")
    field = FormField(
        address="c", kind=Kind.CHOICE, pick="many",
        choices=(
            Choice(id="a", label="甲阶段", tickable=False), Choice(id="a-one", parent="a", label="一"),
            Choice(id="a-two", parent="a", label="二"), Choice(id="b", label="乙阶段", tickable=False),
            Choice(id="b-one", parent="b", label="三"),
        ),
    )  # fmt: skip
    parts = tuple(
        Box(address, one.id, one.label) if one.tickable else Text(one.label, address)
        for one in field.choices
    )
    line = GridCell(0, 0, 1, 1, "option", parts, flow="line")
    assert cell_text(line, {"c": "二"}, {"c": field}) == "甲阶段　□一　☑二\n乙阶段　□三"
    stack = GridCell(0, 0, 1, 1, "option", parts)
    assert cell_text(stack, {}, {"c": field}) == "甲阶段\n□一\n□二\n乙阶段\n□三"


def test_words_beside_boxes_in_a_template_stay_on_their_line():
    address = Address("y")
    field = FormField(address="y", kind=Kind.YES_NO)
    parts = (Text("是否："), Box(address, "yes", "是"), Box(address, "no", "否"), Text("。"))
    cell = GridCell(0, 0, 1, 1, "value", parts, flow="line")
    assert cell_text(cell, {"y": "是"}, {"y": field}) == "是否：☑是　□否。"
    assert segments(GridCell(0, 0, 1, 1, "value", (Blank(address, "__"),)), {}, {})[0].text == "__"
