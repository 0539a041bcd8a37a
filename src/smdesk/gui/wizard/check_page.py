"""The check: everything that stands between the draft and its final files, each a jump."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.profile.check_card import carried_card
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.gui.wizard.export_run import Jobs
from smdesk.gui.wizard.finding_row import FindingRow
from smdesk.gui.wizard.fit_card import FitCard
from smdesk.gui.wizard.parts import links, push, scrolling, words
from smdesk.gui.wizard.ring import SIZE, paint_ring
from smdesk.gui.wizard.steps import CHECK, STATES, step_title
from smdesk.gui.wizard.verdict import Verdict
from smdesk.rules.findings import Finding
from smdesk.service.guidance import guidance
from smdesk.service.readiness import StepReadiness, readiness_of
from smdesk.service.session import Changes, DraftSession, SectionProgress

_PARTS = frozenset({"narrative.heading", "narrative.empty", "attachment.missing"})
_TURNED = frozenset({"asked", "left", "files", "decided"})
"""What changes findings without an edit."""
COLUMN = 760
"""Widest that the lines of check and export get."""


class CheckPage(QWidget):
    """Asks for the whole check when it is entered; ``jumped(place)``, ``exporting()``."""

    step = CHECK
    jumped = Signal(str)
    exporting = Signal()

    def __init__(
        self, bridge: SessionBridge, files: Files, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stale = True
        self.rows: list[FindingRow] = []
        inner = QWidget()
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(32, 16, 32, 32)
        column = QWidget()
        column.setMaximumWidth(COLUMN)
        outer.addStretch(1)
        outer.addWidget(column, 100)
        outer.addStretch(1)
        self._column = QVBoxLayout(column)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.verdict = Verdict()
        self._export = push("前往导出", "main", "arrow-right")
        self._export.clicked.connect(self.exporting)
        head = QHBoxLayout()
        head.addWidget(self.verdict, 1)
        head.addWidget(self._export, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(head)
        self._steps: list[QFrame] = []
        self.fit = FitCard(bridge, files, jobs)
        self.fit.jumped.connect(self.jumped)
        self.fit.looked.connect(self._judge)
        self._column.addWidget(self.fit)
        self._column.addStretch(1)
        self._area = scrolling(inner, "desk")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        theme_signal().changed.connect(self._redraw)

    # -- Page ----------------------------------------------------------------------------------

    def show_changes(self, changes: Changes) -> None:
        if changes.edited or changes.sections or changes.cause in _TURNED:
            self._stale = True
            if self.isVisible():
                self._redraw()

    def go_to(self, _place: str) -> None:
        """Ask for the check; put the focus on the first thing to do."""
        self._bridge.do(self._bridge.session.ask_check)
        self._redraw()
        first = self.rows[0] if self.rows else self._export
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.verticalScrollBar().setValue(0)

    def leave(self) -> None:
        """Nothing is typed here."""

    # -- how it is drawn -----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._redraw()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._stale = True

    def _redraw(self) -> None:
        if not self._stale:
            return
        self._stale = False
        ready = readiness_of(self._bridge.session)
        self._judge()
        self.rows = []
        for widget in self._steps:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._steps = [self._step_card(one) for one in ready.steps]
        carried = carried_card(self._bridge.session, self.jumped.emit)
        if carried is not None:
            self._steps.insert(0, carried)
        for widget in self._steps:
            self._column.insertWidget(self._column.count() - 2, widget)
        self.fit.look()

    def _judge(self) -> None:
        """Say whether the final files can be exported, by content and by what files there are."""
        lost = sum(one.level == "error" for one in self.fit.findings)
        self.verdict.show_readiness(readiness_of(self._bridge.session), lost)

    def _step_card(self, step: StepReadiness) -> QFrame:
        card = QFrame()
        card.setProperty("ground", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(_Ring(step.section))
        title = words(step_title(step.section))
        title.setFont(theme().font("strong"))
        head.addWidget(title)
        head.addWidget(words(_facts(step), "small"), 1)
        column.addLayout(head)
        if step.missing:
            column.addWidget(self._missing(step))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        column.addLayout(lines)
        for one in (*step.errors, *step.unanswered, *step.hints):
            row = FindingRow(self._bridge.session, one)
            row.jumped.connect(self.jumped)
            self.rows.append(row)
            lines.addWidget(row)
        return card

    def _missing(self, step: StepReadiness) -> QLabel:
        """Return the names of what is missing, each a link to its place."""
        session, accent = self._bridge.session, theme().colour.accent.name()
        names = " · ".join(
            f'<a href="{escape(one.addresses[0])}" style="color:{accent};text-decoration:none">'
            f"{escape(_name(session, one))}</a>"
            for one in step.missing
        )
        label = links()
        label.setText(f"还缺：{names}")
        label.setAccessibleName(f"还缺 {len(step.missing)} 项")
        label.linkActivated.connect(self.jumped)
        return label


def _name(session: DraftSession, finding: Finding) -> str:
    """Return what a missing thing is called: a value by its label, a heading or slot by its title."""
    place = finding.addresses[0]
    found = guidance(session, place) if "#" in place and finding.rule in _PARTS else None
    return found.title if found else session.label(place)


def _facts(step: StepReadiness) -> str:
    section = step.section
    facts = [STATES[section.state]]
    if section.wanted and section.state != "done":
        facts.append(f"已填 {section.filled}/{section.wanted}")
    counts = (("错误", step.errors), ("核实待说明", step.unanswered), ("提示", step.hints))
    facts += [f"{word} {len(found)}" for word, found in counts if found]
    return "　".join(facts)


class _Ring(QWidget):
    """The ring of a section as it was when drawn."""

    def __init__(self, section: SectionProgress) -> None:
        super().__init__()
        self._section = section
        self.setFixedSize(SIZE, SIZE)

    def paintEvent(self, _event: object) -> None:  # noqa: N802
        from PySide6.QtCore import QRectF
        from PySide6.QtGui import QPainter

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ring(painter, QRectF(self.rect()), self._section)
        painter.end()
