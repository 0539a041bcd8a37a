"""Shares of ticked boxes are filled in line by line, by keys alone; their text stays editable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smdesk.gui.sheet.sharesdialog import SharesDialog
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form
from smdesk.service.session import DraftSession

Make = Callable[..., Any]
Key = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
FORM, MIX = "guangdong-2024/enterprise", "services.mix"
TICKED = {"services.kinds": "培训；租赁；保养/维护/维修", "finance.service_revenue[2023]": "1500"}


def session(values: dict[str, str]) -> DraftSession:
    pack, form = find_form(FORM)
    content = Declaration(form=FORM, pack=pack.hash, years=(2021, 2022, 2023), values=values)
    return DraftSession(pack, form, content)


@pytest.fixture
def desk(make: Make) -> Any:
    return make("table/declare", session=session(TICKED))


def opened(desk: Any) -> SharesDialog:
    desk.go(MIX)
    desk.press(Key.Key_Down, held=ALT)
    (dialog,) = desk.page.findChildren(SharesDialog)
    return dialog


def enter(*texts: str) -> None:
    """Type into the number at hand, Enter goes on."""
    for text in texts:
        QTest.keyClicks(QApplication.focusWidget(), text)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    QApplication.processEvents()


def test_numbers_are_typed_line_by_line_and_put_in_with_the_last_enter(desk: Any) -> None:
    dialog = opened(desk)
    assert [one.accessibleName() for one in dialog.amounts] == ["培训", "租赁", "保养/维护/维修"]
    enter("20", "30", "50")
    assert desk.session.value(MIX) == "培训 20%；租赁 30%；保养/维护/维修 50%"
    assert desk.at == MIX
    assert desk.focus.text() == desk.session.value(MIX)


def test_the_running_sum_tells_what_is_missing(desk: Any) -> None:
    dialog = opened(desk)
    assert "还差 100 %" in dialog.sum.text()
    QTest.keyClicks(dialog.amounts[0], "120")
    assert "多出 20 %" in dialog.sum.text()
    dialog.kinds.button(1).click()
    assert "还差 1380 万元" in dialog.sum.text()
    dialog.reject()


def test_amounts_are_kept_as_amounts(desk: Any) -> None:
    dialog = opened(desk)
    dialog.kinds.button(1).click()
    dialog.amounts[0].setFocus()
    enter("500", "400.5", "599.5")
    assert desk.session.value(MIX) == "培训 500万元；租赁 400.5万元；保养/维护/维修 599.5万元"


def test_up_and_down_walk_and_a_number_that_cannot_be_read_holds_it_open(desk: Any) -> None:
    dialog = opened(desk)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Down)
    assert QApplication.focusWidget() is dialog.amounts[1]
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Up)
    QTest.keyClicks(QApplication.focusWidget(), "abc")
    assert not dialog.go.isEnabled()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return, CONTROL)
    assert dialog.isVisible()
    dialog.reject()


def test_what_was_put_in_is_one_step_back(desk: Any) -> None:
    opened(desk)
    enter("20", "30", "50")
    desk.press(Key.Key_Z, held=CONTROL)
    assert desk.session.value(MIX) == ""


def test_the_text_itself_stays_editable(desk: Any) -> None:
    desk.go(MIX)
    desk.type("培训占100%")
    desk.page.leave()
    assert desk.session.value(MIX) == "培训 100%"


def test_the_button_stands_beside_the_shares_at_hand_only(desk: Any) -> None:
    desk.go(MIX)
    assert desk.page.shares.isVisible()
    desk.go("services.kinds#all-consulting")
    assert not desk.page.shares.isVisible()


def test_a_page_that_is_only_read_opens_nothing(make: Make) -> None:
    desk = make("table/declare", session=session(TICKED), read_only=True)
    desk.go(MIX)
    desk.press(Key.Key_Down, held=ALT)
    assert desk.page.findChildren(SharesDialog) == []
    assert not desk.page.shares.isVisible()
