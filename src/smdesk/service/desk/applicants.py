"""The same applicant twice: by code, by name, by a name that is nearly the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from smdesk.service.desk.facts import core_of, likeness, name_key
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import CaseRow, Filter

Kind = Literal["code", "name", "near", "several"]
"""``code``: one code, one form, several cases; ``name``: one name under several codes; ``near``:
names nearly the same; ``several``: one applicant in several types or notices."""

_SHORTEST = 4
"""Characters from which on a name tells something."""


@dataclass(frozen=True, slots=True)
class Twice:
    """Cases that may be one applicant's, in order; ``likeness`` of names, 1 where not compared."""

    kind: Kind
    cases: tuple[int, ...]
    likeness: float = 1.0


def twice(desk: Desk, wanted: Filter = Filter()) -> tuple[Twice, ...]:  # noqa: B008
    """Return every group of cases of a desk that a person has to look at as one applicant's.

    Of a filter those where one of them is asked for: the other may be of another type, or place.
    """
    asked = frozenset(desk.case_ids(wanted))
    return tuple(one for one in groups(desk.cases(order="id")) if not asked.isdisjoint(one.cases))


def groups(rows: Sequence[CaseRow]) -> Iterator[Twice]:
    """Yield the groups among ``rows``; each pair of near names once."""
    yield from _same_codes(rows)
    yield from _same_names(rows)
    yield from _near_names(rows)


def of_case(found: Iterable[Twice], case: int) -> tuple[Twice, ...]:
    """Return the groups that a case is in."""
    return tuple(one for one in found if case in one.cases)


def _same_codes(rows: Sequence[CaseRow]) -> Iterator[Twice]:
    by_code: dict[str, list[CaseRow]] = defaultdict(list)
    for row in rows:
        if row.code:
            by_code[row.code].append(row)
    for cases in by_code.values():
        if len(cases) < 2:
            continue
        by_form: dict[tuple[str, str], list[int]] = defaultdict(list)
        for row in cases:
            by_form[row.notice, row.form].append(row.id)
        for several in by_form.values():
            if len(several) > 1:
                yield Twice("code", tuple(several))
        if len(by_form) > 1:
            yield Twice("several", tuple(one.id for one in cases))


def _same_names(rows: Sequence[CaseRow]) -> Iterator[Twice]:
    by_name: dict[str, list[CaseRow]] = defaultdict(list)
    for row in rows:
        if row.applicant:
            by_name[name_key(row.applicant)].append(row)
    for cases in by_name.values():
        if len(cases) > 1 and len({one.code for one in cases}) > 1:
            yield Twice("name", tuple(one.id for one in cases))
        elif len({(one.notice, one.form) for one in cases}) > 1 and not cases[0].code:
            yield Twice("several", tuple(one.id for one in cases))


def _near_names(rows: Sequence[CaseRow]) -> Iterator[Twice]:
    by_name: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        key = name_key(row.applicant)
        if len(key) >= _SHORTEST:
            by_name[key].append(row.id)
    told: set[frozenset[str]] = set()
    for names in _alike(list(by_name)):
        if len(names) < 2 or frozenset(names) in told:
            continue
        told.add(frozenset(names))
        cases = sorted(case for name in names for case in by_name[name])
        ordered = sorted(names)
        yield Twice("near", tuple(cases), round(likeness(ordered[0], ordered[1]), 3))


def _alike(names: Sequence[str]) -> Iterator[set[str]]:
    """Yield sets of names that are one character apart at one place, or of one core.

    Each name is put under what it is with one character left open, so that nothing is compared
    with everything.
    """
    known = set(names)
    open_at: dict[tuple[int, str], set[str]] = defaultdict(set)
    shorter: dict[str, set[str]] = defaultdict(set)
    cores: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for at in range(len(name)):
            rest = name[:at] + name[at + 1 :]
            open_at[at, rest].add(name)
            if rest in known:
                shorter[rest] |= {name, rest}
        if core := core_of(name):
            cores[core].add(name)
    yield from (one for one in open_at.values() if len(one) > 1)
    yield from shorter.values()
    yield from (one for one in cores.values() if len(one) > 1)
