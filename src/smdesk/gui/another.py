"""Another window of the program, in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess


def arguments(folder: Path, *, bureau: bool = False) -> list[str]:
    """Return what the command line says to open a data folder, at the bureau's desk if wished.

    ``__main__.window_start`` reads it.
    """
    return ["--data", str(folder), *(["--sample-desk"] if bureau else [])]


def start_window(folder: Path, *, bureau: bool = False) -> bool:
    """Start a window on a data folder; return whether the system did so."""
    frozen = bool(getattr(sys, "frozen", False))
    given = arguments(folder, bureau=bureau)
    told = QProcess.startDetached(sys.executable, given if frozen else ["-m", "smdesk", *given])
    return bool(told[0] if isinstance(told, tuple) else told)
