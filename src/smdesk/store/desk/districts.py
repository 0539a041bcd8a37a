"""Which cases are of one district: told by the address, else by the credit code.

A county's name is one within its city, in a municipality within all of it. Where several counties
of one name are listed, each is told with its city.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smdesk.rules.formats.divisions import MUNICIPALITIES, above
from smdesk.rules.formats.uscc import PROVINCES

UNREAD = "?"
Place = tuple[str, str]
"""A case's code of a division and the name in its address, each may be empty."""


@dataclass(frozen=True)
class District:
    """One district: what lists call it, how many cases, and the places that mean it."""

    name: str
    cases: int
    places: tuple[Place, ...]


def districts_of(connection: sqlite3.Connection) -> dict[str, District]:
    """Return the districts of a desk's cases by key, in the order of their codes.

    A key is a code and a name (``310115浦东新区``) or `UNREAD`; a code alone never is one.
    """
    rows = connection.execute(
        "SELECT district, district_name, count(*) FROM cases WHERE joined IS NULL "
        "GROUP BY district, district_name"
    )
    return grouped({(code, name): count for code, name, count in rows})


def grouped(counts: Mapping[Place, int]) -> dict[str, District]:
    """Return the districts that places mean, by key."""
    groups: dict[Place, list[Place]] = defaultdict(list)
    later: list[Place] = []
    for code, name in sorted(counts):
        if _is_county(name) and not _is_vague(code):
            groups[_area(code), name].append((code, name))
        else:
            later.append((code, name))
    own: dict[Place, Place] = {}
    for code, name in later:
        own[code, name] = _joined((code, name), groups, counts)
    for place, group in own.items():
        groups[group].append(place)
    return _named(groups.values(), counts)


def _is_county(name: str) -> bool:
    return bool(name) and name not in PROVINCES.values()


def _area(code: str) -> str:
    return code[:2] if code[:2] in MUNICIPALITIES else code[:4]


def _is_vague(code: str) -> bool:
    return not code or (code.endswith("0000") and code[:2] not in MUNICIPALITIES)


def _joined(
    place: Place, groups: Mapping[Place, list[Place]], counts: Mapping[Place, int]
) -> Place:
    """Return the group of a place that does not tell city and county both, its own if none fits."""
    code, name = place
    if _is_county(name):
        fitting = [one for one in groups if one[1] == name and one[0][:2] == code[:2]]
        fitting = fitting or [one for one in groups if one[1] == name and not code]
        return fitting[0] if len(fitting) == 1 else (code[:2], name)
    if code.endswith("00") or not code:
        return (code, "")
    named = {one: counts[code, one[1]] for one in groups if (code, one[1]) in groups[one]}
    return max(named, key=lambda one: (named[one], one)) if named else (code, "")


def _named(groups: Iterable[list[Place]], counts: Mapping[Place, int]) -> dict[str, District]:
    found: list[tuple[str, str, list[Place]]] = []
    for places in groups:
        codes = Counter[str]()
        for code, name in places:
            codes[code] += counts[code, name]
        code = max(codes, key=lambda one: (not one.endswith("00"), codes[one], one))
        names = [name for _, name in places if _is_county(name)]
        found.append((code, names[0] if names else PROVINCES.get(code[:2], ""), places))
    same = Counter(name for _, name, _ in found)
    apart = Counter((name, above(code)) for code, name, _ in found)
    told: dict[str, District] = {}
    for code, name, places in sorted(found):
        city = above(code) if apart[name, above(code)] == 1 else ""
        mark = (city or code) if same[name] > 1 else ""
        shown = f"{name}（{mark}）" if name and mark else name or code
        key = f"{code}{name}" or UNREAD
        told[key] = District(shown, sum(counts[one] for one in places), tuple(places))
    return told
