"""A block from Excel: shown first, pasted as one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from smdesk.gui.sheet.pastedialog import PasteDialog

Make = Callable[..., Any]
CONTROL = Qt.KeyboardModifier.ControlModifier
ROWS = [[f"{row * 3 + column + 1:,}.50" for column in range(3)] for row in range(8)]
FIRST = ("assets", "debt_ratio", "revenue", "service_revenue", "tax", "profit",
         "net_profit_growth", "rd_ratio")  # fmt: skip


def copy(text: str = "", html: str = "") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


@pytest.fixture(autouse=True)
def _own_clipboard() -> Any:
    yield
    QGuiApplication.clipboard().clear()


def offered(desk: Any) -> PasteDialog:
    found = desk.page.findChildren(PasteDialog)
    assert len(found) == 1
    return found[0]


def tabs(rows: list[list[str]]) -> str:
    return "\r\n".join("\t".join(row) for row in rows) + "\r\n"


def test_a_block_is_previewed_pasted_as_one_step_and_undone(make: Make) -> None:
    desk = make("table/operation", values={"finance.assets[2017]": "9"})
    desk.go("finance.assets[2017]")
    copy(tabs(ROWS))
    desk.press(Qt.Key.Key_V, held=CONTROL)
    dialog = offered(desk)
    assert dialog.table.rowCount() == 24
    assert "24" in dialog.go.text()
    assert desk.session.steps == ()
    dialog.go.click()
    desk.settle()
    for row, name in enumerate(FIRST):
        for column, year in enumerate((2017, 2018, 2019)):
            assert desk.session.value(f"finance.{name}[{year}]") == f"{row * 3 + column + 1}.50"
    assert desk.page.editor("finance.rd_ratio[2019]").text() == "24.50"
    assert desk.session.steps == ("粘贴 24 个值",)
    assert desk.at == "finance.assets[2017]"
    desk.press(Qt.Key.Key_Z, held=CONTROL)
    assert desk.session.declaration.values == {"finance.assets[2017]": "9"}


def test_of_a_whole_worksheet_some_cells_without_a_place_are_listed_and_all_are_counted(
    make: Make,
) -> None:
    desk = make("table/operation")
    desk.go("finance.assets[2017]")
    copy(tabs([[str(n) for n in range(40)] for _ in range(40)]))
    desk.press(Qt.Key.Key_V, held=CONTROL)
    dialog = offered(desk)
    plan = dialog.plan
    last = dialog.table.item(dialog.table.rowCount() - 1, 0)
    assert len(plan.unplaced) > 1000
    assert str(len(plan.unplaced)) in dialog.summary.text()
    assert dialog.table.rowCount() == len(plan.placed) + 201
    assert str(len(plan.unplaced) - 200) in last.text()
    dialog.reject()


def test_a_cancelled_paste_changes_nothing(make: Make) -> None:
    desk = make("table/operation")
    desk.go("finance.assets[2017]")
    copy(tabs(ROWS))
    desk.press(Qt.Key.Key_V, held=CONTROL)
    offered(desk).reject()
    desk.settle()
    assert desk.session.declaration.values == {}


def test_rows_and_columns_can_be_exchanged_in_the_preview(make: Make) -> None:
    desk = make("table/operation")
    desk.go("finance.assets[2017]")
    copy(tabs([list(row) for row in zip(*ROWS, strict=True)]))
    desk.press(Qt.Key.Key_V, held=CONTROL)
    dialog = offered(desk)
    assert dialog.plan.unplaced
    dialog.turn.setChecked(True)
    assert not dialog.plan.unplaced
    dialog.go.click()
    desk.settle()
    assert desk.session.value("finance.assets[2018]") == "2.50"


def test_the_table_of_excel_goes_by_its_own_labels(make: Make) -> None:
    html = (
        "<table><tr><td></td><td>2019年</td><td>2017年</td></tr>"
        "<tr><td>营业收入</td><td>30</td><td>10</td></tr><tr><td>绿化</td><td>1</td><td>2</td></tr></table>"
    )
    desk = make("table/operation")
    desk.go("finance.assets[2017]")
    copy("x", html)
    desk.press(Qt.Key.Key_V, held=CONTROL)
    dialog = offered(desk)
    assert len(dialog.plan.unplaced) == 3
    dialog.go.click()
    desk.settle()
    assert desk.session.declaration.values == {
        "finance.revenue[2019]": "30", "finance.revenue[2017]": "10",
    }  # fmt: skip


def test_one_cell_is_pasted_into_the_editor(make: Make) -> None:
    desk = make("table/operation")
    desk.go("finance.assets[2017]")
    copy("1,234.5\r\n", "<table><tr><td>1,234.5</td></tr></table>")
    desk.press(Qt.Key.Key_V, held=CONTROL)
    assert not desk.page.findChildren(PasteDialog)
    desk.press(Qt.Key.Key_Tab)
    assert desk.session.value("finance.assets[2017]") == "1234.5"


def test_paragraphs_are_words_where_line_breaks_may_stand(make: Make) -> None:
    desk = make("table/content")
    desk.go("honours.awarded")
    copy("一、国家级\r\n二、省级", "<p>一、国家级</p><p>二、省级</p>")
    desk.press(Qt.Key.Key_V, held=CONTROL)
    assert not desk.page.findChildren(PasteDialog)
    assert desk.session.value("honours.awarded") == "一、国家级\n二、省级"


def test_a_block_for_a_repeat_makes_its_rows(make: Make) -> None:
    desk = make("table/basic", "platform")
    desk.go("investors[1].name")
    copy(tabs([[f"股东{n}", "民营企业", "20%"] for n in range(1, 6)]))
    desk.press(Qt.Key.Key_V, held=CONTROL)
    offered(desk).go.click()
    desk.settle()
    assert desk.session.rows["investors"] == 5
    assert desk.page.editor("investors[5].share").text() == "20"
    assert desk.session.value("investors[5].name") == "股东5"


def test_the_preview_shows_the_whole_name_of_every_place_and_value(make: Make) -> None:
    desk = make("table/performance", "platform")
    desk.go("clients[1].name")
    copy(tabs([["杭州示例阀门有限公司", "张三", "0571-88880001", "远程运维服务"]] * 3))
    desk.press(Qt.Key.Key_V, held=CONTROL)
    table = offered(desk).table
    for column in (0, 2):
        assert table.columnWidth(column) >= table.sizeHintForColumn(column)
    assert sum(table.columnWidth(column) for column in range(4)) <= table.viewport().width()


def test_nothing_is_pasted_into_a_draft_that_is_held_elsewhere(make: Make) -> None:
    desk = make("table/operation", read_only=True)
    desk.page.editor("finance.assets[2017]").setFocus()
    copy(tabs(ROWS))
    desk.press(Qt.Key.Key_V, held=CONTROL)
    assert not desk.page.findChildren(PasteDialog)
    assert desk.session.declaration.values == {}
