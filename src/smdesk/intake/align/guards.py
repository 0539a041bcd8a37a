"""Doubts whatever is not plainly an answer, after all was read: no habit is looked for here.

A value is stated only if its text could be nothing but the answer to its field, its row is like the
others of its list, and its boxes say one thing. What is doubted already is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from smdesk.intake.align.accounted import doubt_unaccounted
from smdesk.intake.align.again import doubt_again
from smdesk.intake.align.beside import doubt_beside
from smdesk.intake.align.boxes import ENUMERATED
from smdesk.intake.align.figures import doubt_figures
from smdesk.intake.align.linewise import read_lines_on
from smdesk.intake.align.magnitude import doubt_magnitude
from smdesk.intake.align.marks import FoundLabel, looks, shown
from smdesk.intake.align.model import Found
from smdesk.intake.align.plainly import STRICT, Words, doubts, fits
from smdesk.intake.align.plan import ChoicePlan, Plan
from smdesk.intake.align.runover import doubt_run_over
from smdesk.intake.align.scale import doubt_scale, doubt_towering
from smdesk.intake.align.sections import doubt_sections
from smdesk.intake.align.series import Heads
from smdesk.intake.align.slips import doubt_slips
from smdesk.intake.align.view import Spot
from smdesk.intake.align.work import Work
from smdesk.intake.words import one_of
from smdesk.notices.address import Address
from smdesk.notices.models import FormField, Kind
from smdesk.notices.text import fold
from smdesk.notices.typed import read

LEAST_OPTIONS = 4
"""Of so many options all ticked, one asks whether the ticks were printed."""


def guard(work: Work, rows: dict[int, list[tuple[int, Heads]]]) -> None:
    """Add doubts to values that are not plainly answers, and to nothing else."""
    fields = _fields(work)
    words = _words(work)
    read_lines_on(work, {one: field for one, field in fields.items() if not _is_choice(field)})
    for address, found in list(work.found.items()):
        if found.text and found.sure and not _is_choice(fields.get(address)):
            work.doubt(address, *doubts(fields.get(address), found.text, found.raw, words))
    for choice in work.plan.choices:
        if choice.address in work.boxes:
            work.doubt(choice.address, *_of_choice(work, choice, work.boxes[choice.address]))
    for repeat in work.plan.repeats:
        _doubt_list(work, repeat.id, {tail: field for tail, _, field in repeat.columns})
    _doubt_looks(work, fields)
    _doubt_noted(work)
    texts = {one: field for one, field in fields.items() if not _is_choice(field)}
    doubt_figures(work, texts)
    doubt_scale(work, texts)
    doubt_slips(work, texts)
    doubt_magnitude(work, texts)
    doubt_towering(work, texts)
    doubt_beside(work, texts)
    doubt_again(work, texts)
    doubt_run_over(work, texts)
    _doubt_years(work, rows)
    _doubt_ragged(work, rows)
    doubt_unaccounted(work)
    doubt_sections(work, texts)


def _is_choice(field: FormField | None) -> bool:
    return field is not None and field.kind in {Kind.CHOICE, Kind.YES_NO}


def _fields(work: Work) -> dict[Address, FormField]:
    found = {slot.address: slot.field for slot in work.plan.slots}
    found |= {choice.address: choice.field for choice in work.plan.choices}
    columns = {(one.id, tail): field for one in work.plan.repeats for tail, _, field in one.columns}
    for address in work.found:
        if address.tail is not None and (address.head, address.tail) in columns:
            found[address] = columns[address.head, address.tail]
    return found


# ---- what the form prints ----

_REMARKS = re.compile(r"[（(]([^（()）]{3,40})[)）]")


def _words(work: Work) -> Words:
    received = {
        spot.key.core for spot in work.view.spots if spot.label is not None and spot.label >= 0
    }
    return words_of(work.plan).and_those(frozenset(one for one in received if len(one) > 1))


One = TypeVar("One")


class Same(Generic[One]):
    """A plan by its identity, so that its words are made once."""

    def __init__(self, one: One) -> None:
        self.one = one

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.one is self.one

    def __hash__(self) -> int:
        return id(self.one)


def words_of(plan: Plan) -> Words:
    """Return what a plan's grid prints."""
    return _words_of(Same(plan))


@lru_cache(maxsize=256)
def _words_of(same: Same[Plan]) -> Words:
    plan = same.one
    labels = {one.key.core for one in plan.labels} | {one.key.full for one in plan.labels}
    remarks = {
        fold(inner) for cell in plan.grid.cells for inner in _REMARKS.findall(cell.printed)
    }  # fmt: skip
    return Words(
        frozenset(one for one in labels if len(one) > 1 and "#" not in one),
        frozenset(one for one in remarks if len(one) > 3),
    )


# ---- boxes ----

_SILENT = re.compile(r"[\s\u3000；;，,、。：:_＿/|（）()\[\]【】“”\"…-]+")


def _of_choice(work: Work, choice: ChoicePlan, labels: tuple[FoundLabel, ...]) -> Iterator[str]:
    found = work.found[choice.address]
    if not found.sure:
        return
    ticked = [label for label in labels if label.state]
    if found.text and read(choice.field, found.text).problem is not None:
        yield "boxes-too-many"
    if len(labels) >= LEAST_OPTIONS and len(ticked) == len(labels):
        yield "boxes-all"
    if not ticked and labels and all(_stressed(label) for label in labels):
        yield "boxes-all"
    if any(_odd(choice, spot_labels) for spot_labels in _by_spot(labels)):
        yield "boxes-odd"
    if _differ(labels):
        yield "boxes-mixed"


def _differ(labels: tuple[FoundLabel, ...]) -> bool:
    """Return whether options that are ticked, or those that are not, carry marks of several kinds."""
    marks: dict[bool, set[str]] = {}
    for label in labels:
        if label.spot is not None and label.marks:
            text = shown(label.spot)[0]
            glyphs = sorted(_SILENT.sub("", text[one.start : one.end]) for one in label.marks)
            marks.setdefault(bool(label.state), set()).add("".join(glyphs))
    return any(len(kinds) > 1 for kinds in marks.values())


def _stressed(label: FoundLabel) -> bool:
    return label.spot is not None and looks(label.spot, label, "stressed")


def _by_spot(labels: tuple[FoundLabel, ...]) -> list[list[FoundLabel]]:
    found: dict[int, list[FoundLabel]] = {}
    for label in labels:
        if label.spot is not None:
            found.setdefault(label.spot.index, []).append(label)
    return list(found.values())


def _odd(choice: ChoicePlan, labels: list[FoundLabel]) -> bool:
    """Return whether something stands between the boxes of a cell that the form does not print."""
    spot = labels[0].spot
    if spot is None:
        return False
    letters = list(shown(spot)[0])
    first = min([label.start for label in labels] + [m.start for one in labels for m in one.marks])
    for label in labels:
        letters[label.start : label.end] = " " * (label.end - label.start)
        for mark in label.marks:
            letters[mark.start : mark.end] = " " * (mark.end - mark.start)
    rest = "".join(letters)
    said = [label.box.remark for label in labels] + [label.note for label in labels]
    said += [one.parent for one in choice.boxes] + list(choice.heads)
    rest = rest[first:]
    for one in sorted(filter(None, said), key=len, reverse=True):
        rest = rest.replace(one, " ")
    if any(label.box.note is not None for label in labels):
        rest = re.sub(r"[（(][^（()）]*[)）]", " ", rest)
    pieces = [ENUMERATED.sub("", piece) for piece in _SILENT.split(rest)]
    return any(piece and not piece.isalnum() for piece in pieces)


# ---- lists ----


def _doubt_list(work: Work, repeat: str, columns: dict[str, FormField]) -> None:
    """Doubt a whole list where a row has other cells than the rest, or fits its columns ill."""
    rows: dict[int, dict[str, Found]] = {}
    for address, found in work.found.items():
        if address.repeat == repeat and address.index is not None and address.tail in columns:
            rows.setdefault(address.index, {})[address.tail] = found
    written = [row for row in rows.values() if any(one.text for one in row.values())]
    if not written:
        return
    usual = Counter(len(_cells(work, row)) for row in written).most_common(1)[0][0]
    if _has_gap(written, len(columns)) or any(
        len(_cells(work, row)) < usual or _has_stray(_cells(work, row)) or _misfits(row, columns)
        for row in written
    ):
        for address in list(work.found):
            if address.repeat == repeat:
                work.doubt(address, "list-uneven")


def _cells(work: Work, row: dict[str, Found]) -> list[Spot]:
    place = next(one.place for one in row.values() if one.place is not None)
    return [spot for spot in work.view.row(place.table, place.row) if spot.row == place.row]


def _has_stray(cells: list[Spot]) -> bool:
    return any(spot.text and spot.label is None and not spot.claims for spot in cells)


def _has_gap(written: list[dict[str, Found]], columns: int) -> bool:
    """Return whether a row that holds its first cell alone stands before a full one: it heads a part."""
    filled = [sum(bool(one.text) for one in row.values()) for row in written]
    return any(
        count == 1
        and columns > 2
        and next(iter(row.values())).text
        and max(filled[place:]) == columns
        for place, (row, count) in enumerate(zip(written, filled, strict=True))
    )


def _misfits(row: dict[str, Found], columns: dict[str, FormField]) -> bool:
    """Return whether texts of a row fit the column beside their own, and not their own."""
    order = [(columns[tail].kind, row[tail].text) for tail in columns if tail in row]
    lost = [place for place, (kind, text) in enumerate(order) if text and not fits(kind, text)]
    beside = [
        order[near][0] for place in lost for near in (place - 1, place + 1)
        if 0 <= near < len(order) and order[near][0] in STRICT and fits(order[near][0], order[place][1])
    ]  # fmt: skip
    return len(lost) > 1 or bool(beside) or (bool(lost) and not order[0][1])


# ---- rows and years ----


def _doubt_looks(work: Work, fields: dict[Address, FormField]) -> None:
    """Doubt an answer part of which is coloured, underlined or lit: another hand, or an older answer."""
    for index, addresses in work.claims.items():
        spot = work.view.spots[index]
        if len(addresses) != 1 or spot.label is not None or not spot.text:
            continue
        found = work.found.get(addresses[0])
        if spot.cell.two_looks and found is not None and addresses[0] not in work.boxes:
            work.doubt(addresses[0], "value-looks")
    _doubt_red(work, fields)


def _doubt_red(work: Work, fields: dict[Address, FormField]) -> None:
    """Doubt a gain that is coloured where most figures are not: accountants write a loss in red."""
    lit: dict[Address, bool] = {}
    for index, addresses in work.claims.items():
        for address in addresses if len(addresses) == 1 else ():
            field, found = fields.get(address), work.found.get(address)
            if field is not None and field.kind.numeric and found is not None and found.text:
                lit[address] = work.view.spots[index].cell.lit
    if sum(lit.values()) * 2 > len(lit):
        return  # all answers are coloured or underlined
    for address in (one for one, stands_out in lit.items() if stands_out):
        if fields[address].negative and not work.found[address].text.startswith("-"):
            work.doubt(address, "value-looks")


def _doubt_noted(work: Work) -> None:
    """Doubt the answers to a label at which a note hangs that may say otherwise."""
    noted = {
        number for number, hit in work.hits.items()
        if hit.spot.cell.marked and hit.spot.cell.noted
    }  # fmt: skip
    for slot in work.plan.slots if noted else ():
        if {slot.left, slot.top} & noted:
            work.doubt(slot.address, "value-noted")


_SWAPPED = one_of("labels.swapped")


def _doubt_years(work: Work, rows: dict[int, list[tuple[int, Heads]]]) -> None:
    """Doubt a table whose years stand in no order, or one head of which says that it was exchanged."""
    for table, lines in rows.items():
        for _, heads in lines:
            steps = [b - a for a, b in pairwise(heads.years)]
            swapped = any(_SWAPPED().search(spot.text) for spot in heads.spots)
            ordered = all(one > 0 for one in steps) or all(one < 0 for one in steps)
            if swapped or not ordered:
                for address, found in list(work.found.items()):
                    if address.year is not None and found.place and found.place.table == table:
                        work.doubt(address, "year-order")


def _doubt_ragged(work: Work, rows: dict[int, list[tuple[int, Heads]]]) -> None:
    """Doubt the years of a row that has no cell for one of them: a cell was deleted, the others moved."""
    years = {
        table: {year for _, heads in lines for year in heads.years} for table, lines in rows.items()
    }
    series: dict[int | None, list[Address]] = {}
    for slot in work.plan.slots:
        if slot.mode == "series" and slot.address.year is not None:
            series.setdefault(slot.left, []).append(slot.address)
    for addresses in series.values():
        places = [work.found[one].place for one in addresses if one in work.found]
        lost = {one.year for one in addresses if one not in work.found}
        tables = {place.table for place in places if place is not None}
        if any(lost & years.get(table, set()) for table in tables):
            for one in addresses:
                work.doubt(one, "value-beside")
