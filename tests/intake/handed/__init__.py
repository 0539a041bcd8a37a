"""Forms as they are handed in, a seventh set: the notices' own blanks, filled in and then built otherwise.

`desk` fills a form in on its own grid, `years` and `changes` build it otherwise as people do, `writers`
save it by python-docx's own calls, as a workbook, as a page, or as a sheet copied into Word; `score`
judges what is read. ``handed(form, changes, seed)`` gives a `Bundle`.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from posted.sheets import SHEETS

from handed.changes import SHAPES
from handed.desk import Bundle, desk
from handed.people import WORDINGS
from handed.writers import WAYS, beside, through_office, word, workbook
from handed.years import YEARS, Change

FORMS = tuple(SHEETS)
CHANGES: list[Change] = [*SHAPES, *WORDINGS]


def handed(form: str, changes: Sequence[Change], seed: int) -> Bundle:
    """Return a form filled in and changed, all by chance."""
    names = "+".join(one.__name__ for one in changes)
    bundle = desk(form, Random(f"handed/{form}/{seed}/{names}"))
    for change in changes:
        change(bundle)
    return bundle


def several(form: str, seed: int) -> tuple[Bundle, str]:
    """Return a form with two or three changes, and their names."""
    rng = Random(f"handed several/{form}/{seed}")
    alone = {"applicants_across", "applicants_down"}
    chosen = [
        rng.choice(YEARS),
        *rng.sample([one for one in CHANGES if one.__name__ not in alone], rng.choice([1, 2])),
    ]
    return handed(form, chosen, seed), " + ".join(one.__name__ for one in chosen)


__all__ = [
    "CHANGES",
    "FORMS",
    "WAYS",
    "YEARS",
    "Bundle",
    "beside",
    "handed",
    "several",
    "through_office",
    "word",
    "workbook",
]
