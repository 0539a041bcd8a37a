"""The editors of the sheet. None has a frame: the cell is the frame.

Editors never change a value. They tell their `Hands` what a person does; `show_value` puts in what
the session holds and is never heard as an edit.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from smdesk.gui.sheet.book import Book, Slot
from smdesk.gui.sheet.hands import Hands
from smdesk.gui.sheet.line import LineEditor
from smdesk.gui.sheet.resting import RestingText
from smdesk.gui.sheet.text import TextEditor
from smdesk.gui.sheet.tickbox import TickBox

Editor = LineEditor | TextEditor | TickBox
Standing = Editor | RestingText
"""What stands in a cell: an editor, or running text that nobody is at."""

_SIDES = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def make_editor(slot: Slot, book: Book, hands: Hands, parent: QWidget) -> Editor:
    """Return the editor that suits a slot, named for a screen reader, without a face yet."""
    editor: Editor
    if slot.kind == "box":
        editor = TickBox(slot, hands, parent)
    elif slot.wraps:
        editor = TextEditor(slot, hands, parent, side_of(slot))
    else:
        editor = LineEditor(slot, hands, parent)
        editor.setAlignment(side_of(slot))
    _name(editor, slot, book)
    return editor


def may_rest(slot: Slot) -> bool:
    """Return whether a slot's editor may wait until somebody comes to it.

    Not where a screen reader is at work: it reads editors that nobody has come to yet.
    """
    return slot.kind != "box" and slot.wraps and not QAccessible.isActive()


def make_resting(
    slot: Slot,
    book: Book,
    hands: Hands,
    wake: Callable[[RestingText], TextEditor],
    parent: QWidget,
) -> RestingText:
    """Return what stands in a cell of running text until somebody comes to it, named likewise."""
    resting = RestingText(slot, hands, parent, side_of(slot), wake)
    _name(resting, slot, book)
    return resting


def _name(one: Standing, slot: Slot, book: Book) -> None:
    one.setAccessibleName(" ".join(book.path(slot)))
    one.setObjectName(slot.key)
    if slot.field.help:
        one.setToolTip(slot.field.help)


def side_of(slot: Slot) -> Qt.AlignmentFlag:
    """Return where a value stands in its cell: as printed, numbers right where nothing is said."""
    if slot.alone and slot.cell.align is not None:
        return _SIDES[slot.cell.align]
    if not slot.alone:
        inline = slot.kind == "blank" and not slot.block
        return _SIDES["center" if inline else "left"]
    return _SIDES["right" if slot.field.kind.numeric else "left"]
