"""How the desk is laid out: head, filters, list or matrix, the case; a line of progress below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.desk.filters import FilterTree
from smdesk.gui.desk.panel import CasePanel
from smdesk.gui.desk.two_rows import TwoRows
from smdesk.gui.home.parts import Empty, Note
from smdesk.gui.theme.icons import use_icon
from smdesk.gui.theme.style import set_property
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import Elided, push, words


class DeskFrame:
    """The widgets of the desk, laid out in their owner; it knows nothing of cases."""

    def __init__(self, owner: QWidget, views: tuple[tuple[str, str, QWidget], ...]) -> None:
        self._owner = owner
        self.back = push("首页", "quiet", "arrow-left")
        self.search = QLineEdit()
        self.take_button = push("收件", "main", "inbox")
        self.take_menu = QMenu(self.take_button)
        self.more = push("更多", "", "ellipsis")
        self.more_menu = QMenu(self.more)
        self.filters, self.panel = FilterTree(), CasePanel()
        self.count, self.clear = words("", "muted"), push("清除筛选", "quiet", "x")
        self.banner, self.note, self.strip = Note(), Note(), TakingStrip()
        self.views, self.empty = QStackedWidget(), Empty()
        self.tabs = QButtonGroup(owner)
        self._tabs: list[QPushButton] = []
        for at, (title, icon, view) in enumerate(views):
            self.views.addWidget(view)
            tab = push(title, "quiet", icon)
            tab.setCheckable(True)
            self.tabs.addButton(tab, at)
            self._tabs.append(tab)
        self._tabs[0].setChecked(True)
        self.views.addWidget(self.empty)
        self._lay_out()

    def show_view(self, at: int) -> None:
        """Put a view in front."""
        self._tabs[at].setChecked(True)
        self.views.setCurrentIndex(at)

    @property
    def view(self) -> int:
        """The view that is chosen, whether or not there is anything to show in it."""
        return self.tabs.checkedId()

    def show_empty(self, *, on: bool) -> None:
        """Put the empty page in the view's place, or take it away."""
        if on:
            self.views.setCurrentWidget(self.empty)
        else:
            self.views.setCurrentIndex(self.view)

    def show_ranking(self, *, on: bool) -> None:
        """Give the ranking the whole room: filters and the chosen case do not concern it."""
        for one in (self.side, self.panel, self.count):
            one.setVisible(not on)
        self.search.setEnabled(not on)

    def _lay_out(self) -> None:
        space = theme().space
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setChildrenCollapsible(False)
        middle.setHandleWidth(1)
        self.side = self._side()
        for part in (self.side, self._middle(), self.panel):
            middle.addWidget(part)
        middle.setStretchFactor(1, 1)
        middle.setSizes([220, 760, 380])
        column = QVBoxLayout(self._owner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = self._head()
        head.setContentsMargins(space(4), space(3), space(4), space(3))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(middle, 1)
        column.addWidget(self.note)
        column.addWidget(self.strip)

    def _head(self) -> QHBoxLayout:
        title = self.title = QLabel("收件台")
        title.setProperty("role", "page")
        self.search.setPlaceholderText("按单位、代码或拼音查找（Ctrl+F）")
        self.search.setAccessibleName("查找收到的申报：单位、代码、拼音")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(280)
        self.take_button.setMenu(self.take_menu)
        self.take_button.setToolTip("收文件、文件夹、压缩包；也可以直接拖进来")
        self.more.setMenu(self.more_menu)
        use_icon(self.take_button, "inbox", "on_accent")
        row = QHBoxLayout()
        row.setSpacing(theme().space(2))
        row.addWidget(self.back)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self.more)
        row.addWidget(self.take_button)
        return row

    def _side(self) -> QWidget:
        side = QWidget()
        side.setProperty("ground", "rail")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setMinimumWidth(180)
        self.filters.setStyleSheet("QTreeView { border: none; background: transparent; }")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.filters)
        return side

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(TwoRows(self._tabs, (self.count, self.clear), (8, 6), theme().space(1)))
        column.addWidget(self.views, 1)
        return middle


class TakingStrip(QFrame):
    """How far the intake is, with pause and stop."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "bar")
        self.text, self.bar = Elided("收件进度"), QProgressBar()
        self.bar.setAccessibleName("收件进度")
        self.bar.setFixedWidth(240)
        self.pause, self.stop = push("暂停", "", "pause"), push("停止", "", "x")
        self.pause.setCheckable(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        set_property(self.text, "role", "text")
        self.after = words("", "muted")
        self.leave: Callable[[], object] = lambda: None
        """Takes the keys over from a button that goes."""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.bar)
        row.addWidget(self.text, 1)
        row.addWidget(self.after)
        row.addWidget(self.pause)
        row.addWidget(self.stop)
        self.hide()

    def show_progress(self, done: int, known: int, text: str) -> None:
        """Say how far it is."""
        self.bar.setRange(0, known)
        self.bar.setValue(done)
        self.text.show_text(text)
        self.show()

    def show_after(self, count: int) -> None:
        """Say how much follows."""
        self.after.setText(f"另有 {count} 项排在后面" if count else "")

    def show_stopping(self) -> None:
        """Say that it is being stopped: what each worker has at hand is not waited for long."""
        self._hand_keys_on()
        self.stop.setEnabled(False)
        self.pause.setEnabled(False)
        self.text.show_text("正在停止")

    def end(self) -> None:
        """Be ready for the next batch."""
        self._hand_keys_on()
        self.stop.setEnabled(True)
        self.pause.setEnabled(True)
        self.hide()

    def _hand_keys_on(self) -> None:
        """Let the keys go where a person works on: Qt would give them to the first button of the page."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.leave()

    def show_pause(self, *, on: bool) -> None:
        """Say whether it is paused."""
        self.pause.setText(" 继续" if on else " 暂停")
        self.pause.setAccessibleName("继续收件" if on else "暂停收件")
        use_icon(self.pause, "play" if on else "pause")
