"""Filling from what is known, and profiles, as a person at a terminal uses them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smdesk.cli import run
from smdesk.intake.package import read_package
from smdesk.service.samples import sample_values

ENTERPRISE, PROJECT = "zhejiang-2020/enterprise", "zhejiang-2020/project"
Json = Callable[..., Any]


@pytest.fixture
def exported(tmp_path: Path) -> dict[str, Path]:
    """A company's declaration as a package and as a Word file."""
    values = tmp_path / "values.json"
    values.write_text(json.dumps(sample_values(ENTERPRISE), ensure_ascii=False), "utf-8")
    out = tmp_path / "out"
    run(["fill", ENTERPRISE, "--values", str(values), "--out", str(out), "--draft",
         "--format", "package,docx"])  # fmt: skip
    return {one.suffix: one for one in out.iterdir()}


@pytest.mark.parametrize("suffix", [".smdx", ".docx"])
def test_a_plan_is_printed_and_nothing_is_written(
    exported: dict[str, Path], as_json: Json, tmp_path: Path, suffix: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    plan = as_json("fill", PROJECT, "--from", str(exported[suffix]), "--plan")
    assert sorted(tmp_path.rglob("*")) == before
    lines = {one["address"]: one for one in plan["rows"] if one["address"]}
    assert lines["org.legal_person"]["text"] == "郦云岫"
    assert lines["org.legal_person"]["taken"] is True
    assert lines["condition.registered"]["taken"] is False
    assert plan["counts"]["no-place"] > 5


def test_a_source_fills_what_the_values_leave_empty(
    exported: dict[str, Path], as_json: Json, tmp_path: Path
) -> None:
    own = tmp_path / "own.json"
    own.write_text(
        json.dumps({"contact.name": "王某", "finance.assets[2019]": "1"}, ensure_ascii=False),
        "utf-8",
    )
    out = tmp_path / "filled"
    report = as_json(
        "fill", PROJECT, "--from", str(exported[".smdx"]), "--values", str(own),
        "--out", str(out), "--draft", "--format", "package", status=1,
    )  # fmt: skip
    (package,) = report["files"]
    values = read_package(Path(package["path"]).read_bytes()).declaration.values
    assert (values["contact.name"], values["finance.assets[2019]"]) == ("王某", "1")
    assert values["finance.profit[2019]"] == "2792.35"


def test_only_papers_whose_bytes_are_there_come_along(as_json: Json, tmp_path: Path) -> None:
    from smdesk.packet.package import write_package
    from smdesk.service.samples import load_sample

    declaration, files = load_sample(ENTERPRISE)
    package = tmp_path / "whole.smdx"
    package.write_bytes(write_package(declaration, files))
    plan = as_json("fill", PROJECT, "--from", str(package), "--plan")
    assert plan["narrative"]["chars"] > 100
    assert plan["attachments"]
    report = as_json(
        "fill", PROJECT, "--from", str(package), "--with-papers", "--out", str(tmp_path / "o"),
        "--draft", "--format", "package,docx", status=1,
    )  # fmt: skip
    made = {one["format"]: Path(one["path"]) for one in report["files"]}
    inside = read_package(made["package"].read_bytes())
    assert inside.declaration.narrative.blocks
    assert inside.declaration.attachments
    assert {one.sha256 for one in inside.declaration.attachments} <= set(inside.files)
    again = as_json(
        "fill", ENTERPRISE, "--from", str(made["docx"]), "--with-papers", "--out",
        str(tmp_path / "p"), "--draft", "--format", "package", status=1,
    )  # fmt: skip
    inside = read_package(Path(again["files"][0]["path"]).read_bytes())
    assert {one.sha256 for one in inside.declaration.attachments} <= set(inside.files)


def test_a_profile_is_remembered_listed_used_and_forgotten(
    exported: dict[str, Path], as_json: Json, tmp_path: Path
) -> None:
    data = ("--data", str(tmp_path / "library"))
    assert as_json("profiles", *data) == []
    file = str(exported[".docx"])
    planned = as_json("profiles", "--remember", file, "--plan", *data)
    assert not (tmp_path / "library").exists()
    (learned,) = as_json("profiles", "--remember", file, *data)
    assert learned["name"] == "杭州澜岫流体装备有限公司"
    assert all(one["news"] == "new" for one in learned["values"])
    assert planned == [learned]
    (listed,) = as_json("profiles", *data)
    assert listed["values"] == len(learned["values"])
    shown = as_json("profiles", "澜岫", *data)
    revenue = next(
        one for one in shown["values"] if (one["concept"], one["year"]) == ("finance.revenue", 2019)
    )
    assert (revenue["text"], revenue["unit"]) == ("22186.90", "万元")
    plan = as_json("fill", PROJECT, "--from", "澜岫", "--plan", *data)
    assert plan["source"] == "杭州澜岫流体装备有限公司资料"
    as_json("profiles", "澜岫", "--forget", *data)
    assert as_json("profiles", *data) == []


def test_a_source_that_is_not_there_is_told(as_json: Json, tmp_path: Path) -> None:
    told = as_json("fill", PROJECT, "--from", "没有的公司", "--plan", status=1)
    assert told["error"]["code"] == "profile.missing"
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    told = as_json("fill", PROJECT, "--from", str(broken), "--plan", status=1)
    assert told["error"]["code"] == "profile.file-refused"


@pytest.mark.parametrize(
    "arguments", [("--plan",), ("--with-papers", "--out", "x"), ("--out", "x")]
)
def test_what_cannot_go_together_is_wrong_use(arguments: tuple[str, ...]) -> None:
    assert run(["fill", PROJECT, *arguments]) == 2
