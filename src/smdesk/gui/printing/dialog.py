"""The dialog that prints a whole packet: printer, copies as the notice asks, both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import Problem, SmdeskError, sentence
from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.preview.drawer import Jobs
from smdesk.gui.printing.choices import PrinterChoice
from smdesk.gui.printing.left import LeftCard
from smdesk.gui.printing.memory import PrinterMemory
from smdesk.gui.printing.printers import Printer, known_printers
from smdesk.gui.printing.run import Printed, PrintRun, PrintWish
from smdesk.gui.printing.sizing import fit_height
from smdesk.gui.printing.trial import TrialDialog
from smdesk.gui.printing.turning import TurnCard
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.contents_choice import ContentsChoice
from smdesk.gui.wizard.parts import label_button, push, set_role, words
from smdesk.gui.work import Job
from smdesk.notices.declaration import digest, seal_code
from smdesk.service.printing.plan import page_range

_MOST_COPIES = 99
_MOST_PAGES = 99_999
_WIDTH = 500


class PrintDialog(QDialog):
    """Prints the draft of a bridge; stays open until the pages were sent, and says so."""

    def __init__(
        self,
        bridge: SessionBridge,
        files: Files,
        jobs: Jobs = Job,
        *,
        printers: Callable[[], Sequence[Printer]] = known_printers,
        settings: QSettings | None = None,
        place: tuple[Path, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._jobs = bridge, jobs
        self._delivery = bridge.session.pack.notice.delivery
        self._memory = PrinterMemory(settings)
        self.choice = PrinterChoice(
            printers(), self._memory, duplex=self._delivery.duplex, parent=self
        )
        self.contents = ContentsChoice(settings)
        self.run = PrintRun(bridge, files, jobs, self, place=place)
        self._closing = False
        self.setWindowTitle("打印申报材料")
        self._make()
        self._lay_out()
        self._connect()
        self._choose_kind()
        self._show_state()

    def _make(self) -> None:
        self.final, self.draft = QRadioButton("正式稿"), QRadioButton("草稿（每页标“草稿”）")
        self.copies = QSpinBox()
        self.copies.setRange(1, _MOST_COPIES)
        self.copies.setSuffix(" 份")
        self.copies.lineEdit().setTextMargins(6, 0, 0, 0)
        self.copies.setAccessibleName("份数")
        self.pages = QLineEdit()
        self.pages.setPlaceholderText("全部；或写作 1-6,9")
        self.pages.setAccessibleName("页码")
        self.asked = words(self._delivery.copies_text, "small", wrap=True)
        self.note = words(role="muted", wrap=True)
        self.turn = TurnCard()
        self.turn.hide()
        self.left = LeftCard()
        self.left.hide()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("打印进度")
        self.go, self.leave = push("", "main"), push("关闭")
        self.go.setDefault(True)

    def _lay_out(self) -> None:
        look = theme()
        self.form = QWidget()
        self._rows = form = QFormLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(look.space(4))
        form.setVerticalSpacing(look.space(3))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        kinds = QVBoxLayout()
        kinds.addWidget(self.final)
        kinds.addWidget(self.draft)
        copies = QVBoxLayout()
        copies.setSpacing(look.space(1))
        copies.addWidget(self.copies, 0, Qt.AlignmentFlag.AlignLeft)
        copies.addWidget(self.asked)
        self.choice.add_to(form)
        form.addRow("稿别", kinds)
        form.addRow("份数", copies)
        form.addRow("目录", self.contents)
        form.addRow("页码", self.pages)
        self._new = (kinds, copies, self.contents, self.pages)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space(2))
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.space(5)] * 4)
        column.setSpacing(look.space(4))
        column.addWidget(self.form)
        column.addWidget(self.left)
        column.addWidget(self.turn)
        column.addWidget(self.note)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        self.setFixedWidth(_WIDTH)

    def _connect(self) -> None:
        self.choice.changed.connect(self._show_state)
        self.choice.trial_wanted.connect(self._try)
        for one in (self.final, self.draft):
            one.clicked.connect(lambda _: self._choose_copies())
        self.copies.valueChanged.connect(lambda _: self._show_state())
        self.pages.textChanged.connect(lambda _: self._show_state())
        self.go.clicked.connect(self._start)
        self.leave.clicked.connect(self._leave)
        self.turn.ready.connect(self._go_on)
        self.turn.left.connect(self._leave)
        self.left.told.connect(
            lambda printed: self._settle(lambda: self.run.resolve(printed=printed))
        )
        self.left.resumed.connect(self._resume)
        self.left.dropped.connect(lambda: self._settle(self.run.drop))
        self.contents.chosen.connect(self._bridge.relaid)
        self.run.moved.connect(self._moved)
        self.run.turn_wanted.connect(self._turn)
        self.run.printed.connect(self._printed)
        self.run.refused.connect(self._refused)
        self.run.stopped.connect(self._stopped)

    # -- what is chosen --------------------------------------------------------------------------

    @property
    def _errors(self) -> int:
        return sum(1 for one in self._bridge.session.findings if one.level == "error")

    def _choose_kind(self) -> None:
        """Offer the final one only where it may be printed; the others are as the export says."""
        errors = self._errors
        self.final.setEnabled(not errors)
        if errors:
            self.final.setToolTip(sentence("printing.final-refused", count=errors))
        (self.draft if errors else self.final).setChecked(True)
        self._choose_copies()

    def _choose_copies(self) -> None:
        """Propose what the notice asks for; one of a draft."""
        self.copies.setValue(self._delivery.copies if self.final.isChecked() else 1)
        self._show_state()

    @property
    def _range_fault(self) -> str:
        try:
            page_range(self.pages.text(), _MOST_PAGES)
        except SmdeskError as fault:
            return str(fault)
        return ""

    def _show_state(self) -> None:
        chosen, running = self.choice.chosen, self.run.running
        fault = self._range_fault
        left = self.run.left
        self.left.setVisible(left is not None)
        for (
            row
        ) in self._new:  # nothing new before what is left is settled; the picture gets the room
            self._rows.setRowVisible(row, left is None)
        if left is not None:
            changed = bool(left.seal) and left.seal != seal_code(
                digest(self._bridge.session.content)
            )
            self.left.ask(left, changed=changed, able=chosen is not None, way=self.choice.hand_way)
        self.go.setEnabled(chosen is not None and not running and not fault and left is None)
        self.go.setVisible(not self.run.turning)
        self.choice.show_copies(self.copies.value())
        label_button(self.go, f"打印 {self.copies.value()} 份", spaced=False)
        label_button(self.leave, "停止打印" if running else "关闭", spaced=False)
        self.leave.setVisible(not self.run.turning)
        self.form.setVisible(not self.run.turning)  # decided; the picture gets the room
        self.turn.setVisible(self.run.turning)
        self.bar.setVisible(running and not self.run.turning)
        self.choice.enable(on=not running)
        for one in (self.draft, self.copies, self.contents, self.pages):
            one.setEnabled(chosen is not None and not running)
        self.final.setEnabled(chosen is not None and not running and not self._errors)
        if chosen is None:
            self._say(sentence("printing.none"), "error")
        elif fault:
            self._say(fault, "error")
        elif not running:
            self._say(*self._warnings())
        else:
            fit_height(self)

    def _warnings(self) -> tuple[str, str]:
        """Return what is to be known before printing, and its role."""
        told = [sentence("printing.final-refused", count=self._errors)] if self._errors else []
        by_hand = self.choice.told
        if by_hand:
            told.append(by_hand)
        return "\n".join(told), "check" if by_hand else "muted"

    def _say(self, text: str, role: str = "muted") -> None:
        self.note.setText(text)
        set_role(self.note, role)
        self.note.setVisible(bool(text))
        fit_height(self)

    def _try(self) -> None:
        plan = self.choice.plan
        if plan is None:
            return
        dialog = TrialDialog(plan.printer, plan.mode, self.choice.held, self._jobs, self)
        dialog.reached.connect(self.choice.reach)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.found is not None:
            self.choice.learn(dialog.found)
        dialog.deleteLater()

    # -- the print -------------------------------------------------------------------------------

    def _start(self) -> None:
        plan = self.choice.plan
        if plan is None:
            return
        self.choice.keep()
        self.bar.setRange(0, 0)
        draft, pages = self.draft.isChecked(), self.pages.text()
        self.run.start(PrintWish(plan, self.copies.value(), draft, pages, self.contents.wanted))
        self._show_state()

    def _resume(self) -> None:
        plan = self.choice.plan
        if plan is not None:
            self.choice.keep()
            self.bar.setRange(0, 0)
            self.run.resume(plan)
            self._show_state()

    def _settle(self, deed: Callable[[], None]) -> None:
        """Take a person's word on what was left of a print."""
        try:
            deed()
        except SmdeskError as fault:
            self._say(str(fault), "error")
        self._show_state()

    def _moved(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._say(what)

    def _turn(self, copy: int) -> None:
        plan = self.choice.plan
        assert plan is not None
        self._say("")
        copies = self.copies.value()
        every = f"共 {copies} 份" if plan.turn != "copy" else f"第 {copy} 份"
        self.turn.ask(plan.way, every if copies > 1 else "")
        self._show_state()

    def _go_on(self) -> None:
        self.run.go_on()
        self._show_state()

    def _printed(self, printed: Printed) -> None:
        self._ended(
            sentence(
                "printing.sent", printer=printed.printer, copies=printed.copies, pages=printed.pages
            ),
            "done",
        )

    def _refused(self, problem: Problem) -> None:
        self._ended(problem.message, "error")

    def _stopped(self) -> None:
        self._ended(sentence("printing.stopped"), "check")

    def _ended(self, text: str, role: str) -> None:
        self._show_state()
        self._say(text, role)
        self.leave.setFocus()
        if self._closing:
            self.reject()

    def _leave(self) -> None:
        if self.run.running:
            self.run.cancel()
        else:
            self.reject()

    def reject(self) -> None:
        """Close; while a print is under way, stop it first and close when it has."""
        if self.run.running:
            self._closing = True
            self.run.cancel()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close as `reject` does."""
        if self.run.running:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)
