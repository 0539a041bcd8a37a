"""Another firm's figures in the narrative: sentences that open with its name as if it were the applicant."""

import pytest

from smdesk.notices.declaration import Heading, Narrative, Paragraph, Run
from smdesk.notices.loader import find_form
from smdesk.rules.engine import checker_of
from smdesk.rules.prose.places import parse_place, text_of
from smdesk.rules.prose.strangers import of_another_trade, opening_firm
from smdesk.service.samples import load_sample

FIRST = "公司从事泵阀制造。"
OTHER = "江苏恒岳泵业股份有限公司"


@pytest.fixture
def told():
    """Return the firms told in texts under headings, with the addresses of the findings."""

    def check(*texts, form="zhejiang-2020/enterprise"):
        pack, known = find_form(form)
        blocks = tuple(
            Heading(level=one.count("#"), text=one.lstrip("# "))
            if one.startswith("#")
            else Paragraph(runs=(Run(text=one),))
            for one in texts
        )
        sample = load_sample(form)[0]
        declaration = sample.model_copy(update={"narrative": Narrative(blocks=blocks)})
        found = []
        for one in checker_of(pack, known, declaration.years).all(declaration):
            place = parse_place(one.addresses[0])
            if one.rule == "narrative.firm" and place:
                said = text_of(blocks[place.block])[place.start : place.stop]
                found.append((said, one.addresses[1]))
        return found

    return check


@pytest.mark.parametrize(
    "text",
    [
        f"{OTHER}2019年实现营业收入3.6亿元，员工420人。",
        f"一、{OTHER}注册资本3000万元，拥有专利42项。",
        f"2019年，{OTHER}实现销售收入1.26亿元，同比增长12%。",
        f"截至2019年底，{OTHER}总资产达2.6亿元。",
        f"服务稳步发展。{OTHER}营业收入由2017年的1.2亿元增长到2019年的2.1亿元。",
        f"{OTHER}（以下简称“恒岳泵业”）现有员工520人。",
    ],
)
def test_a_sentence_that_opens_with_another_firm_and_its_figures_is_told_with_both_places(
    told, text
):
    assert told(FIRST, text) == [(OTHER, "org.name")]


@pytest.mark.parametrize("name", ["台州海峤泵业集团", "浙江海峤水泵厂", "南京江澜研究院"])
def test_a_short_name_behind_a_place_is_a_firm_too(told, name):
    assert [one for one, _ in told(FIRST, f"{name}2019年营业收入8.2亿元。")] == [name]


@pytest.mark.parametrize("name", ["热处理厂", "省级企业研究院", "公司机械加工厂", "水泵行业集团"])
def test_a_short_name_without_a_place_is_none(name):
    assert opening_firm(f"{name}现有职工68人。", full=False) is None


@pytest.mark.parametrize(
    "texts",
    [
        (f"{OTHER}是公司的重要客户，2019年营业收入8.6亿元。",),
        (f"公司与{OTHER}建立了战略合作关系。", f"{OTHER}2019年营业收入1.26亿元。"),
        (f"公司为{OTHER}提供远程运维。", f"{OTHER}2019年总资产2.6亿元。"),
        (f"公司全资设立了{OTHER}。", f"{OTHER}2019年营业收入2600万元。"),
        ("# （三）典型案例", f"{OTHER}2019年营业收入3.6亿元。"),
        ("# 三、合作伙伴", "## （一）铸件", f"{OTHER}现有员工520人。"),
        (f"母公司{OTHER}2019年营业收入12.6亿元。",),
        (f"{OTHER}采用公司方案后，员工由136人减少到92人。",),
        (f"{OTHER}2019年为公司出具了服务认证证书。",),
        ("杭州澜岫智控科技有限公司2019年营业收入1860万元，员工42人。",),
        ("杭州澜岫流体装备有限公司2019年营业收入2.22亿元。",),
    ],
)
def test_clients_partners_and_the_applicants_own_are_not_told(told, texts):
    assert told(FIRST, *texts) == []


def test_a_firm_that_the_form_names_is_not_told(told):
    text = "嘉兴澄砚标准件有限公司2019年营业收入1.6亿元，员工210人。"
    assert told("平台服务紧固件产业。", text, form="zhejiang-2020/platform") == []


def test_the_firms_of_a_region_are_its_own_to_tell_of(told):
    text = "沅浦重机集团有限公司2021年营业收入186亿元。"
    assert told("全市工业稳步发展。", text, form="national-2022/city-general") == []


def test_a_firm_that_professes_something_of_itself_is_told_without_figures(told):
    assert told(FIRST, f"{OTHER}始终坚持质量第一，每年培训员工。") == [(OTHER, "org.name")]
    assert told(FIRST, f"{OTHER}将一如既往做好服务。") == [(OTHER, "org.name")]
    assert told(FIRST, f"客户{OTHER}评价很高。", f"{OTHER}高度重视这一项目。") == []
    assert told(FIRST, f"{OTHER}的设备由公司改造。") == []


@pytest.mark.parametrize(
    "text",
    [
        f"本材料由{OTHER}编制。",
        f"首批已签订意向书，合同金额12万元。{OTHER}承诺对申报材料的真实性负责。",
        f"上述目标与{OTHER}“十四五”规划相衔接。",
        f"{OTHER}作为行业骨干企业，将一如既往深耕服务。",
    ],
)
def test_what_only_the_applicant_says_is_told_of_another_firm(told, text):
    assert [one for one, _ in told(FIRST, text)] == [OTHER]


def test_a_place_that_vows_in_another_regions_narrative_is_told(told):
    form = "shanghai-2023/district"
    assert [one for one, _ in told("运城砺源市将继续推进。", form=form)] == ["运城砺源市"]
    own = load_sample(form)[0].values["district.name"]
    assert told(f"{own}将继续推进。", "我们城市将继续推进。", "全区将继续推进。", form=form) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("青榆区在全省营商环境评价中位居前列。", ["青榆区"]),
        ("经过三年推进，青榆区探索形成了服务联盟的做法。", ["青榆区"]),
        ("近年来，青榆区走出了一条以服务带动制造的路子。", ["青榆区"]),
        ("青榆市在全省营商环境评价中位居前列。", []),  # the city that it may lie in
        ("岚桥开发区探索形成了联合检测的做法。", []),
        ("经过三年推进，核心区初步形成了产业集群。", []),
        ("青榆区的企业来此学习。", []),
    ],
)
def test_what_became_of_a_place_is_told_of_the_one_that_applies(told, text, found):
    assert [one for one, _ in told(text, form="shanghai-2023/district")] == found


def test_in_a_citys_narrative_its_counties_have_their_doings(told):
    form = "shanxi-2021/city"
    assert told("青榆县探索形成了服务联盟。", form=form) == []
    assert [one for one, _ in told("青榆市在全省排名第二。", form=form)] == ["青榆市"]


@pytest.mark.parametrize(
    "text",
    [
        f"{OTHER}将把这套办法写成企业标准。",
        f"{OTHER}将继续加大投入，到2025年服务企业达到600家。",
        f"{OTHER}计划用两年时间建设二期，新增生产线2条。",
        f"我们的体会是，{OTHER}能在当地站住脚，靠的是懂行的人。",
    ],
)
def test_a_firm_that_plans_as_the_applicant_does_is_told(told, text):
    assert [name for name, _ in told(FIRST, text)] == [OTHER]


@pytest.mark.parametrize(
    "text",
    [
        f"{OTHER}将继续与我公司签约，服务范围扩大到三个厂区。",
        f"{OTHER}将继续委托公司运维，年服务费120万元。",
        f"{OTHER}计划投资建设新厂，设备由公司成套供应。",
    ],
)
def test_the_plans_of_a_client_are_not_told(told, text):
    assert told(FIRST, text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"作为总承包方，{OTHER}与客户约定按节省的工时分成。",
        f"{OTHER}作为项目实施单位，派驻运维人员十二名。",
        f"{OTHER}始终重视检测能力建设，自建了实验室。",
    ],
)
def test_a_firm_that_plays_the_applicants_part_is_told(told, text):
    assert [name for name, _ in told(FIRST, text)] == [OTHER]


@pytest.mark.parametrize(
    "text",
    [f"项目由{OTHER}作为总承包方实施。", f"甲方为{OTHER}，作为建设单位提供场地。"],
)
def test_a_firm_that_plays_another_part_is_not_told(told, text):
    assert told(FIRST, text) == []


def test_the_offices_of_another_region_that_speak_for_themselves_are_told(told):
    text = "远屿市委、市政府高度重视服务型制造。"
    assert [name for name, _ in told("本市工业基础好。", text, form="shanxi-2021/city")] == [
        "远屿市"
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"2016年起，{OTHER}提出由卖设备向卖服务转变，当年组建了运维队伍。",
        f"{OTHER}建立了三级服务标准，每季度考核一次。",
        f"公司重视数据。2018年{OTHER}发布《远程运维三年规划》，2019年修订。",
        f"（二）做法。{OTHER}坚持先试点后铺开，试点时间不少于半年。",
    ],
)
def test_a_firm_that_does_what_the_applicant_does_is_told(told, text):
    assert told(FIRST, text) == [(OTHER, "org.name")]


@pytest.mark.parametrize(
    "texts",
    [
        (f"{OTHER}提出节水要求，公司派工程师驻厂三个月。",),
        (f"客户反映能耗偏高。{OTHER}建立了能源台账。",),
        (f"{OTHER}建立了泵站台账，年节电36万千瓦时。",),
        (f"行业内已有探索。{OTHER}发布了白皮书。",),
        (f"我公司携手{OTHER}推出联合运维套餐。",),
        (f"{OTHER}与公司共同提出联合运维标准。",),
        ("# 典型案例", f"{OTHER}建立了设备台账。"),
        (f"公司与{OTHER}建立了合作关系。", f"{OTHER}制定了验收办法。"),
        ("杭州澜岫流体装备有限公司提出全程托管，建立了服务标准。",),
        (
            f"{OTHER}建立了台账。",
            "宁波澹岚机械有限公司制定了制度。",
            "台州屿岚阀门有限公司推行了看板。",
        ),
    ],
)
def test_the_doings_of_those_whom_the_applicant_serves_or_knows_are_not_told(told, texts):
    assert told(FIRST, *texts) == []


@pytest.mark.parametrize(
    "text",
    [
        "江西澜沅酱油有限公司现有员工320人，年营业收入1.8亿元。",
        "湖南稻溪粮油有限公司2019年产值6.2亿元，码垛线由四个人看着。",
        "大同沁峪矿业有限公司建立了检修制度，每周停一个班。",
        "漳州浦禾罐头有限公司实行按罐付费。",
    ],
)
def test_a_firm_of_another_trade_is_taken_for_a_client_though_nothing_says_so(told, text):
    assert told(FIRST, text) == []


def test_a_client_whose_product_the_applicants_machines_make_is_of_another_trade():
    business = ["印染后整理装备、定形机的研发、制造；远程运维服务"]
    own = "绍兴沅澈印染装备有限公司"
    assert of_another_trade("绍兴棉屿印染有限公司", own, business)
    assert not of_another_trade("绍兴泠岩纺机有限公司", own, business)
    assert not of_another_trade("绍兴泠岩智能科技有限公司", own, business)
    assert not of_another_trade("泠岩有限公司", own, business)


def test_the_story_of_a_client_of_the_same_trade_is_not_told(told):
    text = f"{OTHER}现有员工520人。过去水泵坏了要等厂家三天，停机损失不小。"
    assert told(FIRST, text) == []


@pytest.mark.parametrize("saying", ["以客户为中心", "用户至上"])
def test_a_saying_about_clients_makes_nobody_one(told, saying):
    text = f"{OTHER}始终坚持{saying}，推进制造与服务融合。"
    assert [name for name, _ in told(FIRST, text)] == [OTHER]
