"""Files and folders as a person names them become places to read, in a steady order."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from smdesk.errors import Problem
from smdesk.paths import long_path
from smdesk.service.desk.reading import is_litter
from smdesk.service.desk.worker import Task
from smdesk.store.desk.models import Place, Receipt


def tasks(paths: Iterable[Path], desk: Path) -> Iterator[Task | Receipt]:
    """Yield each file of ``paths`` once; what cannot be looked at is a receipt that says why.

    Folders are walked whole, links in them are not followed, the desk's own folder is left out.
    """
    seen: set[str] = set()
    own = str(desk.resolve())
    for path in paths:
        whole = Path(os.path.abspath(path))
        for found in _files(whole, own):
            if str(found) not in seen:
                seen.add(str(found))
                yield _task(found)


def _files(path: Path, own: str) -> Iterator[Path]:
    if not os.path.isdir(long_path(path)):
        yield path
        return
    if str(path.resolve()) == own:
        return
    try:
        with os.scandir(long_path(path)) as opened:
            entries = sorted(opened, key=lambda one: natural(one.name))
    except OSError:
        yield path
        return
    for entry in entries:
        below = path / entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__MACOSX":
                yield from _files(below, own)
        elif not entry.is_symlink() and not is_litter(entry.name):
            yield below


def natural(name: str) -> list[tuple[int, int | str]]:
    """Return a key that sorts 2 before 10."""
    return [
        (0, int(part)) if part.isascii() and part.isdigit() else (1, part)
        for part in re.split(r"([0-9]{1,18})", name.lower())
    ]


def _task(path: Path) -> Task | Receipt:
    text = os.fsencode(str(path)).decode("utf-8", "replace")
    try:
        status = os.stat(long_path(path))
    except FileNotFoundError:
        return _refused(text, "intake.file-missing", path)
    except (OSError, ValueError) as problem:
        return _refused(text, "intake.file-unreadable", path, detail=type(problem).__name__)
    place = Place(text, status.st_size, status.st_mtime_ns // 1_000_000)
    if not stat.S_ISREG(status.st_mode):
        code = "intake.file-unreadable" if stat.S_ISDIR(status.st_mode) else ""
        return _refused(text, code or "intake.file-not-regular", path, detail="OSError")
    return Task(path, place)


def _refused(text: str, code: str, path: Path, **params: str) -> Receipt:
    shown = os.fsencode(path.name).decode("utf-8", "replace")
    problem = Problem(code, params={"file": shown, **params})
    return Receipt(Place(text, 0, 0), "refused", problems=(problem,))
