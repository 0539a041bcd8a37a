"""The list of prints as a table."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from smdesk.gui.printing.joblistview import JobTable
from smdesk.service.printing.joblist import PrintJob

NARROW, WIDEST = "1111-1111", "WWWW-WWWW"


def test_a_code_of_wide_letters_is_shown_whole(qtbot: QtBot) -> None:
    table = JobTable()
    qtbot.addWidget(table)
    table.resize(760, 300)
    codes = enumerate((NARROW, WIDEST))
    table.show_jobs(tuple(PrintJob(n, "单位", "申报表", code, "", 8, 1) for n, code in codes))
    with qtbot.waitExposed(table):
        table.show()
    wanted = QFontMetrics(table.font()).horizontalAdvance(WIDEST)
    qtbot.waitUntil(lambda: table.columnWidth(2) > wanted)
