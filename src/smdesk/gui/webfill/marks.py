"""Which values were already copied, kept over days; a value that changed is no longer ticked."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QSettings

from smdesk.service.webfill import WebRow

_GROUP = "webfill"


class Marks:
    """The ticks of one applicant in one form, in the settings of the data folder."""

    def __init__(self, settings: QSettings, form: str, applicant: str) -> None:
        who = hashlib.sha256(f"{form}\n{applicant}".encode()).hexdigest()[:16]
        self._settings, self._key = settings, f"{_GROUP}/{who}"
        kept = str(settings.value(self._key, ""))
        self._ticked = dict.fromkeys(one for one in kept.split(",") if one)

    def has(self, row: WebRow) -> bool:
        """Return whether this text was copied or ticked."""
        return row.mark in self._ticked

    def put(self, row: WebRow, *, ticked: bool = True) -> None:
        """Tick a value, or take its tick away."""
        if ticked == self.has(row):
            return
        if ticked:
            self._ticked[row.mark] = None
        else:
            del self._ticked[row.mark]
        self._settings.setValue(self._key, ",".join(self._ticked))

    def clear(self) -> None:
        """Take all ticks away."""
        self._ticked = {}
        self._settings.remove(self._key)
