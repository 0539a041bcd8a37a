"""Cuts a cell's text into box labels and what stands between them: glyphs and other words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from smdesk.intake.align.plan import ChoiceBox, ChoicePlan, flexible
from smdesk.intake.align.view import Spot

_MARK = re.compile(
    r"(?P<check>[(（\[【〔][\s\u3000]*(?:[√✓✔☑■●xX对]|[vV])[\s\u3000]*[)）\]】〕]|[☑■✅⊠▣◼⬛◆●◉⦿🗹★▲þ])"
    r"|(?P<tick>[√✓✔🗸])"
    r"|(?P<letter>(?<![A-Za-z0-9])[RVvü](?![A-Za-z0-9]))"
    r"|(?P<empty>[(（\[【〔][\s\u3000]*[)）\]】〕]|[□☐○◯❏❑❒◻▢◇❐⬜🔲☆△£¨])"
    r"|(?P<mouth>口)"
    r"|(?P<cross>[(（\[【〔][\s\u3000]*[×✗✘✕][\s\u3000]*[)）\]】〕]|[☒×✗✘✕❎🗷ý])"
    r"|(?P<unknown>[\uf000-\uf0ff])"
)
_SPACE = " \u3000\t\n；;，,、/|。"


@dataclass(frozen=True, slots=True)
class Mark:
    """A glyph: its kind, whether a blank parts it from what is before and after, where it stands."""

    kind: str
    apart_before: bool
    apart_after: bool
    start: int = 0
    end: int = 0
    room: tuple[int, int] = (0, 0)
    """How many blanks stand before and after it; the end of a line counts for many."""


@dataclass(slots=True)
class Gap:
    """What stands between two labels: marks in clusters, and other text."""

    clusters: list[list[Mark]]
    rest: str


@dataclass(slots=True)
class FoundLabel:
    box: ChoiceBox
    struck: bool
    placed: bool = False
    """Whether the heading over it said which box of several it is."""
    state: bool | None = None
    note: str = ""
    reasons: set[str] = field(default_factory=set)
    start: int = 0
    end: int = 0
    spot: Spot | None = None
    marks: list[Mark] = field(default_factory=list)
    """The glyphs that were taken for this label's."""


def shown(spot: Spot) -> tuple[str, list[bool]]:
    """Return a spot's visible text, struck-out text too, and for each character whether it is struck."""
    letters: list[str] = []
    struck: list[bool] = []
    for number, paragraph in enumerate(spot.cell.paragraphs):
        if number:
            letters.append("\n")
            struck.append(False)
        for run in paragraph.runs:
            if not run.hidden:
                letters.append(run.text)
                struck += [run.struck] * len(run.text)
    return "".join(letters), struck


def looks(spot: Spot, label: FoundLabel, look: str) -> bool:
    """Return whether most letters of a label have a look: ``stressed`` or ``bold``."""
    letters: list[bool] = []
    for number, paragraph in enumerate(spot.cell.paragraphs):
        letters += [False] * (number > 0)
        for run in paragraph.runs:
            if not run.hidden:
                letters += [getattr(run, look)] * len(run.text)
    held = letters[label.start : label.end]
    return sum(held) * 2 > len(held)


@lru_cache(maxsize=256)
def _pattern(boxes: tuple[ChoiceBox, ...], heads: tuple[str, ...]) -> re.Pattern[str]:
    words = {box.short: box.remark for box in sorted(boxes, key=lambda one: len(one.remark))}
    parts = [_label_pattern(short, remark) for short, remark in _longest_first(words)]
    over = [f"(?P<head>{'|'.join(flexible(one) for one in heads)})"] if heads else []
    return re.compile("|".join([*over, *parts]))


def _longest_first(words: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(words.items(), key=lambda one: -len(one[0]))


def _label_pattern(short: str, remark: str) -> str:
    body = flexible(short)
    if len(short) == 1:
        body = rf"(?:(?<=[口RVv])|(?<![\w])){body}(?!\w)"
    if remark:
        body += rf"(?:[\s\u3000]*[（(][\s\u3000]*{flexible(remark)}[\s\u3000]*[)）])?"
    return body


def cut(
    choice: ChoicePlan, text: str, struck: list[bool], start: int, counts: dict[str, int], head: str
) -> tuple[list[FoundLabel], list[Gap], str]:
    """Return the labels of one text in order and the gaps around them (one more than labels)."""
    labels: list[FoundLabel] = []
    gaps: list[Gap] = []
    last, bare = start, text
    heads = choice.heads or _parents(choice.boxes)
    for found in _pattern(choice.boxes, heads).finditer(text, start):
        words = re.sub(r"\s+", "", found.group())
        if heads and found.group("head"):
            head = words
            bare = _without_head(bare, found.start(), found.end())
            continue
        if labels and labels[-1].box.note and _in_note(text[last : found.start()]):
            continue
        box = _box(choice, words, counts, head)
        if box is None:
            continue
        gaps.append(_gap(bare, last, found.start()))
        marked = struck[found.start() : found.end()]
        placed = bool(head) and re.sub(r"\s+", "", box.parent) == head
        label = FoundLabel(box, sum(marked) * 2 > len(marked), placed)
        label.start, label.end = found.span()
        labels.append(label)
        last = found.end()
    gaps.append(_gap(bare, last, len(text)))
    return labels, gaps, head


@lru_cache(maxsize=256)
def _parents(boxes: tuple[ChoiceBox, ...]) -> tuple[str, ...]:
    """Return the headings of groups of boxes that the form prints in cells of their own."""
    names = {plain(box.short) for box in boxes}
    parents = dict.fromkeys(re.sub(r"\s+", "", box.parent) for box in boxes if box.parent)
    return tuple(one for one in parents if plain(one) not in names)


def _without_head(text: str, start: int, end: int) -> str:
    """Return a text with the heading of a group of boxes made blank where it begins a line."""
    alone = re.compile(r"[\s\u3000]*(?:[:：]|$|\n)").match(text, end)
    if alone is None or text[:start].rstrip(" \u3000")[-1:] not in {"", "\n"}:
        return text
    return text[:start] + " " * (alone.end() - start) + text[alone.end() :]


def _in_note(between: str) -> bool:
    """Return whether a label's words after 其它 belong to its text: ``其它：供应链管理与设计``."""
    words = between.lstrip()
    return (
        re.match(r"[：:（(_＿]", words) is not None
        and re.search(r"[\s\u3000_＿)）]", words.lstrip("：:（(_＿ \u3000")) is None
        and _MARK.search(between) is None
    )


def _box(choice: ChoicePlan, words: str, counts: dict[str, int], head: str) -> ChoiceBox | None:
    """Return the box that a label text names: under the heading at hand, else the next in order."""
    name = plain(words)
    same = [box for box in choice.boxes if plain(box.short) == name]
    if not same:
        same = [box for box in choice.boxes if name.startswith(plain(box.short))]
    if head:
        under = [box for box in same if re.sub(r"\s+", "", box.parent) == head]
        same = under or same
    key = f"{name}/{head or ''}"
    number = counts.get(key, 0)
    counts[key] = number + 1
    return same[number] if number < len(same) else None


def plain(words: str) -> str:
    return re.sub(r"[（(].*", "", words).replace("它", "他")


def _gap(text: str, start: int, end: int) -> Gap:
    clusters: list[list[Mark]] = []
    rest: list[str] = []
    last, previous_end = start, -1
    for found in _MARK.finditer(text, start, end):
        kind = found.lastgroup or ""
        if kind == "mouth":
            if not _is_mouth(text, found.start(), end):
                continue
            kind = "empty"
        if kind == "letter":
            if not _is_letter(text, found.start(), found.end(), end):
                continue
            kind = "tick"
        rest.append(text[last : found.start()])
        before = text[found.start() - 1 : found.start()] if found.start() > 0 else " "
        after = text[found.end() : found.end() + 1] or " "
        room = (_room(text[start : found.start()][::-1]), _room(text[found.end() : end]))
        mark = Mark(kind, before in _SPACE, after in _SPACE, found.start(), found.end(), room)
        if previous_end == found.start() and clusters:
            clusters[-1].append(mark)
        else:
            clusters.append([mark])
        last = previous_end = found.end()
    rest.append(text[last:end])
    return Gap(clusters, "\n".join(part for part in rest if part.strip()))


def _room(text: str) -> int:
    blanks = text[: len(text) - len(text.lstrip(_SPACE))]
    return len(blanks) + (9 if "\n" in blanks else 0)


def _is_letter(text: str, start: int, behind: int, end: int) -> bool:
    """Return whether a letter stands for a tick: alone, right before a label or right behind a box."""
    before = text[start - 1 : start]
    boxed = before != "" and before in "□☐○"
    return (boxed or not before or before in _SPACE) and not text[behind:end].strip(" \u3000")


def _is_mouth(text: str, at: int, end: int) -> bool:
    """Return whether 口 stands for a box: alone before a label or at the end, not inside a word."""
    before = text[at - 1 : at]
    return (not before or before in _SPACE or before in "√✓✔") and at + 1 >= end
