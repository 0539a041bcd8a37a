"""Reads cells that hold the figures of several years: each with its year, or in the order of one head.

``2017年：1200；2018年：1350`` says itself which figure is of which year. Under a head ``2017/2018`` the
order says it, where there are as many figures as years. Nothing else is certain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from smdesk.intake.align.cells import zone
from smdesk.intake.align.keys import year_head
from smdesk.intake.align.match import Hit
from smdesk.intake.align.plan import Slot
from smdesk.intake.align.series import Heads
from smdesk.intake.align.view import Spot, overlap
from smdesk.intake.align.work import Work, hit_reasons
from smdesk.notices.text import half_width
from smdesk.notices.typed import NOTHING

MOST = 300
"""A longer text is not the figures of a few years."""
_YEAR = r"(?<![\d.-])((?:19|20)\d\d)"
_TOLD = re.compile(rf"{_YEAR}(?:\s*年(?:度|末|底|度末)?|(?=\s*:))")
_BEHIND = re.compile(rf"\(\s*{_YEAR}\s*(?:年度?末?)?\s*\)")
_OPENING = re.compile(r"^[\s:=]*(?:(?:为|是|达到|达|共|计)[\s:]*)?")
_ENDING = re.compile(r"[\s;,、。.]*$")
_FIGURE = re.compile(r"[约￥¥]?\s*-?\d[\d,]*(?:\.\d+)?\s*[^\d\s;:,、()]{0,7}(?:\([^\d()]{1,7}\))?")
_MARKS = re.compile(r"[^\S\n]*[/、;|\n][^\S\n]*")
_SPAN = re.compile(r"((?:19|20)\d\d)年?度?\s*(?:-|—|–|~|至|到)\s*((?:19|20)\d\d)年?度?")
_PARTED = re.compile(r"\d[^\d]*[/／、;；\n，][^\d]*\d")


@dataclass(frozen=True, slots=True)
class Said:
    """The figures of a cell by year; ``doubt`` where the years are not named for certain."""

    figures: tuple[tuple[int, str], ...]
    doubt: str | None = None


def told_years(text: str) -> Said | None:
    """Return what a cell says of each year that it names itself; ``None`` if it names no two."""
    flat = half_width(text).strip()
    if len(flat) > MOST:
        return None
    marks = list(_TOLD.finditer(flat))
    behind = list(_BEHIND.finditer(flat))
    figures: list[tuple[int, str]] = []
    if len(behind) > 1 and len(behind) >= len(marks):
        starts = [0, *(one.end() for one in behind)]
        figures = [
            (int(one.group(1)), flat[start : one.start()].lstrip(" ;,、。\n\t:"))
            for start, one in zip(starts, behind, strict=False)
        ]
        loose = _ENDING.sub("", flat[starts[-1] :]) != ""
    elif len(marks) > 1:
        ends = [*(one.start() for one in marks[1:]), len(flat)]
        figures = [
            (int(one.group(1)), _OPENING.sub("", flat[one.end() : end]))
            for one, end in zip(marks, ends, strict=True)
        ]
        loose = marks[0].start() > 0
    else:
        return None
    plain = tuple((year, _ENDING.sub("", figure)) for year, figure in figures)
    sound = not loose and _ordered([year for year, _ in plain])
    sound = sound and all(_is_figure(figure) for _, figure in plain)
    return Said(plain) if sound else Said(tuple((year, text) for year, _ in plain), "year-unclear")


def _is_figure(text: str) -> bool:
    return not text or text in NOTHING or _FIGURE.fullmatch(text) is not None


def _ordered(years: list[int]) -> bool:
    steps = {b - a for a, b in pairwise(years)}
    return steps in ({1}, {-1})


def several_years(text: str) -> tuple[int, ...]:
    """Return the years that one head names: ``2017/2018/2019``; nothing if it says anything else."""
    flat = re.sub(r"\s+", " ", text.strip())
    pieces = re.split(r"\s*[/／、;；|，,]\s*|\s+(?=(?:19|20)\d\d)", flat)
    heads = [year_head(one) for one in pieces]
    years = tuple(one.year for one in heads if one is not None and one.clean)
    return years if len(years) == len(pieces) > 1 and _ordered(list(years)) else ()


def joint_heads(work: Work) -> dict[int, list[Heads]]:
    """Return the cells of each table that may head the figures of several years."""
    found: dict[int, list[Heads]] = {}
    valued = {slot.left for slot in work.plan.slots}
    for spot in work.view.spots:
        if spot.label is not None or not 8 < len(spot.text) <= 40:
            continue
        line = work.view.row(spot.table, spot.row)
        if any(one.label in valued for one in line if one.label is not None):
            continue  # it answers a label: 2014年至2019年
        years = several_years(spot.text)
        span = _SPAN.fullmatch(half_width(re.sub(r"\s+", "", spot.text)))
        if not years and span is not None and 1 <= int(span.group(2)) - int(span.group(1)) < 6:
            years = tuple(range(int(span.group(1)), int(span.group(2)) + 1))
        if years:
            doubt = "year-by-order" if span is not None else None
            found.setdefault(spot.table, []).append(Heads((spot,), doubt, years))
    return found


def read_within(
    work: Work, slots: list[Slot], joint: dict[int, list[Heads]]
) -> dict[int, list[tuple[int, Heads]]]:
    """Read the years of indicators whose figures share a cell; return the years that cells name."""
    by_label: dict[int, list[Slot]] = {}
    for slot in slots:
        if slot.left is not None and slot.address not in work.found:
            by_label.setdefault(slot.left, []).append(slot)
    rows: dict[int, list[tuple[int, Heads]]] = {}
    for number, group in by_label.items():
        hit = work.hits.get(number)
        cell = None if hit is None else _cell(work, hit, joint)
        if hit is None or cell is None:
            continue
        spot, text = cell
        heads = _over(spot, joint)
        said = told_years(text) or _by_head(text, heads, group)
        if said is None:
            continue
        _put(work, hit, spot, group, said)
        for head in heads.spots if heads is not None else ():
            head.label = -1  # it counts as a label from here on
        if said.doubt is None:
            years = tuple(year for year, _ in said.figures)
            rows.setdefault(spot.table, []).append((spot.row, Heads((), None, years)))
    return rows


def _cell(work: Work, hit: Hit, joint: dict[int, list[Heads]]) -> tuple[Spot, str] | None:
    """Return the one written cell beside a label, or the label's own with what stands after it."""
    if hit.inside:
        return hit.spot, hit.inside
    written = [one for one in zone(work, hit.spot, hit.spot.row) if one.text and not one.claims]
    many = [
        one for one in written
        if _over(one, joint) is not None or _PARTED.search(one.text) or told_years(one.text)
    ]  # fmt: skip
    return (many[0], many[0].text) if len(many) == 1 else None


def _over(spot: Spot, joint: dict[int, list[Heads]]) -> Heads | None:
    above = [
        one for one in joint.get(spot.table, [])
        if one.spots[0].row < spot.row and overlap(one.spots[0], spot) > 0.4
    ]  # fmt: skip
    return above[-1] if above else None


def _by_head(text: str, heads: Heads | None, group: list[Slot]) -> Said | None:
    """Return the figures of a cell in the order of the years over it, or of those of the form."""
    years = (
        heads.told if heads is not None else tuple(sorted(one.address.year or 0 for one in group))
    )
    if heads is None and not _PARTED.search(text):
        return None
    flat = half_width(text.replace("，", "、")).strip()
    pieces = [one.strip() for one in _MARKS.split(flat)]
    if len(pieces) != len(years) or not all(_is_figure(one) for one in pieces):
        return Said(tuple((year, text) for year in years), "year-unclear")
    doubt = "year-by-order" if heads is None else heads.doubt
    return Said(tuple(zip(years, pieces, strict=True)), doubt)


def _put(work: Work, hit: Hit, spot: Spot, group: list[Slot], said: Said) -> None:
    figures = dict(said.figures)
    doubts = [said.doubt] if said.doubt is not None else []
    for slot in group:
        raw = figures.get(slot.address.year or 0)
        if raw is None:
            continue
        reasons = [*hit_reasons(hit), "year-within", *doubts]
        work.put(slot.address, slot.field, spot, raw, reasons, hit.unit)


__all__ = ["Said", "joint_heads", "read_within", "several_years", "told_years"]
