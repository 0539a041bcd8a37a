"""Workers with a task and the next one; few transactions for many files; rows written by workers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import desk_files
import exported
import pytest

from smdesk.errors import Problem
from smdesk.service.desk import intake as module
from smdesk.service.desk import reading, taken
from smdesk.service.desk.facts import choose_case
from smdesk.service.desk.intake import intake
from smdesk.service.desk.pool import DEPTH, Pool
from smdesk.service.desk.worker import Setup, Task
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Arrived, Place
from smdesk.store.desk.opening import FILE

Put = Callable[..., Path]


def _tasks(put: Put, *names: str) -> list[Task]:
    paths = [put(name, name.encode()) for name in names]
    return [Task(one, Place(str(one), one.stat().st_size, 1)) for one in paths]


def _answers(pool: Pool, tasks: list[Task]) -> dict[str, Any]:
    waiting, found = list(tasks), {}
    try:
        while len(found) < len(tasks):
            while waiting and pool.free:
                pool.give(waiting.pop(0))
            for done in pool.wait(0.2):
                found[done.task.source.name] = done.answer
    finally:
        pool.close()
    return found


@pytest.mark.parametrize("size", [0, -3])
def test_a_pool_that_could_take_no_task_is_not_made(size: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=str(size)):
        Pool(Setup(desk_files.misbehave, tmp_path), size)


def test_what_a_dead_worker_had_next_is_read_by_another(put: Put, tmp_path: Path) -> None:
    tasks = _tasks(put, "a", "crash", "b", "crash2", "c", "d")
    found = _answers(Pool(Setup(desk_files.misbehave, tmp_path / "kept"), 1, 30.0), tasks)
    assert {name for name, one in found.items() if isinstance(one, Problem)} == {"crash", "crash2"}
    assert len(found) == len(tasks)


def test_a_worker_is_replaced_after_its_share_with_nothing_lost(put: Put, tmp_path: Path) -> None:
    tasks = _tasks(put, *"abcdefg")
    pool = Pool(Setup(desk_files.misbehave, tmp_path / "kept"), 1, 30.0, recycle=3)
    found = _answers(pool, tasks)
    assert sorted(found) == list("abcdefg")
    assert not any(isinstance(one, Problem) for one in found.values())


def test_what_a_worker_has_loaded_is_not_searched_for_rings_and_new_objects_are(
    put: Put, tmp_path: Path
) -> None:
    pool = Pool(Setup(desk_files.told_of_memory, tmp_path / "kept", prepare=taken.prepare), 1, 30.0)
    searched, kept = _answers(pool, _tasks(put, "a"))["a"]
    assert searched
    assert kept > 10_000


def test_no_worker_has_more_than_one_task_waiting(put: Put, tmp_path: Path) -> None:
    pool = Pool(Setup(desk_files.misbehave, tmp_path / "kept"), 1, 30.0)
    try:
        for task in _tasks(put, *"ab"):
            pool.give(task)
        assert pool.busy == DEPTH
        assert pool.free == 0
    finally:
        pool.close()


def test_many_files_are_taken_in_by_few_transactions(
    desk: Desk, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HELD_SECONDS", 600.0)
    for number in range(40):
        path = put(f"{number}.txt", b"x%d" % number)
    sizes: list[int] = []
    take = desk.take

    def counted(number: int, items: Any, *rest: Any) -> Any:
        sizes.append(len(items))
        return take(number, items, *rest)

    monkeypatch.setattr(desk, "take", counted)
    batch = intake(desk, [path.parent], workers=1, read=desk_files.misbehave)
    assert len(batch.receipts) == sum(sizes) == 40
    assert sizes[0] == 1  # a person sees at once that it moves
    assert len(sizes) <= 12


def test_a_file_whose_time_ran_out_is_read_when_the_batch_is_run_again(
    desk: Desk, put: Put
) -> None:
    path = put("hang.smdx", exported.package("zhejiang-2020/enterprise"))
    cut = intake(desk, [path], workers=1, seconds=0.5, read=desk_files.misbehave)
    assert [one.code for one in cut.receipts[0].problems] == ["desk.read-timeout"]
    again = intake(desk, [path], workers=1)
    assert [one.outcome for one in again.receipts] == ["read"]


def _rows(folder: Path) -> dict[str, list[Any]]:
    told = {}
    with closing(sqlite3.connect(folder / FILE)) as connection:
        for table, columns in {
            "readings": "*", "findings": "*", "case_search": "*", "submissions": "digest, changed",
            "cases": "applicant, brief, modes, errors, checks, hints, doubts",
        }.items():  # fmt: skip
            told[table] = connection.execute(f"SELECT {columns} FROM {table}").fetchall()
    return told


def test_rows_that_a_worker_wrote_are_those_of_the_desk(put: Put, tmp_path: Path) -> None:
    path = put("a.docx", exported.word_file("zhejiang-2020/enterprise"))
    task = Task(path, Place("a.docx", path.stat().st_size, 1))
    whole = reading.work(task, tmp_path / "kept").arrived
    rows = taken.work(task, tmp_path / "kept").arrived
    assert isinstance(whole, Arrived)
    assert isinstance(rows, Arrived)
    assert not any((rows.declaration, rows.sources, rows.findings, rows.facts.brief))
    found = []
    for name, one in (("whole", whole), ("rows", rows)):
        with Desk.open(tmp_path / name) as opened:
            opened.take(opened.start_batch(["a"]), [one], choose_case, "reader")
        found.append(_rows(tmp_path / name))
    assert found[0] == found[1]
    assert found[0]["findings"]
    assert found[0]["cases"][0][1] != "{}"
