"""Years at work, days and years of a beginning, shares of investors in the narrative are held."""

import pytest

FIRM, PLATFORM, PROJECT = (
    "guangdong-2024/enterprise",
    "zhejiang-2020/platform",
    "zhejiang-2020/project",
)


@pytest.fixture(scope="module")
def said(differing):
    """Return the words that the form says otherwise, each with the field beside them."""
    return lambda form, text: [(words, *about[1:]) for words, about, _ in differing(form, text)]


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
        (FIRM, "佛山沅芷智能陶瓷装备有限公司成立于2015年，主营陶瓷装备。", "2015年", "org.years"),
        (FIRM, "公司于2001年6月注册成立，位于佛山。", "2001年", "org.years"),
        (FIRM, "我公司创建于2018年，现为行业骨干。", "2018年", "org.years"),
        (FIRM, "公司深耕陶瓷装备，至今已有8年历史。", "8年", "org.years"),
        (FIRM, "公司已连续经营二十余年。", "二十余年", "org.years"),
        (FIRM, "公司稳定运营9年多。", "9年多", "org.years"),
        (PLATFORM, "“霁桥紧固件工业品服务平台”于2018年9月正式上线。", "2018年9月", "platform.operating_since"),
        (PLATFORM, "平台由嘉兴霁桥工业互联科技有限公司运营，2018年9月上线，服务紧固件产业。", "2018年9月", "platform.operating_since"),
        (FIRM, "公司位于佛山，到本次申报时已连续经营16年。", "16年", "org.years"),
        (PROJECT, "项目建设期为2016年至2019年。", "2016年", "project.start"),
        (PROJECT, "实施年限为2017年至2021年，投资由承担单位自筹。", "2021年", "project.end"),
        (PROJECT, "本项目由公司承担，2016年5月启动，2019年建成。", "2016年5月", "project.start"),
        (PROJECT, "项目自2018年3月启动，2019年底全部建成。", "2018年3月", "project.start"),
        (PROJECT, "项目自2017年3月启动，2020年6月通过验收。", "2020年6月", "project.end"),
        # both years told together, and how long they are
        (PROJECT, "项目总投资2860万元，自2017年起至2020年止，现已投产。", "2020年", "project.end"),
        (PROJECT, "合同签订2017年4月，开工于2017年，全部投运于2021年。", "2021年", "project.end"),
        (PROJECT, "项目2016年启动，2019年完成。", "2016年", "project.start"),
        (PROJECT, "项目2017年启动，2019年完成，前后五年。", "五年", "project.end"),
        # what a platform was before stands between its name and the day
        (PLATFORM, "霁桥紧固件工业品服务平台2015年初立项，2017年9月正式投入运营。", "2017年9月", "platform.operating_since"),
        # spoken language
        (FIRM, "公司是我跟三个师兄弟凑了八十万干起来的，到今天整整26年。", "26年", "org.years"),
        (PLATFORM, "公司注册资本3000万元，大股东浙江澹澜实业投资有限公司占五成一，嘉兴砚禾紧固件制造有限公司占39%。", "39%", "investors[2].share"),
        (PLATFORM, "公司注册资本300万元，已足额实缴。", "300万元", "org.capital"),
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
        (PROJECT, "项目2017年启动，2019年完成，前后三年。"),
        (PROJECT, "项目2017年启动，2019年完成，前后不到两年半。"),
        (PROJECT, "开工于2017年，主库建成于2018年，全部建成于2019年。"),
        (PROJECT, "研发中心2017年启动，2018年建成。"),
        (PROJECT, "另一项目2017年启动，2020年完成。"),
        (PROJECT, "与甲方的运维协议自2017年起至2025年止。"),
        (PROJECT, "行业标准2015年立项，2018年完成。"),
        (PLATFORM, "霁桥紧固件工业品服务平台2015年初立项，2016年9月正式投入运营。"),
        (FIRM, "公司是我跟三个师兄弟凑了八十万干起来的，到今天12年了。"),
        (FIRM, "这个班组是老师傅带着干起来的，最早只有3个人。"),
        (PLATFORM, "公司注册资本3000万元，实缴2000万元。"),
        (PLATFORM, "前五大客户中嘉兴砚禾紧固件制造有限公司占12%，股东客户合计占17%。"),
        (PLATFORM, "嘉兴砚禾紧固件制造有限公司占39%的采购额，是最大的买家。"),
        (PLATFORM, "股东嘉兴砚禾紧固件制造有限公司占29%，其营业收入中服务占35%。"),
        (FIRM, "公司持续经营十余年，某客户的生产线已运行20年。"),
        (FIRM, "公司计划再经营30年。"),
        (FIRM, "公司成立于2011年，公司于2012年迁入现址。"),
        (FIRM, "佛山沅芷智能陶瓷装备有限公司（以下简称“公司”）成立于2011年。"),
        (FIRM, "公司前身成立于1996年，2011年改制。"),
        (FIRM, "广东某陶瓷集团有限公司成立于1998年。"),
        (FIRM, "该客户是一家陶瓷厂。公司成立于2019年，2022年采用我司方案。"),
        (FIRM, "控股子公司成立于2020年。"),
        (FIRM, "公司研发中心成立于2016年。"),
        (FIRM, "当地制陶已有300年历史。"),
        (FIRM, "公司管理团队已有20年历史沉淀。"),
        (FIRM, "公司自主品牌窑炉连续运行10年无大修。"),
        (FIRM, "公司稳定运营12年多。"),
        (PROJECT, "公司另一项目实施年限为2015年至2016年。"),
        (PROJECT, "项目2017年3月启动，一期2018年建成，2019年11月通过验收。"),
        (FIRM, "公司已持续经营十余年，至今已有12年历史。"),
        (FIRM, "公司的服务网点运行5年，客户的窑炉已有20年历史。"),
        (PLATFORM, "公司已持续经营15年。"),
        (PLATFORM, "“霁桥检测平台”于2018年9月正式上线。"),
        (PROJECT, "实施年限为2017—2019年。"),
        (PLATFORM, "平台由嘉兴霁桥工业互联科技有限公司运营，2016年9月上线。"),
        (PLATFORM, "平台由嘉兴霁桥工业互联科技有限公司运营，2018年移动端上线。"),
        (PLATFORM, "平台2015年3月上线试运行。"),
        (PROJECT, "公司新厂区建设，2015年启动，2016年建成。"),
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


def test_a_project_that_was_signed_has_an_end_too(differing):
    text = "项目2018年4月签约，{}年9月全部建成，总投资4680万元。"
    (one,) = differing("shanxi-2021/project", text.format(2021), "narrative.value")
    assert (one[0], one[1][1]) == ("2021年9月", "project.end")
    for right in (text.format(2020), f"二期{text.format(2021)}"):
        told = differing("shanxi-2021/project", right, "narrative.value")
        assert "project.end" not in {about[1] for _, about, _ in told}
