"""Versions go by hand from one case to another, or into one of their own; nothing of them is lost.

A case whose last version went leads to the one that has it now: its states, history and ranks stay
under its number and are told there. What it took over by the move is noted in the history of both,
so that moving the same versions back restores what was.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Declaration
from smdesk.store.desk import counting, layer
from smdesk.store.desk.arriving import Hand, enter_state, new_case, newest, show
from smdesk.store.desk.models import Facts, State
from smdesk.store.desk.readings import content_of, declaration_from

FactsOf = Callable[[Declaration], Facts]
_UNTOUCHED = (State.RECEIVED, State.CORRECTED)


@dataclass(frozen=True)
class _Ends:
    """A move: which versions, out of which case, into which; who and when."""

    connection: sqlite3.Connection
    versions: tuple[int, ...]
    source: int
    target: int
    mark: layer.Mark

    def column(self, case: int, name: str) -> Any:
        row = self.connection.execute(
            f"SELECT {name} FROM cases WHERE id = ?",  # noqa: S608
            (case,),
        ).fetchone()
        return row[0]

    def has(self, case: int, version: int | None) -> bool:
        found = self.connection.execute(
            "SELECT 1 FROM submissions WHERE id = ? AND case_id = ?", (version, case)
        ).fetchone()
        return found is not None


def move_versions(
    connection: sqlite3.Connection,
    versions: Sequence[int],
    target: int | None,
    facts: FactsOf,
    mark: layer.Mark,
) -> int:
    """Put versions of one case behind those of another of its form, ``None``: into a new one.

    Returns the case that has them now. Raises ``SmdeskError``: ``desk.version-missing``,
    ``desk.case-missing``, ``desk.case-joined``, ``desk.move-several``, ``desk.move-alone``,
    ``desk.move-mixed``.
    """
    wanted = tuple(dict.fromkeys(versions))
    source = _source(connection, wanted)
    if target == source:
        return source
    if target is None:
        whole = connection.execute(
            "SELECT count(*) FROM submissions WHERE case_id = ?", (source,)
        ).fetchone()[0]
        if whole == len(wanted):
            raise SmdeskError("desk.move-alone", case=source)
        notice, form = _form(connection, source)
        hand = Hand(0, mark.person, mark.at, "")
        target = new_case(connection, Facts(notice, form, ""), hand)
    elif _form(connection, source) != _form(connection, target):
        raise SmdeskError("desk.move-mixed", case=source, other=target)
    ends = _Ends(connection, wanted, source, target, mark)
    undone = _last(ends, source, "moved-in", target)
    homes = _last(ends, target, "moved-out", source) if undone is not None else None
    if ends.column(target, "joined") is not None and homes is None:
        raise SmdeskError("desk.case-joined", case=target, other=layer.home(connection, target))
    _carry_out(ends, facts, undone, homes)
    return target


# -- how ---------------------------------------------------------------------------------------


def _source(connection: sqlite3.Connection, versions: Sequence[int]) -> int:
    cases = set()
    for one in versions:
        found = connection.execute(
            "SELECT case_id FROM submissions WHERE id = ?", (one,)
        ).fetchone()
        if found is None:
            raise SmdeskError("desk.version-missing", version=one)
        cases.add(found[0])
    if len(cases) != 1:
        raise SmdeskError("desk.move-several")
    return int(cases.pop())


def _form(connection: sqlite3.Connection, case: int) -> tuple[str, str]:
    found = connection.execute("SELECT notice, form FROM cases WHERE id = ?", (case,)).fetchone()
    if found is None:
        raise SmdeskError("desk.case-missing", case=case)
    return found[0], found[1]


def _last(ends: _Ends, case: int, what: str, other: int) -> dict[str, Any] | None:
    """Return the last move of exactly these versions between two cases, as ``case`` noted it."""
    rows = ends.connection.execute(
        "SELECT id, at, detail FROM history WHERE case_id = ? AND what = ? ORDER BY id DESC",
        (case, what),
    )
    for _, at, text in rows:
        told: dict[str, Any] = json.loads(text)
        if told["other"] == other and set(told["versions"]) == set(ends.versions):
            return told | {"at": at}
    return None


def _carry_out(
    ends: _Ends, facts: FactsOf, undone: dict[str, Any] | None, homes: dict[str, Any] | None
) -> None:
    before = {one: ends.column(one, "current") for one in (ends.source, ends.target)}
    ranks = {one: ends.column(one, "rank") for one in (ends.source, ends.target)}
    old = _numbers(ends)
    new = _renumber(
        ends, dict(zip(homes["versions"], homes["numbers"], strict=True)) if homes else {}
    )
    emptied = ends.connection.execute(
        "SELECT count(*) = 0 FROM submissions WHERE case_id = ?", (ends.source,)
    ).fetchone()[0]
    taken = _share(ends, undone, whole=bool(emptied))
    _settle_ranks(ends, ranks, undone, homes, emptied=bool(emptied))
    if emptied:
        ends.connection.execute(
            "UPDATE cases SET joined = ?, current = NULL, versions = 0, touched = ? WHERE id = ?",
            (ends.target, ends.mark.at, ends.source),
        )
    else:
        _show_rest(ends, facts, before[ends.source], undone)
    _show_target(ends, facts, homes)
    for case in (ends.source, ends.target):
        _know(ends, case, facts)
    versions = list(ends.versions)
    layer.add_event(
        ends.connection, ends.source, "moved-out",
        {"other": ends.target, "versions": versions, "numbers": old,
         "current": before[ends.source], "rank": ranks[ends.source]}, ends.mark,
    )  # fmt: skip
    layer.add_event(
        ends.connection, ends.target, "moved-in",
        {"other": ends.source, "versions": versions, "numbers": new,
         "current": before[ends.target], "rank": ranks[ends.target], **taken}, ends.mark,
    )  # fmt: skip


def _know(ends: _Ends, case: int, facts: FactsOf) -> None:
    """Let a case be found by what each of its versions calls the applicant."""
    ends.connection.execute("DELETE FROM known_as WHERE case_id = ?", (case,))
    rows = ends.connection.execute(
        "SELECT id FROM submissions WHERE case_id = ? ORDER BY number", (case,)
    ).fetchall()
    for (version,) in rows if len(rows) > 1 else ():
        one = facts(declaration_from(content_of(ends.connection, version)))
        ends.connection.execute(
            "INSERT OR IGNORE INTO known_as VALUES (?, ?, ?, ?, ?)",
            (case, one.applicant, one.subject, one.code, one.name_key),
        )


def _numbers(ends: _Ends) -> list[int]:
    return [
        ends.connection.execute("SELECT number FROM submissions WHERE id = ?", (one,)).fetchone()[0]
        for one in ends.versions
    ]


def _renumber(ends: _Ends, kept: dict[int, int]) -> list[int]:
    """Put the versions behind the target's, or where they were in it before."""
    numbers = []
    for one in ends.versions:
        last = ends.connection.execute(
            "SELECT coalesce(max(number), 0) FROM submissions WHERE case_id = ?", (ends.target,)
        ).fetchone()[0]
        number = kept.get(one, last + 1)
        free = ends.connection.execute(
            "SELECT 1 FROM submissions WHERE case_id = ? AND number = ?", (ends.target, number)
        ).fetchone()
        number = number if free is None else last + 1
        ends.connection.execute(
            "UPDATE submissions SET case_id = ?, number = ? WHERE id = ?",
            (ends.target, number, one),
        )
        numbers.append(number)
    return numbers


def _share(ends: _Ends, undone: dict[str, Any] | None, *, whole: bool) -> dict[str, Any]:
    """Let the target know what was set aside and said; return what it was given by that."""
    connection = ends.connection
    if undone is not None:
        for key in undone["keys"]:
            connection.execute(
                "DELETE FROM dismissals WHERE case_id = ? AND key = ? AND at <= ?",
                (ends.source, key, undone["at"]),
            )
        connection.executemany(
            "DELETE FROM opinions WHERE id = ?", [(one,) for one in undone["opinions"]]
        )
    since = undone["at"] if undone is not None else -1
    marks = ", ".join("?" * len(ends.versions))
    found = "1" if whole else f"key IN (SELECT key FROM findings WHERE submission IN ({marks}))"  # noqa: S608
    keys = connection.execute(
        "INSERT OR IGNORE INTO dismissals (case_id, key, reason, texts, person, at) "  # noqa: S608
        "SELECT ?, key, reason, texts, person, at FROM dismissals "
        f"WHERE case_id = ? AND at > ? AND {found} RETURNING key",
        (ends.target, ends.source, since, *(() if whole else ends.versions)),
    ).fetchall()
    opinions: list[tuple[int]] = []
    if whole:
        opinions = connection.execute(
            "INSERT INTO opinions (case_id, text, bureau, person, at) "
            "SELECT ?, text, bureau, person, at FROM opinions AS o WHERE case_id = ? AND at > ? "
            "AND NOT EXISTS (SELECT 1 FROM opinions AS p WHERE p.case_id = ? AND p.text = o.text "
            "AND p.person = o.person AND p.at = o.at) ORDER BY id RETURNING id",
            (ends.target, ends.source, since, ends.target),
        ).fetchall()
    return {"keys": [one for (one,) in keys], "opinions": [one for (one,) in opinions]}


def _settle_ranks(
    ends: _Ends, ranks: dict[int, int | None], undone: dict[str, Any] | None,
    homes: dict[str, Any] | None, *, emptied: bool,
) -> None:  # fmt: skip
    """Give an emptied case's place to the case that took its versions; give it back with them."""
    notice, form = _form(ends.connection, ends.source)
    before = layer.ranking(ends.connection, notice, form)
    order = list(before)
    if emptied and ends.source in order:
        if ends.target in order:
            order.remove(ends.source)
        else:
            order[order.index(ends.source)] = ends.target
    elif undone is not None and homes is not None and homes["rank"] is not None:
        borrowed = undone["rank"] is None and ends.source in order
        if borrowed:
            order[order.index(ends.source)] = ends.target
        elif ranks[ends.target] is None and ends.target not in order:
            order.insert(homes["rank"] - 1, ends.target)
    layer.put_ranking(ends.connection, notice, form, order, ends.mark)


def _show_rest(
    ends: _Ends, facts: FactsOf, before: int | None, undone: dict[str, Any] | None
) -> None:
    """Show what is left of the source: what was shown before these versions came, if it is there."""
    told = (undone["current"] if undone is not None else None, before)
    current = next((one for one in told if one is not None and ends.has(ends.source, one)), None)
    if current is None:
        current = newest(ends.connection, ends.source)
    _show(ends, ends.source, current, facts)
    _take_correction_back(ends)


def _take_correction_back(ends: _Ends) -> None:
    """Bring a case that a version made ``corrected`` back to where it stood before it came."""
    last = ends.connection.execute(
        "SELECT state, at FROM states WHERE case_id = ? ORDER BY id DESC LIMIT 2", (ends.source,)
    ).fetchall()
    if len(last) < 2 or last[0][0] != State.CORRECTED:
        return
    marks = ", ".join("?" * len(ends.versions))
    came = {
        at
        for (at,) in ends.connection.execute(
            f"SELECT received FROM submissions WHERE id IN ({marks}) "  # noqa: S608
            "UNION SELECT at FROM history WHERE case_id = ? AND what = 'moved-in'",
            (*ends.versions, ends.source),
        )
    }
    if last[0][1] in came:
        mark = ends.mark
        enter_state(ends.connection, ends.source, State(last[1][0]), mark.person, mark.at)


def _show_target(ends: _Ends, facts: FactsOf, homes: dict[str, Any] | None) -> None:
    connection, target = ends.connection, ends.target
    revived = ends.column(target, "joined") is not None
    before = ends.column(target, "current")
    connection.execute("UPDATE cases SET joined = NULL WHERE id = ?", (target,))
    current = homes["current"] if homes is not None else None
    if current is None or not ends.has(target, current):
        current = connection.execute(
            "SELECT id FROM submissions WHERE case_id = ? ORDER BY number DESC LIMIT 1", (target,)
        ).fetchone()[0]
    _show(ends, target, current, facts)
    state = ends.column(target, "state")
    if current != before and not revived and state not in _UNTOUCHED:
        enter_state(connection, target, State.CORRECTED, ends.mark.person, ends.mark.at)


def _show(ends: _Ends, case: int, current: int, facts: FactsOf) -> None:
    connection = ends.connection
    connection.execute(
        "UPDATE cases SET touched = ?, versions = "
        "(SELECT count(*) FROM submissions WHERE case_id = ?) WHERE id = ?",
        (ends.mark.at, case, case),
    )
    show(connection, case, current, facts(declaration_from(content_of(connection, current))))
    counting.count(connection, case)
