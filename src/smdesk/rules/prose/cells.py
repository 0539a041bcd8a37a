"""What a form's cells of running text say in figures and years, held against the narrative.

示范平台 8 个, 交付周期由 75 天缩短到 42 天, 备品备件 35 %, 单项冠军企业（2019 年）: the words before or
behind a number are its name. Where the narrative has the same name with another number, it differs;
a short name needs more: that the other numbers beside it agree, or that two digits stand changed about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from smdesk.notices.models import Kind
from smdesk.rules.ground import Ground
from smdesk.rules.prose.awards import awards, misdated
from smdesk.rules.prose.numbers import spelt
from smdesk.rules.prose.slips import slipped
from smdesk.rules.prose.words import phrase, words

_UNIT = r"[%％]|万[吨元套台册亩户人家]|[家个户场条天次项台套吨册支名人年月周小时亩]|平方米"
_NUMBER = rf"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>{_UNIT})(?![多余])"
_NUMBERS = re.compile(_NUMBER)
_NOUN = re.compile(r"[\u4e00-\u9fffA-Za-z“”]{2,14}$")
_BEHIND = re.compile(r"[\u4e00-\u9fff]{4,12}")
_FILLERS = phrase(r"(?:&cell_fillers;|&cell_moved;)+$")
_STARTS = phrase(r"^&cell_starts;+")
_MOVED = phrase("&cell_moved;")
_NOUN_ENDS = phrase("&cell_verbs;")
_CLAUSE = re.compile(r"[^，。；;、\n\t]+")
_PART = re.compile(
    r"(?P<name>[\u4e00-\u9fff/、]{2,16}?)[：:\s]*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[%％]|[万亿]元)"
)
_REGION = re.compile(r"[^；;。\n]*")
_SHARE = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[%％])|(?P<tenths>[一二两三四五六七八九])成(?P<ones>[半一二三四五六七八九])?(?![立本果功员套为品长交熟型多])"
)
_LEAST, _TENTHS = Decimal(1), Decimal(5)
"""What shares in tenths may be off: 三成六 by one percent, 三成 by half a tenth."""
_AIMED = phrase("(?<!非)计划|&aimed;|某")
_TITLE = re.compile("《[^《》]*》")
_FEWEST = _PAIR = 2
_FEWEST_NAME = 4
_SHORT_NAME = 2
"""Characters of a name that two other figures of its cell must agree with beside it."""
_LONG = 5
_GAP = 10
"""Characters that may stand between a name and its number."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a cell says under a name: its numbers of one unit, in order; ``moved``: how it changed.

    ``parted``: the cell says nothing but such parts of a whole (备品备件 35%；安装调试 15%).
    """

    address: str
    name: str
    unit: str
    numbers: tuple[str, ...]
    moved: bool
    pattern: re.Pattern[str]
    parted: bool = False


@dataclass(frozen=True, slots=True)
class Contrast:
    """Characters ``start:stop`` of a text that say another thing than the cell at ``address``."""

    start: int
    stop: int
    address: str
    held: str


def running(ground: Ground) -> tuple[str, ...]:
    """Return the addresses of a form's cells of running text."""
    kinds = {Kind.TEXT, Kind.LONG_TEXT, Kind.SHARES}
    return tuple(
        one for one in ground.order
        if (field := ground.fields.get(one)) is not None and field.kind in kinds
    )  # fmt: skip


def contrasts(text: str, cells: tuple[tuple[str, str], ...]) -> Iterator[Contrast]:
    """Yield what a text says otherwise than the cells, given as address and text."""
    items = _all_items(cells)
    for start, stop in _sentences(text):
        if _AIMED().search(_TITLE.sub("", text[start:stop])):
            continue
        yield from _in_sentence(text, start, stop, items)
    for address, cell in cells:
        for award in awards(cell):
            for start, stop in misdated(text, award):
                yield Contrast(start, stop, address, award.held)


@lru_cache(maxsize=64)
def _all_items(cells: tuple[tuple[str, str], ...]) -> tuple[Item, ...]:
    return tuple(
        one for address, text in cells for one in _parts(address, text) or _items(address, text)
    )


def _parts(address: str, text: str) -> tuple[Item, ...]:
    """Return the parts of a whole where a cell says nothing else, as shares; else nothing."""
    every = [_PART.fullmatch(one.strip()) for one in re.split("[；;、\n]", text) if one.strip()]
    parts = [one for one in every if one is not None]
    if len(parts) < _FEWEST or len(parts) != len(every) or len({one["unit"] for one in parts}) > 1:
        return ()
    whole = sum(_plain(one["number"]) for one in parts)
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
    number = _plain(part["number"])
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
        every = list(_NUMBERS.finditer(said))
        if not every:
            continue
        first = every[0]
        same = tuple(one["number"] for one in every if one["unit"] == first["unit"])
        name = _name(said[: first.start()])
        moved = bool(_MOVED().search(said[: first.start()]))
        behind = _BEHIND.match(said, first.end()) if len(every) == 1 else None
        noun = _NOUN_ENDS().split(behind[0])[0] if behind is not None else ""
        for one in (name, noun):
            if len(one) >= (_SHORT_NAME if one is name else _FEWEST_NAME):
                yield Item(address, one, first["unit"], same, moved, re.compile(re.escape(one)))


def _name(before: str) -> str:
    """Return the name that ends before a number, nothing where it is too short."""
    bare = _FILLERS().sub("", before.rstrip("：: "))
    noun = _NOUN.search(bare)
    name = _STARTS().sub("", noun[0]) if noun else ""
    return name if len(name) >= _SHORT_NAME else ""


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for one in re.finditer(r"[^。\n]+", text):
        yield one.span()


def _in_sentence(text: str, start: int, stop: int, items: tuple[Item, ...]) -> Iterator[Contrast]:
    """Yield the numbers of a sentence that stand under the name of an item and are none of its own."""
    told: list[tuple[Item, list[re.Match[str]]]] = []
    for item in items:
        for named in item.pattern.finditer(text, start, stop):
            numbers = _under(text, named.end(), stop, item)
            if numbers:
                told.append((item, numbers))
    pairs = [(item, one, held) for item, numbers in told for one, held in zip(numbers, item.numbers, strict=True)]  # fmt: skip
    same = [(item, one) for item, one, held in pairs if _same(one, held)]
    agreeing = Counter(address for address, _ in {(item.address, item.name) for item, _ in same})
    places = {one.start() for _, one in same}
    seen: set[int] = set()
    for item, one, held in pairs:
        if one.start() in places or one.start() in seen:
            continue
        turned = one["number"] and _turned(one["number"], held)
        least = _FEWEST if len(item.name) < _FEWEST_NAME else 1
        if least > 1 and _next_to(text, one, item, same, items):
            least = 1
        sure = item.parted or len(item.name) >= _LONG or turned
        if agreeing[item.address] >= least or (sure and least == 1):
            seen.add(one.start())
            yield Contrast(one.start(), one.end(), item.address, f"{held}{item.unit}")


def _next_to(
    text: str, one: re.Match[str], item: Item, same: list[tuple[Item, re.Match[str]]],
    items: tuple[Item, ...],
) -> bool:  # fmt: skip
    """Whether a short name stands right behind the item that it follows in its cell too, which agrees: 锅炉 46 台，测点 3600 个."""
    at = items.index(item)
    before = items[at - 1] if at else None
    if before is None or before.address != item.address or len(before.name) < _FEWEST_NAME:
        return False
    ends = (other.end() for each, other in same if each is before)
    return any(text[end : one.start()].strip("，、 ") == item.name for end in ends)


def _under(text: str, at: int, stop: int, item: Item) -> list[re.Match[str]]:
    """Return the numbers right behind a name, as many as the item has; nothing else."""
    if item.parted:
        return _part_under(text, at, stop)
    clause = re.compile(r"[^，。；;、\n\t]*").match(text, at, stop)
    end = clause.end() if clause else at
    every = [one for one in _NUMBERS.finditer(text, at, end) if one["unit"] == item.unit]
    if len(every) != len(item.numbers):
        return []
    gap = text[at : every[0].start()]
    if len(gap) > _GAP or re.search(r"\d", gap) or (bool(_MOVED().search(gap)) is not item.moved and len(every) == 1):  # fmt: skip
        return []
    return every


def _part_under(text: str, at: int, stop: int) -> list[re.Match[str]]:
    """Return the share that is told of a part, alone in its cell or behind 占."""
    region = _REGION.match(text, at, stop)
    share = _SHARE.search(text, at, region.end() if region else at)
    if share is None:
        return []
    gap = text[at : share.start()]
    told = "占" in gap or not re.sub(r"[\s：:为]", "", gap)
    return [share] if told and not _MOVED().search(gap) and gap.count("占") <= 1 else []


def _same(one: re.Match[str], held: str) -> bool:
    """Whether a number is the cell's; one in tenths (三成六) as far as it tells."""
    if one.re is not _SHARE or not one["tenths"]:
        return _plain(one["number"]) == _plain(held)
    ones = one["ones"] or ""
    value = spelt(one["tenths"]) * 10 + (5 if ones == "半" else spelt(ones))
    off = _LEAST if ones and ones != "半" else _TENTHS
    return abs(value - _plain(held)) <= off


def _plain(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _turned(one: str, other: str) -> bool:
    return slipped(one.replace(".", ""), other.replace(".", "")) == "turned"
