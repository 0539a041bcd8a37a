"""The note of an attached file; undo and redo are the session's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

_KEY = QKeySequence.StandardKey


class NoteEdit(QLineEdit):
    """The note of a file; undo and redo are the session's."""

    undone = Signal()
    redone = Signal()
    entered = Signal()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and (
            event.matches(_KEY.Undo) or event.matches(_KEY.Redo)
        ):  # fmt: skip
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take a key; undo means the session's."""
        if event.matches(_KEY.Undo):
            self.undone.emit()
        elif event.matches(_KEY.Redo):
            self.redone.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that the caret is here."""
        super().focusInEvent(event)
        self.entered.emit()
