"""Undo and redo in the pages of a file: of what was done there, and of nothing out of sight."""

from __future__ import annotations

from smdesk.service.session import Changes, DraftSession


class OwnHistory:
    """The part of a session's history that was made since this was; the rest is left to the window."""

    def __init__(self, session: DraftSession) -> None:
        self._session = session
        self._base = len(session.steps)
        self._back = 0

    @property
    def undo_step(self) -> str | None:
        """The name of the step that `undo` takes back."""
        return self._session.undo_step if len(self._session.steps) > self._base else None

    @property
    def redo_step(self) -> str | None:
        """The name of the step that `redo` does again."""
        return self._session.redo_step if self._back else None

    def undo(self) -> Changes | None:
        """Take back the last step made here; ``None`` if there is none."""
        if self.undo_step is None:
            return None
        self._back += 1
        return self._session.undo()

    def redo(self) -> Changes | None:
        """Do again what was undone here; ``None`` if there is nothing."""
        if self.redo_step is None:
            return None
        self._back -= 1
        return self._session.redo()
