"""What the tests of the desk receive, and workers that misbehave; importable in a worker."""

from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

from smdesk.errors import Problem
from smdesk.files import sha256_hex
from smdesk.service.desk.taken import Read
from smdesk.service.desk.worker import Task, beat, name_of
from smdesk.store.blobs import Blobs


def zipped(members: dict[str, bytes], *, encoding: str = "utf-8") -> bytes:
    """Return a zip; with GBK names as the Windows of China writes them, without the flag."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            if encoding == "utf-8":
                made.writestr(name, data)
            else:
                made.writestr(name.encode(encoding).decode("cp437"), data)
    data = out.getvalue()
    if encoding == "utf-8":
        return data
    for name in members:  # zipfile marks the names as UTF-8: put the raw bytes there
        cp437 = name.encode(encoding).decode("cp437")
        old, new = cp437.encode(), name.encode(encoding)
        assert len(old) >= len(new)
        data = _with_raw_name(data, cp437, new)
    return data


def _with_raw_name(data: bytes, shown: str, raw: bytes) -> bytes:
    """Return the zip written anew by hand with ``raw`` for a member's name and no UTF-8 flag."""
    with zipfile.ZipFile(BytesIO(data)) as old:
        kept = [(one, old.read(one)) for one in old.infolist()]
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for info, body in kept:
            fresh = RawInfo(info.filename)
            fresh.raw = raw if info.filename == shown else getattr(info, "raw", None)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(fresh, body)
    return out.getvalue()


class RawInfo(zipfile.ZipInfo):
    """A member whose name is written as given bytes."""

    raw: bytes | None = None

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        if self.raw is None:
            return super()._encodeFilenameFlags()  # type: ignore[misc, no-any-return]
        return self.raw, self.flag_bits & ~0x800


def misbehave(task: Task, received: Path) -> Read:
    """Do what the file's name says."""
    name = name_of(task.place.path)
    if name.startswith("crash"):
        os.kill(os.getpid(), signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    if name.startswith("hang"):
        time.sleep(600)
    if name.startswith("bomb"):
        held = []
        while True:
            held.append(bytearray(64 << 20))
    if name.startswith("panic"):
        raise SystemExit("a library left")
    if name.startswith("socket"):
        socket.create_connection(("127.0.0.1", 9))
    if name.startswith("start"):
        subprocess.run([sys.executable, "-c", "pass"], check=True)
    if name.startswith("slow"):
        for _ in range(8):
            beat()
            time.sleep(0.5)
    data = Path(task.source).read_bytes()
    Blobs(received).put(data)
    return Read(sha256_hex(data), "text", problems=(Problem("intake.kind-text"),))


def told_of_memory(task: Task, received: Path) -> tuple[bool, int]:
    """Answer whether rings of objects are looked for, and how many objects are left out of it."""
    return gc.isenabled(), gc.get_freeze_count()
