"""How the wizard is laid out: rail, head, pages, the panel beside or over them, the bar below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard import rail as rails
from smdesk.gui.wizard.bar import BottomBar
from smdesk.gui.wizard.head import Head, HelpLine, RailHead
from smdesk.gui.wizard.parts import push, words
from smdesk.gui.wizard.rail import Rail, StepModel
from smdesk.gui.wizard.side import NARROW, STRIP, SidePanel, SideStrip, Tab
from smdesk.gui.wizard.side import WIDTH as SIDE_WIDTH


class WizardFrame(QWidget):
    """The parts of the window in their places; knows nothing of drafts.

    ``panel_turned(open)`` comes when the person opens or closes the panel beside the page,
    ``left_panel()`` before a panel goes that has the focus.
    """

    panel_turned = Signal(bool)
    left_panel = Signal()

    def __init__(
        self,
        model: StepModel,
        makers: dict[Tab, Callable[[], QWidget]],
        notice: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rail = Rail(model)
        self.rail_head = RailHead()
        self.head = Head()
        self.help = HelpLine()
        self.banner = _Banner()
        self.stack = QStackedWidget()
        self.side = SidePanel(makers)
        self.strip = SideStrip(tuple(makers))
        self.bar = BottomBar(notice)
        self._wished = True
        self._drawer = False
        self._narrow = False
        self._body = QWidget()
        self._row = QHBoxLayout(self._body)
        self._lay()
        self.side.folded.connect(self.close_panel)
        self.strip.wanted.connect(self.open_panel)
        self._body.installEventFilter(self)
        self._arrange()

    # -- the panel -----------------------------------------------------------------------------

    @property
    def narrow(self) -> bool:
        """Whether the panel is a drawer over the page."""
        return self._narrow

    @property
    def panel_open(self) -> bool:
        """Whether the panel is to be seen, beside the page or over it."""
        return self._drawer if self._narrow else self._wished

    def add_panel(self, tab: Tab, page: QWidget) -> None:
        """Add a tab that only some drafts have, and bring it to the front."""
        self.side.add(tab, page)
        self.strip.add(tab)
        self.side.open_tab(tab)
        self._turn(open_=True)

    def replace_panel(self, tab: Tab, other: Tab, page: QWidget) -> None:
        """Put another tab in the place of one, in front; the panel stays open or folded."""
        self.side.add(other, page, instead=tab)
        self.strip.add(other, instead=tab)
        self.side.open_tab(other)

    def open_panel(self, tab: Tab | None = None) -> None:
        """Show the panel, with ``tab`` in front."""
        if tab is not None:
            self.side.open_tab(tab)
        self._turn(open_=True)
        self.side.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Fold the panel, or close the drawer."""
        self._turn(open_=False)

    def toggle_panel(self) -> None:
        """Fold the panel or open it again; who is typing in the page goes on typing."""
        if self.panel_open:
            self.close_panel()
        elif not self._narrow and self._focus_in(self.stack):
            self._turn(open_=True)
        else:
            self.open_panel()

    def close_drawer(self) -> None:
        """Take the drawer off the page; a panel beside the page stays."""
        if self._narrow:
            self._turn(open_=False)

    def wish_panel(self, *, open_: bool) -> None:
        """Set whether the panel stands beside the page, as remembered."""
        self._wished = open_
        self._arrange()

    def _focus_in(self, part: QWidget) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and part.isAncestorOf(focus)

    def _turn(self, *, open_: bool) -> None:
        if not open_ and self._focus_in(self.side):
            self.left_panel.emit()
        if self._narrow:
            self._drawer = open_
        elif self._wished != open_:
            self._wished = open_
            self.panel_turned.emit(open_)
        self._arrange()

    def _arrange(self) -> None:
        """Put the panel beside the page, over it, or away; the strip stands where it is not beside."""
        beside = self._wished and not self._narrow
        if beside and self._row.indexOf(self.side) < 0:
            self._row.addWidget(self.side)
        elif not beside and self._row.indexOf(self.side) >= 0:
            self._row.removeWidget(self.side)
        self.strip.setVisible(not beside)
        self.side.setVisible(beside or (self._narrow and self._drawer))
        self._place_drawer()

    def _place_drawer(self) -> None:
        if self._narrow:
            body = self._body
            left = body.width() - STRIP - SIDE_WIDTH
            self.side.setGeometry(left, 0, SIDE_WIDTH, body.height())
            self.side.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow, self._drawer = narrow, False
            self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._body and event.type() is QEvent.Type.Resize:
            self._place_drawer()
        return super().eventFilter(watched, event)

    # -- the layout ----------------------------------------------------------------------------

    def _lay(self) -> None:
        left = QWidget()
        left.setFixedWidth(rails.WIDTH)
        left.setProperty("ground", "rail")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rail_head)
        column.addWidget(self.rail, 1)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.banner)
        middle.addWidget(self.head)
        middle.addWidget(self.help)
        middle.addWidget(self.stack, 1)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(left)
        self._row.addLayout(middle, 1)
        self._row.addWidget(self.strip)
        self.side.setParent(self._body)
        self._row.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._body, 1)
        whole.addWidget(self.bar)


class _Banner(QWidget):
    """A line over the page that says why nothing can be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.icon = QLabel()
        self.sentence = words(role="check", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.icon)
        row.addWidget(self.sentence, 1)
        self.button = push("")
        self.button.hide()
        row.addWidget(self.button)
        self._call: Callable[[], object] = lambda: None
        self.button.clicked.connect(self._answer)
        self.hide()

    def _answer(self) -> None:
        self._call()

    def say(self, text: str, offer: str = "", call: Callable[[], object] | None = None) -> None:
        """Show a sentence, or nothing; with a button that says what ``call`` does."""
        mark = "info" if offer else "lock"
        self.icon.setPixmap(pixmap(mark, 16, theme().colour.check))
        self.sentence.setText(text)
        self._call = call or (lambda: None)
        self.button.setText(offer)
        self.button.setAccessibleName(offer)
        self.button.setVisible(bool(offer))
        self.setVisible(bool(text))
