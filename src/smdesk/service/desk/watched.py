"""A program that converts files in a folder of its own, under a clock, and is ended with all that it started."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from smdesk.errors import SmdeskError

SECONDS = 60.0
_LOOK = 0.2
"""Seconds between two looks whether a conversion is still wanted."""


def go_on() -> None:
    """Let a conversion run to its end."""


class Watched(ABC):
    """Runs a program once a file; used by one thread, stopped from any. ``name`` is what people call it."""

    name = ""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self.folder = Path(tempfile.mkdtemp(prefix="smdesk-convert-"))
        self._running: subprocess.Popen[bytes] | None = None
        self._stopped = False

    @abstractmethod
    def convert(
        self, source: Path, kind: str, *, into: str = "", check: Callable[[], None] = go_on
    ) -> Path:
        """Return a .docx or .xlsx made of a file of ``kind``; raises ``desk.convert-failed``."""

    def stop(self) -> None:
        """End what runs and remove every trace; nothing is converted after it."""
        self._stopped = True
        if self._running is not None:
            self.end(self._running)
        shutil.rmtree(self.folder, ignore_errors=True)

    def work_folder(self) -> Path:
        """Return a new folder for one file; raises as `call` once it was stopped."""
        self._not_stopped()
        return Path(tempfile.mkdtemp(dir=self.folder))

    def call(self, command: list[str], check: Callable[[], None]) -> int:
        """Run a command and return its exit status; ``check`` is called now and then and may raise to end it.

        Raises ``SmdeskError`` ``desk.convert-failed`` where it takes too long or was stopped.
        """
        self._not_stopped()
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._running = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=os.name != "nt", creationflags=hidden,
        )  # fmt: skip
        try:
            return self._wait(self._running, check)
        except BaseException:
            self.end(self._running)
            raise
        finally:
            self._running = None

    def _not_stopped(self) -> None:
        if self._stopped:
            raise SmdeskError("desk.convert-failed", by=self.name, detail="已停止")

    def _wait(self, process: subprocess.Popen[bytes], check: Callable[[], None]) -> int:
        end = time.monotonic() + self._seconds
        while True:
            left = end - time.monotonic()
            if left <= 0:
                raise SmdeskError("desk.convert-failed", by=self.name, detail="等候过久")
            try:
                return process.wait(min(_LOOK, left))
            except subprocess.TimeoutExpired:
                check()

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """End a process with those that it started."""
        with suppress(OSError):
            if os.name == "nt":
                end_process(process.pid)
            else:
                os.killpg(process.pid, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)


def end_process(number: int) -> None:
    """End a process by its number, with those that it started."""
    if os.name == "nt":
        subprocess.run(  # noqa: S603
            ["taskkill", "/T", "/F", "/PID", str(number)],  # noqa: S607
            check=False, capture_output=True,
        )  # fmt: skip
    else:
        os.kill(number, signal.SIGKILL)
