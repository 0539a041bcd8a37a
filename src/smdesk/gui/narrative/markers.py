"""The markers of list items as print has them: counted in their run of neighbours."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextDocument

from smdesk.gui.narrative.document import Paper, paragraph_kind
from smdesk.gui.narrative.look import Kind, Look
from smdesk.gui.theme.tokens import theme
from smdesk.packet.prose import BULLET

_FROM_LEFT, _ABOVE_BASE, _RADIUS = 0.18, 0.38, 0.15
"""Where the sign of a list item stands and how large it is, in em."""
INVITATION = "在此填写这一部分的内容"
"""Stands where nothing has been written yet."""


def markers(paragraphs: Iterable[tuple[Kind, int]]) -> dict[int, str]:
    """Return the marker of each list item by the number of its paragraph."""
    found: dict[int, str] = {}
    counts: dict[int, int] = {}
    for number, (kind, level) in enumerate(paragraphs):
        if kind not in {"bullet", "ordered"}:
            counts.clear()
            continue
        counts = {above: count for above, count in counts.items() if above <= level}
        if kind == "bullet":
            counts.pop(level, None)
            found[number] = BULLET.strip()
            continue
        counts[level] = counts.get(level, 0) + 1
        found[number] = f"{counts[level]}." if level <= 1 else f"（{counts[level]}）"
    return found


class Markers:
    """The markers of one document, worked out again when its kinds have changed."""

    def __init__(self, paper: Paper) -> None:
        self._paper, self._document = paper, paper.document
        self._kinds: list[tuple[Kind, int]] = []
        self._shown: dict[int, str] = {}

    @property
    def shown(self) -> dict[int, str]:
        """The marker of each list item by the number of its paragraph."""
        if self._kinds != self._paper.kinds:
            self._kinds = list(self._paper.kinds)
            self._shown = markers(self._kinds)
        return self._shown

    def draw(self, painter: QPainter, look: Look, exposed: QRectF) -> None:
        """Draw the markers that stand in ``exposed``, each in the indent of its paragraph."""
        if not self.shown:
            return
        painter.setFont(look.font("body"))
        painter.setPen(theme().colour.sheet_text)
        for number, marker in self.shown.items():
            paragraph = self._document.findBlockByNumber(number)
            room = self._document.documentLayout().blockBoundingRect(paragraph)
            if room.intersects(exposed) and paragraph.layout().lineCount():
                line = paragraph.layout().lineAt(0)
                left = room.left() + line.x() - look.marker_width(*paragraph_kind(paragraph))
                base = QPointF(left, room.top() + line.y() + line.ascent())
                if marker == BULLET.strip():
                    _draw_bullet(painter, base, look.em)
                else:
                    painter.drawText(base, marker)


def _draw_bullet(painter: QPainter, base: QPointF, em: float) -> None:
    """Draw the sign as print has it: the signs of Chinese faces differ, some are a dot."""
    centre = base + QPointF(_FROM_LEFT * em, -_ABOVE_BASE * em)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(painter.pen().color())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(centre, _RADIUS * em, _RADIUS * em)
    painter.restore()


def draw_invitation(painter: QPainter, document: QTextDocument) -> None:
    """Draw what stands in an empty document, behind the caret."""
    layout = document.firstBlock().layout()
    if layout.lineCount():
        line = layout.lineAt(0)
        painter.setFont(theme().font("text"))
        painter.setPen(theme().colour.sheet_muted)
        painter.drawText(QPointF(line.x() + 6, line.y() + line.ascent() - 2), INVITATION)
