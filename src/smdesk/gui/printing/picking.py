"""Drafts of the data folder chosen for the list of prints."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.home.rows import Row
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import label_button, push, words

_HIGH = 32
"""Pixels of a line."""
_ROW = Qt.ItemDataRole.UserRole
_READY = frozenset({"ready", "exported"})


class DraftsDialog(QDialog):
    """Lists drafts with a box each; ``chosen`` are those that were ticked."""

    def __init__(self, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("添加申报到打印清单")
        self.resize(560, 520)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找申报单位、通知")
        self.search.setAccessibleName("查找申报")
        self.list = QListWidget()
        self.list.setAccessibleName("申报")
        self.every = push("全选可导出的", "quiet")
        self.go, self.leave = push("", "main"), push("取消")
        self.go.setDefault(True)
        for one in rows:
            self._add(one)
        self._lay_out(any_rows=bool(rows))
        self.search.textChanged.connect(self._find)
        self.list.itemChanged.connect(lambda _item: self._show_state())
        self.every.clicked.connect(lambda _checked: self._tick_ready())
        self.go.clicked.connect(lambda _checked: self.accept())
        self.leave.clicked.connect(lambda _checked: self.reject())
        self._show_state()

    def _lay_out(self, *, any_rows: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        text = "打印正式稿；有错误的申报不能加入。" if any_rows else "还没有申报。"
        column.addWidget(words(text, "muted", wrap=True))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.every)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        column.addLayout(row)

    def _add(self, row: Row) -> None:
        item = QListWidgetItem(f"{row.name}　{row.kind}　{row.look.word}")
        item.setIcon(icon(row.look.icon, 16, getattr(theme().colour, row.look.role)))
        item.setData(_ROW, row)
        item.setSizeHint(QSize(0, _HIGH))  # Qt leaves the style sheet's padding out beside a box
        item.setToolTip(f"{row.name}\n{row.notice} · {row.kind}")
        flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
        if row.errors:
            flags &= ~Qt.ItemFlag.ItemIsEnabled
        item.setFlags(flags)
        item.setCheckState(Qt.CheckState.Unchecked)
        self.list.addItem(item)

    @property
    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    @property
    def chosen(self) -> tuple[tuple[int, str], ...]:
        """Number and name of each draft that was ticked."""
        ticked = [one for one in self._items if one.checkState() is Qt.CheckState.Checked]
        rows: list[Row] = [one.data(_ROW) for one in ticked]
        return tuple((one.id, one.name) for one in rows)

    def _find(self, text: str) -> None:
        for one in self._items:
            row: Row = one.data(_ROW)
            held = f"{row.name} {row.second} {row.notice} {row.kind}"
            one.setHidden(text.strip().lower() not in held.lower())

    def _tick_ready(self) -> None:
        for one in self._items:
            row: Row = one.data(_ROW)
            if row.state in _READY and not row.errors and not one.isHidden():
                one.setCheckState(Qt.CheckState.Checked)

    def _show_state(self) -> None:
        count = len(self.chosen)
        label_button(self.go, f"添加 {count} 份申报" if count else "添加", spaced=False)
        self.go.setEnabled(bool(count))
