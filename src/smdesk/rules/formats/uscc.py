"""统一社会信用代码 (GB 32100-2015) with the 组织机构代码 inside it (GB 11714-1997).

18 characters: department, category, six digits of the registering division, organisation code of
nine, check character. Both check characters are computed; a division is held against the
provinces only, because development zones and abolished codes are real.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smdesk.rules.formats.faults import Fault

SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {symbol: index for index, symbol in enumerate(SYMBOLS)}
_WEIGHTS = tuple(pow(3, index, 31) for index in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CHECKS = "0123456789X"

CATEGORIES = {
    "1": "1239", "2": "19", "3": "123459", "4": "19", "5": "1239", "6": "129", "7": "129",
    "8": "19", "9": "123", "A": "19", "N": "1239", "Y": "1",
}  # fmt: skip
"""The second characters that each first one allows."""

PROVINCES = {
    "10": "国家登记机关", "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古",
    "21": "辽宁", "22": "吉林", "23": "黑龙江", "31": "上海", "32": "江苏", "33": "浙江",
    "34": "安徽", "35": "福建", "36": "江西", "37": "山东", "41": "河南", "42": "湖北",
    "43": "湖南", "44": "广东", "45": "广西", "46": "海南", "50": "重庆", "51": "四川",
    "52": "贵州", "53": "云南", "54": "西藏", "61": "陕西", "62": "甘肃", "63": "青海",
    "64": "宁夏", "65": "新疆", "71": "台湾", "81": "香港", "82": "澳门",
}  # fmt: skip
"""GB/T 2260 by the first two digits; 10 is registered with a national authority."""

_NOT_USED = {"I": "1", "O": "0", "S": "5", "V": "U 或 Y", "Z": "2"}
_ALIKE = ("0OQD", "1IL7", "2Z", "5S", "8B", "UVY", "6G", "CG", "MNW", "PR", "EF", "XY", "38", "AR4")


def check_character(code: str) -> str | None:
    """Return the 18th character that the first 17 ask for, ``None`` if they hold another symbol."""
    if len(code) < 17 or any(symbol not in _VALUE for symbol in code[:17]):
        return None
    total = sum(_VALUE[symbol] * weight for symbol, weight in zip(code, _WEIGHTS, strict=False))
    return SYMBOLS[(31 - total % 31) % 31]


def organisation_check(code: str) -> str | None:
    """Return the check character that eight characters of an organisation code ask for."""
    if not re.fullmatch(r"[0-9A-Z]{8}", code[:8]):
        return None
    total = sum(
        int(symbol, 36) * weight
        for symbol, weight in zip(code, _ORGANISATION_WEIGHTS, strict=False)
    )
    return _ORGANISATION_CHECKS[(11 - total % 11) % 11]


def is_valid(code: str) -> bool:
    """Return whether both check characters fit."""
    return (
        len(code) == 18
        and check_character(code) == code[17]
        and organisation_check(code[8:16]) == code[16]
    )


def look_alikes(code: str) -> tuple[tuple[int, str], ...]:
    """Return (position from 1, symbol) of each one look-alike whose exchange makes a code valid."""
    found = []
    for place, symbol in enumerate(code):
        others = {other for group in _ALIKE if symbol in group for other in group} - {symbol}
        found += [
            (place + 1, other)
            for other in sorted(others)
            if is_valid(code[:place] + other + code[place + 1 :])
            and (other.isdecimal() or not 2 <= place < 8)  # a division has digits alone
        ]
    return tuple(found)


def uscc_faults(code: str) -> Iterator[Fault]:
    """Yield the faults of a code in canonical form (half width, upper case, no blanks).

    What breaks the standard is an error; an unused pair of department and category or an unknown
    province is a 核实, because tables age. That a code is a firm's own cannot be proven offline.
    """
    if len(code) != 18:
        yield Fault("format.uscc-length", "error", {"length": len(code)})
        return
    strange = [(place, symbol) for place, symbol in enumerate(code, 1) if symbol not in _VALUE]
    if strange:
        yield Fault("format.uscc-symbol", "error", {"detail": _strange(strange)})
        return
    if not code[2:8].isdecimal():
        yield Fault("format.uscc-division", "error", {"division": code[2:8]})
        return
    yield from _check_faults(code)
    yield from _table_faults(code)


def _strange(strange: list[tuple[int, str]]) -> str:
    return "，".join(
        f"第 {place} 位“{symbol}”"
        + (f"（代码不用此字母，可能是 {_NOT_USED[symbol]}）" if symbol in _NOT_USED else "")
        for place, symbol in strange
    )


def _check_faults(code: str) -> Iterator[Fault]:
    if is_valid(code):
        return
    hint = _hint(code)
    wanted = check_character(code)
    if wanted != code[17]:
        params = {"found": code[17], "wanted": wanted, "hint": hint}
        yield Fault("format.uscc-check", "error", params)
    elif organisation_check(code[8:16]) != code[16]:
        params = {"found": code[16], "wanted": organisation_check(code[8:16]), "hint": hint}
        yield Fault("format.uscc-organisation", "error", params)


def _hint(code: str) -> str:
    """Return what may have happened: a number cut by Excel, or a symbol misread."""
    if code.isdecimal() and code.endswith("000"):
        return "全为数字且末三位为 000，可能曾在 Excel 中按数字保存而丢失末位。"
    alike = [(place, symbol) for place, symbol in look_alikes(code) if place < 18]
    if not alike or len(alike) > 3:
        return ""
    places = "；".join(
        f"第 {place} 位的“{code[place - 1]}”若为“{symbol}”，校验相符" for place, symbol in alike
    )
    return f"可留意字形相近之处：{places}。"


def _table_faults(code: str) -> Iterator[Fault]:
    if code[1] not in CATEGORIES.get(code[0], ""):
        yield Fault("format.uscc-category", "check", {"pair": code[:2]})
    if code[2:4] not in PROVINCES:
        yield Fault("format.uscc-province", "check", {"division": code[2:8]})
