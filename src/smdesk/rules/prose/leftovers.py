"""Placeholders that were left in running text: XX, ××, 【】, （此处填写…）, 待补充."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from smdesk.rules.formats.texts import placeholder_in, placeholders
from smdesk.rules.prose.words import words

_LONGEST = 40
"""Characters of a bracket that is taken for a note on what to write."""


def leftovers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of placeholders in a text, in order, none inside another."""
    if not text:
        return
    stop = 0
    for start, end in sorted(
        (*placeholders(text), *_noted(text)), key=lambda one: (one[0], -one[1])
    ):
        if start >= stop:
            yield start, end
            stop = end


def left_in(text: str) -> str | None:
    """Return the first placeholder of a text, ``None`` if there is none."""
    first = next(leftovers(text), None)
    return placeholder_in(text) if first is None else text[slice(*first)]


def _noted(text: str) -> Iterator[tuple[int, int]]:
    for match in _pattern().finditer(text):
        yield match.span()


@cache
def _pattern() -> re.Pattern[str]:
    left = words().left
    whole, bracket, anywhere = (
        "|".join(re.escape(one) for one in sorted(left[name], key=len, reverse=True))
        for name in ("whole", "bracket", "anywhere")
    )
    inner = rf"[^（）()【】\[\]\n]{{0,{_LONGEST}}}"
    return re.compile(
        r"【\s*】|（[ \u3000]+）|\([ \u3000]{2,}\)"
        rf"|【(?:{bracket}|{whole}){inner}】|（(?:{bracket}|{whole}){inner}）|\((?:{bracket}|{whole}){inner}\)"
        rf"|(?:(?<=[，。；：、为])|^)(?:{whole})(?=[，。；、]|$)"
        rf"|{anywhere}"
    )
