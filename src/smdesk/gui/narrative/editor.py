"""The text editor of one part: paragraphs of the notice's kinds, figures, nothing else.

It has no history of its own and no scroll bar: undo is the session's, the page scrolls. What a
person does is told by ``edited``; what the page puts in with `meet` tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget
from shiboken6 import isValid

from smdesk.gui.narrative import clipboard, commands, dropping
from smdesk.gui.narrative.caret import behind_change, paragraphs
from smdesk.gui.narrative.document import Paper
from smdesk.gui.narrative.figures import Figure, Shown
from smdesk.gui.narrative.look import Look
from smdesk.gui.narrative.markers import Markers, draw_invitation
from smdesk.gui.theme.tokens import theme
from smdesk.notices.declaration import Block
from smdesk.notices.models import OutlineItem

_KEY = QKeySequence.StandardKey
_ARROWS = frozenset(
    one.value for one in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
)
_LEAST = 3
"""Lines that an empty editor is high."""


class PartEditor(QTextEdit):
    """Edits what stands under one heading.

    ``edited(name)``: a person changed it (``name``: the step to name it by, empty for typing);
    ``undone`` and ``redone``: the keys were pressed; ``entered`` and ``left``: the focus came and
    went; ``stepped(±1)``: the caret ran over the edge; ``pasted(QMimeData)``: something is to be
    put in; ``carried(PartEditor, QMimeData)``: it is the selection of another part, which goes; ``asked(position)``: a menu is wanted; ``moved``: caret or selection moved;
    ``removed(count)``: figures went with other text; ``caption_wanted``: that of the chosen figure.
    """

    edited = Signal(str)
    undone = Signal()
    redone = Signal()
    entered = Signal()
    left = Signal()
    stepped = Signal(int)
    pasted = Signal(object)
    carried = Signal(object, object)
    asked = Signal(object)
    moved = Signal()
    removed = Signal(int)
    caption_wanted = Signal()

    def __init__(
        self, item: OutlineItem, shown: Shown, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.item = item
        self.composing = False
        self._told, self._still = True, False
        self._waiting: Sequence[Block] | None = None
        self.paper = Paper(self.document(), shown, look, self)
        self.markers = Markers(self.paper)
        self._framed: Figure | None = None
        self._empty = True
        self.setObjectName("part-editor")
        self.setAccessibleName(item.title)
        self.setAccessibleDescription(item.hint)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAcceptDrops(True)
        self.viewport().setAutoFillBackground(False)
        self.document().contentsChange.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.cursorPositionChanged.connect(self._moved)
        self.selectionChanged.connect(self._moved)
        self.dress()
        self._fit()

    # -- what it shows -----------------------------------------------------------------------

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that it holds."""
        return self.paper.blocks

    def meet(self, blocks: Sequence[Block]) -> None:
        """Show ``blocks``; the caret goes behind what became another. Waits for an input method."""
        if self.composing:
            self._waiting = tuple(blocks)
            return
        at = self.textCursor().position()
        before = paragraphs(self.document())
        written = self.paper.meet(blocks)
        if written is not None:
            cursor = self.textCursor()
            if self.hasFocus():
                cursor.setPosition(behind_change(before, self.document(), written))
            else:
                cursor.setPosition(min(at, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
            self._settle()

    def dress(self, look: Look | None = None) -> None:
        """Take the colours of the theme, and another look (zoom) if one is given."""
        colour = theme().colour
        self.setStyleSheet(
            "#part-editor { border: none; padding: 0; border-radius: 0; background: transparent;"
            f" color: {colour.sheet_text.name()}; selection-color: white;"
            f" selection-background-color: {colour.sheet_accent.name()}; }}"
        )
        if look is not None:
            self.paper.look = self.paper.figures.look = look
            self.document().setDefaultFont(look.font("body"))
            self.paper.fill(self.paper.blocks)
        self._fit()

    def redraw_figures(self) -> None:
        """Lay out and draw figures again: what is known of their pictures has changed."""
        document = self.document()
        self.paper.filling = True
        document.markContentsDirty(0, document.characterCount())
        self.paper.filling = False
        self.viewport().update()

    def mark_cells(self, found: Mapping[Figure, frozenset[tuple[int, int]]]) -> None:
        """Tint cells of tables in which words were found, and no others."""
        if found != self.paper.figures.found:
            self.paper.figures.found = found
            self.viewport().update()

    def show_block(self, index: int) -> None:
        """Put the caret at the beginning of block ``index``, unless it stands in that already."""
        place = self.document().findBlockByNumber(self.paper.paragraph_of(index))
        cursor = self.textCursor()
        if cursor.block() != place:
            cursor.setPosition(place.position())
            self.setTextCursor(cursor)

    def clean_up(self) -> None:
        """Take empty paragraphs away: the notice's typography has no empty lines."""
        if not isValid(self.paper.document):
            return  # the window is being taken down
        if not self.composing and any(not held for held in self.paper.held):
            self.paper.fill(self.paper.blocks)
            self._settle()

    # -- what a person does ------------------------------------------------------------------

    @contextmanager
    def doing(self, name: str) -> Iterator[QTextCursor]:
        """Tell the edits inside as one, named ``name``; gives a cursor at the caret."""
        before, self._told = self.blocks, False
        cursor = self.textCursor()
        cursor.beginEditBlock()
        try:
            yield cursor
        finally:
            cursor.endEditBlock()
            self._told = True
        if self.blocks != before:
            self.edited.emit(name)

    @contextmanager
    def untold(self) -> Iterator[None]:
        """Tell nothing of the edits inside: what follows tells them along."""
        self._told = False
        try:
            yield
        finally:
            self._told = True

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window, whose history they mean; take Tab in lists."""
        if not isinstance(event, QKeyEvent):
            return super().event(event)
        if (
            event.type() is QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
            and not self.isReadOnly()
            and commands.pressed(self, event)
        ):
            return True
        if event.type() is QEvent.Type.ShortcutOverride and (
            event.matches(_KEY.Undo) or event.matches(_KEY.Redo)
        ):
            event.ignore()
            return False
        if event.type() is QEvent.Type.ShortcutOverride and commands.asks_for_look(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take a key: undo means the session's, edges of figures and lists are kept."""
        if event.matches(_KEY.Undo):
            self.undone.emit()
        elif event.matches(_KEY.Redo):
            self.redone.emit()
        elif self.isReadOnly() or not commands.pressed(self, event):
            self._plain_key(event)

    def _plain_key(self, event: QKeyEvent) -> None:
        if event.key() not in _ARROWS:
            super().keyPressEvent(event)
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if not event.modifiers() and before == self.textCursor().position():
            self.stepped.emit(1 if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Right} else -1)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Take composed text; nothing else touches the text until it is committed."""
        begins = bool(event.preeditString() or event.commitString())
        if begins and not self.composing and not self.isReadOnly():
            commands.clear_of_figure(self)
        if self._waiting is not None and not event.preeditString():
            self._catch_up()
        self.composing = bool(event.preeditString())
        writes = event.commitString() or event.replacementLength()
        with self._silence(still=not writes and not self.textCursor().hasSelection()):
            super().inputMethodEvent(event)

    @contextmanager
    def _silence(self, *, still: bool = True) -> Iterator[None]:
        """Tell nothing of what happens inside, if it leaves the text as it is."""
        self._still = still
        try:
            yield
        finally:
            self._still = False

    def _catch_up(self) -> None:
        """Show what came while text was composed, before that is put in: neither is lost."""
        with self._silence():
            super().inputMethodEvent(QInputMethodEvent())
        self.composing = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.meet(waiting)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Return the selection with its structure, figures included, and as plain text."""
        return clipboard.mime_of(self)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Whether something can be pasted or dropped."""
        return clipboard.takes(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Ask for a paste; the page knows the outline and the store."""
        if not self.isReadOnly():
            self.pasted.emit(source)

    def current(self) -> QTextBlock:
        """Return the paragraph of the caret."""
        return self.textCursor().block()

    def chosen_figure(self) -> Figure | None:
        """Return the figure that is selected alone, or that the caret stands at."""
        cursor = self.textCursor()
        if cursor.hasSelection() and cursor.selectionEnd() - cursor.selectionStart() > 1:
            return None
        place = self.document().findBlock(cursor.selectionStart())
        return self.paper.figure_in(place)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that the caret is here."""
        super().focusInEvent(event)
        self._frame()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that the caret went, unless only a menu came."""
        super().focusOutEvent(event)
        self._frame()
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu; the caret goes where the pointer is, unless on the selection."""
        if (
            event.reason() is QContextMenuEvent.Reason.Mouse
            and not self.textCursor().hasSelection()
        ):
            self.setTextCursor(self.cursorForPosition(event.pos()))
        self.asked.emit(event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask for the caption of a figure; a word elsewhere."""
        place = self.cursorForPosition(event.position().toPoint()).block()
        if self.paper.figure_in(place) is not None and not self.isReadOnly():
            commands.select_figure(self, place)
            self.caption_wanted.emit()
            return
        super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Select a figure that was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            place = self.cursorForPosition(event.position().toPoint()).block()
            if self.paper.figure_in(place) is not None:
                commands.select_figure(self, place)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave scrolling to the page."""
        event.ignore()

    # -- how it is done ----------------------------------------------------------------------

    def _changed(self, position: int, removed: int, added: int) -> None:
        if self.paper.filling or self._still or (removed == 0 and added == 0):
            return
        turned, gone = self.paper.reread(position, added)
        if turned or self._empty != self.document().isEmpty():
            self._empty = self.document().isEmpty()
            self.viewport().update()
        if self._told:
            self.edited.emit("")
            if gone > 0:
                self.removed.emit(gone)

    def _moved(self) -> None:
        """Draw the frame of a figure that was chosen, and tell; typing does neither twice."""
        figure = self.chosen_figure() if self.hasFocus() else None
        if figure is not self._framed:
            self._framed = figure
            self.viewport().update()
        self.moved.emit()

    def _settle(self) -> None:
        self._empty = self.document().isEmpty()
        self._fit()
        self.viewport().update()

    def _fit(self) -> None:
        """Be as high as the text, at least a few lines."""
        look = self.paper.look
        least = round(look.em * 1.5 * _LEAST)
        high = max(least, round(self.document().size().height()) + 2)
        if high != self.height() or high != self.minimumHeight():
            self.setFixedHeight(high)

    def _frame(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            parent.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the text, then the markers of lists and the frame of a chosen figure."""
        super().paintEvent(event)
        chosen = self._framed is not None and self.hasFocus()
        if not (chosen or self._empty or self.markers.shown):
            return  # nothing but text: the usual case while one types
        painter = QPainter(self.viewport())
        if self.document().isEmpty() and not self.composing and not self.isReadOnly():
            draw_invitation(painter, self.document())
        self.markers.draw(painter, self.paper.look, QRectF(event.rect()))
        if chosen:
            layout = self.document().documentLayout()
            painter.setPen(theme().colour.sheet_accent)
            painter.drawRect(layout.blockBoundingRect(self.current()).adjusted(1, 1, -1, -1))
        painter.end()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take what is dropped as a paste at that place; what came from here moves."""
        super().dragLeaveEvent(QDragLeaveEvent())
        dropping.take(self, event)
