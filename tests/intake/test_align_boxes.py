"""Ticked boxes: which were ticked, however it was done, and when that cannot be told."""

from __future__ import annotations

import pytest
from lxml import etree

from smdesk.intake.align import Found, align
from smdesk.intake.word import read_tables
from smdesk.notices.grid import table_grid
from smdesk.notices.models import Form, FormField

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

FORM = Form.model_validate({
    "id": "f", "category": "enterprise", "number": "1", "title": "表", "columns": 12,
    "applicant": "a.name",
    "field": [
        {"address": "a.name"},
        {"address": "a.modes", "kind": "choice", "pick": "many", "choices": [
            {"id": "chain", "label": "供应链管理"}, {"id": "life", "label": "全生命周期管理"},
            {"id": "info", "label": "信息增值服务"},
            {"id": "other", "label": "其它\n（选“其它”请注明具体模式）", "note": "a.other"},
        ]},
        {"address": "a.other"},
        {"address": "a.team", "kind": "yes-no"},
    ],
    "section": [{"id": "s", "title": "一、情况", "row": [
        {"cells": [{"heading": "一、情况", "span": 12}]},
        {"cells": [{"label": "名称", "span": 4}, {"field": "a.name", "span": 8}]},
        {"cells": [{"label": "模式（多选）", "span": 4}, {"options": "a.modes", "span": 8}]},
        {"cells": [{"label": "有无团队", "span": 4}, {"options": "a.team", "span": 8}]},
    ]}],
    "outline": {"title": "正文", "item": [{"id": "o", "title": "一、概况"}]},
})  # fmt: skip
FIELDS: dict[str, FormField] = {one.address: one for one in FORM.field}
GRID = table_grid(FORM, ())
TAIL = "其它（选“其它”请注明具体模式）"


def read(modes: str, team: str = "□是　□否", *, xml: str | None = None) -> dict[str, Found]:
    rows = [("一、情况", None), ("名称", "甲"), ("模式（多选）", modes), ("有无团队", team)]
    lines = []
    for label, value in rows:
        cells = [_tc(_p(label))] + ([] if value is None else [_tc(_p(value))])
        if label.startswith("模式") and xml is not None:
            cells[1] = _tc(xml)
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    body = (
        f'<w:document xmlns:w="{W}"><w:body><w:tbl>{"".join(lines)}</w:tbl></w:body></w:document>'
    )
    found = align(GRID, read_tables(etree.fromstring(body)), FIELDS).found
    return {str(address): one for address, one in found.items()}


def _p(text: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))


def _tc(content: str) -> str:
    return f"<w:tc>{content}</w:tc>"


def ticked(found: dict[str, Found]) -> set[str]:
    return set(found["a.modes"].text.split("；")) - {""}


@pytest.mark.parametrize(
    "text",
    [
        "☑供应链管理 □全生命周期管理 ☑信息增值服务 □其它",
        "■供应链管理\n□全生命周期管理\n■信息增值服务\n□其它",
        "√供应链管理 □全生命周期管理 √信息增值服务 □其它",
        "□√供应链管理 □全生命周期管理 □√信息增值服务 □其它",
        "√□供应链管理 □全生命周期管理 √□信息增值服务 □其它",
        "供应链管理☑ 全生命周期管理□ 信息增值服务☑ 其它□",
        "供应链管理（√） 全生命周期管理（ ） 信息增值服务（√） 其它（ ）",
        "（√）供应链管理；（　）全生命周期管理；（√）信息增值服务；（　）其它",
        "[x]供应链管理 [ ]全生命周期管理 [x]信息增值服务 [ ]其它",
        "☒供应链管理 ☐全生命周期管理 ☒信息增值服务 ☐其它",
        "√供应链管理　全生命周期管理　√信息增值服务　其它",
        "供应链管理√　全生命周期管理　信息增值服务√　其它",
        "√供应链管理 口全生命周期管理 √信息增值服务 口其它",
        "□供应链管理√　□全生命周期管理　□信息增值服务√　□其它",
        f"☑供应链\n管理\t□全生命周期管理\t☑信息增值服务\t□{TAIL}",
    ],
)
def test_ticks_of_every_style_are_sure(text: str):
    found = read(text)
    assert ticked(found) == {"供应链管理", "信息增值服务"}
    assert found["a.modes"].sure


@pytest.mark.parametrize(
    "text",
    [
        "□供应链管理√□全生命周期管理□信息增值服务□其它",
        "供应链管理√全生命周期管理 信息增值服务 其它",
        "□供应链管理 √ □全生命周期管理 □信息增值服务 □其它",
        "☑供应链管理 ☒全生命周期管理 □信息增值服务 □其它",
        "供应链管理 全生命周期管理 信息增值服务 其它",
        "供应链管理、信息增值服务",
        "☑供应链管理 □全生命周期管理",
        "☑供应链管理 全生命周期管理 □信息增值服务 □其它",
        "\uf0aa供应链管理 □全生命周期管理 □信息增值服务 □其它",
        "☑供应链管理优化 □全生命周期管理 □信息增值服务 □其它",
    ],
)
def test_ticks_that_could_be_read_otherwise_are_doubted(text: str):
    assert not read(text)["a.modes"].sure


def test_doubts_of_a_note_stand_in_one_order():
    found = read("□供应链管理√ □总集成总承包 ☑信息增值服务 ■其它（请注明）：协同")
    assert found["a.other"].reasons == ("boxes-ambiguous", "boxes-text")


def test_untouched_boxes_are_a_sure_blank():
    found = read(f"□供应链管理 □全生命周期管理 □信息增值服务 □{TAIL}")
    assert (found["a.modes"].text, found["a.modes"].sure) == ("", True)
    assert (found["a.other"].text, found["a.team"].text) == ("", "")


@pytest.mark.parametrize(
    "tail",
    [
        f"☑{TAIL}：共享制造", f"☑{TAIL}共享制造", "☑其它：共享制造", "☑其他 共享制造",
        "☑其它（共享制造）", "☑其它（选“其它”请注明具体模式：共享制造）", "☑其它____共享制造____",
        '☑其它\n（选"其它"请注明具体模式）\n共享制造', "√其它（请注明）共享制造",
    ],
)  # fmt: skip
def test_the_text_of_other_is_parted_from_its_label_and_hint(tail: str):
    found = read(f"□供应链管理 □全生命周期管理 □信息增值服务 {tail}")
    assert found["a.other"].text == "共享制造"
    assert len(ticked(found)) == 1


def test_the_text_of_other_may_hold_the_words_of_a_box():
    found = read("☑供应链管理 □全生命周期管理 □信息增值服务 ☑其它：信息增值服务与设计")
    assert found["a.other"].text == "信息增值服务与设计"
    assert found["a.modes"].sure
    loose = read("☑供应链管理 □全生命周期管理 □信息增值服务 ☑其它 信息增值服务与设计")
    assert loose["a.other"].text == "信息增值服务与设计"
    lost = read("☑供应链管理 □全生命周期管理 ☑其它 信息增值服务与设计")
    assert not lost["a.modes"].sure
    assert not lost["a.other"].sure


def test_a_hint_is_never_the_text_of_other():
    found = read("□供应链管理 □全生命周期管理 □信息增值服务 ☑其它（请写明模式）")
    assert found["a.other"].text == "" or not found["a.other"].sure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("☑是　□否", "是"), ("□是 ☑否", "否"), ("是□ 否☑", "否"), ("是（√）否（ ）", "是"),
        ("是", "是"), ("√是 否", "是"), ("口是 √否", "否"), ("□是\n■否", "否"),
    ],
)  # fmt: skip
def test_yes_and_no_are_told(text: str, value: str):
    found = read("□供应链管理 □全生命周期管理 □信息增值服务 □其它", text)
    assert (found["a.team"].text, found["a.team"].sure) == (value, True)


def test_labels_struck_out_were_not_chosen():
    def run(text: str, struck: bool) -> str:
        mark = "<w:strike/>" if struck else ""
        return f"<w:r><w:rPr>{mark}</w:rPr><w:t>{text}</w:t></w:r>"

    words = [
        ("供应链管理 ", False),
        ("全生命周期管理 ", True),
        ("信息增值服务 ", True),
        ("其它", True),
    ]
    found = read("", xml=f"<w:p>{''.join(run(*one) for one in words)}</w:p>")
    assert ticked(found) == {"供应链管理"}
    assert not found["a.modes"].sure


@pytest.mark.parametrize(("written", "read_as"), [
    ("：共享制造（共享工厂）", "共享制造（共享工厂）"), ("：（共享）工厂；", "（共享）工厂"),
    ("（共享制造）", "共享制造"), ("：____", ""),
])  # fmt: skip
def test_a_note_keeps_the_bracket_whose_partner_it_holds(written: str, read_as: str) -> None:
    found = read(f"□供应链管理 □全生命周期管理 □信息增值服务 ☑{TAIL}{written}")
    assert found["a.other"].text == read_as
