"""Amounts a head in narratives are held against amount and people of the table, with room."""

import pytest

FIRM, PLATFORM = "zhejiang-2020/enterprise", "zhejiang-2020/platform"
SHANGHAI, GUANGDONG = "shanghai-2023/enterprise", "guangdong-2024/enterprise"


@pytest.fixture(scope="module")
def said(differing):
    """Return the words that differ from a sample's values, each with the fields beside them."""
    return lambda form, text: [
        (words, about[1:], message) for words, about, message in differing(form, text)
    ]


# The tables: 22186.90 of 286 people (77.58), 8942.76 of 118 (75.79), 33420.80 of 326 (102.52),
# 46925.00 of 418 (112.26); profit 2792.35 of 286 (9.76), 3986.75 net of 418 (9.54).
@pytest.mark.parametrize(
    ("form", "text", "stated", "amount", "people"),
    [
        (FIRM, "2019年公司人均营业收入97.58万元。", "97.58万元", "finance.revenue[2019]", "staff.total"),
        (FIRM, "公司人均营收超过105万元。", "超过105万元", "finance.revenue[2019]", "staff.total"),
        (FIRM, "2019年，公司员工人均产值达到125万元/人。", "125万元", "finance.revenue[2019]", "staff.total"),
        (FIRM, "公司2019年全员人均创收52万元。", "52万元", "finance.revenue[2019]", "staff.total"),
        (FIRM, "公司2019年人均利润19.8万元。", "19.8万元", "finance.profit[2019]", "staff.total"),
        (PLATFORM, "平台2019年人均营业收入57.9万元。", "57.9万元", "platform.revenue[2019]", "platform.staff.total"),
        (SHANGHAI, "2022年度公司人均创收142.5万元，同比增长9.6%。", "142.5万元", "finance.revenue[2022]", "staff.total"),
        (GUANGDONG, "2023年公司人均净利润4.5万元。", "4.5万元", "finance.net_profit[2023]", "staff.total"),
    ],
)  # fmt: skip
def test_an_amount_a_head_that_the_table_does_not_give_is_found_with_both_places(
    said, form, text, stated, amount, people
):
    [(words, places, message)] = said(form, text)
    assert words == stated
    assert places == (amount, people)
    assert "除以" in message


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (FIRM, "公司2019年人均营业收入77.6万元，较上年提高8%。"),
        (FIRM, "公司2019年人均营业收入约80万元。"),
        (FIRM, "公司2019年人均营收82万元。"),  # by the mean of the year's people
        (FIRM, "公司2019年人均产值达到90万元。"),  # output is not quite revenue
        (FIRM, "2019年公司人均创利9.8万元。"),
        (SHANGHAI, "2022年度公司人均创收102.5万元，同比增长9.6%。"),
        (FIRM, "公司2018年人均营业收入55万元。"),  # the people of 2018 are not in the table
        (FIRM, "公司人均营业收入由2017年的48万元提高到2019年的77.6万元。"),
        (FIRM, "公司人均产值提高45%。"),
        (FIRM, "公司职工人均年收入8.6万元，人均收入增长8%。"),
        (FIRM, "公司人均服务收入由45万元提高到79万元。"),
        (FIRM, "行业人均营业收入120万元。"),
        (FIRM, "某汽车零部件企业改造后人均产值由42万元提高到165万元。"),
        (FIRM, "公司力争2022年人均营业收入达到120万元。"),
        (FIRM, "公司服务事业部人均产值136万元。"),
        (FIRM, "公司运维人员84人，人均产值136万元。"),
        (FIRM, "公司研发人员人均产值236万元。"),
        (FIRM, "数字化车间人均产值136万元。"),
        (FIRM, "公司服务业务人均营收136万元。"),
        (FIRM, "公司服务团队62人，2019年人均创收94.6万元。"),
        (FIRM, "公司2019年人均营业收入高于行业平均水平20万元。"),
        (FIRM, "子公司人均营业收入136万元。"),
    ],
)
def test_an_amount_a_head_that_may_be_true_or_is_of_others_is_left_alone(said, form, text):
    assert said(form, text) == []


def test_what_is_reckoned_of_several_cells_names_them_as_printed(said):
    ((_, about, message),) = said("zhejiang-2020/enterprise", "2019年研发投入1436万元。")
    assert about == ("finance.rd_ratio[2019]", "finance.revenue[2019]")
    assert "研发设计投入比例和营业收入" in message
