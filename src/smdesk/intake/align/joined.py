"""Reads two answers that share a cell because their labels do: ``联系人/职务`` and ``张三/经理``; always doubted."""

from __future__ import annotations

import re

from smdesk.intake.align.cells import zone
from smdesk.intake.align.keys import Match, key
from smdesk.intake.align.match import Hit, graded
from smdesk.intake.align.plan import Slot
from smdesk.intake.align.view import MOST_LABEL, Spot
from smdesk.intake.align.work import Work

_LABELS = re.compile(r"\s*[/／、\n]\s*|(?<=[\u4e00-\u9fff])[及与和](?=[\u4e00-\u9fff])")
_ANSWERS = re.compile(r"[^\S\n]*[/／、；;，\n][^\S\n]*")
MOST_JOINED = 4


def read_joined(work: Work) -> None:
    """Read answers whose labels stand in one cell, as many as there are labels."""
    slots = {slot.left: slot for slot in work.plan.slots if slot.mode == "right"}
    used = {hit.spot.table for hit in work.hits.values()}
    for spot in work.view.spots:
        if spot.table not in used or not 4 < len(spot.text) <= MOST_LABEL or spot.cell.nested:
            continue
        if spot.label is not None and not _by_guess(work, spot):
            continue
        labels = _labels_of(work, spot, slots)
        if labels:
            _read(work, spot, labels)


def _by_guess(work: Work, spot: Spot) -> bool:
    """Return whether a cell is a label only by its place, with letters changed, or with more behind it."""
    hit = work.hits.get(spot.label) if spot.label is not None else None
    mine = hit is not None and hit.spot is spot
    return hit is not None and mine and (hit.match <= Match.FUZZY or hit.inside is not None)


def _labels_of(work: Work, spot: Spot, slots: dict[int | None, Slot]) -> list[tuple[Hit, Slot]]:
    """Return the labels that the pieces of a text are; nothing unless all are, and nowhere else."""
    pieces = _LABELS.split(spot.text)
    if not 1 < len(pieces) <= MOST_JOINED:
        return []
    found: list[tuple[Hit, Slot]] = []
    for piece in pieces:
        hits = [one for one in graded(key(piece), spot, work.plan) if one.label.number in slots]
        taken = work.hits.get(hits[0].label.number) if len(hits) == 1 else None
        if len(hits) != 1 or (taken is not None and taken.spot is not spot):
            return []
        found.append((hits[0], slots[hits[0].label.number]))
    return found


def _read(work: Work, spot: Spot, labels: list[tuple[Hit, Slot]]) -> None:
    right = zone(work, spot, spot.row)
    written = [one for one in right if one.text]
    if len(right) != 1 and len(written) != 1:
        return
    cell = written[0] if written else right[0]
    texts = _ANSWERS.split(cell.text) if cell.text else [""] * len(labels)
    if len(texts) != len(labels):
        texts = [cell.text] * len(labels)
    for (hit, slot), text in zip(labels, texts, strict=True):
        spot.label = hit.label.number
        work.put(slot.address, slot.field, cell, text, ["value-joined"], hit.unit)
