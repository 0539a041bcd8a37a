"""The Shanxi 2021 pack: what its notice prints, what was decided, what was taken from its sister."""

from __future__ import annotations

from datetime import date

import pytest

from smdesk import paths
from smdesk.notices.cells import Text
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import all_fields, table_grid
from smdesk.notices.lint import lint_pack
from smdesk.notices.loader import pack
from smdesk.notices.models import Form
from smdesk.rules.engine import check

SHANXI = pack("shanxi-2021")
ZHEJIANG = pack("zhejiang-2020")
each_sister = pytest.mark.parametrize("form", ["enterprise", "project", "platform"])


def found(form: str, values: dict[str, str]) -> set[str]:
    declaration = Declaration(form=f"shanxi-2021/{form}", pack=SHANXI.hash, years=SHANXI.years())
    findings = check(SHANXI, SHANXI.forms[form], declaration.with_values(values))
    return {one.rule for one in findings}


def printed(form: Form, years: tuple[int, ...]) -> list[str]:
    cells = [cell.parts[0] for cell in table_grid(form, years).cells]
    return ["".join(one.text.split()) for one in cells if isinstance(one, Text)]


def boxes(form: Form) -> list[tuple[str, str | None]]:
    return [
        (cell.sign.title, row.reconstructed)
        for section in form.section
        for row in section.row
        for cell in row.cells
        if cell.sign is not None
    ]


def test_every_printed_label_is_covered_and_nothing_is_wrong() -> None:
    report = lint_pack(paths.resources() / "notices" / "shanxi-2021")
    assert report.problems == ()
    assert [(one.part, one.form) for one in report.coverage if one.covered < one.printed] == []
    assert len(report.coverage) == 10


def test_the_notice_says_quotas_copies_dates_and_years() -> None:
    notice = SHANXI.notice
    assert {one.form: one.most for one in notice.quota} == {
        "enterprise": 5, "project": 2, "platform": 2,
    }  # fmt: skip
    assert (notice.delivery.copies, notice.delivery.copies_text) == (3, "一式三份")
    assert notice.delivery.deadline == date(2021, 11, 20)
    assert notice.years.fixed == (2018, 2019, 2020)
    assert list(SHANXI.forms) == ["enterprise", "project", "platform", "city"]


def test_the_summary_has_four_parts_with_as_many_rows_as_the_quota() -> None:
    assert SHANXI.summary is not None
    assert [(one.form, one.rows) for one in SHANXI.summary.part] == [
        ("enterprise", 5), ("project", 2), ("platform", 2), ("city", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("form", "origin"), [
    ("enterprise", "浙江 2020 表 1"), ("project", "浙江 2020 表 2"),
])  # fmt: skip
def test_what_the_page_break_cut_is_the_sisters_and_says_so(form: str, origin: str) -> None:
    rebuilt = {
        one.address: one.origin for one in SHANXI.forms[form].field if one.source == "reconstructed"
    }
    sisters = {
        cell.field or cell.of
        for section in ZHEJIANG.forms[form].section
        if section.id == "content"
        for row in section.row
        for cell in row.cells
    } - {None}
    assert set(rebuilt) == sisters | {"declare.modes_other"}
    assert set(rebuilt.values()) == {origin}


def test_seal_boxes_that_were_not_printed_name_where_they_come_from() -> None:
    own = "本通知表 3"
    assert boxes(SHANXI.forms["platform"]) == [
        ("填报单位意见及真实性承诺：", None), ("市级推荐单位意见：", None),
    ]  # fmt: skip
    assert boxes(SHANXI.forms["enterprise"])[1] == ("市级推荐单位意见：", own)
    assert boxes(SHANXI.forms["city"]) == [
        ("填报单位意见及真实性承诺：", own), ("市级推荐单位意见：", own),
        ("城市人民政府意见：", "本通知五、1"),
    ]  # fmt: skip


@each_sister
def test_every_form_tells_in_one_finding_what_was_reconstructed(form: str) -> None:
    assert ("form.reconstructed" in found(form, {})) == (form != "platform")


def test_the_city_form_tells_that_its_seal_boxes_were_reconstructed() -> None:
    assert "form.reconstructed" in found("city", {})


@each_sister
def test_one_company_fills_both_sisters(form: str) -> None:
    mine = set(all_fields(SHANXI.notice, SHANXI.forms[form]))
    sisters = set(all_fields(ZHEJIANG.notice, ZHEJIANG.forms[form]))
    assert mine <= sisters
    assert sisters - mine <= {"project.done", "condition.manufacturer", "condition.in_operation"}


def test_the_printed_labels_are_this_notices_own() -> None:
    enterprise = printed(SHANXI.forms["enterprise"], (2018, 2019, 2020))
    assert "员工总数" in enterprise
    assert {"2018年", "2019年", "2020年"} <= set(enterprise)
    assert "项目是否已完成" not in printed(SHANXI.forms["project"], (2018, 2019, 2020))
    assert not any("选填" in one for one in printed(SHANXI.forms["platform"], (2018, 2019, 2020)))


@pytest.mark.parametrize("mode", ["全生命周期管理", "总集成总承包服务", "信息增值服务"])
@pytest.mark.parametrize(("service", "broken"), [("2999.99", True), ("3000", False)])
def test_thirty_per_cent_are_asked_of_three_modes(mode: str, service: str, broken: bool) -> None:
    values = {
        "finance.revenue[2020]": "10000", "finance.service_revenue[2020]": service,
        "declare.modes": mode,
    }  # fmt: skip
    assert any(one.startswith("service-share") for one in found("enterprise", values)) is broken


def test_no_share_is_asked_of_supply_chain_management() -> None:
    values = {
        "finance.revenue[2020]": "10000", "finance.service_revenue[2020]": "1",
        "declare.modes": "供应链管理",
    }  # fmt: skip
    assert not any(one.startswith("service-share") for one in found("enterprise", values))


@pytest.mark.parametrize(("gdp", "rules"), [
    ("1468.75亿元", set()),
    ("14687500万元", set()),
    ("1468.75", {"format.unit-missing"}),
    ("1468.75万元", {"city-gdp-size"}),
    ("14687500亿元", {"city-gdp-size", "format.too-large"}),
])  # fmt: skip
def test_an_amount_of_a_city_says_its_unit_and_makes_sense_in_it(gdp: str, rules: set[str]) -> None:
    other = {"required", "form.reconstructed", "narrative.missing", "attachment.missing"}
    assert found("city", {"economy.gdp": gdp}) - other == rules


@pytest.mark.parametrize(("name", "rules"), [
    ("晋中市", set()), ("山西省晋中市", set()), ("太原", set()),
    ("晋中市太谷区", {"city-prefecture"}), ("介休市", {"city-prefecture", "city-known"}),
    ("岚州市", {"city-known"}),
])  # fmt: skip
def test_only_a_prefecture_may_apply_as_a_city(name: str, rules: set[str]) -> None:
    of_city = {one for one in found("city", {"city.name": name}) if one.startswith("city-")}
    assert of_city == rules


def test_two_items_of_the_projects_attachments_keep_the_number_that_is_printed_twice() -> None:
    titles = [one.title for one in SHANXI.forms["project"].attachment]
    assert [one[0] for one in titles] == ["1", "2", "3", "3"]
