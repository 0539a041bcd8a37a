"""What is dropped into the editor of a part: a paste at that place; what came from a part moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from smdesk.errors import sentence
from smdesk.gui.narrative import clipboard, commands

if TYPE_CHECKING:
    from smdesk.gui.narrative.editor import PartEditor


def take(editor: PartEditor, event: QDropEvent) -> None:
    """Put what is dropped where it is let go; moving it, from another part too, is one step."""
    cursor, own = editor.cursorForPosition(event.position().toPoint()), editor.textCursor()
    at, start, stop = cursor.position(), own.selectionStart(), own.selectionEnd()
    internal = event.source() in {editor, editor.viewport()}
    inside = internal and start <= at <= stop
    if editor.isReadOnly() or inside or not clipboard.takes(event.mimeData()):
        event.ignore()
        return
    other = None if internal else _other_part(editor, event)
    if internal:
        with editor.untold():
            own.removeSelectedText()
        cursor.setPosition(at - (stop - start if at > stop else 0))
    if internal or other is not None:  # what is left behind is taken away here, not by Qt
        event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
    if clipboard.figures_alone(event.mimeData()):
        _between(cursor)
    editor.setTextCursor(cursor)
    editor.setFocus()
    if other is not None:
        editor.carried.emit(other, event.mimeData())
        return
    editor.pasted.emit(event.mimeData())
    if internal:
        editor.edited.emit("")


def _between(cursor: QTextCursor) -> None:
    """Go to the nearer end of the paragraph: a figure stands between two, it cuts none apart."""
    behind = cursor.positionInBlock() * 2 > cursor.block().length() - 1
    ends = QTextCursor.MoveOperation
    cursor.movePosition(ends.EndOfBlock if behind else ends.StartOfBlock)


def _other_part(editor: PartEditor, event: QDropEvent) -> PartEditor | None:
    """Return the part of the same page that something is moved from, ``None`` if it is copied."""
    source = event.source()
    if event.dropAction() is not Qt.DropAction.MoveAction or not isinstance(source, QWidget):
        return None
    for one in (source, source.parentWidget()):
        if isinstance(one, type(editor)) and one.window() is editor.window():
            return None if one.isReadOnly() else one
    return None


def what_moves(source: PartEditor) -> str:
    """Return what the step is called that moves the selection of a part to another one."""
    figure = source.chosen_figure()
    what = commands.figure_name(figure) if figure is not None else "所选内容"
    return sentence("pages.step-move-figure", what=what)
