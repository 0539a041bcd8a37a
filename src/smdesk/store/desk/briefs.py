"""The texts of cases that the 汇总表 and comparisons ask for, without those found misread."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smdesk.store.desk import counting
from smdesk.store.desk.models import State

_CHUNK = 500
_MANY = 4000
"""From so many cases on, all are read at once."""


@dataclass(frozen=True, slots=True)
class Known:
    """Who a case is, where it stands, and some of its texts, empty where there is none."""

    case: int
    state: State
    applicant: str
    texts: tuple[str, ...]


def briefs(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Mapping[str, str]]:
    """Return the texts of cases in the order of ``ids``."""
    found: dict[int, str] = {}
    if len(ids) >= _MANY:
        found = dict(connection.execute("SELECT id, brief FROM cases").fetchall())
    else:
        for start in range(0, len(ids), _CHUNK):
            chunk = list(ids[start : start + _CHUNK])
            marks = ", ".join("?" * len(chunk))
            found |= connection.execute(
                f"SELECT id, brief FROM cases WHERE id IN ({marks})",  # noqa: S608
                chunk,
            ).fetchall()
    wrong = counting.misread_now(connection)
    told = ((one, json.loads(found[one])) for one in ids)
    return [
        {place: text for place, text in brief.items() if place not in wrong.get(one, ())}
        for one, brief in told
    ]


def known(
    connection: sqlite3.Connection, notice: str, form: str, places: Sequence[str]
) -> list[Known]:
    """Return every case of a form, by number, with its texts at ``places``."""
    wrong = counting.misread_now(connection)
    asked = "".join(", json_extract(brief, ?)" for _ in places)
    rows = connection.execute(
        f"SELECT id, state, applicant{asked} FROM cases "  # noqa: S608
        "WHERE notice = ? AND form = ? AND joined IS NULL ORDER BY id",
        (*(f'$."{one}"' for one in places), notice, form),
    )
    return [
        Known(case, State(state), applicant, tuple(
            "" if place in wrong.get(case, ()) else text or ""
            for place, text in zip(places, texts, strict=True)
        ))
        for case, state, applicant, *texts in rows
    ]  # fmt: skip
