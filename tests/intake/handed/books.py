"""Workbooks with several sheets: a form each, several applicants, or one form cut over sheets."""

from __future__ import annotations

from random import Random

from handed.desk import Board, Bundle, desk
from handed.writers import workbook

SHEET_NOTE = [
    "填表说明",
    "1. 请如实填写各工作表。",
    "2. 金额单位为万元，比例填写百分数。",
    "3. 填写完毕后请加盖公章。",
]


def cut_at_headings(bundle: Bundle) -> list[Bundle]:
    """Return a bundle for each part of the form; the cover and the title stand with the first."""
    board = bundle.main
    rows = [one.row for one in board.boxes if one.role == "heading" and board.alone(one.row)]
    edges = [*(one for one in rows if one > 0), board.height]
    parts: list[Bundle] = []
    first = 0
    at = bundle.blocks.index(board)
    for number, last in enumerate(edges):
        blocks: list[str | Board] = [board.part(first, last)]
        if number == 0:
            blocks = [*bundle.blocks[:at], *blocks]
        parts.append(
            Bundle(bundle.form, bundle.years, bundle.rng, blocks, bundle.truth, bundle.fields)
        )
        first = last
    return parts


def several_forms(notice: str, seed: int) -> tuple[list[Bundle], bytes]:
    """Return the forms of one notice, each on a sheet, those of one workbook."""
    names = [f"{notice}/{one}" for one in ("enterprise", "project", "platform")]
    bundles = [desk(one, Random(f"book/{one}/{seed}")) for one in names if _is(one)]
    return bundles, workbook(bundles)


def several_applicants(form: str, seed: int, count: int = 3) -> tuple[list[Bundle], bytes]:
    """Return one form filled in by several applicants, a sheet each."""
    bundles = [desk(form, Random(f"book/{form}/{seed}/{one}")) for one in range(count)]
    return bundles, workbook(bundles)


def parts_on_sheets(form: str, seed: int) -> tuple[list[Bundle], bytes]:
    """Return one form whose parts stand on a sheet each."""
    bundle = desk(form, Random(f"parts/{form}/{seed}"))
    return [bundle], workbook(cut_at_headings(bundle))


def parts_of_two(form: str, other: str, seed: int) -> tuple[list[Bundle], bytes]:
    """Return two forms in one workbook, the parts of each on sheets of their own."""
    bundles = [desk(one, Random(f"two/{n}/{one}/{seed}")) for n, one in enumerate((form, other))]
    return bundles, workbook([part for one in bundles for part in cut_at_headings(one)])


def with_a_note(form: str, seed: int) -> tuple[list[Bundle], bytes]:
    """Return a form between a sheet of instructions and an empty copy of the form."""
    bundle = desk(form, Random(f"note/{form}/{seed}"))
    empty = desk(form, Random(f"note/{form}/{seed}"), filled=0.0)
    note = Bundle(form, bundle.years, bundle.rng, list(SHEET_NOTE), {}, bundle.fields)
    return [bundle], workbook([note, bundle, empty])


def _is(form: str) -> bool:
    from handed import FORMS

    return form in FORMS
