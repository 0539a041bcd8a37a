"""How one order of cases becomes another with the fewest rows touched."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

MOST_RUNS = 200
"""Runs of rows that are put in one by one; more are shown anew at a stroke."""


@dataclass(frozen=True)
class Change:
    """How one order becomes another: rows to be taken out (from the last), runs to be put in."""

    out: tuple[int, ...]
    runs: tuple[tuple[int, int], ...]

    @property
    def small(self) -> bool:
        """Whether it is worth doing run by run."""
        return len(self.out) + len(self.runs) <= MOST_RUNS


def change_between(before: Sequence[int], after: Sequence[int]) -> Change:
    """Return the rows of ``before`` that go or move, and the runs (first, last) new in ``after``."""
    place = {case: at for at, case in enumerate(after)}
    stay = _rising([place.get(case, -1) for case in before])
    kept = {before[at] for at in stay}
    out = tuple(at for at in range(len(before) - 1, -1, -1) if before[at] not in kept)
    runs: list[tuple[int, int]] = []
    for at, case in enumerate(after):
        if case in kept:
            continue
        if runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return Change(out, tuple(runs))


def _rising(places: Sequence[int]) -> set[int]:
    """Return the indices of a longest rising row of places; what is gone is -1."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for at, place in enumerate(places):
        if place < 0:
            continue
        length = bisect_left(tails, place)
        if length == len(tails):
            tails.append(place)
            ends.append(at)
        else:
            tails[length], ends[length] = place, at
        if length:
            before[at] = ends[length - 1]
    found: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        found.add(at)
        at = before.get(at, -1)
    return found
