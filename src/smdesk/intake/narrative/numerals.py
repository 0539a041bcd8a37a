"""Numbers of automatic lists as Word prints them, and numbers at the head of plain lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from smdesk.intake.wordfile import NumberList

_DIGITS: Final = "零一二三四五六七八九"
_CHINESE: Final = {
    "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting",
    "ideographDigital", "taiwaneseCounting", "taiwaneseCountingThousand", "ideographTraditional",
    "ideographLegalTraditional", "ideographZodiac",
}  # fmt: skip
BULLET: Final = "bullet"


def chinese(value: int) -> str:
    """Return 1 to 99 in Chinese numerals (十二, 二十一); larger numbers in digits."""
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def shown(value: int, form: str) -> str:
    """Return a list's number in one of Word's number formats (ST_NumberFormat)."""
    if form in _CHINESE:
        return chinese(value)
    match form:
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
            return letter if form == "upperLetter" else letter.lower()
        case "upperRoman" | "lowerRoman":
            text = _roman(value)
            return text if form == "upperRoman" else text.lower()
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 0 < value <= 20:
            return chr(0x2460 + value - 1)
        case "decimalZero":
            return f"{value:02d}"
        case "none":
            return ""
    return str(value)


def _roman(value: int) -> str:
    pairs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
             (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    text, rest = "", min(value, 3999)
    for size, mark in pairs:
        count, rest = divmod(rest, size)
        text += mark * count
    return text


class Counters:
    """Counts the automatic numbers of one document, numbering by numbering and level by level."""

    def __init__(self, lists: Mapping[int, NumberList]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[int] = set()
        self.value = 0
        """The number that was given last, as a number."""

    def next(self, list_id: int, level: int) -> tuple[str, str] | None:
        """Return format and text of the next number of a list; ``None`` where there is none."""
        found = self._lists.get(list_id)
        if found is None or level not in found.levels:
            return None
        levels, kind = found.levels, found.levels[level]
        counts = self._counts.setdefault(found.counted, {})
        if list_id not in self._begun:  # its own first numbers count once
            self._begun.add(list_id)
            for own in found.anew:
                counts.pop(own, None)
        counts[level] = counts.get(level, kind.start - 1) + 1
        self.value = counts[level]
        for deeper in [one for one in counts if one > level]:
            if deeper not in levels or levels[deeper].restarts:
                del counts[deeper]
        if kind.format == BULLET:
            return BULLET, "•"

        def one(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            form = levels[at].format if at in levels and not kind.legal else "decimal"
            return shown(counts.get(at, 1), form)

        return kind.format, re.sub(r"%([1-9])", one, kind.text)

    def list_of(self, list_id: int) -> NumberList | None:
        """Return the list of a number."""
        return self._lists.get(list_id)


LEVELS: Final = (
    (1, re.compile(
        r"^(?:第[一二三四五六七八九十]{1,3}(?:章|部分)|[一二三四五六七八九十]{1,3}\s*[、.．]"
        r"|[一二三四五六七八九十]{1,3}[ \u3000]+(?=[\u4e00-\u9fff]))"
    )),
    (2, re.compile(r"^(?:[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]|第[一二三四五六七八九十]{1,3}节)")),
    (3, re.compile(r"^[0-9０-９]{1,2}[.．、](?![0-9０-９])")),
    (4, re.compile(r"^[（(]?[0-9０-９]{1,2}[）)]|^[①-⑳]")),
)  # fmt: skip
"""Levels of plain headings as official letters number them: 一、（一）1.（1）."""

BULLETS: Final = re.compile(r"^[•·●■◆▪‣➢➤○◦–-]\s+|^[•●◆▪➢➤]")
_ARABIC = re.compile(r"^[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}[.、\s]?")


_VALUE = re.compile(
    r"([0-9０-９]{1,3})|([一二三四五六七八九十]{1,3})|([①-⑳])|([a-zA-Z])(?![a-zA-Z])"
)


def counted(shown_number: str) -> int | None:
    """Return the number that a list's mark shows (``（3）``, 三、, ③, c.), ``None`` where it shows none."""
    found = _VALUE.search(shown_number)
    if found is None:
        return None
    digits, words, circled, letter = found.groups()
    if digits:
        return int(digits)
    if words:
        return next((value for value in range(1, 100) if chinese(value) == words), None)
    return ord(circled) - ord("①") + 1 if circled else ord(letter.lower()) - ord("a") + 1


def is_closed(number: str) -> bool:
    """Return whether an automatic number ends in a mark of its own, so that no blank follows it."""
    return not number or not number[-1].isalnum()


def mark_of(line: str) -> tuple[int, str] | None:
    """Return level and number at the head of a plain line, ``None`` where it has none."""
    for level, pattern in LEVELS:
        found = pattern.match(line)
        if found:
            return level, found.group()
    return None


def without_mark(line: str) -> str:
    """Return a heading or list item without the number or bullet at its head."""
    plain = line.strip()
    found = mark_of(plain)
    if found:
        return plain[len(found[1]) :].strip()
    other = _ARABIC.match(plain) or BULLETS.match(plain)
    return plain[other.end() :].strip() if other else plain
