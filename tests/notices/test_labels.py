"""Labels of values as the eye reads them off the printed table."""

from __future__ import annotations

from pathlib import Path

import pytest

from smdesk.notices.address import Address, parse
from smdesk.notices.grid import sheet_grid, table_grid
from smdesk.notices.labels import field_paths, label_path
from smdesk.notices.loader import load_pack, pack
from smdesk.notices.models import Cell, Form, FormField, Outline, Row, Section

EXPECTED = Path(__file__).with_name("data") / "zhejiang_labels.tsv"


def expected(form: str) -> dict[str, tuple[str, ...]]:
    """The labels of one form, read off the printed notice by hand."""
    lines = [line.split("\t") for line in EXPECTED.read_text(encoding="utf-8").splitlines()]
    return {address: tuple(path.split("／")) for name, address, path in lines if name == form}


@pytest.mark.parametrize("form", ["enterprise", "project", "platform"])
def test_every_value_of_the_zhejiang_forms_has_the_labels_that_are_printed(form: str):
    held = pack("zhejiang-2020")
    paths = field_paths(held.notice, held.forms[form], held.years())
    got = {str(one): path for one, path in paths.items() if (one.row or 1) <= 2}
    assert got == expected(form)


def form_of(*rows: list[dict[str, object]], columns: int) -> Form:
    """A form of one section whose fields are those that its cells name."""
    cells = [[Cell.model_validate(cell) for cell in row] for row in rows]
    names = {cell.field: "none" for row in cells for cell in row if cell.field}
    names |= {cell.series: "year" for row in cells for cell in row if cell.series}
    return Form(
        id="form", category="enterprise", number="表", title="表", columns=columns,
        applicant="a", field=tuple(FormField(address=one, axis=axis) for one, axis in names.items()),
        section=(Section(id="one", title="一", row=tuple(Row(cells=tuple(row)) for row in cells)),),
        outline=Outline(title="正文", item=()),
    )  # fmt: skip


def without_last_row(form: Form) -> Form:
    """The form without the row that only gives the blanks of a template their fields."""
    section = form.section[0].model_copy(update={"row": form.section[0].row[:-1]})
    return form.model_copy(update={"section": (section,)})


def path(form: Form, address: str, years: tuple[int, ...] = (2020, 2021)) -> tuple[str, ...]:
    return label_path(table_grid(form, years), parse(address))


def test_a_row_label_above_is_not_a_column_head():
    form = form_of(
        [{"label": "甲"}, {"field": "a"}, {"label": "乙"}, {"field": "b"}],
        [{"label": "丙"}, {"label": "丁"}, {"field": "c", "span": 2}],
        columns=4,
    )
    assert path(form, "c") == ("一", "丙", "丁")
    assert path(form, "b") == ("一", "乙")


def test_heads_of_two_levels_are_read_outermost_first():
    form = form_of(
        [{"label": "合计", "rows": 2}, {"label": "其中", "span": 2}],
        [{"label": "男"}, {"label": "女"}],
        [{"field": "a"}, {"field": "b"}, {"field": "c"}],
        columns=3,
    )
    assert path(form, "a") == ("一", "合计")
    assert path(form, "c") == ("一", "其中", "女")


def test_a_tall_group_label_counts_past_values_and_a_label_of_one_row_does_not():
    form = form_of(
        [
            {"label": "组", "rows": 2},
            {"label": "甲"},
            {"field": "a"},
            {"label": "乙"},
            {"field": "b"},
        ],
        [{"label": "丙"}, {"field": "c"}, {"label": "丁"}, {"field": "d"}],
        columns=5,
    )
    assert path(form, "b") == ("一", "组", "乙")
    assert path(form, "d") == ("一", "组", "丁")


def test_a_label_as_tall_as_its_own_value_is_no_group():
    form = form_of(
        [{"label": "甲", "rows": 2}, {"field": "a", "rows": 2}, {"label": "乙"}, {"field": "b"}],
        [{"label": "丙"}, {"field": "c"}],
        columns=4,
    )
    assert path(form, "c") == ("一", "丙")


def test_years_stand_over_every_row_of_their_table_and_not_over_pairs_below_it():
    form = form_of(
        [{"label": "指标"}, {"label": "{year:1}年"}, {"label": "{year:2}年"}],
        [{"label": "收入"}, {"series": "r"}],
        [{"label": "利润"}, {"series": "p"}],
        [{"label": "备注"}, {"field": "n", "span": 2}],
        columns=3,
    )
    assert path(form, "p[2021]") == ("一", "利润", "2021年")
    assert path(form, "n") == ("一", "备注")


def test_a_blank_inside_words_is_named_by_the_words_before_it():
    form = form_of(
        [{"template": "国家级{a:__}项，省级{b:__}项"}], [{"field": "a"}, {"field": "b"}], columns=1
    )
    form = without_last_row(form)
    assert path(form, "a") == ("一", "国家级__项")
    assert path(form, "b") == ("一", "省级__项")


def test_a_hint_after_a_blank_is_not_part_of_its_label():
    form = form_of(
        [{"label": "经营时长"}, {"template": "{a}（截至目前）"}], [{"field": "a"}], columns=2
    )
    assert path(without_last_row(form), "a") == ("一", "经营时长")


def test_the_check_sheet_names_its_values_by_their_own_label():
    form = pack("zhejiang-2020").forms["project"]
    assert label_path(sheet_grid(form), Address("contact.email"))[-1] == "电子邮箱"


SHARED = Path(__file__).parents[1] / "packs"


@pytest.mark.parametrize(
    ("folder", "form", "address", "wanted"),
    [
        ("shanghai-tables", "district", "events.trainings",
         ("一、服务型制造发展环境", "服务型制造工作开展以来,相关政策宣贯活动累计次数(次)", "培训")),
        ("shanghai-tables", "district", "policy.leaders",
         ("一、服务型制造发展环境", "有无区级领导牵头的专项工作小组")),
        ("shanghai-tables", "district", "effect.city.projects",
         ("三、服务型制造发展成效(截至2022年12月31日)", "市级服务型制造示范数量（个）", "项目")),
        ("shanghai-tables", "enterprise", "org.years", ("一、企业基本情况", "经营时长（年）")),
        ("guangdong-tables", "enterprise", "services.kinds",
         ("三、主要申报内容", "服务类型(可多选)")),
        ("guangdong-tables", "enterprise", "services.mix", ("三、主要申报内容", "服务收入构成")),
        ("guangdong-tables", "enterprise", "team.forms",
         ("三、主要申报内容", "是否有独立的服务团队", "服务团队形式")),
        ("guangdong-tables", "platform", "platform.asp",
         ("二、申报类型", "平台类型", "是否为应用服务提供商：")),
        ("shanxi-tables", "city", "city.gdp_growth", ("一、城市基本情况", "同比增速（%，下同）")),
    ],
)  # fmt: skip
def test_labels_of_the_other_notices(folder: str, form: str, address: str, wanted: tuple[str, ...]):
    held = load_pack(SHARED / folder)
    paths = field_paths(held.notice, held.forms[form], held.years((2021, 2022, 2023)))
    assert paths[parse(address)] == wanted
