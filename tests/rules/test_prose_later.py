"""Kinds of statements that real declarations have and that were read too little, beside those that hold."""

import pytest

FIRM, OLDER = "guangdong-2024/enterprise", "shanxi-2021/enterprise"
CITY, PLATFORM = "national-2022/city-general", "guangdong-2024/platform"


@pytest.fixture(scope="module")
def said(differing):
    """Return the words of a text that differ from a sample's values, with the field beside them."""
    return lambda form, text: [
        (words, about[1]) for words, about, _ in differing(form, text, "narrative.value")
    ]


@pytest.mark.parametrize(
    ("form", "text", "stated", "field"),
    [
        # head counts behind the whole of the firm alone
        (FIRM, "到2023年底全厂481人，三条总装线。", "481人", "staff.total"),
        (FIRM, "全院上下481人，分设六个部门。", "481人", "staff.total"),
        (FIRM, "公司上下共481人都受过服务培训。", "481人", "staff.total"),
        # a part told in a sentence of its own
        (FIRM, "公司共有员工418人。其中研发人员155人。", "155人", "staff.rd_share"),
        (FIRM, "2023年公司营业收入46925万元。其中，服务收入占62%。", "62%", "finance.service_ratio[2023]"),
        (OLDER, "公司现有职工412人。其中本科以上学历117人。", "117人", "staff.degree_share"),
        # lists by level
        (CITY, "获批国家级服务型制造示范企业3家、平台2个、项目6个。", "6个", "effect.national_projects"),
        (CITY, "全市有省级示范企业26家、平台17个、项目9个。", "17个", "effect.province_platforms"),
        (CITY, "现有省级示范企业、平台、项目26家、11个、19个。", "19个", "effect.province_projects"),
        (CITY, "培育国家级示范企业5家。", "5家", "effect.national_enterprises"),
        # prices of the day are no other figure
        (CITY, "2021年全市GDP4436.2亿元，按现价计算增长14.1%。", "14.1%", "economy.gdp[2021]"),
        (CITY, "2021年全市GDP4436.2亿元，按现价计算增长10.41%，生产性服务业增加值1048.72亿元。",
         "1048.72亿元", "economy.services_added[2021]"),
        # amounts of several years
        (FIRM, "2021—2023年共计实现营业收入128.1亿元。", "128.1亿元", "finance.revenue[2023]"),
        (FIRM, "21–23年共计实现净利润10.14亿元。", "10.14亿元", "finance.net_profit[2023]"),
        (OLDER, "三年共缴税5.45亿元。", "5.45亿元", "finance.tax[2020]"),
        (CITY, "三年累计安排专项资金33.5亿元。", "33.5亿元", "economy.fund[2021]"),
        (CITY, "截至2021年底，市级财政累计安排服务型制造专项资金5.33亿元。", "5.33亿元", "economy.fund[2021]"),
        # a platform that somebody runs, and since when
        (PLATFORM, "漪川海工装备检测与设计服务平台由湛江漪川海洋装备技术研究院投资建设，2016年11月正式投入运营。",
         "2016年11月", "platform.operating_since"),
        (PLATFORM, "平台于2018年投入运营，至今已有9年。", "9年", "platform.years"),
        (FIRM, "公司注册资本5000万元，成立已有6年。", "6年", "org.years"),
        # years told without the word, and the other way round
        (FIRM, "2023、2022、2021年公司营业收入分别为46925万元、42580.5万元和36840万元。",
         "36840万元", "finance.revenue[2021]"),
        (FIRM, "2023年、2022年、2021年净利润分别为3986.75万元、3132.4万元、2845.6万元。",
         "3132.4万元", "finance.net_profit[2022]"),
        # units told once or not at all
        (FIRM, "单位产值能耗由0.0325降到0.0384吨标准煤/万元。", "0.0384吨标准煤/万元", "finance.energy[2023]"),
        (FIRM, "2023年公司万元产值综合能耗0.284吨标煤。", "0.284吨标煤", "finance.energy[2023]"),
        (FIRM, "服务收入占比从20%到26%，提高9个百分点。", "9个百分点", "finance.service_ratio[2023]"),
        # a team is among those who develop
        (FIRM, "公司研发团队共150人，专注窑炉节能。", "150人", "staff.rd_share"),
        # titles
        (FIRM, "公司2021年被认定为广东省专精特新中小企业。", "2021年", "honours.awarded"),
        (FIRM, "公司是广东省专精特新中小企业（2021年）。", "2021年", "honours.awarded"),
        # a share told roughly, people told by their titles before
        (FIRM, "公司研发人员约占员工总数的45%。", "45%", "staff.rd_share"),
        (OLDER, "公司员工412人，其中博士3人、硕士21人、本科以上学历117人。", "117人", "staff.degree_share"),
        # one figure of two names
        ("shanxi-2021/project", "项目总投资和实际完成投资均为6480万元。", "6480万元", "project.investment"),
        # how long, told as a history
        (FIRM, "公司拥有26年的经营历史。", "26年", "org.years"),
        # a rise that is not that of the value before it, but of the year before
        (FIRM, "公司净利润3986.75万元，同比增长16.4%。", "16.4%", "finance.net_profit[2023]"),
        (FIRM, "公司年末资产总额63280.5万元，比年初增加5484.8万元。", "5484.8万元", "finance.assets[2023]"),
        # rises from the beginning of a year
        (FIRM, "2023年末资产总额63280.5万元，较年初增长19.4%。", "19.4%", "finance.assets[2023]"),
    ],
)  # fmt: skip
def test_a_contradiction_of_a_kind_is_found(said, form, text, stated, field):
    assert (stated, field) in said(form, text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (FIRM, "到2023年底全厂418人，三条总装线。"),
        (FIRM, "公司上下300人参加了培训。"),
        (FIRM, "客户某陶瓷厂占地30亩，全厂186人，窑炉四座。"),
        (FIRM, "公司共有员工418人。其中研发人员105人，党员61人。"),
        (FIRM, "2023年公司营业收入46925万元。其中出口收入占32%。"),
        (FIRM, "公司2021年营业收入38640万元。其中服务收入2023年12200.5万元，占26%。"),
        (CITY, "获批国家级服务型制造示范企业3家、平台2个、项目4个。"),
        (CITY, "拥有国家级示范企业3家、工程中心6个、项目80个。"),
        (CITY, "国家级示范企业3家，平台服务企业6家。"),
        (CITY, "2021年全市GDP4436.2亿元，按可比价格计算增长8.6%。"),
        (CITY, "2021年全市GDP比上年增长10.41%（现价），按不变价增长8.2%。"),
        (CITY, "2021年全市GDP按现价计算增长10.41%，按可比价增长8.2%。"),
        (FIRM, "21–23年共计实现净利润1.01亿元。"),
        (FIRM, "核心岗位要求有15–20年经验。"),
        (CITY, "三年累计安排专项资金2.15亿元。"),
        (CITY, "力争再上台阶。未来三年累计安排专项资金6亿元。"),
        (PLATFORM, "漪川海工装备检测与设计服务平台由湛江漪川海洋装备技术研究院投资建设，2018年11月正式投入运营。"),
        (PLATFORM, "平台于2018年投入运营，至今已有5年多。"),
        (FIRM, "公司2016年建成检测中心，至今已有7年。"),
        (FIRM, "2023、2022、2021年公司营业收入分别为46925万元、42580.5万元和38640万元。"),
        (FIRM, "2023年公司综合能耗1333吨标煤。"),
        (FIRM, "公司研发团队共36人，专注窑炉节能。"),
        (FIRM, "公司2023年再次被认定为广东省专精特新中小企业。"),
        (FIRM, "2023年末资产总额63280.5万元，较年初增长9.4%。"),
        (FIRM, "公司研发人员约占员工总数的四分之一。"),
        (FIRM, "服务部96人，其中博士3人、研发人员24人。"),
        (FIRM, "公司2022年净利润3312.4万元，同比增长16.4%。"),
        (FIRM, "公司净利润3986.75万元。2022年同比增长16.4%。"),
        (FIRM, "公司净利润3986.75万元，上年同比增长16.4%。"),
        (FIRM, "公司净利润3986.75万元（上年增长16.4%）。"),
        (CITY, "全市共有高新技术企业312家。其中服务型制造企业86家。"),
        (CITY, "全市现有高新技术企业312家，其中服务型制造企业86家。"),
        ("shanxi-2021/project", "二期项目总投资和设备投资均为1500万元。"),
    ],
)  # fmt: skip
def test_what_holds_or_is_another_thing_is_left_alone(said, form, text):
    assert said(form, text) == []
