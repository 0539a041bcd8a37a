"""The menu of a part's editor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative import commands
from smdesk.gui.narrative.editor import PartEditor
from smdesk.notices.declaration import Picture

_KEY = QKeySequence.StandardKey


def editor_menu(editor: PartEditor, bridge: SessionBridge, parent: QWidget) -> QMenu:
    """Return the menu for an editor; it deletes itself when it closes."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    session, writing = bridge.session, not editor.isReadOnly()

    def add(
        name: str, key: QKeySequence.StandardKey | str, act: Callable[[], object], *, able: bool
    ) -> None:
        action = menu.addAction(f"{name}\t{_shown(key)}")
        action.setEnabled(able)
        action.triggered.connect(lambda _=False: act())

    undo, redo = session.undo_step, session.redo_step
    chosen = editor.textCursor().hasSelection()
    add(f"撤销{f'：{undo}' if undo else ''}", _KEY.Undo, lambda: bridge.do(session.undo),
        able=writing and undo is not None)  # fmt: skip
    add(f"重做{f'：{redo}' if redo else ''}", _KEY.Redo, lambda: bridge.do(session.redo),
        able=writing and redo is not None)  # fmt: skip
    menu.addSeparator()
    add("剪切", _KEY.Cut, editor.cut, able=writing and chosen)
    add("复制", _KEY.Copy, editor.copy, able=chosen)
    clip = QGuiApplication.clipboard().mimeData()
    can_paste = writing and clip is not None and editor.canInsertFromMimeData(clip)
    add("粘贴", _KEY.Paste, editor.paste, able=can_paste)
    add("全选这一部分", _KEY.SelectAll, editor.selectAll, able=True)
    figure = editor.chosen_figure()
    if figure is not None:
        menu.addSeparator()
        add(
            "修改题注和宽度…" if isinstance(figure, Picture) else "修改表格…",
            "F2",
            editor.caption_wanted.emit,
            able=writing,
        )
        add("上移", "Alt+Up", lambda: commands.move_block(editor, -1), able=writing)
        add("下移", "Alt+Down", lambda: commands.move_block(editor, 1), able=writing)
        add("删除图表", "Del", lambda: commands.remove_figure(editor), able=writing)
    return menu


def _shown(key: QKeySequence.StandardKey | str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
