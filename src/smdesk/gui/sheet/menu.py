"""The context menu of an editor: the session's undo, the clipboard, the row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu

from smdesk.gui.sheet.editors import Editor
from smdesk.gui.sheet.evidence import add_evidence
from smdesk.gui.sheet.line import LineEditor
from smdesk.gui.sheet.sharing import KEYS, NAME, is_shares
from smdesk.gui.sheet.tickbox import TickBox
from smdesk.gui.theme.icons import icon

if TYPE_CHECKING:
    from smdesk.gui.sheet.deeds import Deeds
    from smdesk.gui.sheet.page import TablePage


def make_menu(page: TablePage, deeds: Deeds, editor: Editor) -> QMenu:
    """Return the menu of an editor as things stand now."""
    menu = QMenu(page)
    session, free = page.bridge.session, not page.bridge.read_only
    undo, redo = session.undo_step, session.redo_step
    _add(menu, f"撤销 {undo}" if undo else "撤销", "Ctrl+Z", deeds.undo, able=bool(undo) and free)
    _add(menu, f"重做 {redo}" if redo else "重做", "Ctrl+Y", deeds.redo, able=bool(redo) and free)
    menu.addSeparator()
    if not isinstance(editor, TickBox):
        chosen = (
            editor.hasSelectedText()
            if isinstance(editor, LineEditor)
            else editor.textCursor().hasSelection()
        )
        _add(menu, "剪切", "Ctrl+X", editor.cut, able=chosen and free)
        _add(menu, "复制", "Ctrl+C", editor.copy, able=chosen)
    _add(menu, "粘贴", "Ctrl+V", lambda: _paste(deeds, editor), able=free)
    if not isinstance(editor, TickBox):
        _add(menu, "全选", "Ctrl+A", editor.selectAll, able=bool(editor.text()))
    if is_shares(editor.slot):
        menu.addSeparator()
        _add(menu, NAME, KEYS, lambda: deeds.share(editor), able=free)
    add_evidence(menu, page, editor.slot.address)
    place = editor.slot.place
    if place.repeat is not None and free:
        menu.addSeparator()
        able = page.row_deeds(place.repeat, place.row or 1)
        for what in ("up", "down", "add", "remove"):
            sign, name, keys = ROW_DEEDS[what]
            deed = partial(page.row_deed, what, place.repeat, place.row or 1)
            _add(menu, name, keys, deed, able=able[what]).setIcon(icon(sign))
    return menu


ROW_DEEDS = {
    "up": ("arrow-up", "上移一行", "Alt+Shift+↑"),
    "add": ("plus", "在下方加一行", "Ctrl+Enter"),
    "down": ("arrow-down", "下移一行", "Alt+Shift+↓"),
    "remove": ("trash-2", "删除这一行", "Ctrl+Shift+Delete"),
}
"""What can be done with a row, as the buttons beside it stand in two lines: sign, name, keys."""


def show_menu(page: TablePage, deeds: Deeds, editor: Editor, event: QContextMenuEvent) -> None:
    """Show the menu where it was asked for."""
    menu = make_menu(page, deeds, editor)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(event.globalPos())


def _add(menu: QMenu, name: str, keys: str, call: Callable[[], object], *, able: bool) -> QAction:
    action = menu.addAction(f"{name}\t{keys}")
    action.setEnabled(able)
    action.triggered.connect(lambda _=False: call())
    return action


def _paste(deeds: Deeds, editor: Editor) -> None:
    data = QGuiApplication.clipboard().mimeData()
    if data is not None and not deeds.paste(editor, data) and not isinstance(editor, TickBox):
        editor.put(data.text().strip("\r\n"))
