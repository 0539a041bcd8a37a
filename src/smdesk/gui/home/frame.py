"""How Home is laid out: head, bar, the list or the empty page, a line for what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.home.parts import Empty, Note
from smdesk.gui.theme.icons import use_icon
from smdesk.gui.theme.tokens import theme

if TYPE_CHECKING:
    from smdesk.gui.home.list import DraftList


class HomeFrame:
    """The widgets of Home, laid out in their owner; it knows nothing of drafts.

    The list comes after the first paint, by `add_list`.
    """

    list: DraftList

    def __init__(self, owner: QWidget) -> None:
        space = theme().space
        self._owner = owner
        self.search, self.empty = QLineEdit(), Empty()
        self.banner, self.note = Note(), Note()
        self.new_button = QPushButton(" 新建申报")
        self.open_button = QPushButton(" 打开文件…")
        self.desk_button = QPushButton(" 收件台")
        self.drafts_tab = QPushButton("申报")
        self.trash_tab = QPushButton("回收站")
        self._tools: list[QToolButton] = []
        self._bar = QHBoxLayout()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(owner)
        column.setContentsMargins(space(5), space(5), space(5), space(5))
        column.setSpacing(space(3))
        column.addLayout(self._head())
        column.addLayout(self._make_bar())
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        # Below the list: a sentence that comes must not move the rows under the hand.
        column.addWidget(self.note)
        for first, second in (
            (self.desk_button, self.search), (self.search, self.open_button),
            (self.open_button, self.new_button),
            (self.new_button, self.drafts_tab), (self.drafts_tab, self.trash_tab),
        ):  # fmt: skip
            QWidget.setTabOrder(first, second)

    def add_list(self, shown: DraftList) -> None:
        """Put in the list, behind the empty page."""
        self.list = shown
        self.stack.addWidget(shown)
        QWidget.setTabOrder(self.trash_tab, shown)

    @property
    def list_shown(self) -> bool:
        """Whether the list is in front, not the empty page."""
        return self.stack.currentWidget() is not self.empty

    def show_list(self) -> None:
        """Put the list in front."""
        self.stack.setCurrentWidget(self.list)

    def show_empty(self) -> None:
        """Put the empty page in front; the focus never stays on what is hidden."""
        hidden = self.list_shown and self.list.hasFocus()
        self.stack.setCurrentWidget(self.empty)
        if hidden:
            self.search.setFocus()

    def show_counts(self, drafts: int, trashed: int) -> None:
        """Say how many there are on the two tabs."""
        for tab, word, count in (
            (self.drafts_tab, "申报", drafts),
            (self.trash_tab, "回收站", trashed),
        ):
            tab.setText(f"{word}　{count}" if count else word)
            tab.setAccessibleName(f"{word}，{count} 份")

    def add_action(self, action: QAction) -> None:
        """Add a button for something that is done with the chosen draft."""
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        action.changed.connect(lambda: button.setVisible(action.isVisible()))
        self._bar.addWidget(button)
        self._tools.append(button)

    def enable(self, *, there: bool, writable: bool) -> None:
        """Let only that be used which works: with a library, with one that can be written."""
        self.search.setEnabled(there)
        self.drafts_tab.setEnabled(there)
        self.trash_tab.setEnabled(there)
        self.new_button.setEnabled(writable)
        self.open_button.setEnabled(writable)

    def _head(self) -> QHBoxLayout:
        title = QLabel("服务型制造示范申报")
        title.setProperty("role", "page")
        self.search.setPlaceholderText("按单位、代码或拼音查找（Ctrl+F）")
        self.search.setAccessibleName("查找申报：单位、代码、拼音")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(140)
        self.search.setMaximumWidth(300)
        self.new_button.setProperty("kind", "main")
        self.new_button.setToolTip("新建申报（Ctrl+N）")
        self.new_button.setAccessibleName("新建申报")
        use_icon(self.new_button, "plus", "on_accent")
        self.open_button.setToolTip("打开数据包、Word 申报书（Ctrl+O）")
        self.open_button.setAccessibleName("打开文件")
        use_icon(self.open_button, "folder-open")
        self.desk_button.setProperty("kind", "quiet")
        self.desk_button.setToolTip("主管部门收件、审核、排序、汇总（Ctrl+Shift+B）")
        self.desk_button.setAccessibleName("收件台")
        use_icon(self.desk_button, "inbox")
        row = QHBoxLayout()
        row.setSpacing(theme().space(2))
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self.desk_button)
        row.addWidget(self.search, 99)  # as wide as may be before the space beside the title grows
        row.addWidget(self.open_button)
        row.addWidget(self.new_button)
        return row

    def _make_bar(self) -> QHBoxLayout:
        self._tabs = QButtonGroup(self._owner)
        for tab in (self.drafts_tab, self.trash_tab):
            tab.setCheckable(True)
            tab.setProperty("kind", "quiet")
            self._tabs.addButton(tab)
            self._bar.addWidget(tab)
        self.drafts_tab.setChecked(True)
        self._bar.setSpacing(theme().space(1))
        self._bar.addStretch(1)
        return self._bar
