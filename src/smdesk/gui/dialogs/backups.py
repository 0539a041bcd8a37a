"""The backups of the data folder: one is chosen to be put back, or a new one is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidgetItem, QWidget

from smdesk.gui.ui_backups import Ui_Backups

if TYPE_CHECKING:
    from smdesk.store.backups import Backup

_PATH = Qt.ItemDataRole.UserRole


class BackupsDialog(QDialog):
    """Lists the copies, the newest first; accepted with `chosen` when one is to be put back.

    ``make`` makes a copy at once and returns the list anew; without it there is no such button.
    """

    def __init__(
        self,
        copies: Sequence[Backup],
        make: Callable[[], Sequence[Backup]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self.ui = Ui_Backups()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        self.ui.list.setAccessibleName("备份列表")
        self.ui.list.setHeaderLabels(["备份时间", "申报", "大小"])
        self.ui.list.headerItem().setTextAlignment(
            2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self.ui.list.ensurePolished()
        self.ui.make.setVisible(make is not None)
        self.ui.make.clicked.connect(self._make_one)
        self.ui.cancel.clicked.connect(self.reject)
        self.ui.restore.clicked.connect(self.accept)
        self.ui.list.currentItemChanged.connect(lambda *_: self._enable())
        self.ui.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.ui.list.header().setStretchLastSection(False)
        self.show_copies(copies)

    @property
    def chosen(self) -> Path | None:
        """The copy that is chosen, ``None`` if none can be."""
        item = self.ui.list.currentItem()
        return Path(str(item.data(0, _PATH))) if item is not None else None

    def show_copies(self, copies: Sequence[Backup]) -> None:
        """Show the list of copies."""
        self.ui.list.clear()
        for one in copies:
            count = "无法读取" if one.drafts is None else f"{one.drafts} 份"
            size = f"{one.size / 1024:,.0f} KB"
            item = QTreeWidgetItem([f"{one.made:%Y-%m-%d %H:%M:%S}", count, size])
            item.setData(0, _PATH, str(one.path))
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setDisabled(one.drafts is None)
            self.ui.list.addTopLevelItem(item)
            if self.ui.list.currentItem() is None and one.drafts is not None:
                self.ui.list.setCurrentItem(item)
        if not copies:
            self.ui.summary.setText("还没有备份。程序在使用中每 30 分钟、退出时自动备份。")
        self._enable()

    def _enable(self) -> None:
        self.ui.restore.setEnabled(self.chosen is not None)

    def _make_one(self) -> None:
        if self._make is not None:
            self.show_copies(self._make())
