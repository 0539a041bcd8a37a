"""The tables of drafts, read and written: every row with its digest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from smdesk.errors import SmdeskError
from smdesk.store.models import Change, DraftRow, Entry, Summary, from_stamp
from smdesk.store.parts import Key, Parts, part_digest, row_digest
from smdesk.store.schema import DRAFT_SEARCH

_COLUMNS = (
    "id, form, title, applicant, code, state, progress, errors, checks, words, "
    "place, revision, created, saved, trashed, checksum, digest"
)
_HISTORY = "draft, revision, n, at, person, step, kind, address, old, new, digest"
_SHOWN = (
    "id, form, title, applicant, code, state, progress, errors, checks, words, "
    "revision, created, saved, trashed"
)
_UPDATE = "UPDATE drafts SET ({}) = ({}) WHERE id = ?".format(  # noqa: S608
    _COLUMNS.removeprefix("id, "), ", ".join("?" * 16)
)
_LIST = f"SELECT {_COLUMNS} FROM drafts"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Row:
    """One row of ``drafts``; stamps are milliseconds UTC."""

    id: int
    form: str
    title: str
    summary: Summary
    place: str
    revision: int
    created: int
    saved: int
    trashed: int | None
    checksum: bytes
    sound: bool = True


def _columns(row: Row) -> tuple[object, ...]:
    s = row.summary
    return (
        row.form, row.title, s.applicant, s.code, s.state, s.progress, s.errors, s.checks, s.words,
        row.place, row.revision, row.created, row.saved, row.trashed, row.checksum,
    )  # fmt: skip


def _digest(row: Row) -> bytes:
    *texts, checksum = _columns(row)
    return row_digest("draft", row.id, *(str(one) for one in texts), bytes(checksum).hex())  # type: ignore[call-overload]


def _row(found: Sequence[object]) -> Row:
    row = Row(
        found[0], found[1], found[2], Summary(*found[3:10]), *found[10:16],  # type: ignore[arg-type]
    )  # fmt: skip
    return row if _digest(row) == found[16] else replace(row, sound=False)


def insert_draft(connection: sqlite3.Connection, row: Row) -> int:
    """Insert a draft under the next id and return that; ids are never used twice."""
    numbers = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'drafts'").fetchone()
    numbered = replace(row, id=(numbers[0] if numbers else 0) + 1)
    connection.execute(
        f"INSERT INTO drafts ({_COLUMNS}) VALUES ({', '.join('?' * 17)})",  # noqa: S608
        (numbered.id, *_columns(numbered), _digest(numbered)),
    )
    index(connection, numbered)
    return numbered.id


def update_draft(connection: sqlite3.Connection, row: Row, before: Row) -> None:
    """Write a draft's row; the search index only when what it finds has changed."""
    connection.execute(
        _UPDATE,
        (*_columns(row), _digest(row), row.id),
    )
    if searched(row) != searched(before) or not before.sound:
        index(connection, row)


def searched(row: Row) -> tuple[str, ...]:
    """Return the texts by which a draft is found."""
    return (row.title, row.summary.applicant, row.summary.code, row.summary.words)


def index(connection: sqlite3.Connection, row: Row) -> None:
    """Bring the search index in step with a draft."""
    DRAFT_SEARCH.put(connection, row.id, searched(row))


def draft_row(connection: sqlite3.Connection, draft: int) -> Row:
    """Return one draft's row; raises ``SmdeskError`` ``store.draft-missing``."""
    found = connection.execute(f"{_LIST} WHERE id = ?", (draft,)).fetchone()
    if found is None:
        raise SmdeskError("store.draft-missing", draft=draft)
    return _row(found)


def draft_rows(connection: sqlite3.Connection, *, trashed: bool) -> Iterator[DraftRow]:
    """Yield the drafts, or those in the trash, the last saved first."""
    where = "IS NOT NULL" if trashed else "IS NULL"
    return map(
        _shown,
        connection.execute(
            f"SELECT {_SHOWN} FROM drafts WHERE trashed {where} "  # noqa: S608
            "ORDER BY saved DESC, id DESC"
        ),
    )


def found_rows(
    connection: sqlite3.Connection, expression: str, limit: int, *, trashed: bool
) -> Iterator[DraftRow]:
    """Yield the drafts that an expression of `search` finds, the newest first."""
    where = "IS NOT NULL" if trashed else "IS NULL"
    return map(
        _shown,
        connection.execute(
            f"SELECT {_SHOWN} FROM {DRAFT_SEARCH.name} "  # noqa: S608
            f"JOIN drafts ON drafts.id = {DRAFT_SEARCH.name}.rowid "
            f"WHERE {DRAFT_SEARCH.name} MATCH ? AND trashed {where} "
            f"ORDER BY {DRAFT_SEARCH.name}.rowid DESC LIMIT ?",
            (expression, limit),
        ),
    )


def _shown(found: Sequence[Any]) -> DraftRow:
    """A row of a list; digests are for loading, a list only shows."""
    draft, form, title, *summary, revision, created, saved, trashed = found
    gone = None if trashed is None else from_stamp(trashed)
    return DraftRow(
        draft,
        form,
        title,
        Summary(*summary),
        revision,
        from_stamp(created),
        from_stamp(saved),
        gone,
    )


def stored_parts(connection: sqlite3.Connection, draft: int) -> tuple[Parts, Parts]:
    """Return the parts of a draft: the sound ones, and those whose digest does not fit."""
    sound: Parts = {}
    damaged: Parts = {}
    for kind, address, text, digest in connection.execute(
        "SELECT kind, address, text, digest FROM parts WHERE draft = ?", (draft,)
    ):
        fits = part_digest(draft, kind, address, text) == digest
        (sound if fits else damaged)[kind, address] = text
    return sound, damaged


def stored_part(connection: sqlite3.Connection, draft: int, key: Key) -> tuple[str, bytes]:
    """Return text and digest of one part; empty when there is none."""
    found = connection.execute(
        "SELECT text, digest FROM parts WHERE draft = ? AND kind = ? AND address = ?", (draft, *key)
    ).fetchone()
    return (found[0], found[1]) if found else ("", b"")


def put_part(connection: sqlite3.Connection, draft: int, key: Key, text: str) -> bytes:
    """Write one part, or remove it when ``text`` is empty; return its new digest."""
    if not text:
        connection.execute(
            "DELETE FROM parts WHERE draft = ? AND kind = ? AND address = ?", (draft, *key)
        )
        return b""
    digest = part_digest(draft, *key, text)
    connection.execute(
        "INSERT INTO parts (draft, kind, address, text, digest) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET text = excluded.text, digest = excluded.digest",
        (draft, *key, text, digest),
    )
    return digest


def add_history(
    connection: sqlite3.Connection,
    draft: int,
    revision: int,
    at: int,
    person: str,
    changes: Iterable[Change],
) -> None:
    """Append the changes of one save."""
    lines = []
    for n, one in enumerate(changes):
        fields = (draft, revision, n, at, person, one.step, one.kind, one.address, one.old, one.new)
        lines.append((*fields, row_digest("history", *fields)))
    connection.executemany(
        f"INSERT INTO history ({_HISTORY}) VALUES ({', '.join('?' * 11)})",  # noqa: S608
        lines,
    )


def history_rows(
    connection: sqlite3.Connection, draft: int, *, up_to: int | None = None
) -> Iterator[tuple[Entry, bool]]:
    """Yield a draft's changes in order, each with whether its digest fits."""
    for *fields, digest in connection.execute(
        f"SELECT {_HISTORY} FROM history WHERE draft = ? AND revision <= ? "  # noqa: S608
        "ORDER BY revision, n",
        (draft, (1 << 62) if up_to is None else up_to),
    ):
        sound = row_digest("history", *fields) == digest
        _, revision, _, at, person, step, kind, address, old, new = fields
        yield Entry(revision, from_stamp(at), person, step, kind, address, old, new), sound


def add_files(connection: sqlite3.Connection, draft: int, digests: Iterable[str]) -> None:
    """Note that a draft names these files."""
    connection.executemany(
        "INSERT OR IGNORE INTO files (sha256, draft) VALUES (?, ?)",
        [(one, draft) for one in sorted(digests)],
    )
