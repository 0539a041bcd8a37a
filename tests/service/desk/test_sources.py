"""What cannot be looked at, read or followed has one outcome with its own sentence."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from collections.abc import Callable
from pathlib import Path

import exported
import pytest

from smdesk.service.desk import reading, sources, worker
from smdesk.service.desk.intake import Batch, intake
from smdesk.service.desk.worker import Setup, Task
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Place, Receipt

Put = Callable[..., Path]
FORM = "zhejiang-2020/enterprise"
posix = pytest.mark.skipif(os.name == "nt", reason="names of bytes are POSIX's")


def told(batch: Batch) -> dict[str, tuple[str, list[str]]]:
    return {
        one.place.path.rpartition("in/")[2]: (one.outcome, [each.code for each in one.problems])
        for one in batch.receipts
    }


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_in_gbk_bytes_are_shown_decoded_and_kept_apart(
    desk: Desk, put: Put, tmp_path: Path
) -> None:
    package = exported.package(FORM)
    put("杭州.smdx", package)
    folder = os.fsencode(tmp_path / "in")
    for raw in ("杭州.smdx".encode("gbk"), b"\xff\xfe.txt", "绍兴".encode("gbk") + b"/a.txt"):
        path = os.path.join(folder, raw)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(package)
    batch = intake(desk, [tmp_path / "in"], workers=1)
    found = told(batch)
    assert {"杭州.smdx", "杭州.smdx（2）", "绍兴/a.txt"} < set(found)
    assert len(found) == 4
    assert sorted(one for one, _ in found.values()) == ["again", "again", "again", "read"]
    assert json.dumps(list(found), ensure_ascii=False).encode()
    again = intake(desk, [tmp_path / "in", Path(os.fsdecode(folder + b"/\xff\xfe.txt"))], workers=1)
    assert set(told(again)) == set(found)
    assert len(desk.cases()) == 1


@posix
def test_links_in_a_folder_are_told_and_not_followed(desk: Desk, put: Put, tmp_path: Path) -> None:
    put("a.txt", b"text")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in" / "self")
    (tmp_path / "in" / "out.docx").symlink_to("/etc/hostname")
    batch = intake(desk, [tmp_path / "in", tmp_path / "in" / "self"], workers=1)
    assert told(batch) == {
        "a.txt": ("refused", ["intake.kind-text"]), "loop": ("refused", ["desk.link"]),
        "out.docx": ("refused", ["desk.link"]), "self": ("refused", ["desk.link"]),
    }  # fmt: skip


@posix
def test_a_link_that_a_person_names_is_followed(desk: Desk, put: Put, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(put("a.smdx", exported.package(FORM)))
    assert [one.outcome for one in intake(desk, [link], workers=1).receipts] == ["read"]


def test_a_folder_that_may_not_be_opened_costs_only_itself(
    desk: Desk, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.txt", b"text")
    put("closed/b.txt", b"text")
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "denied")
        return scan(path)

    monkeypatch.setattr(sources.os, "scandir", refuse)
    batch = intake(desk, [tmp_path / "in"], workers=1)
    assert told(batch) == {
        "a.txt": ("refused", ["intake.kind-text"]), "closed": ("refused", ["desk.not-allowed"]),
    }  # fmt: skip


def test_a_path_that_is_too_long_or_leads_nowhere_has_its_sentence(
    desk: Desk, tmp_path: Path
) -> None:
    long = tmp_path.joinpath(*["长" * 60] * 40)
    batch = intake(desk, [long, tmp_path / "gone.docx"], workers=1)
    assert [one.problems[0].code for one in batch.receipts] == [
        "desk.path-too-long", "intake.file-missing",
    ]  # fmt: skip


def test_folders_a_thousand_deep_are_walked(desk: Desk, tmp_path: Path) -> None:
    here = tmp_path / "in"
    here.mkdir()
    handle = os.open(here, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=handle)
        below = os.open("d", os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = below
    os.close(handle)
    try:
        assert list(sources.tasks([here], desk.folder)) == []
    finally:  # pytest's own clearing up would go as deep
        for depth in range(1200, 0, -1):
            os.rmdir(f"{here}{'/d' * depth}")


def test_a_file_that_vanished_before_its_turn_has_its_sentence(
    desk: Desk, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put("a.txt", b"text")
    listed = list(sources.tasks([path], desk.folder))
    path.unlink()
    monkeypatch.setattr(sources, "tasks", lambda *_: listed)
    assert told(intake(desk, [path], workers=1)) == {
        "a.txt": ("refused", ["intake.file-missing"])
    }  # fmt: skip


def test_a_file_that_grows_while_it_is_read_is_not_taken(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put("a.txt", b"text")
    whole = reading.guard.read_bytes

    def grow(source: Path) -> bytes:
        data = whole(source)
        with source.open("ab") as stream:
            stream.write(b"more")
        return data

    monkeypatch.setattr(reading.guard, "read_bytes", grow)
    with pytest.raises(reading.SmdeskError) as fault:
        reading.work(Task(path, Place(str(path), 4, 0)), tmp_path / "kept")
    assert fault.value.code == "desk.file-changing"


def test_one_content_under_two_names_is_one_case_with_two_receipts(desk: Desk, put: Put) -> None:
    put("一.smdx", exported.package(FORM))
    path = put("二.smdx", exported.package(FORM))
    put("三.txt", b"same")
    put("四.txt", b"same")
    batch = intake(desk, [path.parent], workers=2)
    assert sorted(one for one, _ in told(batch).values()) == ["again", "read", "refused", "refused"]
    assert len({one.case for one in batch.receipts if one.case}) == 1
    first: Receipt = batch.receipts[0]
    assert first.sha256


def test_a_worker_whose_parent_was_killed_ends_without_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here, there = multiprocessing.Pipe()
    here.close()
    monkeypatch.setattr(worker, "limit_memory", lambda _memory: None)
    monkeypatch.setattr(worker, "forbid_reach", lambda: None)
    monkeypatch.setattr(worker.signal, "signal", lambda *_: None)
    worker.serve(there, Setup(lambda *_: None, Path()))
