from __future__ import annotations

import pytest

from smdesk.notices.grid import cover_grid, sheet_grid, table_grid
from smdesk.notices.loader import find_form
from smdesk.service.finder import Finder, position

YEARS = (2017, 2018, 2019)


def finder(form: str = "enterprise", rows: dict[str, int] | None = None) -> Finder:
    pack, found = find_form(f"zhejiang-2020/{form}")
    return Finder(pack, found, YEARS, rows)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("法人", "org.legal_person"),
        ("法人代表", "org.legal_person"),
        ("faren", "org.legal_person"),
        ("frdb", "org.legal_person"),
        ("FRDB", "org.legal_person"),
        ("youzhengbm", "org.postcode"),
        ("yzbm", "org.postcode"),
        ("zyyw", "org.business"),
        ("yyshouru 2018", "finance.revenue[2018]"),
        ("yysr 2019", "finance.revenue[2019]"),
        ("信用代码", "org.uscc"),
        ("lxdh", "contact.phone"),
        ("企业概况", "narrative#overview"),
        ("yyzz", "attachments#licence"),
        ("sbdw", "cover.applicant"),
    ],
)
def test_a_field_is_found_by_characters_pinyin_or_initials(query: str, place: str) -> None:
    found = finder().find(query)
    assert found[0].place == place, [one.place for one in found]


def test_a_query_that_names_nothing_finds_nothing() -> None:
    assert finder().find("qqqq") == ()


def test_every_value_of_every_form_is_a_place() -> None:
    for form in ("enterprise", "project", "platform"):
        pack, found = find_form(f"zhejiang-2020/{form}")
        grids = (cover_grid(pack.notice, YEARS), table_grid(found, YEARS), sheet_grid(found))
        wanted = {str(address) for grid in grids for address in grid.places}
        assert wanted <= {one.place for one in finder(form).places}


def test_places_carry_the_step_that_shows_them() -> None:
    steps = {one.place: one.step for one in finder().places}
    assert steps["cover.applicant"] == "cover"
    assert steps["finance.tax[2017]"] == "table/operation"
    assert steps["org.uscc"] == "sheet"


def test_rows_of_a_repeat_are_told_apart() -> None:
    found = finder("platform", {"investors": 5}).find("投资方名称", 20)
    assert [one.place for one in found] == [f"investors[{n}].name" for n in range(1, 6)]
    assert [one.label.split()[0] for one in found] == [f"第{n}行" for n in range(1, 6)]


def test_a_polyphone_is_found_by_each_of_its_readings() -> None:
    assert position("hangye", "所在行业") == 2
    assert position("xingye", "所在行业") == 2


def test_an_unfinished_syllable_ends_a_query_only() -> None:
    assert position("yingyes", "营业收入") == 0
    assert position("yinyeshou", "营业收入") is None


def test_marks_of_the_label_may_be_passed_over() -> None:
    assert position("qzfwsr", "其中，服务收入") == 0
