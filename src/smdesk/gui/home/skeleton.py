"""What the first paint shows: the ground and the places of what follows, until that is there.

Plain frames that the style sheet draws: a brush, a flag or an icon would make the 120 enums of
``Qt``, which takes longer than everything else before the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from smdesk.gui.theme.tokens import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

TITLE = "服务型制造示范申报"
RAIL, BAR = 220, 36
"""Width of the wizard's step list and height of its bottom bar."""
_ROW = 32
_SEARCH, _OPEN, _NEW = 300, 118, 105


class Skeleton(QFrame):
    """Home's title and places, or the wizard's ground where a draft is about to come back."""

    def __init__(self, *, draft: bool) -> None:
        super().__init__()
        self._draft = draft
        if draft:
            self.setProperty("ground", "desk")
            self.rail, self.bar = _ground(self, "rail"), _ground(self, "bar")
        else:
            self.title = QLabel(TITLE, self)
            self.title.setProperty("role", "page")
            self.search, self.open, self.new = (_ground(self, "place") for _ in range(3))
            self.list = _ground(self, "surface")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put every ground where the widget comes that it stands for."""
        super().resizeEvent(event)
        width, height = self.width(), self.height()
        if self._draft:
            self.rail.setGeometry(0, 0, RAIL, height - BAR)
            self.bar.setGeometry(0, height - BAR, width, BAR)
            return
        edge, gap = theme().space(5), theme().space(2)
        self.title.setGeometry(edge, edge, self.title.sizeHint().width(), _ROW)
        right = width - edge
        for place, wide in ((self.new, _NEW), (self.open, _OPEN), (self.search, _SEARCH)):
            place.setGeometry(right - wide, edge, wide, _ROW)
            right -= wide + gap
        top = edge + 2 * (_ROW + theme().space(3))
        self.list.setGeometry(edge, top, width - 2 * edge, height - top - edge)


def _ground(parent: QWidget, kind: str) -> QFrame:
    made = QFrame(parent)
    made.setProperty("ground", kind)
    return made
