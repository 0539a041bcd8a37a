"""Forms as accountants hand them in, an eighth set: the notices' own blanks, filled in with the tools of WPS, Word and Excel.

`answers` are ways to write an answer, `rows` what table tools leave behind, `margins` what stands around
and behind answers (revisions, comments, footnotes, notes, pictures, ticks), `books` are workbooks; `writers` save.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from handed.desk import Bundle
from handed.score import tally
from posted.sheets import SHEETS

from eighth.answers import ANSWERS
from eighth.books import HANDS, workbook
from eighth.desk import Habit, desk
from eighth.margins import MARGINS, TICKS
from eighth.rows import ROWS
from eighth.writers import word

FORMS = tuple(SHEETS)
HABITS: list[Habit] = [*ANSWERS, *ROWS, *MARGINS, *TICKS]


def eighth(form: str, habits: Sequence[Habit], seed: int) -> Bundle:
    """Return a form filled in and treated by habits, all by chance."""
    names = "+".join(one.__name__ for one in habits)
    bundle = desk(form, Random(f"eighth/{form}/{seed}/{names}"))
    for habit in habits:
        habit(bundle)
    return bundle


def several(form: str, seed: int) -> tuple[Bundle, str]:
    """Return a form with a habit of each group, and their names."""
    rng = Random(f"eighth several/{form}/{seed}")
    chosen = [rng.choice(group) for group in (ROWS, TICKS, MARGINS, ANSWERS)]
    return eighth(form, chosen, seed), " + ".join(one.__name__ for one in chosen)


__all__ = ["FORMS", "HABITS", "HANDS", "Bundle", "eighth", "several", "tally", "word", "workbook"]
