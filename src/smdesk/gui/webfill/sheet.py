"""The rows of the fill-in sheet under their sections: what is copied, ticked, searched, walked."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from smdesk.gui.webfill.marks import Marks
from smdesk.gui.webfill.row import ValueRow
from smdesk.gui.wizard.parts import scrolling, words
from smdesk.service.webfill import WebRow

Copy = Callable[[str], None]


class FillSheet(QWidget):
    """``told(row, last)`` after a value was copied or ticked; ``counted(done, all)`` when ticks
    change.
    """

    told = Signal(object, bool)
    counted = Signal(int, int)

    def __init__(
        self, marks: Marks, copy: Copy | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._marks, self._copy = marks, copy or _to_clipboard
        self._wanted, self._open_only = "", False
        self.rows: list[ValueRow] = []
        self._sections: list[tuple[QLabel, list[ValueRow]]] = []
        self.nothing = words("没有这样的栏目。", "muted")
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(12, 4, 12, 12)
        self._lines.setSpacing(0)
        self._lines.addWidget(self.nothing)
        self._lines.addStretch(1)
        self.area: QScrollArea = scrolling(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    @property
    def open_rows(self) -> int:
        """How many values still wait to be typed."""
        return sum(1 for one in self.rows if one.row.text and not one.done)

    def show_rows(self, rows: tuple[WebRow, ...]) -> None:
        """Show the values; rows that stay are kept, so focus and place stay too."""
        if [one.row.address for one in self.rows] == [one.address for one in rows]:
            for widget, row in zip(self.rows, rows, strict=True):
                done = self._marks.has(row)
                if (widget.row, widget.done) != (row, done):
                    widget.show_row(row, done=done)
        else:
            self._rebuild(rows)
        self._filter()
        self._count()

    def search(self, text: str) -> None:
        """Show only the rows whose label, value or section has ``text``."""
        self._wanted = text.strip().lower()
        self._filter()

    def show_open_only(self, on: bool) -> None:
        """Hide what is done with."""
        self._open_only = on
        self._filter()

    def copy_text(self, text: str) -> None:
        """Put a text where the browser pastes from."""
        self._copy(text)

    def clear_marks(self) -> None:
        """Begin again from the first row."""
        self._marks.clear()
        for one in self.rows:
            one.show_row(one.row, done=False)
        self._filter()
        self._count()

    def begin(self) -> None:
        """Put the focus on the first value that waits."""
        waiting = [one for one in self._shown() if one.row.text and not one.done]
        for one in (waiting or self._shown())[:1]:
            self._focus(one)

    # -- what a row asks for -------------------------------------------------------------------

    def _take(self, widget: ValueRow, on: bool) -> None:
        """Copy a value and tick it; with ``on`` go to the next that waits."""
        row = widget.row
        if not row.text:
            if on:
                self._walk(widget, 1)
            return
        if row.copyable:
            self._copy(row.text)
        ticked = True if row.copyable or on else not widget.done
        self._marks.put(row, ticked=ticked)
        widget.show_row(row, done=ticked)
        shown = self._shown()
        at = shown.index(widget) if widget in shown else len(shown)
        after = next((one for one in shown[at + 1 :] if one.row.text and not one.done), None)
        if on and after is not None:
            self._focus(after)
        if self._open_only:
            self._filter()
        self._count()
        self.told.emit(row, after is None)

    def _walk(self, widget: ValueRow, by: int) -> None:
        shown = self._shown()
        at = shown.index(widget) + by
        if 0 <= at < len(shown):
            self._focus(shown[at])

    def _focus(self, widget: ValueRow) -> None:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(widget, 0, 60)

    # -- how it is built -----------------------------------------------------------------------

    def _rebuild(self, rows: tuple[WebRow, ...]) -> None:
        for label, widgets in self._sections:
            for one in (label, *widgets):
                self._lines.removeWidget(one)
                one.hide()
                one.deleteLater()
        self._sections, self.rows = [], []
        for section, members in groupby(rows, key=lambda one: one.section):
            label = words(section, "panel")
            label.setContentsMargins(2, 14, 0, 6)
            self._lines.insertWidget(self._lines.count() - 2, label)
            widgets = [self._row(one) for one in members]
            self._sections.append((label, widgets))
            self.rows += widgets

    def _row(self, row: WebRow) -> ValueRow:
        widget = ValueRow(row, done=self._marks.has(row), parent=self)
        widget.chosen.connect(lambda on: self._take(widget, on))
        widget.moved.connect(lambda by: self._walk(widget, by))
        self._lines.insertWidget(self._lines.count() - 2, widget)
        return widget

    def _shown(self) -> list[ValueRow]:
        return [one for one in self.rows if not one.isHidden()]

    def _filter(self) -> None:
        for label, widgets in self._sections:
            for one in widgets:
                one.setVisible(self._fits(one))
            label.setVisible(any(not one.isHidden() for one in widgets))
        self.nothing.setVisible(not self._shown())

    def _fits(self, widget: ValueRow) -> bool:
        row = widget.row
        if self._open_only and (widget.done or not row.text):
            return False
        return self._wanted in f"{row.section}\n{row.label}\n{row.text}".lower()

    def _count(self) -> None:
        given = [one for one in self.rows if one.row.text]
        self.counted.emit(sum(1 for one in given if one.done), len(given))


def _to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
