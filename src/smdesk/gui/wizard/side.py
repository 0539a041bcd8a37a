"""The panel at the right: 问题, 条款, 预览; beside the page, folded to a strip, or a drawer over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import tool

WIDTH = 320
STRIP = 44
NARROW = 1180
"""Below this width of the window the panel lies over the page."""

Tab = Literal["findings", "clause", "preview", "carried", "remarks", "case"]
NAMES: dict[Tab, tuple[str, str]] = {
    "findings": ("问题", "list-checks"),
    "clause": ("条款", "book-open"),
    "preview": ("预览", "eye"),
    "carried": ("沿用", "copy"),
    "remarks": ("补正", "mail"),
    "case": ("审核", "list-checks"),
}


class SidePanel(QWidget):
    """Tabs over their pages; a page is made when its tab is first opened.

    ``folded`` comes when the person closes the panel, ``opened(tab)`` when a tab is in front.
    """

    folded = Signal()
    opened = Signal(str)

    def __init__(
        self, makers: dict[Tab, Callable[[], QWidget]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._makers = makers
        self._pages: dict[str, QWidget] = {}
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("右侧栏")
        for tab in makers:
            self.tabs.setTabData(self.tabs.addTab(NAMES[tab][0]), tab)
        self._fold = tool("panel-right-close", "收起右侧栏", "F9")
        self._fold.clicked.connect(self.folded)
        self._stack = QStackedWidget()
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 8, 0)
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self._fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.tabs.currentChanged.connect(lambda _: self._show())
        self._show()

    @property
    def current(self) -> Tab:
        """The tab in front."""
        tab: Tab = self.tabs.tabData(self.tabs.currentIndex())
        return tab

    def add(self, tab: Tab, page: QWidget, *, instead: Tab | None = None) -> None:
        """Add a tab with its page, or give the tab another page; ``instead`` of one that goes."""
        old = self._pages.get(tab)
        self._pages[tab] = page
        self._stack.addWidget(page)
        if tab not in self._makers:
            self._makers[tab] = lambda: page
            at = self.tabs.count() if instead is None else self._at(instead)
            self.tabs.setTabData(self.tabs.insertTab(at, NAMES[tab][0]), tab)
        if instead is not None:
            self.show_tab(instead, shown=False)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        if self.current == tab:
            self._stack.setCurrentWidget(page)

    def page(self, tab: Tab) -> QWidget:
        """Return the page of a tab, made if it was not yet."""
        if tab not in self._pages:
            self._pages[tab] = self._makers[tab]()
            self._stack.addWidget(self._pages[tab])
        return self._pages[tab]

    def made(self, tab: Tab) -> QWidget | None:
        """Return the page of a tab if it was made."""
        return self._pages.get(tab)

    def open_tab(self, tab: Tab) -> None:
        """Bring a tab to the front."""
        at = self._at(tab)
        if at >= 0:
            self.tabs.setCurrentIndex(at)

    def show_tab(self, tab: Tab, *, shown: bool) -> None:
        """Show or hide a tab; one in front goes behind the first."""
        at = self._at(tab)
        if at >= 0:
            if not shown and self.current == tab:
                self.tabs.setCurrentIndex(0)
            self.tabs.setTabVisible(at, shown)

    def show_count(self, count: int) -> None:
        """Show the number of open findings at its tab."""
        text = NAMES["findings"][0]
        self.tabs.setTabText(self._at("findings"), f"{text} {count}" if count else text)

    def _at(self, tab: Tab) -> int:
        places = [self.tabs.tabData(one) for one in range(self.tabs.count())]
        return places.index(tab) if tab in places else -1

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.folded.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(theme().colour.line, 1))
        painter.drawLine(0, 0, 0, self.height())
        painter.end()

    def _show(self) -> None:
        tab = self.current
        self._stack.setCurrentWidget(self.page(tab))
        self.opened.emit(tab)


class SideStrip(QWidget):
    """The panel folded: one button a tab; ``wanted(tab)`` opens it."""

    wanted = Signal(str)

    def __init__(self, tabs: tuple[Tab, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(STRIP)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 8, 2, 8)
        column.setSpacing(8)
        self._buttons: dict[Tab, QWidget] = {}
        self._column = column
        column.addStretch(1)
        for tab in tabs:
            self.add(tab)

    def add(self, tab: Tab, *, instead: Tab | None = None) -> None:
        """Add the button of a tab that has none, below the others; ``instead`` of one that goes."""
        if tab in self._buttons:
            return
        at = len(self._buttons) if instead is None else list(self._buttons).index(instead)
        if instead is not None:
            self.show_tab(instead, shown=False)
        name, icon = NAMES[tab]
        button = tool(icon, name)
        button.setToolTip(f"打开“{name}”")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFont(theme().font("small"))
        button.clicked.connect(lambda _=False: self.wanted.emit(tab))
        self._column.insertWidget(at, button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._buttons[tab] = button

    def show_tab(self, tab: Tab, *, shown: bool) -> None:
        """Show or hide the button of a tab."""
        self._buttons[tab].setVisible(shown)
