"""The list of what a version says otherwise, each piece with a box to have it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from smdesk.gui.theme.wrapping import wrap_lines
from smdesk.service.history import Piece

_EMPTY = "（空）"


class PieceTree(QTreeWidget):
    """Pieces with what stood then and what stands now; ``ticked`` comes when boxes change."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("与现在的不同")
        self.setHeaderLabels(["栏目", "当时", "现在"])
        self.setRootIsDecorated(False)
        wrap_lines(self)
        head = self.header()
        head.resizeSection(0, 240)
        head.resizeSection(1, 230)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._pieces: tuple[Piece, ...] = ()
        self.itemChanged.connect(lambda *_: self.ticked.emit())

    def show_pieces(self, pieces: Sequence[Piece], *, choosing: bool) -> None:
        """List pieces, none ticked; ``choosing`` says whether they can be."""
        self._pieces = tuple(pieces)
        self.blockSignals(True)
        self.clear()
        for one in self._pieces:
            item = QTreeWidgetItem([one.label, one.old or _EMPTY, one.new or _EMPTY])
            if choosing:
                item.setCheckState(0, Qt.CheckState.Unchecked)
            for column in range(3):
                top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(column, top)
            self.addTopLevelItem(item)
        self.blockSignals(False)
        self.ticked.emit()

    @property
    def wanted(self) -> tuple[Piece, ...]:
        """The pieces that are ticked."""
        return tuple(
            one
            for number, one in enumerate(self._pieces)
            if self._item(number).checkState(0) is Qt.CheckState.Checked
        )

    def tick(self, number: int) -> None:
        """Tick the box of a piece."""
        self._item(number).setCheckState(0, Qt.CheckState.Checked)

    def _item(self, number: int) -> QTreeWidgetItem:
        found = self.topLevelItem(number)
        assert found is not None
        return found
