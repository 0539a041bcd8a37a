"""Received files read one by one behind the same guard as a batch's: worker, wall clock, memory."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from smdesk.errors import Problem
from smdesk.intake.submission import Submission, refused
from smdesk.paths import long_path
from smdesk.service.desk.pool import SECONDS, Pool
from smdesk.service.desk.worker import MEMORY, Setup, Task, name_of
from smdesk.store.desk.models import Place

_TURN = 0.5
_WORKERS = 4


def read_received(
    paths: Sequence[Path],
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    work: Callable[[Task, Path], Submission] | None = None,
) -> Iterator[Submission]:
    """Yield what each file says, in order; one that hangs or fills the memory ends with its sentence.

    Nothing is stored.
    """
    tasks = [Task(path, _place(path)) for path in paths]
    waiting = deque(tasks)
    size = max(1, min(_WORKERS, os.cpu_count() or 1, len(tasks)))
    pool = Pool(Setup(work or read, Path(), memory, prepare), size, seconds)
    found: dict[int, Submission] = {}
    try:
        for task in tasks:
            while id(task) not in found:
                while waiting and pool.free:
                    pool.give(waiting.popleft())
                for done in pool.wait(_TURN):
                    found[id(done.task)] = _outcome(done.task, done.answer)
            yield found.pop(id(task))
    finally:
        pool.close()


def _place(path: Path) -> Place:
    from smdesk.service.desk.sources import shown_path

    try:
        size = os.stat(long_path(path)).st_size
    except (OSError, ValueError):
        size = 0  # the reader says why
    return Place(shown_path(path), size, 0)


def _outcome(task: Task, answer: Submission | Problem) -> Submission:
    if isinstance(answer, Problem):
        return refused(name_of(task.place.path), "unknown", [answer])
    return answer


# ---- in the worker ----


def prepare() -> None:
    """Load the notices, before the clock of the first file runs."""
    from smdesk.intake import forms

    forms.known_packs()


def read(task: Task, _received: Path) -> Submission:
    """Return what a file says, its name as a person can read it."""
    from smdesk.intake.read import read_file

    found = read_file(task.source)
    name = name_of(task.place.path)
    if found.file == name:
        return found
    problems = tuple(
        replace(one, params=one.params | {"file": name}) if "file" in one.params else one
        for one in found.problems
    )
    return replace(found, file=name, problems=problems)
