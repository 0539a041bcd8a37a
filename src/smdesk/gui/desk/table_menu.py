"""The table of cases as it is first laid out, and what a right click on it offers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from smdesk.gui.desk.cases import WIDTHS
from smdesk.gui.desk.panel import MOVE_WORDS, moves_of

if TYPE_CHECKING:
    from smdesk.gui.desk.page import DeskPage


def dress(page: DeskPage) -> None:
    """Give the table its widths, its order by a click on a head, and its menu."""
    table = page.table
    head = table.horizontalHeader()
    for column, width in WIDTHS.items():
        head.resizeSection(column, width)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    for one in (head, table.front.horizontalHeader()):
        one.sectionClicked.connect(page.sort)
        one.setToolTip("单击列标题排序")
    for view in (table, table.front):
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(partial(show_menu, page, view))


def show_menu(page: DeskPage, view: QTableView, place: QPoint) -> None:
    """Offer what can be done with the chosen cases."""
    rows = page.chosen
    if not rows:
        return
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    opened = menu.addAction("打开", lambda: page.open_place(""))
    opened.setEnabled(len(rows) == 1)
    menu.addSeparator()
    for state in moves_of(rows):
        action = menu.addAction(MOVE_WORDS[state], partial(page.doings.move, state))
        action.setEnabled(page.work.writable)
    menu.addSeparator()
    doubtful = any(one.doubts for one in rows)
    menu.addAction("对照原件确认读数…", page.review).setEnabled(doubtful)
    menu.addAction("补正通知…", page.doings.write_letters)
    menu.addAction("写意见…", page.doings.add_opinion).setEnabled(page.work.writable)
    menu.popup(view.viewport().mapToGlobal(place))
