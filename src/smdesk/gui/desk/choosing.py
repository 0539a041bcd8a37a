"""Files and folders asked for at the desk: each kind of thing is looked for where it was found last.

Without ``settings`` nothing is remembered.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

Use = Literal["intake", "batches", "scans", "years", "figures"]
"""What is looked for: received files, packages from below, scans, older desks; where figures go."""


def start_of(settings: QSettings | None, use: Use) -> str:
    """Return the folder to begin in: the last one of that use, while it is there, else the home."""
    told = str(settings.value(_key(use), "") or "") if settings is not None else ""
    return told if told and Path(told).is_dir() else str(Path.home())


def remember(settings: QSettings | None, use: Use, folder: Path) -> None:
    """Begin there the next time."""
    if settings is not None:
        settings.setValue(_key(use), str(folder))


def ask_files(
    parent: QWidget, settings: QSettings | None, use: Use, title: str, kinds: str = "所有文件 (*)"
) -> list[Path]:
    """Let files be chosen; none if the person turned away."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, start_of(settings, use), kinds)
    found = [Path(one) for one in names]
    if found:
        remember(settings, use, found[0].parent)
    return found


def ask_folder(parent: QWidget, settings: QSettings | None, use: Use, title: str) -> Path | None:
    """Let a folder be chosen, ``None`` if the person turned away."""
    name = QFileDialog.getExistingDirectory(parent, title, start_of(settings, use))
    if not name:
        return None
    remember(settings, use, Path(name))
    return Path(name)


def ask_target(
    parent: QWidget, settings: QSettings | None, use: Use, title: str, name: str, kinds: str
) -> Path | None:
    """Let be said where a file is written, ``None`` if the person turned away."""
    start = str(Path(start_of(settings, use)) / name)
    chosen = QFileDialog.getSaveFileName(parent, title, start, kinds)[0]
    if not chosen:
        return None
    remember(settings, use, Path(chosen).parent)
    return Path(chosen)


def _key(use: Use) -> str:
    return f"bureau/folder-{use}"
