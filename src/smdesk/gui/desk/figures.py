"""统计: the figures of one notice as plots, and a button that writes them as a sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from smdesk.files import write_atomically
from smdesk.gui.desk.bars import Bars
from smdesk.gui.desk.choosing import ask_target
from smdesk.gui.desk.scoped import fill_notices
from smdesk.gui.home.parts import Note
from smdesk.gui.printing.sizing import OnScreen
from smdesk.gui.wiring import problem_of
from smdesk.gui.wizard.parts import push, scrolling, words
from smdesk.gui.work import Job
from smdesk.notices.loader import pack as pack_at_hand
from smdesk.paths import safe_file_name
from smdesk.service.desk.statistics import Chart, Statistics, statistics, statistics_sheet
from smdesk.store.desk.desk import Desk


class FiguresDialog(OnScreen):
    """Shows the figures of the notice that is chosen; counting and writing are jobs."""

    def __init__(
        self,
        desk: Desk,
        notice: str = "",
        parent: QWidget | None = None,
        choose: Callable[[QWidget, str], str] | None = None,
        settings: QSettings | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("统计")
        self.resize(1060, 720)
        self._desk, self._choose = desk, choose or partial(_ask_target, settings)
        self.job: Job | None = None
        self._again = self._closing = False
        self.figures: Statistics | None = None
        self.notice = QComboBox()
        self.notice.setAccessibleName("通知")
        fill_notices(self.notice, desk, notice)
        self.total, self.note = words("", "muted"), Note()
        self.plots = QWidget()
        self._grid = QGridLayout(self.plots)
        self._grid.setContentsMargins(16, 12, 16, 16)
        self._grid.setHorizontalSpacing(32)
        self._grid.setVerticalSpacing(20)
        self.sheet, self.leave = push("写出统计表…", "", "file-spreadsheet"), push("关闭", "main")
        self.leave.setDefault(True)
        self._lay_out()
        self.notice.currentIndexChanged.connect(lambda _at: self.count())
        self.sheet.clicked.connect(lambda _checked: self.write())
        self.leave.clicked.connect(lambda _checked: self.reject())
        self.count()

    def count(self) -> None:
        """Count the cases of the chosen notice beside the window."""
        self.sheet.setEnabled(False)
        if self.job is not None:
            self._again = True
            return
        desk, notice = self._desk, self.notice.currentData()
        if notice is None:
            self.total.setText("还没有收到申报。")
            return
        self.total.setText("正在统计。")
        job = Job(lambda _control: statistics(desk, str(notice)))
        job.done.connect(self._show)
        self._start(job)

    def write(self) -> None:
        """Write the figures as a sheet where the person wants it."""
        figures = self.figures
        if figures is None or self.job is not None:
            return
        short = safe_file_name(pack_at_hand(figures.notice).notice.short)
        chosen = self._choose(self, f"{short}_统计表.xlsx")
        if not chosen:
            return
        path = Path(chosen)
        job = Job(lambda _control: write_atomically(path, statistics_sheet(figures)))
        job.done.connect(lambda _none: self.note.say(f"已写出 {path.name}。", "done"))
        self._start(job)

    def reject(self) -> None:
        """Close, after what runs."""
        if self.job is not None:
            self._closing = True
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close as `reject` does."""
        if self.job is not None:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)

    def _start(self, job: Job) -> None:
        self.job = job
        job.failed.connect(lambda fault: self.note.say(problem_of(fault).message, "error"))
        job.finished.connect(self._ended)
        self.note.hide()
        job.start()

    def _ended(self) -> None:
        self.job = None
        self.sheet.setEnabled(self.figures is not None and self.figures.cases > 0)
        if self._closing:
            self.reject()
        elif self._again:
            self._again = False
            self.count()

    def _show(self, found: Statistics) -> None:
        self.figures = found
        self.total.setText(f"共 {found.cases} 份申报")
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, chart in enumerate(found.charts):
            self._grid.addWidget(_plot(chart), at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(len(found.charts), 1)

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.notice)
        top.addWidget(self.total)
        top.addStretch(1)
        foot.addWidget(self.sheet)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(top)
        whole.addWidget(scrolling(self.plots), 1)
        whole.addWidget(self.note)
        whole.addLayout(foot)


def _plot(chart: Chart) -> QWidget:
    plot = QWidget()
    column = QVBoxLayout(plot)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(words(chart.title, "panel"))
    line.addWidget(words(chart.note, "muted"))
    line.addStretch(1)
    column.addLayout(line)
    column.addWidget(Bars(chart))
    return plot


def _ask_target(settings: QSettings | None, parent: QWidget, name: str) -> str:
    found = ask_target(parent, settings, "figures", "写出统计表", name, "Excel (*.xlsx)")
    return str(found) if found is not None else ""
