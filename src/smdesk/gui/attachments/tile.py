"""How one page of the strip is drawn: its picture as a small sheet, a tick and its number below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from smdesk.gui.attachments.pagethumbs import PageThumbs, Wish
from smdesk.gui.theme.icons import paint_icon
from smdesk.gui.theme.tokens import theme

if TYPE_CHECKING:
    from smdesk.gui.attachments.strip import Tile

TILE = int(Qt.ItemDataRole.UserRole) + 1
PICTURE = QSize(132, 168)
_PAD, _FOOT, _BOX = 10, 30, 16
_ICONS = {"error": "circle-x", "check": "triangle-alert", "hint": "info"}


def tick_area(rect: QRect) -> QRect:
    """Return where a click ticks the page of a tile."""
    return QRect(rect.left() + 4, rect.bottom() - _FOOT - 2, _BOX + 20, _FOOT)


class TileDelegate(QStyledItemDelegate):
    """Draws tiles; `thumbs` gives their pictures."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.thumbs: PageThumbs | None = None
        self.size = QSize(PICTURE.width() + 4 * _PAD, PICTURE.height() + 2 * _PAD + _FOOT)

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the one size that all tiles have."""
        del option, index
        return self.size

    def wish(self, tile: Tile, ratio: float) -> Wish:
        """Return the picture that a tile asks for."""
        box = (round(PICTURE.width() * ratio), round(PICTURE.height() * ratio))
        return Wish(tile.edit, box, judged=True)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one tile."""
        tile: Tile = index.data(TILE)
        rect, colour = option.rect, theme().colour
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inner = rect.adjusted(3, 3, -3, -3)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(inner, colour.selected)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(inner, colour.hover)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour.accent, 2))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 4, 4)
        level = self._picture(painter, rect, tile)
        self._foot(painter, rect, tile, level)
        painter.restore()

    def _picture(self, painter: QPainter, rect: QRect, tile: Tile) -> str:
        """Draw the page and return the level of what is to be said of it."""
        colour = theme().colour
        room = QRect(QPoint(rect.center().x() - PICTURE.width() // 2, rect.top() + _PAD), PICTURE)
        ratio = painter.device().devicePixelRatioF()
        seen = self.thumbs.of(self.wish(tile, ratio)) if self.thumbs else None
        painter.setOpacity(1.0 if tile.ticked else 0.45)
        if seen is None or seen.pixels is None:
            painter.setPen(QPen(colour.line, 1))
            painter.drawRect(room.adjusted(14, 0, -14, -1))
            icon = "loader-circle" if seen is None else "triangle-alert"
            place = QRectF(room.center().x() - 12, room.center().y() - 12, 24, 24)
            paint_icon(painter, icon, place, colour.text_muted)
        else:
            size = seen.pixels.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(
                room.center().x() - size.width() / 2, room.bottom() - size.height(),
                size.width(), size.height(),
            )  # fmt: skip
            painter.drawPixmap(place, seen.pixels, QRectF(seen.pixels.rect()))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour.line_strong, 1))
            painter.drawRect(place)
        painter.setOpacity(1.0)
        return seen.look.level if seen and seen.look else ""

    def _foot(self, painter: QPainter, rect: QRect, tile: Tile, level: str) -> None:
        colour = theme().colour
        middle = rect.bottom() - _FOOT // 2 - 2
        box = QRectF(rect.left() + 14, middle - _BOX / 2, _BOX, _BOX)
        painter.setPen(QPen(colour.accent if tile.ticked else colour.line_strong, 1.2))
        painter.setBrush(colour.accent if tile.ticked else colour.surface)
        painter.drawRoundedRect(box, 3, 3)
        if tile.ticked:
            paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), colour.on_accent)
        painter.setPen(colour.text if tile.ticked else colour.text_muted)
        painter.setFont(theme().font("small"))
        words = QRect(rect.left() + 38, middle - 12, 90, 24)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, f"第 {tile.edit.page} 页")
        right = rect.right() - 14
        for icon, shown, tint in (
            (_ICONS.get(level, "info"), bool(level), theme().meaning(level) if level else None),
            ("paperclip", bool(tile.links), colour.text_muted),
            ("pencil", not tile.edit.plain, colour.text_muted),
        ):
            if shown:
                right -= 18
                paint_icon(painter, icon, QRectF(right, middle - 8, 16, 16), tint)
