"""A choice that is longer than its box ends in …, not in half a character."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from smdesk.gui.theme.boxes import ChoiceBox


def test_a_long_choice_is_ended_by_dots_and_stands_without_its_indent(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItems(["　服务型制造业务开展情况和成效", "不导入"])
    box.resize(140, 30)
    box.show()
    told = box.shown_text()
    assert told.startswith("服务型")
    assert told.endswith("…")
    assert not box.grab().isNull()
    box.setCurrentIndex(1)
    assert box.shown_text() == "不导入"
    assert box.currentText() == "不导入"
