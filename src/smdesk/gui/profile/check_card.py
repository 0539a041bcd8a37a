"""What the check says of values that were taken over and that nobody has confirmed yet."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtWidgets import QFrame, QVBoxLayout

from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import links, words
from smdesk.service.profile.apply import carried_over
from smdesk.service.session import DraftSession

MOST = 30
"""Links that the card shows at most."""


def carried_card(session: DraftSession, jump: Callable[[str], object]) -> QFrame | None:
    """Return a card with a link to each value that has to be looked at, ``None`` if all is confirmed.

    Cells that are still empty are left out: the check names them itself.
    """
    found = [one for one in carried_over(session) if one.text or not one.origin.newer]
    if not found:
        return None
    card = QFrame()
    card.setProperty("ground", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    title = words(f"沿用的内容有 {len(found)} 项没有确认")
    title.setFont(theme().font("strong"))
    column.addWidget(title)
    doubtful = [one for one in found if one.origin.notes]
    accent = theme().colour.accent.name()
    names = " · ".join(
        f'<a href="{escape(one.place)}" style="color:{accent};text-decoration:none">'
        f"{escape(one.label)}</a>"
        for one in doubtful[:MOST]
    )
    label = links()
    label.setText(
        f"须核对或换新：{names}" if names else "都与来源一致；在右侧“沿用”中可以逐项查看和确认。"
    )
    label.setAccessibleName(f"须核对 {len(doubtful)} 项")
    label.linkActivated.connect(jump)
    column.addWidget(label)
    return card
