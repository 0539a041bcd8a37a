"""One worker process: reads received files, one at a time, under a memory limit and without reach.

Whatever a file is, its worker can start no process and reach no network; what the worker cannot
survive costs that file alone.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from smdesk.errors import Problem, SmdeskError
from smdesk.files import reason
from smdesk.store.desk.models import Place

GIGABYTE = 1 << 30
MEMORY = GIGABYTE

_FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile",
    "os.fork", "pty.spawn", "urllib.Request", "webbrowser.open", "ftplib.connect",
    "smtplib.connect", "http.client.connect",
)  # fmt: skip
"""Audit events (PEP 578) that reading a file never needs."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: where its bytes lie, where it was received from, how deep in zips.

    ``original`` is sha256 and kind of the file that was converted into these bytes.
    """

    source: Path
    place: Place
    depth: int = 0
    original: tuple[str, str] | None = None


@dataclass(frozen=True)
class Setup:
    """What a worker is started with; ``work`` is called with a task and gives plain data."""

    work: Callable[[Task, Path], Any]
    received: Path
    memory: int = MEMORY
    prepare: Callable[[], Any] | None = None


_WARM = frozenset({1, 2, 4, 8, 16, 32, 64, 128})
"""After so many files more of what is made once for each form is there, by and by all of it."""

READY = "ready"
"""What a worker says once, before it takes its first task: from then on the clock runs."""
BEAT = "beat"
"""What a worker says between two members of a zip: each has the clock to itself."""

_beats: list[Callable[[], None]] = []


def beat() -> None:
    """Start the clock of this worker's task anew; outside a worker nothing is told."""
    for tell in _beats:
        tell()


def serve(pipe: Connection, setup: Setup) -> None:
    """Read tasks from a pipe and answer each, until the pipe is closed.

    A parent that was killed reads no answers: nothing is left to say, and nobody to say it to.
    """
    with suppress(BrokenPipeError, ConnectionResetError):
        _serve(pipe, setup)


def _serve(pipe: Connection, setup: Setup) -> None:
    # The person's Ctrl+C is the parent's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ImportError, OSError, ValueError, AttributeError):
        limit_memory(setup.memory)
    gc.disable()  # what is loaded now stays: nothing of it is ever looked for
    if setup.prepare is not None:
        setup.prepare()
    forbid_reach()
    keep_all()
    pipe.send(READY)
    _beats.append(lambda: pipe.send(BEAT))
    for number in count(1):
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        if task is None:
            return
        pipe.send(_answer(setup, task))
        if number in _WARM:
            keep_all()


def keep_all() -> None:
    """Take what this process holds out of what is searched for rings of objects again and again.

    Notices, readers and grammars stay for as long as it runs.
    """
    gc.collect()
    gc.freeze()
    gc.enable()


def _answer(setup: Setup, task: Task) -> Any:
    try:
        return setup.work(task, setup.received)
    except SmdeskError as fault:
        return fault.problem
    except MemoryError:
        return Problem("desk.read-memory", params={"file": name_of(task.place.path)})
    except BaseException as fault:  # a PanicException of a Rust library is no Exception
        told = {"file": name_of(task.place.path), "detail": reason(fault)}
        return Problem("desk.read-failed", params=told | {"cause": type(fault).__name__})


def name_of(path: str) -> str:
    """Return the last part of a place."""
    return path.replace("\\", "/").rpartition("/")[2]


def forbid_reach() -> None:
    """Make starting a process and reaching a network impossible from here on."""

    def refuse(event: str, _: Any) -> None:
        if event in _FORBIDDEN:
            raise PermissionError(event)

    sys.addaudithook(refuse)


def limit_memory(most: int) -> None:
    """Let this process take ``most`` bytes more than it has now."""
    if os.name == "nt":
        _limit_on_windows(most)
        return
    import resource

    taken = _address_space()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = taken + most
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return GIGABYTE // 2
    return pages * os.sysconf("SC_PAGE_SIZE")


def _limit_on_windows(most: int) -> None:
    """Put this process into a job of its own with a limit of memory (JOBOBJECT_EXTENDED_LIMIT)."""

    class Basic(ctypes.Structure):
        _fields_ = [
            ("PerProcessUserTimeLimit", ctypes.c_int64), ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", ctypes.c_uint32), ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t), ("ActiveProcessLimit", ctypes.c_uint32),
            ("Affinity", ctypes.c_size_t), ("PriorityClass", ctypes.c_uint32),
            ("SchedulingClass", ctypes.c_uint32),
        ]  # fmt: skip

    class Extended(ctypes.Structure):
        _fields_ = [
            ("Basic", Basic), ("IoInfo", ctypes.c_uint64 * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t), ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t), ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]  # fmt: skip

    process_memory, no_fault_window, extended_limit = 0x100, 0x400, 9
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    told = Extended()
    told.Basic.LimitFlags = process_memory | no_fault_window
    told.ProcessMemoryLimit = most + GIGABYTE // 4
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(job, extended_limit, ctypes.byref(told), ctypes.sizeof(told))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
