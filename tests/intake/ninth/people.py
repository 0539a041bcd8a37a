"""All ways of working, and several of them in one file."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ninth.meaning import MEANING
from ninth.merging import MERGING
from ninth.page import Page, ninth
from ninth.rebuilding import REBUILDING
from ninth.ticking import TICKING
from ninth.tools import TOOLS
from ninth.typing import TYPING

Person = Callable[[Page], None]
PEOPLE: list[Person] = [*TYPING, *TICKING, *REBUILDING, *MERGING, *MEANING, *TOOLS]
_LAST = {"next_form_behind", "empty_form_before", "last_years_form_behind"}


def as_printed(page: Page) -> None:
    """Nothing but what is asked for."""


PEOPLE.insert(0, as_printed)


def several(form: str, seed: int) -> tuple[Page, str]:
    """Return a form that one of each craft has worked on, and their names."""
    rng = Random(f"ninth, several {form} {seed}")
    crafts = [
        rng.choice(one)
        for one in (REBUILDING, MERGING, MEANING, TYPING, TICKING, TOOLS)
        if rng.random() < 0.5
    ]
    chosen = sorted(crafts, key=lambda one: one.__name__ in _LAST)
    return ninth(form, chosen, seed + 500), "+".join(one.__name__ for one in chosen)
