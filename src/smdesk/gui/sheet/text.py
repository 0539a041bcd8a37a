"""The editor of running text: it wraps in its cell and makes the row higher."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from smdesk.gui.sheet.book import Slot
from smdesk.gui.sheet.hands import Hands, tell_leaving
from smdesk.gui.theme.tokens import theme

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why the focus goes and comes back: a menu, another window."""


class TextEditor(QTextEdit):
    """Running text that wraps in its cell and grows with it."""

    def __init__(self, slot: Slot, hands: Hands, parent: QWidget, side: Qt.AlignmentFlag) -> None:
        super().__init__(parent)
        self.slot = slot
        self.hands = hands
        self._composing = False
        self._waiting: str | None = None
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(False)
        document = self.document()
        document.setDocumentMargin(0)
        document.setDefaultTextOption(_option(side))
        self.textChanged.connect(hands.begun)

    def show_value(self, text: str, *, typing: bool = False) -> None:
        """Show what the session holds; only what differs is put in, the cursor goes there.

        While an input method composes, another text waits until that is done.
        """
        old = self.toPlainText()
        if self._composing and not typing:
            self._waiting = text if text != old else None
            return
        if typing or text == old:
            return
        if self.hasFocus():
            cursor = self.textCursor()
            _replace_middle(cursor, old, text)
            self.setTextCursor(cursor)
        else:
            self.setPlainText(text)
            self.moveCursor(QTextCursor.MoveOperation.End)
        self.hands.grew(self)

    @property
    def waits(self) -> bool:
        """Whether a text from elsewhere waits until an input method is done."""
        return self._waiting is not None

    def select(self) -> None:
        """Put the cursor behind the text."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def at_edge(self, key: Qt.Key) -> bool:
        """Return whether an arrow key leads out of the text."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        if key == Qt.Key.Key_Left:
            return cursor.atStart()
        if key == Qt.Key.Key_Right:
            return cursor.atEnd()
        up = key == Qt.Key.Key_Up
        move = QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down
        return not cursor.movePosition(move)

    def text(self) -> str:
        """The text without what an input method has not committed yet."""
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Put in text as if it were typed."""
        self.textCursor().insertText(text if self.slot.breaks else " ".join(text.split("\n")))

    def height_for(self, width: int) -> int:
        """Return the height of the text in ``width`` pixels."""
        document = self.document()
        if document.textWidth() != width:
            document.setTextWidth(width)
        return round(document.size().height() + 0.49)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        if not self.isReadOnly() and not self.hands.paste(self, source):
            self.put(source.text())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.take_ground()
        self.hands.entered(self)

    def take_ground(self) -> None:
        """Draw its own ground while it has the focus: a key then draws nothing of the sheet."""
        viewport = self.viewport()
        ground = viewport.palette()
        ground.setColor(viewport.backgroundRole(), theme().colour.sheet)
        viewport.setPalette(ground)
        viewport.setAutoFillBackground(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._end_composing()
        if event.reason() not in _STAYS:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        self.viewport().setAutoFillBackground(False)
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
            if not event.text():
                self.hands.moved(self)

    def wheelEvent(self, event: QEvent) -> None:  # noqa: N802
        event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        return self.hands.walk(self, forward=forward) or super().focusNextPrevChild(forward)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self.hands.pointed(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        self.hands.menu(self, event)


@cache
def _option(side: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption(side)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _replace_middle(cursor: QTextCursor, old: str, new: str) -> None:
    """Make ``old`` into ``new`` by changing only what differs; the cursor ends behind it."""
    limit = min(len(old), len(new))
    start = next((n for n in range(limit) if old[n] != new[n]), limit)
    end = next((n for n in range(limit - start) if old[-1 - n] != new[-1 - n]), limit - start)
    first, last = _units(old[:start]), _units(old[: len(old) - end])
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(new[start : len(new) - end])


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it: rare characters are two."""
    return len(text.encode("utf-16-le")) // 2
