"""Edits of the parts carried to the session: typing as soon as it is painted, all else at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from smdesk.errors import sentence
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative.part import PartView
from smdesk.gui.sheet.later import Later
from smdesk.service.narrative_edit import rewritten


class Typing:
    """Holds the part that is typed in until the session has it; ``refused`` puts the text back."""

    def __init__(self, bridge: SessionBridge, refused: Callable[[], None], page: QObject) -> None:
        self._bridge, self._session = bridge, bridge.session
        self._refused = refused
        self._pending: PartView | None = None
        self._later = Later(self.flush, page)

    @property
    def pending(self) -> PartView | None:
        """The part whose text the session has not got yet."""
        return self._pending

    def edited(self, view: PartView, name: str) -> None:
        """Take what a person did in a part: ``name`` names a step, none means typing."""
        if self._pending is not view:
            self.flush()
        if name:
            self._pending = None
            self._carry(view, name)
        else:
            self._pending = view
            self._later.ask()

    def flush(self) -> None:
        """Give the session what was typed; every other deed begins with it."""
        view, self._pending = self._pending, None
        if view is not None:
            self._carry(view, "")

    def _carry(self, view: PartView, name: str) -> None:
        """Change the smallest run of blocks that became another."""
        view.count_again()
        session, item = self._session, view.item
        old = session.declaration.narrative.blocks
        edit = rewritten(session.form.outline, old, item.id, view.editor.blocks)
        if edit.empty:
            return
        step = name or sentence("pages.step-typing", title=item.title)
        done = self._bridge.do(
            lambda: session.set_blocks(
                edit.start, edit.stop, edit.blocks, name=step, final=bool(name),
                typing=None if name else item.id,
            )
        )  # fmt: skip
        if not done:
            self._refused()
