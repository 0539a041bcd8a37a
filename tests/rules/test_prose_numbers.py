"""Quantities and years in running text, and when a stated number may be said of a value."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.rules.prose import numbers, years
from smdesk.rules.prose.words import words
from smdesk.rules.prose.years import Calendar

PATTERN = re.compile(numbers.quantity_pattern(words()))
CALENDAR = Calendar((2017, 2018, 2019), 2020)


def read(text):
    match = PATTERN.match(text)
    assert match is not None, text
    return numbers.quantity(match.groupdict(), match[0], words())


@pytest.mark.parametrize(
    ("text", "value", "unit", "step", "hedge"),
    [
        ("12,034.5万元", "12034.5", "万元", "0.1", ""),
        ("约1.2亿元", "1.2", "亿元", "0.1", "about"),
        ("近3亿元", "3", "亿元", "1", "nearly"),
        ("超过2亿元", "2", "亿元", "1", "over"),
        ("2亿多元", "2", "亿元", "1", "over"),
        ("300余名", "300", "名", "1", "over"),
        ("三百二十人", "320", "人", "10", ""),
        ("1.2万人", "12000", "人", "1000", ""),
        ("26.43%", "26.43", "%", "0.01", ""),
        ("百分之五点一", "5.1", "%", "0.1", ""),
        ("百分之三十", "30", "%", "1", ""),
        ("六成左右", "60", "%", "10", "about"),
        ("四分之一以上", "25", "%", "2", "over"),
        ("4.6亿，", "4.6", "亿元", "0.1", ""),
        ("二亿三千万元", "23000", "万元", "1000", ""),
        ("2亿3000万元", "23000", "万元", "1", ""),
        ("约一亿零五百万元", "10500", "万元", "100", "about"),
        ("四成五", "45", "%", "1", ""),
        ("三成半", "35", "%", "5", ""),
    ],
)
def test_a_quantity_is_read_with_its_unit_last_digit_and_hedge(text, value, unit, step, hedge):
    found = read(text)
    assert (found.value, found.unit, found.step) == (Decimal(value), unit, Decimal(step))
    assert found.hedge == hedge


@pytest.mark.parametrize(
    "text", ["640人次", "5元/吨", "3个月", "12个百分点", "三成立", "2万", "300名称"]
)
def test_what_only_looks_like_a_quantity_is_none(text):
    assert PATTERN.match(text) is None


@pytest.mark.parametrize(
    ("text", "held", "agrees"),
    [
        ("1.2亿元", "12034.5", True), ("1.2亿元", "12600", False), ("1.3亿元", "12600", True),
        ("2218.69万元", "2218.7", True), ("2218.69万元", "2219", True), ("2218.69万元", "2218.6", False),
        ("约1.2亿元", "11500", True), ("约1.2亿元", "10000", False),
        ("近3亿元", "28932.47", True), ("近3亿元", "31000", False), ("近3亿元", "20000", False),
        ("超过2亿元", "22186.90", True), ("超过2亿元", "20000", True), ("超过2亿元", "19000", False),
        ("2亿元以上", "50000", True), ("不足3亿元", "28932.47", True),
    ],
)  # fmt: skip
def test_a_stated_amount_agrees_with_what_it_may_be_said_of(text, held, agrees):
    assert read(text).agrees(Decimal(held), "万元", exact=False) is agrees


def test_a_count_agrees_exactly_or_by_its_hedge():
    assert read("286人").agrees(Decimal(286), "人", exact=True)
    assert not read("285人").agrees(Decimal(286), "人", exact=True)
    assert read("近300人").agrees(Decimal(286), "人", exact=True)
    assert not read("300余人").agrees(Decimal(286), "人", exact=True)


@given(st.decimals(min_value=1, max_value=10**7, places=2), st.integers(min_value=0, max_value=4))
@settings(max_examples=100)
def test_every_rounding_of_a_value_agrees_with_it(value, places):
    stated = round(value / 10_000, places)
    text = f"{stated}亿元"
    assert read(text).agrees(value, "万元", exact=False)


def spans(text):
    for name, pattern in years.PATTERNS.items():
        match = re.match(pattern, text)
        if match:
            return name, years.span(name, match.groupdict(), CALENDAR)
    return None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2019年度", (2019,)), ("2019 年末", (2019,)), ("去年", (2019,)), ("2019年12月底", (2019,)),
        ("截至2019年12月，", (2019,)), ("2017—2019年", (2017, 2018, 2019)),
        ("2017年至2019年", (2017, 2018, 2019)), ("近三年", (2017, 2018, 2019)),
        ("三年来", (2017, 2018, 2019)), ("2017年以来", (2017, 2018, 2019)), ("近两年", (2018, 2019)),
    ],
)  # fmt: skip
def test_years_are_read_against_the_columns_and_the_notice(text, named):
    assert spans(text)[1].years == named


@pytest.mark.parametrize(
    "text",
    [
        "2019年上半年",
        "2020年1—6月",
        "2019年6月底",
        "比2018年",
        "较上年同期",
        "2012年以来",
        "连续三年",
        "今年",
        "近五年",
        "十四五",
    ],
)
def test_a_time_that_is_no_year_column_names_none(text):
    assert spans(text)[1] is None


def test_last_year_is_none_where_the_columns_end_earlier():
    late = Calendar((2017, 2018, 2019), 2022)
    assert years.span("before", {}, late) is None


def test_a_year_to_come_is_an_aim():
    assert CALENDAR.future(years.Span((2025,)))
    assert not CALENDAR.future(years.Span((2020,)))
