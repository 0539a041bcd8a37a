from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.notices.address import parse
from smdesk.notices.loader import find_form
from smdesk.service.clip import Block, read_block
from smdesk.service.paste import PasteGround, PastePlan, plan_paste

YEARS = (2017, 2018, 2019)
INDICATORS = (
    "assets", "debt_ratio", "revenue", "service_revenue", "tax", "profit", "net_profit_growth",
    "rd_ratio",
)  # fmt: skip


def ground(
    form: str = "enterprise",
    values: dict[str, str] | None = None,
    rows: dict[str, int] | None = None,
) -> PasteGround:
    pack, found = find_form(f"zhejiang-2020/{form}")
    held = (values or {}) | found.fixed
    return PasteGround(pack.notice, found, YEARS, rows or {}, held, lambda address: address)


def block(text: str) -> Block:
    found = read_block(None, text)
    assert found is not None
    return found


def plan(text: str, start: str, form: str = "enterprise", **more: object) -> PastePlan:
    return plan_paste(ground(form, **more), block(text), start)


# ---- what a clipboard holds ----


def test_tab_separated_text_is_a_block() -> None:
    assert block("1\t2\r\n3\t4\r\n").rows == (("1", "2"), ("3", "4"))


def test_a_quoted_cell_keeps_its_line_break() -> None:
    assert block('"一\n二"\tb\n').rows == (("一\n二", "b"),)


def test_quotes_without_a_break_are_text() -> None:
    assert block('"某"公司\t1\n').rows == (('"某"公司', "1"),)


def test_the_html_table_of_excel_is_read_with_merged_cells_laid_out() -> None:
    html = """<html><body><!--StartFragment--><table><col>
      <tr><td colspan=2>指标\n  （万元）</td><td>2019&nbsp;年</td></tr>
      <tr><td rowspan=2>营业<br>收入</td><td>1,234.50</td><td>x</td></tr>
      <tr><td>5</td><td>6</td></tr></table><!--EndFragment--></body></html>"""
    found = read_block(html, "ignored\tfor the table")
    assert found is not None
    assert found.rows == (
        ("指标 （万元）", "", "2019 年"), ("营业\n收入", "1,234.50", "x"), ("", "5", "6"),
    )  # fmt: skip


def test_html_without_a_table_leaves_the_text_to_speak() -> None:
    found = read_block("<p>甲</p>", "甲\t乙")
    assert found is not None
    assert found.rows == (("甲", "乙"),)


def test_a_single_cell_is_a_plain_paste() -> None:
    assert block("杭州\r\n").single


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\n\t"])
def test_a_clipboard_without_text_is_no_block(text: str) -> None:
    assert read_block(None, text) is None


def test_absurd_spans_are_cut() -> None:
    found = read_block("<table><tr><td colspan=99999999>a<td>b</table>", None)
    assert found is not None
    assert found.width <= 100


@settings(max_examples=60)
@given(st.text(alphabet="<>tabledr/ \"'&#=0123\t\n甲\x00\ud800", max_size=120))
def test_reading_never_fails_and_is_rectangular(text: str) -> None:
    for found in (read_block(f"<table>{text}", None), read_block(None, text)):
        if found is not None:
            assert {len(row) for row in found.rows} == {found.width}
            assert any(map(any, found.rows))


# ---- where it goes ----


def grid_text(rows: int = 8, first: int = 100) -> str:
    return "\n".join("\t".join(str(first + 10 * r + c) for c in range(3)) for r in range(rows))


def test_a_block_of_years_goes_down_and_right_from_its_start() -> None:
    done = plan(grid_text(), "finance.assets[2017]")
    assert not done.by_label
    assert not done.unplaced
    assert done.texts == {
        f"finance.{name}[{year}]": str(100 + 10 * row + column)
        for row, name in enumerate(INDICATORS)
        for column, year in enumerate(YEARS)
    }


def test_values_are_normalised_and_their_units_converted() -> None:
    done = plan("3亿元\t１２,３４５．60\t约100", "finance.revenue[2017]")
    texts = {one.address: (one.text, one.problem, one.converted) for one in done.placed}
    assert texts == {
        "finance.revenue[2017]": ("30000", None, "亿元"),
        "finance.revenue[2018]": ("12345.60", None, None),
        "finance.revenue[2019]": ("约100", "rules.number-unreadable", None),
    }


def test_what_is_right_of_or_below_the_table_is_left_out_and_said() -> None:
    done = plan("1\t2\n3\t4\n5\t6", "patents.utility[2019]")
    assert set(done.texts) == {"patents.utility[2019]", "patents.design[2019]"}
    assert [(one.row, one.column, one.code) for one in done.unplaced] == [
        (0, 1, "paste.no-column"), (1, 1, "paste.no-column"),
        (2, 0, "paste.no-row"), (2, 1, "paste.no-row"),
    ]  # fmt: skip


def test_blank_cells_leave_what_is_there() -> None:
    done = plan("1\t\t3", "finance.tax[2017]", values={"finance.tax[2018]": "7"})
    assert set(done.texts) == {"finance.tax[2017]", "finance.tax[2019]"}


def test_equal_values_are_placed_but_change_nothing() -> None:
    done = plan("1\t2", "finance.tax[2017]", values={"finance.tax[2017]": "1"})
    assert [one.same for one in done.placed] == [True, False]
    assert set(done.texts) == {"finance.tax[2018]"}


def test_labels_in_the_block_decide_whatever_the_order() -> None:
    text = "指标\t2019年\t2018年\t2017年\n营业收入\t30\t20\t10\n资产总额（万元）\t3\t2\t1\n员工食堂\t9\t9\t9"
    done = plan(text, "finance.tax[2018]")
    assert done.by_label
    assert done.texts == {
        "finance.revenue[2019]": "30", "finance.revenue[2018]": "20", "finance.revenue[2017]": "10",
        "finance.assets[2019]": "3", "finance.assets[2018]": "2", "finance.assets[2017]": "1",
    }  # fmt: skip
    assert {one.code for one in done.unplaced} == {"paste.row-unknown"}


def test_years_in_the_head_that_the_form_lacks_are_said() -> None:
    done = plan("\t2016\t2017\n营业收入\t5\t6", "finance.assets[2017]")
    assert done.texts == {"finance.revenue[2017]": "6"}
    assert [(one.text, one.code) for one in done.unplaced] == [("5", "paste.no-column")]


def test_labels_and_values_side_by_side_find_their_cells() -> None:
    done = plan("企业性质\t有限公司\t法人代表\t韶云屿\n邮政编码\t310000", "org.name")
    assert done.texts == {
        "org.nature": "有限公司", "org.legal_person": "韶云屿", "org.postcode": "310000",
    }  # fmt: skip


def test_rows_of_a_repeat_grow_up_to_what_the_form_takes() -> None:
    _, form = find_form("zhejiang-2020/platform")
    most = next(one for one in form.repeat if one.id == "investors").most
    lines = "\n".join(f"股东{n}\t民营\t{n}" for n in range(1, most + 3))
    done = plan(lines, "investors[1].name", "platform", rows={"investors": 3})
    assert done.texts[f"investors[{most}].share"] == str(most)
    assert {one.code for one in done.unplaced} <= {"paste.no-row", "paste.row-too-many"}
    assert len(done.placed) == 3 * most


def test_a_column_of_numbers_that_the_form_prints_is_passed_over() -> None:
    done = plan("1\t甲厂\t李\t1380\t简述\n2\t乙厂\t王\t1381\t简述", "clients[1].name", "platform")
    assert done.texts["clients[2].name"] == "乙厂"
    assert not done.unplaced


def test_heads_of_a_repeat_decide_the_columns() -> None:
    text = "序号\t联系电话\t服务企业名称\n1\t0571-1\t甲厂\n2\t0571-2\t乙厂"
    done = plan(text, "clients[2].name", "platform")
    assert done.texts == {
        "clients[2].name": "甲厂", "clients[2].phone": "0571-1",
        "clients[3].name": "乙厂", "clients[3].phone": "0571-2",
    }  # fmt: skip
    assert not done.unplaced


@pytest.mark.parametrize(
    ("text", "code"), [("######", "paste.hashes"), ("#DIV/0!", "paste.formula-error")]
)
def test_what_excel_could_not_show_is_not_pasted(text: str, code: str) -> None:
    done = plan(f"{text}\t2", "finance.tax[2017]")
    assert [one.code for one in done.unplaced] == [code]
    assert set(done.texts) == {"finance.tax[2018]"}


def test_what_the_form_decides_itself_is_not_pasted_over() -> None:
    done = plan("甲公司\n示范项目\n某局", "cover.applicant")
    assert set(done.texts) == {"cover.applicant", "cover.recommender"}
    assert [one.code for one in done.unplaced] == ["paste.fixed"]


def test_exchanged_rows_and_columns_fit_a_block_that_lies_on_its_side() -> None:
    lying = block("\n".join("\t".join(str(c) for c in range(8)) for _ in range(3)))
    upright = plan_paste(ground(), lying.transposed(), "finance.assets[2017]")
    assert len(upright.placed) == 24
    assert not upright.unplaced


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["enterprise", "platform", "project"]),
    st.lists(
        st.lists(st.text("1甲\t#年2019营业收入", max_size=4), min_size=1, max_size=6), max_size=9
    ),
    st.data(),
)
def test_every_cell_with_text_is_placed_once_or_said(
    form: str, rows: list[list[str]], data: st.DataObject
) -> None:
    found = read_block(None, "\n".join("\t".join(row) for row in rows))
    if found is None:
        return
    base = ground(form)
    starts = [str(one) for one in base.grid(parse("org.name"), 1).places]
    done = plan_paste(base, found, data.draw(st.sampled_from(starts)))
    places = [(one.row, one.column) for one in (*done.placed, *done.unplaced)]
    assert len(places) == len(set(places))
    texts = {(r, c) for r, row in enumerate(found.rows) for c, text in enumerate(row) if text}
    assert set(places) <= texts
    if not done.by_label:
        assert set(places) == texts
