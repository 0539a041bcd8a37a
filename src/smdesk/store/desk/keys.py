"""The keys that signed in bureaus' names, and what persons here said of them: a log, only added to."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from smdesk.errors import SmdeskError
from smdesk.store.desk.layer import Mark
from smdesk.store.models import from_stamp


@dataclass(frozen=True, slots=True)
class KeyWord:
    """What a person said of a key: ``trusted`` that it is the bureau's, or that it is so no more."""

    trusted: bool
    note: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BureauKey:
    """A public key in hex that signed in a bureau's name: when it first came here, by whose hand.

    ``signed`` is how many words on versions it signed; ``words`` what was said of it, the last counts.
    """

    bureau: str
    key: str
    since: datetime
    person: str
    signed: int
    words: tuple[KeyWord, ...] = ()


def keys_of(connection: sqlite3.Connection) -> dict[str, tuple[BureauKey, ...]]:
    """Return the keys of each bureau, the one that came first in front."""
    said: dict[tuple[str, str], list[KeyWord]] = {}
    for bureau, key, trusted, note, person, at in connection.execute(
        "SELECT bureau, key, trusted, note, person, at FROM key_words ORDER BY id"
    ):
        word = KeyWord(bool(trusted), note, person, from_stamp(at))
        said.setdefault((bureau, key), []).append(word)
    spoke = dict[tuple[str, str], int]()
    for bureau, key, at in connection.execute(
        "SELECT bureau, key, min(at) FROM layers GROUP BY bureau, key"
    ):
        spoke[bureau, key] = at
    # ``person`` is that of the row with the least ``merged``: so SQLite says of a bare column.
    rows = connection.execute(
        "SELECT bureau, key, min(merged), person, count(*) FROM layers GROUP BY bureau, key"
    ).fetchall()
    found: dict[str, list[BureauKey]] = {}
    for bureau, key, since, person, signed in sorted(
        rows, key=lambda row: (row[0], row[2], spoke[row[0], row[1]], row[1])
    ):
        words = tuple(said.get((bureau, key), ()))
        one = BureauKey(bureau, key, from_stamp(since), person, signed, words)
        found.setdefault(bureau, []).append(one)
    return {name: tuple(keys) for name, keys in found.items()}


def say(
    connection: sqlite3.Connection, bureau: str, key: str, note: str, mark: Mark, *, trusted: bool
) -> None:
    """Note what a person found of a key; raises ``desk.key-unknown``, ``desk.key-noteless``."""
    known = connection.execute(
        "SELECT 1 FROM layers WHERE bureau = ? AND key = ? LIMIT 1", (bureau, key)
    ).fetchone()
    if known is None:
        raise SmdeskError("desk.key-unknown", key=key)
    if not note.strip():
        raise SmdeskError("desk.key-noteless")
    connection.execute(
        "INSERT INTO key_words (bureau, key, trusted, note, person, at) VALUES (?, ?, ?, ?, ?, ?)",
        (bureau, key, int(trusted), " ".join(note.split()), mark.person, mark.at),
    )
