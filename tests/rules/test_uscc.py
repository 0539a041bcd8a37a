"""统一社会信用代码: both check characters, tables, hints."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smdesk.rules.formats.uscc import (
    SYMBOLS,
    check_character,
    is_valid,
    look_alikes,
    organisation_check,
    uscc_faults,
)

DATA = Path(__file__).parents[1] / "data"


def codes(name):
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line.strip()]


REAL = codes("uscc_companies.tsv") + codes("uscc_public_examples.tsv")
FIXTURES = codes("uscc_fixtures.txt")
ORGANISATION_SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def rules(code):
    return [fault.rule for fault in uscc_faults(code)]


def errors(code):
    return [fault.rule for fault in uscc_faults(code) if fault.level == "error"]


def test_all_168_published_codes_pass_without_any_finding():
    assert len(REAL) == 168
    assert {code: rules(code) for code in REAL if rules(code)} == {}


def test_the_invented_codes_pass_both_checks():
    assert len(FIXTURES) == 8
    assert {code: rules(code) for code in FIXTURES if rules(code)} == {}


@pytest.mark.parametrize("code", codes("uscc_negative.tsv"))
def test_a_false_code_is_an_error(code):
    assert errors(code)


def test_the_worked_example_of_the_standard_has_check_character_3():
    assert check_character("91350100M000100Y4Z") == "3"


def test_a_remainder_of_zero_gives_check_character_0():
    assert check_character("1210000042500615X0") == "0"


def test_a_remainder_of_one_gives_check_character_y():
    assert check_character("12100000400011227Y") == "Y"


def test_the_code_rounded_by_excel_falls_by_its_organisation_code_alone():
    code = "913700007058303000"
    assert check_character(code) == code[17]
    (fault,) = uscc_faults(code)
    assert fault.rule == "format.uscc-organisation"
    assert "Excel" in fault.params["hint"]


@pytest.mark.parametrize("code", FIXTURES)
def test_every_single_substitution_is_caught(code):
    missed = [
        changed
        for place in range(18)
        for symbol in SYMBOLS
        if symbol != code[place]
        if not errors(changed := code[:place] + symbol + code[place + 1 :])
    ]
    assert missed == []


@pytest.mark.parametrize("code", FIXTURES)
def test_every_adjacent_transposition_is_caught(code):
    swapped = [
        code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        for place in range(17)
        if code[place] != code[place + 1]
    ]
    assert swapped
    assert [one for one in swapped if not errors(one)] == []


@given(
    st.text(SYMBOLS[:10], min_size=6, max_size=6),
    st.text(ORGANISATION_SYMBOLS, min_size=8, max_size=8),
)
def test_a_code_completed_with_both_checks_has_no_check_fault(division, body):
    if set(body) - set(SYMBOLS):
        return
    code = f"91{division}{body}{organisation_check(body)}"
    code += check_character(code) or ""
    assert is_valid(code)
    assert not {"format.uscc-check", "format.uscc-organisation"} & set(rules(code))


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("", "format.uscc-length"),
        ("330100000012345", "format.uscc-length"),
        ("91330100PDY00001XX0", "format.uscc-length"),
        ("9I330100PDY00001XX", "format.uscc-symbol"),
        ("91330100PDYO0001XX", "format.uscc-symbol"),
        ("9133010YPDY00001XX", "format.uscc-division"),
    ],
)
def test_length_symbols_and_division_are_checked_first(code, rule):
    assert rules(code) == [rule]


def test_a_letter_that_codes_lack_is_named_with_its_digit():
    (fault,) = uscc_faults("9133O100PDY00001XX")
    assert "第 5 位“O”" in fault.params["detail"]
    assert "可能是 0" in fault.params["detail"]


def test_a_misread_symbol_is_suggested_but_never_as_a_fix():
    code = "91330100PDY00001XX".replace("PDY00001", "PDY0000Q")
    assert (16, "1") not in look_alikes(code)
    wrong = "91330212PDY000028F".replace("28F", "2BF")
    assert (17, "8") in look_alikes(wrong)
    faults = list(uscc_faults(wrong))
    assert "“8”" in faults[0].params["hint"]
    assert [fault.fix for fault in faults] == [None]


def completed(first, division="330100", body="PDY00001"):
    code = f"{first}{division}{body}{organisation_check(body)}"
    return code + (check_character(code) or "")


@pytest.mark.parametrize("first", ["94", "A1", "N4", "Y9", "01"])
def test_an_unknown_department_or_category_is_a_check(first):
    found = [(fault.rule, fault.level) for fault in uscc_faults(completed(first))]
    assert (("format.uscc-category", "check") in found) == (first != "A1")


def test_ten_is_a_province_and_nineteen_is_not():
    assert rules(completed("12", "100000")) == []
    assert rules(completed("91", "190000")) == ["format.uscc-province"]


def test_a_division_that_no_current_list_holds_is_accepted():
    assert rules(completed("91", "330299")) == []
