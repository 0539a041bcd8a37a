"""Where pictures are taken: windows on folders of their own, dialogs as they open, menus as they drop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QContextMenuEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from smdesk.gui.flows import System
from smdesk.gui.gallery.waiting import settle, until
from smdesk.gui.main_window import MainWindow
from smdesk.gui.settings import Settings
from smdesk.gui.theme.watch import ThemeKeeper
from smdesk.gui.wizard.page import WizardPage

SIZE = (1440, 900)
"""Of the window, in device-independent pixels."""

_LOOKS = 8
"""Pictures that are taken at most until two are the same."""

Taker = Callable[[str, QWidget, QImage], None]
"""Is given each picture: its name, the window as it stands, the pixels."""


@dataclass
class Stage:
    """Shows things and has them pictured; ``folder`` is for data and files, ``keeper`` has the look."""

    folder: Path
    keeper: ThemeKeeper
    taker: Taker
    asked_file: str = ""
    asked_target: str = ""
    _faults: list[BaseException] = field(default_factory=list)

    def take(self, name: str, widget: QWidget, *, at_once: bool = False) -> None:
        """Picture a widget as it stands once it came to rest."""
        if not at_once:
            _bring_forward(widget.window())
            settle()
        self.taker(name, widget, _grab(widget) if at_once else _at_rest(widget))

    def dialog(
        self,
        name: str,
        call: Callable[[], object],
        act: Callable[[QDialog], object] | None = None,
        *,
        accept: bool = False,
    ) -> None:
        """Picture the dialog that ``call`` waits for, ``act`` done with it before.

        It is left by Esc, or accepted.
        """
        done: list[bool] = []

        def look() -> None:
            if done:
                return
            shown = QApplication.activeModalWidget()
            if not isinstance(shown, QDialog) or not shown.isVisible():
                QTimer.singleShot(5, look)
                return
            done.append(True)
            try:
                if act is not None:
                    act(shown)
                self.take(name, shown)
            except BaseException as fault:  # raised below, not in the slot
                self._faults.append(fault)
            finally:
                _leave(shown, accept=accept)

        QTimer.singleShot(0, look)
        call()
        until(lambda: QApplication.activeModalWidget() is None, f"end of {name}")
        if not done:
            done.append(True)
            raise RuntimeError(f"{name} did not open")
        self._raise()

    def menu(self, name: str, menu: QMenu, over: QWidget, place: QPoint) -> None:
        """Picture a menu where it drops over a window."""
        self.popup(name, lambda: menu.popup(over.mapToGlobal(place)), over)

    def popup(self, name: str, call: Callable[[], object], over: QWidget) -> None:
        """Picture the menu that ``call`` lets drop, over the window that it belongs to; close it."""
        call()
        until(lambda: QApplication.activePopupWidget() is not None, name)
        settle()
        menu = QApplication.activePopupWidget()
        if menu is None:
            raise RuntimeError(f"{name} closed by itself")
        image = over.grab().toImage()
        painter = QPainter(image)
        painter.drawPixmap(over.mapFromGlobal(menu.pos()), menu.grab())
        painter.end()
        self.taker(name, menu, image)
        menu.close()
        settle(0.02)

    @contextmanager
    def window(self, folder: str = "data") -> Iterator[MainWindow]:
        """Open a window on a data folder and close it at the end."""
        place = self.folder / folder
        system = System(
            lambda _parent, _folder: self.asked_file,
            lambda _parent, _start: self.asked_target,
            lambda _folder: None,
        )
        window = MainWindow(place, Settings(place), self.keeper, system)
        painted: list[bool] = []
        window.first_painted.connect(lambda: painted.append(True))
        window.resize(*SIZE)
        window.show()
        until(lambda: bool(painted), "first paint")
        window.begin()
        until(lambda: window.desk.now is not None or _failed(window), "data folder")
        try:
            yield window
        finally:
            self._close(window)

    @contextmanager
    def draft(self, window: MainWindow, draft: int) -> Iterator[WizardPage]:
        """Open a draft in a window and go Home at the end."""
        _bring_forward(window)
        window.open_draft(draft)
        page = window.page
        if page is None:
            raise RuntimeError(f"draft {draft} did not open")
        try:
            yield page
        finally:
            until(window.leave_draft, "closing of a draft")

    def _close(self, window: MainWindow) -> None:
        window.close()
        until(lambda: window.desk.now is None, "closing of a window")
        window.deleteLater()
        settle(0.02)

    def _raise(self) -> None:
        if self._faults:
            fault = self._faults.pop()
            raise fault


def _grab(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def _at_rest(widget: QWidget) -> QImage:
    """Return the picture once the next one is the same: a busy machine lays out late.

    What turns for ever (a bar of work under way) is pictured after some of them.
    """
    image = _grab(widget)
    for _ in range(_LOOKS):
        settle(0.02)
        later = _grab(widget)
        if later == image:
            break
        image = later
    return image


def _bring_forward(window: QWidget) -> None:
    """Let a window be the active one, as it is when a person looks at it; focus rings show then."""
    for _ in range(20):
        if window.isActiveWindow():
            return
        window.activateWindow()
        settle(0.01)


def _leave(dialog: QDialog, *, accept: bool) -> None:
    if accept:
        dialog.accept()
    else:
        dialog.reject()


def ask_menu(widget: QWidget) -> None:
    """Ask a widget for its menu as the menu key does."""
    middle = widget.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, widget.mapToGlobal(middle))
    QApplication.sendEvent(widget, event)


def _failed(window: MainWindow) -> bool:
    return bool(window.home.frame.empty.buttons)
