"""What the desk does beyond its list: bureaus above and below, paper, prints, figures, doubles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog

from smdesk.gui.desk.choosing import ask_files
from smdesk.gui.desk.joining import Moving
from smdesk.gui.desk.selection import notice_in_hand
from smdesk.gui.dialogs.ask import ask_name

if TYPE_CHECKING:
    from smdesk.gui.desk.lookup import LookupDialog
    from smdesk.gui.desk.page import DeskPage

_PERSON = "bureau/person"


class Further(QObject):
    """Puts its lines into “更多” and opens their dialogs.

    ``prints_wanted(sources)`` hands packets to the list of prints.
    """

    prints_wanted = Signal(object)

    def __init__(self, page: DeskPage, settings: QSettings) -> None:
        super().__init__(page)
        self._page, self._settings = page, settings
        menu = page.frame.more_menu
        self._writing: list[QAction] = []
        self._of_cases: list[QAction] = []
        self._of_one: list[QAction] = []
        self._add("补正通知…", page.doings.write_letters, self._of_cases)
        self._add("汇总与上报材料…", lambda: page.doings.write_papers(notice_in_hand(page)))
        self._add("打印汇总表…", self.print_summary)
        self._add("打印所选申报…", self.print_cases, self._of_cases)
        menu.addSeparator()
        self._add("上报…", self.send, self._writing)
        self._add("接收下级上报…", self.receive, self._writing)
        self._add("下级单位密钥…", self.show_keys)
        menu.addSeparator()
        self._add("纸质核对…", self.check_paper)
        self._add("可能重复…", self.show_doubles)
        self._add("并入另一案卷…", self._join, self._of_one)
        self._add("与往年对照…", self.show_earlier, self._of_cases)
        self._add("统计…", self.show_figures)
        menu.addSeparator()
        self._add("经办人…", self.name_person, self._writing)
        self._person = self._writing[-1]
        self._keep_person(str(settings.value(_PERSON, "")))
        menu.aboutToShow.connect(self.enable)
        page.taking.receive = self.receive
        page.panel.earlier_wanted.connect(self.show_earlier)
        page.panel.misread_wanted.connect(page.doings.misread)
        self.moving = Moving(page.work, page.panel, lambda: page.chosen, page.refresh, page)

    def enable(self) -> None:
        """Let be chosen what there is something for."""
        count = len(self._page.chosen_ids)
        chosen = count > 0
        for one in self._of_one:
            one.setEnabled(count == 1 and self._page.work.writable)
        for one in self._of_cases:
            one.setEnabled(chosen)
        for one in self._writing:
            one.setEnabled(self._page.work.writable)
        desk = self._page.work.desk
        self._person.setText(f"经办人：{desk.person}…" if desk is not None else "经办人…")

    def name_person(self) -> None:
        """Ask who works here: the name that stands by every move, remark and ranking from now on."""
        desk = self._page.work.desk
        if desk is None:
            return
        label = "姓名。此后的审核、意见、排序等都记在这个人名下，已记的不变。"
        name = ask_name(self._page, "经办人", label, desk.person, "以此人办理")
        if name is not None:
            self._settings.setValue(_PERSON, name)
            self._keep_person(name)

    def _keep_person(self, name: str) -> None:
        desk = self._page.work.desk
        if desk is not None and name:
            desk.person = name

    # -- bureaus above and below ---------------------------------------------------------------

    def send(self) -> None:
        """Write the signed package for the bureau above."""
        from smdesk.gui.desk.upward import UpwardDialog

        desk = self._page.work.desk
        if desk is None or not self._page.work.writable:
            return
        dialog = UpwardDialog(desk, self._settings, self._page, notice_in_hand(self._page))
        dialog.exec()
        written = bool(dialog.written)
        dialog.deleteLater()
        if written:
            self._page.work.changed.emit()

    def receive(self, paths: Sequence[Path] = ()) -> None:
        """Merge packages of bureaus below; asks for them if none are given."""
        from smdesk.gui.desk.receiving import FILTER, ReceivingDialog

        desk = self._page.work.desk
        if desk is None or not self._page.work.writable:
            return
        if not paths:
            paths = ask_files(self._page, self._settings, "batches", "接收下级上报", FILTER)
        if paths:
            self._run(ReceivingDialog(desk, paths, self._page))

    def show_keys(self) -> None:
        """Show which keys bureaus sign with; let a new one be confirmed."""
        from smdesk.gui.desk.keys import KeysDialog

        if self._page.work.desk is not None:
            writable = self._page.work.writable
            self._run(KeysDialog(self._page.work.desk, self._page, writable=writable))

    # -- looking -------------------------------------------------------------------------------

    def check_paper(self) -> None:
        """Hold paper against the desk."""
        from smdesk.gui.desk.papercheck import PaperCheckDialog

        if self._page.work.desk is not None:
            self._run(PaperCheckDialog(self._page.work.desk, self._page, settings=self._settings))

    def show_doubles(self) -> None:
        """Show the cases that may be one applicant's."""
        from smdesk.gui.desk.doubles import DoublesDialog

        if self._page.work.desk is not None:
            self._run(DoublesDialog(self._page.work.desk, self._page))

    def _join(self) -> None:
        self.moving.join()

    def show_earlier(self) -> None:
        """Hold the first chosen case against the applicant's earlier declarations."""
        from smdesk.gui.desk.earlier import EarlierDialog

        rows, desk = self._page.chosen, self._page.work.desk
        if desk is not None and rows:
            self._run(EarlierDialog(desk, rows[0], self._page, settings=self._settings))

    def show_figures(self) -> None:
        """Show the figures of a notice, that of the case in hand first."""
        from smdesk.gui.desk.figures import FiguresDialog

        desk = self._page.work.desk
        if desk is not None:
            dialog = FiguresDialog(
                desk, notice_in_hand(self._page), self._page, settings=self._settings
            )
            dialog.exec()
            dialog.deleteLater()

    # -- prints --------------------------------------------------------------------------------

    def print_cases(self) -> None:
        """Put the packets of the chosen cases into the list of prints."""
        from smdesk.gui.desk.prints import of_cases

        rows, desk = self._page.chosen, self._page.work.desk
        if desk is not None and rows:
            self.prints_wanted.emit(of_cases(desk, rows))

    def print_summary(self) -> None:
        """Put a 汇总表 into the list of prints."""
        from smdesk.gui.desk.prints import SummaryPrintDialog

        desk = self._page.work.desk
        if desk is None:
            return
        dialog = SummaryPrintDialog(desk, self._settings, self._page, notice_in_hand(self._page))
        sources = dialog.sources if dialog.exec() == QDialog.DialogCode.Accepted else ()
        dialog.deleteLater()
        if sources:
            self.prints_wanted.emit(sources)

    # -- how -----------------------------------------------------------------------------------

    def _run(self, dialog: LookupDialog) -> None:
        dialog.exec()
        case, changed = dialog.case, dialog.changed
        dialog.deleteLater()
        if changed:
            self._page.work.changed.emit()
        if case is not None:
            self._page.open_case(case)

    def _add(
        self, text: str, call: Callable[[], object], into: list[QAction] | None = None
    ) -> None:
        action = self._page.frame.more_menu.addAction(text)
        action.triggered.connect(lambda _checked=False: call())
        if into is not None:
            into.append(action)
