"""Tables filled in by people and programs, one way of working each: nothing is stated wrongly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from smdesk.intake.read import read_bytes
from smdesk.intake.submission import SURE

sys.path.insert(0, str(Path(__file__).parent))
from ninth.page import Bit, Cell
from posted.score import Tally
from tenth import BOOKS, FORMS, PEOPLE, Page, book, file_of, several, tenth, worked
from tenth.score import judged


def _judged(page: Page, name: str) -> Tally:
    data, called = file_of(page)
    return judged(page, read_bytes(data, called), name)


@pytest.mark.parametrize("person", PEOPLE, ids=[one.__name__ for one in PEOPLE])
def test_no_way_of_working_makes_a_value_stated_wrongly(person):
    pages = worked(person, range(1)) or worked(person, range(1, 9))
    page = pages[PEOPLE.index(person) % len(pages)]
    assert _judged(page, person.__name__).wrong == []


@pytest.mark.parametrize("hand", BOOKS, ids=[one.__name__ for one in BOOKS])
def test_no_workbook_is_stated_wrongly(hand):
    total = Tally()
    for form in FORMS[BOOKS.index(hand) % 5 :: 9]:
        page = tenth(form, [], 70)
        data = book(page, hand)
        if data:
            total += judged(page, read_bytes(data, "收到.xlsx"), hand.__name__)
    assert total.wrong == []


@pytest.mark.parametrize("form", FORMS[::2])
def test_several_ways_of_working_at_once_are_never_stated_wrongly(form: str):
    page, name = several(form, 1)
    assert _judged(page, name).wrong == []


# ---- one thing at a time ----

Values = dict[str, tuple[str, bool, tuple[str, ...]]]


def _read(page: Page) -> Values:
    data, called = file_of(page)
    values = read_bytes(data, called).values
    return {one.address: (one.text, one.confidence >= SURE, one.doubts) for one in values}


def _of(name: str, form: str) -> Page:
    person = next(one for one in PEOPLE if one.__name__ == name)
    return next(one for one in worked(person, range(1)) if one.form == form)


def _cell(page: Page, address: str) -> Cell:
    return next(
        c for t in page.tables for c in t.cells if any(b.address == address for b in c.bits)
    )


def test_a_row_of_examples_casts_doubt_on_the_list_that_follows_it():
    read = _read(_of("sample_row", "zhejiang-2020/platform"))
    listed = {name: one for name, one in read.items() if "[" in name and "." in name.split("]")[-1]}
    assert listed
    assert not any(sure for text, sure, _ in listed.values() if text)


def test_a_bracket_on_a_line_of_its_own_behind_an_answer_is_asked_after():
    page = tenth("zhejiang-2020/enterprise", [], 0)
    cell = _cell(page, "org.business")
    assert _read(page)["org.business"][1]
    cell.bits.append(Bit("\n（以执照为准）"))
    assert not _read(page)["org.business"][1]


def test_a_box_whose_letter_was_typed_over_is_asked_after():
    read = _read(_of("control_and_glyph_differ", "national-2022/platform"))
    assert any("value-noted" in doubts for _, _, doubts in read.values())


def test_a_label_printed_many_times_is_asked_after_where_it_stands_before_its_thing():
    read = _read(_of("pairs_swapped", "shanxi-2021/city"))
    rates = [one for name, one in read.items() if name.startswith("economy.") and "growth" in name]
    assert len(rates) > 1
    assert not any(sure and "label-astray" in doubts for _, sure, doubts in rates)
    assert sum("label-astray" in doubts for _, _, doubts in rates) >= 3


def test_the_figures_of_a_row_that_no_name_begins_are_asked_after():
    page = tenth("zhejiang-2020/platform", [], 0)
    _cell(page, "investors[3].name").bits = [Bit("小计：", "investors[3].name")]
    _cell(page, "investors[3].share").bits = [Bit("100", "investors[3].share")]
    assert not _read(page)["investors[3].share"][1]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("153（以审计报告为准）", "153"),
        ("共153人", "153"),
        ("约153", "约153"),
        ("153【县局：请核实】", "153"),
        ("1 5 3", "153"),
        ("四十二", "42"),
        ("员工总数：153", "153"),
        ("153（18年）", "153（18年）"),
        ("150~160", "150~160"),
        ("153（149）", "153（149）"),
    ],
)
def test_a_figure_among_words_is_offered_and_never_stated(typed: str, offered: str):
    page = tenth("zhejiang-2020/enterprise", [], 0)
    _cell(page, "staff.total").bits[0].text = typed
    assert _read(page)["staff.total"][:2] == (offered, False)


def test_an_answer_is_offered_without_its_label_and_without_guidance():
    page = tenth("zhejiang-2020/enterprise", [], 0)
    cell = _cell(page, "org.business")
    said = cell.bits[0].text
    cell.bits[0].text = f"主营业务：{said}\n（限200字）"
    assert _read(page)["org.business"][:2] == (said, False)
