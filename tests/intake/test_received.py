"""Forms typed out from the notices and filled in with every habit: nothing is stated wrongly."""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path

import pytest

from smdesk.intake.lined import with_tables
from smdesk.intake.read import read_bytes
from smdesk.intake.word import WordParagraph, WordRun, WordTable

sys.path.insert(0, str(Path(__file__).parent))
from received import CORPUS, FORMS, Habit, Paper, Score, judge, made, mixed, word_file
from received.second import MANNERS, Manner, held

HABITS = [one for group in CORPUS.values() for one in group]
TWO = dict(
    zip(
        (one.__name__ for one in HABITS),
        zip(cycle(FORMS), cycle(reversed(FORMS)), strict=False),
        strict=False,
    )
)
"""Two forms for each habit, so that each form meets many."""
LOSES = {"other_years", "as_picture", "as_text", "as_plain_lines", "hundred_millions", "in_yuan"}
"""Habits after which a person has to look by right."""


def read(paper: Paper, way: str) -> Score:
    wanted = paper.form if "wanted" in paper.look else None
    return judge(paper, read_bytes(word_file(paper), "收到.docx", wanted=wanted), way)


@pytest.mark.parametrize("habit", HABITS, ids=[one.__name__ for one in HABITS])
def test_each_habit_is_read_and_nothing_is_stated_wrongly(habit: Habit):
    total = Score()
    for form in TWO[habit.__name__]:
        total.add(read(made(form, [habit], 1), habit.__name__))
    assert total.wrong == []
    if habit.__name__ not in LOSES:
        assert total.true >= 0.97
        assert total.amiss <= 0.01 * total.values


@pytest.mark.parametrize("form", FORMS)
def test_forms_filled_as_printed_are_stated_whole(form: str):
    score = read(made(form, [], 2), "as printed")
    assert (score.unread, score.wrong, score.missing) == ([], [], 0)


@pytest.mark.parametrize("form", FORMS)
def test_several_habits_at_once_are_never_stated_wrongly(form: str):
    total = Score()
    for seed in range(100, 104):
        total.add(read(*mixed(form, seed)))
    assert total.wrong == []
    assert total.true >= 0.9


@pytest.mark.parametrize("manner", MANNERS, ids=[one.__name__ for one in MANNERS])
def test_forms_typed_anew_are_never_stated_wrongly(manner: Manner):
    total = Score()
    for place, form in enumerate(FORMS):
        if (place + MANNERS.index(manner)) % 3 == 0:
            total.add(read(held(form, [manner], 1), manner.__name__))
    assert total.wrong == []
    assert total.true >= 0.97


def test_a_form_pasted_as_a_picture_is_refused_and_called_one():
    paper = made(
        "zhejiang-2020/enterprise", [one for one in HABITS if one.__name__ == "as_picture"], 1
    )
    read = read_bytes(word_file(paper), "收到.docx")
    assert (read.status, [one.code for one in read.problems]) == (
        "refused",
        ["intake.form-picture"],
    )


def line(text: str) -> WordParagraph:
    return WordParagraph((WordRun(text),))


def test_lines_with_tabs_become_a_table_pushed_to_the_right():
    lines = ["甲\t1", "乙\t2\t3", "丙\t4", "题", "丁\t5", "戊\t6"]
    found = with_tables([line("前言"), *(line(one) for one in lines), line("后记")])
    assert [type(one) for one in found] == [WordParagraph, WordTable, WordParagraph]
    table = found[1]
    assert isinstance(table, WordTable)
    assert [[c.text for c in row] for row in table.by_row] == [
        ["甲", "1"], ["乙", "2", "3"], ["丙", "4"], ["题"], ["丁", "5"], ["戊", "6"],
    ]  # fmt: skip
    assert table.by_row[0][1].column == 2


def test_a_few_lines_with_tabs_stay_lines():
    items = [line("地址\t某地"), line("电话\t123"), line("正文")]
    assert with_tables(items) == tuple(items)
