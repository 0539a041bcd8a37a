"""The list while an intake runs: what came is shown as it comes, under no hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from smdesk.gui.desk.frozen import ROW, FrozenTable
from smdesk.gui.desk.overview import Latest, figures_of

if TYPE_CHECKING:
    from smdesk.gui.desk.page import DeskPage

AT_LEAST = 1.0
"""Seconds between two looks at what came."""
SHARE = 10
"""A look is followed by so many times what it took: an intake is not held up by being watched."""


class Growing(QObject):
    """Follows the intake of a page with its list, not more often than costs little."""

    def __init__(self, page: DeskPage) -> None:
        super().__init__(page)
        self._page = page
        self._read = Latest(page.work)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._go)
        self._due = False
        page.work.progressed.connect(lambda _told: self._ask())

    def _ask(self) -> None:
        self._due = True
        if not self._pause.isActive() and not self._read.running:
            self._go()

    def _go(self) -> None:
        page = self._page
        if not (self._due and page.work.busy and page.list_in_view):
            return
        self._due = False
        asked, begun = page.asked, time.perf_counter()

        def show(found: list[int]) -> None:
            if page.asked == asked and page.work.busy and page.list_in_view:
                page.show_grown(found)
                page.figures.ask(figures_of, page.show_figures)
            took = time.perf_counter() - begun
            self._pause.start(round(1000 * max(AT_LEAST, SHARE * took)))

        self._read.ask(lambda desk: desk.case_ids(*asked), show)


@contextmanager
def held_still(table: FrozenTable, ids: Callable[[], Sequence[int]]) -> Iterator[None]:
    """Keep the rows in view where they are, unless the list rests at its top and no pointer on it."""
    bar, known = table.verticalScrollBar(), ids()
    hand = bool(known) and (bar.value() > 0 or table.underMouse())
    at = min(bar.value() // ROW, len(known) - 1)
    first, rest = (known[at], bar.value() - at * ROW) if hand else (0, 0)
    yield
    after = ids()
    if hand and first in after:
        table.doItemsLayout()  # the bar knows of new rows only then
        bar.setValue(after.index(first) * ROW + rest)
