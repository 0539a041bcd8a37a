"""The same applicant twice: by code, by name, by a name that is nearly the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from smdesk.service.desk.facts import likeness, name_key, near
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import CaseRow

Kind = Literal["code", "name", "near", "several"]
"""``code``: one code, one form, several cases; ``name``: one name under several codes; ``near``:
names nearly the same; ``several``: one applicant in several types or notices."""

_USUAL = 60
"""A run of characters that more names share tells nothing about who is who."""
_SIZE = 3
_FURTHEST = 4


@dataclass(frozen=True, slots=True)
class Twice:
    """Cases that may be one applicant's, in order; ``likeness`` of names, 1 where not compared."""

    kind: Kind
    cases: tuple[int, ...]
    likeness: float = 1.0


def twice(desk: Desk) -> tuple[Twice, ...]:
    """Return every group of cases of a desk that a person has to look at as one applicant's."""
    return tuple(groups(desk.cases(order="id")))


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
        if len(key) > _SIZE:
            by_name[key].append(row.id)
    for one, other in sorted(_candidates(list(by_name))):
        if near(one, other):
            alike = round(likeness(one, other), 3)
            yield Twice("near", (*by_name[one], *by_name[other]), alike)


def _candidates(names: Sequence[str]) -> set[tuple[str, str]]:
    """Return pairs of names that share a run of characters which is not usual among them."""
    sharing: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        for run in {name[at : at + _SIZE] for at in range(len(name) - _SIZE + 1)}:
            sharing[run].append(place)
    pairs: set[tuple[str, str]] = set()
    for places in sharing.values():
        if len(places) > _USUAL:
            continue
        for index, one in enumerate(places):
            pairs.update(
                (names[one], names[other])
                for other in places[index + 1 :]
                if abs(len(names[one]) - len(names[other])) <= _FURTHEST
            )
    return pairs
