"""A line of buttons that becomes two where there is no room for one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smdesk.gui.desk.two_rows import TwoRows


@pytest.mark.parametrize("apart", [True, False])
def test_nothing_is_pressed_together_nor_drawn_out(qtbot: QtBot, apart: bool) -> None:
    left = [QPushButton(one) for one in ("转到栏目", "搁置…", "读错")]
    (right,) = [QPushButton("对照原件…")]
    row = TwoRows(left, [right], (12, 8), 8, apart=apart)
    qtbot.addWidget(row)
    row.show()
    for width, below in ((900, False), (row.minimumSizeHint().width(), True), (900, False)):
        row.setFixedWidth(width)
        qtbot.waitUntil(lambda below=below: (right.y() > left[0].geometry().bottom()) is below)
        for one in (*left, right):
            assert one.width() == one.sizeHint().width()
        if not below:
            gap = right.x() - left[-1].geometry().right()
            assert (gap > 100) is apart
    left[0].setText("一个长得一行再也放不下的按钮" * 6)
    row.setMinimumWidth(0)
    row.setMaximumWidth(900)
    qtbot.waitUntil(lambda: right.y() > left[0].geometry().bottom())
