"""What is left of a print that did not come to its end: gone on with, or dropped."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smdesk.errors import sentence
from smdesk.gui.printing.doubt import DoubtCard
from smdesk.gui.wizard.parts import push, words
from smdesk.service.printing.joblist import PrintJob
from smdesk.service.printing.plan import HandWay


class LeftCard(QWidget):
    """``told(printed)`` is a person's word on a copy in doubt; ``resumed()`` asks for what is open,
    ``dropped()`` that nothing more is printed of it.
    """

    told = Signal(bool)
    resumed = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.doubt = DoubtCard(self)
        self.rest = QFrame(self)
        self.rest.setProperty("note", "check")
        self.text = words(wrap=True)
        self.go = push("接着打印", "", "printer")
        self.leave = push("不再打印")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        inner = QVBoxLayout(self.rest)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.setSpacing(8)
        inner.addWidget(self.text)
        inner.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.doubt)
        column.addWidget(self.rest)
        self.doubt.told.connect(self.told)
        self.doubt.backs.connect(self.resumed)
        self.go.clicked.connect(lambda _checked: self.resumed.emit())
        self.leave.clicked.connect(lambda _checked: self.dropped.emit())

    def ask(self, job: PrintJob, *, changed: bool, able: bool, way: HandWay | None) -> None:
        """Show a print that stopped; ``changed``: the draft has another content since.

        ``able`` is whether there is a printer, ``way`` how it is fed by hand, if it is.
        """
        doubtful = job.state != "waiting"
        self.doubt.setVisible(doubtful)
        self.rest.setVisible(not doubtful)
        if doubtful:
            self.doubt.ask(job, (job,), way)
            return
        lines = [sentence("printing.left", title=job.title, done=job.done, copies=job.copies)]
        lines += [job.note] if job.note else []
        lines += [sentence("printing.left-changed")] if changed else []
        self.text.setText("\n".join(lines))
        self.go.setEnabled(able)
