"""All ways of working, and several of them in one file."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tenth.building import BUILDING
from tenth.labelling import LABELLING
from tenth.listing import LISTING
from tenth.noting import NOTING
from tenth.page import FORMS, Page, tenth
from tenth.programs import PROGRAMS
from tenth.saying import SAYING
from tenth.ticking import TICKING
from tenth.typing import TYPING
from tenth.years import YEARS

Person = Callable[[Page], None]
PEOPLE: list[Person] = [
    *TYPING, *SAYING, *TICKING, *YEARS, *LISTING, *BUILDING, *LABELLING, *NOTING, *PROGRAMS,
]  # fmt: skip
# What the web cannot draw (notes, fields, boxes), and what changes the table so that others cannot follow.
_NOT_ON_THE_WEB = {
    "footnotes",
    "answer_in_a_footnote",
    "comments_of_the_county",
    "two_authors",
    "if_fields",
    "boxes_of_old_word",
    "head_and_foot",
    "in_a_text_box",
}
_WEB = {"web_page_as_doc", "web_archive_as_doc", "web_chunk"}
_LAST = {
    "lines_with_tabs", "lines_with_bars", "in_a_frame", "no_title", "other_form_in_front", "a_blank_of_the_same", "other_form_behind",
    "two_drafts", "table_of_terms", "small_tables_of_others",
}  # fmt: skip
"""Work on the file as a whole: after all others, and one of them in a file."""


def as_it_is(page: Page) -> None:
    """Nothing but what is asked for."""


PEOPLE.insert(0, as_it_is)


def _seen(page: Page) -> str:
    return repr(
        (page.parts, sorted(page.pen.items()), sorted(page.truth.items()), sorted(page.unclear))
    )


def worked(person: Person, seeds: range) -> list[Page]:
    """Return the forms that a person's way of working changes, each with the seeds given."""
    found = []
    for form in FORMS:
        for seed in seeds:
            page = tenth(form, [], seed)
            before = _seen(page)
            person(page)
            if person is as_it_is or _seen(page) != before:
                found.append(page)
    return found


def several(form: str, seed: int) -> tuple[Page, str]:
    """Return a form that one of each craft has worked on, and their names."""
    rng = Random(f"the tenth set, several: {form} {seed}")
    typing, layout = [*TYPING, *SAYING], [*BUILDING, *LABELLING]
    chosen = [rng.choice(typing)]
    chosen += [
        rng.choice(one)
        for one in (typing, NOTING, TICKING, [*YEARS, *LISTING], layout, PROGRAMS)
        if rng.random() < 0.55
    ]
    names = {one.__name__ for one in chosen}
    if names & _WEB:
        chosen = [one for one in chosen if one.__name__ not in _NOT_ON_THE_WEB]
    chosen = list(dict.fromkeys(chosen))
    last = [one for one in chosen if one.__name__ in _LAST]
    chosen = [one for one in chosen if one not in last[1:]]
    chosen.sort(key=lambda one: one.__name__ in _LAST)
    return tenth(form, chosen, seed + 300), "+".join(one.__name__ for one in chosen)
