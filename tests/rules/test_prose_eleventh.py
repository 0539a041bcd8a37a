"""Kinds of statements that an eleventh set of narratives had and that were read too little, beside those that hold."""

import pytest

from smdesk.notices.declaration import SimpleTable

FIRM, OLDER = "guangdong-2024/enterprise", "zhejiang-2020/enterprise"
PARTNERS = "guangdong-2024/platform"
PLATFORM, CITY = "zhejiang-2020/platform", "shanxi-2021/city"


@pytest.mark.parametrize(
    ("form", "text", "stated", "field"),
    [
        # a year told in two figures
        (OLDER, "18年服务收入4246.73万元，19年服务收入5683.47万元。", "5683.47万元", "finance.service_revenue[2019]"),
        (OLDER, "资产总额：18年底2.48亿元，19年底3.15亿元。", "3.15亿元", "finance.assets[2019]"),
        # people told of by other counting words
        (PLATFORM, "平台共有118位同事；本科以上学历的58位。", "58位", "platform.staff.degree_share"),
        (FIRM, "厂里481个人，白班夜班各一半。", "481个人", "staff.total"),
        # what all years come to, in spoken words
        (OLDER, "三年利润总额加起来是6728.45万元。", "6728.45万元", "finance.profit[2019]"),
        # names of the spoken language
        (PLATFORM, "服务的企业，2017年426户，2018年783户，2019年1285户。", "1285户", "platform.clients_served[2019]"),
        (OLDER, "2019年末公司资产2.98亿元。", "2.98亿元", "finance.assets[2019]"),
        (OLDER, "2019年末资产是2017年末的2.35倍。", "2.35倍", "finance.assets[2019]"),
        (FIRM, "2023年研发投了2354万元，占收入5.4%。", "2354万元", "finance.rd_ratio[2023]"),
        # a change by little, the wrong way
        (FIRM, "2023年末资产负债率44.5%，同比略微上升1.7个百分点。", "1.7个百分点", "finance.debt_ratio[2023]"),
        # a share of another year, its name left out
        (FIRM, "2023年服务收入1.22亿元，占了26%，2021年只占23%。", "23%", "finance.service_ratio[2021]"),
        # people told by what they do, the count before them
        (FIRM, "公司有418名员工。其中42名员工致力于研发，这相当于全体员工的25.12%。", "42名", "staff.rd_share"),
        (FIRM, "净利润由2021年的2845.6万元跌到2022年的2312.4万元。", "2312.4万元", "finance.net_profit[2022]"),
        # another's figure in brackets ends with them
        (CITY, "全市地区生产总值1286.4亿元，同比增长3.9%（全省平均3.6%）；规模以上工业企业主营业务收入1743.6亿元，同比增长5.8%。", "5.8%", "economy.industrial_revenue_growth"),
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
        (CITY, "规模以上工业企业主营业务收入1743.6亿元（全省规模以上工业企业主营业务收入2.1万亿元，增长5.8%）。"),
        # a growth told behind two years, the later one first
        (OLDER, "资产：2019年末2.89亿元，2018年末24815.62万元，增长16.6%。"),
        (OLDER, "资产总额：2019年末2.89亿元，2018年末24815.62万元，增长16.6%。"),
        # other people, other assets, other shares
        (PLATFORM, "聘请15位专家，其中本科以上学历的客户经理等。"),
        (OLDER, "改造形成资产1200万元，盘活闲置资产800万元，固定资产1.2亿元。"),
        (FIRM, "2023年服务收入1.22亿元，占了26%，2021年只占20%。"),
        (FIRM, "某客户服务收入1.2亿元，占了26%，2021年只占23%。"),
        (PLATFORM, "隔壁省一个平台2019年收入1.3亿元，服务企业900户，比我们大。"),
    ],
)  # fmt: skip
def test_what_holds_or_is_not_the_form_s_is_left_alone(said, form, text):
    assert said(form, text) == []


def test_a_table_called_by_what_its_columns_name_is_its_own(differing):
    rows = (("年度", "核心合作方（个）"), ("2022", "57"), ("2023", "57"))
    table = SimpleTable(rows=rows, caption="资产和合作方")
    assert [one for one, *_ in differing(PARTNERS, table)] == ["57"]
    others = SimpleTable(rows=rows, caption="同行核心合作方")
    assert differing(PARTNERS, others) == []
