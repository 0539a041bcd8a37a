"""Forms of accountants, filled in with the tools of WPS, Word and Excel: nothing is stated wrongly."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import exported
import pytest

from smdesk.intake.read import read_bytes
from smdesk.intake.submission import SURE

sys.path.insert(0, str(Path(__file__).parent))
from eighth import FORMS, HABITS, HANDS, Bundle, eighth, several, tally, word, workbook
from handed.desk import Box, Ink
from handed.redraw import sole_answers
from posted.score import Tally

TYPED_OTHERWISE = {
    "examples", "unit_row", "units_in_heads", "merged_with_next", "one_fraction", "row_over_pages", "list_in_one_row",
    "boxes_yes", "boxes_tick word", "boxes_yes or empty",
}  # fmt: skip
"""Habits after which a person has to say what is meant; the reader asks."""


def read(bundle: Bundle, way: str) -> Tally:
    return tally(bundle, read_bytes(word(bundle), "收到.docx"), way)


@pytest.mark.parametrize("habit", HABITS, ids=[one.__name__ for one in HABITS])
def test_each_habit_of_accountants_is_read_and_nothing_is_stated_wrongly(habit):
    total = Tally()
    for place, form in enumerate(FORMS):
        if (place + HABITS.index(habit)) % 10 == 0:
            total += read(eighth(form, [habit], 0), habit.__name__)
    assert (total.wrong, total.silent) == ([], 0)
    if habit.__name__ not in TYPED_OTHERWISE:
        assert total.right >= 0.93


@pytest.mark.parametrize("hand", HANDS, ids=[one.__name__ for one in HANDS])
def test_no_workbook_of_an_accountant_is_stated_wrongly(hand):
    total = Tally()
    for form in FORMS[HANDS.index(hand) % 5 :: 7]:
        bundle = eighth(form, [], 7)
        total += tally(bundle, read_bytes(workbook(bundle, hand), "收到.xlsx"), hand.__name__)
    assert total.wrong == []


@pytest.mark.parametrize("form", FORMS[::2])
def test_several_habits_of_accountants_at_once_are_never_stated_wrongly(form: str):
    assert read(*several(form, 0)).wrong == []


# ---- one thing at a time ----


def _noted(way: str, text: str) -> bool:
    """Return whether an answer is sure at which a comment or note hangs."""
    bundle = eighth("zhejiang-2020/enterprise", [], 5)
    _, box, _ = next(one for one in sole_answers(bundle) if one[2].address == "org.name")
    box.inks.append(Ink(text, way=way))
    return _sure(bundle)["org.name"][1]


def _sure(bundle: Bundle) -> dict[str, tuple[str, bool]]:
    values = read_bytes(word(bundle), "收到.docx").values
    return {one.address: (one.text, one.confidence >= SURE) for one in values}


@pytest.mark.parametrize("way", ["comment", "footnote"])
@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("应为云麓新禾泵业有限公司", False),
        ("云麓新禾泵业有限公司", False),
        ("已与营业执照核对一致", True),
        ("数据来源于审计报告。", True),
    ],
)
def test_an_answer_is_sure_only_if_the_note_at_it_says_nothing_else(
    way: str, text: str, sure: bool
):
    assert _noted(way, text) is sure


def test_a_comment_that_is_not_in_the_file_says_nothing():
    bundle = eighth("zhejiang-2020/enterprise", [], 5)
    _, box, _ = next(one for one in sole_answers(bundle) if one[2].address == "org.name")
    box.inks.append(Ink("应为云麓新禾泵业有限公司", way="comment"))
    data = exported.rewritten(
        word(bundle), lambda name, part: re.sub(rb"<w:comment .*</w:comment>", b"", part, flags=re.DOTALL)
        if name.endswith("comments.xml") else part
    )  # fmt: skip
    values = {one.address: one for one in read_bytes(data, "收到.docx").values}
    assert values["org.name"].confidence >= SURE


@pytest.mark.parametrize(
    ("line", "doubted"),
    [
        ("更正：2019年资产总额应为8700万元。", {"finance.assets[2019]"}),
        (
            "说明：资产总额有误。",
            {"finance.assets[2017]", "finance.assets[2018]", "finance.assets[2019]"},
        ),
        ("注：以上数据均来自经审计的财务报表。", set()),
        ("填表说明：企业名称以营业执照为准，资产总额应为年末数。", set()),
        ("企业名称变更为云麓新禾泵业有限公司", {"org.name"}),
    ],
)
def test_a_line_under_the_table_casts_doubt_on_what_it_names_and_corrects(line, doubted):
    bundle = eighth("zhejiang-2020/enterprise", [], 5)
    before = {name for name, (text, sure) in _sure(bundle).items() if text and sure}
    bundle.blocks.insert(bundle.blocks.index(bundle.main) + 1, line)
    after = {name for name, (text, sure) in _sure(bundle).items() if text and sure}
    assert before - after == doubted & before
    assert before & doubted == {one for one in doubted if bundle.truth[one] != ("",)}


def test_a_text_box_that_corrects_and_names_nothing_casts_doubt_on_all():
    bundle = eighth("zhejiang-2020/enterprise", [], 5)
    bundle.blocks.insert(bundle.blocks.index(bundle.main), "\v应为 8700")
    found = _sure(bundle)
    assert not any(
        sure for name, (text, sure) in found.items() if text and not name.startswith("cover")
    )


def test_a_text_box_far_behind_the_form_casts_no_doubt():
    bundle = eighth("zhejiang-2020/enterprise", [], 5)
    before = _sure(bundle)
    bundle.blocks += [*["正文的一段。"] * 20, "\v流程调整为 8 步"]
    assert _sure(bundle) == before


def _with_answers(**texts: str) -> dict[str, tuple[str, bool]]:
    """Return what is read of a form with other answers, ``finance.assets[2019]`` as assets_2019."""
    bundle = eighth("zhejiang-2020/enterprise", [], 5)
    names = {f"finance.{name[:-5]}[{name[-4:]}]": text for name, text in texts.items()}
    for _, _, ink in [(0, 0, i) for board in bundle.boards for b in board.boxes for i in b.answers]:
        ink.text = names.get(ink.address, ink.text)
    return _sure(bundle)


@pytest.mark.parametrize(
    ("last", "sure"), [("0.367", False), ("36.7", True), ("0.9", True), ("86.7", True)]
)
def test_a_share_as_a_fraction_among_percentages_is_asked_after(last: str, sure: bool):
    others = ("35.2", "36.1") if last != "0.9" else ("0.7", "0.8")
    found = _with_answers(
        debt_ratio_2017=others[0], debt_ratio_2018=others[1], debt_ratio_2019=last
    )
    assert found["finance.debt_ratio[2019]"][1] is sure


@pytest.mark.parametrize(
    ("typed", "others", "sure"),
    [("43831", "250", False), ("43831", "41200", True), ("43832", "2500", True)],
)
def test_a_date_turned_number_is_asked_after(typed: str, others: str, sure: bool):
    found = _with_answers(tax_2017=others, tax_2018=others[:-1] + "7", tax_2019=typed)
    assert found["finance.tax[2019]"][1] is sure


def test_so_many_wan_yuan_that_yuan_are_meant_are_asked_after():
    found = _with_answers(profit_2017="", profit_2018="", profit_2019="22374300")
    assert not found["finance.profit[2019]"][1]


def _pair_below(above: str, below: str) -> list[bool]:
    """Return which of two answers, one below the other, are sure."""
    bundle = eighth("national-2022/enterprise", [], 5)
    texts = {"honours.awarded": above, "standards.services": below}
    for board in bundle.boards:
        for box in board.boxes:
            for ink in box.answers:
                ink.text = texts.get(ink.address, ink.text)
    found = _sure(bundle)
    return [found[one][1] for one in texts]


@pytest.mark.parametrize(
    ("above", "below", "sure"),
    [
        ("2019 年获评省级“首台（套）”产品", "2 项；2020 年入选绿色供应链管理企业", False),
        ("新建数字化供应链平台，库存周转天数由 45", "天降到 28 天，年节约 1200 万元。", False),
        ("省级质量标杆。", "参与制定 GB/T 39116—2020", True),
    ],
)
def test_words_that_run_on_in_the_cell_below_are_asked_after(above: str, below: str, sure: bool):
    assert _pair_below(above, below) == [sure, sure]


def test_a_code_in_cells_of_its_letters_is_read_whole():
    habit = next(one for one in HABITS if one.__name__ == "digits_in_cells")
    bundle = eighth("guangdong-2024/enterprise", [habit], 0)
    assert _sure(bundle)["org.uscc"][0] == bundle.truth["org.uscc"][0]


def test_a_row_that_goes_on_under_its_label_again_is_joined_and_asked_after():
    bundle = eighth("zhejiang-2020/enterprise", [], 5)
    board, box, ink = next(
        one for one in sole_answers(bundle) if one[2].address == "honours.awarded"
    )
    label = next(one for one in board.line(box.row) if one.role == "label")
    board.insert(
        box.row + 1,
        [
            Box(0, label.column, 1, label.columns, "label", [Ink(f"{label.text}（续）")]),
            Box(0, box.column, 1, box.columns, "value", [Ink("省级隐形冠军")]),
        ],
    )
    ink.text = "省级质量标杆。"
    assert _sure(bundle)["honours.awarded"] == ("省级质量标杆。省级隐形冠军", False)
