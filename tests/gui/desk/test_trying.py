"""The sample's desk: a window of its own on a data folder of its own, filled the first time."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from windows import Starter, leaves

from smdesk.__main__ import WindowStart, window_start
from smdesk.gui import another
from smdesk.gui.desk.flows import SAMPLE_FOLDER
from smdesk.gui.desk.page import DeskPage
from smdesk.gui.main_window import MainWindow
from smdesk.service.desk import sample


def at_desk(window: MainWindow, qtbot: QtBot) -> DeskPage:
    window.bureau.open()
    qtbot.waitUntil(lambda: window.bureau.page is not None, timeout=30_000)
    page = window.bureau.page
    assert page is not None
    return page


def test_what_opens_the_sample_is_read_at_the_start(tmp_path: Path) -> None:
    assert window_start(another.arguments(tmp_path, bureau=True)) == WindowStart(
        tmp_path, bureau=True
    )
    assert window_start(another.arguments(tmp_path)) == WindowStart(tmp_path)
    assert window_start(["--sample-desk", "甲.docx"]) is None


def test_an_empty_desk_and_the_menu_offer_the_sample(
    starter: Starter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path, bool]] = []

    def started(folder: Path, *, bureau: bool = False) -> bool:
        asked.append((folder, bureau))
        return len(asked) < 3

    monkeypatch.setattr(another, "start_window", started)
    window = starter.start()
    page = at_desk(window, qtbot)
    qtbot.waitUntil(lambda: len(page.frame.empty.buttons) == 4, timeout=10_000)
    page.frame.empty.buttons[-1].click()
    (offered,) = [one for one in leaves(window.bureau.menu) if "样例" in one.text()]
    offered.trigger()
    assert asked == [(starter.folder / SAMPLE_FOLDER, True)] * 2
    assert page.frame.title.text() == "收件台"
    offered.trigger()
    assert "打不开另一个窗口" in page.note.sentence.text()


def test_the_sample_fills_its_desk_once_and_says_what_it_is(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "COUNT", 4)
    whole = sample.write_received
    monkeypatch.setattr(sample, "write_received", lambda folder, tell: whole(folder, 4, tell=tell))
    starter = Starter(qtbot, tmp_path / SAMPLE_FOLDER)
    window = starter.start()
    assert not [one for one in leaves(window.bureau.menu) if "样例" in one.text()]
    page = at_desk(window, qtbot)
    assert page.frame.title.text() == "样例收件台"
    assert "虚构" in page.note.sentence.text()
    qtbot.waitUntil(lambda: page.taking.last is not None, timeout=120_000)
    desk = page.work.desk
    assert desk is not None
    cases = desk.case_ids()
    assert len(cases) >= 3
    starter.end()
    later = Starter(qtbot, starter.folder)
    again = at_desk(later.start(), qtbot)
    assert again.work.desk is not None
    assert again.work.desk.case_ids() == cases
    assert not again.work.busy
    later.end()
