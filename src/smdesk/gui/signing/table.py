"""The scans as a table: each with what it turned out to be and the page that it stands in for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from smdesk.errors import sentence
from smdesk.gui.signing.looking import Looked
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal

if TYPE_CHECKING:
    from smdesk.service.signed import Paper, Recognised

UNUSED, ASKED = 0, -1
"""No page, and a page that a person has yet to name."""
_ROW = 40
_LOOKS: dict[str, tuple[str, str]] = {
    "sure": ("circle-check", "done"), "named": ("circle-check", "done"),
    "unsealed": ("triangle-alert", "check"), "doubtful": ("triangle-alert", "check"),
    "unknown": ("circle-help", "check"), "other": ("circle-x", "error"),
    "blank": ("minus", "text_muted"),
}  # fmt: skip


@dataclass
class Row:
    """A scan in the table, and the page it stands in for: `UNUSED`, `ASKED`, else from 1."""

    looked: Looked
    page: int

    @property
    def found(self) -> Recognised:
        """What the scan is."""
        return self.looked.found

    @property
    def used(self) -> Recognised | None:
        """The scan as it goes into the file, ``None`` where it does not."""
        if self.page in {UNUSED, ASKED} or self.found.state == "other":
            return None
        if self.found.ready and self.found.page == self.page:
            return self.found
        return self.found.named(self.page)

    @property
    def told(self) -> str:
        """What is told of it."""
        found = self.found
        if self.used is not None and not (found.ready and found.page == self.page):
            doubt = self.used.problem
            return doubt.message if doubt else sentence("sign.as-named", page=self.page)
        if found.problem is not None:
            return found.problem.message
        if found.state == "blank":
            return sentence("sign.blank")
        return sentence("sign.right", seal=found.seal)

    @property
    def role(self) -> str:
        """How it is told."""
        role = self.look[1]
        return "muted" if role == "text_muted" else role

    @property
    def look(self) -> tuple[str, str]:
        """Icon and colour."""
        used = self.used
        if used is None:
            return _LOOKS[self.found.state]
        return _LOOKS["unsealed" if used.problem is not None else "named"]


class ScanTable(QTreeWidget):
    """Shows scans. ``chosen()`` when another row is, ``named()`` when a page was chosen for one."""

    chosen = Signal()
    named = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.setAccessibleName("扫描件")
        self.setHeaderLabels(["扫描件", "换到", "辨认结果"])
        self.setRootIsDecorated(False)
        self.setMinimumSize(420, 200)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.resizeSection(0, 150)
        header.resizeSection(1, 156)
        self.currentItemChanged.connect(lambda _new, _old: self.chosen.emit())
        theme_signal().changed.connect(self._tint)

    @property
    def current(self) -> Row | None:
        """The chosen row."""
        item = self.currentItem()
        at = -1 if item is None else self.indexOfTopLevelItem(item)
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def add(self, paper: Paper, looked: Looked) -> None:
        """Add a scan."""
        found = looked.found
        page = found.page if found.ready and found.page else UNUSED
        if found.state in {"unsealed", "doubtful", "unknown"}:
            page = ASKED
        row = Row(looked, page)
        self.rows.append(row)
        item = QTreeWidgetItem([found.source.name])
        item.setToolTip(0, str(found.source.path))
        item.setSizeHint(1, QSize(0, _ROW))
        self.addTopLevelItem(item)
        box = self._pages(paper, row)
        self.setItemWidget(item, 1, box)
        at = len(self.rows) - 1
        QWidget.setTabOrder(self._box(at - 1) if at else self, box)
        self._show(len(self.rows) - 1)
        if self.currentItem() is None or page == ASKED:
            self.setCurrentItem(item)

    def replace(self, row: Row, found: Recognised) -> None:
        """Show what a scan turned out to be after a person's word."""
        row.looked = Looked(found, row.looked.thumb)
        at = self.rows.index(row)
        if found.ready and found.page:
            row.page = found.page
        elif found.state == "other":
            row.page = UNUSED
        box = self._box(at)
        box.blockSignals(True)
        self._fill(box, row)
        box.blockSignals(False)
        self._show(at)
        self.named.emit()

    def remove(self, row: Row) -> None:
        """Take a scan out."""
        at = self.rows.index(row)
        self.takeTopLevelItem(at)
        del self.rows[at]
        self.named.emit()

    def empty(self) -> None:
        """Take all scans out."""
        self.clear()
        self.rows = []
        self.chosen.emit()

    def _pages(self, paper: Paper, row: Row) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"{row.found.source.name} 换到")
        for number in range(1, paper.pages + 1):
            signed = "（盖章）" if number in paper.sign_pages else ""
            box.addItem(f"第 {number} 页{signed}", number)
        self._fill(box, row)
        box.currentIndexChanged.connect(lambda _at: self._choose(row, box))
        return box

    def _fill(self, box: QComboBox, row: Row) -> None:
        """Put the lines without a page in front, and choose the row's one."""
        while box.count() and int(box.itemData(0)) in {UNUSED, ASKED}:
            box.removeItem(0)
        box.insertItem(0, "不用", UNUSED)
        if row.page == ASKED:
            box.insertItem(0, "待确认", ASKED)
        box.setCurrentIndex(box.findData(row.page))
        box.setEnabled(row.found.state != "other")

    def _choose(self, row: Row, box: QComboBox) -> None:
        row.page = int(box.currentData())
        self._show(self.rows.index(row))
        self.named.emit()

    def _box(self, at: int) -> QComboBox:
        box = self.itemWidget(self._item(at), 1)
        assert isinstance(box, QComboBox)
        return box

    def _item(self, at: int) -> QTreeWidgetItem:
        item = self.topLevelItem(at)
        assert item is not None
        return item

    def _show(self, at: int) -> None:
        row, item = self.rows[at], self._item(at)
        name, role = row.look
        item.setText(2, row.told)
        item.setToolTip(2, row.told)
        item.setIcon(2, icon(name, 16, getattr(theme().colour, role)))

    def _tint(self) -> None:
        for at in range(len(self.rows)):
            self._show(at)
