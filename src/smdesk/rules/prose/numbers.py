"""Amounts, shares and counts as narratives write them: 2.2 亿元, 四成以上, 三百余人, 百分之五."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from smdesk.notices.number import convert, number_text
from smdesk.rules.prose.words import Words

Kind = Literal["money", "percent", "count", "fold"]
Hedge = Literal["", "about", "nearly", "over", "below"]
_HEDGES: tuple[Hedge, ...] = ("nearly", "over", "below", "about")

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SPELT = "[一二三四五六七八九十百千两零〇]+"
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000,
           "亿": 100_000_000, "万亿": 1_000_000_000_000}  # fmt: skip
_SCALE = "百万|千万|万亿|[百千万亿]"
_UNIT = (
    r"元(?![素件器每]|[/／](?!人(?![次天月日时]|·[^年])))|人(?![次均才工月份民员机力物社])|名(?![称牌录义单])|项(?![目次链])"
    r"|个人(?=[，,。；;、）)\s]|$)|(?<=\d)位(?![置于移数点列居次阶])|个(?!月|百分点|工作日|小时|季度|性|人)|家(?![庭电具用次])|件(?![套次])|户(?![外籍用次])"
    r"|平方米|㎡|吨标准?煤(?:[/／]万元(?:产值)?)?(?![/／])|次(?![数于要第])|周(?![年边期转])|(?<=\d)(?:场次?|期次?(?!工程|项目|投资|建设))"
)
_INTENSITY = "吨标煤/万元"
"""What is burnt is told of every 万元: 万元产值综合能耗 0.35 吨标煤 leaves out the rest of the unit."""
_YUAN = r"(?:RMB|CNY|rmb|[¥￥]|人民币)"
_WESTERN = (
    rf"(?:(?:RMB|CNY)\s*)?\d[\d,]*\.\d+M(?![A-Za-z\d])|(?:RMB|CNY)\s*\d[\d,]*M(?![A-Za-z\d])|"
    rf"{_YUAN}\s*(?:{_DIGITS})\s*(?:million|billion|mn|bn)(?![A-Za-z])"
    rf"|(?:{_DIGITS})\s*(?:million|billion|mn|bn)(?![A-Za-z])\s*(?:RMB|CNY|rmb|[Yy]uan|元|人民币)"
)
"""RMB 12 million, 12 million yuan; of another currency or none it is no amount of the form's."""
_OPEN = r"(?=[,，。；;、）)]|人民币|左右|以上|以下)"
"""What follows a bare 万 or 亿 that means money; at the end of a text somebody may still type."""

_FINE = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6,
         "七": 7, "八": 8, "九": 9}  # fmt: skip
_FIGURES = re.compile(r"\d")
"""A number spelt in words is cut where it gets long: 三亿四千五百万元 for 34572 万元."""
_ABOUT = Decimal("0.05")
_NEARLY = Decimal("0.12")
_SLACK = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number: ``value`` in ``unit`` (元 and multiples, %, a counting word).

    ``step`` is the worth of its last digit as written, ``hedge`` what stands around it.
    """

    kind: Kind
    value: Decimal
    unit: str
    step: Decimal
    hedge: Hedge
    text: str

    def in_unit(self, unit: str) -> tuple[Decimal, Decimal] | None:
        """Return value and step in another unit, ``None`` where these count different things."""
        if self.kind == "percent":
            return (self.value, self.step) if unit == "%" else None
        value, step = convert(self.value, self.unit, unit), convert(self.step, self.unit, unit)
        return None if value is None or step is None else (value, step)

    def agrees(self, held: Decimal, unit: str, *, exact: bool) -> bool:
        """Return whether it may be said of ``held``: one is a rounding of the other, or a hedge fits.

        ``exact`` values are counted, others may be rounded themselves.
        """
        stated = self.in_unit(unit)
        if stated is None:
            return True
        value, step = stated
        near = abs(value - held)
        match self.hedge:
            case "over":
                return held >= value * (1 - _SLACK / 2)
            case "below":
                return held <= value * (1 + _SLACK / 2)
            case "nearly":
                return value * (1 - _NEARLY) <= held <= value * (1 + _SLACK)
            case "about" if near <= abs(value) * _ABOUT:
                return True
        if _FIGURES.search(self.text) is None and 0 <= held - value < step <= abs(value) / 20:
            return True
        return near <= step / 2 or not (exact or near > last_digit(held) / 2)


def last_digit(value: Decimal) -> Decimal:
    """Return the worth of a number's last digit; 1 for a whole one."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))


def quantity_pattern(words: Words) -> str:
    """Return the regular expression of a quantity; its groups are read by `quantity`."""
    before, after = _hedges(words)
    return (
        rf"(?P<pre>(?:(?:{before})\s*)*)(?:"
        rf"百分之\s*(?P<hundredth>{_DIGITS}|{_SPELT}(?:点{_SPELT})?)"
        rf"|(?P<lower>[二三四五六七八九十])分之(?P<upper>[一二三四五六七八九])"
        rf"|(?P<tenth>[一二两三四五六七八九]|\d(?:\.\d)?)成(?P<half>[半一二三四五六七八九])?(?![立本果功员套为品长交熟型])"
        rf"|(?P<percent>{_DIGITS})\s*[%％]"
        rf"|(?P<high>{_DIGITS}|{_SPELT})\s*亿\s*(?:零|〇)?(?P<low>{_DIGITS}|{_SPELT})\s*(?P<low_scale>[百千])?\s*(?P<low_more>[多余])?\s*万\s*元(?![/／素件器每])"
        rf"|(?P<pieces>{_DIGITS}|{_SPELT}(?:点{_SPELT})?)\s*个(?P<pieces_more>[多余])?亿元?"
        rf"|(?P<western>{_WESTERN})"
        rf"|(?P<number>{_DIGITS}|{_SPELT}(?:点{_SPELT})?)\s*(?P<more>[多余])?\s*(?:"
        rf"(?P<scale>{_SCALE})?(?P<further>[多余])?\s*(?P<unit>{_UNIT})|(?P<money>[万亿]){_OPEN})"
        rf")(?P<post>\s*(?:{after})(?![出了于]))?"
    )


def _hedges(words: Words) -> tuple[str, str]:
    """Return the alternatives of words that hedge a number before and behind it."""
    return (
        _any(*(words.hedge[one] for one in _HEDGES)),
        _any(*(words.hedge[f"{one}_after"] for one in _HEDGES)),
    )


def other_numbers() -> str:
    """Return the regular expression of numbers that are none: ranges, other currencies."""
    number = rf"(?:{_DIGITS})\s*(?:(?:{_SCALE})?[元人名项件个家户]?|%)?"
    return (
        rf"(?<![由从]){number}\s*[-—–~～至到]\s*(?:{_DIGITS})\s*(?:(?:{_SCALE})?[元人名项件个家户]|%)"
        rf"|(?:{_DIGITS})\s*(?:{_SCALE})?(?:美元|欧元|港元|日元|英镑)"
        rf"|(?:US\$|USD|EUR|HKD|JPY|[$€£])\s*(?:{_DIGITS})\s*(?:million|billion|mn|bn|{_SCALE})?"
    )


def beginnings(words: Words) -> str:
    """Return what numbers may begin with, besides digits."""
    hedges = {word[0] for one in _HEDGES for word in words.hedge[one]}
    return "".join(sorted({*hedges, *"一二两三四五六七八九十百千零〇翻人RCr¥￥$€£UEHJ"}))


def moves(words: Words) -> dict[str, str]:
    """Return the regular expressions of numbers of change: 3 个百分点, 1.5 倍, 翻了一番."""
    before, after = _hedges(words)
    number = rf"{_DIGITS}|{_SPELT}(?:点{_SPELT})?"
    return {
        "points": rf"(?P<points_pre>(?:(?:{before})\s*)*)(?P<points_number>{number})\s*(?P<points_more>[多余])?个?(?:多)?百分点(?P<points_post>{after})?",
        "times": rf"(?P<times_pre>(?:(?:{before})\s*)*)(?P<times_number>{number})\s*(?P<times_more>[多余])?倍(?![增于速])(?P<times_post>{after})?",
        "doubled": rf"(?P<doubled_pre>(?:(?:{before})\s*)*)翻了?(?P<doubled_number>[一两二三])?(?P<doubled_more>)番(?P<doubled_post>{after})?",
    }


def moved(name: str, groups: Mapping[str, str | None], text: str, words: Words) -> Quantity:
    """Return the number that a match of ``moves()[name]`` spells; points are percent."""
    pre, post = groups[f"{name}_pre"], groups[f"{name}_post"]
    hedge = _hedge({"pre": pre, "post": post}, words)
    hedge = "over" if groups[f"{name}_more"] else hedge
    number = groups[f"{name}_number"] or "一"
    value, step = _decimal(number)
    if name == "doubled":
        return Quantity("fold", Decimal(2) ** int(value), "倍", Decimal(1), hedge, text.strip())
    if name == "points":
        return Quantity("percent", value, "%", step, hedge, text.strip())
    return Quantity("fold", value, "倍", step, hedge, text.strip())


def bare_number() -> str:
    """Return the regular expression of a number without a unit."""
    return _DIGITS


def quantity(groups: Mapping[str, str | None], text: str, words: Words) -> Quantity:
    """Return the quantity that a match of `quantity_pattern` spells."""
    hedge = _hedge(groups, words)
    told = text.strip()
    if groups["hundredth"]:
        value, step = _decimal(groups["hundredth"])
        # 百分之三十 is as exact as 30%: tens are told as 三成.
        return Quantity("percent", value, "%", min(step, Decimal(1)), hedge, told)
    if groups["lower"] and groups["upper"]:
        part = Decimal(100) * _FINE[groups["upper"]] / spelt(groups["lower"])
        return Quantity("percent", part, "%", Decimal(2), hedge, told)
    if groups["tenth"]:
        value, step = _decimal(groups["tenth"])
        rest = groups["half"]
        ones = Decimal(_FINE.get(rest, 5)) if rest else Decimal(0)
        fine = step * (1 if rest in _FINE else 5 if rest else 10)
        return Quantity("percent", value * 10 + ones, "%", fine, hedge, told)
    if groups["percent"]:
        value, step = _decimal(groups["percent"])
        return Quantity("percent", value, "%", step, hedge, told)
    if groups["high"] and groups["low"]:
        (high, _), (low, step) = _decimal(groups["high"]), _decimal(groups["low"])
        factor = _SCALES[groups["low_scale"] or ""]
        hedge = "over" if groups["low_more"] else hedge
        return Quantity("money", high * 10_000 + low * factor, "万元", step * factor, hedge, told)
    if groups["western"]:
        return _western(groups["western"], hedge, told)
    if groups["pieces"]:
        value, step = _decimal(groups["pieces"])
        hedge = "over" if groups["pieces_more"] else hedge
        return Quantity("money", value, "亿元", step, hedge, told)
    return _counted(groups, hedge, told)


def _western(text: str, hedge: Hedge, told: str) -> Quantity:
    """Return an amount of millions or thousands of millions."""
    digits = re.search(_DIGITS, text)
    value, step = _decimal(digits[0] if digits else "0")
    factor = 1000 if re.search(r"\d\s*b", text) else 1
    return Quantity("money", value * factor, "百万元", step * factor, hedge, told)


def _counted(groups: Mapping[str, str | None], hedge: Hedge, told: str) -> Quantity:
    value, step = _decimal(groups["number"] or "0")
    scale = groups["scale"] or groups["money"] or ""
    unit = (groups["unit"] or "元").replace("／", "/")
    unit = (
        "人"
        if unit in {"位", "个人"}
        else "次"
        if unit[0] in "场期"
        else _INTENSITY
        if unit.startswith("吨标")
        else unit
    )
    if groups["more"] or groups["further"]:
        hedge = "over"
    if unit != "元":
        factor = _SCALES[scale]
        return Quantity("count", value * factor, unit, step * factor, hedge, told)
    if scale == "万亿":
        scale, value, step = "亿", value * 10_000, step * 10_000
    return Quantity("money", value, f"{scale}元", step, hedge, told)


def with_unit(bare: str, like: Quantity, hedge: Hedge = "") -> Quantity:
    """Return a number without a unit as the quantity that one after it in its list says."""
    value, step = _decimal(bare)
    if like.kind == "count":
        factor = Decimal(1)
        return Quantity("count", value * factor, like.unit, step, hedge, bare)
    return Quantity(like.kind, value, like.unit, step, hedge, f"{bare}{like.unit}")


def shown(value: Decimal, unit: str) -> str:
    """Return a value of the form with its unit, at most two decimals where it was reckoned."""
    long = last_digit(value) < Decimal("0.001" if unit == "%" else "0.0001")
    rounded = round(value, 2) if long else value
    return f"{number_text(rounded)}{unit if unit == '%' else f' {unit}' if unit else ''}"


def _hedge(groups: Mapping[str, str | None], words: Words) -> Hedge:
    pre, post = groups["pre"] or "", (groups["post"] or "").strip()
    if not pre and not post:
        return ""  # nearly all of them
    for kind in _HEDGES:
        if any(one in pre for one in words.hedge[kind]) or post in words.hedge[f"{kind}_after"]:
            return kind
    return ""


def _decimal(text: str) -> tuple[Decimal, Decimal]:
    """Return a number as written and the worth of its last digit."""
    if text[0].isdigit():
        value = Decimal(text.replace(",", ""))
        return value, last_digit(value)
    whole, _, tail = text.partition("点")
    digits = "".join(str(_FINE[one]) for one in tail if one in _FINE)
    value = Decimal(f"{spelt(whole)}.{digits}" if digits else spelt(whole))
    return value, last_digit(value) if digits else _spelt_step(whole)


def spelt(text: str) -> int:
    """Return a spelt number below ten thousand: 三百二十, 两千零五."""
    total = digit = 0
    for one in text:
        if one in _FINE:
            digit = _FINE[one]
            continue
        total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[one]
        digit = 0
    return total + digit


def _spelt_step(text: str) -> Decimal:
    return Decimal({"十": 10, "百": 100, "千": 1000}.get(text[-1:], 1))


def _any(*lists: tuple[str, ...]) -> str:
    every = {word for one in lists for word in one}
    return "|".join(map(re.escape, sorted(every, key=lambda word: (-len(word), word))))
