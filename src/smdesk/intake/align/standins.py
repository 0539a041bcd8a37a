"""Doubts texts that stand in for an answer, or carry more than one: a program's hint, a mask of stars, a second name.

The words are in ``resources/intake/words.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from smdesk.intake.words import listed, one_of
from smdesk.notices.models import Kind
from smdesk.notices.text import half_width

_WHOLE = one_of("whole.hint", "whole.variable", "whole.task")
_CHECKED = one_of("whole.checked")
_NOBODY = one_of("whole.nobody")
_MASK, _STRUCTURE, _NAME = one_of("part.mask"), one_of("part.structure"), one_of("part.name")
_AROUND = re.compile(r"^[\s（(\[【<]*|[\s）)\]】>。.…]*$")
_PARAGRAPHS = {Kind.LONG_TEXT, Kind.SHARES}
_FIRMS = {Kind.TEXT, Kind.REGISTRATION}
_PARTED = re.compile(r"[/／、，,；;\s]+|[（(][\s　]*[）)]")
_NUMBER = re.compile(r"\d{1,3}")
_STARRED = re.compile(r"[*＊×●]")
MOST = 40
"""A longer text is an answer, whatever words are in it."""


def doubts_of_words(kind: Kind, text: str) -> Iterator[str]:
    """Yield why a text that is no figure is no answer alone."""
    plain = half_width(text).strip()
    if len(plain) <= MOST and (
        _WHOLE().fullmatch(_AROUND.sub("", plain).lower()) or _WHOLE().fullmatch(plain.lower())
    ):
        yield "value-placeholder"
    if len(plain) <= MOST and _CHECKED().fullmatch(_AROUND.sub("", plain)):
        yield "value-remark"
    if kind is not Kind.PERSON and _NOBODY().fullmatch(plain):
        yield "value-placeholder"
    if _NUMBER.fullmatch(plain) or (kind in _FIRMS and _offers(plain)):
        yield "value-format"
    if kind is not Kind.URL and _STRUCTURE().search(plain.lower()):
        yield "value-edged"
    if kind in _PARAGRAPHS or kind is Kind.URL:
        return
    starred = kind is Kind.PERSON and _STARRED.search(plain)
    if starred or _MASK().search(plain.lower()):
        yield "value-placeholder"
    if kind in {Kind.NAME, Kind.PERSON} and (_NAME().search(plain) or _has_picture(plain)):
        yield "value-remark"


def _offers(text: str) -> bool:
    """Return whether a text lists sorts of firms to choose from."""
    pieces = [one for one in _PARTED.split(text) if one]
    return len(pieces) > 1 and set(pieces) <= _sorts()


@cache
def _sorts() -> frozenset[str]:
    return frozenset(listed("firms.sort"))


def _has_picture(text: str) -> bool:
    return any(unicodedata.category(one) == "So" and ord(one) > 0x1F000 for one in text)
