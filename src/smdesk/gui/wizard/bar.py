"""The bar below: whether everything is saved, quiet notes, characters, the sheet's scale, the notice."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.gui.wizard.parts import Elided, push, set_role, tool, words
from smdesk.service.session import Changes
from smdesk.service.session.autosave import Status

HEIGHT = 36
SCALES = (50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200)
"""Percents that the zoom buttons step through."""
_NOTE_MS = 8000
_SAVED = {
    "saved": ("circle-check", "done"),
    "unsaved": ("circle-dot", "text_muted"),
    "saving": ("loader-circle", "text_muted"),
    "failed": ("octagon-x", "error"),
}


class BottomBar(QWidget):
    """``retried`` asks to save again, ``zoomed(percent)`` for another scale of the sheet.

    ``chosen(percent)`` comes before that where the person chose it, 0 for what fits the window.
    """

    retried = Signal()
    zoomed = Signal(int)
    chosen = Signal(int)

    def __init__(self, notice: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setProperty("ground", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._status: Status | None = None
        self._turned = False
        self.percent = 100
        self._saved_icon = QLabel()
        self.saved = Elided("保存状态")
        self.retry = push("重试", "", "rotate-cw")
        self.retry.hide()
        self.retry.clicked.connect(self.retried)
        self.note = Elided("提示")
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_NOTE_MS)
        self._quiet.timeout.connect(lambda: self.show_note(""))
        self.count = words(role="small")
        self.count.setAccessibleName("字数")
        self._notice = words(notice, "small")
        self._zoom = QWidget()
        self._lay()
        theme_signal().changed.connect(self._tint)

    def show_status(self, status: Status) -> None:
        """Say where the edits are; a failure with its sentence and a way to try again."""
        self._status = status
        self.saved.show_text(status.message)
        set_role(self.saved, "error" if status.kind == "failed" else "small")
        self.retry.setVisible(status.kind == "failed")
        self._tint()

    def pass_on(self, changes: Changes, note: str) -> None:
        """Say what a change says in passing; a step taken back is the last only until the next edit."""
        if note:
            self.show_note(note)
            self._turned = changes.cause in {"undo", "redo"}
        elif self._turned and changes.values:
            self.show_note("")
            self._turned = False

    def show_note(self, text: str, level: str = "hint") -> None:
        """Say something in passing; it goes after a while, or when the next one comes."""
        self.note.show_text(text)
        set_role(self.note, level)
        if text:
            self._quiet.start()
        else:
            self._quiet.stop()

    def show_count(self, text: str, *, over: bool = False) -> None:
        """Show the characters of what is being filled in; empty where that says nothing."""
        self.count.setText(text)
        set_role(self.count, "error" if over else "small")

    def show_zoom(self, *, shown: bool) -> None:
        """Show the scale only beside a sheet."""
        self._zoom.setVisible(shown)

    def choose(self, percent: int) -> None:
        """Take the scale that the person wants and tell it."""
        percent = max(SCALES[0], min(SCALES[-1], percent))
        self.chosen.emit(percent)
        self.fit_percent(percent)

    def fit_percent(self, percent: int) -> None:
        """Take another scale and tell it."""
        percent = max(SCALES[0], min(SCALES[-1], percent))
        if percent != self.percent:
            self.percent = percent
            self._scale.setText(f"{percent}%")
            self.zoomed.emit(percent)

    def step_zoom(self, by: int) -> None:
        """Go to the next larger (1) or smaller (-1) scale; 0 is what fits the window."""
        if by == 0:
            self.chosen.emit(0)
            return
        further = [one for one in SCALES if (one - self.percent) * by > 0]
        if further:
            self.choose(min(further) if by > 0 else max(further))

    def _lay(self) -> None:
        zoom = QHBoxLayout(self._zoom)
        zoom.setContentsMargins(0, 0, 0, 0)
        zoom.setSpacing(0)
        smaller, larger = tool("minus", "缩小", "Ctrl+-"), tool("plus", "放大", "Ctrl+=")
        self._scale = tool("maximize", "适合窗口宽度", "Ctrl+0")
        self._scale.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._scale.setText("100%")
        self._scale.setMinimumWidth(52)
        for button, by in ((smaller, -1), (self._scale, 0), (larger, 1)):
            button.clicked.connect(lambda _=False, by=by: self.step_zoom(by))
            zoom.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._saved_icon)
        row.addWidget(self.saved)
        row.addWidget(self.retry)
        row.addSpacing(16)
        row.addWidget(self.note)
        row.addStretch(1)
        row.addWidget(self.count)
        row.addSpacing(8)
        row.addWidget(self._zoom)
        row.addSpacing(8)
        row.addWidget(self._notice)

    def _tint(self) -> None:
        if self._status is not None:
            icon, role = _SAVED[self._status.kind]
            self._saved_icon.setPixmap(pixmap(icon, 16, getattr(theme().colour, role)))
