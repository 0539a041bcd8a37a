"""Puts versions of cases together or apart by hand, and names the cases that may belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Declaration
from smdesk.service.desk.differences import edition_of
from smdesk.service.desk.facts import (
    CONTACTS,
    NEAR,
    core_of,
    facts_of,
    likeness,
    may_be_alike,
    name_key,
    near,
)
from smdesk.store.desk.briefs import Known
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import CaseRow, Facts, State

Why = Literal["returned", "name", "mobile", "email", "phone", "person"]
"""Why two cases may be one: a correction is awaited, names are near, the same person is asked."""
_CONTACTS: tuple[Why, ...] = ("mobile", "email", "phone", "person")
_ALIKE = 0.6
"""From this likeness on a name is worth a look beside another sign."""
_MOST = 8
_MARKS = re.compile(r"[^\w@]+|_+")


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

    Raises as `store.desk.moving.move_versions`, ``desk.case-missing`` and ``desk.number-missing``.
    """
    known = {one.number: one.id for one in desk.case(case).versions}
    if into is not None:
        desk.case(into)
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
    (row,) = desk.rows([case]) or (desk.case(case).row,)
    known = desk.known(row.notice, row.form, CONTACTS)
    mine = next(one for one in known if one.case == case)
    looked = _Looked(name_key(mine.applicant), core_of(name_key(mine.applicant)), _contacts(mine))
    found: list[tuple[int, float, int, tuple[Why, ...]]] = []
    for one in known:
        told = looked.at(one) if one.case != case else None
        if told is not None:
            why, alike = told
            if State.RETURNED in {mine.state, one.state}:
                why = ("returned", *why)
            found.append((-len(why), -alike, one.case, why))
    found = sorted(found)[:_MOST]
    rows = {one.id: one for one in desk.rows([other for _, _, other, _ in found])}
    return tuple(
        Likely(rows[other], why, -alike) for _, alike, other, why in found if other in rows
    )


@dataclass(frozen=True)
class _Looked:
    """The case that others are held against: its name, what tells it from others, whom to ask."""

    name: str
    core: str
    contacts: tuple[str, ...]

    def at(self, other: Known) -> tuple[tuple[Why, ...], float] | None:
        """Return why another case may be one with it, and how like their names are."""
        name, theirs = self.name, name_key(other.applicant)
        yours = zip(_CONTACTS, self.contacts, _contacts(other), strict=True)
        shared = [why for why, mine, text in yours if mine and mine == text]
        same_name = bool(name and theirs) and (name == theirs or near(name, theirs))
        if not same_name and not shared and not may_be_alike(name, theirs, _ALIKE):
            return None  # nearly all end here
        alike = likeness(name, theirs) if shared or abs(len(name) - len(theirs)) < _MOST else 0.0
        core = self._core(theirs, NEAR if not shared else _ALIKE) if alike >= _ALIKE else 0.0
        telling = any(one != "person" for one in shared)
        if not same_name and not telling and not (shared and core >= _ALIKE) and core < NEAR:
            return None
        by_name: list[Why] = ["name"] if same_name or core >= _ALIKE else []
        return (*by_name, *shared), round(alike, 3)

    def _core(self, theirs: str, least: float) -> float:
        """Return how alike the cores of the names are; 0 where it is surely below ``least``."""
        core = core_of(theirs)
        return likeness(self.core, core) if may_be_alike(self.core, core, least) else 0.0


def _contacts(one: Known) -> tuple[str, ...]:
    return tuple(map(_plain, one.texts))


def _plain(text: str) -> str:
    return _MARKS.sub("", text.lower()) if text else ""
