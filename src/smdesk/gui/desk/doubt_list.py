"""The doubtful values of a case as a list: label, text as read, why; what was said of each before it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smdesk.gui.desk.lines import FLAGS, LEFT, PAD, LineList, draw_frame, text_height
from smdesk.gui.desk.region_paper import MARKS
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import breakable
from smdesk.service.desk.findings import Doubtful
from smdesk.service.desk.review import ReviewCase, Verdict, why

_Index = QModelIndex | QPersistentModelIndex
_DOUBT, _VERDICT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_LINES = 3
EMPTY = "（空）"
VERDICT_WORDS = {
    Verdict.OPEN: "待确认", Verdict.CONFIRMED: "已确认", Verdict.MISREAD: "读错了",
}  # fmt: skip


class DoubtList(LineList):
    """One case's doubtful values; the current one is the one that keys act on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("待确认的读数", parent)
        self.setItemDelegate(_Delegate(self))

    @property
    def current(self) -> Doubtful | None:
        """The value in hand."""
        item = self.currentItem()
        found: Doubtful | None = item.data(_DOUBT) if item is not None else None
        return found

    def verdict(self, row: int) -> Verdict:
        """Return what was said of the value in a row."""
        return Verdict(self.item(row).data(_VERDICT))  # Qt keeps it as plain text

    @property
    def verdicts(self) -> list[Verdict]:
        """What was said of each value, in order."""
        return [self.verdict(row) for row in range(self.count())]

    def show_case(self, reviewed: ReviewCase) -> None:
        """Show another case; the first value that is still open is in hand."""
        self.clear()
        for one in reviewed.doubts:
            item = QListWidgetItem(one.label)
            item.setData(_DOUBT, one)
            self.addItem(item)
            self.mark(self.count() - 1, reviewed.verdicts[one.address])
        self.setCurrentRow(self.next_open(-1) if self.count() else -1)

    def mark(self, row: int, verdict: Verdict) -> None:
        """Show what was said of a value."""
        item = self.item(row)
        one: Doubtful = item.data(_DOUBT)
        item.setData(_VERDICT, verdict)
        said = f"{VERDICT_WORDS[verdict]}，{one.label}，读作 {one.text or EMPTY}，{why(one)}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def row_of(self, address: str) -> int:
        """Return the row of an address, -1 without one."""
        for row in range(self.count()):
            if self.item(row).data(_DOUBT).address == address:
                return row
        return -1

    def next_open(self, after: int) -> int:
        """Return the next row that is still open, from the top again at the end; else the next row."""
        rows = [*range(after + 1, self.count()), *range(after + 1)]
        still = (row for row in rows if self.verdict(row) is Verdict.OPEN)
        return next(still, min(after + 1, self.count() - 1))


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: DoubtList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        width = self._view.viewport().width()
        heights = _heights(index.data(_DOUBT), width - LEFT - PAD)
        return QSize(width, sum(heights) + 2 * PAD + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        one: Doubtful = index.data(_DOUBT)
        verdict = Verdict(index.data(_VERDICT))
        painter.save()
        look, rect = theme(), draw_frame(painter, option)
        icon, level = MARKS[verdict]
        ratio = painter.device().devicePixelRatioF()
        mark = pixmap(icon, 16, look.meaning(level), ratio)
        painter.drawPixmap(rect.left() + 8, rect.top() + PAD + 1, mark)
        room = rect.adjusted(LEFT, PAD, -PAD, -PAD)
        label, text, _ = _heights(one, room.width())
        painter.setPen(look.colour.text_muted)
        painter.setFont(look.font("small"))
        painter.drawText(QRect(room.topLeft(), QSize(room.width(), label)), FLAGS, one.label)
        painter.setPen(look.colour.text)
        painter.setFont(look.font("strong"))
        place = QRect(room.left(), room.top() + label + 2, room.width(), text)
        painter.drawText(place, FLAGS, breakable(_cut(one.text, room.width())))
        painter.setFont(look.font("small"))
        painter.setPen(look.colour.text_muted)
        said = why(one) if verdict is Verdict.OPEN else VERDICT_WORDS[verdict]
        painter.drawText(room.adjusted(0, label + text + 4, 0, 0), FLAGS, said)
        painter.restore()


def _cut(text: str, width: int) -> str:
    """Return a text that takes a few lines at most; the whole of it stands beside the list."""
    shown = text.replace("\n", " ") or EMPTY
    metrics = QFontMetrics(theme().font("strong"))
    return metrics.elidedText(shown, Qt.TextElideMode.ElideRight, _LINES * width - 40)


def _heights(one: Doubtful, width: int) -> tuple[int, int, int]:
    return (
        text_height("small", one.label, width), text_height("strong", _cut(one.text, width), width),
        text_height("small", why(one), width),
    )  # fmt: skip
