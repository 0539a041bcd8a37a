"""Typed values: what people really type, and that nothing is guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smdesk.notices.loader import find_form
from smdesk.notices.models import Choice, FormField, Kind
from smdesk.notices.typed import canonical_text, choice_text, read

MONEY = FormField(address="m", kind=Kind.MONEY, unit="万元")
SIGNED = FormField(address="m", kind=Kind.MONEY, unit="万元", negative=True)
YUAN = FormField(address="m", kind=Kind.MONEY, unit="元")
BILLION = FormField(address="m", kind=Kind.MONEY, unit="亿元")
SHARE = FormField(address="s", kind=Kind.PERCENT, unit="%")
PEOPLE = FormField(address="p", kind=Kind.INTEGER, unit="人")
FIRMS = FormField(address="p", kind=Kind.INTEGER, unit="个")
AREA = FormField(address="a", kind=Kind.DECIMAL, unit="平方米")
YEAR = FormField(address="y", kind=Kind.YEAR)
DATE = FormField(address="d", kind=Kind.DATE)
TEXT = FormField(address="t")
OPEN = FormField(address="o", kind=Kind.MONEY, units=("亿元", "万元"))


@pytest.mark.parametrize(
    ("field", "text", "wanted"),
    [
        (MONEY, "12345.67", "12345.67"), (MONEY, "12,345.67", "12345.67"),
        (MONEY, "１２，３４５．６７", "12345.67"), (MONEY, " 12 345.67 ", "12345.67"),
        (MONEY, "12345万元", "12345"), (MONEY, "12345 万元", "12345"), (MONEY, "0", "0"),
        (MONEY, "0.50", "0.50"), (MONEY, ".5", "0.5"), (MONEY, "+5", "5"), (MONEY, "-0", "0"),
        (MONEY, "-12.5", "-12.5"), (MONEY, "−12.5", "-12.5"), (MONEY, "－12.5", "-12.5"),
        (MONEY, "负12.5", "-12.5"), (SIGNED, "(12.5)", "-12.5"), (SIGNED, "（12.5）", "-12.5"),
        (SHARE, "35.2%", "35.2"), (SHARE, "35.2％", "35.2"), (SHARE, "35.2", "35.2"),
        (PEOPLE, "320人", "320"), (PEOPLE, "320 名", "320"), (FIRMS, "35家", "35"),
        (FIRMS, "35户", "35"), (AREA, "1200㎡", "1200"), (AREA, "1200m²", "1200"),
        (AREA, "1200 平方米", "1200"), (YEAR, "2019年", "2019"), (YEAR, "2019", "2019"),
    ],
)  # fmt: skip
def test_a_number_is_read_in_the_fields_unit(field: FormField, text: str, wanted: str):
    typed = read(field, text)
    assert (typed.text, typed.problem, typed.converted) == (wanted, None, None)
    assert typed.value == Decimal(wanted)


@pytest.mark.parametrize(
    ("field", "text", "wanted", "unit"),
    [
        (MONEY, "1.2345亿元", "12345", "亿元"), (MONEY, "3.5亿", "35000", "亿"),
        (MONEY, "123456789元", "12345.6789", "元"), (MONEY, "5千元", "0.5", "千元"),
        (YUAN, "1.2万", "12000", "万"), (YUAN, "1.2万元", "12000", "万元"),
        (BILLION, "3560万元", "0.356", "万元"), (PEOPLE, "1.2万人", "12000", "万人"),
        (PEOPLE, "1.2万", "12000", "万"), (MONEY, "100000000000000元", "10000000000", "元"),
    ],
)  # fmt: skip
def test_another_unit_is_converted_exactly_and_said(
    field: FormField, text: str, wanted: str, unit: str
):
    typed = read(field, text)
    assert (typed.text, typed.converted, typed.problem) == (wanted, unit, None)


@pytest.mark.parametrize(
    "text",
    [
        "约1200", "1200左右多", "≥30", ">30", "30-40", "30~40", "3,5", "1,23", "12,34,567", "1.2.3",
        "1e3", "1.5e3", "0x10", "①", "½", "5²", "10³", "12 34", "1 2", "一千", "百分之三十", "12.5万元/年",
        "1200。", "￥1200", "$12", "12.5万元，同比增长5%", "(12", "12)", "--5", "+-5", "负-5", "万元", ".",
        ",", "٣", "1" * 21, "五", "1200?", "n", "12'345", "1 200 30", "（12.5）",
    ],
)  # fmt: skip
def test_what_is_not_plainly_a_number_is_left_to_a_person(text: str):
    typed = read(MONEY, text)
    assert typed.value is None
    assert typed.problem in {"rules.number-unreadable", "rules.unit-wrong"}
    assert typed.text == text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (MONEY, "1.2万"), (MONEY, "1200美元"), (MONEY, "1200万美元"), (MONEY, "30%"), (BILLION, "2亿"),
        (SHARE, "30万元"), (SHARE, "30个百分点"), (PEOPLE, "30万元"), (PEOPLE, "30%"), (PEOPLE, "30台"),
        (MONEY, "1200左右"), (MONEY, "1200余万元"), (YEAR, "2019万"),
    ],
)  # fmt: skip
def test_a_unit_that_could_mean_two_things_or_does_not_fit_is_named(field: FormField, text: str):
    typed = read(field, text)
    assert (typed.value, typed.text, typed.problem) == (None, text, "rules.unit-wrong")


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False))
def test_reading_the_kept_text_again_changes_nothing(value: Decimal):
    first = read(SIGNED, f"{value:,}")
    assert first.value == value
    assert read(SIGNED, first.text) == first


@given(st.integers(0, 10**15), st.sampled_from(["元", "千元", "万元", "百万元", "亿元"]))
def test_conversion_loses_nothing(amount: int, unit: str):
    factor = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}[unit]
    typed = read(MONEY, f"{amount}{unit}")
    assert isinstance(typed.value, Decimal)
    assert typed.value * 10**4 == amount * factor
    assert "E" not in typed.text


@given(st.text(max_size=20), st.sampled_from([MONEY, SHARE, PEOPLE, DATE, YEAR, TEXT, OPEN]))
def test_no_text_makes_reading_raise_and_kept_text_is_stable(text: str, field: FormField):
    typed = read(field, text)
    again = read(field, typed.text)
    assert (again.text, again.value, again.problem) == (typed.text, typed.value, typed.problem)


@pytest.mark.parametrize("text", ["无", "/", "—", "——", "-", "暂无", "不适用", "N/A"])
@pytest.mark.parametrize("field", [MONEY, TEXT, DATE])
def test_an_explicit_nothing_is_told_from_a_blank(text: str, field: FormField):
    assert read(field, text) == read(field, text)
    assert (read(field, text).none, read(field, text).value) == (True, None)
    assert not read(field, " ").none


@pytest.mark.parametrize(
    "text",
    ["2017-06-01", "2017年6月1日", "2017.6.1", "2017/06/01", "２０１７年６月１日", "20170601",
     "2017 年 6 月 1 日", "2017年06月01"],
)  # fmt: skip
def test_dates_are_read_in_the_ways_they_are_written(text: str):
    assert read(DATE, text).value == date(2017, 6, 1)
    assert read(DATE, text).text == "2017-06-01"


@pytest.mark.parametrize(
    "text",
    ["2017年6月", "2017", "2017-06", "6月1日", "2017-13-01", "2017-02-30", "17-6-1", "2017-6.1",
     "2017年6-1月", "二〇一七年六月一日", "0000-01-01", "2017061"],
)  # fmt: skip
def test_a_date_without_its_day_is_not_made_up(text: str):
    assert (read(DATE, text).value, read(DATE, text).problem) == (None, "rules.date-unreadable")


def test_a_credit_code_is_written_in_capitals_without_blanks():
    field = FormField(address="u", kind=Kind.USCC)
    assert canonical_text(field, " 9133 0100pdy0 0001xx ") == "91330100PDY00001XX"


def test_a_unit_must_be_typed_where_the_form_prints_none():
    assert read(OPEN, "12.5").problem == "rules.unit-missing"
    assert read(OPEN, "12.5万").problem == "rules.unit-wrong"
    assert (read(OPEN, "12,500 万元").text, read(OPEN, "12,500 万元").value) == (
        "12500万元", Decimal("1.25"),
    )  # fmt: skip


MODES = FormField(
    address="c", kind=Kind.CHOICE, pick="many",
    choices=(
        Choice(id="supply", label="供应链管\n理"), Choice(id="cycle", label="全生命周期管理"),
        Choice(id="lease", label="租赁、物流"),
        Choice(id="other", label="其它\n（选“其它”请注明具体模式）", note="n"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("供应链管理", ("supply",)), ("供应链管理；全生命周期管理", ("supply", "cycle")),
        ("全生命周期管理;供应链管理", ("supply", "cycle")), ("供应链管理、全生命周期管理", ("supply", "cycle")),
        ("供应链管理，其它", ("supply", "other")), ("其它", ("other",)), ("租赁、物流", ("lease",)),
        ("租赁、物流；其它", ("lease", "other")), ("☑供应链管理 □全生命周期管理", ("supply",)),
        ("□供应链管理\n☑全生命周期管理\n☑其它（选“其它”请注明具体模式）", ("cycle", "other")),
        ("供应链管理☑　全生命周期管理□", ("supply",)), ("供应链管理√ 全生命周期管理√", ("supply", "cycle")),
        ("√供应链管理；√其它", ("supply", "other")),
        ("√供应链管理", ("supply",)), ("供应链管理\n全生命周期管理", ("supply", "cycle")),
        ("供应链 管理", ("supply",)), ("supply；cycle", ("supply", "cycle")),
    ],
)  # fmt: skip
def test_ticks_are_read_as_people_write_them(text: str, ids: tuple[str, ...]):
    assert read(MODES, text).value == ids


@pytest.mark.parametrize(
    "text",
    [
        "供应链", "供应链管理和其它", "共享制造", "供应链管理；共享制造", "☑共享", "√供应链管理；全生命周期管理",
        "供应链管理√ 全生命周期管理", "☑供应链管理 全生命周期管理", "供应链管理☑全生命周期管理□其它",
        "☑其它：共享制造",
    ],
)  # fmt: skip
def test_a_box_that_is_not_printed_is_not_guessed(text: str):
    assert (read(MODES, text).value, read(MODES, text).problem) == (None, "rules.choice-unknown")


def test_empty_boxes_alone_are_a_blank():
    assert read(MODES, "□供应链管理 □全生命周期管理") == read(MODES, "")


def test_yes_and_no_together_are_too_many():
    field = FormField(address="y", kind=Kind.YES_NO)
    assert read(field, "是").value == ("yes",)
    assert read(field, "是；否").problem == "rules.choice-too-many"


labels = st.text("服务管理平台共享", min_size=1, max_size=6)


@st.composite
def trees(draw: st.DrawFn) -> FormField:
    """A choice of up to three levels; siblings differ, cousins may share a name."""
    choices: list[Choice] = []
    for top, label in enumerate(draw(st.lists(labels, min_size=1, max_size=4, unique=True))):
        head = draw(st.booleans())
        choices.append(Choice(id=f"t{top}", label=f"{label}阶段", tickable=not head))
        for low, name in enumerate(draw(st.lists(labels, max_size=3, unique=True))):
            remark = "（请注明）" if draw(st.booleans()) else ""
            choices.append(Choice(id=f"t{top}-c{low}", parent=f"t{top}", label=name + remark))
    choices.append(Choice(id="last", label="末项"))
    return FormField(address="c", kind=Kind.CHOICE, pick="many", choices=tuple(choices))


@given(trees(), st.data())
def test_text_of_ticked_boxes_reads_back_as_the_same_boxes(field: FormField, data: st.DataObject):
    ids = [one.id for one in field.choices if one.tickable]
    ticked = data.draw(st.sets(st.sampled_from(ids), min_size=1))
    text = choice_text(field, ticked)
    assert read(field, text).value == tuple(one for one in ids if one in ticked)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("3000万元人民币", "3000"), ("人民币3000万元", "3000"), ("人民币 0.3 亿元", "3000"),
     ("30000000元 人民币", "3000"), ("3000万元整", "3000"), ("人民币3000万元整", "3000"),
     ("¥30,000,000.00元", "3000"), ("人民币￥3000万元", "3000")],
)  # fmt: skip
def test_renminbi_beside_a_unit_says_nothing_new(text: str, kept: str):
    assert read(MONEY, text).text == kept


@pytest.mark.parametrize(
    "text",
    [
        "人民币3000",
        "3000人民币",
        "人民币万元",
        "人民币",
        "￥3000万元人民",
        "￥3000",
        "3000整",
        "元整",
    ],
)
def test_renminbi_without_a_unit_is_left_to_a_person(text: str):
    assert read(MONEY, text).value is None


@pytest.mark.parametrize("text", ["其他", "其它", "其他（选“其它”请注明具体模式）"])
def test_two_spellings_of_other_are_one_box(text: str):
    _, form = find_form("zhejiang-2020/enterprise")
    modes = next(one for one in form.field if one.address == "declare.modes")
    assert read(modes, f"供应链管理；{text}").value == ("supply-chain", "other")


ENERGY = FormField(address="e", kind=Kind.DECIMAL, unit="吨标煤/万元")


@pytest.mark.parametrize(
    "text", ["0.35", "0.35吨标煤/万元", "０.３５ 吨标煤／万元", "0.35吨标准煤/万元"]
)
def test_a_unit_with_a_slash_is_read(text: str):
    assert read(ENERGY, text).text == "0.35"


@pytest.mark.parametrize(
    "text", ["0.35吨标煤/元", "0.35吨标煤", "0.35/万元", "1/2", "3/4吨标煤/万元"]
)
def test_another_quotient_is_no_number_in_the_unit(text: str):
    assert read(ENERGY, text).value is None
