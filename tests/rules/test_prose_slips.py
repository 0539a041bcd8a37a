"""Figures that only the form's own values explain: slips, odd ones of a list, what they come to."""

import pytest

from smdesk.notices.declaration import Heading, Narrative, Paragraph, Run
from smdesk.notices.loader import find_form
from smdesk.rules.engine import checker_of
from smdesk.rules.prose.places import parse_place, text_of
from smdesk.rules.prose.slips import slipped
from smdesk.service.samples import load_sample

FIRM, PLATFORM, DISTRICT = (
    "zhejiang-2020/enterprise",
    "national-2022/platform",
    "shanghai-2023/district",
)


@pytest.fixture(scope="module")
def said():
    """Return the words of lines that differ from a sample's values; a line after # is a heading."""
    checkers = {}

    def check(form, text):
        if form not in checkers:
            pack, known = find_form(form)
            sample = load_sample(form)[0]
            checkers[form] = checker_of(pack, known, sample.years), sample
        checker, sample = checkers[form]
        blocks = tuple(
            Heading(level=1, text=line[2:])
            if line[:1] == "#"
            else Paragraph(runs=(Run(text=line),))
            for line in text.splitlines()
        )
        declaration = sample.model_copy(update={"narrative": Narrative(blocks=blocks)})
        found = []
        for one in checker.touched(declaration, ["narrative"]).findings:
            place = parse_place(one.addresses[0])
            if one.rule == "narrative.value" and place:
                told = text_of(blocks[place.block])[place.start : place.stop]
                found.append((told, one.addresses[1]))
        return found

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
