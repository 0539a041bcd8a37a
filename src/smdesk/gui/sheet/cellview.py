"""One cell of the paper on the screen: what it needs, where its editors stand, how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from smdesk.gui.sheet.book import Book, Slot
from smdesk.gui.sheet.editors import Standing
from smdesk.gui.sheet.flow import Flow, set_lines
from smdesk.gui.sheet.line import LineEditor
from smdesk.gui.sheet.resting import RestingText
from smdesk.gui.sheet.scale import Scale
from smdesk.gui.sheet.text import TextEditor
from smdesk.gui.sheet.tickbox import TickBox
from smdesk.gui.sheet.words import Words
from smdesk.gui.theme.tokens import theme
from smdesk.notices.cells import GridCell
from smdesk.packet import page as paper
from smdesk.packet.pdf.estimate import MARGIN

_SIDES = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "justify": Qt.AlignmentFlag.AlignLeft,
}
_STYLES = {"heading": "table_heading", "label": "table_label"}
_DATE_GAP = 2.4
"""Em between 年, 月 and 日, where they are written in."""
_SLACK = 6
"""Pixels of an editor that are not text: QLineEdit's own margins and the cursor."""


def _says_origin(cell: GridCell, book: Book) -> bool:
    """Return whether a cell shows that its row was taken over: labels, seal boxes, boxes alone."""
    if cell.role in {"label", "signature"}:
        return True
    return cell.role == "option" and all(one.role == "option" for one in book.grid.by_row[cell.row])


class CellView:
    """A cell with its words or its editors; lengths in pixels of the view that it is drawn in."""

    def __init__(self, cell: GridCell, book: Book, scale: Scale) -> None:
        self.cell = cell
        self.rect = QRect()
        self._scale = scale
        self._borders = book.borders
        self.pieces = book.pieces.get((cell.row, cell.column), ())
        self.slots: Sequence[Slot] = [one for one in self.pieces if isinstance(one, Slot)]
        self.font = scale.font(self.style)
        self._metrics = scale.metrics(self.style)
        self.editors: dict[str, Standing] = {}
        self._flow: Flow | None = None
        self._origin = QPoint()
        self.origin = book.taken_from.get(cell.row, "") if _says_origin(cell, book) else ""
        self._words = None if self.slots or cell.sign else self._printed(book)

    @property
    def style(self) -> str:
        """The style of the typography that its text is set in."""
        return _STYLES.get(self.cell.role, "table") if self._borders else "cover_line"

    @property
    def alone(self) -> Slot | None:
        """Its only slot, if nothing else stands in it."""
        return self.slots[0] if len(self.slots) == 1 and self.slots[0].alone else None

    @property
    def printed_only(self) -> bool:
        """Whether it is a label: tinted on the screen."""
        return self.cell.role in {"label", "heading", "index"}

    def _printed(self, book: Book) -> Words:
        text = "".join(part.text for part in self.cell.parts if hasattr(part, "text"))
        align = self.cell.align
        if align is None and (self.cell.role == "index" or not self._borders):
            align = "center"
        style = getattr(book.pack.notice.typography, self.style)
        return Words(text, self.font, _SIDES[align or style.align])

    # -- how much room it takes -----------------------------------------------------------

    @property
    def margin(self) -> int:
        """Between its text and the lines over and under it."""
        return self._scale.mm(MARGIN)

    def _sides(self, width: int) -> tuple[int, int]:
        """Return the room left and right of its content; the marks of a value stand at the right."""
        side = self._scale.mm(paper.CELL_PADDING if width > self._scale.mm(32) else 0.8)
        if not self.slots:
            return side, side
        marks = max(side, self._scale.fine(17)) if width > self._scale.mm(32) else side
        alone = self.alone
        if alone is None:
            return side + 2, side + 2
        if isinstance(self.editors.get(alone.key), LineEditor):
            return side + 2, side
        return (marks if self.cell.align == "center" else side + 2), marks

    def need(self, width: int) -> int:
        """Return the height that its content asks for in a cell of ``width``."""
        if self.cell.sign is not None:
            return self._scale.mm(self.cell.sign.height)
        left, right = self._sides(width)
        inner = max(8, width - left - right)
        if self._words is not None:
            return self._words.lay(inner) + 2 * self.margin
        alone = self.alone
        below = self._below
        if alone is not None:
            return self.room(alone, inner)[1] + 2 * self.margin + below
        self._flow = set_lines(
            self.pieces, inner, self._metrics, self.room,
            centred=self.cell.align == "center",
        )  # fmt: skip
        return self._flow.height + 2 * self.margin + below

    @property
    def _below(self) -> int:
        """The room that a counter takes under the content."""
        return self._scale.fine(15) if any(one.field.limit for one in self.slots) else 0

    def room(self, slot: Slot, width: int) -> tuple[int, int]:
        """Return the width and height that an editor wants where it may have ``width``."""
        editor = self.editors[slot.key]
        metrics = self._metrics
        if isinstance(editor, TickBox):
            return editor.room(width)
        if isinstance(editor, TextEditor | RestingText):
            return width, max(editor.height_for(width), round(metrics.height()))
        if slot.alone or slot.block:
            return width, round(metrics.height())
        text = editor.text() or slot.placeholder
        least = metrics.horizontalAdvance("国" * (6 if slot.kind == "note" else 3))
        wide = max(least, metrics.horizontalAdvance(text)) + _SLACK + self._scale.fine(6)
        return min(width, round(wide)), round(metrics.height())

    def place(self, rect: QRect) -> None:
        """Stand in ``rect``: put the editors where they belong."""
        self.rect = rect
        alone = self.alone
        if alone is not None:
            self.editors[alone.key].setGeometry(self._place_alone(alone))
        elif self._flow is not None:
            left, _ = self._sides(rect.width())
            spare = self._spare(self._flow.height)
            self._origin = QPoint(rect.x() + left, rect.y() + spare)
            for key, place in self._flow.places.items():
                self.editors[key].setGeometry(place.translated(self._origin))

    def _place_alone(self, slot: Slot) -> QRect:
        rect = self.rect
        left, right = self._sides(rect.width())
        editor = self.editors[slot.key]
        unit = self._unit_width(slot)
        inner = QRect(rect.x() + left, rect.y(), rect.width() - left - right - unit, rect.height())
        if isinstance(editor, LineEditor) and self.cell.align == "center":
            inner = self._centred(editor, inner, unit + right - left)
        height = self.room(slot, inner.width())[1]
        inner.setY(rect.y() + self._spare(height))
        inner.setHeight(height)
        return inner

    def _centred(self, editor: LineEditor, inner: QRect, behind: int) -> QRect:
        """Return ``inner`` in the middle of the cell, unless the number is too wide for that."""
        text = self._metrics.horizontalAdvance(editor.text())
        if behind > 0 and text + _SLACK <= inner.width() - behind:
            return inner.adjusted(behind, 0, 0, 0)
        return inner

    def _unit_width(self, slot: Slot) -> int:
        if not slot.unit:
            return 0
        wide = self._scale.small_metrics.horizontalAdvance(slot.unit)
        return round(wide) + self._scale.fine(4)

    def _spare(self, height: int) -> int:
        """Return the room over a content of ``height``: half of it, on the cover nearly all."""
        spare = self.rect.height() - height
        return (spare - self._below + 1) // 2 if self._borders else spare - self.margin - 2

    def fit(self, slot: Slot) -> None:
        """Stand anew for another text of the same height."""
        if slot.alone:
            self.editors[slot.key].setGeometry(self._place_alone(slot))
        else:
            self.place(self.rect)

    def slot_rect(self, slot: Slot) -> QRect:
        """Return what the ring around a slot goes round: its cell, if it is alone in it."""
        if len(self.slots) == 1:
            return self.rect
        pad = self._scale.fine(3)
        return self.editors[slot.key].geometry().adjusted(-pad, -pad, pad, pad)

    def covers(self, slot: Slot, place: QRect) -> bool:
        """Return whether the editor of ``slot`` is in this cell and lies over ``place``."""
        editor = self.editors.get(slot.key)
        return editor is not None and editor.geometry().intersects(place)

    # -- how it is drawn -------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """Draw the tint, the printed words and the units; editors draw themselves."""
        colour = theme().colour
        if self.printed_only and self._borders:
            painter.fillRect(self.rect, colour.tint)
        if self._words is not None:
            left, _ = self._sides(self.rect.width())
            top = self._spare(self._words.height)
            self._words.draw(painter, self.rect.x() + left, self.rect.y() + top, colour.sheet_text)
            if self.origin:
                self._underline(painter, top + self._words.height + 1)
        elif self.cell.sign is not None:
            self._paint_sign(painter)
        else:
            self._paint_flow(painter)
            self._paint_unit(painter)
            if self.origin:
                left, right = self._sides(self.rect.width())
                self._dots(painter, left, self.rect.height() - 4, self.rect.width() - left - right)

    def _underline(self, painter: QPainter, below: int) -> None:
        """Draw dots under a label that the notice's own text does not print."""
        assert self._words is not None
        wide = min(self._words.natural, self.rect.width() - 4)
        self._dots(painter, (self.rect.width() - wide) // 2, below, wide)

    def _dots(self, painter: QPainter, left: int, below: int, wide: int) -> None:
        """Draw a dotted line in the cell, from its own corner."""
        x, y = self.rect.x() + left, self.rect.y() + below
        painter.setPen(QPen(theme().colour.sheet_muted, 1, Qt.PenStyle.DotLine))
        painter.drawLine(x, y, x + wide, y)

    def _paint_flow(self, painter: QPainter) -> None:
        if self._flow is None or self.alone is not None:
            return
        painter.setFont(self.font)
        painter.setPen(theme().colour.sheet_text)
        for one in self._flow.stretches:
            painter.drawText(
                QPointF(self._origin.x() + one.x, self._origin.y() + one.baseline), one.text
            )
        for slot in self.slots:
            if slot.kind != "box":
                place = self.editors[slot.key].geometry()
                painter.fillRect(
                    place.x(), place.bottom() + 1, place.width(), 1, theme().colour.sheet_muted
                )

    def _paint_unit(self, painter: QPainter) -> None:
        alone = self.alone
        if alone is None or not alone.unit:
            return
        editor = self.editors[alone.key].geometry()
        painter.setFont(self._scale.small)
        painter.setPen(theme().colour.sheet_muted)
        right = self._sides(self.rect.width())[1]
        lower = self.rect.y() + self._scale.fine(3)  # on the line of the digits, clear of the marks
        place = QRect(editor.right(), lower, 0, self.rect.height())
        place.setRight(self.rect.right() - right)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, alone.unit
        )

    def _paint_sign(self, painter: QPainter) -> None:
        """Draw a box for seal and signature as it is printed: pledge above, names and date below."""
        sign, scale, rect = self.cell.sign, self._scale, self.rect
        assert sign is not None
        metrics = self._metrics
        em, line = metrics.horizontalAdvance("国"), metrics.height()
        painter.setFont(self.font)
        painter.setPen(theme().colour.sheet_text)
        x = rect.x() + scale.mm(1.6)
        y = rect.y() + scale.mm(1.9) + metrics.ascent()
        painter.drawText(QPointF(x, y), sign.title)
        if self.origin:
            below = round(y + metrics.descent()) - rect.y()
            wide = round(metrics.horizontalAdvance(sign.title))
            self._dots(painter, round(x) - rect.x(), below, wide)
            painter.setPen(theme().colour.sheet_text)
        if sign.pledge:
            painter.drawText(QPointF(x + 2 * em, y + line + scale.mm(1.6)), sign.pledge)
        foot = rect.bottom() - scale.mm(2.8) - metrics.descent()
        step = line + scale.mm(4.2)
        left = rect.x() + rect.width() * 0.47
        for number, text in enumerate(reversed(sign.lines)):
            painter.drawText(QPointF(left, foot - number * step), text)
        right = rect.right() - scale.mm(4.6)
        for text in reversed((sign.date or "").split()):
            right -= round(metrics.horizontalAdvance(text))
            painter.drawText(QPointF(right, foot), text)
            right -= round(_DATE_GAP * em)
