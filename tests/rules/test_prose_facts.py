"""Years at work, days and years of a beginning, shares of investors in the narrative are held."""

import pytest

from smdesk.notices.declaration import Narrative, Paragraph, Run
from smdesk.notices.loader import find_form
from smdesk.rules.engine import checker_of
from smdesk.rules.prose.places import parse_place
from smdesk.service.samples import load_sample

FIRM, PLATFORM, PROJECT = (
    "guangdong-2024/enterprise",
    "zhejiang-2020/platform",
    "zhejiang-2020/project",
)


@pytest.fixture(scope="module")
def said():
    """Return the words that the form says otherwise, each with the field beside them."""
    checkers = {}

    def check(form, text):
        if form not in checkers:
            pack, known = find_form(form)
            sample = load_sample(form)[0]
            checkers[form] = checker_of(pack, known, sample.years), sample
        checker, sample = checkers[form]
        block = Paragraph(runs=(Run(text=text),))
        declaration = sample.model_copy(update={"narrative": Narrative(blocks=(block,))})
        return [
            (text[place.start : place.stop], *one.addresses[1:])
            for one in checker.touched(declaration, ["narrative"]).findings
            if one.rule == "narrative.value" and (place := parse_place(one.addresses[0]))
        ]

    return check


# 12.5 years; opened on 2016-09-01, shares 51, 29 and 20 %; the project ran from 2017 to 2019.
@pytest.mark.parametrize(
    ("form", "text", "stated", "address"),
    [
        (FIRM, "公司前身为2009年的机修厂，至今已持续经营15年。", "15年", "org.years"),
        (FIRM, "公司已稳定经营10.5年。", "10.5年", "org.years"),
        (PLATFORM, "平台自2017年9月正式投入运营。", "2017年9月", "platform.operating_since"),
        (PLATFORM, "平台正式上线于2016年9月15日。", "2016年9月15日", "platform.operating_since"),
        (PLATFORM, "公司由浙江澹澜实业投资有限公司（持股51%）、嘉兴砚禾紧固件制造有限公司（持股39%）共同出资。", "39%", "investors[2].share"),
        (PLATFORM, "浙江澹澜实业投资有限公司和嘉兴砚禾紧固件制造有限公司分别持股51%和25%。", "25%", "investors[2].share"),
        (PLATFORM, "浙江澹澜实业投资有限公司和嘉兴砚禾紧固件制造有限公司分别持有51%和29%的股权，对应出资1530万元、780万元。", "780万元", "investors[2].share"),
        (PLATFORM, "三名股东的出资比例为51%、29%和25%。", "25%", "investors[3].share"),
        (PLATFORM, "最大股东澹澜实业（持股57%）2019年营收9.7亿元。", "57%", "investors[1].share"),
        (PLATFORM, "股权结构：实业投资51%、紧固件制造29%、员工25%", "25%", "investors[3].share"),
        (FIRM, "法人代表骆听岚，现有员工多人。", "骆听岚", "org.legal_person"),
        (PROJECT, "项目自2018年3月启动，2019年底全部建成。", "2018年3月", "project.start"),
        (PROJECT, "项目自2017年3月启动，2020年6月通过验收。", "2020年6月", "project.end"),
    ],
)  # fmt: skip
def test_a_fact_that_the_form_has_otherwise_is_found_with_both_places(
    said, form, text, stated, address
):
    assert said(form, text) == [(stated, address)]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (FIRM, "公司已持续经营12年。"),
        (FIRM, "公司持续经营十余年，某客户的生产线已运行20年。"),
        (FIRM, "公司计划再经营30年。"),
        (FIRM, "该用户的窑炉运行8年后由公司改造。"),
        (PLATFORM, "平台自2016年9月1日正式投入运营。"),
        (PLATFORM, "平台检测中心于2018年投入运营。"),
        (PLATFORM, "浙江澹澜实业投资有限公司持股51%，其下属公司持股30%。"),
        (PLATFORM, "某客户出资60%建设前置仓。"),
        (PROJECT, "项目自2017年启动，2018年完成数据采集，2019年建成。"),
        (PROJECT, "项目计划2021年开工，2023年建成。"),
    ],
)
def test_a_fact_that_is_true_or_of_somebody_else_is_left_alone(said, form, text):
    assert said(form, text) == []
