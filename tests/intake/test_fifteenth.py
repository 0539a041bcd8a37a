"""What a county office ordinarily gets: forms of clerks in Word, WPS and Excel; nothing of them is stated wrongly.

At first sight the reader stated amounts in 元 and in 亿元 that nobody called so (see ``benchmarks/fifteenth_score.py``).
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from smdesk.intake.align.keys import year_head
from smdesk.intake.align.values import judge
from smdesk.intake.read import read_bytes
from smdesk.intake.submission import SURE
from smdesk.notices.models import FormField, Kind

sys.path.insert(0, str(Path(__file__).parent))
from fifteenth import PEOPLE, Person, fairly, files_of
from fifteenth.word import docx
from posted.score import Tally
from twelfth.paper import Paper, blank_paper

SEED = 5
ALL_ASKED = {"other_programme", "twice_differing"}
"""Of a form of another programme, and of two that differ, nothing or little is stated."""


@pytest.mark.parametrize("person", PEOPLE.values(), ids=list(PEOPLE))
def test_nobody_is_misread(person: Person) -> None:
    total = Tally()
    for one in files_of(person, SEED, 3):
        read = read_bytes(one.data, one.name, wanted=one.wanted)
        total += fairly(one.paper, read, person.name)
    assert total.wrong == []
    assert total.silent == 0
    if person.name not in ALL_ASKED:
        assert total.right >= 0.95
        assert total.stated > 0


def test_people_are_many_and_do_the_same_again() -> None:
    assert len(PEOPLE) >= 60
    for one in PEOPLE.values():
        assert one.story
        first, again = (files_of(one, SEED, 1)[0].paper for _ in range(2))
        assert (first.truth, first.unclear) == (again.truth, again.unclear)


# ---- the mends, one by one ----

YEARS = (2019, 2020, 2021)
ROWS = ("assets", "net_assets", "revenue", "service_revenue", "net_profit")
SIZES = (9000, 5000, 6000, 2100, 500)


def _paper(scale: dict[str, float], staff: str = "400", years: tuple[int, ...] = YEARS) -> Paper:
    """A factory whose rows are as they are, or so many times that in some years."""
    paper = blank_paper("national-2022/enterprise", "scaled", 1)
    paper.put("staff.total", staff)
    for name, size in zip(ROWS, SIZES, strict=True):
        for n, year in enumerate(YEARS):
            times = scale.get(name, 1) if year in years else 1
            paper.put(f"finance.{name}[{year}]", f"{(size + 37 * n) * times:.4f}".rstrip("0").rstrip("."))  # fmt: skip
    return paper


def _asked(paper: Paper) -> set[str]:
    """The rows of which an amount is not stated."""
    read = read_bytes(docx(paper), "申报表.docx")
    held = {str(one.address): one.confidence for one in read.values}
    return {name for name in ROWS for year in YEARS if held[f"finance.{name}[{year}]"] < SURE}


def test_amounts_like_the_staff_are_stated() -> None:
    assert _asked(_paper({})) == set()
    assert _asked(_paper(dict.fromkeys(ROWS, 3000), staff="110000")) == set()  # a great group


def test_a_form_in_yuan_is_asked_after() -> None:
    assert _asked(_paper(dict.fromkeys(ROWS, 10000))) == set(ROWS)


def test_rows_in_yuan_are_asked_after() -> None:
    assert _asked(_paper({"net_profit": 10000})) == {"net_profit"}
    assert {"revenue", "assets"} <= _asked(_paper({"revenue": 10000, "assets": 10000}))


ONE_YEAR = {
    "project.investment": 13444,
    "finance.assets[2021]": 17221,
    "finance.revenue[2021]": 11832,
    "finance.profit[2021]": 302,
}


@pytest.mark.parametrize("staff", ["878", "", "12"])
@pytest.mark.parametrize(
    "in_yuan",
    [
        *([one] for one in ONE_YEAR), [],
        ["finance.profit[2021]", "finance.revenue[2021]"], ["finance.assets[2021]", "project.investment"],
    ],
)  # fmt: skip
def test_an_amount_in_yuan_is_asked_after_where_one_year_alone_is_asked(
    staff: str, in_yuan: list[str]
) -> None:
    paper = blank_paper("national-2022/project", "scaled", 1)
    paper.put("staff.total", staff)
    for name, size in ONE_YEAR.items():
        paper.put(name, str(size * 10000 + 1 if name in in_yuan else size))
    read = read_bytes(docx(paper), "申报表.docx")
    held = {str(one.address): one.confidence for one in read.values}
    asked = {name for name in ONE_YEAR if held[name] < SURE}
    assert asked >= set(in_yuan)
    assert in_yuan or not asked


def test_a_year_in_hundred_millions_is_asked_after_though_a_row_was_left() -> None:
    few = dict.fromkeys(ROWS[:4], 0.0001)
    assert _asked(_paper(few, years=(2021,))) == set(ROWS[:4])


def test_a_short_part_beside_long_ones_may_be_a_part_of_one_too() -> None:
    paper = _paper({})
    for year, said in zip(YEARS, ("0.285", "0.4", "0.305"), strict=True):
        paper.put(f"finance.service_ratio[{year}]", said)
    read = {str(one.address): one for one in read_bytes(docx(paper), "申报表.docx").values}
    assert read["finance.service_ratio[2020]"].confidence < SURE


@pytest.mark.parametrize(
    ("text", "year"),
    [("2021年（万元、%）", 2021), ("2021 年\n（万元，%）", 2021), ("2021年（增幅、%）", None)],
)
def test_a_year_head_may_name_the_units_of_its_rows(text: str, year: int | None) -> None:
    head = year_head(text)
    assert head is not None
    assert (head.year if head.clean else None) == year


@pytest.mark.parametrize(
    ("raw", "text", "sure"),
    [
        ("8700万元。", "8700", True), ("8700。", "8700", True), ("8700万", "8700", False), ("8700万人民币", "8700", False),
        ("亏损87.5", "-87.5", False), ("减少87.5万元", "-87.5", False), ("盈利87.5", "87.5", False), ("约8700", "约8700", False),
    ],
)  # fmt: skip
def test_a_figure_in_words_is_offered_and_one_with_a_full_stop_is_plain(
    raw: str, text: str, sure: bool
) -> None:
    field = FormField(address="a", label=["利润总额"], kind=Kind.MONEY, unit="万元", negative=True)
    said, reasons = judge(field, raw)
    assert (said, not reasons) == (text, sure)
