"""The editor of one line: numbers, dates, codes, blanks within printed text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from smdesk.gui.sheet.book import Slot
from smdesk.gui.sheet.hands import Hands, tell_leaving
from smdesk.gui.sheet.shown import shown_text


class LineEditor(QLineEdit):
    """One line: a number, a date, a code. Shows thousands separators while not focused."""

    def __init__(self, slot: Slot, hands: Hands, parent: QWidget) -> None:
        super().__init__(parent)
        self.slot = slot
        self.hands = hands
        self._value = ""
        self._composing = False
        self._waiting: str | None = None
        self.setAcceptDrops(False)
        self.textEdited.connect(self._edited)

    def show_value(self, text: str, *, typing: bool = False) -> None:
        """Show what the session holds; ``typing`` while just this editor is being typed in.

        While an input method composes, another text waits until that is done.
        """
        if self._composing and not typing:
            self._waiting = text if text != self._value else None
            return
        self._value = text
        shown = text if self.hasFocus() else shown_text(self.slot.field, text)
        if not typing and shown != self.text():
            place = self.cursorPosition()
            self.setText(shown)
            self.setCursorPosition(min(place, len(shown)) if self.hasFocus() else 0)
            self.hands.grew(self)

    @property
    def waits(self) -> bool:
        """Whether a text from elsewhere waits until an input method is done."""
        return self._waiting is not None

    def select(self) -> None:
        """Select all, as a spreadsheet does with the cell that one comes to."""
        self.selectAll()

    def at_edge(self, key: Qt.Key) -> bool:
        """Return whether an arrow key leads out of the text."""
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            return True
        if self.hasSelectedText():
            return len(self.selectedText()) == len(self.text())
        if key == Qt.Key.Key_Left:
            return self.cursorPosition() == 0
        return self.cursorPosition() == len(self.text())

    def _edited(self) -> None:
        self.hands.typed(self)

    def put(self, text: str) -> None:
        """Put in text as if it were typed."""
        self.insert(" ".join(text.split("\n")))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        if self._value != self.text():
            self.setText(self._value)
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the style sheet takes it away
        self.hands.entered(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._end_composing()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        tell_leaving(self, event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Take composed text; what came from elsewhere meanwhile is shown before it is put in."""
        if not event.preeditString():
            self._catch_up()
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def _catch_up(self) -> None:
        waiting, self._waiting = self._waiting, None
        if self._composing and waiting is not None:
            super().inputMethodEvent(QInputMethodEvent())
            self._composing = False
            self.show_value(waiting)

    def _end_composing(self) -> None:
        """Give up what an input method shows and did not commit when the focus went."""
        if self._composing:
            QApplication.sendEvent(self, QInputMethodEvent())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if not self.hands.pressed(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        return self.hands.walk(self, forward=forward) or super().focusNextPrevChild(forward)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self.hands.pointed(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        self.hands.menu(self, event)
