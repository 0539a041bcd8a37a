"""Column borders of a received table as whole parts of a form's width."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

WISHES = (24, 12, 16, 18, 20, 30, 36, 48, 60)
MOST = 60
_NEAR = 0.34


def in_parts(edges: Sequence[int]) -> tuple[int, list[int]]:
    """Return how many parts a table's width is cut in, and each border as a number of parts.

    24 where that parts all borders well, else the least number that does; at worst one part for
    each column of the table.
    """
    width = edges[-1] - edges[0] or 1
    best: tuple[int, list[int]] | None = None
    for number in WISHES:
        exact = [(one - edges[0]) * number / width for one in edges]
        rounded = [round(one) for one in exact]
        if any(b <= a for a, b in itertools.pairwise(rounded)):
            continue
        if max(abs(a - b) for a, b in zip(exact, rounded, strict=True)) <= _NEAR:
            return number, rounded
        best = best or (number, rounded)
    if best is not None:
        return best
    count = len(edges) - 1
    return max(1, min(count, MOST)), list(range(count + 1))
