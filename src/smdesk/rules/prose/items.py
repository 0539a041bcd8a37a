"""What a form's cells of running text say in figures: each number with the words that name it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from smdesk.rules.prose.words import phrase, words

MEASURE = "万?千瓦时|兆瓦时?|万?千瓦|平方米|平方公里|公里"
"""Units of which few things are told: a name of four characters is enough beside them."""
MONEY = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}
UNIT = (
    rf"[%％]|{MEASURE}|[万亿]?元|千克标准煤|吨标准煤|千克|公斤|[家户人台]次|小时"
    r"|万[吨套台册亩户人家]|[家个户场条天次项台座套吨册支名人年月周小时亩]"
)
_NUMBER = rf"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>{UNIT})(?![多余])"
NUMBERS = re.compile(_NUMBER)
_NOUN = re.compile(r"[\u4e00-\u9fffA-Za-z“”]{2,14}$")
_BEHIND = re.compile(r"[\u4e00-\u9fff]{2,12}")
_FILLERS = phrase(r"(?:&cell_fillers;|&cell_moved;)+$")
_STARTS = phrase(r"^&cell_starts;+")
MOVED = phrase("&cell_moved;")
_NOUN_ENDS = phrase("&cell_verbs;")
_CLAUSE = re.compile(r"[^，。；;、\n\t]+")
_PART = re.compile(
    r"(?P<name>[\u4e00-\u9fff/、]{2,16}?)[：:\s]*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[%％]|[万亿]元)"
)
_SPANS = re.compile("[到至为]")
_FEWEST = _PAIR = 2
FEWEST_NAME = 4
"""Characters of a name that is none of the short ones."""
_SHORT_NAME = 2
_LONGEST_NOUN = 8


@dataclass(frozen=True, slots=True)
class Item:
    """What a cell says under a name: its numbers of one unit, in order; ``moved``: how it changed.

    ``spanned``: from the first number to the second (由 75 天缩短到 42 天).

    ``parted``: the cell says nothing but such parts of a whole (备品备件 35%；安装调试 15%).
    """

    address: str
    name: str
    unit: str
    numbers: tuple[str, ...]
    moved: bool
    pattern: re.Pattern[str]
    parted: bool = False
    spanned: bool = False


@lru_cache(maxsize=64)
def items_of(cells: tuple[tuple[str, str], ...]) -> tuple[Item, ...]:
    """Return what cells say, given as address and text."""
    return tuple(
        one for address, text in cells for one in _parts(address, text) or _items(address, text)
    )


def _parts(address: str, text: str) -> tuple[Item, ...]:
    """Return the parts of a whole where a cell says nothing else, as shares; else nothing."""
    every = [_PART.fullmatch(one.strip()) for one in re.split("[；;、\n]", text) if one.strip()]
    parts = [one for one in every if one is not None]
    if len(parts) < _FEWEST or len(parts) != len(every) or len({one["unit"] for one in parts}) > 1:
        return ()
    whole = sum(plain(one["number"]) for one in parts)
    if not whole:
        return ()
    shares = (_share(one, whole) for one in parts)
    return tuple(
        Item(
            address,
            one["name"],
            "%",
            (share,),
            moved=False,
            pattern=_spelt(one["name"]),
            parted=True,
        )
        for one, share in zip(parts, shares, strict=True)
    )


def _share(part: re.Match[str], whole: Decimal) -> str:
    number = plain(part["number"])
    return (
        part["number"] if part["unit"] in "%％" else str(round(number / whole * 100, 1).normalize())
    )


def _spelt(name: str) -> re.Pattern[str]:
    """Return the pattern of a part's name: 保养/维护/维修 is 保养、维护、维修, 维护维修 and 维保 too, …服务 may fall away."""
    pieces = [re.escape(one) for one in re.split(r"[/、]", name.removesuffix("服务"))]
    every = [pieces]
    if len(pieces) > _PAIR:
        every += (
            list(some) for size in range(_PAIR, len(pieces)) for some in combinations(pieces, size)
        )
    told = ["[/、·和及]?".join(one) for one in every]
    called = words().words
    if any(one in name for one in called["upkeep_of"]) and len(pieces) > 1:
        told += map(re.escape, called["upkeep"])
    return re.compile(f"(?:{'|'.join(told)})(?:服务)?(?:类)?(?:收入)?")


def _items(address: str, text: str) -> Iterator[Item]:
    """Yield what a cell says, by clauses."""
    for clause in _CLAUSE.finditer(text):
        said = clause[0]
        every = list(NUMBERS.finditer(said))
        if not every:
            continue
        first = every[0]
        same = tuple(one["number"] for one in every if one["unit"] == first["unit"])
        name = _name(said[: first.start()])
        moved = bool(MOVED().search(said[: first.start()]))
        if len(name) >= _SHORT_NAME:
            spanned = len(every) == len(same) == _PAIR and _SPANS.search(
                said, first.end(), every[1].start()
            )
            pattern = re.compile(re.escape(name))
            yield Item(address, name, first["unit"], same, moved, pattern, spanned=bool(spanned))
        units = Counter(one["unit"] for one in every)
        for at, one in enumerate(every):
            stop = every[at + 1].start() if at + 1 < len(every) else len(said)
            told = {_noun(said[one.end() : stop], alone=len(every) == 1)}
            told |= {_name(said[every[at - 1].end() : one.start()])} if at else set()
            for noun in sorted(told - {"", name}) if units[one["unit"]] == 1 else ():
                changed = moved and len(every) == 1
                pattern = re.compile(re.escape(noun))
                yield Item(address, noun, one["unit"], (one["number"],), changed, pattern)


def _noun(behind: str, *, alone: bool) -> str:
    """Return what a number counts, told behind it (42 个风场 1860 台风机的主轴轴承); nothing where that is not plain.

    Of several numbers in a clause each has its own, and may be short.
    """
    told = _BEHIND.match(behind)
    noun = _NOUN_ENDS().split(told[0])[0] if told is not None else ""
    if alone:
        return noun if len(noun) >= FEWEST_NAME else ""
    noun = noun.split("的")[0]
    return noun if _SHORT_NAME <= len(noun) <= _LONGEST_NOUN else ""


def _name(before: str) -> str:
    """Return the name that ends before a number, nothing where it is too short."""
    bare = _FILLERS().sub("", before.rstrip("：: "))
    noun = _NOUN.search(bare)
    name = _STARTS().sub("", noun[0]) if noun else ""
    return name if len(name) >= _SHORT_NAME else ""


def plain(number: str) -> Decimal:
    """Return a number as written."""
    return Decimal(number.replace(",", ""))
