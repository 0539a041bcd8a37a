"""The line 修改历史 of the menu: what has to be saved before, and the way back to another edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from smdesk.errors import SmdeskError
from smdesk.gui.leaving import settle
from smdesk.gui.theme.icons import use_icon

if TYPE_CHECKING:
    from smdesk.gui.main_window import MainWindow


class HistoryMenu:
    """Puts the line below undo and redo."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.action = QAction("修改历史…", window)
        use_icon(self.action, "history")
        self.action.triggered.connect(lambda _checked=False: self.show())

    def show(self) -> None:
        """Show the past of the draft at work; go back to a version of another edition if that is wanted."""
        from smdesk.gui.past.dialog import HistoryDialog

        window, work, page = self._window, self._window.work, self._window.page
        library = window.desk.library
        if work is None or page is None or library is None:
            return
        page.leave()
        if not settle(work, window, window.system):
            return
        draft = work.opened.id
        dialog = HistoryDialog(library, draft, work.bridge, work.name, window)
        dialog.exec()
        revision = dialog.returning
        dialog.deleteLater()
        if revision is not None and window.leave_draft():
            self._return(draft, revision)

    def _return(self, draft: int, revision: int) -> None:
        from smdesk.service.history import return_to

        window, library = self._window, self._window.desk.library
        assert library is not None
        try:
            return_to(library, draft, revision)
        except SmdeskError as fault:
            window.home.refresh(draft)
            window.home.say(str(fault), "error")
            return
        window.open_draft(draft)
