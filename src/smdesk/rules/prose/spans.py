"""Changes that a sentence reckons wrongly itself: 由 86 小时降到 35 小时，减少 51 %.

A part of a whole told with a share that it is not belongs here too.
Read from the text alone, as sums are: two numbers of one unit, and right behind them what they
make of each other. Silent wherever that may be told of something else, or roughly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from smdesk.rules.prose.items import plain
from smdesk.rules.prose.places import sentences
from smdesk.rules.prose.sums import WrongSum
from smdesk.rules.prose.words import phrase, phrases

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_YEAR = r"(?:(?:19|20)\d\d\s*年[初末底度]*的?)?"
_SPAN = phrase(
    rf"(?<!不)[由从自][^，。；;、\d]{{0,14}}{_YEAR}[^，。；;、\d]{{0,4}}(?P<first>{_NUMBER})\s*(?P<unit>(?![年月日号点个第多余以])[^\d\s，。；;、（）()的]|个百分点|个)"
    rf"[^，。；;、\d]{{0,14}}?[到至为][^，。；;、\d]{{0,4}}{_YEAR}[^，。；;、\d]{{0,4}}(?P<last>{_NUMBER})\s*(?P=unit)(?P<rest>[^，。；;、（(\d]{{0,8}})"
    rf"[，,（(]\s*&span_ahead;?(?:(?P<up>&span_up;)|(?P<down>&span_down;))&span_is;?\s*(?P<told>{_NUMBER})\s*(?P<in>[%％]|个百分点|(?P=unit))(?![多余以左上强])"
)
_SHARE = phrase(
    rf"(?<![\d.])(?P<whole>{_NUMBER})\s*(?P<unit>人|名|项|件|家|户|万元|亿元)[，,（(]\s*其中[^，。；;、\d（(]{{1,14}}"
    rf"(?P<part>{_NUMBER})\s*(?P=unit)[，,（(]\s*&about_share;?占(?:比|(?:&staff_all;)的?(?:比例|比重)?)?(?:为|达|约)?\s*(?P<told>{_NUMBER})\s*[%％](?![多余以左上强])"
)
_AHEAD_APART = phrase("&span_apart;")
_HALF = Decimal("0.5")
_HUNDRED = Decimal(100)


def wrong_spans(text: str) -> Iterator[WrongSum]:
    """Yield what a block says two numbers before it make of each other, and they do not."""
    if not any(one in text for one in "由从自"):
        return
    for at, sentence in sentences(text):
        for one in _SPAN().finditer(sentence):
            made = None if _AHEAD_APART().search(one["rest"]) else _made(one)
            if made is not None:
                written = sentence[one.start("told") : one.end("in")]
                yield WrongSum(at + one.start("first"), at + one.end("in"), written, made, "span")


def wrong_shares(text: str) -> Iterator[WrongSum]:
    """Yield the shares that a block gives for a part of the whole just before it, and that do not fit.

    员工 326 人，其中研发人员 52 人，占 17.8 %: 52 of 326 are 16 %.
    """
    if "其中" not in text:
        return
    for at, sentence in sentences(text):
        for one in _SHARE().finditer(sentence):
            whole, part, told = (plain(one[name]) for name in ("whole", "part", "told"))
            if not 0 < part <= whole:
                continue
            made = part / whole * _HUNDRED
            loose = (_step(part) / part + _step(whole) / whole) * _HALF * made
            if abs(made - told) > max(loose + _step(told), _HALF):
                written = sentence[one.start("told") : one.end()]
                shown = f"{_shown(round(made, 1))}%"
                yield WrongSum(at + one.start("whole"), at + one.end(), written, shown, "share")


def _made(match: re.Match[str]) -> str | None:
    """Return what the two numbers make, in the unit of what is told; ``None`` where that fits."""
    first, last, told = (plain(match[one]) for one in ("first", "last", "told"))
    unit = match["in"].replace("％", "%")
    shares = match["unit"] in {"%", "％"}
    if unit == "%" and shares:
        # 由 61 % 提高到 87 %，提高 26 %: points told as percent hold too.
        both = (spread(first, last, told, "rise"), spread(first, last, told, "growth"))
        return None if any(fits(*one) for one in both) else f"{_shown(abs(last - first))} 个百分点"
    if unit == "%":
        growth = spread(first, last, told, "growth")
        inverse = bool(match["up"]) is not (last > first)
        if fits(*growth) or (inverse and fits(*spread(last, first, told, "growth"))):
            return None
        return f"{_shown(round(growth[1], 1))}%" if growth[1] else None
    if (unit == "个百分点") is not shares:
        return None
    rise = spread(first, last, told, "rise")
    if match["unit"] in phrases("counting_words") and fits(told, rise[1], Decimal(0)) is False:
        return f"{_shown(rise[1])} {unit}"  # what is counted is not rounded
    return None if fits(*rise) else f"{_shown(rise[1])} {unit}"


def spread(
    first: Decimal, last: Decimal, told: Decimal, how: str
) -> tuple[Decimal, Decimal, Decimal]:
    """Return what is told, what two numbers make of each other, and how far that may be off by rounding."""
    if how == "rise":
        return told, abs(last - first), (_step(first) + _step(last)) * _HALF + _step(told)
    if not first or not last:
        return told, Decimal(0), _HUNDRED * _HUNDRED
    made = abs(last / first - 1) * _HUNDRED
    loose = (_step(first) / first + _step(last) / last) * _HALF * last / first * _HUNDRED
    return told, made, loose + _step(told)


def fits(told: Decimal, made: Decimal, off: Decimal) -> bool:
    """Whether what is told may be said of what was made."""
    return abs(told - made) <= off


def _step(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}"
