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

from smdesk.notices.models import Kind
from smdesk.rules.ground import Ground
from smdesk.rules.prose.awards import awards, misdated
from smdesk.rules.prose.items import (
    FEWEST_NAME,
    MEASURE,
    MONEY,
    MOVED,
    NUMBERS,
    UNIT,
    Item,
    items_of,
    plain,
)
from smdesk.rules.prose.numbers import spelt
from smdesk.rules.prose.slips import slipped
from smdesk.rules.prose.spans import fits, spread
from smdesk.rules.prose.words import phrase

_REST = re.compile(r"\t?[^，。；;、\n\t]*")
_ANY = re.compile(r"\d[\d,.]*")
"""A row with more figures than the cell has (实施前 | 实施后) tells of another time too."""
_ROW_UNIT = re.compile(rf"\s*[（(]\s*(?P<unit>{UNIT})\s*[）)]\t")
_CELL = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>)(?=\t|$)", re.MULTILINE)
_NAME_ENDS = re.compile(r"(?![\u4e00-\u9fff])|[的由等并和及与将从共]")
_DATED = re.compile(r"年")
"""Money of a year is not that of all years, nor of another one."""
_OF_A_YEAR = re.compile(r"(?<![至到\-—–~～\d])(?:19|20)\d\d年(?!以来|[至到\-—–~～底末起])")
"""What came within a year is not what the cell counts of all."""
_REGION = re.compile(r"[^；;。\n]*")
_SHARE = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[%％])|(?P<tenths>[一二两三四五六七八九])成(?P<ones>[半一二三四五六七八九])?(?![立本果功员套为品长交熟型多])"
)
_LEAST, _TENTHS = Decimal(1), Decimal(5)
"""What shares in tenths may be off: 三成六 by one percent, 三成 by half a tenth."""
_AIMED = phrase("(?<!非)计划|&aimed;|&neighbours;|某")
_FURTHER = phrase("&another;|再|新增|追加")
"""Before a name in its clause: it is counted of something else."""
_CHANGE = phrase(
    r"(?:的|已|也|平均|均|共|累计){0,2}(?:&span_up;|&span_down;)&span_is;?\s*(?P<told>\d+(?:\.\d+)?)\s*(?P<in>[%％]|个百分点)(?![多余以左上强])"
)
_TITLE = re.compile("《[^《》]*》")
_FEWEST = 2
"""Figures of its cell that must agree beside a short name."""
_LONG = 5
_GAP = 10
"""Characters that may stand between a name and its number."""


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
    items = items_of(cells)
    for start, stop in _sentences(text):
        if _AIMED().search(_TITLE.sub("", text[start:stop])):
            continue
        yield from _in_sentence(text, start, stop, items)
    for address, cell in cells:
        for award in awards(cell):
            for start, stop in misdated(text, award):
                yield Contrast(start, stop, address, award.held)


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
    for item in items:
        if item.spanned:
            yield from _moved(text, start, stop, item)
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


def _moved(text: str, start: int, stop: int, item: Item) -> Iterator[Contrast]:
    """Yield how much a name is said to have changed where its two numbers in the cell make something else.

    百米布综合能耗由 41.5 千克降至 33.2 千克 is a fall by 20 %, whatever else is told of it.
    """
    for named in item.pattern.finditer(text, start, stop) if len(item.name) >= FEWEST_NAME else ():
        told = _CHANGE().match(text, named.end(), stop)
        if told is None or _DATED.search(text, _clause(text, named.start()), named.start()):
            continue
        first, last = map(plain, item.numbers)
        percent, points = told["in"] in "%％", told["in"] == "个百分点"
        shares = item.unit in "%％"
        if (points is not shares and not percent) or (percent and shares):
            continue
        value, made, off = spread(first, last, plain(told["told"]), "growth" if percent else "rise")
        if not fits(value, made, off):
            shown = f"{round(made, 1).normalize():f}{'%' if percent else ' 个百分点'}"
            unit = item.unit if shares else f" {item.unit}"
            held = f"{shown}（{item.numbers[0]}{unit} 与 {item.numbers[1]}{unit}）"
            yield Contrast(told.start("told"), told.end("in"), item.address, held)


def _sure(
    item: Item, one: re.Match[str], held: str, around: tuple[int, bool], *, loose: bool
) -> bool:
    """Whether a number that is not the cell's is told instead of it.

    ``around``: how many others of its cell its sentence tells as they are, whether one stands just before.
    """
    agreeing, next_to = around
    turned = bool(one["number"]) and _turned(one["number"], held)
    if one["unit"] in MONEY:
        turned = turned and one["unit"] == item.unit
        apart = _worth(one["unit"], one["number"]) / (_worth(item.unit, held) or 1)
        tenfold = apart > 0 and apart.normalize().as_tuple().digits == (1,)
        return bool(agreeing) or (len(item.name) >= FEWEST_NAME and (turned or tenfold))
    if loose or (turned and agreeing):
        return bool(turned and agreeing)
    least = _FEWEST if len(item.name) < FEWEST_NAME and not next_to else 1
    measured = len(item.name) >= FEWEST_NAME and re.fullmatch(MEASURE, item.unit) is not None
    sure = item.parted or len(item.name) >= _LONG or turned or measured
    return agreeing >= least or (sure and least == 1)


def _next_to(
    text: str, one: re.Match[str], item: Item, same: list[tuple[Item, re.Match[str]]],
    items: tuple[Item, ...],
) -> bool:  # fmt: skip
    """Whether a short name stands right behind the item that it follows in its cell too, which agrees: 锅炉 46 台，测点 3600 个."""
    at = items.index(item)
    before = items[at - 1] if at else None
    if before is None or before.address != item.address or len(before.name) < FEWEST_NAME:
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
    every = [one for one in NUMBERS.finditer(text, at, end) if _alike(one["unit"], item.unit)]
    if len(every) != len(item.numbers):
        return []
    gap = text[at : every[0].start()]
    moved = bool(MOVED().search(text, named, every[0].start()))
    if len(gap) > _GAP or re.search(r"\d", gap) or (moved is not item.moved and len(every) == 1):
        return []
    clause_of = _clause(text, named)
    if item.unit in MONEY and (len(every) > 1 or _DATED.search(text, clause_of, named)):
        return []
    if len(every) == 1 and _OF_A_YEAR.search(text, clause_of, named):
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
    if len(item.numbers) > 1 or item.parted or item.unit in MONEY or item.unit in "%％":
        return None
    if not _NAME_ENDS.match(text, named.end()):
        return None
    every = list(NUMBERS.finditer(text, max(start, named.start() - _GAP), named.start()))
    last = every[-1] if every else None
    return last if last and last.end() == named.start() and last["unit"] == item.unit else None


def _alike(one: str, other: str) -> bool:
    return one == other or (one in MONEY and other in MONEY)


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
    return [share] if told and not MOVED().search(gap) and gap.count("占") <= 1 else []


def _same(one: re.Match[str], held: str, unit: str) -> bool:
    """Whether a number is the cell's; one in tenths (三成六) as far as it tells."""
    if one["unit"] in MONEY:
        step = Decimal(1).scaleb(-len(one["number"].partition(".")[2])) / 2
        worth = _worth(one["unit"], one["number"])
        return abs(worth - _worth(unit, held)) <= step * MONEY[one["unit"]]
    if one.re is not _SHARE or not one["tenths"]:
        return plain(one["number"]) == plain(held)
    ones = one["ones"] or ""
    value = spelt(one["tenths"]) * 10 + (5 if ones == "半" else spelt(ones))
    off = _LEAST if ones and ones != "半" else _TENTHS
    return abs(value - plain(held)) <= off


def _worth(unit: str, number: str) -> Decimal:
    return plain(number) * MONEY[unit]


def _turned(one: str, other: str) -> bool:
    return slipped(one.replace(".", ""), other.replace(".", "")) == "turned"
