"""The markers of list items as print has them: counted in their run of neighbours."""

from __future__ import annotations

from collections.abc import Iterable

from smdesk.gui.narrative.look import Kind
from smdesk.packet.prose import BULLET


def markers(paragraphs: Iterable[tuple[Kind, int]]) -> dict[int, str]:
    """Return the marker of each list item by the number of its paragraph."""
    found: dict[int, str] = {}
    counts: dict[int, int] = {}
    for number, (kind, level) in enumerate(paragraphs):
        if kind not in {"bullet", "ordered"}:
            counts.clear()
            continue
        counts = {above: count for above, count in counts.items() if above <= level}
        if kind == "bullet":
            counts.pop(level, None)
            found[number] = BULLET.strip()
            continue
        counts[level] = counts.get(level, 0) + 1
        found[number] = f"{counts[level]}." if level <= 1 else f"（{counts[level]}）"
    return found
