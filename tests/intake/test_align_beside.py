"""What stands beside an answer decides whether it can be the answer to another question too."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise, product
from pathlib import Path

import pytest

from smdesk.intake.read import read_bytes
from smdesk.intake.submission import SURE, ReadValue
from smdesk.notices.address import parse
from smdesk.notices.models import Kind

sys.path.insert(0, str(Path(__file__).parent))
from posted import FORMS, posted, word
from posted.fifth import answers_before_labels, fields
from posted.habits import label_and_value
from posted.model import Letter, Span, Td


def read(letter: Letter) -> dict[str, ReadValue]:
    return {one.address: one for one in read_bytes(word(letter), "收到.docx").values}


def say(letter: Letter, texts: Mapping[str, str]) -> dict[str, ReadValue]:
    """Return what is read once some answers of a letter are others."""
    for cell in letter.cells:
        for span in cell.answers:
            span.text = texts.get(span.address, span.text)
    return read(letter)


def sure(values: Mapping[str, ReadValue], *addresses: str) -> list[bool]:
    return [one in values and values[one].confidence >= SURE for one in addresses]


def rows(letter: Letter) -> Iterator[list[tuple[str, Kind]]]:
    """Yield the answers of each row that has two or more alone in their cells, with their kinds."""
    known = fields(letter.form)
    for grid in letter.grids:
        for row in grid.rows:
            cells = [one for one in row if one.kind == "value" and one.h == 1]
            if len(cells) > 1 and all(len(one.spans) == 1 and one.answers for one in cells):
                listed = [one.spans[0].address for one in cells]
                if not any("[" in one for one in listed):
                    yield [(one, known[parse(one).field].kind) for one in listed]


def beside(first: Kind, second: Kind) -> tuple[Letter, str, str]:
    """Return a letter in which an answer of one kind stands beside one of another, and both addresses."""
    for form, seed in product(FORMS, range(12)):
        letter = posted(form, [], seed)
        for line in rows(letter):
            for (one, kind), (other, near) in pairwise(line):
                if (kind, near) == (first, second):
                    return letter, one, other
    pytest.fail(f"no form has {first} beside {second}")


TELEPHONES = ("contact.phone", "contact.mobile", "contact.fax")
FILLED = {"contact.phone": "0571-87058143", "contact.mobile": "13700010000", "contact.fax": "0571-87058144"}  # fmt: skip


@pytest.mark.parametrize("both", ["0571-87058143 13700010009", "0571-87058143/13700010009", "0571-87058143、0571-87058146"])  # fmt: skip
def test_two_telephones_in_a_cell_are_an_answer_where_the_others_are_answered(both: str):
    letter = posted("zhejiang-2020/enterprise", [], 2)
    values = say(letter, FILLED | {"contact.phone": both})
    assert sure(values, *TELEPHONES) == [True, True, True]
    assert values["contact.phone"].text == both


@pytest.mark.parametrize(
    ("texts", "doubted"),
    [
        ({"contact.phone": "0571-87058143 13700010009", "contact.mobile": ""}, "contact.phone"),
        ({"contact.phone": "0571-87058143/0571-87058146", "contact.fax": ""}, "contact.phone"),
        ({"contact.fax": "0571-87058143 13700010009", "contact.phone": ""}, "contact.fax"),
        ({"contact.phone": "0571-87058143/0574-87058146"}, "contact.phone"),
        ({"contact.mobile": "0571-87058143", "contact.phone": "13700010009"}, "contact.phone"),
    ],
)
def test_two_telephones_in_a_cell_are_asked_after_where_another_lacks_one(
    texts: dict[str, str], doubted: str
):
    values = say(posted("zhejiang-2020/enterprise", [], 2), FILLED | texts)
    assert sure(values, doubted) == [False]


def test_an_empty_fax_does_not_make_a_mobile_beside_a_telephone_doubtful():
    texts = {"contact.phone": "0571-87058143 13700010009", "contact.fax": ""}
    values = say(posted("zhejiang-2020/enterprise", [], 2), FILLED | texts)
    assert sure(values, "contact.phone") == [True]


def test_words_with_a_blank_between_are_one_answer_unless_the_next_cell_is_empty():
    letter, one, other = beside(Kind.PERSON, Kind.TEXT)
    assert sure(say(letter, {one: "陆海燕", other: "项目部 经理"}), other) == [True]
    assert sure(say(letter, {one: "", other: "项目部 经理"}), other) == [False]
    assert sure(say(letter, {one: "陆海燕", other: "陆海燕 经理"}), other) == [False]


@pytest.mark.parametrize("joined", ["泵、阀制造及服务，电气机械和器材制造业", "泵、阀制造、C3551", "泵、阀制造\n软件业"])  # fmt: skip
def test_an_industry_behind_the_business_is_asked_after_beside_an_empty_industry(joined: str):
    letter, one, other = beside(Kind.LONG_TEXT, Kind.INDUSTRY)
    assert sure(say(letter, {one: joined, other: ""}), one) == [False]
    assert sure(say(letter, {one: joined, other: "泵制造业"}), one) == [True]
    assert sure(say(letter, {one: "泵、阀的研发，安装和维修", other: ""}), one) == [True]


def test_an_amount_behind_words_is_asked_after_beside_an_empty_amount():
    letter, one, other = beside(Kind.INDUSTRY, Kind.MONEY)
    assert sure(say(letter, {one: "软件和信息技术服务业  51656.93", other: ""}), one) == [False]


@pytest.mark.parametrize(("share", "sized"), [("2180", "91.0"), ("774.6", "62")])
def test_a_share_beyond_every_whole_is_asked_after_with_what_could_be_it(share: str, sized: str):
    letter, one, other = beside(Kind.INTEGER, Kind.PERCENT)
    values = say(letter, {one: sized.removesuffix(".0"), other: share})
    assert sure(values, one, other) == [False, False]
    assert sure(say(letter, {one: "415", other: "4646"}), one, other) == [True, False]


def test_the_label_said_again_before_the_answer_is_asked_after():
    letter, one, _ = beside(Kind.LONG_TEXT, Kind.INDUSTRY)
    label = next(
        before.text
        for grid in letter.grids
        for row in grid.rows
        for before, after in pairwise(row)
        if any(span.address == one for span in after.spans)
    )
    assert sure(say(letter, {one: f"{label.replace(' ', '')}泵、阀制造"}), one) == [False]


def test_a_row_that_begins_with_an_empty_answer_and_ends_with_a_label_is_asked_after():
    letter, one, other = beside(Kind.PERSON, Kind.PERSON)
    for cell in letter.cells:
        if any(span.address == one for span in cell.spans):
            cell.spans = [Span("", one)]
    answers_before_labels(letter)
    values = read(letter)
    assert True not in sure(values, one, other)


YEARLY = "finance.revenue"


def yearly(letter: Letter) -> list[list[Span]]:
    """Return the amounts of each row of years that a letter has, in the order of the years."""
    known = fields(letter.form)
    found: dict[str, list[Span]] = {}
    for cell in letter.cells:
        for span in cell.answers:
            address = parse(span.address)
            if address.year is not None and known[address.field].kind is Kind.MONEY:
                found.setdefault(address.field, []).append(span)
    return [sorted(one, key=lambda span: span.address) for one in found.values()]


def steady(letter: Letter) -> list[list[Span]]:
    """Let the amounts of a letter grow by a tenth each year."""
    listed = yearly(letter)
    for number, line in enumerate(listed, 3):
        for year, span in enumerate(line):
            span.text = f"{1234.56 * number * 1.1**year:.2f}"
    assert len(listed) > 2
    return listed


def asked(letter: Letter, lines: list[list[Span]]) -> set[str]:
    values = read(letter)
    listed = [span.address for line in lines for span in line]
    return {one for one in listed if not sure(values, one)[0]}


def drawn() -> Letter:
    return posted("zhejiang-2020/enterprise", [], 1)


def test_steady_amounts_are_stated():
    letter = drawn()
    assert asked(letter, steady(letter)) == set()


def test_an_amount_in_yuan_in_one_year_of_a_steady_table_is_asked_after():
    letter = drawn()
    lines = steady(letter)
    lines[1][1].text = f"{float(lines[1][1].text) * 10000:.0f}"
    assert asked(letter, lines) == {lines[1][1].address}


def test_a_whole_year_in_yuan_is_asked_after():
    letter = drawn()
    lines = steady(letter)
    for line in lines:
        line[-1].text = f"{float(line[-1].text) * 10000:.0f}"
    assert asked(letter, lines) == {line[-1].address for line in lines}


def test_amounts_that_all_jump_about_are_a_matter_for_the_rules():
    letter = drawn()
    lines = steady(letter)
    for number, line in enumerate(lines):
        line[number % 3].text = f"{float(line[number % 3].text) * 10000:.0f}"
    assert asked(letter, lines) == set()


def test_an_exact_amount_that_stands_in_two_years_is_asked_after():
    letter = drawn()
    lines = steady(letter)
    lines[0][1].text = lines[0][0].text
    assert asked(letter, lines) == {lines[0][0].address, lines[0][1].address}
    lines[0][0].text = lines[0][1].text = "5000"
    assert asked(letter, lines) == set()


def test_a_figure_written_twice_is_asked_after_where_the_other_years_are_like_its_half():
    letter = drawn()
    lines = steady(letter)
    for span, text in zip(lines[0], ["85", "8787", "91"], strict=True):
        span.text = text
    assert asked(letter, lines) == {lines[0][1].address}
    for span, text in zip(lines[0], ["8512", "8787", "9133"], strict=True):
        span.text = text
    assert asked(letter, lines) == set()


def test_a_spare_cell_changes_nothing():
    letter = drawn()
    letter.main.rows.append([Td([Span("")], len(letter.main.widths))])
    assert asked(letter, steady(letter)) == set()


def test_an_underline_within_an_address_on_the_net_parts_no_label_from_its_answer():
    letter = posted("shanghai-2023/platform", [label_and_value], 0)
    values = read(letter)
    assert values["contact.email"].text in letter.truth["contact.email"]
