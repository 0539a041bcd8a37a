"""The history of a session: named steps that can be undone and redone."""

from __future__ import annotations

from dataclasses import dataclass

from smdesk.service.session.delta import Delta

MOST_WEIGHT = 64 * 1024 * 1024
"""Bytes of old texts that a session keeps, about 200,000 single edits; the oldest steps go first."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a person did: its name, what it changed, and where.

    ``fresh`` are the places that nobody had touched before it.
    """

    name: str
    delta: Delta
    place: str
    fresh: frozenset[str] = frozenset()


class History:
    """Steps done and steps undone; ``most`` bounds the bytes that they keep."""

    def __init__(self, most: int = MOST_WEIGHT) -> None:
        self._most = most
        self._weight = 0
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._weights: list[int] = []

    @property
    def last(self) -> Step | None:
        """The step that would be undone."""
        return self._done[-1] if self._done else None

    @property
    def undo_name(self) -> str | None:
        """The name of the step that would be undone."""
        return self._done[-1].name if self._done else None

    @property
    def redo_name(self) -> str | None:
        """The name of the step that would be redone."""
        return self._undone[-1].name if self._undone else None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the steps that can be undone, the oldest first."""
        return tuple(step.name for step in self._done)

    def push(self, step: Step) -> None:
        """Add a step; what was undone before can no longer be redone."""
        self._undone.clear()
        self._add(step)
        spare = 0
        while self._weight > self._most and spare < len(self._done) - 1:
            self._weight -= self._weights[spare]
            spare += 1
        if spare:
            del self._done[:spare], self._weights[:spare]

    def amend(self, step: Step) -> None:
        """Put ``step`` in the place of the last one; if it changes nothing, only take that away."""
        self._drop()
        if step.delta:
            self.push(step)

    def back(self) -> Step | None:
        """Return the step to undo, and count it as undone."""
        if not self._done:
            return None
        step = self._drop()
        self._undone.append(step)
        return step

    def forward(self) -> Step | None:
        """Return the step to redo, and count it as done."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._add(step)
        return step

    def _add(self, step: Step) -> None:
        weight = step.delta.weight
        self._done.append(step)
        self._weights.append(weight)
        self._weight += weight

    def _drop(self) -> Step:
        self._weight -= self._weights.pop()
        return self._done.pop()
