"""Where a key leads on the sheet: in reading order, or to the cell that the eye sees there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt

from smdesk.gui.sheet.editors import Standing


def beside(editors: Sequence[Standing], current: Standing, *, forward: bool) -> Standing | None:
    """Return the next editor in reading order that takes the focus, ``None`` at the end."""
    place = next((n for n, one in enumerate(editors) if one is current), None)
    if place is None:
        return None
    rest = editors[place + 1 :] if forward else editors[:place][::-1]
    return next((one for one in rest if one.isEnabled()), None)


def towards(editors: Sequence[Standing], current: Standing, key: Qt.Key) -> Standing | None:
    """Return the nearest editor in the direction of an arrow key, ``None`` if there is none.

    Up and down look for what overlaps sideways first; left and right stay in the row, else they go
    on in reading order.
    """
    here = current.geometry()
    if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
        forward = key == Qt.Key.Key_Right
        row = [one for one in editors if one.isEnabled() and _level(here, one.geometry())]
        wanted = [one for one in row if _ahead(here, one.geometry(), forward=forward)]
        if wanted:
            return min(wanted, key=lambda one: abs(one.geometry().center().x() - here.center().x()))
        return beside(editors, current, forward=forward)
    down = key == Qt.Key.Key_Down
    found = [one for one in editors if one.isEnabled() and _beyond(here, one.geometry(), down=down)]
    return min(found, key=lambda one: _distance(here, one.geometry()), default=None)


def _level(here: QRect, there: QRect) -> bool:
    """Return whether two editors stand beside each other."""
    return there.top() <= here.center().y() <= there.bottom() or (
        here.top() <= there.center().y() <= here.bottom()
    )


def _ahead(here: QRect, there: QRect, *, forward: bool) -> bool:
    return there.left() > here.right() if forward else there.right() < here.left()


def _beyond(here: QRect, there: QRect, *, down: bool) -> bool:
    if _level(here, there):
        return False
    return (
        there.center().y() > here.center().y() if down else there.center().y() < here.center().y()
    )


def _distance(here: QRect, there: QRect) -> tuple[int, int, int]:
    """Return how far an editor is: those under or over first, then by rows, then sideways."""
    apart = max(there.left() - here.right(), here.left() - there.right(), 0)
    high = abs(there.center().y() - here.center().y())
    wide = abs(there.center().x() - here.center().x())
    return (int(apart > 0), high, wide) if apart == 0 else (1, high + apart, wide)
