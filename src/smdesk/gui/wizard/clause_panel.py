"""What the notice says of the place at hand: help, limits, and the clauses in its own words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from smdesk.errors import sentence
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.wizard.parts import scrolling, words
from smdesk.notices.models import Clause
from smdesk.service.guidance import Guidance, guidance


class ClausePanel(QWidget):
    """Follows the focused field; drawn only while it is seen."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._place = ""
        self._drawn: object = None
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(self._inner)
        column.addWidget(self._area)

    def show_place(self, place: str) -> None:
        """Show what stands about ``place``, now or when the panel is seen."""
        self._place = place
        if self.isVisible():
            self._draw(place, guidance(self._bridge.session, place))

    def show_clause(self, title: str, clause: Clause) -> None:
        """Show one clause alone: that of a finding."""
        self._draw(clause.id, Guidance(title, clauses=(clause,)))

    def showEvent(self, event: object) -> None:  # noqa: N802
        super().showEvent(event)  # type: ignore[arg-type]
        if self._drawn is None:
            self.show_place(self._place)

    def hideEvent(self, event: object) -> None:  # noqa: N802
        super().hideEvent(event)  # type: ignore[arg-type]
        self._drawn = None

    def _draw(self, key: str, found: Guidance | None) -> None:
        if (key, found) == self._drawn:
            return
        self._drawn = (key, found)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if found is None:
            self._column.addWidget(words(sentence("wizard.no-place"), "muted", wrap=True))
        else:
            self._fill(found)
        self._column.addStretch(1)
        self._area.verticalScrollBar().setValue(0)

    def _fill(self, found: Guidance) -> None:
        self._column.addWidget(words(found.title, "panel", wrap=True))
        facts = _facts(found)
        if facts:
            self._column.addWidget(words(facts, "small", wrap=True))
        for text in found.help.split("\n") if found.help else ():
            self._column.addWidget(words(text, wrap=True))
        if found.example:
            self._column.addWidget(words(f"例：{found.example}", "muted", wrap=True))
        if found.origin:
            origin = f"通知正文未印此栏，据{found.origin}复原。"
            self._column.addWidget(words(origin, "hint", wrap=True))
        notice = self._bridge.session.pack.notice
        for clause in found.clauses:
            self._column.addWidget(_card(clause, notice.document_number or notice.short))
        if not (found.clauses or found.help):
            self._column.addWidget(words(sentence("wizard.no-clause"), "muted", wrap=True))


def _facts(found: Guidance) -> str:
    facts = ["必填"] if found.required else []
    facts += [f"单位：{found.unit}"] if found.unit else []
    facts += [f"不超过 {found.limit} 字"] if found.limit else []
    return "　".join(facts)


def _card(clause: Clause, number: str) -> QFrame:
    card = QFrame()
    card.setProperty("ground", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 10, 12, 10)
    column.setSpacing(6)
    text = words(clause.text, wrap=True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(text)
    column.addWidget(words(f"{number}　{clause.place}", "small", wrap=True))
    card.setAccessibleName(f"条款 {clause.place}：{clause.text}")
    return card
