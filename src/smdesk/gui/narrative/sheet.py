"""The sheet of the narrative: white paper on the desk, the outline's title, the parts below."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from smdesk.gui.narrative.look import Look
from smdesk.gui.narrative.part import ROOM, PartView
from smdesk.gui.theme.tokens import theme
from smdesk.notices.models import Outline
from smdesk.packet import page

_EDGE = 24
"""Pixels of desk on each side of the sheet."""
_LEAST_MARGIN = 32


class Sheet(QWidget):
    """Paper with the parts on it, as wide as A4 where there is room."""

    def __init__(self, outline: Outline, look: Look) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing below it is drawn
        self._look = look
        self._title = QLabel(outline.text_title)
        self._subtitle = QLabel(outline.subtitle or "")
        for label in (self._title, self._subtitle):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if not outline.subtitle:
            self._subtitle.hide()
        self.box = QVBoxLayout(self)
        self.box.setSpacing(16)
        self.box.addWidget(self._title)
        self.box.addWidget(self._subtitle)
        self.dress(look)

    def dress(self, look: Look) -> None:
        """Take the theme and a look."""
        self._look = look
        for label in (self._title, self._subtitle):
            label.setStyleSheet(f"color: {theme().colour.sheet_text.name()};")
        self._title.setFont(look.style_font("form_title"))
        self._subtitle.setFont(look.font("body"))
        self.update()

    def fit(self, room: int) -> None:
        """Be as wide as A4, or as the room allows; margins give way before the text does."""
        millimetre = self._look.millimetre
        width = min(round(page.PAGE_WIDTH * millimetre), max(360, room - 2 * _EDGE))
        spare = max(2 * _LEAST_MARGIN, width - self._look.text_width)
        left = spare * page.INNER / (page.INNER + page.OUTER)
        top = round(page.TOP * millimetre * 0.5)
        self.box.setContentsMargins(round(left) - ROOM, top, round(spare - left) - ROOM, top)
        self.setFixedWidth(width)

    def show_parts(self, views: Iterable[PartView]) -> None:
        """Lay the parts out in this order."""
        for number, view in enumerate(views):
            if self.box.indexOf(view) != number + 2:
                self.box.removeWidget(view)
                self.box.insertWidget(number + 2, view)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the paper."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().colour.sheet)
        painter.end()


class Desk(QWidget):
    """The ground that a sheet lies on, with its soft shadow."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.box = box = QHBoxLayout(self)
        box.setContentsMargins(0, _EDGE, 0, _EDGE)
        box.addStretch(1)
        box.addWidget(sheet, 0, Qt.AlignmentFlag.AlignTop)
        box.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw ground and shadow."""
        super().paintEvent(event)
        if self._sheet.geometry().contains(event.rect()):
            return  # the sheet draws it all
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().colour.desk)
        strength = theme().colour.shadow.alpha()
        shade = QColor(theme().colour.shadow)
        for step in range(1, 7):
            shade.setAlpha(max(2, strength // (step * 3)))
            around = self._sheet.geometry().adjusted(-step, -step + 2, step, step + 2)
            painter.setPen(shade)
            painter.drawRoundedRect(around, step, step)
        painter.end()


class SheetArea(QScrollArea):
    """Scrolls a sheet up and down, and keeps a place in view."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("正文")
        self.desk = Desk(sheet)
        self.setWidget(self.desk)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the sheet to the room."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Fit the sheet to the room."""
        self._sheet.fit(self.viewport().width())

    def show_place(self, inner: QWidget, place: QRect, margin: int = 48) -> None:
        """Bring a place inside ``inner`` into view; its top first."""
        desk = self.desk
        top = inner.mapTo(desk, place.topLeft()).y()
        bottom = inner.mapTo(desk, place.bottomLeft()).y()
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if bottom + margin > bar.value() + high:
            bar.setValue(bottom + margin - high)
        if top - margin < bar.value():
            bar.setValue(max(0, top - margin))

    def put_at_top(self, inner: QWidget) -> None:
        """Scroll so that ``inner`` begins near the top."""
        self.desk.box.activate()
        self.verticalScrollBar().setValue(max(0, inner.mapTo(self.desk, QPoint(0, 0)).y() - 24))
