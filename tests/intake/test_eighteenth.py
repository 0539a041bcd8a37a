"""Files that came through other programs and hands, habits alone and at once: nothing is stated wrongly, most is stated.

At first sight of the set the reader joined struck figures to others, kept the radicals of PDF converters in answers, took a mail's
signature for the applicant's and half a figure for all of it (see ``benchmarks/eighteenth_score.py``). All is mended.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from smdesk.intake.align.values import judge
from smdesk.intake.merged import is_filled, with_labels, without_gaps
from smdesk.intake.read import read_bytes
from smdesk.intake.submission import SURE, Submission
from smdesk.intake.word import WordCell, WordParagraph, WordRun, WordTable
from smdesk.intake.word.symbols import as_shown
from smdesk.notices.models import FormField, Kind

sys.path.insert(0, str(Path(__file__).parent))
from eighteenth import ALL, Case, cases, scored, write
from posted.score import Tally

SEED = 5


@pytest.fixture(scope="module")
def made() -> list[Case]:
    return [one for one in cases(SEED, 1, 40) if one.way in {"docx", "sheet"}]


def _all(chosen: list[Case]) -> Tally:
    total = Tally()
    for one in chosen:
        total += scored(one, one.data)
    return total


@pytest.mark.parametrize("part", ["a-p", "a-o", "a-s", "a-x", "m-"])
def test_no_habit_is_misread(part: str, made: list[Case]) -> None:
    total = _all([one for one in made if one.key.startswith(f"{SEED}-{part}")])
    assert total.files > 0
    assert total.wrong == []


def test_most_of_it_is_stated(made: list[Case]) -> None:
    total = _all([one for one in made if one.key.startswith(f"{SEED}-a-")][::3])
    assert total.stated > 0.82 * total.values
    assert total.missing < 0.02 * total.values


def _one(way: str, form: str, *habits: str) -> tuple[Tally, Submission]:
    assert {*habits} <= {*ALL}
    case = write("one", way, form, habits)
    return scored(case, case.data), read_bytes(
        case.data, "收到.xlsx" if way == "sheet" else "收到.docx"
    )


@pytest.mark.parametrize("way", ["docx", "sheet"])
@pytest.mark.parametrize(
    "habit", ["p:merges_filled", "p:merges_lost_across", "p:empty_columns_all", "p:labels_split"]
)
def test_a_table_whose_cells_a_program_cut_is_read_as_it_was(habit: str, way: str) -> None:
    total, _ = _one(way, "guangdong-2024/enterprise", habit)
    assert total.wrong == []
    assert total.stated > 0.85 * total.values


@pytest.mark.parametrize(
    ("way", "habit"),
    [("docx", "p:as_bars"), ("sheet", "p:as_bars"), ("sheet", "x:rows_in_one_cell"), ("docx", "p:as_blanks")],
)  # fmt: skip
def test_a_form_in_lines_parted_by_bars_commas_or_blanks_is_asked_after(
    way: str, habit: str
) -> None:
    total, read = _one(way, "national-2022/city-general", habit)
    assert f"{read.notice}/{read.form}" == "national-2022/city-general"
    assert total.wrong == []
    assert total.doubtful > 0.85 * total.values


def test_the_draft_of_before_under_the_form_is_left_out() -> None:
    total, read = _one("docx", "zhejiang-2020/enterprise", "s:earlier_below")
    assert (total.wrong, total.stated) == ([], total.values)
    assert "intake.form-several" not in {one.code for one in read.problems}


def test_two_drafts_of_which_none_is_the_last_are_asked_after() -> None:
    total, _ = _one("docx", "zhejiang-2020/enterprise", "s:two_drafts")
    assert (total.wrong, total.stated) == ([], 0)


def test_a_mails_signature_is_not_the_applicants() -> None:
    _, read = _one("sheet", "national-2022/city-design", "o:mail_around")
    sure = {one.text for one in read.values if one.confidence >= SURE}
    assert "wangmin@jxj.gov.cn" not in sure


def test_a_sheet_of_every_second_row_counts_its_list_from_the_first() -> None:
    total, read = _one("sheet", "shanxi-2021/platform", "x:rows_between")
    assert total.wrong == []
    assert any(one.address == "investors[1].name" and one.text for one in read.values)


def test_radicals_of_a_converter_are_the_letters_that_they_look_like() -> None:
    assert as_shown("意⻅与⽅向、⻓江⽤⼈", None) == "意见与方向、长江用人"


@pytest.mark.parametrize(
    ("text", "offered", "sure"),
    [
        ("'8700", "8700", True), ("8700\n修改为：9200", "9200", False), ("原填8700，现改9200", "9200", False), ("例：1234.56\n8700", "8700", False),
        ("（保留两位小数）8700", "8700", False), ("|8700", "8700", False), ("87O0", "8700", False), ("8700√", "8700", False),
    ],
)  # fmt: skip
def test_a_figure_is_offered_without_what_stands_around_it(
    text: str, offered: str, sure: bool
) -> None:
    field = FormField(address="finance.assets", kind=Kind.MONEY, unit="万元")
    said, doubts = judge(field, text)
    assert (said, not doubts) == (offered, sure)


def _table(*rows: str) -> WordTable:
    cells = [
        WordCell(place, column, 1, 1, (WordParagraph((WordRun(text),)),))
        for place, row in enumerate(rows) for column, text in enumerate(row.split("|"))
    ]  # fmt: skip
    width = max(one.column for one in cells) + 1
    return WordTable(0, len(rows), tuple(range(0, 100 * width + 1, 100)), tuple(cells))


def test_years_that_are_alike_make_no_filled_table() -> None:
    assert not is_filled(_table("资产总额|8|8|8|8", "9|9|9|9|9", "8|8|8|8|8"))
    assert is_filled(_table("一、基本情况|一、基本情况|一、基本情况|一、基本情况", "二、状况|二、状况|二、状况|二、状况"))  # fmt: skip


def test_a_blank_column_at_the_end_is_no_gap() -> None:
    form = _table("企业名称||法人代表||职务|", "注册地址||电话||传真|")
    assert without_gaps(form) is form


def test_two_cells_are_one_label_only_where_neither_is_one() -> None:
    known = {"法人代表", "电话", "联系电话"}.__contains__
    assert [one.text for one in with_labels(_table("法人|代表|王一"), known).cells] == ["法人代表", "王一"]  # fmt: skip
    apart = _table("联系|电话|0571")
    assert with_labels(apart, known) is apart
