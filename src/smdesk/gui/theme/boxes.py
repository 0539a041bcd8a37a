"""A box of choices whose shown choice is never cut in the middle of a character."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter


class ChoiceBox(QComboBox):
    """Shows its choice without the indent that it has in the list, ended by … where it is long."""

    def shown_text(self) -> str:
        """Return the choice as it fits into the box."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        text = self.currentText().strip()
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width() - 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the box with as much of its choice as there is room for."""
        del event
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.shown_text()
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
