"""Captions counted anew: offered when their numbers stop running on, shown before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QListWidget, QVBoxLayout, QWidget

from smdesk.errors import sentence
from smdesk.gui.theme.ending import ending
from smdesk.gui.wizard.parts import words
from smdesk.notices.declaration import Block, Narrative
from smdesk.service.narrative_numbers import Renumbering, out_of_order, renumbered

if TYPE_CHECKING:
    from smdesk.gui.bridge import SessionBridge
    from smdesk.gui.narrative.dialogs import Asker
    from smdesk.gui.narrative.page import NarrativePage

_MOST_LEFT = 3


class Numbering:
    """Watches the numbers of captions; says when moving or deleting broke their order."""

    def __init__(self, page: NarrativePage, bridge: SessionBridge, asker: Asker) -> None:
        self._page, self._bridge, self._asker = page, bridge, asker
        self._wrong = self._faults()
        self._offered = ""

    def see(self) -> None:
        """Look at a narrative that became another: offer what has just become needful."""
        wrong = self._faults()
        if wrong == self._wrong:
            return
        self._wrong = wrong
        status = self._page.status
        if wrong and not self._bridge.read_only:
            self._offered = sentence("pages.numbers-wrong", numbers="；".join(wrong))
            status.offer(self._offered, "重新编号…", self.ask)
        elif self._offered and status.text == self._offered:
            status.say("")

    def ask(self) -> None:
        """Show what counting anew would change, and do it if that is wanted."""
        self._page.typing.flush()
        plan = renumbered(self._narrative)
        status = self._page.status
        if not plan.captions:
            code = "pages.numbers-mixed" if plan.mixed else "pages.numbers-right"
            status.tell(code, what="、".join(plan.mixed))
            return
        wanted = self._asker.renumber(plan)
        if wanted is None:
            return
        made = plan.whole if wanted else plan.plain
        session, name = self._bridge.session, sentence("pages.step-renumber")
        if self._bridge.do(lambda: session.set_narrative(made, name=name)):
            mentions = plan.mentions if wanted else 0
            code = "pages.numbers-done-too" if mentions else "pages.numbers-done"
            status.tell(code, "done", captions=len(plan.captions), mentions=mentions)

    @property
    def _narrative(self) -> Narrative:
        return self._bridge.session.declaration.narrative

    def _faults(self) -> tuple[str, ...]:
        blocks: Sequence[Block] = self._narrative.blocks
        return out_of_order(blocks)


class RenumberDialog(QDialog):
    """Lists every caption that gets another number, and what becomes of mentions of them."""

    def __init__(self, plan: Renumbering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("图表重新编号")
        self.resize(520, 420)
        self.list = QListWidget()
        self.list.setAccessibleName("题注的新编号")
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setWordWrap(True)
        for old, new in plan.captions:
            self.list.addItem(f"{old}\n→ {new}")
        self.mentions = QCheckBox(f"正文中提到这些图表的 {plan.mentions} 处一并改")
        self.mentions.setChecked(plan.mentions > 0)
        self.mentions.setVisible(plan.mentions > 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addWidget(words(sentence("pages.numbers-rule"), "muted", wrap=True))
        box.addWidget(self.list, 1)
        box.addWidget(self.mentions)
        for told in _told(plan):
            box.addWidget(told)
        box.addLayout(ending(self, "重新编号")[0])


def _told(plan: Renumbering) -> list[QLabel]:
    """Return what is left as it is, in words."""
    told = []
    if plan.left:
        shown = "”“".join(plan.left[:_MOST_LEFT])
        told.append(
            words(sentence("pages.numbers-left", count=len(plan.left), what=shown), wrap=True)
        )
        told[-1].setToolTip("\n".join(plan.left))
    if plan.mixed:
        text = sentence("pages.numbers-mixed", what="、".join(plan.mixed))
        told.append(words(text, "muted", wrap=True))
    for one in told:
        one.setTextFormat(Qt.TextFormat.PlainText)
    return told
