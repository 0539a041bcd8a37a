"""Forms as they come by post, a third set made by other hands than the first two: drawn anew each time.

`sheets` holds what the notices ask, for every form; `layout` draws a table of its own for each file,
`answers` writes values in many notations, `habits` do what people do, `writers` save with python-docx
or through LibreOffice. `posted(form, habits, seed)` gives a `Letter`; `score` judges what is read of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from posted.habits import (
    Habit,
    a_year_more,
    answer_left_empty_cell,
    blank,
    broken,
    colons,
    deleted,
    falling_years,
    half,
    inserted,
    label_and_value,
    later_years,
    look,
    marked_words,
    nested,
    order_numbers,
    other_programme,
    others_deleted,
    padded,
    parted,
    remarks_column,
    reworded,
    sectioned,
    spaced,
    stars,
    tick_behind,
    tick_look,
    ticks,
    units_elsewhere,
    units_other_marks,
    wide_letters,
    year_words,
)  # fmt: skip
from posted.layout import Draughtsman
from posted.model import Letter
from posted.sheets import SHEETS
from posted.writers import WAYS, through_office, word


def written(name: str) -> Habit:
    """A habit of the program that wrote the file."""

    def habit(letter: Letter) -> None:
        letter.look.add(name)

    habit.__name__ = f"file_{name.replace(' ', '_')}"
    return habit


def notations(letter: Letter) -> None:
    """Values in odd notations; the draughtsman does it."""


def instead(letter: Letter) -> None:
    """无, /, 见附件 instead of values; the draughtsman does it."""


GROUPS: dict[str, Sequence[Habit]] = {
    "labels": [reworded, spaced, broken, colons, stars, order_numbers, units_elsewhere, units_other_marks],
    "values": [notations, instead, wide_letters, padded, look("underlined"), look("italic"), look("red"), label_and_value, answer_left_empty_cell],
    "years": [falling_years, year_words, later_years, a_year_more],
    "rows": [inserted, deleted, parted, sectioned, remarks_column, nested],
    "boxes": [
        ticks("√", "□", "root"), ticks("✓", "☐", "check"), ticks("■", "□", "full"), ticks("●", "○", "round"), ticks("[x]", "[ ]", "square"),
        ticks("（√）", "（ ）", "brackets"), ticks("√", "", "alone"), ticks("☒", "☐", "crossed"), ticks("√□", "□", "before"), ticks("□√", "□", "after"),
        ticks("(✔)", "( )", "heavy"), ticks("【√】", "【】", "thick"), ticks("▣", "□", "inner"), ticks("☑", "", "box only"),
        tick_look("symbol"), tick_look("letter"), tick_behind,
        marked_words("underlined"), marked_words("bold"), marked_words("red"), marked_words("lit"), marked_words("", "struck"), others_deleted,
    ],
    "files": [written(one) for one in (
        "letter by letter", "soft", "fixed", "within", "tables touch", "grid equal", "grid short", "grid of zeros", "grid of others", "empty before",
        "head repeats", "no widths", "part widths", "said merge", "old merge", "nested rows",
    )],
    "states": [blank, half, other_programme],
}  # fmt: skip
FORMS = tuple(SHEETS)


def posted(form: str, habits: Sequence[Habit], seed: int) -> Letter:
    """Return a form drawn, filled in and treated by habits, all by chance."""
    names = {one.__name__ for one in habits}
    rng = Random(f"posted/{form}/{seed}/{'+'.join(sorted(names))}")
    hand = Draughtsman(
        form, rng, filled=0.93, noted=0.75 if "notations" in names else 0.0, instead=0.2 if "instead" in names else 0.0
    )  # fmt: skip
    letter = hand.letter()
    for habit in habits:
        habit(letter)
    return letter


def several(form: str, seed: int) -> tuple[Letter, str]:
    """Return a form with one habit of most groups, and their names."""
    rng = Random(f"posted several/{form}/{seed}")
    chosen = [
        rng.choice(GROUPS[one])
        for one in ("rows", "years", "boxes", "values", "labels", "files")
        if rng.random() < 0.5
    ]
    return posted(form, chosen, seed), " + ".join(one.__name__ for one in chosen) or "as printed"


__all__ = [
    "FORMS",
    "GROUPS",
    "WAYS",
    "Habit",
    "Letter",
    "posted",
    "several",
    "through_office",
    "word",
]
