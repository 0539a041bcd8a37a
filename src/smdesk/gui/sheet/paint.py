"""Drawing the paper, the notice's lines, and the marks of values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap, QRegion, QTransform

from smdesk.errors import Level
from smdesk.gui.sheet.marks import ICONS, NOTHING, Mark
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme

if TYPE_CHECKING:
    from smdesk.gui.sheet.book import Slot
    from smdesk.gui.sheet.cellview import CellView
    from smdesk.gui.sheet.layout import Paper
    from smdesk.gui.sheet.scale import Scale

_SHADOW = 7
_TALL = 256
"""Pixels of the strip that the shadow at a side is tiled from: few large tiles are quicker."""


def sheet_style() -> str:
    """Return the style of the editors: none of the tool's frames, the paper's colours."""
    colour = theme().colour
    plain = (
        "border: none; border-radius: 0; padding: 0; margin: 0; min-height: 0;"
        f"background: transparent; color: {colour.sheet_text.name()};"
        f"selection-background-color: {colour.sheet_accent.name()};"
        "selection-color: #ffffff;"
        f"placeholder-text-color: {colour.sheet_muted.name()};"
    )
    kinds = ("QLineEdit", "QTextEdit")
    states = [one + state for one in kinds for state in ("", ":focus", ":disabled", ":read-only")]
    ground = f"background: {colour.sheet.name()};"
    focused = ", ".join(f"{one}:focus" for one in kinds)
    return f"{', '.join(states)} {{ {plain} }} {focused} {{ {ground} }}"


def level_colour(level: Level) -> QColor:
    """Return the colour of a level on paper."""
    colour = theme().colour
    levels = {"error": colour.sheet_error, "check": colour.sheet_check, "hint": colour.sheet_hint}
    return levels[level]


def paint_paper(painter: QPainter, paper: Paper | None, clip: QRect) -> None:
    """Draw the desk, the sheet with its one soft shadow, and the titles."""
    colour = theme().colour
    if paper is None:
        painter.fillRect(clip, colour.desk)
        return
    if not paper.sheet.contains(clip):
        painter.setClipRegion(QRegion(clip).subtracted(QRegion(paper.sheet)))
        painter.fillRect(clip, colour.desk)
        painter.setClipping(False)
        soft = QColor(colour.shadow)
        for step in range(_SHADOW):
            soft.setAlphaF(colour.shadow.alphaF() * (1 - step / _SHADOW) ** 2)
            _edges(painter, paper.sheet.adjusted(-step - 1, -step + 1, step + 1, step + 2), soft)
        _sides(painter, paper.sheet, colour.shadow)
    painter.fillRect(paper.sheet & clip, colour.sheet)
    for title in paper.titles:
        if title.y <= clip.bottom() and title.y + title.words.height >= clip.top():
            title.words.draw(painter, title.x, title.y, colour.sheet_text)


def _edges(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Draw a line of 1 px along the upper and the lower side of a rectangle."""
    painter.fillRect(rect.x(), rect.y(), rect.width(), 1, colour)
    painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, colour)


def _sides(painter: QPainter, sheet: QRect, colour: QColor) -> None:
    """Draw the shadow at both sides from a strip: many columns of 1 px are slow to fill."""
    strip = _strip(colour.rgba())
    high = sheet.height() + 1
    painter.drawTiledPixmap(sheet.right() + 1, sheet.y() + 1, _SHADOW, high, strip)
    mirrored = strip.transformed(QTransform().scale(-1, 1))
    painter.drawTiledPixmap(sheet.x() - _SHADOW, sheet.y() + 1, _SHADOW, high, mirrored)


@cache
def _strip(rgba: int) -> QPixmap:
    """Return a piece of the shadow at the right, from the sheet outwards."""
    image = QImage(_SHADOW, _TALL, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    colour = QColor.fromRgba(rgba)
    whole = colour.alphaF()
    for step in range(_SHADOW):
        colour.setAlphaF(whole * (1 - step / _SHADOW) ** 2)
        for y in range(_TALL):
            image.setPixelColor(step, y, colour)
    return QPixmap.fromImage(image)


def paint_cells_lines(painter: QPainter, paper: Paper, cells: Sequence[CellView]) -> None:
    """Draw the lines around cells and the heavier one around the table; the cover has rules only."""
    line = theme().colour.sheet_line
    if not paper.book.borders:
        for cell in cells:
            if cell.cell.ruled:
                rect = cell.rect
                painter.fillRect(rect.x(), rect.bottom() - 2, rect.width(), 1, line)
        return
    painter.setPen(line)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRects([cell.rect for cell in cells])
    frame = paper.table
    painter.drawRects([frame, frame.adjusted(-1, -1, 1, 1)])


def paint_marks(
    painter: QPainter,
    cell: CellView,
    marks: Mapping[str, Mark],
    scale: Scale,
    focus: Slot | None,
) -> None:
    """Draw a cell's finding (bar and sign), the dot of a value still wanted, its counter, its origin."""
    worst: Level | None = None
    wanted = False
    carried = [mark for one in cell.slots if (mark := marks.get(one.key, NOTHING)).origin]
    if carried:
        _paint_origin(painter, cell, scale, newer=any(one.newer for one in carried))
    for slot in cell.slots:
        mark = marks.get(slot.key, NOTHING)
        wanted = wanted or mark.wanted
        level = mark.level
        order = ("hint", "check", "error")
        if level is not None and (worst is None or order.index(level) > order.index(worst)):
            worst = level
        if mark.count is not None or (focus is slot and slot.field.limit):
            _paint_count(painter, cell, mark.count or (0, slot.field.limit or 0), scale)
    rect = cell.rect
    size = scale.fine(10)
    corner = QRect(rect.right() - size - scale.fine(2), rect.y() + scale.fine(1) + 1, size, size)
    if worst is not None:
        colour = level_colour(worst)
        painter.fillRect(rect.x() + 1, rect.y() + 1, scale.fine(3), rect.height() - 1, colour)
        if focus is None or not cell.covers(
            focus, corner
        ):  # else its sentence is shown, with its sign
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(corner.topLeft(), pixmap(ICONS[worst], size, colour, ratio))
    elif wanted:
        paint_dot(painter, corner)


def _paint_origin(painter: QPainter, cell: CellView, scale: Scale, *, newer: bool) -> None:
    """Draw the small arrow of a value that was taken over; in another colour where it is too old."""
    colour = theme().colour
    size = scale.fine(8)
    place = QRect(cell.rect.x() + scale.fine(4), cell.rect.y() + 1, size, size)
    tone = colour.sheet_check if newer else colour.sheet_muted
    ratio = painter.device().devicePixelRatio()
    name = "rotate-cw" if newer else "arrow-right"
    painter.drawPixmap(place.topLeft(), pixmap(name, size, tone, ratio))


def paint_dot(painter: QPainter, place: QRect) -> None:
    """Draw the hollow dot of a value that is required and not there."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().colour.sheet_muted, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = place.width() * 0.28
    painter.drawEllipse(QPointF(place.center()) + QPointF(0.5, 0.5), radius, radius)
    painter.restore()


def _paint_count(painter: QPainter, cell: CellView, count: tuple[int, int], scale: Scale) -> None:
    many, limit = count
    colour = theme().colour
    painter.setFont(scale.small)
    painter.setPen(colour.sheet_error if many > limit else colour.sheet_muted)
    place = cell.rect.adjusted(0, 0, -scale.fine(5), -scale.fine(3))
    painter.drawText(
        place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, f"{many}/{limit} 字"
    )


def paint_ring(painter: QPainter, rect: QRect, scale: Scale) -> None:
    """Draw the focus: a ring of 2 px inside the cell."""
    del scale
    pen = QPen(theme().colour.sheet_accent, 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(2, 2, -1, -1))
