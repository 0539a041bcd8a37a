"""Forms drawn anew, filled in and sent by post: nothing is stated wrongly, and next to all is read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from smdesk.intake.read import read_bytes

sys.path.insert(0, str(Path(__file__).parent))
from posted import FORMS, GROUPS, Habit, Letter, posted, several, word
from posted.fifth import FIFTH
from posted.later import LATER, twice
from posted.score import Tally, tally

HABITS = [one for group in GROUPS.values() for one in group]
ASKED_AFTER = {
    "notations", "later_years", "reworded", "units_elsewhere", "others_deleted", "chosen_underlined", "chosen_bold",
    "chosen_red", "chosen_lit", "chosen_left_struck", "other_programme", "blank",
}  # fmt: skip
"""Habits after which a person has to look by right."""

TWICE = {"pasted_twice"}
"""12 pasted twice is a plain 1212 among other thousands."""


def read(letter: Letter, way: str) -> Tally:
    return tally(letter, read_bytes(word(letter), "收到.docx"), way)


@pytest.mark.parametrize("habit", HABITS, ids=[one.__name__ for one in HABITS])
def test_each_habit_of_the_post_is_read_and_nothing_is_stated_wrongly(habit: Habit):
    total = Tally()
    for place, form in enumerate(FORMS):
        if (place + HABITS.index(habit)) % 7 == 0:
            total += read(posted(form, [habit], 3), habit.__name__)
    assert total.wrong == []
    assert total.silent <= 0.005 * total.values
    if total.values:
        assert total.right >= 0.98
    if habit.__name__ not in ASKED_AFTER:
        assert total.stated >= 0.93 * total.values


@pytest.mark.parametrize("habit", LATER, ids=[one.__name__ for one in LATER])
def test_habits_thought_of_later_are_never_stated_wrongly(habit: Habit):
    total = Tally()
    for place, form in enumerate(FORMS):
        if (place + LATER.index(habit)) % 7 == 0:
            total += read(posted(form, [habit], 0), habit.__name__)
    assert total.wrong == []
    assert total.right >= 0.97


@pytest.mark.parametrize("habit", FIFTH, ids=[one.__name__ for one in FIFTH])
def test_what_stands_beside_an_answer_is_next_to_never_stated(habit: Habit):
    total = Tally()
    for place, form in enumerate(FORMS):
        if (place + FIFTH.index(habit)) % 7 == 0:
            total += read(posted(form, [habit], 0), habit.__name__)
    assert len(total.wrong) <= (habit.__name__ in TWICE)


def test_the_cover_before_an_empty_copy_is_that_of_the_filled_one():
    letter = posted("zhejiang-2020/project", [twice], 0)
    values = {one.address: one.text for one in read_bytes(word(letter), "收到.docx").values}
    assert values["cover.applicant"] in letter.truth["cover.applicant"]


@pytest.mark.parametrize("form", FORMS)
def test_several_habits_of_the_post_at_once_are_never_stated_wrongly(form: str):
    total = Tally()
    for seed in (40, 41):
        total += read(*several(form, seed))
    assert total.wrong == []


@pytest.mark.parametrize("form", FORMS)
def test_a_form_drawn_anew_is_told_and_stated(form: str):
    total = read(posted(form, [], 5), "as printed")
    assert (total.wrong, total.silent) == ([], 0)
    # Amounts are drawn each by itself: one may tower over all others, and is asked after.
    assert total.values - total.stated <= max(1, 0.03 * total.values)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("无。", "无。"), ("a@b.example；", "a@b.example"), ("：a@b.example", "a@b.example")],
)
def test_an_address_has_no_mark_around_it_and_nothing_stays_nothing(typed: str, kept: str):
    letter = posted("zhejiang-2020/enterprise", [], 5)
    span = next(
        one for cell in letter.cells for one in cell.answers if one.address == "contact.email"
    )
    span.text = typed
    values = {one.address: one.text for one in read_bytes(word(letter), "收到.docx").values}
    assert values["contact.email"] == kept
