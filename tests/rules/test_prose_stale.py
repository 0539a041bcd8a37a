"""Figures of an old year that stand among those of the last one are asked after."""

import pytest

FIRM, DISTRICT = "zhejiang-2020/enterprise", "shanghai-2023/district"


@pytest.fixture(scope="module")
def said(differing):
    """Return the words of a paragraph that differ from a sample's values, each with the field beside them."""
    return lambda form, text: [(words, about[1]) for words, about, _ in differing(form, text)]


@pytest.mark.parametrize(
    ("form", "text", "stated", "field"),
    [
        (FIRM, "公司累计拥有授权专利82项，其中发明专利16项、实用新型47项、外观设计7项。", "47项", "patents.utility[2019]"),
        (FIRM, "年末资产总额28932.47万元，资产负债率44.15%，利润总额2792.35万元。", "44.15%", "finance.debt_ratio[2019]"),
        (FIRM, "2019年，公司实现营业收入22186.90万元，利润总额2792.35万元，经济效益稳步提升。公司资产负债率44.15%。", "44.15%", "finance.debt_ratio[2019]"),
        (DISTRICT, "2022年全区地区生产总值1468.30亿元。规上工业增加值478.25亿元；规上工业企业利润率7.20%，比2020年提高0.2个百分点。", "7.20%", "economy.industry_margin[2022]"),
    ],
)  # fmt: skip
def test_an_old_years_figure_among_those_of_the_last_year_is_asked_after(
    said, form, text, stated, field
):
    assert (stated, field) in said(form, text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        # all is of the old year, or its time is told
        (FIRM, "公司累计拥有发明专利12项、实用新型47项、外观设计5项。"),
        (FIRM, "年末资产总额28932.47万元，利润总额2792.35万元，资产负债率41.73%（上年末44.15%）。"),
        (FIRM, "资产负债率44.15%（2018年末），资产总额28932.47万元，利润总额2792.35万元。"),
        (FIRM, "截至2018年底，公司拥有发明专利12项、实用新型47项。目前拥有发明专利16项、实用新型59项。"),
        (FIRM, "此前公司的资产负债率44.15%，如今资产总额28932.47万元，利润总额2792.35万元。"),
        # one figure alone says nothing of the other
        (FIRM, "公司资产总额28932.47万元，资产负债率44.15%。"),
        # as the table has it, another's, an aim
        (FIRM, "公司累计拥有授权专利82项，其中发明专利16项、实用新型59项、外观设计7项。"),
        (FIRM, "年末资产总额28932.47万元，利润总额2792.35万元，行业平均资产负债率44.15%。"),
        (FIRM, "年末资产总额28932.47万元，利润总额2792.35万元，力争资产负债率控制在44.15%。"),
    ],
)  # fmt: skip
def test_a_figure_whose_time_is_told_or_that_stands_alone_is_left_alone(said, form, text):
    assert said(form, text) == []


def test_the_year_told_at_a_name_holds_for_what_it_grew_to(said):
    text = "营业收入2018年为18674.25万元；利润总额2019年比2018年多了588.67万元，增幅26.7%，达到2792.35万元。"
    assert said(FIRM, text) == []
