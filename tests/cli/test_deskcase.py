"""The verb ``case``: versions moved by hand, values marked as misread."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smdesk.cli import run
from smdesk.packet.package import write_package
from smdesk.service.samples import load_sample

Json = Callable[..., Any]
FORM = "zhejiang-2020/enterprise"
RENAMED = {
    "org.name": "浙江霁川智能装备集团有限公司", "org.uscc": "91330212PDY000028F",
    "cover.applicant": "浙江霁川智能装备集团有限公司",
}  # fmt: skip


def test_cases_are_joined_and_given_back(
    desk: str, as_json: Json, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [one["case"] for one in as_json("case", desk, "2")["likely"]] == [1]
    told = as_json("case", desk, "2", "--join", "1", "--person", "王某")
    assert (told["case"], len(told["versions"]), told["joined"]) == (1, 2, [2])
    assert told["applicant"] == RENAMED["org.name"]
    assert len(as_json("desk", desk)) == 1
    capsys.readouterr()
    assert run(["case", desk, "2"]) != 0
    assert "2 号已并入 1 号" in capsys.readouterr().err
    again = as_json("case", desk, "2", "--give-back")
    assert (again["case"], len(again["versions"])) == (2, 1)
    assert len(as_json("desk", desk)) == 2


def test_a_version_gets_a_case_of_its_own_and_goes_back(desk: str, as_json: Json) -> None:
    as_json("case", desk, "2", "--join", "1")
    own = as_json("case", desk, "1", "--part", "1")
    assert own["case"] == 3
    assert [one["number"] for one in as_json("case", desk, "1")["versions"]] == [2]
    back = as_json("case", desk, "3", "--part", "1", "--into", "1")
    assert [one["number"] for one in back["versions"]] == [1, 2]
    with_into = ["case", desk, "1", "--into", "1"]
    assert run(with_into) != 0


def test_a_misread_value_is_shown_as_such_and_taken_back(
    desk: str, as_json: Json, capsys: pytest.CaptureFixture[str]
) -> None:
    first = next(one for one in as_json("case", desk, "1")["findings"] if one["level"] == "error")
    place = first["addresses"][0].partition("#")[0]
    told = as_json("case", desk, "1", "--misread", place)
    assert [one["address"] for one in told["misread"]] == [place]
    (same,) = [one for one in told["findings"] if one["key"] == first["key"]]
    assert (same["misread"], same["open"]) == (True, False)
    capsys.readouterr()
    run(["case", desk, "1"])
    assert f"读错　{place}" in capsys.readouterr().out
    assert as_json("case", desk, "1", "--not-misread", place)["misread"] == []


def test_a_desk_of_another_year_is_looked_in_and_what_it_has_is_told(
    desk: str, tmp_path: Path, as_json: Json, capsys: pytest.CaptureFixture[str]
) -> None:
    declaration, files = load_sample("national-2022/enterprise")
    code = {"org.uscc": RENAMED["org.uscc"]}
    (tmp_path / "now.smdx").write_bytes(write_package(declaration.with_values(code), files))
    now, data = str(tmp_path / "now"), tmp_path / "data"
    as_json("intake", str(tmp_path / "now.smdx"), "--desk", now, "--workers", "1")

    shutil.copytree(desk, data / "desk")
    for folder, said in (
        (desk, "往年申报 1 份"), (str(data), "往年申报 1 份"), (now, "没有这个单位往年的申报"),
    ):  # fmt: skip
        capsys.readouterr()
        assert run(["case", now, "1", "--before", folder]) == 0
        assert said in capsys.readouterr().out
    assert run(["case", now, "1", "--before", str(tmp_path / "in")]) == 1


def _refused(as_json: Json, *arguments: str, status: int = 1) -> str:
    return str(as_json(*arguments, status=status)["error"]["code"])


def test_what_was_not_set_aside_or_marked_is_not_taken_back_silently(
    desk: str, as_json: Json
) -> None:
    case = as_json("case", desk, "1")
    key = case["findings"][0]["key"]
    assert _refused(as_json, "case", desk, "1", "--take-up", key) == "desk.not-dismissed"
    assert _refused(as_json, "case", desk, "1", "--not-misread", "org.name") == "desk.not-misread"
    as_json("case", desk, "1", "--dismiss", key, "--reason", "企业确无传真号码")
    told = as_json("case", desk, "1", "--take-up", key)
    assert told["findings"][0]["dismissed"] is None


def test_options_that_say_nothing_alone_are_wrong_use(desk: str, as_json: Json) -> None:
    for alone in (["--note", "x"], ["--reason", "x"], ["--into", "2"]):
        assert _refused(as_json, "case", desk, "1", *alone, status=2) == "cli.wrong-use"


def test_a_wrong_desk_of_years_is_told_before_anything_is_written(
    desk: str, as_json: Json, tmp_path: Path
) -> None:
    nowhere = ["--before", str(tmp_path / "none")]
    told = _refused(as_json, "case", desk, "1", "--state", "checking", *nowhere)
    assert (told, as_json("case", desk, "1")["state"]) == ("store.nothing", "received")


def test_a_file_in_the_place_of_a_desk_is_told_as_such(as_json: Json, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")
    for verb in (
        ["case", str(file), "1"],
        ["quotas", str(file)],
        ["merge", str(file), "b.smdbatch"],
    ):
        assert _refused(as_json, *verb) == "store.nothing"


def test_letters_go_nowhere_while_a_number_or_the_folder_is_wrong(
    desk: str, as_json: Json, tmp_path: Path
) -> None:
    out, file = tmp_path / "out", tmp_path / "a.txt"
    file.write_text("x", encoding="utf-8")
    assert _refused(as_json, "letter", desk, "1", "999", "--out", str(out)) == "desk.case-missing"
    assert not out.exists()
    assert _refused(as_json, "letter", desk, "1", "--out", str(file)) == "service.folder-missing"


def test_two_orders_at_once_an_unknown_form_and_a_paper_without_ending_are_refused(
    desk: str, as_json: Json, tmp_path: Path
) -> None:
    rank = ["rank", desk]
    assert _refused(as_json, *rank, "1", "1", "--order", "2", "1", status=2) == "cli.wrong-use"
    assert as_json("case", desk, "1")["rank"] is None
    unknown = [*rank, "--merge", "mean", "--form", "nope"]
    assert _refused(as_json, *unknown) == "notices.form-missing"
    paper = ["papers", desk, "list", "--out", str(tmp_path / "noend")]
    assert _refused(as_json, *paper) == "desk.format-unnamed"


def test_cases_and_places_may_stand_behind_the_options(
    desk: str, as_json: Json, tmp_path: Path
) -> None:
    ranked = as_json("rank", desk, "--layer", "李某", "1", "1")
    assert [one["rank"] for one in ranked] == [1]
    (told,) = as_json("letter", desk, "--out", str(tmp_path / "letters"), "--format", "fix", "1")
    assert told["case"] == 1
    wrong = as_json("rank", desk, "--layer", "李某", "1", "1", "7", status=2)
    assert "不认识的参数：7" in wrong["error"]["message"]
    usage = as_json("rank", desk, "--layer", status=2)
    assert usage["error"]["code"] == "cli.wrong-use"


@pytest.mark.parametrize(
    "more", [["1", "1", "--layer", ""], ["--merge", "mean", "--layer", "李某"]]
)
def test_an_officer_s_order_without_a_name_is_not_that_of_the_desk(
    desk: str, as_json: Json, more: list[str]
) -> None:
    assert as_json("rank", desk, *more, status=2)["error"]["code"] == "cli.wrong-use"
    assert [one["rank"] for one in as_json("desk", desk)] == [None, None]


def test_a_reason_that_is_given_later_is_kept(desk: str, as_json: Json) -> None:
    as_json("case", desk, "1", "--state", "不予受理")
    for _ in range(2):
        told = as_json("case", desk, "1", "--state", "不予受理", "--note", "企业申请撤回")
    assert [one["note"] for one in told["states"]] == ["", "", "企业申请撤回"]
    refused = as_json("rank", desk, "1", "1", "--layer", "李某", status=1)
    assert refused["error"]["code"] == "desk.rank-rejected"


def test_each_case_gets_one_letter_and_who_was_turned_down_none(
    desk: str, as_json: Json, tmp_path: Path
) -> None:
    def lettered(*cases: str) -> list[int]:
        out = str(tmp_path / "letters")
        return [one["case"] for one in as_json("letter", desk, *cases, "--out", out)]

    assert lettered("2", "1", "2") == [2, 1]
    assert lettered() == [1, 2]
    as_json("case", desk, "1", "--state", "不予受理")
    assert lettered() == [2]
    assert lettered("1") == [1]


def test_why_a_county_set_a_finding_aside_is_read_in_the_city(
    desk: str, as_json: Json, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = "format.phone@contact.phone"
    as_json(
        "case", desk, "1", "--dismiss", key, "--reason", "为总机号码，已问过", "--person", "李某"
    )
    batch, city = str(tmp_path / "a.smdbatch"), str(tmp_path / "city")
    as_json("send", desk, "--out", batch, "--bureau", "甲县经信局")
    as_json("merge", city, batch)
    case = next(one for one in as_json("desk", city) if one["counts"]["error"] > 10)["case"]

    def said(folder: str, number: int) -> dict[str, Any]:
        told = as_json("case", folder, str(number))
        return next(one for one in told["findings"] if one["key"] == key)

    above = said(city, case)
    assert (above["open"], above["dismissed"]) == (True, None)  # the city judges for itself
    assert above["aside_below"] == [
        {"bureau": "甲县经信局", "reason": "为总机号码，已问过", "person": "李某"}
    ]
    assert said(desk, 1)["aside_below"] == []  # its own words are no bureau's below
    assert run(["case", city, str(case)]) == 0
    assert "［甲县经信局不作为问题：为总机号码，已问过］" in capsys.readouterr().out


def test_a_slip_in_a_filter_is_not_taken_for_an_empty_list(desk: str, as_json: Json) -> None:
    for option, text in (("--notice", "zhejiang-2021"), ("--form", "enterprize")):
        told = as_json("desk", desk, option, text, status=2)
        assert text in told["error"]["message"]
    assert len(as_json("desk", desk, "--notice", "zhejiang-2020", "--form", "enterprise")) == 2


def test_a_district_is_asked_for_by_code_or_name_and_a_slip_is_no_empty_list(
    desk: str, as_json: Json
) -> None:
    def cases(*wanted: str) -> list[int]:
        return [one["case"] for one in as_json("desk", desk, *wanted)]

    rows = {one["case"]: one for one in as_json("desk", desk)}
    one = next(row for row in rows.values() if row["district_name"])
    same = [case for case, row in rows.items() if row["district_name"] == one["district_name"]]
    assert cases("--district", one["district_name"]) == same
    assert cases("--district", one["district"][:4] + "00") == [
        case for case, row in rows.items() if row["district"].startswith(one["district"][:4])
    ]
    assert cases("--district", "659001") == []
    for slip in ("没有的区", "999999", "平城xx"):
        assert _refused(as_json, "desk", desk, "--district", slip) == "desk.district-unknown"


def test_a_search_for_nothing_is_refused(desk: str, as_json: Json) -> None:
    for nothing in ("%%", "（）", "…"):
        assert _refused(as_json, "desk", desk, "--query", nothing) == "desk.query-blank"
    assert len(as_json("desk", desk, "--query", " ")) == len(as_json("desk", desk))


def test_numbers_that_nothing_can_have_are_refused(
    desk: str, as_json: Json, tmp_path: Path
) -> None:
    for count in ("-3", "65", "9" * 20, "x"):
        more = ["intake", str(tmp_path / "in"), "--desk", desk, f"--workers={count}"]
        assert _refused(as_json, *more, status=2) == "cli.wrong-use"
    far = "9" * 20
    assert [one["case"] for one in as_json("rank", desk, "1", far)] == [1]  # the end
    assert [one["case"] for one in as_json("rank", desk, "2", far, "--layer", "李某")] == [2]
    for more in (
        ["rank", desk, far, "1"], ["rank", desk, "--order", "1", far],
        ["opinion", desk, far, "--text", "可"], ["letter", desk, far, "--out", str(tmp_path / "l")],
        ["case", desk, far, "--give-back"], ["case", desk, "1", "--join", far],
        ["case", desk, "1", "--part", "1", "--into", far],
    ):  # fmt: skip
        assert _refused(as_json, *more) == "desk.case-missing"
    assert _refused(as_json, "case", desk, "1", "--part", far) == "desk.number-missing"


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("x", "rules.reason-short"), ("核实无误", "rules.reason-assurance"),
        ("……", "rules.reason-empty"), ("123456789", "rules.reason-short"),
    ],
)  # fmt: skip
def test_a_finding_is_set_aside_for_a_reason_that_the_window_takes_too(
    desk: str, as_json: Json, reason: str, code: str
) -> None:
    key = as_json("case", desk, "1")["findings"][0]["key"]
    assert _refused(as_json, "case", desk, "1", "--dismiss", key, "--reason", reason) == code
    assert as_json("case", desk, "1")["findings"][0]["dismissed"] is None


def test_what_is_asked_of_a_case_is_done_whole_or_not_at_all(desk: str, as_json: Json) -> None:
    before = as_json("case", desk, "1")
    first = next(one for one in before["findings"] if one["level"] == "error")
    key, place = first["key"], first["addresses"][0]
    aside = ["--dismiss", key, "--reason", "已与申报单位电话核对", "--misread", place, "--accept"]
    for more, code in (
        (["--state", "拟推荐"], "desk.move-refused"),
        (["--take-up", "没有的"], "desk.not-dismissed"),
        (["--state", "审核中", "--join", "9"], "desk.case-missing"),
        (["--part", "7"], "desk.number-missing"),
    ):
        assert _refused(as_json, "case", desk, "1", *aside, *more) == code
        assert as_json("case", desk, "1") == before
    told = as_json("case", desk, "1", *aside, "--state", "审核中", "--join", "2")
    assert (told["case"], told["joined"]) == (2, [1])
    assert [one["address"] for one in told["misread"]] == [place]


def test_the_officer_who_leads_is_named(desk: str, as_json: Json) -> None:
    form = ("--form", "enterprise")
    as_json("rank", desk, "--layer", "李某", "--order", "1", "2")
    as_json("rank", desk, "--layer", "王某", "--order", "2", "1")
    for name, first in (("王某", 2), ("李某", 1), ("收件台", 1)):
        told = as_json("rank", desk, "--merge", "lead", *form, "--first", name)
        assert told[0]["case"] == first
    told = as_json("rank", desk, "--merge", "lead", *form, "--first", " 王某 ")
    assert told[0]["case"] == 2
    unknown = ["rank", desk, "--merge", "lead", *form, "--first", "赵某"]
    assert _refused(as_json, *unknown) == "desk.officer-unknown"
    other = ["rank", desk, "--merge", "mean", *form, "--first", "李某"]
    assert _refused(as_json, *other, status=2) == "cli.wrong-use"
