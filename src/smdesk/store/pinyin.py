"""Pinyin of 汉字 out of pypinyin's tables, without loading them: 5 MB instead of 55.

pypinyin makes a list of lists of each of its 47,000 words when it is imported. Here its two files
are kept as the bytes that they are, with the places where entries begin, and only what is asked for
is taken out. Where the files are not there, or not as known, pypinyin itself is asked.
"""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_WORD = re.compile(rb'"([^"\\\x00-\x7f]{6,})"\s*:')
_SPOKEN = re.compile(rb"\s*(\[(?:\s*\[[^\[\]]*\]\s*,?)*\s*\])")
_SIGN = re.compile(rb'"([0-9]{1,7})"\s*:\s*"([^"\\]+)"')
_TONES = "\u0304\u0301\u030c\u0300"
_LEAST = 20_000
"""A file with fewer entries is none that is known here."""


@dataclass(frozen=True)
class _Tables:
    """The words' file, where words begin by their first 汉字; the signs' file, where each stands."""

    words: bytes
    begins: dict[str, array[int]]
    signs: bytes
    codes: array[int]
    places: array[int]


def as_words(run: str) -> tuple[str, ...]:
    """Return how a run of 汉字 is spoken, read as words; a 汉字 without a reading stays itself."""
    if _tables() is None:
        from pypinyin import lazy_pinyin

        return tuple(lazy_pinyin(run))
    return tuple(_spoken(run))


def one_by_one(run: str) -> tuple[str, ...]:
    """Return the commonest reading of each 汉字 of a run."""
    if _tables() is None:
        from pypinyin import lazy_pinyin

        return tuple(one for sign in run for one in lazy_pinyin(sign))
    return tuple(map(_reading, run))


def all_readings() -> set[str]:
    """Return every reading of every 汉字, without tones."""
    tables = _tables()
    if tables is None:
        from pypinyin.constants import PINYIN_DICT

        return {plain(one) for told in PINYIN_DICT.values() for one in told.split(",")}
    toned = {one for found in _SIGN.finditer(tables.signs) for one in found[2].split(b",")}
    return {plain(one.decode()) for one in toned}


def plain(toned: str) -> str:
    """Return a syllable without its tone, with v for ü: as people type it."""
    signs = (one for one in unicodedata.normalize("NFD", toned) if one not in _TONES)
    return unicodedata.normalize("NFC", "".join(signs)).replace("ü", "v")


@cache
def _tables() -> _Tables | None:
    """Return the tables, ``None`` where pypinyin keeps them in another way."""
    found = find_spec("pypinyin")
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0])
    try:
        words = (folder / "phrases_dict.json").read_bytes()
        signs = (folder / "pinyin_dict.json").read_bytes()
    except OSError:
        return None
    begins: dict[str, array[int]] = {}
    for one in _WORD.finditer(words):
        begins.setdefault(one[1][:4].decode("utf-8", "ignore")[0], array("I")).append(one.start())
    pairs = sorted((int(one[1]), one.start()) for one in _SIGN.finditer(signs))
    if sum(map(len, begins.values())) < _LEAST or len(pairs) < _LEAST:
        return None
    codes, places = (array("I", told) for told in zip(*pairs, strict=True))
    return _Tables(words, begins, signs, codes, places)


def _spoken(run: str) -> Iterator[str]:
    """Yield syllables: at each place those of the longest word that stands there."""
    at = 0
    while at < len(run):
        word = next((one for one in _words_of(run[at]) if run.startswith(one, at)), "")
        yield from _of_word(word) if word else (_reading(run[at]),)
        at += len(word) or 1


@cache
def _words_of(sign: str) -> tuple[str, ...]:
    """Return the words that begin with a 汉字, the longest first."""
    found = {one[1].decode() for one in _entries(sign)}
    return tuple(sorted(found, key=len, reverse=True))


@cache
def _of_word(word: str) -> tuple[str, ...]:
    tables = _tables()
    assert tables is not None
    key = word.encode()
    for one in reversed(list(_entries(word[0]))):  # of two entries the last one holds
        told = _SPOKEN.match(tables.words, one.end()) if one[1] == key else None
        if told is not None:
            return tuple(plain(readings[0]) for readings in json.loads(told[1]))
    return tuple(map(_reading, word))


def _entries(sign: str) -> Iterator[re.Match[bytes]]:
    tables = _tables()
    assert tables is not None
    found = (_WORD.match(tables.words, at) for at in tables.begins.get(sign, ()))
    return (one for one in found if one is not None)


@cache
def _reading(sign: str) -> str:
    tables = _tables()
    assert tables is not None
    place = bisect_left(tables.codes, ord(sign))
    if place == len(tables.codes) or tables.codes[place] != ord(sign):
        return sign
    found = _SIGN.match(tables.signs, tables.places[place])
    assert found is not None
    return plain(found[2].split(b",")[0].decode())
