"""What is dropped into the editor of a part: a paste at that place; what came from there moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent

from smdesk.gui.narrative import clipboard

if TYPE_CHECKING:
    from smdesk.gui.narrative.editor import PartEditor


def take(editor: PartEditor, event: QDropEvent) -> None:
    """Put what is dropped where it is let go; moving within a part is one step."""
    cursor, own = editor.cursorForPosition(event.position().toPoint()), editor.textCursor()
    at, start, stop = cursor.position(), own.selectionStart(), own.selectionEnd()
    internal = event.source() in {editor, editor.viewport()}
    inside = internal and start <= at <= stop
    if editor.isReadOnly() or inside or not clipboard.takes(event.mimeData()):
        event.ignore()
        return
    if internal:
        event.setDropAction(Qt.DropAction.CopyAction)
        with editor.untold():
            own.removeSelectedText()
        cursor.setPosition(at - (stop - start if at > stop else 0))
    event.accept()
    editor.setTextCursor(cursor)
    editor.setFocus()
    editor.pasted.emit(event.mimeData())
    if internal:
        editor.edited.emit("")
