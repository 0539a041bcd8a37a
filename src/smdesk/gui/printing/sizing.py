"""The height of a dialog that says more or less as it goes on."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog


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
