"""Reads ticked boxes: which glyph belongs to which label, however the tick was made.

A tick may stand before, after or instead of the box, in brackets, alone, or as the one label that
was not struck out or deleted. Where a glyph could belong to two labels that is said, not guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from smdesk.intake.align.marks import FoundLabel, Gap, Mark, cut, looks, plain, shown
from smdesk.intake.align.plan import ChoicePlan, flexible
from smdesk.intake.align.values import cell_reasons
from smdesk.intake.align.view import Spot

_HINT = re.compile(r"[请选]|注明|填写|具体|说明|可多选|简述")
_ASKING = re.compile(r"^请?(?:注明|简述|说明)(?:具体模式)?[:：][\s\u3000]*(?=\w)")
"""Words that ask for a note and stand before it: （请注明：再制造服务）."""
_OF_NOTES = {"boxes-ambiguous", "boxes-struck", "boxes-mixed", "boxes-lost", "boxes-text"}
"""Doubts about boxes that are doubts about the text of 其它 too."""
ENUMERATED = re.compile(r"(?:[（(]?(?:\d{1,2}|[A-Za-z])[.．、)）]|[①-⑳⑴-⒇])[\s\u3000]*$")
_EDGES = re.compile(r"^[\s\u3000：:（(）)_＿，,；;。、＝=\-]+|[\s\u3000：:（(）)_＿，,；;。、]+$")


@dataclass(slots=True)
class Reading:
    """The boxes of one choice as read: ticked ids, notes by box id, doubts, spots used."""

    ticked: frozenset[str]
    notes: dict[str, tuple[str, tuple[str, ...]]]
    reasons: tuple[str, ...]
    spots: tuple[Spot, ...]
    seen: int
    labels: tuple[FoundLabel, ...] = ()


def read_boxes(
    choice: ChoicePlan, spots: Sequence[Spot], start: dict[int, int], heads: dict[int, str]
) -> Reading | None:
    """Return the reading of a choice in ``spots``, ``None`` where no box label is found.

    ``start`` skips a label at a spot's beginning, ``heads`` names the heading that stands over a
    spot in a cell of its own; both by the spot's index.
    """
    labels: list[FoundLabel] = []
    lines: list[tuple[list[FoundLabel], list[Gap]]] = []
    used: list[Spot] = []
    counts: dict[str, int] = {}
    head = ""
    for spot in spots:
        text, struck = shown(spot)
        head = heads.get(spot.index, head)
        line, gaps, head = cut(choice, text, struck, start.get(spot.index, 0), counts, head)
        if line:
            for label in line:
                label.spot = spot
            used.append(spot)
            lines.append((line, gaps))
            labels += line
    if not labels:
        return None
    reasons = _assign(choice, labels, lines)
    if not any(label.state or label.struck for label in labels) and _by_stress(labels):
        reasons = {*(reasons - {"boxes-lost"}), "boxes-stressed"}
    return _reading(choice, labels, reasons, used)


def _by_stress(labels: list[FoundLabel]) -> bool:
    """Take some labels for chosen because they alone are underlined, coloured, lit or bold."""
    for look in ("stressed", "bold"):
        held = [label.spot is not None and looks(label.spot, label, look) for label in labels]
        if any(held) and not all(held):
            for label, is_held in zip(labels, held, strict=True):
                label.state = is_held
            return True
    return False


# ---- which mark belongs to which label ----


def _assign(
    choice: ChoicePlan, labels: list[FoundLabel], lines: list[tuple[list[FoundLabel], list[Gap]]]
) -> set[str]:
    marks = [m for _, gaps in lines for gap in gaps for c in gap.clusters for m in c]
    kinds = {mark.kind for mark in marks}
    reasons: set[str] = set()
    if "unknown" in kinds:
        reasons.add("boxes-ambiguous")
    if "cross" in kinds and kinds & {"check", "tick"}:
        reasons.add("boxes-mixed")
        if "empty" not in kinds:  # every option has its mark: the crosses say no
            _turn_crosses(lines)
    boxed = bool(kinds & {"empty", "cross"}) or ("check" in kinds and len(marks) >= len(labels))
    for line, gaps in lines:
        _assign_line(line, gaps, boxed=boxed)
        _take_notes(line, gaps)
    for label in labels:
        reasons |= label.reasons
    if not marks:
        reasons |= _without_marks(choice, labels)
    elif boxed and any(label.state is None for label in labels):
        reasons.add("boxes-mixed")
    if any(label.struck for label in labels):
        reasons.add("boxes-struck")
        if not any(label.state for label in labels):
            for label in labels:
                label.state = not label.struck
    return reasons


def _turn_crosses(lines: list[tuple[list[FoundLabel], list[Gap]]]) -> None:
    for _, gaps in lines:
        for gap in gaps:
            gap.clusters = [
                [replace(m, kind="empty") if m.kind == "cross" else m for m in cluster]
                for cluster in gap.clusters
            ]


def _assign_line(line: list[FoundLabel], gaps: list[Gap], *, boxed: bool) -> None:
    first, last = bool(gaps[0].clusters), bool(gaps[-1].clusters)
    if len(line) == 1:
        clusters = [*gaps[0].clusters, *gaps[1].clusters]
        _set(line[0], [mark for cluster in clusters for mark in cluster])
        if len(gaps[0].clusters) + len(gaps[1].clusters) > 1 and not _tick_beside_box(clusters):
            line[0].reasons.add("boxes-ambiguous")
        return
    if not boxed:
        _assign_ticks(line, gaps)
        return
    held: list[list[list[Mark]]] = [[] for _ in line]
    before = first or not last
    for number, gap in enumerate(gaps):
        for index, cluster in enumerate(gap.clusters):
            alone = len(gap.clusters) == 1
            to_next = before if alone else index == len(gap.clusters) - 1
            if number == 0:
                to_next = True
            elif number == len(line):
                to_next = False
            if not alone and 0 < number < len(line):
                _doubt_two(line, gap, number, before=before)
            target = number if to_next else number - 1
            held[target].append(cluster)
            if len(cluster) > 1 and 0 < number < len(line):
                _doubt_cluster(line, cluster, number, before=before)
    for label, clusters in zip(line, held, strict=True):
        _set(label, [mark for cluster in clusters for mark in cluster])


def _tick_beside_box(clusters: list[list[Mark]]) -> bool:
    """Return whether the marks around one label are a printed box and a tick or nothing."""
    kinds = [mark.kind for cluster in clusters for mark in cluster]
    return sorted(kinds) in (["empty", "tick"], ["empty"], ["check", "tick"])


def _doubt_two(line: list[FoundLabel], gap: Gap, number: int, *, before: bool) -> None:
    """Doubt two clusters between two labels, unless one is a tick that clings to its label."""
    tick, box = (
        (gap.clusters[0], gap.clusters[-1]) if before else (gap.clusters[-1], gap.clusters[0])
    )
    clings = not tick[0].apart_before if before else not tick[-1].apart_after
    if len(gap.clusters) == 2 and {m.kind for m in tick} == {"tick"} and clings and len(box) == 1:
        return
    line[number - 1].reasons.add("boxes-ambiguous")
    line[number].reasons.add("boxes-ambiguous")


def _doubt_cluster(
    line: list[FoundLabel], cluster: list[Mark], number: int, *, before: bool
) -> None:
    """Doubt a tick and a box grown together between two labels, unless a blank parts one side."""
    near_next = cluster[0].apart_before and not cluster[-1].apart_after
    near_last = cluster[-1].apart_after and not cluster[0].apart_before
    if (before and near_next) or (not before and near_last):
        return
    line[number - 1].reasons.add("boxes-ambiguous")
    line[number].reasons.add("boxes-ambiguous")


def _assign_ticks(line: list[FoundLabel], gaps: list[Gap]) -> None:
    """Assign ticks where no boxes are printed: by what each clings to."""
    before = bool(gaps[0].clusters)
    after = bool(gaps[-1].clusters)
    for number, gap in enumerate(gaps):
        for cluster in gap.clusters:
            before_it, after_it = cluster[0].room[0], cluster[-1].room[1]
            next_near, last_near = after_it < before_it, before_it < after_it
            to_next = number == 0 or (number < len(line) and next_near)
            if 0 < number < len(line) and not next_near and not last_near:
                to_next = before or not after
                for label in (line[number - 1], line[number]):
                    label.reasons.add("boxes-ambiguous")
            _set(line[number if to_next else number - 1], cluster)


def _set(label: FoundLabel, marks: list[Mark]) -> None:
    kinds = [mark.kind for mark in marks]
    if not kinds:
        return
    label.marks += marks
    ticked = any(kind in {"check", "tick", "cross"} for kind in kinds)
    label.state = ticked or bool(label.state)
    if "cross" in kinds and ("tick" in kinds or "check" in kinds):
        label.reasons.add("boxes-ambiguous")
    if kinds.count("empty") > 1 or ("check" in kinds and "empty" in kinds):
        label.reasons.add("boxes-ambiguous")


def _without_marks(choice: ChoicePlan, labels: list[FoundLabel]) -> set[str]:
    """Judge labels without any glyph: what is left standing was chosen, if the rest is gone."""
    if len(labels) >= len(choice.boxes) or choice.cells > 1 or any(one.struck for one in labels):
        for label in labels:  # what was not chosen may have gone with its cells
            label.state = len(labels) * 2 <= len(choice.boxes) and not label.struck
        return set() if any(one.struck for one in labels) else {"boxes-lost"}
    for label in labels:
        label.state = True
    single = len(labels) == 1 and choice.field.pick == "one"
    return {"boxes-typed"} if single else {"boxes-untold"}


# ---- notes ----


def _take_notes(line: list[FoundLabel], gaps: list[Gap]) -> None:
    for number, (label, gap) in enumerate(zip(line, gaps[1:], strict=True), 1):
        last = number == len(line)
        rest = gap.rest if last else ENUMERATED.sub("", gap.rest)  # the next option's number
        if label.box.note is None:
            if re.search(r"\w", rest):
                label.reasons.add("boxes-text")
            continue
        if label.box.remark:
            rest = re.sub(flexible(label.box.remark), "", rest)
        hint = re.match(r"[\s\u3000]*[（(]([^（()）]*)[)）]", rest)
        if hint and _HINT.search(hint.group(1)) and not re.search(r"[:：_]\s*\w", hint.group(1)):
            rest = rest[hint.end() :]
        label.note = _ASKING.sub("", _trimmed(rest))
    if re.search(r"\w", ENUMERATED.sub("", gaps[0].rest)):
        line[0].reasons.add("boxes-text")


def _trimmed(rest: str) -> str:
    """Return a note without marks at its ends; a bracket stays whose partner stands within."""
    note = _EDGES.sub("", rest)
    start = rest.find(note)
    before, after = rest[:start], rest[start + len(note) :]
    surplus = sum(note.count(one) for one in "（(") - sum(note.count(one) for one in "）)")
    if surplus > 0 and after[:1] in {"）", ")"}:
        return note + after[0]
    if surplus < 0 and before[-1:] in {"（", "("}:
        return before[-1] + note
    return note


def _muddled(choice: ChoicePlan, labels: list[FoundLabel]) -> bool:
    """Return whether of several boxes with one label some were not found: which, cannot be told."""
    printed = Counter(plain(box.short) for box in choice.boxes)
    found = Counter(plain(label.box.short) for label in labels)
    unsure = {plain(label.box.short) for label in labels if not label.placed}
    return any(printed[name] > 1 and found[name] != printed[name] for name in unsure)


def _reading(
    choice: ChoicePlan, labels: list[FoundLabel], reasons: set[str], used: list[Spot]
) -> Reading:
    if _muddled(choice, labels):
        reasons.add("boxes-ambiguous")
    told = bool(reasons & {"boxes-typed", "boxes-untold"})
    if len({label.box.id for label in labels}) < len(choice.boxes) and not told:
        reasons.add("boxes-missing")
    notes = {}
    for label in labels:
        if label.box.note is None:
            continue
        doubts = sorted(reasons & _OF_NOTES)  # a set's own order is another in each process
        if label.note and not label.state:
            doubts.append("note-unticked")
        if label.note and label.spot is not None and label.spot.cell.marked:
            doubts += cell_reasons(label.spot)
        if label.note and (_HINT.search(label.note) or "\n" in label.note):
            doubts.append("value-inexact")
        notes[label.box.id] = (label.note, tuple(doubts))
    ticked = frozenset(label.box.id for label in labels if label.state)
    every = tuple(sorted(reasons))
    return Reading(ticked, notes, every, tuple(used), len(labels), tuple(labels))
