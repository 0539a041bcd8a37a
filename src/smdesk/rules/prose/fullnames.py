"""Full names of firms anywhere in a text, each from where it begins.

A name in the middle of a sentence has no blank before it: it begins at the place that it opens with
(与杭州甲公司、宁波乙公司合作 has two), or behind the last word that names do not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from smdesk.rules.formats.divisions import place_names
from smdesk.rules.prose.words import words

_LONGEST = 36
"""Characters before an ending in which its name is looked for."""
_LEAST = 3
"""Characters that a name has before its ending: less is a legal form spoken of (改制为股份有限公司)."""
_PLACE_LENGTHS = range(11, 1, -1)
_WORD = "[\u4e00-\u9fffA-Za-z0-9·]"
_RUN = re.compile(rf"(?:{_WORD}|[（(][\u4e00-\u9fff]{{2,8}}[）)])*$")
"""What may be a name up to its ending, a place in brackets within it (林德（常州）有限公司)."""
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_DATE = re.compile(r"^\d{2,4}年(?:度|底|末|初|\d{1,2}月(?:份|底|末|初|\d{1,2}日)?)?")


def full_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each full name of a firm stands in a text, in order."""
    for ending in _endings().finditer(text):
        run = _RUN.search(text, max(0, ending.start() - _LONGEST), ending.start())
        if run is None:
            continue
        start = run.start() + _begin(run[0])
        core = _BRACKET.sub("", text[start : ending.start()])
        if len(core) >= _LEAST and not _generic().fullmatch(core):
            yield start, ending.end()


def _begin(run: str) -> int:
    """Return where in what stands before an ending the name of a firm begins."""
    told = _BRACKET.sub(lambda one: "（" * len(one[0]), run)
    begins = _places(told)
    if begins:
        at = len(begins) - 1
        while at and not _joins().search(told, begins[at - 1][1], begins[at][0]):
            at -= 1
        return begins[at][0]
    start = max((one.end() for one in _joins().finditer(told)), default=0)
    date = _DATE.match(told[start:])
    return start + (date.end() if date else 0)


def _places(run: str) -> list[tuple[int, int]]:
    """Return where places stand in a text, the longest name at each beginning.

    None begins within a word that stands before a name: 甲方山西… is of 山西, not of 方山.
    """
    known = place_names()
    inside = {at for one in _joins().finditer(run) for at in range(one.start() + 1, one.end())}
    return [
        (at, at + size)
        for at in range(len(run) - 1)
        for size in [next((one for one in _PLACE_LENGTHS if run[at : at + one] in known), 0)]
        if size and at + size <= len(run) and at not in inside
    ]


@cache
def _endings() -> re.Pattern[str]:
    told = sorted(words().names["endings"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, told)))


@cache
def _joins() -> re.Pattern[str]:
    """Return the words that stand before a name, and are in none."""
    return re.compile("|".join(map(re.escape, words().names["joins"])))


@cache
def _generic() -> re.Pattern[str]:
    """Return what stands before a legal form that is no name."""
    return re.compile(f"(?:{'|'.join(map(re.escape, words().names['generic']))})+")
