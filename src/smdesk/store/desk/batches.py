"""The batches of files that were taken in: the last one, and whether it was taken in whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from smdesk.store.desk import readings
from smdesk.store.desk.models import Place, Receipt


@dataclass(frozen=True)
class LastBatch:
    """What was to be taken in, whether all of it was, and the outcomes that came of it first."""

    paths: tuple[str, ...]
    whole: bool
    receipts: tuple[Receipt, ...]


def last_batch(connection: sqlite3.Connection) -> LastBatch | None:
    """Return the batch that was worked on last, ``None`` on a desk that took in nothing."""
    found = connection.execute(
        "SELECT id, paths, finished IS NOT NULL FROM batches ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if found is None:
        return None
    number, paths, whole = found
    receipts = receipts_where(connection, "batch = ?", (number,))
    return LastBatch(tuple(json.loads(paths)), bool(whole), tuple(receipts))


def receipts_where(
    connection: sqlite3.Connection, where: str, given: Sequence[object]
) -> list[Receipt]:
    """Return the receipts for which a condition holds, in the order in which places first came."""
    rows = connection.execute(
        "SELECT path, size, modified, outcome, sha256, problems, submission, "  # noqa: S608
        "(SELECT case_id FROM submissions WHERE id = submission) FROM receipts "
        f"WHERE {where} ORDER BY id",
        given,
    )
    return [
        Receipt(
            Place(path, size, modified), outcome, sha256, readings.problems_of(problems),
            submission, case,
        )
        for path, size, modified, outcome, sha256, problems, submission, case in rows
    ]  # fmt: skip
