"""Figures of the whole desk, read beside the window: what can be chosen, and the matrix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from smdesk.gui.desk.filters import Choice, choices_of
from smdesk.gui.desk.work import DeskWork
from smdesk.service.desk.findings import Matrix, matrix
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Filter, State


@dataclass(frozen=True)
class Figures:
    """How many cases there are, and what they can be narrowed to."""

    total: int
    choices: tuple[Choice, ...]


def figures_of(desk: Desk) -> Figures:
    """Return the figures of a desk; some hundred milliseconds for 20,000 cases."""
    counts = desk.counts()
    doubts = len(desk.case_ids(Filter(counted="doubts")))
    choices = choices_of(counts, desk.district_names(), desk.messages(), doubts)
    return Figures(sum(counts.forms.values()), tuple(choices))


class Latest:
    """Reads one kind of thing, one reading at a time; what was asked for meanwhile follows once.

    ``show`` gets only what was read for the newest question.
    """

    def __init__(self, work: DeskWork) -> None:
        self._work = work
        self._running = False
        self._next: tuple[Callable[[Desk], Any], Callable[[Any], None]] | None = None

    @property
    def running(self) -> bool:
        """Whether something is being read."""
        return self._running

    def ask(self, call: Callable[[Desk], Any], show: Callable[[Any], None]) -> None:
        """Read something, after what is being read now."""
        self._next = (call, show)
        if not self._running:
            self._go()

    def _go(self) -> None:
        asked, self._next = self._next, None
        if asked is None or self._work.desk is None:
            return
        call, show = asked
        self._running = True

        def done(found: Any) -> None:
            self._running = False
            if self._next is None:
                show(found)
            self._go()

        self._work.read(call, done)


def states_in(cases: Sequence[int]) -> Callable[[Desk], frozenset[State]]:
    """Return the reading of the states that some of many cases are in."""
    return lambda desk: desk.states_in(cases)


def matrix_of(wanted: Filter) -> Callable[[Desk], Matrix]:
    """Return the reading of a filter's matrix."""
    return lambda desk: matrix(desk, wanted)
