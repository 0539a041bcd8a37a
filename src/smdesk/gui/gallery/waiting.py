"""Waiting for what the window does by itself, with the event loop running."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

_PATIENCE = 60.0


def settle(seconds: float = 0.15) -> None:
    """Let what is under way go on for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def until(done: Callable[[], bool], what: str) -> None:
    """Wait until ``done``; raises ``TimeoutError`` that names ``what`` after a minute."""
    end = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > end:
            raise TimeoutError(what)
        settle(0.01)
