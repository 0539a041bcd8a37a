"""Reads year columns: each row label crossed with the year heads that the received table has.

The year is read from the received head, never taken from the position of a column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from smdesk.intake.align.cells import zone
from smdesk.intake.align.keys import MONEY_UNITS, UNITS, YearHead
from smdesk.intake.align.match import Hit
from smdesk.intake.align.plan import Slot
from smdesk.intake.align.view import Spot, overlap, straddles
from smdesk.intake.align.work import Work, hit_reasons
from smdesk.notices.text import half_width


@dataclass(frozen=True, slots=True)
class Heads:
    """The year heads over a row: spots in column order; ``doubt`` if of an earlier table.

    ``told`` are the years where one cell names them all.
    """

    spots: tuple[Spot, ...]
    doubt: str | None = None
    told: tuple[int, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years, left to right."""
        return self.told or tuple(spot.year.year for spot in self.spots if spot.year is not None)


def year_rows(work: Work) -> dict[int, list[tuple[int, Heads]]]:
    """Return the rows of year heads of each table, top down; they count as labels from here on."""
    valued = {slot.left for slot in work.plan.slots}
    found: dict[int, list[tuple[int, Heads]]] = {}
    for table, lines in work.view.rows.items():
        for number, line in enumerate(lines):
            _take_short_years(work, [spot for spot in line if spot.row == number])
            heads = tuple(
                spot for spot in line
                if spot.year is not None and spot.row == number and spot.label is None
            )  # fmt: skip
            if len(heads) >= 2 and _is_head_row(line, heads, valued):
                found.setdefault(table, []).append((number, Heads(heads)))
    return found


_SHORT = re.compile(r"['’]?(\d\d)年(?:度|度?末|底)?")


def _take_short_years(work: Work, line: list[Spot]) -> None:
    """Take heads ``17年 18年 19年`` for years, if they follow each other and some are the form's."""
    texts = [(spot, _SHORT.fullmatch(half_width(re.sub(r"\s+", "", spot.text)))) for spot in line
             if spot.label is None and spot.text]  # fmt: skip
    told = [(spot, 2000 + int(found[1])) for spot, found in texts if found]
    steps = {b - a for (_, a), (_, b) in pairwise(told)}
    if steps in ({1}, {-1}) and {year for _, year in told} & {*work.plan.years}:
        for spot, year in told:
            spot.year = YearHead(year, clean=True)


def _is_head_row(line: list[Spot], heads: tuple[Spot, ...], valued: set[int | None]) -> bool:
    """Return whether years in a row are heads: no label of values beside them, little else.

    Plain numbers are heads only if they follow each other: an amount may look like a year.
    """
    if any(spot.label in valued for spot in line if spot.label is not None):
        return False
    others = [spot for spot in line if spot not in heads and spot.text and spot.label is None]
    years = [spot.year for spot in heads if spot.year is not None]
    clean = sum(1 for year in years if year.clean)
    if clean and all(year.bare for year in years if year.clean):
        steps = {abs(a.year - b.year) for a, b in pairwise(years)}
        return steps == {1} and len(others) <= 1
    mixed = any(year.bare for year in years)  # beside 2019年 a 2020 is an amount, among amounts
    return clean >= 1 and (len(others) <= 1 or (clean == len(heads) and not mixed))


def read_series(work: Work, slots: list[Slot], rows: dict[int, list[tuple[int, Heads]]]) -> None:
    """Read all year values; slots of one row label are read together."""
    by_label: dict[int, list[Slot]] = {}
    for slot in slots:
        if slot.left is not None:
            by_label.setdefault(slot.left, []).append(slot)
    for label, group in by_label.items():
        hit = work.hits.get(label)
        if hit is not None:
            _read_row(work, hit, group, _heads_for(work, hit, rows))


def _heads_for(work: Work, hit: Hit, rows: dict[int, list[tuple[int, Heads]]]) -> Heads | None:
    """Return the nearest year heads above a label, in its table or else in one before it."""
    above = [heads for number, heads in rows.get(hit.spot.table, []) if number <= hit.spot.row]
    if above:
        return above[-1]
    place = work.view.order.index(hit.spot.table)
    for table in reversed(work.view.order[:place]):
        if rows.get(table):
            heads = rows[table][-1][1]
            return Heads(heads.spots, _carried(work, hit, heads))
    return None


def _carried(work: Work, hit: Hit, heads: Heads) -> str:
    """Return how sure heads of an earlier table hold: surely where it was only cut and goes on."""
    cells = zone(work, hit.spot, hit.spot.row)[-len(heads.spots) :]
    aligned = len(cells) == len(heads.spots) and all(
        abs(cell.left - head.left) < 60 and abs(cell.right - head.right) < 60
        for cell, head in zip(cells, heads.spots, strict=True)
    )
    between = range(heads.spots[0].table + 1, hit.spot.table + 1)
    bare = all(work.view.follows(number) for number in between if number in work.view.tables)
    return "year-carried" if aligned and bare else "year-elsewhere"


def _read_row(work: Work, hit: Hit, group: list[Slot], heads: Heads | None) -> None:
    cells = zone(work, hit.spot, hit.spot.row)
    reasons = hit_reasons(hit)
    if hit.inside is not None and not cells:
        return
    if heads is None:
        if len(cells) == len(group):
            for one, spot in zip(group, cells, strict=True):
                put_year(work, one, hit, None, [spot], [*reasons, "year-by-order"])
        return
    doubts_of_unit, said = _unit_column(cells, heads, group[0])
    reasons += doubts_of_unit
    pairs = _under_heads(cells, heads)
    wanted = {slot.address.year or 0: slot for slot in group}
    for head, (spots, doubt) in zip(heads.spots, pairs, strict=True):
        slot: Slot | None
        slot = wanted.pop(head.year.year, None) if head.year is not None else None
        if slot is None or not spots:
            continue
        doubts = _head_doubts(heads, head) + ([doubt] if doubt is not None else [])
        put_year(work, slot, hit, head, spots, [*reasons, *doubts], said)
    left = [spot for spot in cells[-len(group) :] if not spot.claims]
    if len(wanted) == len(left) == 1 and len(heads.spots) == len(group) - 1:
        put_year(work, next(iter(wanted.values())), hit, None, left, [*reasons, "year-by-order"])


def _under_heads(cells: list[Spot], heads: Heads) -> list[tuple[list[Spot], str | None]]:
    """Return the spots under each head, with a doubt where borders do not say which they are.

    As many cells as heads belong to them in their order; a row that stands askew is doubted.
    """
    under = [[spot for spot in cells if overlap(spot, head) > 0.4] for head in heads.spots]
    held = [spot.index for spots in under for spot in spots]
    askew = len(set(held)) < len(held)
    values = [spot for spot in cells if spot.index in held]
    if len(values) < len(heads.spots) == len(cells) and values != cells:
        values, askew = cells, True
    if len(values) != len(heads.spots):
        return [
            (spots, "year-unclear" if askew or _straddle(spots, head) else None)
            for spots, head in zip(under, heads.spots, strict=True)
        ]
    return [
        ([spot], None if [spot] == spots and not askew else "year-unclear")
        for spot, spots in zip(values, under, strict=True)
    ]


def _straddle(spots: list[Spot], head: Spot) -> bool:
    return any(straddles(spot, head) for spot in spots)


def _unit_column(
    cells: list[Spot], heads: Heads, slot: Slot
) -> tuple[list[str], str | None]:  # fmt: skip
    """Return what a cell between label and years says: a doubt if another unit, else the unit.

    Another unit of money is one that the figures are converted from.
    """
    first = min(head.left for head in heads.spots)
    units = {spot.text for spot in cells if spot.left < first and spot.text in UNITS}
    money = len(units) == 1 and units <= MONEY_UNITS and slot.field.unit in MONEY_UNITS
    if units - {slot.field.unit} and not money:
        return ["unit-other"], None
    return [], next(iter(units), None)


def _head_doubts(heads: Heads, head: Spot) -> list[str]:
    doubts = [heads.doubt] if heads.doubt is not None else []
    if head.year is not None and not head.year.clean:
        doubts.append("year-unclear")
    if head.year is not None and heads.years.count(head.year.year) > 1:
        doubts.append("year-twice")
    return doubts


def put_year(
    work: Work, slot: Slot, hit: Hit, head: Spot | None, spots: list[Spot], reasons: list[str],
    aside: str | None = None,
) -> None:  # fmt: skip
    """Take one year's value from the cell that crosses ``hit`` and ``head``; ``aside`` is a unit."""
    written = [spot for spot in spots if spot.text]
    spot = written[0] if written else spots[0]
    units = {one.text for one in written[1:] if one.text in UNITS}
    if len(written) > 1 + len(units) or len(units) > 1:
        reasons.append("value-several")
    elif units - {slot.field.unit}:
        reasons.append("unit-other")
    if written and spot is not spots[0]:
        reasons.append("value-beside")
    over = head.year.unit if head is not None and head.year is not None else None
    if over and hit.unit and over != hit.unit:
        reasons.append("unit-other")
    text = _without_year(spot.text, slot.address.year)
    work.put(slot.address, slot.field, spot, text, reasons, hit.unit or over or aside)


_OF_YEAR = re.compile(
    r"(?P<before>(?:20)?\d\d)[\s\u3000]*年(?:度|末)?[\s\u3000]*[：:]?[\s\u3000]*(?P<figure>-?[\d,.]+[%％万亿元]*)"
    r"|(?P<first>-?[\d,.]+[%％万亿元]*)[\s\u3000]*[（(][\s\u3000]*(?P<behind>(?:20)?\d\d)[\s\u3000]*年(?:度|末)?[\s\u3000]*[)）]"
)


def _without_year(text: str, year: int | None) -> str:
    """Return a figure without the year of its column, said once more in the cell."""
    if year is None or "年" not in text:
        return text
    found = _OF_YEAR.fullmatch(half_width(text).strip())
    if found is None:
        return text
    said = found["before"] or found["behind"]
    return found["figure"] or found["first"] if said in {str(year), str(year)[2:]} else text


def other_years(
    rows: dict[int, list[tuple[int, Heads]]], wanted: tuple[int, ...]
) -> tuple[int, ...]:
    """Return the years of received heads that the form does not have.

    A column added to all those of the form says nothing against them.
    """
    ours = set(wanted)
    found: set[int] = set()
    for _, heads in (one for lines in rows.values() for one in lines):
        if not ours <= set(heads.years):
            found |= set(heads.years) - ours
    return tuple(sorted(found)) if wanted else ()
