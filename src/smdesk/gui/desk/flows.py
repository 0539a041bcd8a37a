"""The desk in the window: opened when it is first wanted, its cases shown, closed with the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from smdesk.errors import Problem, SmdeskError, sentence
from smdesk.gui.theme.icons import use_icon

if TYPE_CHECKING:
    from smdesk.gui.desk.case_view import CaseView
    from smdesk.gui.desk.further import Further
    from smdesk.gui.desk.page import DeskPage
    from smdesk.gui.desk.work import DeskWork
    from smdesk.gui.main_window import MainWindow

FOLDER = "desk"
"""The folder of the desk in the data folder."""
SAMPLE_FOLDER = "sample-desk"
"""The data folder of the sample's desk, in the person's own."""
SOON = 400
"""Milliseconds after which it is said that the desk is being opened."""


class DeskFlows(QObject):
    """Leads between Home, the desk and its cases; `page` and `view` are what stands now."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.work: DeskWork | None = None
        self.page: DeskPage | None = None
        self.view: CaseView | None = None
        self.further: Further | None = None
        self._round: tuple[int, ...] = ()
        self.menu = QMenu("收件台(&B)", window)
        self._slow = QTimer(self, singleShot=True, interval=SOON)
        self._slow.timeout.connect(self._say_opening)
        self.open_action = self._make_action()
        if not self.is_sample:
            self.menu.addAction("看样例收件台…", self.open_sample)
        window.ui.menubar.insertMenu(window.ui.menu_help.menuAction(), self.menu)

    @property
    def folder(self) -> Path:
        """Where the desk lies."""
        return self._window.folder / FOLDER

    @property
    def shown(self) -> bool:
        """Whether the desk or one of its cases is in front."""
        return self._window.ui.stack.currentWidget() in {self.page, self.view}

    def open(self) -> None:
        """Show the desk; the draft at work is saved and left before."""
        if not self._window.leave_draft():
            return
        if self.page is not None:
            self.back()
            return
        if self.work is None:
            from smdesk.gui.desk.work import DeskWork

            self.work = DeskWork(self.folder, self)
            self.work.opened.connect(self._opened)
            self.work.failed.connect(self._failed)
            self._slow.start()
            self.work.open()

    def close(self) -> None:
        """Let go of everything; what was asked for is on the disk before."""
        self._slow.stop()
        self._drop_view()
        if self.work is not None:
            self.work.close()

    def _say_opening(self) -> None:
        """Say that a large desk is being opened: a first start after an upgrade copies it before."""
        self._window.home.say("正在打开收件台，申报多的要等几秒。")

    def _end_opening(self) -> None:
        if self._slow.isActive():
            self._slow.stop()
        else:
            self._window.home.note.hide()

    def _opened(self) -> None:
        from smdesk.gui.desk.further import Further
        from smdesk.gui.desk.page import DeskPage

        assert self.work is not None
        self._end_opening()
        self.page = DeskPage(self.work, self._window.settings.store)
        self.page.home_wanted.connect(self._home)
        self.page.case_wanted.connect(self.open_case)
        self.page.panel.version_wanted.connect(self._open_version)
        self.further = Further(self.page, self._window.settings.store)
        self.further.prints_wanted.connect(self._window.paper.add_sources)
        if self.is_sample:
            from smdesk.gui.desk.trying import Trying

            Trying(self.page, self._window.folder)
        else:
            self.page.taking.try_out = self.open_sample
            if not self.page.cases.ids:
                self.page.refresh()  # the empty page offers it
        self._window.ui.stack.addWidget(self.page)
        if self._window.work is None:
            self._show(self.page)
            self.page.focus_list()

    @property
    def is_sample(self) -> bool:
        """Whether this window's data folder is that of the sample's desk."""
        return self._window.folder.name == SAMPLE_FOLDER

    def open_sample(self) -> None:
        """Show the sample's desk in a window of its own."""
        from smdesk.gui.another import start_window

        if not start_window(self._window.folder / SAMPLE_FOLDER, bureau=True):
            place = self._window.home if self.page is None else self.page
            place.say(sentence("desk.sample-not-started"), "error")

    def _failed(self, problem: Problem) -> None:
        self.work = None
        self._end_opening()
        self._window.home.say(problem.message, "error")

    def _show(self, widget: DeskPage | CaseView) -> None:
        self._window.ui.stack.setCurrentWidget(widget)
        if widget is self.page:  # a case has the focus in its form: there its keys are heard
            widget.setFocus()

    def _home(self) -> None:
        self._window.ui.stack.setCurrentWidget(self._window.home)
        self._window.home.list.setFocus()

    # -- one case ------------------------------------------------------------------------------

    def open_case(self, case: int, place: str = "", version: int | None = None) -> None:
        """Show a case as the applicant filled it, at a cell if one is named."""
        from smdesk.gui.desk.case_view import CaseView
        from smdesk.service.desk.case_files import open_case

        work, page = self.work, self.page
        if work is None or work.desk is None or page is None:
            return
        try:
            opened = open_case(work.desk, case, version)
        except SmdeskError as fault:
            page.say(str(fault), "error")
            return
        if self.view is None or case not in self._round:
            self._round = tuple(page.cases.ids)
        self._drop_view()
        settings = self._window.settings.store
        self.view = CaseView(work, opened, settings)
        self.view.back_wanted.connect(self.back)
        self.view.review_wanted.connect(self._review)
        self.view.step_wanted.connect(self._step)
        self.view.case_wanted.connect(self._turn)
        self._window.ui.stack.addWidget(self.view)
        self._show(self.view)
        self.view.go_to(place)

    def back(self) -> None:
        """Go from the case to the list."""
        self._drop_view()
        if self.page is not None:
            self._show(self.page)
            self.page.refresh()
            self.page.focus_list()

    def _review(self) -> None:
        """Hold the case's doubtful readings against the received table, and show it anew after."""
        page, view = self.page, self.view
        if page is None or view is None:
            return
        case = view.case.row.id
        page.doings.review([case], case)
        page.work.settle()
        self.open_case(case, version=view.case.version.id)

    def _open_version(self, version: int) -> None:
        """Show a version of the case in hand in the list."""
        if self.page is not None:
            self.open_case(self.page.chosen_ids[0], version=version)

    def _turn(self, case: int, version: int) -> None:
        """Show another case, or another version of the one in view."""
        if self.page is not None:
            self.page.choose(case)
            self.open_case(case, version=version or None)

    def _step(self, by: int) -> None:
        """Show the case before or after in the list as it was when the first one was opened.

        What is decided of a case moves it in the list, or out of what that is narrowed to.
        """
        page, view = self.page, self.view
        if page is None or view is None or page.work.desk is None:
            return
        page.work.settle()
        at = self._round.index(view.row.id) if view.row.id in self._round else -1
        rest = self._round[at + 1 :] if by > 0 else self._round[: max(at, 0)][::-1]
        other = next((one for one in rest if page.work.desk.rows([one])), None)
        if other is None:
            view.note.say(f"已是名单中的{'最后' if by > 0 else '第'}一份。")
            return
        page.choose(other)
        self.open_case(other)

    def _drop_view(self) -> None:
        view, self.view = self.view, None
        if view is not None:
            view.end()
            self._window.ui.stack.removeWidget(view)
            view.deleteLater()

    def _make_action(self) -> QAction:
        action = self.menu.addAction("打开收件台")
        use_icon(action, "inbox")
        action.setShortcut(QKeySequence("Ctrl+Shift+B"))
        action.triggered.connect(lambda _checked: self.open())
        return action
