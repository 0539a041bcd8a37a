"""Edits of the parts carried to the session: typing as soon as it is painted, all else at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from smdesk.errors import sentence
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative.part import PartView
from smdesk.gui.sheet.later import Later
from smdesk.notices.declaration import Narrative
from smdesk.service.narrative_edit import rewritten

_QUICK = 80
"""Milliseconds that carrying a key may take; a slower text is carried when the typing pauses."""
_PAUSE, _LONGEST = 4, 3000
"""How many times as long as carrying takes a pause is; milliseconds that text waits at most."""


class Typing:
    """Holds the part that is typed in until the session has it; ``refused`` puts the text back."""

    def __init__(self, bridge: SessionBridge, refused: Callable[[], None], page: QObject) -> None:
        self._bridge, self._session = bridge, bridge.session
        self._refused = refused
        self._pending: PartView | None = None
        self._later = Later(self.flush, page)
        self._together: list[PartView] | None = None
        self._took = self._last = 0
        self._since = QElapsedTimer()
        self._pause = QTimer(page)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.flush)

    @property
    def pending(self) -> PartView | None:
        """The part whose text the session has not got yet."""
        return self._pending

    def edited(self, view: PartView, name: str) -> None:
        """Take what a person did in a part: ``name`` names a step, none means typing."""
        if self._together is not None:
            self._together.append(view)
            return
        if self._pending is not view:
            self.flush()
        if name:
            self._pending = None
            self._carry(view, name)
        else:
            fresh, self._pending = self._pending is None, view
            self._wish(fresh=fresh)

    @contextmanager
    def as_one(self, name: str) -> Iterator[None]:
        """Carry what is done in several parts inside as one step, named ``name``."""
        self.flush()
        views: list[PartView] = []
        self._together = views
        try:
            yield
        finally:
            self._together = None
            self._carry_all(dict.fromkeys(views), name)

    def _carry_all(self, views: Iterable[PartView], name: str) -> None:
        session = self._session
        outline, old = session.form.outline, session.declaration.narrative.blocks
        blocks = old
        for view in views:
            view.count_again()
            blocks = rewritten(outline, blocks, view.item.id, view.editor.blocks).of(blocks)
        made = Narrative(blocks=blocks)
        if blocks != old and not self._bridge.do(lambda: session.set_narrative(made, name=name)):
            self._refused()

    def _wish(self, *, fresh: bool) -> None:
        """Ask for the text to be carried: after the paint, or in a pause where that takes long."""
        if self._took <= _QUICK:
            self._later.ask()
            return
        if fresh:
            self._since.start()
        left = _LONGEST - self._since.elapsed()
        self._pause.start(max(0, min(self._took * _PAUSE, left)))

    def flush(self) -> None:
        """Give the session what was typed; every other deed begins with it."""
        view, self._pending = self._pending, None
        self._pause.stop()
        if view is not None:
            clock = QElapsedTimer()
            clock.start()
            self._carry(view, "")
            before, self._last = self._last, clock.elapsed()
            self._took = min(before, self._last)  # once may be chance

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
