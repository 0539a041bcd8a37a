"""Enterprise forms typed by strangers, one file a habit: what is read, and that nothing is stated wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from outcome import assert_nothing_wrong, codes, read, texts
from strangers import (
    FINANCE,
    FIRM,
    PATENTS,
    STAFF,
    TITLE,
    YEARS,
    Raw,
    Row,
    Style,
    basics,
    field,
    figures,
    official,
    paragraph,
    relabelled,
    run,
    subject,
    table,
    text_box,
    word,
)  # fmt: skip

from smdesk.intake.submission import SURE, Submission


def of(tmp_path: Path, *blocks: str) -> Submission:
    return read(tmp_path, word(TITLE, *blocks))


def sure(found: Submission) -> dict[str, str]:
    return {one.address: one.text for one in found.values if one.confidence >= SURE and one.text}


def with_value(address: str, content: str) -> list[Row]:
    """Return the official table with one value typed in another way."""
    return official({**FIRM, address: content})


def doubts(found: Submission, address: str) -> tuple[str, ...]:
    return next(one.doubts for one in found.values if one.address == address)


# ---- layouts ----

ROWS = official()
LABELS = {"企业名称", "企业性质", "联系人", "手机", "通信地址"}
TURNED_STAFF: list[Row] = [
    [("从业人员", 1, 4), (STAFF[0][0], 4), (FIRM[STAFF[0][1]], 4)],
    *([(label, 4), (FIRM[name], 4)] for label, name in STAFF[1:]),
]
LAYOUTS: dict[str, list[str]] = {
    "as printed": [table(ROWS)],
    "line breaks": [table(ROWS, Style(breaks=True))],
    "a run for each letter": [table(ROWS, Style(piecemeal=True))],
    "widths without spans": [table(ROWS, Style(spans=False))],
    "a wrong grid": [table(ROWS, Style(lying=True))],
    "neither grid nor spans": [table(ROWS, Style(bare=True, spans=False))],
    "inside a layout table": [table([[Raw(table(ROWS) + paragraph(""))]])],
    "labels with stars": [table(relabelled(ROWS, lambda one: f"*{one}" if one in LABELS else one))],
    "blanks in labels": [
        table(relabelled(ROWS, lambda one: "　".join(one) if one in LABELS else one))
    ],
    "cut in two": [table(ROWS[:14]), "", table(ROWS[14:])],
    "cut with a line 续表": [table(ROWS[:14]), "（续表）", table(ROWS[14:])],
    "cut with the years again": [table(ROWS[:15]), "", table([ROWS[10], *ROWS[15:]])],
    "a table for each part": [
        table(basics(FIRM)), "二、经营管理状况", table(figures(FIRM)), table(subject(FIRM)),
    ],
    "staff in lines of their own": [
        table([*basics(FIRM)[:7], *TURNED_STAFF, *figures(FIRM), *subject(FIRM)])
    ],
    "years from last to first": [
        table([*basics(FIRM), *figures(FIRM, (2019, 2018, 2017)), *subject(FIRM)])
    ],
    "audited years": [table(official(head="{}年度（经审计）"))],
    "years from January to December": [table(official(head="{}年1-12月"))],
    "label and value in one cell": [
        table([ROWS[0], [(f"企业名称\n{FIRM['org.name']}", 9)], *ROWS[2:]])
    ],
    "labels in other words": [
        table(relabelled(ROWS, lambda one: {"法人代表": "法定代表人", "手机": "手机号码", "注册地址": "住所",
                                            "邮政编码": "邮编", "发明": "发明专利"}.get(one, one)))
    ],
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_value_is_stated_whatever_the_layout(layout: str, tmp_path: Path) -> None:
    found = of(tmp_path, *LAYOUTS[layout])
    assert (found.form, found.status) == ("enterprise", "read")
    assert texts(found) == FIRM


def test_labels_in_one_row_over_their_values_are_read(tmp_path: Path) -> None:
    head: list[Row] = [
        [("企业名称", 3), ("企业性质", 3), ("法人代表", 3)],
        [(FIRM["org.name"], 3), (FIRM["org.nature"], 3), (FIRM["org.legal_person"], 3)],
    ]
    found = of(tmp_path, table([ROWS[0], *head, *ROWS[3:]]))
    assert sure(found) == FIRM


def test_a_column_of_units_says_the_unit_of_its_row(tmp_path: Path) -> None:
    rows: list[Row] = [["序号", "经营指标", "单位", *(f"{year}年" for year in YEARS)]]
    for number, (label, name) in enumerate(FINANCE, 1):
        plain, _, unit = label.removesuffix("）").partition("（")
        rows.append([str(number), plain, unit, *(FIRM[f"{name}[{year}]"] for year in YEARS)])
    found = of(tmp_path, table(basics(FIRM)), table(rows), table(subject(FIRM)))
    stated = sure(found)
    assert all(stated[f"{name}[{year}]"] == FIRM[f"{name}[{year}]"]
               for _, name in FINANCE for year in YEARS)  # fmt: skip


def test_a_year_added_to_those_of_the_form_says_nothing_against_them(tmp_path: Path) -> None:
    firm = FIRM | {f"{name}[2020]": "777" for _, name in (*FINANCE, *PATENTS)}
    years = figures(firm, (*YEARS, 2020), "{}年")
    years[0] = [("二、经营管理状况", 11)]
    found = of(tmp_path, table(basics(FIRM)), table(years), table(subject(FIRM)))
    assert sure(found) == FIRM


# ---- what stands in a cell ----

ODD: dict[str, tuple[str, str, str | None]] = {
    "superscript": ("finance.revenue[2019]", paragraph("3019", run("1", '<w:vertAlign w:val="superscript"/>')), "value-raised"),
    "note mark": ("contact.name", "林岚①", "value-marked"),
    "placeholder": ("contact.fax", "单击或点击此处输入文字。", "value-placeholder"),
    "hint": ("org.business", "请填写主营业务", "value-placeholder"),
    "echoed by a program": ("staff.total", paragraph(run("6"), run("6"), run("6"), run("6")), "value-twofold"),
    "echoed before words": ("staff.total", paragraph(*map(run, ("6", "6", "6", "6", "（截至目前）"))), "value-twofold"),
    "echoed in parts": ("org.registered_address", paragraph(*map(run, ("萧山区城南路20号", "萧山区城南路", "萧山区城南路20号", "20", "萧山区城南路20号"))), "value-twofold"),
    "as above": ("contact.name", "同上", "value-elsewhere"),
    "same mark": ("contact.position", "〃", "value-elsewhere"),
    "left out": ("org.business", "（略）", "value-elsewhere"),
    "on the cover": ("org.name", "见封面", "value-elsewhere"),
    "in the licence": ("org.registered_address", "详见营业执照", "value-elsewhere"),
    "we": ("org.name", "本公司", "value-elsewhere"),
    "text box": ("finance.revenue[2019]", paragraph("3500", text_box("3019")), "value-boxed"),
    "nested": ("org.name", Raw(table([["杭州启明"], ["轴承有限公司"]]) + paragraph("")), "value-nested"),
    "two in one": ("contact.name", "林岚 13800001234", "value-joined"),
    "about": ("staff.total", "约620", "value-unreadable"),
    "words": ("staff.total", "620人（其中研发115人）", "value-unreadable"),
    "other unit": ("finance.revenue[2019]", "0.3019亿元", "unit-converted"),
    "struck": ("finance.revenue[2019]", paragraph(run("3500", "<w:strike/>"), "3019"), "value-struck"),
}  # fmt: skip


@pytest.mark.parametrize("habit", ODD)
def test_an_odd_cell_is_shown_to_a_person_with_the_reason(habit: str, tmp_path: Path) -> None:
    address, content, reason = ODD[habit]
    found = of(tmp_path, table(with_value(address, content)))
    assert reason in doubts(found, address)
    assert "values-doubtful" in codes(found)
    assert sure(found) == {key: text for key, text in FIRM.items() if key != address}


def test_fields_links_and_controls_are_read_as_they_show(tmp_path: Path) -> None:
    control = Raw(
        "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>"
        f"{run(FIRM['org.nature'])}</w:sdtContent></w:sdt>"
    )
    hint = Raw(
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/><w:date/></w:sdtPr><w:sdtContent>{run('单击输入')}"
        "</w:sdtContent></w:sdt>"
    )
    link = field('HYPERLINK "mailto:other@else.example"', FIRM["contact.email"])
    changed = {
        "org.nature": paragraph(control), "contact.fax": paragraph(hint),
        "contact.email": paragraph(link), "staff.total": paragraph(field("=SUM(A1:A9)", "620")),
    }  # fmt: skip
    found = of(tmp_path, table(official({**FIRM, **changed})))
    assert texts(found) == {key: text for key, text in FIRM.items() if key != "contact.fax"}
    assert found.status == "read"


# ---- boxes ----


def framed(label: str) -> Raw:
    """Return an option ticked with Word's enclosed characters (带圈字符)."""
    return paragraph(field(r" eq \o\ac(□,√)"), label)


BOXES: dict[str, tuple[Sequence[str], str]] = {
    "tick before": (("√供应链管理", "全生命周期管理", "总集成总承包服务", "√信息增值服务", "其它"), FIRM["declare.modes"]),
    "tick after": (("□供应链管理√", "□全生命周期管理", "□总集成总承包服务", "□信息增值服务√", "□其它"), FIRM["declare.modes"]),
    "tick in front of the box": (("√□供应链管理", "□全生命周期管理", "□总集成总承包服务", "√□信息增值服务", "□其它"), FIRM["declare.modes"]),
    "enclosed characters": ((framed("供应链管理"), "□全生命周期管理", "□总集成总承包服务", framed("信息增值服务"), "□其它"), FIRM["declare.modes"]),
    "one cell, boxes behind": (("供应链管理☑  全生命周期管理□  总集成总承包服务□  信息增值服务☑  其它□",), FIRM["declare.modes"]),
    "none": (("□供应链管理", "□全生命周期管理", "□总集成总承包服务", "□信息增值服务", "□其它"), ""),
}  # fmt: skip


@pytest.mark.parametrize("habit", BOXES)
def test_ticks_are_read_however_they_are_made(habit: str, tmp_path: Path) -> None:
    boxes, wanted = BOXES[habit]
    found = of(tmp_path, table(official(FIRM, boxes)))
    assert sure(found).get("declare.modes", "") == wanted
    assert found.status == "read"


UNTOLD: dict[str, Sequence[str]] = {
    "typed": ("供应链管理、信息增值服务",),
    "typed with a no": ("不含供应链管理，申报信息增值服务",),
    "numbered": ("1.供应链管理 √ 2.全生命周期管理 3.总集成总承包服务 4.信息增值服务 √ 5.其它",),
    "bold": (paragraph(run("供应链管理", "<w:b/>")), *("全生命周期管理", "总集成总承包服务", "信息增值服务", "其它")),
    "yes and no": ("是", "否", "否", "是", "否"),
}  # fmt: skip


@pytest.mark.parametrize("habit", UNTOLD)
def test_ticks_that_cannot_be_told_are_not_stated(habit: str, tmp_path: Path) -> None:
    found = of(tmp_path, table(official(FIRM, UNTOLD[habit])))
    assert "declare.modes" not in sure(found)
    assert codes(found) & {"values-doubtful", "cells-not-read"}


# ---- labels that only look alike ----

NEAR = {
    "利润总额（万元）": "净利润总额（万元）", "资产总额（万元）": "净资产总额（万元）",
    "营业收入（万元）": "主营业务收入（万元）", "税金总额（万元）": "增值税（万元）",
    "其中，服务收入（万元）": "其中：出口收入（万元）", "净利润增长率（%）": "利润增长率（%）",
    "法人代表": "法人代表电话", "联系人": "财务联系人",
}  # fmt: skip


@pytest.mark.parametrize("label", NEAR)
def test_a_label_that_only_looks_alike_is_not_stated(label: str, tmp_path: Path) -> None:
    rows = relabelled(ROWS, lambda one: NEAR[one] if one == label else one)
    found = of(tmp_path, table(rows))
    names = {"法人代表": "org.legal_person", "联系人": "contact.name"} | dict(FINANCE)
    assert not any(address.startswith(f"{names[label]}") for address in sure(found))
    assert_nothing_wrong(found, FIRM)


@pytest.mark.parametrize(
    ("before", "after"), [("万元", "元"), ("万元", "千元"), ("万元", "亿元"), ("（万元）", "")]
)
def test_amounts_in_another_unit_than_printed_are_not_stated(
    before: str, after: str, tmp_path: Path
) -> None:
    found = of(tmp_path, table(relabelled(ROWS, lambda one: one.replace(before, after))))
    money = (
        "finance.assets",
        "finance.revenue",
        "finance.service",
        "finance.tax",
        "finance.profit",
    )
    assert not any(address.startswith(money) for address in sure(found))
    assert {"unit-other", "unit-unsaid", "unit-converted"} & set(
        doubts(found, "finance.revenue[2019]")
    )
