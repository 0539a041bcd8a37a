"""Totals that a sentence reckons wrongly: 发明 31 项、实用新型 88 项、外观设计 12 项，合计 121 项.

Read from the text alone. Silent wherever the parts may not be all, or the total another thing: the
last two, three … parts before it are tried, and one that fits is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from smdesk.rules.prose.numbers import spelt
from smdesk.rules.prose.places import sentences
from smdesk.rules.prose.words import phrase, phrases

_DIGITS = r"\d[\d,，]*(?:\.\d+)?"
_SPELT = "[一二两三四五六七八九十百千]"
_PART = phrase(
    rf"(?<![\d.,，第])(?P<number>{_DIGITS})\s*(?P<unit>&sum_units;)(?![\d年月])"
    rf"|(?<![第数几上\d一二两三四五六七八九十百千])(?P<spelt>{_SPELT}+)(?P<counted>&sum_units;)(?=[，,、；;（(])"
)
"""A number of a list; one in words ends its clause, for 三个方面 is none: 示范企业三十五家，平台 14 家."""
_TOTAL = phrase(
    rf"(?P<word>&summing;|&summed_up;)&sum_is;?\s*(?P<number>{_DIGITS})\s*(?P<unit>&sum_units;)(?![多余左])"
)
_BETWEEN = re.compile(r"[^。！？\d]{0,16}(?:(?:19|20)\d\d\s*年[^。！？\d]{0,8})?")
"""What may stand between two parts of a list: the name of the next, its year."""
_BEFORE = phrase(r"[，,、；;（(\s]*&sum_led;?")
"""What may stand between the last part and the total."""
_WITHIN = phrase("&sum_apart;")
"""Behind these another figure is no further part of the same whole."""
_HEDGED = phrase("&sum_hedged;")
_MONEY = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "亿元": Decimal(10_000),
}
_FAR = Decimal("0.5")
"""A reckoned total that differs by more than this share is of other things."""


@dataclass(frozen=True, slots=True)
class WrongSum:
    """A list and its total at ``start:stop`` of a block; ``told`` is the total as written.

    ``reckoned`` is what the parts make, with its unit: which of them is wrong nobody can tell.
    Of kind ``span`` it is what two numbers make of each other, of kind ``share`` what a part makes
    of its whole (`spans`).
    """

    start: int
    stop: int
    told: str
    reckoned: str
    kind: Literal["sum", "span", "share"] = "sum"


@dataclass(frozen=True, slots=True)
class _Figure:
    start: int
    stop: int
    value: Decimal
    step: Decimal
    unit: str


def wrong_sums(text: str) -> Iterator[WrongSum]:
    """Yield the totals of a block that are not the sum of the parts before them."""
    if not any(one in text for one in phrases("sum_cues")):
        return
    for at, sentence in sentences(text):
        for total in _TOTAL().finditer(sentence):
            told = _figure(total)
            parts = _parts(sentence, total.start(), told.unit)
            least = 2 if total["word"] in phrases("summing") else 3
            if len(parts) < least or _HEDGED().search(
                sentence, parts[0].start - 2, total.end("word")
            ):
                continue
            if (found := _made(parts, told, least, sentence)) is not None:
                first, made = found
                written = sentence[told.start : told.stop]
                reckoned = f"{_plain(made / _worth(told.unit))} {told.unit}"
                yield WrongSum(at + first.start, at + told.stop, written, reckoned)


def _parts(sentence: str, stop: int, unit: str) -> list[_Figure]:
    """Return the parts of a list that ends at ``stop``, those that count what ``unit`` does."""
    every = [_figure(one) for one in _PART().finditer(sentence, 0, stop)]
    if not every or not _BEFORE().fullmatch(sentence, every[-1].stop, stop):
        return []
    found: list[_Figure] = [every[-1]] if _alike(every[-1].unit, unit) else []
    for one, after in pairwise(reversed(every)):
        before, last = after, one
        between = sentence[before.stop : last.start]
        if not found or not _alike(before.unit, unit):
            break
        if not _BETWEEN.fullmatch(between) or _WITHIN().search(between):
            break
        found.insert(0, before)
    return found


def _made(
    parts: list[_Figure], told: _Figure, least: int, sentence: str
) -> tuple[_Figure, Decimal] | None:
    """Return the first part and what the parts make, where no number of the last of them makes what is told."""
    for count in range(least, len(parts) + 1):
        last = parts[-count:]
        made = sum((one.value for one in last), Decimal(0))
        if abs(made - told.value) <= sum((one.step for one in last), told.step):
            return None
    own = [one for one in parts if one.start > sentence.rfind("；", 0, told.start)]
    own = own if len(own) >= least else parts
    made = sum((one.value for one in own), Decimal(0))
    return (own[0], made) if abs(made - told.value) <= told.value * _FAR else None


def _alike(one: str, other: str) -> bool:
    if one in _MONEY or other in _MONEY:
        return one in _MONEY and other in _MONEY
    return other in {one, f"{one}次"} or {one, other} <= set(phrases("sum_counted"))


def _figure(match: re.Match[str]) -> _Figure:
    told = match.groupdict()
    if told.get("spelt"):
        worth = _worth(told["counted"])
        value = Decimal(spelt(told["spelt"])) * worth
        return _Figure(match.start(), match.end(), value, Decimal(0), told["counted"])
    digits = re.sub("[,，]", "", match["number"])
    worth = _worth(match["unit"])
    step = Decimal(1).scaleb(-len(digits.partition(".")[2])) if "." in digits else Decimal(1)
    exact = match["unit"] not in _MONEY and "." not in digits
    return _Figure(
        match.start("number"), match.end(), Decimal(digits) * worth,
        Decimal(0) if exact else step * worth / 2, match["unit"],
    )  # fmt: skip


def _worth(unit: str) -> Decimal:
    return _MONEY.get(unit, Decimal(1))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
