"""A disk that can be watched, made to fail, and cut from power: a shim around SQLite's own VFS.

The shim is the default VFS of the very library that ``sqlite3`` uses, patched through ctypes: it
notes each write, truncation, sync and removal of files below one folder, and lets the n-th fail.
From the notes, every state that a power cut may leave is put together again: what was synced is
there; what was not may be there, be missing, or be torn at 512 bytes.
"""

from __future__ import annotations

import ctypes
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECTOR = 512
IOERR_WRITE, IOERR_FSYNC, FULL = 10 | 3 << 8, 10 | 4 << 8, 13

_METHODS = [
    "xClose",
    "xRead",
    "xWrite",
    "xTruncate",
    "xSync",
    "xFileSize",
    "xLock",
    "xUnlock",
    "xCheckReservedLock",
    "xFileControl",
    "xSectorSize",
    "xDeviceCharacteristics",
    "xShmMap",
    "xShmLock",
    "xShmBarrier",
    "xShmUnmap",
    "xFetch",
    "xUnfetch",
]
_VFS = [
    "xOpen",
    "xDelete",
    "xAccess",
    "xFullPathname",
    "xDlOpen",
    "xDlError",
    "xDlSym",
    "xDlClose",
    "xRandomness",
    "xSleep",
    "xCurrentTime",
    "xGetLastError",
    "xCurrentTimeInt64",
    "xSetSystemCall",
    "xGetSystemCall",
    "xNextSystemCall",
]


class IoMethods(ctypes.Structure):
    _fields_ = [("iVersion", ctypes.c_int), *((name, ctypes.c_void_p) for name in _METHODS)]


class File(ctypes.Structure):
    _fields_ = [("pMethods", ctypes.POINTER(IoMethods))]


class Vfs(ctypes.Structure):
    _fields_ = [
        ("iVersion", ctypes.c_int),
        ("szOsFile", ctypes.c_int),
        ("mxPathname", ctypes.c_int),
        ("pNext", ctypes.c_void_p),
        ("zName", ctypes.c_char_p),
        ("pAppData", ctypes.c_void_p),
        *((name, ctypes.c_void_p) for name in _VFS),
    ]


_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
# Names pass as the pointers they are: SQLite keeps them, with the URI's parameters behind.
OPEN = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, _P)
DELETE = ctypes.CFUNCTYPE(_I, _P, _P, _I)
WRITE = ctypes.CFUNCTYPE(_I, _P, _P, _I, _L)
TRUNCATE = ctypes.CFUNCTYPE(_I, _P, _L)
SYNC = ctypes.CFUNCTYPE(_I, _P, _I)
CLOSE = ctypes.CFUNCTYPE(_I, _P)


@dataclass(frozen=True)
class Op:
    """One thing that happened: to a file, or ``ack``, where a caller was told that it is safe."""

    kind: str
    file: str = ""
    offset: int = 0
    data: bytes = b""
    note: Any = None


@dataclass
class Fault:
    """Fail the ``after``-th operation of ``kind`` (from now on, if ``forever``) with ``code``."""

    kind: str
    code: int
    after: int
    forever: bool = False
    seen: int = 0

    def strikes(self, kind: str) -> bool:
        if kind != self.kind:
            return False
        self.seen += 1
        return self.seen >= self.after if self.forever else self.seen == self.after


@dataclass
class Disk:
    """The notes and the faults of all files below ``folder``."""

    folder: Path
    ops: list[Op] = field(default_factory=list)
    fault: Fault | None = None
    count: dict[str, int] = field(default_factory=dict)

    def ack(self, note: Any) -> None:
        self.ops.append(Op("ack", note=note))

    def result(self, op: Op) -> int:
        """Note an operation; 0, or the code that it must fail with."""
        self.count[op.kind] = self.count.get(op.kind, 0) + 1
        if self.fault is not None and self.fault.strikes(op.kind):
            return self.fault.code
        self.ops.append(op)
        return 0

    def holds(self, name: str) -> bool:
        return name.startswith(str(self.folder)) and not name.endswith("-shm")


class Shim:
    """The registered VFS; ``disk`` gets what happens, or nobody."""

    def __init__(self, library: Any) -> None:
        self.disk: Disk | None = None
        self._library = library
        library.sqlite3_vfs_find.restype = ctypes.POINTER(Vfs)
        self._real = library.sqlite3_vfs_find(None)
        self._names: dict[int, str] = {}
        self._patched: dict[int, IoMethods] = {}
        self._keep: list[Any] = []
        self._vfs = Vfs()
        ctypes.memmove(ctypes.byref(self._vfs), self._real, ctypes.sizeof(Vfs))
        self._vfs.zName = b"watched"
        self._vfs.pNext = None
        self._vfs.xOpen = self._function(OPEN, self._open)
        self._vfs.xDelete = self._function(DELETE, self._delete)
        library.sqlite3_vfs_register(ctypes.byref(self._vfs), 1)

    def remove(self) -> None:
        self._library.sqlite3_vfs_unregister(ctypes.byref(self._vfs))
        self._library.sqlite3_vfs_register(self._real, 1)

    def _function(self, shape: Any, body: Callable[..., int]) -> int:
        made = shape(body)
        self._keep.append(made)
        return ctypes.cast(made, _P).value or 0

    def _note(self, op: Op) -> int:
        return 0 if self.disk is None or not self.disk.holds(op.file) else self.disk.result(op)

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        code = OPEN(self._real.contents.xOpen)(vfs, name, file, flags, out)
        if code == 0 and name:
            handle = ctypes.cast(file, ctypes.POINTER(File)).contents
            at = ctypes.addressof(handle.pMethods.contents)
            if at not in self._patched:
                self._patched[at] = self._patch(handle.pMethods.contents)
            handle.pMethods = ctypes.pointer(self._patched[at])
            self._names[file] = ctypes.string_at(name).decode()
            self._note(Op("open", self._names[file]))
        return code

    def _delete(self, vfs: int, name: int, sync: int) -> int:
        code = self._note(Op("delete", ctypes.string_at(name).decode(), offset=sync))
        return code or DELETE(self._real.contents.xDelete)(vfs, name, sync)

    def _patch(self, real: IoMethods) -> IoMethods:
        patched = IoMethods()
        ctypes.memmove(ctypes.byref(patched), ctypes.byref(real), ctypes.sizeof(IoMethods))
        write, truncate = WRITE(real.xWrite), TRUNCATE(real.xTruncate)
        sync, close = SYNC(real.xSync), CLOSE(real.xClose)

        def on_write(file: int, data: int, size: int, offset: int) -> int:
            op = Op("write", self._names[file], offset, ctypes.string_at(data, size))
            return self._note(op) or write(file, data, size, offset)

        def on_truncate(file: int, size: int) -> int:
            return self._note(Op("truncate", self._names[file], size)) or truncate(file, size)

        def on_sync(file: int, flags: int) -> int:
            return self._note(Op("sync", self._names[file])) or sync(file, flags)

        def on_close(file: int) -> int:
            self._names.pop(file, None)
            return close(file)

        patched.xWrite = self._function(WRITE, on_write)
        patched.xTruncate = self._function(TRUNCATE, on_truncate)
        patched.xSync = self._function(SYNC, on_sync)
        patched.xClose = self._function(CLOSE, on_close)
        return patched


_FOREVER: list[Shim] = []
"""A connection that was left open may call into its shim at the very end."""


def shim() -> Shim | None:
    """Return the registered shim, or ``None`` where SQLite's functions cannot be reached."""
    import _sqlite3

    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(_sqlite3.__file__)
        if library.sqlite3_libversion_number() >= 3_008_000:
            _FOREVER.append(Shim(library))
            return _FOREVER[-1]
    return None


@dataclass
class _Kept:
    synced: bytearray
    pending: list[Op]


def cuts(ops: list[Op], *, seed: int) -> Iterator[tuple[dict[str, bytes], list[Any]]]:
    """Yield what a power cut after each operation may leave: files by name, and the acks so far.

    Three states a cut: everything not synced is lost; all of it is there; each sector of it is
    there or not by chance.
    """
    chance = random.Random(seed)
    files: dict[str, _Kept] = {}
    acks: list[Any] = []
    for op in ops:
        match op.kind:
            case "ack":
                acks.append(op.note)
            case "open":
                files.setdefault(op.file, _Kept(bytearray(), []))
            case "delete":
                files.pop(op.file, None)
            case "sync":
                kept = files[op.file]
                for one in kept.pending:
                    _apply(kept.synced, one)
                kept.pending.clear()
            case _:
                files[op.file].pending.append(op)
        if not acks:
            continue
        for whole in (0.0, 1.0, None):
            yield {name: _left(kept, whole, chance) for name, kept in files.items()}, list(acks)


def _left(kept: _Kept, whole: float | None, chance: random.Random) -> bytes:
    data = bytearray(kept.synced)
    for op in kept.pending:
        if op.kind == "truncate":
            if chance.random() < (0.5 if whole is None else whole):
                _apply(data, op)
            continue
        for at in range(0, len(op.data), SECTOR):
            if chance.random() < (0.5 if whole is None else whole):
                _apply(data, Op("write", offset=op.offset + at, data=op.data[at : at + SECTOR]))
    return bytes(data)


def _apply(data: bytearray, op: Op) -> None:
    if op.kind == "truncate":
        del data[op.offset :]
        return
    if len(data) < op.offset:
        data.extend(bytes(op.offset - len(data)))
    data[op.offset : op.offset + len(op.data)] = op.data
