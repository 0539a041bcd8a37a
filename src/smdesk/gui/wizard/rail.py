"""The step list: a ring, a name, how far it is, and what was found there; one row a step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from smdesk.gui.theme.watch import theme_signal
from smdesk.gui.wizard.rail_row import RailDelegate
from smdesk.gui.wizard.steps import STATES, Step
from smdesk.service.session import SectionProgress

WIDTH = 220
STEP = Qt.ItemDataRole.UserRole
SECTION = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex


class StepModel(QAbstractListModel):
    """The steps with the progress of their sections."""

    def __init__(
        self,
        steps: Sequence[Step],
        sections: Iterable[SectionProgress],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.steps = tuple(steps)
        self._sections: dict[str, SectionProgress] = {one.id: one for one in sections}

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self.steps)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        step = self.steps[index.row()]
        section = self._sections.get(step.id)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return step.title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return spoken(step, section)
            case _ if role == STEP:
                return step
            case _ if role == SECTION:
                return section
        return None

    def take(self, sections: Iterable[SectionProgress]) -> None:
        """Redraw the rows whose progress is another now."""
        fresh: Mapping[str, SectionProgress] = {one.id: one for one in sections}
        self._sections |= fresh
        for row, step in enumerate(self.steps):
            if step.id in fresh:
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def row_of(self, step: str) -> int:
        """Return the row of a step, -1 if it is not listed."""
        return next((row for row, one in enumerate(self.steps) if one.id == step), -1)


class Rail(QListView):
    """The list itself. ``shown(step)`` comes when another row is current, ``entered(step)`` when
    the person wants to work there (click, Enter).
    """

    shown = Signal(str)
    entered = Signal(str)

    def __init__(self, model: StepModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = model
        self.setModel(model)
        self.setItemDelegate(RailDelegate(self))
        self.setAccessibleName("填报步骤")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { border: none; background: transparent; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._moved)
        self.clicked.connect(self._enter)
        theme_signal().changed.connect(self.viewport().update)

    def show_step(self, step: str) -> None:
        """Mark a step as the current one; nothing is told."""
        row = self._steps.row_of(step)
        if row < 0 or row == self.currentIndex().row():
            return
        chosen = self.selectionModel()
        was = chosen.blockSignals(True)
        chosen.setCurrentIndex(
            self._steps.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        chosen.blockSignals(was)
        self.scrollTo(self._steps.index(row))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._enter(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _moved(self, index: QModelIndex, _old: QModelIndex) -> None:
        if index.isValid():
            self.shown.emit(self._steps.steps[index.row()].id)

    def _enter(self, index: QModelIndex) -> None:
        if index.isValid():
            self.entered.emit(self._steps.steps[index.row()].id)


def spoken(step: Step, section: SectionProgress | None) -> str:
    """Return a step as it is read out: name, state, how far, what was found."""
    if section is None:
        return step.title
    parts = [section.title, STATES[section.state]]
    if section.wanted:
        parts.append(f"已填 {section.filled} 项，共 {section.wanted} 项")
    counts = (("错误", section.errors), ("核实", section.checks), ("提示", section.hints))
    parts += [f"{word} {count} 条" for word, count in counts if count]
    return "，".join(parts)
