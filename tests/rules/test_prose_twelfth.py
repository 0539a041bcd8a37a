"""Kinds of statements that a twelfth set of narratives had and that were read too little, beside those that hold."""

import pytest

from smdesk.notices.declaration import SimpleTable

FIRM, PLATFORM = "shanxi-2021/enterprise", "national-2022/evaluation-platform"
SINCE = "shanghai-2023/enterprise"


@pytest.mark.parametrize(
    ("form", "text", "stated", "field"),
    [
        # what is reckoned or promised in one sentence is no plan in the next
        (FIRM, "甲方另测算年节约燃料费730万元。2020年利润总额3248.17万元。", "3248.17万元", "finance.profit[2020]"),
        (FIRM, "公司承诺两小时到场。2020年末资产负债率47.45%。", "47.45%", "finance.debt_ratio[2020]"),
        # whose a balance sheet's line is
        (FIRM, "归属全体股东的净资产2.72亿元，2020年末资产负债率47.45%。", "47.45%", "finance.debt_ratio[2020]"),
        (FIRM, "2020年利润总额3428.17万元，比2019年还增加951.23万元。", "951.23万元", "finance.profit[2019]"),
        # since the end of a five-year plan
        (SINCE, "2022年研发投入占收入6.10%，较“十三五”末提高1.2个百分点。", "1.2个百分点", "finance.rd_ratio[2022]"),
        # an amount for each client
        (PLATFORM, "服务企业2106家，户均服务收入38.5万元。", "38.5万元", "platform.service_revenue[2021]"),
    ],
)  # fmt: skip
def test_a_contradiction_of_a_kind_is_found(said, form, text, stated, field):
    found = dict(said(form, text))
    assert stated in found
    assert found[stated].partition("[")[0] == field.partition("[")[0]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (FIRM, "甲方另测算年节约燃料费730万元。2020年利润总额3428.17万元。"),
        (FIRM, "到2025年，力争做大规模。利润总额8000万元，资产负债率40%。"),
        (FIRM, "下一步，公司再上台阶。利润总额8000万元。"),
        (FIRM, "2020年利润总额3428.17万元，比2019年还增加591.23万元。"),
        (PLATFORM, "服务企业2106家，户均服务收入3.85万元。"),
        (SINCE, "2022年研发投入占收入6.10%，较“十三五”末提高0.9个百分点。"),
        (SINCE, "研发投入占收入6.10%，较“十二五”末提高3.9个百分点。"),
        (PLATFORM, "每户企业年缴服务费2万元起，服务企业2106家。"),
    ],
)
def test_what_holds_and_what_is_aimed_at_is_left_alone(said, form, text):
    assert said(form, text) == []


def test_what_was_saved_between_two_numbers_is_reckoned(said):
    text = "单台能耗从412千瓦时降到365千瓦时，省了{}。"
    assert said(FIRM, text.format("14.1%")) == [("412千瓦时降到365千瓦时，省了14.1%", "")]
    assert said(FIRM, text.format("11.4%")) == []


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("现有客户代表326人，其中驻外人员52人，占17.8%。", "326人，其中驻外人员52人，占17.8%"),
        ("培训326人次。现场共326人，其中外地52人（占比17.8%）。", "326人，其中外地52人（占比17.8%"),
        ("现场共326人，其中外地52人，占16%。", ""),
        ("现场共326人，其中外地52人，占16.0%。", ""),
        ("现场共326人，其中外地52人，约占一成多。", ""),
        ("现场共326人，其中外地52人，占外地总数的30%。", ""),
        ("订单326项，其中外地52人，占17.8%。", ""),
        ("全年收款1.2亿元，其中预收0.3亿元，占25%。", ""),
    ],
)  # fmt: skip
def test_a_share_of_two_numbers_told_before_it_is_reckoned(said, told, wrong):
    assert [one for one, _ in said(FIRM, told)] == [wrong] * bool(wrong)


@pytest.mark.parametrize("unit", ["单位：人民币万元", "单位：万元", "（人民币万元）"])
def test_the_unit_of_a_table_may_name_its_money(said, unit):
    rows = (("科目", "2020年", "2019年", "增减率"), ("利润总额", "3,248.17", "2,836.94", "14.5%"))
    assert said(FIRM, SimpleTable(rows=rows, caption=unit)) == [
        ("3,248.17", "finance.profit[2020]")
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("客户评价：（待车间补充）。", "（待车间补充）"),
        ("另有一例。（企业可在此补充第二个案例，300字左右）", "（企业可在此补充第二个案例，300字左右）"),
        ("审核日期2022年  月  日。", "2022年  月  日"),
        ("撮合订单  万件。", "  "),
        ("节约成本\u3000\u3000万元。", "\u3000\u3000"),
    ],
)  # fmt: skip
def test_what_is_still_to_be_written_is_a_placeholder(said, text, left):
    assert [one for one, _ in said(FIRM, text, "narrative.placeholder")] == [left]


@pytest.mark.parametrize(
    "text",
    [
        "合计  人员不变。",
        "服务  个体户。",
        "（待客户补充订单后再排产）",
        "2022年 3月 5日投产。",
        "（待机状态下自动补充冷媒）",
    ],
)
def test_what_is_told_in_brackets_is_none(said, text):
    assert said(FIRM, text, "narrative.placeholder") == []
