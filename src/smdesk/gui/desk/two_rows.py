"""A line of widgets that becomes two where there is no room for one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget


class TwoRows(QWidget):
    """Two groups in one line, one below the other where the line does not hold both.

    In one line they stand at its ends (``apart``), else side by side at its beginning.
    """

    def __init__(
        self,
        left: Sequence[QWidget],
        right: Sequence[QWidget],
        around: tuple[int, int],
        space: int,
        *,
        apart: bool = True,
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(*around, *around)
        for row, widgets in ((self._left, left), (self._right, right)):
            for one in widgets:
                row.addWidget(one)
            self._whole.addLayout(row)
        self._left.addStretch(1)
        self._right.insertStretch(0 if apart else -1, 1)
        self._whole.setStretch(1, 0 if apart else 1)
        for group in (self._whole, self._left, self._right):
            group.setSpacing(space)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return what the wider group takes: the other can stand below it."""
        widest = max(one.minimumSize().width() for one in (self._left, self._right))
        return QSize(widest + self._around, self._whole.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the line where it is too short."""
        super().resizeEvent(event)
        self._break()

    def event(self, event: QEvent) -> bool:
        """Break the line anew when what stands in it has changed."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._break()
        return done

    @property
    def _around(self) -> int:
        margins = self._whole.contentsMargins()
        return margins.left() + margins.right()

    def _break(self) -> None:
        both = self._left.sizeHint().width() + self._right.sizeHint().width()
        fits = both + self._whole.spacing() + self._around <= self.width()
        ways = QBoxLayout.Direction
        wanted = ways.LeftToRight if fits else ways.TopToBottom
        if self._whole.direction() != wanted:
            self._whole.setDirection(wanted)
