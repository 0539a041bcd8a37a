"""Keys in a whole window: no shortcut of the window takes a key from the editor it is meant for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest

from smdesk.gui.narrative import commands
from smdesk.gui.narrative.document import paragraph_kind
from smdesk.gui.narrative.editor import PartEditor

sys.path.insert(0, str(Path(__file__).parent))
from person import Person
from windows import FIRMS, Starter, filled


def combination(keys: str) -> QKeyCombination:
    return QKeySequence(keys)[0]


def writing(starter: Starter) -> tuple[Person, PartEditor]:
    """Open a draft with the caret behind a word of its narrative."""
    (draft,) = filled(starter.folder, FIRMS[0])
    window = starter.start()
    assert window.open_draft(draft)
    person = Person(window)
    person.front()
    person.wizard.go_to("narrative#plan")
    person.type("plan")
    editor = person.focus
    assert isinstance(editor, PartEditor)
    return person, editor


def test_bold_in_the_narrative_is_bold(starter: Starter) -> None:
    person, editor = writing(starter)
    page = starter.windows[-1].page
    keys = combination(commands.BOLD)
    QTest.keyClick(editor, keys.key(), keys.keyboardModifiers())
    person.type("bold")
    assert starter.windows[-1].page is page
    assert [(run.text, run.bold) for run in editor.blocks[-1].runs] == [
        ("plan", False),
        ("bold", True),
    ]


@pytest.mark.parametrize(("kind", "keys"), commands.SHORTCUTS.items())
def test_each_kind_of_paragraph_has_its_key(starter: Starter, kind: str, keys: str) -> None:
    _, editor = writing(starter)
    pressed = combination(keys)
    QTest.keyClick(editor, pressed.key(), pressed.keyboardModifiers())
    assert paragraph_kind(editor.textCursor().block())[0] == kind


def test_no_key_of_the_window_is_one_of_the_editor(starter: Starter) -> None:
    person, _ = writing(starter)
    window = person.window
    always = {
        keys.toString()
        for action in window.findChildren(QAction)
        for keys in action.shortcuts()
        if action.shortcutContext() is not Qt.ShortcutContext.WidgetShortcut
    } | {
        one.key().toString()
        for one in window.findChildren(QShortcut)
        if one.context() is Qt.ShortcutContext.WindowShortcut
    }
    assert "Ctrl+Shift+B" in always
    assert not always & {commands.BOLD, *commands.SHORTCUTS.values()}
