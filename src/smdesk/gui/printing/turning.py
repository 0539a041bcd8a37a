"""How the stack goes back into a printer of one side: a picture, the words, the buttons."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smdesk.errors import sentence
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.gui.wizard.parts import push, words
from smdesk.service.printing.plan import HandWay

_WIDTH, _HEIGHT = 420.0, 150.0
_SHEET = (62.0, 82.0)
_STEPS = ("① 取出整叠纸", "② 保持原样", "③ 放回进纸处")
_OVER = "② 沿长边翻面"


class TurnPicture(QWidget):
    """Three drawings: the stack as it came out, what is done with it, the stack as it goes back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = False
        theme_signal().changed.connect(self.update)
        self.show_way(HandWay())

    def show_way(self, way: HandWay) -> None:
        """Show how a printer is fed again."""
        self._over = way.turn_over
        self.setAccessibleName("放回纸叠的示意图")
        self.setAccessibleDescription(way_sentence(way))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size that the drawing is made for."""
        return QSize(round(_WIDTH), round(_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - _WIDTH) / 2, 0)
        third = _WIDTH / 3
        names = (_STEPS[0], _OVER if self._over else _STEPS[1], _STEPS[2])
        painter.setFont(theme().font("small"))
        for number, name in enumerate(names):
            painter.setPen(theme().colour.text)
            room = QRectF(number * third, _HEIGHT - 24, third, 22)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)
        middle = [QPointF((number + 0.5) * third, 66) for number in range(3)]
        self._stack(painter, middle[0])
        self._stack(painter, middle[1], ghost=self._over)
        self._stack(painter, middle[2], turned=self._over)
        if self._over:
            self._flip(painter, middle[1])
        self._tray(painter, middle[2])
        for at in (third, 2 * third):
            self._arrow(painter, QPointF(at - 11, 66), QPointF(at + 11, 66))
        painter.end()

    def _stack(
        self, painter: QPainter, middle: QPointF, *, turned: bool = False, ghost: bool = False
    ) -> None:
        """Draw a stack; a mark at its upper edge shows where the heads are."""
        colour = theme().colour
        wide, high = _SHEET
        for layer in range(3, -1, -1):
            place = QRectF(
                middle.x() - wide / 2 + layer * 2, middle.y() - high / 2 + layer * 2, wide, high
            )
            painter.setPen(QPen(colour.sheet_line, 1))
            painter.setBrush(colour.sheet if layer else (colour.tint if turned else colour.sheet))
            painter.drawRect(place)
        place = QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)
        self._up(painter, place, colour.sheet_accent)
        if ghost:
            return
        painter.setPen(colour.sheet_text)
        word = "另一面" if turned else "这一面"
        painter.drawText(place.adjusted(0, 34, 0, 0), Qt.AlignmentFlag.AlignHCenter, word)

    def _up(self, painter: QPainter, place: QRectF, colour: QColor) -> None:
        x, y = place.center().x(), place.top() + 8
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(
            QPolygonF([QPointF(x, y), QPointF(x + 7, y + 10), QPointF(x - 7, y + 10)])
        )
        painter.drawRect(QRectF(x - 2, y + 10, 4, 10))

    def _flip(self, painter: QPainter, middle: QPointF) -> None:
        """Draw the arrow of a page that is turned in a book."""
        colour = theme().colour.sheet_accent
        wide, _ = _SHEET
        left = middle.x() - wide / 2 + 8
        path = QPainterPath(QPointF(left, middle.y() + 22))
        path.cubicTo(
            QPointF(left + 4, middle.y() - 10), QPointF(left + wide - 22, middle.y() - 10),
            QPointF(left + wide - 18, middle.y() + 18),
        )  # fmt: skip
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2.4))
        painter.drawPath(path)
        end = path.currentPosition()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(
            QPolygonF([
                end + QPointF(-6, -4), end + QPointF(6, -5), end + QPointF(1, 7)
            ])
        )  # fmt: skip

    def _tray(self, painter: QPainter, middle: QPointF) -> None:
        wide, high = _SHEET
        painter.setPen(QPen(theme().colour.line_strong, 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left, right = middle.x() - wide / 2 - 7, middle.x() + wide / 2 + 13
        foot = middle.y() + high / 2 + 13
        painter.drawPolyline(
            QPolygonF([
                QPointF(left, foot - 30), QPointF(left, foot), QPointF(right, foot),
                QPointF(right, foot - 30),
            ])
        )  # fmt: skip

    def _arrow(self, painter: QPainter, start: QPointF, end: QPointF) -> None:
        colour = theme().colour.text_muted
        painter.setPen(QPen(colour, 2))
        painter.drawLine(start, end - QPointF(5, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([end, end + QPointF(-8, -5), end + QPointF(-8, 5)]))


def way_sentence(way: HandWay) -> str:
    """Return in words how the stack goes back."""
    return sentence("printing.way-over" if way.turn_over else "printing.way-as-is")


class TurnCard(QFrame):
    """Asks for the stack to be put back; ``ready()`` when it is, ``left()`` when that is given up."""

    ready = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self.lead = words(sentence("printing.turn-now"), "panel", wrap=True)
        self.picture = TurnPicture(self)
        self.told = words(wrap=True)
        self.go = push("已放回，打印背面", "main", "printer")
        self.stop = push("停止")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.lead)
        column.addWidget(self.picture)
        column.addWidget(self.told)
        column.addLayout(buttons)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.go.clicked.connect(lambda _checked: self.ready.emit())
        self.stop.clicked.connect(lambda _checked: self.left.emit())

    def ask(self, way: HandWay, what: str = "") -> None:
        """Ask for a stack to be put back; ``what`` is whose it is."""
        lead = sentence("printing.turn-now")
        self.lead.setText(f"{what}：{lead}" if what else lead)
        self.picture.show_way(way)
        self.told.setText(way_sentence(way))
        self.setAccessibleName(f"{self.lead.text()}{self.told.text()}")
        self.show()
        # Not on the button: who presses Enter once more would print the backs on sheets not turned.
        self.setFocus()
