"""One value held against its field: numbers, dates, words, choices, 无."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.errors import sentence
from smdesk.notices.models import Choice, FormField, Kind
from smdesk.rules.formats import faults
from smdesk.rules.formats.numbers import decimals, money_slip


def field(kind="text", **more):
    if kind == "choice":
        more.setdefault("choices", CHOICES)
    if kind == "shares":
        more.setdefault("of", "some.choice")
    return FormField(address="some.field", kind=kind, **more)


CHOICES = (
    Choice(id="shared", label="共享制造", pick="many"),
    Choice(id="other", label="其他模式", pick="one"),
    Choice(id="supply", label="供应链管理", parent="other"),
    Choice(id="turnkey", label="总集成总承包", parent="other"),
)


def rules(of, text):
    return [fault.rule for fault in faults(of, text)]


@pytest.mark.parametrize(
    ("kind", "more", "text", "wanted"),
    [
        ("money", {"unit": "万元"}, "12,345.67", []),
        ("money", {"unit": "万元"}, "１２３４．５", []),
        ("money", {"unit": "万元"}, "一百", ["format.number-unreadable"]),
        ("money", {"unit": "万元"}, "5吨", ["format.unit-wrong"]),
        ("money", {"unit": "万元"}, "1,234.5万", ["format.unit-twofold"]),
        ("money", {"units": ("亿元", "万元")}, "12亿", ["format.unit-twofold"]),
        ("money", {"unit": "万元"}, "-1", ["format.negative"]),
        ("money", {"unit": "万元", "negative": True}, "-1", []),
        ("money", {"unit": "万元"}, "1.1234567", ["format.decimals"]),
        ("money", {"unit": "万元"}, "1.123456000", []),
        ("money", {"unit": "万元"}, "600000000", ["format.too-large"]),
        ("money", {"unit": "亿元"}, "60000", ["format.too-large"]),
        ("money", {"unit": "万元", "decimals": 2}, "1.005", ["format.decimals"]),
        ("money", {"unit": "万元"}, "12000元", ["format.converted"]),
        ("money", {"units": ("万元", "亿元")}, "12", ["format.unit-missing"]),
        ("integer", {"unit": "人"}, "1200.0", []),
        ("integer", {"unit": "人"}, "12.5", ["format.whole"]),
        ("integer", {"unit": "人"}, "30000000", ["format.too-large"]),
        ("percent", {"unit": "%"}, "100", []),
        ("percent", {"unit": "%"}, "100.01", ["format.percent"]),
        ("percent", {"unit": "%"}, "35%", []),
        ("percent", {"unit": "%"}, "0.35", ["format.percent-fraction"]),
        ("percent", {"unit": "%", "negative": True}, "250", []),
        ("percent", {"unit": "%", "negative": True}, "-1200", ["format.percent-large"]),
        ("year", {}, "2019年", []),
        ("year", {}, "19", ["format.year"]),
        ("year", {}, "2019.5", ["format.year"]),
        ("date", {}, "2018年2月29日", ["format.date-unreadable"]),
        ("date", {}, "2018.3.1", []),
        ("date", {}, "1066-10-14", ["format.date"]),
        ("uscc", {}, " 91330100pdy00001xx ", []),
        ("uscc", {}, "９１３３０１００PDY00001XX", []),
        ("postcode", {}, "31 0007", []),
        ("name", {}, "XX有限公司", ["format.placeholder"]),
        ("name", {}, "某某公司", ["format.placeholder"]),
        ("name", {}, "某公司", ["format.placeholder"]),
        ("person", {}, "张某", ["format.placeholder"]),
        ("person", {}, "××", ["format.placeholder"]),
        ("person", {}, "赵𬭎", ["format.rare-character"]),
        ("person", {}, "朱镕基", ["format.rare-character"]),
        ("long-text", {}, "为某企业提供 MAXX 系列设备的运维服务", []),
        ("long-text", {}, "待定", ["format.placeholder"]),
        ("long-text", {}, "方案待定部分已完成", []),
        ("choice", {"pick": "many"}, "共享制造；供应链", ["format.choice-unknown"]),
        ("choice", {"pick": "one"}, "共享制造；其他模式", ["format.choice-too-many"]),
        ("choice", {"pick": "many"}, "供应链管理", ["choice.parent"]),
        (
            "choice",
            {"pick": "many"},
            "其他模式；供应链管理；总集成总承包",
            ["format.choice-too-many"],
        ),
        ("yes-no", {}, "是", []),
        ("yes-no", {}, "也许", ["format.choice-unknown"]),
        ("money", {"unit": "万元"}, "", []),
        ("text", {"required": True}, "无", []),
        ("integer", {"required": True}, "无", ["format.none"]),
        ("integer", {}, "无", []),
        ("name", {"required": True}, "无", ["format.none"]),
        ("fax", {}, "无", []),
    ],
)
def test_a_text_gives_exactly_these_faults(kind, more, text, wanted):
    assert rules(field(kind, **more), text) == wanted


def test_word_limit_counts_as_word_does_and_hints_at_the_characters():
    limited = field("long-text", limit=10)
    assert rules(limited, "一二三四五六七八九十") == []
    assert rules(limited, "一二三四五六七八九十。") == ["limit.words"]
    assert rules(limited, "一二三四五 ABCDEFGHIJ") == ["limit.characters"]


def test_rare_characters_are_named_once_each():
    (fault,) = faults(field("person"), "镕镕喆")
    assert fault.params["characters"] == "镕、喆"


def test_a_converted_amount_offers_its_canonical_text():
    (fault,) = faults(field("money", unit="万元"), "1.2亿元")
    assert (fault.level, fault.fix) == ("hint", "12000")


def test_a_missing_parent_is_offered_as_a_fix():
    (fault,) = faults(field("choice", pick="many"), "供应链管理")
    assert fault.fix == "其他模式；供应链管理"


def test_a_circle_of_parents_ends():
    loop = (Choice(id="a", label="甲", parent="b"), Choice(id="b", label="乙", parent="a"))
    assert rules(field("choice", choices=loop, pick="many"), "甲") == ["choice.parent"]


@given(st.sampled_from([one for one in Kind if one is not Kind.CHOICE]), st.text(max_size=60))
@settings(max_examples=300)
def test_any_text_in_any_kind_is_answered_and_every_fault_has_its_sentence(kind, text):
    for unit in (None, "万元", "人"):
        for fault in faults(field(kind, unit=unit, limit=5), text):
            assert sentence(fault.code, label="栏目", **fault.params)


@pytest.mark.parametrize(
    ("value", "others", "wanted"),
    [
        ("120000000", ["11000", "13000"], "12000"),
        ("120000000", ["11000"], "12000"),
        ("12000", ["11000", "13000"], None),
        ("110000", ["11000", "13000"], None),
        ("120000000", ["11", "13000"], None),
        ("120000000", [], None),
        ("120000000", ["0"], None),
        ("-120000000", ["11000"], "-12000"),
        ("1200000000000", ["11000"], "120000000"),
    ],
)
def test_money_slip_needs_neighbours_that_agree(value, others, wanted):
    found = money_slip(Decimal(value), [Decimal(one) for one in others])
    assert found == (None if wanted is None else Decimal(wanted))


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    )
)
def test_decimals_ignores_zeros_at_the_end(value):
    assert decimals(value) == decimals(Decimal(f"{value}0")) <= 3


@pytest.mark.parametrize("text", ["13800000000", "示例有限公司", "a@b.com", "０５７１８", "男"])
def test_what_is_no_persons_name_is_a_check(text):
    assert rules(field("person"), text) == ["format.person"]


@pytest.mark.parametrize("text", ["欧阳若水", "艾力·买买提", "Anna O'Neil", "王 芳", "张伟2"])
def test_names_of_persons_pass(text):
    assert rules(field("person"), text) == []


@pytest.mark.parametrize("text", ["待补充", "（待补充）", "【待填写】", "待定。", "待核实……"])
def test_a_text_that_is_still_to_come_is_a_placeholder(text):
    assert rules(field("long-text"), text) == ["format.placeholder"]


def test_a_text_that_speaks_of_what_is_to_come_is_none():
    assert rules(field("long-text"), "二期工程待补充验收材料后投产") == []


def test_a_bare_wan_in_a_column_of_wan_yuan_is_asked_back_with_the_likely_number_at_hand():
    (fault,) = faults(field("money", unit="万元"), "１，２３４．５万")
    assert fault.fix == "1234.5"
    assert (fault.params["value"], fault.params["larger"]) == ("1234.5", "12345000")
    (open_unit,) = faults(field("money", units=("亿元", "万元")), "12亿")
    assert open_unit.fix == "12亿元"
