"""Kinds of statements that an eleventh set of narratives had and that were read too little, beside those that hold."""

import pytest

FIRM, OLDER = "guangdong-2024/enterprise", "zhejiang-2020/enterprise"
PLATFORM, CITY = "zhejiang-2020/platform", "shanxi-2021/city"


@pytest.fixture(scope="module")
def said(differing):
    """Return the words of a text that differ from a sample's values, with the field beside them."""
    return lambda form, text, rule="narrative.value": [
        (words, about[1] if len(about) > 1 else "") for words, about, _ in differing(form, text, rule)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text", "stated", "field"),
    [
        # a year told in two figures
        (OLDER, "18年服务收入4246.73万元，19年服务收入5683.47万元。", "5683.47万元", "finance.service_revenue[2019]"),
        (OLDER, "资产总额：18年底2.48亿元，19年底3.15亿元。", "3.15亿元", "finance.assets[2019]"),
    ],
)  # fmt: skip
def test_a_contradiction_of_a_kind_is_found(said, form, text, stated, field):
    assert (stated, field) in said(form, text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        # how long something took, a time long ago, an aim
        (OLDER, "公司潜心做了18年，收入从无到有，利润总额2792.35万元。"),
        (OLDER, "15年前收入不到300万元，利润20万元。"),
        (PLATFORM, "希望再努力一把。25年前收入做到1.5亿元，服务企业3500户。"),
        # neighbours
        (CITY, "兄弟城市中，邻市2020年生产总值1700亿元，制造业增加值410亿元，而示范企业数量少于我市。"),
        (PLATFORM, "隔壁省一个平台2019年收入1.3亿元，服务企业900户，比我们大。"),
    ],
)  # fmt: skip
def test_what_holds_or_is_not_the_form_s_is_left_alone(said, form, text):
    assert said(form, text) == []
