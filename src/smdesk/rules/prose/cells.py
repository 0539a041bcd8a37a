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

_MEASURE = "万?千瓦时|兆瓦时?|万?千瓦|平方米|平方公里|公里"
"""Units of which few things are told: a name of four characters is enough beside them."""
_MONEY = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}
_UNIT = (
    rf"[%％]|{_MEASURE}|[万亿]?元|千克标准煤|吨标准煤|千克|公斤|[家户人台]次|小时"
    r"|万[吨套台册亩户人家]|[家个户场条天次项台座套吨册支名人年月周小时亩]"
)
_NUMBER = rf"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>{_UNIT})(?![多余])"
_NUMBERS = re.compile(_NUMBER)
_NOUN = re.compile(r"[\u4e00-\u9fffA-Za-z“”]{2,14}$")
_BEHIND = re.compile(r"[\u4e00-\u9fff]{2,12}")
_FILLERS = phrase(r"(?:&cell_fillers;|&cell_moved;)+$")
_STARTS = phrase(r"^&cell_starts;+")
_MOVED = phrase("&cell_moved;")
_NOUN_ENDS = phrase("&cell_verbs;")
_CLAUSE = re.compile(r"[^，。；;、\n\t]+")
_PART = re.compile(
    r"(?P<name>[\u4e00-\u9fff/、]{2,16}?)[：:\s]*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[%％]|[万亿]元)"
)
_REST = re.compile(r"\t?[^，。；;、\n\t]*")
_ANY = re.compile(r"\d[\d,.]*")
"""A row with more figures than the cell has (实施前 | 实施后) tells of another time too."""
_ROW_UNIT = re.compile(rf"\s*[（(]\s*(?P<unit>{_UNIT})\s*[）)]\t")
_CELL = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>)(?=\t|$)", re.MULTILINE)
_NAME_ENDS = re.compile(r"(?![\u4e00-\u9fff])|[的由等并和及与将从共]")
_DATED = re.compile(r"年")
"""Money of a year is not that of all years, nor of another one."""
_REGION = re.compile(r"[^；;。\n]*")
_SHARE = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[%％])|(?P<tenths>[一二两三四五六七八九])成(?P<ones>[半一二三四五六七八九])?(?![立本果功员套为品长交熟型多])"
)
_LEAST, _TENTHS = Decimal(1), Decimal(5)
"""What shares in tenths may be off: 三成六 by one percent, 三成 by half a tenth."""
_AIMED = phrase("(?<!非)计划|&aimed;|某")
_FURTHER = phrase("&another;|再|新增|追加")
"""Before a name in its clause: it is counted of something else."""
_TITLE = re.compile("《[^《》]*》")
_FEWEST = _PAIR = 2
_FEWEST_NAME = 4
_SHORT_NAME = 2
"""Characters of a name that two other figures of its cell must agree with beside it."""
_LONG = 5
_LONGEST_NOUN = 8
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
        if len(name) >= _SHORT_NAME:
            yield Item(address, name, first["unit"], same, moved, re.compile(re.escape(name)))
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
        return noun if len(noun) >= _FEWEST_NAME else ""
    noun = noun.split("的")[0]
    return noun if _SHORT_NAME <= len(noun) <= _LONGEST_NOUN else ""


def _name(before: str) -> str:
    """Return the name that ends before a number, nothing where it is too short."""
    bare = _FILLERS().sub("", before.rstrip("：: "))
    noun = _NOUN.search(bare)
    name = _STARTS().sub("", noun[0]) if noun else ""
    return name if len(name) >= _SHORT_NAME else ""


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of a text's sentences; the rows of a table are one."""
    if "\t" in text:
        yield 0, len(text)
        return
    for one in re.finditer(r"[^。\n]+", text):
        yield one.span()


def _in_sentence(text: str, start: int, stop: int, items: tuple[Item, ...]) -> Iterator[Contrast]:
    """Yield the numbers of a sentence that stand under the name of an item and are none of its own."""
    told: list[tuple[Item, list[re.Match[str]]]] = []
    loose: set[int] = set()  # numbers that stand before a name, and so may count others of its kind
    for item in items:
        for named in item.pattern.finditer(text, start, stop):
            if _FURTHER().search(text, max(start, _clause(text, named.start())), named.start()):
                continue
            numbers = _under(text, named.start(), named.end(), stop, item)
            if not numbers and (ahead := _ahead(text, named, start, item)):
                numbers = [ahead]
                loose.add(ahead.start())
            if numbers:
                told.append((item, numbers))
    pairs = [(item, one, held) for item, numbers in told for one, held in zip(numbers, item.numbers, strict=True)]  # fmt: skip
    same = [(item, one) for item, one, held in pairs if _same(one, held, item.unit)]
    agreeing = Counter(address for address, _ in {(item.address, item.name) for item, _ in same})
    places = {one.start() for _, one in same}
    seen: set[int] = set()
    for item, one, held in pairs:
        if one.start() in places or one.start() in seen:
            continue
        around = agreeing[item.address], _next_to(text, one, item, same, items)
        if _sure(item, one, held, around, loose=one.start() in loose):
            seen.add(one.start())
            yield Contrast(one.start(), one.end(), item.address, f"{held}{item.unit}")


def _sure(
    item: Item, one: re.Match[str], held: str, around: tuple[int, bool], *, loose: bool
) -> bool:
    """Whether a number that is not the cell's is told instead of it.

    ``around``: how many others of its cell its sentence tells as they are, whether one stands just before.
    """
    agreeing, next_to = around
    turned = bool(one["number"]) and _turned(one["number"], held)
    if one["unit"] in _MONEY:
        turned = turned and one["unit"] == item.unit
        apart = _worth(one["unit"], one["number"]) / (_worth(item.unit, held) or 1)
        tenfold = apart > 0 and apart.normalize().as_tuple().digits == (1,)
        return bool(agreeing) or (len(item.name) >= _FEWEST_NAME and (turned or tenfold))
    if loose or (turned and agreeing):
        return bool(turned and agreeing)
    least = _FEWEST if len(item.name) < _FEWEST_NAME and not next_to else 1
    measured = len(item.name) >= _FEWEST_NAME and re.fullmatch(_MEASURE, item.unit) is not None
    sure = item.parted or len(item.name) >= _LONG or turned or measured
    return agreeing >= least or (sure and least == 1)


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


def _under(text: str, named: int, at: int, stop: int, item: Item) -> list[re.Match[str]]:
    """Return the numbers right behind a name, as many as the item has; nothing else."""
    if item.parted:
        return _part_under(text, at, stop)
    if row := _in_row(text, at, stop, item):
        return row
    if text.startswith("\t", at):
        row_end = text.find("\n", at, stop)
        figures = _ANY.findall(text, at, row_end if row_end >= 0 else stop)
        if len(figures) > len(item.numbers):
            return []
    clause = _REST.match(text, at, stop)
    end = clause.end() if clause else at
    every = [one for one in _NUMBERS.finditer(text, at, end) if _alike(one["unit"], item.unit)]
    if len(every) != len(item.numbers):
        return []
    gap = text[at : every[0].start()]
    moved = bool(_MOVED().search(text, named, every[0].start()))
    if len(gap) > _GAP or re.search(r"\d", gap) or (moved is not item.moved and len(every) == 1):
        return []
    if item.unit in _MONEY and (len(every) > 1 or _DATED.search(text, _clause(text, named), named)):
        return []
    return every


def _in_row(text: str, at: int, stop: int, item: Item) -> list[re.Match[str]]:
    """Return the numbers of a table's row behind its name and their unit: 百米布用水（吨） | 1.8 | 1.2."""
    head = _ROW_UNIT.match(text, at, stop)
    if head is None or head["unit"] != item.unit:
        return []
    end = text.find("\n", head.end(), stop)
    every = list(_CELL.finditer(text, head.end(), end if end >= 0 else stop))
    return every if len(every) == len(item.numbers) else []


def _ahead(text: str, named: re.Match[str], start: int, item: Item) -> re.Match[str] | None:
    """Return the number right before a name that ends its words: 1680 台风机."""
    if len(item.numbers) > 1 or item.parted or item.unit in _MONEY or item.unit in "%％":
        return None
    if not _NAME_ENDS.match(text, named.end()):
        return None
    every = list(_NUMBERS.finditer(text, max(start, named.start() - _GAP), named.start()))
    last = every[-1] if every else None
    return last if last and last.end() == named.start() and last["unit"] == item.unit else None


def _alike(one: str, other: str) -> bool:
    return one == other or (one in _MONEY and other in _MONEY)


def _clause(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "，。；;\n") + 1


def _part_under(text: str, at: int, stop: int) -> list[re.Match[str]]:
    """Return the share that is told of a part, alone in its cell or behind 占."""
    region = _REGION.match(text, at, stop)
    share = _SHARE.search(text, at, region.end() if region else at)
    if share is None:
        return []
    gap = text[at : share.start()]
    told = "占" in gap or not re.sub(r"[\s：:为]", "", gap)
    return [share] if told and not _MOVED().search(gap) and gap.count("占") <= 1 else []


def _same(one: re.Match[str], held: str, unit: str) -> bool:
    """Whether a number is the cell's; one in tenths (三成六) as far as it tells."""
    if one["unit"] in _MONEY:
        step = Decimal(1).scaleb(-len(one["number"].partition(".")[2])) / 2
        worth = _worth(one["unit"], one["number"])
        return abs(worth - _worth(unit, held)) <= step * _MONEY[one["unit"]]
    if one.re is not _SHARE or not one["tenths"]:
        return _plain(one["number"]) == _plain(held)
    ones = one["ones"] or ""
    value = spelt(one["tenths"]) * 10 + (5 if ones == "半" else spelt(ones))
    off = _LEAST if ones and ones != "半" else _TENTHS
    return abs(value - _plain(held)) <= off


def _worth(unit: str, number: str) -> Decimal:
    return _plain(number) * _MONEY[unit]


def _plain(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _turned(one: str, other: str) -> bool:
    return slipped(one.replace(".", ""), other.replace(".", "")) == "turned"
