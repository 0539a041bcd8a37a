"""Which numbered lines are items of a list, and how deep items stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smdesk.intake.narrative.headings import DEEPEST, Marked
from smdesk.intake.narrative.numerals import mark_of

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


def _typed(one: Marked) -> bool:
    """Return whether a line has its bullet or number among its text, and stands by its indent."""
    return one.line.mark is None and not one.styled and (one.bullet or _numbered(one))


def _belongs(one: Marked, group: Sequence[Marked]) -> bool:
    """Return whether a line goes on in the list of those before it."""
    if not group:
        return _numbered(one) or (one.bullet and not one.styled)
    last = group[-1]
    if _numbered(one) and _numbered(last):
        return True
    if _typed(one) and _typed(last):
        below = _deeper(one, last) and (last.bullet or not last.level)
        return below or any(_beside(one, other) and _deeper(last, other) for other in group[:-1])
    if not _automatic(one) or not _automatic(last):
        return False
    if any(_same_list(one, other) for other in group):
        return True
    # Bullets below a numbered title are often indented; numbers below a bullet are always its own.
    return one.line.depth > last.line.depth or (last.bullet and _deeper(one, last))


def _beside(one: Marked, other: Marked) -> bool:
    alike = one.bullet == other.bullet and _typed(other)
    return alike and abs(one.line.left - other.line.left) <= _CLOSE


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
    """Give the items of a list the levels at which they stand."""
    open_at: list[tuple[Marked, int]] = []
    for one in group:
        while open_at and (_follows(one, open_at[-1][0]) or not _deeper(one, open_at[-1][0])):
            open_at.pop()
        own = one.number[0] if one.number else 1 if _typed(one) else one.line.depth + 1
        below = open_at[-1][1] + 1 if open_at else 1
        first = not open_at or _typed(one)
        level = min(max(below, own) if first else below, DEEPEST)
        open_at.append((one, level))
        if one.number is not None:
            one.number = (level, one.number[1])
        else:
            one.list_level = level


def _follows(one: Marked, other: Marked) -> bool:
    """Return whether a typed number counts on from another, however either is set in."""
    if not (_typed(one) and _typed(other) and one.number and other.number):
        return False
    mine, before = mark_of(one.text), mark_of(other.text)
    alike = mine is not None and before is not None and mine[0] == before[0]
    return alike and one.number[1] == other.number[1] + 1


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
