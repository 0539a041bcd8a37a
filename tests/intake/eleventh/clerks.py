"""All clerks."""

from __future__ import annotations

from collections.abc import Iterable

from eleventh import others, streets
from eleventh.cities import CITIES
from eleventh.clerk import Clerk
from eleventh.factories import FACTORIES
from eleventh.paper import Paper
from eleventh.platforms import PLATFORMS

_DESKS = (
    FACTORIES,
    PLATFORMS,
    CITIES,
    *(desk for one in (others, streets) for desk in (one.FIRMS, one.OPERATORS, one.BUREAUS)),
)
CLERKS: list[Clerk] = [one for desk in _DESKS for one in desk.clerks]


def papers_of(clerk: Clerk, seeds: Iterable[int]) -> list[Paper]:
    """Return a clerk's papers for some seeds."""
    return [one for seed in seeds for one in clerk.papers(seed)]
