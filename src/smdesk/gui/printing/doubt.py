"""Asks what became of a copy that stopped half way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smdesk.errors import sentence
from smdesk.gui.printing.turning import TurnPicture, way_sentence
from smdesk.gui.wizard.parts import push, words
from smdesk.service.printing.joblist import PrintJob
from smdesk.service.printing.plan import HandWay


class DoubtCard(QFrame):
    """``told(printed)`` is a person's word on the copy; ``backs()`` asks for its backs."""

    told = Signal(bool)
    backs = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("note", "check")
        self.text = words(wrap=True)
        self.picture, self.way = TurnPicture(self), words(wrap=True)
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
        for shown in (self.text, self.picture, self.way):
            column.addWidget(shown)
        column.addLayout(row)
        self.done.clicked.connect(lambda _checked: self.told.emit(True))
        self.again.clicked.connect(lambda _checked: self.told.emit(False))
        self.turn.clicked.connect(lambda _checked: self.backs.emit())

    def ask(self, job: PrintJob, stack: Sequence[PrintJob], way: HandWay | None) -> None:
        """Ask about what was sent last of a job, or about the stack that lies printed in front.

        ``way`` is how the chosen printer is fed by hand, ``None`` where it is not: a stack that was
        left on another day goes back by the same picture.
        """
        turning = job.state == "turning"
        if turning:
            lines = [sentence("printing.turning", what=stack_words(stack))]
        else:
            sides = {"fronts": "正面", "backs": "背面"}.get(job.side, "")
            copy = job.done + 1 + (job.out if job.side == "fronts" else 0)
            lines = [f"{job.title}：{sentence('printing.unsure', copy=copy, side=sides)}"]
        self.again.setText("重印这一叠" if turning else "重印这一份")
        if job.note:
            lines.append(job.note)
        self.text.setText("\n".join(lines))
        self.turn.setVisible(turning)
        self.turn.setEnabled(way is not None)
        for shown in (self.picture, self.way):
            shown.setVisible(turning and way is not None)
        if way is not None:
            self.picture.show_way(way)
            self.way.setText(way_sentence(way))
        self.show()


def stack_words(stack: Sequence[PrintJob]) -> str:
    """Return whose fronts lie printed, and how many sheets they are."""
    if not stack:
        return ""
    copies, sheets = sum(one.out for one in stack), sum(one.stacked for one in stack)
    first = stack[0]
    if len(stack) > 1:
        told = f"{first.title}等 {len(stack)} 件，{copies} 份"
    elif copies > 1:
        told = f"{first.title}　{copies} 份"
    else:
        told = f"{first.title}　第 {first.done + 1} 份"
    return f"{told}（{sheets} 张）"
