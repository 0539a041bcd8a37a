"""Reads values that belong to one label: right of it, below it, or in the label's own cell."""

from __future__ import annotations

import re

from smdesk.intake.align.keys import Match
from smdesk.intake.align.match import Hit
from smdesk.intake.align.plan import Slot, row_cells
from smdesk.intake.align.values import tidy
from smdesk.intake.align.view import Spot, overlap
from smdesk.intake.align.work import Work, hit_reasons
from smdesk.notices.grid import Text
from smdesk.notices.models import Kind
from smdesk.notices.text import fold, half_width

MOST_SHAPED = 24
"""A longer line of the cover is not read by its shape."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def read_slot(work: Work, slot: Slot) -> None:
    """Read one value that stands right of, below, or inside a label."""
    if slot.mode == "own":
        _own(work, slot)
        return
    number = slot.left if slot.mode == "right" else slot.top
    hit = None if number is None else work.hits.get(number)
    if hit is None:
        return
    reasons = [*hit_reasons(hit), *_guard(work, slot, hit)]
    if hit.inside or _has_own_blank(work, hit):
        _put_inside(work, slot, hit, reasons)
        return
    turned = slot.mode == "below" and _is_paired(work, hit)
    found = _right(work, slot, hit) if turned or slot.mode == "right" else _below(work, hit)
    if turned:
        reasons.append("value-turned")
    if found is None and slot.mode == "right" and values_above(work, hit.spot):
        found = _above(work, hit)
        reasons.append("value-far")
    elif found is None:
        found = _below(work, hit) if slot.mode == "right" else _right(work, slot, hit)
        if found is None and hit.spot.table < 0:  # a line of the cover that ends with its label
            work.put(slot.address, slot.field, hit.spot, "", ["value-far"], hit.unit)
            return
        if found is None:
            return
        reasons.append("value-turned" if _is_turned(work, slot, hit, found) else "value-far")
    if found is None:
        return
    spots, doubts = found
    if slot.mode == "right" and not any(one.text for one in spots):
        card = _in_card(work, slot, hit)
        spots, doubts = card if card is not None else found
    _put(work, slot, spots, [*reasons, *doubts], hit.unit)


_PARTING = re.compile(r"[:：_＿]")
_RULE = re.compile(r"[_＿]{2,}[\s\u3000）)]*$")


def _has_own_blank(work: Work, hit: Hit) -> bool:
    """Return whether an empty blank stands in a label's own cell: a rule, or another label after it."""
    if hit.spot.table < 0:
        return False
    if hit.inside is not None and sum(one.spot is hit.spot for one in work.hits.values()) > 1:
        return True
    return hit.inside is None and _RULE.search(hit.spot.text) is not None


def _in_card(work: Work, slot: Slot, hit: Hit) -> tuple[list[Spot], list[str]] | None:
    """Return what stands below the last of several labels side by side, beside an empty cell."""
    before = [
        one for one in work.view.row(hit.spot.table, hit.spot.row) if one.left < hit.spot.left
    ]
    below = _below(work, hit)
    if below is None or not before or before[-1].label is None or before[-1].rows > 1:
        return None
    return (below[0], ["value-far"]) if _is_turned(work, slot, hit, below) else None


def _is_turned(
    work: Work, slot: Slot, hit: Hit, found: tuple[list[Spot], list[str]]
) -> bool:  # fmt: skip
    """Return whether a value plainly stands on the other side of its label than printed.

    Right of it where another label or nothing stands below; below it where the label's row holds
    labels alone and the row below none.
    """
    spots, doubts = found
    if len(spots) != 1 or doubts or not spots[0].text or hit.match <= Match.FUZZY:
        return False
    if slot.mode == "below":
        return True
    labels, values = (work.view.row(hit.spot.table, one.row) for one in (hit.spot, spots[0]))
    return (
        sum(one.label is not None for one in labels) > 1
        and all(one.label is not None or not one.text for one in labels)
        and all(one.label is None for one in values if one.row == spots[0].row)
    )


def _guard(work: Work, slot: Slot, label: Hit) -> list[str]:
    """Return doubts about the year of a value whose year stands in its label, or one around it."""
    if slot.guard is None:
        return ["year-unclear"] if slot.address.year is not None else []
    hit = label if label.year is not None else work.hits.get(slot.guard)
    if hit is None or hit.year is None:
        return ["year-unclear"]
    return [] if hit.year == slot.address.year else ["year-other"]


def _put_inside(work: Work, slot: Slot, hit: Hit, reasons: list[str]) -> None:
    beside = zone(work, hit.spot, hit.spot.row)
    doubts = ["label-inside", *(["value-several"] if any(one.text for one in beside) else [])]
    if beside and hit.inside and not _PARTING.search(hit.spot.text):
        doubts.append("value-beside")  # no colon, and an empty cell that may be the value's
    raw, more = _cut(slot, hit.inside or "")
    work.put(slot.address, slot.field, hit.spot, raw, [*reasons, *doubts, *more], hit.unit)


def _put(work: Work, slot: Slot, spots: list[Spot], reasons: list[str], unit: str | None) -> None:
    written = [spot for spot in spots if spot.text]
    if len(written) > 1:
        reasons.append("value-several")
    spot = written[0] if written else spots[0]
    raw, more = _cut(slot, spot.text)
    if _one_each(slot, written):
        raw = "".join(one.text for one in written)
        for one in written[1:]:
            work.claim(one, slot.address)
    work.put(slot.address, slot.field, spot, raw, [*reasons, *more], unit)


def _one_each(slot: Slot, written: list[Spot]) -> bool:
    """Return whether a code stands in as many cells as it has letters."""
    wanted = {Kind.USCC: 18, Kind.POSTCODE: 6}.get(slot.field.kind)
    return len(written) == wanted and all(len(one.text) == 1 for one in written)


def _cut(slot: Slot, text: str) -> tuple[str, list[str]]:
    """Return the slot's part of a cell of words and blanks, else the whole text."""
    if slot.pattern is None or slot.loose is None:
        return text, []
    for pattern, doubts in ((slot.pattern, []), (slot.loose, ["template-loose"])):
        found = pattern.fullmatch(text)
        if found is not None and not (doubts and slot.field.kind is Kind.YEAR):
            return tidy(found.group(slot.group)), doubts if tidy(text) else []
    if slot.field.kind is Kind.YEAR:  # 年至 年 typed over: as many years as blanks, in their order
        years = _YEAR.findall(half_width(text))
        if len(years) == slot.pattern.groups:
            return years[slot.group - 1], ["template-loose"]
    return text, ["template-loose"]


# ---- geometry ----


def zone(work: Work, spot: Spot, row: int) -> list[Spot]:
    """Return the spots right of ``spot`` in a row, up to the next label."""
    found: list[Spot] = []
    for other in work.view.row(spot.table, row):
        if other.left < spot.right or other is spot:
            continue
        if other.label is not None:
            break
        found.append(other)
    return found


def _right(work: Work, slot: Slot, hit: Hit) -> tuple[list[Spot], list[str]] | None:
    spot = hit.spot
    row = spot.row + (slot.down if slot.down < spot.rows else 0)
    found = zone(work, spot, row)
    if not found:
        return None
    doubts = [] if found[0].left - spot.right < _slack(spot) else ["value-beside"]
    if len(found) == 1:
        line = work.view.row(spot.table, row)
        in_pairs = _NO_LABEL.search(found[0].text) is not None and _in_pairs(line)
        crowded = not in_pairs and _lost_beside(work, hit) and not _as_printed(work, hit, row)
        return found, [*doubts, "value-beside"] if crowded else doubts
    written = [one for one in found if one.text]
    if not written:
        return found, doubts
    if len(written) == 1 and written[0] is found[0]:
        beside = _in_columns(work, found) and not _in_its_column(work, slot, hit, found[0])
        return written, [*doubts, "value-beside"] if beside else doubts
    if len(written) == 1 and _in_its_column(work, slot, hit, written[0]):
        return written, doubts  # the empty cells before it were part of its label's
    if written[0] is found[0] and _as_printed(work, hit, row):
        return found[:1], doubts
    return found, [*doubts, "value-beside"]


def _in_its_column(work: Work, slot: Slot, hit: Hit, spot: Spot) -> bool:
    """Return whether label and value begin where the form's grid has them, in a table of as many columns."""
    grid = work.plan.grid
    place = grid.places.get(slot.address)
    return (
        place is not None
        and len(work.view.tables[spot.table].edges) == len(grid.edges)
        and hit.spot.cell.column == hit.label.cell.column
        and spot.cell.column == place.column
    )


def _in_columns(work: Work, found: list[Spot]) -> bool:
    """Return whether other rows of the table hold values in both of two columns: old and new, two firms."""
    lines = work.view.rows[found[0].table]
    return sum(all(_has(line, one) for one in found[:2]) for line in lines) >= LEAST_BESIDE


LEAST_BESIDE = 2


def _has(line: list[Spot], spot: Spot) -> bool:
    return any(
        abs(one.left - spot.left) < 60 and abs(one.right - spot.right) < 60
        and one.text and one.label is None for one in line
    )  # fmt: skip


def _as_printed(work: Work, hit: Hit, row: int) -> bool:
    """Return whether the received row has as many cells as the printed one."""
    printed = row_cells(work.plan.grid, hit.label.row)
    return len(work.view.row(hit.spot.table, row)) == len(printed)


_NO_LABEL = re.compile(r"\d|@")
"""A text with a figure is a value; without one it could be the label that was missed."""


def _in_pairs(line: list[Spot]) -> bool:
    """Return whether a row is labels and single values by turns, so that no label was missed in it."""
    return len(line) % 2 == 0 and all(
        (one.label is None) == bool(place % 2) for place, one in enumerate(line)
    )


def _is_paired(work: Work, hit: Hit) -> bool:
    """Return whether a label printed over its figure stands in a row of labels and figures by turns."""
    line = work.view.row(hit.spot.table, hit.spot.row)
    place = next(n for n, one in enumerate(line) if one is hit.spot)
    return _in_pairs(line) and re.search(r"\d", line[place + 1].text) is not None


def _lost_beside(work: Work, hit: Hit) -> bool:
    """Return whether a later label of the printed row was not found at all."""
    return any(
        label.row == hit.label.row
        and label.cell.column > hit.label.cell.column
        and label.number not in work.hits
        for label in work.plan.labels[hit.label.number + 1 : hit.label.number + 8]
    )


def _slack(spot: Spot) -> int:
    return max(60, (spot.right - spot.left) // 10)


def _below(work: Work, hit: Hit) -> tuple[list[Spot], list[str]] | None:
    spot, printed = hit.spot, hit.label.cell.rows
    row = spot.row + spot.rows
    found = _under(work, spot, row)
    if spot.rows < printed and all(_says_label(one, hit) for one in found):
        row = spot.row + printed  # the label's cell was split: its value stands below all of it
        found = _under(work, spot, row)
    doubts = []
    if not found:
        following = work.view.goes_on([spot], row)
        found = [] if following is None else _over(work.view.row(following, 0), spot)
        doubts.append("row-carried")
    if spot.table < 0 or not found or any(other.label is not None for other in found):
        return None
    if len(found) > 1:
        return found, [*doubts, "value-beside"]
    wider = found[0].right - found[0].left > 1.6 * (spot.right - spot.left)
    return found, [*doubts, "value-beside"] if wider else doubts


def _above(work: Work, hit: Hit) -> tuple[list[Spot], list[str]] | None:
    spot = hit.spot
    found = _over(work.view.row(spot.table, spot.row - 1), spot)
    return (found, []) if len(found) == 1 else None


def values_above(work: Work, spot: Spot) -> bool:
    """Return whether rows of values and of labels follow each other by turns, and values come first."""
    row, wanted = spot.row, "labels"
    while row >= 0 and _kind_of_row(work, spot.table, row) == wanted:
        row, wanted = row - 1, "values" if wanted == "labels" else "labels"
    return wanted == "labels" and row < spot.row


def _kind_of_row(work: Work, table: int, row: int) -> str:
    line = work.view.row(table, row)
    headings = {one.number for one in work.plan.labels if one.kind != "label"}
    if any(one.rows > 1 or one.label in headings for one in line) or not line:
        return "other"
    if all(one.label is not None or not one.text for one in line):
        return "labels" if any(one.label is not None for one in line) else "values"
    return "values" if all(one.label is None for one in line) else "other"


def _says_label(spot: Spot, hit: Hit) -> bool:
    """Return whether a spot is empty or repeats the label."""
    return not spot.text or spot.key.core == hit.label.key.core


def _under(work: Work, spot: Spot, row: int) -> list[Spot]:
    return _over([other for other in work.view.row(spot.table, row) if other.row == row], spot)


def _over(line: list[Spot], spot: Spot) -> list[Spot]:
    return [other for other in line if overlap(spot, other) > 0.4]


# ---- cells of words and blanks that no label stands at ----


def _own(work: Work, slot: Slot) -> None:
    for label in work.plan.labels:
        hit = work.hits.get(label.number)
        if label.kind != "own" or hit is None or slot.address not in label.cell.addresses:
            continue
        if slot.pattern is None:
            return
        found = slot.pattern.fullmatch(hit.spot.text)
        if found is not None:
            raw, doubts = tidy(found.group(slot.group)), hit_reasons(hit)
            doubts = [one for one in doubts if one != "label-core"]
            beside = zone(work, hit.spot, hit.spot.row)
            if not raw and len(beside) == 1 and beside[0].text and not beside[0].claims:
                spot = beside[0]  # the blank is left as it is, the answer in a cell of its own
                work.put(slot.address, slot.field, spot, spot.text, doubts, slot.field.unit)
                return
            if not raw and beside:
                doubts = doubts if hit.inside is not None else [*doubts, "template-loose"]
            work.put(slot.address, slot.field, hit.spot, raw, doubts, slot.field.unit)
            return
        _own_loosely(work, slot, hit)
        return
    if work.plan.grid.id == "cover":
        _by_shape(work, slot)


def _by_shape(work: Work, slot: Slot) -> None:
    """Read a line of the cover that no label stands at by its words alone: ``（202*年）``."""
    if slot.pattern is None:
        return
    fitting = [
        (spot, found)
        for spot in work.view.spots
        if spot.label is None and not spot.claims and 0 < len(spot.text) <= MOST_SHAPED
        and (found := slot.pattern.fullmatch(spot.text)) is not None
    ]  # fmt: skip
    if len(fitting) == 1:
        spot, found = fitting[0]
        raw = tidy(found.group(slot.group))
        raw = "" if "*" in raw else raw
        work.put(slot.address, slot.field, spot, raw, ["template-loose"], slot.field.unit)


def _own_loosely(work: Work, slot: Slot, hit: Hit) -> None:
    loose = slot.loose.fullmatch(hit.spot.text) if slot.loose is not None else None
    raw = tidy(loose.group(slot.group)) if loose is not None else ""
    raw = re.sub(r"^[（(][^（()）]*[)）]", "", raw) if raw else raw
    if raw and hit.spot.key.core != hit.label.key.core:
        doubts = ["label-inside"] if _says_all(slot, raw) else ["template-loose"]
        work.put(slot.address, slot.field, hit.spot, raw, doubts, hit.unit)
        return
    found = zone(work, hit.spot, hit.spot.row)
    if found:
        first = hit.label.cell.parts[0]
        alone = hit.inside is None or (
            isinstance(first, Text) and fold(hit.spot.text) == fold(first.text)
        )
        known = hit.unit == slot.field.unit or _says_all(slot, found[0].text)
        if known and alone and len(found) == 1:
            work.put(slot.address, slot.field, found[0], found[0].text, hit_reasons(hit), hit.unit)
            return
        _put(work, slot, found[:1], [*hit_reasons(hit), "template-loose"], hit.unit)


def _says_all(slot: Slot, raw: str) -> bool:
    """Return whether an answer is an amount with the unit that the form prints behind its blank."""
    amount = half_width(raw).strip().removesuffix(slot.field.unit or "\n")
    return amount != raw.strip() and re.fullmatch(r"\d[\d,]*(?:\.\d+)?\s*", amount) is not None
