"""Numbers as people type them, with their unit; what could mean two things is not read at all."""

from __future__ import annotations

import re
from decimal import Decimal

FACTORS = {
    "元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000), "亿元": Decimal(100_000_000),
}  # fmt: skip
"""Money units in yuan."""

MOST_DIGITS = 20
"""Digits that a number may have; conversions then stay exact in decimal arithmetic."""

_MULTIPLES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_SAME_UNIT = (
    frozenset({"人", "名"}), frozenset({"个", "户", "家"}), frozenset({"项", "件", "个"}),
    frozenset({"年", "年度"}), frozenset({"次", "场", "期"}), frozenset({"周", "个周"}),
    frozenset({"平方米", "平米", "㎡", "m2", "m²", "M2"}),
    frozenset({"吨标煤/万元", "吨标准煤/万元"}),
)  # fmt: skip
"""Units that count the same thing."""

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_SIGNS = {0x2212: "-", **dict.fromkeys(range(0x2010, 0x2016), "-"), 0xFE6A: "%"}
_UNIT = r"%|m2|m²|M2|[\u4e00-\u9fff㎡]+(?:/[\u4e00-\u9fff]+)?"
_NUMBER = re.compile(
    rf"(?P<minus>负|-)?(?P<plus>\+)?\s*"
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?: \d{{3}})+|\d*)(?P<fraction>\.\d+)?"
    rf"\s*(?P<unit>{_UNIT})?",
    re.ASCII,
)
_YUAN = re.compile(
    r"^(?:人民币 ?[¥￥]?|[¥￥]) ?(?=[^元]{1,30}元[整正]?$)|(?<=元) ?人民币$|(?<=元)[整正]$"
)
"""Words around an amount of money that say nothing of its size."""
_BRACKETED = re.compile(rf"\(\s*(?P<inner>\d[\d,. ]*)\s*\)\s*(?P<unit>{_UNIT})?", re.ASCII)


def parse_number(text: str, *, negative: bool = False) -> tuple[Decimal, str] | None:
    """Return the number and unit that ``text`` spells, or ``None`` where it is not plainly one.

    Full-width forms, thousands groups of three, 负, units with a slash (吨标煤/万元), and 人民币, ¥
    and 元整 around an amount in 元 or its multiples are read. 约, ranges, comparisons, powers, a comma
    that is no thousands comma and digits apart are not; brackets mean minus only where ``negative``
    says that the value can be.
    """
    if len(text) <= MOST_DIGITS and text.isascii() and text.replace(".", "", 1).isdigit():
        return (Decimal(text), "") if text[-1] != "." else None
    plain = re.sub(r"\s+", " ", text.translate(_WIDE).translate(_SIGNS)).strip()
    plain = _YUAN.sub("", plain)
    bracketed = _BRACKETED.fullmatch(plain)
    if bracketed is not None:
        if not negative:
            return None
        plain = f"-{bracketed['inner'].strip()}{bracketed['unit'] or ''}"
    match = _NUMBER.fullmatch(plain)
    if match is None or (match["minus"] and match["plus"]):
        return None
    digits = re.sub("[, ]", "", match["digits"])
    fraction = match["fraction"] or ""
    if not (digits or fraction) or len(digits + fraction) > MOST_DIGITS:
        return None
    value = Decimal(f"{digits or '0'}{fraction}")
    return (-value if match["minus"] and value else value), match["unit"] or ""


def convert(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """Return ``value`` of ``unit`` in the ``wanted`` unit, exact; ``None`` if it cannot be.

    A bare 万 or 亿 counts pieces (1.2万 = 12000); where the wanted unit has the same multiple
    (1.2万 in a column of 万元) it could mean either, and is not converted.
    """
    if unit in {"", wanted} or any({unit, wanted} <= group for group in _SAME_UNIT):
        return value
    if unit in FACTORS and wanted in FACTORS:
        return _plain(value * FACTORS[unit] / FACTORS[wanted])
    multiple, rest = _MULTIPLES.get(unit[:1]), unit[1:]
    if multiple is None or wanted == "%" or wanted[:1] == unit[:1]:
        return None
    if wanted in FACTORS:
        return None if rest else _plain(value * multiple / FACTORS[wanted])
    if not rest or rest == wanted or any({rest, wanted} <= group for group in _SAME_UNIT):
        return _plain(value * multiple)
    return None


def is_twofold(unit: str, wanted: str) -> bool:
    """Return whether ``unit`` is a bare 万 or 亿 where the ``wanted`` unit has it too (see `convert`)."""
    return unit in _MULTIPLES and wanted != unit and wanted[:1] == unit


def same_unit(unit: str, wanted: str) -> bool:
    """Return whether a number in ``unit`` is one in ``wanted`` without any reckoning."""
    return unit in {"", wanted} or any({unit, wanted} <= group for group in _SAME_UNIT)


def number_text(value: Decimal) -> str:
    """Return a decimal as plain digits, no exponent, as many decimals as it has."""
    return format(value, "f")


def _plain(value: Decimal) -> Decimal:
    """Return ``value`` without trailing zeros and without an exponent."""
    whole = value == value.to_integral_value()
    return value.quantize(Decimal(1)) if whole else value.normalize()
