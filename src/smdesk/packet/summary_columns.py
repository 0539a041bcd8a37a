"""The columns of a sheet that all parts of a 汇总表 share: each part's own widths, as near as may be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from smdesk.notices.models import Summary, SummaryPart

Spread = tuple[tuple[int, int], ...]
"""First and last sheet column of each column, from 1."""


def sheet_widths(summary: Summary, whole: float) -> tuple[float, ...]:
    """Return the widths of the sheet's columns, ``whole`` together: those of the part with most."""
    longest = max(summary.part, key=lambda part: len(part.column))
    return tuple(one * whole for one in _shares(longest))


def spread(part: SummaryPart, widths: Sequence[float]) -> Spread:
    """Return which sheet columns each column of a part takes, its printed widths held best."""
    wanted, whole = _shares(part), sum(widths)
    edges = range(1, len(widths))

    def ends(cuts: Sequence[int]) -> Spread:
        return tuple(zip((1, *(one + 1 for one in cuts)), (*cuts, len(widths)), strict=True))

    def off(able: Spread) -> float:
        told = zip(able, wanted, strict=True)
        return sum(abs(sum(widths[a - 1 : b]) / whole - share) for (a, b), share in told)

    return min(map(ends, combinations(edges, len(wanted) - 1)), key=off)


def rooms(spans: Spread, widths: Sequence[float]) -> tuple[int, ...]:
    """Return how many half-width characters a line of each column holds."""
    return tuple(int(max(2, sum(widths[first - 1 : last]) - 2)) for first, last in spans)


def _shares(part: SummaryPart) -> tuple[float, ...]:
    total = sum(column.width for column in part.column)
    return tuple(column.width / total for column in part.column)
