"""Profiles: what is known of a company, a project, a platform, a value a row with its digest.

A value's ``about`` is JSON that the service writes and reads; the store only keeps it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from smdesk.store.models import from_stamp, to_stamp
from smdesk.store.parts import row_digest

SCHEMA = (
    # One row a company, project or platform; key is its credit code or its folded name.
    """CREATE TABLE profiles (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
        created INTEGER NOT NULL, saved INTEGER NOT NULL,
        UNIQUE (kind, key)
    ) STRICT""",
    # One row a value: its concept, its year or row (0 = none).
    """CREATE TABLE profile_values (
        profile INTEGER NOT NULL REFERENCES profiles(id) ON DELETE CASCADE,
        concept TEXT NOT NULL, year INTEGER NOT NULL, line INTEGER NOT NULL,
        text TEXT NOT NULL, about TEXT NOT NULL, digest BLOB NOT NULL,
        PRIMARY KEY (profile, concept, year, line)
    ) STRICT, WITHOUT ROWID""",
)

Opening = Callable[[], AbstractContextManager[sqlite3.Connection]]


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One profile in a list."""

    id: int
    kind: str
    key: str
    name: str
    created: datetime
    saved: datetime
    values: int = 0


@dataclass(frozen=True, slots=True)
class ProfileValue:
    """One stored value of a profile; ``year`` and ``line`` are 0 where it has none."""

    concept: str
    year: int
    line: int
    text: str
    about: str


class Profiles:
    """The profiles of an open library. Every method raises ``SmdeskError`` as the library's own."""

    def __init__(self, reading: Opening, writing: Opening, clock: Callable[[], datetime]) -> None:
        self._reading, self._writing, self._clock = reading, writing, clock

    def all(self) -> tuple[ProfileRow, ...]:
        """Return every profile, the last saved first."""
        with self._reading() as connection:
            found = connection.execute(
                "SELECT id, kind, key, name, created, saved, "
                "(SELECT count(*) FROM profile_values WHERE profile = id) "
                "FROM profiles ORDER BY saved DESC, id DESC"
            ).fetchall()
        return tuple(
            ProfileRow(n, kind, key, name, from_stamp(made), from_stamp(saved), count)
            for n, kind, key, name, made, saved, count in found
        )

    def values(self, profile: int) -> tuple[ProfileValue, ...]:
        """Return a profile's values by concept, year and line; a damaged row is left out."""
        with self._reading() as connection:
            found = connection.execute(
                "SELECT concept, year, line, text, about, digest FROM profile_values "
                "WHERE profile = ? ORDER BY concept, year, line",
                (profile,),
            ).fetchall()
        return tuple(
            ProfileValue(*fields)
            for *fields, digest in found
            if row_digest("profile", profile, *fields) == digest
        )

    def put(
        self,
        kind: str,
        key: str,
        name: str,
        values: Iterable[ProfileValue],
        *,
        known: int | None = None,
        without: Sequence[ProfileValue] = (),
    ) -> int:
        """Store values under a profile, ``without`` others, and return its id.

        ``known`` is the profile to go on with, under this key and name from now on; else the one of
        this kind and key, made if there is none. Values that are not named stay.
        """
        stamp = to_stamp(self._clock())
        with self._writing() as connection:
            profile = (
                known or _found(connection, kind, key) or _made(connection, kind, key, name, stamp)
            )
            connection.execute(
                "UPDATE profiles SET key = ?, name = ?, saved = ? WHERE id = ?",
                (key, name, stamp, profile),
            )
            _remove(connection, profile, without)
            connection.executemany(
                "INSERT OR REPLACE INTO profile_values "
                "(profile, concept, year, line, text, about, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [_line(profile, one) for one in values],
            )
        return profile

    def clear(self, profile: int, values: Sequence[ProfileValue]) -> None:
        """Remove values of a profile."""
        with self._writing() as connection:
            _remove(connection, profile, values)
            connection.execute(
                "UPDATE profiles SET saved = ? WHERE id = ?", (to_stamp(self._clock()), profile)
            )

    def remove(self, profile: int) -> None:
        """Remove a profile with all its values."""
        with self._writing() as connection:
            connection.execute("DELETE FROM profiles WHERE id = ?", (profile,))


def _found(connection: sqlite3.Connection, kind: str, key: str) -> int | None:
    row = connection.execute(
        "SELECT id FROM profiles WHERE kind = ? AND key = ?", (kind, key)
    ).fetchone()
    return int(row[0]) if row else None


def _made(connection: sqlite3.Connection, kind: str, key: str, name: str, stamp: int) -> int:
    made = connection.execute(
        "INSERT INTO profiles (kind, key, name, created, saved) VALUES (?, ?, ?, ?, ?)",
        (kind, key, name, stamp, stamp),
    )
    return int(made.lastrowid or 0)


def _line(profile: int, one: ProfileValue) -> tuple[object, ...]:
    fields = (one.concept, one.year, one.line, one.text, one.about)
    return (profile, *fields, row_digest("profile", profile, *fields))


def _remove(connection: sqlite3.Connection, profile: int, values: Iterable[ProfileValue]) -> None:
    connection.executemany(
        "DELETE FROM profile_values WHERE profile = ? AND concept = ? AND year = ? AND line = ?",
        [(profile, one.concept, one.year, one.line) for one in values],
    )
