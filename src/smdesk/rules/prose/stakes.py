"""Who put in how much: shares and amounts of investors as a narrative tells them, and the form's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from smdesk.rules.ground import View
from smdesk.rules.prose.numbers import shown
from smdesk.rules.prose.words import phrase, words

_AMOUNT = r"\d[\d,]*(?:\.\d+)?\s*[万亿]元"
_SHARE = r"\d+(?:\.\d+)?\s*[%％]"
_JOINT = r"\s*[、和与及]\s*"
_TOLD = {
    "stake": phrase(
        rf"&stake_verbs;[^\d，。；（）()]{{0,8}}(?P<list>{_SHARE}(?:{_JOINT}{_SHARE})*)"
    ),
    "paid": phrase(
        rf"&paid_verbs;(?:额|金额|款)?[^\d，。；（）()]{{0,6}}(?P<list>{_AMOUNT}(?:{_JOINT}{_AMOUNT})*)"
    ),
}
_HOLDS = phrase(rf"(?:&holders;|）)(?P<holds>占)股?(?:比例?|份)?(?:为|约)?\s*(?P<share>{_SHARE})")
"""An investor and its share with nothing between: 甲公司占 35 %; only where shares are what is told."""
_EACH = {"stake": re.compile(_SHARE), "paid": re.compile(_AMOUNT)}
_LIST = phrase("&stake_lists;")
_CAPITAL = phrase("&capital_words;")
_TRADE = phrase("&trade_words;")
"""Of what one trades with investors they have another share."""
_FEWEST_ROWS = 2
_MOST = 60
_OTHERS = phrase(r"&holders;|\d")
"""Between an investor and a share these say that it is another's."""
_DAUGHTERS = phrase("&daughters;")
"""Whose shares are told then are not those of the table's investors."""
_SHORT = re.compile(r"[\u4e00-\u9fff]{3,12}$")
_FEWEST = 4
"""Characters of a short name of an investor."""
_OFF = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Stake:
    """A share or an amount at ``start:stop`` of a sentence, one of ``count``; ``before`` is what leads to them.

    ``opened`` is the sentence before it, in which investors may be named.
    """

    kind: Literal["stake", "paid"]
    start: int
    stop: int
    number: Decimal
    place: int
    count: int
    before: str


def stakes(text: str) -> Iterator[Stake]:
    """Yield the shares and amounts of investors in a sentence."""
    kinds: tuple[Literal["stake", "paid"], ...] = ("stake", "paid")
    if (_LIST().search(text) or _CAPITAL().search(text)) and not _TRADE().search(text):
        for match in _HOLDS().finditer(text):
            before = text[: match.start("holds")]
            yield Stake("stake", *match.span("share"), _number(match["share"]), 0, 1, before)
    for kind in kinds:
        for match in _TOLD[kind]().finditer(text):
            every = list(_EACH[kind].finditer(text, *match.span("list")))
            for place, one in enumerate(every):
                yield Stake(kind, *one.span(), _number(one[0]), place, len(every), text[: match.start()])  # fmt: skip


def odd_share(text: str, view: View) -> tuple[int, int, str, str, str] | None:
    """Return the one of a list of all shares that is no investor's: its place, field, value, whose.

    梭语投资 55%、员工持股平台 35%、国资 15%: whoever they are, the others are those of the form.
    """
    rows = _investors(view)
    listed = _LIST().search(text)
    every = list(_EACH["stake"].finditer(text, listed.start())) if listed else []
    if len(rows) < _FEWEST_ROWS or len(every) != len(rows):
        return None
    repeat = words().facts["stake"][0]
    left = {row: f"{repeat.replace('.', f'[{row}].', 1)}" for row in rows}
    held = {row: _decimal(view, address) for row, address in left.items()}
    if any(one is None for one in held.values()):
        return None
    odd: list[re.Match[str]] = []
    for one in every:
        same = next((row for row, share in held.items() if share == _number(one[0])), None)
        if same is None:
            odd.append(one)
        else:
            del held[same]
    if len(odd) != 1 or len(held) != 1:
        return None
    (row,) = held
    return (*odd[0].span(), left[row], f"{view.values[left[row]]}%", rows[row])


def otherwise(one: Stake, view: View) -> tuple[str, str, str] | None:
    """Return the field that says otherwise, whose it is and what it makes of it; else nothing."""
    rows = _investors(view)
    row = _row_of(one, rows)
    if row is None:
        return None
    address = f"{words().facts['stake'][0].replace('.', f'[{row}].', 1)}"
    share = _decimal(view, address)
    if share is None:
        return None
    if one.kind == "stake":
        same = abs(share - one.number) < 1
        return None if same else (address, rows[row], f"{view.values[address]}%")
    capital = _decimal(view, words().facts["capital"][0])
    if capital is None or not share:
        return None
    due = capital * share / 100
    if abs(due - one.number) <= due * _OFF:
        return None
    return address, rows[row], f"{view.values[address]}%（合 {shown(due.normalize(), '万元')}）"


def _row_of(one: Stake, rows: dict[int, str]) -> int | None:
    """Return the row of the investor that a share or an amount is of, ``None`` where it cannot be told."""
    named = sorted((at + len(name), row) for row, name in rows.items() if (at := one.before.rfind(name)) >= 0)  # fmt: skip
    if one.count == 1:
        last = [row for stop, row in named[-1:] if not _OTHERS().search(one.before, stop)]
        return last[0] if last else _by_short_name(one.before, rows)
    if len(named) == one.count:
        return named[one.place][1]
    if len(named) == one.count - 1 == len(rows) - 1:
        return _by_places(one, rows, {row for _, row in named})
    if (
        not named and one.count == len(rows) and not _DAUGHTERS().search(one.before)
    ):  # 三名股东的出资比例为…: in the order of the table
        return list(rows)[one.place]
    return None


def _by_places(one: Stake, rows: dict[int, str], named: set[int]) -> int | None:
    """Return the row of a share where all investors are told one after another and one of them by its part: 由甲公司和创始人分别持股 30 % 和 70 %."""
    told = one.before
    for row in named:
        told = told.replace(rows[row], f"<{row}>")
    parts = re.split("[、和与及]", re.split("[，；：由]", told)[-1])
    if len(parts) != one.count or _DAUGHTERS().search(one.before):
        return None
    found = [next((row for row in named if f"<{row}>" in part), None) for part in parts]
    (left,) = set(rows) - named
    unnamed = parts[found.index(None)] if None in found else ""
    if _OTHERS().search(unnamed):  # another firm is none of the table's
        return None
    return left if found[one.place] is None else found[one.place]


def _by_short_name(before: str, rows: dict[int, str]) -> int | None:
    """Return the only row whose name holds the words just before a share."""
    short = _SHORT.search(re.sub(r"[（(\s]+$", "", before))
    if short is None:
        return None
    told = short[0]
    for size in range(len(told), _FEWEST - 1, -1):
        found = [row for row, name in rows.items() if _short_for(told[-size:], name)]
        if found:
            return found[0] if len(found) == 1 and not told.endswith("公司") else None
    return None


def _short_for(short: str, name: str) -> bool:
    """Whether a name is shortened so: 砚山陶机 for 佛山市砚山陶瓷机械有限公司."""
    at = name.find(short[:2])
    if at < 0:
        return False
    rest = iter(name[at + 2 :])
    return all(one in rest for one in short[2:])


def _investors(view: View) -> dict[int, str]:
    repeat, _, name = words().facts["investor"][0].partition(".")
    told = ((row, view.values.get(f"{repeat}[{row}].{name}", "")) for row in range(1, _MOST))
    return {row: one for row, one in told if one}


def _decimal(view: View, address: str) -> Decimal | None:
    value = view.reading(address).value if view.values.get(address) else None
    return value if isinstance(value, Decimal) else None


def _number(text: str) -> Decimal:
    """Return a share in percent, an amount in 万元."""
    digits = Decimal(re.sub(r"[^\d.]", "", text))
    return digits * 10_000 if "亿" in text else digits
