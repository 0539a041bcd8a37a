"""What a draft needs is got ready while Home is shown, so that the first one opens as the second.

Imports, notices, checkers and the compiler of the pages in a thread; faces, icons and widgets, which
belong to the window's thread, in slices so short that no key or click waits for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from smdesk import log
from smdesk.errors import SmdeskError
from smdesk.gui.work import Control, Job

MODULES = (
    "smdesk.service.session.opening", "smdesk.gui.wizard.makers", "smdesk.gui.wizard.page",
    "smdesk.gui.sheet.page", "elementpath", "smdesk.gui.dialogs.new_draft",
    "smdesk.gui.preview.panel", "smdesk.gui.narrative.page", "smdesk.gui.attachments.page",
    "smdesk.gui.wizard.check_page", "smdesk.gui.wizard.export_page", "smdesk.service.home",
)  # fmt: skip
"""What is imported ahead, the parts of the first draft's first page before the others."""
GAP = 25
"""Milliseconds from slice to slice: most of them are the person's."""
_ICONS = (
    "circle-check", "circle-dot", "circle-dashed", "circle-x", "triangle-alert", "info",
    "chevron-up", "chevron-down", "undo-2", "redo-2", "search", "panel-right",
)  # fmt: skip

_logger = log.get(__name__)

Jobs = Callable[[Callable[[Control], Any]], Job]


class Warmer(QObject):
    """Gets ready what drafts of ``forms`` (public ids, the likeliest first) need; once.

    ``prepared`` comes when the thread has ended, whatever became of it.
    """

    prepared = Signal()

    def __init__(
        self, forms: Sequence[str], parent: QObject | None = None, jobs: Jobs = Job
    ) -> None:
        super().__init__(parent)
        self._forms = tuple(forms)
        self._jobs = jobs
        self._slices: Iterator[Callable[[], object]] = iter(())
        self._timer = QTimer(self, interval=GAP)
        self._timer.timeout.connect(self._slice)

    @property
    def running(self) -> bool:
        """Whether slices are still to come in the window's thread."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin in the thread; the slices follow it."""
        job = self._jobs(self._work)
        job.done.connect(self._go_on)
        job.failed.connect(_note)
        job.finished.connect(self.prepared)
        job.start()

    def stop(self) -> None:
        """Take no further slice."""
        self._timer.stop()

    def _work(self, control: Control) -> tuple[str, ...]:
        """Import and prepare; return the faces that the notices of the forms demand."""
        from smdesk.service.essentials import shelf

        for name in MODULES:
            control.check()
            import_module(name)
        shelf()
        faces: dict[str, None] = {}
        for form_id in self._forms:
            control.check()
            faces |= dict.fromkeys(_prepared(form_id))
        return tuple(faces)

    def _go_on(self, faces: tuple[str, ...]) -> None:
        self._slices = _slices(faces)
        self._timer.start()

    def _slice(self) -> None:
        call = next(self._slices, None)
        if call is None:
            self._timer.stop()
        else:
            call()


def _note(fault: Exception) -> None:
    """Nobody waits for this work, so its fault is told to the log alone."""
    _logger.error("getting drafts ready broke", exc_info=fault)


def _prepared(form_id: str) -> tuple[str, ...]:
    """Make the checker and the first pages of a form; return the faces that it demands."""
    from smdesk.gui.sheet.book import ready
    from smdesk.notices.loader import find_form
    from smdesk.packet.faces import choose, demanded
    from smdesk.packet.pdf import writer
    from smdesk.rules.engine import checker_of
    from smdesk.service.describe import form_years

    try:
        pack, form = find_form(form_id)
        years = form_years(pack, form)
        checker_of(pack, form, years)
        ready(pack, form, years)
        faces = tuple(demanded(pack.notice.typography))
        choose(faces)
        writer().warm(pack.notice.typography)
    except SmdeskError:
        return ()  # opening the draft says what is wrong
    return faces


def _slices(faces: Sequence[str]) -> Iterator[Callable[[], object]]:
    """Return what is to be done in the window's thread, a few milliseconds each."""
    from smdesk.gui.sheet.faces import family_of
    from smdesk.gui.theme.icons import icon

    for face in faces:
        yield partial(family_of, face)
    for name in _ICONS:
        yield partial(icon, name)
