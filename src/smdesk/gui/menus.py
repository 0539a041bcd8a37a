"""The menu of the window: what stands in it now, and what each line does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QDialog

from smdesk.gui.home.page import offers_of
from smdesk.gui.home.parts import fill_menu
from smdesk.gui.past.flow import HistoryMenu
from smdesk.gui.settings import SCALES
from smdesk.gui.theme.icons import use_icon
from smdesk.gui.theme.tokens import Choice

if TYPE_CHECKING:
    from smdesk.gui.main_window import MainWindow
    from smdesk.gui.wizard.page import WizardPage


class Menus:
    """Fills and connects the menu of a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window, ui = window, window.ui
        self._ui = ui
        self._find = QAction("查找\tCtrl+F", window)
        use_icon(self._find, "search")
        self._find.triggered.connect(lambda _checked: self._search())
        self.history = HistoryMenu(window)
        self._webfill = QAction("网上填报…", window)
        use_icon(self._webfill, "clipboard-paste")
        self._webfill.triggered.connect(lambda _checked: self._with_page("open_webfill"))
        ui.menu_file.insertAction(ui.act_home, self._webfill)
        for action, icon in (
            (ui.act_new, "plus"), (ui.act_open, "folder-open"), (ui.act_home, "house"),
            (ui.act_packs, "package"), (ui.act_restore, "archive-restore"), (ui.act_folder, "hard-drive"),
            (ui.act_book, "book-open"), (ui.act_print, "printer"), (ui.act_settings, "settings"), (ui.act_keys, "keyboard"), (ui.act_about, "info"),
        ):  # fmt: skip
            use_icon(action, icon)
        # Not in the Designer file: a key makes all enums of Qt, before the first paint there.
        for action, keys in (
            (ui.act_new, "Ctrl+N"), (ui.act_open, "Ctrl+O"), (ui.act_home, "Ctrl+W"),
            (ui.act_settings, "Ctrl+,"), (ui.act_quit, "Ctrl+Q"), (ui.act_keys, "F1"),
        ):  # fmt: skip
            action.setShortcut(QKeySequence(keys))
        # The wizard has the key itself; the menu only tells it.
        ui.act_book.setText(f"{ui.act_book.text()}\tCtrl+P")
        self._calls()
        self._themes()
        self._scales()
        self.show_draft(None)
        self.enable()

    def show_draft(self, page: WizardPage | None) -> None:
        """Put what belongs to the draft at work into the menu, or take it out."""
        menu = self._ui.menu_edit
        menu.clear()
        if page is not None:
            menu.addActions([page.history.undo, page.history.redo])
            menu.addAction(self.history.action)
            menu.addSeparator()
        menu.addAction(self._find)
        for action in (self._ui.act_home, self._ui.act_book, self._ui.act_print):
            action.setEnabled(page is not None)
        self._webfill.setVisible(page is not None and page.has_website)
        self.enable()

    def enable(self) -> None:
        """Let only that be chosen which works now."""
        desk = self._window.desk
        at_home = self._window.work is None
        self._ui.act_new.setEnabled(desk.writable)
        self._ui.act_open.setEnabled(desk.writable)
        self._find.setEnabled(desk.library is not None)
        samples = self._ui.menu_sample
        samples.clear()
        samples.setEnabled(desk.writable)
        fill_menu(samples, offers_of(desk.now.samples if desk.now else (), self._sample))
        self._ui.act_restore.setEnabled(desk.writable or (at_home and desk.now is None))

    def _sample(self, sample: object) -> None:
        if self._window.leave_draft():
            self._window.flows.add_sample(sample)  # type: ignore[arg-type]

    def _search(self) -> None:
        window = self._window
        if window.page is not None:
            window.page.frame.head.search.click()
        else:
            window.home.find_draft()

    def _with_page(self, name: Literal["open_book", "print_draft", "open_webfill"]) -> None:
        page = self._window.page
        if page is not None:
            getattr(page, name)()

    def _calls(self) -> None:
        window, ui = self._window, self._ui
        flows = window.flows
        calls: tuple[tuple[QAction, Callable[[], object]], ...] = (
            (ui.act_new, partial(_after_leaving, window, flows.new_draft)),
            (ui.act_open, partial(_after_leaving, window, flows.open_file)),
            (ui.act_home, window.leave_draft),
            (ui.act_book, partial(self._with_page, "open_book")),
            (ui.act_print, partial(self._with_page, "print_draft")),
            (ui.act_packs, flows.show_packs),
            (ui.act_restore, window.restore),
            (ui.act_folder, lambda: window.system.open_folder(window.desk.folder)),
            (ui.act_settings, self.show_settings),
            (ui.act_quit, window.close),
            (ui.act_keys, self._show_keys),
            (ui.act_log, lambda: window.system.open_folder(window.desk.folder / "logs")),
            (ui.act_about, self._show_about),
        )
        for action, call in calls:
            action.triggered.connect(partial(_ignoring, call))

    def _themes(self) -> None:
        group = QActionGroup(self._window)
        self._theme_actions: dict[Choice, QAction] = {
            "system": self._ui.act_theme_system,
            "light": self._ui.act_theme_light,
            "dark": self._ui.act_theme_dark,
        }
        for choice, action in self._theme_actions.items():
            group.addAction(action)
            action.triggered.connect(partial(_ignoring, partial(self.choose_theme, choice)))
        self._theme_actions[self._window.keeper.choice].setChecked(True)

    def choose_theme(self, choice: Choice) -> None:
        """Take a look at once and remember it."""
        self._window.settings.theme = choice
        self._window.keeper.choose(choice)
        self._theme_actions[choice].setChecked(True)

    def _scales(self) -> None:
        group = QActionGroup(self._window)
        for percent in SCALES:
            action = self._ui.menu_scale.addAction(f"{percent} %")
            action.setCheckable(True)
            action.setChecked(percent == self._window.settings.scale)
            group.addAction(action)
            action.triggered.connect(partial(_ignoring, partial(self._scale, percent)))

    def _scale(self, percent: int) -> None:
        if percent != self._window.settings.scale:
            self._window.settings.scale = percent
            self.show_settings()

    def show_settings(self) -> None:
        """Show the settings; a wanted restart closes the window first."""
        from smdesk.gui.dialogs.settings import SettingsDialog
        from smdesk.gui.settings import running_scale

        window = self._window
        dialog = SettingsDialog(
            window.settings, window.desk.folder, running_scale(), self.choose_theme,
            lambda: window.system.open_folder(window.desk.folder), window,
        )  # fmt: skip
        dialog.exec()
        for action in self._ui.menu_scale.actions():
            action.setChecked(action.text() == f"{window.settings.scale} %")
        wanted = dialog.restart
        dialog.deleteLater()
        if wanted and window.close():
            window.restart_wanted.emit()

    def _show_keys(self) -> None:
        from smdesk.gui.dialogs.keys import KeysDialog

        _run(KeysDialog(self._window))

    def _show_about(self) -> None:
        from smdesk.gui.dialogs.about import AboutDialog

        _run(AboutDialog(self._window))


def _run(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()


def _after_leaving(window: MainWindow, call: Callable[[], object]) -> None:
    if window.leave_draft():
        call()


def _ignoring(call: Callable[[], object], _checked: bool = False) -> None:
    call()
