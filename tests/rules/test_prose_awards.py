"""Titles and standards with their years in cells of running text, held against the narrative."""

import pytest

from smdesk.rules.prose.awards import awards
from smdesk.rules.prose.cells import contrasts

TITLES = "国家高新技术企业（2014年认定，2017年通过复审，2020年通过复审）；山西省企业技术中心（2016年认定）；国家专精特新“小巨人”企业（第三批，2021年获评）"
CELLS = (
    ("honours.awarded", TITLES),
    ("standards.services", "团体标准 T/DGMJ 006-2022《模具产能共享服务要求》（主持制定）"),
)


def told(text, cells=CELLS):
    return [text[one.start : one.stop] for one in contrasts(text, cells)]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("公司2017年被认定为山西省企业技术中心。", "2017年"),
        ("公司于2017年被评定为山西省企业技术中心。", "2017年"),
        ("2017年通过山西省企业技术中心认定。", "2017年"),
        ("山西省企业技术中心是2017年认定的。", "2017年"),
        ("山西省企业技术中心于2017年获得认定，团队稳定。", "2017年"),
        ("拥有山西省企业技术中心（2017年认定）等平台。", "2017年"),
        ("2015年拿到国家高新技术企业证书。", "2015年"),
        ("2020年获评国家级专精特新小巨人企业。", "2020年"),
        ("先建成山西省企业技术中心，2016年认定。2017年获批山西省企业技术中心。", "2017年"),
        ("主持制定《模具产能共享服务要求》，2021年发布。", "2021年"),
        ("2021年发布了《模具产能共享服务要求》，填补空白。", "2021年"),
    ],
)
def test_a_title_given_in_another_year_is_told(text, stated):
    assert told(text) == [stated]
    true = {"山西": "2016年", "国家高": "2014年", "国家级": "2021年", "模具": "2022年"}
    right = next(year for name, year in true.items() if name in text)
    assert told(text.replace(stated, right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年国家高新技术企业通过复审。",
        "2023年重新认定为国家高新技术企业。",
        "2015年以来公司先后获评国家高新技术企业。",
        "截至2022年，公司已获得山西省企业技术中心认定。",
        "2015年建成山西省企业技术中心大楼。",
        "子公司2019年获评国家高新技术企业。",
        "山西省企业技术中心（2019年评价为优秀）。",
        "山西省企业技术中心2016年认定，2019年通过评价。",
        "2021年发布《模具产能共享服务要求》（征求意见稿）。",
        "2020年启动《模具产能共享服务要求》编制。",
        "2019年被认定为山西省企业技术中心的依托单位是另一家。",
        "2022年获批国家专精特新“小巨人”企业重点支持资金。",
        "2020年列入山西省企业技术中心建设计划。",
        "为争取2022年获评山西省企业技术中心，公司扩建试验室。",
    ],
)
def test_years_in_which_nothing_was_given_are_left_alone(text):
    assert told(text) == []


def test_a_title_may_stand_behind_its_year_in_the_cell():
    cells = (("honours.awarded", "2016年获评山西省企业技术中心；2019年认定为国家绿色工厂示范单位"),)
    assert told("公司2017年获评山西省企业技术中心。", cells) == ["2017年"]
    assert told("公司2016年获评山西省企业技术中心。", cells) == []
    assert [one.held for one in awards(cells[0][1])] == ["2016 年", "2019 年"]


OTHERS = (
    ("standards.services", "上海市地方标准 DB31/T 9907-2022《仪器设备共享 服务要求》（主持制定）；团体标准 T/SHJC 021-2020《检测机构 协同服务规范》（参与制定）"),
    ("policy.special", "《浦阴市服务型制造三年行动计划（2020—2022年）》（浦政办发〔2020〕18号）"),
    ("policy.related", "《浦阴市推进两业融合发展若干政策》（浦政发〔2021〕9号）"),
    ("honours.awarded", "佛山市制造业单项冠军企业（2020年）"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "years"),
    [
        # a standard told by its kind alone, the only one of that kind
        ("主持制定上海市地方标准1项，已于2021年发布。", ["2021年"]),
        ("参与制定的团体标准于2021年发布。", ["2021年"]),
        ("主持制定上海市地方标准1项，已于2022年发布；参与制定团体标准1项，于2020年发布。", []),
        ("参与制定产品地方标准1项，已于2018年发布。", []),
        ("主持制定地方标准3项，2018年发布。", []),
        # a policy is of the year of its number
        ("2020年5月又印发《浦阴市推进两业融合发展若干政策》。", ["2020年"]),
        ("2020年出台《浦阴市服务型制造三年行动计划（2020—2022年）》，2021年印发《浦阴市推进两业融合发展若干政策》。", []),
        ("2020年出台《浦阴市服务型制造三年行动计划（2020—2022年）》，2020年5月又印发《浦阴市推进两业融合发展若干政策》。", ["2020年"]),
        ("计划2020年5月印发《浦阴市推进两业融合发展若干政策》。", []),
        ("2020年起草《浦阴市推进两业融合发展若干政策》。", []),
        ("2020年印发《浦阴市推进两业融合发展若干政策》（征求意见稿）。", []),
        ("2022年修订印发《浦阴市推进两业融合发展若干政策》。", []),
        # titles in spoken words
        ("2021年当上佛山市制造业单项冠军企业。", ["2021年"]),
        ("2020年摘得佛山市制造业单项冠军企业称号。", []),
    ],
)  # fmt: skip
def test_standards_by_their_kind_and_policies_by_their_number_are_dated(text, years):
    assert told(text, OTHERS) == years
