"""Kinds of statements in narratives: what each is held against, and what is left alone beside it."""

import pytest

from smdesk.notices.declaration import SimpleTable

ZHEJIANG, SHANXI, GUANGDONG = (
    f"{one}/enterprise" for one in ("zhejiang-2020", "shanxi-2021", "guangdong-2024")
)
SHANGHAI, DISTRICT = "shanghai-2023/enterprise", "shanghai-2023/district"
PLATFORM = "zhejiang-2020/platform"


@pytest.fixture(scope="module")
def said(differing):
    """Return the words of a block that differ from a sample's values, with the fields beside them."""
    return lambda form, block, rule="narrative.value": [
        (words, *about[1:2]) for words, about, _ in differing(form, block, rule)
    ]


@pytest.mark.parametrize(
    ("form", "text", "stated", "field"),
    [
        (ZHEJIANG, "公司拥有专利82项，其中发明19件、外观7件。", "19件", "patents.invention[2019]"),
        (ZHEJIANG, "公司2019年上缴各项税金1503万元。", "1503万元", "finance.tax[2019]"),
        (ZHEJIANG, "公司2019年研发设计投入1338万元。", "1338万元", "finance.rd_ratio[2019]"),
        (ZHEJIANG, "公司现有研发设计人员96人。", "96人", "staff.rd_share"),
        (ZHEJIANG, "公司有112名研发设计人员。", "112名", "staff.rd_share"),
        (ZHEJIANG, "2019年公司研发投入占比6.5%。", "6.5%", "finance.rd_ratio[2019]"),
        (ZHEJIANG, "公司286名员工中研发设计人员92人。", "92人", "staff.rd_share"),
        (ZHEJIANG, "从营业收入看，公司2018年为1.87亿元，2019年为2.42亿元。", "2.42亿元", "finance.revenue[2019]"),
        (ZHEJIANG, "在营业收入方面，公司2019年实现2.42亿元。", "2.42亿元", "finance.revenue[2019]"),
        (ZHEJIANG, "公司2019年营业收入RMB 242 million。", "RMB 242 million", "finance.revenue[2019]"),
        (ZHEJIANG, "公司服务收入三年合计1.53亿元。", "1.53亿元", "finance.service_revenue[2019]"),
        (ZHEJIANG, "近三年公司研发设计投入占比均超过5%。", "超过5%", "finance.rd_ratio[2018]"),
        (ZHEJIANG, "公司资产总额2019年末达28932.47万元，比年初增加5116.85万元。", "5116.85万元", "finance.assets[2019]"),
        (ZHEJIANG, "从2018年的资产总额24815.62万元增至2019年的29832.47万元。", "29832.47万元", "finance.assets[2019]"),
        (SHANXI, "“十三五”末，公司资产总额达到4.39亿元。", "4.39亿元", "finance.assets[2020]"),
        (SHANXI, "2020年公司营业收入占比稳定，服务收入占营业收入比重由上年的30.30%提高到36.32%。", "36.32%", "finance.service_revenue[2020]"),
        (SHANXI, "公司服务收入增长迅速，2019年同比增长26.5%，2020年同比增长39.9%。", "39.9%", "finance.service_revenue[2020]"),
        (GUANGDONG, "2023年公司营收4.69亿元，服务收入1.22亿元，前者同比增长10.2%，后者同比增长34.6%。", "34.6%", "finance.service_revenue[2023]"),
        (GUANGDONG, "公司服务收入增速由2022年的26.7%回落到2023年的21.6%。", "21.6%", "finance.service_revenue[2023]"),
        (SHANGHAI, "公司2022年服务收入一亿三千余万元。", "一亿三千余万元", "finance.service_revenue[2022]"),
        (SHANGHAI, "2022年公司净利润占营业收入的12.0%。", "12.0%", "finance.net_profit[2022]"),
    ],
)  # fmt: skip
def test_what_is_told_otherwise_than_in_the_table_is_found(said, form, text, stated, field):
    assert said(form, text) == [(stated, field)]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (ZHEJIANG, "2019年公司研发投入占比3.2%，研发人员45人。"),
        (ZHEJIANG, "公司技术人员60人，其中本科以上52人。"),
        (ZHEJIANG, "研发设计人员69人，其中本科以上学历占92%。"),
        (ZHEJIANG, "近三年公司资产负债率均低于50%。"),
        (ZHEJIANG, "近三年公司研发设计投入占比均超过4.5%。"),
        (ZHEJIANG, "2017年缴税1042万元，2019年缴税1305万元，增长两成半。"),
        (ZHEJIANG, "公司2019年营业收入USD 32 million，产品利润3126万元，减免税收126万元。"),
        (ZHEJIANG, "公司营业收入比年初增加126万元。"),
        (ZHEJIANG, "2019年公司营业收入、利润总额分别达到2.22亿元、0.28亿元。"),
        (SHANXI, "公司2018年收购的一家热处理厂，2020年实现营业收入2120万元、利润186万元。"),
        (SHANXI, "二〇二〇年公司实现营业收入三亿四千五百万元。"),
        (SHANXI, "2020年公司服务收入占比34.32%，两年提高7.44个百分点。"),
        (SHANGHAI, "公司服务收入三年合计2.82亿元，占同期营业收入的32.4%。"),
        (DISTRICT, "2022年，上海市地区生产总值44652.8亿元。"),
    ],
)
def test_what_is_true_or_of_something_else_is_left_alone(said, form, text):
    assert said(form, text) == []


def table(*rows):
    return SimpleTable(rows=rows)


def test_a_table_of_names_and_values_is_held_row_by_row(said):
    rows = (("2019年末资产总额", "2.98亿元"), ("员工总数（人）", "386"), ("发明专利", "16项"))
    found = [("2.98亿元", "finance.assets[2019]"), ("386", "staff.total")]
    assert said(ZHEJIANG, table(("项目", "数值"), *rows)) == found
    numbered = (("1", *rows[0]), ("2", *rows[1]))
    assert said(ZHEJIANG, table(("序号", "指标", "数值"), *numbered)) == found


YEARLY = ("年度", "营业收入（万元）", "同比增长", "服务收入/万元", "研发设计投入占比/%")
FIRST = ("2017", "15832.60", "—", "3241.56", "4.62")
SECOND = ("2018", "18674.25", "17.9%", "4246.73", "4.87")
THIRD = ("2019", "22186.90", "18.8%", "5863.47", "5.13")


def test_a_table_of_a_row_a_year_is_held_with_its_growth_and_sums(said):
    right = (YEARLY, FIRST, SECOND, THIRD, ("合计", "56693.75", "", "13351.76", ""))
    assert said(ZHEJIANG, table(*right)) == []
    wrong = (*THIRD[:2], "21.8%", "5683.47", "4.87")
    assert said(
        ZHEJIANG, table(YEARLY, FIRST, SECOND, wrong, ("合计", "59663.75", "", "", ""))
    ) == [
        ("21.8%", "finance.revenue[2019]"),
        ("5683.47", "finance.service_revenue[2019]"),
        ("4.87", "finance.rd_ratio[2019]"),
        ("59663.75", "finance.revenue[2019]"),
    ]


def test_a_sum_of_some_years_or_of_what_does_not_add_up_is_left_alone(said):
    assert said(ZHEJIANG, table(YEARLY, SECOND, THIRD, ("合计", "40861.15", "", "", ""))) == []
    rows = (
        ("指标", "2017年", "2018年", "2019年", "合计"),
        ("资产总额（万元）", "21460.35", "24815.62", "28932.47", "1"),
    )
    assert said(ZHEJIANG, table(*rows)) == []


def test_a_head_that_names_a_value_makes_no_table_of_others(said):
    heads = ("年度", "服务企业（家）", "营业收入（万元）")
    rows = (("2018", "738", "6375.40"), ("2019", "1258", "8942.67"))
    assert [one for one, *_ in said(PLATFORM, table(heads, *rows))] == ["738", "8942.67"]
    other = ("年度", "客户单位（家）", "营业收入（万元）")
    assert said(PLATFORM, table(other, *rows)) == []


def test_a_table_of_other_columns_is_no_table_of_values(said):
    rows = (("项目", "数值", "客户"), ("2019年末资产总额", "2.98亿元", "甲水务"))
    assert said(ZHEJIANG, table(*rows)) == []


def test_of_a_district_its_own_figures_are_held_under_its_full_name(said):
    text = "2022年，上海市澜汀区地区生产总值1648.30亿元。"
    assert said(DISTRICT, text) == [("1648.30亿元", "economy.gdp[2022]")]


def test_a_credit_code_that_ends_in_two_letters_is_no_placeholder(said):
    text = "公司统一社会信用代码91330100PDY00001XX，客户XX水务。"
    assert [one for one, *_ in said(ZHEJIANG, text, "narrative.placeholder")] == ["XX"]
