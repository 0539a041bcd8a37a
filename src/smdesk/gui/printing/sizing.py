"""The size of a dialog: no larger than the screen, as high as what it says as it goes on."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog

_FRAME = QSize(16, 48)
"""What the window system puts around a dialog."""


class OnScreen(QDialog):
    """A dialog that is never shown larger than the screen: its buttons stay in reach.

    At a large scale a small screen has fewer pixels than a dialog would take.
    """

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be no larger than the screen."""
        self.resize(self.size().boundedTo(self.screen().availableSize() - _FRAME))
        super().showEvent(event)


def fit_height(dialog: QDialog) -> None:
    """Give a dialog of fixed width the height that its words need, and keep it on the screen.

    Qt's own way of it stops at two thirds of the screen and cuts what stands last.
    """
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    width = dialog.width()
    wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
    dialog.resize(width, max(wanted, layout.totalMinimumSize().height()))
    if dialog.isVisible():
        room, frame = dialog.screen().availableGeometry(), dialog.frameGeometry()
        if frame.bottom() > room.bottom():
            dialog.move(dialog.x(), max(room.top(), dialog.y() - frame.bottom() + room.bottom()))
