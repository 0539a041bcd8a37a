"""The line under a page's tools while work goes on."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smdesk.gui.narrative.status import StatusLine
from smdesk.gui.work import Control, Job


def test_who_cancels_by_keys_comes_back_to_where_the_work_was_begun(qtbot: QtBot) -> None:
    page, line = QWidget(), StatusLine()
    begin, other = QPushButton("添加文件"), QPushButton("粘贴")
    column = QVBoxLayout(page)
    for one in (begin, line, other):
        column.addWidget(one)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    begin.setFocus()
    qtbot.waitUntil(begin.hasFocus)
    go_on = threading.Event()

    def work(control: Control) -> None:
        go_on.wait(10)
        control.check()

    job = Job(work)
    line.follow(job, "正在添加文件…")
    job.start()
    line._cancel.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(line._cancel, Qt.Key.Key_Space)
    go_on.set()
    qtbot.waitUntil(lambda: not line.busy)
    assert begin.hasFocus()
    assert not other.hasFocus()


def test_a_click_on_cancel_leaves_the_focus_where_it_is(qtbot: QtBot) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    assert line._cancel.focusPolicy() is Qt.FocusPolicy.TabFocus
