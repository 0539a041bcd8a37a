"""Reads choices: finds the cells that their boxes stand in, and puts ticks and notes in place."""

from __future__ import annotations

import re

from smdesk.intake.align.boxes import Reading, read_boxes
from smdesk.intake.align.keys import Match, key
from smdesk.intake.align.marks import shown
from smdesk.intake.align.match import Hit
from smdesk.intake.align.model import Found
from smdesk.intake.align.plan import ChoicePlan, flexible
from smdesk.intake.align.values import cell_reasons, tidy
from smdesk.intake.align.view import Spot, overlap
from smdesk.intake.align.work import Work, hit_reasons
from smdesk.notices.grid import Text
from smdesk.notices.typed import choice_text


def read_choice(work: Work, choice: ChoicePlan) -> None:
    """Read one choice between the labels that stand before and after its boxes."""
    spots, start = _region(work, choice)
    if not spots:
        return
    reading = read_boxes(choice, spots, start, _heads(work, choice, spots))
    if reading is None:
        _blank(work, choice, spots)
        return
    _put(work, choice, reading)


def _region(work: Work, choice: ChoicePlan) -> tuple[list[Spot], dict[int, int]]:
    """Return the free spots between the nearest labels around a choice, in reading order.

    The label's own cell belongs to it where the boxes go on in it; its words are skipped.
    """
    low, high = -1.0, float("inf")
    start: dict[int, int] = {}
    inside: list[Spot] = []
    heads = {key(box.parent).full for box in choice.boxes}  # they may stand beside their boxes
    headed = {  # or before them in one cell
        hit.spot.index for hit in work.hits.values()
        if hit.inside and hit.label.key.full in heads
    }  # fmt: skip
    for hit in work.hits.values():
        if hit.moved or hit.match <= Match.PLACE or hit.label.key.full in heads:
            continue
        if hit.label.order < choice.first and hit.position > low:
            low = hit.position
        elif hit.label.order > choice.last and hit.position < high:
            high = hit.position
        own = hit.label.kind == "own" and choice.address in hit.label.cell.addresses
        if hit.inside is not None and (own or hit.label.number == choice.left):
            inside.append(hit.spot)
            start[hit.spot.index] = _after_label(hit, own=own)
    if low < 0 and high == float("inf"):
        return [], start
    first = int(low) + 1 if low >= 0 else 0
    spots = [
        spot for spot in work.view.spots[first:]
        if spot.index < high and not spot.claims and spot.year is None
        and (spot.label is None or spot.index in headed)
    ]  # fmt: skip
    if low < 0:  # nothing before it is known: only the rows right before the next label
        spots = [spot for spot in spots if spot.index >= high - 12]
    return [*inside, *spots], start


def _heads(work: Work, choice: ChoicePlan, spots: list[Spot]) -> dict[int, str]:
    """Return the heading of a group of boxes that stands over a spot or left of it, by spot."""
    parents = {key(box.parent).full: re.sub(r"\s+", "", box.parent) for box in choice.boxes}
    hits = [hit for hit in work.hits.values() if hit.label.key.full in parents]
    found: dict[int, str] = {}
    for spot in spots:
        over = [
            hit for hit in hits
            if hit.spot.table == spot.table
            and (
                (hit.spot.row < spot.row and overlap(hit.spot, spot) > 0.4)
                or (hit.spot.row == spot.row and hit.spot.right <= spot.left)
            )
        ]  # fmt: skip
        if over:
            row = max(hit.spot.row for hit in over)
            nearest = [hit for hit in over if hit.spot.row == row]
            alone = len(nearest) == 1  # boxes of several groups may stand in one merged cell
            found[spot.index] = parents[nearest[0].label.key.full] if alone else ""
    return found


def _after_label(hit: Hit, *, own: bool) -> int:
    """Return where a cell's text goes on after the label that it begins with."""
    text, _ = shown(hit.spot)
    first = hit.label.cell.parts[0]
    if own and isinstance(first, Text):
        found = re.match(rf"[\s\u3000]*{flexible(first.text)}", text)
        return found.end() if found else 0
    return max(0, text.find(hit.inside or ""))


def _blank(work: Work, choice: ChoicePlan, spots: list[Spot]) -> None:
    """Take an empty cell right of the label as an answer left out; anything else is not found."""
    hit = work.hits.get(choice.left) if choice.left is not None else None
    right = [
        spot for spot in spots
        if hit is not None and spot.table == hit.spot.table and spot.row == hit.spot.row
        and spot.left >= hit.spot.right
    ]  # fmt: skip
    if right and not any(spot.text for spot in right):
        reasons = ("boxes-missing",)
        work.found[choice.address] = Found(choice.address, "", "", reasons, right[0].place)


def _put(work: Work, choice: ChoicePlan, reading: Reading) -> None:
    hit = work.hits.get(choice.left) if choice.left is not None else None
    reasons = list(reading.reasons)
    if hit is not None:
        reasons += [one for one in hit_reasons(hit) if one in {"label-fuzzy", "label-place"}]
    # what is struck out was not chosen; where all boxes are seen, no line goes on behind them
    whole = {"value-struck"} | ({"value-lined"} if reading.seen == len(choice.boxes) else set())
    for spot in reading.spots:
        work.claim(spot, choice.address)
        reasons += [one for one in cell_reasons(spot) if one not in whole]
    work.boxes[choice.address] = reading.labels
    text = choice_text(choice.field, reading.ticked)
    every = tuple(dict.fromkeys(reasons))
    place = reading.spots[0].place
    work.found[choice.address] = Found(choice.address, text, text, every, place)
    noted = [box for box in choice.boxes if box.note is not None]
    lost = [one for one in every if one == "boxes-missing"] if len(noted) > 1 else []
    for box in noted:
        if box.note is not None and box.id in reading.notes:
            note, doubts = reading.notes[box.id]
            if (
                note
            ):  # of several boxes called 其他 one was not found: whose note it is cannot be told
                doubts = (*doubts, *lost)
            work.found[box.note] = Found(box.note, tidy(note), note, doubts, place)
