"""Which numbered lines are items of a list, and how deep items stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smdesk.intake.narrative.headings import DEEPEST, Marked

_CLOSE = 150
"""Twips that indents of one level may differ by."""


def settle_lists(lines: Sequence[Marked | None]) -> None:
    """Decide which numbered lines are list items; ``None`` stands for a table between lines.

    Neighbours that count 1, 2, 3 are a list, because a list is numbered anew when it is printed;
    bullets that belong to the same automatic list, or stand within it, do not part them. A numbered
    short line with text below it is a heading; any other keeps its number as text.
    """
    for start, end in _groups(lines):
        group = [one for one in lines[start:end] if one is not None]
        _settle_group(group, lines[end] if end < len(lines) else None)


def _groups(lines: Sequence[Marked | None]) -> Iterator[tuple[int, int]]:
    """Yield where neighbours begin and end that may be one list."""
    start = 0
    while start < len(lines):
        end = start
        group: list[Marked] = []
        while end < len(lines) and (one := lines[end]) is not None and _belongs(one, group):
            group.append(one)
            end += 1
        if group:
            yield start, end
        start = max(end, start + 1)


def _numbered(one: Marked) -> bool:
    return one.number is not None and not one.styled


def _automatic(one: Marked) -> bool:
    return one.line.mark is not None and not one.styled and (one.bullet or _numbered(one))


def _belongs(one: Marked, group: Sequence[Marked]) -> bool:
    """Return whether a line goes on in the list of those before it."""
    if not group:
        return _numbered(one) or (one.bullet and _automatic(one))
    last = group[-1]
    if _numbered(one) and _numbered(last):
        return True
    if not _automatic(one) or not _automatic(last):
        return False
    if any(_same_list(one, other) for other in group):
        return True
    # Bullets below a numbered title are often indented; numbers below a bullet are always its own.
    return one.line.depth > last.line.depth or (last.bullet and _deeper(one, last))


def _same_list(one: Marked, other: Marked) -> bool:
    return bool(one.line.list_id) and one.line.list_id == other.line.list_id


def _settle_group(group: Sequence[Marked], following: Marked | None) -> None:
    nest(group)
    numbered = [one for one in group if one.number is not None]
    counts_on = _counts(group)
    alone = len(group) == 1
    below = following is not None and not following.level
    for one in numbered:
        titled = bool(one.level) and (one.line.bold or (alone and below))
        if counts_on and not titled:
            one.level = 0
        else:
            one.number = None
            one.level = one.level if titled else 0


def nest(group: Sequence[Marked]) -> None:
    """Give the automatic items of a list the levels at which they stand."""
    open_at: list[tuple[Marked, int]] = []
    for one in group:
        if not _automatic(one) or (one.number is not None and one.line.count is None):
            open_at = []
            continue
        while open_at and not _deeper(one, open_at[-1][0]):
            open_at.pop()
        first = one.line.depth + 1 if one.bullet else one.number[0] if one.number else 1
        level = min(open_at[-1][1] + 1 if open_at else min(first, DEEPEST), DEEPEST)
        open_at.append((one, level))
        if one.number is not None:
            one.number = (level, one.number[1])
        else:
            one.list_level = level


def _deeper(one: Marked, other: Marked) -> bool:
    """Return whether an item stands below another: by its level, in another list by its indent."""
    if one.line.depth != other.line.depth or _same_list(one, other):
        return one.line.depth > other.line.depth
    return one.line.left > other.line.left + _CLOSE


def _counts(group: Sequence[Marked]) -> bool:
    """Return whether the numbers of neighbours are those that a list would print."""
    counts: dict[int, int] = {}
    for one in group:
        if one.number is None:
            level = one.list_level
            counts = {above: n for above, n in counts.items() if above < level}
            continue
        level, number = one.number
        counts = {above: n for above, n in counts.items() if above <= level}
        counts[level] = counts.get(level, 0) + 1
        if counts[level] != number:
            return False
    return True
