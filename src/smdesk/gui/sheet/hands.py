"""What the editors of the sheet tell, and the keys that are not theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from smdesk.gui.sheet.editors import Editor, Standing
    from smdesk.gui.sheet.line import LineEditor
    from smdesk.gui.sheet.tickbox import TickBox

_Standard = QKeySequence.StandardKey


class Hands(Protocol):
    """What editors tell, and ask to have done."""

    @property
    def begun(self) -> Callable[[], None]:
        """The slot of running text's own signal of a change: it is `typed` in, soon."""

    def typed(self, editor: LineEditor) -> None:
        """A person typed, or an input method shows what it has not committed yet."""

    def ticked(self, editor: TickBox) -> None:
        """A person clicked a box or pressed the space bar on it."""

    def entered(self, editor: Editor) -> None:
        """The focus came."""

    def left(self, editor: Editor) -> None:
        """The focus went."""

    def pointed(self, editor: Standing) -> None:
        """The pointer came over it."""

    def pressed(self, editor: Editor, event: QKeyEvent) -> bool:
        """A key was pressed; true if it meant something to the table."""

    def walk(self, editor: Editor, *, forward: bool) -> bool:
        """Tab or Shift+Tab; false if there is nothing further on the page."""

    def paste(self, editor: Editor, data: QMimeData) -> bool:
        """A paste; true if it was a block of cells and is taken care of."""

    def grew(self, editor: Standing) -> None:
        """The text may need another height or width."""

    def moved(self, editor: Editor) -> None:
        """A key moved the cursor within the text."""

    def menu(self, editor: Editor, event: QContextMenuEvent) -> None:
        """The context menu was asked for."""


def tell_leaving(editor: Editor, event: QFocusEvent) -> None:
    if event.reason() is not Qt.FocusReason.PopupFocusReason:
        editor.hands.left(editor)


def is_undo(event: QKeyEvent) -> bool:
    """Return whether a key means undo."""
    return event.matches(_Standard.Undo)


def is_redo(event: QKeyEvent) -> bool:
    """Return whether a key means redo: Ctrl+Y, and Ctrl+Shift+Z."""
    if event.matches(_Standard.Redo):
        return True
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    wanted = ((Qt.Key.Key_Y, control), (Qt.Key.Key_Z, control | shift))
    return any(event.key() == key and event.modifiers() == held for key, held in wanted)
