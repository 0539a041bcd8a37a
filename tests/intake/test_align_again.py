"""A second row, the cell below and the rest of a group speak against an answer."""

from __future__ import annotations

import sys
from copy import deepcopy
from itertools import product
from pathlib import Path

import pytest

from smdesk.notices.models import Kind

sys.path.insert(0, str(Path(__file__).parent))
from posted import FORMS, posted, word
from posted.fifth import fields
from posted.model import Letter, Span, Td
from posted.score import tally
from posted.sixth import SIXTH, of_year, slid_down, turned_contacts, year_pasted_over, yearly
from test_align_beside import asked, drawn, read, say, steady, sure

from smdesk.intake.read import read_bytes
from smdesk.notices.address import parse

LEFT = {"runs_on_below": 5, "excel_trouble": 4, "year_in_yuan": 1}
"""What is stated wrongly still, at most, in a seventh of the forms: nothing in the file speaks against it."""


@pytest.mark.parametrize("habit", SIXTH, ids=[one.__name__ for one in SIXTH])
def test_what_tired_clerks_do_is_asked_after(habit):
    wrong = []
    for place, form in enumerate(FORMS):
        if (place + SIXTH.index(habit)) % 7 == 0:
            letter = posted(form, [habit], 0)
            wrong += tally(letter, read_bytes(word(letter), "收到.docx"), habit.__name__).wrong
    assert len(wrong) <= LEFT.get(habit.__name__, 0)


def row_of(letter: Letter, address: str) -> tuple[int, list[Td]]:
    return next(
        (number, row)
        for number, row in enumerate(letter.main.rows)
        if any(span.address == address for cell in row for span in cell.spans)
    )


def test_an_answer_whose_row_stands_twice_is_asked_after_unless_both_say_the_same():
    letter = posted("zhejiang-2020/enterprise", [], 2)
    number, row = row_of(letter, "contact.email")
    letter.main.rows.insert(number, deepcopy(row))
    assert sure(read(letter), "contact.email") == [True]
    next(c for c in row if any(s.address == "contact.email" for s in c.spans)).spans[
        0
    ].text = "n@xinhe.example"
    assert sure(read(letter), "contact.email") == [False]


def above_and_below(kind: Kind) -> tuple[Letter, Td, Td]:
    """Return a letter with an answer of a kind above another answer in the same columns."""
    for form, seed in product(FORMS, range(8)):
        letter = posted(form, [], seed)
        known = fields(form)
        for first, second in zip(letter.main.rows, letter.main.rows[1:], strict=False):
            both = (first[-1], second[-1])
            if all(
                c.kind == "value" and c.h == 1 and len(c.spans) == 1 and c.answers for c in both
            ):
                under = known[parse(both[1].spans[0].address).field]
                if known[parse(both[0].spans[0].address).field].kind is kind and under.kind in {Kind.TEXT, Kind.LONG_TEXT}:  # fmt: skip
                    return letter, *both
    pytest.fail(f"no form has {kind} above words")


@pytest.mark.parametrize(
    ("kind", "first", "rest"),
    [(Kind.EMAIL, "office@ruituo.", "example"), (Kind.NAME, "清源瑞拓泵业", "股份有限公司"), (Kind.USCC, "91330212P", "DY000028F")],
)  # fmt: skip
def test_an_answer_that_goes_on_in_the_cell_below_is_asked_after(kind: Kind, first: str, rest: str):
    letter, above, below = above_and_below(kind)
    names = (above.spans[0].address, below.spans[0].address)
    assert sure(say(letter, dict(zip(names, (first, rest), strict=True))), *names) == [False, False]
    whole = dict(zip(names, (first + rest, "民营"), strict=True))
    assert sure(say(letter, whole), *names) == [True, True]


def test_answers_of_a_person_that_stand_in_each_others_cells_are_all_asked_after():
    letter = posted("zhejiang-2020/enterprise", [], 2)
    turned_contacts(letter)
    values = read(letter)
    assert not any(
        sure(values, one)[0] for one in values if one.startswith("contact.") and values[one].text
    )


def test_a_year_pasted_over_another_is_asked_after():
    letter = drawn()
    lines = steady(letter)
    year_pasted_over(letter)
    assert asked(letter, lines) == {span.address for line in lines for span in line[-2:]}


def test_figures_a_row_too_low_are_asked_after():
    letter = drawn()
    lines = steady(letter)
    slid_down(letter)
    values = read(letter)
    block = [cell for _, _, cells in yearly(letter) for cell in cells]
    names = [cell.spans[0].address for cell in block if cell.text and of_year(cell)]
    money = {span.address for line in lines for span in line}
    assert not any(sure(values, one)[0] for one in names if one in money)


def test_a_block_whose_first_row_is_empty_is_stated_where_its_shares_are_shares():
    letter = drawn()
    lines = steady(letter)
    for span in lines[0]:
        span.text = ""
    assert asked(letter, lines[1:]) == set()


@pytest.mark.parametrize("text", ["52.90000000001", "18.949999999999"])
def test_what_arithmetic_left_behind_a_figure_is_asked_after(text: str):
    letter = drawn()
    lines = steady(letter)
    lines[0][0].text = text
    assert lines[0][0].address in asked(letter, lines)


def test_a_spare_row_is_no_second_answer():
    letter = drawn()
    letter.main.rows.append(
        [Td([Span("企业名称")], 1), Td([Span("")], len(letter.main.widths) - 1)]
    )
    assert sure(read(letter), "org.legal_person") == [True]
