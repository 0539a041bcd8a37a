"""Forms by people of an office, one way of working each: nothing is stated wrongly."""

from __future__ import annotations

import sys
from pathlib import Path

import exported
import pytest
from lxml import etree

from smdesk.intake.cellformat import shown_number
from smdesk.intake.read import read_bytes
from smdesk.intake.sheetlooks import odd_styles
from smdesk.intake.submission import SURE

sys.path.insert(0, str(Path(__file__).parent))
from ninth import BOOKS, FORMS, PEOPLE, Page, book, ninth, several, word
from ninth.page import Bit, Cell
from posted.score import Tally, tally


@pytest.mark.parametrize("person", PEOPLE, ids=[one.__name__ for one in PEOPLE])
def test_no_way_of_working_makes_a_value_stated_wrongly(person):
    form = FORMS[PEOPLE.index(person) % len(FORMS)]
    page = ninth(form, [person], 0)
    count = tally(page, read_bytes(word(page), "收到.docx"), person.__name__)
    assert (count.wrong, count.silent) == ([], 0)


@pytest.mark.parametrize("hand", BOOKS, ids=[one.__name__ for one in BOOKS])
def test_no_workbook_of_an_office_is_stated_wrongly(hand):
    total = Tally()
    for form in FORMS[BOOKS.index(hand) % 5 :: 9]:
        page = ninth(form, [], 7)
        total += tally(page, read_bytes(book(page, hand), "收到.xlsx"), hand.__name__)
    assert total.wrong == []


@pytest.mark.parametrize("form", FORMS[1::2])
def test_several_ways_of_working_at_once_are_never_stated_wrongly(form: str):
    page, name = several(form, 1)
    assert tally(page, read_bytes(word(page), "收到.docx"), name).wrong == []


# ---- one thing at a time ----

Values = dict[str, tuple[str, bool, tuple[str, ...]]]


def _read(page: Page) -> Values:
    values = read_bytes(word(page), "收到.docx").values
    return {one.address: (one.text, one.confidence >= SURE, one.doubts) for one in values}


def _page(*people: str, form: str = "zhejiang-2020/enterprise", seed: int = 5) -> Page:
    return ninth(form, [one for one in PEOPLE if one.__name__ in people], seed)


def _cell(page: Page, address: str) -> Cell:
    return next(
        c for t in page.tables for c in t.cells if any(b.address == address for b in c.bits)
    )


def _with(address: str, *bits: Bit) -> tuple[str, bool, tuple[str, ...]]:
    """Return what is read of a cell with other letters in it."""
    page = _page()
    _cell(page, address).bits = list(bits)
    return _read(page)[address]


@pytest.mark.parametrize(
    ("look", "doubt"),
    [
        ("white", "value-hidden"),
        ("tiny", "value-hidden"),
        ("style:Hidden", "value-hidden"),
        ("style:Struck", "value-struck"),
    ],
)
def test_letters_that_nobody_sees_are_no_part_of_an_answer_and_cast_doubt(look: str, doubt: str):
    read = _with("staff.total", Bit("120"), Bit("7", look=look))
    assert read == ("120", False, (doubt,))


def test_white_letters_on_a_shaded_cell_are_seen():
    page = _page()
    label = next(c for _, c in page.labels() if c.text == "企业名称")
    for bit in label.bits:
        bit.look = "white"
    dark = word(page)
    assert not _read(page)["org.name"][1]
    values = {one.address: one for one in read_bytes(_shade(dark), "收到.docx").values}
    assert values["org.name"].confidence >= SURE


def _shade(data: bytes) -> bytes:
    return exported.rewritten(
        data,
        lambda name, part: part.replace(b"</w:tcPr>", b'<w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>')
        if name == "word/document.xml" else part,
    )  # fmt: skip


def test_a_row_that_stands_twice_with_other_figures_is_asked_after_and_not_when_they_are_the_same():
    page = _page()
    table, cells = page.yearly()[0]
    line = table.row(cells[0].r)
    field = cells[0].answers[0].address[:-6]
    again = [Cell(0, one.c, 1, one.w, one.role, [Bit(one.text)]) for one in line]
    table.insert_row(cells[0].r + 1, again)
    assert all(sure for name, (_, sure, _) in _read(page).items() if name.startswith(field))
    again[1].bits = [Bit("4711")]
    found = [found for name, found in sorted(_read(page).items()) if name.startswith(field)]
    assert [(sure, doubts) for _, sure, doubts in found] == [
        (False, ("value-several",)), (True, ()), (True, ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "read", "sure"),
    [
        ("2017年：8700", "8700", True),
        ("8700（2017年）", "8700", True),
        ("17年 8700", "8700", True),
        ("2018年：8700", "2018年：8700", False),
        ("8700（18年）", "8700（18年）", False),
    ],
)
def test_a_figure_that_says_its_own_year_is_read_and_that_of_another_is_asked_after(
    typed: str, read: str, sure: bool
):
    assert _with("finance.assets[2017]", Bit(typed))[:2] == (read, sure)


def test_letters_without_width_are_left_out():
    assert _with("staff.total", Bit("\u200b1\u200e20\ufeff"))[:2] == ("120", True)
    assert _with("org.name", Bit("岚桥包\u00ad装\u200d机械厂"))[:2] == ("岚桥包装机械厂", True)


def test_a_raised_mark_behind_a_figure_is_no_part_of_it_and_casts_doubt():
    assert _with("staff.total", Bit("120"), Bit("1", look="sup")) == (
        "120",
        False,
        ("value-raised",),
    )


def test_a_drop_down_says_what_it_shows():
    assert _with("org.nature", Bit("民营企业", look="drop"))[:2] == ("民营企业", True)


@pytest.mark.parametrize(
    "form", ["shanghai-2023/district", "national-2022/city-design", "national-2022/evaluation-city"]
)
def test_boxes_that_are_bullets_are_boxes(form: str):
    page = _page("bullets", form=form)
    choices = [cell.bits[0] for cell in page.main.cells if cell.bits and cell.bits[0].choice]
    read = _read(page)
    assert choices
    for box in choices:
        assert read.get(box.address, ("",))[0] == page.truth[box.address][0]


@pytest.mark.parametrize("words", ["保留两位小数", "（以下空白）", "以上为全部"])
def test_words_of_the_form_are_never_an_answer(words: str):
    assert not _with("honours.pending", Bit(words))[1]


def test_a_figure_that_its_format_shows_as_nothing_or_nought_is_not_stated():
    assert shown_number("4375.35", "0,") == "4.37535"
    assert shown_number("4375.35", "0,,") == "4375.35（0,,）"
    assert shown_number("0", "0,,") == "0"


def test_white_letters_of_an_old_palette_are_not_seen():
    root = etree.fromstring(
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<fonts><font/><font><color indexed="9"/></font></fonts><fills><fill/><fill>'
        b'<patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill></fills>'
        b'<cellXfs><xf fontId="1" fillId="0"/><xf fontId="1" fillId="1"/></cellXfs></styleSheet>'
    )
    assert odd_styles(root, ["", ""]) == {0: "unseen"}
    assert odd_styles(root, ["", ";;;"]) == {0: "unseen", 1: "unseen"}


def test_a_table_in_a_cell_stands_where_its_cell_stands():
    read = _read(_page("nested"))
    assert not any("label-astray" in doubts for _, _, doubts in read.values())


def test_figures_beside_another_unit_of_money_are_converted_and_asked_after():
    page = _page("unit_column", form="shanghai-2023/enterprise", seed=1)
    found = {name: one for name, one in _read(page).items() if "unit-converted" in one[2]}
    assert found
    assert all(not sure and text in page.truth[name] for name, (text, sure, _) in found.items())
