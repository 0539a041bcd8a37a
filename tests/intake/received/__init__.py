"""Forms as bureaus receive them: blanks typed out from the notices, filled in with every habit.

Independent of the packs' grids and of our writers: `blanks` are tables as a clerk draws them, the
writers here know Word's XML only, and LibreOffice makes the rest. `CORPUS` lists the habits by
group; `made(form, habits, seed)` gives a paper, `word_file` its bytes, `judge` the score.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from received.blanks import BLANKS
from received.files import FILE_HABITS, WRITTEN_HABITS
from received.habits import BOX_HABITS, LABEL_HABITS, VALUE_HABITS
from received.model import Paper
from received.ooxml import word_file
from received.people import fill
from received.score import Score, judge
from received.shapes import LIST_HABITS, ROW_HABITS, YEAR_HABITS

Habit = Callable[[Paper], None]

CORPUS: dict[str, Sequence[Habit]] = {
    "labels": LABEL_HABITS, "values": VALUE_HABITS, "boxes": BOX_HABITS, "lists": LIST_HABITS,
    "rows": ROW_HABITS, "years": YEAR_HABITS, "written": WRITTEN_HABITS, "files": FILE_HABITS,
}  # fmt: skip
FORMS = tuple(BLANKS)


def made(form: str, habits: Sequence[Habit], seed: int) -> Paper:
    """Return a form filled in by chance and then treated by habits, in their order."""
    rng = Random(f"{form}/{seed}/{'+'.join(one.__name__ for one in habits)}")
    share = 0.8 if any(one.__name__ == "nothing_words" for one in habits) else 0.96
    paper = fill(form, rng, share)
    for habit in habits:
        habit(paper)
    return paper


def mixed(form: str, seed: int) -> tuple[Paper, str]:
    """Return a form with several habits at once, one at most of each group, and their names."""
    rng = Random(f"mixed/{form}/{seed}")
    groups = ["lists", "rows", "years", "values", "labels", "boxes", "written"]
    chosen = [rng.choice(CORPUS[group]) for group in groups if rng.random() < 0.4]
    if rng.random() < 0.25:
        chosen.append(
            rng.choice(
                [one for one in FILE_HABITS if one.__name__ not in {"as_picture", "as_text"}]
            )
        )
    return made(form, chosen, seed), " + ".join(one.__name__ for one in chosen) or "as printed"


__all__ = ["BLANKS", "CORPUS", "FORMS", "Habit", "Score", "judge", "made", "mixed", "word_file"]
