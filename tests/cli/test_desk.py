"""The desk's verbs as an officer at a terminal uses them."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from smdesk.cli import run
from smdesk.cli.desk import STATES
from smdesk.errors import SmdeskError, sentence
from smdesk.packet.package import write_package
from smdesk.packet.qr import qr_png
from smdesk.service.samples import load_sample
from smdesk.store.desk.desk import Desk

Json = Callable[..., Any]


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A faulty declaration, a good one of another type, and rubbish."""
    folder = tmp_path_factory.mktemp("stick")
    faulty = write_package(*load_sample("zhejiang-2020/enterprise", "faulty"))
    (folder / "a.smdx").write_bytes(faulty)
    (folder / "b.smdx").write_bytes(write_package(*load_sample("zhejiang-2020/project")))
    (folder / "c.txt").write_text("x", "utf-8")
    return folder


@pytest.fixture
def desk(stick: Path, tmp_path: Path, as_json: Json) -> str:
    folder = str(tmp_path / "desk")
    as_json("intake", str(stick), "--desk", folder, "--workers", "1", status=1)
    return folder


def test_intake_tells_each_file_s_outcome_and_can_be_run_again(
    stick: Path, desk: str, as_json: Json
) -> None:
    told = as_json("intake", str(stick), "--desk", desk, status=1)
    assert [one["status"] for one in told["files"]] == ["read", "read", "refused"]
    assert told["files"][2]["problems"][0]["code"] == "intake.kind-text"
    assert told["cases"] == [1, 2]
    assert [one["versions"] for one in as_json("desk", desk)] == [1, 1]


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_paths_that_cannot_be_looked_at_have_an_outcome_each(as_json: Json, tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    long = tmp_path.joinpath(*["长" * 60] * 40)
    told = as_json("intake", str(loop), str(long), "--desk", str(tmp_path / "desk"), status=1)
    assert [one["problems"][0]["code"] for one in told["files"]] == [
        "desk.link", "desk.path-too-long",
    ]  # fmt: skip


def test_desk_lists_cases_with_state_findings_and_rank(desk: str, as_json: Json) -> None:
    first, second = as_json("desk", desk)
    assert first["state"] == "received"
    assert first["rank"] is None
    assert {one["level"] for one in first["findings"]} >= {"error"}
    assert (second["notice"], second["form"]) == ("zhejiang-2020", "project")
    assert [one["case"] for one in as_json("desk", desk, "--form", "project")] == [2]
    assert as_json("desk", desk, "--state", "accepted") == []


def test_states_and_orders_are_known_by_what_lists_call_them(desk: str, as_json: Json) -> None:
    assert {one: sentence(f"desk.state-{one}") for one in STATES} == STATES
    assert len(as_json("desk", desk, "--state", "已收到", "--order", "名称")) == 2
    told = as_json("case", desk, "1", "--state", "审核中")
    assert told["state"] == "checking"
    fault = as_json("desk", desk, "--state", "没有的", status=2)["error"]
    assert "没有“没有的”" in fault["message"]
    assert "、".join(STATES.values()) in fault["message"]
    assert not any(one in fault["message"] for one in ("invalid", *STATES))
    fault = as_json("desk", desk, "--order", "没有的", status=2)["error"]
    assert "排序、最近、名称" in fault["message"]


def test_a_rule_that_is_none_is_refused_and_one_that_finds_nothing_is_not(
    desk: str, as_json: Json
) -> None:
    for slip in ("format.postcod", "format-postcode", "没有的规则", "rules.required"):
        told = as_json("desk", desk, "--finding", slip, status=2)
        assert told["error"]["code"] == "cli.wrong-use"
    for rule in ("format.year", "narrative.named", "row.gap", "reading.doubt"):
        assert as_json("desk", desk, "--finding", rule) == []
    assert [one["case"] for one in as_json("desk", desk, "--finding", "format.postcode")] == [1]


def test_who_may_be_there_twice_is_told_of_what_is_asked_for(
    desk: str, as_json: Json, tmp_path: Path
) -> None:
    other, files = load_sample("shanxi-2021/enterprise")
    (tmp_path / "in").mkdir()
    for code in ("91140100PDY000036F", "91330212PDY000028F"):
        data = write_package(other.with_values({"org.uscc": code}), files)
        (tmp_path / "in" / f"{code}.smdx").write_bytes(data)
    as_json("intake", str(tmp_path / "in"), "--desk", desk, "--workers", "1")
    whole = as_json("desk", desk, "--twice")
    assert len(whole) > 1
    for more in (
        ["--form", "project"], ["--notice", "zhejiang-2020"], ["--district", "330200"],
        ["--query", as_json("case", desk, "2")["applicant"]],
    ):  # fmt: skip
        asked = {one["case"] for one in as_json("desk", desk, *more)}
        told = as_json("desk", desk, "--twice", *more)
        assert told == [one for one in whole if asked & set(one["cases"])]
        assert 0 < len(told) < len(whole)
    assert as_json("desk", desk, "--twice", "--finding", "format.postcode") == []
    both = as_json("desk", desk, "--twice", "--matrix", status=2)
    assert both["error"]["code"] == "cli.wrong-use"


def test_the_matrix_names_rules_with_their_counts(desk: str, as_json: Json) -> None:
    told = as_json("desk", desk, "--matrix")
    assert told["rules"][0]["level"] == "error"
    assert set(told["cases"]) == {"1", "2"}


def test_a_case_is_worked_on_and_says_who_did_what(desk: str, as_json: Json) -> None:
    key = as_json("case", desk, "1")["findings"][0]["key"]
    told = as_json(
        "case", desk, "1", "--dismiss", key, "--reason", "已与单位电话核对", "--state", "checking",
        "--note", "补盖公章", "--person", "李某",
    )  # fmt: skip
    assert [one["state"] for one in told["states"]] == ["received", "checking"]
    assert (told["states"][1]["person"], told["states"][1]["note"]) == ("李某", "补盖公章")
    assert not next(one for one in told["findings"] if one["key"] == key)["open"]
    again = as_json("case", desk, "1", "--take-up", key)
    assert next(one for one in again["findings"] if one["key"] == key)["open"]


def test_an_unknown_case_and_a_desk_that_is_not_there_are_told(
    desk: str, as_json: Json, tmp_path: Path
) -> None:
    for number in ("99", "9" * 20, "9" * 40):
        assert as_json("case", desk, number, status=1)["error"]["code"] == "desk.case-missing"
    none = str(tmp_path / "none")
    assert as_json("desk", none, status=1)["error"]["code"] == "store.nothing"
    assert not Path(none).exists()
    assert as_json("intake", none, "--desk", desk, status=1)["error"]["code"] == (
        "desk.nothing-to-take"
    )
    assert as_json("case", desk, "1", "--dismiss", "x", status=2)["error"]["code"] == (
        "cli.wrong-use"
    )


def test_people_get_plain_lines(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    for arguments in (["desk", desk], ["case", desk, "1"], ["desk", desk, "--twice"],
                      ["desk", desk, "--matrix"]):  # fmt: skip
        assert run(arguments) == 0
    printed = capsys.readouterr().out
    assert "共 2 份申报" in printed
    assert "核对码" in printed


def test_letters_and_fix_files_are_written_and_the_case_returned(
    desk: str, as_json: Json, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    (told,) = as_json("letter", desk, "--out", str(out), "--return", "--bureau", "某局")
    assert [Path(one).suffix for one in told["files"]] == [".docx", ".pdf", ".smdfix"]
    assert as_json("case", desk, "1")["state"] == "returned"
    fix = as_json("fix", told["files"][2])
    assert fix["items"][0]["addresses"]
    assert as_json("letter", desk, "2", "--out", str(out), status=1)[0]["problem"]["code"] == (
        "desk.nothing-to-correct"
    )


def test_ranks_opinions_quotas_and_the_summary(desk: str, as_json: Json, tmp_path: Path) -> None:
    assert as_json("rank", desk, "1", "1")[0]["rank"] == 1
    assert as_json("desk", desk, "--form", "enterprise")[0]["rank"] == 1
    assert as_json("rank", desk, "--order", "1", "--layer", "李某")[0]["case"] == 1
    told = as_json("rank", desk, "--merge", "mean", "--form", "enterprise")
    assert told[0]["places"] == {"": 1, "李某": 1}
    assert as_json("rank", desk, status=2)["error"]["code"] == "cli.wrong-use"
    assert as_json("rank", desk, "--order", "1", "2", status=1)["error"]["code"] == (
        "desk.rank-mixed"
    )
    slip = as_json("rank", desk, "--order", "1", "1", status=1)["error"]
    assert slip["code"] == "desk.rank-repeated"
    assert "1 号" in slip["message"]
    assert as_json("opinion", desk, "1", "--text", "同意", "--bureau", "某局")[0]["text"] == "同意"
    assert as_json("quotas", desk)[-1]["received"] == 2
    out = tmp_path / "汇总表.xlsx"
    made = as_json("summary", desk, "--out", str(out), "--format", "xlsx,docx,pdf")
    assert [Path(one).suffix for one in made["files"]] == [".xlsx", ".docx", ".pdf"]
    assert made["applicants"] == {"enterprise": 1, "project": 1}
    for paper, name in (("recommendation", "a.docx"), ("list", "b.pdf"), ("statistics", "c.xlsx")):
        path = tmp_path / name
        as_json("papers", desk, paper, "--out", str(path))
        assert path.stat().st_size
    wrong = as_json("papers", desk, "list", "--out", str(tmp_path / "a.odt"), status=1)
    assert wrong["error"]["code"] == "desk.format-unknown"


def test_a_batch_is_sent_up_merged_twice_and_the_paper_checked(
    desk: str, as_json: Json, tmp_path: Path
) -> None:
    out = str(tmp_path / "县.smdbatch")
    as_json("case", desk, "1", "--state", "通过初审", "--note", "材料齐全", "--person", "赵某")
    assert as_json("send", desk, "--out", out, status=1)["error"]["code"] == "desk.bureau-nameless"
    assert as_json("send", desk, "--out", out, "--bureau", "某县经信局")["bureau"] == "某县经信局"
    city = str(tmp_path / "city")
    (told,) = as_json("merge", city, out)
    assert (told["status"], told["new"]["cases"], told["conflicts"]) == ("merged", 2, [])
    (spoken,) = as_json("case", city, "1")["spoken"]
    assert (spoken["bureau"], spoken["decided"]["person"]) == ("某县经信局", "赵某")
    assert spoken["decided"]["note"] == "材料齐全"
    (again,) = as_json("merge", city, out)
    assert again["new"] == {"cases": 0, "versions": 0, "layers": 0}
    (wrong,) = as_json("merge", city, str(tmp_path / "none"), status=1)
    assert wrong["problems"][0]["code"] == "intake.file-missing"
    nowhere = tmp_path / "mistyped"
    told = as_json("merge", str(nowhere), str(tmp_path / "none"), status=1)
    assert told["error"]["code"] == "intake.file-missing"
    assert not nowhere.exists()
    seal = as_json("case", city, "1")["versions"][0]["seal_code"]
    assert as_json("paper", city, seal)[0]["verdict"] == "same"
    (noted,) = as_json("case", city, "1")["paper"]
    assert (noted["verdict"], noted["seal"], noted["number"]) == ("same", seal, 1)
    assert as_json("paper", city, "0000-0000", status=1)[0]["verdict"] == "unknown"
    assert as_json("paper", city, status=2)["error"]["code"] == "cli.wrong-use"


def test_a_mistyped_code_keeps_no_other_from_being_answered(
    desk: str, as_json: Json, capsys: pytest.CaptureFixture[str]
) -> None:
    seals = [as_json("case", desk, one)["versions"][0]["seal_code"] for one in "12"]
    told = as_json("paper", desk, seals[0], "7KQ2", seals[1], status=1)
    assert [one["verdict"] for one in told] == ["same", "same", "unread"]
    assert told[2]["code"] == "desk.seal-shape"
    assert [as_json("case", desk, one)["paper"][0]["seal"] for one in "12"] == seals
    both = as_json("paper", desk, "7KQ2", "7KQ", status=1)
    assert [one["code"] for one in both] == ["desk.seal-shape"] * 2
    capsys.readouterr()
    assert run(["paper", desk, "7KQ2", seals[0]]) == 1
    out = capsys.readouterr().out
    assert told[0]["message"] in out
    assert told[2]["message"] in out


def test_no_desk_is_made_where_nothing_can_be_merged(
    desk: str, as_json: Json, tmp_path: Path
) -> None:
    bad, good, city = tmp_path / "bad.smdbatch", tmp_path / "县.smdbatch", tmp_path / "city"
    bad.write_bytes(b"PK")
    as_json("send", desk, "--out", str(good), "--bureau", "某县经信局")
    told = as_json("merge", str(city), str(bad), str(tmp_path / "none"), status=1)
    codes = [one["problems"][0]["code"] for one in told]
    assert codes == ["desk.batch-not-one", "intake.file-missing"]
    assert not city.exists()
    told = as_json("merge", str(city), str(bad), str(good), status=1)
    assert [one["status"] for one in told] == ["refused", "merged"]
    (again,) = as_json("merge", str(city), str(bad), status=1)
    assert again["problems"][0]["code"] == "desk.batch-not-one"


def test_a_renewed_key_is_confirmed_once(desk: str, as_json: Json, tmp_path: Path) -> None:
    out, city = str(tmp_path / "县.smdbatch"), str(tmp_path / "city")
    as_json("send", desk, "--out", out, "--bureau", "某县经信局")
    as_json("merge", city, out)
    (Path(desk) / "bureau.key").unlink()
    as_json("send", desk, "--out", out, "--bureau", "某县经信局")
    (told,) = as_json("merge", city, out, status=1)
    assert [one["code"] for one in told["conflicts"]] == ["desk.conflict-key"]
    told = as_json("keys", city, "--confirm", told["fingerprint"], status=1)
    assert told["error"]["code"] == "desk.key-noteless"
    (_, second) = as_json("keys", city)
    note = ("--note", "电话核对", "--person", "李某")
    (first, second) = as_json("keys", city, "--confirm", second["fingerprint"], *note)
    assert (first["standing"], second["standing"]) == ("first", "confirmed")
    assert [(one["person"], one["note"]) for one in second["words"]] == [("李某", "电话核对")]
    (told,) = as_json("merge", city, out)
    assert told["conflicts"] == []


def test_a_picture_in_the_place_of_a_code_is_read(desk: str, as_json: Json, tmp_path: Path) -> None:
    with Desk.open(Path(desk), read_only=True) as opened:
        version = opened.case(2).versions[0]
    code = qr_png(f"SMDESK:1:zhejiang-2020/project:{version.seal_code}:{version.digest[:16]}")
    page = Image.new("L", (1240, 1754), 255)
    page.paste(Image.open(BytesIO(code)).convert("L").resize((220, 220)), (120, 1480))
    page.save(tmp_path / "手机照片.jpg")
    (told,) = as_json("paper", desk, str(tmp_path / "手机照片.jpg"))
    assert (told["verdict"], told["where"]) == ("same", "手机照片.jpg")
    gone = str(tmp_path / "没有.jpg")
    both = as_json("paper", desk, gone, str(tmp_path / "手机照片.jpg"), status=1)
    assert [one["verdict"] for one in both] == ["same", "unread"]
    assert both[1]["code"] == "intake.file-missing"
    missing = as_json("paper", desk, gone, status=1)
    assert missing["error"]["code"] == "intake.file-missing"
    wrong = as_json("paper", desk, "7KQ2", status=1)
    assert wrong["error"]["code"] == "desk.seal-shape"
    assert as_json("paper", desk, version.seal_code.replace("-", "."))[0]["verdict"] == "same"


def test_a_sample_desk_is_written_and_taken_in(as_json: Json, tmp_path: Path) -> None:
    out, folder = str(tmp_path / "in"), str(tmp_path / "desk")
    told = as_json("sample-desk", "--out", out, "--desk", folder, "--count", "3")
    assert told["files"] > 3
    assert told["cases"] == len(as_json("desk", folder)) == 3


@pytest.mark.parametrize("code", ["read-only", "disk-full", "gone", "io-error"])
def test_nobody_without_a_window_is_told_that_one_holds_the_change(
    desk: str, as_json: Json, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    def fail(*_: object) -> None:
        raise SmdeskError(f"store.{code}", file="desk.db", folder="/x", detail="d")

    monkeypatch.setattr(Desk, "move", fail)
    told = as_json("case", desk, "1", "--state", "审核中", status=1)["error"]
    assert told["code"] == f"store.not-saved-{code}"
    assert "窗口" not in told["message"]


def test_a_file_that_was_read_in_part_says_what_waits(as_json: Json, tmp_path: Path) -> None:
    declaration, files = load_sample("zhejiang-2020/enterprise")
    odd = declaration.with_values({"org.nickname": "甲"})  # no field of the form
    (tmp_path / "a.smdx").write_bytes(write_package(odd, files))
    path, folder = str(tmp_path / "a.smdx"), str(tmp_path / "desk")
    (told,) = as_json("intake", path, "--desk", folder, "--workers", "1")["files"]
    assert told["status"] == "partly"
    assert [one["code"] for one in told["problems"]] == ["desk.read-doubtful"]
    as_json("case", folder, "1", "--accept")
    (again,) = as_json("intake", path, "--desk", folder, "--workers", "1")["files"]
    assert again["problems"] == []
