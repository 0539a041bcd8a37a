"""Forms retyped in layouts made anew, with habits alone and at once: nothing is stated wrongly, most is stated.

At first sight of the set the reader took a form for its sister's, cut long answers of a sheet at their first
line and stated a cover under a blank form (see ``benchmarks/seventeenth_score.py``). All is mended.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from smdesk.intake.align.values import judge
from smdesk.intake.read import read_bytes
from smdesk.notices.models import FormField, Kind

sys.path.insert(0, str(Path(__file__).parent))
from posted.score import Tally
from seventeenth import ALL, Case, cases, scored
from seventeenth.build import Maker
from seventeenth.strangers import beside
from seventeenth.wordfile import word

SEED = 5


def _all(chosen: list[Case]) -> Tally:
    total = Tally()
    for one in chosen:
        assert isinstance(one.data, bytes)
        total += scored(one, one.data)
    return total


@pytest.fixture(scope="module")
def made() -> list[Case]:
    return [one for one in cases(SEED, 1, 40) if one.way in {"docx", "sheet"}]


@pytest.mark.parametrize("part", ["a-l", "a-t", "a-y", "a-s", "a-c", "a-f", "m-", "b-", "s-"])
def test_no_habit_is_misread(part: str, made: list[Case]) -> None:
    total = _all([one for one in made if one.key.startswith(f"{SEED}-{part}")])
    assert total.files > 0
    assert total.wrong == []


def test_most_of_it_is_stated(made: list[Case]) -> None:
    total = _all([one for one in made if one.key.startswith(f"{SEED}-a-")][::4])
    assert total.stated > 0.85 * total.values
    assert total.missing < 0.03 * total.values


def _one(form: str, *habits: str) -> Tally:
    assert {*habits} <= {*ALL}
    filed = Maker(form, "one", SEED, habits).make()
    return scored(Case("one", "docx", filed, ""), word(filed))


@pytest.mark.parametrize("shape", ["list", "tables", "lines", "turned"])
@pytest.mark.parametrize(
    "form", ["zhejiang-2020/enterprise", "guangdong-2024/platform", "national-2022/city-general"]
)
def test_years_are_read_however_they_are_set(form: str, shape: str) -> None:
    total = _one(form, "layout:parted", f"shape:{shape}")
    assert (total.wrong, total.silent) == ([], 0)
    assert total.stated > 0.9 * total.values


@pytest.mark.parametrize("form", ["shanxi-2021/city", "zhejiang-2020/project"])
def test_a_form_in_lines_alone_is_a_form(form: str) -> None:
    total = _one(form, "layout:lines")
    assert total.wrong == []
    assert total.stated + total.doubtful > 0.9 * total.values
    assert total.stated > 0.6 * total.values


def test_a_title_with_its_number_before_it_tells_a_form_from_its_sister() -> None:
    filed = Maker("shanxi-2021/enterprise", "one", 3, ("file:nocover", "file:old_years")).make()
    read = read_bytes(word(filed), "申报表.docx")
    assert f"{read.notice}/{read.form}" == "shanxi-2021/enterprise"


def test_a_title_of_another_years_form_in_lines_is_not_its_sisters() -> None:
    habits = ("layout:lines", "label:unithalf", "file:old_years")
    filed = Maker("shanghai-2023/enterprise", "one", SEED, habits).make()
    read = read_bytes(word(filed), "申报表.docx")
    assert f"{read.notice}/{read.form}" == "shanghai-2023/enterprise"
    assert "intake.years-other" in {one.code for one in read.problems}


@pytest.mark.parametrize("how", ["blank", "before"])
def test_a_blank_form_beside_a_filled_one_is_no_rival(how: str) -> None:
    filed = beside("zhejiang-2020/platform", "one", SEED, ("layout:lines",), how)
    read = read_bytes(word(filed), "申报表.docx")
    assert f"{read.notice}/{read.form}" == "zhejiang-2020/platform"
    assert "intake.form-several" not in {one.code for one in read.problems}


@pytest.mark.parametrize(
    ("text", "offered"),
    [("2031（或）2034", "2031（或）2034"), ("2031（含税）", "2031"), ("（约）2031", "2031")],
)
def test_two_figures_around_a_bracket_are_not_offered_as_one(text: str, offered: str) -> None:
    field = FormField(address="finance.assets", kind=Kind.MONEY, unit="万元")
    assert judge(field, text)[0] == offered
