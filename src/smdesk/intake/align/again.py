"""Doubts answers that stand in the table once more, or in turned groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from smdesk.intake.align.keys import key
from smdesk.intake.align.model import Found
from smdesk.intake.align.plainly import STRICT, TELEPHONES, fits
from smdesk.intake.align.plan import Label
from smdesk.intake.align.view import Spot, overlap
from smdesk.intake.align.work import Work
from smdesk.notices.address import Address
from smdesk.notices.models import FormField
from smdesk.notices.typed import NOTHING

AMISS = {"value-format", "value-unreadable"}
"""What an answer that fits its cell ill is doubted for."""
MOST_AMISS = 1
"""More answers of one person or firm than so many that do not fit: all of them stand in other cells."""
NEAR = 0.6
"""So much of the narrower cell stands over or under the other."""


def doubt_again(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt what a second row or the rest of its group speaks against."""
    _doubt_second_rows(work)
    _doubt_turned(work, fields)


def _doubt_second_rows(work: Work) -> None:
    """Doubt an answer whose label stands in the table once more, beside another answer."""
    slots: dict[int, list[Address]] = {}
    series: dict[int, list[Address]] = {}
    for slot in work.plan.slots:
        if slot.left is not None and slot.mode in {"right", "series"}:
            kind = slots if slot.mode == "right" else series
            kind.setdefault(slot.left, []).append(slot.address)
    used = {hit.spot.index for hit in work.hits.values()}
    written = {hit.spot.key.full: [hit.label] for hit in work.hits.values() if hit.spot.key.full}
    for spot in work.view.spots:
        labels = _labelled(work, spot) if spot.index not in used else []
        if not labels and spot.index not in used:
            labels = written.get(spot.key.full, [])
        for label in labels:
            _doubt_series(work, spot, label, series.get(label.number, []))
        beside = _right_of(work, spot) if labels and not spot.claims else None
        if beside is None or not beside.text or beside.claims or beside.label is not None:
            continue
        if beside.key.full in work.plan.by_full:
            continue
        for label in labels:
            hit = work.hits.get(label.number)
            for address in slots.get(label.number, []) if hit is not None else []:
                found = work.found.get(address)
                here = hit is not None and hit.spot.table == spot.table
                if found is not None and here and found.raw != beside.text:
                    work.doubt(address, "value-several")
                    if _says_on(spot) and found.text and beside.row == spot.row:
                        work.join(address, beside)


def _doubt_series(work: Work, spot: Spot, label: Label, addresses: list[Address]) -> None:
    """Doubt the figures of a row that stands once more with another figure under the same year."""
    hit = work.hits.get(label.number)
    if hit is None or hit.spot.table != spot.table or not addresses:
        return
    again = [
        one for one in work.view.row(spot.table, spot.row)
        if one.left >= spot.right and one.text and one.label is None and not one.claims
    ]  # fmt: skip
    spots = {one.place: one for one in work.view.row(hit.spot.table, hit.spot.row)}
    for address in addresses:
        found = work.found.get(address)
        mine = spots.get(found.place) if found is not None and found.place is not None else None
        others = [one for one in again if mine is not None and overlap(mine, one) > NEAR]
        if found is not None and any(one.text != found.raw for one in others):
            work.doubt(address, "value-several")


_GOES_ON = re.compile(r"[（(]?(?:续|接上页|接上表|续上页|续上表|续前|上接)[^（()）]{0,4}[)）]?$")


def _labelled(work: Work, spot: Spot) -> list[Label]:
    """Return the labels that a cell says, once more or as going on: 主营业务（续）."""
    labels = work.plan.by_full.get(spot.key.full, [])
    bare = _GOES_ON.sub("", spot.text.strip())
    if labels or not bare or bare == spot.text.strip():
        return labels
    return work.plan.by_full.get(key(bare).full, [])


def _says_on(spot: Spot) -> bool:
    return _GOES_ON.search(spot.text.strip()) is not None


def _right_of(work: Work, spot: Spot) -> Spot | None:
    line = work.view.row(spot.table, spot.row)
    return next((one for one in line if one.left >= spot.right), None)


def _groups(
    work: Work, fields: Mapping[Address, FormField]
) -> Iterator[list[tuple[Address, Found]]]:
    groups: dict[tuple[str, int | None], list[tuple[Address, Found]]] = {}
    for address, found in work.found.items():
        if address in fields and address.year is None and found.text:
            whose = address.field.rpartition(".")[0]
            groups.setdefault((whose, address.index), []).append((address, found))
    yield from groups.values()


def _doubt_turned(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt answers of one person that would fit where another does not; all, where several do not."""
    for group in _groups(work, fields):
        words = [(one, found) for one, found in group if not fields[one].kind.numeric]
        kinds = {fields[address].kind for address, _ in words} & STRICT
        amiss = [
            (address, found) for address, found in words
            if set(found.reasons) & AMISS or not fits(fields[address].kind, found.text)
        ]  # fmt: skip
        lacking = {fields[address].kind for address, _ in amiss} & STRICT
        strange = [
            found for address, found in amiss
            if any(fits(kind, found.text) for kind in kinds - {fields[address].kind})
        ]  # fmt: skip
        for address, found in words:
            elsewhere = lacking - {fields[address].kind} - TELEPHONES
            fitting = any(fits(kind, found.text) for kind in elsewhere)
            if len(strange) > MOST_AMISS or (fitting and found.text not in NOTHING):
                work.doubt(address, "value-far")
