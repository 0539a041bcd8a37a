"""What stands near an answer and is accounted for by nothing casts doubt on it, whatever it is."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import exported
import pytest

from smdesk.intake.faint import brightness, is_faint
from smdesk.intake.notes import speaks_against
from smdesk.intake.read import read_bytes
from smdesk.intake.submission import SURE

sys.path.insert(0, str(Path(__file__).parent))
from ninth import Page, ninth, word
from ninth.page import Bit, Cell, Table

Values = dict[str, tuple[str, bool, tuple[str, ...]]]
ANSWER = "甲乙丙丁"


def _values(data: bytes) -> Values:
    values = read_bytes(data, "收到.docx").values
    return {one.address: (one.text, one.confidence >= SURE, one.doubts) for one in values}


def _page(form: str = "zhejiang-2020/enterprise") -> Page:
    return ninth(form, [], 5)


def _label(page: Page, text: str) -> Cell:
    return next(cell for _, cell in page.labels() if re.sub(r"\s", "", cell.text) == text)


def _cell(page: Page, address: str) -> Cell:
    return next(
        c for t in page.tables for c in t.cells if any(b.address == address for b in c.bits)
    )


def _sure(page: Page, address: str) -> bool:
    return _values(word(page))[address][1]


# ---- labels that a person has edited ----


@pytest.mark.parametrize(
    ("label", "sure"),
    [
        ("联系人", True),
        ("联系人（必填）", True),
        ("联系人（备用）", False),
        ("联系人（分公司）", False),
    ],
)
def test_a_label_that_asks_for_something_else_is_not_that_label(label: str, sure: bool):
    page = _page()
    _label(page, "联系人").bits = [Bit(label)]
    assert _sure(page, "contact.name") is sure


@pytest.mark.parametrize("look", ["strike", "vanish", "white"])
def test_a_label_struck_out_or_hidden_in_part_casts_doubt_on_its_answer(look: str):
    page = _page()
    _label(page, "联系人").bits = [Bit("联系人"), Bit("、代办人", look=look)]
    assert not _sure(page, "contact.name")


# ---- the same label once more ----


@pytest.mark.parametrize(("again", "sure"), [("总经理", False), (None, True)])
def test_a_label_that_stands_in_another_table_with_another_answer_is_asked_after(
    again: str | None, sure: bool
):
    page = _page()
    said = _cell(page, "contact.position").text
    label = Cell(0, 0, 1, 1, "label", [Bit("职务")])
    page.parts.append(Table(2, [label, Cell(0, 1, 1, 1, "", [Bit(again or said)])]))
    assert _sure(page, "contact.position") is sure


def test_a_row_without_a_label_casts_doubt_on_the_row_above():
    page = _page()
    table, cells = page.yearly()[0]
    line = table.row(cells[0].r)
    row = [
        Cell(0, one.c, 1, one.w, one.role, [Bit("" if one is line[0] else "17")]) for one in line
    ]
    assert _sure(page, cells[0].answers[0].address)
    table.insert_row(cells[0].r + 1, row)
    assert not _sure(page, cells[0].answers[0].address)


# ---- sizes and units ----


def test_a_row_of_amounts_far_above_all_others_is_asked_after():
    page = _page()
    rows = [
        cells
        for _, cells in page.yearly()
        if page.field(cells[0].answers[0].address).unit == "万元"
    ]
    for place, cells in enumerate(rows):
        for year, cell in enumerate(cells):
            cell.answers[0].text = str(4000 + 100 * place + year)
    one = rows[1][0].answers[0].address
    assert _sure(page, one)
    for cell in rows[1]:
        cell.answers[0].text += "3517"
    assert [_sure(page, cell.answers[0].address) for cell in rows[1]] == [False] * len(rows[1])
    assert _sure(page, rows[0][0].answers[0].address)


@pytest.mark.parametrize(
    ("line", "sure"),
    [
        ("注：以上金额单位均为元", False),
        ("表中数据均以美元计", False),
        ("注：金额单位：万元", True),
    ],
)
def test_words_that_name_another_unit_cast_doubt_on_amounts(line: str, sure: bool):
    page = _page()
    page.parts.append(line)
    money = next(
        cells[0].answers[0].address for _, cells in page.yearly()
        if page.field(cells[0].answers[0].address).unit == "万元"
    )  # fmt: skip
    assert _sure(page, money) is sure


# ---- marks of options ----


def test_ticks_of_two_kinds_in_one_question_are_asked_after():
    page = ninth("national-2022/enterprise", [], 5)
    boxes = next(
        boxes for _, boxes in page.boxes()
        if sum(one.on for one in boxes) > 1 and len({one.address for one in boxes}) == 1
    )  # fmt: skip
    address = boxes[0].address
    assert _sure(page, address)
    next(one for one in boxes if one.on).text = "■"
    assert not _sure(page, address)


# ---- what is not seen ----


def _dressed(
    look: str = "", *, shade: str = "", inside: str = "", styles: str = ""
) -> tuple[str, bool]:
    """Return what is read of a name part of which wears a look, in a cell, with something drawn in it."""
    page = _page()
    cell = _cell(page, "contact.name")
    cell.bits[0].text = ANSWER
    run = f'<w:r><w:t xml:space="preserve">{ANSWER}</w:t></w:r>'

    def put(name: str, part: bytes) -> bytes:
        if name == "word/styles.xml":
            return part.replace(b"</w:styles>", styles.encode() + b"</w:styles>")
        if name != "word/document.xml":
            return part
        text = part.decode()
        at = text.index(ANSWER)
        start = text.rindex("<w:r>", 0, at)
        end = text.index("</w:r>", at) + len("</w:r>")
        more = f"<w:r><w:rPr>{look}</w:rPr><w:t>戊</w:t></w:r>" if look else ""
        text = text[:start] + run + more + inside + text[end:]
        if shade:
            text = text[:start] + text[start:]
            head = text.rindex("<w:tc>", 0, start) + len("<w:tc>")
            text = text[:head] + re.sub(
                r"^<w:tcPr>", f'<w:tcPr><w:shd w:val="clear" w:fill="{shade}"/>', text[head:]
            )
        return text.encode()

    read = _values(exported.rewritten(word(page), put))["contact.name"]
    return read[0], read[1]


@pytest.mark.parametrize(
    "look",
    [
        '<w:color w:val="FEFEFE"/>',
        '<w:color w:val="F2F2F2"/>',
        '<w:color w:val="auto" w:themeColor="background1"/>',
        '<w:sz w:val="7"/>',
        '<w:w w:val="10"/>',
        "<w:specVanish/><w:vanish/>",
        '<w:rStyle w:val="Pale"/>',
        '<w:rStyle w:val="Small"/>',
    ],
)
def test_letters_that_cannot_be_told_from_the_paper_are_no_part_of_an_answer(look: str):
    styles = (
        '<w:style w:type="character" w:styleId="White"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Pale"><w:basedOn w:val="White"/></w:style>'
        '<w:style w:type="character" w:styleId="Small"><w:rPr><w:sz w:val="2"/></w:rPr></w:style>'
    )
    assert _dressed(look, styles=styles) == (ANSWER, False)


def test_letters_are_held_against_the_shading_behind_them():
    assert _dressed('<w:color w:val="101010"/>', shade="000000") == (ANSWER, False)
    assert _dressed('<w:color w:val="FFFFF0"/>', shade="1F4E79")[0] == f"{ANSWER}戊"


@pytest.mark.parametrize(
    "inside",
    [
        "<w:r><w:pict><v:line/></w:pict></w:r>",
        "<w:r><w:drawing><wp:anchor><a:graphic/></wp:anchor></w:drawing></w:r>",
        "<w:r><w:object/></w:r>",
    ],
)
def test_what_is_drawn_in_a_row_casts_doubt_on_its_answers(inside: str):
    assert _dressed(inside=inside) == (ANSWER, False)
    assert _dressed() == (ANSWER, True)


def test_letters_raised_by_their_position_cast_doubt():
    assert not _dressed('<w:position w:val="8"/>')[1]


def test_brightness_is_that_of_the_eye():
    assert brightness("FFFFFF") == brightness("white") == brightness(None, "background1") == 255.0
    assert brightness("auto") is None
    assert is_faint(brightness("FFFF00"), 255.0)
    assert not is_faint(brightness("808080"), 255.0)
    assert not is_faint(None, 255.0)


@pytest.mark.parametrize(
    ("note", "speaks"),
    [
        ("已核对", False),
        ("数据来源于2023年审计报告", False),
        ("已核对 9200", True),
        ("来源：台账 12.5", True),
    ],
)
def test_a_note_with_a_figure_may_be_another_answer(note: str, speaks: bool):
    assert speaks_against(note) is speaks


# ---- figures in two units ----


@pytest.mark.parametrize(
    ("address", "typed", "read"),
    [
        ("finance.assets[2017]", "1亿2,300万元", "12300"),
        ("finance.assets[2017]", "1.5亿 230.5万", "15230.5"),
        ("finance.assets[2017]", "1亿23000万", "1亿23000万"),
        ("finance.debt_ratio[2017]", "352‰", "35.2"),
        ("finance.debt_ratio[2017]", "千分之352", "35.2"),
    ],
)
def test_figures_in_two_units_and_in_per_mille_are_converted_and_asked_after(
    address: str, typed: str, read: str
):
    page = _page()
    _cell(page, address).bits[0].text = typed
    assert _values(word(page))[address][:2] == (read, False)


def test_pale_letters_are_not_seen_in_strict_files_either():
    page = _page()
    page.pen["strict"] = "1"
    _cell(page, "contact.name").bits.append(Bit("戊", look="white"))
    assert not _sure(page, "contact.name")
