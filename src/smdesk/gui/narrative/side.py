"""Beside the sheet: the outline with its counts, and what the notice says of the part at hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from smdesk.gui.narrative.outline import WIDTH, OutlineList
from smdesk.gui.theme.tokens import theme
from smdesk.notices.models import OutlineItem

_MOST = 0.5
"""Share of the height that the notice's words have at most."""


class OutlineSide(QWidget):
    """The outline list above, hint and 佐证材料建议 of the current item below."""

    def __init__(self, items: Sequence[OutlineItem]) -> None:
        super().__init__()
        self._items = {one.id: one for one in items}
        self._current = ""
        self.list = OutlineList(items)
        self.setFixedWidth(WIDTH)
        self.setObjectName("outline-side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title, self.hint = QLabel("通知的提示"), QLabel()
        self.proof_title, self.proof = QLabel("佐证材料建议"), QLabel()
        self.words = QWidget()
        inner = QVBoxLayout(self.words)
        inner.setContentsMargins(16, 12, 14, 12)
        inner.setSpacing(4)
        for label in (self.title, self.hint, self.proof_title, self.proof):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            inner.addWidget(label)
        inner.addStretch(1)
        self.area = QScrollArea()
        self.area.setAccessibleName("通知的提示")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidgetResizable(True)
        self.area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.words)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.list, 1)
        box.addWidget(self.area)
        self.dress()
        self.show_current(next(iter(self._items), ""))

    def dress(self) -> None:
        """Take the colours of the theme."""
        colour = theme().colour
        rail, line = colour.rail.name(), colour.line.name()
        self.list.dress()
        self.setStyleSheet(
            f"#outline-side {{ background: {rail}; border-right: 1px solid {line}; }}"
        )
        self.area.setStyleSheet(
            f"QScrollArea {{ background: {rail}; border: none; border-top: 1px solid {line};"
            f" border-right: 1px solid {line}; }} QScrollArea > QWidget > QWidget"
            f" {{ background: {rail}; }}"
        )
        for head in (self.title, self.proof_title):
            head.setStyleSheet(f"color: {colour.text_muted.name()}; font-size: 12px;")
        for text in (self.hint, self.proof):
            text.setStyleSheet(f"color: {colour.text.name()}; font-size: 12px;")
        self._fit()

    def show_current(self, item: str) -> None:
        """Mark a part, and say what the notice says of it."""
        self.list.show_current(item)
        found = self._items.get(item)
        if found is None:
            return
        self._current = item
        for head, label, text in (
            (self.title, self.hint, found.hint),
            (self.proof_title, self.proof, found.evidence),
        ):
            label.setText(text)
            head.setVisible(bool(text))
            label.setVisible(bool(text))
        self.area.setVisible(bool(found.hint or found.evidence))
        self.area.verticalScrollBar().setValue(0)
        self._fit()

    def _fit(self) -> None:
        wanted = self.words.heightForWidth(WIDTH - 2)
        self.area.setFixedHeight(max(0, min(wanted + 2, round(self.height() * _MOST))))

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """Share the height anew."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()
