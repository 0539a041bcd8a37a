"""The picture of a part of a received table: a white sheet with the paper's lines, one cell marked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QWidget

from smdesk.gui.desk.region_laid import WIDTH, Laid, LaidCell, lay_out
from smdesk.gui.theme.icons import paint_icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.service.desk.region import Region
from smdesk.service.desk.review import Verdict

MARGIN = 28
_AROUND = 20
SCALES = (0.6, 0.8, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
MARKS: dict[Verdict, tuple[str, str]] = {
    Verdict.OPEN: ("triangle-alert", "check"),
    Verdict.CONFIRMED: ("circle-check", "done"),
    Verdict.MISREAD: ("circle-x", "error"),
}
"""Icon and colour of what was said of a reading; the paper's colours have ``sheet_`` before them."""


class RegionPaper(QWidget):
    """Paints one region, or a sentence in its place; ``scale`` 1.0 is the size of paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("原表中的位置")
        self._region: Region | None = None
        self._laid: Laid | None = None
        self._verdict = Verdict.OPEN
        self._words = ""
        self.scale = 1.0
        theme_signal().changed.connect(self._lay)

    @property
    def region(self) -> Region | None:
        """What is shown."""
        return self._region

    @property
    def words(self) -> str:
        """What is said where there is no picture."""
        return self._words

    def show_region(self, region: Region, verdict: Verdict) -> None:
        """Show a part of a table."""
        self._words, self._verdict = "", verdict
        if region is not self._region:
            self._region = region
            self._lay()
        self.setAccessibleDescription(_said(region))
        self.update()

    def show_words(self, text: str) -> None:
        """Show a sentence where there is no picture."""
        self._region = self._laid = None
        self._words = text
        self.setAccessibleDescription(text)
        self._fit()
        self.update()

    def set_scale(self, scale: float) -> None:
        """Show what is shown larger or smaller."""
        if scale != self.scale:
            self.scale = scale
            self._lay()

    def marked(self) -> QRectF:
        """Return where the marked cell stands, empty without one."""
        for one in self._laid.cells if self._laid is not None else ():
            if one.cell.role == "value":
                return one.place.translated(self._origin())
        return QRectF()

    def sizeHint(self) -> QSize:  # noqa: N802
        if self._laid is None:
            return QSize(300, 160)
        more = 2 * (MARGIN + _AROUND)
        return QSize(round(self._laid.width) + more, round(self._laid.height) + more)

    def _lay(self) -> None:
        self._laid = lay_out(self._region, self.scale) if self._region is not None else None
        self._fit()
        self.update()

    def _fit(self) -> None:
        self.setMinimumSize(self.sizeHint() if self._laid is not None else QSize(0, 0))
        self.updateGeometry()

    def _sheet(self) -> QRectF:
        assert self._laid is not None
        width, height = self._laid.width + 2 * MARGIN, self._laid.height + 2 * MARGIN
        left = max(float(_AROUND), (self.width() - width) / 2)
        return QRectF(left, _AROUND, width, height)

    def _origin(self) -> QPointF:
        return self._sheet().topLeft() + QPointF(MARGIN, MARGIN)

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour.desk)
        if self._laid is None:
            self._paint_words(painter)
            return
        colour = theme().colour
        sheet = self._sheet()
        painter.fillRect(sheet.translated(0, 2).adjusted(-1, 0, 1, 1), colour.shadow)
        painter.fillRect(sheet, colour.sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._origin())
        self._paint_cells(painter, self._laid)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(theme().colour.text_muted)
        painter.setFont(theme().font("text"))
        room = self.rect().adjusted(32, 24, -32, -24)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self._words)

    def _paint_cells(self, painter: QPainter, laid: Laid) -> None:
        region = self._region
        assert region is not None
        for one in laid.cells:
            if one.cell.role == "label":
                painter.fillRect(one.place, theme().colour.tint)
        ground = QColor(self._tone)
        ground.setAlpha(26)
        for one in laid.cells:
            if one.cell.role == "value":
                painter.fillRect(one.place, ground)
            if region.kind != "lines":
                self._paint_borders(painter, one)
            self._paint_text(painter, one)
        self._paint_gaps(painter, laid)
        for at, one in enumerate(one for one in laid.cells if one.cell.role == "value"):
            self._paint_mark(painter, one, first=at == 0)

    @property
    def _tone(self) -> QColor:
        found: QColor = getattr(theme().colour, f"sheet_{MARKS[self._verdict][1]}")
        return found

    def _paint_borders(self, painter: QPainter, one: LaidCell) -> None:
        line = QPen(theme().colour.sheet_line, max(1.0, self.scale * 0.8))
        open_line = QPen(theme().colour.sheet_muted, 1, Qt.PenStyle.DashLine)
        place = one.place
        painter.setPen(line)
        painter.drawLine(place.topLeft(), place.bottomLeft())
        painter.drawLine(place.topRight(), place.bottomRight())
        painter.setPen(open_line if one.cell.above else line)
        painter.drawLine(place.topLeft(), place.topRight())
        painter.setPen(open_line if one.cell.below else line)
        painter.drawLine(place.bottomLeft(), place.bottomRight())

    def _paint_text(self, painter: QPainter, one: LaidCell) -> None:
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = context.palette
        palette.setColor(QPalette.ColorRole.Text, theme().colour.sheet_text)
        context.palette = palette
        room = one.document.textWidth()
        painter.save()
        painter.translate(one.place.left() + (one.place.width() - room) / 2, one.words_top)
        one.document.documentLayout().draw(painter, context)
        painter.restore()

    def _paint_gaps(self, painter: QPainter, laid: Laid) -> None:
        painter.setFont(theme().font("small"))
        painter.setPen(theme().colour.sheet_muted)
        for gap in laid.gaps:
            rows = (
                f"第 {gap.first} 行" if gap.first == gap.last else f"第 {gap.first}–{gap.last} 行"
            )
            painter.drawText(gap.place, int(Qt.AlignmentFlag.AlignCenter), f"……　略去{rows}　……")

    def _paint_mark(self, painter: QPainter, one: LaidCell, *, first: bool) -> None:
        painter.setPen(QPen(self._tone, 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(one.place.adjusted(1, 1, -1, -1))
        if first:
            size = 18.0
            at = QRectF(one.place.right() - size / 2, one.place.top() - size / 2, size, size)
            painter.setBrush(theme().colour.sheet)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(at.adjusted(-1, -1, 1, 1))
            paint_icon(painter, MARKS[self._verdict][0], at, self._tone)


class PaperArea(QScrollArea):
    """The picture with its zoom: to the width until a person chooses otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = RegionPaper()
        self.setWidget(self.paper)
        self.setWidgetResizable(True)
        self.setAccessibleName("原表")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("ground", "desk")
        self._fitting = True

    def show_region(self, region: Region, verdict: Verdict) -> None:
        """Show a region with its marked cell in view."""
        new = region is not self.paper.region
        self.paper.show_region(region, verdict)
        if new:
            self.fit() if self._fitting else self._reveal()

    def show_words(self, text: str) -> None:
        """Show a sentence in the place of a picture."""
        self.paper.show_words(text)

    def fit(self) -> None:
        """Show the table as wide as there is room, not larger than half again."""
        self._fitting = True
        room = self.viewport().width() - 2 * (MARGIN + _AROUND)
        self.paper.set_scale(min(1.5, max(SCALES[0], room / WIDTH)))
        self._reveal()

    def zoom(self, by: int) -> None:
        """Show the table a step larger or smaller."""
        self._fitting = False
        scale = self.paper.scale
        larger = [one for one in SCALES if one > scale + 0.01]
        smaller = [one for one in SCALES if one < scale - 0.01]
        steps = larger[:1] if by > 0 else smaller[-1:]
        if steps:
            self.paper.set_scale(steps[0])
        self._reveal()

    def _reveal(self) -> None:
        marked = self.paper.marked()
        if marked.isEmpty():
            return
        self.paper.resize(self.paper.minimumSize().expandedTo(self.viewport().size()))
        half = min(marked.height(), self.viewport().height() - 80.0) / 2
        middle = round(marked.top() + half)  # of a cell higher than the view its beginning
        wide = round(min(marked.width(), 400) / 2) + 30
        self.ensureVisible(round(marked.center().x()), middle, wide, round(half) + 30)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._fitting:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom with Ctrl held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


def _said(region: Region) -> str:
    """Return the marked row in words, for those who hear the window."""
    rows = {one.row for one in region.cells if one.role == "value"}
    texts = [one.text.replace("\n", " ") for one in region.cells if one.row in rows and one.text]
    return f"原表这一行：{'；'.join(texts)}。标出的格：{region.text or '空'}"
