"""The test sheets of a printer: printed, looked at by a person, remembered for the printer."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import Problem, sentence
from smdesk.gui.preview.drawer import Jobs
from smdesk.gui.printing.memory import Mode, Remembered
from smdesk.gui.printing.printers import Printer, Setup
from smdesk.gui.printing.send import PassSender
from smdesk.gui.printing.sizing import fit_height
from smdesk.gui.printing.turning import TurnPicture
from smdesk.gui.wizard.parts import label_button, push, set_role, words
from smdesk.gui.work import Control, Job
from smdesk.service.printing.plan import Answers, way_of

_WIDTH = 520
_TITLE = "打印机试印"
Pair = tuple[QRadioButton, QRadioButton]


class TrialDialog(QDialog):
    """Prints the test sheets of ``mode`` on a printer; ``found`` is what is to be remembered then.

    ``reached(half)`` tells how far it came (`Remembered.half`), so that it can be closed after any
    side and gone on with another day.
    """

    reached = Signal(str)

    def __init__(
        self,
        printer: Printer,
        mode: Mode,
        held: Remembered,
        jobs: Jobs = Job,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._printer, self._mode, self._held = printer, mode, held
        half = held.half if held.half.startswith(mode) else ""
        self._pass, self._next = int(half[-1:] or 0), 0
        self.found: Remembered | None = None
        self.press = PassSender(jobs, self)
        self.setWindowTitle(f"{_TITLE}　{printer.name}")
        self.steps = words(sentence(f"printing.trial-{mode}"), wrap=True)
        self.note = words(role="muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("打印进度")
        self.go = push("打印试印页", "main", "printer")
        self.again = push("重新试印", "", "printer")
        self.backs = push("已放回，打印背面", "main", "printer")
        self.keep = push("记住", "main", "check")
        self.leave = push("关闭")
        self.picture = TurnPicture(self)
        self.questions = QFrame()
        self.pairs: tuple[Pair, ...] = ()
        self._lay_out()
        self._connect()
        if self._pass:
            again = "half" if self._pass < self._last else "answers"
            self._say(sentence(f"printing.trial-{again}"), "check")
        self._show_state()

    @property
    def _last(self) -> int:
        """How many passes there are."""
        return 2 if self._by_hand else 1

    @property
    def _by_hand(self) -> bool:
        return self._mode == "hand"

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(self.steps)
        column.addWidget(self.picture)
        column.addWidget(self._asked())
        column.addWidget(self.note)
        column.addWidget(self.bar)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for one in (self.leave, self.again, self.go, self.backs, self.keep):
            buttons.addWidget(one)
        column.addLayout(buttons)
        self.setFixedWidth(_WIDTH)

    def _asked(self) -> QFrame:
        self.questions.setProperty("ground", "card")
        column = QVBoxLayout(self.questions)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        asked: tuple[tuple[str, str, str], ...] = (
            ("背面的箭头与正面的箭头：", "指向同一边", "方向相反"),
        )
        if self._by_hand:
            asked = (
                ("背面“甲”“乙”印在：", "纸的空白面", "已印的那一面"),
                ("两次印的箭头：", "指向同一边", "方向相反"),
                ("“正面 1”那张纸上印的是：", "背面 甲", "背面 乙"),
            )
        pairs = []
        for question, *answers in asked:
            column.addWidget(words(question, "small"))
            row = QHBoxLayout()
            group = QButtonGroup(self.questions)
            made = [QRadioButton(one) for one in answers]
            for one in made:
                one.setAccessibleDescription(question)
                group.addButton(one)
                row.addWidget(one)
                one.toggled.connect(lambda _on: self._show_state())
            row.addStretch(1)
            column.addLayout(row)
            pairs.append((made[0], made[1]))
        self.pairs = tuple(pairs)
        return self.questions

    def _connect(self) -> None:
        for one in (self.go, self.again):
            one.clicked.connect(lambda _checked: self._start())
        self.backs.clicked.connect(lambda _checked: self._start(1))
        self.keep.clicked.connect(lambda _checked: self._learn())
        self.leave.clicked.connect(lambda _checked: self.reject())
        self.press.sent.connect(self._sent)
        self.press.refused.connect(self._refused)
        self.press.stopped.connect(lambda _started: self._stopped())

    # -- the print -------------------------------------------------------------------------------

    def _start(self, number: int = 0) -> None:
        """Print the test sheet, or the backs of the two (``number`` 1)."""
        self._next = number
        setup = Setup(_TITLE, not self._by_hand, self._held.flipped)
        self.press.send(self._printer, setup, self._made)
        self._show_state()

    def _made(self, _control: Control) -> bytes:
        from smdesk.service.printing import sheets

        if not self._by_hand:
            return sheets.test_sheet()
        return sheets.hand_backs() if self._next else sheets.hand_fronts()

    def _sent(self, _pages: int) -> None:
        self._pass = self._next + 1
        self.reached.emit(f"{self._mode}{self._pass}")
        self._say("")
        self._show_state()
        if self._by_hand and self._pass == 1:
            self.backs.setFocus()

    def _refused(self, problem: Problem, _started: bool) -> None:
        self._say(problem.message, "error")
        self._show_state()

    def _stopped(self) -> None:
        code = "printing.trial-kept" if self._pass else "printing.stopped"
        self._say(sentence(code), "check")
        self._show_state()

    # -- what was seen ---------------------------------------------------------------------------

    @property
    def _answered(self) -> bool:
        return all(yes.isChecked() or no.isChecked() for yes, no in self.pairs)

    def _learn(self) -> None:
        yes = [pair[0].isChecked() for pair in self.pairs]
        if self._by_hand:
            way = way_of(Answers(*yes))
            self.found = replace(self._held, mode="hand", way=way, tried=True, half="")
        else:
            flipped = self._held.flipped if yes[0] else not self._held.flipped
            self.found = replace(self._held, mode="auto", flipped=flipped, half="")
        self.accept()

    # -- how it is shown -------------------------------------------------------------------------

    def _show_state(self) -> None:
        running = self.press.running
        last = self._last
        self.go.setVisible(not running and not self._pass)
        self.again.setVisible(not running and bool(self._pass))
        self.backs.setVisible(self._by_hand and self._pass == 1 and not running)
        self.picture.setVisible(self._by_hand and self._pass == 1)
        self.keep.setVisible(self._pass >= last and not running)
        self.keep.setEnabled(self._answered)
        self.questions.setVisible(self._pass >= last)
        self.bar.setVisible(running)
        self.bar.setRange(0, 0)
        label_button(self.leave, "停止打印" if running else "关闭", spaced=False)
        self.note.setVisible(bool(self.note.text()))
        fit_height(self)

    def _say(self, text: str, role: str = "muted") -> None:
        self.note.setText(text)
        set_role(self.note, role)

    def reject(self) -> None:
        """Stop what is being printed, else close."""
        if self.press.running:
            self.press.cancel()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close as `reject` does."""
        if self.press.running:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)
