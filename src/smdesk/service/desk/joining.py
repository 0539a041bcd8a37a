"""Puts versions of cases together or apart by hand, and names the cases that may belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Declaration
from smdesk.service.desk.differences import edition_of
from smdesk.service.desk.facts import CONTACTS, NEAR, core_of, facts_of, likeness, name_key, near
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import CaseRow, Facts, Filter, State

Why = Literal["returned", "name", "mobile", "email", "phone", "person"]
"""Why two cases may be one: a correction is awaited, names are near, the same person is asked."""
_CONTACTS: tuple[Why, ...] = ("mobile", "email", "phone", "person")
_ALIKE = 0.6
"""From this likeness on a name is worth a look beside another sign."""
_MOST = 8


@dataclass(frozen=True, slots=True)
class Likely:
    """A case that another may be a version of, and why; the likeliest come first."""

    row: CaseRow
    why: tuple[Why, ...]
    likeness: float


def join(desk: Desk, case: int, into: int) -> int:
    """Put every version of a case behind those of another; return the case that has them.

    Raises as `store.desk.moving.move_versions`, and ``desk.move-itself``.
    """
    if case == into:
        raise SmdeskError("desk.move-itself", case=case)
    versions = [one.id for one in desk.case(case).versions]
    desk.case(into)
    return desk.move_versions(versions, into, facts_from)


def part(desk: Desk, case: int, numbers: Sequence[int], into: int | None = None) -> int:
    """Take versions, named by number, out of a case into another, ``None``: into one of their own.

    Raises as `store.desk.moving.move_versions`, and ``desk.number-missing``.
    """
    known = {one.number: one.id for one in desk.case(case).versions}
    for number in numbers:
        if number not in known:
            raise SmdeskError("desk.number-missing", case=case, number=number)
    return desk.move_versions([known[one] for one in numbers], into, facts_from)


def give_back(desk: Desk, case: int) -> int:
    """Give a case that was joined its versions back; return the case that had them.

    Raises ``SmdeskError`` ``desk.not-joined``, ``desk.case-missing`` and as the move.
    """
    home = desk.home(case)
    if home == case:
        desk.case(case)
        raise SmdeskError("desk.not-joined", case=case)
    mine = joined_versions(desk, home, case)
    if not mine:
        raise SmdeskError("desk.not-joined", case=case)
    desk.move_versions(mine, case, facts_from)
    return home


def joined_versions(desk: Desk, home: int, case: int) -> list[int]:
    """Return the versions that a case has from one that was joined to it, in order."""
    there = {one.id for one in desk.case(home).versions}
    events = [one for one in desk.history(home) if one.what == "moved-in"]
    last = next((one for one in reversed(events) if one.detail["other"] == case), None)
    return [one for one in last.detail["versions"] if one in there] if last is not None else []


def facts_from(declaration: Declaration) -> Facts:
    """Return what lists show of a declaration, by the edition that it was read with."""
    pack, form = edition_of(declaration)
    return facts_of(pack, form, declaration)


# -- what may belong together ------------------------------------------------------------------


def likely(desk: Desk, case: int) -> tuple[Likely, ...]:
    """Return the cases of its form that a case may be a version of; a person decides.

    A near name tells it, or the same telephone or address for mail; the same person only together
    with a name that is like it.
    """
    row = desk.case(case).row
    rows = [
        one for one in desk.cases(Filter(notice=row.notice, form=row.form), "id") if one.id != case
    ]
    briefs = desk.briefs([case, *(one.id for one in rows)])
    mine = _contacts(briefs[0])
    found = []
    for other, brief in zip(rows, briefs[1:], strict=True):
        told = _why(row, other, mine, _contacts(brief))
        if told is not None:
            found.append(told)
    found.sort(key=lambda one: (-len(one.why), -one.likeness, one.row.id))
    return tuple(found[:_MOST])


def _why(
    row: CaseRow, other: CaseRow, mine: dict[Why, str], yours: dict[Why, str]
) -> Likely | None:
    name, theirs = name_key(row.applicant), name_key(other.applicant)
    shared = [one for one, text in mine.items() if text and yours.get(one) == text]
    alike = likeness(name, theirs) if shared or abs(len(name) - len(theirs)) < _MOST else 0.0
    same_name = bool(name and theirs) and (name == theirs or near(name, theirs))
    telling = [one for one in shared if one != "person"]
    core = likeness(core_of(name), core_of(theirs)) if alike >= _ALIKE else 0.0
    if not same_name and not telling and not (shared and core >= _ALIKE) and core < NEAR:
        return None
    why: list[Why] = ["returned"] if State.RETURNED in {row.state, other.state} else []
    if same_name or core >= _ALIKE:
        why.append("name")
    return Likely(other, (*why, *shared), round(alike, 3))


def _contacts(brief: Mapping[str, str]) -> dict[Why, str]:
    return {
        why: _plain(brief.get(place, "")) for why, place in zip(_CONTACTS, CONTACTS, strict=True)
    }


def _plain(text: str) -> str:
    return "".join(one for one in text.lower() if one.isalnum() or one == "@")
