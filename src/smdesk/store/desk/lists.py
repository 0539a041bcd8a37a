"""Lists of cases: search, filters, counts; quick for tens of thousands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from smdesk.errors import SmdeskError
from smdesk.store.desk.districts import districts_of
from smdesk.store.desk.models import CaseRow, Filter, State
from smdesk.store.desk.schema import CASE_SEARCH
from smdesk.store.models import from_stamp
from smdesk.store.search import expression

Order = Literal["rank", "newest", "applicant", "errors", "id"]

_SHOWN = (
    "id, notice, form, applicant, subject, code, district, district_name, modes, state, versions, "
    "errors, checks, hints, doubts, rank, current, touched, derived"
)
_ORDERS: dict[Order, str] = {
    "rank": "notice, form, rank IS NULL, rank, id",
    "newest": "touched DESC, id DESC",
    "applicant": "name_key, id",
    "errors": "errors DESC, checks DESC, id",
    "id": "id",
}
_CHUNK = 500
LAST = 2**63 - 1
"""The greatest number that SQLite holds: a longer one, mistyped, is no case's."""
THERE = "id NOT IN (SELECT id FROM cases WHERE joined IS NOT NULL)"
"""Cases that were not joined to another; told so, an index alone still answers for whole lists."""


@dataclass(frozen=True)
class Counts:
    """How many cases there are by notice and form, state, district and finding."""

    forms: dict[tuple[str, str], int]
    states: dict[State, int]
    districts: dict[str, int]
    """By the key that `Filter` takes, see `districts_of`."""
    rules: dict[tuple[str, str], int]
    """Cases whose current version a rule finds something in, by rule and level."""


def case_ids(connection: sqlite3.Connection, wanted: Filter, order: Order) -> list[int]:
    """Return the cases of a filter in order."""
    where, given = _where(connection, wanted)
    rows = connection.execute(
        f"SELECT id FROM cases WHERE {where} ORDER BY {_ORDERS[order]}",  # noqa: S608
        given,
    )
    return [one for (one,) in rows]


def case_rows(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[CaseRow]:
    """Yield the rows of cases in the order asked for; those that are gone are left out."""
    for start in range(0, len(ids), _CHUNK):
        chunk = [one for one in ids[start : start + _CHUNK] if 0 < one <= LAST]
        marks = ", ".join("?" * len(chunk))
        found = {
            row[0]: row
            for row in connection.execute(
                f"SELECT {_SHOWN} FROM cases WHERE id IN ({marks}) AND joined IS NULL",  # noqa: S608
                chunk,
            )
        }
        yield from (_row(found[one]) for one in chunk if one in found)


def all_rows(connection: sqlite3.Connection, wanted: Filter, order: Order) -> list[CaseRow]:
    """Return every row of a filter in order."""
    where, given = _where(connection, wanted)
    rows = connection.execute(
        f"SELECT {_SHOWN} FROM cases WHERE {where} ORDER BY {_ORDERS[order]}",  # noqa: S608
        given,
    )
    return [_row(one) for one in rows]


def states_in(connection: sqlite3.Connection, ids: Sequence[int]) -> frozenset[State]:
    """Return the states that cases are in."""
    found: set[str] = set()
    for start in range(0, len(ids), _CHUNK):
        chunk = list(ids[start : start + _CHUNK])
        marks = ", ".join("?" * len(chunk))
        rows = connection.execute(
            f"SELECT DISTINCT state FROM cases WHERE id IN ({marks}) AND joined IS NULL",  # noqa: S608
            chunk,
        )
        found |= {one for (one,) in rows}
    return frozenset(State(one) for one in found)


def case_row(connection: sqlite3.Connection, case: int) -> CaseRow:
    """Return one case's row; raises ``SmdeskError`` ``desk.case-missing``, ``desk.case-joined``."""
    found = next(case_rows(connection, [case]), None)
    if found is None:
        known = case if 0 < case <= LAST else 0
        joined = connection.execute("SELECT joined FROM cases WHERE id = ?", (known,)).fetchone()
        if joined is not None:
            raise SmdeskError("desk.case-joined", case=case, other=joined[0])
        raise SmdeskError("desk.case-missing", case=case)
    return found


def counts(connection: sqlite3.Connection) -> Counts:
    """Return the figures that filters and the matrix of findings show."""
    forms = connection.execute(
        f"SELECT notice, form, count(*) FROM cases WHERE {THERE} GROUP BY notice, form"  # noqa: S608
    )
    states = connection.execute(
        f"SELECT state, count(*) FROM cases WHERE {THERE} GROUP BY state"  # noqa: S608
    )
    rules = connection.execute(
        "SELECT rule, level, count(DISTINCT submission) FROM findings "
        "WHERE submission IN (SELECT current FROM cases) GROUP BY rule, level ORDER BY 3 DESC, 1"
    )
    gone = _closed_rules(connection)
    return Counts(
        {(notice, form): n for notice, form, n in forms},
        {State(state): n for state, n in states},
        {key: one.cases for key, one in districts_of(connection).items()},
        {
            (rule, level): n - gone.get((rule, level), 0)
            for rule, level, n in rules
            if n > gone.get((rule, level), 0)
        },
    )


def _closed_rules(connection: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """Return in how many cases nothing of a rule and level counts any more."""
    found = connection.execute(
        "SELECT rule, level, count(*) FROM (SELECT submission, rule, level, count(*) AS n FROM closed "
        "WHERE submission IN (SELECT current FROM cases) GROUP BY submission, rule, level) AS off "
        "WHERE n = (SELECT count(*) FROM findings AS told WHERE told.submission = off.submission "
        "AND told.rule = off.rule AND told.level = off.level) GROUP BY rule, level"
    )
    return {(rule, level): n for rule, level, n in found}


def _where(connection: sqlite3.Connection, wanted: Filter) -> tuple[str, list[Any]]:
    parts: list[str] = [THERE]
    given: list[Any] = []
    for column, text in (("notice", wanted.notice), ("form", wanted.form)):
        if text:
            parts.append(f"{column} = ?")
            given.append(text)
    if wanted.district and not wanted.district.isdigit():
        one = districts_of(connection).get(wanted.district)
        parts.append(
            " OR ".join(["(district = ? AND district_name = ?)"] * len(one.places)).join("()")
            if one is not None else "0"
        )  # fmt: skip
        given += [text for place in (one.places if one else ()) for text in place]
    elif wanted.district:
        # 330100 is the whole city, 330000 the whole province.
        stem = wanted.district
        while len(stem) > 2 and stem.endswith("00"):
            stem = stem[:-2]
        parts.append("district >= ? AND district < ?")
        given += [stem, stem + "~"]
    if wanted.states:
        parts.append(f"state IN ({', '.join('?' * len(wanted.states))})")
        given += [str(one) for one in wanted.states]
    if wanted.rule:
        # Few were set aside in all; to look each finding up in them would read every body.
        parts.append(
            "current IN (SELECT submission FROM findings WHERE rule = ?) AND current NOT IN ("
            "SELECT submission FROM (SELECT submission, count(*) AS n FROM closed WHERE rule = ? "
            "GROUP BY submission) AS off WHERE n = (SELECT count(*) FROM findings AS told "
            "WHERE told.submission = off.submission AND told.rule = ?))"
        )
        given += [wanted.rule] * 3
    if wanted.mode:
        parts.append("'|' || modes || '|' LIKE '%|' || ? || '|%'")
        given.append(wanted.mode)
    if wanted.counted:
        parts.append(f"{wanted.counted} > 0")
    searched = expression(wanted.query) if wanted.query else None
    if searched is not None:
        parts.append(
            f"id IN (SELECT rowid FROM {CASE_SEARCH.name} WHERE {CASE_SEARCH.name} MATCH ?)"  # noqa: S608
        )
        given.append(searched)
    return " AND ".join(parts), given


def _row(found: Sequence[Any]) -> CaseRow:
    case, *texts, modes, state, versions, errors, checks, hints, doubts, rank = found[:-3]
    current, touched, derived = found[-3:]
    told = (tuple(modes.split("|")) if modes else (), State(state), versions, errors, checks)
    rest = (hints, doubts, rank, current, from_stamp(touched), bool(derived))
    return CaseRow(case, *texts, *told, *rest)  # type: ignore[call-arg]
