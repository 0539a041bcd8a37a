"""Label keys: what a label says, freed of how it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smdesk.intake.align.keys import Match, compare, distance, key, near, year_head


@pytest.mark.parametrize(
    ("printed", "found", "grade"),
    [
        ("联 系 人", "联系人：", Match.EXACT),
        ("其中，服务收入（万元）", "其中:服务收入(万元)", Match.EXACT),
        ("资产总额（万元）", "1、资产总额（单位：万元）", Match.EXACT),
        ("员工总数\n（人）", "（3）员工总数", Match.CORE),
        ("委托单位（甲方）", "委托单位", Match.CORE),
        ("法人代表", "法定代表人", Match.SYNONYM),
        ("其它", "其他", Match.EXACT),
        ("企业名称", "①企业名称*", Match.EXACT),
        ("企业名称", "Ⅱ.企业名称", Match.EXACT),
        ("企业名称", "（a）企业名称", Match.EXACT),
        ("GDP（亿元）", "E.GDP（亿元）", Match.EXACT),
        ("企业名称", "*必填 企业名称", Match.EXACT),
        ("企业名称", "A企业名称", None),
        ("企业名称", "项目名称", None),
        ("利润总额（万元）", "净利润（万元）", None),
    ],
)
def test_labels_are_compared_by_what_they_say(printed: str, found: str, grade: Match | None):
    assert compare(key(printed), key(found)) == grade


def test_units_and_years_are_told_from_the_label():
    assert key("服务场地面积（㎡）").unit == "平方米"
    assert key("资产总额（亿元）").unit == "亿元"
    assert (key("2019 年度\n生产经营\n状况").core, key("2019年度生产经营状况").year) == (
        "#年度生产经营状况", 2019,
    )  # fmt: skip
    assert key("资产总额").unit is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2017 年", 2017), ("2017年度", 2017), ("二〇一七年", 2017), ("二零一九", 2019),
        ("２０１７年", 2017), ("（2018年末）", 2018), ("3、2019年", 2019), ("2 0 1 9 年", 2019),
        ("2017年（万元）", 2017),
    ],
)  # fmt: skip
def test_year_heads_are_read_however_they_are_written(text: str, year: int):
    head = year_head(text)
    assert head is not None
    assert (head.year, head.clean) == (year, True)


@pytest.mark.parametrize("text", ["2019年1-9月", "2019年预计", "至2019年", "2019年上半年"])
def test_a_head_that_says_more_than_a_year_is_not_clean(text: str):
    head = year_head(text)
    assert head is None or not head.clean


@pytest.mark.parametrize(
    "text", ["", "20190", "营业收入", "12019", "2018年至2020年12月的全部情况说明书"]
)
def test_other_texts_are_no_year_heads(text: str):
    assert year_head(text) is None


def test_typos_are_near_and_other_labels_are_not():
    assert near("资产总额", "资产总颔")
    assert near("研发设计投入比例", "研发设计投入例")
    assert not near("发明", "实用")
    assert not near("注册地址", "通信地址")


@given(st.text("甲乙丙丁", max_size=7), st.text("甲乙丙丁", max_size=7))
def test_the_distance_is_symmetric_and_zero_for_equal_texts(first: str, second: str):
    assert distance(first, second, 9) == distance(second, first, 9)
    assert (distance(first, second, 9) == 0) == (first == second)


@given(st.text(max_size=30))
def test_any_text_has_a_key_that_blanks_do_not_change(text: str):
    assert key(text) == key(f"　{text} \n")
