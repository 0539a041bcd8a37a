"""The ways in which a value may be written at a place of a foreign file, the likeliest first.

Which way is right is decided by reading the file again; here only what is sensible is proposed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from smdesk.intake.align.keys import UNITS
from smdesk.intake.blanks import Spot
from smdesk.notices.models import FormField, Kind
from smdesk.notices.typed import read
from smdesk.packet.docx.inplace import Edit, Put, Tick

Way = tuple[Edit, ...]
BLANK = " \u3000\t\xa0_＿"
_EMPTY = re.compile(r"[\s\u3000\xa0_＿…⋯.。]*")
_RULE = re.compile(r"[_＿]{2,}|[ \u3000\xa0]{2,}")
_DATE = re.compile(r"([\s\u3000_＿]*)年([\s\u3000_＿]*)月(?:([\s\u3000_＿]*)日)?")
_TICKED = set("☑☒√✓✔■●◉")


def ways(field: FormField, text: str, spots: Sequence[Spot]) -> list[Way]:
    """Return the ways to write ``text``, the canonical text of ``field``, at some of ``spots``."""
    boxes = [one for one in spots if one.target.mode == "box"]
    if boxes:
        return [_boxes(field, text, boxes)]
    found: list[Way] = []
    for spot in spots:
        for part in _parts(field, text, spot):
            way = (Edit(spot.element, spot.text, part),)
            if way not in found:
                found.append(way)
    return found


def _parts(field: FormField, text: str, spot: Spot) -> Iterator[tuple[Put, ...]]:
    match spot.target.mode:
        case "cell":
            yield from _cell(field, text, spot.text)
        case "words":
            yield (Put(0, len(spot.text), text, whole="\n" in text),)
        case "note":
            yield from _note(text, spot)
        case _:
            yield from _between(field, text, spot)


# ---- a cell of its own ----


def _cell(field: FormField, text: str, there: str) -> Iterator[tuple[Put, ...]]:
    if _EMPTY.fullmatch(there):
        yield (Put(0, len(there), text, whole="\n" in text),)
        return
    dated = _dated(field, text, there)
    if dated is not None:
        yield dated
    blank = _RULE.search(there)
    unit = _unit(field, there)
    if unit is not None:
        yield (Put(unit - _blanks_before(there, unit), unit, text),)
    elif blank is not None:
        yield (_put(there, blank.start(), blank.end(), text),)
    if unit is None:
        yield (Put(0, 0, text),)
        yield (Put(len(there), len(there), text),)
    yield (Put(0, len(there), text, whole="\n" in text),)


def _unit(field: FormField, there: str) -> int | None:
    """Return where the unit stands that a cell holds alone."""
    word = there.strip(BLANK + "\n（）()")
    if word and (word in UNITS or word == field.unit) and there.count(word) == 1:
        at = there.index(word)
        return at - 1 if at and there[at - 1] in "(（" else at
    return None


def _blanks_before(there: str, at: int) -> int:
    return at - len(there[:at].rstrip(BLANK))


def _dated(field: FormField, text: str, there: str) -> tuple[Put, ...] | None:
    """Return the parts of a date put before the 年, 月 and 日 that a cell prints."""
    if field.kind not in {Kind.DATE, Kind.YEAR, Kind.TEXT}:
        return None
    found = _DATE.search(there)
    numbers = re.findall(r"\d+", text)
    if found is None or len(numbers) != sum(one is not None for one in found.groups()):
        return None
    return tuple(
        _put(there, *found.span(number), numbers[number - 1].lstrip("0") or "0")
        for number in range(1, len(numbers) + 1)
    )


# ---- among words ----


def _between(field: FormField, text: str, spot: Spot) -> Iterator[tuple[Put, ...]]:
    start, end, there = spot.target.start, spot.target.end, spot.text
    dated = _dated(field, text, there[start:])
    if dated is not None and _DATE.match(there[start:]):
        yield tuple(Put(start + one.start, start + one.end, one.text, one.ruled) for one in dated)
    one = _put(there, start, end, text)
    yield (one,)
    if start and there[start - 1] not in "：:" and spot.target.mode == "after":
        yield (Put(start, end, f"：{text}"),)
    yield (Put(len(there), len(there), text),)


def _put(there: str, start: int, end: int, text: str) -> Put:
    """Return a value on its blank; a longer rule keeps its length around it."""
    blank = there[start:end]
    rule = [one for one in blank if one in "_＿"]
    if not rule or "\n" in text:
        return Put(start, end, text)
    room = max(0, sum(map(_width, blank)) - sum(map(_width, text)))
    left, right = room // 2, room - room // 2
    return Put(start, end, "_" * left + text + "_" * right, ruled=True)


def _width(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


# ---- boxes and their notes ----


def _boxes(field: FormField, text: str, spots: Sequence[Spot]) -> Way:
    """Return the ticks of one choice in all its cells; boxes that are as they should be are left."""
    value = read(field, text).value
    ids = set(value) if isinstance(value, tuple) else set()
    parts: dict[tuple[tuple[str, int], str], list[Tick]] = {}
    for spot in spots:
        target = spot.target
        on = target.choice in ids
        shown = spot.text[target.start : target.end]
        if on != bool(_TICKED & set(shown)):
            tick = Tick(target.start, target.end, on)
            parts.setdefault((spot.element, spot.text), []).append(tick)
    return tuple(Edit(element, there, tuple(ticks)) for (element, there), ticks in parts.items())


def _note(text: str, spot: Spot) -> Iterator[tuple[Put, ...]]:
    start, end, there = spot.target.start, spot.target.end, spot.text
    opened = start > 0 and there[start - 1] in "：:（(_＿"
    if opened or end > start:
        yield (_put(there, start, end, text),)
    yield (Put(start, end, f"：{text}　" if end < len(there) else f"：{text}"),)
    yield (Put(start, end, f"（{text}）"),)


def merged(all_ways: Sequence[Way]) -> list[Edit]:
    """Return one edit an element out of several ways; of parts that overlap the first is kept."""
    parts: dict[tuple[str, int], tuple[str, list[Put | Tick]]] = {}
    for way in all_ways:
        for edit in way:
            _, mine = parts.setdefault(edit.element, (edit.text, []))
            mine += [one for one in edit.parts if not any(_overlap(one, other) for other in mine)]
    return [Edit(element, text, tuple(mine)) for element, (text, mine) in parts.items() if mine]


def _overlap(one: Put | Tick, other: Put | Tick) -> bool:
    if one.start == one.end and other.start == other.end:
        return one.start == other.start and isinstance(one, Put) and isinstance(other, Put)
    return one.start < other.end and other.start < one.end
