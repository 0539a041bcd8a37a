"""The pages of one file under each other: a picture, a tick and a number each.

Ticked pages are printed, in the order in which they stand. Pages are moved by dragging and by
Alt+↑/↓, ticked by a click or the space bar, turned by R and Shift+R; several can be chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from smdesk.gui.attachments.tile import TILE, TileDelegate, tick_area
from smdesk.notices.declaration import PageEdit

_Index = QModelIndex | QPersistentModelIndex
_ROWS = "application/x-smdesk-pages"


@dataclass(frozen=True)
class Tile:
    """One page of the strip: its edit, whether it is printed, how many places it is evidence of."""

    edit: PageEdit
    ticked: bool
    links: int = 0


class TileModel(QAbstractListModel):
    """The tiles as Qt's views read them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.tiles: list[Tile] = []
        self.words: dict[PageEdit, str] = {}
        self.read_only = False

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Take other tiles; where only their looks changed, the choice of tiles stays."""
        if [one.edit.page for one in tiles] == [one.edit.page for one in self.tiles]:
            self.tiles = list(tiles)
            if tiles:
                self.dataChanged.emit(self.index(0), self.index(len(tiles) - 1))
            return
        self.beginResetModel()
        self.tiles = list(tiles)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many pages there are."""
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a tile, and what a screen reader says of it."""
        tile = self.tiles[index.row()]
        if role == TILE:
            return tile
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self.told(tile)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"第 {tile.edit.page} 页"
        return None

    def told(self, tile: Tile) -> str:
        """Return a page in words."""
        edit = tile.edit
        said = [f"第 {edit.page} 页", "打印" if tile.ticked else "不打印"]
        said += [f"转 {edit.turn}°"] if edit.turn else []
        said += [f"拉直 {edit.angle / 10:g}°"] if edit.angle else []
        said += ["已裁剪"] if any(edit.crop) else []
        said += [f"{tile.links} 处佐证"] if tile.links else []
        said += [self.words[edit]] if self.words.get(edit) else []
        return "，".join(said)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Say that tiles can be chosen and dragged."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.read_only:
            return plain
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return plain | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:  # noqa: N802
        """Return what a drag carries."""
        return [_ROWS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        """Return the dragged row."""
        mime = QMimeData()
        mime.setData(_ROWS, str(indexes[0].row()).encode())
        return mime

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        """Say that a drag moves."""
        return Qt.DropAction.MoveAction


class PageStrip(QListView):
    """Shows pages; its signals say what a person wants. Rows count all pages, ticked or not."""

    ticked = Signal(list)
    shifted = Signal(int, int)
    turned = Signal(list, int)
    current = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = TileModel(self)
        self.setModel(self.tiles)
        self.delegate = TileDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("页面")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setDragDropOverwriteMode(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMinimumWidth(self.delegate.size.width() + 20)
        self.selectionModel().currentChanged.connect(lambda now, _: self.current.emit(now.row()))

    def set_read_only(self) -> None:
        """Let pages be looked at and nothing more."""
        self.tiles.read_only = True
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)

    def rows(self) -> list[int]:
        """Return the chosen rows, the current one if none is."""
        chosen = sorted(one.row() for one in self.selectionModel().selectedIndexes())
        return chosen or ([self.currentIndex().row()] if self.currentIndex().isValid() else [])

    def go_to(self, row: int) -> None:
        """Make a row the current one and bring it into view."""
        index = self.tiles.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move, tick, turn by keys; the rest is the list's."""
        key, held = event.key(), event.modifiers()
        rows, at = self.rows(), self.currentIndex().row()
        alt = bool(held & Qt.KeyboardModifier.AltModifier)
        if not rows or self.tiles.read_only:
            super().keyPressEvent(event)
        elif alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            to = at - 1 if key == Qt.Key.Key_Up else at + 2
            if 0 <= to <= self.tiles.rowCount():
                self.shifted.emit(at, to)
        elif key in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter} and not alt:
            self.ticked.emit(rows)
        elif key == Qt.Key.Key_R and not held & Qt.KeyboardModifier.ControlModifier:
            back = bool(held & Qt.KeyboardModifier.ShiftModifier)
            self.turned.emit(rows, -90 if back else 90)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tick a page at its box."""
        here = event.position().toPoint()
        index = self.indexAt(here)
        super().mouseReleaseEvent(event)
        able = index.isValid() and not self.tiles.read_only
        if able and tick_area(self.visualRect(index)).contains(here):
            self.ticked.emit([index.row()])

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Move the dragged page to where it was let go."""
        text = bytes(event.mimeData().data(_ROWS).data()).decode("ascii", "replace")
        if event.source() is not self or not text.isdecimal():
            return
        here = event.position().toPoint()
        to = sum(
            here.y() > self.visualRect(self.tiles.index(row)).center().y()
            for row in range(self.tiles.rowCount())
        )
        # The view removes the dragged rows after a move; the model here is the session's. It also
        # takes the line away that showed where the page would go; here that is left to be done.
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if to not in {int(text), int(text) + 1}:
            self.shifted.emit(int(text), to)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Be as wide as a tile and the scroll bar."""
        return QSize(self.delegate.size.width() + 24, 480)
