"""Which printer, and how sheets go through it: the rows that the print dialogs share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPushButton, QWidget

from smdesk.errors import sentence
from smdesk.gui.printing.memory import Mode, PrinterMemory, Remembered
from smdesk.gui.printing.printers import Printer, SheetPlan
from smdesk.gui.printing.stacks import StackPicture
from smdesk.gui.wizard.parts import push
from smdesk.service.printing.plan import FACE_DOWN, FACE_UP, HandWay, Turn

_MODES: dict[Mode, str] = {
    "auto": "自动双面，沿长边翻转", "hand": "手动双面：先印正面，再印背面", "one": "单面",
}  # fmt: skip
_WAYS: tuple[tuple[str, HandWay], ...] = (
    ("出纸时正面朝下（多数激光打印机）", FACE_DOWN),
    ("出纸时正面朝上（多数喷墨打印机）", FACE_UP),
)
_TURNS: dict[Turn, str] = {
    "copy": "每一份翻一次", "packet": "一件的各份一起翻一次", "list": "整个清单只翻一次",
}  # fmt: skip
_TRIED = "按试印结果"


class PrinterChoice(QObject):
    """``changed()`` when another printer or another way is chosen.

    What is chosen for a printer is remembered with `keep`; ``duplex`` is whether the papers are to
    be printed on both sides, ``several`` whether there is more than one packet.
    """

    changed = Signal()
    trial_wanted = Signal()

    def __init__(
        self,
        printers: Sequence[Printer],
        memory: PrinterMemory,
        *,
        duplex: bool,
        several: bool = False,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._several = several
        self._printers, self._memory, self._wanted = tuple(printers), memory, duplex
        self._held = Remembered()
        self.printer, self.sides, self.ways = QComboBox(), QComboBox(), QComboBox()
        self.turns, self.picture = QComboBox(), StackPicture(several=several)
        self.turn_row = QWidget()
        self._copies = 1
        for turn in _TURNS if several else ("copy", "packet"):
            self.turns.addItem(_TURNS[turn], turn)
        self.trial = push("试印…")
        self.trial.setToolTip("用一两张纸试出这台打印机的双面方向")
        for box, name in (
            (self.printer, "打印机"), (self.sides, "纸面"), (self.ways, "出纸方向"),
            (self.turns, "几份翻一次面"),
        ):  # fmt: skip
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(12)
        for one in self._printers:
            self.printer.addItem(one.name)
        names = [one.name for one in self._printers]
        if memory.last in names:
            self.printer.setCurrentIndex(names.index(memory.last))
        self._form: QFormLayout | None = None
        self.printer.currentIndexChanged.connect(lambda _at: self._show_printer())
        self.sides.currentIndexChanged.connect(lambda _at: self._show_sides())
        self.ways.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.turns.currentIndexChanged.connect(lambda _at: self._show_turn())
        self.trial.clicked.connect(lambda _checked: self.trial_wanted.emit())
        self._show_printer()

    def add_to(self, form: QFormLayout) -> None:
        """Put the rows into a form."""
        self._form = form
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.sides, 1)
        row.addWidget(self.trial)
        form.addRow("打印机", self.printer)
        form.addRow("纸面", row)
        form.addRow("出纸", self.ways)
        turn = QHBoxLayout(self.turn_row)
        turn.setContentsMargins(0, 0, 0, 0)
        turn.setSpacing(12)
        turn.addWidget(self.turns, 1)
        turn.addWidget(self.picture)
        form.addRow("翻面", self.turn_row)
        self._show_rows()

    # -- what is chosen --------------------------------------------------------------------------

    @property
    def chosen(self) -> Printer | None:
        """The printer, ``None`` where there is none."""
        row = self.printer.currentIndex()
        return self._printers[row] if 0 <= row < len(self._printers) else None

    @property
    def mode(self) -> Mode:
        """How sheets are printed."""
        found: Mode = self.sides.currentData() or "one"
        return found

    @property
    def _fed(self) -> bool:
        """Whether there is a printer that is fed by hand."""
        return self.chosen is not None and self.mode == "hand"

    @property
    def plan(self) -> SheetPlan | None:
        """The printer and its ways, ``None`` where there is no printer."""
        chosen = self.chosen
        if chosen is None:
            return None
        return SheetPlan(chosen, self.mode, self._way, self._held.flipped, self.turn)

    @property
    def hand_way(self) -> HandWay | None:
        """How the printer is fed by hand, ``None`` where it is not or there is none."""
        plan = self.plan
        return plan.hand_way if plan is not None else None

    @property
    def turn(self) -> Turn:
        """After what a stack is put back."""
        found: Turn = self.turns.currentData() or "packet"
        return found

    def show_copies(self, copies: int) -> None:
        """Ask about the stack only where there is more than one copy of a single packet."""
        self._copies = copies
        self._show_rows()

    @property
    def _way(self) -> HandWay:
        found: HandWay = self.ways.currentData() or FACE_DOWN
        return found

    @property
    def told(self) -> str:
        """What is to be known of a printer that is fed by hand, empty for others."""
        chosen = self.chosen
        if chosen is None or self.mode != "hand":
            return ""
        known = "printing.way-known" if self._held.tried else "printing.way-unknown"
        return "\n".join([sentence("printing.one-side", printer=chosen.name), sentence(known)])

    def keep(self) -> None:
        """Remember what is chosen for this printer, and the printer."""
        chosen = self.chosen
        if chosen is None:
            return
        tried = self._held.tried and self._way == self._held.way
        self._held = replace(self._held, mode=self.mode, way=self._way, tried=tried, turn=self.turn)
        self._memory.keep(chosen.name, self._held)
        self._memory.last = chosen.name

    def learn(self, held: Remembered) -> None:
        """Take what a test sheet told, and remember it."""
        chosen = self.chosen
        if chosen is not None:
            self._memory.keep(chosen.name, held)
            self._memory.last = chosen.name
            self._show_printer()

    def reach(self, half: str) -> None:
        """Remember how far the trial of the printer came."""
        chosen = self.chosen
        if chosen is not None:
            self._held = replace(self._held, half=half)
            self._memory.keep(chosen.name, self._held)

    @property
    def held(self) -> Remembered:
        """What is remembered of the printer."""
        return self._held

    def enable(self, *, on: bool) -> None:
        """Let the rows be used or not."""
        widgets: tuple[QComboBox | QPushButton, ...] = (
            self.printer, self.sides, self.ways, self.trial, self.turns,
        )  # fmt: skip
        for one in widgets:
            one.setEnabled(on and self.chosen is not None)
        if self.mode == "one":
            self.trial.setEnabled(False)

    # -- how it is shown -------------------------------------------------------------------------

    def _show_printer(self) -> None:
        """Offer what the chosen printer can do, what was chosen for it before in front."""
        chosen = self.chosen
        self._held = self._memory.of(chosen.name) if chosen else Remembered()
        able = bool(chosen and chosen.duplex)
        offered: list[Mode] = ["auto", "hand", "one"] if able else ["hand", "one"]
        usual: Mode = ("auto" if able else "hand") if self._wanted else "one"
        mode = self._held.mode if self._held.mode in offered else usual
        self.sides.blockSignals(True)  # one change to be told, not three
        self.ways.blockSignals(True)
        self.sides.clear()
        for one in offered:
            self.sides.addItem(_MODES[one], one)
        self.sides.setCurrentIndex(offered.index(mode or usual))
        self._list_ways()
        self.turns.setCurrentIndex(max(self.turns.findData(self._held.turn), 0))
        self.sides.blockSignals(False)
        self.ways.blockSignals(False)
        self._show_sides()

    def _list_ways(self) -> None:
        self.ways.clear()
        for name, way in _WAYS:
            self.ways.addItem(name, way)
        if self._held.tried:
            self.ways.insertItem(0, _TRIED, self._held.way)
            self.ways.setCurrentIndex(0)
        else:
            ways = [way for _, way in _WAYS]
            self.ways.setCurrentIndex(ways.index(self._held.way) if self._held.way in ways else 0)

    def _show_turn(self) -> None:
        self.picture.show_turn(self.turn)
        self.changed.emit()

    def _show_rows(self) -> None:
        if self._form is not None:
            asked = self._several or self._copies > 1
            self._form.setRowVisible(self.ways, self._fed)
            self._form.setRowVisible(self.turn_row, self._fed and asked)

    def _show_sides(self) -> None:
        self._show_rows()
        self.trial.setEnabled(self.chosen is not None and self.mode != "one")
        self.changed.emit()
