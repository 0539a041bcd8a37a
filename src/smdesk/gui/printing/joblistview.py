"""The list of prints as a table: whose packet, how many copies, what became of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.service.printing.joblist import PrintJob, State

_HEADS = ("申报单位", "申报表", "核对码", "每份", "份数", "状态")
_WIDTHS = (210, 150, 96, 64, 72)
_CODE = 2
_JOB = Qt.ItemDataRole.UserRole
_LOOKS: dict[State, tuple[str, str, str]] = {
    "waiting": ("等待打印", "circle-dashed", "text_muted"),
    "sending": ("正在送出", "loader-circle", "accent"),
    "turning": ("正面已印，等背面", "rotate-cw", "check"),
    "unsure": ("停在半途，待说明", "triangle-alert", "check"),
    "done": ("已全部送出", "circle-check", "done"),
}


class JobTable(QTreeWidget):
    """Shows jobs. ``chosen()`` when another row is."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: tuple[PrintJob, ...] = ()
        self._sent = 0
        self.setAccessibleName("打印清单")
        self.setHeaderLabels(list(_HEADS))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            header.resizeSection(column, width)
        # A code that is cut cannot be held against the paper; its letters are of unlike width.
        header.setSectionResizeMode(_CODE, QHeaderView.ResizeMode.ResizeToContents)
        self.itemSelectionChanged.connect(self.chosen)
        theme_signal().changed.connect(self._tint)

    @property
    def selected(self) -> tuple[int, ...]:
        """The numbers of the chosen jobs."""
        return tuple(int(one.data(0, _JOB)) for one in self.selectedItems())

    def show_jobs(self, jobs: tuple[PrintJob, ...]) -> None:
        """Show the list as it is; what was chosen stays so."""
        kept = set(self.selected)
        same = [one.id for one in jobs] == [one.id for one in self._jobs]
        self._jobs = jobs
        if not same:
            self.blockSignals(True)
            self.clear()
            for one in jobs:
                item = QTreeWidgetItem()
                item.setData(0, _JOB, one.id)
                for column in (3, 4):
                    item.setTextAlignment(
                        column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.addTopLevelItem(item)
                item.setSelected(one.id in kept)
            self.blockSignals(False)
        for row, job in enumerate(jobs):
            self._show(self._item(row), job)
        if not same:
            self.chosen.emit()

    def choose(self, number: int) -> None:
        """Choose one job and bring it into view."""
        for row, job in enumerate(self._jobs):
            if job.id == number:
                self.setCurrentItem(self._item(row))
                self.scrollToItem(self._item(row))

    def show_page(self, number: int, done: int, total: int) -> None:
        """Show how far the copy of a job is; a job comes into view when its turn begins."""
        for row, job in enumerate(self._jobs):
            if job.id == number:
                if number != self._sent:  # once: who scrolls away meanwhile is left there
                    self.scrollToItem(self._item(row))
                    self._sent = number
                told = f"第 {job.done + 1} 份：第 {done} 面，共 {total} 面"
                self._item(row).setText(5, told)

    def _show(self, item: QTreeWidgetItem, job: PrintJob) -> None:
        word, name, role = _LOOKS[job.state]
        if job.state == "waiting" and job.done:
            word = f"还有 {job.copies - job.done} 份"
        texts = (
            job.title, job.form or "—", job.seal or "—", f"{job.pages} 页",
            f"{job.done}/{job.copies}", word,
        )  # fmt: skip
        for column, text in enumerate(texts):
            if item.text(column) != text:
                item.setText(column, text)
            item.setToolTip(column, job.note if column == 5 and job.note else text)
        item.setIcon(5, _icon(name, role))

    def _item(self, row: int) -> QTreeWidgetItem:
        item = self.topLevelItem(row)
        assert item is not None
        return item

    def _tint(self) -> None:
        for row, job in enumerate(self._jobs):
            _, name, role = _LOOKS[job.state]
            self._item(row).setIcon(5, _icon(name, role))


def _icon(name: str, role: str) -> QIcon:
    return icon(name, 16, getattr(theme().colour, role))
