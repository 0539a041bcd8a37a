"""The bar over the pages of a file: which are printed, as a range; undo, redo, done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from smdesk.gui.theme.icons import use_icon

_KEY = QKeySequence.StandardKey


class RangeEdit(QLineEdit):
    """The pages as ``1-3,5``; undo and redo are the session's."""

    undone = Signal()
    redone = Signal()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the dialog."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.matches(_KEY.Undo):
                self.undone.emit()
                return True
            if event.matches(_KEY.Redo):
                self.redone.emit()
                return True
        return super().event(event)


class PageBar(QWidget):
    """``ranged(text)`` comes when a range was entered."""

    ranged = Signal(str)
    undo = Signal()
    redo = Signal()
    done = Signal()

    def __init__(self, *, read_only: bool) -> None:
        super().__init__()
        self._text = ""
        self.range = RangeEdit()
        self.range.setReadOnly(read_only)
        self.range.setFixedWidth(200)
        self.range.setPlaceholderText("如 1-3,5")
        self.range.setAccessibleName("打印的页，如 1-3,5")
        self.range.editingFinished.connect(self._entered)
        self.range.undone.connect(self.undo)
        self.range.redone.connect(self.redo)
        self.all = QPushButton("全部页")
        self.all.setAutoDefault(False)
        self.all.setEnabled(not read_only)
        self.all.clicked.connect(lambda _=False: self.ranged.emit(""))
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.back, self.forth = QToolButton(), QToolButton()
        for button, icon, name, keys, signal in (
            (self.back, "undo-2", "撤销", "Ctrl+Z", self.undo),
            (self.forth, "redo-2", "重做", "Ctrl+Y", self.redo),
        ):
            use_icon(button, icon)
            button.setToolTip(f"{name}（{keys}）")
            button.setAccessibleName(name)
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
        self.close_button = QPushButton("完成")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(lambda _=False: self.done.emit())
        self._read_only = read_only
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        label = QLabel("打印第")
        label.setBuddy(self.range)
        first: tuple[QWidget, ...] = (label, self.range, QLabel("页"), self.all, self.count)
        for one in first:
            row.addWidget(one)
        row.addStretch(1)
        last: tuple[QWidget, ...] = (self.back, self.forth, self.close_button)
        for other in last:
            row.addWidget(other)

    def show_pages(
        self, text: str, chosen: int, count: int, undo: str | None, redo: str | None
    ) -> None:
        """Show the printed pages, and what can be undone and redone."""
        self._text = text
        self.restore()
        self.count.setText(f"共 {count} 页，打印 {chosen} 页")
        for button, name, step in ((self.back, "撤销", undo), (self.forth, "重做", redo)):
            button.setEnabled(bool(step) and not self._read_only)
            keys = "Ctrl+Z" if button is self.back else "Ctrl+Y"
            button.setToolTip(f"{name} {step}（{keys}）" if step else f"{name}（{keys}）")

    def restore(self) -> None:
        """Show the range as it stands."""
        self.range.setText(self._text)

    def _entered(self) -> None:
        if self.range.isModified() and self.range.text() != self._text:
            self.range.setModified(False)
            self.ranged.emit(self.range.text())
