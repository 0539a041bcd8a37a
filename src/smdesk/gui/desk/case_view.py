"""A case as the applicant filled it: the pages of the form, read only, findings in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smdesk.errors import SmdeskError
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.desk.copies import Copies
from smdesk.gui.desk.doings import CaseDoings
from smdesk.gui.desk.joining import Moving
from smdesk.gui.desk.names import mark_of
from smdesk.gui.desk.panel import CasePanel
from smdesk.gui.desk.spoken import spoken_lines
from smdesk.gui.home.parts import Note, Offer
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.style import set_property
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.makers import Calls, Services, page_makers
from smdesk.gui.wizard.page import WizardPage
from smdesk.gui.wizard.pages import Maker
from smdesk.gui.wizard.parts import Elided, push, tool, words
from smdesk.gui.wizard.steps import CHECK, EXPORT
from smdesk.gui.work import Job
from smdesk.service.desk.findings import as_findings, found
from smdesk.service.session import Changes
from smdesk.service.session.session import DraftSession

if TYPE_CHECKING:
    from smdesk.gui.desk.work import DeskWork
    from smdesk.service.desk.case_files import OpenCase
    from smdesk.store.desk.models import Case


class CaseView(QWidget):
    """One version of a case in the wizard, which cannot change it, with what the desk says of it.

    What was found, set aside and said is the desk's own, and follows it. ``back_wanted``,
    ``step_wanted(by)`` to the case before or after in the list, ``case_wanted(id, version)`` to
    another or another version (0 for that of the list). Call `end` before it goes.
    """

    back_wanted = Signal()
    step_wanted = Signal(int)
    case_wanted = Signal(int, int)
    review_wanted = Signal()

    def __init__(
        self,
        work: DeskWork,
        opened: OpenCase,
        settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        assert work.desk is not None
        self.work, self.case, self._settings = work, opened, settings
        self.row = opened.row
        self._shown = found(work.desk, opened.case, opened.version.id)
        session = DraftSession(
            opened.pack, opened.form, opened.declaration, found=as_findings(self._shown)
        )
        self.bridge = SessionBridge(session, read_only=True, parent=self)
        services = Services(self.bridge, work.desk.blobs, settings, Job, received=True)
        self.page = WizardPage(services, makers=_received_pages)
        self.page.frame.banner.hide()
        self.page.frame.bar.show_note("")
        self.panel = CasePanel(inside=True)
        self.panel.in_view = opened.version.id
        self.page.frame.replace_panel("findings", "case", self.panel)
        self.note = Note()
        self._copies = Copies(work.desk.blobs, self.note)
        self.doings = CaseDoings(self, work, lambda: [self.row], settings, self.note.say)
        self.moving = Moving(work, self.panel, lambda: [self.row], self._open, self)
        self._lay()
        self._connect()
        self._show(opened.case)

    def go_to(self, place: str) -> None:
        """Bring a cell into view, and what was found of it."""
        if place:
            self.page.go_to(place)

    def open_original(self) -> None:
        """Open a read-only copy of the file that was received."""
        self._copies.open(self.case.version)

    def end(self) -> None:
        """Let go of what works beside the window."""
        self.work.changed.disconnect(self.refresh)
        self.work.refused.disconnect(self._refused)
        self.page.end()
        self.bridge.close()
        self._copies.end()

    # -- what the desk says --------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what the desk says of the case now; go back where it is no more."""
        desk = self.work.desk
        if desk is None:
            return
        try:
            case = desk.case(self.row.id)
            shown = found(desk, case, self.case.version.id)
        except SmdeskError:
            self.back_wanted.emit()
            return
        if all(one.id != self.case.version.id for one in case.versions):
            self._open(case.row.id)  # the version in view went into another case
            return
        self._shown = shown
        self.bridge.session.take_findings(as_findings(shown))
        self._show(case)

    def _show(self, case: Case) -> None:
        desk = self.work.desk
        assert desk is not None
        self.row = case.row
        current = case.row.current == self.case.version.id
        self.panel.enable(writable=self.work.writable and current)
        history, spoken = desk.history(case.row.id), spoken_lines(desk, case)
        self.panel.show_case(case, self._shown, history, spoken)
        self.panel.review_button.setVisible(current and bool(case.row.doubts))
        self._show_head(case, current=current)

    def _show_head(self, case: Case, *, current: bool) -> None:
        row, number = case.row, self.case.version.number
        self._name.show_text(row.applicant or "（未读出单位名称）")
        mark = mark_of(row.state)
        self._state.setText(mark.word)
        self._icon.setPixmap(pixmap(mark.icon, 16, getattr(theme().colour, mark.role)))
        of_all = f"，共 {len(case.versions)} 版" if len(case.versions) > 1 else ""
        self._facts.setText(f"第 {number} 版{of_all}，只供查看")
        self.doubts.setVisible(current and bool(row.doubts))
        self.doubts.setText(f" 对照原件（{row.doubts} 处待确认）…")
        if not current:
            newest = next(one.number for one in case.versions if one.id == row.current)
            offer = Offer(f"打开第 {newest} 版", lambda: self._open(row.id))
            told = f"这是第 {number} 版，名单所示的是第 {newest} 版；审核在那一版上进行。"
            self.note.say(told, "check", offer)

    def _followed(self, changes: Changes) -> None:
        """Take in hand in the panel what was found where the person is now."""
        if changes.cause == "moved":
            self.panel.found.show_place(changes.place)

    # -- how it is put together ----------------------------------------------------------------

    def _lay(self) -> None:
        self._name, self._icon = Elided("申报单位"), words()
        set_property(self._name, "role", "panel")
        self._state, self._facts = words(), words("", "muted")
        self.doubts = push("", "", "eye")
        self.doubts.setAccessibleName("对照原件确认读数")
        self.original = push("打开原件副本", "quiet", "external-link")
        self.original.setToolTip("打开收到的文件的副本，不能改动")
        back = push("收件台", "quiet", "arrow-left")
        back.clicked.connect(self.back_wanted)
        before, after = (
            tool("chevron-left", "名单中上一份", "Alt+←"),
            tool("chevron-right", "名单中下一份", "Alt+→"),
        )
        before.clicked.connect(lambda: self.step_wanted.emit(-1))
        after.clicked.connect(lambda: self.step_wanted.emit(1))
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(10)
        for one in (back, self._name, self._icon, self._state, self._facts):
            head.addWidget(one)
        head.addStretch(1)
        for button in (self.doubts, self.original):
            head.addWidget(button)
        for step in (before, after):
            head.addWidget(step)
        noted = QVBoxLayout()
        noted.setContentsMargins(12, 0, 12, 8)
        noted.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(noted)
        column.addWidget(self.page, 1)

    def _connect(self) -> None:
        panel, doings = self.panel, self.doings
        self.work.changed.connect(self.refresh)
        self.work.refused.connect(self._refused)
        self.bridge.changed.connect(self._followed)
        self.page.home_wanted.connect(self.back_wanted)
        self.doubts.clicked.connect(self.review_wanted)
        self.original.clicked.connect(lambda _checked: self.open_original())
        panel.move_wanted.connect(doings.move)
        panel.open_wanted.connect(self.go_to)
        panel.found.itemClicked.connect(lambda _item: panel.go())
        panel.aside_wanted.connect(doings.set_aside)
        panel.back_wanted.connect(doings.take_up)
        panel.misread_wanted.connect(doings.misread)
        panel.opinion_wanted.connect(doings.add_opinion)
        panel.review_wanted.connect(self.review_wanted)
        panel.compare_wanted.connect(doings.compare)
        panel.version_wanted.connect(lambda version: self.case_wanted.emit(self.row.id, version))
        panel.earlier_wanted.connect(self._show_earlier)
        keys = (
            ("Alt+Left", lambda: self.step_wanted.emit(-1)),
            ("Alt+Right", lambda: self.step_wanted.emit(1)),
            ("Ctrl+W", self.back_wanted.emit),
        )
        for key, call in keys:
            short = QShortcut(QKeySequence(key), self)
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(call)

    def _refused(self, problem: object) -> None:
        self.note.say(str(getattr(problem, "message", problem)), "error")

    def _open(self, case: int) -> None:
        self.case_wanted.emit(case, 0)

    def _show_earlier(self) -> None:
        from smdesk.gui.desk.earlier import EarlierDialog

        assert self.work.desk is not None
        dialog = EarlierDialog(self.work.desk, self.row, self, settings=self._settings)
        dialog.exec()
        case = dialog.case
        dialog.deleteLater()
        if case is not None:
            self._open(case)


def _received_pages(services: Services, calls: Calls) -> dict[str, Maker]:
    """Return the pages of the form; to check and to export it is what its applicant did."""
    pages = page_makers(services, calls)
    return {part: make for part, make in pages.items() if part not in {CHECK, EXPORT}}
