"""Findings of a case as a list: level, sentence, clause; those set aside below, with their reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smdesk.errors import Level
from smdesk.gui.desk.lines import FLAGS, LEFT, PAD, LineList, draw_frame, text_height
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import LEVEL_ICONS, LEVEL_WORDS, breakable
from smdesk.service.desk.findings import Found

_Index = QModelIndex | QPersistentModelIndex
_SHOWN = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Shown:
    """One line: a finding, and the reason that it was set aside with."""

    key: str
    level: Level
    place: str
    text: str
    second: str = ""
    aside: bool = False
    misread: bool = False


def shown_of(findings: Iterable[Found]) -> tuple[Shown, ...]:
    """Return the lines of a case: what stands first, what was set aside last."""
    lines = [_shown(one) for one in findings]
    order: dict[str, int] = {"error": 0, "check": 1, "hint": 2}
    return tuple(sorted(lines, key=lambda one: (one.aside, order[one.level])))


def _shown(one: Found) -> Shown:
    clause, aside = one.clause, one.dismissal
    second = f"{clause['place']}：{clause['text']}" if clause else ""
    if one.misread:
        second = "这一栏读错，不作为申报单位的问题"
    elif not one.open and aside is not None:
        second = f"已搁置（{aside.person}，{aside.at.astimezone():%Y-%m-%d %H:%M}）：{aside.reason}"
    elif not one.open:
        second = "已对照原件确认"
    elif one.reason:
        second = f"申报单位说明：{one.reason}"
    return Shown(
        one.key, one.level, one.addresses[0], one.message, second, not one.open, one.misread
    )


class FoundList(LineList):
    """Lines of several rows; ``opened(place)`` by Enter or double click goes to the cell."""

    opened = Signal(str)

    def __init__(
        self, name: str = "问题", nothing: str = "没有问题", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._nothing = nothing
        self.setItemDelegate(_FoundDelegate(self))
        self.itemDoubleClicked.connect(lambda _item: self._open())

    @property
    def current(self) -> Shown | None:
        """The line in hand."""
        item = self.currentItem()
        found: Shown | None = item.data(_SHOWN) if item is not None else None
        return found

    def show_lines(self, lines: Iterable[Shown], *, anew: bool = False) -> None:
        """Show other lines; the one in hand stays in hand if it is still there, else its neighbour.

        Of one that was set aside just now, too, the neighbour: the next is gone on with where it stood.
        One that was called misread stays in hand: the same button takes that back.
        ``anew`` takes the first one in hand: they are of another case.
        """
        before, at = (None, 0) if anew else (self.current, self.currentRow())
        self.clear()
        for one in lines:
            item = QListWidgetItem(one.text)
            item.setData(_SHOWN, one)
            said = f"{LEVEL_WORDS[one.level]}，{one.text}，{one.second}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.addItem(item)
            stays = before is not None and (one.misread or one.aside <= before.aside)
            if before is not None and one.key == before.key and stays:
                at = self.count() - 1
        if self.count():
            self.setCurrentRow(min(max(at, 0), self.count() - 1))

    def show_place(self, place: str) -> None:
        """Take the first line about a place in hand, if there is one and none is yet."""
        if self.current is not None and self.current.place == place:
            return
        lines = (self.item(at).data(_SHOWN) for at in range(self.count()))
        at = next((at for at, one in enumerate(lines) if one.place == place), None)
        if at is not None:
            self.setCurrentRow(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Say in the place of an empty list that there is nothing."""
        super().paintEvent(event)
        if self.count():
            return
        painter = QPainter(self.viewport())
        painter.setFont(theme().font("text"))
        painter.setPen(theme().colour.text_muted)
        painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._nothing)
        painter.end()

    def _open(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current.place)


class _FoundDelegate(QStyledItemDelegate):
    def __init__(self, view: FoundList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        one: Shown = index.data(_SHOWN)
        width = self._view.viewport().width()
        first, second = _heights(one, width - LEFT - PAD)
        return QSize(width, first + second + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        one: Shown = index.data(_SHOWN)
        painter.save()
        look, rect = theme(), draw_frame(painter, option)
        colour = look.colour.text_muted if one.aside else look.meaning(one.level)
        icon = "minus" if one.aside else LEVEL_ICONS[one.level]
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect.left() + 8, rect.top() + PAD + 1, pixmap(icon, 16, colour, ratio))
        room = rect.adjusted(LEFT, PAD, -PAD, -PAD)
        first, _ = _heights(one, room.width())
        painter.setFont(look.font("text"))
        painter.setPen(look.colour.text_muted if one.aside else look.colour.text)
        painter.drawText(room, FLAGS, breakable(one.text))
        if one.second:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour.text_muted)
            painter.drawText(room.adjusted(0, first + 3, 0, 0), FLAGS, breakable(one.second))
        painter.restore()


def _heights(one: Shown, width: int) -> tuple[int, int]:
    first = text_height("text", one.text, width)
    return first, text_height("small", one.second, width) + 3 if one.second else 0
