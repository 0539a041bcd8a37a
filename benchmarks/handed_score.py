"""The reader's score on the seventh set, forms built otherwise: ``python -m benchmarks.received_score --seventh``."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from handed import (
    CHANGES,
    FORMS,
    WAYS,
    YEARS,
    Bundle,
    beside,
    handed,
    several,
    through_office,
    word,
)
from handed.books import (
    parts_of_two,
    parts_on_sheets,
    several_applicants,
    several_forms,
    with_a_note,
)
from handed.score import tally
from posted.score import Tally

from benchmarks.telling import Line, Telling
from smdesk.intake.read import read_bytes, read_each_form
from smdesk.intake.submission import Submission

NOT_THROUGH_OFFICE = {"in_frames", "as_pictures", "widths_of_zero"}
"""What a page and a workbook cannot hold."""


def of_seventh(seeds: range, mixed: int, programs: int, only: str, show: int, line: Line) -> None:
    """Score every change, several at once, forms side by side, workbooks, and files by LibreOffice."""
    telling = Telling("seventh set", show, line)
    for change in (one for one in [*YEARS, *CHANGES] if only in one.__name__):
        bundles = [handed(form, [change], seed) for form in FORMS for seed in seeds]
        telling.told(change.__name__, (_of(one, change.__name__) for one in bundles))
    if not only:
        letters = [
            several(form, seed)
            for form in FORMS
            for seed in range(seeds.start, seeds.start + mixed)
        ]
        telling.told("several at once", (_of(one, name) for one, name in letters))
        telling.told("two forms side by side", (_side_by_side(form, seeds.start) for form in FORMS))
        for name, books in _books(seeds.start).items():
            telling.told(
                f"workbook, {name}", (_of_book(bundles, data, name) for bundles, data in books)
            )
    if programs and shutil.which("soffice") is not None:
        for way in WAYS:
            telling.told(f"LibreOffice, {way}", _through_office(way, seeds.start + 3, programs))
    telling.end()


def _of(bundle: Bundle, name: str) -> Tally:
    return tally(bundle, read_bytes(word(bundle), "收到.docx"), name)


def _side_by_side(form: str, seed: int) -> Tally:
    left, right = handed(form, [], seed + 1), handed(form, [], seed + 2)
    return tally(left, read_bytes(beside(left, right), "收到.docx"), "side by side")


def _books(seed: int) -> dict[str, list[tuple[list[Bundle], bytes]]]:
    notices = sorted({one.partition("/")[0] for one in FORMS})
    return {
        "a form a sheet": [several_forms(one, seed) for one in notices],
        "an applicant a sheet": [several_applicants(one, seed) for one in FORMS[::3]],
        "a part a sheet": [parts_on_sheets(one, seed) for one in FORMS],
        "parts of two forms": [
            parts_of_two(a, b, seed) for a, b in zip(FORMS[::3], FORMS[1::3], strict=False)
        ],
        "between a note and an empty copy": [with_a_note(one, seed) for one in FORMS[::2]],
    }


def _of_book(bundles: list[Bundle], data: bytes, name: str) -> Tally:
    """Return the counts of a workbook, each form held against the first reading of its kind."""
    total = Tally()
    left = list(read_each_form(data, "收到.xlsx"))
    for bundle in bundles:
        mine = next((one for one in left if f"{one.notice}/{one.form}" == bundle.form), None)
        if mine is not None:
            left.remove(mine)
        total += tally(bundle, mine or Submission("收到.xlsx", "refused", "xlsx", ""), name)
    return total


def _through_office(way: str, seed: int, number: int) -> list[Tally]:
    changes = [one for one in [*YEARS, *CHANGES] if one.__name__ not in NOT_THROUGH_OFFICE]
    chosen = [
        (form, changes[(place * number + n) % len(changes)])
        for place, form in enumerate(FORMS) for n in range(number)
    ]  # fmt: skip
    bundles = [handed(form, [change], seed) for form, change in chosen]
    with tempfile.TemporaryDirectory() as folder:
        made = through_office(bundles, way, Path(folder))
    return [
        tally(bundle, read_bytes(data, "收到.docx"), f"{way}: {change.__name__}")
        for bundle, data, (_, change) in zip(bundles, made, chosen, strict=True)
    ]
