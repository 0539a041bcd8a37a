"""Forms that were reviewed, masked, exported, relabelled or sent with tables beside: nothing of them is stated wrongly.

At first sight the reader stated what a watermark, a page's head, a legend, a mask or a reviewer's row says
otherwise (see ``benchmarks/fourteenth_score.py``); it asks after them since.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from smdesk.intake.align.corrections import logged
from smdesk.intake.align.standins import doubts_of_words
from smdesk.intake.cellformat import shown_number
from smdesk.intake.notes import speaks_against
from smdesk.intake.read import read_bytes
from smdesk.intake.submission import SURE, ReadValue
from smdesk.intake.word import WordCell, WordParagraph, WordRun, WordTable
from smdesk.notices.models import Kind

sys.path.insert(0, str(Path(__file__).parent))
from fourteenth import HABITS, Habit, Sent, alone, sent, together
from fourteenth.colours import BLUE
from fourteenth.writing import Part, docx, line, parts
from posted.score import Tally
from twelfth.paper import Paper, blank_paper
from twelfth.score import judged

SEED = 5
FORM = "national-2022/enterprise"


def _nothing_is_misread(files: Iterable[Sent]) -> Tally:
    total = Tally()
    for one in files:
        total += judged(one.paper, read_bytes(one.data, one.name), one.paper.who)
    assert total.wrong == []
    return total


ALL_ASKED = {"void_as_a_watermark", "sheet_is_called_void"}
"""Of a form that does not count nothing is stated."""


@pytest.mark.parametrize("habit", HABITS.values(), ids=list(HABITS))
def test_no_habit_is_misread(habit: Habit) -> None:
    total = _nothing_is_misread(alone(habit, SEED))
    assert (total.stated > 0) is (habit.name not in ALL_ASKED)


def test_several_habits_at_once_are_not_misread() -> None:
    total = _nothing_is_misread(together(SEED, 12))
    assert total.stated > 0.6 * total.values


def test_habits_are_described_and_do_the_same_again() -> None:
    assert len(HABITS) >= 110
    for one in HABITS.values():
        assert one.act.__doc__
        first, again = (alone(one, SEED)[0] for _ in range(2))
        assert (first.paper.truth, first.paper.unclear) == (again.paper.truth, again.paper.unclear)


def _changes_a_file(habit: Habit, seed: int) -> bool:
    made = ((one, sent(one.paper.form, (), seed, by=one.paper.who)) for one in alone(habit, seed))
    return any(changed.data != plain.data for changed, plain in made)


@pytest.mark.parametrize(
    "habit", [one for one in HABITS.values() if one.part != "book"], ids=lambda one: one.name
)
def test_each_habit_changes_its_files(habit: Habit) -> None:
    assert any(_changes_a_file(habit, seed) for seed in range(SEED, 40))


# ---- the mends, one by one ----


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.NAME, "沅浦岫×××系统厂"), (Kind.ADDRESS, "岚州市虚****大道7号"), (Kind.PHONE, "0579＊＊＊＊＊5260"),
        (Kind.PERSON, "宓*"), (Kind.NAME, "某某公司"), (Kind.TEXT, "TBD"), (Kind.LONG_TEXT, "由技术部补充"),
        (Kind.LONG_TEXT, "Click or tap here to enter text."), (Kind.TEXT, "请下拉选择▼"), (Kind.PERSON, "undefined"),
        (Kind.NAME, "${company}"), (Kind.NAME, "value=霁海机械厂"), (Kind.LONG_TEXT, "0:为行业提供服务"), (Kind.TEXT, "0"),
        (Kind.NAME, "霁海机械厂（股票代码：600000）"), (Kind.NAME, "霁海机械厂 + 沅浦机械厂"), (Kind.NAME, "霁海机械厂 💬2"),
        (Kind.TEXT, "国有/民营/外资"), (Kind.NAME, "1. 霁海机械厂"), (Kind.LONG_TEXT, "待补充完整"), (Kind.LONG_TEXT, "领导审后填"), (Kind.PERSON, "微信发你"), (Kind.NAME, "沅浦某公司"), (Kind.NAME, "A公司"),
    ],
)  # fmt: skip
def test_what_stands_in_for_an_answer_is_doubted(kind: Kind, text: str) -> None:
    assert list(doubts_of_words(kind, text))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.NAME, "霁海机械厂（有限合伙）"), (Kind.NAME, "强生&联合有限公司"), (Kind.ADDRESS, "岚州市拟云大道7号3幢"),
        (Kind.TEXT, "国有控股企业"), (Kind.LONG_TEXT, "提供7×24小时服务，由技术部提供支持，见附图说明各环节"),
        (Kind.TEXT, "选择性激光烧结"), (Kind.PERSON, "全部来"), (Kind.URL, "www.xxxx.example/a?b=1|2"),
        (Kind.NAME, "3D打印服务平台"), (Kind.LONG_TEXT, "设计审定"), (Kind.TEXT, "问题诊断"), (Kind.NAME, "TCL集团"), (Kind.REGISTRATION, "有限责任公司"), (Kind.TEXT, "技术部部长"),
    ],
)  # fmt: skip
def test_answers_with_such_letters_are_none(kind: Kind, text: str) -> None:
    assert list(doubts_of_words(kind, text)) == []


def _read(paper: Paper) -> dict[str, ReadValue]:
    read = read_bytes(docx(paper), "申报表.docx")
    return {str(one.address): one for one in read.values}


def _paper(form: str = FORM) -> Paper:
    return blank_paper(form, "mended", 1)


ASSETS = "finance.assets[2021]"


def _sure(paper: Paper, address: str = ASSETS) -> bool:
    return _read(paper)[address].confidence >= SURE


def test_a_plain_paper_is_stated() -> None:
    assert _sure(_paper())


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("作废", False),
        ("填写示例", False),
        ("VOID", False),
        ("内部资料", True),
        ("沅浦测试技术有限公司", True),
        ("涂改无效", True),
        ("假山镇企业服务站", True),
        ("历史版本", False),
        ("示范企业申报书", True),
    ],
)
def test_a_watermark_speaks_for_the_whole_form(words: str, stated: bool) -> None:
    paper = _paper()
    shape = (
        f'<w:p><w:r><w:pict><v:shape><v:textpath string="{words}"/></v:shape></w:pict></w:r></w:p>'
    )
    parts(paper).append(Part("header", shape))
    assert _sure(paper) is stated
    assert _sure(paper, "org.name") is stated


@pytest.mark.parametrize(
    ("words", "stated"), [("单位：元", False), ("金额单位：万元", True), ("第1页", True)]
)
def test_the_foot_of_the_page_may_name_another_unit(words: str, stated: bool) -> None:
    paper = _paper()
    parts(paper).append(Part("footer", line(words)))
    assert _sure(paper) is stated
    assert _sure(paper, "staff.total")


@pytest.mark.parametrize(
    ("legend", "stated"),
    [("蓝色字体为待核数据", False), ("红色为预计数", True), ("蓝色经济发展计划", True), ("蓝色字体为已核数据", True), ("蓝底为需要再确认的数", False), ("正文用蓝色字体", True)],
)  # fmt: skip
def test_a_legend_tells_what_its_colour_means(legend: str, stated: bool) -> None:
    paper = _paper()
    from fourteenth.model import below, raw

    text = paper.truth[ASSETS]
    paper.bit(ASSETS).text = raw(paper, f"<w:r><w:rPr>{BLUE}</w:rPr><w:t>{text}</w:t></w:r>")
    below(paper, legend)
    assert _sure(paper) is stated
    assert _sure(paper, "finance.assets[2020]")


@pytest.mark.parametrize(
    ("look", "stated"),
    [
        ('<w:highlight w:val="black"/>', False), ('<w:highlight w:val="yellow"/>', True),
        ('<w:shd w:val="solid" w:color="000000"/>', False), ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', True),
    ],
)  # fmt: skip
def test_letters_blacked_out_are_not_read(look: str, stated: bool) -> None:
    paper = _paper()
    from fourteenth.model import raw

    text = paper.truth[ASSETS]
    paper.bit(ASSETS).text = raw(paper, f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>")
    assert _sure(paper) is stated


def test_a_heading_names_a_unit_for_its_rows_alone() -> None:
    paper = _paper()
    head = next(c for c in paper.table.cells if c.role == "heading" and "经营管理" in c.text)
    head.bits[0].text += "（人民币：元）"
    assert not _sure(paper)
    assert _sure(paper, "org.capital")
    assert _sure(paper, "finance.debt_ratio[2021]")


@pytest.mark.parametrize(
    ("more", "stated"),
    [
        ("（预算）", False),
        ("（同比%）", False),
        ("（增加额）", False),
        ("（如有请填）", True),
        ("（占比）", False),
        ("（含税）", True),
    ],
)
def test_a_label_that_asks_for_another_measure(more: str, stated: bool) -> None:
    paper = _paper()
    label = next(c for c in paper.table.cells if c.text == "资产总额（万元）")
    label.bits[0].text += more
    assert _sure(paper) is stated


def test_heads_that_say_they_were_exchanged() -> None:
    paper = _paper()
    head = next(c for c in paper.table.cells if c.text.replace(" ", "") == "2019年")
    head.bits[0].text += "（填反了）"
    assert not _sure(paper, "finance.assets[2020]")


def test_marks_that_turn_figures_round() -> None:
    paper = _paper()
    paper.bit("staff.total").text = "\u202e1241\u202c"
    paper.bit("contact.phone").text = "\u202d0575-23480749\u202c"
    read = _read(paper)
    assert read["staff.total"].confidence < SURE
    assert (read["contact.phone"].text, read["contact.phone"].confidence >= SURE) == ("0575-23480749", True)  # fmt: skip


@pytest.mark.parametrize(
    ("note", "against"),
    [("经审计为5", True), ("经审计", False), ("数据为2021年", False), ("数据来源为12号报表", False), ("应为3", True)],
)  # fmt: skip
def test_a_note_that_says_one_digit(note: str, against: bool) -> None:
    assert speaks_against(note) is against


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("[$€-407]#,##0.0", "€12.5"), ("[$¥-804]#,##0.0", "12.5"), ("[$-804]#,##0.0", "12.5"),
        ("[$HK$-3C04]0.0", "HK$12.5"), ("[Red]0.0", "12.5"), ("[>=10]0.0", "12.5"),
    ],
)  # fmt: skip
def test_another_countrys_money_is_shown(form: str, shown: str) -> None:
    assert shown_number("12.5", form) == shown


def _log(*rows: tuple[str, ...]) -> WordTable:
    cells = [
        WordCell(r, c, 1, 1, (WordParagraph((WordRun(text),)),))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return WordTable(1, len(rows), (0, 100, 200, 300), tuple(cells))


def test_a_log_of_changes_corrects_what_it_names() -> None:
    table = _log(("填报项", "修改前", "修改后"), ("2021年资产总额", "12", "13"))
    assert list(logged([table])) == ["更正 2021年资产总额 12 13"]
    assert list(logged([_log(("指标", "本企业", "标杆企业"), ("资产总额", "12", "13"))])) == []


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("请将上表2021年资产总额改为13", False), ("2021年资产总额以13为准", False), ("说明：资产总额为集团合并数", False),
        ("批注：资产总额三年数据与审计报告不符", False), ("资产总额按亿元填列", False), ("资产总额按万元填列", True),
        ("资产总额请与审计报告一致", True), ("2021年资产总额实为13", False), ("资产总额以实际为准", True), ("资产总额至少填报一年", True),
    ],
)  # fmt: skip
def test_a_line_below_the_form_corrects_a_measure(said: str, stated: bool) -> None:
    paper = _paper()
    from fourteenth.model import below

    below(paper, said)
    assert _sure(paper) is stated
    assert _sure(paper, "finance.revenue[2021]")
