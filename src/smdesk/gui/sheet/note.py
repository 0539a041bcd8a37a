"""What was found, said beside the cell that has the focus; it lies over the sheet and moves nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from smdesk.errors import Level
from smdesk.gui.sheet.marks import ICONS, NAMES, Mark
from smdesk.gui.sheet.spot import Cover, spot
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import breakable

_LEAST, _MOST = 360, 520
_PAD = 8
_ICON = 16
_SOFT = {"error": "error_soft", "check": "check_soft", "hint": "hint_soft"}

_SHOWN = 110
"""Characters of a sentence that are shown over the sheet; the panel has it whole."""


class FindingNote(QWidget):
    """The sentences of the findings of one cell; the pointer goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lines: tuple[tuple[Level, str], ...] = ()
        self._stands: tuple[QRect, QSize] | None = None
        self.hide()

    def say(
        self,
        mark: Mark,
        cell: QRect,
        table: QRect,
        seen: QRect,
        covers: Callable[[], Sequence[Cover]],
    ) -> None:
        """Stand by ``cell`` with what was found, where it hides least (see `spot`); else hide.

        It stays where it stands while cell and size are the same.
        """
        self.lines = tuple(
            (one.level, f"{NAMES[one.level]}　{breakable(_short(one.message))}")
            for one in mark.findings
            if not one.answered
        )
        if not self.lines:
            self.hide()
            return
        spoken = " ".join(text for _, text in self.lines)
        self.setAccessibleName(spoken.replace("\u200b", ""))
        width = max(_LEAST, min(_MOST, cell.width()))
        size = QSize(width, self._height(width))
        if self.isHidden() or self._stands != (cell, size):
            self._stands = cell, size
            place, _ = spot(size, cell, table, seen, covers())
            self.setGeometry(QRect(place, size))
            self.show()
            self.raise_()
        self.update()

    def _rects(self, width: int) -> list[QRect]:
        metrics = QFontMetrics(theme().font("text"))
        inner = width - 3 * _PAD - _ICON
        found, top = [], _PAD
        for _, text in self.lines:
            room = QRect(2 * _PAD + _ICON, top, inner, 10_000)
            used = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
            found.append(QRect(room.x(), top, inner, max(_ICON + 2, used.height())))
            top += found[-1].height() + _PAD // 2
        return found

    def _height(self, width: int) -> int:
        return self._rects(width)[-1].bottom() + _PAD

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        del event
        colour = theme().colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worst = self.lines[0][0] if self.lines else "hint"
        painter.setBrush(getattr(colour, _SOFT[worst]))
        painter.setPen(QPen(getattr(colour, worst), 1))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.setFont(theme().font("text"))
        for (level, text), place in zip(self.lines, self._rects(self.width()), strict=True):
            tint = getattr(colour, level)
            sign = pixmap(ICONS[level], _ICON, tint, self.devicePixelRatioF())
            painter.drawPixmap(_PAD, place.y() + 1, sign)
            painter.setPen(colour.text)
            painter.drawText(place, int(Qt.TextFlag.TextWordWrap), text)
        painter.end()


def _short(message: str) -> str:
    return message if len(message) <= _SHOWN else f"{message[: _SHOWN - 12]}……全文见右侧“问题”"
