"""The lines of the menu about paper: the list of prints, signed pages scanned back in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction

from smdesk.errors import SmdeskError, sentence
from smdesk.gui.theme.icons import use_icon

if TYPE_CHECKING:
    from smdesk.gui.main_window import MainWindow
    from smdesk.gui.printing.adding import Source
    from smdesk.gui.printing.batch import BatchDialog


class PaperMenu(QObject):
    """Puts the lines below 打印… and opens their windows; the list of prints may stay open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.batch: BatchDialog | None = None
        self.prints = self._add("打印清单…", "list-checks", self.show_prints)
        self.sign = self._add("换入盖章扫描件…", "file-check", self.show_sign)
        window.ui.menu_file.aboutToShow.connect(self._enable)
        window.installEventFilter(self)

    def show_prints(self) -> None:
        """Show the list of prints of the data folder."""
        from smdesk.gui.printing.batch import BatchDialog
        from smdesk.service.printing.joblist import JobList

        window = self._window
        if self.batch is not None:
            self.batch.raise_()
            self.batch.activateWindow()
            return
        if not window.desk.writable:
            window.home.say(sentence("printing.read-only"), "error")
            return
        try:
            jobs = JobList(window.folder)
        except SmdeskError as fault:
            window.home.say(str(fault), "error")
            return
        self.batch = BatchDialog(jobs, window.desk.library, window.settings.store, parent=window)
        self.batch.finished.connect(self._closed)
        self.batch.show()

    def add_sources(self, sources: Sequence[Source]) -> None:
        """Show the list of prints with further packets put in."""
        self.show_prints()
        if self.batch is not None:
            self.batch.add(sources)

    def show_sign(self, path: Path | None = None) -> None:
        """Show the window that takes signed pages back."""
        from smdesk.gui.signing.dialog import SignDialog

        window = self._window
        folder = window.settings.file_folder
        dialog = SignDialog(path, folder=folder, parent=window)
        dialog.exec()
        dialog.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Close the list with the main window; what is being sent is stopped first."""
        if watched is self._window and event.type() is QEvent.Type.Hide and self.batch is not None:
            self.batch.close()
        return super().eventFilter(watched, event)

    def _closed(self) -> None:
        if self.batch is not None:
            self.batch.deleteLater()
            self.batch = None

    def _enable(self) -> None:
        self.prints.setEnabled(self._window.desk.writable)

    def _add(self, text: str, icon: str, call: Callable[[], object]) -> QAction:
        action = QAction(text, self._window)
        use_icon(action, icon)
        action.triggered.connect(lambda _checked=False: call())
        self._window.ui.menu_file.insertAction(self._window.ui.act_home, action)
        return action
