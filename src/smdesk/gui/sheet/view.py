"""The sheet: white paper on the desk, the printed table, the editors in its cells, their marks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from smdesk.errors import sentence
from smdesk.gui.sheet.book import Book, Slot
from smdesk.gui.sheet.cellview import CellView
from smdesk.gui.sheet.editors import Editor, Standing, make_editor, make_resting, may_rest
from smdesk.gui.sheet.evidence import Clips
from smdesk.gui.sheet.hands import Hands
from smdesk.gui.sheet.layout import Paper
from smdesk.gui.sheet.marks import NOTHING, Mark
from smdesk.gui.sheet.paint import (
    paint_cells_lines,
    paint_marks,
    paint_paper,
    paint_ring,
    sheet_style,
)
from smdesk.gui.sheet.resting import RestingText
from smdesk.gui.sheet.scale import Scale
from smdesk.gui.sheet.spot import DONE, HEAD, LATER, NEXT, Cover
from smdesk.gui.sheet.text import TextEditor
from smdesk.gui.sheet.tickbox import TickBox
from smdesk.gui.sheet.walk import beside, towards


class SheetView(QWidget):
    """Draws one `Book` and holds its editors, by the key of their slots, in reading order.

    ``hovered(row)`` tells the row of the grid under the pointer, -1 for none; ``clipped(addresses,
    at)`` that the evidence of values is asked for. While ``holding`` editors that grow move nothing:
    everything is laid out afterwards.
    """

    hovered = Signal(int)
    clipped = Signal(tuple, QPoint)

    def __init__(self, hands: Hands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setStyleSheet(sheet_style())
        self._hands = hands
        self.editors: dict[str, Standing] = {}
        self.marks: dict[str, Mark] = {}
        self.focus: Slot | None = None
        self.paper: Paper | None = None
        self.holding = False
        self.above: tuple[QWidget, ...] = ()
        self._stale = True
        self._space = (0, 0)
        self._cells: dict[str, CellView] = {}
        self._clips = Clips(self)

    def show_book(self, book: Book, scale: Scale) -> None:
        """Show a book; editors whose slots are the same stay, with their text and focus."""
        self.paper = Paper(book, scale)
        self._stale = True
        wanted = {slot.key: slot for slot in book.slots}
        for key in [one for one in self.editors if one not in wanted]:
            self._drop(self.editors.pop(key))
            self.marks.pop(key, None)
        kept = self.editors
        self.editors = {
            key: self._editor(kept.get(key), slot, book) for key, slot in wanted.items()
        }
        self._cells = {}
        for cell in self.paper.cells:
            cell.editors = {slot.key: self.editors[slot.key] for slot in cell.slots}
            for slot in cell.slots:
                self._cells[slot.key] = cell
                self._dress(self.editors[slot.key], cell)

    def _editor(self, old: Standing | None, slot: Slot, book: Book) -> Standing:
        if old is None:
            editor = (
                make_resting(slot, book, self._hands, self._wake, self)
                if may_rest(slot)
                else make_editor(slot, book, self._hands, self)
            )
            if self.isVisible():
                editor.show()
            return editor
        old.slot = slot
        return old

    def take_up(self, one: Standing) -> Editor:
        """Return the editor of what stands in a cell: one that rests is woken."""
        return self._wake(one) if isinstance(one, RestingText) else one

    def _wake(self, resting: RestingText) -> TextEditor:
        """Put the editor where its text rested; all that was said of it is said of the editor."""
        slot, paper = resting.slot, self.paper
        now = self.editors.get(slot.key)
        if isinstance(now, TextEditor):  # woken before, and not yet deleted
            return now
        assert paper is not None
        editor = make_editor(slot, paper.book, self._hands, self)
        assert isinstance(editor, TextEditor)
        cell = self._cells[slot.key]
        self._dress(editor, cell)
        editor.setReadOnly(resting.isReadOnly())
        editor.setToolTip(resting.toolTip())
        editor.setAccessibleDescription(resting.accessibleDescription())
        self.editors[slot.key] = cell.editors[slot.key] = editor
        editor.setGeometry(resting.geometry())
        resting.stackUnder(editor)
        for one in self.above:
            one.raise_()
        QWidget.setTabOrder(resting, editor)
        editor.setVisible(resting.isVisibleTo(self))
        held, self.holding = self.holding, True  # it is as high as the text that rested
        editor.show_value(resting.text())
        self.holding = held
        resting.retire()
        return editor

    def _drop(self, gone: Standing) -> None:
        """Take an editor away; without the focus first, or Qt asks it where the focus shall go."""
        if gone.hasFocus():
            gone.clearFocus()
            self.focus = None
        gone.hide()
        gone.deleteLater()

    def holds(self, editor: Editor) -> bool:
        """Return whether an editor is one of this sheet, not one that was just taken away."""
        return self.editors.get(editor.slot.key) is editor

    def _dress(self, editor: Standing, cell: CellView) -> None:
        if isinstance(editor, TickBox | RestingText):
            editor.set_face(cell.font)
        elif editor.font() != cell.font:
            editor.setFont(cell.font)

    # -- where things stand ----------------------------------------------------------------

    def fit(self, width: int, height: int) -> None:
        """Lay the sheet out for a viewport of this size, if it is not."""
        if (width, height) != self._space or self._stale:
            self._space = (width, height)
            self.lay_out(same=not self._stale)

    def lay_out(self, *, same: bool = False) -> None:
        """Work out every place anew; ``same`` if no other text is shown than before."""
        if self.paper is not None and self._space[0]:
            self._stale = False
            size = self.paper.lay_out(*self._space, same=same)
            if size != self.size():
                self.resize(size)
            self._clip()
            self.update()

    def _clip(self) -> None:
        """Let the clips stand where evidence is."""
        if self.paper is not None:
            self._clips.stand(self.paper.cells, self.marks, self.paper.scale.fine(12))
            for one in self.above:
                one.raise_()

    def grow(self, slot: Slot) -> None:
        """Give a slot's cell the height that its text needs now; rows below move only if it does."""
        cell = self._cells.get(slot.key)
        if cell is None or self.paper is None or not self._space[0] or self.holding:
            return
        if self.paper.changed(cell):
            self.lay_out(same=True)
        else:
            cell.fit(slot)
            if not slot.alone:
                self.update(cell.rect)

    def cell_of(self, slot: Slot) -> CellView:
        """Return the cell that a slot stands in."""
        return self._cells[slot.key]

    def covers(self, slot: Slot) -> list[Cover]:
        """Return what it costs to cover each other cell while the person is at a slot."""
        cells = self.paper.cells if self.paper else ()
        order = tuple(self.editors.values())
        here = self.editors[slot.key]
        ways = (beside(order, here, forward=True), towards(order, here, Qt.Key.Key_Down))
        soon = {self._cells[one.slot.key] for one in ways if one is not None}
        keys = list(self.editors)
        later = {self._cells[one] for one in keys[keys.index(slot.key) + 1 :]}
        mine = self._cells[slot.key]

        def cost(cell: CellView) -> int:
            if cell in soon:
                return NEXT
            return LATER if cell in later else DONE if cell.slots else HEAD

        return [(one.rect, cost(one)) for one in cells if one is not mine]

    def row_rect(self, row: int) -> QRect:
        """Return the place of a row of the grid."""
        return self.paper.row_rect(row) if self.paper else QRect()

    # -- what is drawn ---------------------------------------------------------------------

    def set_mark(self, slot: Slot, mark: Mark) -> None:
        """Show other marks at a slot; equal ones draw nothing."""
        old = self.marks.get(slot.key, NOTHING)
        if mark == old:
            return
        self.marks[slot.key] = mark
        if (mark.findings, mark.origin, mark.evidence) != (old.findings, old.origin, old.evidence):
            told = filter(None, (mark.origin, mark.evidence, slot.field.help or ""))
            self.editors[slot.key].setToolTip("\n".join(told))
            said = "\n".join(
                filter(None, (mark.said, mark.origin, mark.evidence, slot.field.help or ""))
            )
            self.editors[slot.key].setAccessibleDescription(said)
        if mark.evidence != old.evidence:
            self._clip()
        cell = self._cells[slot.key]
        if not cell.rect.isNull():
            self.update(cell.rect)

    def set_focus(self, slot: Slot | None) -> None:
        """Draw the ring around another slot."""
        for one in (self.focus, slot):
            if one is not None and one.key in self._cells:
                self.update(self._cells[one.key].rect.adjusted(-2, -2, 2, 2))
        self.focus = slot

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be drawn once with all editors.

        A stack wishes for every editor to be drawn, too; Qt draws a sheet that covers its ground by
        itself first, and then once more under each of them.
        """
        super().showEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paper = self.paper
        painter = QPainter(self)
        clip = event.rect()
        paint_paper(painter, paper, clip)
        if paper is not None:
            shown = [one for one in paper.cells if one.rect.intersects(clip)]
            for cell in shown:
                cell.paint(painter)
            paint_cells_lines(painter, paper, shown)
            for cell in shown:
                paint_marks(painter, cell, self.marks, paper.scale, self.focus)
            focus = self.focus
            if focus is not None and focus.key in self._cells:
                paint_ring(painter, self._cells[focus.key].slot_rect(focus), paper.scale)
        painter.end()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def restyle(self) -> None:
        """Draw in the colours of another look."""
        self.setStyleSheet(sheet_style())
        for editor in self.editors.values():
            if isinstance(editor, TextEditor) and editor.hasFocus():
                editor.take_ground()
        self.update()

    # -- the pointer -----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click beside an editor goes to the nearest one of that cell."""
        place = event.position().toPoint()
        cell = self._cell_at(place)
        if cell is not None and cell.slots:
            near = min(cell.slots, key=lambda one: self._distance(one, place))
            editor = self.take_up(self.editors[near.key])
            editor.setFocus(Qt.FocusReason.MouseFocusReason)
            if cell.alone is not None:
                editor.select()
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The press did everything."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = event.position().toPoint()
        self.hovered.emit(self.row_at(place))
        cell = self._cell_at(place)
        told = sentence("sheet.taken-from", origin=cell.origin) if cell and cell.origin else ""
        if told != self.toolTip():
            self.setToolTip(told)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.hovered.emit(-1)

    def row_at(self, place: QPoint) -> int:
        """Return the row of the grid at a height, -1 for none; the margins beside it count."""
        return self.paper.row_at(place.y()) if self.paper else -1

    def _cell_at(self, place: QPoint) -> CellView | None:
        cells = self.paper.cells if self.paper else ()
        return next((one for one in cells if one.rect.contains(place)), None)

    def _distance(self, slot: Slot, place: QPoint) -> int:
        return (self.editors[slot.key].geometry().center() - place).manhattanLength()
