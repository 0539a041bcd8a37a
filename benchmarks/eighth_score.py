"""The reader's score on the eighth set, forms of accountants: ``python -m benchmarks.received_score --eighth``."""

from __future__ import annotations

from eighth import FORMS, HABITS, HANDS, Bundle, eighth, several, tally, word, workbook
from posted.score import Tally

from benchmarks.telling import Line, Telling
from smdesk.intake.read import read_bytes


def of_eighth(seeds: range, mixed: int, only: str, show: int, line: Line) -> None:
    """Score every habit, several at once, and workbooks."""
    telling = Telling("eighth set", show, line)
    for habit in [None, *HABITS]:
        name = habit.__name__ if habit is not None else "as printed"
        if only in name:
            chosen = [habit] if habit is not None else []
            bundles = (eighth(form, chosen, seed) for form in FORMS for seed in seeds)
            telling.told(name, (_of(one, name) for one in bundles))
    for hand in (one for one in HANDS if only in one.__name__):
        books = [eighth(form, [], seed + 7) for form in FORMS for seed in seeds]
        made = [(one, workbook(one, hand)) for one in books]
        name = f"workbook, {hand.__name__}"
        telling.told(name, (tally(one, read_bytes(data, "收到.xlsx"), name) for one, data in made))
    if not only:
        letters = (
            several(form, seed)
            for form in FORMS
            for seed in range(seeds.start, seeds.start + mixed)
        )
        telling.told("several at once", (_of(one, name) for one, name in letters))
    telling.end()


def _of(bundle: Bundle, name: str) -> Tally:
    return tally(bundle, read_bytes(word(bundle), "收到.docx"), name)
