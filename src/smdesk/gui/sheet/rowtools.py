"""The tools of a repeating row: add, remove, move up, move down; they stand in the margin beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from smdesk.gui.sheet.menu import ROW_DEEDS
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme

_SIDE = 24
_GAP = 6


class RowTools(QWidget):
    """Four buttons; ``asked(what)`` is ``up``, ``down``, ``add`` or ``remove``."""

    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.place: tuple[str, int] | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        self.buttons: dict[str, QToolButton] = {}
        for number, (what, (_, name, keys)) in enumerate(ROW_DEEDS.items()):
            button = QToolButton(self)
            button.setFixedSize(_SIDE, _SIDE)
            button.setIconSize(QSize(14, 14))
            button.setAccessibleName(name)
            button.setToolTip(f"{name}（{keys}）")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, what=what: self.asked.emit(what))
            grid.addWidget(button, number // 2, number % 2)
            self.buttons[what] = button
        self.resize(2 * _SIDE, 2 * _SIDE)
        self.restyle()
        self.hide()

    def restyle(self) -> None:
        """Take the colours of the look in use."""
        colour = theme().colour
        self.setStyleSheet(
            "QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 2px; }"
            f"QToolButton:hover {{ background: {colour.tint.name()}; }}"
        )
        for what, (sign, _, _) in ROW_DEEDS.items():
            self.buttons[what].setIcon(icon(sign, 16, colour.sheet_muted))

    def stand(self, place: tuple[str, int], row: QRect, able: Mapping[str, bool]) -> None:
        """Stand beside a row of a repeat, with the buttons that can be used."""
        self.place = place
        for what, can in able.items():
            self.buttons[what].setEnabled(can)
        middle = row.center().y() - self.height() // 2
        self.move(QPoint(row.right() + _GAP, middle))
        self.show()
        self.raise_()
