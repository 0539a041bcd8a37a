"""Totals that a sentence reckons wrongly."""

from __future__ import annotations

import pytest

from smdesk.notices.declaration import Declaration, Narrative, Paragraph, Run
from smdesk.notices.loader import find_form
from smdesk.rules.engine import Checker
from smdesk.rules.prose.sums import wrong_sums

WRONG = [
    ("公司现有发明专利31项、实用新型专利88项、外观设计专利12项，合计121项。", "121项", "131 项"),
    ("手上有发明专利27项、实用新型94项、外观设计15项，加起来126项。", "126项", "136 项"),
    ("其中示范企业18户、示范项目9个、示范平台4个，总计33个。", "33个", "31 个"),
    ("三年分别服务168家、259家和384家，合计711家次。", "711家次", "811 家次"),
    ("国家级企业6家、平台4个、项目3个；区级企业21家、平台10个、项目8个，共38个。", "38个", "39 个"),
    ("2019年1200万元，2020年1500万元，2021年1800万元，三年合计4600万元。", "4600万元", "4500 万元"),
    ("设备1.2亿元、软件0.85亿元和场地9800万元，合计3.30亿元。", "3.30亿元", "3.03 亿元"),
]
RIGHT = [
    "公司现有发明专利31项、实用新型专利88项、外观设计专利12项，合计131项。",
    "共有专利131项，其中发明专利31项、实用新型88项、外观设计12项，合计131项。",
    "投入1.2亿元、0.85亿元和9800万元，合计3.03亿元。",
    "投入1.24亿元、0.85亿元，合计2.1亿元。",
    "投入设备1180万元、软件425万元，合计约1600万元。",
    "举办培训12场、交流8场，共1200人次参加。",
    "发明专利3项、实用新型5项，共服务企业300家。",
    "营业收入8600万元，其中服务收入2100万元、产品收入6500万元，合计8600万元。",
    "职工320人，研发人员60人，人均培训40小时，共计2400人次参加。",
    "2019年服务企业120家，同比增加30家，合计带动300家。",
    "一期20亩、二期30亩，共计50亩，三期另有40亩。",
    "国家级2个、省级5个，市级示范另有9个，共9个。",
]


@pytest.mark.parametrize(("text", "told", "reckoned"), WRONG)
def test_a_total_that_its_parts_do_not_make_is_told(text: str, told: str, reckoned: str) -> None:
    (found,) = wrong_sums(text)
    assert (found.told, found.reckoned) == (told, reckoned)
    assert text[found.start : found.stop].endswith(told)


@pytest.mark.parametrize("text", RIGHT)
def test_a_total_that_may_be_right_is_not(text: str) -> None:
    assert list(wrong_sums(text)) == []


def test_the_finding_jumps_to_the_total_and_is_told_once() -> None:
    pack, form = find_form("zhejiang-2020/enterprise")
    text = f"服务网点近年不断增加。{WRONG[3][0]}"
    block = Paragraph(runs=(Run(text=text),))
    declaration = Declaration(
        form=pack.form_id(form.id), pack=pack.hash, years=pack.years(),
        narrative=Narrative(blocks=(block,)),
    )  # fmt: skip
    found = [
        one for one in Checker(pack, form, declaration.years).all(declaration)
        if one.rule == "narrative.value"
    ]  # fmt: skip
    assert [one.addresses for one in found] == [("narrative[0]:17-39",)]
    assert "711家次" in found[0].message
    assert "811 家次" in found[0].message
