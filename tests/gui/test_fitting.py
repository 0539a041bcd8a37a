"""The sheet fits the window until the person chooses another scale."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parent))
from windows import FIRMS, Starter, add_draft, filled

from smdesk.gui.theme.style import dress
from smdesk.gui.wizard.parts import Elided, set_role
from smdesk.store.library import Library


@pytest.mark.parametrize("form", ["zhejiang-2020/enterprise", "zhejiang-2020/platform"])
@pytest.mark.parametrize("width", [1093, 1280, 1366, 1440])
def test_no_table_is_cut_in_a_window_of_a_laptop(
    starter: Starter, qtbot: QtBot, form: str, width: int
) -> None:
    with Library.open(starter.folder) as library:
        draft = add_draft(library, FIRMS[0], form)
    window = starter.start()
    window.resize(width, 690)
    window.open_draft(draft)
    wizard = window.page
    for step in wizard.walk.steps:
        if step.startswith(("table/", "cover", "sheet")):
            wizard.show_step(step)
            page = wizard.walk.pages.current
            qtbot.waitUntil(lambda page=page: page.horizontalScrollBar().maximum() == 0)
    assert 67 <= wizard.frame.bar.percent <= 100
    assert (wizard.frame.bar.percent == 100) == (width == 1440)


def test_a_chosen_scale_stays_and_one_key_lets_it_fit_again(starter: Starter, qtbot: QtBot) -> None:
    with Library.open(starter.folder) as library:
        draft = add_draft(library, FIRMS[0])
    window = starter.start()
    window.resize(1300, 690)
    window.open_draft(draft)
    bar = window.page.frame.bar
    fitting = bar.percent
    assert fitting < 100
    qtbot.keyClick(window.page, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    chosen = bar.percent
    assert chosen > fitting
    window.resize(1250, 690)
    qtbot.wait(100)
    assert bar.percent == chosen
    window.leave_draft()
    window.open_draft(draft)
    bar = window.page.frame.bar
    assert bar.percent == chosen
    qtbot.keyClick(window.page, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    narrow = bar.percent
    assert narrow < fitting
    window.resize(1300, 690)
    qtbot.waitUntil(lambda: bar.percent > narrow)
    window.leave_draft()


def test_a_cut_line_is_cut_anew_when_its_face_changes(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app)
    line = Elided("保存状态")
    qtbot.addWidget(line)
    line.resize(200, 24)
    line.show()
    line.show_text("磁盘空间不足，修改仍保留在窗口中，清理磁盘后程序会再次保存。")
    before = line.text()
    set_role(line, "page")
    assert line.text() != before
    assert line.fontMetrics().horizontalAdvance(line.text()) <= line.width()


@pytest.mark.parametrize("width", [683, 760, 845, 1000, 1440])
def test_the_head_of_home_stands_side_by_side(starter: Starter, qtbot: QtBot, width: int) -> None:
    """At 200 % a laptop has half its dots: the search gives way, nothing lies over another."""
    window = starter.start()
    window.resize(width, 520)
    qtbot.wait(50)
    frame = window.home.frame
    heads = (frame.desk_button, frame.search, frame.open_button, frame.new_button)
    for one, after in pairwise(heads):
        assert one.geometry().right() < after.geometry().left()
        assert one.width() >= one.minimumSizeHint().width()
    assert frame.new_button.geometry().right() < window.home.width()
    assert frame.search.width() == 300 or width < 1000


@pytest.mark.parametrize(("width", "shown"), [(683, 4), (845, 4), (950, 5), (1100, 6), (1440, 6)])
def test_the_applicant_keeps_room_in_the_list_of_home(
    starter: Starter, qtbot: QtBot, width: int, shown: int
) -> None:
    filled(starter.folder, FIRMS[0])
    window = starter.start()
    window.resize(width, 520)
    qtbot.wait(50)
    shelf = window.home.frame.list
    assert [shelf.isColumnHidden(column) for column in range(6)].count(False) == shown
    assert shelf.columnWidth(0) >= 200
    assert not shelf.horizontalScrollBar().isVisible()
