"""Kinds of statements that a ninth set of narratives had and that were read too little, beside those that hold."""

import pytest

from smdesk.notices.declaration import Paragraph, Run, SimpleTable
from smdesk.notices.loader import find_form
from smdesk.rules.ground import Ground
from smdesk.rules.prose.reader import Reader
from smdesk.rules.prose.vocabulary import Vocabulary
from smdesk.rules.prose.years import Calendar

FIRM, OLDER = "guangdong-2024/enterprise", "shanxi-2021/enterprise"
PLATFORM, PROJECT = "guangdong-2024/platform", "shanxi-2021/project"
DISTRICT = "shanghai-2023/district"


@pytest.mark.parametrize(
    ("form", "text", "stated", "field"),
    [
        # a whole told of by its certificate
        (FIRM, "全厂418人。有中高级职业资格证的124人。", "124人", "staff.skilled_share"),
        # what was spent on what was named before it
        (FIRM, "2023年研发投入占收入5.4%，花了2334万元；2022年花了2172万元。", "2334万元", "finance.rd_ratio[2023]"),
        (FIRM, "研发投入占收入之比由2021年之4.8%提高至2023年之5.4%，2023年绝对额为2334万元。", "2334万元", "finance.rd_ratio[2023]"),
        # short for what the table calls by its full name
        (OLDER, "研发设计投入比例由4.75%提高到5.36%，2020年研发投入1558万元。", "1558万元", "finance.rd_ratio[2020]"),
        # growth of several years behind a list, a fall by one word
        (FIRM, "2021至2023年，公司营业收入38640万元、42580.5万元、46925万元，同比增速2022年10.2%、2023年12.1%。", "12.1%", "finance.revenue[2023]"),
        (FIRM, "万元产值能耗2021年0.0325吨标煤，2023年0.0284吨标煤，降了约24%。", "约24%", "finance.energy[2023]"),
        (FIRM, "2021至2023年，公司服务收入占比20%、23%、26%，提高了9个百分点。", "9个百分点", "finance.service_ratio[2023]"),
        # an aim ends where what is begins
        (FIRM, "公司对照到2025年70%的企业实现数字化的目标。截至2023年12月31日，公司累计拥有授权专利165项。", "165项", "patents.invention"),
        # whose figures none are: they end nothing
        (OLDER, "认真落实省委省政府部署，统筹生产经营。2020年，实现利润总额3128万元。", "3128万元", "finance.profit[2020]"),
        (OLDER, "认真落实省委省政府部署，2020年实现利润总额3128万元。", "3128万元", "finance.profit[2020]"),
        (OLDER, "客户满意度为96.4%。2020年末资产总额4.13亿元。", "4.13亿元", "finance.assets[2020]"),
        (PLATFORM, "平台累计撮合订单4.6万单；注册用户8600余家，2023年服务企业352家。", "352家", "platform.clients_served[2023]"),
        (OLDER, "公司前身为太原矿山电器厂，下辖7家子公司、2个分公司，现有在册职工482人。", "482人", "staff.total"),
        # a stop that was not planned is no plan
        (PROJECT, "项目实施以来，非计划停机时间下降35%。项目获得专利11项，其中发明4项。", "4项", "project.patents.invention"),
        # lists with numbers in words, and what they come to
        (DISTRICT, "区级示范企业二十三家，平台12家，项目九个，合计54个。", "二十三家，平台12家，项目九个，合计54个", ""),
        (DISTRICT, "专精特新“小巨人”三年分别是46家、68家、95家，翻了一番还多，去年净增37家。", "37家", "capacity.little_giants[2022]"),
        (FIRM, "公司设立于2003年，注册资本5000万元。", "2003年", "org.years"),
    ],
)  # fmt: skip
def test_a_contradiction_of_a_kind_is_found(said, form, text, stated, field):
    assert (stated, field) in said(form, text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (FIRM, "全厂418人。有中高级职业资格证的142人。"),
        (FIRM, "客户有中高级职业资格证的20人参加了培训。"),
        (FIRM, "2023年研发投入占收入5.4%，花了2534万元；2022年花了2172万元。"),
        (FIRM, "2023年研发投入占收入5.4%，花了200万元，买了设备。"),
        (FIRM, "2023年服务收入占营业收入26%，花了300万元。"),
        (OLDER, "2020年研发投入1558万元。"),
        (OLDER, "研发设计投入比例5.36%，其中研发投入1200万元。"),
        (FIRM, "2021至2023年，公司营业收入38640万元、42580.5万元、46925万元，同比增速2022年10.2%、2023年10.2%。"),
        (FIRM, "万元产值能耗2021年0.0325吨标煤，2023年0.0284吨标煤，降了约13%。"),
        (FIRM, "2021至2023年，公司服务收入占比20%、23%、26%，提高了6个百分点。"),
        (FIRM, "2023年公司服务收入占比20%、23%、26%，提高了3个百分点。"),
        (FIRM, "营业收入38640万元、42580.5万元、46925万元，涨了21.4%。"),
        (FIRM, "力争到2026年员工达到600人。目前二期在建，定员120人。"),
        (OLDER, "某客户2019年停机26天。2020年营业收入2.6亿元，恢复增长。"),
        (OLDER, "省政府统计，2020年全省装备行业营业收入1200亿元。"),
        (OLDER, "公司下设3个子公司，员工共560人。"),
        (OLDER, "公司前身为太原矿山电器厂，员工45人，2003年改制。"),
        (FIRM, "公司为某汽车零部件企业提供模塑单元12套，合同额2860万元，服务收入占18%。"),
        (DISTRICT, "区级示范企业二十三家，平台12家，项目九个，合计44个。"),
        (DISTRICT, "围绕三个方面，开会14次，培训22次，合计36次。"),
        (DISTRICT, "开会十四次，培训22次，其他的9次，加一块儿45次。"),
        (DISTRICT, "全国专精特新“小巨人”企业12000家。"),
        (PROJECT, "项目获得专利11项，其中发明3项。"),
        (FIRM, "公司设立于2011年，注册资本5000万元。"),
    ],
)  # fmt: skip
def test_what_holds_or_is_another_thing_is_left_alone(said, form, text):
    assert said(form, text) == []


def test_shares_of_all_investors_are_told_though_one_is_called_by_its_part(said):
    text = "由湛江岑海投资控股有限公司、广东砚川船舶装备有限公司和员工平台分别持股{}和15%。"
    assert said(PLATFORM, text.format("34%、51%")) == [
        ("34%", "investors[1].share"),
        ("51%", "investors[2].share"),
    ]
    assert said(PLATFORM, text.format("51%、34%")) == []
    assert said(PLATFORM, text.format("34%、51%").replace("员工平台", "临港集团")) == []
    assert said(PLATFORM, f"合资项目{text.format('34%、51%')}") == []
    assert said(PLATFORM, "参股的项目公司由三方分别持股40%、35%和25%。") == []


def test_what_is_held_in_all_is_read_in_a_row_of_a_table(said):
    head = ("指标", "2018年", "2019年", "2020年")
    rows = (
        head,
        ("累计发明专利（项）", "14", "19", "23"),
        ("累计利润总额（万元）", "2415", "5252", "8680"),
    )
    assert said(OLDER, SimpleTable(rows=rows)) == [("19", "patents.invention[2019]")]


@pytest.mark.parametrize(
    ("text", "count"),
    [("为（企业名称）改造空压站。", 1), ("（企业名称）须与执照一致。", 0), ("为客户（企业名称已略）改造空压站。", 0)],
)  # fmt: skip
def test_brackets_that_hold_but_what_should_stand_there(said, text, count):
    assert len(said(FIRM, text, "narrative.placeholder")) == count


GROUP = (
    ("org.name", "晋北恒峪矿用电气集团有限公司"),
    ("org.name", "晋北恒峪集团矿用电气（大同）有限公司"),
)


@pytest.mark.parametrize(
    ("name", "text", "ours"),
    [
        (GROUP[0][1], "集团公司2020年利润总额3128万元。", True),
        (GROUP[1][1], "集团公司2020年利润总额3128万元。", False),
        (GROUP[1][1], "大同公司2020年利润总额3128万元。", True),
        (GROUP[0][1], "大同公司2020年利润总额3128万元。", False),
    ],
)
def test_a_group_and_a_firm_of_a_place_are_called_so_for_short(name, text, ours):
    pack, form = find_form(OLDER)
    ground = Ground(pack, form, (2018, 2019, 2020))
    reader = Reader(Vocabulary(ground), Calendar((2018, 2019, 2020), 2021), frozenset({name}))
    assert bool(reader.read(text)) is ours


FIRMS = "narrative.firm"
OPENING = "公司专注矿山装备，现有职工412人。"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("一是党建引领，与用户支部结对；二是机制先行；三是阳泉鼎盾运输机械有限责任公司坚持把质量作为生命线。", 1),
        ("经验有三：其一，按成本收费；其二，阳泉鼎盾运输机械有限公司建立了驻矿制度。", 1),
        ("本地配套厂有300家，公司的转型有示范意义，阳泉鼎盾矿山装备有限公司的做法先后被省、市媒体报道11次。", 1),
        ("公司由甲乙双方持股。阳泉鼎盾工业软件有限公司自成立以来专注矿山运输设备再制造，已形成双轮模式。", 1),
        ("阳泉鼎盾矿山装备有限公司始终把服务作为第二增长曲线。鼎盾公司制定了三年规划。阳泉鼎盾还为煤矿提供了驻厂服务。", 3),
        # clients, partners, rivals, banks, those that the applicant speaks of
        ("公司服务了一批客户：一是阳泉鼎盾运输机械有限公司建立了监测站，二是自备电厂托管。", 0),
        ("三家先行：一是阳泉鼎盾运输机械有限公司坚持自主维护；二是大同海岳矿山机械有限公司推行托管。", 0),
        ("竞争对手中，阳泉鼎盾矿山装备有限公司的做法先后被媒体报道。", 0),
        ("阳泉鼎盾矿山装备有限公司的做法被省报报道，用的就是公司的远程平台。", 0),
        ("阳泉鼎盾乳业有限公司自成立以来专注巴氏奶，坚持品质。", 0),
        ("阳泉鼎盾矿山装备有限公司自成立以来专注矿山运输设备再制造，是公司的服务商。", 0),
        ("阳泉鼎盾矿山装备有限公司自成立以来专注矿山运输设备再制造，2019年成为客户。", 0),
        ("一是机制先行；二是山西中岳矿山装备认证有限公司建立了审核制度。", 0),
        ("阳泉鼎盾矿山装备有限公司是公司的客户。鼎盾公司制定了检修规划。", 0),
    ],
)  # fmt: skip
def test_a_firm_told_of_within_a_paragraph_as_if_it_were_the_applicant(said, text, names):
    blocks = tuple(Paragraph(runs=(Run(text=one),)) for one in (OPENING, text))
    assert len(said(OLDER, blocks, FIRMS)) == names


def test_what_a_firm_is_devoted_to_is_anothers_where_the_next_paragraph_resumes_it(said):
    words = "阳泉鼎盾矿山装备有限公司自成立以来专注矿山运输设备再制造。", "2019年，该公司停机26天。"
    blocks = tuple(Paragraph(runs=(Run(text=one),)) for one in (OPENING, *words))
    assert said(OLDER, blocks, FIRMS) == []
    assert len(said(OLDER, blocks[:2], FIRMS)) == 1
