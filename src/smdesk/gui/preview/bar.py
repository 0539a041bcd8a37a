"""What the preview is steered with: zoom, single pages or spreads, page n of m."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from smdesk.gui.preview.sheets import STEPS
from smdesk.gui.preview.view import FIT, PageView
from smdesk.gui.theme.icons import use_icon
from smdesk.gui.theme.tokens import theme

_FIT_NAME = "适合宽度"


def tool(icon: str, name: str, shortcut: str = "") -> QToolButton:
    """Return an icon button with its accessible name, and its shortcut in the tooltip."""
    button = QToolButton()
    button.setAccessibleName(name)
    button.setToolTip(f"{name}（{shortcut}）" if shortcut else name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    use_icon(button, icon)
    return button


class ZoomBar(QWidget):
    """Zoom and spreads of a view; further buttons may be added at its right end."""

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.out = tool("zoom-out", "缩小", "Ctrl+-")
        self.into = tool("zoom-in", "放大", "Ctrl++")
        self.percent = self._percent_button()
        self.spreads = tool("book-open", "双页：左页为反面，右页为正面")
        self.spreads.setCheckable(True)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 4, 8, 4)
        self.row.setSpacing(2)
        for one in (self.out, self.percent, self.into, self.spreads):
            self.row.addWidget(one)
        self.row.addStretch(1)
        self.out.clicked.connect(lambda: view.zoom_step(-1))
        self.into.clicked.connect(lambda: view.zoom_step(1))
        self.spreads.clicked.connect(lambda on: view.set_mode("spread" if on else "single"))
        view.zoomed.connect(self.show_state)
        self.show_state()

    def _percent_button(self) -> QToolButton:
        button = QToolButton()
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setFixedWidth(button.fontMetrics().horizontalAdvance(_FIT_NAME) + 20)
        menu = QMenu(button)
        self._group = QActionGroup(menu)
        for percent in (FIT, *STEPS):
            action = QAction(_FIT_NAME if percent == FIT else f"{percent} %", menu)
            action.setCheckable(True)
            action.setData(percent)
            self._group.addAction(action)
            menu.addAction(action)
        self._group.triggered.connect(lambda action: self._view.set_zoom(action.data()))
        button.setMenu(menu)
        return button

    def show_state(self) -> None:
        """Show the zoom and the mode of the view."""
        view = self._view
        text = _FIT_NAME if view.zoom == FIT else f"{view.zoom} %"
        self.percent.setText(text)
        self.percent.setAccessibleName(f"显示比例：{text}")
        self.percent.setToolTip(f"显示比例，现为纸面的 {round(view.percent)} %")
        for action in self._group.actions():
            action.setChecked(action.data() == view.zoom)
        self.out.setEnabled(view.percent > STEPS[0] + 0.5)
        self.into.setEnabled(view.percent < STEPS[-1] - 0.5)
        self.spreads.setChecked(view.mode == "spread")


class PageBar(QWidget):
    """Page n of m of a view, and the way to the next."""

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.back = tool("chevron-left", "上一页", "PgUp")
        self.on = tool("chevron-right", "下一页", "PgDn")
        self.label = QLabel()
        self.label.setFont(theme().font("small"))
        self.label.setProperty("role", "small")
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(4)
        for one in (self.back, self.label, self.on):
            row.addWidget(one, 1 if one is self.label else 0)
        self.back.clicked.connect(lambda: view.turn(-1))
        self.on.clicked.connect(lambda: view.turn(1))
        view.moved.connect(self.show_state)
        self.show_state()

    def show_state(self) -> None:
        """Show which page is at hand, and its number in the whole packet where that is another."""
        sheets, current = self._view.sheets, self._view.current
        self.back.setEnabled(bool(sheets) and not self._view.at_start)
        self.on.setEnabled(bool(sheets) and not self._view.at_end)
        if not sheets:
            self.label.setText("")
            return
        number = sheets[current].number
        whole = f"（全册第 {number} 页）" if sheets[0].number != 1 else ""
        self.label.setText(f"{self._at_hand()}，共 {len(sheets)} 页{whole}")

    def _at_hand(self) -> str:
        """Return which page is at hand; of a spread both, the verso first."""
        sheets, current = self._view.sheets, self._view.current
        first = sheets[current]
        if self._view.mode != "spread":
            return f"第 {current + 1} 页"
        beside = current + 1 < len(sheets) and sheets[current + 1].number == first.number + 1
        if not first.recto and beside:
            return f"第 {current + 1}–{current + 2} 页（左反面，右正面）"
        return f"第 {current + 1} 页（{'正面' if first.recto else '反面'}）"
