"""A table whose first column stays in view, however far the others are scrolled."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

ROW = 34
"""Pixels of a row."""


class FrozenTable(QTableView):
    """Rows are chosen, several with Shift or Ctrl; ``opened(index)`` by Enter or double click.

    The first column is drawn by a second view over this one, which has no focus of its own.
    ``left_up`` comes when Up is pressed in the first row.
    """

    opened = Signal(QModelIndex)
    left_up = Signal()

    def __init__(self, name: str, first_width: int = 240, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._first_width = first_width
        self.front = QTableView(self)
        for view in (self, self.front):
            view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
            view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
            view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
            view.setShowGrid(False)
            view.setWordWrap(False)
            view.setTabKeyNavigation(False)
            view.verticalHeader().hide()
            view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            view.verticalHeader().setDefaultSectionSize(ROW)
            view.horizontalHeader().setHighlightSections(False)
            view.doubleClicked.connect(self._open)
        self._dress_front()

    def _dress_front(self) -> None:
        front, never = self.front, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        front.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        front.setAccessibleName("")
        front.setStyleSheet("QTableView { border: none; }")
        front.setVerticalScrollBarPolicy(never)
        front.setHorizontalScrollBarPolicy(never)
        front.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setSectionsClickable(True)
        self.viewport().stackUnder(front)
        self.verticalScrollBar().valueChanged.connect(front.verticalScrollBar().setValue)
        front.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.horizontalHeader().sectionResized.connect(self._resized)
        front.horizontalHeader().sectionResized.connect(self._front_resized)
        self.horizontalHeader().geometriesChanged.connect(self._place)

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802
        """Show a model in both views, with one selection."""
        super().setModel(model)
        self.front.setModel(model)
        self.front.setSelectionModel(self.selectionModel())
        self._free_heads(model)
        self.setColumnWidth(0, self._first_width)
        self._hide()
        if model is not None:
            model.modelReset.connect(self._hide)
            model.columnsInserted.connect(self._hide)
        self._place()

    def _free_heads(self, model: QAbstractItemModel | None) -> None:
        """Keep the heads from asking at each painting for every row that is chosen."""
        for view in (self, self.front):
            head = view.horizontalHeader()
            if model is not None:
                head.setSelectionModel(QItemSelectionModel(model, head))

    def setItemDelegate(self, delegate: QAbstractItemDelegate) -> None:  # noqa: N802
        """Draw both views with one delegate."""
        super().setItemDelegate(delegate)
        self.front.setItemDelegate(delegate)

    def _hide(self) -> None:
        model = self.model()
        if model is None:
            return
        for column in range(1, model.columnCount()):
            self.front.setColumnHidden(column, True)
        self.front.setColumnWidth(0, self.columnWidth(0))

    def _resized(self, column: int, _old: int, new: int) -> None:
        if column == 0:
            self.front.setColumnWidth(0, new)
            self._place()

    def _front_resized(self, column: int, _old: int, new: int) -> None:
        if column == 0 and self.columnWidth(0) != new:
            self.setColumnWidth(0, new)

    def _place(self) -> None:
        edge = self.frameWidth()
        head = self.horizontalHeader().height()
        self.front.horizontalHeader().setFixedHeight(max(head, 1))
        self.front.setGeometry(edge, edge, self.columnWidth(0), self.viewport().height() + head)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place()

    def scrollTo(  # noqa: N802
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view; the first column is in view sideways already."""
        if index.column() > 0:
            super().scrollTo(index, hint)
            return
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        bar.setValue(before)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open by Enter; the first row's Up goes back to the search."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_up.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Draw the ring of the row in hand."""
        super().focusInEvent(event)
        self._repaint()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Take the ring away."""
        super().focusOutEvent(event)
        self._repaint()

    def _repaint(self) -> None:
        self.viewport().update()
        self.front.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index)
