"""Doubtful readings beside the received table: one keystroke confirms and goes on to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from smdesk.errors import Problem, SmdeskError
from smdesk.gui.desk.copies import Copies, Opener, open_with_system
from smdesk.gui.desk.doubt_list import EMPTY
from smdesk.gui.desk.review_frame import ReviewFrame
from smdesk.gui.desk.work import DeskWork
from smdesk.gui.printing.sizing import OnScreen
from smdesk.gui.wiring import problem_of
from smdesk.gui.work import Job
from smdesk.service.desk.regions import RegionFinder, Regions
from smdesk.service.desk.review import (
    ReviewCase,
    Verdict,
    for_the_same_cause,
    review_case,
    settle,
    why,
)
from smdesk.store.desk.desk import Desk


class ReviewDialog(OnScreen):
    """Goes through the doubtful values of ``cases``; the values themselves cannot be changed.

    ``start`` is the case to begin with; ``opener`` opens a copy of the received file.
    """

    def __init__(
        self,
        work: DeskWork,
        cases: Sequence[int],
        start: int | None = None,
        parent: QWidget | None = None,
        opener: Opener = open_with_system,
    ) -> None:
        super().__init__(parent)
        assert work.desk is not None
        self.setWindowTitle("对照原件")
        self.resize(1180, 760)
        self.work, self.cases = work, list(cases)
        self.at = self.cases.index(start) if start in self.cases else 0
        self.case: ReviewCase | None = None
        self.jobs: set[Job] = set()
        self._desk: Desk = work.desk
        self._finder = RegionFinder(self._desk.blobs)
        self._found: dict[int, Regions | Problem] = {}
        self._undone: list[tuple[int, tuple[str, ...], Verdict]] = []
        self.frame = ReviewFrame(self)
        self._copies = Copies(self._desk.blobs, self.frame.note, opener)
        self.list, self.area = self.frame.list, self.frame.area
        self._connect()
        self._keys()
        work.refused.connect(self._refused)
        self._show_case()

    # -- one case ------------------------------------------------------------------------------

    def _show_case(self, address: str = "") -> None:
        """Show the case in hand as it stands on the desk now."""
        try:
            self.case = review_case(self._desk, self.cases[self.at])
        except SmdeskError as fault:
            self.case = None
            self.frame.note.say(str(fault), "error")
            return
        self.frame.show_case(self.case, self.at + 1, len(self.cases))
        self.list.show_case(self.case)
        row = self.list.row_of(address)
        if row >= 0:
            self.list.setCurrentRow(row)
        self._find(self.case)
        self._show_current()
        self._count()
        self.list.setFocus()

    def _find(self, case: ReviewCase) -> None:
        """Look for the received table's parts beside the window, once a version."""
        version = case.version
        if version.id in self._found or not case.doubts:
            return
        job = Job(lambda _: self._finder.find(version, case.form, case.values))
        job.done.connect(partial(self._take, version.id))
        job.failed.connect(lambda fault: self._take(version.id, problem_of(fault)))
        job.finished.connect(lambda: self.jobs.discard(job))
        self.jobs.add(job)
        job.start()

    def _take(self, version: int, found: Regions | Problem) -> None:
        self._found[version] = found
        if self.case is not None and self.case.version.id == version:
            self._show_current()

    @property
    def ready(self) -> bool:
        """Whether it is known where the values of the case in hand stand."""
        return self.case is not None and self.case.version.id in self._found

    def _show_current(self) -> None:
        """Show the value in hand and its part of the table."""
        case, doubt = self.case, self.list.current
        if case is None or doubt is None:
            self.area.show_words("这份申报没有待确认的读数。" if case is not None else "")
            self.frame.show_value("", "", "")
            self._enable()
            return
        found = self._found.get(case.version.id)
        now = found.now.get(doubt.address) if isinstance(found, Regions) else None
        self.frame.show_value(doubt.label, doubt.text or EMPTY, why(doubt), now)
        region = found.found.get(doubt.address) if isinstance(found, Regions) else None
        verdict = self.list.verdict(self.list.currentRow())
        self.frame.show_place(region)
        if region is not None:
            self.area.show_region(region, verdict)
        elif found is None:
            self.area.show_words("正在取出原表……")
        elif isinstance(found, Problem):
            self.area.show_words(f"未找到原表位置。{found.message}")
        else:
            self.area.show_words(
                "未找到原表位置：这一格不在收到的表格里，或者表格与通知的样式相差太大。"
                "可以打开原件副本，对照后再确认。"
            )
        self._enable()

    def _count(self) -> None:
        verdicts = self.list.verdicts
        self.frame.show_counts(verdicts)
        if verdicts and Verdict.OPEN not in verdicts:
            wrong = verdicts.count(Verdict.MISREAD)
            text = (
                f"这份的 {len(verdicts)} 处都看过了，{wrong} 处读错，仍列为待确认。"
                "可以退回，请申报单位用数据包或照样式重填后再报。"
                if wrong else f"这份的 {len(verdicts)} 处读数已全部确认。"
            )  # fmt: skip
            self.frame.note.say(text, "check" if wrong else "done")
        elif not self.work.writable:
            self.frame.note.say("收件台正由另一个程序使用，这里只能查看，不能确认。", "check")
        else:
            self.frame.note.hide()

    def _enable(self) -> None:
        able = self.work.writable and self.ready and self.list.current is not None
        self.frame.accept_button.setEnabled(able)
        self.frame.wrong_button.setEnabled(able)
        self.frame.show_alike(len(self._alike()) if able else 0)
        self.frame.undo_button.setEnabled(self.work.writable and bool(self._undone))
        self.frame.original_button.setEnabled(self.case is not None)
        self.frame.before_button.setEnabled(self.at > 0)
        self.frame.next_button.setEnabled(self.at + 1 < len(self.cases))

    # -- verdicts ------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Confirm the reading in hand and go to the next."""
        self._say(Verdict.CONFIRMED)

    def refuse(self) -> None:
        """Note that the reading in hand is wrong, and go to the next."""
        self._say(Verdict.MISREAD)

    def confirm_alike(self) -> None:
        """Confirm all values that are in doubt for the cause of the one in hand, and go to the next."""
        alike = self._alike()
        if self.case is None or not alike or not self.frame.accept_button.isEnabled():
            return
        self._undone.append((self.at, alike, Verdict.OPEN))
        self._put(self.case, alike, Verdict.CONFIRMED)
        self._go_on()

    def _alike(self) -> tuple[str, ...]:
        """Return the open values in doubt for the cause of the one in hand, if they are several with it."""
        case, doubt, verdicts = self.case, self.list.current, self.list.verdicts
        if case is None or doubt is None:
            return ()
        is_open = {
            one.address for one, said in zip(case.doubts, verdicts, strict=True) if said is Verdict.OPEN
        }  # fmt: skip
        alike = tuple(one for one in for_the_same_cause(case, doubt.address) if one in is_open)
        return alike if doubt.address in alike and len(alike) > 1 else ()

    def _say(self, verdict: Verdict) -> None:
        doubt, row = self.list.current, self.list.currentRow()
        if self.case is None or doubt is None or not self.frame.accept_button.isEnabled():
            return
        before = self.list.verdict(row)
        if before is not verdict:
            self._undone.append((self.at, (doubt.address,), before))
            self._put(self.case, (doubt.address,), verdict)
        self._go_on()

    def _go_on(self) -> None:
        self.list.setCurrentRow(self.list.next_open(self.list.currentRow()))
        self._show_current()
        self._count()

    def undo(self) -> None:
        """Take the last verdict back and return to its value."""
        if not self._undone or not self.work.writable:
            return
        at, addresses, before = self._undone.pop()
        if at != self.at:
            self.at = at
            self.work.settle()
            self._show_case(addresses[0])
        if self.case is None:
            return
        self._put(self.case, addresses, before)
        self.list.setCurrentRow(self.list.row_of(addresses[0]))
        self._show_current()
        self._count()

    def _put(self, case: ReviewCase, addresses: tuple[str, ...], verdict: Verdict) -> None:
        for one in addresses:
            self.list.mark(self.list.row_of(one), verdict)
        self.work.write(lambda desk: settle(desk, case, addresses, verdict))

    def _refused(self, problem: Problem) -> None:
        """Show what stands on the desk after a verdict was not taken."""
        self._undone.clear()
        self._show_case()
        self.frame.note.say(problem.message, "error")

    # -- between cases, and the file itself ----------------------------------------------------

    def step(self, by: int) -> None:
        """Go to the case before or after."""
        if 0 <= self.at + by < len(self.cases):
            self.at += by
            self.work.settle()
            self._show_case()

    def open_original(self) -> None:
        """Open a read-only copy of the received file with the system's program."""
        if self.case is not None:
            self._copies.open(self.case.version)

    def done(self, result: int) -> None:
        """Stop what looks into files, and let go of the copies."""
        self._finder.stop()
        self._copies.end()
        super().done(result)

    # -- how it is put together ----------------------------------------------------------------

    def _connect(self) -> None:
        frame = self.frame
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        frame.accept_button.clicked.connect(self.confirm)
        frame.wrong_button.clicked.connect(self.refuse)
        frame.alike_button.clicked.connect(self.confirm_alike)
        frame.undo_button.clicked.connect(self.undo)
        frame.original_button.clicked.connect(self.open_original)
        frame.before_button.clicked.connect(lambda: self.step(-1))
        frame.next_button.clicked.connect(lambda: self.step(1))
        frame.close_button.clicked.connect(self.accept)

    def _keys(self) -> None:
        calls: dict[str, Callable[[], object]] = {
            "Return": self.confirm, "Enter": self.confirm, "Delete": self.refuse,
            "Shift+Return": self.confirm_alike, "Shift+Enter": self.confirm_alike,
            "Backspace": self.undo, "Ctrl+Z": self.undo, "Ctrl+O": self.open_original,
            "Ctrl+Return": partial(self.step, 1), "Ctrl+Enter": partial(self.step, 1),
            "Ctrl+Shift+Return": partial(self.step, -1),
            "Ctrl+=": partial(self.area.zoom, 1), "Ctrl++": partial(self.area.zoom, 1),
            "Ctrl+-": partial(self.area.zoom, -1), "Ctrl+0": self.area.fit,
        }  # fmt: skip
        for keys, call in calls.items():
            short = QShortcut(QKeySequence(keys), self)
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(call)
