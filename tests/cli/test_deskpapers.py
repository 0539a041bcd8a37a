"""The verbs ``letter``, ``papers`` and ``summary``: what is written, refused and told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smdesk.cli import deskletters, run

Json = Callable[..., Any]


def _refused(as_json: Json, *arguments: str, status: int = 1) -> str:
    return str(as_json(*arguments, status=status)["error"]["code"])


def test_who_was_turned_down_is_not_sent_back_and_that_is_told(
    desk: str, as_json: Json, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    as_json("case", desk, "1", "--state", "不予受理")
    more = ["letter", desk, "1", "2", "--return", "--format", "fix", "--out", str(tmp_path / "l")]
    first, second = as_json(*more, status=1)
    assert (len(first["files"]), first["problem"]["code"]) == (1, "desk.letter-not-returned")
    assert second["problem"] is None
    assert [as_json("case", desk, one)["state"] for one in "12"] == ["rejected", "returned"]
    assert as_json(*more, status=1)[1]["problem"] is None  # it is sent back already
    capsys.readouterr()
    assert run(more) == 1
    assert first["problem"]["message"] in capsys.readouterr().out


def test_a_term_that_is_over_is_refused(
    desk: str, as_json: Json, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deskletters, "today", lambda: date(2024, 9, 30))
    out = tmp_path / "l"
    more = ["letter", desk, "1", "--format", "fix", "--out", str(out), "--until"]
    assert _refused(as_json, *more, "2024-09-29", status=2) == "cli.wrong-use"
    assert not out.exists()
    assert len(as_json(*more, "2024-09-30")) == 1


def test_what_is_noted_of_a_paper_is_told_to_programs_too(
    desk: str, as_json: Json, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def note(*arguments: str) -> str:
        told = str(as_json(*arguments)["note"])
        capsys.readouterr()
        assert run([*arguments]) == 0
        assert told in capsys.readouterr().out
        return told

    applicant = as_json("case", desk, "1", "--misread", "org.name")["applicant"]
    papers = ["papers", desk, "--out", str(tmp_path / "a.docx")]
    for verb in (
        [*papers, "list"], [*papers, "recommendation"],
        ["summary", desk, "--out", str(tmp_path / "a.xlsx")],
    ):  # fmt: skip
        assert applicant in note(*verb)


@pytest.mark.parametrize(
    ("paper", "option", "text"),
    [
        ("statistics", "--scope", "recommended"), ("statistics", "--scope", "auto"),
        ("statistics", "--bureau", "某局"), ("list", "--to", "某厅"), ("list", "--phone", "1"),
    ],
)  # fmt: skip
def test_an_option_that_says_nothing_of_a_paper_is_refused(
    desk: str, as_json: Json, tmp_path: Path, paper: str, option: str, text: str
) -> None:
    out = tmp_path / ("a.xlsx" if paper == "statistics" else "a.docx")
    more = ["papers", desk, paper, "--out", str(out), option, text]
    assert _refused(as_json, *more, status=2) == "cli.wrong-use"
    assert not out.exists()


def test_each_format_of_the_summary_has_its_own_ending(
    desk: str, as_json: Json, tmp_path: Path
) -> None:
    def written(name: str, formats: str) -> list[str]:
        told = as_json("summary", desk, "--out", str(tmp_path / name), "--format", formats)
        return [Path(one).name for one in told["files"]]

    assert written("表.xlsx", "docx") == ["表.docx"]
    assert written("表.XLSX", "xlsx") == ["表.XLSX"]
    assert written("表2024.9", "xlsx,docx,xlsx") == ["表2024.9.xlsx", "表2024.9.docx"]
    assert written("表", "docx") == ["表.docx"]
