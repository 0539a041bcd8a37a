"""One finding as a line of the check and the export page: level, sentence, a jump."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from smdesk.gui.theme.icons import paint_icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import LEVEL_ICONS, LEVEL_WORDS, breakable
from smdesk.rules.findings import Finding
from smdesk.service.session import DraftSession

_LEFT = 68
_PAD = 6
_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class FindingRow(QAbstractButton):
    """A button of several lines; ``jumped(place)`` names the value to go to.

    A finding about no place is mere text: it neither takes the focus nor jumps.
    """

    jumped = Signal(str)

    def __init__(
        self, session: DraftSession, finding: Finding, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.finding = finding
        place = session.label(finding.addresses[0]) if finding.addresses else ""
        self.setText(breakable(finding.message))
        told = (LEVEL_WORDS[finding.level], place, finding.message)
        self.setAccessibleName("，".join(one for one in told if one))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if not finding.addresses:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            return
        self.setToolTip(f"转到 {place}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: self.jumped.emit(finding.addresses[0]))

    def sizeHint(self) -> QSize:  # noqa: N802
        width = self.width() if self.width() > _LEFT * 2 else 600
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(_LEFT * 2, 32)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        metrics = QFontMetrics(theme().font("text"))
        room = max(80, width - _LEFT - _PAD)
        box = metrics.boundingRect(0, 0, room, 10_000, _FLAGS, self.text())
        return max(32, box.height() + 2 * _PAD)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        colour, radius = theme().colour, theme().radius
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        if self.finding.addresses and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour.selected if self.isDown() else colour.hover)
            painter.drawRoundedRect(whole, radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(colour.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), radius, radius)
        level = self.finding.level
        paint_icon(painter, LEVEL_ICONS[level], QRectF(8, 8, 16, 16), theme().meaning(level))
        painter.setFont(theme().font("small"))
        painter.setPen(theme().meaning(level))
        painter.drawText(
            QRectF(30, _PAD, 50, 20), Qt.AlignmentFlag.AlignVCenter, LEVEL_WORDS[level]
        )
        painter.setFont(theme().font("text"))
        painter.setPen(colour.text)
        room = whole.adjusted(_LEFT, _PAD, -_PAD, 0)
        painter.drawText(room, int(_FLAGS), self.text())
        painter.end()
