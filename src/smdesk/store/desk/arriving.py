"""What was received comes into the desk: a version of a case, or what is there already."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from smdesk.errors import Problem, sentence
from smdesk.store.desk import counting, readings
from smdesk.store.desk.models import Arrived, CaseKey, Facts, Place, Receipt, State
from smdesk.store.desk.readings import problems_text, to_json
from smdesk.store.desk.schema import CASE_SEARCH
from smdesk.store.search import tokens

Choose = Callable[[Facts, Sequence[CaseKey]], int | None]
"""Says which of the cases of that code or name a declaration is a version of, ``None``: a new one."""

_UNTOUCHED = (State.RECEIVED, State.CORRECTED)
_DECIDED = (State.ACCEPTED, State.RECOMMENDED, State.REJECTED)


@dataclass(frozen=True)
class Hand:
    """Who takes what in, in which batch, when (milliseconds), with which readers."""

    batch: int
    person: str
    at: int
    reader: str


def note_receipt(connection: sqlite3.Connection, receipt: Receipt, kind: str, hand: Hand) -> None:
    """Keep a file's outcome; a place that is received again has its last one."""
    place, told = receipt.place, problems_text(receipt.problems)
    connection.execute(
        "INSERT INTO receipts (batch, path, size, modified, sha256, outcome, problems, "
        "submission, at, person, reader) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (path) DO UPDATE SET batch = excluded.batch, size = excluded.size, "
        "modified = excluded.modified, sha256 = excluded.sha256, outcome = excluded.outcome, "
        "problems = excluded.problems, submission = excluded.submission, at = excluded.at, "
        "person = excluded.person, reader = excluded.reader",
        (
            hand.batch, place.path, place.size, place.modified, receipt.sha256, receipt.outcome,
            told, receipt.submission, hand.at, hand.person, hand.reader,
        ),
    )  # fmt: skip
    if receipt.sha256:
        connection.execute(
            "INSERT INTO files (sha256, size, kind, status, problems, reader, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET status = excluded.status, "
            "problems = excluded.problems, reader = excluded.reader",
            (
                receipt.sha256, place.size, kind, receipt.outcome, told, hand.reader, hand.at,
            ),
        )  # fmt: skip


def arrive(connection: sqlite3.Connection, arrived: Arrived, choose: Choose, hand: Hand) -> Receipt:
    """Put a received declaration into its case, made if there is none; return its receipt.

    The same content is there once, by whatever file it came.
    """
    known = connection.execute(
        "SELECT id, case_id FROM submissions WHERE digest = ?", (arrived.digest,)
    ).fetchone()
    if known is not None:
        submission, case = known
        _carry(connection, submission, arrived.sha256)
        receipt = Receipt(
            arrived.place, "again", arrived.sha256, arrived.problems, submission, case
        )
        note_receipt(connection, receipt, arrived.kind, hand)
        return receipt
    chosen = _kin(connection, arrived)
    if chosen is None:
        chosen = choose(arrived.facts, _candidates(connection, arrived.facts))
    case = new_case(connection, arrived.facts, hand) if chosen is None else chosen
    submission = _new_version(connection, case, arrived, hand)
    told = _make_current(connection, case, submission, arrived, hand)
    problems = (*arrived.problems, *told)
    receipt = Receipt(arrived.place, arrived.status, arrived.sha256, problems, submission, case)
    note_receipt(connection, receipt, arrived.kind, hand)
    return receipt


def _kin(connection: sqlite3.Connection, arrived: Arrived) -> int | None:
    """Return the case that has a content which the sender knows to be of the same case."""
    for digest in arrived.kin:
        found = connection.execute(
            "SELECT case_id FROM submissions JOIN cases ON cases.id = case_id "
            "WHERE digest = ? AND notice = ? AND form = ?",
            (digest, arrived.facts.notice, arrived.facts.form),
        ).fetchone()
        if found is not None:
            return int(found[0])
    return None


def _candidates(connection: sqlite3.Connection, facts: Facts) -> list[CaseKey]:
    """Return the cases of that form with the same code or name, and those to be corrected."""
    keys = []
    for column, text in (
        ("code", facts.code), ("name_key", facts.name_key), ("state", State.RETURNED.value),
    ):  # fmt: skip
        if text:
            given = (text, facts.notice, facts.form)
            keys += connection.execute(
                "SELECT id, applicant, subject, code, name_key, state = 'returned' FROM cases "  # noqa: S608
                f"WHERE {column} = ? AND notice = ? AND form = ? AND joined IS NULL ORDER BY id",
                given,
            ).fetchall()
            known = "cases.state" if column == "state" else f"k.{column}"
            keys += connection.execute(
                "SELECT cases.id, k.applicant, k.subject, k.code, k.name_key, state = 'returned' "  # noqa: S608
                "FROM known_as AS k JOIN cases ON cases.id = k.case_id "
                f"WHERE {known} = ? AND notice = ? AND form = ? ORDER BY cases.id",
                given,
            ).fetchall()
    return [CaseKey(*row) for row in dict.fromkeys(keys)]


def new_case(connection: sqlite3.Connection, facts: Facts, hand: Hand) -> int:
    """Make a case of a notice and form, still without versions."""
    made = connection.execute(
        "INSERT INTO cases (notice, form, applicant, subject, code, name_key, district, "
        "district_name, modes, brief, state, versions, errors, checks, hints, doubts, created, "
        "touched) VALUES (?, ?, '', '', '', '', '', '', '', '{}', ?, 0, 0, 0, 0, 0, ?, ?)",
        (facts.notice, facts.form, State.RECEIVED, hand.at, hand.at),
    ).lastrowid
    assert made is not None
    enter_state(connection, made, State.RECEIVED, hand.person, hand.at)
    return made


def enter_state(
    connection: sqlite3.Connection, case: int, state: State, person: str, at: int, note: str = ""
) -> None:
    """Bring a case into a state and keep when, who and why."""
    connection.execute(
        "INSERT INTO states (case_id, state, at, person, note) VALUES (?, ?, ?, ?, ?)",
        (case, state, at, person, note),
    )
    connection.execute("UPDATE cases SET state = ?, touched = ? WHERE id = ?", (state, at, case))


def _new_version(connection: sqlite3.Connection, case: int, one: Arrived, hand: Hand) -> int:
    number = connection.execute(
        "SELECT coalesce(max(number), 0) + 1 FROM submissions WHERE case_id = ?", (case,)
    ).fetchone()[0]
    submission = connection.execute(
        "INSERT INTO submissions (case_id, number, sha256, file, kind, status, digest, seal_code, "
        "seal, pack, changed, problems, modified, batch, received) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            case, number, one.sha256, one.place.path, one.kind, one.status, one.digest,
            one.seal_code, one.seal, one.pack, to_json(one.changed), problems_text(one.problems),
            one.place.modified, 0 if one.superseded else hand.batch, hand.at,
        ),
    ).lastrowid  # fmt: skip
    assert submission is not None
    rows = readings.written(one)
    readings.put_reading(connection, submission, rows)
    _carry(connection, submission, one.sha256)
    counting.put_rows(connection, submission, rows.findings, one.rules)
    connection.execute(
        "INSERT INTO history (case_id, at, person, what, detail) VALUES (?, ?, ?, 'version', ?)",
        (case, hand.at, hand.person, to_json({"number": number, "file": one.place.path})),
    )
    return submission


def _carry(connection: sqlite3.Connection, submission: int, sha256: str) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO carriers (submission, sha256) VALUES (?, ?)", (submission, sha256)
    )


def newest(connection: sqlite3.Connection, case: int) -> int:
    """Return the version of the last batch, of its sound carrier, of the file's own time.

    One that had been put aside before it came is of no batch (0): any other is newer.
    """
    found: int = connection.execute(
        "SELECT id FROM submissions WHERE case_id = ? "
        "ORDER BY batch DESC, seal = 'none', modified DESC, id DESC LIMIT 1",
        (case,),
    ).fetchone()[0]
    return found


def _make_current(
    connection: sqlite3.Connection, case: int, submission: int, arrived: Arrived, hand: Hand
) -> tuple[Problem, ...]:
    """Show the newest version; returns what is to be said where that undoes a decision."""
    last = newest(connection, case)
    connection.execute(
        "UPDATE cases SET versions = versions + 1, touched = ? WHERE id = ?", (hand.at, case)
    )
    if last != submission:
        return ()
    brief = arrived.written.brief if arrived.written is not None else ""
    show(connection, case, submission, arrived.facts, brief)
    state = connection.execute("SELECT state FROM cases WHERE id = ?", (case,)).fetchone()[0]
    if state not in _UNTOUCHED:
        enter_state(connection, case, State.CORRECTED, hand.person, hand.at)
    if state not in _DECIDED:
        return ()
    told = {
        "applicant": arrived.facts.applicant,
        "case": case,
        "old": sentence(f"desk.state-{state}"),
    }
    return (Problem("desk.reopened", "check", told),)


def show(
    connection: sqlite3.Connection, case: int, submission: int, facts: Facts, brief: str = ""
) -> None:
    """Make a version the one that lists show of a case; ``brief`` is that of the facts, as JSON."""
    connection.execute(
        "UPDATE cases SET current = ?, applicant = ?, subject = ?, code = ?, name_key = ?, "
        "district = ?, district_name = ?, derived = ?, modes = ?, brief = ? WHERE id = ?",
        (
            submission, facts.applicant, facts.subject, facts.code, facts.name_key,
            facts.district, facts.district_name, facts.derived, "|".join(facts.modes),
            brief or to_json(dict(facts.brief)), case,
        ),
    )  # fmt: skip
    CASE_SEARCH.put_tokens(connection, case, facts.tokens or tokens(facts.sought))
    counting.count(connection, case)


def known_place(place: Place, row: tuple[int, int] | None) -> bool:
    """Whether the file at a place is the one that was received from there."""
    return row == (place.size, place.modified)
