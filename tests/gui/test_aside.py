"""What stands around the page: rail and panel follow the typing when it pauses, help the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smdesk.gui.bridge import SessionBridge
from smdesk.gui.wizard.aside import MOST_KEYS, Aside
from smdesk.gui.wizard.makers import Services
from smdesk.gui.wizard.page import WizardPage
from smdesk.gui.work import Job
from smdesk.notices.address import parse
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form
from smdesk.service.session import DraftSession
from smdesk.store.blobs import Blobs

WRONG = "format.email@contact.email"


@pytest.fixture
def wizard(qtbot: QtBot, tmp_path: Path) -> Iterator[WizardPage]:
    pack, form = find_form("zhejiang-2020/enterprise")
    content = Declaration(
        form=pack.form_id(form.id), pack=pack.hash, years=(2017, 2018, 2019),
        values={"contact.email": "a@example.com"},
    )  # fmt: skip
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    bridge = SessionBridge(DraftSession(pack, form, content))
    page = WizardPage(Services(bridge, Blobs(tmp_path / "blobs"), settings, Job))
    qtbot.addWidget(page)
    page.resize(1440, 900)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.go_to("contact.email")
    page.findings.fill()
    settle()
    yield page
    page.end()
    bridge.close()


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def pause_of(page: WizardPage) -> QTimer:
    (timer,) = page.findChild(Aside).findChildren(QTimer)
    return timer


def test_the_cell_says_it_at_once_and_the_panel_when_typing_pauses(wizard: WizardPage) -> None:
    editor = QApplication.focusWidget()
    QTest.keyClick(editor, Qt.Key.Key_At)
    settle()
    assert [one.key for one in wizard.bridge.session.visible_findings()] == [WRONG]
    assert wizard.walk.pages.current.view.marks["contact.email"].level == "error"
    assert wizard.findings.cards == {}
    assert pause_of(wizard).isActive()
    pause_of(wizard).timeout.emit()
    assert list(wizard.findings.cards) == [WRONG]
    assert not pause_of(wizard).isActive()


def test_a_finding_that_came_and_went_while_typing_leaves_no_card(wizard: WizardPage) -> None:
    editor = QApplication.focusWidget()
    for key in (Qt.Key.Key_At, Qt.Key.Key_Backspace, Qt.Key.Key_At, Qt.Key.Key_Backspace):
        QTest.keyClick(editor, key)
        settle()
    pause_of(wizard).timeout.emit()
    assert wizard.findings.cards == {}
    QTest.keyClick(editor, Qt.Key.Key_At)
    settle()
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert wizard.findings.cards == {}


@pytest.mark.parametrize(
    "look",
    [
        lambda editor: QTest.keyClick(editor, Qt.Key.Key_Tab),
        lambda editor: editor.window().frame.rail.setFocus(),
        lambda editor: editor.window().go_to("contact.email"),
    ],
    ids=["tab", "rail", "jump"],
)
def test_the_panel_is_right_when_the_person_looks_there(
    wizard: WizardPage, look: Callable[[Any], object]
) -> None:
    editor = QApplication.focusWidget()
    QTest.keyClick(editor, Qt.Key.Key_At)
    settle()
    look(editor)
    settle()
    assert list(wizard.findings.cards) == [WRONG]


def test_somebody_who_never_pauses_is_told_all_the_same(wizard: WizardPage) -> None:
    editor = QApplication.focusWidget()
    for _ in range(MOST_KEYS):
        QTest.keyClick(editor, Qt.Key.Key_At)
        settle()
        pause_of(wizard).stop()
    assert list(wizard.findings.cards) == [WRONG]


def test_help_of_the_value_at_hand_is_read_without_a_mouse(wizard: WizardPage) -> None:
    line = wizard.frame.help
    session = wizard.bridge.session
    helped = next(one for one in session.form.field if one.help and not one.off_paper)
    steps = [one.id for one in session.progress.sections]
    places = [one for step in steps for one in session.places(step)]
    place = next(one for one in places if parse(one).field == helped.address)
    wizard.go_to(place)
    settle()
    assert helped.help in line.help.full_text()
    assert line.name.full_text() == session.label(place)
    assert helped.help in line.help.accessibleName()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    settle()
    assert line.name.full_text() == session.label(session.place) != session.label(place)


def test_help_tells_what_is_asked_of_a_value(wizard: WizardPage) -> None:
    wizard.go_to("finance.revenue[2018]")
    settle()
    assert wizard.frame.help.help.full_text() == "必填　单位 万元"
    wizard.show_step("check")
    assert not wizard.frame.help.isVisible()
