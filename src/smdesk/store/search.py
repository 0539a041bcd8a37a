"""Finding rows by 汉字, pinyin, initials, letters and digits, at any length from one character.

FTS5 has no tokenizer that finds one or two Chinese characters inside a word, so this module cuts
the tokens itself and FTS5 only keeps them: each 汉字 is one token (written in hex, out of reach of
SQLite's old Unicode tables), letters and digits are overlapping pairs, pinyin one token a
syllable, initials overlapping pairs. A query is a phrase of the same tokens.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from smdesk.notices.text import half_width
from smdesk.store import pinyin

BREAK = "|"
"""Stands between two stretches; no query contains it, so no phrase reaches over it."""
MOST_TERMS = 8
MOST_READINGS = 12
LONGEST_QUERY = 64
_RUNS = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
_LETTERS = re.compile(r"[a-z]+")
_SYLLABLE = re.compile(r"[a-z]*[aeiouv][a-z]*")  # not the interjections hm, ng


@dataclass(frozen=True)
class SearchTable:
    """One FTS5 table; the rowid is the id of the row that the texts belong to."""

    name: str

    @property
    def create(self) -> str:
        """The statement that makes the table."""
        return (
            f"CREATE VIRTUAL TABLE {self.name} USING fts5("
            "han, plain, full, initials, prefix = '1 2', detail = full, columnsize = 0, "
            "tokenize = \"ascii tokenchars '|'\")"
        )

    def put(self, connection: sqlite3.Connection, rowid: int, texts: Iterable[str]) -> None:
        """Index ``texts`` for a row in the caller's transaction; earlier ones are replaced."""
        self.put_tokens(connection, rowid, tokens(texts))

    def put_tokens(
        self, connection: sqlite3.Connection, rowid: int, columns: Sequence[str]
    ) -> None:
        """Index what `tokens` gave for a row, as `put`."""
        self.remove(connection, rowid)
        connection.execute(
            f"INSERT INTO {self.name} (rowid, han, plain, full, initials) VALUES (?, ?, ?, ?, ?)",  # noqa: S608
            (rowid, *columns),
        )

    def remove(self, connection: sqlite3.Connection, rowid: int) -> None:
        """Take a row out of the index; harmless when it is not there."""
        connection.execute(f"DELETE FROM {self.name} WHERE rowid = ?", (rowid,))  # noqa: S608


def tokens(texts: Iterable[str]) -> tuple[str, str, str, str]:
    """Return the four columns of a row: 汉字, letters and digits, syllables, initials."""
    columns: tuple[list[str], ...] = ([], [], [], [])
    for text in texts:
        folded = fold(text)
        for run in _RUNS.findall(folded):
            if run.isascii():
                columns[1].extend([*_pairs(run), BREAK])
            else:
                columns[0].extend(_hex(run))
                for reading in _readings(run):
                    columns[2].extend([*reading, BREAK])
                    columns[3].extend([*_pairs("".join(one[0] for one in reading)), BREAK])
        columns[0].append(BREAK)
    return tuple(" ".join(column) for column in columns)  # type: ignore[return-value]


def fold(text: str) -> str:
    """Return text for search: half width, lower case."""
    return half_width(text).lower()


@lru_cache(maxsize=256)
def expression(query: str) -> str | None:
    """Return the FTS5 expression of what a person typed, or ``None`` when nothing can be found.

    Words are joined by AND; a word of letters may be text, pinyin (the last syllable may be
    unfinished) or initials. Nothing the person typed is FTS5 syntax.
    """
    runs = _RUNS.findall(fold(query)[:LONGEST_QUERY])[:MOST_TERMS]
    return " AND ".join(f"({_run_expression(run)})" for run in runs) or None


def _run_expression(run: str) -> str:
    if not run.isascii():
        return f"han : {_phrase(_hex(run))}"
    ways = [f"plain : {_phrase_of_pairs(run)}"]
    if _LETTERS.fullmatch(run):
        ways.append(f"initials : {_phrase_of_pairs(run)}")
        ways += [f"full : {_phrase(reading)} *" for reading in segmented(run)]
    return " OR ".join(ways)


def _phrase(words: Iterable[str]) -> str:
    return '"' + " ".join(words) + '"'


def _phrase_of_pairs(run: str) -> str:
    """A run of one character begins any pair; a longer one is its pairs without the tail."""
    return f"{_phrase([run])} *" if len(run) == 1 else _phrase(_pairs(run)[:-1])


def _pairs(run: str) -> list[str]:
    """``abc`` is ``ab bc c``: the tail lets a single last character be found."""
    return [run[n : n + 2] for n in range(len(run))]


def _hex(run: str) -> list[str]:
    return [f"{ord(character):x}" for character in run]


def segmented(letters: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read letters as pinyin, at most `MOST_READINGS`.

    Whole syllables throughout if that is possible (``xian``: xian, xi an), else with the last one
    unfinished (``jix``: ji x).
    """
    whole = tuple(_cut(letters, unfinished=False, budget=[4096]))
    return whole or tuple(_cut(letters, unfinished=True, budget=[4096]))


def _cut(letters: str, *, unfinished: bool, budget: list[int]) -> Iterator[tuple[str, ...]]:
    known, begun, longest = _syllables()
    found = 0
    waiting: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    while waiting and found < MOST_READINGS and budget[0]:
        budget[0] -= 1
        at, before = waiting.pop()
        if at == len(letters):
            yield before
            found += 1
            continue
        if unfinished and letters[at:] in begun:
            yield (*before, letters[at:])
            found += 1
        for size in range(1, min(longest, len(letters) - at) + 1):
            piece = letters[at : at + size]
            if piece in known:
                waiting.append((at + size, (*before, piece)))


def get_ready() -> None:
    """Load what the first word of letters would wait for: every syllable."""
    _syllables()


@cache
def _syllables() -> tuple[frozenset[str], frozenset[str], int]:
    """All syllables of 汉字, their beginnings, and the longest one's length."""
    plain = frozenset(filter(_SYLLABLE.fullmatch, pinyin.all_readings()))
    begun = frozenset(one[:size] for one in plain for size in range(1, len(one)))
    return plain, begun, max(map(len, plain))


@lru_cache(maxsize=4096)
def _readings(run: str) -> tuple[tuple[str, ...], ...]:
    """Return the syllables of a run of 汉字: read as words, and each by its commonest reading."""
    as_words, one_by_one = pinyin.as_words(run), pinyin.one_by_one(run)
    readings = (as_words,) if as_words == one_by_one else (as_words, one_by_one)
    return tuple(tuple(_ascii(one) for one in reading) for reading in readings)


def _ascii(syllable: str) -> str:
    """A syllable, or the break for characters that have none."""
    return syllable if syllable.isascii() and syllable.isalpha() else BREAK
