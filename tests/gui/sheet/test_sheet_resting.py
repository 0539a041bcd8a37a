"""Running text that nobody is at: drawn as its editor draws it, and its editor when one comes."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.gui.sheet.conftest import Desk

from smdesk.gui.sheet import editors
from smdesk.gui.sheet.resting import RestingText
from smdesk.gui.sheet.text import TextEditor
from smdesk.notices.loader import find_form
from smdesk.service.samples import load_sample
from smdesk.service.session import DraftSession

Make = Callable[..., Desk]

STEP = "table/performance"
WORDS = "clients[1].summary"
SIGNS = "数字化转型服务型制造示范，企业（2020年）12.5% ABC xyz、。“”—…①龘☑\U00020000\n"


@pytest.fixture
def desk(make: Make) -> Desk:
    form = "zhejiang-2020/platform"
    pack, found = find_form(form)
    return make(STEP, session=DraftSession(pack, found, load_sample(form)[0]))


def resting(desk: Desk) -> dict[str, RestingText]:
    return {k: one for k, one in desk.page.view.editors.items() if isinstance(one, RestingText)}


def at_rest(desk: Desk, key: str = WORDS) -> RestingText:
    found = desk.page.view.editors[key]
    assert isinstance(found, RestingText)
    return found


def looks(desk: Desk) -> QImage:
    return desk.page.view.grab().toImage()


@pytest.mark.parametrize("percent", [63, 100, 150])
def test_a_woken_editor_looks_and_stands_as_the_text_that_rested(desk: Desk, percent: int) -> None:
    desk.page.set_zoom(percent)
    chosen = random.Random(percent)
    for one in resting(desk).values():
        signs = SIGNS if one.slot.breaks else SIGNS[:-1]
        one.show_value("".join(chosen.choices(signs, k=chosen.randrange(120))))
    desk.settle()
    before = looks(desk)
    keys = list(resting(desk))
    places = {key: one.geometry() for key, one in desk.page.view.editors.items()}
    assert len(keys) > 15
    for key in keys:
        assert isinstance(desk.page.editor(key), TextEditor)
    desk.settle()
    assert {key: one.geometry() for key, one in desk.page.view.editors.items()} == places
    assert looks(desk) == before
    assert list(desk.page.view.editors) == list(places)


def test_what_was_said_of_a_resting_text_is_said_of_its_editor(desk: Desk) -> None:
    one = at_rest(desk)
    one.setToolTip("出处")
    one.setAccessibleDescription("说明")
    name, text = one.accessibleName(), one.text()
    editor = desk.page.editor(WORDS)
    assert isinstance(editor, TextEditor)
    assert (editor.toolTip(), editor.accessibleDescription()) == ("出处", "说明")
    assert (editor.accessibleName(), editor.text()) == (name, text)
    assert name
    assert text


def test_a_press_begins_a_selection_in_the_editor(desk: Desk) -> None:
    """A press, a move and the release, as the window gets them: what is between is selected."""
    window = desk.page.window().windowHandle()
    one = at_rest(desk)
    desk.page.ensureWidgetVisible(one)
    desk.settle()
    where = one.mapTo(desk.page.window(), QPoint(2, 6))
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    editor = desk.focus
    assert isinstance(editor, TextEditor)
    assert editor.slot.key == WORDS
    assert editor.textCursor().position() <= 1
    QTest.mouseMove(window, where + QPoint(60, 0))
    desk.settle()
    QTest.mouseRelease(
        window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where + QPoint(60, 0)
    )
    desk.settle()
    chosen = editor.textCursor().selectedText()
    assert len(chosen) >= 2
    assert editor.text().startswith(chosen) or chosen in editor.text()[:8]


def test_the_focus_from_outside_wakes_it_for_typing(desk: Desk) -> None:
    at_rest(desk).setFocus(Qt.FocusReason.TabFocusReason)
    editor = desk.focus
    assert isinstance(editor, TextEditor)
    editor.select()
    desk.type("A1")
    assert desk.session.value(WORDS).endswith("A1")


def test_a_right_click_opens_the_menu_of_the_editor(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(
        "smdesk.gui.sheet.deeds.show_menu",
        lambda _page, _deeds, editor, _event: shown.append(editor),
    )
    one = at_rest(desk)
    desk.page.ensureWidgetVisible(one)
    desk.settle()
    window = desk.page.window().windowHandle()
    where = one.mapTo(desk.page.window(), QPoint(4, 6))
    QTest.mouseClick(window, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, where)
    desk.settle()
    assert shown == [desk.page.editor(WORDS)]


def test_an_edit_from_elsewhere_is_shown_at_rest_and_moves_the_rows(desk: Desk) -> None:
    below = desk.page.view.editors["clients[2].summary"].geometry().top()
    desk.session.set_value(WORDS, "很长的话" * 80)
    desk.page.refresh()
    desk.settle()
    assert at_rest(desk).text() == "很长的话" * 80
    assert desk.page.view.editors["clients[2].summary"].geometry().top() > below


def test_a_screen_reader_finds_editors_at_once(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    class Reader:
        @staticmethod
        def isActive() -> bool:
            return True

    monkeypatch.setattr(editors, "QAccessible", Reader)
    assert not resting(make(STEP, "platform"))


def test_what_rests_is_fixed_where_its_editor_is(make: Make) -> None:
    desk = make(STEP, "platform", read_only=True)
    assert all(one.isReadOnly() for one in resting(desk).values())
    assert desk.page.editor(WORDS).isReadOnly()
    QApplication.processEvents()
