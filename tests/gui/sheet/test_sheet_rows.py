"""Rows of a repeat: added, removed, moved by keys and by the tools in the margin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

Make = Callable[..., Any]
Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NAMES = {f"investors[{n}].name": name for n, name in enumerate("甲乙丙", start=1)}


@pytest.fixture
def desk(make: Make) -> Any:
    return make("table/basic", "platform", NAMES)


def names(desk: Any) -> list[str]:
    rows = desk.session.rows["investors"]
    shown = [desk.page.editor(f"investors[{n}].name").text() for n in range(1, rows + 1)]
    assert shown == [desk.session.value(f"investors[{n}].name") for n in range(1, rows + 1)]
    return shown


def test_control_enter_adds_a_row_below_and_goes_there(desk: Any) -> None:
    desk.go("investors[1].share")
    desk.press(Key.Key_Return, held=CONTROL)
    assert names(desk) == ["甲", "", "乙", "丙"]
    assert desk.at == "investors[2].name"
    desk.type("新")
    assert names(desk) == ["甲", "新", "乙", "丙"]


def test_rows_move_with_the_focus(desk: Any) -> None:
    desk.go("investors[2].nature")
    desk.press(Key.Key_Down, held=ALT | SHIFT)
    assert (names(desk), desk.at) == (["甲", "丙", "乙"], "investors[3].nature")
    desk.press(Key.Key_Up, held=ALT | SHIFT)
    desk.press(Key.Key_Up, held=ALT | SHIFT)
    assert (names(desk), desk.at) == (["乙", "甲", "丙"], "investors[1].nature")
    desk.press(Key.Key_Up, held=ALT | SHIFT)
    assert names(desk) == ["乙", "甲", "丙"]


def test_text_in_progress_goes_with_its_row(desk: Any) -> None:
    desk.go("investors[1].name")
    desk.focus.setFocus()
    desk.type("厂")
    desk.press(Key.Key_Down, held=ALT | SHIFT)
    assert names(desk) == ["乙", "甲厂", "丙"]


def test_the_tools_stand_beside_the_row_at_hand(desk: Any) -> None:
    tools = desk.page.tools
    desk.go("org.name")
    assert not tools.isVisible()
    desk.go("investors[2].name")
    row = desk.page.view.row_rect(desk.focus.slot.cell.row)
    assert tools.isVisible()
    assert tools.x() > row.right()
    assert row.top() <= tools.geometry().center().y() <= row.bottom()
    assert all(one.accessibleName() and one.toolTip() for one in tools.buttons.values())


@pytest.mark.parametrize(
    ("what", "wanted"),
    [
        ("up", ["乙", "甲", "丙"]),
        ("down", ["甲", "丙", "乙"]),
        ("remove", ["甲", "丙", ""]),
        ("add", ["甲", "乙", "", "丙"]),
    ],
)
def test_the_tools_do_what_they_say(desk: Any, what: str, wanted: list[str]) -> None:
    desk.go("investors[2].name")
    desk.page.tools.buttons[what].click()
    desk.settle()
    assert names(desk) == wanted
    assert desk.focus.slot.place.repeat == "investors"


def test_an_undo_takes_an_added_row_away_again(desk: Any) -> None:
    desk.go("investors[3].name")
    desk.press(Key.Key_Return, held=CONTROL)
    assert len(names(desk)) == 4
    desk.press(Key.Key_Z, held=CONTROL)
    assert names(desk) == ["甲", "乙", "丙"]
    assert "investors[4].name" not in desk.page.view.editors


def test_what_cannot_be_done_with_a_row_is_not_offered(make: Make) -> None:
    desk = make("table/performance", "platform")
    desk.go("clients[1].name")
    able = {what: one.isEnabled() for what, one in desk.page.tools.buttons.items()}
    assert able == {"up": False, "add": False, "down": True, "remove": True}
    desk.press(Key.Key_Return, held=CONTROL)
    assert desk.session.rows["clients"] == 5
    assert desk.refused == []


def test_a_begun_row_wants_its_other_required_values(make: Make) -> None:
    desk = make("table/basic", "platform")
    required = [one for one in desk.page.book.slots if one.place.repeat and one.field.required]
    marks = desk.page.view.marks
    assert not any(marks[one.key].wanted for one in required if one.key in marks)
