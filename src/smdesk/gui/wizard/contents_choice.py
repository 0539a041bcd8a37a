"""Whether the packet gets a page of contents: one choice, the same for files and for print."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from smdesk.packet.contents import LONG, Contents

_KEY = "export/contents"
_NAMES: dict[Contents, str] = {
    "auto": f"约 {LONG} 页以上才印", "yes": "加印目录", "no": "不印目录",
}  # fmt: skip


def contents_of(settings: QSettings | None) -> Contents:
    """Return what was chosen last; ``auto`` where nothing was."""
    known = "" if settings is None else str(settings.value(_KEY, ""))
    return next((one for one in _NAMES if one == known), "auto")


class ContentsChoice(QComboBox):
    """A choice that is remembered in the settings of the data folder, if there are any.

    ``chosen`` tells that a person made another one.
    """

    chosen = Signal()

    def __init__(self, settings: QSettings | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        for name, text in _NAMES.items():
            self.addItem(text, name)
        self.setAccessibleName("目录")
        self.setToolTip("Word、PDF、预览和打印都照此办理")
        self._recall()
        self.activated.connect(lambda _at: self._keep())

    @property
    def wanted(self) -> Contents:
        """What is chosen."""
        found: Contents = self.currentData()
        return found

    def _recall(self) -> None:
        if self._settings is not None:
            self.setCurrentIndex(self.findData(contents_of(self._settings)))

    def _keep(self) -> None:
        if self._settings is not None:
            self._settings.setValue(_KEY, self.wanted)
        self.chosen.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Show what was chosen at the other place meanwhile."""
        super().showEvent(event)
        self._recall()
