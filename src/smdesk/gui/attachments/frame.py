"""One page large, with a frame of eight handles that crops it.

Handles are dragged, or walked with the space bar and moved with the arrows (Shift: further); the
frame as a whole is moved by dragging inside it.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from smdesk.gui.theme.tokens import theme

Crop = tuple[int, int, int, int]
HANDLES = (
    ("左上角", (0, 1)), ("上边", (1,)), ("右上角", (2, 1)), ("右边", (2,)),
    ("右下角", (2, 3)), ("下边", (3,)), ("左下角", (0, 3)), ("左边", (0,)),
)  # fmt: skip
"""Name of each handle, and the sides (left, top, right, bottom) that it moves."""
LEAST = 60
"""Per mille of a side that a crop leaves at least."""
_STEP, _FAR = 5, 25
_REACH = 12
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


def moved_side(crop: Crop, side: int, by: int) -> Crop:
    """Return a crop with one side moved by so many per mille (right and down are positive)."""
    sides = list(crop)
    sides[side] += by if side < 2 else -by
    most = 1000 - LEAST - sides[(side + 2) % 4]
    sides[side] = max(0, min(sides[side], most, 900))
    return (sides[0], sides[1], sides[2], sides[3])


def moved_whole(crop: Crop, across: int, down: int) -> Crop:
    """Return a crop of the same size moved within the page."""
    across = max(-crop[0], min(across, crop[2]))
    down = max(-crop[1], min(down, crop[3]))
    return (crop[0] + across, crop[1] + down, crop[2] - across, crop[3] - down)


class CropView(QWidget):
    """Shows a page; ``cropped(crop, final)`` tells another frame, not final while it is dragged."""

    cropped = Signal(tuple, bool)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.crop: Crop = (0, 0, 0, 0)
        self.handle = 0
        self._pixels: QPixmap | None = None
        self._text = ""
        self._grid = False
        self._drag: tuple[int | None, QPointF, Crop] | None = None
        self.read_only = False
        self.angle = 0
        self._shown: object = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(320, 320))
        self._tell()

    def show_page(
        self, pixels: QPixmap | None, crop: Crop, text: str = "", shown: object = None
    ) -> None:
        """Show a page uncropped with a frame on it; ``text`` instead where there is no picture."""
        self._pixels, self._text, self._shown = pixels, text, shown
        if self._drag is None:
            self.crop = crop
        self._tell()
        self.update()

    def wait_for(self, shown: object, crop: Crop) -> None:
        """Show what is there while another picture is made; nothing of another page."""
        if shown != self._shown:
            self._pixels, self._text = None, ""
        self.show_page(self._pixels, crop, self._text, shown)

    def show_grid(self, *, shown: bool) -> None:
        """Lay a grid of level lines over the page: for straightening."""
        self._grid = shown
        self.update()

    def _tell(self) -> None:
        left, top, right, bottom = (f"{one / 10:g}%" for one in self.crop)
        name = HANDLES[self.handle][0]
        self.setAccessibleName(
            f"裁剪框，左 {left}，上 {top}，右 {right}，下 {bottom}；当前{name}，"
            "方向键移动，空格换到下一处"
        )

    # -- geometry ------------------------------------------------------------------------------

    def page_rect(self) -> QRectF:
        """Return where the page stands."""
        room = QRectF(self.rect()).adjusted(16, 16, -16, -16)
        if self._pixels is None or self._pixels.isNull():
            return room
        size = self._pixels.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        return place

    def frame_rect(self) -> QRectF:
        """Return where the frame stands."""
        page = self.page_rect()
        left, top, right, bottom = (one / 1000 for one in self.crop)
        return page.adjusted(
            left * page.width(), top * page.height(), -right * page.width(),
            -bottom * page.height(),
        )  # fmt: skip

    def handle_points(self) -> list[QPointF]:
        """Return where the handles stand, in the order of `HANDLES`."""
        frame = self.frame_rect()
        middle = frame.center()
        return [
            frame.topLeft(), QPointF(middle.x(), frame.top()), frame.topRight(),
            QPointF(frame.right(), middle.y()), frame.bottomRight(),
            QPointF(middle.x(), frame.bottom()), frame.bottomLeft(),
            QPointF(frame.left(), middle.y()),
        ]  # fmt: skip

    def _at(self, point: QPointF) -> int | None:
        near = [
            (abs(one.x() - point.x()) + abs(one.y() - point.y()), number)
            for number, one in enumerate(self.handle_points())
        ]
        distance, number = min(near)
        return number if distance <= _REACH * 1.6 else None

    # -- drawing -------------------------------------------------------------------------------

    def paintEvent(self, event: object) -> None:  # noqa: N802
        """Draw page, shade, frame and handles."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colour = theme().colour
        painter.fillRect(self.rect(), colour.desk)
        if self._pixels is None:
            painter.setPen(colour.text_muted)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        else:
            self._paint_page(painter, self._pixels)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour.accent, 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, pixels: QPixmap) -> None:
        page, frame, colour = self.page_rect(), self.frame_rect(), theme().colour
        painter.save()
        painter.setClipRect(page)
        painter.fillRect(page, colour.sheet)
        painter.translate(page.center())
        painter.rotate(self.angle / 10)
        painter.drawPixmap(page.translated(-page.center()), pixels, QRectF(pixels.rect()))
        painter.restore()
        shade = QColor(colour.desk)
        shade.setAlpha(190)
        outside = QPainterPath()  # odd-even: the page without the frame, in one piece
        outside.addRect(page)
        outside.addRect(frame)
        painter.fillPath(outside, shade)
        if self._grid:
            line = QColor(colour.sheet_accent)
            line.setAlpha(110)
            painter.setPen(QPen(line, 1))
            for number in range(1, 16):
                y = page.top() + page.height() * number / 16
                painter.drawLine(QPointF(page.left(), y), QPointF(page.right(), y))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour.sheet_accent, 1.5))
        painter.drawRect(frame)
        if self.read_only:
            return
        for number, point in enumerate(self.handle_points()):
            chosen = number == self.handle and self.hasFocus()
            painter.setBrush(colour.sheet_accent if chosen else colour.sheet)
            half = 6 if chosen else 4.5
            painter.drawRect(QRectF(point.x() - half, point.y() - half, 2 * half, 2 * half))

    # -- what a person does --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move the handle at hand with the arrows, go to the next one with the space bar."""
        arrow = _ARROWS.get(event.key())
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.read_only or self._pixels is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.handle = (self.handle + (-1 if back else 1)) % len(HANDLES)
            self._tell()
            self.update()
        elif arrow is not None:
            far = _FAR if back else _STEP
            crop = self.crop
            for side in HANDLES[self.handle][1]:
                crop = moved_side(crop, side, arrow[side % 2] * far)
            self._set(crop, final=True)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take a handle, or the frame."""
        here = event.position()
        at = self._at(here)
        self.setFocus()
        if self.read_only or self._pixels is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if at is not None:
            self.handle = at
        elif not self.frame_rect().contains(here) or not any(self.crop):
            return
        self._drag = (at, here, self.crop)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag what was taken; show what could be."""
        here = event.position()
        if self._drag is None:
            self._point(here)
            return
        at, start, crop = self._drag
        page = self.page_rect()
        by = (
            round((here.x() - start.x()) * 1000 / page.width()),
            round((here.y() - start.y()) * 1000 / page.height()),
        )
        if at is None:
            self._set(moved_whole(crop, *by), final=False)
            return
        for side in HANDLES[at][1]:
            crop = moved_side(crop, side, by[side % 2])
        self._set(crop, final=False)

    def _point(self, here: QPointF) -> None:
        shapes = (
            Qt.CursorShape.SizeFDiagCursor, Qt.CursorShape.SizeVerCursor,
            Qt.CursorShape.SizeBDiagCursor, Qt.CursorShape.SizeHorCursor,
        )  # fmt: skip
        at = None if self.read_only or self._pixels is None else self._at(here)
        self.setCursor(Qt.CursorShape.ArrowCursor if at is None else shapes[at % 4])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go: this is the crop."""
        del event
        dragged, self._drag = self._drag, None
        if dragged is not None and dragged[2] != self.crop:
            self.cropped.emit(self.crop, True)

    def _set(self, crop: Crop, *, final: bool) -> None:
        if crop != self.crop:
            self.crop = crop
            self._tell()
            self.update()
            self.cropped.emit(crop, final)

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """Ask for a picture of the new size."""
        del event
        self.resized.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the handle at hand."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show no handle at hand."""
        super().focusOutEvent(event)
        self.update()
