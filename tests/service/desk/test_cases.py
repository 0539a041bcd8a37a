"""What a person sees of cases: differences, earlier declarations, doubles, findings, the matrix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import exported
import pytest

from smdesk.notices.declaration import Declaration
from smdesk.packet.package import write_package
from smdesk.service.desk.applicants import groups, twice
from smdesk.service.desk.differences import differences, earlier
from smdesk.service.desk.facts import near
from smdesk.service.desk.findings import doubtful, found, matrix
from smdesk.service.desk.intake import intake
from smdesk.service.samples import load_sample
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import CaseRow, State

Put = Callable[..., Path]
FORM = "zhejiang-2020/enterprise"
CODE = "91330100PDY00001XX"


def package(form: str = FORM, name: str = "sample", **changes: str) -> bytes:
    declaration, files = load_sample(form, name)
    told = {key.replace("__", "."): text for key, text in changes.items()}
    return write_package(declaration.with_values(told), files)


@pytest.fixture
def faulty(desk: Desk, put: Put) -> int:
    put("a.smdx", package(name="faulty"))
    (receipt,) = intake(desk, [put("a.smdx", package(name="faulty"))], workers=1).receipts
    assert receipt.case is not None
    return receipt.case


def test_versions_differ_field_by_field_in_printed_order(desk: Desk, put: Put) -> None:
    declaration, files = load_sample(FORM)
    changed = declaration.with_values({"org.fax": "0571-1", "org.name": "杭州澜岫流体装备股份公司"})
    narrative = changed.narrative.model_copy(update={"blocks": changed.narrative.blocks[1:]})
    changed = changed.model_copy(
        update={"narrative": narrative, "attachments": declaration.attachments[1:]}
    )
    put("1.smdx", write_package(declaration, files))
    intake(desk, [put("1.smdx", write_package(declaration, files))], workers=1)
    (receipt,) = intake(desk, [put("2.smdx", write_package(changed, files))], workers=1).receipts
    one, two = desk.case(receipt.case or 0).versions
    told = differences(desk, one.id, two.id)
    assert [each.place for each in told][:2] == ["org.name", "org.fax"]
    assert told[0].new == "杭州澜岫流体装备股份公司"
    assert {each.place for each in told} == {"org.name", "org.fax", "narrative", "attachments"}
    gone = next(each for each in told if each.place == "attachments")
    assert (gone.old, gone.new) == (declaration.attachments[0].name, "")


def test_a_finding_shows_its_cells_and_what_was_said_against_it(desk: Desk, faulty: int) -> None:
    case = desk.case(faulty)
    assert case.row.errors > 3
    first = next(one for one in found(desk, case) if one.level == "error" and one.addresses)
    assert first.open
    assert first.cells[0][0] != first.addresses[0]
    desk.dismiss(faulty, first.key, "已与申报单位电话核实")
    case = desk.case(faulty)
    again = next(one for one in found(desk, case) if one.key == first.key)
    assert not again.open
    assert again.dismissal is not None
    assert again.dismissal.reason == "已与申报单位电话核实"


def test_the_matrix_counts_cases_by_rule_without_what_was_set_aside(
    desk: Desk, faulty: int, put: Put
) -> None:
    intake(desk, [put("good.smdx", package("zhejiang-2020/project"))], workers=1)
    told = matrix(desk)
    assert set(told.cases) == {row.id for row in desk.cases()}
    case = desk.case(faulty)
    assert {one.rule for one in told.rules} >= {one.rule for one in found(desk, case)}
    assert all(one.cases == 1 for one in told.rules if one.level == "error")
    levels = [one.level for one in told.rules]
    assert levels == sorted(levels, key=["error", "check", "hint"].index)
    rule = told.rules[0].rule
    for one in found(desk, case):
        if one.rule == rule:
            desk.dismiss(faulty, one.key, "已与申报单位电话核实")
    assert rule not in [one.rule for one in matrix(desk).rules]


def test_doubtful_values_are_told_and_confirmed(desk: Desk, put: Put) -> None:
    data = exported.without_payload(exported.word_file(FORM))
    (receipt,) = intake(desk, [put("hand.docx", data)], workers=1).receipts
    case = receipt.case or 0
    waiting = doubtful(desk, receipt.submission or 0)
    assert len(waiting) == desk.case(case).row.doubts
    desk.confirm(case, [one.address for one in waiting])
    assert all(one.confirmed for one in doubtful(desk, receipt.submission or 0))
    assert desk.case(case).row.doubts == 0


def test_an_applicant_of_two_forms_and_a_name_one_character_off_are_told(
    desk: Desk, put: Put
) -> None:
    put("a.smdx", package())
    put("b.smdx", package("zhejiang-2020/project", org__uscc=CODE))
    near = "杭州澜袖流体装备有限公司"
    path = put("c.smdx", package(org__uscc="91330212PDY000028F", org__name=near))
    intake(desk, [path.parent], workers=1)
    told = {one.kind: one.cases for one in twice(desk)}
    assert told["several"] == (1, 2)
    assert told["near"] == (1, 3)


def row(number: int, applicant: str, code: str = "", form: str = "enterprise") -> CaseRow:
    from datetime import UTC, datetime

    return CaseRow(
        number, "zhejiang-2020", form, applicant, "", code, "", "", (), State.RECEIVED, 1, 0, 0, 0,
        0, None, 1, datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


def test_doubles_by_code_and_by_name_are_told_and_strangers_are_not() -> None:
    rows = [
        row(1, "甲乙机械有限公司", "A"), row(2, "甲乙机械（有限）公司", "A"),
        row(3, "丙丁纺织有限公司", "B"), row(4, "丙丁纺织有限公司", "C"),
        row(5, "戊己电子有限公司", "D"), row(6, "庚辛电子有限公司", "E"),
    ]  # fmt: skip
    told = {(one.kind, one.cases) for one in groups(rows)}
    assert ("code", (1, 2)) in told
    assert ("name", (3, 4)) in told
    assert not any(5 in cases or 6 in cases for _, cases in told)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("杭州澜岫流体装备有限公司", "杭州澜袖流体装备有限公司", True),
        ("杭州澜岫流体装备有限公司", "杭州澜岫流体设装备有限公司", True),
        ("杭州澜岫流体装备有限公司", "杭州市澜岫流体装备股份有限公司", True),
        ("宁波岫磐智能物流装备有限公司", "宁波屹恒智能物流装备有限公司", False),
        ("有限公司", "股份有限公司", False),
    ],
)
def test_names_are_near_by_one_character_or_by_legal_form(
    one: str, other: str, wanted: bool
) -> None:
    assert near(one, other) is wanted
    assert near(other, one) is wanted


def test_figures_of_the_same_year_are_held_against_an_earlier_notice(desk: Desk, put: Put) -> None:
    old, _ = load_sample("zhejiang-2020/enterprise")
    new, files = load_sample("shanxi-2021/enterprise")
    code = old.values["org.uscc"]
    shared = next(place for place in new.values if place.startswith("finance.revenue[2019"))
    former = shared.replace("2019", "2018")
    changed: Declaration = new.with_values({"org.uscc": code, shared: "1"})
    put("new.smdx", write_package(changed, files))
    path = put("old.smdx", package(**{former: new.values[former]}))
    intake(desk, [path.parent], workers=1)
    case = next(one for one in desk.cases() if one.notice == "shanxi-2021")
    (before,) = earlier(desk, case.id)
    assert before.case.notice == "zhejiang-2020"
    told = {(one.year, one.now.split()[0]): one for one in before.figures}
    assert not told[2019, "1"].same
    assert told[2018, new.values[former]].same
    assert earlier(desk, before.case.id) == ()


def test_a_notice_that_prints_no_years_is_held_against_its_own_year_before(
    desk: Desk, put: Put, tmp_path: Path
) -> None:
    old, files = load_sample("guangdong-2024/enterprise")
    first, *kept = old.years
    years = (*kept, kept[-1] + 1)
    values = {place: text for place, text in old.values.items() if f"[{first}]" not in place}
    changed = f"finance.revenue[{kept[0]}]"
    assert values[changed] != "1"
    wanted = {"years": years, "values": values | {changed: "1"}}
    new = old.model_copy(update=wanted)
    intake(desk, [put("new.smdx", write_package(new, files))], workers=1)
    case = desk.cases()[0].id
    assert earlier(desk, case) == ()
    with Desk.open(tmp_path / "before", person="王某") as other:
        intake(other, [put("old.smdx", write_package(old, files))], workers=1)
        (before,) = earlier(desk, case, other=other)
        assert earlier(other, other.cases()[0].id, other=desk) == ()
    assert [(one.year, one.now.split()[0]) for one in before.differing] == [(kept[0], "1")]
    assert {one.year for one in before.figures} == set(kept)
