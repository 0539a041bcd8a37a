"""The authority's own Word file and drafted packs at a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from smdesk.cli import run
from smdesk.notices.loader import load_pack
from smdesk.service.samples import sample_values

FORM = "zhejiang-2020/enterprise"


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    path = tmp_path / "空白原表.docx"
    assert run(["blank", FORM, "--out", str(path)]) == 0
    return path


@pytest.fixture
def values(tmp_path: Path) -> Path:
    path = tmp_path / "values.json"
    path.write_text(json.dumps(sample_values(FORM), ensure_ascii=False), encoding="utf-8")
    return path


def test_values_go_into_the_authoritys_file(
    blank: Path, values: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = blank.read_bytes()
    out = tmp_path / "out"
    told = ["fill", FORM, "--values", str(values), "--into", str(blank), "--out", str(out)]
    capsys.readouterr()
    assert run([*told, "--json"]) == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert [one.name for one in out.iterdir()] == [Path(report["path"]).name]
    assert "org.name" in report["filled"]
    assert report["lost"] == []
    assert report["offer_mirrored_form"] is False
    assert report["seal"] is None
    assert blank.read_bytes() == before
    assert run(["read", report["path"], "--json"]) == 0
    (read,) = json.loads(capsys.readouterr().out)
    assert {one["address"]: one["text"] for one in read["values"]}["org.name"] == sample_values(
        FORM
    )["org.name"]


def test_other_formats_are_written_beside_it_when_they_are_named(
    blank: Path, values: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    told = ["fill", FORM, "--values", str(values), "--into", str(blank), "--out", str(out)]
    assert run([*told, "--format", "package"]) == 0
    assert sorted(one.suffix for one in out.iterdir()) == [".docx", ".smdx"]
    assert "已填" in capsys.readouterr().out


def test_a_file_of_another_form_is_refused(
    values: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "其他.docx"
    assert run(["blank", "shanxi-2021/city", "--out", str(other)]) == 0
    told = ["fill", FORM, "--values", str(values), "--into", str(other), "--out", str(tmp_path)]
    assert run(told) != 0
    assert "没有找到" in capsys.readouterr().err


def test_a_pack_is_drafted_with_its_questions(
    blank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new-notice"
    capsys.readouterr()
    assert run(["draft-pack", str(blank), "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["sound"] is True
    assert told["questions"]
    assert list(load_pack(out).forms) == [one["id"] for one in told["forms"]] == ["enterprise"]
    assert run(["draft-pack", str(blank), "--out", str(out)]) != 0
