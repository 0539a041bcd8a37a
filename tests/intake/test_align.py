"""Alignment of received tables with a form's grid: what is placed, what is doubted, what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from smdesk.intake.align import FormAlignment, Found, align, align_form, form_plan, plan
from smdesk.intake.word import WordTable, read_tables, walk_body
from smdesk.notices.address import parse
from smdesk.notices.grid import all_fields, table_grid
from smdesk.notices.loader import find_form

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACK, FORM = find_form("zhejiang-2020/enterprise")
PLATFORM = find_form("zhejiang-2020/platform")
Rows = list[list[str]]


def document(*blocks: str) -> etree._Element:
    return etree.fromstring(
        f'<w:document xmlns:w="{W}"><w:body>{"".join(blocks)}</w:body></w:document>'
    )


def p(text: str) -> str:
    inner = "<w:r><w:br/></w:r>".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in text.split("\n"))
    return f"<w:p>{inner}</w:p>"


def tbl(rows: Rows, width: int = 9000) -> str:
    """Return a table; each row's cells share the width, ``|n`` at a text's end spans n columns."""
    columns = max(sum(_span(text)[1] for text in row) for row in rows)
    grid = "".join(f'<w:gridCol w:w="{width // columns}"/>' for _ in range(columns))
    lines = []
    for row in rows:
        cells = []
        for text in row:
            words, span = _span(text)
            cells.append(f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{p(words)}</w:tc>')
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _span(text: str) -> tuple[str, int]:
    words, mark, number = text.rpartition("|")
    return (words, int(number)) if mark and number.isdigit() else (text, 1)


BASIC: Rows = [
    ["一、企业基本情况|6"],
    ["企业名称", "甲公司|5"],
    ["企业性质", "民营|2", "法人代表", "张三|2"],
    ["注册地址", "杭州|2", "主营业务", "轴承|2"],
    ["通信地址", "宁波|2", "邮政编码", "310007|2"],
    ["联系人", "李四", "职务", "经理", "联系电话", "0571-87058143"],
    ["手机", "13812345678", "电子邮箱", "a@b.cn", "传真", "无"],
]
FINANCE: Rows = [
    ["二、经营管理状况|4"],
    ["经营指标", "2017年", "2018年", "2019年"],
    ["资产总额（万元）", "100", "200", "300"],
    ["资产负债率（%）", "41", "42", "43"],
    ["营业收入（万元）", "11", "12", "13"],
    ["其中，服务收入（万元）", "1", "2", "3"],
    ["税金总额（万元）", "5", "6", "7"],
    ["利润总额（万元）", "8", "9", "10"],
]


def read(*blocks: str, of: tuple = (PACK, FORM)) -> FormAlignment:
    return align_form(form_plan(*of), list(walk_body(document(*blocks))))


def at(reading: FormAlignment, address: str) -> Found:
    return reading.found[parse(address)]


def changed(rows: Rows, change: Callable[[Rows], object]) -> Rows:
    copied = [list(row) for row in rows]
    change(copied)
    return copied


def test_values_right_of_labels_are_sure():
    reading = read(tbl(BASIC))
    assert at(reading, "org.name").text == "甲公司"
    assert at(reading, "contact.position").text == "经理"
    assert all(found.sure for found in reading.found.values())


def test_an_empty_cell_is_blank_and_sure_and_a_missing_cell_is_not_found():
    rows = changed(BASIC, lambda one: one[2].__setitem__(1, "|2"))
    del rows[4]
    reading = read(tbl(rows))
    assert (at(reading, "org.nature").text, at(reading, "org.nature").sure) == ("", True)
    assert parse("org.postcode") in reading.missing


def test_year_values_stand_under_the_year_that_the_file_prints():
    rows = changed(
        FINANCE, lambda one: one.__setitem__(1, ["指标", "2019", "二〇一八年", "２０１７年度"])
    )
    reading = read(tbl(BASIC), tbl(rows))
    assert [at(reading, f"finance.assets[{y}]").text for y in (2017, 2018, 2019)] == [
        "300", "200", "100",
    ]  # fmt: skip
    assert at(reading, "finance.assets[2017]").sure


def test_a_column_of_another_year_or_of_units_does_not_shift_the_values():
    rows = [
        ["二、经营管理状况|6"],
        ["经营指标", "单位", "2016年", "2017年", "2018年", "2019年"],
        ["资产总额", "万元", "1", "2", "3", "4"],
    ]
    reading = read(tbl(BASIC), tbl(rows))
    assert at(reading, "finance.assets[2017]").text == "2"
    assert at(reading, "finance.assets[2017]").sure  # all years of the form stand beside 2016
    del rows[1][5], rows[2][5]
    reading = read(tbl(BASIC), tbl(rows))
    assert at(reading, "finance.assets[2017]").text == "2"
    assert not at(reading, "finance.assets[2017]").sure  # 2016 to 2018 is another year's form


@pytest.mark.parametrize(
    ("change", "address"),
    [
        (lambda r: r.pop(1), "finance.assets[2018]"),
        (lambda r: r[1].__setitem__(2, "2018年1-9月"), "finance.assets[2018]"),
        (lambda r: r[1].__setitem__(2, "2017年"), "finance.assets[2017]"),
        (lambda r: r[2].__setitem__(0, "资产总额（亿元）"), "finance.assets[2017]"),
        (lambda r: r[2].__setitem__(0, "资产总额"), "finance.assets[2017]"),
        (lambda r: r[2].__setitem__(0, "资产总颔（万元）"), "finance.assets[2017]"),
        (lambda r: r[2].__setitem__(1, "100\n200"), "finance.assets[2017]"),
        (lambda r: r[2].__setitem__(1, "1 2"), "finance.assets[2017]"),
        (lambda r: r[2].__setitem__(1, "1.2亿元"), "finance.assets[2017]"),
        (lambda r: r[2].__setitem__(1, "约100"), "finance.assets[2017]"),
        (lambda r: r.__setitem__(2, ["资产总额（万元）", "100|2", "300"]), "finance.assets[2017]"),
        (lambda r: r[1].__setitem__(slice(1, 4), ["2018年", "2019年", "2020年"]), "finance.assets[2018]"),
        (lambda r: r.insert(0, ["单位：元|4"]), "finance.assets[2017]"),
    ],
)  # fmt: skip
def test_a_doubtful_figure_is_never_stated(change, address):
    reading = read(tbl(BASIC), tbl(changed(FINANCE, change)))
    found = reading.found.get(parse(address))
    assert found is None or not found.sure


def test_amounts_that_look_like_years_are_no_heads():
    rows = changed(FINANCE, lambda one: one[2].__setitem__(slice(1, 4), ["2018", "2019", "2020"]))
    reading = read(tbl(BASIC), tbl(rows))
    assert [at(reading, f"finance.assets[{y}]").text for y in (2017, 2018, 2019)] == [
        "2018", "2019", "2020",
    ]  # fmt: skip
    assert at(reading, "finance.revenue[2017]").text == "11"
    assert at(reading, "finance.revenue[2017]").sure


def test_a_unit_said_once_for_the_table_serves_labels_without_one():
    rows = changed(FINANCE, lambda one: one[2].__setitem__(0, "资产总额"))
    reading = read(tbl(BASIC), p("单位：万元"), tbl(rows))
    assert at(reading, "finance.assets[2017]").sure
    other = read(tbl(BASIC), p("单位：元"), tbl(rows))
    converted = at(other, "finance.assets[2017]")
    assert (converted.text, converted.sure) == ("0.01", False)
    assert "unit-converted" in converted.reasons


def test_labels_and_values_in_one_cell_are_parted():
    rows = [
        ["一、企业基本情况"],
        ["企业名称：甲公司"],
        ["联 系 人：李四　　职务：经理　　联系电话：0571-87058143"],
        ["注册地址 ：\n杭州市"],
    ]
    reading = read(tbl(rows), tbl(FINANCE))
    assert at(reading, "org.name").text == "甲公司"
    assert at(reading, "contact.name").text == "李四"
    assert at(reading, "contact.position").text == "经理"
    assert at(reading, "contact.phone").text == "0571-87058143"
    assert at(reading, "org.registered_address").text == "杭州市"


def test_rows_in_another_order_are_found_and_alone_of_their_kind_are_sure():
    rows = changed(BASIC, lambda one: one.insert(1, one.pop(5)))
    reading = read(tbl(rows))
    assert at(reading, "org.name").sure
    assert at(reading, "contact.name").text == "李四"


def test_a_label_that_only_stands_in_a_foreign_place_is_doubted():
    rows = changed(BASIC, lambda one: one.__delitem__(4))
    foreign = [["推荐单位意见", "", "邮政编码", "999999"]]
    reading = read(tbl([*rows, *FINANCE, *foreign]))
    found = reading.found.get(parse("org.postcode"))
    assert found is None or not found.sure


def test_words_of_a_form_in_a_table_of_the_narrative_are_not_its_values():
    rows = changed(FINANCE, lambda one: one.__delitem__(4))
    plan_table = [
        ["项目", "2020年计划", "2021年计划"], ["营业收入（万元）", "900", "950"], ["客户", "甲", "乙"],
    ]  # fmt: skip
    reading = read(tbl(BASIC), tbl(rows), p("四、下一步设想"), tbl(plan_table))
    assert not [a for a in reading.found if a.head == "finance.revenue"]


def test_a_summary_table_of_many_firms_is_not_read_for_rows_that_the_form_lost():
    rows = [
        ["一、平台基本情况|6"],
        ["平台名称", "甲平台|5"], ["运营主体", "甲公司|5"], ["注册地址", "杭州|2", "主营业务", "云|2"],
        ["上年末总资产（万元）", "1", "服务场地面积（平方米）", "2", "从业人数（人）", "3"],
    ]  # fmt: skip
    summary = [
        ["序号", "企业名称", "示范模式", "联系人", "联系电话", "邮箱"],
        ["1", "乙公司", "供应链管理", "王五", "23112650", "x@y.cn"],
        ["2", "丙公司", "供应链管理", "赵六", "23112651", "z@y.cn"],
    ]
    reading = read(tbl(rows), p("推荐汇总表"), tbl(summary), of=PLATFORM)
    assert not [f for a, f in reading.found.items() if a.repeat == "clients" and f.text and f.sure]


def test_a_form_cut_over_two_tables_keeps_its_years():
    reading = read(tbl(BASIC), tbl(FINANCE[:4]), "<w:p/>", tbl(FINANCE[4:]))
    assert at(reading, "finance.revenue[2019]").text == "13"
    assert at(reading, "finance.revenue[2019]").sure


def test_two_forms_in_one_file_are_never_mixed_with_confidence():
    other = changed(BASIC, lambda one: one[1].__setitem__(1, "乙公司|5"))
    reading = read(tbl(BASIC), tbl(FINANCE), tbl(other), tbl(FINANCE))
    assert not any(found.sure for found in reading.found.values())


def test_a_value_row_for_heads_is_read_below_them():
    rows = [
        *BASIC,
        [
            "从业人员",
            "员工总数（人）",
            "研发和设计人员比例",
            "中高级职业资格人员比例",
            "本科以上学历人员比例",
        ],
        ["", "150", "12", "30", "45%"],
    ]
    reading = read(tbl(rows))
    assert at(reading, "staff.total").text == "150"
    assert at(reading, "staff.degree_share").text == "45"
    assert at(reading, "staff.total").sure


def test_repeats_stretch_and_shrink_and_totals_are_no_rows():
    head = ["主要投资方名称|2", "性质|2", "投资比例（%）|2"]
    body = [[f"投资方{n}|2", "民营|2", f"{n}0|2"] for n in range(1, 6)]
    rows = [
        ["一、平台基本情况|6"], ["平台名称", "甲平台|5"], ["运营主体", "甲公司|2", "平台性质", "民营|2"],
        head, *body, ["合计|4", "150|2"], ["二、申报类型|6"],
        ["☑工业电子商务平台|2", "□面向行业的专业服务平台|2", "□面向区域的综合服务平台|2"],
    ]  # fmt: skip
    reading = read(tbl(rows), of=PLATFORM)
    assert at(reading, "investors[5].name").text == "投资方5"
    assert at(reading, "investors[5].share").text == "50"
    assert parse("investors[6].share") not in reading.found
    assert at(reading, "platform.types").text == "工业电子商务平台"
    fewer = [*rows[:4], body[0], *rows[-2:]]
    assert parse("investors[2].name") not in read(tbl(fewer), of=PLATFORM).found


@pytest.mark.parametrize(
    "text",
    [
        "注册资本\n8000万元",
        "注册资本 8000 万元",
        "注册资本：8000万元",
        "注册资本__8000__万元",
        "注册资本8000",
    ],
)
def test_words_and_blanks_in_one_cell_give_the_value(text: str):
    rows = [
        ["一、平台基本情况|6"], ["平台名称", "甲平台|5"], ["运营主体", "甲公司|2", "平台性质", "民营|2"],
        [f"{text}|3", "主要投资方名称", "性质", "投资比例（%）"], ["|3", "甲", "民营", "100"],
    ]  # fmt: skip
    assert at(read(tbl(rows), of=PLATFORM), "org.capital").text == "8000"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2018年至2020 年", "2018", "2020"),
        ("2018 年 至 2020 年", "2018", "2020"),
        ("____年至2020年", "", "2020"),
        ("　　年至　　年", "", ""),
    ],
)
def test_two_blanks_in_one_cell_are_parted(text: str, start: str, end: str):
    rows = [
        ["一、项目基本情况|4"], ["项目名称", "甲项目|3"], ["委托单位（甲方）", "甲", "实施单位（乙方）", "乙"],
        ["所在行业", "制造", "投资额度（万元）", "5"], ["项目实施年限", text, "项目是否已完成", "是"],
    ]  # fmt: skip
    reading = read(tbl(rows), of=find_form("zhejiang-2020/project"))
    assert at(reading, "project.start").text == start
    assert at(reading, "project.end").text == end


@pytest.mark.parametrize(
    "lines",
    [
        ["申报单位：甲公司", "申报类型：☑示范企业 □示范项目 □示范平台", "推荐单位：杭州市经信局"],
        [
            "申 报 单 位　　甲公司　",
            "申报类型　■示范企业　□示范项目　□示范平台",
            "推荐单位____杭州市经信局____",
        ],
        ["申报单位:____甲公司", "申报类型: 示范企业√ 示范项目 示范平台", "推荐单位:\t杭州市经信局"],
    ],
)
def test_cover_lines_without_a_table_are_read(lines: list[str]):
    reading = read(*map(p, ["服务型制造示范创建", "申 报 书", *lines]), tbl(BASIC), tbl(FINANCE))
    assert at(reading, "cover.applicant").text == "甲公司"
    assert at(reading, "cover.recommender").text == "杭州市经信局"
    assert not reading.contradicted


def test_another_box_on_the_cover_contradicts_the_form():
    line = "申报类型：□示范企业 ☑示范项目 □示范平台"
    reading = read(p("申报单位：甲"), p(line), p("推荐单位：乙"), tbl(BASIC), tbl(FINANCE))
    assert reading.contradicted == (parse("cover.kind"),)


def test_a_struck_value_is_left_out_and_what_replaced_it_doubted():
    xml = tbl(BASIC).replace(
        "<w:r><w:t>甲公司</w:t></w:r>",
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>旧公司</w:t></w:r><w:r><w:t>甲公司</w:t></w:r>",
    )
    found = at(read(xml), "org.name")
    assert (found.text, found.sure) == ("甲公司", False)


def test_a_missing_label_and_value_do_not_make_a_label_a_value():
    rows = changed(BASIC, lambda one: one.__setitem__(5, ["联系人", "担任的职位|5"]))
    found = read(tbl(rows)).found.get(parse("contact.name"))
    assert found is None or not found.sure


def test_a_form_in_a_cell_of_a_layout_table_is_read():
    inner = tbl(BASIC)
    layout = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    assert at(read(layout), "org.name").text == "甲公司"


def test_a_plain_grid_can_be_aligned_alone():
    grid = table_grid(FORM, (2017, 2018, 2019))
    fields = all_fields(PACK.notice, FORM)
    tables = read_tables(document(tbl(BASIC)))
    first = align(grid, tables, fields)
    assert first == align(plan(grid, fields), tables, fields)
    assert first.found[parse("org.name")].place is not None
    assert parse("staff.total") in first.missing


TEXTS = st.one_of(
    st.sampled_from([text for row in [*BASIC, *FINANCE] for text in (_span(one)[0] for one in row)]),
    st.sampled_from(["", "□是 ☑否", "□供应链管理 √其它（共享制造）", "注册资本万元", "2017年", "合计", "：", "（√）"]),
    st.text(max_size=8).filter(lambda one: one.isprintable() and not set(one) & set("<>&|")),
)  # fmt: skip


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(
    st.lists(st.lists(st.lists(TEXTS, min_size=1, max_size=6), min_size=1, max_size=10), max_size=3)
)
def test_no_table_breaks_the_alignment_and_every_place_is_real(tables: list[Rows]):
    items = list(walk_body(document(*(tbl(rows) for rows in tables))))
    there = {
        (table.number, cell.row, cell.column)
        for table in items
        if isinstance(table, WordTable)
        for cell in table.cells
    }
    for of in ((PACK, FORM), PLATFORM):
        reading = align_form(form_plan(*of), items)
        for found in reading.found.values():
            assert 0 < found.confidence < 1
            place = found.place
            assert place is not None
            assert (place.table, place.row, place.column) in there
