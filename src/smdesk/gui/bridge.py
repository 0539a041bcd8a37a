"""The draft session as Qt sees it: one signal an edit, faults as signals, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from smdesk.errors import SmdeskError
from smdesk.service.session import Changes, DraftSession


class SessionBridge(QObject):
    """Carries `Changes` of a session to views; made once for each open draft.

    ``changed`` gets each `Changes` once, ``refused`` each `Problem` of an edit that was not taken,
    ``saving`` each autosave `Status`: whoever makes the `Autosave` gives it
    ``tell=bridge.saving.emit``. ``relaid`` tells that the same content is to be laid out otherwise.
    """

    changed = Signal(object)
    refused = Signal(object)
    saving = Signal(object)
    relaid = Signal()

    def __init__(
        self, session: DraftSession, *, read_only: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.read_only = read_only
        self._end = session.subscribe(self.changed.emit)

    def do(self, edit: Callable[[], Changes | None]) -> bool:
        """Run one edit of the session; a fault becomes ``refused`` and returns false."""
        try:
            edit()
        except SmdeskError as fault:
            self.refused.emit(fault.problem)
            return False
        return True

    def close(self) -> None:
        """Stop carrying changes; the session itself stays."""
        self._end()


class Page(Protocol):
    """What the wizard asks of each of its pages (a ``QWidget`` as well).

    ``step`` is the id of the section that the page shows (`SectionProgress.id`).
    """

    step: str

    def show_changes(self, changes: Changes) -> None:
        """Redraw what ``changes`` names, and nothing else; never edit."""

    def go_to(self, place: str) -> None:
        """Put the focus at a place of this page (see `Changes.place`) and bring it into view."""

    def leave(self) -> None:
        """Commit what is being typed: the page is about to be hidden."""


@runtime_checkable
class Zoomed(Protocol):
    """A page whose sheet has a scale; the wizard keeps it the same on all such pages."""

    def set_zoom(self, percent: int) -> None:
        """Show the sheet at ``percent`` of its usual size."""


@runtime_checkable
class Finder(Protocol):
    """A page that has its own way to go to a field by 汉字 or pinyin (Ctrl+F)."""

    def find_field(self) -> None:
        """Open the search for a field."""


@runtime_checkable
class Ended(Protocol):
    """A page that can be come to from behind."""

    def go_to_end(self) -> None:
        """Put the focus at the last place of this page, and bring it into view."""
