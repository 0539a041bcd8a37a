"""What needs no screen: slots, ticks, shown numbers, row heights."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smdesk.gui.sheet.book import Slot, open_book
from smdesk.gui.sheet.rows import edges, row_heights
from smdesk.gui.sheet.shown import shown_text
from smdesk.gui.sheet.ticks import ticked, toggled
from smdesk.notices.cells import GridCell
from smdesk.notices.loader import find_form
from smdesk.notices.models import Cell, Choice, FormField, Kind, Row

YEARS = (2017, 2018, 2019)


def slots(step: str, form: str = "enterprise") -> dict[str, Slot]:
    pack, found = find_form(f"zhejiang-2020/{form}")
    return {one.key: one for one in open_book(pack, found, step, YEARS, {}).slots}


def test_slots_stand_in_reading_order() -> None:
    assert list(slots("table/operation"))[:4] == [
        "finance.assets[2017]", "finance.assets[2018]", "finance.assets[2019]",
        "finance.debt_ratio[2017]",
    ]  # fmt: skip


def test_a_unit_is_shown_unless_the_paper_prints_it_behind_the_blank() -> None:
    assert slots("table/operation")["finance.assets[2017]"].unit == "万元"
    assert slots("table/basic", "platform")["org.capital"].unit == ""


def test_a_step_that_the_form_lacks_is_a_fault() -> None:
    pack, form = find_form("zhejiang-2020/enterprise")
    with pytest.raises(KeyError):
        open_book(pack, form, "table/nowhere", YEARS, {})


def test_the_path_of_a_box_ends_with_its_label() -> None:
    pack, form = find_form("zhejiang-2020/enterprise")
    book = open_book(pack, form, "table/content", YEARS, {})
    box = next(one for one in book.slots if one.choice == "turnkey")
    assert book.path(box)[-1] == "总集成总承包服务"


def test_rows_that_the_notice_does_not_print_name_their_origin() -> None:
    pack, form = find_form("zhejiang-2020/enterprise")
    section = form.section[0]
    taken = section.row[1].model_copy(update={"reconstructed": "江苏 2021 表 1"})
    changed = section.model_copy(update={"row": (section.row[0], taken, *section.row[2:])})
    other = form.model_copy(update={"section": (changed, *form.section[1:])})
    assert open_book(pack, form, "table/basic", YEARS, {}).taken_from == {}
    assert open_book(pack, other, "table/basic", YEARS, {}).taken_from == {1: "江苏 2021 表 1"}


def test_long_text_within_printed_words_has_lines_of_its_own() -> None:
    pack, form = find_form("zhejiang-2020/enterprise")
    section = form.section[0]
    cells = (Cell(template="名称：{org.name}，业务：{org.business}（简述）", span=24),)
    changed = section.model_copy(update={"row": (Row(cells=cells),)})
    other = form.model_copy(update={"section": (changed, *form.section[1:])})
    book = open_book(pack, other, "table/basic", YEARS, {})
    name, business = book.slots
    assert (name.block, name.wraps) == (False, False)
    assert (business.block, business.wraps) == (True, True)
    shown = ["_" if isinstance(one, Slot) else one for one in book.pieces[0, 0]]
    assert shown == ["名称：", "_", "，业务：", "\n", "_", "\n", "（简述）"]


TREE = FormField(
    address="x",
    kind=Kind.CHOICE,
    pick="one",
    choices=(
        Choice(id="a", label="甲", pick="one"),
        Choice(id="a1", label="甲一", parent="a"),
        Choice(id="a2", label="甲二", parent="a"),
        Choice(id="b", label="乙"),
    ),
)
MANY = TREE.model_copy(update={"pick": "many"})


@pytest.mark.parametrize(
    ("before", "click", "after"),
    [
        ("", "a", ("a",)),
        ("甲", "a", ()),
        ("甲", "b", ("b",)),
        ("", "a1", ("a", "a1")),
        ("甲；甲一", "a2", ("a", "a2")),
        ("甲；甲一", "a", ()),
        ("甲；甲一", "b", ("b",)),
        ("乙", "a2", ("a", "a2")),
        ("什么也不是", "b", ("b",)),
    ],
)
def test_a_click_keeps_to_how_many_may_be_ticked(
    before: str, click: str, after: tuple[str, ...]
) -> None:
    assert ticked(TREE, toggled(TREE, before, click)) == after


def test_of_many_boxes_each_goes_its_own_way() -> None:
    text = toggled(MANY, toggled(MANY, "", "b"), "a")
    assert ticked(MANY, text) == ("a", "b")
    assert ticked(MANY, toggled(MANY, text, "a")) == ("b",)


@given(st.lists(st.sampled_from(["a", "a1", "a2", "b"]), max_size=12))
def test_clicks_never_tick_more_than_may_be(clicks: list[str]) -> None:
    text = ""
    for one in clicks:
        was_on = one in ticked(TREE, text)
        text = toggled(TREE, text, one)
        on = ticked(TREE, text)
        assert (one in on) is not was_on
        assert not {"a", "b"} <= set(on)
        assert not {"a1", "a2"} <= set(on)


def money(**more: object) -> FormField:
    return FormField(address="x", kind=Kind.MONEY, unit="万元").model_copy(update=more)


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        (money(), "1234567.80", "1,234,567.80"),
        (money(negative=True), "-1234", "-1,234"),
        (money(), "约 1234", "约 1234"),
        (money(), "", ""),
        (money(), "无", "无"),
        (money(unit=None, units=("万元", "亿元")), "12345万元", "12345万元"),
        (FormField(address="x", kind=Kind.YEAR), "2019", "2019"),
        (FormField(address="x"), "12345", "12345"),
    ],
)
def test_numbers_are_shown_with_separators_and_words_as_they_are(
    field: FormField, text: str, shown: str
) -> None:
    assert shown_text(field, text) == shown


def cell(row: int, rows: int) -> GridCell:
    return GridCell(row, 0, rows, 1, "value", ())


@given(
    st.lists(st.integers(1, 50), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(1, 4), st.integers(0, 200)), max_size=12),
)
def test_rows_are_high_enough_for_every_cell(
    least: list[int], wanted: list[tuple[int, int, int]]
) -> None:
    needs = [
        (cell(row, min(rows, len(least) - row)), need)
        for row, rows, need in wanted
        if row < len(least)
    ]
    heights = row_heights(least, needs)
    borders = edges(0, heights)
    assert all(one >= low for one, low in zip(heights, least, strict=True))
    for one, need in needs:
        assert borders[one.row + one.rows] - borders[one.row] >= need


def test_rows_without_need_stay_as_low_as_they_may() -> None:
    assert row_heights([10, 10, 10], [(cell(0, 2), 50), (cell(2, 1), 5)]) == [10, 40, 10]
