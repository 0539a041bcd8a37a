"""修改历史: what a person finds in it, and what they get back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from smdesk.gui.main_window import MainWindow
from smdesk.gui.past.dialog import HistoryDialog
from smdesk.store.library import Library

sys.path.insert(0, str(Path(__file__).parent))
from windows import FIRMS, Starter, add_draft, answering

NAME, OTHER = "org.name", "org.nature"


def at_work(window: MainWindow, **values: str) -> MainWindow:
    """Open a new draft and put values in, each saved by itself."""
    assert window.desk.library is not None
    assert window.open_draft(add_draft(window.desk.library))
    for one in values.values():
        put(window, NAME, one)
    return window


def put(window: MainWindow, address: str, text: str) -> None:
    assert window.work is not None
    window.work.opened.session.set_value(address, text)
    assert window.work.save() is None


def value(window: MainWindow, address: str) -> str:
    assert window.work is not None
    return window.work.opened.session.value(address)


def looking(window: MainWindow, act: Callable[[HistoryDialog], object]) -> None:
    """Open the history from the menu, do something in it, close it."""

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, HistoryDialog)
        try:
            act(dialog)
        finally:
            dialog.close()

    answering(look)
    window.menus.history.action.trigger()


def choose(dialog: HistoryDialog, number: int) -> None:
    """Choose a save of the latest stage, the last one being 0."""
    top = dialog.stages.topLevelItem(0)
    assert top is not None
    dialog.stages.setCurrentItem(top.child(number))


def click(widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_one_cell_is_had_back_and_can_be_undone(starter: Starter) -> None:
    window = at_work(starter.start(), first=FIRMS[0], second=FIRMS[1])
    other = OTHER
    put(window, other, "1")

    def act(dialog: HistoryDialog) -> None:
        assert not dialog.restore.isEnabled()
        assert not dialog.whole.isEnabled()  # the latest is what stands now
        choose(dialog, 2)
        assert dialog.pieces.topLevelItemCount() == 2
        dialog.pieces.tick(0)
        click(dialog.restore)
        assert dialog.pieces.topLevelItemCount() == 1

    looking(window, act)
    assert value(window, NAME) == FIRMS[0]
    assert value(window, other) == "1"
    assert window.page is not None
    window.page.history.undo.trigger()
    assert value(window, NAME) == FIRMS[1]


def test_a_whole_version_is_had_back_and_is_a_new_one_itself(starter: Starter) -> None:
    window = at_work(starter.start(), first=FIRMS[0], second=FIRMS[1])

    def act(dialog: HistoryDialog) -> None:
        choose(dialog, 2)  # the empty draft
        click(dialog.whole)

    looking(window, act)
    assert value(window, NAME) == ""
    assert window.work is not None
    assert window.work.save() is None

    def look(dialog: HistoryDialog) -> None:
        choose(dialog, 1)
        assert dialog.pieces.topLevelItemCount() == 1

    looking(window, look)


def test_the_list_narrows_to_the_field_where_the_person_is(starter: Starter) -> None:
    window = at_work(starter.start(), first=FIRMS[0])
    assert window.page is not None
    session, other = window.page.bridge.session, OTHER
    put(window, other, "1")
    window.page.go_to(other)

    def act(dialog: HistoryDialog) -> None:
        assert session.label(other) in dialog.only.text()
        dialog.only.click()
        assert dialog.only.isChecked()
        assert dialog.stages.topLevelItemCount() == 1
        top = dialog.stages.topLevelItem(0)
        assert top is not None
        assert top.childCount() == 0

    looking(window, act)


def test_text_that_is_being_typed_is_in_the_history_that_opens(starter: Starter) -> None:
    window = at_work(starter.start(), first=FIRMS[0])
    assert window.page is not None
    window.page.bridge.session.set_value(NAME, FIRMS[2], final=False)

    def act(dialog: HistoryDialog) -> None:
        choose(dialog, 1)
        item = dialog.pieces.topLevelItem(0)
        assert item is not None
        assert (item.text(1), item.text(2)) == (FIRMS[0], FIRMS[2])

    looking(window, act)


def test_a_version_of_other_years_is_gone_back_to_as_a_whole(starter: Starter) -> None:
    window = starter.start()
    library = window.desk.library
    assert library is not None
    draft = add_draft(library, FIRMS[0], "guangdong-2024/enterprise")
    before = library.load(draft)
    years = tuple(one + 1 for one in before.declaration.years)
    library.save(draft, before.revision, before.declaration.model_copy(update={"years": years}))
    assert window.open_draft(draft)

    def act(dialog: HistoryDialog) -> None:
        choose(dialog, 1)
        dialog.pieces.tick(0) if dialog.pieces.topLevelItemCount() else None
        assert not dialog.restore.isEnabled() or not dialog.pieces.wanted
        click(dialog.whole)

    looking(window, act)
    assert window.work is not None
    assert window.work.opened.session.years == before.declaration.years


def test_a_draft_that_another_window_edits_gives_nothing_back(
    qtbot: QtBot, starter: Starter, tmp_path: Path
) -> None:
    with Library.open(tmp_path / "data") as library:
        draft = add_draft(library, FIRMS[0])
        window = starter.start()
        assert window.open_draft(draft)

        def act(dialog: HistoryDialog) -> None:
            choose(dialog, 1)
            assert dialog.pieces.topLevelItemCount() == 1
            assert not dialog.whole.isEnabled()

        looking(window, act)
