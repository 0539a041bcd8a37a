"""Running text while nobody is at it: drawn as its editor draws it, at a part of the cost.

A `QTextEdit` is six widgets, each styled and shown; a page has dozens of them, and a person is in
one. So a cell of running text rests as one plain widget. The moment somebody comes to it, by key,
by pointer or by a jump, the sheet puts the `TextEditor` in its place.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from smdesk.gui.sheet.book import Slot
from smdesk.gui.sheet.hands import Hands
from smdesk.gui.sheet.text import TextEditor
from smdesk.gui.sheet.words import Words
from smdesk.gui.theme.tokens import theme


class RestingText(QWidget):
    """The text of a slot in its cell. ``wake`` gives the editor that has taken its place."""

    def __init__(
        self,
        slot: Slot,
        hands: Hands,
        parent: QWidget,
        side: Qt.AlignmentFlag,
        wake: Callable[[RestingText], TextEditor],
    ) -> None:
        super().__init__(parent)
        self.slot = slot
        self.hands = hands
        self._side = side
        self._wake = wake
        self._text = ""
        self._words: Words | None = None
        self._fixed = False
        self._held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def show_value(self, text: str, *, typing: bool = False) -> None:
        """Show what the session holds."""
        del typing  # nobody types here
        if text != self._text:
            self._text = text
            self._words = None
            self.hands.grew(self)
            self.update()

    def text(self) -> str:
        """The text that is shown."""
        return self._text

    def setReadOnly(self, fixed: bool) -> None:  # noqa: N802
        """Keep whether the editor will be one to read only."""
        self._fixed = fixed

    def isReadOnly(self) -> bool:  # noqa: N802
        """Return whether the editor will be one to read only."""
        return self._fixed

    def set_face(self, font: QFont) -> None:
        """Set the text in another face."""
        self.setFont(font)
        self._words = None

    def height_for(self, width: int) -> int:
        """Return the height of the text in ``width`` pixels, as `TextEditor` does."""
        return self._laid(width).height

    def _laid(self, width: int) -> Words:
        if self._words is None:
            self._words = Words(self._text, self.font(), self._side, leading=True)
        self._words.lay(width)
        return self._words

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        if self._text:
            painter = QPainter(self)
            self._laid(self.width()).draw(painter, 0, 0, theme().colour.sheet_text)
            painter.end()

    # -- somebody comes --------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        if event.reason() is not Qt.FocusReason.MouseFocusReason:  # else the press comes, and wakes
            self._wake(self).setFocus(event.reason())

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self.hands.pointed(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The editor gets the press; Qt sends what follows here, so it is passed on too."""
        self._held = True
        self._pass_on(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._held:
            self._pass_on(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._held:
            self._pass_on(event)
            self._held = False
            self.retire()

    def _pass_on(self, event: QMouseEvent) -> None:
        editor = self._wake(self)
        if event.type() is QEvent.Type.MouseButtonPress:
            editor.setFocus(Qt.FocusReason.MouseFocusReason)
        place = editor.viewport().mapFromGlobal(event.globalPosition())
        same = QMouseEvent(
            event.type(), place, event.globalPosition(),
            event.button(), event.buttons(), event.modifiers(),
        )  # fmt: skip
        QApplication.sendEvent(editor.viewport(), same)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        editor = self._wake(self)
        self._held = False  # the menu gets the release
        self.retire()
        self.hands.menu(editor, event)

    def retire(self) -> None:
        """Go; while a button is held, under the editor and once it is released."""
        self._text = ""
        if not self._held:
            self.hide()
            self.deleteLater()
