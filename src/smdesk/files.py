"""Files written whole or not at all, and where the bytes of attachments come from."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.paths import long_path

Files = Callable[[str], bytes]
"""Gives the bytes of a file by its sha256 in hex; raises ``KeyError`` if unknown."""

_HELD = {errno.EACCES, errno.EPERM, errno.EBUSY}


def sha256_hex(data: bytes) -> str:
    """Return the sha256 of ``data`` in hex."""
    return hashlib.sha256(data).hexdigest()


def write_atomically(
    path: Path,
    data: bytes,
    *,
    patience: float = 2.0,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Write ``data`` to ``path`` by a temporary file beside it, fsync and one rename.

    A reader sees the old file or the new one, never a part. A target that another program holds
    open (Word on Windows) is retried for ``patience`` seconds. The file gets the mode of the one it
    replaces, else that of any new file (the umask's). Raises `SmdeskError`: ``files.target-held``,
    ``files.target-folder``, ``files.disk-full``, ``files.read-only``, ``files.folder-missing``,
    ``files.name-too-long``, ``files.name-unencodable``, ``files.write-failed``; the old file then
    stands and no temporary file is left.
    """
    write_together([(path, data)], patience=patience, sleep=sleep)


def write_together(
    items: Iterable[tuple[Path, bytes]],
    *,
    patience: float = 2.0,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Write several files as `write_atomically`: all are on the disk before the first is renamed.

    So a full disk or a target that is a folder leaves every old file as it was; only a rename that
    fails (a file held open) can leave those before it new.
    """
    staged: list[tuple[str, Path]] = []
    try:
        for path, data in items:
            with _told(path):
                staged.append((_stage(path, data), path))
        for temporary, path in staged:
            with _told(path):
                _keep_mode(temporary, path)
                _replace(temporary, path, patience, sleep)
        for folder, path in {path.parent: path for _, path in staged}.items():
            with _told(path):
                sync_folder(folder)
    finally:
        for temporary, _ in staged:
            if os.path.exists(temporary):
                os.unlink(temporary)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system raises over ``path`` into an error that a person understands."""
    try:
        yield
    except OSError as problem:
        raise _as_error(problem, path) from problem
    except UnicodeEncodeError as problem:
        shown = path.name.encode("utf-8", "replace").decode()
        raise SmdeskError(
            "files.name-unencodable", file=shown, folder=_folder(path),
            encoding=sys.getfilesystemencoding(),
        ) from problem  # fmt: skip


def _stage(path: Path, data: bytes) -> str:
    """Write ``data`` to a new file beside ``path`` and sync it; return its name."""
    if os.path.isdir(long_path(path)):
        raise SmdeskError("files.target-folder", file=path.name, folder=_folder(path))
    handle, temporary = _new_beside(path)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary


def _new_beside(path: Path) -> tuple[int, str]:
    """Create a file beside ``path``; return its handle and name.

    `tempfile` would make it readable by its owner alone, and so the file that replaces ``path``.
    """
    while True:
        name = os.path.join(long_path(path.parent), f".smdesk-{secrets.token_hex(6)}.tmp")
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            handle = os.open(name, flags, 0o666)
        except FileExistsError:
            continue
        return handle, name


def _keep_mode(temporary: str, path: Path) -> None:
    """Give the new file the mode of the one it replaces, where the disk knows modes."""
    if os.name != "nt":
        with contextlib.suppress(OSError):
            os.chmod(temporary, stat.S_IMODE(os.stat(path).st_mode))


def _replace(temporary: str, path: Path, patience: float, sleep: Callable[[float], None]) -> None:
    waited, pause = 0.0, 0.05
    while True:
        try:
            os.replace(temporary, long_path(path))
            return
        except PermissionError as problem:
            if waited >= patience:
                raise SmdeskError("files.target-held", file=path.name) from problem
            sleep(pause)
            waited += pause
            pause = min(pause * 2, 0.5)


def sync_folder(folder: Path) -> None:
    """Make names in ``folder`` durable where folders can be synced (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_REASONS = {
    **dict.fromkeys(_HELD, "没有权限，或正被别的程序占用"),
    errno.ENOENT: "找不到文件或文件夹",
    errno.ENOTDIR: "找不到文件夹",
    errno.EEXIST: "同名的文件已在那里",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EROFS: "磁盘只能读取",
    errno.ENAMETOOLONG: "路径过长",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件过多",
}


def reason(fault: BaseException) -> str:
    """Return in a person's words why something failed, never the name that Python has for it."""
    if isinstance(fault, TimeoutError):
        return "等候过久"
    if isinstance(fault, MemoryError):
        return "内存不足"
    if isinstance(fault, OSError):
        number = fault.errno or 0
        return _REASONS.get(number) or (f"系统错误 {number}" if number else "系统读写出错")
    return "程序内部错误"


def _as_error(problem: OSError, path: Path) -> SmdeskError:
    code = {
        errno.ENOSPC: "files.disk-full",
        errno.EDQUOT: "files.disk-full",
        errno.EROFS: "files.read-only",
        errno.ENOENT: "files.folder-missing",
        errno.ENOTDIR: "files.folder-missing",
        errno.ENAMETOOLONG: "files.name-too-long",
        **dict.fromkeys(_HELD, "files.read-only"),
    }.get(problem.errno or 0)
    if code is not None:
        return SmdeskError(code, file=path.name, folder=_folder(path))
    detail = reason(problem)
    return SmdeskError("files.write-failed", file=path.name, folder=_folder(path), detail=detail)


def _folder(path: Path) -> str:
    """Return the folder of ``path`` as a person knows it, never a bare dot."""
    return str(path.parent.absolute())
