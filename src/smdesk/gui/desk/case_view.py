"""A case as the applicant filled it: the pages of the form, read only, findings in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smdesk.gui.bridge import SessionBridge
from smdesk.gui.desk.names import mark_of
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.style import set_property
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.makers import Services
from smdesk.gui.wizard.page import WizardPage
from smdesk.gui.wizard.parts import Elided, push, tool, words
from smdesk.gui.work import Job
from smdesk.service.session.session import DraftSession

if TYPE_CHECKING:
    from smdesk.service.desk.case_files import OpenCase
    from smdesk.store.blobs import Blobs


class CaseView(QWidget):
    """One version of a case in the wizard, which cannot change it.

    ``back_wanted``, ``step_wanted(by)`` to the case before or after in the list,
    ``version_wanted(id)``. Call `end` before it goes.
    """

    back_wanted = Signal()
    step_wanted = Signal(int)
    review_wanted = Signal()

    def __init__(
        self, opened: OpenCase, blobs: Blobs, settings: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.case = opened
        session = DraftSession(opened.pack, opened.form, opened.declaration)
        session.ask_check()
        self.bridge = SessionBridge(session, read_only=True, parent=self)
        services = Services(self.bridge, blobs, settings, Job, received=True)
        self.page = WizardPage(services)
        self.page.frame.banner.hide()
        self.page.frame.bar.show_note("")
        self.page.home_wanted.connect(self.back_wanted)
        self.doubts = push("", "", "eye")
        self.doubts.clicked.connect(self.review_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.page, 1)
        self._keys()

    def go_to(self, place: str) -> None:
        """Bring a cell into view."""
        if place:
            self.page.go_to(place)

    def end(self) -> None:
        """Let go of what works beside the window."""
        self.page.end()
        self.bridge.close()

    def _head(self) -> QHBoxLayout:
        row, version = self.case.row, self.case.version
        back = push("收件台", "quiet", "arrow-left")
        back.clicked.connect(self.back_wanted)
        name = Elided("申报单位")
        set_property(name, "role", "panel")
        name.show_text(row.applicant or "（未读出单位名称）")
        mark = mark_of(row.state)
        icon, state = words(), words(mark.word)
        icon.setPixmap(pixmap(mark.icon, 16, getattr(theme().colour, mark.role)))
        facts = words(f"第 {version.number} 版，只供查看", "muted")
        before, after = (
            tool("chevron-left", "名单中上一份", "Alt+←"),
            tool("chevron-right", "名单中下一份", "Alt+→"),
        )
        before.clicked.connect(lambda: self.step_wanted.emit(-1))
        after.clicked.connect(lambda: self.step_wanted.emit(1))
        row_of = QHBoxLayout()
        row_of.setContentsMargins(12, 8, 12, 8)
        row_of.setSpacing(10)
        for one in (back, name, icon, state, facts):
            row_of.addWidget(one)
        row_of.addStretch(1)
        row_of.addWidget(self.doubts)
        row_of.addWidget(before)
        row_of.addWidget(after)
        self.doubts.setVisible(bool(row.doubts))
        self.doubts.setText(f" 对照原件（{row.doubts} 处待确认）…")
        self.doubts.setAccessibleName("对照原件确认读数")
        return row_of

    def _keys(self) -> None:
        for keys, by in (("Alt+Left", -1), ("Alt+Right", 1)):
            short = QShortcut(QKeySequence(keys), self)
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(lambda by=by: self.step_wanted.emit(by))
        back = QShortcut(QKeySequence("Ctrl+W"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.back_wanted)
