"""Divisions of China by their codes (GB/T 2260), those too that are no longer in force.

The list is ``resources/divisions/codes.tsv``; it is read when something is first looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from smdesk.paths import resources
from smdesk.rules.formats.uscc import PROVINCES

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
_NAMELESS = re.compile(r"市辖区|省直辖县级行政区划|县(?=.{1,7}[县区])")
_LONGEST = 15
"""Characters of the longest name."""


@dataclass(frozen=True, slots=True)
class Division:
    """One division; ``until`` is the last year in which an edition lists it, ``None`` in force."""

    code: str
    name: str
    until: int | None = None

    @property
    def level(self) -> int:
        """1 a province, 2 a city, 3 a county."""
        return 1 if self.code.endswith("0000") else 2 if self.code.endswith("00") else 3

    @property
    def area(self) -> str:
        """The digits that all divisions of the same city begin with; in a municipality all of it."""
        return self.code[:2] if self.code[:2] in MUNICIPALITIES else self.code[:4]


@cache
def _table() -> Mapping[str, Division]:
    text = (resources() / "divisions" / "codes.tsv").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines())
    return {
        code: Division(code, name, int(until[0]) if until else None) for code, name, *until in lines
    }


@cache
def _by_name() -> Mapping[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = {}
    for one in _table().values():
        found.setdefault(one.name, []).append(one)
    return {name: tuple(same) for name, same in found.items()}


def division(code: str) -> Division | None:
    """Return the division of a code, ``None`` where no edition lists it."""
    return _table().get(code)


def nearest(code: str) -> Division | None:
    """Return the county of a code, else its city, else its province."""
    known = (division(one) for one in (code, code[:4] + "00", code[:2] + "0000"))
    return next((one for one in known if one is not None), None)


def above(code: str) -> str:
    """Return the name of the city that a county's code is of; in a municipality that of it all."""
    stem = f"{code[:2]}0000" if code[:2] in MUNICIPALITIES else f"{code[:4]}00"
    one = division(stem) or division(f"{code[:2]}0000")
    return one.name if one is not None else ""


@cache
def place_names() -> frozenset[str]:
    """Return the names of all divisions, those of provinces, cities and counties without 市 or 县 too."""
    whole = {one for one in _by_name() if not _NAMELESS.fullmatch(one) and one != "县"}
    short = (one[:-1] for one in whole if one.endswith(("市", "县")) and len(one) > len("某县"))
    return frozenset((*whole, *short, *PROVINCES.values()))


def named(address: str, near: str = "") -> Division | None:
    """Return the smallest division that an address begins with, ``None`` where it names none.

    ``near`` is a code that settles which of several divisions of one name is meant: that of its
    city, else of its province.
    """
    told = re.sub(r"\s", "", address).removeprefix("中华人民共和国").removeprefix("中国")
    able = [*_by_province(told, near), *_below("", told, near)]
    return max(able, key=lambda one: (one.level, one.until is None), default=None)


def _by_province(told: str, near: str) -> Iterator[Division]:
    for stem, short in PROVINCES.items():
        province = division(f"{stem}0000")
        if province is None or not told.startswith(short):
            continue
        whole = told.startswith(province.name)
        rest = told.removeprefix(province.name) if whole else told[len(short) :]
        yield from _below(stem, rest.removeprefix(province.name), near)
        if whole:  # a short name alone may be that of a road
            yield province


def _below(stem: str, told: str, near: str) -> Iterator[Division]:
    """Yield the cities and counties that a text begins with, of those whose codes begin so."""
    rest = _NAMELESS.sub("", told, count=1) if _NAMELESS.match(told) else told
    yield from _one_of(rest, stem, near, level=3)
    for city in _cities(rest, stem, near):
        whole = rest.startswith(city.name)
        below = rest[len(city.name) if whole else len(city.name) - 1 :]
        below = _NAMELESS.sub("", below, count=1) if _NAMELESS.match(below) else below
        yield from _one_of(below, city.code[:4], near, level=3)
        if whole or near.startswith(city.code[:4]):
            yield city


def _cities(told: str, stem: str, near: str) -> Iterator[Division]:
    """Yield cities by their names, and by names without 市 where a county may follow."""
    yield from _one_of(told, stem, near, level=2)
    for size in range(2, 5):
        same = _by_name().get(f"{told[:size]}市", ())
        yield from (one for one in same if one.level == 2 and one.code.startswith(stem))


def _one_of(told: str, stem: str, near: str, *, level: int) -> Iterator[Division]:
    """Yield the one division of a level whose name a text begins with, the longest name first."""
    for size in range(min(_LONGEST, len(told)), 1, -1):
        same = _by_name().get(told[:size], ())
        same = tuple(one for one in same if one.level == level and one.code.startswith(stem))
        chosen = _settled(same, near)
        if chosen is not None:
            yield chosen
            return


def _settled(same: tuple[Division, ...], near: str) -> Division | None:
    for digits in (0, 4, 2):
        of = [one for one in same if one.code.startswith(near[:digits]) and len(near) >= digits]
        inside = [one for one in of if one.until is None] or of
        if len(inside) == 1:
            return inside[0]
    return None
