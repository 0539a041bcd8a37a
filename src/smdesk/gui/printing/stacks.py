"""How often a stack is put back, as a row of small stacks with a turn after each."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from smdesk.errors import sentence
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.service.printing.plan import Turn

_SHEET = (22.0, 30.0)
_STEP, _RISE, _GAP, _ICON = 18.0, 3.0, 14.0, 16
"""How far a sheet looks out behind the one before it: its letter stands clear of both edges."""
_HEIGHT = 42
_FEW, _MANY = (("甲", "甲"),), (("甲", "甲"), ("乙", "乙"))


class StackPicture(QWidget):
    """Shows two copies each of two packets (of one where there is but one), as they are turned."""

    def __init__(self, *, several: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._packets = _MANY if several else _FEW
        self._groups: tuple[tuple[str, ...], ...] = ()
        self.setAccessibleName("翻面次数的示意图")
        theme_signal().changed.connect(self.update)
        self.show_turn("packet")

    def show_turn(self, turn: Turn) -> None:
        """Show after what a stack is put back."""
        singles = tuple((one,) for packet in self._packets for one in packet)
        whole = (tuple(one for packet in self._packets for one in packet),)
        self._groups = {"copy": singles, "packet": self._packets, "list": whole}[turn]
        self.setAccessibleDescription(sentence(f"printing.turn-{turn}"))
        self.setToolTip(sentence(f"printing.turn-{turn}"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the row."""
        wide = sum(_wide(one) for one in self._groups)
        return QSize(round(wide), _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme().font("small"))
        left = 1.0
        for group in self._groups:
            for number, name in reversed(list(enumerate(group))):
                self._sheet(painter, left, number - (len(group) - 1) / 2, number, name)
            at = left + (len(group) - 1) * _STEP + _SHEET[0] + 6
            turned = icon("rotate-cw", _ICON, theme().colour.accent)
            turned.paint(painter, round(at), round((_HEIGHT - _ICON) / 2), _ICON, _ICON)
            left += _wide(group)
        painter.end()

    def _sheet(self, painter: QPainter, left: float, above: float, number: int, name: str) -> None:
        """Draw sheet ``number`` of a stack, ``above`` so many steps over the middle of it."""
        colour = theme().colour
        wide, high = _SHEET
        place = QRectF(left + number * _STEP, (_HEIGHT - high) / 2 - above * _RISE, wide, high)
        painter.setPen(QPen(colour.sheet_line, 1))
        painter.setBrush(colour.sheet)
        painter.drawRect(place)
        painter.setPen(QColor(colour.sheet_text))
        behind = QRectF(place.topRight() - QPointF(_STEP, 0), place.bottomRight())
        room = behind if number else place
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)


def _wide(group: tuple[str, ...]) -> float:
    """Return the width of a stack with the turn behind it."""
    return (len(group) - 1) * _STEP + _SHEET[0] + 6 + _ICON + _GAP
