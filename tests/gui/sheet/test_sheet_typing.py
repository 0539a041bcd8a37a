"""A section filled in by keyboard alone, as a person does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from smdesk.gui.sheet.line import LineEditor
from smdesk.gui.sheet.text import TextEditor
from smdesk.gui.sheet.tickbox import TickBox
from smdesk.service.samples import sample_values

Make = Callable[..., Any]
Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
REVENUE = "finance.revenue[2018]"


@pytest.mark.parametrize("step", ["basic", "operation", "content"])
def test_a_section_typed_with_tab_alone_arrives_in_the_session(make: Make, step: str) -> None:
    desk = make(f"table/{step}")
    values = sample_values("zhejiang-2020/enterprise")
    slots = desk.page.book.slots
    desk.go(slots[0].key)
    for slot in slots:
        assert desk.at == slot.key
        text = values.get(slot.address, "")
        if slot.kind == "box":
            if slot.label.replace("\n", "") in text.split("；"):
                desk.press(Key.Key_Space)
        elif text:
            desk.type(text)
        if slot is not slots[-1]:
            desk.press(Key.Key_Tab)
    desk.page.leave()
    mine = {slot.address for slot in slots}
    kept = {key: text for key, text in desk.session.declaration.values.items() if key in mine}
    assert kept == {key: text for key, text in values.items() if key in mine and text}


def test_shift_tab_walks_back(make: Make) -> None:
    desk = make("table/basic")
    desk.go("org.legal_person")
    desk.press(Key.Key_Backtab, held=SHIFT)
    assert desk.at == "org.nature"


def test_typing_is_one_step_of_the_history_a_field(make: Make) -> None:
    desk = make("table/operation")
    desk.go(REVENUE)
    desk.type("123")
    desk.press(Key.Key_Tab)
    desk.type("4")
    desk.page.leave()
    assert len(desk.session.steps) == 2


def test_a_number_shows_separators_only_while_nobody_types_in_it(make: Make) -> None:
    desk = make("table/operation", values={REVENUE: "1234567.80"})
    editor = desk.page.editor(REVENUE)
    assert editor.text() == "1,234,567.80"
    desk.go(REVENUE)
    assert editor.text() == "1234567.80"
    desk.press(Key.Key_Tab)
    assert editor.text() == "1,234,567.80"
    assert desk.session.undo_step is None


def test_a_unit_that_was_typed_is_converted_when_the_cell_is_left(make: Make) -> None:
    desk = make("table/operation")
    editor = desk.go(REVENUE)
    desk.type("3亿元")
    assert (editor.text(), desk.session.value(REVENUE)) == ("3亿元", "3亿元")
    desk.press(Key.Key_Return)
    assert (editor.text(), desk.session.value(REVENUE)) == ("30,000", "30000")


def test_enter_goes_down_a_year_and_arrows_walk_like_a_spreadsheet(make: Make) -> None:
    desk = make("table/operation", values={REVENUE: "5"})
    desk.go("finance.assets[2018]")
    desk.press(Key.Key_Return)
    assert desk.at == "finance.debt_ratio[2018]"
    desk.press(Key.Key_Down)
    assert desk.at == REVENUE
    desk.press(Key.Key_Right)
    assert desk.at == "finance.revenue[2019]"
    desk.press(Key.Key_Left, Key.Key_Left)
    assert desk.at == "finance.revenue[2017]"
    desk.press(Key.Key_Up)
    assert desk.at == "finance.debt_ratio[2017]"
    desk.press(Key.Key_Return, held=SHIFT)
    assert desk.at == "finance.assets[2017]"


def test_an_arrow_moves_within_the_number_before_it_leaves_it(make: Make) -> None:
    desk = make("table/operation", values={REVENUE: "56"})
    editor = desk.go(REVENUE)
    editor.deselect()
    editor.setCursorPosition(1)
    desk.press(Key.Key_Left)
    assert (desk.at, editor.cursorPosition()) == (REVENUE, 0)
    desk.press(Key.Key_Left)
    assert desk.at == "finance.revenue[2017]"


def test_enter_goes_on_except_in_long_text_where_it_breaks_the_line(make: Make) -> None:
    desk = make("table/basic")
    desk.go("org.name")
    desk.press(Key.Key_Return)
    assert desk.at == "org.nature"
    desk.go("org.business")
    desk.type("a")
    desk.press(Key.Key_Return)
    desk.type("b")
    assert desk.session.value("org.business") == "a\nb"
    desk.go("org.registered_address")
    desk.type("c")
    desk.press(Key.Key_Return, held=ALT)
    desk.type("d")
    assert desk.session.value("org.registered_address") == "c\nd"


def test_space_ticks_and_the_text_of_the_other_box_follows(make: Make) -> None:
    desk = make("table/content")
    desk.go("declare.modes#turnkey")
    desk.press(Key.Key_Space)
    desk.go("declare.modes#other")
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Tab)
    assert desk.at == "declare.modes_other"
    desk.type("共享制造")
    desk.page.leave()
    assert desk.session.value("declare.modes").startswith("总集成总承包服务；其它")
    assert desk.session.value("declare.modes_other") == "共享制造"
    desk.go("declare.modes#turnkey")
    desk.press(Key.Key_Space)
    assert not desk.focus.isChecked()
    assert desk.session.value("declare.modes").startswith("其它")


def test_of_yes_and_no_only_one_stays_ticked(make: Make) -> None:
    desk = make("sheet")
    for box in ("yes", "no"):
        desk.go(f"condition.registered#{box}")
        desk.press(Key.Key_Space)
    assert desk.session.value("condition.registered") == "否"
    assert not desk.page.editor("condition.registered#yes").isChecked()


def test_the_blanks_of_a_template_take_their_values(make: Make) -> None:
    desk = make("table/basic", "project")
    desk.go("project.start")
    desk.type("2017")
    desk.press(Key.Key_Tab)
    assert desk.at == "project.end"
    desk.type("2019")
    desk.page.leave()
    assert (desk.session.value("project.start"), desk.session.value("project.end")) == (
        "2017",
        "2019",
    )


def test_undo_in_an_editor_is_the_sessions(make: Make) -> None:
    desk = make("table/basic", values={"org.name": "甲"})
    editor = desk.go("org.name")
    desk.type("乙")
    desk.press(Key.Key_Tab)
    desk.type("x")
    desk.press(Key.Key_Z, held=CONTROL)
    assert (desk.at, desk.focus.text()) == ("org.nature", "")
    desk.press(Key.Key_Z, held=CONTROL)
    assert (desk.at, editor.text(), desk.session.value("org.name")) == ("org.name", "甲", "甲")
    desk.press(Key.Key_Y, held=CONTROL)
    assert (editor.text(), desk.session.value("org.name")) == ("甲乙", "甲乙")
    desk.press(Key.Key_Z, held=CONTROL)
    desk.press(Key.Key_Z, held=CONTROL | SHIFT)
    assert desk.session.value("org.name") == "甲乙"


def test_undo_of_a_number_in_its_own_editor_leaves_no_second_history(make: Make) -> None:
    desk = make("table/operation", values={REVENUE: "7"})
    editor = desk.go(REVENUE)
    desk.type("89")
    desk.press(Key.Key_Z, held=CONTROL)
    assert (editor.text(), desk.session.value(REVENUE)) == ("7", "7")
    desk.press(Key.Key_Z, held=CONTROL)
    assert (editor.text(), desk.session.undo_step) == ("7", None)


def test_an_undo_of_another_step_asks_to_go_there(make: Make, qtbot: Any) -> None:
    desk = make("table/basic")
    desk.session.set_value(REVENUE, "5")
    desk.go("org.name")
    with qtbot.waitSignal(desk.page.jump) as told:
        desk.press(Key.Key_Z, held=CONTROL)
    assert told.args == [REVENUE]


def test_what_an_input_method_shows_is_no_edit_until_it_is_committed(make: Make) -> None:
    desk = make("table/content", "project", {"project.content": "已有"})
    editor = desk.go("project.content")
    assert isinstance(editor, TextEditor)
    QApplication.sendEvent(editor, QInputMethodEvent("zhizao", []))
    desk.settle()
    slot = editor.slot
    assert desk.session.value("project.content") == "已有"
    assert desk.page.view.marks[slot.key].count == (2, 100)
    desk.page.refresh()
    assert "zhizao" in editor.document().firstBlock().layout().preeditAreaText()
    event = QInputMethodEvent()
    event.setCommitString("制造")
    QApplication.sendEvent(editor, event)
    desk.settle()
    assert desk.session.value("project.content") == "已有制造"
    assert desk.page.view.marks[slot.key].count == (4, 100)


def test_more_than_the_limit_can_be_typed_and_is_counted(make: Make) -> None:
    desk = make("table/content", "project", {"project.content": "字" * 99})
    desk.go("project.content")
    desk.type("多写")
    assert len(desk.session.value("project.content")) == 101
    assert desk.page.view.marks["project.content"].count == (101, 100)


def test_a_rare_character_counts_one_and_survives_an_undo(make: Make) -> None:
    desk = make("table/content", "project", {"project.content": "𠮷甲"})
    editor = desk.go("project.content")
    desk.type("𠮷")
    assert desk.page.view.marks["project.content"].count == (3, 100)
    desk.press(Key.Key_Z, held=CONTROL)
    assert editor.text() == "𠮷甲"


def test_a_change_from_elsewhere_is_shown_and_not_echoed(make: Make) -> None:
    desk = make("table/basic")
    desk.session.set_values({"org.name": "甲厂", "contact.fax": "0571-1"}, name="导入")
    desk.settle()
    assert desk.page.editor("org.name").text() == "甲厂"
    assert desk.session.steps == ("导入",)


def test_visiting_every_editor_and_scaling_the_sheet_edits_nothing(make: Make) -> None:
    desk = make("table/performance", "platform", sample_values("zhejiang-2020/platform"))
    for editor in desk.page.editors:
        editor.setFocus()
        desk.settle()
    for percent in (50, 200, 100):
        desk.page.set_zoom(percent)
        desk.settle()
    desk.page.leave()
    assert desk.session.steps == ()
    assert "required" not in {one.rule for one in desk.session.visible_findings()}


def test_blanks_at_the_end_stay_while_one_types_on(make: Make) -> None:
    desk = make("table/basic")
    editor = desk.go("org.name")
    desk.type("Siemens ")
    assert editor.text() == "Siemens "
    desk.type("AG")
    desk.page.leave()
    assert desk.session.value("org.name") == "Siemens AG"


def test_what_the_form_decides_and_a_read_only_draft_cannot_be_edited(make: Make) -> None:
    desk = make("cover")
    assert not any(one.isEnabled() for one in desk.page.editors if isinstance(one, TickBox))
    held = make("table/operation", read_only=True)
    editor = held.page.editor(REVENUE)
    editor.setFocus()
    held.type("5")
    assert held.session.value(REVENUE) == ""
    assert isinstance(editor, LineEditor)
    assert editor.isReadOnly()


def test_a_row_grows_with_its_text_and_only_rows_below_move(make: Make) -> None:
    desk = make("table/basic")
    before = {key: one.geometry().top() for key, one in desk.page.view.editors.items()}
    desk.go("org.business")
    desk.type("一二三四五六七八九十" * 6)
    after = {key: one.geometry().top() for key, one in desk.page.view.editors.items()}
    assert after["org.name"] == before["org.name"]
    assert after["org.postcode"] > before["org.postcode"]
    editor = desk.page.editor("org.business")
    assert editor.height() >= editor.document().size().height()


def test_tab_behind_the_last_editor_tells_that_the_page_was_passed(make: Make, qtbot: Any) -> None:
    desk = make("table/basic")
    passed: list[int] = []
    desk.page.passed.connect(passed.append)
    desk.go("staff.degree_share")
    desk.press(Key.Key_Tab)
    desk.go("org.name")
    desk.press(Key.Key_Backtab, held=SHIFT)
    assert passed == [1, -1]


def test_the_cursor_of_a_long_text_stays_in_view(make: Make) -> None:
    desk = make("table/basic")
    desk.page.resize(900, 300)
    desk.settle()
    editor = desk.go("org.business")

    def seen() -> bool:
        caret = editor.cursorRect()
        at = editor.viewport().mapTo(desk.page.viewport(), caret.center())
        return desk.page.viewport().rect().contains(at)

    desk.type("pumps and valves " * 40)
    assert editor.height() > desk.page.viewport().height()
    assert seen()
    for _ in range(60):
        if not editor.at_edge(Key.Key_Up):
            desk.press(Key.Key_Up)
            assert seen()


def test_what_was_selected_in_running_text_is_not_when_the_person_went_on(make: Make) -> None:
    desk = make("table/basic", values={"org.business": "泵的研发", "org.nature": "有限公司"})
    editor = desk.go("org.business")
    assert isinstance(editor, TextEditor)
    editor.selectAll()
    desk.go("org.nature")
    assert not editor.textCursor().hasSelection()
