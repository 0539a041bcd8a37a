"""Years in other layouts than printed: turned over, all in one cell, in the labels; never stated by guess."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from smdesk.intake.align.within import several_years, told_years
from smdesk.intake.read import read_bytes

sys.path.insert(0, str(Path(__file__).parent))
from handed import FORMS, YEARS, handed, word
from handed.desk import Board
from handed.redraw import label, laid, swap, years_of_board
from handed.score import tally
from posted.score import Tally

NAMED = [
    one
    for one in YEARS
    if one.__name__ not in {"years_as_a_span", "years_left_out", "years_said_relative"}
]
UNNAMED = [one for one in YEARS if one not in NAMED]
NOTICES = ["zhejiang-2020/enterprise", "shanxi-2021/platform", "shanghai-2023/district", "guangdong-2024/platform", "national-2022/evaluation-enterprise"]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2017年：1200；2018年：1350；2019年：1500", ("1200", "1350", "1500")),
        ("2017年1,200万元，2018年1,350万元，2019年1,500万元", ("1,200万元", "1,350万元", "1,500万元")),
        ("2017：1200\n2018：1350\n2019：1500", ("1200", "1350", "1500")),
        ("1200（2017年）、1350（2018年）、1500（2019年）", ("1200", "1350", "1500")),
        ("２０１７年度　45.1％\n２０１８年度　46％\n２０１９年度　47％", ("45.1%", "46%", "47%")),
        ("2019年为1500；2018年为1350；2017年为1200。", ("1500", "1350", "1200")),
        ("2017年：；2018年：1350；2019年：无", ("", "1350", "无")),
    ],
)  # fmt: skip
def test_figures_that_name_their_years_are_told_apart(text: str, figures: tuple[str, ...]):
    said = told_years(text)
    assert said is not None
    assert (said.doubt, tuple(figure for _, figure in said.figures)) == (None, figures)


@pytest.mark.parametrize(
    "text",
    [
        "2017年：1200；2018年：1350；2018年：1500",
        "2017年：1200；2019年：1500",
        "2017年1200，比2016年增长8%；2018年1350",
        "其中2017年：1200；2018年：1350",
        "2017年：1200；2018年：1350（预计）同比增长；2019年：1500",
    ],
)
def test_figures_among_other_words_or_years_out_of_order_are_doubted(text: str):
    said = told_years(text)
    assert said is not None
    assert said.doubt == "year-unclear"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2017/2018/2019", (2017, 2018, 2019)),
        ("2017年／2018年／2019年", (2017, 2018, 2019)),
        ("2019年、2018年", (2019, 2018)),
        ("2017\n2018\n2019年", (2017, 2018, 2019)),
        ("2017-2019年", ()),
        ("2017年", ()),
        ("2017年/增幅", ()),
        ("2017/2019", ()),
    ],
)
def test_a_head_names_several_years_or_none(text: str, years: tuple[int, ...]):
    assert several_years(text) == years


@pytest.mark.parametrize("form", NOTICES)
@pytest.mark.parametrize("change", NAMED, ids=[one.__name__ for one in NAMED])
def test_years_that_are_named_are_stated_in_every_layout(change, form: str):
    bundle = handed(form, [change], NAMED.index(change))
    count = tally(bundle, read_bytes(word(bundle), "收到.docx"), change.__name__)
    assert count.wrong == []
    assert count.silent == 0
    assert count.stated >= 0.9 * count.values


@pytest.mark.parametrize("change", UNNAMED, ids=[one.__name__ for one in UNNAMED])
def test_years_that_nothing_names_are_asked_after_and_never_stated(change):
    total = Tally()
    for form in NOTICES[:2]:
        bundle = handed(form, [change], 1)
        total += tally(bundle, read_bytes(word(bundle), "收到.docx"), change.__name__)
    assert total.wrong == []
    assert total.right >= 0.98


def _drawn(form: str, draw) -> dict[str, tuple[str, bool]]:
    """Return what is read where each part with years is drawn anew."""
    bundle = handed(form, [], 3)
    board = bundle.main
    for part in reversed(years_of_board(board)):
        swap(board, part.first, part.last, draw(part))
    read = read_bytes(word(bundle), "收到.docx")
    return {
        one.address: (one.text, one.confidence >= 0.9)
        for one in read.values
        if "finance" in one.address
    }


def test_an_amount_that_looks_like_a_year_heads_no_column():
    form = "zhejiang-2020/enterprise"

    def draw(part) -> Board:
        heads = [label("年度"), *(label(one.label) for one in part.series)]
        rows = [
            [
                label(f"{year}年", "year"),
                *(label("2020" if n == 2 else f"{50 + n}") for n, _ in enumerate(part.series)),
            ]
            for year in part.years
        ]
        return laid([heads, *rows])

    found = _drawn(form, draw)
    assert found["finance.revenue[2019]"] == ("2020", True)
    assert found["finance.revenue[2017]"][0] == "2020"


def test_two_figures_under_a_head_of_three_years_are_no_answers():
    def draw(part) -> Board:
        rows = [[label("经营指标"), label("2017/2018/2019")]]
        rows += [[label(one.label), label("1200/1350")] for one in part.series]
        return laid(rows, [1, 2])

    found = _drawn("zhejiang-2020/enterprise", draw)
    assert not any(sure for text, sure in found.values() if text)


def test_the_years_of_another_year_in_cells_are_told_as_such():
    bundle = handed("zhejiang-2020/enterprise", [], 3)
    board = bundle.main
    for part in reversed(years_of_board(board)):
        rows = [
            [label(one.label), label("2021年：1200；2022年：1350；2023年：1500")]
            for one in part.series
        ]
        swap(board, part.first, part.last, laid(rows, [1, 2]))
    read = read_bytes(word(bundle), "收到.docx")
    assert not any(one.confidence >= 0.9 and one.text == "1200" for one in read.values)
    assert "intake.years-other" in {one.code for one in read.problems}


def test_an_indicator_twice_for_one_year_is_not_chosen_from():
    def draw(part) -> Board:
        rows = []
        for _ in range(2):
            rows.append([label("2018年", "year")])
            rows += [[label(one.label), label("77")] for one in part.series]
        return laid(rows)

    found = _drawn("zhejiang-2020/enterprise", draw)
    assert not any(sure and text for text, sure in found.values())


def test_a_label_of_a_group_said_with_it_is_the_label():
    form = "zhejiang-2020/enterprise"
    bundle = handed(form, [], 3)
    board = bundle.main
    (part,) = years_of_board(board)
    rows = [[label("经营指标"), *(label(f"{year}年", "year") for year in part.years)]]
    truth = {}
    for number, one in enumerate(part.series):
        text = one.label if not one.group else f"企业累计获得专利{one.label}（项）"
        rows.append([label(text), *(label(str(100 + number)) for _ in part.years)])
        truth |= {ink.address: str(100 + number) for ink in one.answers.values()}
    swap(board, part.first, part.last, laid(rows))
    values = {one.address: one for one in read_bytes(word(bundle), "收到.docx").values}
    assert {name: values[name].text for name in truth} == truth
    assert all(values[name].confidence >= 0.9 for name in truth)


def test_the_forms_of_all_notices_are_in_the_set():
    assert len(FORMS) == 20
