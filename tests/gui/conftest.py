"""What every test of the window is held to: no word from Qt, no timer, thread or window left over."""

from __future__ import annotations

import gc
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from smdesk.gui.garbage import Collector
from smdesk.service.session import DraftSession

sys.path.insert(0, str(Path(__file__).parent))
from windows import Starter

_HERE = Path(__file__).parent
_QUIET = [
    "propagateSizeHints",  # the offscreen platform has no window manager to tell
    "does not support raise",  # nor one for windows that come to the front
    "does not support grabbing the keyboard",  # what menus do
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every warning of Qt fail the test that it came in."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(*_QUIET, extend=True))


@pytest.fixture(autouse=True, scope="module")
def garbage_in_this_thread(qapp: QApplication) -> Iterator[Collector]:
    """Look for garbage as the program does; pytest-xdist has threads of its own."""
    collector = Collector()
    collector.begin()
    yield collector
    _settle()
    collector.end()


@pytest.fixture(autouse=True)
def _nothing_left_over(garbage_in_this_thread: Collector) -> Iterator[None]:
    """Fail a test that leaves a window open, a timer running, or a thread at work."""
    threads = set(threading.enumerate())
    timers = set(map(id, _running()))
    windows = set(map(id, _windows()))
    yield
    if QCoreApplication.instance() is None:
        return
    _settle()
    assert QThreadPool.globalInstance().waitForDone(5000), "a job is still running"
    _settle()
    garbage_in_this_thread.collect()
    left = [one for one in _windows() if id(one) not in windows]
    assert not left, f"windows left open: {left}"
    running = [one for one in _running() if id(one) not in timers]
    assert not running, f"timers left running: {[(one, one.parent()) for one in running]}"
    new = [one for one in threading.enumerate() if one not in threads and one.is_alive()]
    new = [one for one in new if not isinstance(one, threading._DummyThread)]
    assert not new, f"threads left running: {new}"


class _Flashes(QObject):
    """Notes widgets that are shown before they have a parent: they flash up as windows."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False

    def found(self) -> list[QWidget]:
        return [one for one in self.shown if isValid(one) and not one.isWindow()]


@pytest.fixture(autouse=True)
def _nothing_flashes(qapp: QApplication) -> Iterator[None]:
    """Fail a test in which a part of a window was shown as a window of its own."""
    flashes = _Flashes()
    qapp.installEventFilter(flashes)
    yield
    qapp.removeEventFilter(flashes)
    assert not flashes.found(), f"shown before it had a parent: {flashes.found()}"


@pytest.fixture(autouse=True)
def _views_only_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test in which a view edited the draft while it was told of a change."""
    refused: list[str] = []
    guard = DraftSession._guard

    def noted(session: DraftSession) -> None:
        if session._telling:
            refused.append("".join(traceback.format_stack(limit=12)[:-1]))
        guard(session)

    monkeypatch.setattr(DraftSession, "_guard", noted)
    yield
    assert not refused, f"edited while being told:\n{refused[0]}"


def _settle() -> None:
    """Let what was told and what is to be deleted come to its end."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def _running() -> list[QTimer | QThread]:
    found: list[QTimer | QThread] = []
    for one in gc.get_objects():
        kind = type(one)
        if not issubclass(kind, QTimer | QThread) or not isValid(one):
            continue
        if (
            one.isActive()
            if isinstance(one, QTimer)
            else one is not QThread.currentThread() and one.isRunning()
        ):
            found.append(one)
    return found


def _windows() -> list[object]:
    if not isinstance(QCoreApplication.instance(), QApplication):
        return []
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


@pytest.fixture
def starter(qtbot: QtBot, tmp_path: Path) -> Iterator[Starter]:
    """Whole windows on a folder of their own."""
    made = Starter(qtbot, tmp_path / "data")
    yield made
    made.end()
