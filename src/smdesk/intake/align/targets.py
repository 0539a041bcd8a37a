"""Where the values of a form stand in a received blank: cells, places within words, boxes, notes.

The aligner says which cell a value is read from; here the same findings say where in that cell's
text a value goes. Offsets count characters of the cell's visible text (`marks.shown`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from smdesk.intake.align.marks import FoundLabel, shown
from smdesk.intake.align.match import Hit
from smdesk.intake.align.model import Place
from smdesk.intake.align.plan import Slot, flexible
from smdesk.intake.align.view import Spot
from smdesk.intake.align.work import Work
from smdesk.notices.address import Address

Mode = Literal["cell", "after", "group", "box", "note", "words"]
BLANKS = " \u3000\t_＿\xa0"


@dataclass(frozen=True, slots=True)
class Target:
    """One place where a value of ``address`` may go; ``start`` to ``end`` is what it replaces.

    ``cell``: a cell of its own. ``after``: behind a label in the label's cell. ``group``: a blank
    among words. ``box``: the glyph of one box (``choice``; nothing to replace where none is
    printed). ``note``: the text of 其它. ``words``: an empty cell that a choice is written in.
    """

    address: Address
    mode: Mode
    place: Place
    text: str
    start: int
    end: int
    choice: str | None = None


def targets(work: Work) -> dict[Address, tuple[Target, ...]]:
    """Return by address the places where its value may go, the likeliest first."""
    found: dict[Address, list[Target]] = {}
    for slot in work.plan.slots:
        for one in _of_slot(work, slot):
            _add(found, one)
    for address, reading in work.found.items():
        if address.repeat is not None and reading.place is not None and address not in found:
            spot = _spot(work, reading.place)
            if spot is not None:
                _add(found, _cell(address, spot))
    for address, labels in work.boxes.items():
        for label in labels:
            for one in _of_box(address, label):
                _add(found, one)
    for choice in work.plan.choices:
        empty = work.found.get(choice.address)
        if empty is not None and empty.place is not None and choice.address not in work.boxes:
            spot = _spot(work, empty.place)
            if spot is not None:
                text = shown(spot)[0]
                _add(found, Target(choice.address, "words", spot.place, text, 0, len(text)))
    return {address: tuple(several) for address, several in found.items()}


def _add(found: dict[Address, list[Target]], one: Target) -> None:
    several = found.setdefault(one.address, [])
    if one not in several:
        several.append(one)


def _spot(work: Work, place: Place) -> Spot | None:
    line = work.view.rows.get(place.table, [])
    spots = line[place.row] if 0 <= place.row < len(line) else []
    return next((one for one in spots if one.place == place), None)


# ---- values beside, below or within words ----


def _of_slot(work: Work, slot: Slot) -> Iterator[Target]:
    reading = work.found.get(slot.address)
    hit = _hit(work, slot)
    spot = None if reading is None or reading.place is None else _spot(work, reading.place)
    own = hit is not None and (spot is None or spot is hit.spot or _goes_on(hit))
    if hit is not None and own and hit.label.kind != "own":
        yield from _after(slot.address, hit)
    if spot is None or (hit is not None and spot is hit.spot and hit.label.kind != "own"):
        return
    text = shown(spot)[0]
    span = _group(slot, text)
    if span is not None:
        yield Target(slot.address, "group", spot.place, text, *span)
    elif spot.label is None or slot.mode == "own":
        yield _cell(slot.address, spot)
    if hit is not None and not own and hit.label.kind != "own":
        yield from _after(slot.address, hit)


def _hit(work: Work, slot: Slot) -> Hit | None:
    if slot.mode == "own":
        for label in work.plan.labels:
            if label.kind == "own" and slot.address in label.cell.addresses:
                return work.hits.get(label.number)
        return None
    number = slot.top if slot.mode == "below" else slot.left
    return None if number is None else work.hits.get(number)


def _cell(address: Address, spot: Spot) -> Target:
    text = shown(spot)[0]
    return Target(address, "cell", spot.place, text, 0, len(text))


def _group(slot: Slot, text: str) -> tuple[int, int] | None:
    """Return the blank of a cell of words and blanks that is the slot's."""
    for pattern in (slot.pattern, slot.loose):
        found = pattern.fullmatch(text) if pattern is not None else None
        if found is not None:
            return _widened(text, *found.span(slot.group))
    return None


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    while start and text[start - 1] in BLANKS:
        start -= 1
    while end < len(text) and text[end] in BLANKS:
        end += 1
    return start, end


def _goes_on(hit: Hit) -> bool:
    """Return whether a label's cell plainly has room for its value: a rule, or several labels."""
    text = shown(hit.spot)[0]
    return hit.inside is not None or re.search(r"[_＿]{2}|[:：][ \u3000\t]{3}", text) is not None


_REMARK = re.compile(r"[\s\u3000]*[（(\[][^（()）\[\]]*[)）\]]")
_COLON = re.compile(r"[\s\u3000]*[:：]")


def _after(address: Address, hit: Hit) -> Iterator[Target]:
    """Yield the blank behind a label in the label's own cell."""
    text = shown(hit.spot)[0]
    found = re.search(flexible(hit.label.cell.printed.strip(" \u3000:：")), text)
    core = found or re.search(flexible(hit.label.key.core), text, re.IGNORECASE)
    if core is not None:
        end = core.end()
        for pattern in (_REMARK, _COLON, _REMARK):
            more = pattern.match(text, end)
            end = more.end() if more else end
    else:
        colon = _COLON.search(text)
        end = colon.end() if colon else len(text.rstrip("_＿ \u3000\t"))
    start = end
    while end < len(text) and text[end] in BLANKS:
        end += 1
    yield Target(address, "after", hit.spot.place, text, start, end)


# ---- boxes ----

_HINT = re.compile(r"[\s\u3000]*[（(][^（()）]*(?:请|注明|说明|填写|具体)[^（()）]*[)）]")
_OPEN = re.compile(r"[\s\u3000]*[（(]?(?:请)?(?:注明|说明|填写)?[:：]?")


def _of_box(address: Address, label: FoundLabel) -> Iterator[Target]:
    if label.spot is None:
        return
    text = shown(label.spot)[0]
    place = label.spot.place
    start = end = label.start
    if label.marks:
        start, end = label.marks[0].start, label.marks[0].end
    yield Target(address, "box", place, text, start, end, label.box.id)
    if label.box.note is None:
        return
    at = label.end
    hint = _HINT.match(text, at)
    inner = None if hint is None else re.search(r"[:：_＿]([ \u3000_＿]*)[)）]$", hint.group())
    if hint is not None and inner is not None:
        first = hint.start() + inner.start(1)
        first -= text[first - 1] in "_＿"
        yield Target(label.box.note, "note", place, text, first, hint.start() + inner.end(1))
        return
    at = hint.end() if hint is not None else at
    opened = _OPEN.match(text, at)
    at = opened.end() if opened is not None and opened.group().strip() else at
    end = at
    while end < len(text) and text[end] in BLANKS:
        end += 1
    yield Target(label.box.note, "note", place, text, at, end)
