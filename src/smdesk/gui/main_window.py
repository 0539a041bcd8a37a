"""The window: Home or the draft at work, the menu, and an orderly end."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from smdesk.gui.home.skeleton import Skeleton
from smdesk.gui.settings import Settings
from smdesk.gui.theme.watch import ThemeKeeper
from smdesk.gui.ui_main_window import Ui_MainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

    from smdesk.errors import Problem
    from smdesk.gui.flows import Flows, System
    from smdesk.gui.home.page import HomePage
    from smdesk.gui.menus import Menus
    from smdesk.gui.wiring import Desk, DraftWork, Opened
    from smdesk.gui.wizard.page import WizardPage
    from smdesk.service.desk.fixes import FixHead
    from smdesk.service.desk.fixes import Opened as Opening
    from smdesk.service.session.autosave import Status

TITLE = "smdesk"
_FRAME = QSize(2, 40)
"""About what the system's frame and title take around a window."""
PATIENCE = 1500
"""Milliseconds that a draft may take to come back before Home is shown in its place."""


class MainWindow(QMainWindow):
    """The one window of the program on one data folder.

    It paints its frame and where everything will stand; `begin` (called after the first paint)
    puts Home there, opens the folder, and the draft that was open when the program ended last.
    ``home``, ``desk``, ``flows`` and ``menus`` are there from then on. ``first_painted`` comes
    once; after ``restart_wanted`` the program ends.
    """

    home: HomePage
    desk: Desk
    flows: Flows
    menus: Menus
    system: System

    first_painted = Signal()
    restart_wanted = Signal()
    draft_shown = Signal()

    def __init__(
        self, folder: Path, settings: Settings, keeper: ThemeKeeper, system: System | None = None
    ) -> None:
        super().__init__()
        self.folder, self.settings, self.keeper = folder, settings, keeper
        self._given = system
        self.ui = Ui_MainWindow()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        self.setAcceptDrops(True)
        self.setWindowTitle(TITLE)
        self._skeleton: Skeleton | None = Skeleton(draft=settings.last_draft is not None)
        self.ui.stack.addWidget(self._skeleton)
        self.work: DraftWork | None = None
        self.page: WizardPage | None = None
        self._painted = self._furnished = self._begun = False
        self._arriving: Path | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._show_home)
        self._place()

    def show_home(self, file: Path | None = None) -> None:
        """Put in Home and paint it, unless a draft is about to come back instead."""
        from smdesk.gui.home.page import HomePage

        self._arriving = file
        self.home = HomePage()
        self.ui.stack.addWidget(self.home)
        if file is None and self.settings.last_draft is not None:
            self._patience.start()
        else:
            self._show_home()
            self.repaint()

    def begin(self, file: Path | None = None) -> None:
        """Open the data folder; then ``file``, or the draft that was open last."""
        if not hasattr(self, "home"):
            self.show_home(file)
        self._furnish()
        self.desk.open()

    def _furnish(self) -> None:
        """Put in what the first paint does without: imports of it would hold that up."""
        if self._furnished:
            return
        from smdesk.gui.desk.flows import DeskFlows
        from smdesk.gui.flows import Flows, System
        from smdesk.gui.menus import Menus
        from smdesk.gui.printing.menu import PaperMenu
        from smdesk.gui.profile.flows import ProfileFlows
        from smdesk.gui.profile.menu import ProfileMenu
        from smdesk.gui.wiring import Desk

        self._furnished = True
        self.system = self._given or System()
        self.home.furnish()
        self.desk = Desk(self.folder, self.settings, self)
        self.flows = Flows(self, self.home, self.desk, self.system)
        self.menus = Menus(self)
        self.paper = PaperMenu(self)
        self.profiles = ProfileFlows(self)
        self.profile_menu = ProfileMenu(self, self.profiles)
        self.bureau = DeskFlows(self)
        self._connect()

    def _show_home(self) -> None:
        """Put Home in the skeleton's place."""
        self._patience.stop()
        if self._skeleton is not None:
            if self.work is None:
                self.ui.stack.setCurrentWidget(self.home)
                self.home.search.setFocus()
            self.ui.stack.removeWidget(self._skeleton)
            self._skeleton.deleteLater()
            self._skeleton = None

    # -- drafts --------------------------------------------------------------------------------

    def open_draft(self, draft: int, *, code: str = "") -> bool:
        """Show a draft in its wizard, at the cell where the person was; return whether it opened.

        A fault is told on Home, as the ``detail`` of the message ``code`` if one is given.
        """
        from smdesk.errors import Problem, SmdeskError

        if not self.leave_draft():
            return False
        try:
            work = self.desk.draft(draft)
        except SmdeskError as fault:
            self.home.refresh()
            told = Problem(code, params={"detail": str(fault)}) if code else fault.problem
            self.home.say(told.message, "error")
            return False
        self.work, self.page = work, work.page()
        self.page.home_wanted.connect(self.leave_draft)
        work.bridge.saving.connect(self._saving)
        work.bridge.changed.connect(self._name)
        self.ui.stack.addWidget(self.page)
        self.ui.stack.setCurrentWidget(self.page)
        self.home.note.hide()
        if self.desk.writable:
            self.settings.last_draft = draft
        self._name()
        self.menus.show_draft(self.page)
        self._warn(work)
        self.draft_shown.emit()
        return True

    def _open_fix(self, opened: Opening, head: FixHead) -> None:
        """Show the draft that a bureau's remarks are about, at the first of them."""
        from smdesk.gui.wizard.remarks_panel import show_remarks

        if self.open_draft(opened.draft) and self.page is not None:
            show_remarks(self.page, head, made=opened.made)

    def leave_draft(self) -> bool:
        """Save the draft at work and go Home; false when it stays because it could not be saved."""
        if self.work is None:
            return True
        if not self._settle(self.work):
            return False
        draft = self.work.opened.id
        self._drop()
        self.settings.last_draft = None
        self.ui.stack.setCurrentWidget(self.home)
        self.home.refresh(draft)
        self.home.list.setFocus()
        return True

    def _settle(self, work: DraftWork) -> bool:
        """Save everything, or ask what to do with what cannot be saved."""
        from smdesk.errors import sentence
        from smdesk.gui.leaving import settle

        assert self.page is not None
        if self.page.busy:
            self.page.frame.bar.show_note(sentence("window.export-running"), "error")
            return False
        self.page.leave()
        return settle(work, self, self.system)

    def _drop(self) -> None:
        """Take the wizard away; what is to be kept was saved before."""
        work, page = self.work, self.page
        self.work = self.page = None
        assert work is not None
        assert page is not None
        self.menus.show_draft(None)
        page.end()
        self.ui.stack.removeWidget(page)
        work.close()
        page.deleteLater()
        self._name()

    def _warn(self, work: DraftWork) -> None:
        """Say over the page what is not as it was: damage, another edition, a folder without rights."""
        from smdesk.errors import sentence
        from smdesk.gui.leaving import warnings_of

        now = self.desk.now
        if self.page is not None and now is not None and now.because and now.holder is None:
            full = now.because.code == "window.disk-full"
            code = "window.draft-disk-full" if full else "window.draft-read-only"
            told_why = sentence(code, folder=str(self.folder))
            self.page.frame.banner.say(told_why)
        told = warnings_of(work.opened)
        if not told or self.page is None or not self.desk.writable:
            return
        banner, opened = self.page.frame.banner, work.opened
        if opened.other_edition and opened.own_edition:
            banner.say("\n".join(told), "查看差别并转到新版…", lambda: self._move(opened.id))
        else:
            banner.say("\n".join(told))

    def _move(self, draft: int) -> None:
        """Leave the draft and move it to the edition at hand, after a look at the list."""
        if self.leave_draft():
            self.flows.move_draft(draft)

    def _name(self) -> None:
        name = self.work.name if self.work else ""
        title = f"{name}[*] — {TITLE}" if name else TITLE
        if self.windowTitle() != title:
            self.setWindowTitle(title)
        if not name:
            self.setWindowModified(False)

    def _saving(self, status: Status) -> None:
        self.setWindowModified(status.kind != "saved")

    # -- the data folder -----------------------------------------------------------------------

    def _opened(self, found: Opened) -> None:
        self.home.show_library(found.library, found.because, found.samples, found.names)
        self.menus.enable()
        if not self._begun:
            self._begun = True
            if self._arriving is not None:
                self.flows.open_file(self._arriving)
            elif self.settings.last_draft is not None:
                self._reopen(self.settings.last_draft)
        self._show_home()

    def _reopen(self, draft: int) -> None:
        there = self.desk.library is not None and any(
            one.id == draft for one in self.desk.library.drafts()
        )
        if there:
            self.open_draft(draft, code="window.lost-draft")
        elif self.desk.writable:
            self.settings.last_draft = None

    def _sampled(self) -> None:
        if self.desk.now is not None:
            self.home.show_samples(self.desk.now.samples)
            self.menus.enable()

    def _failed(self, problem: Problem) -> None:
        self._show_home()
        self.home.show_failure(problem)
        self.menus.enable()

    def retry(self, *, start_empty: bool = False) -> None:
        """Open the data folder again."""
        self.home.show_waiting()
        self.desk.open(start_empty=start_empty)

    def restore(self) -> None:
        """Leave the draft and show the backups."""
        if self.leave_draft():
            self.flows.restore()

    # -- the window ----------------------------------------------------------------------------

    def _connect(self) -> None:
        home = self.home
        self.desk.opened.connect(self._opened)
        self.desk.failed.connect(self._failed)
        self.desk.sampled.connect(self._sampled)
        self.flows.draft_wanted.connect(self.open_draft)
        self.flows.fix_wanted.connect(self._open_fix)
        home.draft_wanted.connect(self.open_draft)
        home.new_wanted.connect(self.flows.new_draft)
        home.file_wanted.connect(self.flows.open_file)
        home.sample_wanted.connect(self.flows.add_sample)
        home.roll_wanted.connect(self.profiles.roll)
        home.remember_wanted.connect(self.profiles.remember_draft)
        home.reuse_wanted.connect(self.flows.new_draft)
        self.flows.filled_wanted.connect(self.profiles.begin)
        home.retry_wanted.connect(self.retry)
        home.empty_wanted.connect(lambda: self.retry(start_empty=True))
        home.restore_wanted.connect(self.restore)
        home.desk_wanted.connect(self.bureau.open)
        home.folder_wanted.connect(lambda: self.system.open_folder(self.desk.folder))

    def _place(self) -> None:
        """Put the window where it was, or in the middle of the screen, never larger than that."""
        saved = self.settings.geometry
        room: QRect = QGuiApplication.primaryScreen().availableGeometry()
        # A small screen at a large scale has fewer pixels than the window wants at the least.
        self.setMinimumSize(self.minimumSize().boundedTo(room.size() - _FRAME))
        if saved is not None and self.restoreGeometry(saved):
            return
        size = self.size().boundedTo(room.size() * 0.94)
        self.resize(size)
        self.move(room.center() - self.rect().center())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Tell the first paint, after it."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Save what is open; stay if that fails and the person wants to."""
        last = self.work.opened.id if self.work else None
        if self.work is not None and not self._settle(self.work):
            event.ignore()
            return
        if self._furnished:
            self.flows.cancel()
        if self.work is not None:
            self._drop()
            if self.desk.writable:
                self.settings.last_draft = last
        self.settings.geometry = self.saveGeometry()
        self._patience.stop()
        self.hide()
        self.settings.store.sync()
        if self._furnished:
            self.bureau.close()
            self.desk.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take a declaration file that is dropped on Home."""
        if self._furnished and self.work is None and _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open the file that was dropped."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, partial(self.flows.open_file, path))


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one thing of a drop that may be a declaration or a notice's pack."""
    from smdesk.gui.flows import FIX_SUFFIX, PACK_SUFFIX, SUFFIXES

    files = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
    fits = [
        one
        for one in files
        if one.suffix.lower() in {*SUFFIXES, PACK_SUFFIX, FIX_SUFFIX}
        or (one / "notice.toml").is_file()
    ]
    return fits[0] if len(files) == len(fits) == 1 else None
