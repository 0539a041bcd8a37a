"""Where Tab goes in a dialog that was put together out of parts."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget

LINE = 16
"""Centres that lie so many dots apart stand in one line."""


def tab_as_read(dialog: QWidget) -> QWidget | None:
    """Let Tab go through a dialog as the eye does, line by line, whatever part was made first.

    Returns what Tab begins with: Qt puts the focus before a dialog is shown, into what was made first.
    """
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
    stops = [one for one in dialog.findChildren(QWidget) if _is_stop(one, dialog)]
    middles = {one: one.mapTo(dialog, one.rect().center()) for one in stops}
    order = _as_read(stops, middles)
    for before, after in pairwise(order):
        QWidget.setTabOrder(before, after)
    return order[0] if order else None


def _is_stop(one: QWidget, dialog: QWidget) -> bool:
    """Return whether Tab may stop at a widget; the line of a box that turns is no stop of its own."""
    inner = isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)
    tabbed = one.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return tabbed and not inner and not one.isWindow() and one.window() is dialog


def _as_read(stops: list[QWidget], middles: dict[QWidget, QPoint]) -> list[QWidget]:
    lines: list[list[QWidget]] = []
    for one in sorted(stops, key=lambda each: middles[each].y()):
        if lines and middles[one].y() - middles[lines[-1][0]].y() < LINE:
            lines[-1].append(one)
        else:
            lines.append([one])
    return [one for line in lines for one in sorted(line, key=lambda each: middles[each].x())]
