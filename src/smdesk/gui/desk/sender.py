"""Who writes a paper: asked once, remembered."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from PySide6.QtCore import QDate, QSettings
from PySide6.QtWidgets import QCheckBox, QDateEdit, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from smdesk.errors import SmdeskError
from smdesk.service.desk.bureau import known_bureau
from smdesk.service.desk.letter import Sender
from smdesk.store.desk.desk import Desk

_KEYS = {"bureau": "单位名称", "contact": "联系人", "phone": "联系电话"}


class SenderFields(QWidget):
    """Name, contact and telephone of the bureau, and a date that is asked only where ``dated``.

    Before any was given the name is the one that the desk signs with.
    """

    def __init__(
        self,
        settings: QSettings,
        desk: Desk,
        *,
        dated: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.edits = {key: QLineEdit(str(settings.value(f"bureau/{key}", ""))) for key in _KEYS}
        if not self.edits["bureau"].text():
            self.edits["bureau"].setText(_signs_as(desk))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        for key, label in _KEYS.items():
            self.edits[key].setAccessibleName(label)
            form.addRow(label, self.edits[key])
        self.dated = QCheckBox(dated)
        self.day = QDateEdit(QDate.currentDate().addDays(7))
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(dated or "日期")
        self.day.lineEdit().setTextMargins(6, 0, 0, 0)  # a style sheet's padding does not reach it
        self.day.setEnabled(False)
        self.dated.toggled.connect(self.day.setEnabled)
        if dated:
            row = QHBoxLayout()
            row.addWidget(self.dated)
            row.addWidget(self.day)
            row.addStretch(1)
            form.addRow("", row)

    @property
    def told(self) -> Sender:
        """What was given; it is remembered."""
        given = {key: " ".join(edit.text().split()) for key, edit in self.edits.items()}
        for key, text in given.items():
            self._settings.setValue(f"bureau/{key}", text)
        until: date | None = None
        if self.dated.isChecked():
            day = self.day.date()
            until = date(day.year(), day.month(), day.day())
        return Sender(given["bureau"], given["contact"], given["phone"], until)


def _signs_as(desk: Desk) -> str:
    """Return the name that a desk signs with, '' before it has one or where it cannot be read."""
    with suppress(SmdeskError):
        known = known_bureau(desk.folder)
        return known.name if known is not None else ""
    return ""
