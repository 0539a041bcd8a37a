"""Finds a form's printed labels among received cells: a monotone chain first, then what was moved.

Candidates are cells whose key is that of a label, or whose text begins with one and goes on with
its value. Of all candidates the heaviest chain is kept that has the labels in printed order; labels
left over are taken where they are alone of their kind, then with typos between their neighbours,
then by their place in an otherwise known row.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from smdesk.intake.align.keys import Key, Match, compare, key, near
from smdesk.intake.align.plan import Label, Plan, led_by, row_cells
from smdesk.intake.align.view import Spot, View, overlap

LEAST_SHORTENED = 8
LEAST_MOVED = 3
MOST_INSIDE = 1500  # longer texts are not searched for labels inside


@dataclass(frozen=True, slots=True)
class Hit:
    """A label found at a spot; ``inside`` is the text after it where the cell goes on."""

    label: Label
    spot: Spot
    match: Match
    position: float
    inside: str | None = None
    moved: bool = False
    astray: bool = False
    year: int | None = None
    unit: str | None = None


def match(plan: Plan, view: View, *, sparse: bool = False) -> dict[int, Hit]:
    """Return the hits by label number and mark their spots; ``sparse`` keeps thin tables too."""
    candidates = list(_candidates(plan, view))
    hits = {hit.label.number: hit for hit in _chain(_weighed(candidates))}
    if not sparse:
        _drop_thin(hits, view)
    free = [one for one in candidates if not _in_list(one, plan, hits, view)]
    _add_moved(hits, free, view)
    for hit in hits.values():
        hit.spot.label = hit.label.number
    for label in plan.labels:
        if label.number not in hits and label.kind != "own":
            found = _misspelt(label, hits, view)
            if found is not None:
                hits[label.number] = found
                found.spot.label = label.number
    for label in plan.labels:
        if label.number not in hits and label.kind == "label":
            found = _by_place(label, hits, view, plan)
            if found is not None:
                hits[label.number] = found
                found.spot.label = label.number
    return hits


# ---- candidates ----


def _candidates(plan: Plan, view: View) -> Iterator[Hit]:
    own = [
        (label, led_by(label.cell.parts[0].text))  # type: ignore[union-attr]
        for label in plan.labels
        if label.kind == "own"
    ]
    for spot in view.spots:
        text = spot.text
        if not text:
            continue
        known = named(spot, plan)
        yield from known
        if known:
            continue
        if text.isdigit():
            continue
        found = False
        for label, pattern in own:
            if pattern.match(text):
                found = True
                yield Hit(label, spot, Match.EXACT, float(spot.index), text)
        if not found and spot.year is None and len(text) <= MOST_INSIDE:
            yield from _inside(spot, plan)


def named(spot: Spot, plan: Plan) -> list[Hit]:
    """Return the labels that the words of a cell are, whatever stands around it."""
    return graded(spot.key, spot, plan) if spot.key.full else []


def graded(words: Key, spot: Spot, plan: Plan) -> list[Hit]:
    """Return the labels that some words of a cell are."""
    return [
        Hit(label, spot, grade, float(spot.index), year=words.year, unit=words.unit)
        for label, grade in _same(words, plan)
    ]


def _same(found: Key, plan: Plan) -> list[tuple[Label, Match]]:
    for labels in (
        plan.by_full.get(found.full),
        plan.by_core.get(found.core),
        plan.by_common.get(found.common),
    ):
        if labels:
            grades = [(label, compare(label.key, found)) for label in labels]
            return [(label, grade) for label, grade in grades if grade is not None]
    return plan.in_group(found.core)


_AROUND = " \u3000\t\n:：*_＿"
_WISH = re.compile(r"^[（(](?:必填|选填|盖章|公章|签章|签字|全称|如有|可多选|单选)[)）]")
_COLON = re.compile(r"[:：]")
_GAP = re.compile(r"[\s\u3000_＿]{2,}|[\t\n＿]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")  # not a_b


def _inside(spot: Spot, plan: Plan) -> Iterator[Hit]:
    """Yield labels that stand in a cell with their values: ``联系人：张三　职务：经理``."""
    text = spot.text
    starts = list(_colon_labels(text, plan))
    if not starts:
        starts = list(_gap_label(text, plan))
    for number, (labels, _, value) in enumerate(starts):
        end = starts[number + 1][1] if number + 1 < len(starts) else len(text)
        inside = _WISH.sub("", text[value:end].strip(_AROUND)).strip(_AROUND)
        for label, grade, unit, year in labels:
            position = spot.index + (number + 1) / (len(starts) + 2)
            yield Hit(label, spot, grade, position, inside, year=year, unit=unit)


_Labels = list[tuple[Label, Match, str | None, int | None]]


def _known(text: str, plan: Plan) -> _Labels:
    found = key(text)
    return [(label, grade, found.unit, found.year) for label, grade in _same(found, plan)]


def _colon_labels(text: str, plan: Plan) -> Iterator[tuple[_Labels, int, int]]:
    """Yield (labels, where the label begins, where its value begins) for each label with a colon."""
    after = 0
    for colon in _COLON.finditer(text):
        before = text[after : colon.start()]
        if after == 0:
            labels = _known(before, plan) if len(before) <= 60 else []
            if labels:
                yield labels, 0, colon.end()
                after = colon.end()
            else:
                return
            continue
        for gap in reversed(list(re.finditer(r"[\s\u3000，,；;。]+", before))):
            labels = _known(before[gap.end() :], plan)
            if labels:
                # A text of more than one clause is a sentence, and its full stop part of it.
                closed = gap[0][0] == "。" and not {*"，；"}.isdisjoint(before[: gap.start()])
                yield labels, after + gap.start() + closed, colon.end()
                after = colon.end()
                break


_ONE_GAP = re.compile(r"(?<=[^\s\u3000])[ \u3000](?=[^\s\u3000（(\[【])")


def _gap_label(text: str, plan: Plan) -> Iterator[tuple[_Labels, int, int]]:
    """Yield the label before the first gap of a cell; a single blank must follow a label as printed."""
    for gap in _GAP.finditer(text[:80]):
        before = text[: gap.start()]
        if before.strip() and text[gap.end() :].strip(" \u3000_＿\n\t"):
            labels = [one for one in _known(before, plan) if one[1] >= Match.SYNONYM]
            if labels:
                yield labels, 0, gap.end()
                return
    for gap in _ONE_GAP.finditer(text[:60]):
        labels = [one for one in _known(text[: gap.start()], plan) if one[1] >= Match.CORE]
        if labels and not _known(text[gap.end() :], plan):
            yield labels, 0, gap.end()
            return


# ---- the chain ----

_GRADE = {Match.EXACT: 1.0, Match.CORE: 0.8, Match.SYNONYM: 0.6}


def _weighed(candidates: list[Hit]) -> list[tuple[float, Hit]]:
    """Return the candidates with weights: by grade and length, and by neighbours in the same row."""
    rows: dict[tuple[int, int, int], set[int]] = {}
    for hit in candidates:
        place = (hit.label.row, hit.spot.table, hit.spot.row)
        rows.setdefault(place, set()).add(hit.label.number)
    return [
        (
            _GRADE[hit.match] * (1.0 + min(len(hit.label.key.core), 10) / 10)
            + 0.4 * min(len(rows[hit.label.row, hit.spot.table, hit.spot.row]) - 1, 3)
            - (0.2 if hit.inside is not None and hit.label.kind == "label" else 0.0),
            hit,
        )
        for hit in candidates
    ]


def _chain(weighed: list[tuple[float, Hit]]) -> list[Hit]:
    """Return the heaviest chain with labels and positions both strictly increasing."""
    weighed.sort(key=lambda one: (one[1].label.number, -one[1].position))
    positions: list[float] = []
    totals: list[float] = []
    nodes: list[int] = []
    before: list[int] = []
    for index, (weight, hit) in enumerate(weighed):
        at = bisect_left(positions, hit.position)
        total = weight + (totals[at - 1] if at else 0.0)
        before.append(nodes[at - 1] if at else -1)
        if at < len(positions) and positions[at] == hit.position and totals[at] >= total:
            continue
        end = at
        while end < len(positions) and totals[end] <= total:
            end += 1
        positions[at:end], totals[at:end], nodes[at:end] = [hit.position], [total], [index]
    chain: list[Hit] = []
    node = nodes[-1] if nodes else -1
    while node >= 0:
        chain.append(weighed[node][1])
        node = before[node]
    return chain[::-1]


def _drop_thin(hits: dict[int, Hit], view: View) -> None:
    """Drop the hits of tables in which hardly anything is known: they only share a word."""
    count: dict[int, int] = {}
    for hit in hits.values():
        count[hit.spot.table] = count.get(hit.spot.table, 0) + 1
    if len(count) == 1:
        return
    written: dict[int, int] = {}
    for spot in view.spots:
        if spot.text:
            written[spot.table] = written.get(spot.table, 0) + 1
    thin = {
        table
        for table, number in count.items()
        if number < 3 and number < 0.2 * written.get(table, 1)
    }
    for number in [one for one, hit in hits.items() if hit.spot.table in thin]:
        del hits[number]


def _add_moved(hits: dict[int, Hit], candidates: list[Hit], view: View) -> None:
    """Add labels out of order that are alone of their kind on both sides, in tables in use.

    A part of the form that stands as a table of its own elsewhere (见附表) is in use as well.
    """
    used = {hit.spot.table for hit in hits.values()}
    rows: dict[int, set[int]] = {}
    for hit in candidates:
        if hit.label.number not in hits and hit.match >= Match.CORE and hit.inside is None:
            rows.setdefault(hit.spot.table, set()).add(hit.spot.row)
    used |= {
        table for table, found in rows.items()
        if len(found) >= LEAST_MOVED and len(found) * 5 >= len(view.rows[table]) * 3
    }  # fmt: skip
    taken = {hit.spot.index for hit in hits.values()}
    by_label: dict[int, list[Hit]] = {}
    by_spot: dict[int, int] = {}
    for hit in candidates:
        if hit.label.number not in hits and hit.spot.index not in taken and hit.spot.table in used:
            by_label.setdefault(hit.label.number, []).append(hit)
            by_spot[hit.spot.index] = by_spot.get(hit.spot.index, 0) + 1
    sections = _sections(hits)
    for number, found in by_label.items():
        hit = found[0]
        if len(found) == 1 and by_spot[hit.spot.index] == 1 and hit.match >= Match.SYNONYM:
            low, high = sections.get(hit.label.cell.section, (0.0, -1.0))
            astray = not low <= hit.position <= high
            hits[number] = replace(hit, moved=True, astray=astray)


def _in_list(hit: Hit, plan: Plan, hits: dict[int, Hit], view: View) -> bool:
    """Return whether a synonym stands in a column of a list, where it is a value: 性质 法人."""
    if hit.match > Match.SYNONYM or hit.spot.row == 0:
        return False
    heads = {number for one in plan.repeats for _, number, _ in one.columns}
    for row in range(hit.spot.row - 1, -1, -1):
        found = [spot for spot in view.row(hit.spot.table, row) if spot.row == row]
        above = [
            one for one in hits.values() if one.spot.table == hit.spot.table and one.spot.row == row
        ]
        if above:
            under = [one for one in above if one.label.number in heads]
            return any(overlap(one.spot, hit.spot) > 0.4 for one in under)
        if len(found) < 2:
            return False
    return False


def _sections(hits: dict[int, Hit]) -> dict[str, tuple[float, float]]:
    """Return from where to where each section of the form reaches, up to the next one's beginning."""
    starts: dict[str, float] = {}
    for hit in sorted(hits.values(), key=lambda one: one.position):
        starts.setdefault(hit.label.cell.section, hit.position)
    ordered = sorted(starts, key=lambda one: starts[one])
    last = max((one.position for one in hits.values()), default=0.0)
    ends = [*(starts[name] for name in ordered[1:]), last]
    return {name: (starts[name], end) for name, end in zip(ordered, ends, strict=False)}


# ---- misspelt labels and labels known by their place ----


def _neighbours(label: Label, hits: dict[int, Hit]) -> tuple[float, float]:
    """Return the positions of the nearest labels before and after in printed order."""
    low, high = -1.0, float("inf")
    for number, hit in hits.items():
        if hit.moved or hit.match <= Match.FUZZY:
            continue
        if number < label.number:
            low = max(low, hit.position)
        elif number > label.number:
            high = min(high, hit.position)
    return low, high


def _misspelt(label: Label, hits: dict[int, Hit], view: View) -> Hit | None:
    """Return a spot that holds the label with typos: between its neighbours, else the only one."""
    low, high = _neighbours(label, hits)
    used = {hit.spot.table for hit in hits.values()}
    elsewhere: list[Hit] = []
    for spot in view.spots:
        if spot.label is not None or spot.table not in used or not spot.text:
            continue
        found = _nearly(label, spot)
        if found is None:
            continue
        if low < spot.index < high:
            return found
        elsewhere.append(found)
    return elsewhere[0] if len(elsewhere) == 1 else None


def _shortened(wanted: str, found: str) -> bool:
    """Return whether a received label is most of a long printed one, its beginning left out."""
    return len(found) >= LEAST_SHORTENED and len(found) * 5 >= len(wanted) * 4 and found in wanted


def _nearly(label: Label, spot: Spot) -> Hit | None:
    if spot.year is not None and spot.year.clean:
        return None
    key_here, wanted = spot.key, label.key
    alike = near(wanted.core, key_here.core) or near(wanted.full, key_here.full)
    if key_here.core and (alike or _shortened(wanted.core, key_here.core)):
        position, year, unit = float(spot.index), key_here.year, key_here.unit
        return Hit(label, spot, Match.FUZZY, position, year=year, unit=unit)
    colon = _COLON.search(spot.text, 0, 40)
    if colon is None or not spot.text[colon.end() :].strip():
        return None
    before = key(spot.text[: colon.start()])
    if not near(wanted.core, before.core):
        return None
    inside = spot.text[colon.end() :].strip(_AROUND)
    position = float(spot.index)
    return Hit(label, spot, Match.FUZZY, position, inside, year=before.year, unit=before.unit)


def _by_place(label: Label, hits: dict[int, Hit], view: View, plan: Plan) -> Hit | None:
    """Return the spot where the label should stand in a row that is otherwise as printed."""
    found = _received_row(label, hits)
    if found is None:
        return None
    spots = view.row(*found)
    columns = sorted({cell.column for cell in row_cells(plan.grid, label.row)})
    if len(spots) != len(columns):
        return None
    place = columns.index(label.cell.column)
    spot = spots[place]
    if spot.label is not None or spot.year is not None or len(spot.text) > 40:
        return None
    return Hit(label, spot, Match.PLACE, float(spot.index))


def _received_row(label: Label, hits: dict[int, Hit]) -> tuple[int, int] | None:
    by_row: dict[int, Hit] = {}
    for hit in hits.values():
        if not hit.moved and hit.match > Match.PLACE:
            by_row.setdefault(hit.label.row, hit)
    same = by_row.get(label.row)
    if same is not None:
        return same.spot.table, same.spot.row
    above, below = by_row.get(label.row - 1), by_row.get(label.row + 1)
    if above is None or below is None or above.spot.table != below.spot.table:
        return None
    if below.spot.row - above.spot.row != 2:
        return None
    return above.spot.table, above.spot.row + 1
