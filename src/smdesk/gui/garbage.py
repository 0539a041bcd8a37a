"""Python's garbage is looked for in the thread of the window, never in another.

Python itself looks for it in whichever thread passes a count of new objects. Widgets that were
dropped in a cycle are then destroyed in that thread, under the hands of the window: the program ends
at once, or long after, somewhere else (docs/decisions/0010).
"""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject, Qt, QTimer

_EVERY = 1000
"""Milliseconds between two looks."""
_YOUNG = 700
_MIDDLE = 10 * _YOUNG
_ALL = 10 * _MIDDLE
"""New objects after which one, two, all generations are gone through: Python's own measure."""


class Collector(QObject):
    """Goes through Python's objects in its thread, as often as Python would have done.

    From `begin` to `end` Python's own collector is off.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._new = [0, 0]
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.collect)

    def begin(self) -> None:
        """Take over from Python's own collector; more than once is once."""
        gc.disable()
        if not self._timer.isActive():
            self._timer.start()

    def end(self) -> None:
        """Go through everything once more and give back to Python's own collector."""
        self._timer.stop()
        gc.collect()
        gc.enable()

    def collect(self) -> int:
        """Go through the generations whose turn it is; return the oldest (0 to 2), or -1 for none.

        Raises `RuntimeError` in another thread than the object's own.
        """
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("garbage is looked for in the thread of the window only")
        young = gc.get_count()[0]
        if young < _YOUNG:
            return -1
        self._new = [since + young for since in self._new]
        turn = 2 if self._new[1] >= _ALL else 1 if self._new[0] >= _MIDDLE else 0
        self._new[:turn] = [0] * turn
        gc.collect(turn)
        return turn
