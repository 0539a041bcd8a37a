"""Which lines are headings or list items, and which outline item a heading stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from smdesk.intake.narrative.alike import group
from smdesk.intake.narrative.lines import Line
from smdesk.intake.narrative.numerals import BULLET, BULLETS, is_closed, mark_of, without_mark
from smdesk.notices.models import Outline, OutlineItem
from smdesk.notices.text import fold

LONGEST_HEADING = 40
DEEPEST = 3
_SENTENCE_END = re.compile(r"[。；;，,、…！!？?]$")
_ARABIC = re.compile(r"^([0-9]{1,2}(?:\.[0-9]{1,2}){1,3})[.、]?\s*(?=[^\s0-9.%％])")
_TOC = re.compile(r"^(?:toc\s*(?:\d|heading)|目录)", re.IGNORECASE)
_LEADERS = re.compile(r"[.…·．]{4,}\s*[0-9]{1,3}$")
_HEAD = re.compile(r"^目\s*[录次]$")
_PAGE = re.compile(r"(?:[0-9]{1,3}|[ivxlc]{1,6})$")
_TAIL = 20
_AUTOMATIC = re.compile(r"^[(（]?[A-Za-z0-9]{1,5}[)）.、．]?$")
_SPACED = re.compile(r"^[0-9]{1,2}[ \u3000]+(?=[\u4e00-\u9fff])")
_SHORTEST_PART = 3


@dataclass
class Marked:
    """A line with what it was taken for: a heading of a level, a list item, or plain text.

    ``text`` is the line as printed, automatic number included; ``styled`` says that the level came
    from Word's outline and may be shifted as a whole.
    """

    line: Line
    text: str
    level: int = 0
    styled: bool = False
    bullet: bool = False
    number: tuple[int, int] | None = None
    """List level and number of an ordered item."""
    list_level: int = 0
    """List level of a bullet, 0 where only its own line says it."""
    item: str | None = None


def is_contents(line: Line) -> bool:
    """Return whether a line belongs to a table of contents, an automatic one or one typed by hand."""
    text = line.text
    if _TOC.match(line.style) or _LEADERS.search(text[-_TAIL:]) or _HEAD.match(text):
        return True
    return line.contents and bool(_PAGE.search(text[-_TAIL:]) or not text)


def mark(line: Line) -> Marked:
    """Return a line with its first reading, by style, automatic number or number in the text."""
    form, number = line.mark or ("", "")
    space = "" if is_closed(number) else " "  # Word has a tabulator behind a bare number
    text = line.text if form in {"", BULLET} else f"{number}{space}{line.text}"
    found = Marked(line, text)
    if line.outline is not None:
        found.level, found.styled = line.outline, True
    elif form == BULLET or (not form and BULLETS.match(text)):
        found.bullet = True
    else:
        _by_number(found)
    return found


def _by_number(found: Marked) -> None:
    text = found.text
    heading_like = _heading_like(text)
    arabic = _ARABIC.match(text)
    if arabic:
        found.level = min(arabic.group(1).count(".") + 1, DEEPEST) if heading_like else 0
        return
    numbered = mark_of(text)
    if numbered is None:
        line = found.line
        if line.count is not None and line.mark and _AUTOMATIC.match(line.mark[1]):
            found.number = (1, line.count)  # a. b. c., i. ii. iii., a bare 1 2 3
        return
    level, shown = numbered
    if level <= 2:
        found.level = level if heading_like else 0
        return
    digits = re.sub(r"[^0-9]", "", shown.translate(_FULL_WIDTH))
    if digits:
        found.number = (1 if level == 3 else 2, int(digits))
    if level == 3 and heading_like:
        found.level = DEEPEST


_FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)}


def settle_arabic(lines: Sequence[Marked]) -> None:
    """Make ``1.`` or a bare ``1`` a heading of the first level where ``1.1`` is one of the second.

    So number those who do not number as official letters do (一、（一）1.).
    """
    plain = [one for one in lines if one.level and not one.styled]
    tops = {found.group(1).split(".")[0] for one in plain if (found := _ARABIC.match(one.text))}
    if any(not _ARABIC.match(one.text) and one.level < DEEPEST for one in plain):
        return
    for one in lines:
        found = re.match(r"[0-9]{1,2}", one.text)
        if one.number is not None and _titles(one) and found and found.group() in tops:
            one.level, one.number = 1, None


def _titles(one: Marked) -> bool:
    """Return whether a numbered line may be a title: one of an automatic list counts bare numbers."""
    return bool(one.level) or (one.line.count is not None and _heading_like(one.text))


def _heading_like(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and not _SENTENCE_END.search(text)


@lru_cache(maxsize=8192)
def title_key(text: str) -> str:
    """Return a title for comparison: folded, without number and final punctuation."""
    return re.sub(r"[.:;,\-]+$", "", fold(without_mark(_SPACED.sub("", text.strip()))))


def map_outline(lines: Sequence[Marked], outline: Outline | None) -> tuple[OutlineItem, ...]:
    """Set ``item`` of the headings that stand for an outline item; return the items not found.

    Exact titles come first, anywhere; then headings that contain a title or are contained in one,
    and last those that people write instead of a title (`alike`).
    """
    items = outline.item if outline else ()
    missing: list[OutlineItem] = []
    for item in items:
        wanted = title_key(item.title)
        exact = (one for one in lines if one.item is None and title_key(one.text) == wanted)
        found = next((one for one in exact if _may_be_heading(one)), None)
        if found is None:
            missing.append(item)
            continue
        found.item, found.number, found.bullet = item.id, None, False
        found.level = found.level or item.level
    still: list[OutlineItem] = []
    for item in missing:
        found = next((one for one in lines if _resembles(one, item)), None)
        if found is None:
            still.append(item)
        else:
            found.item = item.id
    return _by_custom(lines, items, still)


def _by_custom(
    lines: Sequence[Marked], items: Sequence[OutlineItem], missing: Sequence[OutlineItem]
) -> tuple[OutlineItem, ...]:
    """Give items the headings that usually stand for them, and return those still missing."""
    groups = [group(title_key(one.title)) for one in items]
    still: list[OutlineItem] = []
    for item in missing:
        wanted = group(title_key(item.title))
        free = (one for one in lines if one.level and one.item is None)
        own = wanted is not None and groups.count(wanted) == 1
        found = next((one for one in free if own and group(title_key(one.text)) == wanted), None)
        if found is None:
            still.append(item)
        else:
            found.item = item.id
    return tuple(still)


def _may_be_heading(one: Marked) -> bool:
    return bool(one.level) or len(one.text) <= LONGEST_HEADING


def _resembles(one: Marked, item: OutlineItem) -> bool:
    if one.item is not None or not one.level:
        return False
    mine, wanted = title_key(one.text), title_key(item.title)
    shorter, longer = sorted((mine, wanted), key=len)
    return len(shorter) >= _SHORTEST_PART and shorter in longer and 2 * len(shorter) >= len(longer)


def settle_levels(lines: Sequence[Marked], outline: Outline | None) -> int:
    """Shift styled levels onto the outline's, cut those past three; return how many were cut."""
    levels = {item.id: item.level for item in outline.item} if outline else {}
    shifts: Counter[int] = Counter()
    for one in lines:
        numbered = mark_of(one.text)
        wanted = levels.get(one.item or "") or (numbered[0] if numbered and numbered[0] <= 2 else 0)
        if one.styled and one.level and wanted:
            shifts[one.level - wanted] += 1
    shift = shifts.most_common(1)[0][0] if shifts else 0
    cut = 0
    for one in lines:
        if not one.level:
            continue
        if one.styled:
            one.level = max(1, one.level - shift)
        one.level = levels.get(one.item or "", one.level)
        if one.level > DEEPEST:
            one.level, cut = 0, cut + 1
    return cut
