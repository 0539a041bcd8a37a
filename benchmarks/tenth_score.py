"""The reader's score on the tenth set, tables filled in by people and programs: ``python -m benchmarks.received_score --tenth``.

At first sight 101 of 130,717 values were stated wrongly (one seed of each way of working).
"""

from __future__ import annotations

from posted.score import Tally
from tenth import BOOKS, FORMS, PEOPLE, Page, book, file_of, several, tenth, worked
from tenth.score import judged

from benchmarks.telling import Line, Telling
from smdesk.intake.read import read_bytes


def of_tenth(seeds: range, mixed: int, only: str, show: int, line: Line) -> None:
    """Score every way of working on every form that it changes, workbooks, and several ways at once."""
    telling = Telling("tenth set", show, line)
    for person in (one for one in PEOPLE if only in one.__name__):
        telling.told(person.__name__, (_of(one, person.__name__) for one in worked(person, seeds)))
    for hand in (one for one in BOOKS if only in one.__name__):
        name = f"workbook, {hand.__name__}"
        pages = (tenth(form, [], seed + 70) for form in FORMS for seed in seeds)
        made = ((one, book(one, hand)) for one in pages)
        telling.told(
            name, (judged(one, read_bytes(data, "收到.xlsx"), name) for one, data in made if data)
        )
    if not only:
        mine = (several(f, seed) for f in FORMS for seed in range(seeds.start, seeds.start + mixed))
        telling.told("several at once", (_of(one, name) for one, name in mine))
    telling.end()


def _of(page: Page, name: str) -> Tally:
    data, called = file_of(page)
    return judged(page, read_bytes(data, called), name)
