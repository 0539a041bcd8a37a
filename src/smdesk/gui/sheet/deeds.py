"""What a person does on the sheet, turned into edits of the session and moves of the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence

from smdesk.gui.sheet.editors import Editor, Standing
from smdesk.gui.sheet.hands import is_redo, is_undo
from smdesk.gui.sheet.later import Later
from smdesk.gui.sheet.line import LineEditor
from smdesk.gui.sheet.menu import show_menu
from smdesk.gui.sheet.pasting import block_for, offer_paste
from smdesk.gui.sheet.sharing import is_shares, offer_shares
from smdesk.gui.sheet.text import TextEditor
from smdesk.gui.sheet.tickbox import TickBox
from smdesk.gui.sheet.ticks import toggled
from smdesk.gui.sheet.walk import beside, towards
from smdesk.notices.models import Kind
from smdesk.notices.text import clean

if TYPE_CHECKING:
    from smdesk.gui.sheet.page import TablePage

_ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_NAMED = (Qt.Key.Key_Paste, Qt.Key.Key_Undo, Qt.Key.Key_Redo, Qt.Key.Key_Find)
_MEANT = frozenset(
    key.value
    for key in (
        *_ARROWS, *_ENTER, *_NAMED, Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_V, Qt.Key.Key_F,
        Qt.Key.Key_Insert, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
    )
)  # fmt: skip
"""Keys that may mean something to the table; any other is for the editor at once."""
_PLAIN = frozenset(key.value for key in (*_ARROWS, *_ENTER, *_NAMED))
"""Those that mean something alone."""
_NO = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_HELD = (_CONTROL | _SHIFT | _ALT | Qt.KeyboardModifier.MetaModifier).value


class Deeds:
    """The `Hands` of one page. ``typing`` is the editor whose own text is just being kept."""

    def __init__(self, page: TablePage) -> None:
        self._page = page
        self._bridge = page.bridge
        self._session = page.bridge.session
        self.typing: Editor | None = None
        self._hand: LineEditor | TextEditor | None = None
        self._later = Later(self._keep, page)
        self._begun = QTimer(page, singleShot=True, interval=0)
        self._begun.timeout.connect(self._later.ask)

    # -- values ----------------------------------------------------------------------------

    @property
    def begun(self) -> Callable[[], None]:
        """What running text calls with every key, without Python: text is in progress."""
        return self._begun.start

    def typed(self, editor: LineEditor) -> None:
        """Keep text in progress, as soon as it is painted: the eye comes first."""
        if self._hand is not editor:
            self.flush()
            self._hand = editor
        self._later.ask()

    def flush(self) -> None:
        """Keep text in progress now; every other deed begins with it."""
        if self._later.asked or self._begun.isActive():
            self._keep()

    def _keep(self) -> None:
        editor = self._hand
        self._later.withdraw()
        self._begun.stop()
        if editor is None or not self._page.view.holds(editor) or editor.waits:
            return
        address, text = editor.slot.address, editor.text()
        if text == self._session.value(address):
            return
        self._page.grow(editor.slot)
        self.typing = editor
        try:
            self._bridge.do(lambda: self._session.set_value(address, text, final=False))
        finally:
            self.typing = None
        self.moved(editor)

    def moved(self, editor: Editor) -> None:
        """Keep the cursor of running text in view, where its cell is higher than that."""
        if isinstance(editor, TextEditor) and editor.hasFocus():
            caret = editor.cursorRect()
            at = editor.viewport().mapTo(self._page.view, caret.center())
            self._page.ensureVisible(at.x(), at.y(), 0, caret.height())

    def ticked(self, editor: TickBox) -> None:
        """Put the boxes as a click leaves them."""
        slot = editor.slot
        if self._bridge.read_only:
            return
        self.flush()
        text = toggled(slot.field, self._session.value(slot.address), slot.choice or "")
        self._bridge.do(lambda: self._session.set_value(slot.address, text))

    def entered(self, editor: Editor) -> None:
        """Draw the ring, say what was found there, tell the session where the person is."""
        slot = editor.slot
        self.flush()
        self._hand = None if isinstance(editor, TickBox) else editor
        self._page.attend(slot)
        if not self._bridge.read_only:
            self._bridge.do(lambda: self._session.go_to(slot.address))

    def left(self, editor: Editor) -> None:
        """Commit what was typed, and show it as it is kept."""
        if not self._page.view.holds(editor):
            return
        self.flush()
        if not self._bridge.read_only:
            self._bridge.do(self._session.leave)
        self._page.unattend(editor.slot)
        editor.show_value(self._session.value(editor.slot.address))

    def grew(self, editor: Standing) -> None:
        """Give its cell another height."""
        self._page.grow(editor.slot)

    def pointed(self, editor: Standing) -> None:
        """Show the tools of its row."""
        self._page.hover(editor.slot.cell.row)

    def undo(self) -> None:
        """Take the last step back, and go where it was."""
        self._turn(back=True)

    def redo(self) -> None:
        """Do the last step again, and go where it was."""
        self._turn(back=False)

    def _turn(self, *, back: bool) -> None:
        self.flush()
        if not self._bridge.read_only:
            if (self._session.undo_step if back else self._session.redo_step) is None:
                return
            self._bridge.do(self._session.undo if back else self._session.redo)
            place = self._session.place
            if not self._page.go_to(place, only_here=True):
                self._page.jump.emit(place)

    # -- keys ------------------------------------------------------------------------------

    def pressed(self, editor: Editor, event: QKeyEvent) -> bool:
        """Return whether a key meant something to the table, and was done."""
        code = event.key()
        if code not in _MEANT or (code not in _PLAIN and not event.modifiers().value & _HELD):
            return False
        key = Qt.Key(code)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_undo(event) or is_redo(event):
            self._turn(back=is_undo(event))
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste_here(editor)
        if event.matches(QKeySequence.StandardKey.Find):
            self._page.find_field()
            return True
        if key in _ENTER:
            return self._enter(editor, held)
        if (key, held) == (Qt.Key.Key_Down, _ALT) and is_shares(editor.slot):
            self.share(editor)
            return True
        if self._row_key(editor, key, held):
            return True
        return key in _ARROWS and held == _NO and self._arrow(editor, key)

    def _arrow(self, editor: Editor, key: Qt.Key) -> bool:
        if not editor.at_edge(key):
            return False
        target = towards(self._page.editors, editor, key)
        if target is not None:
            self.go(target)
        return target is not None or not isinstance(editor, TextEditor)

    def _enter(self, editor: Editor, held: Qt.KeyboardModifier) -> bool:
        slot = editor.slot
        if held == _CONTROL and slot.place.repeat is not None:
            self._page.row_deed("add", slot.place.repeat, slot.place.row or 1)
            return True
        if isinstance(editor, TextEditor) and slot.breaks:
            if held in {_ALT, _SHIFT} and not editor.isReadOnly():
                editor.put("\n")
                return True
            if slot.field.kind is Kind.LONG_TEXT and held == _NO:
                return False
        if slot.place.year is not None and slot.kind == "blank":
            key = Qt.Key.Key_Up if held == _SHIFT else Qt.Key.Key_Down
            target = towards(self._page.editors, editor, key)
            if target is not None:
                self.go(target)
                return True
        self.walk(editor, forward=held != _SHIFT)
        return True

    def _row_key(self, editor: Editor, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        place = editor.slot.place
        deeds = {
            (Qt.Key.Key_Up, _ALT | _SHIFT): "up",
            (Qt.Key.Key_Down, _ALT | _SHIFT): "down",
            (Qt.Key.Key_Delete, _CONTROL | _SHIFT): "remove",
        }
        what = deeds.get((key, held))
        if what is None or place.repeat is None:
            return False
        tail = editor.slot.place.tail or ""
        self._page.row_deed(what, place.repeat, place.row or 1, tail)
        return True

    def walk(self, editor: Editor, *, forward: bool) -> bool:
        """Go to the next editor as the eye reads; at the end the page tells that it was passed."""
        target = beside(self._page.editors, editor, forward=forward)
        if target is not None:
            self.go(target, forward=forward)
            return True
        return self._page.pass_on(1 if forward else -1)

    def go(self, to: Standing, *, forward: bool = True) -> None:
        """Put the focus into an editor as if one had come by keyboard."""
        editor = self._page.view.take_up(to)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        editor.setFocus(reason)
        editor.select()

    # -- the clipboard ---------------------------------------------------------------------

    def _paste_here(self, editor: Editor) -> bool:
        data = QGuiApplication.clipboard().mimeData()
        if isinstance(editor, TextEditor) or data is None:
            return False
        if not self.paste(editor, data) and not isinstance(editor, TickBox):
            editor.put(clean(data.text(), multiline=False))
        return True

    def paste(self, editor: Editor, data: QMimeData) -> bool:
        """Offer to paste a block of cells; false where it is plain text for the editor itself."""
        self.flush()
        if self._bridge.read_only:
            return True
        block = block_for(editor.slot, data)
        if block is None:
            return False
        offer_paste(self._page, editor.slot, block)
        return True

    def share(self, editor: Editor) -> None:
        """Open shares line by line."""
        self.flush()
        if not self._bridge.read_only:
            offer_shares(self._page, editor.slot)

    def menu(self, editor: Editor, event: QContextMenuEvent) -> None:
        """Show the context menu, with the session's undo in it."""
        show_menu(self._page, self, editor, event)
