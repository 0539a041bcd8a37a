"""Reads indicators that stand once for each year: their label names it, or a row over them does.

``2017年营业收入`` beside its figure; or a row ``2017年`` over the whole width, and below it the labels of
all indicators with one figure each. Only a table in which an indicator so stands for several years is read.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from smdesk.intake.align.keys import Key, Match, key
from smdesk.intake.align.match import Hit, graded
from smdesk.intake.align.plan import Slot
from smdesk.intake.align.series import Heads, put_year
from smdesk.intake.align.view import MOST_LABEL, Spot, overlap
from smdesk.intake.align.work import Work, hit_reasons
from smdesk.intake.word import WordTable
from smdesk.notices.text import half_width

_BEFORE = re.compile(r"^((?:19|20)\d\d)\s*(?:年度?末?|年底)的?[\s:,、]*(?=\S{2})")
_BEHIND = re.compile(r"[\s,、]*[(\[]?\s*(?<!\d)((?:19|20)\d\d)\s*年(?:度|末|底)?\s*[)\]]?")
_HEAD = re.compile(
    r"[(\[]?((?:19|20)\d\d)年度?(?:末|底)?(?:主要)?(?:生产)?(?:经营|经济|财务)?(?:状况|情况|指标|数据)?[)\]]?:?"
)
_NUMBERED = re.compile(r"^(?:\(?[1-9一二三四五六]\)|[1-9一二三四五六][.、,])")
LEAST = 2
MOST_HEAD = 24


@dataclass(frozen=True, slots=True)
class Yearly:
    """An indicator of one year: its label as found."""

    hit: Hit
    year: int


def yearly_labels(
    work: Work, rows: dict[int, list[tuple[int, Heads]]]
) -> dict[int, list[Yearly]]:  # fmt: skip
    """Return the labels that stand for one year each, by table; they count as labels from here on.

    ``rows`` are the heads of columns: what stands below them is of their years.
    """
    series = {slot.left for slot in work.plan.slots if slot.mode == "series"}
    used = {hit.spot.table for hit in work.hits.values()}
    found: dict[int, list[Yearly]] = {}
    for table in (one for one in work.view.rows if one in used):
        numbers = {one for one in series if one is not None and _is_free(work, one, table, rows)}
        seen, heads = _entries(work, table, numbers, series) if numbers else ([], [])
        many = Counter(one.hit.label.number for one in seen)
        if many and max(many.values()) >= LEAST and _each_once(seen):
            found[table] = seen
            for spot in heads:
                spot.label = -1
    free = {one for one in series if one is not None and not any(rows.values())}
    found |= _by_table(
        work, free - {one.hit.label.number for each in found.values() for one in each}
    )
    for entries in found.values():
        _settle(work, entries)
    return found


def year_over(table: WordTable) -> int | None:
    """Return the year that the line right before a table says, and says nothing else."""
    said = next((one.strip() for one in reversed(table.before) if one.strip()), "")
    return _head_year(said) if len(said) <= MOST_HEAD else None


def _by_table(work: Work, numbers: set[int]) -> dict[int, list[Yearly]]:
    """Return the labels of tables that are of one year each, as the line before each says."""
    over = {table: year_over(one) for table, one in work.view.tables.items()}
    years = {table: year for table, year in over.items() if year is not None}
    if len({*years.values()}) < LEAST:
        return {}
    found = {
        table: [
            one for spot in work.view.spots
            if spot.table == table and (one := _yearly(work, spot, year, numbers)) is not None
        ]
        for table, year in years.items()
    }  # fmt: skip
    every = [one for entries in found.values() for one in entries]
    return found if every and _each_once(every) else {}


def _is_free(work: Work, number: int, table: int, rows: dict[int, list[tuple[int, Heads]]]) -> bool:
    """Return whether an indicator stands in no other table, and not below heads of years."""
    hit = work.hits.get(number)
    if hit is None:
        return True
    return hit.spot.table == table and all(row > hit.spot.row for row, _ in rows.get(table, []))


def _entries(
    work: Work, table: int, numbers: set[int], series: set[int | None]
) -> tuple[list[Yearly], list[Spot]]:
    """Return a table's labels of one year each, and the rows that name a year for those below."""
    within: int | None = None
    seen: list[Yearly] = []
    heads: list[Spot] = []
    for row, line in enumerate(work.view.rows[table]):
        over = _head_of(line, row)
        if over is not None:
            within = over
            heads.append(line[0])
            continue
        if within is not None and _ends(line, series):
            within = None
        seen += [
            one for spot in line if spot.row == row
            and (one := _yearly(work, spot, within, numbers)) is not None
        ]  # fmt: skip
    return seen, heads


def _head_of(line: list[Spot], row: int) -> int | None:
    """Return the year that a row of one cell says, and says nothing else."""
    if len(line) != 1 or line[0].row != row or not 4 < len(line[0].text) <= MOST_HEAD:
        return None
    return _head_year(line[0].text)


def _head_year(text: str) -> int | None:
    found = _HEAD.fullmatch(_NUMBERED.sub("", half_width(re.sub(r"\s+", "", text))))
    return int(found.group(1)) if found else None


def _ends(line: list[Spot], series: set[int | None]) -> bool:
    """Return whether a row belongs to another part of the form, so that the year above does not hold."""
    return any(
        spot.label is not None and spot.label >= 0 and spot.label not in series for spot in line
    )


def _yearly(work: Work, spot: Spot, within: int | None, numbers: set[int]) -> Yearly | None:
    if not 2 < len(spot.text) <= MOST_LABEL or (spot.label is not None and spot.label < 0):
        return None
    other = work.hits.get(spot.label) if spot.label is not None else None
    if other is not None and other.label.number not in numbers and other.match > Match.FUZZY:
        return None
    parted = _parted(spot.text)
    year, words = parted if parted is not None else (within, spot.key)
    if year is None:
        return None
    hits = [one for one in graded(words, spot, work.plan) if one.label.number in numbers]
    return Yearly(replace(hits[0], year=None), year) if len(hits) == 1 else None


@lru_cache(maxsize=4096)
def _parted(text: str) -> tuple[int, Key] | None:
    """Return the year that a label names, and the key of its other words."""
    flat = half_width(text).strip()
    for pattern in (_BEFORE, _BEHIND):
        found = pattern.search(flat)
        if found is not None and len(pattern.findall(flat)) == 1:
            rest = flat[: found.start()] + flat[found.end() :]
            return int(found.group(1)), key(rest)
    return None


def _each_once(seen: list[Yearly]) -> bool:
    """Return whether no indicator stands twice for one year."""
    return max(Counter((one.hit.label.number, one.year) for one in seen).values()) == 1


def _settle(work: Work, entries: list[Yearly]) -> None:
    """Let labels that stand for one year be labels, and nothing else."""
    for number in {one.hit.label.number for one in entries}:
        work.hits.pop(number, None)
    for one in entries:
        spot = one.hit.spot
        other = work.hits.get(spot.label) if spot.label is not None else None
        if other is not None and other.spot is spot:
            del work.hits[other.label.number]
        spot.label = one.hit.label.number
    for one in entries:
        work.hits.setdefault(one.hit.label.number, one.hit)


def read_yearly(
    work: Work, slots: list[Slot], found: dict[int, list[Yearly]]
) -> dict[int, list[tuple[int, Heads]]]:
    """Read the figure of each label of one year; return the years by table."""
    wanted = {(slot.left, slot.address.year): slot for slot in slots}
    rows: dict[int, list[tuple[int, Heads]]] = {}
    for table, entries in found.items():
        for one in entries:
            slot = wanted.get((one.hit.label.number, one.year))
            spot = _value(work, one.hit.spot)
            if slot is not None and spot is not None:
                reasons = [*hit_reasons(one.hit), "value-turned"]
                put_year(work, slot, one.hit, None, [spot], reasons)
        years = tuple(sorted({one.year for one in entries}))
        rows[table] = [(0, Heads((), None, years))]
    return rows


def _value(work: Work, spot: Spot) -> Spot | None:
    """Return the cell right of a label, or below it where its row holds labels alone."""
    line = work.view.row(spot.table, spot.row)
    right = [one for one in line if one.left >= spot.right]
    if right and right[0].label is None:
        return right[0]
    below = [
        one for one in work.view.row(spot.table, spot.row + spot.rows) if overlap(one, spot) > 0.4
    ]
    alone = all(one.label is not None or not one.text for one in line)
    return below[0] if alone and len(below) == 1 and below[0].label is None else None
