"""Forms that people changed, and files that other programs wrote: nothing of them is stated wrongly.

At first sight the reader stated figures that a table behind the form, a note below it, a colour or an equation says
otherwise (see ``benchmarks/thirteenth_score.py``); it asks after them since.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from smdesk.intake.read import read_bytes

sys.path.insert(0, str(Path(__file__).parent))
from posted.score import Tally
from thirteenth import HABITS, PROGRAMS, SHAPES, Habit, Sent, alone, plainly, sent, together
from twelfth.score import judged

SEEDS = (4, 13)
UNREAD = {"frames"}
"""Files without tables, tabs and blanks between the cells, of which nothing is stated."""


def _nothing_is_misread(files: Iterable[Sent]) -> Tally:
    total = Tally()
    for one in files:
        total += judged(one.paper, read_bytes(one.data, one.name), one.paper.who)
    assert total.wrong == []
    return total


@pytest.mark.parametrize("habit", HABITS.values(), ids=list(HABITS))
def test_no_habit_is_misread(habit: Habit) -> None:
    total = _nothing_is_misread(one for seed in SEEDS for one in alone(habit, seed))
    assert total.values > 0


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_program_is_misread(program: str) -> None:
    total = _nothing_is_misread(one for seed in SEEDS for one in plainly(program, "", seed))
    assert total.stated > 0.95 * total.values


@pytest.mark.parametrize("shape", [one for one in SHAPES if one])
def test_no_converted_form_is_misread(shape: str) -> None:
    total = _nothing_is_misread(one for seed in SEEDS for one in plainly("word", shape, seed))
    assert (total.stated + total.doubtful > 0) is (shape not in UNREAD)


def test_several_habits_at_once_are_not_misread() -> None:
    total = _nothing_is_misread(one for seed in SEEDS for one in together(seed, 8))
    assert total.stated > 0.6 * total.values


@pytest.mark.parametrize("seed", [11, 23])
def test_a_year_more_than_is_asked_for_hides_none(seed: int) -> None:
    """Of a form that prints no years the columns are those before its notice, if they are all there."""
    total = _nothing_is_misread(
        [sent("guangdong-2024/enterprise", (HABITS["one_more_year"],), seed)]
    )
    assert total.stated == total.values


def test_habits_are_described_and_do_the_same_again() -> None:
    assert len(HABITS) >= 120
    for one in HABITS.values():
        assert one.act.__doc__
        first, again = (alone(one, SEEDS[0]) for _ in range(2))
        for a, b in zip(first, again, strict=True):
            assert (a.paper.truth, a.paper.unclear) == (b.paper.truth, b.paper.unclear)
            assert a.data == b.data or a.name.endswith(".xlsx")  # a workbook says when it was made


def _changes_a_file(habit: Habit, seed: int) -> bool:
    made = [(one, sent(one.paper.form, (), seed, by=one.paper.who)) for one in alone(habit, seed)]
    return any(changed.data != plain.data for changed, plain in made)


@pytest.mark.parametrize(
    "habit", [one for one in HABITS.values() if one.part != "book"], ids=lambda one: one.name
)
def test_each_habit_changes_its_files(habit: Habit) -> None:
    assert any(_changes_a_file(habit, seed) for seed in range(SEEDS[0], 40))
