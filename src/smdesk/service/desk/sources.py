"""Files and folders as a person names them become places to read, in a steady order."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from smdesk.errors import Problem
from smdesk.files import reason
from smdesk.paths import long_path
from smdesk.service.desk.taken import is_litter
from smdesk.service.desk.worker import Task
from smdesk.store.desk.models import Place, Receipt

_CODES = {
    errno.ENOENT: "intake.file-missing",
    errno.ENOTDIR: "intake.file-missing",
    errno.ENAMETOOLONG: "desk.path-too-long",
    errno.ELOOP: "desk.link",
    errno.EACCES: "desk.not-allowed",
    errno.EPERM: "desk.not-allowed",
}
_JUNCTION = 0xA0000003
"""Windows' reparse tag of a folder that stands for another (IO_REPARSE_TAG_MOUNT_POINT)."""


@dataclass(frozen=True)
class _Found:
    """A file; ``fault`` is why it could not be looked into, ``named`` that a person named itself."""

    path: Path
    fault: OSError | None = None
    named: bool = False


def tasks(paths: Iterable[Path], desk: Path) -> Iterator[Task | Receipt]:
    """Yield each file of ``paths`` once; what cannot be looked at is a receipt that says why.

    Folders are walked whole, links in them are told and not followed, the desk's own folder is left
    out.
    """
    seen: set[str] = set()
    names: set[str] = set()
    own = os.stat(long_path(desk))
    for path in paths:
        whole = Path(os.path.abspath(path))
        for found in _files(whole, own):
            if str(found.path) not in seen:
                seen.add(str(found.path))
                yield _task(found, _unlike(shown_path(found.path), names))


def _files(path: Path, own: os.stat_result) -> Iterator[_Found]:
    """Yield files below a path in order."""
    if not os.path.isdir(long_path(path)):
        yield _Found(path, named=True)
        return
    waiting: list[tuple[Path, bool]] = [(path, True)]
    while waiting:
        here, folder = waiting.pop()
        if not folder:
            yield _Found(here)
            continue
        try:
            if not os.path.samestat(os.stat(long_path(here)), own):
                waiting.extend(reversed(_below(here)))
        except OSError as fault:
            yield _Found(here, fault)


def _below(folder: Path) -> list[tuple[Path, bool]]:
    """Return what lies in a folder, in order, and whether each is a folder to walk."""
    with os.scandir(long_path(folder)) as opened:
        entries = sorted(opened, key=lambda one: natural(one.name))
    below = []
    for entry in entries:
        walked = entry.is_dir(follow_symlinks=False) and not _is_junction(entry)
        if entry.name != "__MACOSX" if walked else not is_litter(entry.name):
            below.append((folder / entry.name, walked))
    return below


def _is_junction(entry: os.DirEntry[str]) -> bool:
    return os.name == "nt" and _leads_away(entry.stat(follow_symlinks=False))


def _leads_away(status: os.stat_result) -> bool:
    tag = getattr(status, "st_reparse_tag", 0)
    return stat.S_ISLNK(status.st_mode) or tag == _JUNCTION


def natural(name: str) -> list[tuple[int, int | str]]:
    """Return a key that sorts 2 before 10."""
    return [
        (0, int(part)) if part.isascii() and part.isdigit() else (1, part)
        for part in re.split(r"([0-9]{1,18})", name.lower())
    ]


def shown_path(path: Path) -> str:
    """Return a path as text that can be stored: bytes that are no UTF-8 are taken as GBK.

    A stick written by an old Windows shows such names on Linux.
    """
    raw = os.fsencode(str(path))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return "/".join(_decoded(part) for part in raw.split(b"/"))


def _decoded(part: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return part.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part.decode("utf-8", "replace")


def _unlike(text: str, names: set[str]) -> str:
    """Return a place's text, numbered where another place is shown by the same."""
    told, count = text, 1
    while told in names:
        count += 1
        told = f"{text}（{count}）"
    names.add(told)
    return told


def _task(found: _Found, text: str) -> Task | Receipt:
    if found.fault is not None:
        return _refused(text, found.fault)
    try:
        if not found.named and _leads_away(os.lstat(long_path(found.path))):
            return _receipt(text, "desk.link")
        status = os.stat(long_path(found.path))
    except (OSError, ValueError) as problem:
        return _refused(text, problem)
    place = Place(text, status.st_size, status.st_mtime_ns // 1_000_000)
    if not stat.S_ISREG(status.st_mode):
        return _receipt(text, "intake.file-not-regular")
    return Task(found.path, place)


def _refused(text: str, fault: OSError | ValueError) -> Receipt:
    code = _CODES.get(getattr(fault, "errno", None) or 0)
    if code is not None:
        return _receipt(text, code)
    return _receipt(text, "intake.file-unreadable", detail=reason(fault))


def _receipt(text: str, code: str, **params: str) -> Receipt:
    shown = text.replace("\\", "/").rpartition("/")[2]
    problem = Problem(code, params={"file": shown, **params})
    return Receipt(Place(text, 0, 0), "refused", problems=(problem,))
