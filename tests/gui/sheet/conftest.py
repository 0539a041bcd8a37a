"""A table page on the screen, with the session behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smdesk.gui.bridge import SessionBridge
from smdesk.gui.sheet.editors import Editor
from smdesk.gui.sheet.page import TablePage
from smdesk.gui.theme.style import dress
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form
from smdesk.service.session import DraftSession

YEARS = (2017, 2018, 2019)


class Desk:
    """A person at a table page."""

    def __init__(self, qtbot: QtBot, page: TablePage) -> None:
        self.bot = qtbot
        self.page = page
        self.session = page.bridge.session
        self.refused: list[str] = []
        page.bridge.refused.connect(lambda problem: self.refused.append(problem.code))

    @property
    def focus(self) -> Editor:
        """The editor that has the focus."""
        found = QApplication.focusWidget()
        assert found in self.page.editors, found
        return found

    @property
    def at(self) -> str:
        """The key of the slot that has the focus."""
        return self.focus.slot.key

    def go(self, place: str) -> Editor:
        self.page.go_to(place)
        assert self.at == place
        return self.focus

    def type(self, text: str) -> None:
        """Type letter by letter; what no keyboard has comes from an input method."""
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(self.focus, sign)
            else:
                commit(self.focus, sign)
        self.settle()

    def press(
        self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key, held)
        self.settle()

    def settle(self) -> None:
        QApplication.processEvents()
        QApplication.processEvents()


def commit(editor: Editor, text: str) -> None:
    """Let an input method put in a text."""
    from PySide6.QtGui import QInputMethodEvent

    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    """Return what opens a table page: form, step, values."""
    made: list[SessionBridge] = []
    dress()

    def open_page(
        step: str,
        form: str = "enterprise",
        values: dict[str, str] | None = None,
        *,
        session: DraftSession | None = None,
        read_only: bool = False,
    ) -> Desk:
        if session is None:
            pack, found = find_form(f"zhejiang-2020/{form}")
            content = Declaration(
                form=pack.form_id(form), pack=pack.hash, years=YEARS, values=values or {}
            )
            session = DraftSession(pack, found, content)
        bridge = SessionBridge(session, read_only=read_only)
        made.append(bridge)
        page = TablePage(bridge, step)
        bridge.changed.connect(page.show_changes)
        qtbot.addWidget(page)
        page.resize(1040, 800)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        desk = Desk(qtbot, page)
        desk.settle()
        return desk

    yield open_page
    for bridge in made:
        bridge.close()
