"""The menu 资料: what is done with what is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from smdesk.gui.profile.flows import ProfileFlows
from smdesk.gui.theme.icons import use_icon

if TYPE_CHECKING:
    from smdesk.gui.main_window import MainWindow


class ProfileMenu:
    """Puts the menu before 帮助, and says what works when it opens."""

    def __init__(self, window: MainWindow, flows: ProfileFlows) -> None:
        self._window, self._flows = window, flows
        self.menu = QMenu("资料(&D)", window)
        self.fill = self._add("从已有的内容填入…", "download", flows.fill)
        self.carried = self._add("查看沿用的内容", "list", flows.show_carried)
        self.remember = self._add("记入资料…", "archive-restore", flows.remember)
        self.menu.addSeparator()
        self.profiles = self._add("单位、项目和平台的资料…", "package", flows.show_profiles)
        window.ui.menubar.insertMenu(window.ui.menu_help.menuAction(), self.menu)
        self.menu.aboutToShow.connect(self.enable)

    def enable(self) -> None:
        """Let only that be chosen which works now."""
        for action in (self.fill, self.remember):
            action.setEnabled(self._flows.able)
        self.carried.setEnabled(self._window.page is not None)
        self.profiles.setEnabled(self._window.desk.library is not None)

    def _add(self, text: str, icon: str, call: Callable[[], object]) -> QAction:
        action = self.menu.addAction(text)
        use_icon(action, icon)
        action.triggered.connect(lambda _checked=False: call())
        return action
