"""Garbage of Python: looked for in the thread of the window, in no other."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smdesk.gui import garbage
from smdesk.gui.garbage import Collector
from smdesk.gui.work import Control, Job


@pytest.fixture
def looked() -> Iterator[list[tuple[threading.Thread, int]]]:
    """Return where garbage was looked for, and in which generation."""
    found: list[tuple[threading.Thread, int]] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            found.append((threading.current_thread(), info["generation"]))

    gc.callbacks.append(note)
    yield found
    gc.callbacks.remove(note)


def _elsewhere(call: Callable[[], object]) -> None:
    thread = threading.Thread(target=call)
    thread.start()
    thread.join()


def _cycles(count: int = 100_000) -> None:
    for _ in range(count):
        one: list[Any] = []
        one.append(one)


class _Ring(QWidget):
    """A widget that is held by its own call, as views are by what they connect."""

    def __init__(self, ended: list[threading.Thread]) -> None:
        super().__init__()
        self.call = lambda: self
        self.destroyed.connect(lambda: ended.append(threading.current_thread()))


def test_a_thread_that_makes_garbage_destroys_no_widget(
    looked: list[tuple[threading.Thread, int]], garbage_in_this_thread: Collector
) -> None:
    ended: list[threading.Thread] = []
    made = _Ring(ended)
    del made
    _elsewhere(_cycles)
    assert looked == []
    assert ended == []
    garbage_in_this_thread.collect()
    assert ended == [threading.main_thread()]


def test_without_it_python_looks_in_the_thread_that_made_the_garbage(
    looked: list[tuple[threading.Thread, int]], garbage_in_this_thread: Collector
) -> None:
    """What the module is for: should Python change this, it can go."""
    garbage_in_this_thread.end()
    looked.clear()
    _elsewhere(_cycles)
    garbage_in_this_thread.begin()
    assert {thread is threading.main_thread() for thread, _ in looked} == {False}


def test_the_loop_of_the_window_looks_by_itself(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, looked: list[tuple[threading.Thread, int]]
) -> None:
    monkeypatch.setattr(garbage, "_EVERY", 10)
    collector = Collector()
    collector.begin()
    collector.begin()
    _cycles(1000)
    qtbot.waitUntil(lambda: bool(looked))
    collector._timer.stop()
    assert {thread for thread, _ in looked} == {threading.main_thread()}


def test_generations_have_their_turns_as_in_python(
    looked: list[tuple[threading.Thread, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    collector = Collector()
    monkeypatch.setattr(gc, "get_count", lambda: (699, 0, 0))
    assert collector.collect() == -1
    monkeypatch.setattr(gc, "get_count", lambda: (1000, 0, 0))
    turns = [collector.collect() for _ in range(140)]
    assert turns == [generation for _, generation in looked]
    assert turns[:15] == [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    assert [at for at, turn in enumerate(turns, 1) if turn == 2] == [70, 140]


def test_no_other_thread_may_look() -> None:
    collector = Collector()
    refused: list[BaseException] = []

    def look() -> None:
        try:
            collector.collect()
        except RuntimeError as fault:
            refused.append(fault)

    _elsewhere(look)
    assert len(refused) == 1


def test_what_a_job_holds_is_let_go_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    gone: list[threading.Thread] = []

    class Held:
        def __del__(self) -> None:
            gone.append(threading.current_thread())

    def start() -> Job:
        held = Held()

        def work(_control: Control) -> object:
            return held is None

        return Job(work).start()

    for _ in range(200):
        with qtbot.waitSignal(start().finished):
            pass
    with qtbot.waitSignal(Job(lambda _: None).start().finished):
        pass
    gc.collect()
    assert len(gone) >= 199
    assert set(gone) == {threading.main_thread()}
