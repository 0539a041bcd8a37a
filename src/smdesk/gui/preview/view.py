"""The desk with the sheets on it: scrolled, zoomed, painted where it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from smdesk.gui.preview.sheets import (
    MARGIN,
    MM_AN_INCH,
    SCREEN_DPI,
    STEPS,
    Box,
    Desk,
    Mode,
    Sheet,
    dots_of,
    fitting,
    lay_out,
    nearest,
    scale_of,
)
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.packet.page import PAGE_HEIGHT, PAGE_WIDTH

FIT = 0
"""The zoom that fits a row into the window's width."""
_LEAST_STEP = 48
_SHADOW = 4


class PageView(QAbstractScrollArea):
    """Shows sheets; its source gives what is drawn of one.

    ``moved`` tells that other sheets show or at another size; ``zoomed`` that the zoom was changed.
    """

    moved = Signal()
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: Callable[[Sheet], QImage | None] = lambda _: None
        self._sheets: tuple[Sheet, ...] = ()
        self._mode: Mode = "single"
        self._zoom = FIT
        self._desk: Desk = lay_out((), "single", 1.0, 100)
        self._mark: tuple[int, float] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("页面预览")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # Always there: a bar that comes and goes would change the width that pages fit into.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        theme_signal().changed.connect(self.viewport().update)

    # -- what it shows ---------------------------------------------------------------------------

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets in order."""
        return self._sheets

    @property
    def mode(self) -> Mode:
        """Single pages or spreads."""
        return self._mode

    @property
    def zoom(self) -> int:
        """The zoom in percent, or `FIT`."""
        return self._zoom

    @property
    def scale(self) -> float:
        """Pixels a mm."""
        if self._zoom == FIT:
            return fitting(self.viewport().width(), self._mode)
        return scale_of(self._zoom)

    @property
    def percent(self) -> float:
        """The size shown in percent of that on paper, whatever the zoom."""
        return self.scale * MM_AN_INCH / SCREEN_DPI * 100

    @property
    def ppi(self) -> float:
        """Dots an inch of paper at which an image is sharp."""
        return dots_of(self.scale)[0] * self.devicePixelRatioF() / PAGE_WIDTH * MM_AN_INCH

    @property
    def current(self) -> int:
        """The index of the sheet at hand: the first of the row in the middle of the window."""
        if not self._sheets:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        return self._desk.rows[self._desk.row_at(middle)][0]

    @property
    def at_start(self) -> bool:
        """Whether nothing lies above what shows."""
        return self.verticalScrollBar().value() <= MARGIN

    @property
    def at_end(self) -> bool:
        """Whether nothing lies below what shows."""
        return self.verticalScrollBar().value() >= self.verticalScrollBar().maximum()

    def showing(self) -> tuple[Sheet, ...]:
        """Return the sheets that the window shows now."""
        top = self.verticalScrollBar().value()
        found = self._desk.between(top, top + self.viewport().height())
        return tuple(self._sheets[number] for number in found)

    def set_source(self, image: Callable[[Sheet], QImage | None]) -> None:
        """Ask ``image`` for what is drawn of a sheet (``None``: nothing yet) while painting."""
        self._source = image

    def set_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show other sheets; the place on the desk is kept where it still is."""
        if tuple(sheets) != self._sheets:
            self._sheets = tuple(sheets)
            self._lay_out()
        self.viewport().update()

    def set_mode(self, mode: Mode) -> None:
        """Show single pages or spreads; the sheet at hand stays."""
        if mode != self._mode:
            current = self.current
            self._mode = mode
            self._lay_out()
            self.go_to(current)
            self.zoomed.emit()

    def set_zoom(self, percent: int) -> None:
        """Show pages at ``percent`` of their size on paper, or `FIT`; the middle stays."""
        percent = percent if percent == FIT else min(max(percent, STEPS[0]), STEPS[-1])
        if percent == self._zoom:
            return
        bar, high = self.verticalScrollBar(), max(1, self._desk.height)
        middle = (bar.value() + self.viewport().height() / 2) / high
        self._zoom = percent
        self._lay_out()
        bar.setValue(round(middle * self._desk.height - self.viewport().height() / 2))
        across = self.horizontalScrollBar()
        across.setValue((across.minimum() + across.maximum()) // 2)
        self.zoomed.emit()

    def zoom_step(self, direction: int) -> None:
        """Zoom in (1) or out (-1) by a step."""
        self.set_zoom(nearest(self.percent, direction))

    # -- where it is -----------------------------------------------------------------------------

    def go_to(self, number: int) -> None:
        """Bring a sheet to the top of the window."""
        if 0 <= number < len(self._sheets):
            self.verticalScrollBar().setValue(self._desk.boxes[number].y - MARGIN)

    def turn(self, rows: int) -> None:
        """Go some rows on or back."""
        row = self._desk.row_at(self._desk.boxes[self.current].y) if self._sheets else 0
        wanted = min(max(0, row + rows), len(self._desk.rows) - 1)
        if self._sheets:
            self.go_to(self._desk.rows[wanted][0])

    def show_place(self, sheet: Sheet, top: float) -> None:
        """Mark a height (mm) of a sheet and bring it into view; what shows already stays."""
        if sheet not in self._sheets:
            return
        number = self._sheets.index(sheet)
        self._mark = (number, top)
        box = self._desk.boxes[number]
        y, bar, high = box.y + top * self.scale, self.verticalScrollBar(), self.viewport().height()
        if not bar.value() + MARGIN <= y <= bar.value() + high - 3 * MARGIN:
            bar.setValue(round(y - high / 3))
        self.viewport().update()

    def clear_place(self) -> None:
        """Take the mark away."""
        self._mark = None
        self.viewport().update()

    # -- how it is drawn -------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the sheets that show."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme().colour.desk)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.save()
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        painter.translate(-across, -down)
        area = event.rect().translated(across, down)
        for number, box in enumerate(self._desk.boxes):
            place = QRect(box.x, box.y, box.width, box.height)
            if place.adjusted(-_SHADOW, -_SHADOW, _SHADOW, _SHADOW).intersects(area):
                self._paint_sheet(painter, self._sheets[number], place)
        self._paint_mark(painter)
        painter.restore()
        if self.hasFocus():
            painter.setPen(theme().colour.accent)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _paint_sheet(self, painter: QPainter, sheet: Sheet, place: QRect) -> None:
        colours = theme().colour
        shade = QColor(colours.shadow)
        shade.setAlpha(max(6, shade.alpha() // _SHADOW))
        for step in range(1, _SHADOW + 1):
            painter.fillRect(place.adjusted(-step + 1, 0, step - 1, step), shade)
        painter.fillRect(place, colours.sheet)
        image = self._source(sheet)
        if image is not None:
            painter.drawImage(QRectF(place), image)
            if theme().is_dark:  # paper stays light, dimmed a little
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                painter.fillRect(place, colours.sheet)
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _paint_mark(self, painter: QPainter) -> None:
        if self._mark is None or self._mark[0] >= len(self._sheets):
            return
        number, top = self._mark
        box: Box = self._desk.boxes[number]
        y = box.y + top * self.scale
        painter.fillRect(
            QRectF(box.x, y, 3, max(10.0, 7 * self.scale)), theme().colour.sheet_accent
        )

    def _lay_out(self) -> None:
        port = self.viewport()
        self._desk = lay_out(self._sheets, self._mode, self.scale, port.width())
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, self._desk.height - port.height()))
        down.setPageStep(port.height())
        down.setSingleStep(_LEAST_STEP)
        across.setRange(0, max(0, self._desk.width - port.width()))
        across.setPageStep(port.width())
        across.setSingleStep(_LEAST_STEP)
        port.update()
        self.moved.emit()

    def _scrolled(self) -> None:
        self.viewport().update()
        self.moved.emit()

    # -- the hand --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the pages again; the height in the book is kept."""
        super().resizeEvent(event)
        bar, high = self.verticalScrollBar(), max(1, self._desk.height)
        share = bar.value() / high
        self._lay_out()
        bar.setValue(round(share * self._desk.height))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll, or zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Turn pages with PgUp and PgDn, Home and End; zoom with Ctrl and +, −, 0.

        The arrows to the sides turn pages too, unless there is something to scroll to.
        """
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        whole = self.horizontalScrollBar().maximum() == 0
        match event.key():
            case Qt.Key.Key_PageDown:
                self.turn(1)
            case Qt.Key.Key_PageUp:
                self.turn(-1)
            case Qt.Key.Key_Right if whole:
                self.turn(1)
            case Qt.Key.Key_Left if whole:
                self.turn(-1)
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to(len(self._sheets) - 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal if control:
                self.zoom_step(1)
            case Qt.Key.Key_Minus if control:
                self.zoom_step(-1)
            case Qt.Key.Key_0 if control:
                self.set_zoom(FIT)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:  # noqa: N802
        """Show the focus."""
        self.viewport().update()
        super().focusInEvent(event)  # type: ignore[arg-type]

    def focusOutEvent(self, event: object) -> None:  # noqa: N802
        """Take the focus ring away."""
        self.viewport().update()
        super().focusOutEvent(event)  # type: ignore[arg-type]

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of a page at half its size on paper."""
        scale = scale_of(50)
        return QSize(round(PAGE_WIDTH * scale), round(PAGE_HEIGHT * scale))

    def sheet_at(self, point: QPointF) -> Sheet | None:
        """Return the sheet under a point of the window."""
        x = point.x() + self.horizontalScrollBar().value()
        y = point.y() + self.verticalScrollBar().value()
        found = (n for n, box in enumerate(self._desk.boxes) if box.holds(x, y))
        number = next(found, None)
        return None if number is None else self._sheets[number]
