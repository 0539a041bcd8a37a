"""The table page: one section of the paper table (or the cover, or the check sheet) to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QMetaMethod, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from smdesk.gui.bridge import SessionBridge
from smdesk.gui.sheet.book import Slot, open_book
from smdesk.gui.sheet.deeds import Deeds
from smdesk.gui.sheet.editors import Editor, Standing
from smdesk.gui.sheet.evidence import show_materials
from smdesk.gui.sheet.findbox import FindBox
from smdesk.gui.sheet.marks import NOTHING, Marks
from smdesk.gui.sheet.note import FindingNote
from smdesk.gui.sheet.rowtools import RowTools
from smdesk.gui.sheet.scale import LARGEST, SMALLEST, Scale
from smdesk.gui.sheet.sharing import SharesTool, is_shares
from smdesk.gui.sheet.tickbox import TickBox
from smdesk.gui.sheet.view import SheetView
from smdesk.gui.theme.watch import theme_signal
from smdesk.notices.address import parse
from smdesk.service.finder import Finder
from smdesk.service.session import Changes

_AROUND = 48
"""Pixels around the editor at hand that are to be seen."""
_STEP = 10


class TablePage(QScrollArea):
    """One step of the wizard as paper. Implements `Page`, `Zoomed`, `Finder`, `Ended`.

    ``jump(place)`` asks to go to a place of any step; ``linking(place)`` asks which page of an
    attachment shows a value; ``passed(1)`` tells that Tab or Enter went on
    behind the last editor, ``passed(-1)`` before the first; ``told(text)`` is a quiet note;
    ``zoomed(percent)`` that the wheel changed the scale.
    """

    jump = Signal(str)
    linking = Signal(str)
    passed = Signal(int)
    told = Signal(str)
    zoomed = Signal(int)

    def __init__(
        self, bridge: SessionBridge, step: str, *, zoom: int = 100, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.step = step
        self.bridge = bridge
        self._session = bridge.session
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._deeds = Deeds(self)
        self.view = SheetView(self._deeds)
        self.setWidget(self.view)
        self.view.setAutoFillBackground(False)  # it draws its own
        self.tools = RowTools(self.view)
        self.note = FindingNote(self.view)
        self.shares = SharesTool(self.view)
        self.view.above = (self.tools, self.note, self.shares)
        self._finder: FindBox | None = None
        self._zoom = zoom
        self._at: dict[str, list[Slot]] = {}
        self._fresh = False
        self._linked: object = None
        self._open()
        self.tools.asked.connect(self._asked)
        self.shares.clicked.connect(self._share)
        self.view.hovered.connect(self.hover)
        self.view.clipped.connect(partial(show_materials, self))
        theme_signal().changed.connect(self._restyle)

    # -- what is shown ---------------------------------------------------------------------

    @property
    def editors(self) -> tuple[Standing, ...]:
        """The editors as the eye reads them; running text that nobody is at rests."""
        return tuple(self.view.editors.values())

    def editor(self, key: str) -> Editor:
        """Return the editor of an address, or of ``address#box``; raises ``KeyError``."""
        return self.view.take_up(self.view.editors[key])

    def name_of(self, address: str) -> str:
        """Return how a person calls a value."""
        return self._session.label(address)

    def _open(self) -> None:
        """Draw the page for the rows that there are now."""
        session = self._session
        self.book = open_book(session.pack, session.form, self.step, session.years, session.rows)
        self.marks = Marks(self.book, session)
        self.view.holding = True
        self._show_book()
        self._at = {}
        for slot in self.book.slots:
            self._at.setdefault(slot.address, []).append(slot)
            editor = self.view.editors[slot.key]
            fixed = slot.address in session.form.fixed
            if isinstance(editor, TickBox):
                editor.setEnabled(not fixed and not self.bridge.read_only)
            else:
                editor.setReadOnly(fixed or self.bridge.read_only)
        self.refresh()
        self._fresh = True
        self.view.holding = False
        self.view.lay_out()

    def _show_book(self) -> None:
        typography = self._session.pack.notice.typography
        self.view.show_book(self.book, Scale(self._zoom, typography))

    def refresh(self) -> None:
        """Show every value and mark as the session has it."""
        self.marks.take_findings()
        for slot in self.book.slots:
            self._sync(slot)

    def _sync(self, slot: Slot, *, typing: bool = False) -> None:
        self.view.editors[slot.key].show_value(self._session.value(slot.address), typing=typing)
        self.view.set_mark(slot, self.marks.of(slot))

    def show_changes(self, changes: Changes) -> None:
        """Redraw what ``changes`` names, and nothing else."""
        mine = {row.repeat for row in self.book.grid.rows if row.repeat}
        if mine.intersection(changes.repeats):
            self._open()
            return
        typing = self._deeds.typing
        for address in changes.values:
            for slot in self._at.get(address, ()):
                own = typing is not None and typing.slot is slot and changes.cause == "edit"
                self._sync(slot, typing=own)
        for address in changes.origins:
            for slot in self._at.get(address, ()):
                self.view.set_mark(slot, self.marks.of(slot))
        if changes.attachments:
            self._mark_evidence()
        self._mark_rows(changes, mine)
        if changes.appeared or changes.vanished or changes.altered:
            for address in self.marks.take_findings():
                for slot in self._at.get(address, ()):
                    self.view.set_mark(slot, self.marks.of(slot))
            self._say()

    def _mark_evidence(self) -> None:
        """Show which values have pages of attachments, if other ones have; equal marks draw nothing."""
        files = self._session.declaration.attachments
        linked = [(one.slot, one.name, one.evidence) for one in files]
        if linked == self._linked:
            return
        self._linked = linked
        for slots in self._at.values():
            for slot in slots:
                self.view.set_mark(slot, self.marks.of(slot))

    def _mark_rows(self, changes: Changes, mine: set[str]) -> None:
        """A row that was begun wants its other values too."""
        if not mine:
            return
        rows = {
            (place.repeat, place.row)
            for one in changes.values
            if one in self._at and (place := parse(one)).repeat in mine
        }
        for slot in self.book.slots if rows else ():
            if (slot.place.repeat, slot.place.row) in rows:
                self.view.set_mark(slot, self.marks.of(slot))

    # -- where the person is ---------------------------------------------------------------

    def go_to(self, place: str, *, only_here: bool = False) -> bool:
        """Put the focus at a value (or ``address#box``); at the first editor for any other place.

        With ``only_here`` a place of another page moves nothing. Return whether the focus is here.
        """
        keys = [one.key for one in self._at.get(place, ())] or [place]
        found = [self.view.editors[one] for one in keys if one in self.view.editors]
        if not only_here:
            found += self.editors
        editor = next((one for one in found if one.isEnabled()), None)
        if editor is not None:
            self._enter(editor)
        return editor is not None

    def go_to_end(self) -> None:
        """Put the focus into the last editor."""
        editor = next((one for one in reversed(self.editors) if one.isEnabled()), None)
        if editor is not None:
            self._enter(editor)

    def _enter(self, editor: Standing) -> None:
        if not editor.hasFocus():
            self._deeds.go(editor)
        self._reveal(editor.slot)

    def leave(self) -> None:
        """Commit what is being typed."""
        self._deeds.flush()
        if not self.bridge.read_only:
            self.bridge.do(self._session.leave)

    def attend(self, slot: Slot) -> None:
        """The focus came to a slot: draw the ring, show the tools of its row and what was found."""
        self.view.set_focus(slot)
        self._reveal(slot)
        self.hover(slot.cell.row)
        if is_shares(slot) and not self.bridge.read_only:
            self.shares.stand(self.view.cell_of(slot).rect)
        else:
            self.shares.hide()
        self._say()

    def _share(self) -> None:
        if is_shares(self.view.focus) and self.view.focus is not None:
            self._deeds.share(self.editor(self.view.focus.key))

    def unattend(self, slot: Slot) -> None:
        """The focus went from a slot."""
        if self.view.focus is slot:
            self.view.set_focus(None)
            self.note.hide()
            self.shares.hide()

    def _reveal(self, slot: Slot) -> None:
        rect = self.view.cell_of(slot).slot_rect(slot)
        if self.isVisible() and not rect.isNull():
            middle = rect.center()
            room = self.viewport().height() // 2 - 1
            self.ensureVisible(
                middle.x(), middle.y(), min(_AROUND + rect.width() // 2, self.viewport().width() // 2),
                min(_AROUND + rect.height() // 2, room),
            )  # fmt: skip

    def _say(self) -> None:
        """Say what was found at the slot that has the focus."""
        slot, paper = self.view.focus, self.view.paper
        if slot is None or paper is None:
            self.note.hide()
            return
        first = self._at[slot.address][0] if slot.address in self._at else slot
        mark = self.view.marks.get(first.key, NOTHING)
        cell = self.view.cell_of(slot).rect
        self.note.say(mark, cell, paper.table, self._seen(), lambda: self.view.covers(slot))

    def _seen(self) -> QRect:
        """Return the part of the sheet that the person sees."""
        viewport = self.viewport()
        return QRect(self.view.mapFrom(viewport, viewport.rect().topLeft()), viewport.size())

    def grow(self, slot: Slot) -> None:
        """A slot's text needs another room."""
        self.view.grow(slot)
        if self.view.focus is slot:
            if self.note.isVisible():
                self._say()
            if self.tools.isVisible():
                self.hover(slot.cell.row)

    def pass_on(self, direction: int) -> bool:
        """Tell that a key led beyond the page; false if nobody listens."""
        if not self.isSignalConnected(QMetaMethod.fromSignal(self.passed)):
            return False
        self.passed.emit(direction)
        return True

    def find_field(self) -> None:
        """Open the search for a field of any step."""
        if self._finder is not None:
            self._finder.field.setFocus()
            return
        session = self._session
        finder = Finder(session.pack, session.form, session.years, session.rows)
        self._finder = FindBox(finder, self.window())
        self._finder.jump.connect(self._jumped)
        self._finder.closed.connect(self._found)

    def _found(self, given_up: bool) -> None:
        self._finder = None
        if given_up and self.isVisible():
            self.go_to(self._session.place, only_here=True)

    def _jumped(self, place: str) -> None:
        if place in self._at:
            self.go_to(place)
        else:
            self.jump.emit(place)

    # -- rows of a repeat ------------------------------------------------------------------

    def hover(self, row: int) -> None:
        """Show the tools of the row of a repeat under the pointer, else of the one at hand."""
        focus = self.view.focus
        if row < 0 or self.book.repeat_of(row) is None:
            row = focus.cell.row if focus is not None else -1
        place = self.book.repeat_of(row) if row >= 0 else None
        if place is None or self.bridge.read_only:
            self.tools.hide()
        else:
            self.tools.stand(place, self.view.row_rect(row), self.row_deeds(*place))

    def row_deeds(self, repeat: str, row: int) -> Mapping[str, bool]:
        """Return what can be done with a row: ``up``, ``down``, ``add``, ``remove``."""
        rows = self._session.rows.get(repeat, 0)
        most = next(one.most for one in self._session.form.repeat if one.id == repeat)
        return {"up": row > 1, "down": row < rows, "add": rows < most, "remove": True}

    def row_deed(self, what: str, repeat: str, row: int, tail: str = "") -> None:
        """Add a row below, remove, or move a row; the focus goes along."""
        session = self._session
        self._deeds.flush()
        if self.bridge.read_only or not self.row_deeds(repeat, row)[what]:
            return
        before = row + 1 if row < session.rows[repeat] else None
        target = {"up": row - 1, "down": row + 1, "add": row + 1, "remove": row}[what]
        deeds = {
            "add": lambda: session.insert_row(repeat, before),
            "remove": lambda: session.remove_row(repeat, row),
            "up": lambda: session.move_row(repeat, row, target),
            "down": lambda: session.move_row(repeat, row, target),
        }
        if self.bridge.do(deeds[what]):
            target = min(target, session.rows[repeat])
            names = [one.place.tail for one in self.book.slots if one.place.repeat == repeat]
            self.go_to(f"{repeat}[{target}].{tail or names[0]}")

    def _asked(self, what: str) -> None:
        if self.tools.place is not None:
            self.row_deed(what, *self.tools.place)

    # -- the scale, the look ---------------------------------------------------------------

    def set_zoom(self, percent: int) -> None:
        """Show the sheet at ``percent`` (50 to 200) of its usual size."""
        wanted = max(SMALLEST, min(LARGEST, percent))
        if wanted != self._zoom:
            self._zoom = wanted
            self._show_book()
            self._fit()
            if self.view.focus is not None:
                self._reveal(self.view.focus)
                self.attend(self.view.focus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Ctrl and the wheel change the scale."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom + (_STEP if event.angleDelta().y() > 0 else -_STEP))
            self.zoomed.emit(self._zoom)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self.isVisible():
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._deeds.flush()
        if not self._fresh:
            self.refresh()
        self._fresh = False
        self._fit()

    def _fit(self) -> None:
        self.view.fit(self.viewport().width(), self.viewport().height())
        if self.view.focus is not None and self.isVisible():
            self.attend(self.view.focus)

    def _restyle(self) -> None:
        self.view.restyle()
        self.tools.restyle()
