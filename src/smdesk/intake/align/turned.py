"""Reads tables turned over: a row for each year, the indicators side by side above.

The year is read from the row's own first cell, the indicator from the label over the column; a row of
units may stand between them, and the labels may stand again where a page was cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smdesk.intake.align.keys import UNITS, Match
from smdesk.intake.align.match import Hit, named
from smdesk.intake.align.plan import Slot
from smdesk.intake.align.series import Heads, put_year
from smdesk.intake.align.view import Spot, overlap, straddles
from smdesk.intake.align.work import Work, hit_reasons

MOST_HEADS = 4
"""So many rows over the first year may hold labels, their groups and units."""
_NUMBER = re.compile(r"[（(]?\d{1,2}[)）.、]?")
_UNIT_HEADS = frozenset({"单位", "计量单位", "年度", "年份", "/", "—", "-"})


@dataclass(frozen=True, slots=True)
class Turned:
    """Rows of years below each other: their heads, the labels over them, units said between."""

    heads: Heads
    labels: tuple[Hit, ...]
    units: tuple[Spot, ...]


def turned_parts(work: Work, head_rows: Iterable[tuple[int, int]]) -> list[Turned]:
    """Return the turned parts of all tables; ``head_rows`` (table, row) are heads of columns."""
    taken = set(head_rows)
    series = (slot.left for slot in work.plan.slots if slot.mode == "series")
    numbers = {one for one in series if one is not None}
    known = {hit.spot.table for number, hit in work.hits.items() if number in numbers}
    found: list[Turned] = []
    for table in (one for one in work.view.rows if one in known):
        above = 0
        for spots in _runs(work, table, taken):
            part = _part(work, tuple(spots), numbers, above)
            above = spots[-1].row + spots[-1].rows
            if part is not None:
                found.append(part)
    return found


def _runs(work: Work, table: int, taken: set[tuple[int, int]]) -> Iterator[list[Spot]]:
    """Yield the rows that follow each other and begin with a year, by their cells with the year."""
    run: list[Spot] = []
    for number, line in enumerate(work.view.rows[table]):
        first = None if (table, number) in taken else _year_of(line, number)
        if first is None:
            if run and number < run[-1].row + run[-1].rows:
                continue  # the year's cell reaches over this row
            if len(run) > 1:
                yield run
            run = []
        elif run and first.row == run[-1].row + run[-1].rows and first.left == run[-1].left:
            run.append(first)
        else:
            if len(run) > 1:
                yield run
            run = [first]
    if len(run) > 1:
        yield run


def _year_of(line: list[Spot], number: int) -> Spot | None:
    """Return the cell of a row that names its year: the first but for numbers and tall cells."""
    for spot in line[:-1]:
        if spot.year is not None and spot.year.clean and spot.row == number and spot.label is None:
            return spot
        aside = spot.rows > 1 or not spot.text or _NUMBER.fullmatch(spot.text)
        if not aside:
            return None
    return None


def _part(work: Work, spots: tuple[Spot, ...], numbers: set[int], least: int) -> Turned | None:
    years = [spot.year.year for spot in spots if spot.year is not None]
    if len(set(years)) < len(years):
        return None
    table, first = spots[0].table, spots[0]
    right = [one for one in work.view.row(table, first.row) if one.left >= first.right]
    labels: list[Hit] = []
    units: list[Spot] = []
    for spot in right:
        over = _over(work, spot, first.row, max(least, first.row - MOST_HEADS))
        hit = next(
            (hit for one in over if (hit := indicator(work, one, numbers)) is not None), None
        )
        if hit is not None:
            labels.append(hit)
            units += [one for one in over if one.text in UNITS][:1]
    alone = {hit.spot.index: hit for hit in labels}
    if not alone or any(hit.inside for hit in labels):
        return None
    return Turned(
        Heads(spots), tuple(alone.values()), tuple({one.index: one for one in units}.values())
    )


def _over(work: Work, spot: Spot, row: int, least: int) -> list[Spot]:
    """Return the cells right over a cell, nearest first: as long as they are units, until a label."""
    found: list[Spot] = []
    at = row - 1
    while at >= least:
        line = [one for one in work.view.row(spot.table, at) if overlap(one, spot) > 0.4]
        if len(line) != 1:
            break
        found.append(line[0])
        text = line[0].text
        if text and text not in UNITS and text not in _UNIT_HEADS:
            break
        at = line[0].row - 1
    return found


def indicator(work: Work, spot: Spot, numbers: set[int]) -> Hit | None:
    """Return the indicator that a cell names: as it was found, or where it is said once more."""
    hit = work.hits.get(spot.label) if spot.label is not None else None
    if hit is not None and hit.spot is spot:
        return hit if hit.label.number in numbers else None
    found = [one for one in named(spot, work.plan) if one.label.number in numbers]
    return found[0] if len(found) == 1 and found[0].match >= Match.SYNONYM else None


def read_turned(work: Work, slots: list[Slot], parts: list[Turned]) -> None:
    """Read year values where the indicators stand side by side over a row for each year."""
    wanted = {(slot.left, slot.address.year): slot for slot in slots}
    for part in parts:
        for hit in part.labels:
            unit = next((one.text for one in part.units if overlap(one, hit.spot) > 0.4), None)
            for head in part.heads.spots:
                year = head.year.year if head.year is not None else None
                slot = wanted.get((hit.label.number, year))
                if slot is not None and slot.address not in work.found:
                    _read(work, slot, hit, head, unit)
            if hit.spot.label is None:
                hit.spot.label = hit.label.number


def _read(work: Work, slot: Slot, hit: Hit, head: Spot, unit: str | None) -> None:
    line = [one for one in work.view.row(head.table, head.row) if one is not head]
    spots = [one for one in line if overlap(one, hit.spot) > 0.4]
    if not spots:
        return
    over = work.view.row(hit.spot.table, hit.spot.row)
    even = len(line) + 1 == len(over) or all(_same_borders(one, hit.spot) for one in spots)
    straight = len(spots) == 1 and even and not straddles(spots[0], hit.spot)
    doubts = ["value-turned"] if straight else ["year-unclear"]
    put_year(work, slot, hit, head, spots, [*hit_reasons(hit), *doubts], unit)


def _same_borders(one: Spot, other: Spot) -> bool:
    return abs(one.left - other.left) < 60 and abs(one.right - other.right) < 60
