"""A call after what is to be painted now is painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject

_ASKED = QEvent.Type(QEvent.registerEventType())
_AFTER_PAINTING = -1000
"""Qt posts the request to paint with priority -1."""


class Later(QObject):
    """Calls once for any number of wishes, as soon as the window is painted."""

    def __init__(self, call: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._call = call
        self.asked = False

    def withdraw(self) -> None:
        """Wish no more."""
        self.asked = False

    def ask(self) -> None:
        """Wish for the call."""
        if not self.asked:
            self.asked = True
            QCoreApplication.postEvent(self, QEvent(_ASKED), _AFTER_PAINTING)

    def customEvent(self, event: QEvent) -> None:  # noqa: N802
        """The window is painted."""
        if event.type() == _ASKED and self.asked:
            self.asked = False
            self._call()
