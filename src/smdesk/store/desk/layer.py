"""The bureau's own layer on a case: states, findings set aside, opinions, ranks, history."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from smdesk.errors import SmdeskError, sentence
from smdesk.notices.text import clean
from smdesk.store.desk import counting
from smdesk.store.desk.arriving import enter_state
from smdesk.store.desk.lists import case_row
from smdesk.store.desk.models import MOVES, SAID, Event, Opinion, State, StateEntry
from smdesk.store.desk.readings import content_of, sources_of, to_json
from smdesk.store.models import from_stamp, to_stamp

_FAMILY = (
    "WITH RECURSIVE family(id) AS (VALUES (?) UNION "
    "SELECT cases.id FROM cases JOIN family ON cases.joined = family.id)"
)
"""A case and those that were joined to it."""
_BESIDE = re.compile(r"(narrative|attachments)(?![\w.])")
"""Begins a place that is no value's address: in the narrative or among the attachments."""
OPINION = 20_000
"""Characters of one opinion at most: what goes up in a package is held to it as well."""
_EARLIEST, _LATEST = 315_532_800_000, 7_258_032_000_000
"""The stamps of 1980 and 2199: every machine can tell what lies between in its own time zone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Who does something, and when in milliseconds."""

    person: str
    at: int


def move(connection: sqlite3.Connection, case: int, state: State, note: str, mark: Mark) -> None:
    """Bring a case into another state; the state that it has stays, a new remark on it is kept.

    Raises ``SmdeskError``: ``desk.case-missing``, ``desk.move-refused``.
    """
    row = case_row(connection, case)
    if row.state == state:
        if note and note != _last_note(connection, case):
            enter_state(connection, case, state, mark.person, mark.at, note)
            add_event(connection, case, "state", {"from": state, "to": state, "note": note}, mark)
        return
    able = MOVES[row.state]
    if state not in able:
        named = "、".join(state_name(one) for one in State if one in able)
        raise SmdeskError(
            "desk.move-refused", applicant=row.applicant, old=state_name(row.state),
            new=state_name(state), able=named,
        )  # fmt: skip
    enter_state(connection, case, state, mark.person, mark.at, note)
    if state is State.REJECTED and row.rank is not None:
        left = [one for one in ranking(connection, row.notice, row.form) if one != case]
        put_ranking(connection, row.notice, row.form, left, mark)
    add_event(connection, case, "state", {"from": row.state, "to": state, "note": note}, mark)


def _last_note(connection: sqlite3.Connection, case: int) -> str:
    found: str = connection.execute(
        "SELECT note FROM states WHERE case_id = ? ORDER BY id DESC LIMIT 1", (case,)
    ).fetchone()[0]
    return found


def undo_move(
    connection: sqlite3.Connection, case: int, state: State, moved: State, mark: Mark
) -> bool:
    """Bring a case back from ``moved`` into the state before; returns whether it was there still.

    Both moves stay in the history: who did the one and who took it back.
    """
    if case_row(connection, case).state is not moved:
        return False
    note = sentence("desk.move-undone")
    enter_state(connection, case, state, mark.person, mark.at, note)
    add_event(connection, case, "state", {"from": moved, "to": state, "note": note}, mark)
    return True


def state_name(state: State) -> str:
    """Return a state's name for people."""
    return sentence(f"desk.state-{state.value}")


def dismiss(connection: sqlite3.Connection, case: int, key: str, reason: str, mark: Mark) -> None:
    """Set a finding of the current version aside; raises ``desk.finding-missing``."""
    row = case_row(connection, case)
    found = next(
        (one for one in counting.findings_of(connection, row.current) if one.key == key), None
    )
    if found is None:
        raise SmdeskError("desk.finding-missing", key=key)
    values = json.loads(content_of(connection, row.current))["values"]
    places = found.body.get("addresses", ())
    texts = {place: values.get(place, "") for place in places if not _BESIDE.match(place)}
    if len(texts) < len(places):
        texts[SAID] = str(found.body.get("message", ""))
    connection.execute(
        "INSERT INTO dismissals (case_id, key, reason, texts, person, at) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET reason = excluded.reason, "
        "texts = excluded.texts, person = excluded.person, at = excluded.at",
        (case, key, reason, to_json(texts), mark.person, mark.at),
    )
    add_event(connection, case, "dismiss", {"key": key, "reason": reason}, mark)
    counting.count(connection, case)


def take_up(connection: sqlite3.Connection, case: int, key: str, mark: Mark) -> None:
    """Take a finding up again that was set aside; harmless when it was not."""
    case_row(connection, case)
    gone = connection.execute(
        "DELETE FROM dismissals WHERE case_id = ? AND key = ?", (case, key)
    ).rowcount
    if gone:
        add_event(connection, case, "take-up", {"key": key}, mark)
        counting.count(connection, case)


def confirm(
    connection: sqlite3.Connection, case: int, addresses: Sequence[str], mark: Mark
) -> None:
    """Note that a person looked at doubtful values and found them rightly read.

    A blank that was read as left blank has no value and can be in doubt all the same. Raises
    ``SmdeskError`` ``desk.address-missing`` for a place that was not read at all.
    """
    row = case_row(connection, case)
    read = sources_of(connection, row.current)
    for place in addresses:
        if place not in read:
            raise SmdeskError("desk.address-missing", address=place)
    connection.executemany(
        "INSERT OR IGNORE INTO confirmations (submission, address, person, at) VALUES (?, ?, ?, ?)",
        [(row.current, place, mark.person, mark.at) for place in addresses],
    )
    _forget_misread(connection, row.current, addresses)
    told = {"addresses": list(addresses), "version": row.current}
    add_event(connection, case, "confirm", told, mark)
    counting.count(connection, case)


def take_back(
    connection: sqlite3.Connection,
    case: int,
    addresses: Sequence[str],
    mark: Mark,
    *,
    misread: bool = False,
) -> None:
    """Take back what was said of values of the current version: they are open again.

    ``misread`` says instead that a person looked and found the reading wrong.
    """
    row = case_row(connection, case)
    connection.executemany(
        "DELETE FROM confirmations WHERE submission = ? AND address = ?",
        [(row.current, place) for place in addresses],
    )
    _forget_misread(connection, row.current, addresses)
    if misread:
        connection.executemany(
            "INSERT INTO misread (submission, address, person, at) VALUES (?, ?, ?, ?)",
            [(row.current, place, mark.person, mark.at) for place in dict.fromkeys(addresses)],
        )
    told = {"addresses": list(addresses), "version": row.current}
    add_event(connection, case, "misread" if misread else "unconfirm", told, mark)
    counting.count(connection, case)


def _forget_misread(
    connection: sqlite3.Connection, submission: int, addresses: Sequence[str]
) -> None:
    connection.executemany(
        "DELETE FROM misread WHERE submission = ? AND address = ?",
        [(submission, place) for place in addresses],
    )


def add_opinion(
    connection: sqlite3.Connection, case: int, text: str, bureau: str, mark: Mark
) -> None:
    """Add what a bureau says of a case; earlier opinions stay.

    Raises ``SmdeskError`` ``desk.opinion-empty``, ``desk.opinion-long``.
    """
    case_row(connection, case)
    if not text.strip():
        raise SmdeskError("desk.opinion-empty")
    if len(text) > OPINION:
        raise SmdeskError("desk.opinion-long", count=len(text), most=OPINION)
    connection.execute(
        "INSERT INTO opinions (case_id, text, bureau, person, at) VALUES (?, ?, ?, ?, ?)",
        (case, text.strip(), bureau, mark.person, mark.at),
    )
    add_event(connection, case, "opinion", {"bureau": bureau}, mark)
    connection.execute("UPDATE cases SET touched = ? WHERE id = ?", (mark.at, case))


def note_paper(
    connection: sqlite3.Connection, case: int, found: Mapping[str, str | int], mark: Mark
) -> bool:
    """Note what a case's paper said; said again of the same versions it is not noted again."""
    case_row(connection, case)
    since = [one for one in history(connection, case) if one.what in {"paper", "version"}]
    if since and since[-1].what == "paper" and since[-1].detail == found:
        return False
    add_event(connection, case, "paper", found, mark)
    return True


def take_opinion(connection: sqlite3.Connection, case: int, opinion: Opinion) -> bool:
    """Add an opinion as another bureau gave it, once; return whether it was new."""
    at = to_stamp(opinion.at)
    known = connection.execute(
        "SELECT 1 FROM opinions WHERE case_id = ? AND text = ? AND person = ? AND at = ?",
        (case, opinion.text, opinion.person, at),
    ).fetchone()
    if known is None:
        connection.execute(
            "INSERT INTO opinions (case_id, text, bureau, person, at) VALUES (?, ?, ?, ?, ?)",
            (case, opinion.text, opinion.bureau, opinion.person, at),
        )
    return known is None


def ranking(connection: sqlite3.Connection, notice: str, form: str) -> list[int]:
    """Return the ranked cases of a form in order."""
    rows = connection.execute(
        "SELECT id FROM cases WHERE notice = ? AND form = ? AND rank IS NOT NULL ORDER BY rank",
        (notice, form),
    )
    return [one for (one,) in rows]


def ranking_before(connection: sqlite3.Connection, notice: str, form: str) -> list[int]:
    """Return the ranking of a form before the last that was put in its place, empty where none."""
    rows = connection.execute("SELECT detail FROM history WHERE what = 'rank' ORDER BY id DESC")
    told = (json.loads(text) for (text,) in rows)
    mine = (one["cases"] for one in told if one["form"] == f"{notice}/{form}")
    return [*next(islice(mine, 1, None), ())]


def put_ranking(
    connection: sqlite3.Connection, notice: str, form: str, cases: Sequence[int], mark: Mark
) -> None:
    """Make ``cases`` the ranking of a form: the first is 1; the others have no rank."""
    before = ranking(connection, notice, form)
    if before == list(cases):
        return
    connection.execute("UPDATE cases SET rank = NULL WHERE notice = ? AND form = ?", (notice, form))
    connection.executemany(
        "UPDATE cases SET rank = ? WHERE id = ? AND notice = ? AND form = ?",
        [(place, case, notice, form) for place, case in enumerate(cases, 1)],
    )
    add_event(connection, None, "rank", {"form": f"{notice}/{form}", "cases": list(cases)}, mark)


def layers(connection: sqlite3.Connection, notice: str, form: str) -> dict[str, list[int]]:
    """Return the rankings of single officers for a form, by name, in order."""
    found: dict[str, dict[int, None]] = {}
    for layer, case in connection.execute(
        "SELECT layer, case_id FROM ranks JOIN cases ON id = case_id "
        "WHERE notice = ? AND form = ? ORDER BY layer, position",
        (notice, form),
    ):
        # A joined case's place is that of the case that has its versions now.
        found.setdefault(layer, {})[home(connection, case)] = None
    return {name: list(order) for name, order in found.items()}


def home(connection: sqlite3.Connection, case: int) -> int:
    """Return the case that has the versions of a joined one now, itself where it is not joined."""
    joined: int | None = case
    while joined is not None:
        case = joined
        joined = connection.execute("SELECT joined FROM cases WHERE id = ?", (case,)).fetchone()[0]
    return case


def officer_name(text: str) -> str:
    """Return the name that an officer's ranking is kept under, for one that was typed."""
    return clean(text, multiline=False)


def put_layer(
    connection: sqlite3.Connection,
    layer: str,
    notice: str,
    form: str,
    cases: Sequence[int],
    mark: Mark,
) -> None:
    """Keep one officer's ranking of a form in the place of the one before."""
    layer = officer_name(layer)
    if not layer:
        raise SmdeskError("desk.layer-empty")
    connection.execute(
        "DELETE FROM ranks WHERE layer = ? AND case_id IN "
        "(SELECT id FROM cases WHERE notice = ? AND form = ?)",
        (layer, notice, form),
    )
    connection.executemany(
        "INSERT INTO ranks (layer, case_id, position) VALUES (?, ?, ?)",
        [(layer, case, place) for place, case in enumerate(cases, 1)],
    )
    told = {"form": f"{notice}/{form}", "layer": layer, "cases": list(cases)}
    add_event(connection, None, "rank-layer", told, mark)


def add_event(
    connection: sqlite3.Connection,
    case: int | None,
    what: str,
    detail: Mapping[str, Any],
    mark: Mark,
) -> None:
    """Append a line of history."""
    connection.execute(
        "INSERT INTO history (case_id, at, person, what, detail) VALUES (?, ?, ?, ?, ?)",
        (case, mark.at, mark.person, what, to_json(detail)),
    )


def history(connection: sqlite3.Connection, case: int) -> tuple[Event, ...]:
    """Return what happened to a case and to those that were joined to it, in order."""
    rows = connection.execute(
        f"{_FAMILY} SELECT at, person, what, detail, nullif(case_id, ?) FROM history "  # noqa: S608
        "WHERE case_id IN family AND (case_id = ? OR what <> 'moved-out') ORDER BY id",
        (case, case, case),
    )
    return tuple(
        Event(from_stamp(at), person, what, json.loads(detail), origin)
        for at, person, what, detail, origin in rows
    )


def states_of(connection: sqlite3.Connection, case: int) -> tuple[StateEntry, ...]:
    """Return the states that a case and those joined to it went through, in order."""
    rows = connection.execute(
        f"{_FAMILY} SELECT state, at, person, note, nullif(case_id, ?) FROM states "  # noqa: S608
        "WHERE case_id IN family ORDER BY id",
        (case, case),
    )
    return tuple(
        StateEntry(State(state), from_stamp(at), person, note, origin)
        for state, at, person, note, origin in rows
    )


def opinions_of(connection: sqlite3.Connection, case: int) -> tuple[Opinion, ...]:
    """Return what bureaus said of a case."""
    rows = connection.execute(
        "SELECT text, bureau, person, at FROM opinions WHERE case_id = ? ORDER BY id", (case,)
    )
    return tuple(
        # An earlier edition took in another bureau's moments that no time zone can tell.
        Opinion(text, bureau, person, from_stamp(min(max(at, _EARLIEST), _LATEST)))
        for text, bureau, person, at in rows
    )
