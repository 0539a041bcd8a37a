"""附页: where a text goes that is too long for its cell, and how the paper says so.

The cell shows 见附页一; the 附页 repeats the label and holds the whole text. Writer and reader share
these words, so that the text comes back from a bare table too.
"""

from __future__ import annotations

import re

TITLE = "附页"
MOST = 99
_DIGITS = "一二三四五六七八九十"
_NUMBER = f"[{_DIGITS}]{{1,3}}"
_REFERENCE = re.compile(rf"见附页({_NUMBER})")
_HEAD = re.compile(rf"\s*附页({_NUMBER})[ \t\u3000]+\S.*", re.DOTALL)


def numeral(number: int) -> str:
    """Return 1 to `MOST` in Chinese: 一, 十, 十二, 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十"
    return head + (_DIGITS[ones - 1] if ones else "")


def reference(number: int) -> str:
    """Return what the cell shows."""
    return f"见附页{numeral(number)}"


def head(number: int, label: str) -> str:
    """Return the head of the 附页."""
    return f"附页{numeral(number)}　{label}"


_NUMBERS = {numeral(number): number for number in range(1, MOST + 1)}


def numbers_in(text: str) -> tuple[int, ...]:
    """Return the numbers of the 附页 that ``text`` refers to."""
    return tuple(_NUMBERS[one] for one in _REFERENCE.findall(text) if one in _NUMBERS)


def number_of_head(text: str) -> int | None:
    """Return the number of the 附页 whose head ``text`` is, else ``None``."""
    found = _HEAD.fullmatch(text)
    return _NUMBERS.get(found[1]) if found else None


def resolved(text: str, full: dict[int, str]) -> str:
    """Return ``text`` with each reference replaced by the whole text, where that is known."""
    return _REFERENCE.sub(lambda match: full.get(_NUMBERS.get(match[1], 0), match[0]), text)
