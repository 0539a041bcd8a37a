"""The notice's own words, made comparable: no page numbers, no blanks, one kind of box.

``notice.txt`` is text taken from a PDF or a web page, so its line breaks and blanks say nothing;
what remains is the order of the characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from smdesk.notices.text import fold

_PAGE_NUMBER = re.compile(r"(?m)^[ \t\u3000]*[—–-]+[ \t]*\d{1,4}[ \t]*[—–-]+[ \t]*$")
_MARKUP_BOX = re.compile(r"(?i)<input\b[^<>]{0,200}>")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_BULLET = re.compile(r"(?m)^[ \t]*[-*•·][ \t]+(?=\S)")
_BLANK = re.compile(r"[\s\u3000]+")
_POINTS = frozenset(fold("：，。；、—–-"))
_BOXES = str.maketrans("", "", "□☐☑■_＿")
MOST_WORK = 30_000_000
"""Pairs of equal characters that an alignment may weigh; beyond it labels are only looked up."""


def tidy(text: str) -> str:
    """Return a notice's text without page-number lines, bullets and markup, its boxes as ``□``."""
    plain = _MARKUP.sub(" ", _MARKUP_BOX.sub("□", _PAGE_NUMBER.sub("", text)))
    return _BULLET.sub("", plain)


def compact(text: str) -> str:
    """Return ``text`` without any blanks and line breaks."""
    return _BLANK.sub("", text)


@dataclass(frozen=True)
class Alignment:
    """Labels held against printed words: how each label fared, and what is printed besides.

    ``states`` has one of ``found``, ``moved``, ``foreign`` for each label; ``missing`` the printed
    stretches that no label covers, mere punctuation between two labels left out.
    """

    states: tuple[str, ...]
    missing: tuple[str, ...]


def align(printed: str, labels: Sequence[str], *, open_end: bool = False) -> Alignment:
    """Return how ``labels`` lie in ``printed`` words, in order; blanks and boxes do not count.

    A label counts only when it is printed whole. With ``open_end`` words after the last label
    found are not missing (nothing says where the part ends).
    """
    shown = compact(printed).translate(_BOXES)
    folded, origin = _folded(shown)
    wanted = [fold(label.translate(_BOXES)) for label in labels]
    spots = _whole(folded, wanted)
    covered = bytearray(len(folded))
    for spot, label in zip(spots, wanted, strict=True):
        if spot is not None:
            covered[spot : spot + len(label)] = b"\1" * len(label)
    states = ["found" if spot is not None else "foreign" for spot in spots]
    end = max(
        (spot + len(one) for spot, one in zip(spots, wanted, strict=True) if spot is not None),
        default=0,
    )
    last = end if open_end else len(folded)
    for index, label in enumerate(wanted):
        if states[index] == "foreign" and label and (at := _uncovered(folded, label, covered)) >= 0:
            states[index] = "moved"
            covered[at : at + len(label)] = b"\1" * len(label)
    missing = [
        shown[origin[run.start()] : origin[run.end() - 1] + 1]
        for run in re.finditer(rb"\0+", bytes(covered[:last]))
        if not _POINTS.issuperset(folded[run.start() : run.end()])
    ]
    return Alignment(tuple(states), tuple(missing))


def _folded(shown: str) -> tuple[str, list[int]]:
    """Return folded characters and the place of each in ``shown``."""
    folded: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(shown):
        for one in fold(char):
            folded.append(one)
            origin.append(index)
    return "".join(folded), origin


def _whole(folded: str, wanted: Sequence[str]) -> list[int | None]:
    """Return where each label is matched whole by an alignment that keeps the order."""
    joined = "".join(wanted)
    spots: list[int] = [-1] * len(joined)
    for begin, start, size in _blocks(folded, joined):
        for step in range(size):
            spots[start + step] = begin + step
    found: list[int | None] = []
    at = 0
    for label in wanted:
        own = spots[at : at + len(label)]
        at += len(label)
        whole = bool(own) and own[0] >= 0 and own == list(range(own[0], own[0] + len(own)))
        found.append(own[0] if whole else (0 if not label else None))
    return found


def _blocks(left: str, right: str) -> list[tuple[int, int, int]]:
    """Return matching blocks; equal beginnings and ends are taken off first."""
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    tail = 0
    most = min(len(left), len(right)) - head
    while tail < most and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    inner_left, inner_right = left[head : len(left) - tail], right[head : len(right) - tail]
    blocks = [(0, 0, head), (len(left) - tail, len(right) - tail, tail)]
    work = sum(inner_left.count(one) * inner_right.count(one) for one in set(inner_right))
    if work <= MOST_WORK:
        matcher = SequenceMatcher(None, inner_left, inner_right, autojunk=False)
        blocks += [(a + head, b + head, size) for a, b, size in matcher.get_matching_blocks()]
    return blocks


def _uncovered(folded: str, label: str, covered: bytearray) -> int:
    """Return where ``label`` is printed on words that no label has yet, else -1."""
    at = folded.find(label)
    for _ in range(1000):
        if at < 0 or not any(covered[at : at + len(label)]):
            return at
        at = folded.find(label, at + 1)
    return -1
