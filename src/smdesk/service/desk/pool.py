"""Worker processes for a batch: each task has a wall clock, a worker that hangs or dies costs one.

Processes are spawned on every system, so that nothing of the program's state is in them.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from smdesk.errors import Problem
from smdesk.service.desk.worker import BEAT, READY, Setup, Task, name_of, serve

SECONDS = 10.0
START_SECONDS = 60.0
"""What a new worker may take until it is ready: it loads the readers and the notices."""
RECYCLE = 2000
"""Tasks after which a worker is replaced, so that what its libraries leak goes.

A new one costs over two seconds until it is warm; in a thousand files one grows by some 30 MB.
"""
DEPTH = 2
"""Tasks that a worker has at hand: it reads the next one while its answer is taken in."""


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    tasks: deque[Task] = field(default_factory=deque)
    deadline: float = 0.0
    ready: bool = False
    given: int = 0


@dataclass(frozen=True)
class Done:
    """A task and its answer: what the work gave, or the problem that came of it."""

    task: Task
    answer: Any


@dataclass
class Pool:
    """Up to ``size`` workers, each with a task and the next one; used by one thread."""

    setup: Setup
    size: int
    seconds: float = SECONDS
    recycle: int = RECYCLE
    clock: Callable[[], float] = time.monotonic
    _workers: list[_Worker] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.size < 1:  # it would take no task, and who waits for one would wait for ever
            raise ValueError(f"a pool of {self.size} workers")

    @property
    def busy(self) -> int:
        """How many tasks are being worked on, or are next."""
        return sum(len(one.tasks) for one in self._workers)

    @property
    def free(self) -> int:
        """How many tasks could be given now."""
        return self.size * DEPTH - self.busy

    def start(self) -> None:
        """Start a worker ahead of its first task, which it gets all the sooner."""
        if not self._workers:
            self._start()

    def give(self, task: Task) -> None:
        """Give a task to the worker with the least to do, one started if need be."""
        able = [one for one in self._workers if one.given < self.recycle]
        worker = min(able, key=lambda one: len(one.tasks), default=None)
        if worker is None or (worker.tasks and len(self._workers) < self.size):
            worker = self._start()
        worker.tasks.append(task)
        worker.given += 1
        if len(worker.tasks) == 1:
            self._set_clock(worker)
        try:
            worker.pipe.send(task)
        except (BrokenPipeError, OSError):
            worker.deadline = 0.0  # it died between two tasks: `wait` tells

    def wait(self, seconds: float) -> Iterator[Done]:
        """Yield what is done within ``seconds``: answers, and problems of those past their time."""
        working = {one.pipe: one for one in self._workers if one.tasks}
        now = self.clock()
        until = min([seconds, *(one.deadline - now for one in working.values())], default=seconds)
        for pipe in wait(list(working), max(0.0, until)):
            done = self._received(working.pop(pipe))  # type: ignore[call-overload]
            if done is not None:
                yield done
        late = self.clock()
        for worker in working.values():
            if worker.deadline <= late and not worker.pipe.poll():
                yield self._given_up(worker, "desk.read-timeout")

    def close(self) -> None:
        """End every worker at once; what they were reading is not answered."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.process.close()
        self._workers.clear()

    def _received(self, worker: _Worker) -> Done | None:
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            return self._given_up(worker, "desk.read-crashed")
        if answer in (READY, BEAT):
            worker.ready = True
            self._set_clock(worker)
            return None
        done = Done(worker.tasks.popleft(), answer)
        self._set_clock(worker)
        if worker.given >= self.recycle and not worker.tasks:
            self._retire(worker)
        return done

    def _set_clock(self, worker: _Worker) -> None:
        worker.deadline = self.clock() + (self.seconds if worker.ready else START_SECONDS)

    def _given_up(self, worker: _Worker, code: str) -> Done:
        """Return the problem of the task that a worker did not survive; another gets the next."""
        task, *others = worker.tasks
        self._retire(worker)
        for other in others:
            self.give(other)
        told = {"file": name_of(task.place.path), "seconds": round(self.seconds)}
        return Done(task, Problem(code, params=told))

    def _retire(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        worker.process.close()

    def _start(self) -> _Worker:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=serve, args=(theirs, self.setup), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker
