"""Reads long lists: a row for each year of each indicator, ``营业收入 | 2019年 | 1200`` one below the other.

The indicator's cell reaches over its years, stands again in each row, or is empty below the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from smdesk.intake.align.keys import UNITS
from smdesk.intake.align.match import Hit
from smdesk.intake.align.plan import Slot
from smdesk.intake.align.series import Heads, put_year
from smdesk.intake.align.turned import indicator
from smdesk.intake.align.view import Spot
from smdesk.intake.align.work import Work, hit_reasons

LEAST = 2
"""An indicator with fewer years is no list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list: the indicator, the cell with its year, the cells behind that."""

    hit: Hit
    head: Spot
    behind: tuple[Spot, ...]

    @property
    def year(self) -> int:
        """The year that the row is of."""
        return self.head.year.year if self.head.year is not None else 0


def read_listed(work: Work, slots: list[Slot]) -> dict[int, list[tuple[int, Heads]]]:
    """Read the figures of indicators whose years stand below each other; return the years by table."""
    wanted = {(slot.left, slot.address.year): slot for slot in slots}
    numbers = {slot.left for slot in slots if slot.left is not None}
    used = {hit.spot.table for number, hit in work.hits.items() if number in numbers}
    rows: dict[int, list[tuple[int, Heads]]] = {}
    for table in (one for one in work.view.rows if one in used):
        entries = list(_entries(work, table, numbers))
        times = Counter((one.hit.label.number, one.year) for one in entries)
        many = Counter(number for number, _ in times)
        sound = [
            one for one in entries
            if many[one.hit.label.number] >= LEAST and times[one.hit.label.number, one.year] == 1
        ]  # fmt: skip
        for one in sound:
            one.head.label = -1
            slot = wanted.get((one.hit.label.number, one.year))
            if slot is not None:
                reasons = [*hit_reasons(one.hit), "value-turned"]
                put_year(work, slot, one.hit, one.head, [*one.behind], reasons)
        if sound:
            years = tuple(sorted({one.year for one in sound}))
            rows[table] = [(0, Heads((), None, years))]
    return rows


def _entries(work: Work, table: int, numbers: set[int]) -> Iterator[Entry]:
    """Yield the rows of a table that have an indicator, then a year, then a figure."""
    last: Hit | None = None
    for row, line in enumerate(work.view.rows[table]):
        at = next((n for n, one in enumerate(line) if _is_year(one, row)), 0)
        if not at:
            last = None
            continue
        before = line[at - 1]
        hit = indicator(work, before, numbers) if before.text else last
        last = hit
        behind = [one for one in line[at + 1 :] if one.row == row]
        figures = [one for one in behind if one.text and one.text not in UNITS]
        if hit is not None and hit.inside is None and behind and len(figures) <= 1:
            yield Entry(hit, line[at], tuple(figures or behind[:1]))


def _is_year(spot: Spot, row: int) -> bool:
    return spot.row == row and spot.label is None and spot.year is not None and spot.year.clean
