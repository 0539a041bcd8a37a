"""What is plainly an answer is stated; whatever else stands with it is asked after."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from smdesk.intake.align.plainly import Words, doubts
from smdesk.intake.read import read_bytes
from smdesk.notices.models import FormField, Kind

sys.path.insert(0, str(Path(__file__).parent))
from posted import posted, word
from posted.habits import inserted
from posted.model import Letter
from posted.score import tally

WORDS = Words(frozenset({"联系人", "职务", "电子邮箱", "主营业务"}), frozenset({"100字以内"}))
PLAIN = [
    (Kind.PERSON, "张 三"), (Kind.PERSON, "上官文澜"), (Kind.PERSON, "张三、李四"), (Kind.PERSON, "阿不都·买买提"), (Kind.PERSON, "Lucy Chen"),
    (Kind.NAME, "清源恒昶（宁波）有限公司"), (Kind.TEXT, "经理（兼）"), (Kind.EMAIL, "a@b.example"), (Kind.PHONE, "5550120（区号0362）"),
    (Kind.PHONE, "+86 137 0001 0000"), (Kind.PHONE, "0351—2220101转801"), (Kind.URL, "http://www.ruituo.example/"), (Kind.URL, "见附件"),
    (Kind.LONG_TEXT, "（1）省级重点实验室（2）省级博士后工作站"), (Kind.LONG_TEXT, "国家级：知识产权示范企业\n省级：质量标杆"), (Kind.LONG_TEXT, "1）甲 2）乙"),
    (Kind.PERSON, "欧阳 倩"), (Kind.TEXT, "是，2019年"), (Kind.ADDRESS, "即墨区创业路3号"), (Kind.PERCENT, "128.5"), (Kind.MONEY, "555555"),
    (Kind.EMAIL, "无"), (Kind.ADDRESS, "清源市望江区创业路3号"),
    (Kind.TEXT, "项目部 经理"), (Kind.ADDRESS, "清源市望江区 创业路3号"), (Kind.PHONE, "0571-87058143 13700010009"), (Kind.PHONE, "0571-87058143/0571-87058144"),
    (Kind.NAME, "supOS"), (Kind.MONEY, "1000000"), (Kind.TEXT, "CEO"), (Kind.TEXT, "n/a"),
]  # fmt: skip
UNPLAIN = [
    (Kind.PERSON, "联系人：张三", "value-printed"), (Kind.PERSON, "张三。", "value-edged"), (Kind.PERSON, "张三 总经理", "value-format"),
    (Kind.PERSON, "张三先生", "value-format"), (Kind.NAME, "清源有限公司（盖章）", "value-printed"), (Kind.NAME, "“清源有限公司”", "value-edged"),
    (Kind.TEXT, "总经理 职务", "value-printed"), (Kind.TEXT, "主营业务纺织机械", "value-printed"), (Kind.TEXT, "经理    0362-5550120", "value-joined"),
    (Kind.EMAIL, "a#b.example", "value-format"), (Kind.PHONE, "13700000000 张三", "value-format"), (Kind.URL, "我司网站", "value-format"),
    (Kind.LONG_TEXT, "答：有三项", "value-printed"), (Kind.LONG_TEXT, "有三项（100字以内）", "value-printed"), (Kind.LONG_TEXT, "）有三项", "value-edged"),
    (Kind.TEXT, "√ 经理", "value-boxes"), (Kind.NAME, "甲公司（待核实）", "value-remark"), (Kind.NAME, "清源公司清源公司", "value-twofold"),
    (Kind.ADDRESS, "清源市创业路3号 315000", "value-format"), (Kind.INTEGER, "12.5", "value-format"),
    (Kind.PERSON, "裴晓 已核", "value-joined"), (Kind.PERSON, "裴晓 职 务", "value-joined"), (Kind.NAME, "甲乙丙厂/丁戊己厂", "value-joined"), (Kind.ADDRESS, "创业路3号 ×", "value-joined"),
    (Kind.TEXT, "职务是经理", "value-printed"), (Kind.PERSON, "是陆一", "value-printed"), (Kind.FAX, "0609-2317847 /", "value-edged"), (Kind.MONEY, "87008700", "value-twofold"),
    (Kind.PHONE, "0577-6200133/0579-8090142", "value-format"), (Kind.LONG_TEXT, "0577-6200133", "value-format"), (Kind.NAME, "[甲（乙）公司]", "value-edged"),
    (Kind.NAME, "ample", "value-format"), (Kind.TEXT, "n.example", "value-format"), (Kind.TEXT, "xxx", "value-format"), (Kind.TEXT, "未填", "value-remark"),
    (Kind.MONEY, "52.90000000001", "value-format"), (Kind.TEXT, "经理 已核", "value-remark"), (Kind.ADDRESS, "创业路3号（未填）", "value-remark"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), PLAIN)
def test_a_plain_answer_is_not_doubted(kind: Kind, text: str):
    assert list(doubts(FormField(address="a", kind=kind), text, text, WORDS)) == []


@pytest.mark.parametrize(("kind", "text", "code"), UNPLAIN)
def test_what_stands_with_an_answer_is_named(kind: Kind, text: str, code: str):
    assert code in set(doubts(FormField(address="a", kind=kind), text, text, WORDS))


def test_a_list_with_a_strange_row_within_is_doubted_as_a_whole():
    letter: Letter = posted("shanxi-2021/platform", [inserted], 0)
    read = read_bytes(word(letter), "收到.docx")
    assert tally(letter, read, "inserted").wrong == []
    listed = [one for one in read.values if one.address.startswith("clients[")]
    assert listed
    assert all("list-uneven" in one.doubts for one in listed)
