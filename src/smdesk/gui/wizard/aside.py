"""What stands beside the page follows the typing when it pauses: the eye is on the cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from smdesk.gui.wizard.walk import merged
from smdesk.service.session import Changes

PAUSE_MS = 120
"""Quiet after a key until rail and panel are drawn; shorter than a look aside."""
MOST_KEYS = 40
"""Keys of somebody who never pauses, after which they are drawn all the same."""


class Aside(QObject):
    """Hands changes on to ``show``: those of typing in one when it pauses, any other at once."""

    def __init__(self, show: Callable[[Changes], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self._waiting: Changes | None = None
        self._keys = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def take(self, changes: Changes, *, typing: bool) -> None:
        """Note a change; ``typing`` if it is a piece of text in progress."""
        waiting = self._waiting
        self._waiting = changes if waiting is None else _both(waiting, changes)
        self._keys += 1
        if typing and self._keys < MOST_KEYS:
            self._pause.start()
        else:
            self.flush()

    def flush(self) -> None:
        """Show now what waits."""
        self._pause.stop()
        waiting, self._waiting, self._keys = self._waiting, None, 0
        if waiting is not None:
            self._show(waiting)


def _both(first: Changes, then: Changes) -> Changes:
    """Return two changes as one, each section as it was told last."""
    sections = {one.id: one for one in (*first.sections, *then.sections)}
    return replace(merged(first, then), sections=tuple(sections.values()))
