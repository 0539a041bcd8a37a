"""Shares in one cell are read leniently, kept in one form, and matched with the boxes they mean."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smdesk.notices.loader import find_form
from smdesk.notices.models import FormField
from smdesk.notices.shares import LONGEST, ShareBoxes, read_shares, shares_text
from smdesk.notices.typed import read


def field(address: str) -> FormField:
    _, form = find_form("guangdong-2024/enterprise")
    return next(one for one in form.field if one.address == address)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("设计和开发服务占30%；保养服务占10%...", "设计和开发服务 30%；保养服务 10%"),
        ("设计和开发服务 30%；保养/维护/维修 10%", "设计和开发服务 30%；保养/维护/维修 10%"),
        ("安装调试：1,200.5万元，物流：0.3亿元", "安装调试 1200.5万元；物流 3000万元"),
        ("5G服务收入占比约２０％、测试/优化/仿真服务80%。", "5G服务 20%；测试/优化/仿真服务 80%"),
        ("1、培训 30%\n2、回收 70%", "培训 30%；回收 70%"),
        ("培训 30；回收 70", "培训 30%；回收 70%"),
        (
            "其他（中试服务）30%；研发设计阶段：其他 70%",
            "其他（中试服务） 30%；研发设计阶段：其他 70%",
        ),
    ],
)
def test_entries_are_read_as_people_write_them_and_kept_in_one_form(text: str, kept: str):
    typed = read(field("services.mix"), text)
    assert (typed.text, typed.problem) == (kept, None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("设计 -5%", "rules.shares-unreadable"),
        ("设计 30-40%", "rules.shares-unreadable"),
        ("见附表", "rules.shares-unreadable"),
        ("设计 30%，主要是模具设计", "rules.shares-unreadable"),
        ("设计30%，物流100万元", "rules.shares-mixed"),
        ("设计 30；物流 60", "rules.shares-unit"),
        ("设计 1%；" * LONGEST, "rules.shares-unreadable"),
    ],
)
def test_what_is_not_plainly_shares_keeps_its_text_and_names_the_problem(text: str, problem: str):
    typed = read(field("services.mix"), text)
    assert (typed.value, typed.problem) == (None, problem)
    assert typed.text == text.strip()


def test_nothing_is_nothing():
    assert read(field("services.mix"), "无").none


NAMES = st.sampled_from(
    [
        "设计和开发服务",
        "保养/维护/维修",
        "其他（中试服务）",
        "研发设计阶段：其他",
        "5G服务",
        "电商平台",
    ]
)
AMOUNTS = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(NAMES, AMOUNTS), min_size=1, max_size=8), st.sampled_from(["%", "万元"]))
def test_the_kept_text_reads_as_what_it_was(entries: list[tuple[str, Decimal]], unit: str):
    text = "；".join(f"{name} {amount}{unit}" for name, amount in entries)
    shares, problem = read_shares(text)
    assert problem is None
    assert [(one.name, one.amount) for one in shares] == entries
    assert read_shares(shares_text(shares)) == (shares, None)


@given(st.text(max_size=200))
def test_no_text_is_too_much_for_the_reader(text: str):
    shares, problem = read_shares(text)
    assert bool(shares) != (problem is not None)


@pytest.mark.parametrize(
    ("name", "box"),
    [
        ("设计和开发服务", "design-develop"),
        ("设计和开发", "design-develop"),
        ("保养服务", "brand-upkeep"),
        ("维修", "brand-upkeep"),
        ("仿真服务", "make-simulate"),
        ("研发设计阶段：其他", "design-other"),
        ("其他（中试服务）", "design-other"),
        ("中试服务", "design-other"),
        ("供应链管理", "all-supply"),
        ("不知所云", None),
    ],
)
def test_a_name_finds_the_box_it_means(name: str, box: str | None):
    boxes = ShareBoxes(field("services.kinds"), {"design-other": "中试服务"})
    assert boxes.find(name) == box


def test_other_alone_means_the_one_that_is_ticked():
    boxes = ShareBoxes(field("services.kinds"), {})
    assert boxes.find("其他", {"brand-other", "brand-training"}) == "brand-other"
    assert boxes.find("其他", {"brand-other", "all-other"}) is None


def test_an_entry_is_named_so_that_it_finds_its_box_again():
    choice = field("services.kinds")
    boxes = ShareBoxes(choice, {"make-other": "代工"})
    for key in boxes.choices:
        assert boxes.find(boxes.name(key)) == key
