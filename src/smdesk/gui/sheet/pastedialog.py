"""The preview of a paste: what goes where, what it replaces, what does not fit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import sentence
from smdesk.gui.theme.columns import fit_columns
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.style import set_property
from smdesk.gui.theme.tokens import theme
from smdesk.service.clip import Block
from smdesk.service.paste import PastePlan, Placed, Unplaced

_HEADS = ("栏目", "现在", "粘贴后", "说明")
_WIDTHS = ((180, 380), (90, 150), (110, 200))
"""The least and the most pixels of the columns; the last one takes what is left."""

_MOST_UNPLACED = 200
"""Cells without a place that are listed one by one; of a whole worksheet there are thousands."""


class PasteDialog(QDialog):
    """Shows the plan of a block; ``chosen(texts)`` when the person pastes it."""

    chosen = Signal(dict)

    def __init__(
        self, block: Block, plan: Callable[[Block], PastePlan], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴到表中")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._block, self._plan_of = block, plan
        self.plan = plan(block)
        look = theme()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look.space(5)] * 4)
        layout.setSpacing(look.space(3))
        self.summary = QLabel(self)
        self.summary.setFont(look.font("panel"))
        self.how = QLabel(self)
        self.how.setWordWrap(True)
        set_property(self.how, "role", "muted")
        self.table = self._table()
        self.turn = QCheckBox("行列互换（把每一行当作一列）", self)
        self.turn.setVisible(min(block.width, block.height) >= 1 and not block.single)
        self.turn.toggled.connect(self._turned)
        for widget in (self.summary, self.how, self.table, self.turn):
            layout.addWidget(widget)
        layout.addLayout(self._buttons())
        self.resize(QSize(960, 540))
        self._show()
        self.go.setFocus()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, len(_HEADS), self)
        table.setHorizontalHeaderLabels(list(_HEADS))
        table.setAccessibleName("粘贴预览")
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setStyleSheet("QTableWidget::item { padding: 0 8px; }")
        table.verticalHeader().setDefaultSectionSize(32)
        table.setWordWrap(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme().space(2))
        row.addStretch(1)
        self.stop = QPushButton("取消", self)
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.reject)
        self.go = QPushButton(self)
        self.go.setDefault(True)
        set_property(self.go, "kind", "main")
        self.go.clicked.connect(self._choose)
        row.addWidget(self.stop)
        row.addWidget(self.go)
        return row

    def _turned(self, on: bool) -> None:
        self.plan = self._plan_of(self._block.transposed() if on else self._block)
        self._show()

    def _choose(self) -> None:
        texts = self.plan.texts
        self.accept()
        self.chosen.emit(texts)

    # -- what is shown ---------------------------------------------------------------------

    def _show(self) -> None:
        plan = self.plan
        count = len(plan.texts)
        size = f"{self._block.height} 行 × {self._block.width} 列"
        lost = f"，{len(plan.unplaced)} 个放不下" if plan.unplaced else ""
        self.summary.setText(f"剪贴板中有 {size}，将填入 {count} 个值{lost}")
        way = (
            "按其中的行名、栏名和年度对应各栏，与顺序无关。"
            if plan.by_label
            else "从光标所在的栏起，依次向右、向下填入。"
        )
        self.how.setText(f"{way}空白单元格不改变原有的值。粘贴后可一步撤销。")
        self.go.setText(f"填入 {count} 个值")
        self.go.setEnabled(count > 0)
        shown = plan.unplaced[:_MOST_UNPLACED]
        rest = len(plan.unplaced) - len(shown)
        self.table.setRowCount(len(plan.placed) + len(shown) + (rest > 0))
        for row, placed in enumerate(plan.placed):
            self._show_placed(row, placed)
        for row, unplaced in enumerate(shown, start=len(plan.placed)):
            self._show_unplaced(row, unplaced)
        if rest:
            last = self.table.rowCount() - 1
            self._fill(last, (f"（不填）其余 {rest} 个", "", "", ""), "error")
        fit_columns(self.table, _WIDTHS)

    def _show_placed(self, row: int, one: Placed) -> None:
        told, level = "", "muted"
        if one.problem is not None:
            told, level = "看不出数值，照原样填入，之后再改", "check"
        elif one.same:
            told = "与现在相同"
        elif one.converted:
            told = f"由“{one.typed}”换算"
        elif one.text != one.typed:
            told = f"由“{one.typed}”整理"
        elif one.old:
            told = "替换原值"
        self._fill(row, (one.label, one.old, one.text, told), level)

    def _show_unplaced(self, row: int, one: Unplaced) -> None:
        place = f"第 {one.row + 1} 行第 {one.column + 1} 列"
        self._fill(row, (f"（不填）{place}", "", one.text, sentence(one.code)), "error")

    def _fill(self, row: int, texts: tuple[str, ...], level: str) -> None:
        colour = theme().colour
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column == 1 or (column == 3 and level == "muted"):
                item.setForeground(QBrush(colour.text_muted))
            elif column == 3 or level == "error":
                item.setForeground(QBrush(_tone(level)))
            if column == 3 and text and level in {"check", "error"}:
                sign = "triangle-alert" if level == "check" else "circle-x"
                item.setIcon(icon(sign, 16, _tone(level)))
            self.table.setItem(row, column, item)


def _tone(level: str) -> QColor:
    return theme().meaning(level)
