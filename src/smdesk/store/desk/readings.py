"""A version's content in the desk file: the declaration's canonical bytes, how each value was read."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from smdesk.errors import Problem, SmdeskError
from smdesk.files import sha256_hex
from smdesk.notices.declaration import Declaration
from smdesk.store.desk.models import Arrived, SourceOf, Version, Written
from smdesk.store.models import from_stamp
from smdesk.store.search import tokens

_LEVEL = 3
_VERSION = (
    "id, number, file, sha256, kind, status, digest, seal_code, seal, pack, changed, problems, "
    "received"
)


def to_json(value: Any) -> str:
    """Return plain values as JSON text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def problems_text(problems: tuple[Problem, ...]) -> str:
    """Return problems as JSON text; parameters that are no plain values become text."""
    return json.dumps(
        [[one.code, one.level, one.params] for one in problems], ensure_ascii=False, default=str
    )


def problems_of(text: str) -> tuple[Problem, ...]:
    """Return the problems that `problems_text` wrote."""
    return tuple(Problem(code, level, params) for code, level, params in json.loads(text))


def written(one: Arrived) -> Written:
    """Return what the rows of a version hold."""
    if one.written is not None:
        return one.written
    told = [[place, how.source, how.confidence, *how.doubts] for place, how in one.sources.items()]
    return Written(
        zlib.compress(one.declaration, _LEVEL),
        zlib.compress(to_json(told).encode(), _LEVEL),
        tuple((found.rule, found.level, found.key, to_json(found.body)) for found in one.findings),
        to_json(dict(one.facts.brief)),
    )


def in_rows(one: Arrived) -> Arrived:
    """Return a received declaration with its rows written and without what they were made of.

    So it goes from one process to another in a tenth of the objects.
    """
    facts = replace(
        one.facts, brief={}, words=(), tokens=one.facts.tokens or tokens(one.facts.sought)
    )
    return replace(one, declaration=b"", sources={}, findings=(), facts=facts, written=written(one))


def put_reading(connection: sqlite3.Connection, submission: int, rows: Written) -> None:
    """Store what was read."""
    connection.execute(
        "INSERT INTO readings (submission, declaration, sources) VALUES (?, ?, ?)",
        (submission, rows.declaration, rows.sources),
    )


def content_of(connection: sqlite3.Connection, submission: int) -> bytes:
    """Return the canonical bytes of a version, held against their digest.

    Raises ``SmdeskError``: ``desk.version-missing``, ``desk.version-damaged``.
    """
    found = connection.execute(
        "SELECT digest, declaration, file FROM submissions JOIN readings ON submission = id "
        "WHERE id = ?",
        (submission,),
    ).fetchone()
    if found is None:
        raise SmdeskError("desk.version-missing", version=submission)
    try:
        content = zlib.decompress(found[1])
    except zlib.error as problem:
        raise SmdeskError("desk.version-damaged", file=found[2]) from problem
    if sha256_hex(content) != found[0]:
        raise SmdeskError("desk.version-damaged", file=found[2])
    return content


def declaration_from(content: bytes) -> Declaration:
    """Return the declaration of canonical bytes that the desk itself stored."""
    told = json.loads(content)
    told.pop("version", None)
    return Declaration.model_validate(told)


def sources_of(connection: sqlite3.Connection, submission: int) -> dict[str, SourceOf]:
    """Return how each value of a version was read."""
    found = connection.execute(
        "SELECT sources FROM readings WHERE submission = ?", (submission,)
    ).fetchone()
    return {
        place: SourceOf(source, confidence, tuple(doubts))
        for place, source, confidence, *doubts in json.loads(zlib.decompress(found[0]))
    }


def versions_of(connection: sqlite3.Connection, case: int) -> tuple[Version, ...]:
    """Return the versions of a case in the order in which they came."""
    carried: dict[int, list[str]] = {}
    for submission, path in connection.execute(
        "SELECT submission, path FROM receipts WHERE submission IN "
        "(SELECT id FROM submissions WHERE case_id = ?) ORDER BY id",
        (case,),
    ):
        carried.setdefault(submission, []).append(path)
    rows = connection.execute(
        f"SELECT {_VERSION} FROM submissions WHERE case_id = ? ORDER BY number",  # noqa: S608
        (case,),
    )
    return tuple(_version(row, tuple(carried.get(row[0], ()))) for row in rows)


def version(connection: sqlite3.Connection, submission: int) -> Version:
    """Return one version; raises ``SmdeskError`` ``desk.version-missing``."""
    row = connection.execute(
        f"SELECT {_VERSION} FROM submissions WHERE id = ?",  # noqa: S608
        (submission,),
    ).fetchone()
    if row is None:
        raise SmdeskError("desk.version-missing", version=submission)
    return _version(row, ())


def _version(row: Any, carriers: tuple[str, ...]) -> Version:
    *plain, changed, problems, received = row
    told = (tuple(json.loads(changed)), problems_of(problems), from_stamp(received), carriers)
    return Version(*plain, *told)  # type: ignore[call-arg]


def damaged(connection: sqlite3.Connection) -> Iterator[int]:
    """Yield the versions whose content does not fit its digest."""
    for submission, digest, body in connection.execute(
        "SELECT id, digest, declaration FROM submissions JOIN readings ON submission = id"
    ):
        try:
            sound = sha256_hex(zlib.decompress(body)) == digest
        except zlib.error:
            sound = False
        if not sound:
            yield submission
