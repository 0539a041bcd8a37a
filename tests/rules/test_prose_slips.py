"""Figures that only the form's own values explain: slips, odd ones of a list, what they come to."""

import pytest

from smdesk.notices.declaration import Heading, Narrative, Paragraph, Run
from smdesk.notices.loader import find_form
from smdesk.rules.engine import Checker, checker_of
from smdesk.rules.prose.slips import slipped
from smdesk.service.samples import load_sample

FIRM, PLATFORM, DISTRICT = (
    "zhejiang-2020/enterprise",
    "national-2022/platform",
    "shanghai-2023/district",
)


@pytest.fixture(scope="module")
def said(differing):
    """Return the words of lines that differ from a sample's values; a line after # is a heading."""

    def check(form, text):
        blocks = tuple(
            Heading(level=1, text=line[2:])
            if line[:1] == "#"
            else Paragraph(runs=(Run(text=line),))
            for line in text.splitlines()
        )
        return [(words, about[1]) for words, about, _ in differing(form, blocks)]

    return check


@pytest.mark.parametrize(
    ("form", "text", "stated", "field"),
    [
        # four digits that changed about need no name
        (FIRM, "经过大家的努力，最终交出了22816.90万元的答卷。", "22816.90万元", "finance.revenue[2019]"),
        (PLATFORM, "七年过去，答案写在平台的大屏上：2160户企业用户。", "2160户", "platform.clients_served[2021]"),
        # three want that it is spoken of: in the sentence, before it or in the heading over it
        (FIRM, "研发设计方面花掉不少，折合营业收入的5.31%。", "5.31%", "finance.rd_ratio[2019]"),
        (DISTRICT, "设立专项资金。截至2022年底累计2.84亿元。", "2.84亿元", "economy.fund[2022]"),
        (DISTRICT, "# 专项资金\n截至2022年底到账2.84亿元。", "2.84亿元", "economy.fund[2022]"),
        # two want it just before them
        (PLATFORM, "核心合作方2020年已有142家。", "142家", "platform.partners[2020]"),
        (DISTRICT, "三年里，办了41次政策宣贯会、22次培训、9次其他活动。", "41次", "events.meetings"),
        # the others of a list tell what one should be
        (PLATFORM, "第一组，收入。2019年8942.76万元，2020年10627.38万元，2021年13488.55万元。", "13488.55万元", "platform.revenue[2021]"),
        (FIRM, "在总盘子里的分量由4.62%、4.97%提到5.13%。", "4.97%", "finance.rd_ratio[2018]"),
        # name and year stand before it, a way of saying it in between that is not known
        (FIRM, "服务收入：由基期的2875万元到2017年的3241.56万元、2018年的4446.73万元。", "4446.73万元", "finance.service_revenue[2018]"),
        # what the values come to
        (FIRM, "同期，上缴税金由1042.37万元增加到1305.28万元，累计3543.19万元。", "3543.19万元", "finance.tax[2019]"),
        (FIRM, "2018年实现利润2203.68万元、同比增长23.4%，2019年实现利润2792万元、同比增长27.6%。", "27.6%", "finance.profit[2019]"),
        (FIRM, "服务收入2019年达到5863.47万元。2019年较2018年增长48.07%。", "48.07%", "finance.service_revenue[2019]"),
        (DISTRICT, "2020—2022年，全区生产性服务业增加值由318.45亿元增加到395.70亿元，快于同期GDP年均名义增速（8.63%）。", "8.63%", "economy.gdp[2022]"),
        # a list names its level once, a clause its share without the name before it
        (DISTRICT, "市级示范：企业7家、平台6家、项目4个。", "6家", "effect.city_platforms"),
        (FIRM, "2019年服务收入首次突破5000万元，达到5863.47万元；占营业收入的比重达到24.6%。", "24.6%", "finance.service_revenue[2019]"),
        # a share of the year told by itself, and further on behind another one
        (FIRM, "服务收入由2017年的3241.56万元增加到2019年的5863.47万元；占比由20%提高到26%，其中2018年占比为17%。", "17%", "finance.service_revenue[2018]"),
        (FIRM, "研发设计投入占营业收入比例连续三年保持在4%以上，2019年达到6.2%。", "6.2%", "finance.rd_ratio[2019]"),
        (DISTRICT, "设立专项资金，截至2022年累计安排3.1亿元。", "3.1亿元", "economy.fund[2022]"),
        (FIRM, "增速居全省第3位；营业收入2019年22816.90万元。", "22816.90万元", "finance.revenue[2019]"),
        (PLATFORM, "服务企业户数从2019年的1258户发展到2021年的2106户；核心合作方由86个发展到171个，是2019年的2.8倍。", "2.8倍", "platform.partners[2021]"),
        (PLATFORM, "平均每服务一户企业很快；三年营业收入累计3.92亿元。", "3.92亿元", "platform.revenue[2021]"),
        (PLATFORM, "尽管我们停工76天，2021年仍实现净利润1316.28万元。", "1316.28万元", "platform.net_profit[2021]"),
        (FIRM, "市场是最好的试金石！2019年，利润总额2792.35万元，同比增长36.7%。", "36.7%", "finance.profit[2019]"),
        (DISTRICT, "已创建市级示范18个，包括企业7家、平台5个、项目4个；区级示范44个——企业23家、平台13个、项目9个。", "18个", "effect.city_enterprises"),
        (DISTRICT, "区级示范44个——企业23家、平台13个、项目9个。", "13个", "effect.district_platforms"),
        (FIRM, "营业收入三年分别为15832.60万元、18674.25万元、22186.90万元。三年合计5.97亿元。", "5.97亿元", "finance.revenue[2019]"),
        (FIRM, "Revenue：FY2019 RMB 212.9M。", "RMB 212.9M", "finance.revenue[2019]"),
        (FIRM, "拥有国家级创新平台1个。截至2019年底累计获得专利28项，其中发明专利16项。", "28项", "patents.invention[2019]"),
        # a document's title is no aim
        (DISTRICT, "出台《服务型制造三年行动计划》，提出12条措施。专项资金截至2022年底累计投入2.84亿元。", "2.84亿元", "economy.fund[2022]"),
        # who is counted is no other
        (PLATFORM, "三年间核心合作方由86个增加到171个。在2160个用户中，本省居多。", "2160个", "platform.clients_served[2021]"),
    ],
)  # fmt: skip
def test_a_figure_that_only_a_value_of_the_form_explains_is_found(said, form, text, stated, field):
    assert (stated, field) in said(form, text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (FIRM, "某客户2019年营业收入22816.90万元。"),
        (FIRM, "股东澐屿仪器2019年营业收入22816.90万元，净利润5400万元。"),
        (FIRM, "公司计划2025年实现22816.90万元。"),
        (FIRM, "2019年前三季度，公司完成营业收入2.22亿元，服务收入0.56亿元。"),
        (FIRM, "公司拥有发明专利16项、软件著作权61项。"),
        (FIRM, "设备共412台，累计服务572次。"),
        (PLATFORM, "2021年平台服务企业2106户，其中核心合作方38家。"),
        (PLATFORM, "第一组，收入。2019年8942.76万元，2020年10627.38万元，三年总和3.29亿元。"),
        (DISTRICT, "全区装备制造业营业收入2160亿元，增长4.7%，占规上工业的38%。"),
        (DISTRICT, "三年组织员工培训92场。"),
        (FIRM, "服务收入2019年达到5863.47万元，营业收入22186.90万元。2019年较2018年增长18.8%。"),
        (FIRM, "营业收入2019年为22186.90万元，税金1305.28万元；占当地税收的比重达到24.6%。"),
        (FIRM, "公司2019年在省内实现服务收入1860万元，占服务收入的31.7%。"),
        (PLATFORM, "平均每服务一户企业取得服务收入3.3万元。"),
        (FIRM, "2019年累计取得专利82项，其中发明16项、外观设计7项，较2017年底净增31项。"),
        (FIRM, "2019年营业收入首次迈上2亿元。"),
        (FIRM, "# 客户案例\n改造后营业收入22816.90万元。"),
    ],
)
def test_a_figure_that_may_be_of_something_else_is_left_alone(said, form, text):
    assert said(form, text) == []


def test_a_value_that_is_mended_takes_the_slip_away():
    pack, form = find_form(FIRM)
    sample = load_sample(FIRM)[0]
    checker = checker_of(pack, form, sample.years)
    told = Paragraph(runs=(Run(text="最终交出了22816.90万元的答卷。"),))
    declaration = sample.model_copy(update={"narrative": Narrative(blocks=(told,))})
    found = checker.touched(declaration, ["narrative"]).findings
    assert "narrative.value" in {one.rule for one in found}
    mended = declaration.with_values({"finance.revenue[2019]": "22816.90"})
    again = checker.touched(mended, ["finance.revenue[2019]"]).findings
    assert [one for one in again if one.rule == "narrative.value"] == []


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("27270", "27720", "turned"),
        ("513", "531", "turned"),
        ("315", "531", ""),
        ("1966", "1866", "other"),
        ("196", "1966", ""),
        ("77", "77", ""),
    ],
)
def test_a_slip_is_two_neighbours_changed_about_or_one_other_digit(one, other, how):
    assert slipped(one, other) == how


def test_values_changed_one_by_one_leave_what_a_look_at_all_of_them_finds():
    pack, form = find_form(FIRM)
    sample = load_sample(FIRM)[0]
    text = "2019年公司营业收入22168.90万元。三年研发投入依次为4.62%、4.87%、5.18%。"
    narrative = Narrative(blocks=(*sample.narrative.blocks, Paragraph(runs=(Run(text=text),))))
    declaration = sample.model_copy(update={"narrative": narrative})
    kept = checker_of(pack, form, sample.years)
    said = "narrative.value"
    seen = set()
    for place, value in [
        ("finance.revenue[2019]", "21268.90"),
        ("finance.revenue[2019]", ""),
        ("finance.service_revenue[2018]", "4274.73"),
        ("finance.revenue[2019]", "22186.90"),
        ("staff.total", "268"),
        ("finance.assets[2018]", "24851.62"),
        ("staff.total", "286"),
    ]:
        values = {**declaration.values, place: value}
        declaration = declaration.model_copy(update={"values": values})
        now = {
            one.message for one in kept.touched(declaration, [place]).findings if one.rule == said
        }
        fresh = Checker(pack, form, sample.years).all(declaration)
        assert {one.message for one in fresh if one.rule == said} == now
        seen |= now
    assert len(seen) > 3


def test_a_year_in_brackets_is_of_the_figure_before_it(said):
    text = "近三年，全区生产总值从{}亿元（2020年）、{}亿元（2021年）增长到{}亿元（2022年）。"
    years = (2020, 2021, 2022)
    held = [load_sample(DISTRICT)[0].values[f"economy.gdp[{year}]"] for year in years]
    assert said(DISTRICT, text.format(*held)) == []
    wrong = f"{float(held[1]) * 1.1:.2f}"
    found = said(DISTRICT, text.format(held[0], wrong, held[2]))
    assert [address for _, address in found] == ["economy.gdp[2021]"]


def test_a_label_before_a_colon_is_no_subject(said):
    found = said("shanghai-2023/enterprise", "知识产权：拥有发明专利999项。")
    assert found == [("999项", "patents.invention")]
