"""A whole window on a folder of its own, for tests: opened, answered, closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from smdesk.gui.flows import System
from smdesk.gui.main_window import MainWindow
from smdesk.gui.settings import Settings
from smdesk.gui.theme.watch import ThemeKeeper
from smdesk.notices.loader import find_form
from smdesk.service.session import DraftSession
from smdesk.service.session.opening import new_draft
from smdesk.service.session.summary import summary_of
from smdesk.store.library import Library

FORM = "zhejiang-2020/enterprise"
FIRMS = ("杭州示例流体装备有限公司", "宁波示例物流设备有限公司", "绍兴示例纺机制造有限公司")


@dataclass
class FakeSystem:
    """What would open windows of the system; ``file`` and ``target`` are the answers."""

    file: str = ""
    target: str = ""
    folders: list[Path] = field(default_factory=list)

    def system(self) -> System:
        return System(
            lambda _parent, _folder: self.file,
            lambda _parent, _start: self.target,
            self.folders.append,
        )


@dataclass
class Starter:
    """Starts windows on one folder, as `smdesk.gui.app.run` does, and closes them at the end."""

    qtbot: QtBot
    folder: Path
    system: FakeSystem = field(default_factory=FakeSystem)
    windows: list[MainWindow] = field(default_factory=list)

    def start(self, file: Path | None = None) -> MainWindow:
        settings = Settings(self.folder)
        window = MainWindow(self.folder, settings, ThemeKeeper("light"), self.system.system())
        self.windows.append(window)
        self.qtbot.addWidget(window)
        with self.qtbot.waitSignal(window.first_painted):
            window.show()
        window.begin(file)
        ready = window.desk
        self.qtbot.waitUntil(
            lambda: (
                ready.now is not None or window.home.frame.empty.title.text() == "数据文件夹打不开"
            )
        )
        window.activateWindow()
        return window

    def end(self) -> None:
        for window in self.windows:
            window.close()
            window.keeper.deleteLater()


def add_draft(library: Library, applicant: str = "", form: str = FORM) -> int:
    """Store a draft of an applicant and return its id."""
    made = new_draft(library, form)
    if applicant:
        pack, found = find_form(form)
        declaration = made.session.declaration.with_values({found.applicant: applicant})
        summary = summary_of(DraftSession(pack, found, declaration))
        library.save(made.id, made.revision, declaration, summary=summary)
    return made.id


def filled(folder: Path, *applicants: str) -> tuple[int, ...]:
    """Store drafts in a folder, the last one given saved last; return their ids."""
    with Library.open(folder) as library:
        return tuple(add_draft(library, one) for one in applicants)


def names(window: MainWindow) -> list[str]:
    """The applicants that Home lists."""
    return [one.name for one in window.home.list.drafts.rows]


def leaves(menu: QMenu) -> list[QAction]:
    """The actions of a menu, those of the menus in it too."""
    return [
        leaf for one in menu.actions() for leaf in (leaves(one.menu()) if one.menu() else [one])
    ]


def press(
    window: MainWindow,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key in the list of Home."""
    for _ in range(100):
        window.activateWindow()  # the offscreen platform activates nothing after a dialog
        QApplication.processEvents()
        if QApplication.activeWindow() is window:
            break
    window.home.list.setFocus()
    QTest.keyClick(window.home.list, key, modifier)


def answering(act: Callable[[QDialog], object]) -> None:
    """Do ``act`` with the next dialog, once it is in front."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.isVisible():
            act(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)
