"""One count as bars: a name, a bar, a number a line; it follows the theme and can be read out."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.service.desk.statistics import Chart

_LINE, _BAR, _PAD = 26, 14, 8
_NAMES, _NUMBERS = 230, 56
_WIDE = 260


class Bars(QWidget):
    """A line for each name of a count, the longest bar as wide as there is room."""

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = "，".join(f"{name} {count}" for name, count in chart.bars)
        self.setAccessibleName(f"{chart.title}：{said or '没有'}")
        theme_signal().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(_NAMES + _NUMBERS + _WIDE, max(1, len(self.chart.bars)) * _LINE + _PAD)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(_NAMES + _NUMBERS + 80, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter, look = QPainter(self), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("text"))
        if not self.chart.bars:
            painter.setPen(look.colour.text_muted)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, "没有可计的申报")
        most = max((count for _, count in self.chart.bars), default=0)
        for at, (name, count) in enumerate(self.chart.bars):
            self._draw(painter, QRect(0, at * _LINE, self.width(), _LINE), (name, count), most)
        painter.end()

    def _draw(self, painter: QPainter, line: QRect, bar: tuple[str, int], most: int) -> None:
        look, (name, count) = theme(), bar
        room = line.width() - _NAMES - _NUMBERS
        names = QRect(0, line.top(), _NAMES - 12, line.height())
        cut = QFontMetrics(painter.font()).elidedText(
            name, Qt.TextElideMode.ElideMiddle, names.width()
        )
        painter.setPen(look.colour.text)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(names, int(right), cut)
        wide = round(room * count / most) if most else 0
        top = line.top() + (line.height() - _BAR) // 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour.accent)
        painter.drawRoundedRect(QRect(_NAMES, top, wide, _BAR), 2, 2)
        painter.setPen(QPen(look.colour.line_strong, 1))
        painter.drawLine(_NAMES, line.top(), _NAMES, line.bottom())
        painter.setPen(look.colour.text if count else look.colour.text_muted)
        numbers = QRect(_NAMES + wide + 8, line.top(), _NUMBERS, line.height())
        painter.drawText(numbers, int(Qt.AlignmentFlag.AlignVCenter), str(count))
