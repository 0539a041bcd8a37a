"""The reader's score on the ninth set, people of an office: ``python -m benchmarks.received_score --ninth``."""

from __future__ import annotations

from ninth import BOOKS, FORMS, PEOPLE, Page, book, ninth, several, word
from posted.score import Tally, tally

from benchmarks.telling import Line, Telling
from smdesk.intake.read import read_bytes


def of_ninth(seeds: range, mixed: int, only: str, show: int, line: Line) -> None:
    """Score every way of working, workbooks, and several ways at once."""
    telling = Telling("ninth set", show, line)
    for person in (one for one in PEOPLE if only in one.__name__):
        pages = (ninth(form, [person], seed) for form in FORMS for seed in seeds)
        telling.told(person.__name__, (_of(one, person.__name__) for one in pages))
    for hand in (one for one in BOOKS if only in one.__name__):
        pages = [ninth(form, [], seed + 7) for form in FORMS for seed in seeds]
        made = ((one, book(one, hand)) for one in pages)
        name = f"workbook, {hand.__name__}"
        telling.told(name, (tally(one, read_bytes(data, "收到.xlsx"), name) for one, data in made))
    if not only:
        mine = (several(f, seed) for f in FORMS for seed in range(seeds.start, seeds.start + mixed))
        telling.told("several at once", (_of(one, name) for one, name in mine))
    telling.end()


def _of(page: Page, name: str) -> Tally:
    return tally(page, read_bytes(word(page), "收到.docx"), name)
