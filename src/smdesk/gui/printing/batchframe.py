"""What stands in the window of the list of prints."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSpinBox,
    QVBoxLayout,
)

from smdesk.errors import sentence
from smdesk.gui.printing.choices import PrinterChoice
from smdesk.gui.printing.doubt import DoubtCard
from smdesk.gui.printing.joblistview import JobTable
from smdesk.gui.printing.turning import TurnCard
from smdesk.gui.wizard.contents_choice import ContentsChoice
from smdesk.gui.wizard.parts import push, set_role, words

_SIZE = (860, 640)
_MOST_COPIES = 99
_LIST, _LOW = 160, 72


class BatchFrame:
    """Makes the widgets and lays them out in ``dialog``."""

    def __init__(
        self, dialog: QDialog, choice: PrinterChoice, settings: QSettings | None = None
    ) -> None:
        self.contents = ContentsChoice(settings)
        self.slip = QCheckBox("每件前面加一张打印清点单")
        self.slip.setChecked(True)
        self.table = JobTable()
        self.add_drafts = push("添加申报…", "", "plus")
        self.add_files = push("添加文件…", "", "folder-open")
        self.remove = push("移去", "", "x")
        self.clear = push("清除已印的", "quiet")
        self.copies = QSpinBox()
        self.copies.setRange(1, _MOST_COPIES)
        self.copies.setSuffix(" 份")
        self.copies.lineEdit().setTextMargins(6, 0, 0, 0)
        self.copies.setAccessibleName("所选的份数")
        self.copies_name = QLabel("所选的份数")
        self.doubt, self.turn = DoubtCard(), TurnCard()
        self.way, self.note = words(role="check", wrap=True), words(role="muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("打印进度")
        self.save = push("存为打印用 PDF…", "", "download")
        self.leave, self.stop = push("关闭"), push("停止")
        self.go = push("开始打印", "main", "printer")
        self._lay_out(dialog, choice)
        dialog.resize(*_SIZE)

    def _lay_out(self, dialog: QDialog, choice: PrinterChoice) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        choice.add_to(form)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.contents)
        row.addWidget(words("对此后加入清单的申报有效", "muted"), 1)
        form.addRow("目录", row)
        form.addRow("", self.slip)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(self.table, 1)
        column.addLayout(self._row())
        for one in (self.doubt, self.turn, self.way, self.note, self.bar):
            column.addWidget(one)
            one.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        for button in (self.leave, self.stop, self.go):
            buttons.addWidget(button)
        column.addLayout(buttons)

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for one in (self.add_drafts, self.add_files, self.remove, self.clear):
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self.copies_name)
        row.addWidget(self.copies)
        return row

    def show_copies(self, copies: int | None, *, free: bool) -> None:
        """Show the copies of the chosen jobs, ``None`` where none is."""
        self.copies.blockSignals(True)  # shown, not asked for
        self.copies.setValue(copies or 1)
        self.copies.blockSignals(False)
        for one in (self.copies, self.copies_name):
            one.setEnabled(free and copies is not None)

    def show_empty(self, *, empty: bool) -> None:
        """Say what an empty list is for, where nothing else is said."""
        text = sentence("printing.list-empty")
        if empty and not self.note.text():
            self.say(text)
        elif not empty and self.note.text() == text:
            self.say("")

    def make_room(self, *, on: bool) -> None:
        """Let the list be low while a picture is shown, for the buttons to stay on a small screen.

        What changes the list rests until the stack is dealt with.
        """
        self.table.setMinimumHeight(_LOW if on else _LIST)
        changing = (self.add_drafts, self.add_files, self.remove, self.clear)
        for one in (self.slip, self.copies, self.copies_name, *changing):
            one.setVisible(not on)

    def show_way(self, told: str, *, printers: bool) -> None:
        """Show what is to be known of the printer."""
        self.way.setText(told if printers else sentence("printing.none"))
        set_role(self.way, "check" if printers else "error")
        self.way.setVisible(bool(self.way.text()))

    def progress(self, done: int, total: int) -> None:
        """Show how far the work at hand is."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def say(self, text: str, role: str = "muted") -> None:
        """Say what happened."""
        self.note.setText(text)
        set_role(self.note, role)
        self.note.setVisible(bool(text))
