"""The findings that a person is to see now, by step; filtered by level, a jump each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import Level, sentence
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.gui.wizard.card import FindingCard
from smdesk.gui.wizard.parts import (
    LEVEL_ICONS,
    LEVEL_WORDS,
    label_button,
    links,
    push,
    scrolling,
    words,
)
from smdesk.gui.wizard.steps import step_title
from smdesk.rules.findings import LEVELS, Finding
from smdesk.service.session import Changes

_AT_ONCE = 60
"""Cards that are made at once: hundreds keep the window from answering, and nobody reads them."""


class FindingsPanel(QWidget):
    """The list; ``jumped(place)`` and ``quoted(key)`` come from its cards.

    It is filled when it is seen and the events at hand are done, so that the page beside it is
    painted first.
    """

    jumped = Signal(str)
    quoted = Signal(str)
    asked = Signal()

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._filled = False
        self._most = _AT_ONCE
        self.cards: dict[str, FindingCard] = {}
        self.filters: dict[Level, QPushButton] = {level: self._filter(level) for level in LEVELS}
        self._groups: dict[str, _Group] = {}
        self._empty = words(role="muted", wrap=True)
        self._ask = links("small")
        self._ask.linkActivated.connect(lambda _link: self.asked.emit())
        self.more = push("", "quiet")
        self.more.clicked.connect(lambda _: self._show_more())
        self._lay()
        self._tint()
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self.fill)
        theme_signal().changed.connect(self._tint)

    def fill(self) -> None:
        """Show the findings as they stand, if that was not done yet."""
        if not self._filled:
            self._filled = True
            self._first.stop()
            self._reconcile(force=True)

    def show_changes(self, changes: Changes) -> None:
        """Add, remove and redraw the cards that a change names."""
        if not self._filled or not self.isVisible():
            self._filled = False
            return
        force = changes.cause in {"undo", "redo"}
        if changes.appeared or changes.vanished:
            self._reconcile(force=force)
        elif changes.altered:
            for key in self.cards.keys() & set(changes.altered):
                self.cards[key].take(self._bridge.session.finding(key), force=force)
            self._say()
        elif changes.cause == "asked":
            self._say()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if not self._filled:
            self._first.start(0)

    def step_from(self, card: FindingCard, by: int) -> None:
        """Put the focus on the next shown card (1) or the one before (-1)."""
        shown = [one for one in self._ordered() if not one.isHidden()]
        place = shown.index(card) + by
        if 0 <= place < len(shown):
            shown[place].setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(shown[place], 0, 24)

    def reveal(self, key: str) -> None:
        """Bring a finding into view, its level shown if it was filtered out."""
        self.fill()
        visible = self._bridge.session.visible_findings()
        place = next((at for at, one in enumerate(visible) if one.key == key), None)
        if place is None:
            return
        self.filters[visible[place].level].setChecked(True)
        if key not in self.cards:
            self._most = max(self._most, place + 1)
            self._reconcile(force=False)
        card = self.cards.get(key)
        if card is not None:
            self._area.ensureWidgetVisible(card, 0, 24)

    # -- how it is put together ----------------------------------------------------------------

    def _lay(self) -> None:
        chips = QHBoxLayout()
        chips.setContentsMargins(12, 8, 12, 8)
        chips.setSpacing(4)
        for button in self.filters.values():
            chips.addWidget(button)
        chips.addStretch(1)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(12, 4, 12, 16)
        self._column.setSpacing(12)
        self._column.addWidget(self._empty)
        self._column.addWidget(self._ask)
        for section in self._bridge.session.progress.sections:
            group = _Group(step_title(section))
            self._groups[section.id] = group
            self._column.addWidget(group)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._area: QScrollArea = scrolling(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(chips)
        column.addWidget(self._area, 1)

    def _filter(self, level: Level) -> QPushButton:
        button = push("", "quiet")
        button.setCheckable(True)
        button.setChecked(True)
        button.setIcon(icon(LEVEL_ICONS[level], 16, theme().meaning(level)))
        button.setToolTip(f"显示或隐藏“{LEVEL_WORDS[level]}”")
        button.toggled.connect(lambda _: self._filtered())
        return button

    def _tint(self) -> None:
        accent = theme().colour.accent.name()
        ask = f'<a href="#all" style="color:{accent};text-decoration:none">检查全部</a>'
        self._ask.setText(f"这里只列填过的栏目。{ask}")
        for level, button in self.filters.items():
            button.setIcon(icon(LEVEL_ICONS[level], 16, theme().meaning(level)))

    # -- how it changes ------------------------------------------------------------------------

    def _reconcile(self, *, force: bool) -> None:
        """Bring the cards in step with what is visible; those that stay are not made anew."""
        by_section: dict[str, list[Finding]] = {one: [] for one in self._groups}
        other = next(iter(self._groups))
        visible = self._bridge.session.visible_findings()
        for key in self.cards.keys() - {one.key for one in visible}:
            _drop(self.cards.pop(key))
        chosen = [one for one in visible if self.filters[one.level].isChecked()]
        shown = {one.key for one in chosen[: self._most]} | self.cards.keys()
        for one in visible:
            if one.key in shown:
                section = self._bridge.session.section_of(one.addresses[0])
                by_section[section if section in by_section else other].append(one)
        for section, findings in by_section.items():
            self._groups[section].arrange([self._card(one, force) for one in findings])
        self._show_filtered()

    def _filtered(self) -> None:
        """Show the levels that are chosen; some of their cards may not have been made yet."""
        if self._filled:
            self._reconcile(force=False)

    def _show_more(self) -> None:
        self._most = len(self.cards) + _AT_ONCE
        self._reconcile(force=False)

    def _card(self, finding: Finding, force: bool) -> FindingCard:
        card = self.cards.get(finding.key)
        if card is None:
            card = FindingCard(self._bridge, finding)
            card.jumped.connect(self.jumped)
            card.quoted.connect(self.quoted)
            card.fixed.connect(self._fix)
            card.walked.connect(lambda by, card=card: self.step_from(card, by))
            self.cards[finding.key] = card
        elif card.finding != finding or force:
            card.take(finding, force=force)
        return card

    def _fix(self, key: str) -> None:
        session = self._bridge.session
        fix = session.finding(key).fix
        if self._bridge.do(lambda: session.apply_fix(key)) and fix is not None:
            self.jumped.emit(fix.address)

    def _ordered(self) -> list[FindingCard]:
        return [card for group in self._groups.values() for card in group.cards]

    def _show_filtered(self) -> None:
        for group in self._groups.values():
            group.show_levels({level for level, one in self.filters.items() if one.isChecked()})
        self._say()

    def _say(self) -> None:
        counts = dict.fromkeys(LEVELS, 0)
        visible = self._bridge.session.visible_findings()
        for one in visible:
            counts[one.level] += not one.answered
        for level, button in self.filters.items():
            label_button(button, f"{LEVEL_WORDS[level]} {counts[level]}")
        asked = self._bridge.session.asked
        code = "wizard.no-findings-asked" if asked else "wizard.no-findings"
        self._empty.setText(sentence("wizard.filtered" if self.cards else code))
        self._empty.setVisible(all(one.isHidden() for one in self.cards.values()))
        self._ask.setVisible(not asked and not self._bridge.read_only)
        chosen = [one for one in visible if self.filters[one.level].isChecked()]
        left = sum(one.key not in self.cards for one in chosen)
        label_button(self.more, sentence("wizard.more-findings", count=left))
        self.more.setVisible(left > 0)


class _Group(QWidget):
    """The cards of one step under its name."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.cards: list[FindingCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._title = words(title, "strong")
        self._title.setFont(theme().font("strong"))
        self._column.addWidget(self._title)

    def arrange(self, cards: Sequence[FindingCard]) -> None:
        """Hold exactly ``cards``, in this order."""
        if list(cards) == self.cards:
            return
        for place, card in enumerate(cards, start=1):
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
        self.cards = list(cards)

    def show_levels(self, levels: set[Level]) -> None:
        """Show the cards of these levels, and the name if any is left."""
        for card in self.cards:
            if card.isHidden() is (card.finding.level in levels):
                card.setVisible(card.finding.level in levels)
        self.setVisible(any(one.finding.level in levels for one in self.cards))


def _drop(card: FindingCard) -> None:
    """Take a card away; a reason being typed in it is not told, since a listener must not edit."""
    if card.reason is not None:
        card.reason.editor.blockSignals(True)
    card.hide()
    card.setParent(None)
    card.deleteLater()
