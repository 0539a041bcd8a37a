"""Answers that stand in their label's own line: where they end is told by the line that follows.

A line with a label of the form, or anything else that is known, begins something new. A line that is
nothing known goes on with the answer above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from smdesk.intake.align.match import Hit
from smdesk.intake.align.model import LINED, PICKED, RUNS
from smdesk.intake.align.values import tidy
from smdesk.intake.align.view import FILLER, Spot
from smdesk.intake.align.work import Work
from smdesk.notices.address import Address
from smdesk.notices.models import FormField, Kind

_PROSE = {Kind.LONG_TEXT, Kind.TEXT, Kind.NAME, Kind.ADDRESS, Kind.INDUSTRY, Kind.REGISTRATION}
_BEGINS = re.compile(
    r"[\s\u3000]*(?:注|备注|说明|附注|填表|制表)|[^\n]{2,30}[:：]|[（(][^（()）]*[)）]$"
)
"""A line that begins something else: a remark, a label that no form knows, words on how to answer."""
_BOXED = re.compile(r"[□☐▢☑☒■√✓✔○●◯囗]")
_SENTENCE = re.compile(r"^[^:：]*[。；，、]$")
"""A label's word with a full stop behind it may be the last word of the answer above."""
MOST_LINES = 12


def read_lines_on(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Read answers in their label's line to their end, and trust those whose end is plain."""
    if work.plan.grid.id == "cover":
        return  # what follows an answer there is the issuer's line
    inside = {hit.spot.index: hit for hit in sorted(_inside(work), key=lambda one: one.position)}
    labels = {one.address: {one.left, one.top} for one in work.plan.slots}
    for index, hit in inside.items():
        lines = list(_lines_on(work, hit.spot))
        closed = LINED <= hit.spot.table < PICKED and _is_closed(work, hit.spot)
        for address in dict.fromkeys(work.claims.get(index, ())):
            if address not in fields or work.found[address].place != hit.spot.place:
                continue
            mine = hit.label.cell.addresses if hit.label.kind == "own" else ()
            last = hit.label.number in labels.get(address, ()) or address in mine
            if lines and last:
                _go_on(work, address, fields[address], lines)
            elif closed:
                old = work.found[address]
                reasons = tuple(one for one in old.reasons if one != "value-lined")
                work.found[address] = replace(old, reasons=reasons)


def _inside(work: Work) -> Iterator[Hit]:
    """Yield the labels that have their answer behind a colon in their own cell."""
    for hit in work.hits.values():
        if hit.inside is not None and hit.label.kind in {"label", "own"} and not hit.moved:
            yield hit


def _lines_on(work: Work, spot: Spot) -> Iterator[Spot]:
    """Yield the lines below that go on with an answer: nothing known, and alone in their row."""
    for row in range(spot.row + 1, spot.row + 1 + MOST_LINES):
        written = [one for one in work.view.row(spot.table, row) if one.text]
        if len(written) != 1 or _is_known(written[0]):
            return
        yield written[0]


def _is_known(spot: Spot) -> bool:
    if spot.label is not None or spot.claims or (spot.year and spot.year.clean):
        return True
    return bool(FILLER.fullmatch(spot.text) or _BEGINS.match(spot.text) or _BOXED.search(spot.text))


def _is_closed(work: Work, spot: Spot) -> bool:
    """Return whether the next line begins something known, and is no end of a sentence."""
    line = work.view.row(spot.table, spot.row + 1)
    if not line:
        return spot.table >= RUNS
    ended = any(_SENTENCE.search(one.text) for one in line)
    return not ended and any(one.text and _is_known(one) for one in line)


def _go_on(work: Work, address: Address, field: FormField, lines: list[Spot]) -> None:
    """Take the lines for the end of an answer in words; another with figures below is asked after."""
    prose, old = field.kind in _PROSE, work.found[address]
    if prose or any(re.search(r"\d", one.text) for one in lines):
        work.doubt(address, "value-several")
        old = work.found[address]
    if not prose or not old.text:
        return
    whole = "\n".join([old.text, *(tidy(one.text) for one in lines)])
    for one in lines:
        work.claim(one, address)
    work.found[address] = replace(old, text=whole, raw=whole)
