"""The sheet's scale follows the width of the window until the person chooses one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QStackedWidget

from smdesk.gui.sheet.layout import fitting_percent
from smdesk.gui.wizard.bar import BottomBar

_PAUSE = 60
"""Milliseconds that a window keeps its width before the sheet follows."""
_SMALLEST = 67
"""Percent below which the text would be harder to read than the sheet to scroll."""


class Fitting(QObject):
    """Keeps the scale of ``bar`` to the width of ``stack`` while it is ``on``."""

    def __init__(self, stack: QStackedWidget, bar: BottomBar, parent: QObject) -> None:
        super().__init__(parent)
        self.on = False
        self._stack, self._bar = stack, bar
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._fit)
        stack.installEventFilter(self)

    def turn(self, *, on: bool) -> None:
        """Follow the width from now on, or leave the scale as it is."""
        self.on = on
        if on:
            self._fit()

    def _fit(self) -> None:
        if self.on:
            percent = fitting_percent(self._stack.width())
            self._bar.fit_percent(max(_SMALLEST, min(100, percent)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._stack and event.type() is QEvent.Type.Resize and self.on:
            if self._stack.isVisible():
                self._pause.start()
            else:
                self._fit()
        return super().eventFilter(watched, event)
