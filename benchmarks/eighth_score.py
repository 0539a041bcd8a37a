"""The reader's score on the eighth set, forms of accountants: ``python -m benchmarks.received_score --eighth``."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eighth import FORMS, HABITS, HANDS, Bundle, eighth, several, tally, word, workbook
from posted.score import Tally

from smdesk.intake.read import read_bytes

Line = Callable[[str, Tally], str]


def of_eighth(seeds: range, mixed: int, only: str, show: int, line: Line) -> None:
    """Score every habit, several at once, and workbooks."""
    total = Tally()

    def told(name: str, scores: Iterable[Tally]) -> None:
        nonlocal total
        score = Tally()
        for one in scores:
            score += one
        total += score
        print(line(name, score), flush=True)
        for each in score.lost[:show]:
            print("   ", each)

    for habit in [None, *HABITS]:
        name = habit.__name__ if habit is not None else "as printed"
        if only in name:
            chosen = [habit] if habit is not None else []
            bundles = (eighth(form, chosen, seed) for form in FORMS for seed in seeds)
            told(name, (_of(one, name) for one in bundles))
    for hand in (one for one in HANDS if only in one.__name__):
        books = [eighth(form, [], seed + 7) for form in FORMS for seed in seeds]
        made = [(one, workbook(one, hand)) for one in books]
        name = f"workbook, {hand.__name__}"
        told(name, (tally(one, read_bytes(data, "收到.xlsx"), name) for one, data in made))
    if not only:
        letters = (
            several(form, seed)
            for form in FORMS
            for seed in range(seeds.start, seeds.start + mixed)
        )
        told("several at once", (_of(one, name) for one, name in letters))
    print(line("**eighth set**", total))
    for one in total.wrong:
        print("wrong:", one)
    print("doubts:", total.codes.most_common(30))


def _of(bundle: Bundle, name: str) -> Tally:
    return tally(bundle, read_bytes(word(bundle), "收到.docx"), name)
