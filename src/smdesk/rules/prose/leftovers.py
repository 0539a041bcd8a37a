"""Placeholders that were left in running text: XX, ××, 【】, （此处填写…）, 待补充."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from smdesk.rules.formats.texts import placeholders
from smdesk.rules.prose.places import sentences
from smdesk.rules.prose.words import words

_LONGEST = 40
"""Characters of a bracket that is taken for a note on what to write."""


def leftovers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of placeholders in a text, in order, none inside another."""
    for at, sentence in sentences(text):
        for start, stop in _leftovers(sentence):
            yield at + start, at + stop


_CODE = re.compile(r"[0-9A-Z]{17,18}$")
"""A social credit code may end in XX."""
_MODEL = re.compile(r"型|系列|[-–—]?\d")
"""Behind Latin letters these make the name of a product: XX 型泵, XX 系列, XX-1200."""


@lru_cache(maxsize=4096)
def _leftovers(sentence: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    left = (one for one in placeholders(sentence) if not _names_model(sentence, *one))
    both = (*left, *_noted(sentence))
    for start, stop in sorted(both, key=lambda one: (one[0], -one[1])):
        if not found or start >= found[-1][1]:
            found.append((start, stop))
    return tuple(found)


def _names_model(text: str, start: int, stop: int) -> bool:
    """Whether a placeholder's letters are part of the name of a model."""
    if not text[start:stop].isascii() or not text[start].isalpha():
        return False
    return bool(_MODEL.match(text, stop) or _CODE.search(text, 0, stop))


def _noted(text: str) -> Iterator[tuple[int, int]]:
    for match in _pattern().finditer(text):
        yield match.span()


@cache
def _pattern() -> re.Pattern[str]:
    left = words().left
    whole, bracket, ends, anywhere, blanks, ahead, slots, asked, told = (
        "|".join(re.escape(one) for one in sorted(left[name], key=len, reverse=True))
        for name in (
            "whole",
            "bracket",
            "ends",
            "anywhere",
            "blanks",
            "blank_ahead",
            "slots",
            "asked",
            "told",
        )
    )
    inner = rf"[^（）()【】\[\]\n]{{0,{_LONGEST}}}"
    return re.compile(
        r"(?<=[\u4e00-\u9fff])(?: {2,}|\u3000+)(?=(?:[万亿]?元|万?[件家户人项台套次]|[%％]|个百分点)(?![\u4e00-\u9fff]))"
        r"|(?:19|20)\d\d\s*年[ \u3000]{1,8}月[ \u3000]{1,8}日|【\s*】|（[ \u3000]+）|\([ \u3000]{2,}\)"
        rf"|【(?:{bracket}|{whole}){inner}】|（(?:{bracket}|{whole}){inner}）|\((?:{bracket}|{whole}){inner}\)"
        rf"|[【（(][^（）()【】\[\]\n]{{0,12}}?(?<![有尚仍还正])(?:{ends})[】）)]"
        r"|(?<![\d一二三四五六七八九])[○◯]{2,}(?!\d)"
        rf"|(?:(?<=[，。；：、为])|^)(?:{whole})(?=[，。；、]|$)"
        rf"|(?:(?<={ahead.replace('|', ')|(?<=')}))[（(](?:{blanks})[）)]"
        rf"|\[(?:{blanks})\]|[（(](?:[^（）()，。；\n]{{0,10}})请[^（）()，。；\n]{{1,10}}(?:{asked})[）)](?!的)"
        rf"|(?<=[：:为是由在于至达约】])【[^【】\n]{{0,6}}?(?:{slots})】"
        rf"|[（(]待[^（）()，。；\n]{{1,6}}(?:{asked})[）)]|[（(][^（）()。；\n]{{0,12}}(?:{told})[^（）()。；\n]{{0,24}}[）)]"
        rf"|{anywhere}"
    )
