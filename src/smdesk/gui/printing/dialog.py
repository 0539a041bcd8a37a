"""The dialog that prints a whole packet: printer, copies as the notice asks, both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import Problem, sentence
from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.preview.drawer import Jobs
from smdesk.gui.printing.printers import Printer, known_printers
from smdesk.gui.printing.run import Printed, PrintRun, PrintWish
from smdesk.gui.theme.style import set_property
from smdesk.gui.theme.tokens import theme
from smdesk.gui.work import Job

_MOST_COPIES = 99
_WIDTH = 460


class PrintDialog(QDialog):
    """Prints the draft of a bridge; stays open until the pages were sent, and says so."""

    def __init__(
        self,
        bridge: SessionBridge,
        files: Files,
        jobs: Jobs = Job,
        *,
        printers: Callable[[], Sequence[Printer]] = known_printers,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._delivery = bridge.session.pack.notice.delivery
        self._printers = tuple(printers())
        self.run = PrintRun(bridge, files, jobs, self)
        self._closing = False
        self.setWindowTitle("打印申报材料")
        self._make()
        self._lay_out()
        self._connect()
        self._choose_kind()
        self._show_state()

    def _make(self) -> None:
        self.printer = QComboBox()
        for one in self._printers:
            self.printer.addItem(one.name)
        self.printer.setAccessibleName("打印机")
        self.final, self.draft = QRadioButton("正式稿"), QRadioButton("草稿（每页标“草稿”）")
        self.copies = QSpinBox()
        self.copies.setRange(1, _MOST_COPIES)
        self.copies.setSuffix(" 份")
        self.copies.lineEdit().setTextMargins(6, 0, 0, 0)
        self.copies.setAccessibleName("份数")
        self.duplex = QCheckBox("双面，沿长边翻转")
        self.duplex.setChecked(self._delivery.duplex)
        self.asked = QLabel(self._delivery.copies_text)
        self.note = QLabel()
        for label, role in ((self.asked, "small"), (self.note, "muted")):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", role)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("打印进度")
        self.go, self.leave = QPushButton(), QPushButton("关闭")
        self.go.setProperty("kind", "main")
        self.go.setDefault(True)

    def _lay_out(self) -> None:
        look = theme()
        form = QFormLayout()
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
        form.addRow("打印机", self.printer)
        form.addRow("稿别", kinds)
        form.addRow("份数", copies)
        form.addRow("纸面", self.duplex)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space(2))
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.space(5)] * 4)
        column.setSpacing(look.space(4))
        column.addLayout(form)
        column.addWidget(self.note)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        self.setFixedWidth(_WIDTH)

    def _connect(self) -> None:
        self.printer.currentIndexChanged.connect(lambda _: self._show_state())
        self.duplex.clicked.connect(lambda _: self._show_state())
        for one in (self.final, self.draft):
            one.clicked.connect(lambda _: self._choose_copies())
        self.copies.valueChanged.connect(lambda _: self._show_state())
        self.go.clicked.connect(self._start)
        self.leave.clicked.connect(self._leave)
        self.run.moved.connect(self._moved)
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
    def _chosen(self) -> Printer | None:
        row = self.printer.currentIndex()
        return self._printers[row] if 0 <= row < len(self._printers) else None

    def _show_state(self) -> None:
        chosen, running = self._chosen, self.run.running
        self.go.setEnabled(chosen is not None and not running)
        self.go.setText(f"打印 {self.copies.value()} 份")
        self.leave.setText("停止打印" if running else "关闭")
        self.bar.setVisible(running)
        for one in (self.printer, self.draft, self.copies, self.duplex):
            one.setEnabled(chosen is not None and not running)
        self.final.setEnabled(chosen is not None and not running and not self._errors)
        if chosen is None:
            self._say(sentence("printing.none"), "error")
        elif not running:
            self._say(*self._warnings(chosen))

    def _warnings(self, chosen: Printer) -> tuple[str, str]:
        """Return what is to be known before printing, and its role."""
        by_hand = self.duplex.isChecked() and not chosen.duplex
        told = [sentence("printing.final-refused", count=self._errors)] if self._errors else []
        if by_hand:
            told.append(sentence("printing.by-hand", printer=chosen.name))
        return "\n".join(told), "check" if by_hand else "muted"

    def _say(self, text: str, role: str = "muted") -> None:
        self.note.setText(text)
        set_property(self.note, "role", role)
        self.note.setVisible(bool(text))
        self.adjustSize()

    # -- the print -------------------------------------------------------------------------------

    def _start(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        self.bar.setRange(0, 0)
        self.run.start(
            PrintWish(chosen, self.copies.value(), self.duplex.isChecked(), self.draft.isChecked())
        )
        self._say("正在排版……")
        self._show_state()

    def _moved(self, done: int, total: int, what: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._say(what)

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
