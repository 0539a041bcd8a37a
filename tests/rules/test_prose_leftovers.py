"""Placeholders and other firms' names in the narrative."""

import pytest

from smdesk.notices.declaration import Heading, Narrative, Paragraph, Picture, Run, SimpleTable
from smdesk.notices.loader import find_form
from smdesk.rules.engine import checker_of
from smdesk.rules.prose.leftovers import leftovers
from smdesk.rules.prose.places import parse_place, place_part, text_of
from smdesk.service.samples import load_sample

FORM = "zhejiang-2020/enterprise"
OWN = "杭州澜岫流体装备有限公司"


def left(text):
    return [text[start:stop] for start, stop in leftovers(text)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("利润XX元，员工××人", ["XX", "××"]),
        ("20XX年，某某公司", ["XX", "某某"]),
        ("产值****万元", ["****"]),
        ("名称：____，地址【】", ["____", "【】"]),
        ("联系人：【联系人姓名】，电话：【电话】", ["【联系人姓名】", "【电话】"]),
        ("服务客户达【数量】家", ["【数量】"]),
        ("公司（此处填写公司名称）成立", ["（此处填写公司名称）"]),
        ("【请补充近三年数据】", ["【请补充近三年数据】"]),
        ("市场占有率：待补充。", ["待补充"]),
        ("Lorem ipsum dolor", ["Lorem ipsum"]),
        ("共（　　）项专利", ["（　　）"]),
        ("印发实施意见（汐府办〔202X〕号）", ["202X"]),
        ("202×年投产，2020年×月×日验收", ["202×", "×", "×"]),
        ("见甬经信发第X号文件", ["X"]),
    ],
)
def test_what_was_left_in_is_found_where_it_stands(text, places):
    assert left(text) == places


@pytest.mark.parametrize(
    "text",
    ["以浙北某县城区为例", "制度有待完善的地方", "型号为DN1200×600", "收费标准待定价后公布", "方案略作调整",
     "【项目名称】远程运维平台", "称为【数字工厂】", "（填料密封）可靠", "MAXX系列", "客户评价“好”（满意）", "填写服务单后派工", "价格优势略强于同行",
     "XX型泵通过鉴定", "XX系列阀门", "XX-800型机器人",
     "202X系列产品", "长2020×宽800毫米", "第X射线检测室", "X射线探伤", "2020年X光机销量"],
)  # fmt: skip
def test_ordinary_words_are_not_taken_for_placeholders(text):
    assert left(text) == []


@pytest.fixture
def firms():
    def check(*texts, **values):
        pack, form = find_form(FORM)
        blocks = tuple(
            Paragraph(runs=(Run(text=one),)) if isinstance(one, str) else one for one in texts
        )
        sample = load_sample(FORM)[0].with_values({"org.name": OWN, **values})
        declaration = sample.model_copy(update={"narrative": Narrative(blocks=blocks)})
        every = checker_of(pack, form, declaration.years).all(declaration)
        told = []
        for one in every:
            place = parse_place(one.addresses[0])
            if one.rule == "narrative.firm" and place:
                told.append(text_of(blocks[place.block])[place.start : place.stop])
        return told

    return check


@pytest.mark.parametrize(
    "text",
    [
        "申报单位：宁波远舟机械有限公司。",
        "我公司（宁波远舟机械有限公司）从事泵阀制造。",
        "情况如下：宁波远舟机械有限公司（以下简称“公司”）位于宁波。",
        "宁波远舟机械有限公司成立于2001年，注册资本3000万元。",
        "宁波远舟机械有限公司（以下简称“远舟机械”）坐落于宁波。",
        "宁波远舟机械有限公司（简称：远舟），成立于2001年。",
        "情况如下：本公司宁波远舟机械有限公司成立于2001年。",
        "情况如下：我单位为宁波远舟机械有限公司，主营泵阀。",
        "下一步，我公司宁波远舟机械有限公司将继续加大投入。",
        "近年来，我司（宁波远舟机械有限公司）服务网点增加。",
        "三年来，我厂宁波远舟机械有限公司建立了备件库。",
    ],
)
def test_another_firm_in_the_applicants_place_is_found(firms, text):
    assert firms(Heading(level=1, text="一、概况"), text) == ["宁波远舟机械有限公司"]


@pytest.mark.parametrize(
    "text",
    [
        f"{OWN}成立于2009年。",
        f"申报单位：{OWN}。",
        "公司与宁波远舟机械有限公司合作开发软件。",
        "公司前身为杭州水泵机械有限公司。",
        "我公司与宁波远舟机械有限公司合作开发软件。",
        "2022年我公司为宁波远舟机械有限公司提供远程运维服务。",
        "本公司联合宁波远舟机械有限公司、浙江大学建设平台。",
        "本公司旗下宁波远舟机械有限公司，从事泵阀服务。",
        "我公司是宁波远舟机械有限公司的主要供应商。",
        "本企业，由宁波远舟机械有限公司评价为优秀供应商。",
        "2022年我公司为宁波远舟机械有限公司建立了远程运维平台。",
        "我司帮宁波远舟机械有限公司建成备件库。",
        "我司客户宁波远舟机械有限公司将继续采购服务。",
        f"{OWN}上海分公司成立于2015年。",
        f"我公司是{OWN}。",
    ],
)
def test_the_own_name_and_partners_are_not_told(firms, text):
    assert firms("公司从事泵阀制造。", text) == []


def test_one_letter_off_the_own_name_is_a_slip(firms):
    assert firms("公司从事制造。", "由杭州澜岫流体科技有限公司负责。") == []
    assert firms("公司从事制造。", "由杭州澜袖流体装备有限公司负责。") == [
        "杭州澜袖流体装备有限公司"
    ]


def test_the_invented_firm_of_a_sample_is_told_in_anothers_declaration(firms):
    told = firms(
        "公司从事制造。", f"用户评价{OWN}服务及时。", **{"org.name": "宁波远舟机械有限公司"}
    )
    assert told == []  # the cover still names it as the applicant
    told = firms(
        "公司从事制造。", f"用户评价{OWN}服务及时。",
        **{"org.name": "宁波远舟机械有限公司", "cover.applicant": "宁波远舟机械有限公司"},
    )  # fmt: skip
    assert told == [OWN]


def test_nothing_is_said_of_firms_while_the_applicant_is_blank(firms):
    blank = {"org.name": "", "cover.applicant": ""}
    assert firms("宁波远舟机械有限公司成立于2001年。", **blank) == []


def test_places_are_addresses_of_the_narrative():
    assert str(parse_place("narrative[12]:34-40")) == "narrative[12]:34-40"
    assert parse_place("narrative#first") is None
    assert parse_place("finance.revenue[2019]") is None
    parts = ("narrative", "narrative#a", "narrative:3", "narrative[3]:0-4", "attachments#b")
    assert [place_part(one) for one in parts] == ["narrative"] * 4 + ["attachments"]
    assert place_part("finance.revenue[2019]") == "finance.revenue"


def test_captions_and_cells_are_searched_too():
    table = SimpleTable(rows=(("项", "值"), ("产值", "XX")), caption="表X")
    assert left(text_of(table)) == ["XX"]
    picture = Picture(sha256="a" * 64, media_type="image/png", caption="图1 （此处插入照片）")
    assert left(text_of(picture)) == ["（此处插入照片）"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("相关责任由○○局牵头落实。", ["○○"]),
        ("（此处由市场部补充一季度数据）", ["（此处由市场部补充一季度数据）"]),
        ("服务收入占比提高。（数据待核实）", ["（数据待核实）"]),
        ("（请在此处填写复核意见）", ["（请在此处填写复核意见）"]),
        ("2023年收入翻番。（这里数据请财务补上）", ["（这里数据请财务补上）"]),
        ("（请结合本地实际填写）", ["（请结合本地实际填写）"]),
        ("对于[客户名称]，4小时响应。", ["[客户名称]"]),
        ("联系人：【姓名】【电话】", ["【姓名】", "【电话】"]),
        (
            "参数见附录[客户]，方案会审（请业主到场确认），旧件（请司机填写回收单的除外），（请各车间每月填写）的巡检表",
            [],
        ),
        ("二〇〇九年，公司在一九九○○号地块建厂（制度有待完善）（设备待确认后发货）", []),
    ],
)
def test_signs_and_notes_that_stand_for_what_is_still_to_come_are_found(text, places):
    assert left(text) == places
