"""Undo and redo with the names of their steps; the keys that work everywhere in the wizard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from smdesk.gui.theme.icons import use_icon

_CONTEXT = Qt.ShortcutContext.WidgetWithChildrenShortcut
_UNDO, _REDO = ("Ctrl+Z",), ("Ctrl+Y", "Ctrl+Shift+Z")


class HistoryActions(QObject):
    """The two actions, for tool buttons and for a menu of the window."""

    def __init__(self, owner: QWidget, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        super().__init__(owner)
        self.undo = _action(owner, "undo-2", _UNDO, undo)
        self.redo = _action(owner, "redo-2", _REDO, redo)
        self.name(None, None)

    def name(self, undo: str | None, redo: str | None) -> None:
        """Say what would be undone and redone, ``None`` where there is nothing."""
        for action, word, step in ((self.undo, "撤销", undo), (self.redo, "重做", redo)):
            text = f"{word} {step}" if step else word
            if action.text() != text or action.isEnabled() != (step is not None):
                action.setText(text)
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                action.setToolTip(f"{text}（{keys}）")
                action.setEnabled(step is not None)


def _action(owner: QWidget, icon: str, keys: tuple[str, ...], call: Callable[[], None]) -> QAction:
    action = QAction(owner)
    action.setShortcuts([QKeySequence(one) for one in keys])
    action.setShortcutContext(_CONTEXT)
    action.triggered.connect(lambda _checked: call())
    use_icon(action, icon)
    owner.addAction(action)
    return action


def key(owner: QWidget, keys: str, call: Callable[[], object]) -> QShortcut:
    """Let ``keys`` call something wherever in ``owner`` the focus is."""
    made = QShortcut(QKeySequence(keys), owner)
    made.setContext(_CONTEXT)
    made.activated.connect(call)
    return made
