"""Lays received tables over a form's grid: the alignment itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from smdesk.intake.align.cells import read_slot
from smdesk.intake.align.choices import read_choice
from smdesk.intake.align.guards import guard
from smdesk.intake.align.joined import read_joined
from smdesk.intake.align.keys import MONEY_UNITS, UNITS, Match
from smdesk.intake.align.listed import read_listed
from smdesk.intake.align.match import match
from smdesk.intake.align.model import Alignment, Found, Place, Stray
from smdesk.intake.align.passed import pass_over
from smdesk.intake.align.plan import Plan, plan
from smdesk.intake.align.repeats import read_repeat
from smdesk.intake.align.series import Heads, other_years, read_series, year_rows
from smdesk.intake.align.turned import read_turned, turned_parts
from smdesk.intake.align.view import Spot, View, overlap
from smdesk.intake.align.within import joint_heads, read_within
from smdesk.intake.align.work import Work
from smdesk.intake.align.yearly import read_yearly, yearly_labels
from smdesk.intake.word import WordTable
from smdesk.notices.address import Address
from smdesk.notices.grid import Grid
from smdesk.notices.models import FormField


def align(
    form_grid: Grid | Plan,
    tables: Sequence[WordTable],
    fields: Mapping[str, FormField],
    *,
    taken: frozenset[Place] = frozenset(),
    sparse: bool = False,
) -> Alignment:
    """Return the values that ``tables`` hold for the addresses of a grid.

    ``fields`` are those of cover and form by address; fixed values are read like others, the caller
    compares them. ``taken`` places are not looked at; ``sparse`` keeps tables of which
    little is known (the lines of a cover). Never raises on any table.
    """
    prepared = form_grid if isinstance(form_grid, Plan) else plan(form_grid, fields)
    return settled(*lay(prepared, tables, taken=taken, sparse=sparse))


def lay(
    prepared: Plan, tables: Sequence[WordTable], *, taken: frozenset[Place] = frozenset(),
    sparse: bool = False,
) -> tuple[Work, dict[int, list[tuple[int, Heads]]]]:  # fmt: skip
    """Return the work of an alignment: labels, cells and boxes found, and the rows of year heads."""
    view = View(tables, taken)
    work = Work(prepared, view, match(prepared, view, sparse=sparse))
    view.fill_nested()
    remarks = pass_over(view)
    work.around = _units_around(view)
    rows = _read_years(work)
    for slot in prepared.slots:
        if slot.mode in {"right", "below"}:
            read_slot(work, slot)
    read_joined(work)
    for repeat in prepared.repeats:
        read_repeat(work, repeat)
    for slot in prepared.slots:
        if slot.mode == "own":
            read_slot(work, slot)
    for choice in prepared.choices:
        read_choice(work, choice)
    _doubt(work, other_years(rows, prepared.years), taken)
    _doubt_remarked(work, remarks)
    guard(work, rows)
    return work, rows


_Rows = dict[int, list[tuple[int, Heads]]]


def _read_years(work: Work) -> _Rows:
    """Read the values of years in each of the ways that they stand in; return the years by table."""
    series = [slot for slot in work.plan.slots if slot.mode == "series"]
    rows = year_rows(work)
    turned = turned_parts(work, ((table, row) for table in rows for row, _ in rows[table]))
    every = [one for lines in rows.values() for _, one in lines] + [one.heads for one in turned]
    for spot in (spot for heads in every for spot in heads.spots):
        spot.label = -1
    yearly = yearly_labels(work, rows)
    told = read_yearly(work, series, yearly)
    left = [slot for slot in series if slot.address not in work.found]
    listed = read_listed(work, left)
    left = [slot for slot in left if slot.address not in work.found]
    read_turned(work, left, turned)
    read_series(work, left, rows)
    left = [slot for slot in left if slot.address not in work.found]
    named = read_within(work, left, joint_heads(work)) if left else {}
    for part in turned:
        rows.setdefault(part.heads.spots[0].table, []).append((0, part.heads))
    for more in (told, listed, named):
        for table, lines in more.items():
            rows.setdefault(table, []).extend(lines)
    return rows


_HEADS = frozenset(
    {
        "序号",
        "项目",
        "栏目",
        "内容",
        "填写内容",
        "填报内容",
        "指标",
        "指标名称",
        "名称",
        "单位",
        "备注",
    }
)
_UNIT_LINE = re.compile(r"单位[\s：:]*(?:均为|为)?(?:人民币)?[\s：:]*((?:千|万|百万|千万|亿)?元)")


def _units_around(view: View) -> dict[int, str]:
    """Return the money unit that is said once for a table: in a line before it or a cell of it."""
    found: dict[int, str] = {}
    for number, table in view.tables.items():
        for line in table.before:
            said = _UNIT_LINE.search(line)
            if said and said.group(1) in MONEY_UNITS:
                found[number] = said.group(1)
    for spot in view.spots:
        said = _UNIT_LINE.search(spot.text) if "单位" in spot.text else None
        if said and said.group(1) in MONEY_UNITS and len(spot.text) < 40:
            found[spot.table] = said.group(1)
    return found


# ---- doubts that only the whole shows ----


def _doubt(work: Work, foreign_years: tuple[int, ...], taken: frozenset[Place]) -> None:
    for addresses in work.claims.values():
        if len(addresses) > 1 and not _together(work, addresses):
            for address in addresses:
                _add(work, address, "value-shared")
    if _twice(work):
        for address in list(work.found):
            _add(work, address, "form-twice")
    if foreign_years:
        for address in list(work.found):
            _add(work, address, "years-differ")
    _doubt_beside_strays(work)
    _doubt_nested(work)
    _doubt_label_texts(work)
    _doubt_tables(work, taken)


def _twice(work: Work) -> bool:
    """Return whether the form seems to stand in these tables more than once."""
    alone = {full for full, labels in work.plan.by_full.items() if len(labels) == 1}
    seen: dict[str, int] = {}
    for spot in work.view.spots:
        own = work.hits.get(spot.label) if spot.label is not None else None
        if spot.key.full in alone and (own is None or own.spot is spot):  # else once for each year
            seen[spot.key.full] = seen.get(spot.key.full, 0) + 1
    twice = sum(number > 1 for number in seen.values())
    return twice > 1 and twice * 3 >= len(alone)


def _together(work: Work, addresses: list[Address]) -> bool:
    """Return whether several values may share a cell: the form prints them in one, or labels part them."""
    places = {id(work.plan.grid.places.get(address)) for address in addresses}
    if len(places) == 1 and work.plan.grid.places.get(addresses[0]) is not None:
        return True
    return all(
        {"label-inside", "year-within"} & set(work.found[a].reasons)
        for a in addresses
        if a in work.found
    )


def _add(work: Work, address: Address, reason: str) -> None:
    old = work.found.get(address)
    if old is not None and reason not in old.reasons:
        work.found[address] = replace(old, reasons=(*old.reasons, reason))


def _doubt_beside_strays(work: Work) -> None:
    """Doubt what stands in one row with a text without a place; empty values in the row above too.

    Year values and repeating rows have heads over them and are only doubted where they are empty.
    """
    stray = [
        spot for spot in work.view.spots
        if spot.text and spot.label is None and not spot.claims and not _is_known(work, spot)
    ]  # fmt: skip
    here = {(spot.table, spot.row) for spot in stray}
    near = here | {(spot.table, spot.row - 1) for spot in stray}
    headed = {slot.address for slot in work.plan.slots if slot.mode == "series"}
    for address, found in list(work.found.items()):
        if found.place is None:
            continue
        row = (found.place.table, found.place.row)
        if not found.text and row in near:
            _add(work, address, "stray-beside")
        elif row in here and address not in headed and address.repeat is None:
            _add(work, address, "stray-row")
    _doubt_cut_figures(work, stray)


HALF = 0.5
_FIGURE = re.compile(r"[.．,，]?\d[\d.,．，]*[%％]?")


def _doubt_cut_figures(work: Work, stray: list[Spot]) -> None:
    """Doubt the figures of a row that holds one more, without a place: a false line may have cut one in two."""
    lines = {(one.table, one.row) for one in work.view.spots if one.year is not None}
    heads = [one for one in work.view.spots if one.text and (one.table, one.row) in lines]
    for spot in (one for one in stray if _FIGURE.fullmatch(one.text)):
        if any(one.table == spot.table and overlap(one, spot) > HALF for one in heads):
            continue  # of a year more than is asked for, of sums or growth
        for other in work.view.row(spot.table, spot.row):
            for address in work.claims.get(other.index, ()):
                _add(work, address, "value-several")


def _doubt_remarked(work: Work, remarks: Mapping[tuple[int, int], bool]) -> None:
    """Doubt empty answers beside a remark, and all beside one that corrects them."""
    for address, found in list(work.found.items()):
        place = found.place
        if place is None or (place.table, place.row) not in remarks:
            continue
        if not found.text or remarks[place.table, place.row]:
            _add(work, address, "stray-row" if found.text else "stray-beside")


def _doubt_nested(work: Work) -> None:
    """Doubt a row in which a label's own cell holds a table: an answer slipped into it."""
    slipped = {
        (spot.table, spot.row)
        for spot in work.view.spots
        if spot.cell.nested and spot.label is not None and spot.label >= 0 and spot.rows == 1
    }
    for address, found in list(work.found.items()):
        if found.place is not None and (found.place.table, found.place.row) in slipped:
            _add(work, address, "value-nested")


def _is_known(work: Work, spot: Spot) -> bool:
    """Return whether a text that is not used is a unit, a column's head or a label of the form."""
    return spot.text in UNITS or spot.text in _HEADS or spot.key.full in work.plan.by_full


def _doubt_label_texts(work: Work) -> None:
    """Doubt a value that reads exactly like a label of the form which was not found elsewhere."""
    lost = {
        label.key.full
        for label in work.plan.labels
        if label.number not in work.hits or work.hits[label.number].match <= Match.FUZZY
    }
    for index, addresses in work.claims.items():
        spot = work.view.spots[index]
        if spot.key.full and spot.key.full in lost:
            for address in addresses:
                _add(work, address, "value-like-label")


EXPLAINED = 0.6


def _doubt_tables(work: Work, taken: frozenset[Place]) -> None:
    """Doubt what was read from a table most of whose texts the form does not know.

    What stands over the rows that another part of the form took is no stranger: a sheet's cover.
    """
    tops: dict[int, int] = {}
    for one in taken:
        tops[one.table] = min(one.row, tops.get(one.table, one.row))
    written: dict[int, list[int]] = {}
    above = _lines_above(work)
    for spot in work.view.spots:
        if spot.text and (spot.table, spot.row) not in above:
            known = spot.label is not None or spot.claims > 0
            written.setdefault(spot.table, []).append(known)
    strange = {
        table
        for table, known in written.items()
        if table >= 0 and sum(known) < EXPLAINED * len(known)
    }
    for address, found in list(work.found.items()):
        place = found.place
        if place is not None and place.table in strange and place.row >= tops.get(place.table, 0):
            _add(work, address, "table-strange")


def _lines_above(work: Work) -> set[tuple[int, int]]:
    """Return the rows of one text that stand over the first label of a table: its title, a cover."""
    first: dict[int, int] = {}
    for hit in work.hits.values():
        table = hit.spot.table
        first[table] = min(hit.spot.row, first.get(table, hit.spot.row))
    return {
        (table, row)
        for table, last in first.items()
        for row in range(last)
        if sum(bool(one.text) for one in work.view.row(table, row)) == 1
    }


# ---- the result ----


def settled(work: Work, rows: dict[int, list[tuple[int, Heads]]]) -> Alignment:
    """Return the outcome of `lay`."""
    tables = {hit.spot.table for hit in work.hits.values()}
    written = [spot for spot in work.view.spots if spot.text and spot.table in tables]
    strays = [spot for spot in written if spot.label is None and not spot.claims]
    sound = sum(1 for hit in work.hits.values() if hit.match > Match.FUZZY)
    used = frozenset(
        spot.place for spot in work.view.spots if spot.label is not None or spot.claims
    )
    years = {year for lines in rows.values() for _, heads in lines for year in heads.years}
    # four figures behind a label that is only nearly one are an answer: 员工总数：2005
    named = (hit for hit in work.hits.values() if hit.match > Match.FUZZY or hit.label.key.year)
    years |= {hit.year for hit in named if hit.year is not None}
    return Alignment(
        dict(sorted(work.found.items(), key=_by_place)),
        tuple(one for one in work.plan.addresses if one not in work.found),
        tuple(Stray(spot.place, spot.text) for spot in strays),
        sound / len(work.plan.labels) if work.plan.labels else 0.0,
        1 - len(strays) / len(written) if written else 0.0,
        tuple(sorted(years)), tuple(sorted(tables)), used, _cells(work),
    )  # fmt: skip


def _cells(work: Work) -> dict[Address, tuple[Place, ...]]:
    """Return the places of values that were read from several cells, in reading order."""
    found: dict[Address, list[Place]] = {}
    for index, addresses in sorted(work.claims.items()):
        for address in dict.fromkeys(addresses):
            found.setdefault(address, []).append(work.view.spots[index].place)
    return {address: tuple(places) for address, places in found.items() if len(places) > 1}


def _by_place(item: tuple[Address, Found]) -> tuple[int, int, int]:
    place = item[1].place
    return (place.table, place.row, place.column) if place else (1 << 30, 0, 0)
