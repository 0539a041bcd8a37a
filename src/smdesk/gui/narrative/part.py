"""One part on the sheet: its printed heading, the notice's hint, its count and findings, its text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from smdesk.gui.narrative.editor import PartEditor
from smdesk.gui.narrative.figures import Shown
from smdesk.gui.narrative.look import HEADINGS, Look
from smdesk.gui.theme.icons import pixmap, use_icon
from smdesk.gui.theme.tokens import theme
from smdesk.notices.models import OutlineItem
from smdesk.rules.findings import LEVELS, Finding
from smdesk.service.narrative_edit import Part, words

LEVEL_ICONS = {"error": "circle-x", "check": "triangle-alert", "hint": "info"}
LEVEL_WORDS = {"error": "错误", "check": "核实", "hint": "提示"}
_WIDEST = "888,888 字 "
ROOM = 8
"""Pixels between the text and its ring."""


class PartView(QWidget):
    """Shows a `Part`; ``counted`` tells that its 字数 became another."""

    counted = Signal()

    def __init__(self, item: OutlineItem, shown: Shown, look: Look) -> None:
        super().__init__()
        self.item = item
        self.words = 0
        self._told = ""
        self.findings: tuple[Finding, ...] = ()
        self.setObjectName(f"part-{item.id}")
        self.heading = QLabel(item.title)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        self.count = QLabel()
        self.mark = QLabel()
        self.mark.setFixedSize(16, 16)
        self.fold = QToolButton()
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.hint = QLabel(_hint(item))
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.editor = PartEditor(item, shown, look, self)
        self._make_fold()
        self._lay_out()
        self.dress(look)
        self.show_findings(())
        self._count()

    def _make_fold(self) -> None:
        self.fold.setCheckable(True)
        self.fold.setText(" 通知的提示")
        self.fold.setAccessibleName(f"“{self.item.title}”的提示")
        self.fold.setToolTip("显示或收起通知对这一部分的要求")
        if not self.hint.text():
            self.fold.hide()
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.toggled.connect(self._folded)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading, 1)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        second = QHBoxLayout()
        second.setSpacing(12)
        second.addWidget(self.fold)
        second.addWidget(self.told, 1)
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.told.setFixedHeight(24)
        box = QVBoxLayout(self)
        box.setContentsMargins(ROOM, 0, ROOM, 0)
        box.setSpacing(4)
        box.addLayout(head)
        box.addLayout(second)
        box.addWidget(self.hint)
        box.addSpacing(ROOM)
        box.addWidget(self.editor)
        box.addSpacing(ROOM + 12)
        self._folded(shown=False)

    def dress(self, look: Look) -> None:
        """Take the theme and a look."""
        colour = theme().colour
        text, muted, accent = (
            one.name() for one in (colour.sheet_text, colour.sheet_muted, colour.sheet_accent)
        )
        self.heading.setStyleSheet(f"color: {text};")
        self.heading.setFont(look.font(HEADINGS[self.item.level]))
        small = "font-size: 12px;"
        self.count.setStyleSheet(f"color: {muted}; {small}")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count.ensurePolished()
        metrics = self.count.fontMetrics()
        # Of one size whatever it says: a count that changes with each key lays nothing out again.
        self.count.setFixedSize(metrics.horizontalAdvance(_WIDEST), metrics.height())
        self.hint.setStyleSheet(
            f"color: {muted}; {small} border-left: 2px solid {colour.tint.name()}; padding-left: 10px;"
        )
        self.fold.setStyleSheet(
            f"QToolButton {{ color: {muted}; {small} padding: 1px 4px; margin-left: -6px; }}"
            f"QToolButton:hover {{ background: {colour.tint.name()}; }}"
            f"QToolButton:checked {{ background: transparent; }}"
            f"QToolButton:focus {{ border-color: {accent}; }}"
        )
        self.editor.dress(look)
        self._folded(shown=self.fold.isChecked())
        self._show_mark()

    # -- what it shows -----------------------------------------------------------------------

    def show_part(self, part: Part) -> None:
        """Show a part: its heading as the declaration has it, its text."""
        self.heading.setText(part.heading.text if part.heading else self.item.title)
        if self.editor.blocks != part.body:
            self.editor.meet(part.body)
        self._count()

    def count_again(self) -> None:
        """Count what stands in the editor."""
        self._count()

    def _count(self) -> None:
        count = words(self.editor.blocks)
        self.count.setText(f"{count:,} 字")
        self.count.setAccessibleName(f"{self.item.title} {count} 字")
        if count != self.words:
            self.words = count
            self.counted.emit()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found of this part; the place for it is always there."""
        self.findings = tuple(sorted(findings, key=lambda one: LEVELS[one.level]))
        self._told = "；".join(one.message for one in self.findings)
        self.told.setToolTip(self._told)
        self.told.setAccessibleName(self._told)
        self._cut()
        self._show_mark()

    def _cut(self) -> None:
        metrics, room = self.told.fontMetrics(), max(120, self.told.width())
        self.told.setText(metrics.elidedText(self._told, Qt.TextElideMode.ElideRight, room))

    def _show_mark(self) -> None:
        self.mark.clear()
        if self.findings:
            level = self.findings[0].level
            colour = getattr(theme().colour, f"sheet_{level}")
            self.mark.setPixmap(pixmap(LEVEL_ICONS[level], 16, colour))
            self.mark.setAccessibleName(LEVEL_WORDS[level])
            self.told.setStyleSheet(f"color: {colour.name()}; font-size: 12px;")
        self.update()

    def unfold_if_empty(self) -> None:
        """Show the hint where nothing has been written yet."""
        self.fold.setChecked(not self.editor.blocks)

    def _folded(self, shown: bool) -> None:
        self.hint.setVisible(shown and bool(self.hint.text()))
        use_icon(self.fold, "chevron-down" if shown else "chevron-right", "sheet_muted")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Cut the words of findings for the new width."""
        super().resizeEvent(event)
        self._cut()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the ring of the focus and the bar of a finding."""
        if self.editor.geometry().contains(event.rect()):
            return  # inside of the ring
        super().paintEvent(event)
        painter = QPainter(self)
        colour = theme().colour
        room = self.editor.geometry().adjusted(-ROOM, -ROOM, ROOM, ROOM)
        if self.findings:
            bar = QRect(-0, self.heading.y(), 3, self.heading.height())
            painter.fillRect(
                bar.translated(-1, 0), getattr(colour, f"sheet_{self.findings[0].level}")
            )
        focused = self.editor.hasFocus()
        painter.setPen(QPen(colour.sheet_accent if focused else colour.tint, 2 if focused else 1))
        painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.end()


def _hint(item: OutlineItem) -> str:
    lines = [item.hint] if item.hint else []
    if item.evidence:
        lines.append(f"佐证材料建议：{item.evidence}")
    return "\n".join(lines)
