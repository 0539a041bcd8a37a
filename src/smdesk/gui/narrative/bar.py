"""The tools of the narrative page: kinds of paragraph, bold, figures, import."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from smdesk.gui.narrative import commands
from smdesk.gui.narrative.document import is_bold
from smdesk.gui.narrative.editor import PartEditor
from smdesk.gui.narrative.look import Kind
from smdesk.gui.theme.icons import use_icon

if TYPE_CHECKING:
    from smdesk.gui.narrative.deeds import Deeds

HEIGHT = 44


class FormatBar(QWidget):
    """Works on the editor at hand (``None``: nothing can be done); asks the page for files."""

    def __init__(self, deeds: Deeds, find: Callable[[], None]) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._editor: PartEditor | None = None
        self._showing: object = None
        self._kinds: dict[Kind, QToolButton] = {}
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 4, 12, 4)
        box.setSpacing(4)
        for kind, name in commands.KINDS.items():
            if kind == "bullet":
                box.addWidget(_gap())
            self._kinds[kind] = self._kind_button(kind, name)
            box.addWidget(self._kinds[kind])
        self.bold = _button(
            "加粗", commands.BOLD, lambda: self._do(commands.toggle_bold), icon="bold"
        )
        self.bold.setCheckable(True)
        box.addWidget(self.bold)
        box.addWidget(_gap())
        self.picture = _button("图片…", "", deeds.insert_picture, icon="image-plus", words=True)
        self.table = _button("表格…", "", deeds.insert_table, icon="table", words=True)
        for button, told in ((self.picture, "插入图片"), (self.table, "插入表格")):
            button.setAccessibleName(told)
            button.setToolTip(told)
            box.addWidget(button)
        self._about_figure: list[QAction] = []
        self.figure = self._figure_button(deeds.renumber)
        box.addWidget(self.figure)
        box.addStretch(1)
        self.seek = _button("查找和替换", "Ctrl+F", find, icon="search")
        box.addWidget(self.seek)
        self.word = _button("从 Word 导入…", "", deeds.read_word, icon="file-text", words=True)
        box.addWidget(self.word)
        self._wordy = (self.picture, self.table, self.word)
        self._wide = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_editor(None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show buttons by their icons alone where there is no room for their words."""
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle
        if self.word.toolButtonStyle() is style.ToolButtonTextBesideIcon:
            self._wide = self.minimumSizeHint().width()
        fits = self.width() >= self._wide
        for button in self._wordy:
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if fits else style.ToolButtonIconOnly
            )

    def show_editor(self, editor: PartEditor | None) -> None:
        """Work on another editor, or show what became of this one."""
        able = editor is not None and not editor.isReadOnly()
        kind = editor.paper.kind_at(editor.current())[0] if editor else None
        figure = editor is not None and editor.chosen_figure() is not None
        bold = able and editor is not None and is_bold(editor.currentCharFormat())
        shown = (editor, able, kind, figure, bold, editor.item.level if editor else 0)
        if shown == self._showing:
            return  # as with nearly every key
        self._editor, self._showing = editor, shown
        for one, button in self._kinds.items():
            fits = editor is not None and commands.allowed(editor, one)
            button.setEnabled(able and not figure and fits)
            button.setChecked(able and not figure and one == kind)
        self.bold.setEnabled(able and not figure)
        self.bold.setChecked(bold)
        self.figure.setEnabled(able)
        for action in self._about_figure:
            action.setEnabled(figure)
        self.picture.setEnabled(able)
        self.table.setEnabled(able)

    def set_read_only(self) -> None:
        """Nothing can be changed."""
        self.word.setEnabled(False)

    def _kind_button(self, kind: Kind, name: str) -> QToolButton:
        button = _button(name, commands.SHORTCUTS[kind], lambda: self._toggle(kind), words=True)
        button.setCheckable(True)
        return button

    def _figure_button(self, renumber: Callable[[], None]) -> QToolButton:
        button = _button("图表", "", lambda: None, icon="chevron-down", words=True)
        button.setToolTip("对选中的图片或表格：修改、移动、删除；对全部题注：重新编号")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        menu = QMenu(button)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for name, keys, act in (
            ("修改…", "F2", lambda editor: editor.caption_wanted.emit()),
            ("上移", "Alt+Up", lambda editor: commands.move_block(editor, -1)),
            ("下移", "Alt+Down", lambda editor: commands.move_block(editor, 1)),
            ("删除", "Del", commands.remove_figure),
        ):
            action = QAction(f"{name}\t{QKeySequence(keys).toString()}", menu)
            action.triggered.connect(lambda _=False, act=act: self._do(act))
            menu.addAction(action)
            self._about_figure.append(action)
        menu.addSeparator()
        menu.addAction("题注重新编号…").triggered.connect(lambda _=False: renumber())
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _toggle(self, kind: Kind) -> None:
        self._do(lambda editor: commands.toggle_kind(editor, kind))

    def _do(self, act: Callable[[PartEditor], object]) -> None:
        editor = self._editor
        if editor is not None and not editor.isReadOnly():
            act(editor)
            editor.setFocus()
            self.show_editor(editor)


def _button(
    name: str, keys: str, act: Callable[[], None], *, icon: str = "", words: bool = False
) -> QToolButton:
    button = QToolButton()
    button.setText(f" {name}" if icon and words else name)
    button.setAccessibleName(name)
    button.setToolTip(f"{name.rstrip('…')}（{keys}）" if keys else name.rstrip("…"))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    style = Qt.ToolButtonStyle
    if icon:
        use_icon(button, icon, "text")
    shape = style.ToolButtonTextBesideIcon if icon else style.ToolButtonTextOnly
    button.setToolButtonStyle(shape if words else style.ToolButtonIconOnly)
    button.clicked.connect(lambda _=False: act())
    return button


def _gap() -> QWidget:
    line = QWidget()
    line.setObjectName("bar-gap")
    line.setFixedSize(9, 20)
    line.setStyleSheet("#bar-gap { border-left: 1px solid palette(mid); margin-left: 4px; }")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return line
