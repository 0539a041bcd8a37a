"""Changes that a sentence, or a cell of running text, reckons wrongly of two numbers."""

import pytest

from smdesk.rules.prose.cells import contrasts
from smdesk.rules.prose.spans import wrong_spans


@pytest.mark.parametrize(
    ("text", "told", "reckoned"),
    [
        ("停机时间由每年86小时降到35小时，减少51%。", "51%", "59.3%"),
        ("研发投入强度由4.25%提高到5.12%，提高0.67个百分点。", "0.67个百分点", "0.87 个百分点"),
        ("电耗由2018年的98千瓦时降到2020年的71千瓦时（降幅37.6%）。", "37.6%", "27.6%"),
        ("库存从4620万元压减到2985万元，减少1365万元。", "1365万元", "1635 万"),
        ("服务站从12个增加到27个，净增17个。", "17个", "15 个"),
    ],
)
def test_a_change_that_its_numbers_do_not_make_is_told(text, told, reckoned):
    (found,) = wrong_spans(text)
    assert found.told == told.rstrip("元")
    assert (found.kind, found.reckoned) == ("span", reckoned)
    assert text[found.start : found.stop].endswith(found.told)


@pytest.mark.parametrize(
    "text",
    [
        "停机时间由每年86小时降到35小时，减少59%。",
        "停机时间由每年86小时降到35小时，减少51小时。",
        "设备利用率由61%提高到87%，提高26%。",
        "设备利用率由61%提高到87%，提高42.6%。",
        "单件工时由19分钟降到12分钟，效率提高20%。",
        "单件工时由19分钟降到12分钟，提高58%。",
        "从2019年到2021年，增长35%。",
        "从3月到9月，增长35%。",
        "服务站从12个增加到27个，增长125%以上。",
        "收入由1.2亿元增至1.5亿元，增长24.6%。",
        "由12天缩短到8天，再缩短到5天，缩短7天。",
        "由12天、10天缩短到8天，缩短2天。",
        "服务企业由300家增加到400家，同比增长18%。",
    ],
)
def test_a_change_that_holds_or_is_of_something_else_is_left_alone(text):
    assert list(wrong_spans(text)) == []


CELLS = (
    ("project.content", "百米布综合能耗由41.5千克标准煤降至33.2千克标准煤，一次染色合格率由88.5%提高到95.6%；设备20台和30台。"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("百米布综合能耗下降25%，甲方用工减少110人。", ["25%"]),
        ("一次染色合格率提高6.1个百分点。", ["6.1个百分点"]),
        ("百米布综合能耗下降20%，一次染色合格率提高7.1个百分点。", []),
        ("百米布综合能耗下降25%以上。", []),
        ("2019年百米布综合能耗下降9%。", []),
        ("力争百米布综合能耗下降25%。", []),
        ("一次染色合格率提高8%。", []),
    ],
)
def test_a_change_that_the_two_numbers_of_a_cell_do_not_make_is_told(text, told):
    assert [text[one.start : one.stop] for one in contrasts(text, CELLS)] == told


def test_the_change_is_asked_after_once(differing):
    text = "2019年公司营业收入由18674.25万元增长到22186.90万元，增长28.8%。"
    assert len(differing("zhejiang-2020/enterprise", text)) == 1


def test_where_one_of_the_two_numbers_is_wrong_that_is_asked_after_alone(differing):
    text = "公司营业收入由2017年的1.38亿元提高到2019年的2.22亿元，增长40%。"
    assert [one for one, *_ in differing("zhejiang-2020/enterprise", text)] == ["1.38亿元"]


def test_the_message_says_what_the_two_numbers_make(differing):
    ((words, _, message),) = differing(
        "zhejiang-2020/enterprise", "停机由每年86小时降到35小时，减少51%。"
    )
    assert words == "86小时降到35小时，减少51%"
    assert "推算为 59.3%" in message
