"""Figures, shares and years in cells of running text, held against the narrative."""

import pytest

from smdesk.rules.prose.cells import contrasts

CELLS = (
    ("city.selections", "共遴选三批市级示范，示范企业26户、示范项目14个、示范平台7个。"),
    ("city.promotion", "三年举办政策宣贯和经验交流31场，编印案例集两册。"),
    ("project.content", "建设6条共享涂装线，单位能耗下降18.6%，交付周期由75天缩短到42天，为132家钢结构企业提供喷涂。"),
    ("honours.awarded", "国家企业技术中心（2016年）；山西省制造业单项冠军企业（2019年）"),
    ("services.mix", "备品备件 35%；保养/维护/维修 30%；安装调试 15%"),
)  # fmt: skip
AMOUNTS = (
    ("services.mix", "安装调试 48852万元；保养/维护/维修 81420万元；工程总包服务 195408万元"),
)


def told(text, cells=CELLS):
    return [(text[one.start : one.stop], one.address) for one in contrasts(text, cells)]


@pytest.mark.parametrize(
    ("text", "stated", "address"),
    [
        ("其中示范企业26户、示范项目16个、示范平台7个。", "16个", "city.selections"),
        ("共举办政策宣贯和经验交流活动36场。", "36场", "city.promotion"),
        ("共享涂装线8条，年处理能力18万吨。", "8条", "project.content"),
        ("单位能耗下降16.8%，效果显著。", "16.8%", "project.content"),
        ("交付周期由原来的75天缩短到45天。", "45天", "project.content"),
        ("目前服务钢结构企业123家。", "123家", "project.content"),
        ("2018年被认定为山西省制造业单项冠军企业。", "2018年", "honours.awarded"),
        ("备品备件占35%，保养·维护·维修占20%。", "20%", "services.mix"),
        ("备品备件占35%，维保占四成一。", "四成一", "services.mix"),
        ("备品备件占三成五，维护维修占一成半。", "一成半", "services.mix"),
    ],
)
def test_a_cell_of_running_text_is_held_against_the_narrative(text, stated, address):
    assert told(text) == [(stated, address)]


@pytest.mark.parametrize(
    "text",
    [
        "其中示范企业26户、示范项目14个、示范平台7个。",
        "计划到2025年，示范企业60户、示范项目40个、示范平台17个。",
        "某县示范企业9户。",
        "交付周期由75天缩短到42天，单位能耗下降18.6%。",
        "2016年获批国家企业技术中心，2019年被认定为山西省制造业单项冠军企业。",
        "备品备件同比增长20%。",
        "周边有钢结构企业270多家。",
        "备品备件占三成五，维保占三成，安装调试占一成半。",
        "备品备件占比超过三成，维护维修约占三成。",
        "示范平台总投资8000万元。",
        "2020年举办政策宣贯和经验交流11场。",
        "2020年单位能耗下降7.9%。",
        "隔壁共享涂装线9条，单位能耗下降8.6%。",
    ],
)
def test_another_thing_under_the_same_name_is_left_alone(text):
    assert told(text) == []


def test_parts_that_are_amounts_are_shares_too():
    text = "保养、维护、维修收入8.14亿元，占服务收入的35%；安装调试占15%。"
    assert told(text, AMOUNTS) == [("35%", "services.mix")]
    assert told("安装调试\t22%\t5,707", AMOUNTS) == [("22%", "services.mix")]
    assert told("工程总包服务占60%，安装调试占25%。", AMOUNTS) == [("25%", "services.mix")]


SHORT = (("city.selections", "三批，遴选示范企业26户、平台7个、项目14个；举办培训16期。"),)


def test_a_short_name_is_held_where_two_figures_of_its_cell_stand_beside_it():
    text = "认定示范企业26户、示范平台9个、示范项目14个。"
    assert told(text, SHORT) == [("9个", "city.selections")]
    assert told(text.replace("9个", "7个"), SHORT) == []


def test_a_short_name_alone_says_nothing():
    assert told("全市有平台9个，示范企业26户。", SHORT) == []
    assert told("企业自办培训90期。", SHORT) == []


ROWED = (("project.content", "建成运维中心1个，接入余热锅炉46台、测点3200个。"),)


def test_a_short_name_is_held_where_it_follows_the_one_before_it_as_in_the_cell():
    assert told("共接入余热锅炉46台，测点3600个，采样周期5秒。", ROWED) == [
        ("3600个", "project.content")
    ]
    assert told("共接入余热锅炉46台，测点3200个，采样周期5秒。", ROWED) == []
    assert told("共接入余热锅炉46台，每台新增测点3600个。", ROWED) == []
    assert told("共接入换热设备46台，测点3600个。", ROWED) == []


WORKS = (
    ("project.content", "为甲方2座高炉、6台鼓风机实施总承包，建余热锅炉3台、15兆瓦发电机组1套；为42个风场1860台风机的主轴轴承提供监测；百米布用水由1.8吨降至1.2吨，年减排二氧化碳7.8万吨。"),
    ("city.selections", "2019年以来遴选2批；专项资金累计支持3260万元"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        # a clause of several figures, each with what it counts behind it
        ("覆盖42个风场、1680台风机，每台装传感器6只。", "1680台"),
        # what is measured, not counted
        ("发电机组额定功率12兆瓦，进汽温度450℃。", "12兆瓦"),
        # the word of a movement is part of the name
        ("年减排二氧化碳8.7万吨。", "8.7万吨"),
        # money: another unit, digits changed about
        ("专项资金累计支持3260亿元，带动社会投资14.6亿元。", "3260亿元"),
        ("专项资金累计支持3620万元。", "3620万元"),
        # rows of a table
        ("序号\t内容\t数量\t\n1\t余热锅炉\t4台\t\n2\t发电机组\t1套\t\n", "4台"),
        ("指标\t实施前\t实施后\t\n百米布用水（吨）\t1.8\t1.5\t\n", "1.5"),
    ],
)
def test_what_a_cell_tells_in_other_ways_is_held_too(text, stated):
    assert [one for one, _ in told(text, WORKS)] == [stated]


@pytest.mark.parametrize(
    "text",
    [
        "覆盖42个风场、1860台风机，每台装传感器6只。",
        "覆盖42个风场，其中海上风场有180台风机机组。",
        "全国共有1680台风机的主轴轴承待修。",
        "发电机组额定功率15兆瓦，锅炉房二期再建余热锅炉2台。",
        "专项资金累计支持3260万元，也就是0.33亿元。",
        "专项资金累计支持0.33亿元。",
        "2019年专项资金累计支持1260万元。",
        "序号\t内容\t数量\t\n1\t余热锅炉\t3台\t\n2\t发电机组\t1套\t\n",
        "指标\t实施前\t实施后\t\n百米布用水（吨）\t1.8\t1.2\t\n",
        "指标\t去年\t今年\t\n余热锅炉\t1台\t3台\t\n发电机组\t1套\t1套\t\n",
    ],
)
def test_what_only_looks_like_a_figure_of_a_cell_is_left_alone(text):
    assert told(text, WORKS) == []
