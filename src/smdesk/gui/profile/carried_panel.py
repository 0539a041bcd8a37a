"""What was taken over and still stands so: where each value comes from, which need a newer year."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.bridge import SessionBridge
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.gui.wizard.parts import push, words
from smdesk.service.profile.apply import CarriedOver, carried_over, confirm
from smdesk.service.session import Changes

_KEY, _PLACE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_SURE = Qt.ItemDataRole.UserRole + 2
"""Whether a line can be confirmed: an empty cell that needs a newer year has to be filled."""
_SHORT = 40
_PAUSE = 400
"""Milliseconds after the last key of a text until the list is made again."""


class CarriedPanel(QWidget):
    """The list; ``jumped(place)`` when the person goes to one. Confirmed and edited ones leave it."""

    jumped = Signal(str)

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.summary = words(wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName("沿用的内容")
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self.one, self.all = push("确认所选", icon="check"), push("全部确认")
        for button in (self.one, self.all):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.one)
        foot.addWidget(self.all)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.list.itemSelectionChanged.connect(self._enable)
        self.one.clicked.connect(self._confirm_chosen)
        self.all.clicked.connect(lambda: bridge.do(lambda: confirm(bridge.session)))
        self._tint()
        theme_signal().changed.connect(self._tint)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.fill)
        bridge.changed.connect(self._changed)
        self.fill()

    def fill(self) -> None:
        """Show what stands now."""
        self._later.stop()
        found = sorted(carried_over(self._bridge.session), key=lambda one: not one.origin.newer)
        place = self.list.currentRow()
        self.list.clear()
        for one in found:
            self.list.addItem(_item(one))
        if found:
            self.list.setCurrentRow(
                min(max(place, 0), len(found) - 1),
                self.list.selectionModel().SelectionFlag.NoUpdate,
            )
        newer = sum(one.origin.newer for one in found)
        kept = sum(1 for one in found if one.text or not one.origin.newer)
        told = [f"{kept} 项沿用已有内容，改动或确认后不再列出"] if kept else []
        told += [f"{newer} 项须填新年度"] if newer else []
        self.summary.setText("；".join(told) + "。" if told else "没有待确认的沿用内容。")
        self._enable()

    def _tint(self) -> None:
        palette, colour = self.list.palette(), theme().colour
        palette.setColor(QPalette.ColorRole.Highlight, colour.selected)
        palette.setColor(QPalette.ColorRole.HighlightedText, colour.text)
        self.list.setPalette(palette)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.fill()

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.edited:  # the end of typing alone is not told
            self._later.start(_PAUSE if self._bridge.session.typing else 0)

    def _go(self, item: QListWidgetItem) -> None:
        self.jumped.emit(str(item.data(_PLACE)))

    def _confirm_chosen(self) -> None:
        session = self._bridge.session
        keys = [str(one.data(_KEY)) for one in self.list.selectedItems()]
        self._bridge.do(lambda: confirm(session, keys))

    def _enable(self) -> None:
        writable = not self._bridge.read_only
        chosen = [one for one in self.list.selectedItems() if one.data(_SURE)]
        every = (self.list.item(n) for n in range(self.list.count()))
        self.one.setEnabled(writable and bool(chosen))
        self.all.setEnabled(writable and any(one is not None and one.data(_SURE) for one in every))


def _item(one: CarriedOver) -> QListWidgetItem:
    short = one.text.replace("\n", " ")
    short = short[:_SHORT] + "…" if len(short) > _SHORT else short
    head = f"{one.label}：{short}" if short and short != one.label else one.label
    when = "，".join(part for part in (one.origin.form or one.origin.source, one.origin.on) if part)
    item = QListWidgetItem(f"{head}\n{one.remarks or when}")
    item.setToolTip(f"{one.label}\n{one.text}\n{one.told}".replace("\n\n", "\n"))
    sign = ("triangle-alert", "check") if one.origin.newer else ("info", "hint")
    item.setIcon(icon(sign[0], 16, theme().meaning(sign[1])))
    item.setData(_KEY, one.key)
    item.setData(_PLACE, one.place)
    item.setData(_SURE, bool(one.text) or not one.origin.newer)
    return item
