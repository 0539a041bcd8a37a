"""Shares line by line: one number for each ticked box, and the running sum."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.theme.style import set_property
from smdesk.gui.theme.tokens import theme
from smdesk.notices.number import number_text
from smdesk.notices.shares import ShareUnit
from smdesk.service.shares_edit import UNITS, ShareLines, lines_text, share_sum

_NAMES: dict[ShareUnit, str] = {"%": "按比例（%）", "万元": "按金额（万元）"}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SharesDialog(QDialog):
    """Lines of a shares value; ``chosen(text)`` when the person puts them in."""

    chosen = Signal(str)

    def __init__(self, title: str, shown: ShareLines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"逐项填写{title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shown = shown
        self.unit: ShareUnit = shown.unit
        self.amounts: list[QLineEdit] = []
        self._units: list[QLabel] = []
        look = theme()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look.space(5)] * 4)
        layout.setSpacing(look.space(3))
        layout.addLayout(self._unit_row())
        layout.addWidget(self._line_area(), 1)
        self.sum = QLabel(self)
        self.sum.setFont(look.font("panel"))
        self.sum.setWordWrap(True)
        layout.addWidget(self.sum)
        layout.addLayout(self._buttons())
        self.resize(480, min(620, 220 + 40 * len(shown.lines)))
        self._count()
        if self.amounts:
            first = next((one for one in self.amounts if not one.text()), self.amounts[0])
            first.setFocus()
            first.selectAll()

    # -- how it is built -------------------------------------------------------------------

    def _unit_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().space(4))
        self.kinds = QButtonGroup(self)
        for number, unit in enumerate(UNITS):
            button = QRadioButton(_NAMES[unit], self)
            button.setChecked(unit == self.unit)
            self.kinds.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.kinds.idToggled.connect(self._turned)
        return row

    def _line_area(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(area)
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, theme().space(2), 0)
        grid.setHorizontalSpacing(theme().space(3))
        grid.setColumnStretch(0, 1)
        for row, line in enumerate(self._shown.lines):
            self._add_line(grid, row, line.name, line.amount, ticked=line.ticked)
        if not self._shown.lines:
            empty = QLabel("还没有勾选。请先在表中勾选，再逐项填写。", inner)
            set_property(empty, "role", "muted")
            grid.addWidget(empty, 0, 0)
        grid.setRowStretch(max(1, len(self._shown.lines)), 1)
        area.setWidget(inner)
        return area

    def _add_line(
        self, grid: QGridLayout, row: int, name: str, amount: str, *, ticked: bool
    ) -> None:
        label = QLabel(name if ticked else f"{name}（未勾选，留空即删去）")
        label.setWordWrap(True)
        if not ticked:
            set_property(label, "role", "muted")
        edit = QLineEdit(amount)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setFixedWidth(132)
        edit.setAccessibleName(name)
        edit.textChanged.connect(self._count)
        edit.installEventFilter(self)
        label.setBuddy(edit)
        unit = QLabel(self.unit)
        set_property(unit, "role", "muted")
        unit.setMinimumWidth(34)
        grid.addWidget(label, row, 0)
        grid.addWidget(edit, row, 1)
        grid.addWidget(unit, row, 2)
        self.amounts.append(edit)
        self._units.append(unit)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().space(2))
        row.addStretch(1)
        self.stop = QPushButton("取消", self)
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.reject)
        self.go = QPushButton("填入", self)
        self.go.setDefault(False)
        self.go.setAutoDefault(False)
        set_property(self.go, "kind", "main")
        self.go.clicked.connect(self._choose)
        row.addWidget(self.stop)
        row.addWidget(self.go)
        return row

    # -- what a person does ----------------------------------------------------------------

    def _turned(self, number: int, on: bool) -> None:
        if on:
            self.unit = UNITS[number]
            for label in self._units:
                label.setText(self.unit)
            self._count()

    def _count(self) -> None:
        """Say the running sum, and what is missing to the whole."""
        found = share_sum([one.text() for one in self.amounts], self.unit, self._shown.whole)
        words = f"合计 {number_text(found.added)} {self.unit}"
        if found.missing is not None and not found.fits(self.unit, self._shown.whole):
            told = "还差" if found.missing > 0 else "多出"
            words += f"，{told} {number_text(abs(found.missing))} {self.unit}"
        if self.unit == "万元" and self._shown.whole is not None:
            words += f"（服务收入 {number_text(self._shown.whole)} 万元）"
        if found.unread:
            words += "。标红的数读不出来，请改正"
        if self._shown.loose:
            words += f"。原来的文字“{self._shown.loose}”将被替换"
        self.sum.setText(words)
        wrong = f"color: {theme().meaning('error').name()};"
        for place, edit in enumerate(self.amounts):
            edit.setStyleSheet(wrong if place in found.unread else "")
        self.go.setEnabled(bool(self.amounts) and not found.unread)

    def _choose(self) -> None:
        names = [one.name for one in self._shown.lines]
        text = lines_text(names, [one.text() for one in self.amounts], self.unit)
        self.accept()
        self.chosen.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Up, down and Enter walk from number to number; Enter in the last one puts them in."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            place = next((n for n, one in enumerate(self.amounts) if one is watched), None)
            if place is not None and self._walk(place, event):
                return True
        return super().eventFilter(watched, event)

    def _walk(self, place: int, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        last = place == len(self.amounts) - 1
        if key in _ENTER and (last or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            if self.go.isEnabled():
                self._choose()
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key, 1 if key in _ENTER else 0)
        if step == 0:
            return False
        target = self.amounts[max(0, min(len(self.amounts) - 1, place + step))]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.selectAll()
        return True
