"""Findings of a version as kept, and how many of them count for its case."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping

from smdesk.errors import Level
from smdesk.store.desk.models import SAID, Dismissal, StoredFinding
from smdesk.store.desk.readings import content_of, to_json
from smdesk.store.desk.wording import in_common
from smdesk.store.models import from_stamp

DOUBT = "reading.doubt"
"""The rule of a value that a person has to look at."""
_HEARD = 24
"""Findings of a rule, from the first and from the last, that are asked what it says."""
_FIRST = (
    "SELECT json_extract(body, '$.message') FROM findings"
    " WHERE rule = ? ORDER BY submission LIMIT ?"
)
_LAST = _FIRST.replace("submission", "submission DESC")


# Where cases are joined with what belongs to their current versions, CROSS JOIN has SQLite begin with
# the cases: ``current`` has no index, and begun with the other side each row of it reads all cases.


def put_findings(
    connection: sqlite3.Connection, submission: int, findings: Iterable[StoredFinding], rules: str
) -> None:
    """Keep what the rules of hash ``rules`` found; what an older edition found goes."""
    rows = [(one.rule, one.level, one.key, to_json(one.body)) for one in findings]
    put_rows(connection, submission, rows, rules)


def put_rows(
    connection: sqlite3.Connection,
    submission: int,
    rows: Iterable[tuple[str, str, str, str]],
    rules: str,
) -> None:
    """Keep findings told as rows (rule, level, key, body) as `put_findings` does."""
    connection.execute("DELETE FROM findings WHERE submission = ?", (submission,))
    connection.executemany(
        "INSERT INTO findings (submission, place, rule, level, key, body) VALUES (?, ?, ?, ?, ?, ?)",
        [(submission, place, *row) for place, row in enumerate(rows)],
    )
    connection.execute(
        "INSERT INTO checked (submission, rules) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET rules = excluded.rules",
        (submission, rules),
    )


def findings_of(connection: sqlite3.Connection, submission: int) -> Iterator[StoredFinding]:
    """Yield the findings of a version in printed order."""
    for rule, level, key, body in connection.execute(
        "SELECT rule, level, key, body FROM findings WHERE submission = ? ORDER BY place",
        (submission,),
    ):
        yield StoredFinding(rule, level, key, json.loads(body))


def dismissals_of(connection: sqlite3.Connection, case: int) -> dict[str, Dismissal]:
    """Return what was set aside in a case, by key."""
    rows = connection.execute(
        "SELECT key, reason, texts, person, at FROM dismissals WHERE case_id = ? ORDER BY at",
        (case,),
    )
    return {
        key: Dismissal(key, reason, json.loads(texts), person, from_stamp(at))
        for key, reason, texts, person, at in rows
    }


def stands(dismissal: Dismissal, values: Mapping[str, str], message: str) -> bool:
    """Whether a dismissal still holds: the values that it was about say what they said.

    So does the finding, where it is about more than values (``message`` is what it says now).
    """
    told = dict(dismissal.texts)
    said = told.pop(SAID, message)
    return said == message and all(values.get(place, "") == text for place, text in told.items())


def _messages_of(
    connection: sqlite3.Connection, submission: int, keys: Iterable[str]
) -> dict[str, str]:
    """Return what findings of a version say, those of some keys."""
    found = {}
    for key in keys:
        for (text,) in connection.execute(
            "SELECT json_extract(body, '$.message') FROM findings WHERE submission = ? AND key = ?",
            (submission, key),
        ):
            found[key] = str(text or "")
    return found


def confirmed_in(connection: sqlite3.Connection, submission: int) -> frozenset[str]:
    """Return the values of a version that a person looked at and found rightly read."""
    rows = connection.execute(
        "SELECT address FROM confirmations WHERE submission = ?", (submission,)
    )
    return frozenset(place for (place,) in rows)


def misread_in(connection: sqlite3.Connection, submission: int) -> dict[str, tuple[str, int]]:
    """Return the values of a version that a person found misread: by whom and when, by address."""
    rows = connection.execute(
        "SELECT address, person, at FROM misread WHERE submission = ? ORDER BY at, address",
        (submission,),
    )
    return {place: (person, at) for place, person, at in rows}


def misread_now(connection: sqlite3.Connection) -> dict[int, frozenset[str]]:
    """Return the values found misread in the current version of each case, by case."""
    found: dict[int, set[str]] = {}
    for case, place in connection.execute(
        "SELECT cases.id, misread.address FROM cases CROSS JOIN misread ON misread.submission = cases.current"
    ):
        found.setdefault(case, set()).add(place)
    return {case: frozenset(places) for case, places in found.items()}


def doubted_now(connection: sqlite3.Connection) -> dict[int, frozenset[str]]:
    """Return the values in doubt in the current version of each case that nobody has looked at, by case."""
    found: dict[int, set[str]] = {}
    for case, place in connection.execute(
        "SELECT cases.id, place.value FROM cases"
        " CROSS JOIN findings ON findings.submission = cases.current AND findings.rule = ?,"
        " json_each(findings.body, '$.addresses') AS place WHERE 1"
        " AND NOT EXISTS (SELECT 1 FROM confirmations AS seen"
        " WHERE seen.submission = findings.submission AND seen.address = place.value)"
        " AND NOT EXISTS (SELECT 1 FROM misread AS seen"
        " WHERE seen.submission = findings.submission AND seen.address = place.value)",
        (DOUBT,),
    ):
        found.setdefault(case, set()).add(place)
    return {case: frozenset(places) for case, places in found.items()}


def on_misread(rule: str, addresses: Iterable[str], misread: Container[str]) -> bool:
    """Whether a finding is about a value that was misread: it says nothing of the applicant."""
    return rule != DOUBT and any(one.partition("#")[0] in misread for one in addresses)


def _keys_on_misread(connection: sqlite3.Connection, submission: int) -> set[str]:
    wrong = misread_in(connection, submission)
    if not wrong:
        return set()
    return {
        one.key
        for one in findings_of(connection, submission)
        if on_misread(one.rule, one.body.get("addresses", ()), wrong)
    }


def open_findings(connection: sqlite3.Connection) -> Iterator[tuple[int, str, Level]]:
    """Yield case, rule and level of what is found in current versions and still counts."""
    gone: set[tuple[int, str]] = set(
        connection.execute(
            "SELECT cases.id, closed.key FROM cases CROSS JOIN closed ON closed.submission = current"
        )
    )
    for case, rule, level, key in connection.execute(
        "SELECT cases.id, rule, level, key FROM cases JOIN findings ON submission = current"
    ):
        if (case, key) not in gone:
            yield case, rule, level


def messages(connection: sqlite3.Connection) -> dict[str, str]:
    """Return what each rule says in common of the cases where it finds something."""
    rules = connection.execute("SELECT DISTINCT rule FROM findings").fetchall()
    said = {rule: _said(connection, rule) for (rule,) in rules}
    return {rule: in_common(texts) for rule, texts in said.items() if texts}


def _said(connection: sqlite3.Connection, rule: str) -> list[str]:
    """Return what a rule says in the first and the last of the versions that it finds fault with."""
    first, last = (
        connection.execute(asked, (rule, _HEARD)).fetchall() for asked in (_FIRST, _LAST)
    )
    return [text for (text,) in (*first, *last) if text]


def count(connection: sqlite3.Connection, case: int) -> None:
    """Bring the counts of a case in step with findings, dismissals and confirmations.

    What no longer counts in its current version is noted, for lists that ask for what does.
    """
    submission = connection.execute("SELECT current FROM cases WHERE id = ?", (case,)).fetchone()[0]
    aside = dismissals_of(connection, case)
    if aside:
        values = json.loads(content_of(connection, submission))["values"]
        says = _messages_of(connection, submission, aside)
        aside = {
            key: one for key, one in aside.items() if key in says and stands(one, values, says[key])
        }
    seen = {f"{DOUBT}@{place}" for place in confirmed_in(connection, submission)}
    seen |= _keys_on_misread(connection, submission)
    totals = dict.fromkeys(("error", "check", "hint", DOUBT), 0)
    closed = []
    for rule, level, key in connection.execute(
        "SELECT rule, level, key FROM findings WHERE submission = ?", (submission,)
    ):
        if key in aside or key in seen:
            closed.append((submission, key, rule, level))
        else:
            totals[DOUBT if rule == DOUBT else level] += 1
    connection.execute("DELETE FROM closed WHERE submission = ?", (submission,))
    connection.executemany(
        "INSERT INTO closed (submission, key, rule, level) VALUES (?, ?, ?, ?)", closed
    )
    connection.execute(
        "UPDATE cases SET errors = ?, checks = ?, hints = ?, doubts = ? WHERE id = ?",
        (*totals.values(), case),
    )
