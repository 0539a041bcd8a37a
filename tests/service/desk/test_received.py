"""Single files are read behind the guard of a batch: what hangs or fills the memory ends with a sentence."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import desk_files
import exported
import pytest

from smdesk.cli import run
from smdesk.service.received import read_received

FORM = "zhejiang-2020/enterprise"


def test_files_are_told_in_their_order(tmp_path: Path) -> None:
    package = tmp_path / "一.smdx"
    package.write_bytes(exported.package(FORM))
    rubbish = tmp_path / "二.docx"
    rubbish.write_bytes(b"rubbish" * 100)
    found = list(read_received([package, tmp_path / "gone.docx", rubbish, package]))
    assert [one.file for one in found] == ["一.smdx", "gone.docx", "二.docx", "一.smdx"]
    assert [one.status for one in found] == ["read", "refused", "refused", "read"]
    assert found[1].problems[0].code == "intake.file-missing"
    assert found[0].declaration == exported.sample(FORM)[0]


def test_a_file_that_hangs_costs_only_itself(tmp_path: Path) -> None:
    for name in ("hang", "crash"):
        (tmp_path / name).write_bytes(b"x")
    paths = [tmp_path / "hang", tmp_path / "crash"]
    found = list(read_received(paths, seconds=2.0, work=desk_files.misbehave))  # type: ignore[arg-type]
    assert [one.problems[0].code for one in found] == ["desk.read-timeout", "desk.read-crashed"]


def test_a_file_that_fills_the_memory_ends_with_its_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(b"x")
    [found] = read_received(
        [path],
        seconds=300.0,
        memory=300 << 20,
        work=desk_files.misbehave,  # type: ignore[arg-type]
    )
    assert (found.file, found.problems[0].code) == ("bomb", "desk.read-memory")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_in_gbk_bytes_can_be_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = os.fsencode(tmp_path) + b"/" + "某厂.docx".encode("gbk")
    assert run(["read", os.fsdecode(path)]) != 0
    told = capsys.readouterr().out
    assert "某厂.docx" in told
    assert told.encode()
