"""The list of drafts as a widget: keys, columns, menu."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from smdesk.gui.home.delegate import HEIGHT, DraftDelegate, widths
from smdesk.gui.home.rows import APPLICANT, PROGRESS, SAVED, DraftModel, Row

_NAME = 240
"""Dots that the applicant's name has at least."""
_FIRST_TO_GO = (SAVED, PROGRESS)


class DraftList(QTableView):
    """Rows of drafts; ``activated_row`` by Enter or double click, ``chosen`` when another is chosen."""

    activated_row = Signal(object)
    chosen = Signal()
    left_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drafts = DraftModel(self)
        self.setModel(self.drafts)
        self.setItemDelegate(DraftDelegate(self))
        self.setAccessibleName("申报列表")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.doubleClicked.connect(self._activate)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self._columns()

    @property
    def row(self) -> Row | None:
        """The chosen row."""
        index = self.currentIndex()
        return self.drafts.rows[index.row()] if index.isValid() else None

    def show_rows(
        self, rows: Sequence[Row], now: datetime, *, trash: bool = False, choose: int | None = None
    ) -> None:
        """Show other rows; ``choose`` a draft, else keep the one that is chosen, else the first."""
        before = self.row
        at = self.currentIndex().row()
        self.drafts.show(rows, now, trash=trash)
        wanted = choose if choose is not None else (before.id if before else None)
        found = self.drafts.row_of(wanted) if wanted is not None else 0
        if found is None:
            found = min(max(at, 0), len(rows) - 1)
        if rows:
            self.setCurrentIndex(self.drafts.index(found, APPLICANT))
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open by Enter; the first row's Up goes back to the search."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._activate(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_up.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Draw the ring of the chosen row."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _columns(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        self.verticalHeader().setMinimumSectionSize(HEIGHT)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(APPLICANT, QHeaderView.ResizeMode.Stretch)
        for column, width in widths().items():
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave room for the applicant's name: in a narrow window the last columns go."""
        super().resizeEvent(event)
        used = sum(widths().values())
        for column in _FIRST_TO_GO:
            gone = self.viewport().width() - used < _NAME
            self.setColumnHidden(column, gone)
            used -= widths()[column] if gone else 0

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid():
            self.activated_row.emit(self.drafts.rows[index.row()])

    def _show_menu(self, place: QPoint) -> None:
        shown: list[QAction] = [one for one in self.actions() if one.isVisible()]
        index = self.indexAt(place)
        if not shown or (place.y() >= 0 and not index.isValid() and self.row is None):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(shown)
        menu.popup(self.viewport().mapToGlobal(place))
