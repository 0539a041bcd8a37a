"""A sheet that comes to the front of a stack is drawn once, not again under each editor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.sheet.conftest import Desk

Make = Callable[..., Desk]


class Drawn(QObject):
    """Counts how often what it watches is drawn."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_a_sheet_is_drawn_once_when_its_page_is_shown_again(make: Make, qtbot: QtBot) -> None:
    page = make("table/performance", "platform").page
    window = QWidget()
    qtbot.addWidget(window)
    stack, other = QStackedWidget(window), QWidget()
    window.resize(1010, 900)
    stack.resize(1010, 900)
    stack.addWidget(other)
    stack.addWidget(page)
    with qtbot.waitExposed(window):
        window.show()
    for _ in range(2):
        stack.setCurrentWidget(other)
        QApplication.processEvents()
        drawn = Drawn(window)
        page.view.installEventFilter(drawn)
        stack.setCurrentWidget(page)
        QApplication.processEvents()
        page.view.removeEventFilter(drawn)
        assert drawn.count == 1
