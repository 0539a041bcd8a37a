"""One program on one data folder: the lock, and who holds it.

The lock is the operating system's, so it dies with its process; the file ``holder.json`` beside it
only says who that is.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from smdesk import log
from smdesk.errors import SmdeskError
from smdesk.files import write_atomically
from smdesk.paths import long_path
from smdesk.store.faults import from_system
from smdesk.store.models import now

LOCK = "instance.lock"
HOLDER = "holder.json"

_logger = log.get(__name__)


@dataclass(frozen=True)
class Holder:
    """Who holds a data folder: process, machine, user, since when (ISO, local time)."""

    pid: int
    host: str
    user: str
    since: str


class InstanceLock:
    """The lock on one data folder, held from `acquire` to `release`."""

    def __init__(self, folder: Path, *, clock: Callable[[], datetime] = now) -> None:
        self._folder = folder
        self._clock = clock
        self._lock = FileLock(long_path(folder / LOCK), timeout=0, thread_local=False)

    def acquire(self) -> None:
        """Take the lock at once or raise.

        Raises ``SmdeskError``: ``store.held`` with user, host, pid and since of the holder;
        ``store.read-only`` when the folder cannot be written.
        """
        try:
            self._lock.acquire()
        except Timeout as problem:
            raise held_by(self._folder) from problem
        except OSError as problem:
            raise from_system(problem, self._folder / LOCK) from problem
        try:
            self._say_who()
        except SmdeskError:
            self._lock.release()
            raise

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._lock.is_locked:
            with suppress(OSError):
                (self._folder / HOLDER).unlink(missing_ok=True)
            self._lock.release()

    def _say_who(self) -> None:
        """Leave the card; on a full disk go without: what a person has there must still open."""
        try:
            write_atomically(self._folder / HOLDER, self._card())
        except SmdeskError as fault:
            if fault.code != "files.disk-full":
                raise
            with suppress(OSError):  # that of a killed program names the wrong one
                (self._folder / HOLDER).unlink(missing_ok=True)
            _logger.warning("no room to say who holds the folder: %s", fault)

    def _card(self) -> bytes:
        since = self._clock().astimezone().isoformat(timespec="seconds")
        card = Holder(os.getpid(), platform.node(), user_name(), since)
        return json.dumps(asdict(card), ensure_ascii=False).encode()


def held_by(folder: Path) -> SmdeskError:
    """Return the fault ``store.held`` with what is known of the holder."""
    card = holder(folder)
    if card is None:
        return SmdeskError("store.held", user="未知用户", host="未知", pid=0, since="未知时间")
    shown = asdict(card) | {"since": card.since[:16].replace("T", " ")}
    return SmdeskError("store.held", **shown)


def holder(folder: Path) -> Holder | None:
    """Return who says to hold the folder, or ``None`` if the card is missing or unreadable."""
    try:
        card = json.loads((folder / HOLDER).read_text(encoding="utf-8"))
        return Holder(int(card["pid"]), str(card["host"]), str(card["user"]), str(card["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def user_name() -> str:
    """Return the name of the person at this machine, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未知用户"
