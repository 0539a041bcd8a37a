"""A list of cases in order: dragged, moved by keys, the quota's line where it ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QDropEvent, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smdesk.gui.desk.cases import found_text, name_of
from smdesk.gui.desk.lines import draw_frame
from smdesk.gui.desk.names import mark_of
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.store.desk.models import CaseRow

_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect
HEIGHT, _PAD, _NUMBER = 48, 12, 40


class RankList(QListWidget):
    """Cases; ``dropped`` when something was dragged in or within, ``passed(cases)`` by Enter,
    ``moved(cases, by)`` by Alt and an arrow, ``opened(case)`` by double click, ``entered`` with the focus.
    """

    dropped = Signal()
    passed = Signal(list)
    moved = Signal(list, int)
    opened = Signal(int)
    entered = Signal()

    def __init__(self, name: str, *, numbered: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.numbered = numbered
        self.most: int | None = None
        self.over: dict[int, str] = {}
        """What is said of the cases past a limit."""
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_RankDelegate(self))
        self.setUniformItemSizes(True)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(_ROW).id))

    @property
    def cases(self) -> list[int]:
        """The cases in order."""
        return [self.item(at).data(_ROW).id for at in range(self.count())]

    @property
    def current(self) -> int | None:
        """The case in hand."""
        item = self.currentItem()
        row: CaseRow | None = item.data(_ROW) if item is not None else None
        return row.id if row is not None else None

    @property
    def picked(self) -> list[int]:
        """The chosen cases in order: the one in hand, or several."""
        rows = sorted(one.row() for one in self.selectedIndexes())
        return [self.item(at).data(_ROW).id for at in rows]

    def show_rows(
        self,
        rows: Iterable[CaseRow],
        *,
        most: int | None = None,
        over: Mapping[int, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        """Show other cases, the one in hand kept in hand."""
        before, at = self.current, self.currentRow()
        self.most = most
        self.over = {case: _over_told(labels) for case, labels in over.items()}
        self.clear()
        for number, row in enumerate(rows):
            self.addItem(_RankItem(row))
            if row.id == before:
                at = number
        if self.count():
            self.setCurrentRow(min(max(at, 0), self.count() - 1), _ONLY)

    def choose(self, wanted: Sequence[int]) -> None:
        """Choose cases; the first of them is in hand."""
        place = {case: at for at, case in enumerate(self.cases)}
        found = [place[case] for case in wanted if case in place]
        for number, at in enumerate(found):
            if number:
                self.item(at).setSelected(True)
            else:
                self.setCurrentRow(at, _ONLY)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move by Alt and an arrow, pass to the other list by Enter."""
        picked, keys = self.picked, Qt.Key
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if picked and event.key() in {keys.Key_Return, keys.Key_Enter}:
            self.passed.emit(picked)
        elif picked and alt and event.key() in {keys.Key_Up, keys.Key_Down}:
            self.moved.emit(picked, -1 if event.key() == keys.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that this is the list in hand now."""
        super().focusInEvent(event)
        self.entered.emit()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take what was dragged here; the other list lets it go after this returns."""
        super().dropEvent(event)
        QTimer.singleShot(0, self, self.dropped.emit)


class _RankItem(QListWidgetItem):
    """A case in the list; what it says is worked out when somebody asks."""

    def __init__(self, row: CaseRow) -> None:
        super().__init__()
        super().setData(_ROW, row)
        # What is let go over a case goes before or behind it: dropped on it, it would take its place.
        self.setFlags(self.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)

    def data(self, role: int) -> Any:
        """Return the case, its name, or what a screen reader says of it."""
        row: CaseRow | None = super().data(_ROW)
        if role == _ROW or row is None:
            return row if role == _ROW else super().data(role)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return name_of(row)
        view = self.listWidget()
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(view, RankList):
            told = f"第 {view.row(self) + 1} 名，" if view.numbered else ""
            told += f"{name_of(row)}，{mark_of(row.state).word}"
            return told + (f"，{view.over[row.id]}" if row.id in view.over else "")
        return super().data(role)


class _RankDelegate(QStyledItemDelegate):
    def __init__(self, view: RankList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: CaseRow | None = index.data(_ROW)
        if row is None:
            return
        painter.save()
        look, rect, view = theme(), draw_frame(painter, option), self._view
        if view.most is not None and index.row() == view.most:
            painter.setPen(QPen(look.colour.check, 2, Qt.PenStyle.DashLine))
            painter.drawLine(rect.topLeft(), rect.topRight())
        place = rect.adjusted(_PAD, 0, -_PAD, 0)
        if view.numbered:
            painter.setFont(look.font("strong"))
            painter.setPen(look.colour.text)
            number = QRect(place.left(), place.top(), _NUMBER - 12, place.height())
            painter.drawText(
                number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                str(index.row() + 1),
            )  # fmt: skip
            place.setLeft(place.left() + _NUMBER)
        self._lines(painter, place, row)
        painter.restore()

    def _lines(self, painter: QPainter, place: QRect, row: CaseRow) -> None:
        look, mark = theme(), mark_of(row.state)
        ratio = painter.device().devicePixelRatioF()
        colour = getattr(look.colour, mark.role)
        painter.drawPixmap(place.left(), place.top() + 6, pixmap(mark.icon, 16, colour, ratio))
        upper = QRect(place.left() + 22, place.top() + 4, place.width() - 22, 22)
        lower = QRect(upper.left(), place.top() + 25, upper.width(), 18)
        _line(painter, upper, name_of(row), "text")
        over = [self._view.over[row.id]] if row.id in self._view.over else []
        told = "　".join((*over, mark.word, row.district_told, found_text(row)))
        _line(painter, lower, told, "small", over=bool(over))


def _over_told(labels: Sequence[str]) -> str:
    named = "、".join(one for one in labels if one)
    return f"超出名额（{named}）" if named else "超出名额"


def _line(painter: QPainter, place: QRect, text: str, role: str, *, over: bool = False) -> None:
    look = theme()
    painter.setFont(look.font("small" if role == "small" else "text"))
    muted = look.colour.check if over else look.colour.text_muted
    painter.setPen(muted if role == "small" else look.colour.text)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
