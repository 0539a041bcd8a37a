"""The national notice of 2022: what its forms ask, which conditions they are held to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smdesk import paths
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import form_fields
from smdesk.notices.lint import lint_pack
from smdesk.notices.loader import find_form, pack
from smdesk.packet.summary import part_rows
from smdesk.rules.engine import check
from smdesk.service.samples import load_sample

NAME = "national-2022"
FORMS = pack(NAME).notice.forms
PLANTED = re.compile(r"\| `([^`]+)` \| .+ \| `([a-z0-9.-]+)` \|")


def _codes(form: str, **changes: str) -> set[tuple[str, str]]:
    """Return rule and level of what is found in the good sample with some values changed."""
    notice, found = find_form(f"{NAME}/{form}")
    content, _ = load_sample(f"{NAME}/{form}")
    given = {name.replace("__", "."): text for name, text in changes.items()}
    values = {key: text for key, text in (content.values | given).items() if text}
    changed = Declaration.model_validate(content.model_dump() | {"values": values})
    return {(one.rule, one.level) for one in check(notice, found, changed)}


def test_the_pack_is_sound() -> None:
    assert not lint_pack(paths.resources() / "notices" / NAME).problems


@pytest.mark.parametrize("form", FORMS)
def test_every_field_says_where_it_was_taken_from(form: str) -> None:
    _, found = find_form(f"{NAME}/{form}")
    notes = {one.note for field in form_fields(found).values() for one in field.choices if one.note}
    for field in form_fields(found).values():
        if not field.off_paper and field.address not in notes:
            assert field.source == "reconstructed", field.address
            assert field.origin


@pytest.mark.parametrize("form", FORMS)
def test_the_good_sample_leaves_nothing_open_but_the_hint_on_its_origin(form: str) -> None:
    assert _codes(form) == {("form.reconstructed", "hint")}


def test_every_planted_mistake_is_found() -> None:
    notice, form = find_form(f"{NAME}/city-general")
    content, _ = load_sample(f"{NAME}/city-general", "faulty")
    text = Path(paths.resources() / "samples" / NAME / "faulty-city-general" / "README.md")
    planted = PLANTED.findall(text.read_text(encoding="utf-8"))
    assert len(planted) > 12
    found = {(one.addresses[0], one.rule) for one in check(notice, form, content)}
    assert set(planted) <= found


def test_less_than_thirty_per_cent_is_asked_about_and_no_error() -> None:
    told = _codes("enterprise", **{"finance__service_revenue[2021]": "8000"})
    assert ("service-share", "check") in told
    assert ("service-share", "error") not in told


def test_a_platform_is_either_shared_manufacturing_or_another() -> None:
    assert _codes("platform", declare__modes="其他类（可多选）；定制化服务") == _codes("platform")
    both = _codes("platform", declare__modes="共享制造类；其他类（可多选）；定制化服务")
    assert {level for rule, level in both - _codes("platform")} == {"error"}
    assert ("platform-modes-chosen", "error") in _codes(
        "platform", declare__modes="其他类（可多选）"
    )


def test_a_platform_has_been_in_operation_for_two_years() -> None:
    assert ("platform-two-years", "error") in _codes(
        "platform", platform__operating_since="2020-06-01"
    )
    assert ("platform-two-years", "error") not in _codes(
        "platform", platform__operating_since="2020-05-31"
    )


def test_a_project_is_of_shared_manufacturing_whatever_is_typed() -> None:
    _, form = find_form(f"{NAME}/project")
    assert form.fixed["declare.modes"] == "共享制造"


def test_units_that_stand_side_by_side_are_told_apart() -> None:
    in_yi = _codes("city-general", effect__output="1582.6")
    assert ("city-output-per-enterprise", "check") in in_yi
    in_wan = _codes("city-general", **{"economy__gdp[2021]": "44362000"})
    assert ("city-gdp-unit", "check") in in_wan


def test_a_city_of_design_is_asked_for_its_design() -> None:
    _, design = find_form(f"{NAME}/city-design")
    _, general = find_form(f"{NAME}/city-general")
    extra = {one.address for one in design.field} - {one.address for one in general.field}
    assert {one for one in extra if one.startswith("design.")} == extra != set()
    assert ("city-design-centres", "check") in _codes("city-design", design__national_centres="0")


@pytest.mark.parametrize("form", [one for one in FORMS if one.startswith("evaluation")])
def test_an_evaluation_has_four_years(form: str) -> None:
    notice, found = find_form(f"{NAME}/{form}")
    assert notice.years((), found) == (2018, 2019, 2020, 2021)


def test_an_evaluation_that_falls_behind_is_asked_about() -> None:
    told = _codes(
        "evaluation-enterprise",
        **{"finance__service_revenue[2021]": "4000", "finance__service_ratio[2021]": "13.72"},
    )
    assert ("service-share-evaluation", "check") in told
    assert ("evaluation-revenue-falls", "hint") in told


def test_quotas_are_those_of_2022() -> None:
    quotas = {(one.form, one.mode): one.most for one in pack(NAME).notice.quota}
    assert quotas == {
        ("enterprise", None): 10, ("platform", "others"): 3,
        ("platform", "shared-manufacturing"): 1, ("project", None): 3,
        ("city-general", None): 1, ("city-design", None): 1,
    }  # fmt: skip


def test_the_summary_keeps_the_order_of_recommendation() -> None:
    notice = pack(NAME)
    assert notice.summary is not None
    part = next(one for one in notice.summary.part if one.form == "platform")
    content, _ = load_sample(f"{NAME}/platform")
    other = content.values | {
        "platform.name": "乙平台",
        "declare.modes": "其他类（可多选）；定制化服务",
    }
    rows = list(part_rows(notice, part, [other, content.values]))
    assert [row[:3] for row in rows] == [
        ("1", "乙平台", "其他类"), ("2", "霁桥紧固件共享制造平台", "共享制造类")
    ]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_hint_on_a_form_nobody_saw_does_not_list_all_of_it(form: str) -> None:
    notice, found = find_form(f"{NAME}/{form}")
    content, _ = load_sample(f"{NAME}/{form}")
    (hint,) = [one for one in check(notice, found, content) if one.rule == "form.reconstructed"]
    assert len(hint.message) < 180
    assert "上海 2023" in hint.message or "浙江 2020" in hint.message
