"""Forms built otherwise by those who filled them in: nothing is stated wrongly, and next to all is read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from smdesk.intake.read import read_bytes, read_each_form

sys.path.insert(0, str(Path(__file__).parent))
from handed import CHANGES, FORMS, beside, handed, several, word
from handed.books import (
    parts_of_two,
    parts_on_sheets,
    several_applicants,
    several_forms,
    with_a_note,
)
from handed.desk import Box, Bundle, Ink
from handed.redraw import label
from handed.score import tally
from posted.score import Tally

ASKED_AFTER = {
    "lists_at_the_end", "values_above", "last_year_beside", "in_frames", "other_names", "units_in_labels", "units_in_values", "two_in_one_cell",
    "applicants_across", "applicants_down", "applicant_in_a_row", "list_heads_deleted",
}  # fmt: skip
"""Changes after which a person has to look by right."""
NOT_ONE = {"applicants_across", "applicants_down"}
"""Several applicants in one table: whose form it is, is not said."""


def read(bundle: Bundle, way: str) -> Tally:
    return tally(bundle, read_bytes(word(bundle), "收到.docx"), way)


@pytest.mark.parametrize("change", CHANGES, ids=[one.__name__ for one in CHANGES])
def test_each_change_is_read_and_nothing_is_stated_wrongly(change):
    total = Tally()
    for place, form in enumerate(FORMS):
        if (place + CHANGES.index(change)) % 10 == 0:
            total += read(handed(form, [change], 5), change.__name__)
    assert (total.wrong, total.silent) == ([], 0)
    if change.__name__ not in NOT_ONE:
        assert total.right >= 0.9
    if change.__name__ not in ASKED_AFTER:
        assert total.stated >= 0.93 * total.values


@pytest.mark.parametrize("form", FORMS[::3])
def test_several_changes_at_once_are_never_stated_wrongly(form: str):
    assert read(*several(form, 11)).wrong == []


def test_of_two_forms_side_by_side_nothing_is_stated_wrongly():
    left, right = (handed("zhejiang-2020/project", [], seed) for seed in (1, 2))
    count = tally(left, read_bytes(beside(left, right), "收到.docx"), "beside")
    assert count.wrong == []


# ---- columns and cells that a person added ----


def _with_column(head: str, words: dict[int, str]) -> dict[str, tuple[str, bool]]:
    """Return what is read of a form with a last column; ``words`` by row, else nothing."""
    bundle = handed("zhejiang-2020/enterprise", [], 5)
    board = bundle.main
    board.widen(len(board.widths), 900)
    at = len(board.widths) - 1
    for row in range(board.height):
        text = head if row == 0 else words.get(row, "")
        board.boxes.append(Box(row, at, 1, 1, "other", [Ink(text)]))
    values = read_bytes(word(bundle), "收到.docx").values
    return {one.address: (one.text, one.confidence >= 0.9) for one in values}


@pytest.mark.parametrize("head", ["备注", "说明", "县级核对", "审核情况", "初审意见"])
def test_a_column_of_remarks_or_checks_leaves_the_answers_certain(head: str):
    found = _with_column(head, dict.fromkeys(range(1, 12), "已核"))
    assert found["org.name"][1]
    assert found["finance.assets[2018]"][1]


def test_an_empty_answer_beside_a_tick_is_empty_and_beside_words_is_asked_after():
    bundle = handed("zhejiang-2020/enterprise", [], 5)
    board = bundle.main
    row, name = next(
        (box.row, box.answers[0].address) for box in board.boxes
        if box.sole is not None and not box.text and "[" not in box.answers[0].address
    )  # fmt: skip
    ticked = _with_column("县级核对", dict.fromkeys(range(1, board.height), "√"))
    said = _with_column("备注", {row: "见营业执照副本"})
    assert ticked.get(name, ("", True)) == ("", True)
    assert said[name] == ("", False)


@pytest.mark.parametrize("remark", ["应为云麓新禾泵业有限公司", "更正：13700000001", "与执照不符"])
def test_an_answer_that_a_remark_corrects_is_asked_after(remark: str):
    found = _with_column("备注", {1: remark, 3: "自评"})
    assert not found["org.name"][1]


def test_a_column_headed_as_nothing_known_is_no_remark():
    found = _with_column("乙企业", {1: "云麓新禾泵业有限公司"})
    assert not found["org.name"][1]


def test_a_whole_list_without_its_heads_is_told_as_not_read():
    bundle = handed("national-2022/platform", [], 5)
    board = bundle.main
    row = next(one.row for one in board.boxes if one.label == "服务企业名称")
    board.drop(row)
    read = read_bytes(word(bundle), "收到.docx")
    assert not any(
        one.address.startswith("clients") and one.confidence >= 0.9 and one.text
        for one in read.values
    )
    told = next(one for one in read.problems if one.code == "intake.cells-not-read")
    assert "服务企业名称" in str(told.params["labels"])


@pytest.mark.parametrize("mark", ["/", "、", "\n"])
def test_two_labels_in_one_cell_part_the_answers_of_the_next_and_both_are_asked_after(mark: str):
    bundle = handed("zhejiang-2020/enterprise", [], 5)
    board = bundle.main
    row = next(one.row for one in board.boxes if one.label == "联系人")
    name, position = (
        label(f"联 系 人{mark}职务"),
        Box(0, 0, 1, 1, "value", [Ink(f"陆一{mark}科长")]),
    )
    line = board.line(row)
    keep = line[4:]
    board.boxes = [one for one in board.boxes if one not in line[:4]]
    name.row = position.row = row
    name.column, name.columns = line[0].column, line[1].column - line[0].column
    position.column = line[1].column
    position.columns = keep[0].column - line[1].column
    board.boxes += [name, position]
    found = {one.address: one for one in read_bytes(word(bundle), "收到.docx").values}
    assert (found["contact.name"].text, found["contact.position"].text) == ("陆一", "科长")
    assert max(found[one].confidence for one in ("contact.name", "contact.position")) < 0.9


# ---- workbooks ----


def _of_book(bundles: list[Bundle], data: bytes) -> tuple[int, Tally]:
    """Return how many forms were read of a workbook, and the counts of those that are true of it."""
    each = list(read_each_form(data, "收到.xlsx"))
    total, left = Tally(), list(each)
    for bundle in bundles:
        mine = next((one for one in left if f"{one.notice}/{one.form}" == bundle.form), None)
        if mine is not None:
            left.remove(mine)
            total += tally(bundle, mine, "workbook")
    return len(each), total


@pytest.mark.parametrize("notice", sorted({one.partition("/")[0] for one in FORMS}))
def test_each_form_of_a_workbook_is_read_from_its_own_sheet(notice: str):
    bundles, data = several_forms(notice, 2)
    number, count = _of_book(bundles, data)
    assert (number, count.wrong) == (len(bundles), [])
    assert count.stated >= 0.98 * count.values


def test_each_applicant_of_a_workbook_is_read_from_their_own_sheet():
    bundles, data = several_applicants("guangdong-2024/platform", 2)
    number, count = _of_book(bundles, data)
    assert (number, count.wrong) == (3, [])
    assert count.stated >= 0.98 * count.values


@pytest.mark.parametrize("form", FORMS[::4])
def test_a_form_whose_parts_stand_on_sheets_is_one_form(form: str):
    bundles, data = parts_on_sheets(form, 2)
    number, count = _of_book(bundles, data)
    assert (number, count.wrong) == (1, [])
    assert count.stated >= 0.9 * count.values


@pytest.mark.parametrize(
    ("one", "other"),
    [("zhejiang-2020/enterprise", "zhejiang-2020/project"), ("shanghai-2023/platform", "shanghai-2023/district"),
     ("national-2022/enterprise", "national-2022/platform"), ("guangdong-2024/enterprise", "guangdong-2024/enterprise")],
)  # fmt: skip
def test_the_parts_of_two_forms_in_one_workbook_are_not_mixed(one: str, other: str):
    bundles, data = parts_of_two(one, other, 2)
    number, count = _of_book(bundles, data)
    assert (number, count.wrong) == (2, [])
    assert count.stated >= 0.9 * count.values


def test_a_sheet_of_instructions_and_an_empty_copy_are_no_forms():
    bundles, data = with_a_note("shanxi-2021/project", 2)
    number, count = _of_book(bundles, data)
    assert (number, count.wrong) == (1, [])
    assert count.stated >= 0.95 * count.values
