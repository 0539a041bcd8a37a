"""``fill --website`` as a person at a terminal uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smdesk.cli import run
from smdesk.service.samples import sample_values

FORM = "national-2022/enterprise"


@pytest.fixture
def values(tmp_path: Path) -> Path:
    path = tmp_path / "values.json"
    path.write_text(json.dumps(sample_values(FORM), ensure_ascii=False), "utf-8")
    return path


def _errors(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def test_the_files_for_the_website_are_written_alone(
    tmp_path: Path, values: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "网上"
    assert run(["fill", FORM, "--values", str(values), "--website", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {Path(one["path"]).name for one in told["website"]["files"]} == {
        one.name for one in out.iterdir()
    }
    assert "webfill.narrative-empty" in {one["code"] for one in told["website"]["problems"]}


def test_packet_and_website_are_written_by_one_call(
    tmp_path: Path, values: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, site = tmp_path / "申报书", tmp_path / "网上"
    call = ["fill", FORM, "--values", str(values), "--out", str(out), "--website", str(site)]
    assert run([*call, "--format", "docx", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["format"] for one in told["files"]] == ["docx"]
    assert len(told["website"]["files"]) == len(list(site.iterdir())) == 4


def test_fill_without_a_place_says_so(values: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fill", FORM, "--values", str(values)]) != 0
    assert "--website" in _errors(capsys)


def test_a_notice_on_paper_has_nothing_for_a_website(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "values.json"
    path.write_text("{}", "utf-8")
    call = ["fill", "zhejiang-2020/enterprise", "--values", str(path), "--website", str(tmp_path)]
    assert run(call) != 0
    assert "网上填报" in _errors(capsys)
