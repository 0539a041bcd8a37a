"""Asks what became of a copy that stopped half way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smdesk.errors import sentence
from smdesk.gui.wizard.parts import push, words
from smdesk.service.printing.joblist import PrintJob


class DoubtCard(QFrame):
    """``told(printed)`` is a person's word on the copy; ``backs()`` asks for its backs."""

    told = Signal(bool)
    backs = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("note", "check")
        self.text = words(wrap=True)
        self.done = push("已印出")
        self.again = push("重印这一份")
        self.turn = push("已放回，打印背面", "", "printer")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for one in (self.turn, self.done, self.again):
            row.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.text)
        column.addLayout(row)
        self.done.clicked.connect(lambda _checked: self.told.emit(True))
        self.again.clicked.connect(lambda _checked: self.told.emit(False))
        self.turn.clicked.connect(lambda _checked: self.backs.emit())

    def ask(self, job: PrintJob) -> None:
        """Ask about the copy of a job."""
        turning = job.state == "turning"
        code = "printing.turning" if turning else "printing.unsure"
        lines = [f"{job.title}：{sentence(code, copy=job.done + 1)}"]
        if job.note:
            lines.append(job.note)
        self.text.setText("\n".join(lines))
        self.turn.setVisible(turning)
        self.show()
